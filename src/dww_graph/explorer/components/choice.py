"""Choices that the address keeps, so that a link opens the same: one of a few views as buttons, and a box to tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.state import Screen


def tick(label: str, key: str, on: bool, turn: Callable[[str, str], None], name: str, value: str, why_not: str = "") -> None:
    """Draw a box that is ticked when the address says so; a click calls ``turn(name, value)``, `why_not` says why it cannot."""
    url_state.follow(key, on)
    st.checkbox(label, key=key, disabled=bool(why_not), help=why_not or None, on_change=turn, args=(name, value))


def element(ui: Screen, page: str, named: Mapping[str, str], turns: str) -> str:
    """Draw the choice of an element on a page; give its key, "" while nothing or something unknown is chosen.

    `named` holds the label of each key, `turns` the name in the address that a new choice takes away; ``page.kies`` and
    ``page.kies.tip`` are its texts.
    """
    asked, widget = url_state.one("element"), f"{page}_element"
    url_state.follow(widget, asked if asked in named else None)
    st.selectbox(
        ui.t(f"{page}.kies"),
        list(named),
        index=None,
        key=widget,
        format_func=lambda key: named[key],
        placeholder=ui.t(f"{page}.kies.tip"),
        on_change=url_state.put_choice,
        args=("element", widget, named, (turns,)),
    )
    return asked if asked in named else ""


def pick(ui: Screen, parameter: str, named: Mapping[str, str], label: str, width: int) -> str:
    """Draw the choice of one of a list and return its key; `named` holds the label of each key, the first is the usual one."""
    asked, widget = url_state.one(parameter), f"{parameter}_keuze"
    now = asked if asked in named else next(iter(named))
    url_state.follow(widget, now)
    st.selectbox(
        ui.t(label),
        list(named),
        key=widget,
        format_func=lambda key: named[key],
        on_change=url_state.put_choice,
        args=(parameter, widget, named),
        label_visibility="collapsed",
        width=width,
    )
    return now


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
