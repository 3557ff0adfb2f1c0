"""What people decided, in order and for ever: one JSON line a decision, each closed by a hash over itself and the line before."""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from dww_graph.errors import StoreError, Text

_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: number, moment (UTC, ISO 8601), role, act, what it was about, its details, and the hash chain.

    A detail is a code, a date, a count or a hash; never words of a professional or of a file.
    """

    nummer: int
    moment: str
    rol: str
    daad: str
    waarover: str
    vorige: str
    hash: str
    gegevens: Mapping[str, str] = field(default_factory=dict)


def path_of(home: Path) -> Path:
    """Return the journal file."""
    return home / "journal" / "journal.jsonl"


def append(
    home: Path, moment: str, rol: str, daad: str, waarover: str, gegevens: Mapping[str, str] | None = None
) -> Decision:
    """Add a decision and return it; the line is on disk when this returns."""
    last = next(iter(deque(read(home), maxlen=1)), None)
    number, previous = (last.nummer + 1, last.hash) if last else (1, _START)
    details = dict(gegevens or {})
    closed = _hash(number, moment, rol, daad, waarover, previous, *_closing(details))
    decision = Decision(number, moment, rol, daad, waarover, previous, closed, details)
    path_of(home).parent.mkdir(parents=True, exist_ok=True)
    with path_of(home).open("a+b") as file:
        _mend_torn_end(file)
        file.write(json.dumps(asdict(decision), ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return decision


def read(home: Path) -> Iterator[Decision]:
    """Yield the decisions, oldest first; raises StoreError where the chain is broken. A half last line is passed over."""
    previous = _START
    *lines, _torn = path_of(home).read_bytes().split(b"\n") if path_of(home).is_file() else [b""]
    for number, line in enumerate(lines, 1):
        try:
            decision = Decision(**json.loads(line))
        except (ValueError, TypeError):
            raise _broken(home, number) from None
        if decision.vorige != previous or decision.hash != _hash(*_said(decision)):
            raise _broken(home, number)
        previous = decision.hash
        yield decision


def illustrative_shown(home: Path) -> bool:
    """Return whether illustrative content belongs in the graph: the last word of the journal, yes if it says nothing."""
    words = [decision.waarover for decision in read(home) if decision.daad == "illustratief"]
    return not words or words[-1] == "aan"


def _mend_torn_end(file: IO[bytes]) -> None:
    """Cut off a last line that a crash left without its line feed."""
    file.seek(0)
    file.truncate(file.read().rfind(b"\n") + 1)


def _said(decision: Decision) -> tuple[object, ...]:
    head = (decision.nummer, decision.moment, decision.rol, decision.daad, decision.waarover, decision.vorige)
    return *head, *_closing(decision.gegevens)


def _closing(details: Mapping[str, str]) -> tuple[object, ...]:
    """Return the details as the hash takes them in; a line without any is hashed as it was before there were details."""
    return (dict(sorted(details.items())),) if details else ()


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _broken(home: Path, number: int) -> StoreError:
    return StoreError(
        Text("Het logboek van beslissingen is veranderd of beschadigd.", "The journal of decisions was changed or damaged."),
        f"{path_of(home)}, regel {number}",
        Text("een ongebroken keten", "an unbroken chain"),
        Text("Zet het terug uit een back-up.", "Restore it from a backup."),
    )
