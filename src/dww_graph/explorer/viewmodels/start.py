"""The start page: key numbers and the hits of the search box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dww_graph.explorer.viewmodels.cards import CardRow
from dww_graph.explorer.viewmodels.facets import Selection, pick
from dww_graph.explorer.viewmodels.things import Graph, cells, iri, key_of, text

SOURCES: Final = (
    "Onderzoeksbron",
    "Richtlijn",
    "Interventiemodel",
    "Protocol",
    "Praktijkbron",
    "Theorie",
    "Wet",
)
"""The classes of sources; a source belongs to exactly one of them."""
SHOWN: Final = (
    (("Handelingskennis",), "handelingskennis", "handelingskennis"),
    (("WerkzaamElement",), "elementen", "element"),
    (("Leeruitkomst",), "leeruitkomsten", "leeruitkomst"),
    (("Bevinding", "Aanbeveling"), "bevindingen", "bevinding"),
    (SOURCES, "bronnen", "bron"),
)
"""Classes, text key and kind of each number on the start page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One key number: how many of what, as a reader may see it (`56`, or `< 5` for a few cards of professionals)."""

    key: str
    kind: str
    number: str


def figures(graph: Graph) -> tuple[Figure, ...]:
    """Count what the generation holds, in the order of the start page."""
    answer = graph.screen("kerncijfers")
    counts = {key_of(iri(row["soort"])): text(row["aantal"]) for row in cells(answer)}
    return tuple(Figure(key, kind, _total([counts.get(name) or "0" for name in names])) for names, key, kind in SHOWN)


def _total(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else str(sum(map(int, numbers)))


def featured(cards: Sequence[CardRow]) -> CardRow | None:
    """Choose the card of the start page: one that is supported and contradicted, the shortest of those."""
    return min(cards, key=lambda card: (-_disagreement(card), len(card.action), card.code), default=None)


def _disagreement(card: CardRow) -> int:
    return len(card.stances) + ("tegengesproken-door" in card.stances)


def card_hits(cards: Sequence[CardRow], word: str, limit: int = 6) -> tuple[CardRow, ...]:
    """Give the first cards in which every part of ``word`` occurs."""
    return pick(cards, Selection(word))[:limit]
