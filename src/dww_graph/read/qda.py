"""Coding projects and codebooks in REFI-QDA (`.qdpx`, `.qde`, `.qdc`), whichever program wrote them.

Two passes, or three when there are notes, and one source text in memory at a time. Gives codes, then of every text source a
`transcript` and its `codering`s, then `notitie`s. A coding that cannot be right is refused alone; what has no place in the graph
(cases, variables, sets, links, graphs, pictures, sound, PDF passages) is counted by kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from dww_graph.errors import InputRefused, Text
from dww_graph.model import Item, RawRecord, Skipped
from dww_graph.read import qda_events, qda_faults, qda_project, qda_records, qda_skeleton
from dww_graph.read.decoding import decode
from dww_graph.read.qda_events import Closed, Coded, Memo, Opened, Passed, Said, Selection
from dww_graph.read.qda_project import Container
from dww_graph.read.qda_records import CHECKED, UNCHECKED, Coding
from dww_graph.read.qda_survey import SourceParts, Survey, counted, fingerprint, positions, survey
from dww_graph.read.qda_text import SourceText, agreement, quotable

_ENDINGS = (".qde", ".qdc")
_MARK = "QDA-XML"
_WHOLE = re.compile(r"\s*[+-]?\d{1,19}\s*")


def recognises(head: bytes, path: Path) -> bool:
    """True for a zip with a `*.qde` at its root (or called .qdpx), and for XML that opens as a project or codebook."""
    if qda_project.is_archive(head):
        return path.suffix.lower() == ".qdpx" or bool(qda_project.projects_in(path))
    start = decode(head)[0].lstrip("\ufeff \t\r\n")
    if not start.startswith("<"):
        return False
    rooted = any(f"<{root}" in start or f":{root}" in start for root in qda_events.ROOTS)
    return rooted and (_MARK in start or path.suffix.lower() in _ENDINGS)


def read(path: Path) -> Iterator[Item]:
    """Read a project; a file that cannot be read to its end gives one fault and no records."""
    try:
        with qda_project.opened(path) as container:
            found = survey(container, path.name)
            yield from counted(found)
            yield from found.codebook.items()
            yield from _Reader(container, path.name, found).items()
    except InputRefused as refused:
        yield from refused.faults


@dataclass(slots=True)
class _Source:
    """The text source that is open: its name, its parts, and its text once it was asked for (None: it is not in the file)."""

    bron_id: str
    place: str
    parts: SourceParts
    description: str = ""
    told: bool = False
    text: SourceText | None = None
    skeleton: tuple[str, str] | None = None


class _Reader:
    """The second pass over a project, and the third for its notes."""

    def __init__(self, container: Container, name: str, found: Survey) -> None:
        self._container, self._name, self._found = container, name, found
        self._names = qda_records.Sources()
        self._source = _Source("", "", SourceParts(""))
        self._skipped: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._once: set[int] = set()
        self._elsewhere: set[str] = set()
        self._hash = ""

    def items(self) -> Iterator[Item]:
        """Yield all there is after the codes."""
        with self._container.xml() as stream:
            for event in qda_events.walk(stream, self._name):
                yield from self._take(event)
        if self._found.memos:
            with self._container.xml() as stream:
                for event in qda_events.walk(stream, self._name):
                    if isinstance(event, Memo):
                        yield from self._memo(event)
        yield from self._remarks()
        yield from (Skipped(kind, number) for kind, number in sorted(self._skipped.items()))

    def _take(self, event: qda_events.Event) -> Iterator[Item]:
        match event:
            case Opened("TextSource"):
                self._open(event)
            case Closed("TextSource"):
                yield from self._close()
            case Said():
                yield from self._say(event)
            case Selection():
                yield from self._tell()
                yield from self._select(event)
            case Passed(kind):
                self._skipped[kind] += 1
            case Opened() | Closed() | Memo():
                pass
            case _:
                assert_never(event)

    def _open(self, event: Opened) -> None:
        self._counts["bron"] += 1
        bron_id = self._names.next(event.attributes.get("name", ""))
        place = f"bron {self._counts['bron']}"
        self._source = _Source(bron_id, place, SourceParts(event.attributes.get("plainTextPath", "")))

    def _close(self) -> Iterator[Item]:
        yield from self._tell()
        source = self._source
        if source.description and not source.skeleton:
            yield self._note(source.description, [f"bron {source.bron_id}"])

    def _say(self, event: Said) -> Iterator[Item]:
        if event.kind == "TextSource" and event.field == "PlainTextContent":
            self._source.parts.inline = event.text
        elif event.kind == "TextSource" and event.field == "Description":
            self._source.description = qda_records.plain(event.text)
        elif event.kind == "Project" and event.field == "Description" and event.text.strip():
            yield self._note(qda_records.plain(event.text), ["project"])
        elif event.field == "NoteRef":
            self._refer(event)

    def _refer(self, event: Said) -> None:
        key = qda_records.key(event.text)
        if event.kind == "TextSource":
            self._found.notes_on[key].append(f"bron {self._source.bron_id}")
        elif event.kind == "Project":
            self._found.notes_on[key].append("project")
        elif event.kind != "Code":
            self._elsewhere.add(key)

    def _tell(self) -> Iterator[Item]:
        """The transcript goes out once, before the first coding in it."""
        source = self._source
        if source.told:
            return
        source.told = True
        source.text = source.parts.text(self._container)
        where = f"{self._name}, {source.place}"
        if source.text is None:
            yield qda_faults.no_text(where)
            return
        source.skeleton = qda_skeleton.recognised(self._found.origin, source.description)
        self._hash = source.skeleton[0] if source.skeleton else source.text.hash
        if source.text.encoding:
            encoding = source.text.encoding
            yield Text(f"{source.place}: gelezen als {encoding}.", f"{source.place}: read as {encoding}.")
        instead = source.skeleton[0] if source.skeleton else ""
        yield qda_records.transcript(self._name, source.place, source.bron_id, source.text, instead)

    def _select(self, event: Selection) -> Iterator[Item]:
        about = f"bron {self._source.bron_id}"
        for coded in event.codings:
            item = self._coded(event, coded)
            if item is None:
                continue
            yield item
            if isinstance(item, RawRecord) and (guid := qda_records.guid(coded.guid)):
                about = f"codering {guid}" if about.startswith("bron") else about
                self._point(coded.notes, f"codering {guid}")
            else:
                self._point(coded.notes, f"bron {self._source.bron_id}")
        self._point(event.notes, about)
        if not event.codings:
            self._skipped["PlainTextSelection zonder code"] += 1
        if event.description.strip() and not self._quotes(event, event.description):
            yield self._note(qda_records.plain(event.description), [about])

    def _point(self, notes: tuple[str, ...], about: str) -> None:
        for note in notes:
            self._found.notes_on[qda_records.key(note)].append(about)

    def _coded(self, event: Selection, coded: Coded) -> Item | None:
        """Return the record of a coding, the fault for which it is refused, or None when it is counted only."""
        self._counts["codering"] += 1
        place = f"codering {self._counts['codering']}"
        where, guid = f"{self._name}, {place}", qda_records.guid(coded.guid)
        path = self._found.codebook.path(coded.code)
        if path is None and qda_records.key(coded.code) in self._found.cases:
            self._skipped["Coding van een Case"] += 1
            return None
        if coded.own and self._is_double(coded.guid):
            return qda_faults.duplicate_guid(guid, where)
        if path is None:
            return qda_faults.unknown_code(guid, qda_records.guid(coded.code), where)
        text = self._source.text
        if text is None:
            self._skipped["Coding zonder brontekst"] += 1
            return None
        span = self._span(event)
        if span is None or span[0] == span[1]:
            return qda_faults.out_of_range(guid, _number(event.begin), _number(event.end), where)
        if span[1] - span[0] > qda_records.MAX_QUOTE:
            return qda_faults.too_long(guid, qda_records.MAX_QUOTE, where)
        return qda_records.coding(self._name, place, self._coding(event, coded, path, text, span))

    def _coding(self, event: Selection, coded: Coded, path: str, text: SourceText, span: tuple[int, int]) -> Coding:
        around = text.around(*span)
        return Coding(
            bron=self._source.bron_id,
            citaat=text.text[slice(*span)],
            code=path,
            codeur=self._found.coders.seen(coded.user),
            datum=qda_records.day(coded.date),
            guid=qda_records.guid(coded.guid),
            bronhash=self._hash,
            span=span,
            around=qda_skeleton.around(*around) if self._source.skeleton else around,
            posities=self._checked(event, text, span),
        )

    def _checked(self, event: Selection, text: SourceText, span: tuple[int, int]) -> str:
        if self._source.skeleton:
            return self._source.skeleton[1]
        if not self._found.established:
            return UNCHECKED
        said = [quote for quote in event.quotes if quotable(quote)]
        if not said or any(agreement(quote, text.text, span) for quote in said):
            return CHECKED
        self._counts["anders"] += 1
        return UNCHECKED

    def _quotes(self, event: Selection, said: str) -> bool:
        text, span = self._source.text, self._span(event)
        return text is not None and span is not None and agreement(said, text.text, span) > 1

    def _span(self, event: Selection) -> tuple[int, int] | None:
        text, found = self._source.text, positions(event)
        return text.span(*found, self._found.variant) if text and found else None

    def _is_double(self, guid: str) -> bool:
        print_ = fingerprint(guid)
        if print_ not in self._found.doubles or print_ not in self._once:
            self._once.update((print_,) if print_ in self._found.doubles else ())
            return False
        return True

    def _memo(self, memo: Memo) -> Iterator[Item]:
        over = list(dict.fromkeys(self._found.notes_on.get(qda_records.key(memo.guid), ())))
        if not over and qda_records.key(memo.guid) in self._elsewhere:
            self._skipped["Note bij iets dat niet is opgenomen"] += 1
            return
        data = None if memo.text else self._container.text(memo.reference) if memo.reference else None
        text = qda_records.plain(memo.text if data is None else SourceText(data).text)
        title = qda_records.plain(memo.name)
        if title and not text.startswith(title):
            text = f"{title}\n\n{text}".strip()
        if text:
            coder = self._found.coders.seen(memo.user)
            yield self._note(text, over or ["project"], coder, qda_records.day(memo.date))
        else:
            self._skipped["Note zonder tekst"] += 1

    def _note(self, text: str, over: list[str], codeur: str = qda_records.NOBODY, datum: str = "") -> RawRecord:
        self._counts["notitie"] += 1
        return qda_records.note(self._name, f"notitie {self._counts['notitie']}", text, over, codeur, datum)

    def _remarks(self) -> Iterator[Text]:
        if number := self._counts["anders"]:
            yield Text(
                f"Bij {number} codering(en) noemt het bestand iets anders dan wat op die plaats staat: niet nagekeken.",
                f"For {number} coding(s) the file says something else than what stands in that place: not checked.",
            )


def _number(text: str) -> str:
    return text.strip() if _WHOLE.fullmatch(text) else "?"
