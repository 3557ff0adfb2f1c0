"""The questions that ship with the graph: one `.rq` file is one `Question`, described by its own header.

A header is the run of lines that start with `#+ `; without that mark they are one YAML document: id, vraag, uitleg, tags,
params, columns, rows. What follows is the SPARQL text. Every parameter is a variable of the same name that the query
projects, so that the store can bind it; a parameter without a default may stay unbound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from dww_graph.assets import files
from dww_graph.errors import Fault, InputRefused, Lang, Text
from dww_graph.header import read_header, split_header

ParamType = Literal["concept", "thing", "text", "integer"]

_ID = re.compile(r"^(CQ-[OTC][1-9]|SCHERM-[a-z][a-z-]*)$")
_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9]*$")
_KEYS = ("id", "vraag", "uitleg", "tags", "params", "columns", "rows")


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: a variable of the query, what it takes, and its default (None: may stay unbound).

    `type` is concept (label, notation, slug or IRI of `scheme`), thing (IRI or identifier), text or integer.
    """

    name: str
    type: ParamType
    label: Text
    scheme: str | None = None
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what it asks, what it takes, what it gives, and its SPARQL text (without the header).

    `counts` names the columns that count things of professionals, each with the column that tells how many of them are real.
    `rows_min` and `rows_max` bound the number of rows on the starter graph with the default parameters.
    """

    slug: str
    id: str
    vraag: Text
    uitleg: Text
    tags: tuple[str, ...]
    params: tuple[Param, ...]
    columns: Mapping[str, Text]
    rows_min: int
    rows_max: int
    text: str = field(repr=False)
    counts: Mapping[str, str] = field(default_factory=dict)

    def heads(self, lang: Lang) -> dict[str, str]:
        """Return the readable head of each column, in the order of the query."""
        return {name: head.in_(lang) for name, head in self.columns.items()}

    def defaults(self) -> dict[str, str]:
        """Return the parameters that have a default, with it."""
        return {param.name: param.default for param in self.params if param.default is not None}


def load_questions(folder: str = "vragen") -> Mapping[str, Question]:
    """Return the questions of `queries/<folder>` by slug, in order of slug.

    Raises StoreError when the folder is absent and InputRefused, with every fault, when a header is not right.
    """
    found = {path.stem: parse_question(path) for path in files(("queries", folder), "*.rq")}
    return MappingProxyType(found)


def parse_question(path: Path) -> Question:
    """Return the question in one `.rq` file; raises InputRefused with every fault of its header."""
    content = path.read_text(encoding="utf-8")
    meta = _read(content, path)
    faults = [*_header_faults(meta, path.name)]
    if faults:
        raise InputRefused(path.name, faults)
    return Question(
        slug=path.stem,
        id=meta["id"],
        vraag=_text(meta["vraag"]),
        uitleg=_text(meta["uitleg"]),
        tags=tuple(meta["tags"]),
        params=tuple(_param(name, said) for name, said in meta["params"].items()),
        columns=MappingProxyType({name: _text(said) for name, said in meta["columns"].items()}),
        rows_min=meta["rows"]["min"],
        rows_max=meta["rows"]["max"],
        text=split_header(content)[1],
        counts={name: said["telling"] for name, said in meta["columns"].items() if "telling" in said},
    )


def _read(content: str, path: Path) -> dict[str, Any]:
    try:
        return read_header(content)
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        what = Text("De kop is geen geldige YAML.", "The header is not valid YAML.")
        raise InputRefused(path.name, [Fault("vraag-kop", what, where, do=_SEE_OTHER)]) from error


_SEE_OTHER = Text("Kijk hoe een andere vraag in deze map het doet.", "See how another question in this folder does it.")


def _fault(where: str, nl: str, en: str) -> Fault:
    return Fault("vraag-kop", Text("De kop van deze vraag klopt niet.", "The header of this question is not right."), where,
                 Text(nl, en), _SEE_OTHER)


def _header_faults(meta: Mapping[str, Any], name: str) -> Iterator[Fault]:
    """Yield what is wrong; the parts are only looked into when all keys are there."""
    absent = [key for key in _KEYS if key not in meta]
    yield from (_fault(f"{name}: {key}", f"een regel `{key}:`", f"a line `{key}:`") for key in absent)
    if not absent:
        yield from _own_faults(meta, name)
        yield from _param_faults(meta["params"], name)
        yield from _column_faults(meta["columns"], meta["params"], name)
        yield from _row_faults(meta["rows"], name)


def _own_faults(meta: Mapping[str, Any], name: str) -> Iterator[Fault]:
    if not _ID.match(str(meta["id"])):
        yield _fault(f"{name}: id", "een id als CQ-O1 of SCHERM-kaarten", "an id such as CQ-O1 or SCHERM-kaarten")
    for key in ("vraag", "uitleg"):
        if not _is_text(meta[key]):
            yield _fault(f"{name}: {key}", "tekst in nl en in en", "text in nl and in en")
    if not isinstance(meta["tags"], list) or not meta["tags"]:
        yield _fault(f"{name}: tags", "minstens één trefwoord", "at least one tag")


def _param_faults(params: object, name: str) -> Iterator[Fault]:
    if not isinstance(params, dict):
        yield _fault(f"{name}: params", "per parameter een regel, of {}", "a line for each parameter, or {}")
        return
    for param, said in params.items():
        where = f"{name}: params.{param}"
        if not _is_text(said) or not _NAME.match(str(param)):
            yield _fault(where, "naam, type, en tekst in nl en in en", "name, type, and text in nl and in en")
        elif said.get("type") not in get_args(ParamType):
            yield _fault(where, "type concept, thing, text of integer", "type concept, thing, text or integer")
        elif (said["type"] == "concept") != isinstance(said.get("scheme"), str):
            yield _fault(where, "bij type concept (en alleen daar) een scheme", "a scheme with type concept (and only there)")


def _column_faults(columns: object, params: object, name: str) -> Iterator[Fault]:
    if not isinstance(columns, dict) or not columns:
        yield _fault(f"{name}: columns", "minstens één kolom", "at least one column")
        return
    for column, said in columns.items():
        if not _is_text(said):
            yield _fault(f"{name}: columns.{column}", "een kop in nl en in en", "a head in nl and in en")
        elif said.get("telling", column) not in columns:
            yield _fault(f"{name}: columns.{column}", "bij telling een kolom van deze vraag",
                         "with telling a column of this question")
    for param in params if isinstance(params, dict) else ():
        if param not in columns:
            yield _fault(f"{name}: columns", f"de parameter {param} als kolom", f"the parameter {param} as a column")


def _row_faults(rows: object, name: str) -> Iterator[Fault]:
    if not isinstance(rows, dict) or not (type(rows.get("min")) is type(rows.get("max")) is int):
        yield _fault(f"{name}: rows", "{min: getal, max: getal}", "{min: number, max: number}")
    elif not 0 <= rows["min"] <= rows["max"]:
        yield _fault(f"{name}: rows", "min tussen 0 en max", "min between 0 and max")


def _is_text(said: object) -> bool:
    return isinstance(said, dict) and all(isinstance(said.get(lang), str) and said[lang].strip() for lang in ("nl", "en"))


def _text(said: Mapping[str, str]) -> Text:
    return Text(said["nl"], said["en"])


def _param(name: str, said: Mapping[str, Any]) -> Param:
    default = said.get("default")
    kind = cast(ParamType, said["type"])
    return Param(name, kind, _text(said), said.get("scheme"), None if default is None else str(default))
