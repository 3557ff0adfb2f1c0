"""What is in the chosen cell of the evidence map: its verdict, practice left, research right, search records below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import html
from dww_graph.explorer.components.cards import card_box, illustrative
from dww_graph.explorer.components.evidence_cells import from_sources
from dww_graph.explorer.components.page import escape_markdown, link, thing_link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.cards import CardRow
from dww_graph.explorer.viewmodels.evidence_map import AXES, NOT_COMPARED, STANCES, STRENGTHS, Cell, EvidenceMap
from dww_graph.explorer.viewmodels.evidence_texts import Finding, load_findings
from dww_graph.explorer.viewmodels.things import Thing, key_of

PER_PAGE: Final = 60
LONGEST_PAGE: Final = 6


def chosen(ui: Screen, held: EvidenceMap, axis: str) -> None:
    """Draw the cell of the address, or say how to choose one."""
    asked = url_state.one("cel")
    cell = held.named(axis, asked)
    if cell is not None:
        _cell(ui, cell, axis)
    elif asked and not any(held.named(other, asked) for other in AXES):
        st.info(escape_markdown(ui.t("bewijskaart.onbekend", cel=asked[:80])), icon=":material/help:")
    else:
        st.html(f'<p class="dww-soft">{escape(ui.t("bewijskaart.kies"))}</p>')


def _cell(ui: Screen, cell: Cell, axis: str) -> None:
    strength = url_state.one("kracht") if url_state.one("kracht") in STRENGTHS else ""
    element, column = (Thing(at, ui.graph.label(at)) for at in cell.at)
    st.header(ui.t("bewijskaart.cel", element=element.label, kolom=column.label), anchor=False)
    badge = html.row([html.verdict_badge(cell.verdict, ui.t(f"oordeel.{cell.verdict}"))])
    st.html(f'{badge}<p class="dww-soft">{escape(ui.t(f"oordeel.{cell.verdict}.uitleg"))}</p>')
    _numbers(ui, cell)
    _ways(ui, element, column, strength)
    evidence = load_findings(ui.graph)
    if strength == "praktijk":
        _practice(ui, cell, element, column, axis)
    elif strength:
        stances = STANCES if strength == "onderzoek" else (strength,)
        _research(ui, cell, [stance for stance in stances if stance in cell.research], evidence)
        _searches(ui, sorted(cell.searches), evidence)
    else:
        left, right = st.columns(2, gap="large")
        with left:
            _practice(ui, cell, element, column, axis)
        with right:
            _research(ui, cell, [stance for stance in STANCES if stance in cell.research], evidence)
            _searches(ui, sorted(cell.searches), evidence)


def _numbers(ui: Screen, cell: Cell) -> None:
    told = [ui.amount(cell.cards), from_sources(ui, len(cell.findings), len(cell.sources))]
    told += [ui.n("bewijskaart.zoekverslagen", len(cell.searches))] if cell.searches else []
    st.html(f'<p class="dww-count" role="status"><small>{escape(" · ".join(told))}</small></p>')


def _ways(ui: Screen, element: Thing, column: Thing, strength: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="dwwkaartbalk3"):
        for thing in (element, column):
            thing_link(ui, thing, "cel", ui.t("bewijskaart.naarelement", naam=thing.label))
        if strength:
            said = ui.t("bewijskaart.alleendit", kracht=ui.t(f"kracht.{strength}"))
            st.html(html.plain_badge("filter_alt", said), width="content")
            st.button(ui.t("bewijskaart.helecel"), key="helecel", on_click=url_state.put, args=("kracht",))
        shut = ui.t("bewijskaart.sluit")
        st.button(shut, key="sluitcel", icon=":material/close:", on_click=url_state.clear, args=(("cel", "kracht"),))


def _head(title: str, kind: str, empty: str) -> None:
    note = f'<p class="dww-soft">{escape(empty)}</p>' if empty else ""
    st.html(f'<div class="dww-strand dww-k-{kind}"><h3>{escape(title)}</h3>{note}</div>')


def _practice(ui: Screen, cell: Cell, element: Thing, column: Thing, axis: str) -> None:
    cards: Sequence[CardRow] = cell.cards
    _head(ui.t("bewijskaart.praktijk"), "handelingskennis", "" if cards else ui.t("bewijskaart.geenkaart"))
    last = max(1, -(-len(cards) // PER_PAGE))
    asked = url_state.one("pagina")
    now = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_PAGE else 1
    for card in cards[(now - 1) * PER_PAGE : now * PER_PAGE]:
        with st.container(border=True, key=f"dwwbox-celkaart-{card.thing.key}", gap="xsmall"):
            card_box(ui, card, "cel", chips=False)
    if last > 1:
        key = f"celpagina-{now}"
        st.pagination(last, default=now, key=key, on_change=url_state.put_widget, args=("pagina", key))
    if cards:
        kept: dict[str, str | Iterable[str]] = {"element": (element.key,), axis: (column.key,)}
        link(ui, "kennis", ui.t("bewijskaart.naarkennis"), "celkennis", ":material/filter_alt:", params=kept)


def _research(ui: Screen, cell: Cell, stances: Sequence[str], evidence: dict[str, Finding]) -> None:
    items = sorted({each for stance in stances for each in cell.research[stance]}, key=lambda each: evidence[each].code or each)
    _head(ui.t("bewijskaart.onderzoek"), "bevinding", "" if cell.findings else ui.t("bewijskaart.geenonderzoek"))
    for each in items:
        does = [stance for stance in STANCES if each in cell.research.get(stance, ())]
        with st.container(border=True, key=f"dwwbox-celbewijs-{key_of(each)}", gap="xsmall"):
            _finding(ui, evidence[each], does)


def _finding(ui: Screen, found: Finding, does: Sequence[str]) -> None:
    chip = html.kind_chip(found.code, found.thing.kind, ui.t(f"soort.{found.thing.kind}"))
    badges = [
        html.plain_badge("pending", ui.t(f"oordeel.{stance}")) if stance == NOT_COMPARED
        else html.stance_badge(stance, ui.t(f"relatie.{stance}")) for stance in does
    ]  # fmt: skip
    badges += illustrative(ui, bool(found.mark))
    st.html(f'{html.row([chip, *badges])}<p class="dww-link">{escape(found.claim)}</p>')
    if found.source:
        thing_link(ui, found.source, f"cel-{found.thing.key}")
    if found.verification:
        st.html(f'<p class="dww-cite">{escape(ui.t(f"verificatie.{found.verification}"))}</p>')


def _searches(ui: Screen, searches: Sequence[str], evidence: dict[str, Finding]) -> None:
    for each in searches:
        found = evidence[each]
        date = ui.t("kaart.zoekdatum", datum=found.date) if found.date else ui.t("bewijskaart.zonderdatum")
        told = " · ".join(part for part in (ui.t("kaart.zoekbereik", bereik=found.scope), date, found.who) if part)
        with st.container(border=True, key=f"dwwbox-celzoek-{key_of(each)}", gap="xsmall"):
            badge = html.stance_badge("geen-bewijs-gevonden", ui.t("bewijskaart.zoekverslag"))
            st.html(f'{html.row([badge, *illustrative(ui, bool(found.mark))])}<p class="dww-cite">{escape(told)}</p>')
