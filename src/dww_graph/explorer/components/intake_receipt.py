"""Receipts on the screen: what became of each file, with every fault, and the files to take away."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer.components import html
from dww_graph.explorer.components.intake_session import Session
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import intake
from dww_graph.explorer.viewmodels.intake import Told
from dww_graph.explorer.viewmodels.remedies import on_page
from dww_graph.graph import default_home

FIRST: Final = 20
"""Faults shown before the reader asks for all."""
_LOOKS: Final = {
    "opgenomen": ("task_alt", "vastgesteld"),
    "vervangen": ("task_alt", "vastgesteld"),
    "ongewijzigd": ("equal", "besproken"),
    "geweigerd": ("block", "afgewezen"),
    "wacht": ("pending", "voorgesteld"),
}


def receipts(ui: Screen, session: Session) -> None:
    """Draw the receipt of each file of the last offer that does not wait."""
    shown = [(number, told) for number, told in enumerate(session.told) if not told.waits]
    if not shown:
        return
    st.header(ui.t("inname.ontvangst"), anchor=False)
    for number, told in shown:
        with st.container(border=True, key=f"dwwbox-bewijs-{number}"):
            _receipt(ui, told, number)
    st.button(
        ui.t("inname.sluit"), key="sluit", icon=":material/close:", type="tertiary", on_click=_close, args=(session,)
    )


def _close(session: Session) -> None:
    session.told = session.waiting()


def _receipt(ui: Screen, told: Told, number: int) -> None:
    outcome = told.receipt.outcome
    icon, look = _LOOKS[outcome]
    title = f'<h3 class="dww-file">{escape(told.name)}</h3>'
    st.html(f"{title}{html.row([html.signed(icon, look, ui.t(f'uitkomst.{outcome}'))])}")
    st.html(f'<p class="dww-soft">{escape(ui.t(f"uitkomst.{outcome}.uitleg"))}</p>')
    notes = "".join(f"<li>{escape(note.in_(ui.lang))}</li>" for note in told.receipt.notes)
    if notes:
        st.html(f'<ul class="dww-plainlist">{notes}</ul>')
    if outcome in ("opgenomen", "vervangen"):
        st.html(count_table(ui, told.name, intake.counts(told.receipt)))
    _faults(ui, told, number)
    _downloads(ui, told, number)


def count_table(ui: Screen, name: str, counted: Iterable[tuple[str, str, int]]) -> str:
    """Give what a receipt counts as a table: what, and how many."""
    heads = (ui.t("bewijs.wat"), ui.t("bewijs.aantal"))
    rows = ((escape(_counted(ui, kind, of)), str(number)) for kind, of, number in counted)
    title = f"{ui.t('inname.ontvangst')}: {name}"
    return f'<div class="dww-narrow">{html.table(title, heads, rows)}</div>'


def _counted(ui: Screen, kind: str, of: str) -> str:
    word = ui.t(f"bewijs.{kind}")
    return f"{word}: {of}" if of else word


def _faults(ui: Screen, told: Told, number: int) -> None:
    found = intake.all_faults(told.receipt)
    if not found:
        return
    st.html(f'<p class="dww-question" role="status">{escape(ui.n("inname.fouten", len(found)))}</p>')
    everything = len(found) <= FIRST or st.toggle(ui.t("kennis.meer", n=len(found)), key=f"fouten-{number}")
    heads = tuple(ui.t(f"fout.{name}") for name in ("wat", "waar", "verwacht", "doe"))
    rows = (
        tuple(map(escape, (fault.what.in_(ui.lang), fault.where, fault.expected.in_(ui.lang), fault.do.in_(ui.lang))))
        for fault in map(on_page, found if everything else found[:FIRST])
    )
    st.html(html.table(f"{told.name}: {ui.n('inname.fouten', len(found))}", heads, rows))


def _downloads(ui: Screen, told: Told, number: int) -> None:
    with st.container(horizontal=True):
        if told.upload and intake.can_be_commented(told.receipt):
            st.download_button(
                ui.t("inname.kopie"), partial(intake.commented, told, ui.lang), intake.copy_name(told.name, ui.lang),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                key=f"kopie-{number}", on_click="ignore", icon=":material/add_comment:",
            )
        st.download_button(
            ui.t("inname.json"), partial(intake.as_json, default_home(), told), f"{told.receipt.sleutel or told.name}.json",
            "application/json", key=f"json-{number}", on_click="ignore", icon=":material/download:",
        )
        if told.receipt.sleutel and told.receipt.outcome in ("opgenomen", "vervangen"):
            prov(ui, told.receipt.sleutel, f"prov-{number}")


def prov(ui: Screen, key: str, widget: str) -> None:
    """Draw the download of a kept receipt as PROV."""
    held = intake.kept(default_home(), key)
    if held:
        st.download_button(
            ui.t("inname.prov"), held.to_prov, f"{key}.ttl", "text/turtle",
            key=widget, on_click="ignore", icon=":material/data_object:",
        )
