"""The editor of the workbench: CodeMirror, bundled with the package; what it completes comes from the ontology."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from dww_graph.answer import Answer
from dww_graph.explorer.components import asking
from dww_graph.explorer.components.workbench import help_key, put
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.workbench import Example, Problem, Words, load_words
from dww_graph.graph import KnowledgeGraph

EDITOR: Final = "sparql"
_FRAME: Final = """
<div class="dww-editor"></div>
<div class="dww-under" hidden><button type="button" class="dww-run"></button><p class="dww-hint" id="dww-editor-hint"></p></div>
"""
_STYLE: Final = """
.dww-under:not([hidden]) { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1rem; margin-top: 0.6rem;
  font-family: var(--st-font); }
.dww-run { font: inherit; color: var(--st-text-color); background: var(--st-secondary-background-color); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.35rem 1rem; min-height: 2.5rem; }
.dww-run:hover { border-color: var(--st-primary-color); }
.dww-run:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
.dww-hint { margin: 0; font-size: 0.92rem; line-height: 1.5; color: var(--st-text-color); }
"""


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    mount: Callable[..., Any] = st.components.v2.component("dww-graph.editor", html=_FRAME, css=_STYLE, js="editor.js")
    return mount


@st.cache_resource(show_spinner=False, max_entries=4)
def _words(sha256: str, lang: str, _graph: KnowledgeGraph) -> Words:
    """Read once per generation and language, which tell one from the other."""
    del sha256, lang
    return load_words(_graph.screen("woorden"))


def editor(ui: Screen, example: Example | None, query: str, found: Answer | Problem | None) -> None:
    """Draw the editor and its button; what is typed stays through a rerun, an error and a change of language."""
    known = _words(ui.graph.generation.sha256, ui.lang, ui.graph)
    fault = found if isinstance(found, Problem) and found.line else None
    said = f"{fault.what} {fault.expected or ui.t(help_key(fault))}" if fault else ""
    data = {
        "query": query,
        "label": ui.t("werkbank.editor"),
        "hint": ui.t("werkbank.editor.tip"),
        "run": ui.t("werkbank.stel"),
        "fault": {"line": fault.line, "column": fault.column, "message": said} if fault else None,
        "words": [list(each) for each in known.words],
        "bases": dict(known.bases),
    }
    _component()(key=EDITOR, data=data, height="content", on_run_change=lambda: _ask(example, query))


def _ask(example: Example | None, query: str) -> None:
    """Ask what stands in the editor, also when it was asked before (callback)."""
    asking.forget()
    put(str(st.session_state[EDITOR].get("run") or query), example, query)
