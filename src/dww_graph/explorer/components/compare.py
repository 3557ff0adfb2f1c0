"""The comparison: one table, when not to on top, then what each does, then contexts; what differs is marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dww_graph.explorer.components import html
from dww_graph.explorer.components.cards import stances, status_marks
from dww_graph.explorer.components.page import escape_markdown, heading, link, own_address
from dww_graph.explorer.palette import KINDS
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.card import load_card
from dww_graph.explorer.viewmodels.cards import CardRow
from dww_graph.explorer.viewmodels.compare import LEAST, Line, Value, boundaries, concept_lines, word_lines


def head(ui: Screen, unknown: Sequence[str]) -> None:
    """Draw the title, and tell which cards of the address are not here."""
    heading(ui, ui.t("vergelijk.kop"), ui.t("vergelijk.zin"))
    if unknown:
        names = ", ".join(f"‘{ref[:80]}’" for ref in unknown)
        st.info(escape_markdown(ui.t("vergelijk.onbekend", namen=names)), icon=":material/help:")


def side_by_side(ui: Screen, cards: Sequence[CardRow]) -> None:
    """Draw the table; with fewer than two cards, how to choose them."""
    if len(cards) < LEAST:
        st.info(ui.t("vergelijk.teweinig"), icon=":material/compare_arrows:")
    else:
        st.html(_table(ui, cards))
    kept = {"vergelijk": [card.thing.key for card in cards]}
    link(ui, "kennis", ui.t("kaart.terug"), "terug", ":material/arrow_back:", params=kept)


def _table(ui: Screen, cards: Sequence[CardRow]) -> str:
    details = [load_card(ui.graph, card) for card in cards]
    heads = [(card.title, _card_head(ui, card)) for card in cards]
    said = word_lines(details)
    lines = [_words(ui, line) for line in (boundaries(details), *said[:1])]
    lines += [_concepts(ui, line) for line in concept_lines(details)]
    lines += [_words(ui, line) for line in said[1:]]
    lines.append((escape(ui.t("vergelijk.regel.bronnen")), [html.row(stances(ui, card.stances)) for card in cards]))
    return html.matrix(ui.t("vergelijk.kop"), heads, lines)


def _card_head(ui: Screen, card: CardRow) -> str:
    return own_address(ui, "kaart", card.thing.ref, card.title) + html.row(status_marks(ui, card))


def _concepts(ui: Screen, line: Line) -> tuple[str, list[str]]:
    name = escape(ui.t(f"vergelijk.regel.{line.name}"))
    mark = html.plain_badge("difference", ui.t("vergelijk.verschilt")) if line.differs else ""
    return name + html.row([mark] if mark else []), [_values(ui, line.name, cell) for cell in line.cells]


def _values(ui: Screen, name: str, cell: Sequence[Value]) -> str:
    kind = name if name in KINDS else "overig"
    heard = f'<span class="dww-sr"> ({escape(ui.t("vergelijk.alleenhier"))})</span>'
    said = [
        escape(value.label) if value.shared else f'<span class="dww-slot dww-k-{kind}">{escape(value.label)}</span>{heard}'
        for value in cell
    ]
    return "<br>".join(said) or _silent(ui)


def _words(ui: Screen, line: Line) -> tuple[str, list[str]]:
    style = ' class="dww-excerpt"' if line.name == "handelen" else ""
    cells = ["".join(f'<p{style} lang="nl">{escape(value.label)}</p>' for value in cell) for cell in line.cells]
    name = escape(ui.t(f"vergelijk.regel.{line.name}"))
    warned = f'<span class="dww-not">{html.icon("do_not_disturb_on")}{name}</span>'
    return warned if line.name == "wanneerniet" else name, [cell or _silent(ui) for cell in cells]


def _silent(ui: Screen) -> str:
    return f'<span class="dww-joint">{escape(ui.t("vergelijk.nietgezegd"))}</span>'
