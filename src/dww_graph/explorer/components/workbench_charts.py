"""The answer of the workbench as bars or as a graph; the table under it says the same."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import charting
from dww_graph.explorer.viewmodels.charting import Bars, Net


def bars(ui: Screen, found: Bars, heads: Mapping[str, str]) -> None:
    """Draw a bar for each row, with its name and its number beside it."""
    names = {"naam": heads.get(found.name, found.name), "getal": heads.get(found.number, found.number)}
    st.echarts_chart(
        charting.bar_options(found, _scheme()),
        height=90 + 30 * len(found.rows),
        key="werkbank-grafiek",
        renderer="svg",
        alt=ui.t("werkbank.grafiek.alt", n=len(found.rows), **names),
    )
    if found.left_out:
        _note(ui.t("werkbank.grafiek.rest", getoond=len(found.rows), rest=found.left_out))


def net(ui: Screen, found: Net) -> None:
    """Draw things and what ties them, each kind in its own colour and shape, with a legend."""
    st.echarts_chart(
        charting.net_options(found, ui.t, _scheme()),
        height=620,
        key="werkbank-graaf",
        renderer="svg",
        alt=ui.t("werkbank.graaf.alt", knopen=len(found.nodes), lijnen=len(found.ties)),
    )
    if found.left_out:
        _note(ui.t("werkbank.graaf.rest", getoond=len(found.nodes), rest=found.left_out))


def _scheme() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"


def _note(words: str) -> None:
    st.html(f'<p class="dww-soft">{escape(words)}</p>')
