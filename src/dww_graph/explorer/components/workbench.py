"""The parts of the SPARQL workbench."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.answer import Answer, Iri, Node
from dww_graph.explorer import url_state
from dww_graph.explorer.components.html import table
from dww_graph.explorer.components.page import escape_markdown, own_address
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.things import Thing, kind_of
from dww_graph.explorer.viewmodels.workbench import MAX_ADDRESS, Example, Problem, line_of

SHOWN: Final = 200
"""Rows shown on the screen; the download holds all of them."""
EDITOR: Final = "sparql"


def choose(ui: Screen, examples: Sequence[Example]) -> Example | None:
    """Draw the choice of an example; None stands for a question of one's own."""
    by_slug = {example.slug: example for example in examples}
    asked = url_state.one("vraag")
    own = bool(url_state.one("query"))
    now = asked if asked in by_slug else "" if own else examples[0].slug
    url_state.follow("voorbeeldkeuze", now)
    st.selectbox(
        ui.t("werkbank.voorbeeld"),
        ["", *by_slug],
        key="voorbeeldkeuze",
        format_func=lambda slug: by_slug[slug].question if slug in by_slug else ui.t("werkbank.eigen"),
        on_change=_choose,
    )
    return by_slug.get(now)


def explanation(example: Example) -> None:
    """Draw what an example question takes into account."""
    st.html(f'<p class="dww-soft">{escape(example.explanation)}</p>')


def _choose() -> None:
    url_state.put("query")
    url_state.put_widget("vraag", "voorbeeldkeuze")
    st.session_state.pop("sparql_van", None)


def editor(ui: Screen, example: Example | None) -> str:
    """Draw the editor and the button; the text survives a rerun, an error and a change of language."""
    origin = example.slug if example else ""
    if st.session_state.get("sparql_van") != origin or EDITOR not in st.session_state:
        st.session_state["sparql_van"] = origin
        st.session_state[EDITOR] = example.query if example else url_state.one("query")
    with st.form("werkbank", border=False, enter_to_submit=False):
        st.text_area(ui.t("werkbank.editor"), key=EDITOR, height=300)
        st.form_submit_button(ui.t("werkbank.stel"), icon=":material/play_arrow:", on_click=_ask)
    return str(st.session_state[EDITOR])


def _ask() -> None:
    """Put a query that is no longer the example into the address (callback)."""
    text = str(st.session_state.get(EDITOR, ""))
    if text != st.session_state.get("sparql_voorbeeld"):
        url_state.put("vraag")
        url_state.put("query", text if len(text) <= MAX_ADDRESS else "")
        st.session_state["sparql_van"] = ""


def problem(ui: Screen, found: Problem, query: str) -> None:
    """Tell what is wrong with a query: where, what, and what to do."""
    title = ui.t({"fout": "werkbank.fout", "tijd": "werkbank.tijd", "stuk": "fout.titel"}[found.kind])
    told = [ui.t("werkbank.fout.plek", regel=found.line, kolom=found.column)] if found.line else []
    told += [found.what, found.do, ui.t("werkbank.tijd.hulp" if found.kind == "tijd" else "werkbank.fout.hulp")]
    st.warning("  \n".join(escape_markdown(part) for part in told if part), title=title, icon=":material/edit_note:")
    if found.line:
        st.code(f"{line_of(query, found.line)}\n{' ' * max(found.column - 1, 0)}^ {found.expected}", language=None)


def answer(ui: Screen, found: Answer, example: Example | None) -> None:
    """Draw the answer as a table, with downloads and citation; no rows is an answer too."""
    if found.boolean is not None:
        st.info(ui.t("werkbank.waar" if found.boolean else "werkbank.onwaar"))
    elif not found.rows:
        st.info(ui.t("werkbank.geenrijen"))
    else:
        _table(ui, found, example.heads if example else {})
    _downloads(ui, found)
    _cite(ui, found, example.question if example else "")


def _table(ui: Screen, found: Answer, heads: Mapping[str, str]) -> None:
    st.html(f'<p class="dww-count" role="status">{escape(ui.n("werkbank.rijen", len(found.rows)))}</p>')
    origins = ["; ".join(map(str, each)) for each in found.origins] or [""] * len(found.rows)
    shown = zip(found.rows[:SHOWN], origins, strict=False)
    rows = ([*(_cell(ui, found, node) for node in row), escape(origin)] for row, origin in shown)
    named = [*(heads.get(name, name) for name in found.columns), ui.t("kolom.herkomst")]
    st.html(table(ui.t("werkbank.alt"), named, rows))
    if len(found.rows) > SHOWN:
        st.html(f'<p class="dww-soft">{escape(ui.t("werkbank.ingekort", getoond=SHOWN, alle=len(found.rows)))}</p>')


def _cell(ui: Screen, found: Answer, node: Node | None) -> str:
    words = found.text(node)
    if not isinstance(node, Iri) or kind_of(node.value) == "overig":
        return escape(words)
    thing = Thing(node.value, words)
    return own_address(ui, "kaart" if thing.kind == "handelingskennis" else "begrip", thing.ref, words)


def _downloads(ui: Screen, found: Answer) -> None:
    with st.container(horizontal=True):
        for name, data, mime in (("csv", found.to_csv, "text/csv"), ("json", found.to_json, "application/json")):
            st.download_button(
                ui.t(f"werkbank.{name}"),
                data,
                f"antwoord.{name}",
                mime,
                key=f"download-{name}",
                on_click="ignore",
                icon=":material/download:",
            )


def _cite(ui: Screen, found: Answer, question: str) -> None:
    with st.expander(ui.t("werkbank.citeer"), icon=":material/format_quote:"):
        about = ui.graph.generation
        words = ui.t(
            "werkbank.citaat",
            generatie=f"{about.number:04d}",
            datum=about.built[:10],
            ring=about.ring,
            vraag=question or ui.t("werkbank.eigen"),
        )
        st.code(f"{words}\n\n{found.citation.query}", language=None, wrap_lines=True)
        st.html(f'<p class="dww-soft">{escape(ui.t("werkbank.eindpunt"))}</p>')
