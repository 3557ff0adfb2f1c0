"""The exact words, one click away: every field as it was given, the passages behind it, and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer.components import html
from dww_graph.explorer.components.page import own_address
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.card import CardDetail
from dww_graph.explorer.viewmodels.concept import ConceptDetail
from dww_graph.explorer.viewmodels.evidence import definition
from dww_graph.explorer.viewmodels.words import Passage, Said, load_fields, load_passages, load_wording

WORDED: Final = ("bevinding", "aanbeveling", "claim", "zoekverslag", "kandidaat")
"""Kinds of things whose words can be read as they stand."""


def of_card(ui: Screen, detail: CardDetail) -> None:
    """Draw the words of the professional behind one click, with file and place, ring and consent, and the passages."""
    with st.expander(ui.t("woorden.kop"), icon=":material/format_quote:"):
        fields = _fields(ui, load_fields(ui.graph, detail.iri, detail.title))
        st.html(f'<p class="dww-soft">{escape(ui.t("woorden.zin"))}</p>{fields}')
        st.html(html.pairs(_origin(ui, detail)))
        st.html(_passages(ui, load_passages(ui.graph, detail.iri), ui.t("woorden.passages.geen"), "h3"))


def of_thing(ui: Screen, detail: ConceptDetail) -> tuple[str, ...]:
    """Draw the words of a finding, recommendation, claim or candidate and where they stand; nothing for other things.

    Gives the questions of the screens that it found an answer to.
    """
    if detail.thing.kind not in WORDED:
        return ()
    told, passages = load_wording(ui.graph, detail.thing.iri), load_passages(ui.graph, detail.thing.iri)
    with st.expander(ui.t("woorden.bron.kop" if passages else "woorden.bron.waar"), icon=":material/format_quote:"):
        st.html(f'<p class="dww-soft">{escape(ui.t("woorden.bron.zin"))}</p>{_fields(ui, told.texts)}')
        source = told.source and own_address(ui, "begrip", told.source.ref, told.source.label)
        pages = ui.t("woorden.bladzijden", bladzijden=told.pages) if told.pages else ""
        where = "<br>".join(part for part in (source, escape(pages)) if part)
        facts = html.pairs([(ui.t("woorden.cijfers"), escape("; ".join(told.figures))), (ui.t("woorden.bron"), where)])
        st.html(facts + _passages(ui, passages, ui.t("woorden.bron.geen"), "h2"))
    return ("passages",) if passages else ()


def _fields(ui: Screen, fields: Sequence[Said]) -> str:
    named = Counter(said.name for said in fields)
    return html.pairs([
        (f"{said.name} ({said.lang})" if named[said.name] > 1 else said.name, _exact(said.text, said.lang) + _composed(ui, said))
        for said in fields
    ])


def _exact(words: str, lang: str) -> str:
    spoken = f' lang="{escape(lang)}"' if lang else ""
    return f'<p class="dww-exact"{spoken}>{escape(words)}</p>'


def _composed(ui: Screen, said: Said) -> str:
    return html.row([html.plain_badge("smart_toy", ui.t("merk.samengesteld"))]) if said.composed else ""


def _origin(ui: Screen, detail: CardDetail) -> list[tuple[str, str]]:
    place = ui.t("kaart.herkomst.zin", bestand=detail.file, vindplaats=detail.place) if detail.file else ""
    rings = detail.named("dww:zichtbaarheidVan")
    consent = ui.t("woorden.verzonnen" if detail.illustrative else "woorden.toestemming.zin")
    return [
        (ui.t("woorden.herkomst"), escape(place)),
        (ui.t("woorden.ring"), "<br>".join(escape(_ring(ui, ring.iri, ring.label)) for ring in rings)),
        (ui.t("woorden.toestemming"), escape(consent)),
    ]


def _ring(ui: Screen, iri: str, label: str) -> str:
    return f"{label}: {definition(ui.graph, iri)}"


def _passages(ui: Screen, passages: Sequence[Passage], none: str, level: str) -> str:
    """Give the passages under a heading that skips no level of its page."""
    title = f"<{level}>{escape(ui.t('woorden.passages'))}</{level}>"
    if not passages:
        return f'<section class="dww-reasons">{title}<p class="dww-soft">{escape(none)}</p></section>'
    return f'<section class="dww-reasons">{title}{"".join(_passage(ui, each) for each in passages)}</section>'


def _passage(ui: Screen, passage: Passage) -> str:
    told = [own_address(ui, "begrip", passage.source.ref, passage.source.label)] if passage.source else []
    told += [escape(ui.t("woorden.bladzijden", bladzijden=passage.pages))] if passage.pages else []
    told += [escape(ui.t("woorden.tekens", begin=passage.start, eind=passage.end))] if passage.end else []
    told += [escape(passage.place)] if passage.place else []
    mark = html.row([html.plain_badge("edit_note", ui.t("merk.bewerkt"))]) if passage.edited else ""
    quote = f'<blockquote class="dww-exact" lang="nl">{escape(passage.words)}</blockquote>'
    return f'<figure class="dww-passage">{quote}<figcaption>{" · ".join(told)}</figcaption>{mark}</figure>'
