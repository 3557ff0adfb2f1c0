"""Start: what this is in one sentence, one search box, three tasks, the key numbers and what the signs mean."""

import streamlit as st

from dww_graph.explorer.components import search
from dww_graph.explorer.components import start as parts
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen

ui = screen()
left, right = st.columns([5, 4], gap="large", vertical_alignment="center")
with left:
    heading(ui, ui.t("start.kop"), ui.t("start.zin"))
    search.door(ui)
with right:
    parts.featured(ui)
parts.tasks(ui)
parts.figures(ui)
parts.signs(ui)
as_sparql(ui, "kerncijfers")
