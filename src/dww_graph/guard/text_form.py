"""The form of text, judged before a parser sees it: no NUL, no endless line, no endless nesting."""

from __future__ import annotations

import codecs
import re
from typing import Final

from dww_graph.guard.refusals import Refused

MAX_DEPTH: Final = 128
MAX_LINE: Final = 1_000_000
MAX_FRONT: Final = 65_536
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_SQUARE: Final = bytes.maketrans(b"{}", b"[]")
_OTHERS: Final = bytes(byte for byte in range(256) if byte not in b"[]{}")
_FENCE: Final = re.compile(rb"\r?\n---[ \t]*(?:\r?\n|$)")
_DEEP_LINE: Final = re.compile(rb"^(?:[ \t]{%d}|[ \t]*(?:[-?:][ \t]+){%d})" % (MAX_DEPTH + 1, MAX_DEPTH + 1), re.MULTILINE)


def check(data: bytes, name: str) -> None:
    """Judge the bytes of a text file that is called `name` in messages; raises Refused."""
    if data.startswith(_UTF16):
        data = data.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    if b"\x00" in data:
        raise Refused("geen-tekst", name)
    text = data.removeprefix(codecs.BOM_UTF8).lstrip()
    if text.startswith((b"{", b"[")):
        if depth(text) > MAX_DEPTH:
            raise Refused("te-diep", name)
        return
    _check_lines(data, name)
    if text.startswith(b"---"):
        _check_front(text, name)


def depth(data: bytes) -> int:
    """Return how deep brackets are nested outside strings; brackets that are never closed count in full.

    Pairs are peeled off from the inside, a level at a time, for that is many times faster than a look at each byte.
    """
    brackets = _STRING.sub(b"", data).translate(_SQUARE, _OTHERS)
    levels = 0
    while levels <= MAX_DEPTH and b"[]" in brackets:
        brackets = brackets.replace(b"[]", b"")
        levels += 1
    return levels + brackets.count(b"[")


def _check_lines(data: bytes, name: str) -> None:
    start = 0
    while len(data) - start > MAX_LINE:
        reach = start + MAX_LINE + 1
        end = max(data.rfind(b"\n", start, reach), data.rfind(b"\r", start, reach))
        if end < 0:
            line = data.count(b"\n", 0, start) + 1
            raise Refused("te-lange-regel", f"{name}, regel {line}")
        start = end + 1


def _check_front(text: bytes, name: str) -> None:
    """Judge the front matter of a card; its reader refuses anchors and aliases, with the line."""
    end = _FENCE.search(text, 3)
    front = text[3 : end.start() if end else len(text)]
    if end and len(front) > MAX_FRONT:
        raise Refused("te-lange-kop", name)
    if depth(front[:MAX_FRONT]) > MAX_DEPTH or _DEEP_LINE.search(front[:MAX_FRONT]):
        raise Refused("te-diep", name)
