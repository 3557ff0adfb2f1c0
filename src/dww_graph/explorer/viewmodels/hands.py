"""Drie handen: three ways in which professionals shape one element, as far apart as its cards allow.

Cards are put in one fixed order: each next card is the one that differs most from those before it, in situation, client
type and context. The first three are shown; "show another" walks on through that order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, zip_longest
from typing import Final

from dww_graph.explorer.viewmodels.cards import CardRow, Cards
from dww_graph.explorer.viewmodels.things import Thing, key_of
from dww_graph.shelf import places

HANDS: Final = 3
SPREAD: Final = 30
"""Number of cards that are chosen for spread; the rest follow by title. More would make a long list slow."""
LOOKED_AT: Final = 240
"""Number of cards among which is chosen, a few of each situation; it bounds the time for an element with thousands."""
_FACETS: Final = ("situatie", "clienttype", "context")
Features = tuple[frozenset[str], ...]


def of_element(cards: Cards, element: str) -> tuple[int, ...]:
    """Give the cards of an element by its key ("a5"), narrower elements included, as places in order of spread."""
    found = cards.under("element", element)
    left = _candidates(found)
    known = {place: _features(cards, place) for place in left}
    order = [left.pop(0)] if left else []
    near = [difference(known[place], known[order[0]]) for place in left]
    while left and len(order) < SPREAD:
        at = max(range(len(left)), key=lambda i: near[i])
        order.append(left.pop(at))
        near.pop(at)
        near = [min(was, difference(known[place], known[order[-1]])) for was, place in zip(near, left, strict=True)]
    chosen = set(order)
    return (*order, *(place for place in places(found.bits) if place not in chosen))


def _candidates(cards: Cards) -> list[int]:
    """Give the places of all cards, or when there are very many, of the first ones of each situation in turn."""
    if len(cards) <= LOOKED_AT:
        return list(places(cards.bits))
    turns = zip_longest(*(places(held.bits) for held in cards.values("situatie").values()))
    found = dict.fromkeys(place for turn in islice(turns, LOOKED_AT) for place in turn if place is not None)
    return sorted(islice(found, LOOKED_AT))


def _features(cards: Cards, place: int) -> Features:
    return tuple(frozenset(cards.library.shelf.of_card(place, facet)) for facet in _FACETS)


def difference(one: Features, other: Features) -> float:
    """Give how far two cards are apart: 0 for the same situations, client types and contexts, 3 for none in common."""
    return sum(map(_apart, one, other))


def _apart(one: frozenset[str], other: frozenset[str]) -> float:
    return 1 - len(one & other) / len(one | other) if one | other else 0.0


def shown(order: Sequence[int], asked: Sequence[int]) -> tuple[int, ...]:
    """Give the three cards to show: those asked for, filled up from the front of the order."""
    there = set(order)
    wanted = [place for place in asked if place in there]
    return tuple(islice(dict.fromkeys((*wanted, *order)), HANDS))


def another(order: Sequence[int], now: Sequence[int], hand: int) -> tuple[int, ...]:
    """Give the cards to show when one hand makes place for the next card of the order that is not on the table."""
    at = order.index(now[hand])
    following = (place for place in (*order[at + 1 :], *order[:at]) if place not in now)
    instead = next(following, now[hand])
    return tuple(instead if number == hand else place for number, place in enumerate(now))


def asked(cards: Cards, keys: Sequence[str]) -> tuple[int, ...]:
    """Give the places of cards by their keys in an address; what names none is passed over."""
    shelf = cards.library.shelf
    found = (shelf.place(Thing.of("handelingskennis", key).iri) for key in keys)
    return tuple(place for place in found if place is not None)


def keys(cards: Cards, chosen: Sequence[int]) -> tuple[str, ...]:
    """Give the keys of cards for an address."""
    return tuple(key_of(cards.library.shelf.iri(place)) for place in chosen)


def rows(cards: Cards, chosen: Sequence[int]) -> tuple[CardRow, ...]:
    """Read the chosen cards, in that order."""
    return tuple(cards.library.rows(chosen))


def elements(cards: Cards) -> tuple[Thing, ...]:
    """Give the elements that at least two cards give shape to themselves, by label."""
    return tuple(thing for thing, held in cards.values("eigenelement").items() if len(held) > 1)
