"""Faceted search over cards: what is chosen, what matches, and the true count behind every value.

Within one group the values widen (or), between groups they narrow (and). Client type is five groups, one for each of
its own facets (age, problem area, family form, mandate, kind of care), so "8-11 jaar" and "drang" narrow each other.
A count says how many cards you would see if you chose that value, given everything chosen in the *other* groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dww_graph.explorer.viewmodels.cards import CardRow, counted
from dww_graph.explorer.viewmodels.things import dutch, key_of

FACETS: Final = ("element", "situatie", "clienttype", "context", "bewijs", "methode")
NO_EVIDENCE: Final = "nog-geen-bewijs"
_SAME_GROUP: Final = {"probleemgebied": "probleem", "gezinsvorm": "gezin"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose: a search word and, per facet, keys of values ("a5-4")."""

    word: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def active(self) -> tuple[tuple[str, str], ...]:
        """Every chosen (facet, key), the search word last as ("zoek", word)."""
        picks = [(facet, key) for facet in FACETS for key in self.chosen.get(facet, ())]
        return (*picks, ("zoek", self.word)) if self.word else tuple(picks)

    def without(self, facet: str, key: str) -> Selection:
        """Give the same selection minus one value (or minus the word)."""
        if facet == "zoek":
            return Selection("", self.chosen)
        kept = tuple(k for k in self.chosen.get(facet, ()) if k != key)
        return Selection(self.word, {**self.chosen, facet: kept})


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet with the number of cards behind it; `shown` is that number as a reader may see it."""

    key: str
    label: str
    count: int
    chosen: bool
    shown: str


def group_of(facet: str, key: str) -> str:
    """Give the group in which a value widens: the facet, for client types facet and sub-facet."""
    start = key.split("-", 1)[0]
    return f"{facet}/{_SAME_GROUP.get(start, start)}" if facet == "clienttype" else facet


def keys_of(card: CardRow, facet: str) -> frozenset[str]:
    """Give the keys under which a card is found in a facet; a card without confirmed evidence gets its own key."""
    keys = frozenset(key_of(iri) for iri in card.found_under.get(facet, ()))
    return keys or frozenset({NO_EVIDENCE}) if facet == "bewijs" else keys


def matches(card: CardRow, selection: Selection, skip: str = "") -> bool:
    """Say whether a card fits the selection, leaving the group ``skip`` out of account."""
    if any(word not in card.searchable for word in dutch(selection.word).split()):
        return False
    groups: dict[str, set[str]] = {}
    for facet, key in selection.active:
        if facet != "zoek":
            groups.setdefault(group_of(facet, key), set()).add(key)
    return all(group == skip or keys_of(card, group.split("/")[0]) & wanted for group, wanted in groups.items())


def pick(cards: Iterable[CardRow], selection: Selection) -> tuple[CardRow, ...]:
    """Give the cards that fit the selection, in their own order."""
    return tuple(card for card in cards if matches(card, selection))


def facet_values(
    cards: Sequence[CardRow], selection: Selection, facet: str, labels: Mapping[str, str]
) -> tuple[FacetValue, ...]:
    """Give the values of a facet with their true counts, most cards first; ``labels`` maps key to label.

    A value without cards is left out unless it is chosen.
    """
    chosen = set(selection.chosen.get(facet, ()))
    keys = {key for card in cards for key in keys_of(card, facet)} | chosen
    counted = (_value(cards, selection, facet, key, labels, key in chosen) for key in keys)
    shown = [value for value in counted if value.count or value.chosen]
    return tuple(sorted(shown, key=lambda value: (-value.count, dutch(value.label))))


def _value(
    cards: Sequence[CardRow], selection: Selection, facet: str, key: str, labels: Mapping[str, str], chosen: bool
) -> FacetValue:
    group = group_of(facet, key)
    found = [card for card in cards if key in keys_of(card, facet) and matches(card, selection, group)]
    return FacetValue(key, labels.get(key, key), len(found), chosen, counted(found))


def way_out(cards: Sequence[CardRow], selection: Selection) -> tuple[tuple[str, str, int], ...]:
    """Give for each active filter (facet, key, number of cards without it), the most helpful first."""
    steps = [(facet, key, len(pick(cards, selection.without(facet, key)))) for facet, key in selection.active]
    return tuple(sorted(steps, key=lambda step: -step[2]))
