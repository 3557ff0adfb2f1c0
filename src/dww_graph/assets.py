"""Finds the ontology, the queries and the starter content, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from dww_graph.errors import StoreError, Text

VERSION = "0.1.0"
_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE.parent.parent, _PACKAGE / "assets")


def asset(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. `asset("ontology", "kern.ttl")`.

    Raises StoreError when this installation does not hold it.
    """
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise StoreError(
        Text("Een meegeleverd bestand ontbreekt.", "A file that ships with the program is missing."),
        "/".join(parts),
        do=Text("Installeer dww-graph opnieuw.", "Install dww-graph again."),
    )


def read_text(*parts: str) -> str:
    """Return the text of a shipped file (UTF-8)."""
    return asset(*parts).read_text(encoding="utf-8")


def files(folder: tuple[str, ...], pattern: str) -> tuple[Path, ...]:
    """Return the shipped files of `folder` that match `pattern`, in order of name."""
    return tuple(sorted(asset(*folder).glob(pattern)))
