"""The inside of a coding project: its XML as a stream of small events, one pass, nothing kept but what is open.

Local names count, namespaces do not, and the official schema is never asked: real exports break it. Only the attributes that are
named here are looked at, so a `basePath`, an absolute path or the name of a user gets no further than this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Final

from dww_graph.errors import InputRefused
from dww_graph.read import qda_faults

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS: Final = ("Project", "CodeBook")
_TEXT_PARENTS: Mapping[str, str] = {"TextSource": "", "Representation": "PDFSource", "TextDescription": "PictureSource"}
_COUNTED: Final = frozenset((
    "Case", "Variable", "VariableValue", "Set", "Link", "Graph", "PictureSource", "AudioSource", "VideoSource", "PDFSource",
    "PictureSelection", "AudioSelection", "VideoSelection", "PDFSelection", "Transcript", "TranscriptSelection",
))
_SEEN: Final = frozenset((
    "Project", "CodeBook", "Codes", "Code", "Users", "User", "Variables", "Cases", "Sources", "Notes", "Note", "Links",
    "Sets", "Graphs", "TextSource", "Representation", "TextDescription", "PlainTextSelection", "PlainTextContent",
    "Description", "Coding", "CodeRef", "NoteRef", "SourceRef", "SelectionRef", "VariableRef", "MemberCode", "MemberSource",
    "MemberNote", "Vertex", "Edge", "SyncPoint", "TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue",
    "DateTimeValue",
))
_ATTRIBUTES: Final = frozenset((
    "guid", "name", "origin", "color", "isCodable", "plainTextPath", "creatingUser", "modifyingUser", "creationDateTime",
    "targetGUID", "startPosition", "endPosition",
))
_HELD: Final = frozenset(("PlainTextSelection", "Note"))


@dataclass(frozen=True, slots=True)
class Opened:
    """A project, user, case, code or text source begins; `attributes` by local name, `parent` the local name above it."""

    kind: str
    attributes: Mapping[str, str]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """A code or a text source ends."""

    kind: str


@dataclass(frozen=True, slots=True)
class Said:
    """A `Description`, `PlainTextContent` or `NoteRef` (its target) directly in an element of this kind."""

    kind: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Coded:
    """One coding of a selection: its GUID, its code (GUID), who, when, and the notes (GUIDs) on it.

    `own`: the GUID is of this coding alone; False where the tool wrote none and that of its selection stands in.
    """

    guid: str
    code: str
    user: str
    date: str
    notes: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """A passage in the text source that is open: positions as written, what it quotes, and what is coded and noted on it."""

    guid: str
    begin: str
    end: str
    quotes: tuple[str, ...]
    description: str
    codings: tuple[Coded, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """A note: its GUID, name, text or the reference to it, who and when."""

    guid: str
    name: str
    text: str
    reference: str
    user: str
    date: str


@dataclass(frozen=True, slots=True)
class Passed:
    """One element that has no place in the graph, by kind."""

    kind: str


Event = Opened | Closed | Said | Selection | Memo | Passed
Events = Iterator[Event]


def walk(stream: IO[bytes], name: str) -> Iterator[Event]:
    """Yield the events of a project or codebook; raises InputRefused when it is not well-formed, has a DTD or another root."""
    from lxml import etree

    found = etree.iterparse(
        stream, events=("start", "end"), load_dtd=False, no_network=True, resolve_entities=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )
    try:
        yield from _Walk(name).events(found)
    except etree.XMLSyntaxError as error:
        raise InputRefused(name, [qda_faults.broken(name, f"regel {error.lineno or 1}")]) from error


class _Walk:
    """The state of one pass: the names of the elements that are open."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._stack: list[str] = []
        self._held = 0

    def events(self, found: Iterator[tuple[str, _Element]]) -> Iterator[Event]:
        """Yield events for parser events; every element is emptied as soon as it is done with."""
        for event, element in found:
            name = _local(element)
            if event == "start":
                yield from self._start(name, element)
                self._stack.append(name)
                self._held += name in _HELD
            else:
                self._stack.pop()
                self._held -= name in _HELD
                if not self._held:
                    yield from self._end(name, element)
                    _empty(element)

    def _start(self, name: str, element: _Element) -> Iterator[Event]:
        if not self._stack:
            self._judge_root(name, element)
        parent = self._stack[-1] if self._stack else ""
        if self._held:
            return
        if self._is_text(name, parent):
            yield Opened("TextSource", _attributes(element), name)
        elif name in ("Project", "User", "Case", "Code"):
            yield Opened(name, _attributes(element), parent)

    def _judge_root(self, name: str, element: _Element) -> None:
        if element.getroottree().docinfo.internalDTD is not None:
            raise InputRefused(self._name, [qda_faults.dtd(self._name)])
        if name not in ROOTS:
            raise InputRefused(self._name, [qda_faults.broken(self._name, "regel 1")])

    def _end(self, name: str, element: _Element) -> Iterator[Event]:
        parent = self._stack[-1] if self._stack else ""
        above = self._stack[-2] if len(self._stack) > 1 else ""
        in_text = self._is_text(parent, above)
        if name == "Code" or self._is_text(name, parent):
            yield Closed("Code" if name == "Code" else "TextSource")
        elif name in ("Description", "PlainTextContent", "NoteRef"):
            text = _attributes(element).get("targetGUID", "") if name == "NoteRef" else _text(element)
            yield Said("TextSource" if in_text else parent, name, text)
        elif name == "PlainTextSelection" and in_text:
            yield _selection(element)
        elif name == "Note":
            yield _memo(element)
            yield from _lost(element, name)
        elif name == "PlainTextSelection":
            yield from _lost(element, parent, itself=True)
        elif name == "Coding":
            yield Passed(f"Coding in {_known(parent)}")
        elif name in _COUNTED or name not in _SEEN:
            yield Passed(_known(name))

    def _is_text(self, name: str, parent: str) -> bool:
        return name in _TEXT_PARENTS and _TEXT_PARENTS[name] in ("", parent)


def _selection(element: _Element) -> Selection:
    own = _attributes(element)
    description = _text(_child(element, "Description"))
    shown = _child(element, "Representation")
    content = _text(_child(shown, "PlainTextContent")) if shown is not None else ""
    quotes = tuple(quote for quote in (own.get("name", ""), description, content) if quote.strip())
    codings = tuple(coded for child in element for coded in _coded(child, own))
    return Selection(own.get("guid", ""), own.get("startPosition", ""), own.get("endPosition", ""), quotes, description,
                     codings, _notes(element))


def _coded(child: _Element, selection: Mapping[str, str]) -> Iterator[Coded]:
    """A `Coding` with its code; some tools leave the `Coding` out and put the `CodeRef` straight in the selection."""
    own = _attributes(child)
    who = own.get("creatingUser") or selection.get("creatingUser") or selection.get("modifyingUser", "")
    when = own.get("creationDateTime") or selection.get("creationDateTime", "")
    if _local(child) == "CodeRef":
        yield Coded(selection.get("guid", ""), own.get("targetGUID", ""), who, when)
    elif _local(child) == "Coding":
        targets = [_attributes(each).get("targetGUID", "") for each in child if _local(each) == "CodeRef"]
        for number, target in enumerate(targets or [""]):
            guid = own.get("guid", "")
            yield Coded(guid or selection.get("guid", ""), target, who, when, _notes(child), bool(guid) and not number)


def _memo(element: _Element) -> Memo:
    own = _attributes(element)
    text = _text(_child(element, "PlainTextContent")) or _text(_child(element, "Description"))
    return Memo(own.get("guid", ""), own.get("name", ""), text, own.get("plainTextPath", ""), own.get("creatingUser", ""),
                own.get("creationDateTime", ""))


def _lost(element: _Element, inside: str, *, itself: bool = False) -> Iterator[Passed]:
    """Selections and codings in a place that is no source: of a note, or of the picture of a PDF passage."""
    for each in element.iter():
        name = _local(each)
        if name in ("PlainTextSelection", "Coding") and (itself or each is not element):
            yield Passed(f"{name} in {_known(inside)}")


def _notes(element: _Element) -> tuple[str, ...]:
    return tuple(_attributes(each).get("targetGUID", "") for each in element if _local(each) == "NoteRef")


def _child(element: _Element, name: str) -> _Element | None:
    return next((child for child in element if _local(child) == name), None)


def _text(element: _Element | None) -> str:
    return "" if element is None else "".join(str(part) for part in element.itertext())


def _attributes(element: _Element) -> dict[str, str]:
    said = ((_bare(str(name)), str(value)) for name, value in element.attrib.items())
    return {name: value for name, value in said if name in _ATTRIBUTES}


def _local(element: _Element) -> str:
    return _bare(str(element.tag))


@lru_cache(maxsize=512)
def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def _known(name: str) -> str:
    return name if name in _COUNTED or name in _SEEN else "onbekend element"


def _empty(element: _Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
