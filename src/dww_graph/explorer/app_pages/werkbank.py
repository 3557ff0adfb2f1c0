"""SPARQL-werkbank: questions in plain words with their values, an editor, Stop, the answer in three views, and its citation."""

import streamlit as st

from dww_graph.answer import Answer
from dww_graph.explorer.components import asking, sparql_editor
from dww_graph.explorer.components import workbench as parts
from dww_graph.explorer.components import workbench_answer as answers
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.workbench import Problem

ui = screen()
heading(ui, ui.t("werkbank.kop"), ui.t("werkbank.zin"))
example = parts.choose(ui)
query = parts.query(ui, example)
if isinstance(query, Problem):
    parts.problem(ui, query, "")
else:
    place = st.container()
    found = asking.found(ui, query)
    with place:
        sparql_editor.editor(ui, example, query, found)
    if found is None:
        asking.follow(ui)
    elif isinstance(found, Answer):
        answers.answer(ui, found, example, query)
    else:
        parts.problem(ui, found, query)
