"""No consent, no load; the ring follows the consent. Bibliographies are public knowledge and need neither.

A consent must stand in the ledger, hold today, and reach as far as the ring that a record asks for. Only what was invented
(illustrative content) needs no line in the ledger: nobody was asked, because nobody spoke.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from dww_graph.errors import Fault, Text
from dww_graph.fields import CONSENT_CODE
from dww_graph.model import RINGS, Ledger, RawRecord, Terms, Toestemming

_YES = frozenset({"ja", "yes"})
_NO = frozenset({"nee", "no", "geen", "none", "niet", "onbekend", "unknown", "nvt", "ingetrokken", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Desk:
    """What consent is judged by: the terms of the offer, the ledger, the name of the file and today."""

    offered: Terms
    ledger: Ledger
    bestand: str
    today: datetime.date


def is_illustrative(record: RawRecord, terms: Terms) -> bool:
    """True when a record says that it was invented, or the whole file is offered as such."""
    cell = record.first("illustratief")
    return terms.illustratief or (cell is not None and cell.text.lower() in _YES)


def consent_code(record: RawRecord, terms: Terms) -> str | None:
    """Return the consent code of a record: its own, or, when it says `ja` or nothing, the one under which the file is offered.

    Any other word (`nee`, `onbekend`, `ingetrokken`) is no consent, whatever the file is offered under.
    """
    said = [cell.text for name in ("toestemming_id", "toestemming") if (cell := record.first(name))]
    if any(text.lower() in _NO or (text.lower() not in _YES and not CONSENT_CODE.match(text)) for text in said):
        return None
    return next((text for text in said if text.lower() not in _YES), terms.toestemming)


def ring_of(record: RawRecord, desk: Desk) -> str | None:
    """Return the ring a record states, else the one of the offer, else the one that its consent reaches."""
    cell = record.first("zichtbaarheid")
    if cell or desk.offered.zichtbaarheid:
        return cell.text.lower() if cell else desk.offered.zichtbaarheid
    known = desk.ledger.get(consent_code(record, desk.offered) or "")
    return known.ring if known else None


def check_record(record: RawRecord, desk: Desk) -> Iterator[Fault]:
    """Yield what stands in the way of loading a record of practice: consent, ring, or (a card) a privacy check not done."""
    where = _where(record, "toestemming", desk.bestand)
    code, ring = consent_code(record, desk.offered), ring_of(record, desk)
    if code is None:
        yield _no_consent(where)
    elif not is_illustrative(record, desk.offered):
        yield from check_code(code, ring, where, desk)
    if ring not in RINGS:
        yield _no_ring(_where(record, "zichtbaarheid", desk.bestand))
    checked = record.first("privacy_gecontroleerd")
    if record.kind == "kaart" and (not checked or checked.text.lower() not in _YES):
        yield _not_checked(_where(record, "privacy_gecontroleerd", desk.bestand))


def check_code(code: str, ring: str | None, where: str, desk: Desk) -> Iterator[Fault]:
    """Yield what the ledger has against loading something under a consent in a ring."""
    known = desk.ledger.get(code)
    if known is None:
        yield _unknown(code, where)
    elif known.ingetrokken_op:
        yield _withdrawn(known, where)
    elif known.bewaren_tot < desk.today.isoformat():
        yield _expired(known, where)
    elif ring in RINGS and RINGS.index(ring) < RINGS.index(known.ring):
        yield _too_wide(known, ring, where)


def _where(record: RawRecord, field: str, name: str) -> str:
    cells = record.cells.get(field)
    return cells[0].where if cells else f"{name}, {record.place}, {field}"


def _no_consent(where: str) -> Fault:
    return Fault(
        "geen-toestemming",
        Text("Er is geen toestemming vastgelegd.", "No consent is recorded."),
        where,
        Text("de code van de toestemming, bijvoorbeeld T-2026-03", "the code of the consent, e.g. T-2026-03"),
        Text(
            "Vul de code in, of geef hem mee: dww ingest BESTAND --consent CODE. Zonder toestemming: laat de kaart weg.",
            "Fill in the code, or pass it: dww ingest FILE --consent CODE. Without consent: leave the card out.",
        ),
    )


def _unknown(code: str, where: str) -> Fault:
    again = f"dww consent add {code} --scope programma --date JJJJ-MM-DD --ethics KENMERK --until JJJJ-MM-DD"
    return Fault(
        "toestemming-onbekend",
        Text(f"Toestemming {code} staat niet in het register.", f"Consent {code} is not in the ledger."),
        where,
        Text("een toestemming uit het register", "a consent of the ledger"),
        Text(f"Leg hem vast: {again} (wat er is: dww consent list)", f"Record it: {again} (what there is: dww consent list)"),
    )


def _withdrawn(known: Toestemming, where: str) -> Fault:
    day = known.ingetrokken_op
    return Fault(
        "toestemming-ingetrokken",
        Text(f"Toestemming {known.code} is ingetrokken op {day}.", f"Consent {known.code} was withdrawn on {day}."),
        where,
        Text("een toestemming die geldt", "a consent that holds"),
        Text("Laat dit materiaal weg, en verwijder het ook bij u.", "Leave this material out, and remove your own copy too."),
    )


def _expired(known: Toestemming, where: str) -> Fault:
    day = known.bewaren_tot
    return Fault(
        "bewaartermijn-voorbij",
        Text(f"Materiaal onder {known.code} mocht bewaard worden tot {day}.",
             f"Material under {known.code} could be kept until {day}."),
        where,
        Text("een bewaartermijn die nog loopt", "a retention date that lies ahead"),
        Text("Laat dit materiaal weg, of leg een nieuwe afspraak vast.", "Leave this material out, or record a new agreement."),
    )


def _too_wide(known: Toestemming, ring: str | None, where: str) -> Fault:
    return Fault(
        "ruimer-dan-toestemming",
        Text(f"Toestemming {known.code} reikt tot ring {known.ring}, niet tot {ring}.",
             f"Consent {known.code} reaches ring {known.ring}, not {ring}."),
        where,
        Text(f"ring {known.ring}, of een die minder mensen zien", f"ring {known.ring}, or one that fewer people see"),
        Text("Kies een kleinere ring, of vraag de professional om ruimere toestemming.",
             "Choose a smaller ring, or ask the professional for a wider consent."),
    )


def _no_ring(where: str) -> Fault:
    told = ", ".join(RINGS)
    return Fault(
        "geen-zichtbaarheid",
        Text("Er staat niet wie dit mag zien.", "It is not said who may see this."),
        where,
        Text(f"een van: {told}", f"one of: {told}"),
        Text("Vul de kolom zichtbaarheid, of typ --ring programma.",
             "Fill in the column zichtbaarheid, or type --ring programma."),
    )


def _not_checked(where: str) -> Fault:
    return Fault(
        "niet-op-privacy-nagekeken",
        Text("Niemand heeft deze kaart op privacy nagekeken.", "Nobody has checked this card for privacy."),
        where,
        Text("ja", "ja (yes)"),
        Text("Laat een collega de tekst lezen en zet dan 'ja'.", "Have a colleague read the text, then put 'ja'."),
    )
