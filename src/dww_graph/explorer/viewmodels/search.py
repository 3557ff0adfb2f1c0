"""What the search page shows: the hits a kind at a time, cards first, with their true number as a reader may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.search import CARD, Group
from dww_graph.tellen import SMALLEST, shown

ORDER: Final = (
    CARD,
    "element",
    "situatie",
    "clienttype",
    "context",
    "leeruitkomst",
    "bevinding",
    "aanbeveling",
    "bron",
    "claim",
)
"""Kinds with a place of their own; all others stand together as "overig"."""
OTHER: Final = "overig"
FEW: Final = 5
ALL: Final = 200


@dataclass(frozen=True, slots=True)
class Section:
    """The hits of one kind: the best of them, how many there are, and whether there are more than are shown."""

    kind: str
    things: tuple[Thing, ...]
    number: str
    more: bool


def sections(groups: Iterable[Group], limit: int = FEW, only: str = "") -> tuple[Section, ...]:
    """Give a section for each kind that has hits, or for one kind, with at most `limit` things each."""
    held: dict[str, list[Group]] = {}
    for group in groups:
        held.setdefault(group.kind if group.kind in ORDER else OTHER, []).append(group)
    wanted = [kind for kind in (*ORDER, OTHER) if kind in held and only in ("", kind)]
    return tuple(_section(kind, held[kind], limit) for kind in wanted)


def _section(kind: str, groups: list[Group], limit: int) -> Section:
    real, invented = sum(group.real for group in groups), sum(group.invented for group in groups)
    things = tuple(Thing(hit.iri, hit.label) for group in groups for hit in group.best)[:limit]
    number = shown(real, invented, SMALLEST["openbaar"] if kind == CARD else 0)
    return Section(kind, things, number, real + invented > len(things))
