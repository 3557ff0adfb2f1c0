"""A query under way on the screen: the page stays free, and Stop ends the process that runs it."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from dww_graph.answer import Answer
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.asked import Asked
from dww_graph.explorer.viewmodels.workbench import Problem

_KEY: Final = "_vraag"
_FIRST: Final = 0.6
"""Seconds that a page waits before it shows that a query is under way; most answers are there by then."""
_OFTEN: Final = 0.5
"""Seconds between two looks at a query under way."""


def found(ui: Screen, query: str) -> Answer | Problem | None:
    """Give the answer to a query; None while it is under way, and then the page shows Stop and draws itself anew."""
    identity = (query, ui.lang, ui.graph.generation.sha256)
    kept: tuple[object, Asked | None] = st.session_state.get(_KEY, (None, None))
    known, asked = kept
    if known != identity or asked is None:
        forget()
        asked = Asked(ui.graph, query, ui.lang)
        st.session_state[_KEY] = (identity, asked)
        asked.start()
        asked.join(_FIRST)
    return asked.found


def forget() -> None:
    """Drop the last query, and end it when it is still under way; the next run asks afresh."""
    _, asked = st.session_state.pop(_KEY, (None, None))
    if asked is not None:
        asked.stop()


def follow(ui: Screen) -> None:
    """Show that the query is under way, with the button that ends it; the page is drawn anew when the answer is there.

    The button stands outside the part that draws itself twice a second, so that it is not drawn anew under a pointer.
    """
    _, asked = st.session_state[_KEY]

    @st.fragment(run_every=_OFTEN)
    def look() -> None:
        seconds = asked.look()
        if not asked.is_alive():
            st.rerun()
        said = escape(ui.t("werkbank.bezig", seconden=seconds))
        st.html(f'<p class="dww-soft dww-busy" role="status">{said}</p>', width="content")

    with st.container(horizontal=True, vertical_alignment="center", key="dwwbezig"):
        st.button(ui.t("werkbank.stop"), key="stop", icon=":material/stop_circle:", on_click=asked.stop)
        look()
