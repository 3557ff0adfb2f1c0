"""Kaart (?id=): one card in full. When not to comes first, then the sentence, then the two strands."""

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import card, strands
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import not_found
from dww_graph.explorer.components.strength import strength
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.card import load_card, questions

ui = screen()
ref = url_state.one("id")
row = ui.card(ref)
if row is None:
    not_found(ui, ref)
else:
    detail = load_card(ui.graph, row, ui.cards())
    card.head(ui, detail)
    card.hero(ui, detail)
    st.space("small")
    strength(ui, detail)
    st.space("small")
    strands.strands(ui, detail)
    st.space("small")
    card.about(ui, detail)
    card.related(ui, detail)
    as_sparql(ui, *questions(detail), kaart=row.thing.ref, uiting=row.thing.ref)
