"""The facets in the side bar, and the chosen filters above the result."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components.choice import tick
from dww_graph.explorer.components.page import escape_markdown, hands_link
from dww_graph.explorer.components.search import words
from dww_graph.explorer.palette import kind_mark
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.facets import FACETS, FacetValue, Selection, facet_values

FIRST: Final = 7
"""Number of values of a facet that are visible before the reader asks for all."""
OPEN: Final = ("element", "situatie")
ICONS: Final = {
    "bewijs": ":material/balance:", "methode": ":material/mic:",
    "trede": ":material/stairs:", "jaar": ":material/calendar_month:",
}


def selection(ui: Screen) -> Selection:
    """Read what is chosen from the address."""
    asked = words()
    return Selection(asked, {facet: url_state.keys(facet) for facet in FACETS}, ui.holding(asked))


def remember() -> None:
    """Keep what is chosen for the way back from a card."""
    url_state.remember("q", "weergave", "pagina", "vergelijk", *FACETS)


def side_bar(ui: Screen, chosen: Selection) -> None:
    """Draw the search box and every facet with its counts."""
    with st.sidebar:
        url_state.follow("zoekwoord", chosen.word)
        st.text_input(
            ui.t("kennis.zoek"),
            key="zoekwoord",
            type="search",
            placeholder=ui.t("kennis.zoek.tip"),
            on_change=url_state.put_widget,
            args=("q", "zoekwoord"),
        )
        for facet in FACETS:
            _facet(ui, facet, facet_values(ui.cards(), chosen, facet, ui.labels(facet)))


def _facet(ui: Screen, facet: str, values: tuple[FacetValue, ...]) -> None:
    number = sum(value.chosen for value in values)
    title = ui.t(f"facet.{facet}") + (f" ({number})" if number else "")
    icon = ICONS.get(facet) or kind_mark(facet).material
    with st.expander(title, expanded=facet in OPEN or number > 0, icon=icon, key=f"facet-{facet}"):
        top = [value for at, value in enumerate(values) if at < FIRST or value.chosen]
        everything = bool(st.session_state.get(f"alles-{facet}"))
        for value in values if everything else top:
            _value(facet, value)
        if len(values) > len(top):
            st.toggle(ui.t("kennis.meer", n=len(values)), key=f"alles-{facet}")


def _value(facet: str, value: FacetValue) -> None:
    label = f"{escape_markdown(value.label)} ({escape_markdown(value.shown)})"
    tick(label, f"facet-{facet}-{value.key}", value.chosen, url_state.toggle, facet, value.key)


def active_filters(ui: Screen, chosen: Selection) -> None:
    """Draw each chosen filter as a button that removes it, and one button that removes all."""
    if not chosen.active:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="dww-actief"):
        for facet, key in chosen.active:
            st.button(
                escape_markdown(filter_label(ui, facet, key)),
                key=f"weg-{facet}-{key}",
                icon=":material/close:",
                help=ui.t("kennis.wis.een", naam=escape_markdown(filter_label(ui, facet, key))),
                on_click=_drop,
                args=(facet, key),
            )
        st.button(
            ui.t("kennis.wis"),
            key="wis-alles",
            icon=":material/filter_alt_off:",
            type="tertiary",
            on_click=url_state.clear,
            args=(("q", *FACETS),),
        )


def hands(ui: Screen, chosen: Selection) -> None:
    """Draw the way to three different examples of the one element that is chosen."""
    elements = chosen.chosen.get("element", ())
    if len(elements) == 1:
        hands_link(ui, elements[0])


def filter_label(ui: Screen, facet: str, key: str) -> str:
    """Give the readable name of a chosen filter; a search word is told from a concept of the same name."""
    return ui.t("kennis.woord", woord=key) if facet == "zoek" else ui.labels(facet).get(key, key)


def _drop(facet: str, key: str) -> None:
    if facet == "zoek":
        url_state.clear(("q",))
    else:
        url_state.toggle(facet, key)
