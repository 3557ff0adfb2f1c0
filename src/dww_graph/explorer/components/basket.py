"""The basket of cards to compare: kept in the address of the list, so that filters do not empty it."""

from __future__ import annotations

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components.choice import tick
from dww_graph.explorer.components.page import escape_markdown, link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.cards import CardRow
from dww_graph.explorer.viewmodels.compare import LEAST, MOST


def chosen(ui: Screen) -> tuple[str, ...]:
    """Give the keys of the cards in the basket; a key of the address that names no card takes no place."""
    return tuple(key for key in url_state.keys("vergelijk") if ui.card(key) is not None)[:MOST]


def choice(ui: Screen, card: CardRow) -> None:
    """Draw the box that puts a card in the basket; a full basket takes no more.

    Who listens hears the title of the card too; the style sheet hides the coloured part of this label from who looks.
    """
    keys, key = chosen(ui), card.thing.key
    full = len(keys) >= MOST and key not in keys
    label = f"{ui.t('vergelijk.kies')} :gray[: {escape_markdown(card.title)}]"
    why_not = ui.t("vergelijk.mand.vol") if full else ""
    tick(label, f"vergelijk-{key}", key in keys, url_state.flip, "vergelijk", key, why_not)


def bar(ui: Screen) -> None:
    """Draw how many cards are chosen, the way to the comparison and the way out; nothing for an empty basket."""
    keys = chosen(ui)
    if not keys:
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="dww-mand"):
        st.html(f'<p class="dww-soft" role="status">{ui.n("vergelijk.mand", len(keys))}</p>', width="content")
        if len(keys) >= LEAST:
            link(ui, "vergelijk", ui.t("vergelijk.toon"), "vergelijk", ":material/compare_arrows:", params={"id": keys})
        st.button(
            ui.t("vergelijk.leeg"),
            key="mand-leeg",
            icon=":material/close:",
            type="tertiary",
            on_click=url_state.put,
            args=("vergelijk",),
        )
