"""Herleidspoor (?uitkomst=&knoop= or &lijn=): from learning outcome to element, practice and evidence, with every gap."""

import streamlit as st

from dww_graph.explorer.components import trace as parts
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.components.trace_overview import overview
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.trace import load_outcomes

ui = screen()
heading(ui, ui.t("spoor.kop"), ui.t("spoor.zin"))
outcomes = load_outcomes(ui.graph)
if not outcomes:
    st.info(ui.t("spoor.leeg"))
else:
    outcome = parts.choose(ui, outcomes)
    loaded = parts.load(ui, outcomes, outcome)
    if loaded is None:
        overview(ui, outcomes)
    elif not loaded.steps:
        st.info(ui.t("spoor.leeg.een"), icon=":material/account_tree:")
    else:
        parts.summary_line(ui, loaded)
        parts.step_table(ui, loaded, parts.picture(ui, loaded, outcome), outcome)
    as_sparql(ui, "spoor", leeruitkomst=f"leeruitkomst/{outcome}" if outcome else "")
