"""The frame of a page: heading, tab title, links inside the site, messages and foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from html import escape
from urllib.parse import quote_plus

import streamlit as st

from dww_graph.errors import DwwError
from dww_graph.explorer import url_state
from dww_graph.explorer.components import built_in, html
from dww_graph.explorer.i18n import LANGUAGES, Lang, translate
from dww_graph.explorer.palette import SHAPES, kind_mark
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.things import Thing, turtle


def heading(ui: Screen, title: str, lead: str = "", kind: str = "", extra: str = "") -> None:
    """Draw the only h1 of a page and name the browser tab after it."""
    st.set_page_config(page_title=f"{title} · {ui.t('product')}")
    if kind:
        word = ui.t(f"soort.{kind}")
        st.html(f'<p class="dww-kind dww-k-{kind}">{html.icon(kind_mark(kind).icon)}{escape(word)}{extra}</p>')
    st.title(title, anchor=False)
    if lead:
        st.html(f'<p class="dww-lead">{escape(lead)}</p>')


def language_switch(ui_lang: str) -> None:
    """Draw the choice between Dutch and English; the address keeps everything else."""
    url_state.follow("taalkeuze", ui_lang)
    lang: Lang = "en" if ui_lang == "en" else "nl"
    with st.container(key="dwwtop", horizontal=True, horizontal_alignment="right"):
        st.segmented_control(
            translate(lang, "taal"),
            LANGUAGES,
            key="taalkeuze",
            required=True,
            format_func=lambda code: translate(lang, f"taal.{code}"),
            on_change=url_state.set_language,
            label_visibility="collapsed",
        )
    built_in.translated(lang)


def link(
    ui: Screen,
    page: str,
    label: str,
    key: str,
    icon: str = "",
    title: bool = False,
    params: Mapping[str, str | Iterable[str]] | None = None,
) -> None:
    """Draw a link that stays in this tab and session; long labels wrap."""
    with st.container(key=f"dwwlink{'title' if title else ''}-{key}", width="content"):
        st.page_link(
            ui.pages[page],
            label=escape_markdown(label),
            icon=icon,
            help="",
            query_params=url_state.link_params(ui.lang, params or {}),
        )


def thing_link(ui: Screen, thing: Thing, key: str, label: str = "", title: bool = False) -> None:
    """Draw a link to the page of a thing: a card has its own page, everything else the concept page."""
    page = "kaart" if thing.kind == "handelingskennis" else "begrip"
    icon = "" if title else kind_mark(thing.kind).material
    link(ui, page, label or thing.label, f"{key}-{thing.ref.replace('/', '-')}", icon, title, {"id": thing.ref})


def hands_link(ui: Screen, element: str) -> None:
    """Draw the link to three different examples of an element (its key)."""
    link(ui, "handen", ui.t("leren.handen"), "handen", ":material/front_hand:", params={"element": element})


def escape_markdown(label: str) -> str:
    """Keep a text from being read as Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_[]$:~<>#" else char for char in label)


def not_found(ui: Screen, ref: str) -> None:
    """Tell that an address leads nowhere, and show the way back."""
    heading(ui, ui.t("nietgevonden.titel"))
    st.info(ui.t("nietgevonden.uitleg", id=escape_markdown(ref[:80])) if ref else ui.t("nietgevonden.leeg"))
    link(ui, "kennis", ui.t("nietgevonden.weg"), "weg", ":material/style:")
    link(ui, "zoek", ui.t("nietgevonden.zoek"), "zoek", ":material/search:")


def outward(label: str, address: str, note: str) -> str:
    """Give a link to another document as HTML; it opens a new tab and says so."""
    return (
        f'<a class="dww-new" href="{escape(address)}" target="_blank" rel="noopener">{escape(label)}'
        f'<span class="dww-sr"> {escape(note)}</span></a>'
    )


def own_address(ui: Screen, page: str, ref: str, label: str) -> str:
    """Give a link to a page of this site as HTML, for use in a table; the address holds all state, so nothing is lost."""
    language = "" if ui.lang == "nl" else f"&lang={ui.lang}"
    return f'<a href="/{page}?id={quote_plus(ref, safe="/")}{language}" class="dww-within">{escape(label)}</a>'


def document_links(ui: Screen, thing: Thing) -> None:
    """Draw the link to the printable page of a thing and the download of its data."""
    language = "" if ui.lang == "nl" else f"?lang={quote_plus(ui.lang)}"
    printed = outward(ui.t("kaart.document"), f"/doc/{thing.ref}{language}", ui.t("opent.nieuw"))
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f'<p class="dww-outward">{html.icon("print")}{printed}</p>', width="content")
        if thing.kind in SHAPES:
            link(ui, "graaf", ui.t("graaf.in"), "graaf", ":material/hub:", params={"focus": thing.ref})
        st.download_button(
            ui.t("kaart.turtle"),
            partial(turtle, ui.graph, thing.iri),
            f"{thing.key}.ttl",
            "text/turtle",
            key="turtle",
            type="tertiary",
            on_click="ignore",
            icon=":material/data_object:",
        )


def print_button(ui: Screen) -> None:
    """Draw the button that prints this page; frame.js listens to it."""
    st.html(f'<button type="button" class="dww-print">{html.icon("print")}{escape(ui.t("afdrukken"))}</button>', width="content")


def foot(ui: Screen) -> None:
    """Draw the state of the data, what is invented, and the licences; on every page, and on paper its address and the day."""
    about = ui.graph.generation
    state = ui.t("voet.stand", nummer=f"{about.number:04d}", datum=about.built[:10])
    parts = (state, ui.t("voet.ring"), ui.t("voet.illustratief"), ui.t("voet.licentie"))
    st.space("medium")
    here = ui.t("voet.adres", adres=url_state.address(), dag=datetime.now(UTC).date().isoformat())
    st.html(f'<div class="dww-foot">{" ".join(map(escape, parts))}<p class="dww-printed">{escape(here)}</p></div>')


def unavailable(lang: Lang, problem: DwwError) -> None:
    """Tell in plain words that the graph cannot be opened, and what to do; never a trace."""
    st.title(translate(lang, "fout.titel"), anchor=False)
    st.warning(translate(lang, "fout.uitleg", opdracht="`dww build`"), icon=":material/cloud_off:")
    st.markdown(escape_markdown(problem.tell(lang)))
