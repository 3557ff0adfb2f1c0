"""Herleidspoor: from learning outcome to element, practice and evidence, as a picture and always as a table."""

import streamlit as st

from dww_graph.explorer.components import trace as parts
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.trace import load_outcomes, load_steps

ui = screen()
heading(ui, ui.t("spoor.kop"), ui.t("spoor.zin"))
outcomes = load_outcomes(ui.graph)
if not outcomes:
    st.info(ui.t("spoor.leeg"))
else:
    steps = load_steps(ui.graph, parts.choose(ui, outcomes))
    parts.summary_line(ui, steps)
    shown = parts.picture(ui, steps)
    parts.step_table(ui, shown)
