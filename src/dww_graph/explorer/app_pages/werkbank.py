"""SPARQL-werkbank: example questions in plain words, an editor, the answer, and how to cite it."""

import streamlit as st

from dww_graph.answer import Answer
from dww_graph.explorer.components import workbench as parts
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.workbench import load_examples, run

ui = screen()
heading(ui, ui.t("werkbank.kop"), ui.t("werkbank.zin"))
example = parts.choose(ui, load_examples(ui.graph, ui.lang))
if example:
    parts.explanation(example)
query = parts.editor(ui, example)
if query.strip():
    with st.spinner(ui.t("werkbank.bezig")):
        found = run(ui.graph, query, ui.lang)
    if isinstance(found, Answer):
        parts.answer(ui, found, example)
    else:
        parts.problem(ui, found, query)
