"""Start: what this is in one sentence, three tasks, one search box, the key numbers and what the signs mean."""

import streamlit as st

from dww_graph.explorer.components import start as parts
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen

ui = screen()
heading(ui, ui.t("start.kop"), ui.t("start.zin"))
parts.tasks(ui)
left, right = st.columns([3, 4], gap="large")
with left:
    parts.search_box(ui)
    parts.figures(ui)
with right:
    parts.signs(ui)
