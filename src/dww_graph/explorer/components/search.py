"""The search box, what it finds a kind at a time, and "bedoelde u" for a typing error or a word we avoid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import html
from dww_graph.explorer.components.cards import nature
from dww_graph.explorer.components.page import escape_markdown, link, thing_link
from dww_graph.explorer.palette import kind_mark
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.search import ALL, FEW, ORDER, OTHER, Section, sections
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.search import CARD

LONGEST: Final = 80
GO: Final = "zoek_ga"
CONCEPTS: Final = ("element", "situatie", "clienttype", "context")


def words() -> str:
    """Give the words of the address."""
    return url_state.one("q").strip()[:LONGEST]


def box(ui: Screen) -> None:
    """Draw the search box of the search page; the address holds the words."""
    url_state.follow("zoekwoorden", words())
    _input(ui, "zoekwoorden", _ask)


def door(ui: Screen) -> None:
    """Draw the search box of another page; it leads to the search page."""
    _input(ui, "zoekdeur", _go)
    if st.session_state.pop(GO, False):
        params = url_state.link_params(ui.lang, {"q": str(st.session_state["zoekdeur"]).strip()[:LONGEST]})
        st.switch_page(ui.pages["zoek"], query_params=params)


def _input(ui: Screen, key: str, ask: Callable[[], None]) -> None:
    st.text_input(ui.t("zoek.vak"), key=key, type="search", placeholder=ui.t("zoek.tip"), on_change=ask)


def _ask() -> None:
    url_state.put("soort")
    url_state.put_widget("q", "zoekwoorden")


def _go() -> None:
    st.session_state[GO] = True


def empty(ui: Screen) -> None:
    """Tell what is searched, before any word is given."""
    st.html(f'<p class="dww-soft">{escape(ui.t("zoek.leeg"))}</p>')


def results(ui: Screen, asked: str) -> None:
    """Draw what the words find, or what is missing and the way out."""
    only = _only()
    shown, instead = _found(ui, asked, only)
    meant(ui, instead, "zoek", {})
    if not shown:
        _missing(ui, ui.t("zoek.niets", woorden=asked), quiet=bool(instead))
    _cards_under(ui, asked, [thing for section in shown for thing in section.things])
    grid = st.grid(1 if only else 2, min_column_width=320)
    for section in shown:
        with grid.container(key=f"dww-soort-{section.kind}", gap="small"):
            _section(ui, section, asked, only)
    if only:
        link(ui, "zoek", ui.t("zoek.allesoorten"), "zoek-soorten", ":material/arrow_back:", params={"q": asked})


def shown_iris(ui: Screen) -> tuple[str, ...]:
    """Give the IRIs of what the page shows for the words and the kind of the address."""
    asked = words()
    shown = _found(ui, asked, _only())[0] if asked else ()
    return tuple(thing.iri for section in shown for thing in section.things)


def _only() -> str:
    """Give the one kind that is asked for, "" for all."""
    only = url_state.one("soort")
    return only if only in (*ORDER, OTHER) else ""


def _found(ui: Screen, asked: str, only: str) -> tuple[tuple[Section, ...], Sequence[str]]:
    """Give what the words find, and other words that they may stand for."""
    limit = ALL if only else FEW
    found = ui.graph.find(asked, limit)
    return sections(found.groups, limit, only), found.meant


def _missing(ui: Screen, told: str, quiet: bool) -> None:
    """Tell that nothing holds the words, more softly when there is a suggestion above, and show the way out."""
    if quiet:
        st.html(f'<p class="dww-soft">{escape(told)}</p>')
    else:
        st.info(escape_markdown(told), icon=":material/search_off:")
    link(ui, "kennis", ui.t("kennis.nul.alles"), "zoek-alles", ":material/arrow_forward:")


def _cards_under(ui: Screen, asked: str, things: Iterable[Thing]) -> None:
    """Draw the ways to a concept that is called what was asked, and to all cards under it; those need not hold the words."""
    named = [thing for thing in things if thing.kind in CONCEPTS and thing.label.casefold() == asked.casefold()]
    for thing in named:
        if held := ui.cards().under(thing.kind, thing.key):
            label = ui.t("zoek.onder", aantal=ui.amount(held), naam=thing.label)
            key = f"zoek-onder-{thing.kind}-{thing.key}"
            link(ui, "kennis", label, key, kind_mark("handelingskennis").material, params={thing.kind: (thing.key,)})
        thing_link(ui, thing, "zoek-over", ui.t("zoek.over", naam=thing.label))


def _section(ui: Screen, section: Section, asked: str, only: str) -> None:
    name = f"{html.icon(kind_mark(section.kind).icon)}{escape(ui.t(f'zoek.soort.{section.kind}'))}"
    st.html(f'<h2 class="dww-hits dww-k-{section.kind}">{name}<small>{escape(section.number)}</small></h2>')
    for thing in section.things:
        thing_link(ui, thing, f"zoek-{section.kind}")
        row = ui.cards().find(thing.iri) if section.kind == CARD else None
        if row is not None and (marks := nature(ui, row)):
            st.html(html.row(marks))
    if section.kind == CARD:
        link(ui, "kennis", ui.t("zoek.kaarten"), "zoek-kaarten", ":material/filter_alt:", params={"q": asked})
    elif section.more and not only:
        params = {"q": asked, "soort": section.kind}
        link(ui, "zoek", ui.t("zoek.meer", n=section.number), f"zoek-meer-{section.kind}", ":material/more_horiz:", params=params)


def meant(ui: Screen, instead: Sequence[str], page: str, kept: Mapping[str, str | Iterable[str]]) -> None:
    """Draw other words that do find something, as links that keep everything else; nothing when there are none."""
    if not instead:
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="dww-bedoelde"):
        st.html(f'<p class="dww-soft" role="status">{escape(ui.t("zoek.bedoelde"))}</p>', width="content")
        for place, each in enumerate(instead):
            link(ui, page, each, f"bedoelde-{place}", "", params={**kept, "q": each})
