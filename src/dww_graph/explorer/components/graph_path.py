"""How two things are connected: the ways, each statement told in a sentence, and the picture and tables of the same."""

from __future__ import annotations

from html import escape

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import graph_parts as parts
from dww_graph.explorer.components import graph_view
from dww_graph.explorer.components.graph_start import choose
from dww_graph.explorer.components.page import escape_markdown
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.neighbourhood import Ties
from dww_graph.explorer.viewmodels.paths import Route, routes
from dww_graph.explorer.viewmodels.picture import of_route
from dww_graph.explorer.viewmodels.things import Thing, from_ref


def between(ui: Screen, start: str, end: str) -> None:
    """Draw the choice of two things of the address, and the ways between them."""
    parts.another_question(ui)
    left, right = st.columns(2)
    with left:
        first = _end(ui, "van", start)
    with right:
        last = _end(ui, "naar", end)
    if first is None or last is None:
        st.info(ui.t("graaf.pad.kies"), icon=":material/conversion_path:")
    elif first == last:
        st.info(ui.t("graaf.pad.zelfde"), icon=":material/conversion_path:")
    else:
        _ways(ui, first, last)


def _end(ui: Screen, name: str, ref: str) -> Thing | None:
    """Draw the choice of one end, and tell when the address names something that is not there."""
    subject = from_ref(ref)
    known = Thing(subject, ui.graph.label(subject)) if subject and ui.graph.about(subject) else None
    choose(ui, name, ui.t(f"graaf.kies.{name}"), known, ("kies", "rand"))
    if ref and known is None:
        st.info(escape_markdown(ui.t("graaf.onbekend", naam=ref[:80])), icon=":material/help:")
    return known


def _ways(ui: Screen, start: Thing, end: Thing) -> None:
    with st.spinner(ui.t("graaf.pad.bezig")):
        found, more = routes(ui.whole(), start.iri, end.iri)
    if not found:
        st.info(escape_markdown(ui.t("graaf.pad.geen", van=start.label, naar=end.label)), icon=":material/conversion_path:")
        return
    _told(ui, found, more)


def _told(ui: Screen, found: tuple[Route, ...], more: bool) -> None:
    """Draw the ways: beside each other the statements and what is chosen, below them the picture and the tables."""
    things = tuple(dict.fromkeys(item for route in found for item in route.things))
    named = {item.iri: item.label for item in things}
    ties = Ties(tuple(dict.fromkeys(tie for route in found for tie in route.ties)), named)
    tie = next((each for each in ties.ties if each.key == url_state.one("rand")), None)
    chosen = next((item for item in things if item.ref == url_state.one("kies")), None)
    left, right = st.columns([3, 1.2], gap="medium")
    with left:
        _steps(ui, found, ties, more)
    with right:
        if tie is not None:
            parts.tie_panel(ui, tie, ties)
        elif chosen is not None:
            parts.thing_panel(ui, chosen)
    graph_view.draw(ui, of_route(found, ui.t, chosen.ref if chosen else "", tie.key if tie else ""), "graafpad")
    parts.warnings(ui, things, ties)
    parts.tables(ui, things, ties)


def _steps(ui: Screen, found: tuple[Route, ...], ties: Ties, more: bool) -> None:
    """Tell each statement of each way, in order, with the way to what it rests on."""
    st.html(f'<p class="dww-count" role="status">{escape(ui.n("graaf.pad.stappen", len(found[0].ties)))}</p>')
    for number, route in enumerate(found, 1):
        if len(found) > 1:
            st.header(ui.t("graaf.pad.weg", n=number), anchor=False)
        said = "".join(f"<li>{parts.told(ui, tie, ties, evidence=True)}{parts.open_mark(ui, tie)}</li>" for tie in route.ties)
        st.html(f'<ol class="dww-steps">{said}</ol>')
    if more:
        st.html(f'<p class="dww-soft">{escape(ui.t("graaf.pad.meer"))}</p>')
