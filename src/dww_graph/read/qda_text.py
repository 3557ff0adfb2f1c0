"""A source text of a coding project: normalised once, with the way back from every manner in which a tool may have counted.

Positions in our records are code points over the normalised text, end exclusive: a byte order mark at the start is dropped and
CRLF or CR becomes LF. No other normalisation takes place (no NFC), because that would shift positions.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, Literal

Unit = Literal["codepunten", "utf-16", "utf-8"]
BOM: Final = "\ufeff"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNITS: tuple[Unit, ...] = ("codepunten", "utf-16", "utf-8")
_BOM_UNITS: Mapping[Unit, int] = {"codepunten": 1, "utf-16": 1, "utf-8": 3}
_WIDE: Mapping[Unit, re.Pattern[str]] = {"utf-16": re.compile(r"[\U00010000-\U0010ffff]"), "utf-8": re.compile(r"[^\x00-\x7f]")}
_BLANK = re.compile(r"\s")
_MIN_QUOTE: Final = 3
_MIN_START: Final = 10
_CONTEXT: Final = 32


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of counting: the unit, whether a BOM and a CR before LF were counted, and whether the end is inclusive."""

    unit: Unit = "codepunten"
    bom: bool = False
    crlf: bool = False
    inclusive: bool = False


def variants(unit: Unit = "codepunten", crlf: bool = False) -> tuple[Variant, ...]:
    """Return every way of counting, the likeliest first; `unit` and `crlf` say what the tool is known to do."""
    units = sorted(_UNITS, key=lambda each: each != unit)
    ends = product((False, True), units, (False, True), (crlf, not crlf))
    return tuple(Variant(each, bom, cr, inclusive) for inclusive, each, bom, cr in ends)


class SourceText:
    """A text: `text` normalised, `hash` the SHA-256 (hex) of its UTF-8, `encoding` as it was read (empty for UTF-8)."""

    def __init__(self, data: bytes | str) -> None:
        raw, self.encoding = (data, "") if isinstance(data, str) else _decoded(data)
        self._has_bom = raw.startswith(BOM)
        self._body = raw[1:] if self._has_bom else raw
        self.text = self._body.replace("\r\n", "\n").replace("\r", "\n")
        self._returns = array("Q", (found.start() for found in re.finditer("\r\n", self._body)))
        self._widths: dict[tuple[bool, Unit], _Widths] = {}

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of the normalised text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def span(self, begin: int, end: int, counted: Variant) -> tuple[int, int] | None:
        """Return begin and end (code points of `text`, end exclusive) for positions counted so; None when they lie outside it."""
        first = self._at(begin, counted, up=False)
        last = self._at(end + counted.inclusive, counted, up=counted.inclusive)
        return (first, last) if first is not None and last is not None and first <= last else None

    def effective(self, counted: Variant) -> Variant:
        """Return the simplest way of counting that gives the same positions in this text."""
        bom, unit = counted.bom and self._has_bom, counted.unit
        long_bom = bom and _BOM_UNITS[unit] > 1
        if unit != "codepunten" and not long_bom and not self._width(counted.crlf, unit):
            unit = "codepunten"
        return replace(counted, unit=unit, bom=bom, crlf=counted.crlf and bool(self._returns))

    def around(self, begin: int, end: int) -> tuple[str, str]:
        """Return up to 32 characters before and after a passage."""
        return self.text[max(0, begin - _CONTEXT) : begin], self.text[end : end + _CONTEXT]

    def _at(self, position: int, counted: Variant, *, up: bool) -> int | None:
        if counted.bom and self._has_bom:
            position = max(position - _BOM_UNITS[counted.unit], 0) if position >= 0 else -1
        if counted.unit != "codepunten":
            position = self._width(counted.crlf, counted.unit).code_point(position, up=up)
        if not 0 <= position <= len(self._body if counted.crlf else self.text):
            return None
        if not counted.crlf:
            return position
        between = up and position > 0 and self._body[position - 1 : position + 1] == "\r\n"
        return position + between - bisect_left(self._returns, position + between)

    def _width(self, crlf: bool, unit: Unit) -> _Widths:
        key = (crlf and bool(self._returns), unit)
        if key not in self._widths:
            self._widths[key] = _Widths(self._body if key[0] else self.text, unit)
        return self._widths[key]


class _Widths:
    """Where the characters stand that take more than one unit, and how many units too many there are up to each."""

    def __init__(self, text: str, unit: Unit) -> None:
        self._at, self._extra = array("Q"), array("Q")
        extra = 0
        for found in _WIDE[unit].finditer(text):
            extra += 1 if unit == "utf-16" else len(found[0].encode("utf-8", "surrogatepass")) - 1
            self._at.append(found.start())
            self._extra.append(extra)

    def __len__(self) -> int:
        return len(self._at)

    def code_point(self, unit: int, *, up: bool) -> int:
        """Return the code point at a unit; -1 inside a character, unless `up` rounds to its end."""
        number = bisect_right(range(len(self._at)), unit, key=lambda each: self._at[each] + self._before(each)) - 1
        if number < 0:
            return unit
        start = self._at[number] + self._before(number)
        if unit == start:
            return self._at[number]
        if unit <= start + self._extra[number] - self._before(number):
            return self._at[number] + 1 if up else -1
        return unit - self._extra[number]

    def _before(self, number: int) -> int:
        return self._extra[number - 1] if number else 0


class Votes:
    """Which way of counting reproduces the passages that a file quotes, over all its texts."""

    def __init__(self, order: Iterable[Variant]) -> None:
        self._order = list(order)
        self._points = [0] * len(self._order)
        self._exact = [0] * len(self._order)

    def ballot(self, text: SourceText) -> Ballot:
        """Return a ballot for the quotes in one text."""
        groups: dict[Variant, list[int]] = {}
        for number, each in enumerate(self._order):
            groups.setdefault(text.effective(each), []).append(number)
        return Ballot(self, text, groups)

    def add(self, number: int, level: int) -> None:
        """Count one quote for a way of counting, by its number: 3 word for word, 2 but for white space, 1 the start only."""
        self._points[number] += level
        self._exact[number] += level > 1

    def chosen(self) -> tuple[Variant, bool]:
        """Return the way of counting that reproduces most, and whether it reproduced a whole quote at all."""
        best = self._points.index(max(self._points))
        return self._order[best], self._exact[best] > 0


class Ballot:
    """The quotes of one text, each tried in every way of counting that makes a difference in it; at most 200 are tried."""

    def __init__(self, votes: Votes, text: SourceText, groups: Mapping[Variant, list[int]]) -> None:
        self._votes, self._text, self._groups = votes, text, groups
        self._left = 200

    def cast(self, begin: int, end: int, quotes: Iterable[str]) -> None:
        """Try the quotes of one selection."""
        said = [quote for quote in quotes if quotable(quote)]
        if not said or self._left <= 0:
            return
        self._left -= 1
        for counted, same in self._groups.items():
            span = self._text.span(begin, end, counted)
            level = max(agreement(quote, self._text.text, span) for quote in said) if span else 0
            for each in same if level else ():
                self._votes.add(each, level)


def quotable(quote: str) -> bool:
    """Tell whether a text is long enough to say something about positions."""
    return len(quote.strip()) >= _MIN_QUOTE


def agreement(quote: str, text: str, span: tuple[int, int]) -> int:
    """Return how well a quote agrees with a passage: 3 word for word, 2 but for white space, 1 its start only, 0 not."""
    begin, end = span
    found = text[begin : min(end, begin + 4 * len(quote) + 64)]
    whole = begin + len(found) == end
    if whole and (quote == found or _BLANK.sub(" ", quote) == _BLANK.sub(" ", found)):
        return 3
    said, there = _squeezed(quote), _squeezed(found)
    if whole and said == there:
        return 2
    said = said.rstrip(".…").rstrip()
    return int(len(said) >= _MIN_START and there.startswith(said))


def _squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(_UTF16):
        return BOM + data.decode("utf-16", errors="replace"), "utf-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"
