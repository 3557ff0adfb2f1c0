"""Violation queries: what compares nodes with each other over the whole graph. Any row of one is a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from ruamel.yaml.error import YAMLError

from dww_graph.answer import Result
from dww_graph.assets import files
from dww_graph.errors import StoreError, Text
from dww_graph.header import read_header
from dww_graph.model import Finding, Grade

_GRADES: Final[Mapping[str, Grade]] = {grade: grade for grade in get_args(Grade)}


@dataclass(frozen=True, slots=True)
class Control:
    """One violation query: its id, how grave a row of it is, and what to say of one."""

    id: str
    grade: Grade
    message: Text
    query: str


def load_controls(paths: Iterable[Path] | None = None) -> tuple[Control, ...]:
    """Return the shipped violation queries (or those in `paths`); raises StoreError for a header that is not complete."""
    chosen = files(("queries", "controles"), "*-violation.rq") if paths is None else paths
    return tuple(map(parse_control, chosen))


def parse_control(path: Path) -> Control:
    """Return the violation query in one file."""
    text = path.read_text(encoding="utf-8")
    try:
        head = read_header(text)
        return Control(str(head["id"]), _GRADES[head["ernst"]], Text(head["nl"], head["en"]), text)
    except (YAMLError, KeyError, TypeError) as error:
        raise StoreError(
            Text("De kop van deze controle is niet volledig.", "The header of this control is not complete."),
            f"{path.name}: {error}",
            Text("id, ernst (fout, waarschuwing of info), nl en en", "id, ernst (fout, waarschuwing or info), nl and en"),
        ) from error


def run(control: Control, query: Callable[[str], Result]) -> tuple[Finding, ...]:
    """Return a finding for each row: the first column is the node, the second, when there is one, the value."""
    found = []
    for row in query(control.query).rows:
        focus, value = row[0], row[1] if len(row) > 1 else None
        if focus is not None:
            found.append(Finding(control.id, focus.value, None, value.value if value else None, control.grade, control.message))
    return tuple(found)
