"""The part of the intake page where files are dropped, and under which consent they come in."""

from __future__ import annotations

import datetime
from functools import partial

import streamlit as st

from dww_graph.errors import DwwError, InputRefused
from dww_graph.explorer.components import drop_box, intake_flags, intake_parts, intake_receipt
from dww_graph.explorer.components import intake_actions as actions
from dww_graph.explorer.components.intake_session import Session
from dww_graph.explorer.components.page import escape_markdown
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import intake
from dww_graph.explorer.viewmodels.intake import Upload
from dww_graph.graph import default_home
from dww_graph.model import RING_OF_SCOPE, RINGS, Ring, Terms, Toestemming


def show(ui: Screen, session: Session) -> None:
    """Draw what waits for a decision first, then the receipts, then the drop box."""
    for told in session.waiting():
        intake_flags.decide(ui, session, told)
    intake_receipt.receipts(ui, session)
    if not session.told:
        st.header(ui.t("inname.aanbieden"), anchor=False)
    with st.container(border=True, key="dwwbox-aanbieden") if not session.told else st.expander(
        ui.t("inname.nogeen"), icon=":material/upload_file:", key="nogeen"
    ):
        _drop_box(ui, session)
    _new_consent(ui, session)


def _drop_box(ui: Screen, session: Session) -> None:
    turn = session.round
    dropped = drop_box.draw(ui, f"bestanden-{turn}")
    left, right = st.columns(2, gap="medium")
    with left:
        consent = _consent(ui, turn)
    with right:
        ring = _ring(ui, turn)
    illustrative = st.checkbox(ui.t("inname.verzonnen"), key=f"verzonnen-{turn}")
    replaces = _replaces(ui, turn) if len(dropped) == 1 else None
    if st.button(ui.t("inname.neemop"), icon=":material/move_to_inbox:", disabled=not dropped, key=f"neemop-{turn}"):
        uploads = [Upload(intake.clean_name(file.name), file.getvalue()) for file in dropped]
        _take_in(ui, session, uploads, Terms(consent, ring, illustrative), replaces)
    _blank(ui)


def _blank(ui: Screen) -> None:
    st.download_button(
        ui.t("inname.sjabloon"),
        partial(intake.blank_template, ui.lang),
        "kaarten.xlsx",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
        key="sjabloon",
    )


def _take_in(ui: Screen, session: Session, uploads: list[Upload], offered: Terms, replaces: str | None) -> None:
    try:
        actions.take_in(session, uploads, offered, replaces)
    except DwwError as problem:
        intake_parts.refused(ui, problem)
        return
    st.rerun()


def _consent(ui: Screen, turn: int) -> str | None:
    today = datetime.datetime.now(datetime.UTC).date()
    held = {each.code: each for each in intake.consents(default_home(), today)}
    chosen = st.selectbox(
        ui.t("inname.toestemming"),
        ["", *held],
        key=f"toestemming-{turn}",
        format_func=lambda code: _consent_label(ui, held[code]) if code in held else ui.t("inname.toestemming.zelf"),
        help=ui.t("inname.toestemming.hulp"),
    )
    return chosen or None


def _consent_label(ui: Screen, given: Toestemming) -> str:
    return ui.t("inname.toestemming.regel", code=given.code, ring=ui.t(f"ring.{given.ring}"), dag=given.bewaren_tot)


def _ring(ui: Screen, turn: int) -> Ring | None:
    chosen = st.selectbox(
        ui.t("inname.ring"),
        ["", *RINGS],
        key=f"ring-{turn}",
        format_func=lambda ring: ui.t(f"ring.{ring}") if ring else ui.t("inname.ring.volgt"),
        help=ui.t("inname.ring.hulp"),
    )
    return next((ring for ring in RINGS if ring == chosen), None)


def _replaces(ui: Screen, turn: int) -> str | None:
    held = {key: (file, day) for key, file, day in intake.contributions(default_home())}
    chosen = st.selectbox(
        ui.t("inname.vervangt"),
        ["", *held],
        key=f"vervangt-{turn}",
        format_func=lambda key: ui.t("inname.bijdrage.regel", sleutel=key, bestand=held[key][0], dag=held[key][1])
        if key in held else ui.t("inname.vervangt.niet"),
    )
    return chosen or None


def _new_consent(ui: Screen, session: Session) -> None:
    """Draw the small form for a consent that is not in the ledger yet."""
    with st.expander(ui.t("inname.nieuw"), icon=":material/assignment_add:", key="nieuwe-toestemming"):
        st.html(f'<p class="dww-soft">{ui.t("inname.nieuw.uitleg")}</p>')
        with st.form("toestemming", border=False, enter_to_submit=False):
            first, second = st.columns(2, gap="medium"), st.columns(2, gap="medium")
            day = ui.t("inname.nieuw.dag")
            code = first[0].text_input(ui.t("inname.nieuw.code"), placeholder="T-2026-03")
            ethics = first[1].text_input(ui.t("inname.nieuw.ethiek"), placeholder="ECO-2026-12")
            given = second[0].text_input(ui.t("inname.nieuw.datum"), placeholder=day)
            until = second[1].text_input(ui.t("inname.nieuw.bewaren_tot"), placeholder=day)
            scope = st.selectbox(
                ui.t("inname.nieuw.reikwijdte"), list(RING_OF_SCOPE), format_func=lambda name: ui.t(f"reikwijdte.{name}")
            )
            if st.form_submit_button(ui.t("inname.nieuw.leg"), icon=":material/check:"):
                _give(ui, session, Toestemming(code.strip(), scope, intake.iso_day(given), ethics.strip(), intake.iso_day(until)))


def _give(ui: Screen, session: Session, given: Toestemming) -> None:
    try:
        actions.give_consent(given)
    except InputRefused as faulty:
        fields = ((fault.where.rpartition(", ")[2], fault.expected.in_(ui.lang)) for fault in faulty.faults)
        intake_parts.warn(ui, (f"**{ui.t(f'inname.nieuw.{field}')}**: {escape_markdown(said)}" for field, said in fields))
        return
    except DwwError as problem:
        intake_parts.refused(ui, problem)
        return
    session.problem, session.message = None, ui.t("inname.nieuw.klaar", code=given.code)
    st.rerun()
