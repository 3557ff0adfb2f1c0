"""A view as one line to keep: its name, its address with keys, and the generation and day that it was seen in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode


def address(page: str, params: Mapping[str, Sequence[str]]) -> str:
    """Give the whole address of a view: that of its page, and every value that the address holds, in a fixed order."""
    query = urlencode({name: params[name] for name in sorted(params)}, doseq=True)
    return f"{page}?{query}" if query else page


def line(name: str, where: str, seen: str) -> str:
    """Give the line that a reader keeps or hands on; line breaks in a name would make it two."""
    return f"{' '.join(name.split())}: {where} ({seen})"
