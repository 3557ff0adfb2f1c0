"""A second finder of names and places: deduce, where it is installed, in a process of its own.

deduce takes some 1.1 GB, up to three minutes at its very first start and 15 to 30 s at each later one, so a whole file is
asked about at once. It runs without network. When it is not there nothing is found, and `note` says so; when it fails the
work stops: a check that was asked for and not done is not passed over in silence.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dww_graph import confined
from dww_graph.errors import CouldNotRun, Text
from dww_graph.guard.suspects import Suspect
from dww_graph.guard.words import Kind

_SECONDS: Final = 600.0
_SECONDS_A_TEXT: Final = 0.05
_KINDS: Final[Mapping[str, Kind]] = {
    "persoon": "naam", "patient": "naam", "locatie": "plaats", "ziekenhuis": "instelling", "zorginstelling": "instelling",
    "id": "nummer", "bsn": "nummer", "telefoonnummer": "nummer",
}


def available() -> bool:
    """True when deduce is installed beside this program."""
    return importlib.util.find_spec("deduce") is not None


def note() -> Text:
    """Return what a receipt says of this finder; a search that failed gives no receipt, for then nothing is taken in."""
    if available():
        return Text("gezocht, behalve in wat verzonnen is", "searched, except in what is invented")
    return Text("niet geïnstalleerd, alleen de eigen regels zochten", "not installed, only our own rules searched")


def find_all(texts: Iterable[str]) -> list[tuple[Suspect, ...]]:
    """Return the suspects of each text, in order; all empty when deduce is not installed.

    Raises CouldNotRun when deduce stops or takes too long.
    """
    asked = list(texts)
    if not asked or not available():
        return [() for _ in asked]
    answers = _ask(confined.command("dww_graph.guard.deduce_child"), asked)
    return [tuple(_suspects(found)) for found in answers]


def _ask(command: Sequence[str], texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """Give the child one text a line, as JSON; get one list of (start, end, label) a line."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    limit = _SECONDS + _SECONDS_A_TEXT * len(texts)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own module
            command, input=lines, capture_output=True, text=True, encoding="utf-8", timeout=limit, check=True,
            env=confined.environment(),
        )
        answers = [json.loads(line) for line in done.stdout.splitlines()]
    except (subprocess.SubprocessError, OSError, ValueError):
        answers = []
    if len(answers) != len(texts):
        raise CouldNotRun(
            Text("Deduce is gestopt voordat het klaar was.", "deduce stopped before it was done."),
            do=Text("Probeer het nog eens, of verwijder deduce.", "Try again, or remove deduce."),
        )
    return answers


def _suspects(found: Iterable[tuple[int, int, str]]) -> Iterable[Suspect]:
    for start, end, label in sorted(found):
        kind = _KINDS.get(label)
        if kind is not None:
            yield Suspect(start, end, kind)
