"""The elements that hold situations together, each told in a sentence with the cards that show it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from dww_graph.explorer.components import graph_parts as parts
from dww_graph.explorer.components import html
from dww_graph.explorer.components.page import link, thing_link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.paths import Bridging, bridging
from dww_graph.explorer.viewmodels.things import Thing


def told(ui: Screen) -> None:
    """Draw the elements that come back in more than one situation."""
    parts.another_question(ui)
    st.header(ui.t("graaf.vraag.brug"), anchor=False)
    found = bridging(ui.cards())
    if not found:
        st.info(ui.t("graaf.brug.geen"), icon=":material/hub:")
        return
    st.html(f'<p class="dww-soft">{escape(ui.t("graaf.brug.uitleg"))}</p>')
    for bridge in found:
        with st.container(border=True, key=f"dwwbox-brug-{bridge.element.key}", gap="xsmall"):
            _bridge(ui, bridge)


def _bridge(ui: Screen, bridge: Bridging) -> None:
    thing_link(ui, bridge.element, "brug", title=True)
    said = [ui.t("graaf.brug.zin", element=escape(bridge.element.label), situaties=_named(ui, bridge.situations))]
    if bridge.only:
        said.append(ui.t("graaf.brug.alleen", situaties=_named(ui, bridge.only)))
    said.append(escape(ui.t("graaf.brug.kaarten", aantal=ui.amount(bridge.cards))))
    st.html(f'<p class="dww-link">{" ".join(said)}</p>')
    link(ui, "graaf", ui.t("graaf.brug.toon", element=bridge.element.label), f"brug-{bridge.element.key}", ":material/hub:",
         params={"focus": bridge.element.ref})


def _named(ui: Screen, things: Iterable[Thing]) -> str:
    return html.slots(things, "situatie", ui.t("zin.en"))
