"""The peer: the same files read the way most projects would do it, with csv or xml.etree, pydantic and rdflib.

A pydantic model checks every record (required, lengths, patterns, dates, terms of a list, numbers used twice); what passes is
added to an rdflib Graph in memory, which is written as N-Triples. It makes the same triples as ours, and looks at no privacy, no
consent, no zip bombs and no hostile XML.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final, Literal, Self
from xml.etree import ElementTree

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationInfo, model_validator
from rdflib import Graph, URIRef
from rdflib import Literal as Text
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, SKOS, XSD, Namespace

from dww_graph.map.vocabulary import Vocabulary

ID: Final = "https://w3id.org/dww/id/"
DWW: Final = Namespace("https://w3id.org/dww/def#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
TRUE: Final = Text("true", datatype=XSD.boolean)
KEY: Final = "meting"
_RUN: Final = URIRef(f"{ID}inlezing/{KEY}")
_SCHEMES: Final = {
    "element": ("elementen", "kernelementen"), "situatie": ("situaties",), "client": ("clienttypen",), "context": ("contexten",),
    "mechanisme": ("mechanismen",), "beroep": ("beroepen",), "ervaring": ("ervaring",), "methode": ("expliciteren",),
    "geleerd": ("interactievormen",), "relatie": ("relatietypen",),
}
_QDA: Final = "{urn:QDA-XML:project:1.0}"
_KEY: Final = re.compile(r"[^a-z0-9]+")
_GUID: Final = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_DUTCH: Final = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4})$")
_CONTEXT: Final = 32
Lists = Mapping[str, Mapping[str, URIRef]]


def lists_of(vocabulary: Vocabulary) -> Lists:
    """Return the lists of terms as plain dictionaries from name to IRI."""
    return {
        kind: {name: URIRef(iris[0]) for scheme in schemes for name, iris in vocabulary.found[scheme].items()}
        for kind, schemes in _SCHEMES.items()
    }


def read_cards(path: Path, vocabulary: Vocabulary, out: Path) -> Graph:
    """Check and map a table of cards, write the triples to `out` and return the graph."""
    graph, lists = Graph(), lists_of(vocabulary)
    labels = {URIRef(iri): label for iri, label in vocabulary.labels.items()}
    seen: set[str] = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter=";", strict=True), 2):
            card = Kaart.model_validate({name: text for name, text in row.items() if text}, context=lists)
            if card.kaart_id.casefold() in seen:
                raise ValueError(card.kaart_id)
            seen.add(card.kaart_id.casefold())
            _add_card(graph, card, f"rij {number}", labels)
    graph.serialize(out, format="nt", encoding="utf-8")
    return graph


def read_project(path: Path, out: Path) -> Graph:
    """Check and map a coding project, write the triples to `out` and return the graph."""
    graph = Graph()
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("project.qde"))  # noqa: S314 - our own file, and the peer as it is used
        users = {user.get("guid", ""): at for at, user in enumerate(root.iter(f"{_QDA}User"), 1)}
        codes = _add_codes(graph, root)
        seen: set[str] = set()
        for source in root.iter(f"{_QDA}TextSource"):
            name = source.get("plainTextPath", "").removeprefix("internal://")
            _add_source(graph, source, archive.read(f"sources/{name}").decode(), (codes, users), seen)
    graph.serialize(out, format="nt", encoding="utf-8")
    return graph


def _looked_up(kind: str) -> AfterValidator:
    def look_up(text: str, info: ValidationInfo) -> str:
        found: URIRef | None = (info.context or {})[kind].get(text.lower().replace("-", " "))
        if found is None:
            raise ValueError(f"{text} is not in the list")
        return found

    return AfterValidator(look_up)


def _day(text: str) -> str:
    found = _DUTCH.match(text)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text


def _past(day: datetime.date) -> datetime.date:
    if day > datetime.date(2026, 11, 23):
        raise ValueError("in the future")
    return day


Number = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=40)]
Code = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]{2,39}$")]
Words = Annotated[str, Field(max_length=2000)]
Element = Annotated[str, _looked_up("element")]
Situation = Annotated[str, _looked_up("situatie")]
Client = Annotated[str, _looked_up("client")]
Context = Annotated[str, _looked_up("context")]
Mechanism = Annotated[str, _looked_up("mechanisme")]
Profession = Annotated[str, _looked_up("beroep")]
Experience = Annotated[str, _looked_up("ervaring")]
Method = Annotated[str, _looked_up("methode")]
LearnedFrom = Annotated[str, _looked_up("geleerd")]
Relation = Annotated[str, _looked_up("relatie")]
Day = Annotated[datetime.date, BeforeValidator(_day), AfterValidator(_past)]


class Kaart(BaseModel):
    """One row of the table."""

    kaart_id: Number
    titel: Annotated[str, Field(min_length=3, max_length=120)]
    werkzaam_element_1: Element
    werkzaam_element_2: Element | None = None
    beroepssituatie: Situation | None = None
    clienttype_1: Client | None = None
    clienttype_2: Client | None = None
    context: Context | None = None
    mechanisme: Mechanism | None = None
    handeling: Annotated[str, Field(min_length=40, max_length=2000)]
    waarom: Annotated[str, Field(min_length=10, max_length=2000)]
    waaraan_zie_je_het: Words | None = None
    voorwaarden: Words | None = None
    wanneer_niet: Words | None = None
    functie: Profession | None = None
    ervaring: Experience | None = None
    methode: Method | None = None
    geleerd_van: LearnedFrom | None = None
    geleerd_toelichting: Annotated[str, Field(max_length=400)] | None = None
    datum: Day | None = None
    relatie_1: Relation | None = None
    bron_1: Element | None = None
    toelichting_1: Words | None = None
    toestemming: Code
    privacy_gecontroleerd: Literal["ja"]
    zichtbaarheid: Literal["openbaar", "programma", "beheer"]
    status: Literal["concept", "vastgesteld"] = "concept"
    illustratief: Literal["ja", "nee"] = "nee"


class Codering(BaseModel):
    """One coding with what it says of itself, and the words that stand in its place."""

    guid: Annotated[str, Field(pattern=_GUID)]
    code: Annotated[str, Field(pattern=_GUID)]
    codeur: Annotated[str, Field(pattern=_GUID)]
    datum: datetime.datetime
    begin: Annotated[int, Field(ge=0)]
    eind: int
    gezegd: str
    citaat: str

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.eind <= self.begin or self.gezegd != self.citaat:
            raise ValueError("the positions do not fit the quotation")
        return self


def _key(text: str) -> str:
    return _KEY.sub("-", text.lower()).strip("-")


def _iri(kind: str, key: str) -> URIRef:
    return URIRef(f"{ID}{kind}/{key}")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def _say(graph: Graph, thing: URIRef, said: Sequence[tuple[URIRef, URIRef | Text | str | None]]) -> None:
    """Add what is said of a thing; a plain string is an IRI out of a list."""
    for about, value in said:
        if value is not None:
            graph.add((thing, about, value if isinstance(value, (URIRef, Text)) else URIRef(value)))


def _dutch(text: str | None) -> Text | None:
    return Text(text, lang="nl") if text else None


def _origin(place: str) -> tuple[tuple[URIRef, URIRef | Text | str | None], ...]:
    return (DWW.ingelezenIn, _RUN), (DWW.vindplaats, Text(place)), (DWW.isIllustratief, TRUE)


def _add_card(graph: Graph, card: Kaart, place: str, labels: Mapping[URIRef, str]) -> None:
    key = f"{KEY}-{_key(card.kaart_id)}"
    thing, consent = _iri("handelingskennis", key), _iri("toestemming", _key(card.toestemming))
    situation = f" bij {labels[URIRef(card.beroepssituatie)]}" if card.beroepssituatie else ""
    sentence = f"Zo krijgt {labels[URIRef(card.werkzaam_element_1)]}{situation} vorm: {card.titel}."
    _say(graph, thing, (
        (RDF.type, DWW.Handelingskennis), (DCTERMS.identifier, Text(card.kaart_id)), (DCTERMS.title, _dutch(card.titel)),
        (DWW.bewering, _dutch(sentence)), (DWW.handelwijze, _dutch(card.handeling)), (DWW.overweging, _dutch(card.waarom)),
        (DWW.gevolg, _dutch(card.waaraan_zie_je_het)), (DWW.voorwaarde, _dutch(card.voorwaarden)),
        (DWW.grens, _dutch(card.wanneer_niet)), (DWW.geeftVormAan, card.werkzaam_element_1),
        (DWW.geeftVormAan, card.werkzaam_element_2), (DWW.inBeroepssituatie, card.beroepssituatie),
        (DWW.metClienttype, card.clienttype_1), (DWW.metClienttype, card.clienttype_2), (DWW.inContext, card.context),
        (DWW.verwachtMechanisme, card.mechanisme), (DWW.zichtbaarheidVan, _iri("zichtbaarheid", card.zichtbaarheid)),
        (DWW.bewijsniveauVan, _iri("effectladder", "1")), (DWW.kaartstatus, Text(card.status)),
        (DCTERMS.created, Text(card.datum.isoformat()) if card.datum else None), *_origin(place),
        (DWW.uitgesprokenDoorProfiel, _iri("profiel", key)), (DWW.geexpliciteerdIn, _iri("explicitering", key)),
        (DWW.geleerdIn, _iri("leerproces", key)), (DWW.onderToestemming, consent),
    ))
    _say(graph, consent, ((RDF.type, DWW.Toestemming), (DCTERMS.identifier, Text(card.toestemming))))
    _say(graph, _iri("profiel", key), (
        (RDF.type, DWW.Professionalprofiel), (DWW.heeftBeroep, card.functie), (DWW.heeftErvaring, card.ervaring),
        (DWW.inContext, card.context), (DWW.isIllustratief, TRUE),
    ))
    _say(graph, _iri("explicitering", key), (
        (RDF.type, DWW.Explicitering), (DWW.metMethode, card.methode), (DWW.isIllustratief, TRUE),
    ))
    _say(graph, _iri("leerproces", key), (
        (RDF.type, DWW.Leerproces), (DWW.metInteractievorm, card.geleerd_van),
        (DWW.toelichting, _dutch(card.geleerd_toelichting)), (DWW.isIllustratief, TRUE),
    ))
    if card.relatie_1 and card.bron_1:
        _add_link(graph, thing, card, place)


def _add_link(graph: Graph, thing: URIRef, card: Kaart, place: str) -> None:
    relation, target = (str(iri).rsplit("/", 1)[-1] for iri in (card.relatie_1, card.bron_1))
    maker = _iri("medewerker", "inlezing")
    day = Text(f"{card.datum}T00:00:00Z", datatype=XSD.dateTime, normalize=False)
    _say(graph, _iri("verbinding", f"{KEY}-{_key(card.kaart_id)}-{relation}-{target}"), (
        (RDF.type, DWW.Bijdrageverbinding), (DWW.heeftOnderwerp, thing), (DWW.relatietypeVan, card.relatie_1),
        (DWW.status, _iri("status", "voorgesteld")), (DWW.toelichting, _dutch(card.toelichting_1)), (DWW.heeftDoel, card.bron_1),
        (PROV.wasAttributedTo, maker), (PROV.generatedAtTime, day),
        (DWW.zichtbaarheidVan, _iri("zichtbaarheid", card.zichtbaarheid)), *_origin(place),
    ))
    _say(graph, maker, ((RDF.type, DWW.Medewerker),))


def _common(place: str) -> tuple[tuple[URIRef, URIRef | Text | str | None], ...]:
    return (DWW.zichtbaarheidVan, _iri("zichtbaarheid", "programma")), *_origin(place)


def _add_codes(graph: Graph, root: ElementTree.Element) -> dict[str, str]:
    """Add the code book; return the path of each code by its GUID."""
    book, paths = _iri("codeboek", KEY), dict[str, str]()
    _say(graph, book, (
        (RDF.type, DWW.Codeboek), (RDF.type, SKOS.ConceptScheme), (SKOS.prefLabel, _dutch(f"codeboek van bijdrage {KEY}")),
        (SKOS.prefLabel, Text(f"code book of contribution {KEY}", lang="en")), (OWL.versionInfo, Text(f"bijdrage {KEY}")),
        *_common("code 1"),
    ))
    for number, (code, above) in enumerate(_walk(root, ""), 1):
        path = f"{above}/{code.get('name')}" if above else code.get("name", "")
        paths[code.get("guid", "")] = path
        parent = _iri("code", f"{KEY}-{_digest(above)}")
        _say(graph, thing := _iri("code", f"{KEY}-{_digest(path)}"), (
            (RDF.type, DWW.Code), (RDF.type, SKOS.Concept), (SKOS.prefLabel, Text(code.get("name"))), (SKOS.notation, Text(path)),
            (DWW.inCodeboek, book), (SKOS.broader, parent if above else None), (DCTERMS.identifier, Text(code.get("guid"))),
            (DWW.codeerbaar, Text(code.get("isCodable"), datatype=XSD.boolean)), *_common(f"code {number}"),
        ))
        if not above:
            graph.add((book, SKOS.hasTopConcept, thing))
    return paths


def _walk(element: ElementTree.Element, above: str) -> Iterator[tuple[ElementTree.Element, str]]:
    for child in element:
        if child.tag == f"{_QDA}Code":
            yield child, above
            yield from _walk(child, f"{above}/{child.get('name')}" if above else child.get("name", ""))
        elif child.tag in (f"{_QDA}CodeBook", f"{_QDA}Codes"):
            yield from _walk(child, above)


def _add_source(
    graph: Graph, source: ElementTree.Element, text: str, known: tuple[Mapping[str, str], Mapping[str, int]], seen: set[str]
) -> None:
    consent, digest = _iri("toestemming", "t-2026-01"), hashlib.sha256(text.encode()).hexdigest()
    transcript = _iri("transcript", f"{KEY}-{digest[:20]}")
    _say(graph, consent, ((RDF.type, DWW.Toestemming), (DCTERMS.identifier, Text("T-2026-01"))))
    _say(graph, transcript, (
        (RDF.type, DWW.Transcript), (DWW.teksthash, Text(digest)), (DCTERMS.title, Text(source.get("name"))),
        (DWW.tekstlengte, Text(len(text))), (DWW.onderToestemming, consent), *_common("bron"),
    ))
    for selection in source:
        for coding in selection.iter(f"{_QDA}Coding"):
            begin, end = (int(selection.get(name, "")) for name in ("startPosition", "endPosition"))
            said = Codering.model_validate({
                "guid": coding.get("guid"), "code": coding[0].get("targetGUID"), "codeur": coding.get("creatingUser"),
                "datum": coding.get("creationDateTime"), "begin": begin, "eind": end, "gezegd": selection.get("name"),
                "citaat": text[begin:end],
            })
            if said.guid in seen:
                raise ValueError(said.guid)
            seen.add(said.guid)
            around = text[max(0, begin - _CONTEXT) : begin], text[end : end + _CONTEXT]
            _add_coding(graph, said, (transcript, around), known, f"codering {len(seen)}")


def _add_coding(
    graph: Graph, said: Codering, where: tuple[URIRef, tuple[str, str]], known: tuple[Mapping[str, str], Mapping[str, int]],
    place: str,
) -> None:
    (transcript, around), path, coder = where, known[0][said.code], known[1][said.codeur]
    spot = (transcript.rsplit("/", 1)[-1], str(said.begin), str(said.eind))
    key = _digest(KEY, *spot)
    passage, quote, position = _iri("passage", key), _iri("selector", f"{key}-citaat"), _iri("selector", f"{key}-positie")
    person = _iri("codeur", f"{KEY}-{coder}")
    _say(graph, _iri("codering", _digest(KEY, *spot, path, str(coder))), (
        (RDF.type, DWW.Codering), (RDF.type, OA.Annotation), (OA.motivatedBy, OA.classifying),
        (OA.hasBody, _iri("code", f"{KEY}-{_digest(path)}")), (OA.hasTarget, passage), (DWW.positieNagekeken, TRUE),
        (DCTERMS.created, Text(said.datum.date().isoformat())), (DCTERMS.identifier, Text(said.guid)),
        (PROV.wasAttributedTo, person), (DWW.onderToestemming, _iri("toestemming", "t-2026-01")), *_common(place),
    ))
    _say(graph, person, ((RDF.type, DWW.Codeur), (DWW.codeurnummer, Text(coder)), (DWW.isIllustratief, TRUE)))
    _say(graph, passage, (
        (RDF.type, OA.SpecificResource), (OA.hasSource, transcript), (DWW.isIllustratief, TRUE), (OA.hasSelector, quote),
        (OA.hasSelector, position),
    ))
    _say(graph, quote, (
        (RDF.type, OA.TextQuoteSelector), (OA.exact, Text(said.citaat)), (OA.prefix, Text(around[0])),
        (OA.suffix, Text(around[1])), (DWW.isIllustratief, TRUE),
    ))
    _say(graph, position, (
        (RDF.type, OA.TextPositionSelector), (OA.start, Text(said.begin)), (OA.end, Text(said.eind)), (DWW.isIllustratief, TRUE),
    ))
