"""Kaart (?id=): one card in full. When not to comes first, then the sentence, then the two strands."""

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import card, strands
from dww_graph.explorer.components.page import not_found
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.card import find_card, load_card

ui = screen()
ref = url_state.one("id")
row = find_card(ui.cards(), ref)
if row is None:
    not_found(ui, ref)
else:
    detail = load_card(ui.graph, row, ui.cards())
    card.head(ui, detail)
    card.hero(ui, detail)
    st.space("small")
    strands.strands(ui, detail)
    st.space("small")
    card.about(ui, detail)
    card.related(ui, detail)
