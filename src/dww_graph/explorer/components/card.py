"""The parts of a card's own page around the sentence and the strands."""

from __future__ import annotations

from html import escape

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import exact_words, html
from dww_graph.explorer.components.cards import boundary, card_grid, sentence, status_marks, whole_sentence
from dww_graph.explorer.components.page import document_links, heading, link, thing_link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.card import CardDetail
from dww_graph.explorer.viewmodels.cards import CONFIRMED
from dww_graph.explorer.viewmodels.things import Thing


def head(ui: Screen, detail: CardDetail) -> None:
    """Draw the way back, the title, and the marks a reader must see first."""
    link(ui, "kennis", ui.t("kaart.terug"), "terug", ":material/arrow_back:", params=url_state.way_back())
    heading(ui, detail.title, kind="handelingskennis", extra=f" {escape(detail.code)}")
    note = f'<p class="dww-soft">{escape(ui.t("illustratief.uitleg"))}</p>' if detail.illustrative else ""
    st.html(f"{html.row(status_marks(ui, detail))}{note}")


def hero(ui: Screen, detail: CardDetail) -> None:
    """Draw when not to do it, then the sentence; beside it what it takes and who tells it."""
    left, right = st.columns([8, 5], gap="large")
    with left:
        boundary(ui, detail)
        sentence(ui, detail)
        exact_words.of_card(ui, detail)
    with right:
        conditions(ui, detail)
        st.html(html.pairs(_facts(ui, detail)))


def conditions(ui: Screen, detail: CardDetail) -> None:
    """Draw what it takes and what often goes wrong."""
    parts = [(ui.t("kaart.voorwaarden"), detail.condition), (ui.t("kaart.misgaat"), detail.critical)]
    for title, words in parts:
        if words:
            st.html(f'<section class="dww-aside"><h2>{escape(title)}</h2><p lang="nl">{escape(words)}</p></section>')


def about(ui: Screen, detail: CardDetail) -> None:
    """Draw the concepts to read on about, how to cite, and the ways to paper and data."""
    _read_on(ui, detail)
    _cite(ui, detail)
    document_links(ui, Thing(detail.iri, detail.title))


def _facts(ui: Screen, detail: CardDetail) -> list[tuple[str, str]]:
    place = ui.t("kaart.herkomst.zin", bestand=detail.file, vindplaats=detail.place) if detail.file else ""
    facts = [
        (ui.t("kaart.profiel"), _profile(detail)),
        (ui.t("facet.context"), _names(detail, "dww:inContext")),
        (ui.t("kaart.methode"), _names(detail, "dww:metMethode")),
        (ui.t("kaart.geleerd"), _learned(detail)),
        (ui.t("kaart.mechanisme"), _names(detail, "dww:verwachtMechanisme")),
        (ui.t("kaart.sterkte"), _names(detail, "dww:staatOpTrede")),
        (ui.t("kaart.datum"), detail.date),
        (ui.t("kaart.herkomst"), place),
    ]
    return [(name, escape(value)) for name, value in facts]


def _names(detail: CardDetail, prop: str) -> str:
    return ", ".join(thing.label for thing in detail.named(prop))


def _profile(detail: CardDetail) -> str:
    parts = (_names(detail, "dww:heeftBeroep"), _names(detail, "dww:heeftErvaring"))
    return ", ".join(part for part in parts if part)


def _learned(detail: CardDetail) -> str:
    how = f"({detail.learned})" if detail.learned else ""
    tool = detail.instrument.label if detail.instrument else ""
    return " ".join(part for part in (_names(detail, "dww:metInteractievorm"), tool, how) if part)


def _read_on(ui: Screen, detail: CardDetail) -> None:
    st.header(ui.t("kaart.leesverder"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        for prop in ("dww:geeftVormAan", "dww:inBeroepssituatie", "dww:metClienttype"):
            for thing in detail.named(prop):
                thing_link(ui, thing, "lees")


def _cite(ui: Screen, detail: CardDetail) -> None:
    with st.expander(ui.t("kaart.citeer"), icon=":material/format_quote:"):
        number = f"{ui.graph.generation.number:04d}"
        words = ui.t("kaart.citaat", titel=detail.title, kenmerk=detail.code, generatie=number, iri=detail.iri)
        note = f" {ui.t('kaart.citaat.illustratief')}" if detail.illustrative else ""
        note += f" {ui.t('merk.concept')}." if detail.status != CONFIRMED else ""
        st.code(words + note, language=None, wrap_lines=True)
        st.code(whole_sentence(ui, detail), language=None, wrap_lines=True)


def related(ui: Screen, detail: CardDetail) -> None:
    """Draw the cards that share an element or situation."""
    st.header(ui.t("kaart.verwant"), anchor=False)
    lead = ui.t("kaart.verwant.zin" if detail.related else "kaart.verwant.leeg")
    st.html(f'<p class="dww-soft">{escape(lead)}</p>')
    if detail.related:
        card_grid(ui, detail.related, "verwant")
