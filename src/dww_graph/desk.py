"""The desk at which people decide about words that may point at somebody: what waits, in its passage, and what was decided.

A decision stands in the journal under a keyed hash of the words. The key is made once in each data folder and never leaves it, so
a hash can be tried against no list of names elsewhere. The words themselves are read from the file again, and shown to the
person who decides; nothing of them is kept.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from dww_graph import generation, journal, lock, terms
from dww_graph.errors import NotFound, StoreError, Text, UsageError
from dww_graph.guard import allowed, consent, deduced, flags
from dww_graph.guard.allowed import Allowed
from dww_graph.guard.suspects import Suspect
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import Flag, RawRecord, Terms
from dww_graph.reading import FileReader
from dww_graph.rights import OWNER
from dww_graph.taking import Judge

ACT = "vlag"
_ROLE = re.compile(r"^[a-zà-ÿ][a-zà-ÿ -]{1,30}( [A-Z])?$")
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """A place that waits for a decision: its flag, the whole text of the cell, and first and last character of the words."""

    flag: Flag
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Desk:
    """Judges the records of one call: what was decided holds, what was not comes back as flags (unless somebody accepts them)."""

    decisions: Mapping[str, str]
    words: Allowed
    key: bytes
    accepted: bool
    found: Mapping[str, tuple[Suspect, ...]] = field(default_factory=dict)
    cased: set[str] = field(default_factory=set)

    def judge(self, record: RawRecord) -> tuple[RawRecord | None, tuple[Flag, ...]]:
        """Return a record as decided and the flags that are left; a transcript with capitals vouches for quotes from it."""
        capitals, source = record.first("hoofdletters"), record.first("hash")
        if record.kind == "transcript" and capitals and source and capitals.text == "ja":
            self.cased.add(source.text)
        more = (lambda text: self.found.get(text, ())) if self.found else None
        passed, left = flags.apply(record, self.decisions, self.words, self.key, more=more, cased=self.cased)
        return passed, () if self.accepted else left


def passing(home: Path, vocabulary: Vocabulary) -> Allowed:
    """Return the words that point at nobody here: the shipped list, every name of a concept, and authors of sources."""
    names = (name for names in vocabulary.found.values() for name in names)
    return allowed.load((*vocabulary.labels.values(), *names), _authors(home))


def judge(home: Path, path: Path, offered: Terms, words: Allowed) -> Judge:
    """Return what judges the words of a file offered under these terms; `words` may pass."""
    return _desk(home, path, offered, words).judge


def passages(home: Path, path: Path, offered: Terms, vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """Return every place of a file that waits for a decision, with the text around it: for the eyes of who decides, only."""
    desk = _desk(home, path, replace(offered, privacy_akkoord_door=None), passing(home, vocabulary))
    with closing(FileReader()) as reading:
        return tuple(passage for record in _records(reading, path, offered) for passage in _of_record(desk, record))


def decide(home: Path, decisions: Mapping[str, str], door: str = OWNER) -> int:
    """Write decisions on words into the journal, by mark: `houden`, `weglaten`, or a role; return how many are new.

    Raises UsageError for a role that could be a name: a role is small letters, with a capital letter after it at most.
    """
    for said in decisions.values():
        if said not in (flags.KEEP, flags.LEAVE_OUT) and not _ROLE.match(said):
            raise UsageError(
                Text("Dit is geen rol.", "This is no role."),
                expected=Text("kleine letters, zoals 'moeder' of 'jongere A'", "small letters, such as 'moeder' or 'jongere A'"),
            )
    with lock.writing(home, "review"):
        known = decided(home)
        new = {mark: said for mark, said in decisions.items() if known.get(mark) != said}
        for mark, said in new.items():
            journal.append(home, datetime.now(UTC).isoformat(timespec="seconds"), door, ACT, mark, {"besluit": said})
    return len(new)


def decided(home: Path) -> dict[str, str]:
    """Return what was decided about words, by mark; the last word holds."""
    return {line.waarover: line.gegevens["besluit"] for line in journal.read(home) if line.daad == ACT}


def _desk(home: Path, path: Path, offered: Terms, words: Allowed) -> _Desk:
    return _Desk(decided(home), words, _key(home), bool(offered.privacy_akkoord_door), _deduced(path, offered))


def _deduced(path: Path, offered: Terms) -> Mapping[str, tuple[Suspect, ...]]:
    """Ask the second finder about all texts of a file at once, where it is installed: it takes long to start."""
    if not deduced.available():
        return {}
    with closing(FileReader()) as reading:
        texts = list(dict.fromkeys(text for record in _records(reading, path, offered) for text in flags.texts(record)))
    return dict(zip(texts, deduced.find_all(texts), strict=True))


def _records(reading: FileReader, path: Path, offered: Terms) -> Iterator[RawRecord]:
    items: Iterable[object] = reading.items(path)
    return (each for each in items if isinstance(each, RawRecord) and not consent.is_illustrative(each, offered))


def _of_record(desk: _Desk, record: RawRecord) -> Iterator[Passage]:
    _, left = desk.judge(record)
    shown = dict(_cells(flags.trimmed(record)))
    for flag in left:
        yield Passage(flag, shown.get(flag.where, ""), flag.start, flag.end)


def _cells(record: RawRecord) -> Iterator[tuple[str, str]]:
    yield from ((cell.where, cell.text) for cells in record.cells.values() for cell in cells)
    for part in record.parts:
        yield from _cells(flags.trimmed(part))


def _authors(home: Path) -> list[str]:
    """Return the authors of every source in the graph; none when there is no graph yet."""
    with suppress(StoreError, NotFound):
        opened = generation.current(home).open("openbaar")
        return [triple.object.value for triple in opened.triples(None, terms.term("dww:auteurs"))]
    return []


def _key(home: Path) -> bytes:
    """Return the key of this data folder, made at the first use and readable by its owner only."""
    path = home / "sleutel"
    if not path.is_file():
        home.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            opened = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(opened, "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
    return path.read_bytes()
