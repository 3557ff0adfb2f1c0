"""Labels in Dutch order: accents folded, capitals ignored, numbers by value (the engine sorts by code point)."""

from __future__ import annotations

import re
import unicodedata

_PARTS = re.compile(r"(\d+)")
Key = tuple[tuple[int, int, str], ...]


def dutch_key(text: str) -> Key:
    """Return a sort key for a label: `één` beside `een`, `K2` before `K10`, `Zus` after `zo`; empty text comes last."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    parts = [part for part in _PARTS.split(folded.strip()) if part]
    return tuple((1, int(part), "") if part.isdigit() else (2, 0, part) for part in parts) or ((3, 0, ""),)
