"""Two to four cards beside each other: one line a property, and per value whether every card has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dww_graph.explorer.viewmodels.card import CardDetail
from dww_graph.explorer.viewmodels.cards import CardRow, Cards

LEAST: Final = 2
MOST: Final = 4
LOOKED_UP: Final = 3 * MOST
"""Number of names of an address that are looked up; an address of strangers may hold thousands."""
CONCEPTS: Final = (
    ("situatie", "dww:inBeroepssituatie"),
    ("clienttype", "dww:metClienttype"),
    ("context", "dww:inContext"),
    ("element", "dww:geeftVormAan"),
)
"""Slots whose values are concepts, in the order of the table."""
PROFILE: Final = (("profiel", "dww:heeftBeroep"), ("ervaring", "dww:heeftErvaring"), ("methode", "dww:metMethode"))
WORDS: Final[tuple[tuple[str, Callable[[CardDetail], str]], ...]] = (
    ("handelen", lambda card: card.action),
    ("omdat", lambda card: card.reason),
    ("zie", lambda card: card.effect),
    ("voorwaarden", lambda card: card.condition),
    ("misgaat", lambda card: card.critical),
)
"""What professionals say in their own words; "when not to" is a line of its own, above all others."""


@dataclass(frozen=True, slots=True)
class Value:
    """One concept of one card; `shared` when every card of the comparison has it."""

    label: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One property of all cards: the values of each card, in the order of the cards."""

    name: str
    cells: tuple[tuple[Value, ...], ...]

    @property
    def differs(self) -> bool:
        """True when some card has a value that another has not, so also when only some cards say nothing."""
        return any(not value.shared for cell in self.cells for value in cell)


def found(cards: Cards, refs: Iterable[str]) -> tuple[tuple[CardRow, ...], tuple[str, ...]]:
    """Give the cards that `refs` name, each once and at most four, and the refs that name none."""
    looked = {ref: cards.find(ref) for ref in islice(dict.fromkeys(refs), LOOKED_UP)}
    known = {card.iri: card for card in looked.values() if card is not None}
    return tuple(known.values())[:MOST], tuple(ref for ref, card in looked.items() if card is None)


def boundaries(details: Sequence[CardDetail]) -> Line:
    """Give when not to do it, for each card."""
    return _words("wanneerniet", details, lambda card: card.boundary)


def concept_lines(details: Sequence[CardDetail]) -> tuple[Line, ...]:
    """Give the lines of concepts: situation, client, context, element, who tells it and how it was drawn out."""
    lines = (_line(name, [_labels(card, prop) for card in details]) for name, prop in (*CONCEPTS, *PROFILE))
    return tuple(line for line in lines if any(line.cells))


def word_lines(details: Sequence[CardDetail]) -> tuple[Line, ...]:
    """Give the lines in the professionals' own words; a line in which no card says anything is left out."""
    lines = (_words(name, details, said) for name, said in WORDS)
    return tuple(line for line in lines if any(line.cells))


def _labels(card: CardDetail, prop: str) -> list[str]:
    return [thing.label for thing in card.named(prop)]


def _words(name: str, details: Sequence[CardDetail], said: Callable[[CardDetail], str]) -> Line:
    return _line(name, [[said(card)] if said(card) else [] for card in details])


def _line(name: str, cells: Sequence[Sequence[str]]) -> Line:
    shared = set(cells[0]).intersection(*cells[1:]) if cells else set()
    return Line(name, tuple(tuple(Value(label, label in shared) for label in cell) for cell in cells))
