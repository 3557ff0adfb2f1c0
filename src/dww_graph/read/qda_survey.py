"""The first pass over a coding project: its codebook, its coders, and how it counts positions. Nothing of the texts is kept."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from typing import assert_never

from dww_graph.errors import Text
from dww_graph.read import qda_events, qda_records
from dww_graph.read.qda_codes import Codebook
from dww_graph.read.qda_events import Closed, Memo, Opened, Passed, Said, Selection
from dww_graph.read.qda_project import Container
from dww_graph.read.qda_text import Ballot, SourceText, Variant, Votes, quotable, variants

_COUNT_CRLF = ("nvivo", "maxqda")


@dataclass(slots=True)
class SourceParts:
    """Where the text of the source that is open is found: in the XML itself, or in the archive by reference."""

    reference: str
    inline: str | None = None

    def text(self, container: Container) -> SourceText | None:
        """Return the text, None when the file does not hold it."""
        if self.inline is not None:
            return SourceText(self.inline)
        data = container.text(self.reference) if self.reference else None
        return None if data is None else SourceText(data)


@dataclass(slots=True)
class Survey:
    """What must be known before the first record goes out.

    `notes_on`: GUID of a note → what it is about; `doubles`: fingerprints of GUIDs that several codings have.
    """

    codebook: Codebook
    coders: qda_records.Coders = field(default_factory=qda_records.Coders)
    cases: set[str] = field(default_factory=set)
    notes_on: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    doubles: frozenset[int] = frozenset()
    origin: str = ""
    memos: int = 0
    codings: int = 0
    quoted: int = 0
    variant: Variant = field(default_factory=Variant)
    established: bool = False


def survey(container: Container, name: str) -> Survey:
    """Read a project once; raises InputRefused when it cannot be read to its end."""
    with container.xml() as stream:
        return _Surveyor(container, name).judge(qda_events.walk(stream, name))


def fingerprint(guid: str) -> int:
    """Return eight bytes of an identifier, as a number."""
    return int.from_bytes(blake2b(qda_records.key(guid).encode("utf-8", "replace"), digest_size=8).digest())


def counted(found: Survey) -> tuple[Text, ...]:
    """Return how positions were counted, for the receipt; nothing when there are none."""
    if not found.codings:
        return ()
    return (told(found.variant, found.established, found.quoted),)


def told(variant: Variant, established: bool, quoted: int) -> Text:
    """Return in words how positions were counted and what that rests on."""
    nl, en = _in_words(variant)
    if established:
        return Text(f"Posities gelezen als {nl}; nagekeken aan de citaten in het bestand.",
                    f"Positions read as {en}; checked against the quotes in the file.")
    if quoted:
        return Text(f"Posities gelezen als {nl}. Geen citaat in het bestand komt helemaal overeen: niet nagekeken.",
                    f"Positions read as {en}. No quote in the file agrees completely: not checked.")
    return Text(f"Posities gelezen als {nl}. Dit bestand bevat geen citaten om dat aan na te kijken: niet nagekeken.",
                f"Positions read as {en}. This file holds no quotes to check that against: not checked.")


def _in_words(variant: Variant) -> tuple[str, str]:
    units = {"codepunten": ("codepunten", "code points"), "utf-16": ("UTF-16-eenheden", "UTF-16 units"),
             "utf-8": ("UTF-8-bytes", "UTF-8 bytes")}
    nl, en = units[variant.unit]
    nl += ", eind inclusief" if variant.inclusive else ", eind exclusief"
    en += ", end inclusive" if variant.inclusive else ", end exclusive"
    if variant.crlf:
        nl, en = f"{nl}, regeleinde CRLF als twee tekens", f"{en}, line end CRLF as two characters"
    return (f"{nl}, BOM meegeteld", f"{en}, BOM counted") if variant.bom else (nl, en)


class _Surveyor:
    """The state of the first pass."""

    def __init__(self, container: Container, name: str) -> None:
        self._container = container
        self._found = Survey(Codebook(name))
        self._votes = Votes(variants())
        self._source = SourceParts("")
        self._ballot: Ballot | None = None
        self._missing = False
        self._guids = array("Q")

    def judge(self, events: qda_events.Events) -> Survey:
        """Take in all events and return what was found."""
        for event in events:
            self._take(event)
        found = self._found
        found.variant, found.established = self._votes.chosen()
        ordered = sorted(self._guids)
        found.doubles = frozenset(one for one, other in pairwise(ordered) if one == other)
        return found

    def _take(self, event: qda_events.Event) -> None:
        match event:
            case Opened():
                self._open(event)
            case Closed(kind):
                if kind == "Code":
                    self._found.codebook.close()
            case Said():
                self._say(event)
            case Selection():
                self._select(event)
            case Memo():
                self._found.memos += 1
            case Passed():
                pass
            case _:
                assert_never(event)

    def _open(self, event: Opened) -> None:
        guid = event.attributes.get("guid", "")
        match event.kind:
            case "Project":
                self._begin(event.attributes.get("origin", ""))
            case "User":
                self._found.coders.seen(guid)
            case "Case":
                self._found.cases.add(qda_records.key(guid))
            case "Code":
                self._found.codebook.open(event.attributes)
            case "TextSource":
                self._source = SourceParts(event.attributes.get("plainTextPath", ""))
                self._ballot, self._missing = None, False

    def _begin(self, origin: str) -> None:
        """NVivo and MAXQDA are known to count CRLF as two characters, ATLAS.ti and QualCoder as one; quotes overrule it."""
        self._found.origin = origin
        self._votes = Votes(variants(crlf=any(tool in origin.casefold() for tool in _COUNT_CRLF)))

    def _say(self, event: Said) -> None:
        if event.kind == "Code" and event.field == "Description":
            self._found.codebook.describe(event.text)
        elif event.kind == "Code" and event.field == "NoteRef":
            self._found.notes_on[qda_records.key(event.text)].append(f"code {self._found.codebook.current()}")
        elif event.kind == "TextSource" and event.field == "PlainTextContent":
            self._source.inline = event.text

    def _select(self, event: Selection) -> None:
        self._found.codings += len(event.codings)
        self._guids.extend(fingerprint(coded.guid) for coded in event.codings if coded.own)
        span = positions(event)
        if span is None or not any(map(quotable, event.quotes)):
            return
        self._found.quoted += 1
        if self._ballot is None and not self._missing:
            text = self._source.text(self._container)
            self._missing = text is None
            self._ballot = self._votes.ballot(text) if text else None
        if self._ballot is not None:
            self._ballot.cast(*span, event.quotes)


def positions(event: Selection) -> tuple[int, int] | None:
    """Return begin and end as the file counts them, None when they are no whole numbers."""
    try:
        return int(event.begin), int(event.end)
    except ValueError:
        return None
