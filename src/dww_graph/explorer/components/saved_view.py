"""Keep this view: a named link with the keys of the address, the generation and the day, as text with a button that copies it."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import saved_view


def button(ui: Screen, title: str) -> None:
    """Draw the button that opens the link of this view; `title` is the name it has until the reader gives another."""
    with st.popover(ui.t("bewaar.knop"), icon=":material/link:"):
        name = st.text_input(ui.t("bewaar.naam"), value=title, key="bewaarnaam", max_chars=80)
        held = {key: st.query_params.get_all(key) for key in st.query_params}
        where = saved_view.address(st.context.url or "", held)
        about = ui.graph.generation
        today = datetime.now(UTC).date().isoformat()
        seen = ui.t("bewaar.gezien", nummer=f"{about.number:04d}", gebouwd=about.built[:10], datum=today)
        st.code(saved_view.line(name or title, where, seen), language=None, wrap_lines=True)
        st.caption(ui.t("bewaar.uitleg"))
