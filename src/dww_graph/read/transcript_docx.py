"""Transcripts as Word documents (.docx), by our own walk over the body: tables in order, nothing that its reader does not see.

Open tracked changes and hidden text are refused, for they may hold what should not come along. Comments, footnotes, headers and
pictures are counted and left out. Names of authors are never read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dww_graph.errors import Fault, InputRefused
from dww_graph.model import Item, Skipped
from dww_graph.read import transcript
from dww_graph.read.transcript_office import (
    ZIP,
    Package,
    attribute,
    comments_left_out,
    hidden,
    local,
    members,
    no_text_part,
    space,
    tracked,
)
from dww_graph.read.transcript_roles import Line

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND = "Word (.docx)"
_MAIN = "word/document.xml"
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = {
    "footnoteReference": "voetnoot",
    "endnoteReference": "voetnoot",
    "drawing": "afbeelding",
    "pict": "afbeelding",
    "object": "ingevoegd object",
    "altChunk": "ingevoegd document",
    "sym": "symbool",
    "commentReference": "opmerking",
}
_ABOUT_PEOPLE = frozenset({"AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME"})
_OFF = frozenset({"0", "false", "off"})


def recognises(head: bytes, path: Path) -> bool:
    """True for a zip with a Word document in it; a file called .docx that is none is ours to explain."""
    names = members(head, path)
    if names:
        return any(name.startswith("word/") for name in names)
    return path.suffix.lower() == ".docx" or (path.suffix.lower() == ".doc" and not head.startswith(ZIP))


def read(path: Path) -> Iterator[Item]:
    """Yield the transcript with its marked passages, or the faults for which the document is refused."""
    try:
        with Package(path, _KIND) as package:
            yield from _items(path.name, package)
    except InputRefused as refused:
        yield from refused.faults


def _items(name: str, package: Package) -> Iterator[Item]:
    root = package.part(_main_part(package))
    body = next((each for each in root if local(each) == "body"), None) if root is not None else None
    if body is None:
        yield no_text_part(name, _KIND)
        return
    walk = _Walk(space(body), _hidden_styles(package.part("word/styles.xml")))
    lines = list(walk.lines(body))
    faults = _faults(name, body, walk)
    if faults:
        yield from faults
        return
    yield from transcript.items(name, lines)
    around = sum(each.startswith(("word/header", "word/footer")) and each.endswith(".xml") for each in package.names)
    walk.met.update({"kop- of voettekst": around} if around else {})
    yield from (Skipped(kind, number) for kind, number in sorted(walk.met.items()))
    if walk.met["opmerking"]:
        yield comments_left_out(walk.met["opmerking"])


def _main_part(package: Package) -> str:
    """Return the part that the package names as its document; some programs call it otherwise."""
    relations = package.part("_rels/.rels")
    for each in relations if relations is not None else ():
        if (attribute(each, "Type") or "").endswith("/officeDocument"):
            return (attribute(each, "Target") or _MAIN).lstrip("/")
    return _MAIN


def _faults(name: str, body: _Element, walk: _Walk) -> list[Fault]:
    changes = sum(local(each) in _CHANGES and space(each) == space(body) for each in body.iter())
    told = ((tracked, changes), (hidden, walk.hidden))
    return [fault(name, number) for fault, number in told if number]


def _hidden_styles(styles: _Element | None) -> frozenset[str]:
    """Return the ids of the styles that hide text, by themselves or by the style on which they rest."""
    parents: dict[str, str] = {}
    hiding: set[str] = set()
    for style in styles if styles is not None else ():
        name = attribute(style, "styleId") or ""
        parents[name] = attribute(_child(style, "basedOn"), "val") or ""
        if _is_on(_child(_child(style, "rPr"), "vanish")):
            hiding.add(name)
    for name in parents:
        seen = [name]
        while parents.get(seen[-1]) and parents[seen[-1]] not in seen:
            seen.append(parents[seen[-1]])
        if hiding & set(seen):
            hiding.add(name)
    return frozenset(hiding)


def _child(element: _Element | None, name: str) -> _Element | None:
    return next((each for each in element if local(each) == name), None) if element is not None else None


def _is_on(switch: _Element | None) -> bool:
    return switch is not None and (attribute(switch, "val") or "1") not in _OFF


class _Walk:
    """One walk over a body: gives its lines in order, counts hidden pieces and what is left out by kind."""

    def __init__(self, namespace: str, hidden_styles: frozenset[str]) -> None:
        self.met: Counter[str] = Counter()
        self.hidden = 0
        self._namespace = namespace
        self._hidden_styles = hidden_styles
        self._fields: list[str] = []
        self._bold = 0
        self._in_bold = True
        self._paragraph_hidden = False

    def lines(self, body: _Element) -> Iterator[Line]:
        """Yield the lines of paragraphs and table rows, in the order in which they are read."""
        counts: Counter[str] = Counter()
        for block in self._blocks(body):
            kind = "tabelrij" if local(block) == "tr" else "alinea"
            text, bold = self._row(block) if kind == "tabelrij" else self._paragraph(block)
            counts[kind] += bool(text.strip())
            for number, line in enumerate(text.split("\n")):
                yield Line(line, f"{kind} {counts[kind]}", bold=min(bold, len(line)) if number == 0 else 0)

    def _blocks(self, parent: _Element) -> Iterator[_Element]:
        for child in parent:
            name = local(child)
            if name in ("p", "tr"):
                yield child
            elif name in _LEFT_OUT:
                self.met[_LEFT_OUT[name]] += 1
            elif name not in ("Fallback", "tblPr", "tblGrid", "sectPr", "sdtPr", "tcPr"):
                yield from self._blocks(child)

    def _row(self, row: _Element) -> tuple[str, int]:
        cells = [self._cell(each) for each in row if local(each) in ("tc", "sdt", "customXml")]
        return "\t".join(cells), 0

    def _cell(self, cell: _Element) -> str:
        blocks = ((local(each), each) for each in self._blocks(cell))
        return "\n".join(self._row(each)[0] if name == "tr" else self._paragraph(each)[0] for name, each in blocks)

    def _paragraph(self, paragraph: _Element) -> tuple[str, int]:
        style = attribute(_child(_child(paragraph, "pPr"), "pStyle"), "val")
        outer = (self._bold, self._in_bold, self._paragraph_hidden)
        self._bold, self._in_bold, self._paragraph_hidden = 0, True, style in self._hidden_styles
        boxes: list[_Element] = []
        text = "".join(self._inline(paragraph, boxes))
        bold = self._bold if self._bold < len(text.rstrip()) else 0
        text = "\n".join([text, *(self._cell(box) for box in boxes)])
        self._bold, self._in_bold, self._paragraph_hidden = outer
        return text, bold

    def _inline(self, parent: _Element, boxes: list[_Element]) -> Iterator[str]:
        for child in parent:
            name = local(child)
            if name == "r" and space(child) == self._namespace:
                yield self._run(child, boxes)
            elif name == "fldSimple" and _is_about_people(attribute(child, "instr") or ""):
                self.met["veld met een naam"] += 1
            elif name not in ("pPr", "Fallback", "del", "moveFrom"):
                yield from self._inline(child, boxes)

    def _run(self, run: _Element, boxes: list[_Element]) -> str:
        settings = _child(run, "rPr")
        text = "".join(self._pieces(run, boxes))
        if text.strip() and self._hides(settings):
            self.hidden += 1
        self._in_bold = self._in_bold and (not text.strip() or _is_on(_child(settings, "b")))
        self._bold += len(text) if self._in_bold else 0
        return text

    def _hides(self, settings: _Element | None) -> bool:
        own = _child(settings, "vanish")
        if own is not None:
            return _is_on(own)
        return self._paragraph_hidden or attribute(_child(settings, "rStyle"), "val") in self._hidden_styles

    def _pieces(self, run: _Element, boxes: list[_Element]) -> Iterator[str]:
        for child in run:
            name = local(child)
            if name in ("fldChar", "instrText"):
                self._field(child)
            elif name in _LEFT_OUT or name == "AlternateContent":
                self._attached(child, boxes)
            elif name == "t" and not any(map(_is_about_people, self._fields)):
                yield child.text or ""
            else:
                yield _CHARACTERS.get(name, "")

    def _attached(self, child: _Element, boxes: list[_Element]) -> None:
        """Collect text boxes, which are read behind their paragraph; count anything else that hangs on a run."""
        inner = [each for each in child.iter() if local(each) == "txbxContent"]
        drawn = [each for each in inner if not any(local(above) == "Fallback" for above in each.iterancestors())]
        boxes.extend(drawn)
        if not drawn:
            kinds = [_LEFT_OUT[local(each)] for each in child.iter() if local(each) in _LEFT_OUT]
            self.met.update(kinds[:1])

    def _field(self, mark: _Element) -> None:
        kind = attribute(mark, "fldCharType")
        if local(mark) == "instrText" and self._fields:
            self._fields[-1] += mark.text or ""
        elif kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self.met["veld met een naam"] += _is_about_people(self._fields.pop())


def _is_about_people(instruction: str) -> bool:
    return next(iter(instruction.split()), "").upper() in _ABOUT_PEOPLE
