"""Drie handen on the screen: the choice of an element, and three cards beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import choice, html
from dww_graph.explorer.components.cards import boundary, card_marks, concept_chips
from dww_graph.explorer.components.page import link, thing_link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import hands
from dww_graph.explorer.viewmodels.card import load_card
from dww_graph.explorer.viewmodels.cards import CardRow


def choose_element(ui: Screen, element: str) -> None:
    """Draw the choice of an element; one that came in by a link is among them, whatever its cards."""
    named = {thing.key: thing.label for thing in hands.elements(ui.cards())}
    known = ui.labels("element")
    if element in known:
        named.setdefault(element, known[element])
    choice.element(ui, "handen", named, "toon")


def three(ui: Screen, element: str) -> None:
    """Draw three cards of an element with a way to see another in the place of each."""
    cards = ui.cards()
    order = hands.of_element(cards, element)
    if not order:
        st.info(ui.t("handen.onbekend"), icon=":material/front_hand:")
        return
    now = hands.shown(order, hands.asked(cards, url_state.keys("toon")))
    named = ui.labels("element").get(element, element)
    told = ui.t("handen.gekozen", aantal=ui.amount(cards.under("element", element)), naam=named)
    st.html(f'<p class="dww-soft">{escape(told)}</p>')
    grid = st.grid(3, min_column_width=300)
    for place, card in enumerate(hands.rows(cards, now)):
        with grid.container(border=True, height="stretch", key=f"dwwbox-hand-{place}"):
            _hand(ui, card)
            _other(ui, order, now, place)
    if len(now) > 1:
        keys = hands.keys(cards, now)
        link(ui, "vergelijk", ui.t("handen.vergelijk"), "vergelijk", ":material/compare_arrows:", params={"id": keys})


def _hand(ui: Screen, card: CardRow) -> None:
    detail = load_card(ui.graph, card)
    thing_link(ui, card.thing, "hand-titel", title=True)
    boundary(ui, detail)
    joint = f'<span class="dww-joint">{escape(ui.t("kaart.zin.omdat"))}:</span>'
    why = f'<p>{joint} <span lang="nl">{escape(detail.reason)}</span></p>' if detail.reason else ""
    st.html(html.quote(detail.action) + why)
    st.html(html.row(concept_chips(ui, card)))
    st.space("stretch")
    st.html(html.row(card_marks(ui, card)))


def _other(ui: Screen, order: Sequence[int], now: Sequence[int], place: int) -> None:
    keys = hands.keys(ui.cards(), hands.another(order, now, place))
    st.button(
        ui.t("handen.ander"),
        key=f"ander-{place}",
        icon=":material/autorenew:",
        disabled=len(order) <= len(now),
        help=ui.t("handen.geenander") if len(order) <= len(now) else None,
        on_click=url_state.put,
        args=("toon", *keys),
    )
