"""Cards as a table, for the screen and for a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from dww_graph.explorer.viewmodels.cards import CONFIRMED, CardRow

Word = Callable[[str], str]
_CONCEPTS = ("element", "situatie", "clienttype", "context")


def card_table(cards: Iterable[CardRow], word: Word) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Give the heads and one row of texts per card; the marks for drafts and invented cards are columns of their own."""
    names = ("kaart", "titel", "kaartstatus", "illustratief", "bewijs", "trede", *_CONCEPTS)
    return tuple(word(f"kolom.{name}") for name in names), [_row(card, word) for card in cards]


def to_csv(cards: Iterable[CardRow], word: Word) -> str:
    """Write the table as CSV, with the IRI of each card in the last column."""
    shown = list(cards)
    heads, rows = card_table(shown, word)
    return as_csv((*heads, "iri"), ((*row, card.iri) for card, row in zip(shown, rows, strict=True)))


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as CSV under their heads; no cell is read as a formula. Every table of the screens leaves through here."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(tuple(map(_safe, row)) for row in rows)
    return out.getvalue()


def status_word(card: CardRow, word: Word) -> str:
    """Say whether a card is confirmed or still a draft."""
    return word(f"kaartstatus.{CONFIRMED}" if card.status == CONFIRMED else "kaartstatus.concept")


def _safe(cell: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell


def _row(card: CardRow, word: Word) -> tuple[str, ...]:
    concepts = ("; ".join(thing.label for thing in card.concepts.get(name, ())) for name in _CONCEPTS)
    stances = "; ".join(word(f"relatie.{stance}") for stance in card.stances)
    evidence = stances or word("facet.bewijs.geen")
    step = "; ".join(thing.label for thing in card.concepts.get("trede", ()))
    return (card.code, card.title, status_word(card, word), word("ja" if card.illustrative else "nee"), evidence, step, *concepts)
