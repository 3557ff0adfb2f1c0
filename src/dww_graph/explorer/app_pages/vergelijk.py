"""Vergelijk (?id=&id=): two to four cards beside each other, differing values marked."""

import streamlit as st

from dww_graph.explorer.components import compare
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import print_button
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.compare import found

ui = screen()
cards, unknown = found(ui.cards(), st.query_params.get_all("id"))
compare.head(ui, unknown)
compare.side_by_side(ui, cards)
if cards:
    print_button(ui)
    as_sparql(ui, "kaart-teksten", "kaart-begrippen", kaart=[card.thing.ref for card in cards])
