"""All cards of a generation as rows for lists and facets."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dww_graph.answer import Answer
from dww_graph.explorer.viewmodels.things import (
    Cells,
    Graph,
    Thing,
    by_label,
    cells,
    dutch,
    iri,
    is_true,
    key_of,
    text,
    thing,
)
from dww_graph.tellen import SMALLEST, shown

STANCES = ("ondersteund-door", "genuanceerd-door", "tegengesproken-door")
"""Order in which stances are shown; support and contradiction side by side, never added up."""


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
        found = {key_of(item) for item in self.found_under.get("bewijs", frozenset())}
        return tuple(stance for stance in STANCES if stance in found)

    @property
    def searchable(self) -> str:
        """Everything a search word may hit, in sorting form."""
        names = (item.label for group in self.concepts.values() for item in group)
        return dutch(" ".join((self.code, self.title, self.claim, self.action, self.boundary, *names)))


def counted(cards: Iterable[CardRow], k: int = SMALLEST["openbaar"]) -> str:
    """Give the number of cards as it is shown: a few real ones (fewer than ``k``) are not told apart."""
    invented = [card.illustrative for card in cards]
    return shown(invented.count(False), invented.count(True), k)


def unquoted(words: str) -> str:
    """Take away one pair of quotation marks around a text; the screen sets its own."""
    trimmed = words.strip()
    opened = trimmed[:1] + trimmed[-1:]
    inner = trimmed[1:-1]
    whole = opened in ('""', "“”", "‘’", "''") and not set(opened) & set(inner) and bool(inner)
    return inner.strip() if whole else trimmed


SCREEN_FACETS = {
    "topelement": "element",
    "situatie": "situatie",
    "clienttype": "clienttype",
    "context": "context",
    "relatie": "bewijs",
    "methode": "methode",
}
"""Facet of the question "kaarten" to facet of the screen; "topelement" holds every broader element too."""


def load_cards(graph: Graph) -> tuple[CardRow, ...]:
    """Read every card the reader may see, sorted by title."""
    facets = graph.screen("kaarten")
    found, named = _facets(facets)
    listing = graph.screen("kaartenlijst")
    rows = (_row(row, found[iri(row["kaart"])], named[iri(row["kaart"])]) for row in cells(listing))
    return tuple(sorted(rows, key=lambda card: dutch(card.title)))


def facet_labels(graph: Graph) -> dict[str, str]:
    """Give the label of every IRI that a card can be found under."""
    return dict(graph.screen("kaarten").labels)


Found = defaultdict[str, defaultdict[str, set[str]]]
Named = defaultdict[str, defaultdict[str, list[Thing]]]


def _facets(answer: Answer) -> tuple[Found, Named]:
    found: Found = defaultdict(lambda: defaultdict(set))
    named: Named = defaultdict(lambda: defaultdict(list))
    for row in cells(answer):
        card, facet, value = iri(row["kaart"]), text(row["facet"]), thing(answer, row["waarde"])
        if value is None:
            continue
        if facet in SCREEN_FACETS:
            found[card][SCREEN_FACETS[facet]].add(value.iri)
        if facet != "topelement":
            named[card][facet].append(value)
    return found, named


def _row(row: Cells, found: Mapping[str, set[str]], named: Mapping[str, list[Thing]]) -> CardRow:
    return CardRow(
        iri=iri(row["kaart"]),
        code=text(row["code"]),
        title=text(row["titel"]),
        claim=text(row["bewering"]),
        action=text(row["handelwijze"]),
        boundary=text(row["grens"]),
        status=text(row["status"]),
        illustrative=is_true(row["illustratief"]),
        date=text(row["datum"]),
        concepts={facet: by_label(group) for facet, group in named.items()},
        found_under={facet: frozenset(group) for facet, group in found.items()},
    )
