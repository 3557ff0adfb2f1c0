"""The quiet link at the foot of a page that opens the page's own query in the workbench, with its values filled in."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from dww_graph.explorer.components.page import link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.as_sparql import SCREEN


def as_sparql(ui: Screen, *names: str, **values: str | Iterable[str]) -> None:
    """Draw "Toon als SPARQL" for the questions of ``queries/schermen`` that a page stands on.

    `values` are their parameters as an address holds them: a key ("lu-01") or what stands after ``/id/`` ("element/a5").
    A question gets the values that it takes; the question of the list of cards takes its filters.
    """
    with st.container(key="dwwsparql", horizontal=True, gap="small", vertical_alignment="center"):
        if len(names) > 1:
            st.html(f'<p class="dww-label">{escape(ui.t("sparql.toon"))}</p>', width="content")
        for name in names:
            question = ui.graph.screens[name]
            taken = {param.name for param in question.params} or values.keys()
            params = {each: value for each, value in values.items() if each in taken}
            label = ui.t("sparql.toon") if len(names) == 1 else question.vraag.in_(ui.lang)
            link(ui, "werkbank", label, f"sparql-{name}", ":material/terminal:", params={"vraag": SCREEN + name, **params})
