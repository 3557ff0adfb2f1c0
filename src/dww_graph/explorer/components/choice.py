"""A choice of one of a few views, drawn as a row of buttons; the address keeps it, so a link opens the same view."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.state import Screen


def choose(ui: Screen, parameter: str, options: Sequence[str], label: str) -> str:
    """Draw the choice and return it; ``label`` and ``label.<option>`` are its texts, the first option is the usual one."""
    asked, widget = url_state.one(parameter), f"{parameter}_keuze"
    now = asked if asked in options else options[0]
    url_state.follow(widget, now)
    st.segmented_control(
        ui.t(label),
        options,
        key=widget,
        required=True,
        format_func=lambda name: ui.t(f"{label}.{name}"),
        on_change=url_state.put_widget,
        args=(parameter, widget),
        label_visibility="collapsed",
    )
    return now
