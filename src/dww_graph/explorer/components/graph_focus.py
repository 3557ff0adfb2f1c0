"""One thing and what is tied to it: the picture, what is chosen in it, what was left out, and the same as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import graph_parts as parts
from dww_graph.explorer.components import graph_view
from dww_graph.explorer.components.graph_start import choose_focus
from dww_graph.explorer.components.page import escape_markdown, link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.neighbourhood import MOST, Ties, View, look
from dww_graph.explorer.viewmodels.picture import kinds_asked, of_view
from dww_graph.explorer.viewmodels.things import Thing, from_ref


def around(ui: Screen, ref: str) -> None:
    """Draw what is around a thing of the address."""
    opened = [from_ref(each) for each in st.query_params.get_all("uit")]
    view = look(ui.graph, from_ref(ref), ui.cards(), opened, kinds_asked(st.query_params.get_all("soort")))
    parts.another_question(ui)
    if view is None:
        st.info(escape_markdown(ui.t("graaf.onbekend", naam=ref[:80])), icon=":material/help:")
        choose_focus(ui, None)
        return
    choose_focus(ui, view.focus)
    if len(view.nodes) == 1 and not view.asked:
        st.info(escape_markdown(ui.t("graaf.alleen", naam=view.focus.label)), icon=":material/hub:")
        parts.thing_panel(ui, view.focus)
        return
    _drawn(ui, view)


def _drawn(ui: Screen, view: View) -> None:
    ties = Ties(view.ties, {node.iri: node.label for node in view.nodes})
    chosen = view.named(from_ref(url_state.one("kies")))
    tie = view.tie(url_state.one("rand"))
    st.html(f'<p class="dww-soft">{escape(ui.t("graaf.uitleg"))}</p>')
    with st.container():
        _left_out(ui, view)
    left, right = st.columns([3, 1.2], gap="medium")
    with left:
        numbers = {kind: number(ui, kind, things) for kind, things in view.kinds.items()}
        picture = of_view(view, numbers, ui.t, chosen.ref if chosen else "", tie.key if tie else "")
        graph_view.draw(ui, picture, "graaf")
        parts.warnings(ui, view.nodes, ties)
    with right:
        if tie is not None:
            parts.tie_panel(ui, tie, ties)
        else:
            thing = chosen or view.focus
            parts.thing_panel(ui, thing)
            _actions(ui, view, thing)
    parts.tables(ui, view.nodes, ties)


def number(ui: Screen, kind: str, things: Sequence[str]) -> str:
    """Give how many there are of a kind, as a reader may see it: a few real cards are not told apart."""
    if kind != "handelingskennis":
        return str(len(things))
    return ui.cards().among(things).number


def _listed(ui: Screen, groups: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(f"{ui.t(f'soort.{kind}')} ({number(ui, kind, things)})" for kind, things in groups.items())


def _left_out(ui: Screen, view: View) -> None:
    """Tell in words what is around but not in the picture; in a box of its own, so that the picture below keeps its place."""
    hidden = {kind: things for kind, things in view.kinds.items() if view.asked and kind not in view.asked}
    if view.missing:
        st.info(ui.t("graaf.nietgetekend", meest=MOST, wat=_listed(ui, view.missing)), icon=":material/filter_list:")
    if hidden:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="dww-soft">{escape(ui.t("graaf.verborgen", wat=_listed(ui, hidden)))}</p>', width="content")
            st.button(ui.t("graaf.toonalles"), key="graaf-alles", type="tertiary", on_click=url_state.put, args=("soort",))


def _actions(ui: Screen, view: View, thing: Thing) -> None:
    if thing.iri == view.focus.iri:
        return
    word = "graaf.klapin" if thing.iri in view.opened else "graaf.klapuit"
    st.button(ui.t(word), key="graaf-klap", icon=":material/hub:", on_click=_flip, args=(thing.ref,))
    link(ui, "graaf", ui.t("graaf.midden"), "graaf-midden", ":material/center_focus_strong:", params={"focus": thing.ref})


def _flip(ref: str) -> None:
    """Expand a thing, or fold it up again (callback)."""
    now = st.query_params.get_all("uit")
    url_state.put("uit", *(each for each in now if each != ref), *([] if ref in now else [ref]))
