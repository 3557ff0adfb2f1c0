"""The form of XML, judged in one streaming pass: no DTD, not too deep, not too much, no far cells in a worksheet.

The pass is expat's. What it cannot read no other parser gets to see, so that a character set or a broken end cannot hide a DTD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from dww_graph.guard.refusals import Refused

CHUNK: Final = 1_048_576
MAX_DEPTH: Final = 256
MAX_ELEMENTS: Final = 1_000_000
SHORTEST: Final = 4
"""Bytes of the shortest element, `<a/>`."""
MAX_PIECE: Final = 10_000_000
MAX_ROW: Final = 1_000_000
MAX_COLUMN: Final = 500
MAX_RANGE: Final = 200_000
_MAX_SPACES: Final = 10_000
_VALUES: Final = frozenset({"v", "f", "is", "t"})
_BLANK: Final = 4096
_ENCODINGS: Final = frozenset({
    "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1",
    "windows-1252", "cp1252",
})
_OTHER_ENCODINGS: Final = (b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\x00<", b"<\x00\x00\x00", b"Lo\xa7\x94", b"+/v")
DECLARATION: Final = b"<?xml "
_NO_ELEMENTS: Final = (b"<!", b"<?", b"\x00")
"""What may make that a `<` begins no element: a comment, quoted text, an instruction, or two bytes a sign."""
_START: Final = re.compile(r"\s*<([?!]|[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?(\s|/?>))")
_WHOLE: Final = re.compile(r"0*([0-9]{1,9})")
_RANGE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,9}):\$?([A-Za-z]{1,3})\$?([0-9]{1,9})")
_FAR: Final = re.compile(r"^\$?(?:[A-Z]{4}|[A-Z]{3}|[T-Z][A-Z]|S[G-Z])|[1-9]\d{7}|[2-9]\d{6}|1(?!0{6}(?!\d))\d{6}", re.IGNORECASE)


def is_xml(head: bytes) -> bool:
    """True when a file or member opens as XML does, or with so many blanks that its opening cannot be seen."""
    if len(head) >= _BLANK and not head.strip():
        return True
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _START.match(head.decode("utf-16", errors="replace")) is not None
    if head.startswith((b"<\x00", b"\x00<")):
        return True
    return _START.match(head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")) is not None


def check_encoding(head: bytes, where: str) -> None:
    """Refuse XML in a character set of more than two bytes, in EBCDIC or in UTF-7."""
    if head.startswith(_OTHER_ENCODINGS):
        raise Refused("xml-codering", where)


def fewest_elements(chunks: Iterable[bytes]) -> int:
    """Return how many elements XML has, without parsing it; 0 where that cannot be told by counting signs.

    The text comes without the `DECLARATION` that it may begin with.
    """
    number, kept = 0, b""
    for chunk in chunks:
        data = kept + chunk
        kept = b"<" if data.endswith(b"<") else b""
        if any(mark in data for mark in _NO_ELEMENTS):
            return 0
        number += data.count(b"<") - data.count(b"</") - len(kept)
    return number


@dataclass(slots=True)
class Budget:
    """How many elements a whole file may still have, over all its members."""

    elements: int = MAX_ELEMENTS


class Pass:
    """One pass over one XML text: feed it bytes, then close it. Both raise Refused."""

    def __init__(self, where: str, budget: Budget) -> None:
        self._where, self._budget = where, budget
        self._room, self._left = MAX_DEPTH, budget.elements
        self._in_row = self._covered = self._quiet = 0
        self._parser = parser = expat.ParserCreate()
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._end

    def feed(self, data: bytes) -> None:
        """Judge the next bytes."""
        self._parse(data, last=False)
        self._quiet = self._quiet + len(data) if self._left == self._budget.elements else 0
        self._budget.elements = self._left
        if self._quiet > MAX_PIECE:
            raise Refused("te-lang-stuk", self._where)

    def close(self) -> None:
        """Judge the end."""
        self._parse(b"", last=True)

    def _parse(self, data: bytes, last: bool) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise Refused("kapotte-xml", f"{self._where}, regel {error.lineno}") from None
        except (LookupError, ValueError):
            raise Refused("xml-codering", self._where) from None

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise Refused("xml-codering", self._where)

    def _doctype(self, *_said: object) -> None:
        raise self._refused("dtd")

    def _refused(self, code: str) -> Refused:
        return Refused(code, f"{self._where}, regel {self._parser.CurrentLineNumber}")

    def _root(self, name: str, attributes: Mapping[str, str]) -> None:
        handlers = {"worksheet": self._in_sheet, "document-content": self._in_document}
        self._parser.StartElementHandler = handlers.get(_local(name), self._start)
        self._start(name, attributes)

    def _start(self, _name: str, _attributes: Mapping[str, str]) -> None:
        self._room -= 1
        self._left -= 1
        if self._room < 0 or self._left < 0:
            raise self._refused("te-diep") if self._room < 0 else Refused("te-veel-elementen", self._where)

    def _end(self, _name: str) -> None:
        self._room += 1

    def _in_document(self, name: str, attributes: Mapping[str, str]) -> None:
        """OpenDocument writes a run of spaces as one element with a number."""
        self._start(name, attributes)
        if name.endswith(":s") and _number(attributes.get("text:c", "1")) > _MAX_SPACES:
            raise self._refused("te-lang-stuk")

    def _in_sheet(self, name: str, attributes: Mapping[str, str]) -> None:
        self._start(name, attributes)
        if name in _VALUES:
            return
        kind = _local(name) if ":" in name else name
        if kind == "c":
            self._in_row += 1
            if self._in_row > MAX_COLUMN or ("r" in attributes and _FAR.search(attributes["r"])):
                raise self._refused("verre-cel")
        elif kind == "row":
            self._in_row = 0
            if "r" in attributes and _number(attributes["r"]) > MAX_ROW:
                raise self._refused("verre-cel")
        elif kind == "dimension":
            if any(map(_FAR.search, attributes.get("ref", "").split(":"))):
                raise self._refused("verre-cel")
        elif kind in ("mergeCell", "hyperlink"):
            self._covered += _area(attributes.get("ref", ""))
            if self._covered > MAX_RANGE:
                raise self._refused("te-groot-bereik")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _number(text: str) -> int:
    """Return a whole number; what is none, or has too many digits to be true, counts as too large."""
    found = _WHOLE.fullmatch(text.strip())
    return int(found[1]) if found else MAX_ROW + 1


def _area(reference: str) -> int:
    """Return how many cells a reference such as A1:C3 covers."""
    found = _RANGE.fullmatch(reference.strip())
    if found is None:
        return 1
    return (abs(_column(found[3]) - _column(found[1])) + 1) * (abs(int(found[4]) - int(found[2])) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
