"""Drie handen: three ways in which professionals shape one element, as far apart as its cards allow.

Cards are put in one fixed order: each next card is the one that differs most from those before it, in situation, client
type and context. The first three are shown; "show another" walks on through that order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from dww_graph.explorer.viewmodels.cards import CardRow
from dww_graph.explorer.viewmodels.facets import keys_of
from dww_graph.explorer.viewmodels.things import Thing, by_label

HANDS: Final = 3
SPREAD: Final = 30
"""Number of cards that are chosen for spread; the rest follow by title. More would make a long list slow."""
_FACETS: Final = ("situatie", "clienttype", "context")


def of_element(cards: Sequence[CardRow], element: str) -> tuple[CardRow, ...]:
    """Give the cards of an element by its key ("a5"), narrower elements included, in order of spread."""
    left = [card for card in cards if element in keys_of(card, "element")]
    order = [left.pop(0)] if left else []
    near = [difference(card, order[0]) for card in left]
    while left and len(order) < SPREAD:
        at = max(range(len(left)), key=lambda i: near[i])
        order.append(left.pop(at))
        near.pop(at)
        near = [min(was, difference(card, order[-1])) for was, card in zip(near, left, strict=True)]
    return (*order, *left)


def difference(one: CardRow, other: CardRow) -> float:
    """Give how far two cards are apart: 0 for the same situations, client types and contexts, 3 for none in common."""
    return sum(_apart(keys_of(one, facet), keys_of(other, facet)) for facet in _FACETS)


def _apart(one: frozenset[str], other: frozenset[str]) -> float:
    return 1 - len(one & other) / len(one | other) if one | other else 0.0


def shown(order: Sequence[CardRow], asked: Sequence[str]) -> tuple[CardRow, ...]:
    """Give the three cards to show: those asked for by key, filled up from the front of the order."""
    by_key = {card.thing.key: card for card in order}
    wanted = {key: by_key[key] for key in asked if key in by_key}
    return tuple({**wanted, **{key: card for key, card in by_key.items() if key not in wanted}}.values())[:HANDS]


def another(order: Sequence[CardRow], now: Sequence[CardRow], hand: int) -> tuple[str, ...]:
    """Give the keys to show when one hand makes place for the next card of the order that is not on the table."""
    keys = [card.thing.key for card in order]
    on_table = [card.thing.key for card in now]
    at = keys.index(on_table[hand])
    following = [key for key in (*keys[at + 1 :], *keys[:at]) if key not in on_table]
    return tuple(following[0] if place == hand and following else key for place, key in enumerate(on_table))


def elements(cards: Sequence[CardRow]) -> tuple[Thing, ...]:
    """Give the elements that at least two cards give shape to themselves, by label."""
    told = Counter(thing for card in cards for thing in card.concepts.get("element", ()))
    return by_label(thing for thing, number in told.items() if number > 1)
