"""The part of the intake page that tells what is in the graph, and takes it out again on request."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from html import escape
from typing import Final

import streamlit as st

from dww_graph import ledger, sources, withdrawal
from dww_graph.errors import DwwError
from dww_graph.explorer.components import html, intake_parts, intake_receipt
from dww_graph.explorer.components import intake_actions as actions
from dww_graph.explorer.components.intake_session import Session
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import intake
from dww_graph.graph import default_home
from dww_graph.model import Manifest, Toestemming
from dww_graph.terms import DEF
from dww_graph.withdrawal import Plan, Withdrawn

FIRST: Final = 25
"""Contributions shown before the reader asks for all."""


def show(ui: Screen, session: Session) -> None:
    """Draw the contributions, the consents, one of them in full, and how to withdraw it."""
    if session.removed:
        _proof(ui, session, session.removed)
    manifests = sorted(sources.manifests(default_home()), key=lambda each: each.ingelezen_op, reverse=True)
    given = ledger.load(default_home())
    st.header(ui.t("inname.bijdragen"), anchor=False)
    _table(ui, manifests)
    if given:
        st.header(ui.t("inname.toestemmingen"), anchor=False)
        _consents(ui, list(given.values()))
    st.header(ui.t("inname.kies.kop"), anchor=False)
    what = _pick(ui, manifests, [each for each in given.values() if not each.ingetrokken_op])
    if what is not None:
        _in_full(ui, what)
        _withdraw(ui, session, what)


def _table(ui: Screen, manifests: list[Manifest]) -> None:
    if not manifests:
        st.info(ui.t("inname.bijdragen.leeg"), icon=":material/inbox:")
        return
    everything = len(manifests) <= FIRST or st.toggle(ui.t("kennis.meer", n=len(manifests)), key="alle-bijdragen")
    heads = tuple(ui.t(f"bijdrage.{name}") for name in ("bestand", "sleutel", "dag", "gelezen", "tripels", "verzonnen"))
    rows = (
        (
            escape(each.bestand), f"<code>{escape(each.sleutel)}</code>", escape(each.ingelezen_op[:10]), str(each.gelezen),
            str(each.tripels), ui.t("ja" if each.illustratief else "nee"),
        )
        for each in (manifests if everything else manifests[:FIRST])
    )
    st.html(html.table(ui.t("inname.bijdragen"), heads, rows))


def _consents(ui: Screen, given: list[Toestemming]) -> None:
    heads = tuple(ui.t(f"toestemming.{name}") for name in ("code", "reikwijdte", "ethiek", "tot", "stand"))
    rows = (
        tuple(map(escape, (each.code, ui.t(f"reikwijdte.{each.reikwijdte}"), each.ethiek, each.bewaren_tot, _state(ui, each))))
        for each in given
    )
    st.html(html.table(ui.t("inname.toestemmingen"), heads, rows))


def _state(ui: Screen, given: Toestemming) -> str:
    if given.ingetrokken_op:
        return ui.t("toestemming.ingetrokken", dag=given.ingetrokken_op)
    late = given.bewaren_tot < datetime.datetime.now(datetime.UTC).date().isoformat()
    return ui.t("toestemming.voorbij" if late else "toestemming.geldt")


def _pick(ui: Screen, manifests: list[Manifest], given: list[Toestemming]) -> str | None:
    labels = {each.sleutel: ui.t("inname.kies.bijdrage", bestand=each.bestand, sleutel=each.sleutel) for each in manifests}
    labels |= {each.code: ui.t("inname.kies.toestemming", code=each.code) for each in given}
    return st.selectbox(
        ui.t("inname.kies"), list(labels), index=None, key="bijdragekeuze", placeholder=ui.t("inname.kies.tip"),
        format_func=lambda name: labels[name],
    )


def _in_full(ui: Screen, what: str) -> None:
    held = intake.kept(default_home(), what)
    if held is None:
        return
    st.html(intake_receipt.count_table(ui, held.manifest.bestand, intake.counts_kept(held.data)))
    with st.container(horizontal=True):
        st.download_button(
            ui.t("inname.json"), held.to_json, f"{what}.json", "application/json",
            key=f"bewijs-{what}", on_click="ignore", icon=":material/download:",
        )
        intake_receipt.prov(ui, what, f"bewijs-prov-{what}")


def _withdraw(ui: Screen, session: Session, what: str) -> None:
    """Draw what a withdrawal would remove, and ask for the code before it is carried out."""
    with st.container(border=True, key="dwwbox-intrekken"):
        st.subheader(ui.t("inname.intrekken"), anchor=False)
        try:
            plan = withdrawal.preview(default_home(), what)
        except DwwError as problem:
            intake_parts.refused(ui, problem)
            return
        _plan(ui, plan)
        with st.form(f"intrekken-{what}", border=False, enter_to_submit=False):
            reason = st.text_input(ui.t("inname.intrekken.reden"), value=ui.t("inname.intrekken.verzoek"))
            typed = st.text_input(ui.t("inname.intrekken.typ", code=what), autocomplete="off")
            if st.form_submit_button(ui.t("inname.intrekken.doe"), icon=":material/delete_forever:"):
                _carry_out(ui, session, what, typed, reason)


def _carry_out(ui: Screen, session: Session, what: str, typed: str, reason: str) -> None:
    if typed.strip() != what:
        st.warning(ui.t("inname.intrekken.anders", code=what), icon=":material/error:")
        return
    try:
        actions.withdraw(session, what, typed, reason)
    except DwwError as problem:
        intake_parts.refused(ui, problem)
        return
    st.rerun()


def _plan(ui: Screen, plan: Plan) -> None:
    """Draw what goes: by contribution, older generations, exports in and outside the house."""
    if plan.parts:
        heads = tuple(ui.t(f"intrekken.{name}") for name in ("bijdrage", "hoeveel", "wat"))
        rows = (
            (
                f"<code>{escape(part.sleutel)}</code>", ui.t("intrekken.alles" if part.whole else "intrekken.deel"),
                escape(_kinds(ui, part.counts)),
            )
            for part in plan.parts
        )
        st.html(html.table(ui.t("inname.intrekken"), heads, rows))
    else:
        st.html(f'<p class="dww-soft">{ui.t("intrekken.niets")}</p>')
    outside = [f"{each.bestand} ({ui.t(f'ring.{each.ring}')}, {each.dag})" for each in plan.exports if not each.in_huis]
    st.html(f'<p class="dww-soft">{escape(ui.n("intrekken.generaties", len(plan.generations)))}</p>')
    if outside:
        st.warning(f"{ui.t('intrekken.buiten')} {'; '.join(outside)}", icon=":material/outgoing_mail:")


def _kinds(ui: Screen, counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {ui.graph.label(f'{DEF}{kind}')}" for kind, number in counts.items())


def _proof(ui: Screen, session: Session, done: Withdrawn) -> None:
    """Draw what was taken out, and what the search through every byte found."""
    found, size = done.proof, ui.decimal(f"{done.proof.bytes / 1_048_576:.1f}")
    with st.container(border=True, key="dwwbox-bewijs"):
        st.header(ui.t("inname.bewijs", code=done.plan.what), anchor=False)
        clean = not found.found
        badge = html.signed("task_alt", "vastgesteld", ui.t("bewijs.schoon")) if clean else html.signed(
            "error", "afgewezen", ui.n("bewijs.nog", len(found.found)))
        st.html(html.row([badge]))
        lines = [(ui.t("bewijs.weg"), escape(_kinds(ui, done.plan.total()) or "0")),
                 (ui.t("bewijs.gezocht"), escape(ui.t("bewijs.bereik", teksten=found.texts, bestanden=found.files, mb=size))),
                 (ui.t("bewijs.gedeeld"), str(found.shared) if found.shared else ""),
                 (ui.t("bewijs.staatnog"), escape(", ".join(found.found))),
                 (ui.t("bewijs.generatie"), f"{done.generation:04d}")]
        st.html(html.pairs(lines))
        st.button(ui.t("inname.sluitbewijs"), key="sluit-bewijs", icon=":material/close:", type="tertiary",
                  on_click=_forget, args=(session,))


def _forget(session: Session) -> None:
    session.removed = None
