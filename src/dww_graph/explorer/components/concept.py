"""The parts of the concept page: an element, a situation, a source, a finding, a learning outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer.components import html
from dww_graph.explorer.components.cards import card_box, illustrative
from dww_graph.explorer.components.page import document_links, hands_link, heading, link, outward, own_address, thing_link
from dww_graph.explorer.palette import KINDS
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.concept import ConceptDetail, Finding
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.terms import ID

FACETS: Final = ("element", "situatie", "clienttype", "context")
WITH_OUTCOMES: Final = ("element", "situatie", "niveau")
FIRST: Final = 12
"""Number of cards that stand on the page; the list of cards holds them all."""
DOI: Final = re.compile(r"10\.\d{4,9}/\S+")
LADDER: Final = f"{ID}effectladder/"
TRUTH: Final = {"true": "ja", "false": "nee"}
TOPICS: Final = ("element", "situatie", "clienttype", "context", "bron")


def head(ui: Screen, detail: ConceptDetail) -> None:
    """Draw kind, name, definition and what it is also called."""
    kind = detail.thing.kind if detail.thing.kind in KINDS else "overig"
    title, extra = _title(ui, detail, kind)
    heading(ui, title, kind=kind, extra=escape(extra))
    words = detail.definition or (ui.t("begrip.geendefinitie") if kind in FACETS else "")
    body = [f'<p class="dww-lead">{escape(words)}</p>'] if words and words != detail.thing.label else []
    if detail.note:
        body.append(f'<p class="dww-soft">{escape(detail.note)}</p>')
    if detail.also:
        body.append(f'<p class="dww-soft">{escape(ui.t("begrip.ookwel", namen=", ".join(detail.also)))}</p>')
    if detail.provisional:
        body.append(html.row([html.plain_badge("hourglass_empty", ui.t("begrip.voorlopig"))]))
    if detail.verification:
        sure = "verified" if detail.verification == "geverifieerd" else "rule"
        body.append(html.row([html.plain_badge(sure, ui.t(f"verificatie.{detail.verification}"))]))
    marks = illustrative(ui, detail.illustrative)
    if detail.machine:
        marks.append(html.plain_badge("smart_toy", ui.t("merk.kandidaat" if kind == "overig" else "merk.machine")))
    body += [html.row(marks)] if marks else []
    if body:
        st.html("".join(body))


def _title(ui: Screen, detail: ConceptDetail, kind: str) -> tuple[str, str]:
    """Give the title of a page and what follows its kind above that.

    A sentence that was cut off is no title: the code is one, and the whole sentence follows. A step of the effect ladder is
    told by its name and not by its number.
    """
    if detail.thing.iri.startswith(LADDER):
        return detail.thing.label, f": {ui.t('facet.trede').lower()}"
    if detail.notation and detail.thing.label.endswith("…"):
        return f"{ui.t(f'soort.{kind}').capitalize()} {detail.notation}", ""
    return detail.thing.label, f" {detail.notation}" if detail.notation else ""


def place(ui: Screen, detail: ConceptDetail) -> None:
    """Draw what it belongs to, how it divides, and what is akin to it."""
    akin = tuple(thing for _, thing in detail.akin)
    for name, things in (("breder", detail.broader), ("smaller", detail.narrower), ("verwant", akin)):
        if things:
            with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"dwwrow-{name}"):
                st.html(f'<p class="dww-label">{escape(ui.t(f"begrip.{name}"))}</p>', width="content")
                for thing in things:
                    thing_link(ui, thing, name)


def strands(ui: Screen, detail: ConceptDetail) -> None:
    """Draw practice left and research right; an empty side is a gap and says so."""
    if detail.thing.kind not in TOPICS and not detail.cards and not detail.findings:
        return
    left, right = st.columns(2, gap="large")
    with left:
        _side(ui.t("begrip.kaarten"), "handelingskennis", "" if detail.cards else ui.t("begrip.kaarten.leeg"))
        if detail.cards:
            st.html(f'<p class="dww-soft">{escape(ui.amount(detail.cards))}</p>')
        for card in detail.cards[:FIRST]:
            with st.container(border=True, key=f"dwwbox-kaart-{card.thing.key}", gap="xsmall"):
                card_box(ui, card, "begrip", chips=False)
        if len(detail.cards) > FIRST:
            st.html(f'<p class="dww-soft">{escape(ui.t("begrip.eerste", n=FIRST))}</p>')
        if detail.cards and detail.thing.kind in FACETS:
            facet: dict[str, str | Iterable[str]] = {detail.thing.kind: (detail.thing.key,)}
            link(ui, "kennis", ui.t("begrip.allekaarten"), "filter", ":material/filter_alt:", params=facet)
        if len(detail.cards) > 1 and detail.thing.kind == "element":
            hands_link(ui, detail.thing.key)
    with right:
        _side(ui.t("begrip.bevindingen"), "bevinding", "" if detail.findings else ui.t("begrip.bevindingen.leeg"))
        for number, finding in enumerate(detail.findings):
            _finding(ui, finding, number, detail.thing)


def _side(title: str, kind: str, empty: str) -> None:
    note = f'<p class="dww-soft">{escape(empty)}</p>' if empty else ""
    st.html(f'<div class="dww-strand dww-k-{kind}"><h2>{escape(title)}</h2>{note}</div>')


def _finding(ui: Screen, finding: Finding, number: int, here: Thing) -> None:
    with st.container(border=True, key=f"dwwbox-bevinding-{number}", gap="xsmall"):
        thing_link(ui, finding.thing, f"bevinding{number}", f"{ui.t(f'soort.{finding.thing.kind}')} {finding.code}")
        marks = illustrative(ui, bool(finding.mark))
        st.html(f'{html.row(marks) if marks else ""}<p class="dww-link">{escape(finding.claim)}</p>')
        if finding.source and finding.source.iri != here.iri:
            thing_link(ui, finding.source, f"bev{number}", finding.source_title or finding.source.label)
        told = [finding.design] if finding.design else []
        told += [ui.t(f"verificatie.{finding.verification}")] if finding.verification else []
        st.html(f'<p class="dww-cite">{escape(" · ".join(told))}</p>')


def outcomes(ui: Screen, detail: ConceptDetail) -> None:
    """Draw the learning outcomes that address it."""
    if not detail.outcomes and detail.thing.kind not in WITH_OUTCOMES:
        return
    st.header(ui.t("begrip.uitkomsten"), anchor=False)
    if not detail.outcomes:
        st.html(f'<p class="dww-soft">{escape(ui.t("begrip.uitkomsten.leeg"))}</p>')
    for outcome in detail.outcomes:
        label = f"{outcome.code}  {outcome.claim}"
        level = " · ".join(part for part in (outcome.level, outcome.place, outcome.mark) if part)
        thing_link(ui, outcome.thing, "uitkomst", f"{label} ({level})" if level else label)


def details(ui: Screen, detail: ConceptDetail) -> None:
    """Draw the other properties, the origin of the description, and the way to the data."""
    with st.expander(ui.t("begrip.gegevens"), icon=":material/list:", expanded=detail.thing.kind not in FACETS):
        shown = [(name, _value(ui, value)) for name, value in detail.details]
        shown += [(ui.t("begrip.bron"), escape(detail.origin))] if detail.origin else []
        if shown:
            st.html(html.pairs(shown))
        document_links(ui, detail.thing)


def _value(ui: Screen, value: str | Thing) -> str:
    if isinstance(value, str) and DOI.fullmatch(value):
        return outward(value, f"https://doi.org/{value}", ui.t("opent.nieuw"))
    if isinstance(value, str):
        return escape(ui.t(TRUTH[value]) if value in TRUTH else value)
    if value.kind == "overig":
        return escape(value.label)
    return own_address(ui, "kaart" if value.kind == "handelingskennis" else "begrip", value.ref, value.label)
