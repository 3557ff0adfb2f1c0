"""The parts of the evidence map page: what to show, the map or its table, the legend, and how we count."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import html
from dww_graph.explorer.components.choice import choose, pick
from dww_graph.explorer.components.evidence_cells import Field, field, look, named, sign, table
from dww_graph.explorer.components.page import own_address
from dww_graph.explorer.state import Screen, kept
from dww_graph.explorer.viewmodels.evidence_map import AXES, STANCES, VERDICTS, EvidenceMap, load_map
from dww_graph.explorer.viewmodels.evidence_texts import heads, line
from dww_graph.explorer.viewmodels.table import as_csv
from dww_graph.graph import KnowledgeGraph

ASSETS: Final = Path(__file__).parents[1] / "assets"
VIEWS: Final = ("kaart", "tabel")
KEY: Final = "bewijskaart"


def whole(ui: Screen) -> EvidenceMap:
    """Give the map of this generation; it is laid once."""
    return _whole(ui.graph, ui)


@kept(4)
def _whole(graph: KnowledgeGraph, _ui: Screen) -> EvidenceMap:
    return load_map(graph, _ui.cards())


def controls(ui: Screen, held: EvidenceMap) -> tuple[str, Field]:
    """Draw what can be chosen; give the axis and what of the map is then shown."""
    st.html(ASSETS / "bewijskaart.css")
    with st.container(horizontal=True, vertical_alignment="center", key="dwwkaartbalk"):
        axis = choose(ui, "as", tuple(AXES), "bewijskaart.as")
        facet = _facet(ui, held) if axis == "clienttype" else ""
        verdict = _verdict(ui)
        only_empty = _only_empty(ui)
        _fold_all(ui, held)
    return axis, field(held, held.rows(url_state.keys("open")), held.columns(axis, facet), only_empty, verdict)


def _facet(ui: Screen, held: EvidenceMap) -> str:
    return pick(ui, "facet", {item.key: item.label for item in held.facets()}, "bewijskaart.facet", width=260)


def _verdict(ui: Screen) -> str:
    """Draw the choice of one verdict; give its name, "" for all."""
    names = {"": ui.t("bewijskaart.oordeel.alle")} | {name: ui.t(f"oordeel.{name}") for name in VERDICTS}
    return pick(ui, "oordeel", names, "bewijskaart.oordeel", width=240)


def _only_empty(ui: Screen) -> bool:
    now = url_state.one("leeg") == "1"
    url_state.follow("leeg_keuze", now)
    st.toggle(ui.t("bewijskaart.leeg"), key="leeg_keuze", on_change=url_state.put, args=("leeg", "" if now else "1"))
    return now


def _fold_all(ui: Screen, held: EvidenceMap) -> None:
    every = held.foldable()
    done = set(every) <= set(url_state.keys("open"))
    words, icon = ("bewijskaart.dicht", "unfold_less") if done else ("bewijskaart.alles", "unfold_more")
    keys = () if done else every
    st.button(ui.t(words), key="klap-alles", icon=f":material/{icon}:", on_click=url_state.put, args=("open", *keys))


def legend(ui: Screen, shown: Field) -> None:
    """Draw what the signs mean, in words and icons, the date of the data, and whether invented cards count."""
    about = ui.graph.generation
    verdicts = html.row(html.verdict_badge(name, ui.t(f"oordeel.{name}")) for name in VERDICTS)
    bubbles = html.row(_sample(ui, name) for name in ("praktijk", *STANCES))
    titles = [f"<span>{escape(ui.t(f'bewijskaart.legenda.{name}'))}</span>" for name in ("oordelen", "bollen")]
    date = ui.t("bewijskaart.stand", datum=about.built[:10], nummer=f"{about.number:04d}")
    marks = (
        ("draw", "bewijskaart.verzonnen", any(cell.invented for _, _, cell in shown.cells())),
        ("edit_note", "graaf.met.concept", any(cell.draft for _, _, cell in shown.cells())),
    )
    badges = [html.plain_badge(icon, ui.t(key)) for icon, key, there in marks if there]
    warned = html.row(badges) if badges else ""
    body = f"{titles[0]}{verdicts}{titles[1]}{bubbles}"
    st.html(f'<p class="dww-soft">{escape(date)}</p>{warned}<div class="dww-legend">{body}</div>')


def _sample(ui: Screen, strength: str) -> str:
    word = escape(ui.t(f"kracht.{strength}"))
    return f'<span class="dww-badge dww-quiet {look(strength)}">{html.icon(sign(strength))}<span>{word}</span></span>'


def view(ui: Screen, axis: str, shown: Field) -> None:
    """Draw the map, or the same numbers as a plain table, with the download."""
    names = heads(axis, ui.t)
    with st.container(horizontal=True, vertical_alignment="center", key="dwwkaartbalk2"):
        now = choose(ui, "weergave", VIEWS, "bewijskaart.weergave")
        st.download_button(
            ui.t("bewijskaart.csv"), lambda: _csv(ui, shown, names), "bewijskaart.csv", "text/csv",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip
    if not shown.rows:
        st.info(ui.t("bewijskaart.geenoordeel" if shown.verdict else "bewijskaart.geenleeg"), icon=":material/grid_on:")
    elif now == "tabel":
        _table(ui, axis, shown, names)
    else:
        _map(ui, axis, shown)


def _csv(ui: Screen, shown: Field, names: tuple[str, ...]) -> str:
    lines = (line(cell, named(row), column.label, ui.t) for row, column, cell in shown.cells())
    return as_csv(names, lines)


def _table(ui: Screen, axis: str, shown: Field, names: tuple[str, ...]) -> None:
    chosen = shown.only_empty or shown.verdict
    told = [found for found in shown.cells() if chosen or not found[2].empty or found[2].searches]
    lines = ((row, column, line(cell, named(row), column.label, ui.t)) for row, column, cell in told)
    linked = (
        (*(own_address(ui, "begrip", ref, name) for ref, name in zip((row.thing.ref, column.ref), each, strict=False)),
         *map(escape, each[2:]))
        for row, column, each in lines
    )  # fmt: skip
    name = ui.t("bewijskaart.plaatje", kolommen=ui.t(f"bewijskaart.as.{axis}"))
    st.html(f'<div class="dww-numbers">{html.table(name, names, linked)}</div>')


def _map(ui: Screen, axis: str, shown: Field) -> None:
    chosen = f"{url_state.one('cel')}|{url_state.one('kracht')}" if url_state.one("cel") else ""
    columns_word = ui.t(f"bewijskaart.as.{axis}")
    data = {"table": table(ui, shown, columns_word), "chosen": chosen, "address": ui.t("bewijskaart.adres")}
    _component()(key=KEY, data=data, on_pick_change=_picked, on_fold_change=_folded)


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., object]:
    """Register the component once: the table is made here, the script only shows it and tells what was chosen."""
    body = '<div class="dww-map"></div><p class="dww-maplink"></p>'
    script = (ASSETS / "bewijskaart.js").read_text(encoding="utf-8")
    mount: Callable[..., object] = st.components.v2.component("dww_bewijskaart", html=body, js=script, isolate_styles=False)
    return mount


def _picked() -> None:
    cell, _, strength = str(st.session_state[KEY]["pick"] or "|").partition("|")
    url_state.put("cel", cell)
    url_state.put("kracht", strength)
    url_state.put("pagina")


def _folded() -> None:
    key = str(st.session_state[KEY]["fold"] or "")
    if key:
        url_state.flip("open", key)


def explained(ui: Screen) -> None:
    """Draw how we count, and what each verdict means."""
    with st.expander(ui.t("bewijskaart.uitleg.kop"), icon=":material/help:"):
        meanings = ((ui.t(f"oordeel.{name}"), escape(ui.t(f"oordeel.{name}.uitleg"))) for name in VERDICTS)
        st.html(f'<p class="dww-soft">{escape(ui.t("bewijskaart.uitleg"))}</p>{html.pairs(meanings)}')
