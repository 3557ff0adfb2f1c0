"""The parts of the start page."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer.components import html
from dww_graph.explorer.components.cards import card_marks
from dww_graph.explorer.components.page import link, thing_link
from dww_graph.explorer.palette import kind_mark
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import start
from dww_graph.explorer.viewmodels.cards import unquoted

TASKS: Final = (
    ("kennis", "handelingskennis"),
    ("spoor", "leeruitkomst"),
    ("werkbank", "bevinding"),
)
SIGNS: Final = (
    "ondersteund-door",
    "genuanceerd-door",
    "tegengesproken-door",
    "geen-bewijs-gevonden",
    "nog-geen-bewijs",
)


def featured(ui: Screen) -> None:
    """Draw one card as a quotation, so that a first visitor sees what this is about."""
    card = start.featured(ui.cards())
    if card is None:
        return
    with st.container(border=True, key="dwwbox-uitgelicht", gap="small"):
        sign = html.icon(kind_mark("handelingskennis").icon)
        st.html(f'<p class="dww-kind dww-k-handelingskennis">{sign}{escape(ui.t("start.uitgelicht"))}</p>')
        st.html(html.quote(unquoted(card.action)))
        st.html(html.row(card_marks(ui, card)))
        thing_link(ui, card.thing, "uitgelicht", label=card.title)


def tasks(ui: Screen) -> None:
    """Draw the three things a visitor can do."""
    st.header(ui.t("start.taak.kop"), anchor=False)
    grid = st.grid(3, min_column_width=280)
    for page, kind in TASKS:
        with grid.container(border=True, height="stretch", key=f"dwwbox-taak-{page}"):
            link(ui, page, ui.t(f"start.taak.{page}"), f"taak-{page}", kind_mark(kind).material, title=True)
            st.html(f'<p class="dww-claim">{escape(ui.t(f"start.taak.{page}.uitleg"))}</p>')


def figures(ui: Screen) -> None:
    """Draw how much of what the generation holds."""
    st.header(ui.t("start.cijfers"), anchor=False)
    rows = (
        f'<li class="dww-k-{figure.kind}">{html.icon(kind_mark(figure.kind).icon)}<strong>{escape(figure.number)}</strong>'
        f"{escape(ui.t(f'cijfer.{figure.key}'))}</li>"
        for figure in ui.figures()
    )
    st.html(f'<ul class="dww-figures">{"".join(rows)}</ul>')


def signs(ui: Screen) -> None:
    """Draw what each sign of evidence means, by icon, word and sentence."""
    st.header(ui.t("start.tekens"), anchor=False)
    rows = (
        f"<div><dt>{html.stance_badge(sign, ui.t(f'relatie.{sign}'))}</dt>"
        f"<dd>{escape(ui.t(f'start.tekens.{sign}'))}</dd></div>"
        for sign in SIGNS
    )
    st.html(f'<dl class="dww-signs">{"".join(rows)}</dl>')
