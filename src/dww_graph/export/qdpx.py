"""A project of the graph as REFI-QDA (`.qdpx`), to go on with in ATLAS.ti, MAXQDA, NVivo, QualCoder and the like.

Texts stay outside the graph, so each source is a skeleton: a plain text of the length of the original in which the passages
(and what is known around them) stand in their places and U+2027 fills the rest. Its description, `dww:hash <sha256> nagekeken`
or `… niet nagekeken`, tells which text it stands for, so that reading the file again gives the same annotations on the same text.
Positions are code points, end exclusive. Coders are numbers (`codeur 1`), never names. Equal input gives an equal file.
"""

from __future__ import annotations

import re
import uuid
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dww_graph.read import qda_skeleton
from dww_graph.read.qda_records import CHECKED, NOBODY, UNCHECKED, key

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
_SPACE: Final = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_SLASH: Final = "∕"
_MAX_NAME: Final = 1000
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_CODER = re.compile(r"codeur ([1-9]\d{0,3})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its path (`Alliantie/Band`), description, whether it may be used, its GUID and colour (`#rrggbb`)."""

    pad: str
    omschrijving: str = ""
    codeerbaar: bool = True
    guid: str = ""
    kleur: str = ""


@dataclass(frozen=True, slots=True)
class Bron:
    """One text that is not here: its name, SHA-256 (hex), length in code points, and whether positions were checked in it."""

    bron_id: str
    hash: str
    lengte: int
    nagekeken: bool = False


@dataclass(frozen=True, slots=True)
class Codering:
    """One coding: source (name), begin and end (code points, end exclusive), quote, path of the code, who, day, GUID.

    `voor` and `na` are what is known of the text on both sides.
    """

    bron: str
    begin: int
    eind: int
    citaat: str
    code: str
    codeur: str = NOBODY
    datum: str = ""
    guid: str = ""
    voor: str = ""
    na: str = ""


@dataclass(frozen=True, slots=True)
class Notitie:
    """One note and what it is about: `codering <guid>`, `code <path>`, `bron <name>` or `project`."""

    tekst: str
    over: tuple[str, ...]
    codeur: str = NOBODY
    datum: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """All that goes into one file; the order of codes, sources and codings is kept."""

    naam: str
    codes: tuple[Code, ...]
    bronnen: tuple[Bron, ...]
    coderingen: tuple[Codering, ...]
    notities: tuple[Notitie, ...] = ()


def write(path: Path, project: Project) -> None:
    """Write a `.qdpx`; raises ValueError when a coding does not fit its source or two quotes contradict each other."""
    codings: defaultdict[str, list[Codering]] = defaultdict(list)
    for each in project.coderingen:
        codings[each.bron].append(each)
    if lost := set(codings) - {bron.bron_id for bron in project.bronnen}:
        message = f"{len(lost)} source(s) of codings are not in the project"
        raise ValueError(message)
    texts = [_skeleton(bron, codings[bron.bron_id]) for bron in project.bronnen]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(_member("project.qde"), _Writer(project).xml(), zipfile.ZIP_DEFLATED)
        for number, text in enumerate(texts, 1):
            archive.writestr(_member(f"sources/{number}.txt"), text.encode("utf-8-sig"), zipfile.ZIP_DEFLATED)


def _member(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, _EPOCH)


def _skeleton(bron: Bron, codings: list[Codering]) -> str:
    """The passages of a source in their places; what stands around a passage gives way to the passages themselves."""
    text = [qda_skeleton.FILLER] * bron.lengte
    for each in codings:
        _put(text, each.begin - len(each.voor), each.voor)
        _put(text, each.eind, each.na)
    for each in codings:
        if each.eind - each.begin != len(each.citaat) or not 0 <= each.begin < each.eind <= bron.lengte:
            message = f"positions {each.begin} to {each.eind} do not fit the quote or the source"
            raise ValueError(message)
        _put(text, each.begin, each.citaat)
    if any("".join(text[each.begin : each.eind]) != each.citaat for each in codings):
        message = "two quotes tell different words for the same place"
        raise ValueError(message)
    return "".join(text)


def _put(text: list[str], at: int, passage: str) -> None:
    for place, character in enumerate(passage, at):
        if 0 <= place < len(text):
            text[place] = character


class _Writer:
    """Makes the XML of one project, its elements in the order of the schema."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._codes = _complete(project)
        self._guids = {f"code {pad}": _id(code.guid, "code", pad) for pad, code in self._codes.items()}
        self._guids |= {f"bron {bron.bron_id}": _id("", "bron", bron.bron_id) for bron in project.bronnen}
        self._codings = list(_own_ids(project.coderingen))
        self._coders = {name: _id("", "codeur", name) for name in _coders(project)}
        self._notes: defaultdict[str, list[str]] = defaultdict(list)
        for number, note in enumerate(project.notities):
            for about in note.over:
                self._notes[_about(about)].append(_id("", "notitie", str(number)))

    def xml(self) -> bytes:
        """Return the project as UTF-8."""
        from lxml import etree

        root = _element("Project", {"name": _clean(self._project.naam), "origin": qda_skeleton.ORIGIN})
        codes = _filled("Codes", self._tree())
        for part in (
            _filled("Users", (_element("User", {"guid": guid, "name": name}) for name, guid in self._coders.items())),
            _filled("CodeBook", [] if codes is None else [codes]),
            _filled("Sources", map(self._source, range(len(self._project.bronnen)))),
            _filled("Notes", map(self._note, range(len(self._project.notities)))),
        ):
            if part is not None:
                root.append(part)
        root.extend(self._refs("project"))
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)

    def _tree(self) -> list[_Element]:
        made: dict[str, _Element] = {}
        for pad, code in self._codes.items():
            name = _clean(pad.rpartition("/")[2].replace(_SLASH, "/"))
            fields = {"guid": self._guids[f"code {pad}"], "name": name, "isCodable": str(code.codeerbaar).lower()}
            colour = {"color": code.kleur} if _COLOUR.fullmatch(code.kleur) else {}
            made[pad] = _element("Code", fields | colour, _said(code.omschrijving))
            made[pad].extend(self._refs(f"code {pad}"))
        for pad, element in made.items():
            if "/" in pad:
                made[pad.rpartition("/")[0]].append(element)
        return [element for pad, element in made.items() if "/" not in pad]

    def _source(self, number: int) -> _Element:
        bron = self._project.bronnen[number]
        about = f"bron {bron.bron_id}"
        fields = {"guid": self._guids[about], "name": _clean(bron.bron_id), "plainTextPath": f"internal://{number + 1}.txt"}
        told = qda_skeleton.told(bron.hash, CHECKED if bron.nagekeken else UNCHECKED)
        element = _element("TextSource", fields, _said(told))
        mine = (at for at, each in enumerate(self._project.coderingen) if each.bron == bron.bron_id)
        element.extend(map(self._selection, mine))
        element.extend(self._refs(about))
        return element

    def _selection(self, number: int) -> _Element:
        coding, guid = self._project.coderingen[number], self._codings[number]
        quote = coding.citaat if len(coding.citaat) <= _MAX_NAME and not _NO_XML.search(coding.citaat) else ""
        fields = {"guid": _id("", "selectie", str(number)), "name": quote}
        fields |= {"startPosition": str(coding.begin), "endPosition": str(coding.eind)}
        reference = _element("CodeRef", {"targetGUID": self._guids[f"code {coding.code}"]})
        coded = _element("Coding", {"guid": guid, **self._made(coding.codeur, coding.datum)}, [reference])
        coded.extend(self._refs(f"codering {key(coding.guid or guid)}"))
        return _element("PlainTextSelection", fields, [coded])

    def _note(self, number: int) -> _Element:
        note = self._project.notities[number]
        fields = {"guid": _id("", "notitie", str(number)), **self._made(note.codeur, note.datum)}
        return _element("Note", fields, [_element("PlainTextContent", {}, text=_clean(note.tekst))])

    def _made(self, coder: str, day: str) -> dict[str, str]:
        who = {"creatingUser": self._coders[coder]} if coder in self._coders else {}
        return who | ({"creationDateTime": f"{day}T00:00:00Z"} if _DAY.fullmatch(day) else {})

    def _refs(self, about: str) -> list[_Element]:
        return [_element("NoteRef", {"targetGUID": guid}) for guid in self._notes.get(about, ())]


def _complete(project: Project) -> dict[str, Code]:
    """The codes by path, with those that are only met as a parent or in a coding; each after its parent."""
    known = {code.pad: code for code in project.codes}
    used = dict.fromkeys(each.code for each in project.coderingen)
    steps = (pad.split("/") for pad in (*known, *used))
    paths = dict.fromkeys("/".join(each[:depth]) for each in steps for depth in range(1, len(each) + 1))
    return {path: known.get(path) or Code(path, codeerbaar=path in used) for path in paths}


def _coders(project: Project) -> list[str]:
    """The coders such that reading them numbers them as they are: `codeur 1` first, and none left out before the last."""
    told = [*(each.codeur for each in project.coderingen), *(each.codeur for each in project.notities)]
    names = dict.fromkeys(name for name in told if name not in ("", NOBODY))
    numbers = [int(found[1]) for name in names if (found := _CODER.fullmatch(name))]
    numbered = [f"codeur {number}" for number in range(1, max(numbers, default=0) + 1)]
    return [*numbered, *(name for name in names if not _CODER.fullmatch(name))]


def _own_ids(codings: Iterable[Codering]) -> Iterator[str]:
    """The GUID of each coding; a new one when it has none, or has that of a coding before it."""
    given: set[str] = set()
    for number, each in enumerate(codings):
        guid = _id("" if key(each.guid) in given else each.guid, "codering", str(number))
        given.add(key(guid))
        yield guid


def _about(about: str) -> str:
    kind, _, guid = about.partition(" ")
    return f"{kind} {key(guid)}" if kind == "codering" else about


def _id(guid: str, kind: str, name: str) -> str:
    return guid if _GUID.fullmatch(guid) else str(uuid.uuid5(_SPACE, f"{kind}/{name}"))


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _said(text: str) -> list[_Element]:
    return [_element("Description", {}, text=_clean(text))] if text else []


def _filled(name: str, children: Iterable[_Element]) -> _Element | None:
    """An element with its children; None without any, for the schema wants none that is empty."""
    element = _element(name, {}, children)
    return element if len(element) else None


def _element(name: str, fields: Mapping[str, str], children: Iterable[_Element] = (), text: str = "") -> _Element:
    from lxml import etree

    prefixes: Any = {None: NAMESPACE}
    element = etree.Element(f"{{{NAMESPACE}}}{name}", dict(fields), prefixes)
    element.text = text or None
    element.extend(list(children))
    return element
