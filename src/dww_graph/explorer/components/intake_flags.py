"""The desk: words that may point at somebody, side by side with the passage they stand in, and what a person decides.

What is drawn here is for the eyes of who decides. It stands in the session, not in the address, a cache, a log or the journal.
"""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from dww_graph.errors import DwwError
from dww_graph.explorer.components import html, intake_parts
from dww_graph.explorer.components import intake_actions as actions
from dww_graph.explorer.components.intake_session import Session
from dww_graph.explorer.components.page import escape_markdown
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.intake import ROLES, Place, Question, Told, is_role

KEEP, REPLACE, LEAVE_OUT = "houden", "vervangen", "weglaten"
PER_PAGE: Final = 8
SHOWN: Final = 3
"""Passages of the same words that are shown at once; the others stand behind a click."""


def decide(ui: Screen, session: Session, told: Told) -> None:
    """Draw the questions about one file, and the buttons that record or throw away."""
    number = session.told.index(told)
    st.header(ui.t("inname.vlaggen", bestand=escape_markdown(told.name)), anchor=False)
    st.html(f'<p class="dww-soft">{ui.t("inname.vlaggen.uitleg")}</p>')
    _counts(ui, session, told)
    last = -(-len(told.questions) // PER_PAGE)
    now = min(int(st.session_state.get(f"vlagblad-{number}") or 1), max(last, 1))
    for question in told.questions[(now - 1) * PER_PAGE : now * PER_PAGE]:
        with st.container(border=True, key=f"dwwbox-vlag-{question.mark}"):
            _question(ui, session, question)
    if last > 1:
        st.pagination(last, default=1, key=f"vlagblad-{number}")
    _buttons(ui, session, told, number)


def _counts(ui: Screen, session: Session, told: Told) -> None:
    ready = len(_ready(session, told))
    words = ui.t("inname.vlaggen.stand", klaar=ready, alle=len(told.questions))
    st.html(f'<p class="dww-question" role="status">{escape(words)}</p>')


def _question(ui: Screen, session: Session, question: Question) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        kind = html.plain_badge("visibility", ui.t(f"vlag.{question.kind}"))
        times = html.plain_badge("tag", ui.n("inname.plaatsen", len(question.places)))
        st.html(html.row([kind, times]))
        st.html("".join(_passage(place) for place in question.places[:SHOWN]))
        more = question.places[SHOWN:]
        if more:
            with st.expander(ui.n("inname.passages", len(more)), key=f"plaatsen-{question.mark}"):
                st.html("".join(map(_passage, more)))
    with right:
        _choice(ui, session, question)


def _passage(place: Place) -> str:
    words = f"{escape(place.before)}<mark>{escape(place.words)}</mark>{escape(place.after)}"
    return f'<figure class="dww-passage"><p lang="nl">{words}</p><figcaption>{escape(place.where)}</figcaption></figure>'


def _choice(ui: Screen, session: Session, question: Question) -> None:
    held = session.words.get(question.mark)
    options = (KEEP, REPLACE, LEAVE_OUT)
    now = None if held is None else held if held in (KEEP, LEAVE_OUT) else REPLACE
    key = f"besluit-{question.mark}"
    st.session_state.setdefault(key, now)
    st.radio(
        ui.t("inname.besluit"), options, index=None, key=key, format_func=lambda name: ui.t(f"besluit.{name}"),
        captions=[ui.t(f"besluit.{name}.uitleg") for name in options],
        on_change=_chosen, args=(session, question.mark),
    )
    if now == REPLACE:
        _role(ui, session, question.mark, held or "")


def _role(ui: Screen, session: Session, mark: str, held: str) -> None:
    key = f"rol-{mark}"
    st.session_state.setdefault(key, held or None)
    st.selectbox(
        ui.t("inname.rol"), list(dict.fromkeys((*ROLES, *([held] if held else [])))), index=None, key=key,
        accept_new_options=True, placeholder=ui.t("inname.rol.kies"), help=ui.t("inname.rol.hulp"),
        on_change=_role_chosen, args=(session, mark),
    )
    if held and not is_role(held):
        st.warning(ui.t("inname.rol.fout"), icon=":material/error:")


def _chosen(session: Session, mark: str) -> None:
    """Note a choice (callback); a choice for a role waits for the role."""
    said = st.session_state.get(f"besluit-{mark}")
    if said:
        session.words[mark] = "" if said == REPLACE else str(said)


def _role_chosen(session: Session, mark: str) -> None:
    session.words[mark] = str(st.session_state.get(f"rol-{mark}") or "")


def _ready(session: Session, told: Told) -> dict[str, str]:
    """Give what was decided in full, by mark."""
    found = {question.mark: session.words.get(question.mark, "") for question in told.questions}
    return {mark: said for mark, said in found.items() if is_role(said)}


def _buttons(ui: Screen, session: Session, told: Told, number: int) -> None:
    ready = _ready(session, told)
    with st.container(horizontal=True):
        pressed = st.button(
            ui.t("inname.vastleggen"), key=f"leg-vast-{number}", icon=":material/gavel:", disabled=not ready
        )
        st.button(
            ui.t("inname.houdrest"), key=f"houd-rest-{number}", icon=":material/done_all:", on_click=_keep_the_rest,
            args=(session, told), help=ui.t("inname.houdrest.hulp"),
        )
        st.button(
            ui.t("inname.weggooien"), key=f"gooi-weg-{number}", icon=":material/delete:", type="tertiary",
            on_click=session.drop, args=(told,),
        )
    if pressed:
        try:
            actions.decide(session, told, ready)
        except DwwError as problem:
            intake_parts.refused(ui, problem)
        else:
            st.rerun()


def _keep_the_rest(session: Session, told: Told) -> None:
    """Choose to keep all that has no choice yet (callback); nothing is recorded by it."""
    for question in told.questions:
        if not session.words.get(question.mark):
            session.words[question.mark] = KEEP
            st.session_state[f"besluit-{question.mark}"] = KEEP
