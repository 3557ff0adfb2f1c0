"""The start page: key numbers and the card that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Final

from dww_graph.explorer.viewmodels.cards import STANCES, CardRow, Cards
from dww_graph.explorer.viewmodels.things import Graph, cells, iri, key_of, text

LOOKED_AT: Final = 50
"""Number of cards among which the card of the start page is chosen."""
SOURCES: Final = (
    "Bron",
    "Onderzoeksbron",
    "Richtlijn",
    "Interventiemodel",
    "Protocol",
    "Praktijkbron",
    "Theorie",
    "Wet",
)
"""The classes of sources; a source belongs to exactly one of them, "Bron" when it is of no kind in particular."""
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


def featured(cards: Cards) -> CardRow | None:
    """Choose the card of the start page: one that is supported and contradicted, the shortest of the first of those."""
    stances = [cards.under("bewijs", stance) for stance in STANCES]
    supported, _, contradicted = stances
    ways = (reduce(and_, stances), supported & contradicted, contradicted, supported, cards)
    fitting = next((found for found in ways if found), cards)
    return min(fitting[:LOOKED_AT], key=lambda card: (len(card.action), card.code), default=None)
