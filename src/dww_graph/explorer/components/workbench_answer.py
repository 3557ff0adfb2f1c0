"""The answer of the workbench: as a table, a chart or a graph, as files, and how to cite it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Final

import streamlit as st

from dww_graph.answer import XSD, Answer, Iri, Literal, Node, Result
from dww_graph.explorer import url_state
from dww_graph.explorer.components import workbench_charts as charts
from dww_graph.explorer.components.choice import choose
from dww_graph.explorer.components.html import table
from dww_graph.explorer.components.page import own_address
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import charting
from dww_graph.explorer.viewmodels.things import Thing, is_true, kind_of
from dww_graph.explorer.viewmodels.workbench import Example
from dww_graph.export.results import CSV, write_results

TABLE: Final = "tabel"
SHOWN: Final = 200
"""Rows shown on the screen; the download holds all of them."""


def answer(ui: Screen, found: Answer, example: Example | None, query: str) -> None:
    """Draw the answer, with downloads and citation; no rows is an answer too."""
    shown = ui.graph.masked(found, example.source) if example else found
    view = _bar(ui, shown) if found.rows and found.boolean is None else ""
    if not view:
        told = "geenrijen" if found.boolean is None else "waar" if found.boolean else "onwaar"
        st.info(ui.t(f"werkbank.{told}"))
    _downloads(ui, found, shown)
    if view:
        _answer(ui, shown, view, example.heads if example else {})
    _cite(ui, example.question if example else "", query)


def _bar(ui: Screen, found: Answer) -> str:
    """Draw how many rows there are and the choice of a view; give that view."""
    views = [TABLE, *(["grafiek"] if charting.bars(found) else []), *(["graaf"] if charting.net(found) else [])]
    with st.container(horizontal=True, vertical_alignment="center", key="dww-balk"):
        count = escape(ui.n("werkbank.rijen", len(found.rows)))
        st.html(f'<p class="dww-count" role="status">{count}</p>', width="stretch")
        return choose(ui, "beeld", views, "werkbank.beeld") if len(views) > 1 else TABLE


def _answer(ui: Screen, found: Answer, view: str, heads: Mapping[str, str]) -> None:
    if view == "grafiek" and (bars := charting.bars(found)):
        charts.bars(ui, bars, heads)
    if view == "graaf" and (net := charting.net(found)):
        charts.net(ui, net)
    _table(ui, found, heads)


def _table(ui: Screen, found: Answer, heads: Mapping[str, str]) -> None:
    origins = ["; ".join(map(str, each)) for each in found.origins] or [""] * len(found.rows)
    shown = zip(found.rows[:SHOWN], origins, strict=False)
    rows = ([*(_cell(ui, found, node) for node in row), escape(origin)] for row, origin in shown)
    named = [*(heads.get(name, name) for name in found.columns), ui.t("kolom.herkomst")]
    st.html(table(ui.t("werkbank.alt"), named, rows))
    if len(found.rows) > SHOWN:
        st.html(f'<p class="dww-soft">{escape(ui.t("werkbank.ingekort", getoond=SHOWN, alle=len(found.rows)))}</p>')


def _cell(ui: Screen, found: Answer, node: Node | None) -> str:
    words = found.text(node)
    if isinstance(node, Literal) and node.datatype == f"{XSD}boolean":
        return escape(ui.t("ja" if is_true(node) else "nee"))
    if not isinstance(node, Iri) or kind_of(node.value) == "overig":
        return escape(words)
    thing = Thing(node.value, words)
    return own_address(ui, "kaart" if thing.kind == "handelingskennis" else "begrip", thing.ref, words)


def _downloads(ui: Screen, found: Answer, shown: Answer) -> None:
    files: dict[str, tuple[Callable[[], str | bytes], str, str]] = {
        "leesbaar": (shown.to_csv, "csv", CSV),
        "json": (shown.to_json, "json", "application/json"),
        "turtle": (shown.to_turtle, "ttl", "text/turtle"),
    }
    if not found.triples:
        files = {"csv": (lambda: bare_csv(found), "csv", CSV), **files}
    with st.container(horizontal=True, key="dwwdownloads"):
        for name, (data, end, mime) in files.items():
            key = f"download-{name}"
            file = f"antwoord{'-leesbaar' if name == 'leesbaar' else ''}.{end}"
            st.download_button(ui.t(f"werkbank.{name}"), data, file, mime, key=key, on_click="ignore", icon=":material/download:")


def bare_csv(found: Answer) -> bytes:
    """Give the answer as ``/sparql`` gives it to who asks for ``text/csv``."""
    rows = Result("select", found.columns, found.rows)
    return write_results(rows if found.boolean is None else Result("ask", boolean=found.boolean), CSV)


def _cite(ui: Screen, question: str, query: str) -> None:
    about = ui.graph.generation
    with st.expander(ui.t("werkbank.citeer"), icon=":material/format_quote:"):
        words = ui.t(
            "werkbank.citaat",
            generatie=f"{about.number:04d}",
            datum=about.built[:10],
            ring=about.ring,
            hash=about.sha256,
            vraag=question or f"{ui.t('werkbank.eigen')}.",
            adres=url_state.address(),
        )
        st.code(f"{words}\n\n{query}", language=None, wrap_lines=True)
        st.html(f'<p class="dww-soft">{escape(ui.t("werkbank.eindpunt"))}</p>')
