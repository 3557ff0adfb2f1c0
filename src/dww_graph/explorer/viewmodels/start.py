"""The start page: key numbers and the hits of the search box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dww_graph.explorer.viewmodels.cards import CardRow
from dww_graph.explorer.viewmodels.facets import Selection, pick
from dww_graph.explorer.viewmodels.things import Graph, cells, iri, key_of, text

SHOWN: Final = (
    ("Handelingskennis", "handelingskennis", "handelingskennis"),
    ("WerkzaamElement", "elementen", "element"),
    ("Bevinding", "bevindingen", "bevinding"),
    ("Bron", "bronnen", "bron"),
    ("Leeruitkomst", "leeruitkomsten", "leeruitkomst"),
)
"""Class, text key and kind of each number on the start page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One key number: how many of what."""

    key: str
    kind: str
    number: int


def figures(graph: Graph) -> tuple[Figure, ...]:
    """Count what the generation holds, in the order of the start page."""
    answer = graph.screen("kerncijfers")
    counts = {key_of(iri(row["soort"])): int(text(row["aantal"]) or 0) for row in cells(answer)}
    return tuple(Figure(key, kind, counts.get(name, 0)) for name, key, kind in SHOWN)


def card_hits(cards: Sequence[CardRow], word: str, limit: int = 6) -> tuple[CardRow, ...]:
    """Give the first cards in which every part of ``word`` occurs."""
    return pick(cards, Selection(word))[:limit]
