"""A raw card → a frozen `Kaart`, or the faults that stand in the way."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from dww_graph import terms
from dww_graph.errors import Fault
from dww_graph.fields import CARD_FIELDS
from dww_graph.map import verbinding
from dww_graph.map.values import Values, read_fields
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import Kaart, RawRecord, Reference, Ring, Terms, VerbindingRecord


@dataclass(frozen=True, slots=True)
class Setting:
    """What a mapping needs beside the record: file name, contribution key, concepts, known things, terms and today."""

    bestand: str
    sleutel: str
    vocabulary: Vocabulary
    references: Mapping[str, Reference]
    terms: Terms
    today: datetime.date


def card_iri(sleutel: str, kaart_id: str) -> str:
    """Return the IRI of a card: the key of its contribution plus the card's own id."""
    return terms.thing("handelingskennis", f"{sleutel}-{terms.key_of(kaart_id)}")


def points_forward(record: RawRecord, setting: Setting) -> bool:
    """True when a link of a card names something that is not known yet, so that the card must wait for the rest of the file."""
    named = (cell.text for part in record.parts if (cell := part.first("naar")))
    return any(
        text.casefold() not in setting.references and not setting.vocabulary.find(text, ("elementen", "kernelementen"))
        for text in named
    )


def to_kaart(record: RawRecord, setting: Setting, consent: str | None, ring: str | None) -> tuple[Kaart | None, list[Fault]]:
    """Return the card, or None with every fault of it. Consent and ring were judged by the guard."""
    values = read_fields(record, CARD_FIELDS, setting.vocabulary, setting.bestand, setting.today)
    links, link_faults = verbinding.to_records(record.parts, setting.vocabulary, setting.references, setting.bestand,
                                               setting.today)
    faults = values.faults + link_faults
    if faults or consent is None or ring is None:
        return None, faults
    kaart = _kaart(record, values, setting.terms)
    return _with_rest(kaart, values, consent, cast(Ring, ring), links), []


def _kaart(record: RawRecord, values: Values, offered: Terms) -> dict[str, object]:
    return {
        "place": record.place,
        "kaart_id": values.one("kaart_id"),
        "titel": values.one("titel"),
        "handeling": values.one("handeling"),
        "waarom": values.one("waarom"),
        "elementen": values.all("werkzaam_element"),
        "situaties": values.all("beroepssituatie"),
        "clienttypen": values.all("clienttype"),
        "contexten": values.all("context"),
        "mechanismen": values.all("mechanisme"),
        "illustratief": values.one("illustratief") == "ja" or offered.illustratief,
        "status": values.one("status") or "concept",
    }


_OPTIONAL = {
    "bewering": "bewering",
    "gevolg": "waaraan_zie_je_het",
    "voorwaarde": "voorwaarden",
    "grens": "wanneer_niet",
    "kritiek_moment": "wat_misgaat",
    "situatie_toelichting": "situatie_toelichting",
    "instrument": "instrument",
    "beroep": "functie",
    "ervaring": "ervaring",
    "methode": "methode",
    "geleerd_van": "geleerd_van",
    "geleerd_toelichting": "geleerd_toelichting",
    "datum": "datum",
    "professional": "professional",
}


def _with_rest(
    known: dict[str, object], values: Values, consent: str, ring: Ring, links: Sequence[VerbindingRecord]
) -> Kaart:
    rest = {slot: values.one(name) for slot, name in _OPTIONAL.items()}
    return Kaart(**known, **rest, toestemming=consent, zichtbaarheid=ring, verbindingen=tuple(links))  # type: ignore[arg-type]
