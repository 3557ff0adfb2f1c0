"""The parts of the trace page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import html
from dww_graph.explorer.components.page import own_address
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import trace
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.explorer.viewmodels.trace import MAX_LINES, NO_EVIDENCE, Outcome, Step
from dww_graph.terms import ID

ALL: Final = "alle"
HEADS: Final = ("leeruitkomst", "element", "praktijk", "relatie", "bron", "illustratief")
INK: Final = {"light": "#15120d", "dark": "#f6f2ea"}


def choose(ui: Screen, outcomes: Sequence[Outcome]) -> str:
    """Draw the choice of a learning outcome; give its IRI, "" for all of them."""
    names = {outcome.thing.key: outcome.name for outcome in outcomes}
    asked = url_state.one("uitkomst")
    now = asked if asked in names or asked == ALL else outcomes[0].thing.key
    url_state.follow("uitkomstkeuze", now)
    st.selectbox(
        ui.t("spoor.kies"),
        [*names, ALL],
        key="uitkomstkeuze",
        format_func=lambda key: names.get(key, ui.t("spoor.alle")),
        on_change=url_state.put_widget,
        args=("uitkomst", "uitkomstkeuze"),
    )
    return "" if now == ALL else f"{ID}leeruitkomst/{now}"


def summary_line(ui: Screen, steps: Sequence[Step]) -> None:
    """Draw the counts; support and contradiction stand beside each other and are never added up."""
    counts = trace.summary(steps)
    stances = (
        ("ondersteund-door", counts.support),
        ("genuanceerd-door", counts.nuance),
        ("tegengesproken-door", counts.contradiction),
    )
    used = {step.card.iri for step in steps if step.card}
    badges = [html.kind_chip(ui.amount(card for card in ui.cards() if card.iri in used), "handelingskennis", "")]
    badges += [html.stance_badge(name, f"{number} × {ui.t(f'relatie.{name}')}") for name, number in stances]
    badges.append(html.stance_badge(NO_EVIDENCE, ui.n("spoor.gaten", counts.gaps)))
    if any(step.mark for step in steps):
        badges.append(html.plain_badge("draw", ui.t("spoor.illustratief")))
    st.html(html.row(badges))


def picture(ui: Screen, steps: Sequence[Step]) -> Sequence[Step]:
    """Draw the flow chart; give the steps through the chosen node, or all of them."""
    number = len(trace.lines(steps))
    if number > MAX_LINES:
        st.info(ui.t("spoor.teveel", n=number), icon=":material/table_rows:")
        return steps
    scheme = str(st.context.theme.type or "light")
    known = trace.nodes(steps, ui.t)
    with st.container(key="dwwsankey"):
        event = st.echarts_chart(
            trace.sankey(steps, ui.t, scheme, INK.get(scheme, INK["light"])),
            height=max(320, min(900, 64 * _tallest(known))),
            key=f"sankey-{steps[0].outcome.key if steps else ''}",
            on_select="rerun",
            renderer="svg",
            alt=ui.t("spoor.plaatje"),
        )
    chosen = [at for group in event.selection.selected if group["data_type"] == "node" for at in group["data_indices"]]
    picked = [list(known)[at] for at in chosen]
    if not picked:
        return steps
    st.html(f'<p class="dww-soft">{escape(ui.t("spoor.gekozen", naam=known[picked[0]][0]))}</p>')
    return trace.through(steps, picked[0])


def _tallest(known: dict[str, tuple[str, int, str]]) -> int:
    depths = [depth for _, depth, _ in known.values()]
    return max((depths.count(depth) for depth in set(depths)), default=1)


def step_table(ui: Screen, steps: Sequence[Step]) -> None:
    """Draw every step as a row of a real table, and the download."""
    st.header(ui.t("spoor.tabel"), anchor=False)
    heads = [ui.t(f"kolom.{name}") for name in HEADS]
    skip = 1 if len({step.outcome for step in steps}) == 1 else 0
    st.html(html.table(ui.t("spoor.tabel"), heads[skip:], (_row(ui, step)[skip:] for step in steps)))
    st.download_button(
        ui.t("spoor.csv"),
        lambda: trace.to_csv(steps, heads, ui.t),
        "herleidspoor.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _row(ui: Screen, step: Step) -> list[str]:
    card = _to(ui, step.card) if step.card else html.stance_badge(NO_EVIDENCE, ui.t("spoor.gat.kaart"))
    relation = step.relation or (NO_EVIDENCE if step.card else "")
    stance = html.stance_badge(relation, ui.t(f"relatie.{relation}")) if relation else ""
    if step.status and step.status != "vastgesteld":
        stance += html.row([html.status_badge(step.status, ui.t(f"status.{step.status}"))])
    evidence = _to(ui, step.evidence) if step.evidence else ""
    if step.source and step.source != step.evidence:
        evidence += f'<br><span class="dww-cite">{_to(ui, step.source)}</span>'
    return [_to(ui, step.outcome), _to(ui, step.element), card, stance, evidence, ui.t("ja" if step.mark else "nee")]


def _to(ui: Screen, thing: Thing) -> str:
    page = "kaart" if thing.kind == "handelingskennis" else "begrip"
    return own_address(ui, page, thing.ref, thing.label)
