"""All learning outcomes in one table, for a graph with too many cards to draw every trace at once."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dww_graph.explorer.components import html
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.cards import STANCES, Cards
from dww_graph.explorer.viewmodels.trace import NO_EVIDENCE, Outcome
from dww_graph.explorer.viewmodels.trace_load import under
from dww_graph.shelf import EVIDENCE


def card_badges(ui: Screen, cards: Cards) -> list[str]:
    """Give how many cards have an accepted link of each stance, and how many have none."""
    found = [html.stance_badge(name, f"{cards.under(EVIDENCE, name).number} × {ui.t(f'relatie.{name}')}") for name in STANCES]
    none = f"{cards.under(EVIDENCE, NO_EVIDENCE).number} × {ui.t('facet.bewijs.geen')}"
    return [*found, html.stance_badge(NO_EVIDENCE, none)]


def overview(ui: Screen, outcomes: Sequence[Outcome]) -> None:
    """Draw a row for each learning outcome: its number of cards, and of how many it is agreed what is said of them."""
    st.header(ui.t("spoor.overzicht"), anchor=False)
    st.html(f'<p class="dww-soft">{escape(ui.t("spoor.overzicht.uitleg"))}</p>')
    heads = [ui.t("kolom.leeruitkomst"), ui.t("kolom.aantalkaarten"), *(ui.t(f"relatie.{name}") for name in STANCES)]
    rows = (_row(ui, outcome, under(ui.cards(), outcome.elements)) for outcome in outcomes)
    st.html(html.table(ui.t("spoor.overzicht"), [*heads, ui.t("facet.bewijs.geen")], rows))


def _row(ui: Screen, outcome: Outcome, cards: Cards) -> list[str]:
    language = "" if ui.lang == "nl" else f"&amp;lang={ui.lang}"
    own = f'<a href="/spoor?uitkomst={outcome.thing.key}{language}" class="dww-within">{escape(outcome.name)}</a>'
    numbers = (cards.under(EVIDENCE, name).number for name in (*STANCES, NO_EVIDENCE))
    return [own, escape(cards.number), *map(escape, numbers)]
