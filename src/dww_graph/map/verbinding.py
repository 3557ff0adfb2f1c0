"""The links of a card: raw parts → `VerbindingRecord`s, with the demands that a link must meet."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from dww_graph.errors import Fault, Text
from dww_graph.fields import LINK_FIELDS
from dww_graph.map.values import Values, read_fields
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import RawRecord, Reference, VerbindingRecord

TO_ELEMENT = frozenset({"verfijnt", "breidt-uit", "illustreert", "roept-vraag-op"})
NOTHING_FOUND = "geen-bewijs-gevonden"
STATEMENTS = frozenset({"Bevinding", "Aanbeveling", "Zoekverslag", "Handelingskennis", "Programmaclaim"})
_JUDGED = frozenset({"vastgesteld", "afgewezen"})
_NO_RATIONALE = "Bron genoemd op de kaart; de toelichting volgt nog."


def to_records(
    parts: Sequence[RawRecord],
    vocabulary: Vocabulary,
    references: Mapping[str, Reference],
    bestand: str,
    today: datetime.date,
) -> tuple[list[VerbindingRecord], list[Fault]]:
    """Return the links of a card that are in order, and every fault in the others."""
    links: list[VerbindingRecord] = []
    faults: list[Fault] = []
    for part in parts:
        values = read_fields(part, LINK_FIELDS, vocabulary, bestand, today)
        if values.faults:
            faults += values.faults
            continue
        target = _target(part, values, vocabulary, references)
        found = _faults(part, values, target, bestand)
        faults += found
        if not found:
            links.append(_link(values, target, today))
    return links, faults


def _key(values: Values, name: str) -> str | None:
    iri = values.one(name)
    return iri.rsplit("/", 1)[-1] if iri else None


def _target(
    part: RawRecord, values: Values, vocabulary: Vocabulary, references: Mapping[str, Reference]
) -> Reference | None:
    cell = part.first("naar")
    if cell is None:
        return None
    elements = vocabulary.find(cell.text, ("elementen", "kernelementen")) if _key(values, "relatie") in TO_ELEMENT else ()
    if elements:
        return Reference(elements[0], "WerkzaamElement", "openbaar")
    return references.get(cell.text.casefold())


def _faults(part: RawRecord, values: Values, target: Reference | None, bestand: str) -> list[Fault]:
    relation, status = _key(values, "relatie"), _key(values, "status") or "voorgesteld"
    where = _where(part, "naar", bestand)
    faults = []
    if relation == NOTHING_FOUND:
        if not (values.one("zoekbereik") and values.one("zoekdatum")):
            faults.append(_no_search(_where(part, "relatie", bestand)))
    elif target is None:
        faults.append(_no_target(where, part.first("naar")))
    if relation == "roept-vraag-op" and not values.one("vraag"):
        faults.append(_no_question(where))
    if status in _JUDGED and values.one("beoordeeld_door") in (None, values.one("gemaakt_door")):
        faults.append(_no_review(_where(part, "status", bestand)))
    if status == "vastgesteld" and target and relation not in TO_ELEMENT and target.soort not in STATEMENTS:
        faults.append(_no_finding(where))
    return faults


def _where(part: RawRecord, field: str, bestand: str) -> str:
    cell = part.first(field) or part.first("relatie")
    return cell.where if cell else f"{bestand}, {part.place}"


def _link(values: Values, target: Reference | None, today: datetime.date) -> VerbindingRecord:
    return VerbindingRecord(
        relatie=_key(values, "relatie") or "",
        toelichting=values.one("toelichting") or _NO_RATIONALE,
        status=_key(values, "status") or "voorgesteld",
        doel=target,
        vraag=values.one("vraag"),
        zoekbereik=values.one("zoekbereik"),
        zoekdatum=values.one("zoekdatum"),
        gezocht_door=values.one("gezocht_door"),
        directheid=values.one("directheid"),
        zekerheid=values.one("zekerheid"),
        gemaakt_door=values.one("gemaakt_door"),
        beoordeeld_door=values.one("beoordeeld_door"),
        ingelezen_op=today.isoformat(),
    )


def _no_target(where: str, cell: object) -> Fault:
    told = getattr(cell, "text", "")[:40]
    return Fault(
        "onbekende-verwijzing",
        Text(f"'{told}' is geen bekende bevinding, aanbeveling, bron of kaart.",
             f"'{told}' is not a known finding, advice, source or card."),
        where,
        Text("een nummer als B07-1, G-SB-1, B07 of VB1, of een DOI", "a number such as B07-1, G-SB-1, B07 or VB1, or a DOI"),
        Text("Neem eerst de bronnenlijst op, of zoek: dww terms WOORD.",
             "Take in the bibliography first, or look it up: dww terms WORD."),
    )


def _no_search(where: str) -> Fault:
    return Fault(
        "zoekopdracht-ontbreekt",
        Text("'Geen bewijs gevonden' zonder te zeggen waar en wanneer is gezocht.",
             "'No evidence found' without where and when."),
        where,
        Text("zoekbereik en zoekdatum", "zoekbereik (scope) and zoekdatum (date)"),
        Text("Vul beide in: niet gezocht is iets anders dan niets gevonden.",
             "Fill in both: not searched differs from none found."),
    )


def _no_question(where: str) -> Fault:
    return Fault(
        "vraag-ontbreekt",
        Text("De verbinding roept een vraag op, maar de vraag staat er niet.",
             "The link raises a question but does not state it."),
        where,
        Text("het veld vraag", "the field vraag"),
        Text("Schrijf de vraag op.", "Write the question down."),
    )


def _no_review(where: str) -> Fault:
    return Fault(
        "beoordeling-ontbreekt",
        Text("Een vastgestelde verbinding moet door een ander zijn beoordeeld.",
             "An accepted link needs a review by somebody else."),
        where,
        Text("beoordeeld_door: een andere code dan gemaakt_door", "beoordeeld_door: another code than gemaakt_door"),
        Text("Laat een collega beoordelen, of zet de status op voorgesteld.",
             "Have a colleague review it, or make the status voorgesteld."),
    )


def _no_finding(where: str) -> Fault:
    return Fault(
        "bevinding-ontbreekt",
        Text("Deze verbinding wijst naar een hele bron, niet naar een bevinding.",
             "This link points at a whole source, not at a finding."),
        where,
        Text("een bevinding (B07-1) of aanbeveling (G-SB-1)", "a finding (B07-1) or recommendation (G-SB-1)"),
        Text("Wijs de bevinding aan, of zet de status op voorgesteld.", "Point at the finding, or make the status voorgesteld."),
    )
