"""No consent, no load; no ring, no load. A bibliography is public knowledge and needs neither."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dww_graph.errors import Fault, Text
from dww_graph.model import RINGS, RawRecord, Terms

_CODE = re.compile(r"^[A-Z0-9][A-Z0-9-]{2,39}$")
_YES = frozenset({"ja", "yes"})
_NO = frozenset({"nee", "no", "geen", "none", "niet", "onbekend", "unknown", "nvt", "ingetrokken", "withdrawn"})


def consent_code(record: RawRecord, terms: Terms) -> str | None:
    """Return the consent code of a record: its own, or, when it says `ja` or nothing, the one under which the file is offered.

    Any other word (`nee`, `onbekend`, `ingetrokken`) is no consent, whatever the file is offered under.
    """
    said = [cell.text for name in ("toestemming_id", "toestemming") if (cell := record.first(name))]
    if any(text.lower() in _NO or (text.lower() not in _YES and not _CODE.match(text)) for text in said):
        return None
    return next((text for text in said if text.lower() not in _YES), terms.toestemming)


def ring_of(record: RawRecord, terms: Terms) -> str | None:
    """Return the ring a record states, or the one under which the file is offered."""
    cell = record.first("zichtbaarheid")
    return cell.text.lower() if cell else terms.zichtbaarheid


def check_record(record: RawRecord, terms: Terms, name: str) -> Iterator[Fault]:
    """Yield what stands in the way of loading a card: consent, ring, or a privacy check that was not done."""
    if record.kind != "kaart":
        return
    if consent_code(record, terms) is None:
        yield _no_consent(_where(record, "toestemming", name))
    if ring_of(record, terms) not in RINGS:
        yield _no_ring(_where(record, "zichtbaarheid", name))
    checked = record.first("privacy_gecontroleerd")
    if not checked or checked.text.lower() not in ("ja", "yes"):
        yield _not_checked(_where(record, "privacy_gecontroleerd", name))


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


def _no_ring(where: str) -> Fault:
    told = ", ".join(RINGS)
    return Fault(
        "geen-zichtbaarheid",
        Text("Er staat niet wie deze kaart mag zien.", "It is not said who may see this card."),
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
