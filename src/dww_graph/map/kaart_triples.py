"""A `Kaart` → triples, each with the ring from which it may be seen.

What could lead to a person (the consent) is seen in ring beheer only; a link is never more public than what it joins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.map.kaart import card_iri
from dww_graph.map.statements import TRUE, a, concept, curie, dutch, dww, link, moment, plain, say, told
from dww_graph.map.verbinding import NOTHING_FOUND, STATEMENTS, TO_ELEMENT
from dww_graph.model import RINGS, Kaart, Ring, VerbindingRecord

Ringed = tuple[Ring, Triple]


def triples(kaart: Kaart, sleutel: str, labels: Mapping[str, str]) -> Iterator[Ringed]:
    """Yield the triples of a card with their rings; `labels` names the concepts, for the sentence of a card without one."""
    card = Iri(card_iri(sleutel, kaart.kaart_id))
    ring = kaart.zichtbaarheid
    for triple in (*_card(card, kaart, labels), *_around(card, kaart, sleutel), *_origin(card, kaart.place, sleutel)):
        yield ring, triple
    for triple in _consent(card, kaart):
        yield "beheer", triple
    used: set[str] = set()
    for record in kaart.verbindingen:
        yield from _link(card, kaart, record, sleutel, used)


def _card(card: Iri, kaart: Kaart, labels: Mapping[str, str]) -> Iterator[Triple]:
    yield from a(card, "Handelingskennis")
    yield from say(card, curie("dcterms:identifier"), Literal(kaart.kaart_id))
    yield from told(card, curie("dcterms:title"), kaart.titel)
    yield from told(card, dww("bewering"), kaart.bewering or _sentence(kaart, labels))
    yield from told(card, dww("handelwijze"), kaart.handeling)
    yield from told(card, dww("overweging"), kaart.waarom)
    yield from told(card, dww("gevolg"), kaart.gevolg)
    yield from told(card, dww("voorwaarde"), kaart.voorwaarde)
    yield from told(card, dww("grens"), kaart.grens)
    yield from told(card, dww("kritiekMoment"), kaart.kritiek_moment)
    yield from told(card, dww("toelichting"), kaart.situatie_toelichting)
    yield from told(card, dww("instrumenttekst"), kaart.instrument)
    yield from link(card, dww("geeftVormAan"), kaart.elementen)
    yield from link(card, dww("inBeroepssituatie"), kaart.situaties)
    yield from link(card, dww("metClienttype"), kaart.clienttypen)
    yield from link(card, dww("inContext"), kaart.contexten)
    yield from link(card, dww("verwachtMechanisme"), kaart.mechanismen)
    yield from say(card, dww("zichtbaarheidVan"), concept("zichtbaarheid", kaart.zichtbaarheid))
    yield from plain(card, dww("kaartstatus"), kaart.status)
    yield from plain(card, curie("dcterms:created"), kaart.datum)
    yield from _marked(card, kaart)


def _sentence(kaart: Kaart, labels: Mapping[str, str]) -> str:
    element = labels.get(kaart.elementen[0], "") if kaart.elementen else ""
    situation = labels.get(kaart.situaties[0], "") if kaart.situaties else ""
    where = f" bij {situation}" if situation else ""
    return f"Zo krijgt {element}{where} vorm: {kaart.titel}."


def _marked(thing: Iri, kaart: Kaart) -> Iterator[Triple]:
    if kaart.illustratief:
        yield Triple(thing, dww("isIllustratief"), TRUE)


def _origin(thing: Iri, place: str, sleutel: str) -> Iterator[Triple]:
    yield from say(thing, dww("ingelezenIn"), concept("inlezing", sleutel))
    yield from plain(thing, dww("vindplaats"), place)


def _around(card: Iri, kaart: Kaart, sleutel: str) -> Iterator[Triple]:
    """The profile, the session in which the card was made explicit, and how its professional learned it."""
    key = f"{sleutel}-{terms.key_of(kaart.kaart_id)}"
    if kaart.beroep or kaart.ervaring:
        profile = Iri(terms.thing("profiel", key))
        yield from a(profile, "Professionalprofiel")
        yield from link(profile, dww("heeftBeroep"), [kaart.beroep])
        yield from link(profile, dww("heeftErvaring"), [kaart.ervaring])
        yield from link(profile, dww("inContext"), kaart.contexten)
        yield from say(card, dww("uitgesprokenDoorProfiel"), profile)
        yield from _marked(profile, kaart)
    session = Iri(terms.thing("explicitering", key))
    yield from a(session, "Explicitering")
    yield from link(session, dww("metMethode"), [kaart.methode])
    yield from say(card, dww("geexpliciteerdIn"), session)
    yield from _marked(session, kaart)
    if kaart.geleerd_van or kaart.geleerd_toelichting:
        learning = Iri(terms.thing("leerproces", key))
        yield from a(learning, "Leerproces")
        yield from link(learning, dww("metInteractievorm"), [kaart.geleerd_van])
        yield from told(learning, dww("toelichting"), kaart.geleerd_toelichting)
        yield from say(card, dww("geleerdIn"), learning)
        yield from _marked(learning, kaart)


def _consent(card: Iri, kaart: Kaart) -> Iterator[Triple]:
    """The consent of a card, and whose card it is: by pseudonym, where the file gives one."""
    consent = Iri(terms.thing("toestemming", terms.key_of(kaart.toestemming)))
    yield from a(consent, "Toestemming")
    yield from plain(consent, curie("dcterms:identifier"), kaart.toestemming)
    yield from say(card, dww("onderToestemming"), consent)
    if kaart.professional:
        professional = Iri(terms.thing("professional", terms.key_of(kaart.professional)))
        yield from a(professional, "Professional")
        yield from plain(professional, dww("pseudoniem"), kaart.professional)
        yield from say(professional, dww("zichtbaarheidVan"), concept("zichtbaarheid", "beheer"))
        yield from say(card, dww("vanProfessional"), professional)


def _link(card: Iri, kaart: Kaart, record: VerbindingRecord, sleutel: str, used: set[str]) -> Iterator[Ringed]:
    key = _link_key(card, record, used)
    node = Iri(terms.thing("verbinding", key))
    ring = max(kaart.zichtbaarheid, record.doel.ring if record.doel else "openbaar", key=RINGS.index)
    day = record.zoekdatum or kaart.datum or record.ingelezen_op or ""
    parts = (
        *_link_itself(node, card, record, key, kaart, sleutel),
        *_judged(node, record, key, day, kaart),
        *_origin(node, kaart.place, sleutel),
        *say(node, dww("zichtbaarheidVan"), concept("zichtbaarheid", ring)),
        *_marked(node, kaart),
    )
    for triple in parts:
        yield ring, triple


def _link_key(card: Iri, record: VerbindingRecord, used: set[str]) -> str:
    target = record.doel.iri.rsplit("/", 1)[-1] if record.doel else record.zoekdatum or "onbepaald"
    key = f"{card.value.rsplit('/', 1)[-1]}-{record.relatie}-{target}"
    number = 1
    unique = key
    while unique in used:
        number += 1
        unique = f"{key}-{number}"
    used.add(unique)
    return unique


def _link_itself(
    node: Iri, card: Iri, record: VerbindingRecord, key: str, kaart: Kaart, sleutel: str
) -> Iterator[Triple]:
    yield from a(node, "Bijdrageverbinding" if record.relatie in TO_ELEMENT else "Bewijsverbinding")
    yield from say(node, dww("heeftOnderwerp"), card)
    yield from say(node, dww("relatietypeVan"), concept("relatietype", record.relatie))
    yield from say(node, dww("status"), concept("status", record.status))
    yield from told(node, dww("toelichting"), record.toelichting)
    yield from told(node, dww("vraag"), record.vraag)
    yield from link(node, dww("directheidVan"), [record.directheid])
    yield from link(node, dww("zekerheidsoordeelVan"), [record.zekerheid])
    if record.relatie == NOTHING_FOUND:
        yield from _search(node, record, key, kaart, sleutel)
    elif record.doel:
        yield Triple(node, _target_property(record), Iri(record.doel.iri))


def _target_property(record: VerbindingRecord) -> Iri:
    if record.relatie in TO_ELEMENT:
        return dww("heeftDoel")
    return dww("heeftBewijs") if record.doel and record.doel.soort in STATEMENTS else dww("heeftBewijsbron")


def _search(node: Iri, record: VerbindingRecord, key: str, kaart: Kaart, sleutel: str) -> Iterator[Triple]:
    """The dated, scoped statement that a search found nothing."""
    search = Iri(terms.thing("zoekverslag", key))
    yield from a(search, "Zoekverslag")
    yield from say(search, dww("bewering"), dutch(f"Niets gevonden in: {record.zoekbereik}"))
    yield from told(search, dww("zoekbereik"), record.zoekbereik)
    yield from plain(search, dww("zoekdatum"), record.zoekdatum)
    yield from plain(search, dww("gezochtDoor"), record.gezocht_door)
    yield from say(search, dww("zichtbaarheidVan"), concept("zichtbaarheid", kaart.zichtbaarheid))
    yield from _marked(search, kaart)
    yield from _origin(search, kaart.place, sleutel)
    yield from say(node, dww("heeftBewijs"), search)


def _judged(node: Iri, record: VerbindingRecord, key: str, day: str, kaart: Kaart) -> Iterator[Triple]:
    """Who made the link and when, and the review of a link that was judged."""
    maker = _member(record.gemaakt_door or record.gezocht_door or "inlezing")
    yield from a(maker, "Medewerker")
    yield from say(node, curie("prov:wasAttributedTo"), maker)
    yield from say(node, curie("prov:generatedAtTime"), moment(day))
    if record.beoordeeld_door and record.status != "voorgesteld":
        review, reviewer = Iri(terms.thing("beoordeling", key)), _member(record.beoordeeld_door)
        yield from a(reviewer, "Medewerker")
        yield from a(review, "Beoordeling")
        yield from say(review, dww("beoordeelt"), node)
        yield from say(review, dww("besluit"), concept("status", record.status))
        yield from say(review, curie("prov:wasAssociatedWith"), reviewer)
        yield from say(review, curie("prov:endedAtTime"), moment(day))
        yield from _marked(review, kaart)


def _member(code: str) -> Iri:
    return Iri(terms.thing("medewerker", terms.key_of(code)))
