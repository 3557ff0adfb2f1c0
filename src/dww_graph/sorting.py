"""Labels in Dutch order: accents folded, capitals ignored, numbers by value (the engine sorts by code point).

And lines in the order of their bytes, however many there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile

_PARTS = re.compile(r"(\d+)")
Key = tuple[tuple[int, int, str], ...]


def dutch_key(text: str) -> Key:
    """Return a sort key for a label: `één` beside `een`, `K2` before `K10`, `Zus` after `zo`; empty text comes last."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    parts = [part for part in _PARTS.split(folded.strip()) if part]
    return tuple((1, int(part), "") if part.isdigit() else (2, 0, part) for part in parts) or ((3, 0, ""),)


def in_order(lines: Iterator[bytes], folder: Path | None, at_once: int) -> Iterator[bytes]:
    """Yield lines sorted; more than `at_once` are sorted in parts, which wait in files of `folder` that have no name."""
    with ExitStack() as opened:
        parts: list[Iterable[bytes]] = []
        while part := sorted(islice(lines, at_once)):
            if len(part) < at_once:
                parts.append(part)
                break
            file = opened.enter_context(TemporaryFile(dir=folder))
            file.writelines(part)
            file.seek(0)
            parts.append(file)
        yield from merge(*parts)
