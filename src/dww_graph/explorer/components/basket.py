"""The basket of cards to compare: kept in the address of the list, so that filters do not empty it."""

from __future__ import annotations

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components.page import link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.cards import CardRow
from dww_graph.explorer.viewmodels.compare import LEAST, MOST


def choice(ui: Screen, card: CardRow) -> None:
    """Draw the box that puts a card in the basket; a full basket takes no more."""
    chosen, key = url_state.keys("vergelijk"), f"vergelijk-{card.thing.key}"
    url_state.follow(key, card.thing.key in chosen)
    full = len(chosen) >= MOST and card.thing.key not in chosen
    st.checkbox(
        ui.t("vergelijk.kies"),
        key=key,
        disabled=full,
        help=ui.t("vergelijk.mand.vol") if full else None,
        on_change=url_state.flip,
        args=("vergelijk", card.thing.key),
    )


def bar(ui: Screen) -> None:
    """Draw how many cards are chosen, the way to the comparison and the way out; nothing for an empty basket."""
    chosen = url_state.keys("vergelijk")[:MOST]
    if not chosen:
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="dww-mand"):
        st.html(f'<p class="dww-soft" role="status">{ui.n("vergelijk.mand", len(chosen))}</p>', width="content")
        if len(chosen) >= LEAST:
            link(ui, "vergelijk", ui.t("vergelijk.toon"), "vergelijk", ":material/compare_arrows:", params={"id": chosen})
        st.button(
            ui.t("vergelijk.leeg"),
            key="mand-leeg",
            icon=":material/close:",
            type="tertiary",
            on_click=url_state.put,
            args=("vergelijk",),
        )
