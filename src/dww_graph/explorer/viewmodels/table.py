"""Cards as a table, for the screen and for a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from dww_graph.explorer.viewmodels.cards import CardRow

Word = Callable[[str], str]
_CONCEPTS = ("element", "situatie", "clienttype", "context")


def card_table(cards: Iterable[CardRow], word: Word) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Give the heads and one row of texts per card; the mark for invented cards is a column of its own."""
    names = ("kaart", "titel", *_CONCEPTS, "bewijs", "illustratief")
    return tuple(word(f"kolom.{name}") for name in names), [_row(card, word) for card in cards]


def to_csv(cards: Iterable[CardRow], word: Word) -> str:
    """Write the table as CSV, with the IRI of each card in the last column."""
    shown = list(cards)
    heads, rows = card_table(shown, word)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*heads, "iri"))
    writer.writerows((*map(_safe, row), card.iri) for card, row in zip(shown, rows, strict=True))
    return out.getvalue()


def _safe(cell: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell


def _row(card: CardRow, word: Word) -> tuple[str, ...]:
    concepts = ("; ".join(thing.label for thing in card.concepts.get(name, ())) for name in _CONCEPTS)
    stances = "; ".join(word(f"relatie.{stance}") for stance in card.stances)
    evidence = stances or word("facet.bewijs.geen")
    return (card.code, card.title, *concepts, evidence, word("ja" if card.illustrative else "nee"))
