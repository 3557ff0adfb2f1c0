"""Markdown, the little of it that the documents need: cells and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def cell(text: str) -> str:
    """Return text as the content of one table cell: on one line, with its pipes escaped."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Return text as code, or nothing when there is none."""
    return f"`{text}`" if text else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table as lines; every row has as many cells as there are heads."""
    lines = [list(heads), ["---"] * len(heads), *map(list, rows)]
    return [f"| {' | '.join(map(cell, line))} |" for line in lines]


def document(lines: Iterable[str]) -> str:
    """Return lines as a document that ends in exactly one line feed."""
    return "\n".join(lines).rstrip("\n") + "\n"
