"""The starter data says what it claims to say: counts, exact quotations, marks and what is invented."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

STARTER = Path(__file__).resolve().parents[2] / "starter"
FILES = ("bevindingen", "opleiding", "programmatekst", "richtlijnen", "verbindingen")
DWW = Namespace("https://w3id.org/dww/def#")
ID = "https://w3id.org/dww/id/"
TRUE = Literal(True)
REAL_IN_OPLEIDING = {URIRef(f"{ID}kwalificatieonderdeel/kw-01"), URIRef(f"{ID}schema/kwalificatieonderdelen")}


@cache
def graph(name: str) -> Graph:
    """The triples of one starter file."""
    return Graph().parse(STARTER / f"{name}.ttl", format="turtle")


@cache
def works() -> tuple[dict[str, Any], ...]:
    """The CSL-JSON records, in file order."""
    return tuple(json.loads((STARTER / "werken.csl.json").read_text(encoding="utf-8")))


def everything() -> Graph:
    """All starter Turtle in one graph."""
    return sum((graph(name) for name in FILES), Graph())


def integer(found: Graph, node: Node, prop: URIRef) -> int:
    """The one integer value of a property."""
    return int(str(found.value(node, prop)))


def iri(path: str) -> URIRef:
    """A thing by kind and key."""
    return URIRef(ID + path)


def mark(work: dict[str, Any]) -> str:
    """The verification mark of one work."""
    return str(work["custom"]["dww"]["verificatie"])


def test_there_are_81_works_numbered_b01_to_b81() -> None:
    assert [work["id"] for work in works()] == [f"B{n:02d}" for n in range(1, 82)]


def test_marks_are_62_verified_16_citation_only_3_not_verified() -> None:
    counted = Counter(mark(work) for work in works())
    assert counted == {"geverifieerd": 62, "alleen-citaat": 16, "niet-geverifieerd": 3}


def test_works_from_memory_are_b17_b18_b76() -> None:
    assert [w["id"] for w in works() if mark(w) == "niet-geverifieerd"] == ["B17", "B18", "B76"]


def test_no_doi_occurs_twice() -> None:
    dois = Counter(work["DOI"].lower() for work in works() if "DOI" in work)
    assert [doi for doi, times in dois.items() if times > 1] == []


@pytest.mark.parametrize("field,expected", [
    ("auteurs", {"B05", "B06", "B09", "B42", "B43", "B81"}),
    ("jaar", {"B15", "B35", "B37", "B41"}),
])
def test_fields_that_were_not_verified_are_named(field: str, expected: set[str]) -> None:
    assert {w["id"] for w in works() if field in w["custom"]["dww"]["nietGeverifieerd"]} == expected


def test_a_work_lacks_names_or_year_only_when_they_are_marked_as_not_verified() -> None:
    for work in works():
        unsure = work["custom"]["dww"]["nietGeverifieerd"]
        assert "author" in work or "editor" in work or "auteurs" in unsure, work["id"]
        assert "issued" in work or "jaar" in unsure, work["id"]


def test_there_are_34_sentences_s1_to_s34() -> None:
    found = graph("programmatekst")
    names = {str(found.value(s, DCTERMS.identifier)) for s in found.subjects(RDF.type, DWW.Fragment)}
    assert names == {f"S{n}" for n in range(1, 35)}


def test_each_citation_is_exactly_the_text_at_its_position() -> None:
    text = (STARTER / "programmatekst.txt").read_bytes().decode("utf-8")
    found = graph("programmatekst")
    for node in found.subjects(RDF.type, DWW.Fragment):
        begin, end = integer(found, node, DWW.positieVan), integer(found, node, DWW.positieTot)
        assert text[begin:end] == str(found.value(node, DWW.citaat)), node


def test_sentences_follow_each_other_without_overlap() -> None:
    found = graph("programmatekst")
    ends = 0
    for n in range(1, 35):
        node = iri(f"fragment/s{n}")
        assert integer(found, node, DWW.positieVan) >= ends, node
        ends = integer(found, node, DWW.positieTot)


def test_s32_to_s34_repeat_s2_s19_and_s9() -> None:
    found = graph("programmatekst")
    for again, first in ((32, 2), (33, 19), (34, 9)):
        texts = [str(found.value(iri(f"fragment/s{n}"), DWW.citaat)).split() for n in (again, first)]
        assert texts[0] == texts[1]


@pytest.mark.parametrize("claim,modality,sentences", [
    ("t1", "moet", {"s2"}), ("t2", "moet", {"s19"}), ("t3", "moet", {"s19"}),
    ("t4", "blijft", {"s9"}), ("t5", "blijft", {"s9"}), ("t6", "is", {"s30", "s31"}),
    ("t7", "aangenomen", set()), ("t8", "is", {"s28"}), ("t9", "impliciet", {"s3"}),
])
def test_each_claim_has_its_modality_and_source_sentence(claim: str, modality: str, sentences: set[str]) -> None:
    found = graph("programmatekst")
    node = iri(f"claim/{claim}")
    assert (node, RDF.type, DWW.Programmaclaim) in found
    assert list(found.objects(node, DWW.modaliteitVan)) == [iri(f"modaliteit/{modality}")]
    assert set(found.objects(node, DWW.berustOpFragment)) == {iri(f"fragment/{s}") for s in sentences}


def test_there_are_nine_claims() -> None:
    assert len(set(graph("programmatekst").subjects(RDF.type, DWW.Programmaclaim))) == 9


@pytest.mark.parametrize("name", FILES)
def test_no_blank_nodes(name: str) -> None:
    assert [t for t in graph(name) if any(isinstance(part, BNode) for part in t)] == []


def test_identifiers_are_unique_over_all_files_and_the_works() -> None:
    names = Counter(str(o) for name in FILES for o in graph(name).objects(None, DCTERMS.identifier))
    names.update(str(work["id"]) for work in works())
    assert [name for name, times in names.items() if times > 1] == []


def test_every_typed_node_has_one_identifier_and_is_public() -> None:
    found = everything()
    for node in set(found.subjects(RDF.type, None)):
        assert len(set(found.objects(node, DCTERMS.identifier))) == 1, node
        assert set(found.objects(node, DWW.zichtbaarheidVan)) == {iri("zichtbaarheid/openbaar")}, node


def test_every_invented_node_about_education_is_illustrative() -> None:
    found = graph("opleiding")
    plain = {s for s in found.subjects(RDF.type, None) if (s, DWW.isIllustratief, TRUE) not in found}
    assert plain == REAL_IN_OPLEIDING


@pytest.mark.parametrize("name", [name for name in FILES if name != "opleiding"])
def test_real_content_is_not_marked_as_illustrative(name: str) -> None:
    assert list(graph(name).subject_objects(DWW.isIllustratief)) == []


def test_every_finding_has_a_mark_two_languages_and_a_known_work() -> None:
    found = graph("bevindingen")
    known = {iri(f"bron/werken-{work['id'].lower()}") for work in works()}
    for node in found.subjects(RDF.type, DWW.Bevinding):
        assert len(set(found.objects(node, DWW.verificatieVan))) == 1, node
        assert {t.language for t in found.objects(node, DWW.bewering) if isinstance(t, Literal)} == {"nl", "en"}
        assert set(found.objects(node, DWW.gerapporteerdIn)) <= known, node


def test_no_finding_is_marked_more_certain_than_its_work() -> None:
    order = ["niet-geverifieerd", "alleen-citaat", "geverifieerd"]
    marks = {work["id"]: order.index(mark(work)) for work in works()}
    found = graph("bevindingen")
    for node in found.subjects(RDF.type, DWW.Bevinding):
        own = str(found.value(node, DWW.verificatieVan)).rsplit("/", 1)[1]
        assert order.index(own) <= marks[str(found.value(node, DCTERMS.identifier))[:3]], node


@pytest.mark.parametrize("old,new", [
    ("uithuisplaatsing", "uithuisplaatsing-en-terugplaatsing"),
    ("residentiele-jeugdhulp", "jeugdhulp-met-verblijf"),
    ("samen-met-ouders-en-jeugdige-beslissen", "samen-beslissen"),
])
def test_renamed_guidelines_point_to_their_successor(old: str, new: str) -> None:
    found = graph("richtlijnen")
    assert list(found.objects(iri(f"bron/richtlijn-{old}"), DCTERMS.isReplacedBy)) == [iri(f"bron/richtlijn-{new}")]


def test_every_recommendation_stands_in_a_guideline() -> None:
    found = graph("richtlijnen")
    for node in found.subjects(RDF.type, DWW.Aanbeveling):
        for source in found.objects(node, DWW.gerapporteerdIn):
            assert (source, RDF.type, DWW.Richtlijn) in found, node


def test_every_settled_link_was_reviewed_by_another_than_its_maker() -> None:
    found = graph("verbindingen")
    maker, reviewer = iri("medewerker/redactie-1"), iri("medewerker/redactie-2")
    prov = Namespace("http://www.w3.org/ns/prov#")
    for link in found.subjects(DWW.status, iri("status/vastgesteld")):
        reviews = list(found.subjects(DWW.beoordeelt, link))
        assert list(found.objects(link, prov.wasAttributedTo)) == [maker]
        assert [found.value(review, prov.wasAssociatedWith) for review in reviews] == [reviewer]


def test_links_point_only_to_statements_and_works_that_exist() -> None:
    found = everything()
    known = {iri(f"bron/werken-{work['id'].lower()}") for work in works()} | set(found.subjects(RDF.type, None))
    for prop in (DWW.heeftOnderwerp, DWW.heeftBewijs, DWW.heeftBewijsbron, DWW.berustOp):
        assert set(found.objects(None, prop)) <= known


def test_twelve_outcomes_cover_shared_decisions_at_both_levels_and_leave_gaps() -> None:
    found = graph("opleiding")
    outcomes = set(found.subjects(RDF.type, DWW.Leeruitkomst))
    shared = {s for s in outcomes for o in found.objects(s, DWW.richtZichOp)
              if str(o).rsplit("/", 1)[1].startswith(("k1", "a5"))}
    levels = {str(found.value(s, DWW.opNiveau)).rsplit("/", 1)[1] for s in shared}
    aimed_at = {str(o).rsplit("/", 1)[1] for s in outcomes for o in found.objects(s, DWW.richtZichOp)}
    assert len(outcomes) == 12
    assert levels == {"mbo-4", "hbo-bachelor"}
    assert aimed_at.isdisjoint({"b3", "c8", "a7", "d1"})


def test_learning_resources_contain_only_cards_that_are_shipped() -> None:
    cards = {path.name.split("-")[0] for path in (STARTER / "kaarten").glob("*.md")}
    used = {str(o).rsplit("-", 1)[1] for o in graph("opleiding").objects(None, DWW.bevatHandelingskennis)}
    assert used
    assert used <= cards


def test_qualification_parts_are_complete_concepts() -> None:
    found = graph("opleiding")
    for node in found.subjects(RDF.type, DWW.Kwalificatieonderdeel):
        for prop in (SKOS.prefLabel, SKOS.definition):
            assert {t.language for t in found.objects(node, prop) if isinstance(t, Literal)} == {"nl", "en"}, node
        assert list(found.objects(node, SKOS.inScheme)) == [iri("schema/kwalificatieonderdelen")]
