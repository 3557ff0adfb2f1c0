"""Transcripts as OpenDocument text (.odt), by our own walk over content.xml: tabs, spaces and line breaks as they are meant.

Open tracked changes and hidden text are refused, for they may hold what should not come along. Comments, footnotes and pictures
are counted and left out. Names of authors are never read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dww_graph.errors import Fault, InputRefused
from dww_graph.model import Item, Skipped
from dww_graph.read import transcript
from dww_graph.read.transcript_office import (
    Package,
    attribute,
    comments_left_out,
    hidden,
    local,
    members,
    no_text_part,
    password,
    tracked,
)
from dww_graph.read.transcript_roles import Line

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND = "OpenDocument (.odt)"
_MANIFEST = "META-INF/manifest.xml"
_TEXT_TYPE = b"application/vnd.oasis.opendocument.text"
_WHITE = re.compile(r"[ \t\r\n]+")
_SPACE, _TAB, _BREAK = "\x01", "\x02", "\x03"  # no XML text can hold these
_MEANT = str.maketrans({_SPACE: " ", _TAB: "\t", _BREAK: "\n"})
_LEFT_OUT = {
    "annotation": "opmerking",
    "note": "voetnoot",
    "image": "afbeelding",
    "object": "ingevoegd object",
    "author-name": "veld met een naam",
    "author-initials": "veld met een naam",
    "creator": "veld met een naam",
    "initial-creator": "veld met een naam",
    "printed-by": "veld met een naam",
    "file-name": "veld met een naam",
}
_NO_TEXT = frozenset({"tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "ruby-text"})
_HIDING = frozenset({"hidden-text", "hidden-paragraph"})


def recognises(head: bytes, path: Path) -> bool:
    """True for a zip that says it is OpenDocument text; a file called .odt that is none is ours to explain."""
    named = path.suffix.lower() == ".odt"
    names = members(head, path)
    return (_TEXT_TYPE in head or named) if "content.xml" in names else named and not names


def read(path: Path) -> Iterator[Item]:
    """Yield the transcript with its marked passages, or the faults for which the document is refused."""
    try:
        with Package(path, _KIND) as package:
            yield from _items(path.name, package)
    except InputRefused as refused:
        yield from refused.faults


def _items(name: str, package: Package) -> Iterator[Item]:
    if _is_encrypted(package):
        yield password(name)
        return
    root = package.part("content.xml")
    body = _body(root)
    if root is None or body is None:
        yield no_text_part(name, _KIND)
        return
    walk = _Walk(_hidden_styles(root, package.part("styles.xml")))
    lines = list(walk.lines(body))
    faults = _faults(name, body, walk.hidden)
    if faults:
        yield from faults
        return
    yield from transcript.items(name, lines)
    yield from (Skipped(kind, number) for kind, number in sorted(walk.met.items()))
    if walk.met["opmerking"]:
        yield comments_left_out(walk.met["opmerking"])


def _is_encrypted(package: Package) -> bool:
    """Whether the manifest says that parts are encrypted; the zip itself opens without a password."""
    if "encrypted-package" in package.names:
        return True
    manifest = package.part(_MANIFEST)
    return manifest is not None and any(local(each) == "encryption-data" for each in manifest.iter())


def _body(root: _Element | None) -> _Element | None:
    bodies = [each for each in root if local(each) == "body"] if root is not None else []
    return next((each for body in bodies for each in body if local(each) == "text"), None)


def _faults(name: str, body: _Element, hides: int) -> list[Fault]:
    changes = sum(local(each) == "changed-region" for each in body.iter())
    return [fault(name, number) for fault, number in ((tracked, changes), (hidden, hides)) if number]


def _hidden_styles(*roots: _Element | None) -> frozenset[str]:
    """Return the names of the styles that hide text, by themselves or by the style on which they rest."""
    styles = [each for root in roots if root is not None for each in root.iter() if local(each) == "style"]
    hiding = {attribute(each, "name") for each in styles if any(attribute(one, "display") == "none" for one in each)}
    before = -1
    while before != len(hiding):
        before = len(hiding)
        hiding |= {attribute(each, "name") for each in styles if attribute(each, "parent-style-name") in hiding}
    return frozenset(name for name in hiding if name)


class _Walk:
    """One walk over a text: gives its lines in order, counts hidden pieces and what is left out by kind."""

    def __init__(self, hidden_styles: frozenset[str]) -> None:
        self.met: Counter[str] = Counter()
        self.hidden = 0
        self._hidden_styles = hidden_styles

    def lines(self, body: _Element) -> Iterator[Line]:
        """Yield the lines of paragraphs and table rows, in the order in which they are read."""
        counts: Counter[str] = Counter()
        for block in self._blocks(body):
            kind = "tabelrij" if local(block) == "table-row" else "alinea"
            text = self._row(block) if kind == "tabelrij" else self._paragraph(block)
            counts[kind] += bool(text.strip())
            yield from (Line(line, f"{kind} {counts[kind]}") for line in text.split("\n"))

    def _blocks(self, parent: _Element) -> Iterator[_Element]:
        for child in parent:
            name = local(child)
            if name in ("p", "h", "table-row"):
                yield child
            elif name in _LEFT_OUT:
                self.met[_LEFT_OUT[name]] += 1
            elif name not in _NO_TEXT:
                self.hidden += attribute(child, "display") in ("none", "condition") and name == "section"
                yield from self._blocks(child)

    def _row(self, row: _Element) -> str:
        return "\t".join(self._cell(each) for each in row if local(each) == "table-cell")

    def _cell(self, cell: _Element) -> str:
        return "\n".join(self._row(each) if local(each) == "table-row" else self._paragraph(each) for each in self._blocks(cell))

    def _paragraph(self, paragraph: _Element) -> str:
        boxes: list[_Element] = []
        raw = "".join(self._inline(paragraph, boxes))
        self.hidden += bool(raw.strip()) and attribute(paragraph, "style-name") in self._hidden_styles
        text = _WHITE.sub(" ", raw).strip(" ").translate(_MEANT)
        return "\n".join([text, *(self._cell(box) for box in boxes)])

    def _inline(self, parent: _Element, boxes: list[_Element]) -> Iterator[str]:
        yield parent.text or ""
        for child in parent:
            yield from self._piece(child, boxes)
            yield child.tail or ""

    def _piece(self, child: _Element, boxes: list[_Element]) -> Iterator[str]:
        name = local(child)
        if name == "s":
            yield _SPACE * int(attribute(child, "c") or "1")
        elif name in ("tab", "line-break"):
            yield _TAB if name == "tab" else _BREAK
        elif name == "text-box":
            boxes.append(child)
        elif name in _LEFT_OUT:
            self.met[_LEFT_OUT[name]] += 1
        elif name in _HIDING:
            self.hidden += 1
        elif name and name not in _NO_TEXT:
            text = "".join(self._inline(child, boxes))
            self.hidden += bool(text.strip()) and attribute(child, "style-name") in self._hidden_styles
            yield text
