"""Cards as pages hold them: any number of them as one set, and a row only of those that are looked at."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol, overload

from dww_graph.explorer.viewmodels.things import Thing, by_label, from_ref, key_of
from dww_graph.shelf import EVIDENCE, FEATURES, Entry, Shelf, places
from dww_graph.shelf import STANCES as SAID
from dww_graph.tellen import SMALLEST, shown

STANCES: Final = tuple(SAID)
"""Order in which stances are shown; support and contradiction side by side, never added up."""
CONFIRMED: Final = "vastgesteld"
"""Status of a card that somebody confirmed; any other is a draft."""
NO_EVIDENCE: Final = "nog-geen-bewijs"
"""Key of the cards that no accepted link ties to a source."""
_OWN: Final = {"element": "eigenelement"}
"""Feature that holds what a card names itself, where the feature of that name holds all above it too."""
_NAMED: Final = ("element", "situatie", "clienttype", "context", "methode", "trede")


class Stocked(Protocol):
    """The part of KnowledgeGraph that knows cards."""

    @property
    def shelf(self) -> Shelf:
        """Every card the reader may see."""

    def label(self, iri: str) -> str:
        """Give the readable name of an IRI."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card in a list: its own words, its concepts, and per facet the IRIs it is found under."""

    iri: str
    code: str
    title: str
    claim: str
    action: str
    boundary: str
    status: str
    illustrative: bool
    date: str
    concepts: Mapping[str, tuple[Thing, ...]]
    found_under: Mapping[str, frozenset[str]]

    @property
    def thing(self) -> Thing:
        """The card as a thing."""
        return Thing(self.iri, self.title)

    @property
    def excerpt(self) -> str:
        """The first words of what the professional does, cut at a word, for a list."""
        return textwrap.shorten(unquoted(self.action) or self.claim, 150, placeholder=" …")

    @property
    def stances(self) -> tuple[str, ...]:
        """Slugs of what sources do to this card (confirmed links only), in fixed order."""
        found = {key_of(item) for item in self.found_under.get(EVIDENCE, frozenset())}
        return tuple(stance for stance in STANCES if stance in found)


class Library:
    """The shelf of a graph in one language: features by the keys of addresses, and rows with labels."""

    def __init__(self, graph: Stocked) -> None:
        self.shelf: Shelf = graph.shelf
        self._label = graph.label

    @cached_property
    def _sets(self) -> Mapping[str, Mapping[str, int]]:
        shelf = self.shelf
        features = (*FEATURES, EVIDENCE, "jaar", "status")
        held = {name: {key_of(value): cards for value, cards in shelf.values(name).items()} for name in features}
        judged = 0
        for cards in held[EVIDENCE].values():
            judged |= cards
        held[EVIDENCE][NO_EVIDENCE] = shelf.all & ~judged
        return held

    def keys(self, facet: str) -> Mapping[str, int]:
        """Give the values of a facet by key, each with its cards, one bit a card."""
        return self._sets[facet]

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {value: self._label(value) for name in FEATURES for value in self.shelf.values(name)}

    def labels(self, facet: str) -> dict[str, str]:
        """Give the label of every value of a facet by its key."""
        return {key_of(value): self._labels.get(value, key_of(value)) for value in self.shelf.values(facet)}

    def things(self, facet: str) -> tuple[Thing, ...]:
        """Give the values of a facet as things, by label."""
        return by_label(self._thing(value) for value in self.shelf.values(facet))

    def rows(self, numbers: Iterable[int]) -> Iterator[CardRow]:
        """Yield the cards on some places of the shelf."""
        return map(self._row, self.shelf.entries(numbers))

    def _thing(self, value: str) -> Thing:
        return Thing(value, self._labels.get(value) or key_of(value))

    def _row(self, entry: Entry) -> CardRow:
        named = {name: by_label(map(self._thing, entry.features.get(_OWN.get(name, name), ()))) for name in _NAMED}
        found = {name: frozenset(values) for name, values in entry.features.items() if values}
        texts = (entry.iri, entry.code, entry.title, entry.claim, entry.action, entry.boundary, entry.status)
        return CardRow(*texts, entry.invented, entry.date, named, found)


class Cards(Sequence[CardRow]):
    """Some cards of a library, in order of their titles; a card is read when it is looked at."""

    __slots__ = ("bits", "library")

    def __init__(self, library: Library, bits: int) -> None:
        self.library, self.bits = library, bits

    @classmethod
    def of(cls, graph: Stocked) -> Cards:
        """Give every card that the reader may see."""
        library = Library(graph)
        return cls(library, library.shelf.all)

    def __len__(self) -> int:
        """Count the cards."""
        return self.bits.bit_count()

    def __iter__(self) -> Iterator[CardRow]:
        """Yield every card."""
        return self.library.rows(places(self.bits))

    @overload
    def __getitem__(self, at: int) -> CardRow: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[CardRow, ...]: ...

    def __getitem__(self, at: int | slice) -> CardRow | tuple[CardRow, ...]:
        """Give one card, or those of a page; only these are read."""
        chosen = tuple(places(self.bits))[at]
        if isinstance(chosen, int):
            return next(self.library.rows((chosen,)))
        return tuple(self.library.rows(chosen))

    def __and__(self, other: Cards | int) -> Cards:
        """Give the cards that are in both."""
        return Cards(self.library, self.bits & (other.bits if isinstance(other, Cards) else other))

    def __or__(self, other: Cards) -> Cards:
        """Give the cards that are in one of both."""
        return Cards(self.library, self.bits | other.bits)

    def under(self, facet: str, key: str) -> Cards:
        """Give the cards under one value of a facet (its key)."""
        return self & self.library.keys(facet).get(key, 0)

    def among(self, iris: Iterable[str]) -> Cards:
        """Give the cards among some IRIs."""
        return self & self.library.shelf.having(iris)

    def values(self, facet: str) -> dict[Thing, Cards]:
        """Give the values of a facet that these cards have, by label, each with its cards."""
        held = ((thing, self.under(facet, thing.key)) for thing in self.library.things(facet))
        return {thing: cards for thing, cards in held if cards}

    @property
    def iris(self) -> tuple[str, ...]:
        """The IRIs of the cards; nothing is read for it."""
        return tuple(self.library.shelf.iri(place) for place in places(self.bits))

    @property
    def titles(self) -> dict[str, str]:
        """The title of each card by its IRI."""
        return self.library.shelf.titles(places(self.bits))

    @property
    def invented(self) -> int:
        """How many of them were made up as examples."""
        return (self.bits & self.library.shelf.invented).bit_count()

    @property
    def drafts(self) -> int:
        """How many of them nobody confirmed yet."""
        return len(self) - len(self.under("status", CONFIRMED))

    @property
    def number(self) -> str:
        """How many cards these are, as it may be shown: a few real ones are not told apart."""
        return shown(len(self) - self.invented, self.invented, SMALLEST["openbaar"])

    def find(self, ref: str) -> CardRow | None:
        """Find a card by any name of an address: IRI, page reference, key or code ("VB1"), whatever the capitals."""
        name = ref.strip()
        low = name.casefold()
        tried = (name, from_ref(low), from_ref(f"handelingskennis/{low}"), self.library.shelf.coded(name) if name else "")
        found = next((place for iri in tried if (place := self.library.shelf.place(iri)) is not None), None)
        return None if found is None or not self.bits >> found & 1 else next(self.library.rows((found,)))


def unquoted(words: str) -> str:
    """Take away one pair of quotation marks around a text; the screen sets its own."""
    trimmed = words.strip()
    opened = trimmed[:1] + trimmed[-1:]
    inner = trimmed[1:-1]
    whole = opened in ('""', "“”", "‘’", "''") and not set(opened) & set(inner) and bool(inner)
    return inner.strip() if whole else trimmed
