"""The parts of the trace page: the choice of a learning outcome, the counts, the picture with its choice, table and document."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import html, trace_choice, trace_picture
from dww_graph.explorer.components.cards import illustrative
from dww_graph.explorer.components.page import escape_markdown, outward, own_address
from dww_graph.explorer.components.trace_overview import card_badges
from dww_graph.explorer.components.trace_words import Words, searched
from dww_graph.explorer.state import Screen, kept
from dww_graph.explorer.viewmodels import trace
from dww_graph.explorer.viewmodels.cards import STANCES
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.explorer.viewmodels.trace import NO_EVIDENCE, SEARCHED, Outcome, Step, load_steps
from dww_graph.explorer.viewmodels.trace_load import Loaded
from dww_graph.explorer.viewmodels.trace_load import load as load_trace
from dww_graph.explorer.viewmodels.trace_picture import MOST, Picture
from dww_graph.explorer.viewmodels.trace_picture import draw as lay_out
from dww_graph.graph import KnowledgeGraph
from dww_graph.terms import ID

ALL: Final = "alle"
ROWS: Final = 200
"""More rows than this and nobody reads the table; the file holds them all."""
HEADS: Final = ("leeruitkomst", "element", "praktijk", "relatie", "bron", "letop")
_OWN_HEADS: Final = ("bewijs", "bron", "status", "zoekdatum")


def choose(ui: Screen, outcomes: Sequence[Outcome]) -> str:
    """Draw the choice of a learning outcome; give its key, "" for all of them."""
    names = {outcome.thing.key: outcome.name for outcome in outcomes}
    asked = url_state.one("uitkomst").casefold()
    now = asked if asked in names or asked == ALL else outcomes[0].thing.key
    if asked not in (now, ""):
        st.info(escape_markdown(ui.t("spoor.uitkomst.onbekend", naam=asked[:80])), icon=":material/help:")
    url_state.follow("uitkomstkeuze", now)
    st.selectbox(
        ui.t("spoor.kies"),
        [*names, ALL],
        key="uitkomstkeuze",
        format_func=lambda key: names.get(key, ui.t("spoor.alle")),
        on_change=url_state.put_choice,
        args=("uitkomst", "uitkomstkeuze", {*names, ALL}, ("knoop", "lijn")),
    )
    return "" if now == ALL else now


def load(ui: Screen, outcomes: Sequence[Outcome], outcome: str) -> Loaded | None:
    """Read the trace of a learning outcome (its key) or of all, once a generation; None when all together are too many."""
    chosen = tuple(each for each in outcomes if not outcome or each.thing.key == outcome)
    return _loaded(ui.graph, outcome, ui, chosen)


@kept(16)
def _loaded(graph: KnowledgeGraph, outcome: str, _ui: Screen, _chosen: Sequence[Outcome]) -> Loaded | None:
    del outcome
    return load_trace(graph, _ui.cards(), _chosen)


def summary_line(ui: Screen, loaded: Loaded) -> None:
    """Draw the counts; support and contradiction stand beside each other and are never added up."""
    counts = trace.summary(loaded.steps)
    first = [html.kind_chip(ui.amount(loaded.cards), "handelingskennis", "")]
    first += [html.stance_badge(NO_EVIDENCE, ui.n("spoor.gaten", counts.gaps))] if loaded.whole else []
    if counts.waiting and loaded.whole:
        first.append(html.status_badge("voorgesteld", ui.n("spoor.wacht", counts.waiting)))
    states = dict.fromkeys(state for step in loaded.steps for state in step.states)
    first += [html.plain_badge("edit_note", ui.t("spoor.hierin", staat=state)) for state in states]
    if any(step.mark for step in loaded.steps):
        first.append(html.plain_badge("draw", ui.t("spoor.illustratief")))
    told = _links(ui, counts) if loaded.whole else [("kaarten", card_badges(ui, loaded.cards))]
    counted = "".join(_counted(ui.t(f"spoor.telling.{name}"), badges) for name, badges in told)
    st.html(f'<div class="dww-tally">{html.row(first)}{counted}</div>')


def _links(ui: Screen, counts: trace.Summary) -> list[tuple[str, list[str]]]:
    """Give how many links there are of each stance, those with sources apart from those with other cards."""
    research = [html.stance_badge(name, f"{counts.research[name]} × {ui.t(f'relatie.{name}')}") for name in STANCES]
    if counts.research[SEARCHED]:
        research.append(html.stance_badge(SEARCHED, ui.n("spoor.gezocht", counts.research[SEARCHED])))
    practice = [html.stance_badge(name, f"{counts.practice[name]} × {ui.t(f'relatie.{name}')}") for name in STANCES]
    if not any(counts.research[name] for name in STANCES):
        research.append(html.plain_badge("hourglass_empty", ui.t("spoor.nietsvast")))
    return [("onderzoek", research)] + [("praktijk", practice)] * bool(counts.practice)


def _counted(title: str, badges: Sequence[str]) -> str:
    return f'<div class="dww-row"><span class="dww-soft">{escape(title)}</span>{"".join(badges)}</div>'


def picture(ui: Screen, loaded: Loaded, outcome: str) -> Sequence[Step]:
    """Draw the picture and what is chosen in it; give the steps that pass there, or all of them."""
    if not loaded.whole:
        read = len({step.card for step in loaded.steps if step.card})
        told = ui.t("spoor.groot", aantal=ui.amount(loaded.cards), n=read)
        st.info(escape_markdown(told), icon=":material/filter_list:")
    words, choice = Words(ui, _laid(ui.graph, outcome, loaded)), trace_picture.asked()
    st.html(f'<p class="dww-soft">{escape(ui.t("spoor.hoe"))}</p>')
    trace_picture.draw(words, choice)
    _left_out(words)
    return trace_choice.chosen(words, choice, outcome, len(loaded.steps))


@kept(16)
def _laid(graph: KnowledgeGraph, outcome: str, _loaded: Loaded) -> Picture:
    del graph, outcome
    return lay_out(_loaded.steps)


def _left_out(words: Words) -> None:
    """Tell what did not fit, with the way to all of it."""
    held = words.picture.left_out
    if held:
        told = ", ".join(map(words.place, held))
        st.info(escape_markdown(words.ui.t("spoor.nietgetekend", meest=MOST, wat=told)), icon=":material/filter_list:")
        with st.container(horizontal=True, gap="small"):
            trace_choice.left_out(words.ui, [step for steps in held.values() for step in steps])


def step_table(ui: Screen, loaded: Loaded, steps: Sequence[Step], outcome: str) -> None:
    """Draw the steps as rows of a real table, the most important ones where there are too many, and the ways to keep them."""
    st.header(ui.t("spoor.tabel"), anchor=False)
    if len(steps) > ROWS:
        st.info(ui.t("spoor.tabel.deel", n=ROWS, totaal=ui.n("spoor.stappen", len(steps))), icon=":material/table_rows:")
    heads = [ui.t("spoor.kolom.letop" if name == "letop" else f"kolom.{name}") for name in HEADS]
    skip = 1 if outcome else 0
    st.html(html.table(ui.t("spoor.tabel"), heads[skip:], (_row(ui, step)[skip:] for step in trace.first(steps, ROWS))))
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        _keep(ui, loaded, steps, outcome)
        if outcome:
            _document(ui, outcome)


def _keep(ui: Screen, loaded: Loaded, steps: Sequence[Step], outcome: str) -> None:
    """Draw the download: the steps that are chosen, or without a choice every step, also those that were not read."""
    heads = [ui.t(f"spoor.kolom.{name}" if name in _OWN_HEADS else f"kolom.{name}") for name in trace.COLUMNS]
    held = loaded.whole or len(steps) < len(loaded.steps)
    st.download_button(
        ui.t("spoor.csv"),
        lambda: trace.to_csv(steps if held else load_steps(ui.graph, f"{ID}leeruitkomst/{outcome}"), heads, ui.t),
        "herleidspoor.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _document(ui: Screen, outcome: str) -> None:
    """Draw the ways to the trace on paper: the page to print, and the same page as a file."""
    address = f"/doc/spoor/{outcome}?lang={ui.lang}"
    printed = outward(ui.t("spoor.document"), address, ui.t("opent.nieuw"))
    kept = f'<a href="{address}&vorm=los" download>{escape(ui.t("spoor.bewaar"))}</a>'
    for sign, way in (("print", printed), ("download", kept)):
        st.html(f'<p class="dww-outward">{html.icon(sign)}{way}</p>', width="content")


def _row(ui: Screen, step: Step) -> list[str]:
    card = _to(ui, step.card) if step.card else html.stance_badge(NO_EVIDENCE, ui.t("spoor.gat.kaart"))
    stance = html.stance_badge(step.stance, ui.t(f"relatie.{step.stance}")) if step.card else ""
    if step.status and not step.agreed:
        stance += html.row([html.status_badge(step.status, ui.t(f"status.{step.status}"))])
    marks = [*illustrative(ui, bool(step.mark)), *(html.plain_badge("edit_note", state) for state in step.states)]
    return [_to(ui, step.outcome), _to(ui, step.element), card, stance, _evidence(ui, step), html.row(marks)]


def _evidence(ui: Screen, step: Step) -> str:
    """Give what the step ends in: the evidence and its source, or whether somebody searched."""
    told = _to(ui, step.evidence) if step.evidence else ""
    if step.evidence and step.evidence.kind == "handelingskennis":
        return f"{escape(ui.t('spoor.anderekaart'))}: {told}"
    if step.source and step.source != step.evidence:
        told += f'<br><span class="dww-cite">{_to(ui, step.source)}</span>'
    elif step.gap or step.search:
        told += f'{"<br>" if told else ""}<span class="dww-cite">{escape(searched(ui, step.search))}</span>'
    return told


def _to(ui: Screen, thing: Thing) -> str:
    return own_address(ui, "kaart" if thing.kind == "handelingskennis" else "begrip", thing.ref, thing.label)
