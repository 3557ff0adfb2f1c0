"""The part of the intake page where the codes of a project are mapped to the concepts of the programme."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Final

import streamlit as st

from dww_graph import mapping
from dww_graph.errors import DwwError
from dww_graph.explorer import url_state
from dww_graph.explorer.components import html, intake_parts
from dww_graph.explorer.components import intake_actions as actions
from dww_graph.explorer.components.intake_session import Session
from dww_graph.explorer.components.page import escape_markdown
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import intake
from dww_graph.explorer.viewmodels.intake_codes import LATER, OTHER, VIEWS, Choice, CodeRow, Option, code_rows, concepts, in_view
from dww_graph.explorer.viewmodels.things import kind_of
from dww_graph.graph import default_home
from dww_graph.map.koppeling import MATCHES, NONE

PER_PAGE: Final = 10


def show(ui: Screen, session: Session) -> None:
    """Draw the choice of a project, how far its mapping is, and its codes."""
    st.header(ui.t("inname.codes"), anchor=False)
    st.html(f'<p class="dww-soft">{ui.t("inname.codes.uitleg")}</p>')
    keys = mapping.projects(default_home())
    if not keys:
        st.info(ui.t("inname.codes.leeg"), icon=":material/inbox:")
        return
    key = _project(ui, keys)
    rows = mapping.rows(default_home(), key)
    told = ", ".join(f"{number} {what.in_(ui.lang)}" for what, number in mapping.counts(rows))
    st.html(f'<p class="dww-question" role="status">{escape(told)}</p>')
    _codes(ui, session, key, code_rows(rows))


def _project(ui: Screen, keys: tuple[str, ...]) -> str:
    asked = url_state.one("bijdrage")
    now = asked if asked in keys else keys[-1]
    url_state.follow("projectkeuze", now)
    held = {key: (file, day) for key, file, day in intake.contributions(default_home())}
    st.selectbox(
        ui.t("inname.project"), keys, key="projectkeuze", on_change=url_state.put_widget, args=("bijdrage", "projectkeuze"),
        format_func=lambda key: ui.t("inname.bijdrage.regel", sleutel=key, bestand=held[key][0], dag=held[key][1]),
    )
    return now


def _codes(ui: Screen, session: Session, key: str, rows: tuple[CodeRow, ...]) -> None:
    view = st.segmented_control(
        ui.t("inname.codes.welke"), VIEWS, default=VIEWS[0], required=True, key=f"codezicht-{key}",
        format_func=lambda name: ui.t(f"inname.codes.{name}"), label_visibility="collapsed",
    )
    shown = in_view(rows, view or VIEWS[0])
    if not shown:
        st.info(ui.t("inname.codes.niets"), icon=":material/task_alt:")
    chosen = session.codes.setdefault(key, {})
    named = concepts(ui.graph.label)
    last = -(-len(shown) // PER_PAGE)
    now = min(int(st.session_state.get(f"codeblad-{key}") or 1), max(last, 1))
    for row in shown[(now - 1) * PER_PAGE : now * PER_PAGE]:
        with st.container(border=True, key=f"dwwbox-code-{row.key}"):
            _code(ui, chosen, row, named)
    if last > 1:
        st.pagination(last, default=1, key=f"codeblad-{key}")
    _record(ui, session, key, chosen)


def _code(ui: Screen, chosen: dict[str, Choice], row: CodeRow, named: dict[str, str]) -> None:
    left, right = st.columns([2, 3], gap="medium")
    with left:
        above = f'<span class="dww-soft">{escape(row.above)} › </span>' if row.above else ""
        st.html(f'<p class="dww-code">{above}<strong>{escape(row.name)}</strong></p>{_about(ui, row)}')
    with right:
        _choice(ui, chosen, row, named)


def _about(ui: Screen, row: CodeRow) -> str:
    """Give what was decided about a code, or what is proposed, as chips with how well each fits."""
    state = "inname.code.besloten" if row.decided else "inname.code.voorgesteld" if row.options else "inname.code.geenvoorstel"
    mark = ("task_alt", "vastgesteld") if row.decided else ("pending", "voorgesteld")
    said = ui.t("inname.code.geen") if row.no_match else ""
    chips = (
        html.kind_chip(
            f"{ui.graph.label(option.concept)} ({_fit(ui, option)})", kind_of(option.concept), _kind(ui, option.concept)
        )
        for option in row.options
    )
    return html.row([html.signed(*mark, ui.t(state)), *chips, escape(said)])


def _fit(ui: Screen, option: Option) -> str:
    match = ui.t(f"overeenkomst.{option.match}")
    return f"{match}, {ui.t('inname.code.zekerheid', getal=ui.decimal(option.score))}" if option.score else match


def _choice(ui: Screen, chosen: dict[str, Choice], row: CodeRow, named: dict[str, str]) -> None:
    options = {f"{option.match} {option.concept}": option for option in row.options}
    held = chosen.get(row.key)
    now = LATER if held is None else NONE if held[0] == NONE else f"{held[1]} {held[0]}"
    key = f"code-{row.key}"
    st.session_state.setdefault(key, now if now in (LATER, NONE, *options) else OTHER)
    said = st.selectbox(
        ui.t("inname.code.keuze", code=escape_markdown(row.name)), [LATER, *options, NONE, OTHER], key=key,
        format_func=lambda name: _option(ui, row, options[name]) if name in options else ui.t(_word(row, name)),
        on_change=_chosen, args=(chosen, row.key), label_visibility="collapsed",
    )
    if said == OTHER:
        _other(ui, chosen, row, held, named)


def _word(row: CodeRow, name: str) -> str:
    decided = "inname.code.geen" if row.no_match else "inname.code.blijft"
    return {LATER: decided if row.decided else "inname.code.later", NONE: "inname.code.geen", OTHER: "inname.code.ander"}[name]


def _option(ui: Screen, row: CodeRow, option: Option) -> str:
    words = f"{ui.graph.label(option.concept)} ({_kind(ui, option.concept)}, {ui.t(f'overeenkomst.{option.match}')})"
    return words if row.decided else ui.t("inname.code.voorstel", begrip=words)


def _kind(ui: Screen, concept: str) -> str:
    return ui.t(f"soort.{kind_of(concept)}")


def _chosen(chosen: dict[str, Choice], code: str) -> None:
    """Note the choice for a code (callback)."""
    said = str(st.session_state.get(f"code-{code}") or LATER)
    if said in (LATER, OTHER):
        chosen.pop(code, None)
    elif said == NONE:
        chosen[code] = (NONE, NONE)
    else:
        match, _, concept = said.partition(" ")
        chosen[code] = (concept, match)


def _other(ui: Screen, chosen: dict[str, Choice], row: CodeRow, held: Choice | None, named: dict[str, str]) -> None:
    concept_key, match_key = f"begrip-{row.key}", f"soort-{row.key}"
    st.session_state.setdefault(concept_key, held[0] if held else None)
    st.session_state.setdefault(match_key, held[1] if held else MATCHES[0])
    note = partial(_other_chosen, chosen, row.key)
    with st.container(horizontal=True):
        st.selectbox(
            ui.t("inname.code.begrip"), list(named), index=None, key=concept_key, on_change=note,
            placeholder=ui.t("inname.code.zoek"), format_func=lambda iri: f"{named[iri]} ({_kind(ui, iri)})",
        )
        st.selectbox(
            ui.t("inname.code.soort"), MATCHES, key=match_key, on_change=note,
            format_func=lambda name: ui.t(f"overeenkomst.{name}"),
        )


def _other_chosen(chosen: dict[str, Choice], code: str) -> None:
    concept = st.session_state.get(f"begrip-{code}")
    if concept:
        chosen[code] = (str(concept), str(st.session_state.get(f"soort-{code}")))
    else:
        chosen.pop(code, None)


def _record(ui: Screen, session: Session, key: str, chosen: dict[str, Choice]) -> None:
    label = ui.n("inname.codes.leg", len(chosen)) if chosen else ui.t("inname.codes.legniets")
    if st.button(label, key="codes-vast", icon=":material/gavel:", disabled=not chosen):
        try:
            actions.settle_codes(session, key, chosen, partial(ui.n, "inname.codes.klaar"))
        except DwwError as problem:
            intake_parts.refused(ui, problem)
        else:
            st.rerun()
