"""What a reasoner says of the terms: consistent, in profile, and the same as our five rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from dww_graph import reasoning
from dww_graph.errors import CouldNotRun, ReasonerAbsent
from dww_graph.reasoning import ConsistencyReport, consistent, java_available, owlready_available

DWW = Namespace("https://w3id.org/dww/def#")
ID = Namespace("https://w3id.org/dww/id/")

Triple = tuple[Node, Node, Node]
Profile = Callable[[Graph], Mapping[str, list[str]]]

needs_reasoner = pytest.mark.skipif(
    not (java_available() and owlready_available()),
    reason="2026-11-23: no Java or no owlready2 on this machine",
)

CONTRADICTIONS: dict[str, tuple[Triple, ...]] = {
    "a card typed as a finding": (
        (ID["proef/a"], RDF.type, DWW.Handelingskennis),
        (ID["proef/a"], RDF.type, DWW.Bevinding),
    ),
    "an element broader than itself": ((ID["proef/a"], DWW.heeftBrederElement, ID["proef/a"]),),
    "two elements that are each broader than the other": (
        (ID["proef/a"], DWW.heeftBrederElement, ID["proef/b"]),
        (ID["proef/b"], DWW.heeftBrederElement, ID["proef/a"]),
    ),
    "a link both accepted and rejected": (
        (ID["proef/v"], DWW.status, ID["status/vastgesteld"]),
        (ID["proef/v"], DWW.status, ID["status/afgewezen"]),
    ),
    "a link that is evidence and contribution at once": (
        (ID["proef/v"], DWW.heeftBewijs, ID["proef/b"]),
        (ID["proef/v"], DWW.heeftDoel, ID["proef/c"]),
    ),
    "action knowledge that passes as formal knowledge": (
        (ID["proef/a"], DWW.geeftVormAan, ID["proef/e"]),
        (ID["proef/a"], RDF.type, DWW.FormeleKennis),
    ),
    "one approach for learners and for clients": (
        (ID["proef/i"], RDF.type, DWW.Leerinterventie),
        (ID["proef/i"], RDF.type, DWW.Jeugdinterventie),
    ),
    "a professional that is software": (
        (ID["proef/p"], RDF.type, DWW.Professional),
        (ID["proef/p"], RDF.type, URIRef("http://www.w3.org/ns/prov#SoftwareAgent")),
    ),
    "a candidate that passes as action knowledge": (
        (ID["proef/k"], DWW.kandidaatVoorElement, ID["proef/e"]),
        (ID["proef/k"], DWW.geeftVormAan, ID["proef/e"]),
    ),
    "a candidate that is accepted the way a link is": (
        (ID["proef/k"], RDF.type, DWW.Kandidaatkennis),
        (ID["proef/k"], DWW.status, ID["status/vastgesteld"]),
    ),
    "a code of researchers that is an effective element": (
        (ID["proef/c"], RDF.type, DWW.Code),
        (ID["proef/c"], RDF.type, DWW.WerkzaamElement),
    ),
    "a model score in words": ((ID["proef/v"], DWW.modelscore, Literal("hoog")),),
}

RULE_DATA = """
@prefix dww: <https://w3id.org/dww/def#> .
@prefix id: <https://w3id.org/dww/id/proef/> .
@prefix status: <https://w3id.org/dww/id/status/> .
@prefix relatie: <https://w3id.org/dww/id/relatietype/> .
id:smal a dww:WerkzaamElement ; dww:heeftBrederElement id:midden .
id:midden a dww:WerkzaamElement ; dww:heeftBrederElement id:breed .
id:breed a dww:WerkzaamElement .
id:los a dww:WerkzaamElement .
id:kaart a dww:Handelingskennis ; dww:geeftVormAan id:smal .
id:kaart2 a dww:Handelingskennis ; dww:geeftVormAan id:los, id:midden .
id:bevinding a dww:Bevinding ; dww:gaatOver id:midden ; dww:gerapporteerdIn id:werk .
id:advies a dww:Aanbeveling ; dww:gaatOver id:los ; dww:gerapporteerdIn id:richtlijn .
id:werk a dww:Onderzoeksbron . id:richtlijn a dww:Richtlijn .
id:v1 a dww:Bewijsverbinding ; dww:heeftOnderwerp id:kaart ; dww:heeftBewijs id:bevinding ;
  dww:relatietypeVan relatie:ondersteund-door ; dww:status status:vastgesteld .
id:v2 a dww:Bewijsverbinding ; dww:heeftOnderwerp id:kaart ; dww:heeftBewijs id:advies ;
  dww:relatietypeVan relatie:genuanceerd-door ; dww:status status:vastgesteld .
id:v3 a dww:Bewijsverbinding ; dww:heeftOnderwerp id:kaart2 ; dww:heeftBewijs id:bevinding ;
  dww:relatietypeVan relatie:tegengesproken-door ; dww:status status:vastgesteld .
id:v4 a dww:Bewijsverbinding ; dww:heeftOnderwerp id:kaart2 ; dww:heeftBewijs id:advies ;
  dww:relatietypeVan relatie:ondersteund-door ; dww:status status:voorgesteld .
id:uitkomst a dww:Leeruitkomst ; dww:richtZichOp id:breed .
id:uitkomst2 a dww:Leeruitkomst ; dww:richtZichOp id:los .
"""


def plus(graph: Graph, triples: Iterable[Triple]) -> Graph:
    """Return a copy of a graph with triples added."""
    copy = Graph()
    for triple in (*graph, *triples):
        copy.add(triple)
    return copy


def ask(graph: Graph) -> ConsistencyReport:
    """Ask the OWL door whether a graph contradicts itself."""
    return consistent(graph.serialize(format="nt", encoding="utf-8"))


def one_of_each(terms: Graph) -> Iterable[Triple]:
    """Return one individual for every named class."""
    classes = sorted(c for c in terms.subjects(RDF.type, OWL.Class) if isinstance(c, URIRef))
    return [(ID[f"proef/exemplaar-{number}"], RDF.type, name) for number, name in enumerate(classes)]


@needs_reasoner
def test_every_class_can_have_a_member(terms: Graph) -> None:
    """HermiT finds the terms consistent with one individual in every class; no class must be empty."""
    report = ask(plus(terms, one_of_each(terms)))
    assert report.consistent
    assert report.unsatisfiable == ()
    assert report.reasoner == "HermiT"


@needs_reasoner
def test_schemes_and_starter_content_agree_with_the_terms(
    terms: Graph, concepts: Graph, starter: Graph
) -> None:
    """The terms, all concepts and the starter content together hold no contradiction."""
    assert ask(plus(terms, (*concepts, *starter))).consistent


@needs_reasoner
@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_refused(terms: Graph, name: str) -> None:
    """Each planted contradiction makes the graph inconsistent."""
    assert not ask(plus(terms, CONTRADICTIONS[name])).consistent


@needs_reasoner
def test_an_impossible_class_is_named(terms: Graph) -> None:
    """A class under two classes that exclude each other is reported by its IRI."""
    planted = [
        (DWW.Onmogelijk, RDF.type, OWL.Class),
        (DWW.Onmogelijk, RDFS.subClassOf, DWW.Leerinterventie),
        (DWW.Onmogelijk, RDFS.subClassOf, DWW.Jeugdinterventie),
    ]
    report = ask(plus(terms, planted))
    assert report.consistent
    assert report.unsatisfiable == (str(DWW.Onmogelijk),)


@needs_reasoner
def test_a_file_is_read_like_its_bytes(terms: Graph, tmp_path: Path) -> None:
    """The door takes a path to N-Triples as well as the bytes themselves."""
    path = tmp_path / "termen.nt"
    path.write_bytes(
        plus(terms, CONTRADICTIONS["an element broader than itself"]).serialize(format="nt", encoding="utf-8")
    )
    assert not consistent(path).consistent


@needs_reasoner
def test_a_missing_file_is_a_failure_not_a_finding(tmp_path: Path) -> None:
    """A file that is not there raises CouldNotRun with the path in it."""
    with pytest.raises(CouldNotRun) as caught:
        consistent(tmp_path / "weg.nt")
    assert "weg.nt" in caught.value.tell("nl")


@needs_reasoner
def test_text_that_is_not_n_triples_is_a_failure_not_a_finding() -> None:
    """Bytes that are no N-Triples raise CouldNotRun, never 'consistent'."""
    with pytest.raises(CouldNotRun):
        consistent(b"dit is geen graaf\n")


def test_without_java_the_door_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java the door raises ReasonerAbsent and names Java in both languages."""
    monkeypatch.setattr(reasoning, "owlready_available", lambda: True)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert not java_available()
    with pytest.raises(ReasonerAbsent) as caught:
        consistent(b"")
    assert "Java" in caught.value.tell("nl")
    assert "Install Java" in caught.value.tell("en")


def test_a_java_that_does_not_run_does_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file called java that cannot be run is not taken for a Java."""
    monkeypatch.setattr("shutil.which", lambda _name: str(tmp_path / "java"))
    assert not java_available()


def test_without_owlready_the_door_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without owlready2 the door raises ReasonerAbsent and names the extra to install."""
    monkeypatch.setattr(reasoning, "owlready_available", lambda: False)
    with pytest.raises(ReasonerAbsent) as caught:
        consistent(b"")
    assert "dww-graph[owl]" in caught.value.tell("en")


def test_terms_are_in_owl_2_dl_and_rl(terms: Graph, profile: Profile) -> None:
    """OWLAPI finds the terms in OWL 2 DL and OWL 2 RL."""
    assert profile(terms) == {"DL": [], "RL": []}


@pytest.mark.parametrize("name", ["cito", "sepio", "schema"])
def test_each_alignment_keeps_the_terms_in_profile(
    terms: Graph, profile: Profile, root: Path, name: str
) -> None:
    """Loading one of the optional alignment files leaves the terms in OWL 2 DL and RL."""
    aligned = plus(terms, Graph().parse(root / "ontology" / "uitlijning" / f"{name}.ttl"))
    assert profile(aligned) == {"DL": [], "RL": []}


def test_schemes_and_starter_content_are_in_owl_2_dl(
    terms: Graph, concepts: Graph, starter: Graph, profile: Profile
) -> None:
    """OWLAPI finds terms, concepts and starter content in OWL 2 DL (RL lists no language-tagged values)."""
    assert profile(plus(terms, (*concepts, *starter)))["DL"] == []


def test_the_rl_check_sees_an_existential(terms: Graph, profile: Profile) -> None:
    """A class defined by 'some' on the right-hand side is flagged as outside RL."""
    some = BNode()
    planted: list[Triple] = [
        (some, RDF.type, OWL.Restriction),
        (some, OWL.onProperty, DWW.heeftOnderwerp),
        (some, OWL.someValuesFrom, DWW.Kennisuiting),
        (DWW.Verbinding, RDFS.subClassOf, some),
    ]
    found = profile(plus(terms, planted))
    assert found["DL"] == []
    assert found["RL"] != []


def test_the_dl_check_sees_an_irreflexive_transitive_property(terms: Graph, profile: Profile) -> None:
    """Irreflexive on a transitive property is flagged as outside DL."""
    planted = [(DWW.heeftBrederElementTransitief, RDF.type, OWL.IrreflexiveProperty)]
    assert profile(plus(terms, planted))["DL"] != []


def own_triples(graph: Graph) -> set[Triple]:
    """Return the triples with a property of ours about a thing of ours."""
    return {t for t in graph if str(t[1]).startswith(DWW) and str(t[0]).startswith(ID)}


def ruled(data: Graph, rules: Iterable[Path]) -> Graph:
    """Return data with what the rules write, each rule reading what the earlier ones wrote."""
    result = plus(data, ())
    for rule in rules:
        for triple in list(result.query(rule.read_text(encoding="utf-8"))):
            result.add(triple)  # type: ignore[arg-type]
    return result


def closed(terms: Graph, data: Graph) -> Graph:
    """Return the OWL 2 RL closure of data under the axioms of the terms, by owlrl."""
    owlrl = import_module("owlrl")
    notes = {RDFS.label, RDFS.isDefinedBy, OWL.disjointWith}
    axioms = [t for t in terms if t[1] not in notes and not isinstance(t[2], Literal)]
    graph = plus(data, axioms)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


@pytest.fixture(scope="module")
def rules(root: Path) -> list[Path]:
    """The five rules that axioms can speak to, in the order in which they run; the others count what is absent."""
    found = sorted((root / "ontology" / "regels").glob("*.rq"))
    assert [path.name[0] for path in found] == ["1", "2", "3", "4", "5", "6", "7"]
    return found[:5]


def differing(terms: Graph, rules: list[Path]) -> set[Triple]:
    """Return what rules and owlrl disagree on; the link rule feeds both, as no axiom can express it."""
    data = Graph().parse(data=RULE_DATA, format="turtle")
    links = [rule for rule in rules if rule.name.startswith("3")]
    return own_triples(ruled(data, rules)) ^ own_triples(closed(terms, ruled(data, links)))


def test_five_rules_give_the_closure_of_owlrl(terms: Graph, rules: list[Path]) -> None:
    """Our five rules and a general OWL RL engine derive exactly the same triples with our own properties."""
    assert differing(terms, rules) == set()


@pytest.mark.parametrize("number", ["1", "2", "4", "5"])
def test_a_rule_left_out_is_seen(terms: Graph, rules: list[Path], number: str) -> None:
    """Without any one of the rules that an axiom backs, the two closures differ."""
    assert differing(terms, [rule for rule in rules if not rule.name.startswith(number)]) != set()


def test_only_accepted_links_and_cards_reach_the_trace(rules: list[Path]) -> None:
    """A proposed link derives nothing, and a finding never counts as action knowledge of an outcome."""
    graph = ruled(Graph().parse(data=RULE_DATA, format="turtle"), rules)
    proef = Namespace(ID["proef/"])
    assert set(graph.objects(proef.uitkomst, DWW.heeftHandelingskennis)) == {proef.kaart, proef.kaart2}
    assert set(graph.objects(proef.uitkomst, DWW.traceertNaarBron)) == {proef.werk}
    assert set(graph.objects(proef.kaart2, DWW.ondersteundDoor)) == set()
    assert set(graph.objects(proef.uitkomst2, DWW.traceertNaarBron)) == set()
