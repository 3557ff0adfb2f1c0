"""The ledger of consents, folded from the journal: what was agreed, how far it goes, until when, and whether it was withdrawn."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from dww_graph import journal, terms
from dww_graph.answer import Iri, Triple
from dww_graph.errors import Fault, InputRefused, Text
from dww_graph.fields import CONSENT_CODE
from dww_graph.journal import Decision
from dww_graph.map.statements import a, curie, dww, plain
from dww_graph.model import RING_OF_SCOPE, Ledger, Scope, Toestemming

GIVEN, WITHDRAWN = "toestemming", "toestemming-ingetrokken"
_ETHICS = re.compile(r"^[A-Za-z0-9][A-Za-z0-9 ./:_-]{1,59}$")


def load(home: Path) -> Ledger:
    """Return every consent of a data folder by its code, withdrawn ones too."""
    return folded(journal.read(home))


def folded(decisions: Iterable[Decision]) -> Ledger:
    """Return the consents as the decisions leave them; a later line on the same code replaces the earlier."""
    found: dict[str, Toestemming] = {}
    for decision in decisions:
        if decision.daad == GIVEN:
            said = decision.gegevens
            found[decision.waarover] = Toestemming(
                decision.waarover, cast(Scope, said["reikwijdte"]), said["datum"], said["ethiek"], said["bewaren_tot"]
            )
        elif decision.daad == WITHDRAWN and decision.waarover in found:
            found[decision.waarover] = replace(found[decision.waarover], ingetrokken_op=decision.moment[:10])
    return found


def record(home: Path, moment: str, rol: str, given: Toestemming, today: datetime.date) -> None:
    """Write a consent into the journal; raises InputRefused with everything that is wrong with it."""
    faults = tuple(_faults(given, load(home), today))
    if faults:
        raise InputRefused(given.code, faults)
    details = {
        "reikwijdte": given.reikwijdte,
        "datum": given.datum,
        "ethiek": given.ethiek,
        "bewaren_tot": given.bewaren_tot,
    }
    journal.append(home, moment, rol, GIVEN, given.code, details)


def expired(ledger: Ledger, today: datetime.date) -> tuple[Toestemming, ...]:
    """Return the consents whose material may not be kept any longer."""
    return tuple(each for each in ledger.values() if not each.ingetrokken_op and each.bewaren_tot < today.isoformat())


def triples(ledger: Ledger) -> Iterator[Triple]:
    """Yield what ring beheer knows of every consent."""
    for given in ledger.values():
        node = Iri(terms.thing("toestemming", terms.key_of(given.code)))
        yield from a(node, "Toestemming")
        yield from plain(node, curie("dcterms:identifier"), given.code)
        yield from plain(node, dww("reikwijdte"), given.reikwijdte)
        yield from plain(node, dww("gegevenOp"), given.datum)
        yield from plain(node, dww("ethiekkenmerk"), given.ethiek)
        yield from plain(node, dww("bewarenTot"), given.bewaren_tot)
        yield from plain(node, dww("ingetrokkenOp"), given.ingetrokken_op)


def _faults(given: Toestemming, known: Ledger, today: datetime.date) -> Iterable[Fault]:
    if not CONSENT_CODE.match(given.code):
        yield _wrong(given.code, "code", Text("hoofdletters, cijfers en streepjes, zoals T-2026-03; nooit een naam",
                                              "capitals, digits and hyphens, like T-2026-03; never a name"))
    if given.reikwijdte not in RING_OF_SCOPE:
        told = ", ".join(RING_OF_SCOPE)
        yield _wrong(given.code, "reikwijdte", Text(f"een van: {told}", f"one of: {told}"))
    if not _ETHICS.match(given.ethiek):
        yield _wrong(given.code, "ethiek", Text("het kenmerk van de ethische commissie", "the reference of the ethics committee"))
    agreed, until = _day(given.datum), _day(given.bewaren_tot)
    if agreed is None or agreed > today:
        yield _wrong(given.code, "datum", Text("een dag die is geweest: jjjj-mm-dd", "a day in the past: yyyy-mm-dd"))
    if until is None or until <= today:
        yield _wrong(given.code, "bewaren_tot", Text("een dag die nog komt: jjjj-mm-dd", "a day to come: yyyy-mm-dd"))
    if given.code in known and known[given.code].ingetrokken_op:
        yield _wrong(given.code, "code", Text("een code die nog niet is ingetrokken", "a code that was not withdrawn"))


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _wrong(code: str, field: str, expected: Text) -> Fault:
    return Fault(
        "toestemming-onvolledig",
        Text(f"Aan deze toestemming klopt iets niet: {field}.", f"Something is wrong with this consent: {field}."),
        f"{code}, {field}",
        expected,
        Text("Kijk op het formulier en vul het aan.", "Look at the form and complete it."),
    )
