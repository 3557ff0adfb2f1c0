"""Faceted search over cards: what is chosen, what matches, and the true count behind every value.

Within one group the values widen (or), between groups they narrow (and). Client type is five groups, one for each of
its own facets (age, problem area, family form, mandate, kind of care), so "8-11 jaar" and "drang" narrow each other.
A count says how many cards you would see if you chose that value, given everything chosen in the *other* groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.things import dutch

FACETS: Final = ("element", "situatie", "clienttype", "context", "bewijs", "trede", "methode", "jaar")
_SAME_GROUP: Final = {"probleemgebied": "probleem", "gezinsvorm": "gezin"}
_IN_ORDER: Final = ("trede", "jaar")
"""Facets whose values have an order of their own."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose: search words and, per facet, keys of values ("a5-4"); `holding` are the cards with the words."""

    word: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    holding: int = 0

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
        return Selection(self.word, {**self.chosen, facet: kept}, self.holding)


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


def groups(cards: Cards, selection: Selection) -> dict[str, Cards]:
    """Give per group the cards that fit what is chosen in it; the search word is a group of its own."""
    found: dict[str, int] = {"zoek": selection.holding} if selection.word else {}
    for facet, key in selection.active:
        if facet != "zoek":
            group = group_of(facet, key)
            found[group] = found.get(group, 0) | cards.under(facet, key).bits
    return {group: cards & bits for group, bits in found.items()}


def pick(cards: Cards, selection: Selection) -> Cards:
    """Give the cards that fit the selection, in their own order."""
    return _common(cards, groups(cards, selection))


def _common(cards: Cards, chosen: Mapping[str, Cards], skip: str = "") -> Cards:
    """Give the cards that are in every group but one."""
    for group, fitting in chosen.items():
        if group != skip:
            cards &= fitting
    return cards


def facet_values(cards: Cards, selection: Selection, facet: str, labels: Mapping[str, str]) -> tuple[FacetValue, ...]:
    """Give the values of a facet with their true counts, most cards first; ``labels`` maps key to label.

    A value without cards is left out unless it is chosen; steps and years stand in their own order.
    """
    chosen, wanted = groups(cards, selection), selection.chosen.get(facet, ())
    keys = dict.fromkeys((*cards.library.keys(facet), *wanted))
    rest = {group: _common(cards, chosen, group) for group in {group_of(facet, key) for key in keys}}
    found = {key: rest[group_of(facet, key)].under(facet, key) for key in keys}
    values = (_value(key, labels, held, key in wanted) for key, held in found.items() if held or key in wanted)
    return tuple(sorted(values, key=_by_key if facet in _IN_ORDER else _by_count))


def _value(key: str, labels: Mapping[str, str], found: Cards, chosen: bool) -> FacetValue:
    return FacetValue(key, labels.get(key, key), len(found), chosen, found.number)


def _by_count(value: FacetValue) -> tuple[int, str]:
    return -value.count, dutch(value.label)


def _by_key(value: FacetValue) -> str:
    return value.key


def way_out(cards: Cards, selection: Selection) -> tuple[tuple[str, str, Cards], ...]:
    """Give for each active filter (facet, key, the cards without it), the most helpful first."""
    steps = [(facet, key, pick(cards, selection.without(facet, key))) for facet, key in selection.active]
    return tuple(sorted(steps, key=lambda step: -len(step[2])))
