"""RDF of others: read statement by statement, told with line or number, and never allowed to speak about what is not theirs."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dww_graph import assets, derive, store, terms
from dww_graph.errors import Fault, Text
from dww_graph.guard import consent
from dww_graph.map import rdf as mapping
from dww_graph.map.rdf_faults import MESSAGES
from dww_graph.map.rdf_rules import KINDS, RESERVED_CLASSES, RESERVED_PROPERTIES, Rules, is_address, is_own_place
from dww_graph.model import RINGS, Item, RawRecord, Reference, Skipped, Terms, Toestemming
from dww_graph.read import jsonld, rdf

from .tables import saved

D, ID = terms.DEF, terms.ID
MINE = "https://voorbeeld.nl/mijn/"
PREFIXES = (
    f"@prefix dww: <{D}> .\n@prefix ik: <{MINE}> .\n@prefix ring: <{ID}zichtbaarheid/> .\n"
    "@prefix dcterms: <http://purl.org/dc/terms/> .\n@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)
TODAY = datetime.date(2026, 11, 23)
LEDGER = {
    "T-2026-03": Toestemming("T-2026-03", "programma", "2026-01-05", "ECO-1", "2036-01-05"),
    "T-WEG": Toestemming("T-WEG", "openbaar", "2026-01-05", "ECO-1", "2036-01-05", "2026-05-01"),
}
KNOWN = {
    "b07": Reference(f"{ID}bron/werken-b07", "Onderzoeksbron", "openbaar"),
    "x9": Reference(f"{ID}handelingskennis/kaarten-x9", "Handelingskennis", "beheer"),
}


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The rules as an intake would hold them: our terms, what the rules derive, and everything the ontology describes."""
    triples = [t for folder in ("ontology", "ontology/begrippen") for path in assets.files((folder,), "*.ttl")
               for t in store.parse_file(path)]
    kinds = [(t.subject.value, t.object.value) for t in triples if t.predicate.value == terms.term("rdf:type")]
    owl = terms.PREFIXES["owl"]
    return Rules(
        classes=frozenset(iri for iri, kind in kinds if kind == f"{owl}Class" and iri.startswith(D)),
        properties=frozenset(iri for iri, kind in kinds if kind.startswith(owl) and kind.endswith("Property")),
        derived=frozenset(D + name for rule in derive.load_rules() for name in rule.writes),
        described=frozenset(t.subject.value for t in triples) | {reference.iri for reference in KNOWN.values()},
    )


def items(folder: Path, text: str | bytes, name: str = "mijn.ttl") -> list[Item]:
    """What the reader makes of a text."""
    path = saved(folder, name, text)
    assert rdf.recognises(path.read_bytes()[:4096], path)
    return list(rdf.read(path))


def faults(found: Iterable[Item]) -> list[Fault]:
    return [item for item in found if isinstance(item, Fault)]


def records(found: Iterable[Item]) -> list[RawRecord]:
    return [item for item in found if isinstance(item, RawRecord)]


def said(record: RawRecord) -> dict[str, str]:
    return {name: cells[0].text for name, cells in record.cells.items()}


class Mapped:
    """A Turtle text, read and mapped under the terms of an offer; `id:bron/x` in it is short for the whole address."""

    def __init__(self, folder: Path, rules: Rules, text: str, offered: Terms) -> None:
        desk = consent.Desk(offered, LEDGER, "mijn.ttl", TODAY)
        setting = mapping.Setting("mijn.ttl", "proef", offered, rules, KNOWN, LEDGER, partial(consent.check_code, desk=desk))
        found = items(folder, PREFIXES + re.sub(r"\bid:([a-z]+/[\w-]+)", rf"<{ID}\1>", text))
        assert faults(found) == []
        self.triples, self.identifiers, self.faults = mapping.to_triples(records(found), setting)
        self.codes = sorted({fault.code for fault in self.faults})

    def ring(self, subject: str, predicate: str) -> list[str]:
        """The rings in which a statement about a subject stands."""
        return [ring for ring in RINGS for t in self.triples[ring]
                if t.subject.value == subject and t.predicate.value in (predicate, terms.DEF + predicate)]

    def values(self, subject: str, predicate: str) -> list[str]:
        """The values of a property of ours, whatever the ring."""
        return [t.object.value for ring in RINGS for t in self.triples[ring]
                if t.subject.value == subject and t.predicate.value == terms.DEF + predicate]


@pytest.fixture
def mapped(tmp_path: Path, rules: Rules) -> Any:
    """Read and map a Turtle text; ring programma and consent T-2026-03 unless other terms are given."""

    def run(text: str, offered: Terms | None = None) -> Mapped:
        return Mapped(tmp_path, rules, text, offered or Terms("T-2026-03", "programma"))

    return run


CARD = 'id:handelingskennis/mijn-1 a dww:Handelingskennis ; dcterms:identifier "M1"'
CARD_IRI = f"{ID}handelingskennis/mijn-1"


@pytest.mark.parametrize(("name", "text"), [
    ("a.ttl", '@prefix ik: <https://voorbeeld.nl/> . ik:a ik:b "x"@nl .\n'),
    ("a.txt", '# mijn gegevens\nPREFIX ik: <https://voorbeeld.nl/>\nik:a ik:b "x"@nl .\n'),
    ("a.trig", '@prefix ik: <https://voorbeeld.nl/> . ik:g { ik:a ik:b "x"@nl . }\n'),
    ("a.nt", '<https://voorbeeld.nl/a> <https://voorbeeld.nl/b> "x"@nl .\n'),
    ("a.nq", '<https://voorbeeld.nl/a> <https://voorbeeld.nl/b> "x"@nl <https://voorbeeld.nl/g> .\n'),
    ("a.rdf", '<https://voorbeeld.nl/a> <https://voorbeeld.nl/b> "x"@nl .\n'),
    ("a.jsonld", '{"@id": "https://voorbeeld.nl/a", "https://voorbeeld.nl/b": {"@value": "x", "@language": "nl"}}'),
    ("a.json", '{"@id": "https://voorbeeld.nl/a", "https://voorbeeld.nl/b": {"@value": "x", "@language": "nl"}}'),
    ("b.ttl", '\ufeff<https://voorbeeld.nl/a>\r\n  <https://voorbeeld.nl/b> "x"@nl .\r\n'),
])
def test_each_form_of_rdf_gives_the_same_statement(tmp_path: Path, name: str, text: str) -> None:
    (record,) = records(items(tmp_path, text, name))
    assert said(record) == {"onderwerp": "https://voorbeeld.nl/a", "eigenschap": "https://voorbeeld.nl/b", "waarde": "x",
                            "soort": "tekst", "taal": "nl"}
    assert record.kind == "tripel" and record.cells["waarde"][0].where == f"{name}, {record.place}, waarde"


@pytest.mark.parametrize(("name", "text"), [
    ("kaart.md", "---\nkaart_id: A\n---\n## Wat ik doe\n"), ("lijst.json", '[{"id": "x", "type": "book"}]'),
    ("k.csv", "kaart_id;titel\nA;b\n"), ("brief.txt", "# Een kop\nGeachte mevrouw,\n"), ("a.xml", "<lijst><a/></lijst>"),
    ("zotero.rdf", f'<rdf:RDF xmlns:rdf="{terms.PREFIXES["rdf"]}" xmlns:z="http://www.zotero.org/namespaces/export#"/>'),
])
def test_what_is_no_rdf_or_belongs_to_another_reader_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    path = saved(tmp_path, name, text)
    assert not rdf.recognises(path.read_bytes(), path)


def test_the_place_is_the_line_where_a_line_is_a_statement(tmp_path: Path) -> None:
    lines = '# kop\n<urn:x:a> <urn:x:b> <urn:x:c> .\n\n<urn:x:a> <urn:x:b> "2" . # noot\n'
    assert [record.place for record in records(items(tmp_path, lines, "a.nt"))] == ["regel 2", "regel 4"]
    turtle = '<urn:x:a> <urn:x:b> <urn:x:c> ,\n "2" .\n'
    assert [record.place for record in records(items(tmp_path, turtle))] == ["tripel 1", "tripel 2"]


def test_as_many_records_come_out_as_statements_went_in(tmp_path: Path) -> None:
    lines = "".join(f'<urn:x:a> <urn:x:b> "{number}" .\r\n' for number in range(5000))
    found = items(tmp_path, lines, "a.nt")
    assert len(found) == 5000 and records(found)[-1].place == "regel 5000"


def test_text_comes_out_in_one_normal_form(tmp_path: Path) -> None:
    (record,) = records(items(tmp_path, '<urn:x:a> <urn:x:b> "cafe\u0301\\r\\n"^^<urn:x:tekst> .'))
    assert said(record)["waarde"] == "café\n" and said(record)["datatype"] == "urn:x:tekst"


@pytest.mark.parametrize("text", [
    '<urn:x:a> <urn:x:b> [ <urn:x:c> "d" ] .', "<urn:x:a> <urn:x:b> ( 1 2 ) .", "_:a <urn:x:b> _:c , _:d .",
    "<urn:x:a> <urn:x:b> <<( <urn:x:c> <urn:x:d> <urn:x:e> )>> .",
])
def test_a_node_without_an_address_is_refused_once_with_a_remedy(tmp_path: Path, text: str) -> None:
    (fault,) = faults(items(tmp_path, text))
    assert fault.code == "lege-knoop" and fault.where == "mijn.ttl, tripel 1" and "_:" in fault.do.nl


def test_the_name_of_a_graph_is_not_kept_and_that_is_said(tmp_path: Path) -> None:
    found = items(tmp_path, "<urn:x:a> <urn:x:b> <urn:x:c> <urn:x:g> .\n<urn:x:a> <urn:x:b> <urn:x:d> .\n", "a.nq")
    assert len(records(found)) == 2
    assert [note.nl.split(" ")[0] for note in found if isinstance(note, Text)] == ["1"]


@pytest.mark.parametrize(("text", "where"), [
    ('<urn:x:a> <urn:x:b> "c" .\n<urn:x:a> ik:b "Jan Jansen" .', "regel 2, teken 11"),
    ("<urn:x:a> <urn:x:b> <half> .", "regel 1"),
    ('<urn:x:a> <urn:x:b> "Jan', "regel 1"),
    (b'<urn:x:a> <urn:x:b> "\xff" .', "regel 1"),
    ('<urn:x:a> <urn:x:b> "x" .'.encode("utf-16"), "mijn.ttl"),
])
def test_broken_rdf_is_told_with_its_place_and_without_its_words(tmp_path: Path, text: str | bytes, where: str) -> None:
    (fault,) = faults(items(tmp_path, text))
    assert fault.code == "kapotte-rdf" and where in fault.where
    assert "Jansen" not in fault.tell("nl") + fault.tell("en") and fault.what.nl != fault.what.en


def test_rdf_xml_is_refused_with_the_advice_to_convert(tmp_path: Path) -> None:
    text = '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'
    (fault,) = faults(items(tmp_path, text, "a.rdf"))
    assert fault.code == "rdf-xml" and "Turtle" in fault.do.nl and "Turtle" in fault.do.en


@pytest.mark.parametrize("context", [
    "http://127.0.0.1:9/c.jsonld", "file:///etc/passwd", "c.jsonld", ["http://127.0.0.1:9/c"], [[{}, "http://127.0.0.1:9/c"]],
    {"@import": "http://127.0.0.1:9/c"}, {"x": {"@id": "urn:x:b", "@context": "http://127.0.0.1:9/c"}},
])
def test_a_context_from_elsewhere_is_refused(tmp_path: Path, context: object) -> None:
    for document in ({"@context": context, "@id": "urn:x:a"}, {"@graph": [{"@id": "urn:x:a", "urn:x:b": {"@context": context}}]}):
        (fault,) = faults(items(tmp_path, json.dumps(document), "a.jsonld"))
        assert fault.code == "vreemde-context" and "127.0.0.1" not in fault.tell("nl")


def test_our_own_context_is_there_without_being_fetched(tmp_path: Path) -> None:
    """It knows each class and property of the ontology; a property that points takes its value as an address."""
    document = {"@context": jsonld.CONTEXT, "@id": CARD_IRI, "@type": "Handelingskennis", "geeftVormAan": f"{ID}element/a5-4"}
    found = [said(record) for record in records(items(tmp_path, json.dumps(document), "a.jsonld"))]
    assert {(each["eigenschap"], each["waarde"], each["soort"]) for each in found} == {
        (terms.term("rdf:type"), f"{D}Handelingskennis", "iri"), (f"{D}geeftVormAan", f"{ID}element/a5-4", "iri"),
    }


def test_what_json_ld_would_drop_without_a_word_is_told(tmp_path: Path) -> None:
    """A key that no context explains, and an address that is not whole."""
    document = {"@id": "urn:x:a", "titel": "x", "urn:x:b": [{"@id": "half"}, "y"]}
    found = items(tmp_path, json.dumps(document), "a.jsonld")
    assert [item for item in found if isinstance(item, Skipped)] == [Skipped("sleutel zonder betekenis", 1)]
    assert [fault.code for fault in faults(found)] == ["half-adres"] and len(records(found)) == 1


@pytest.mark.parametrize("text", [
    '{"@id": ', '{"@id": "urn:x:a", "urn:x:b": "\\ud800"}', '{"@id": "urn:x:a", "urn:x:b": ' + "1" * 5000 + "}",
])
def test_json_that_cannot_be_rdf_is_refused(tmp_path: Path, text: str) -> None:
    assert [fault.code for fault in faults(items(tmp_path, text, "a.jsonld"))] == ["kapotte-rdf"]


def test_a_thing_gets_its_origin(mapped: Any) -> None:
    made = mapped(f"{CARD} .")
    assert made.faults == []
    assert made.values(CARD_IRI, "ingelezenIn") == [f"{ID}inlezing/proef"]
    assert made.values(CARD_IRI, "vindplaats") == ["tripel 1"]
    assert made.identifiers == {"m1": Reference(CARD_IRI, "Handelingskennis", "programma")}


def test_a_card_stands_under_the_consent_of_the_offer_in_ring_beheer_only(mapped: Any) -> None:
    made = mapped(f"{CARD} .")
    assert made.ring(CARD_IRI, "onderToestemming") == ["beheer"]
    assert made.values(CARD_IRI, "onderToestemming") == [f"{ID}toestemming/t-2026-03"]
    assert set(made.ring(f"{ID}toestemming/t-2026-03", terms.term("dcterms:identifier"))) == {"beheer"}
    assert made.values(CARD_IRI, "zichtbaarheidVan") == [f"{ID}zichtbaarheid/programma"]


@pytest.mark.parametrize(("extra", "offered", "code"), [
    ("", Terms(None, "programma"), "geen-toestemming"),
    ("; dww:onderToestemming ik:toestemming", Terms("T-2026-03", "programma"), "geen-toestemming"),
    ("; dww:onderToestemming <https://w3id.org/dww/id/toestemming/t-2099-01>", Terms(None, "programma"), "toestemming-onbekend"),
    ("; dww:onderToestemming <https://w3id.org/dww/id/toestemming/t-weg>", Terms(None, "programma"), "toestemming-ingetrokken"),
    ("; dww:zichtbaarheidVan ring:openbaar", Terms("T-2026-03", "programma"), "ruimer-dan-toestemming"),
    ("", Terms("T-2026-03", "openbaar"), "ruimer-dan-toestemming"),
    ("; dww:zichtbaarheidVan ring:iedereen", Terms("T-2026-03", "programma"), "geen-zichtbaarheid"),
    ("; dww:zichtbaarheidVan ring:beheer , ring:programma", Terms("T-2026-03"), "twee-waarden"),
])
def test_a_card_is_never_more_public_than_its_consent(mapped: Any, extra: str, offered: Terms, code: str) -> None:
    assert mapped(f"{CARD} {extra} .", offered).codes == [code]


def test_what_hangs_on_a_card_is_seen_no_wider_than_the_card(mapped: Any) -> None:
    """Its profile, its session and its link; a work of the literature stays public."""
    made = mapped(
        f"{CARD} ; dww:zichtbaarheidVan ring:beheer ; dww:uitgesprokenDoorProfiel id:profiel/mijn-1 .\n"
        "id:profiel/mijn-1 a dww:Professionalprofiel .\n"
        "id:verbinding/mijn-1 a dww:Bewijsverbinding ; dww:heeftOnderwerp id:handelingskennis/mijn-1 ;\n"
        " dww:heeftBewijsbron id:bron/mijn-1 .\n"
        "id:bron/mijn-1 a dww:Onderzoeksbron ; dww:zichtbaarheidVan ring:openbaar .", Terms("T-2026-03", "programma"))
    assert made.faults == []
    assert made.ring(f"{ID}profiel/mijn-1", terms.term("rdf:type")) == ["beheer"]
    assert made.ring(f"{ID}verbinding/mijn-1", "heeftOnderwerp") == ["beheer"]
    assert made.ring(f"{ID}bron/mijn-1", terms.term("rdf:type")) == ["openbaar"]


def test_a_statement_that_names_a_shielded_thing_is_shielded_too(mapped: Any) -> None:
    """A professional of this file, and a card of ring beheer that was there already."""
    made = mapped(f"{CARD} ; dww:vanProfessional id:professional/p-1 ; dww:gaatOver id:handelingskennis/kaarten-x9 .\n"
                  "id:professional/p-1 a dww:Professional .")
    assert made.ring(CARD_IRI, "vanProfessional") == ["beheer"] and made.ring(CARD_IRI, "gaatOver") == ["beheer"]
    assert made.ring(f"{ID}professional/p-1", terms.term("rdf:type")) == ["beheer"]


def test_a_source_needs_no_consent_and_is_not_verified(mapped: Any) -> None:
    made = mapped('id:bron/mijn-1 a dww:Onderzoeksbron ; dcterms:title "x" .', Terms())
    assert made.faults == [] and made.ring(f"{ID}bron/mijn-1", "verificatieVan") == ["openbaar"]
    assert made.values(f"{ID}bron/mijn-1", "verificatieVan") == [f"{ID}verificatie/niet-geverifieerd"]


def test_an_offer_as_illustrative_marks_every_thing_and_asks_the_ledger_nothing(mapped: Any) -> None:
    made = mapped(f"{CARD} .", Terms("VERZONNEN-1", "openbaar", illustratief=True))
    assert made.faults == [] and made.values(CARD_IRI, "isIllustratief") == ["true"]


@pytest.mark.parametrize(("text", "code"), [
    ('id:bron/werken-b07 dcterms:title "Anders" .', "niet-van-u"),
    ('id:element/a5-4 dcterms:title "Anders" .', "niet-van-u"),
    ('dww:geeftVormAan rdfs:label "Anders" .', "niet-van-u"),
    ("ik:oordeel a dww:Beoordeling ; dww:beoordeelt id:handelingskennis/kaarten-x9 .", "niet-van-u"),
    ("id:element/z9-9 a dww:WerkzaamElement .", "geen-eigen-plek"),
    ("id:zichtbaarheid/geheim a dww:Zichtbaarheid .", "geen-eigen-plek"),
    ('<https://w3id.org/dww/id/bron/A%2F..> dcterms:title "x" .', "geen-eigen-plek"),
    ('<https://W3ID.org/dww/def#Bron> dcterms:title "x" .', "geen-eigen-plek"),
    ('<http://www.w3.org/2004/02/skos/core#nieuw> dcterms:title "x" .', "geen-eigen-plek"),
    ('<urn:isbn:1> dcterms:title "x" .', "geen-eigen-plek"),
    ("ik:a dww:geeftVormAn id:element/a5-4 .", "onbekende-term"),
    ("ik:a a dww:Bronn .", "onbekende-term"),
    ("ik:a a dww:geeftVormAan .", "onbekende-term"),
    ("ik:a dww:ondersteundDoor id:bron/werken-b07 .", "alleen-programma"),
    ("ik:a dww:ingelezenIn id:inlezing/werken .", "alleen-programma"),
    ("ik:a a dww:Inlezing .", "alleen-programma"),
    ("ik:t a dww:Toestemming .", "alleen-programma"),
    ("ik:a dww:verificatieVan <https://w3id.org/dww/id/verificatie/geverifieerd> .", "eigen-verificatie"),
    ("ik:p rdfs:subPropertyOf dww:ondersteundDoor .", "geen-schema"),
    ("ik:a owl:sameAs id:bron/werken-b07 .", "geen-schema"),
    ("ik:k a owl:Class .", "geen-schema"),
    ("ik:a a foaf:Person .", "mens-als-knoop"),
    ('ik:a foaf:name "Jan Jansen" .', "mens-als-knoop"),
    ('ik:a <http://schema.org/birthDate> "2010-05-12" .', "mens-als-knoop"),
    ("ik:a ik:b <javascript:alert(1)> .", "geen-goed-adres"),
    ("ik:a ik:b <mailto:jan@voorbeeld.nl> .", "geen-goed-adres"),
    ("ik:a ik:b <file:///etc/passwd> .", "geen-goed-adres"),
    ("ik:a ik:b <https://voorbeeld.nl/\u202egnp.exe> .", "geen-goed-adres"),
    ("ik:a ik:b <https://jan:geheim@voorbeeld.nl/> .", "geen-goed-adres"),
    ('ik:a ik:b "x"^^<javascript:x> .', "geen-goed-adres"),
    ('ik:a ik:b "x\\u0000y" .', "onzichtbaar-teken"),
    ('ik:a ik:b "omge\u202ekeerd" .', "onzichtbaar-teken"),
    ('ik:a dcterms:identifier "B07" .', "nummer-bezet"),
])
def test_nobody_says_what_is_not_theirs_to_say(mapped: Any, text: str, code: str) -> None:
    made = mapped(text)
    assert made.codes == [code]
    for fault in made.faults:
        told = fault.tell("nl") + fault.tell("en")
        assert "mijn.ttl, tripel" in fault.where and "Jansen" not in told and "voorbeeld.nl" not in told


def test_the_same_fault_is_told_once(mapped: Any) -> None:
    made = mapped('ik:a dww:geeftVormAn ik:b , ik:c , ik:d .\nid:bron/werken-b07 dcterms:title "a" , "b" .')
    assert made.codes == ["niet-van-u", "onbekende-term"] and len(made.faults) == 2


def test_own_terms_and_own_things_pass(mapped: Any) -> None:
    made = mapped('ik:a ik:eigen "x"@nl ; dcterms:relation id:bron/werken-b07 , <urn:isbn:9789000000000> ; a ik:Soort .\n'
                  "ik:oordeel a dww:Beoordeling ; dww:beoordeelt id:verbinding/mijn-1 .\n"
                  "id:verbinding/mijn-1 a dww:Bewijsverbinding .")
    assert made.faults == [] and len(made.ring(f"{MINE}a", terms.term("dcterms:relation"))) == 2


@pytest.mark.parametrize(("iri", "good"), [
    ("https://voorbeeld.nl/a", True), ("http://voorbeeld.nl", True), ("urn:isbn:1", True), ("https://voorbeeld.nl/é", True),
    ("http://[::1", False), ("https://", False), ("HTTPS:/x", False), ("data:text/html,x", False), ("https://a/\u200b", False),
    ("https://a/ b", False), ("https://a/" + "x" * 2000, False), ("internal://../../..", False), ("", False),
])
def test_an_address_is_http_https_or_urn_with_characters_that_can_be_seen(iri: str, good: bool) -> None:
    assert is_address(iri) is good


def test_the_reserved_words_are_words_of_the_ontology(rules: Rules) -> None:
    assert {D + name for name in RESERVED_PROPERTIES} <= rules.properties
    assert {D + name for name in RESERVED_CLASSES | mapping.SOURCES | mapping.PRACTICE | mapping.SHIELDED} <= rules.classes
    assert is_own_place(f"{ID}bron/mijn-bron--2") and not is_own_place(f"{ID}bron/") and "element" not in KINDS


def test_every_refusal_speaks_both_languages() -> None:
    texts: Mapping[str, tuple[Text, ...]] = MESSAGES
    assert [code for code, told in texts.items() for text in told if not text.nl or not text.en or text.nl == text.en] == []
