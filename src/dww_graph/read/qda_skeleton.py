"""A source of which only the quoted passages are known: how our own export writes it, and how it is recognised when read again.

Texts stay outside the graph. So an exported source has the length of the original, with the passages in their places and `FILLER`
everywhere else; its description tells the hash of the original and whether the positions were checked against it. Only a project
that says it comes from this program (`ORIGIN`) is read so.
"""

from __future__ import annotations

import re
from typing import Final

from dww_graph.read.qda_records import CHECKED, UNCHECKED

ORIGIN: Final = "dww-graph"
FILLER: Final = "\u2027"
_TOLD = re.compile(rf"dww:hash ([0-9a-f]{{64}}) ({CHECKED}|{UNCHECKED})")


def told(hash_: str, posities: str) -> str:
    """Return the description of a source that is exported without its text."""
    return f"dww:hash {hash_} {posities}"


def recognised(origin: str, description: str) -> tuple[str, str] | None:
    """Return the hash of the original and whether positions were checked, None when this is an ordinary source."""
    found = _TOLD.fullmatch(description.strip()) if origin.startswith(ORIGIN) else None
    return (found[1], found[2]) if found else None


def around(before: str, after: str) -> tuple[str, str]:
    """Return what is known of the text on both sides of a passage."""
    return before.rpartition(FILLER)[2], after.partition(FILLER)[0]
