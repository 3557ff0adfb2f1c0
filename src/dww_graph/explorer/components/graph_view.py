"""The graph component: cytoscape.js in a frame of our own, without an iframe and without a foreign request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.picture import Picture

_FRAME: Final = """
<div class="dww-wrap">
  <div class="dww-bar">
    <div class="dww-legend" role="group"></div>
    <div class="dww-tools"></div>
  </div>
  <div class="dww-graph"></div>
  <p class="dww-live" aria-live="polite"></p>
  <span class="dww-probe" aria-hidden="true"></span>
</div>
"""
_STYLE: Final = """
.dww-wrap { font-family: var(--st-font); color: var(--st-text-color); }
.dww-bar { display: flex; justify-content: space-between; align-items: flex-start; gap: 0.5rem; flex-wrap: wrap;
  margin-bottom: 0.4rem; }
.dww-legend, .dww-tools { display: flex; gap: 0.35rem; flex-wrap: wrap; }
.dww-bar button { font: inherit; font-size: 0.9rem; color: inherit; background: var(--dww-card); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: 999px; padding: 0.15rem 0.7rem; min-height: 30px;
  display: inline-flex; align-items: center; gap: 0.4rem; }
.dww-bar button[aria-pressed="false"] { text-decoration: line-through; border-style: dashed; background: transparent; }
.dww-legend span { font-size: 0.9rem; padding: 0.15rem 0.4rem; display: inline-flex; align-items: center; gap: 0.4rem; }
.dww-tools button { padding: 0.15rem 0.45rem; }
.dww-bar button:focus-visible, .dww-graph:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
.dww-graph { position: relative; height: 560px; border: 1px solid var(--st-border-color); border-radius: 10px; overflow: hidden;
  background: var(--st-background-color); }
.dww-live { min-height: 1.5em; margin: 0.3rem 0 0; font-size: 0.92rem; color: var(--dww-soft); }
.dww-probe { display: none; }
.dww-graph.dww-row { height: 220px; }
@media (max-width: 640px) { .dww-graph, .dww-graph.dww-row { height: 440px; } }
"""


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    mount: Callable[..., Any] = st.components.v2.component("dww-graph.graph", html=_FRAME, css=_STYLE, js="graph.js")
    return mount


def draw(ui: Screen, picture: Picture, key: str) -> None:
    """Draw a picture; what the reader does in it goes to the address."""
    names = {"legend": "legenda", "how": "hoe", "in": "dichterbij", "out": "verderaf", "fit": "passend"}
    names |= {"tie": "lijn", "ties": "lijnen", "added": "erbij", "nothing": "niets"}
    words = {name: ui.t(f"graaf.{text}") for name, text in names.items()}
    _component()(key=key, data={**picture, "t": words}, height="content", on_wish_change=lambda: _wish(key))


def _wish(key: str) -> None:
    """Write what the reader did in the picture to the address (callback)."""
    wish = st.session_state[key].get("wish") or {}
    apply(str(wish.get("what")), wish.get("value"))


def apply(what: str, value: object) -> None:
    """Change the address: choose a thing or a line, expand a thing, or show other kinds."""
    if what == "kinds" and isinstance(value, list):
        url_state.put("soort", *map(str, value))
    elif what == "expand":
        url_state.put("uit", *dict.fromkeys((*st.query_params.get_all("uit"), str(value))))
        url_state.put("kies", str(value))
    elif what in ("select", "edge"):
        url_state.put("kies", str(value) if what == "select" else "")
        url_state.put("rand", str(value) if what == "edge" else "")
