"""The terms as text: complete, in two languages, declared, in use and in a fixed order."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from dww_graph import terms as constants

DWW = Namespace("https://w3id.org/dww/def#")
DEF = URIRef("https://w3id.org/dww/def")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(XSD))

PREDICATES = (
    "a", "rdfs:label", "skos:altLabel", "skos:definition", "skos:scopeNote", "skos:example",
    "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range",
    "owl:inverseOf", "owl:propertyChainAxiom", "owl:disjointWith", "dww:stap",
    "dcterms:source", "dww:termstatus", "rdfs:isDefinedBy",
)  # fmt: skip

# Every row of the inventory of the programme text, with the terms that carry it.
INVENTORY = {
    "werkzaam element": "WerkzaamElement",
    "handelingskennis": "Handelingskennis",
    "praktische wijsheid": "PraktischeWijsheid wordtGeexpliciteerdAls",
    "drie stappen": "Achterhalen Explicitering Verbindingsactiviteit volgtOpStap stap",
    "onderzoekskennis": "Onderzoekskennis",
    "andere formele kennis": "FormeleKennis Richtlijn Theorie Wet Protocol Interventiemodel",
    "beroepssituatie": "Beroepssituatie inBeroepssituatie",
    "handelen, vormgeven": "Handeling geeftVormAan",
    "eigen handelingskennis": "ontwikkeldDoor Professionalprofiel",
    "persoon van de professional": "pastBijPersoon",
    "beroepscontext": "Beroepscontext inContext",
    "type cliënten": "Clienttype metClienttype kentClienttype",
    "jeugdzorgprofessional": "Professional",
    "leren als participeren": "Participatie competentieniveau",
    "bijdragen aan manier van werken": "Bijdrage veranderdeWerkwijze",
    "beroepsgemeenschap": "Beroepsgemeenschap",
    "in en mét de beroepspraktijk": "leertIn leertMet",
    "complex leerproces": "ComplexLeerproces",
    "directe interactie": "DirecteInteractie metSignificanteAndere",
    "collega, student, cliënt, trainer": "SignificanteAndereRol Interactievorm",
    "indirecte interactie": "IndirecteInteractie viaInstrument",
    "protocol, interventiemodel": "Protocol Interventiemodel Instrument",
    "werkplekleren": "Werkplekleren",
    "leerpotentieel": "Leerpotentieel heeftLeerpotentieel",
    "leermogelijkheid": "Leermogelijkheid bewusteBedoeling beschikbaarIn",
    "agency in leren": "Agency Agencyfacet heeftAgencyfacet",
    "leerproces": "Leerproces Leerwijze",
    "leeromgeving": "Leeromgeving",
    "technologisch ontwerp": "TechnologischOntwerp",
    "interventie voor leren": "Leerinterventie Jeugdinterventie",
    "verwacht resultaat, mechanisme": "VerwachtResultaat Werkingsmechanisme",
    "WP1 tot en met WP6": "Werkpakket hangtSamenMet",
    "opleiding, kennisoverdracht, doorwerking": "Opleiding Kennisoverdracht Doorwerking brengtKennisIn",
    "korte lijnen, ontwerpen van beroepsonderwijs": "bijdrageVanWerkpakket",
    "uitkomsten van het programma": "Uitkomst gewensteRichting",
    "veranderknop": "Programmaclaim",
}


def plus(graph: Graph, turtle: str = "", without: Iterable[tuple[URIRef, URIRef]] = ()) -> Graph:
    """Return a copy of a graph with Turtle added and with (subject, property) pairs taken out."""
    copy = Graph()
    for triple in graph:
        copy.add(triple)
    copy.parse(data="@prefix dww: <https://w3id.org/dww/def#> .\n" + turtle, format="turtle")
    for subject, prop in without:
        copy.remove((subject, prop, None))
    return copy


def declared(graph: Graph) -> set[URIRef]:
    """Return everything declared as class or property."""
    return {s for kind in KINDS for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}


def own(graph: Graph) -> list[URIRef]:
    """Return our own terms in order of name."""
    return sorted(term for term in declared(graph) if term.startswith(DWW))


def languages(graph: Graph, term: URIRef, prop: URIRef) -> list[str]:
    """Return the languages of the texts of one property, in order."""
    return sorted(str(o.language) for o in graph.objects(term, prop) if isinstance(o, Literal))


def incomplete(graph: Graph) -> set[str]:
    """Return our terms that miss a text in a language, a status or their ontology."""
    both, found = ["en", "nl"], set()
    for term in own(graph):
        texts = [languages(graph, term, prop) for prop in (RDFS.label, SKOS.definition)]
        notes = [languages(graph, term, prop) for prop in (SKOS.example, SKOS.scopeNote)]
        status = [str(o) for o in graph.objects(term, DWW.termstatus)]
        home = list(graph.objects(term, RDFS.isDefinedBy))
        settled = status in (["voorlopig"], ["vastgesteld"]) and home == [DEF]
        if texts != [both, both] or both not in notes or not settled:
            found.add(str(term).removeprefix(DWW))
    return found


def orphans(graph: Graph, texts: Mapping[str, str]) -> set[str]:
    """Return our terms without parent, domain or range that no axiom, shape, question or data uses."""
    anchors = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
    used = {o for p in (*anchors, *own(graph)) for o in graph.objects(None, p)} | set(graph.predicates())
    said = set().union(*map(mentioned, texts.values())) if texts else set()
    lone = [t for t in own(graph) if t not in used and not any((t, p, None) in graph for p in anchors)]
    return {name for term in lone if (name := term.removeprefix(DWW)) not in said}


def mentioned(text: str) -> set[str]:
    """Return the local names of our terms in a text."""
    return set(re.findall(r"(?:(?<![\w/])dww:|dww/def#)([A-Za-z]\w*)", text))


def undeclared(graph: Graph, texts: Mapping[str, str]) -> set[str]:
    """Return 'file: name' for each of our terms that a text uses and no module declares."""
    known = {term.removeprefix(DWW) for term in own(graph)}
    return {f"{where}: {name}" for where, text in texts.items() for name in mentioned(text) - known}


def pairs_amiss(graph: Graph) -> set[frozenset[str]]:
    """Return the pairs that a list of disjoint classes says and no owl:disjointWith repeats."""
    written = {frozenset((str(s), str(o))) for s, o in graph.subject_objects(OWL.disjointWith)}
    lists = (graph.value(n, OWL.members) for n in graph.subjects(RDF.type, OWL.AllDisjointClasses))
    members = [[str(m) for m in Collection(graph, node)] for node in lists if node is not None]
    return {frozenset(pair) for group in members for pair in combinations(group, 2)} - written


def foreign_amiss(graph: Graph) -> set[str]:
    """Return outside terms in use that have no declaration, label in two languages or home."""
    used = {str(n) for t in graph for n in (t[1], t[2] if t[1] == RDF.type else t[1])}
    used |= {
        str(o) for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain) for o in graph.objects(None, p)
    }
    used |= {str(s) for s in declared(graph)}
    outside = {u for u in used if u.startswith("http") and not u.startswith((*BUILT_IN, str(DWW)))}
    full = {
        str(s) for s in declared(graph)
        if languages(graph, s, RDFS.label) == ["en", "nl"] and (s, RDFS.isDefinedBy, None) in graph
    }  # fmt: skip
    return outside - full


def risky(graph: Graph) -> set[str]:
    """Return axioms that merge data or stop the reasoner: functional, keys, imports, dates, durations."""
    types = {OWL.FunctionalProperty, OWL.InverseFunctionalProperty}
    dates = {XSD.date, XSD.gYear, XSD.duration, XSD.gYearMonth, XSD.time}
    found = {str(s) for kind in types for s in graph.subjects(RDF.type, kind)}
    found |= {str(s) for prop in (OWL.hasKey, OWL.imports) for s in graph.subjects(prop)}
    found |= {str(s) for kind in dates for s in graph.subjects(RDFS.range, kind)}
    return found | {str(o) for o in graph.objects() if isinstance(o, Literal) and o.datatype in dates}


def disorder(text: str) -> list[str]:
    """Return where a module leaves the order: classes, properties, by name; predicates in a fixed order."""
    blocks = re.findall(r"^([a-z]+:\w+) a (owl:\w+)(.*?) \.$", text, re.MULTILINE | re.DOTALL)
    keys = [(kind != "owl:Class", name) for name, kind, _ in blocks]
    wrong = [name for (_, name), (_, best) in zip(keys, sorted(keys), strict=True) if name != best]
    for name, _, body in blocks:
        places = [PREDICATES.index(p) for p in re.findall(r"^    ([a-z]+:\w+) ", body, re.MULTILINE)]
        if places != sorted(places):
            wrong.append(name)
    return wrong


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """Every text that may use our terms, but for the modules that declare them."""
    folders = [root / name for name in ("ontology", "queries", "starter")]
    found = [path for folder in folders for end in ("ttl", "rq") for path in folder.rglob(f"*.{end}")]
    modules = set((root / "ontology").glob("*.ttl"))
    return {str(p.relative_to(root)): p.read_text(encoding="utf-8") for p in found if p not in modules}


def test_every_term_is_complete_in_dutch_and_english(terms: Graph) -> None:
    """Each term has one label and definition a language, an example or note, a status and its ontology."""
    assert incomplete(terms) == set()


@pytest.mark.parametrize("prop", [RDFS.label, SKOS.definition, DWW.termstatus, RDFS.isDefinedBy])
def test_an_incomplete_term_is_seen(terms: Graph, prop: URIRef) -> None:
    """A term that lost one of its texts is reported."""
    assert incomplete(plus(terms, without=[(DWW.Fragment, prop)])) == {"Fragment"}


def test_a_second_label_in_one_language_is_seen(terms: Graph) -> None:
    """Two Dutch labels on one term are reported."""
    again = "dww:Fragment <http://www.w3.org/2000/01/rdf-schema#label> 'passage'@nl ."
    assert incomplete(plus(terms, again)) == {"Fragment"}


def test_every_term_stands_in_relation_to_another(terms: Graph, texts: dict[str, str]) -> None:
    """No term is an orphan."""
    assert orphans(terms, texts) == set()


def test_an_orphan_is_seen(terms: Graph) -> None:
    """A class and a property that nothing uses are reported, until a question mentions them."""
    owl = "http://www.w3.org/2002/07/owl#"
    planted = plus(terms, f"dww:Wees a <{owl}Class> . dww:wees a <{owl}DatatypeProperty> .")
    assert orphans(planted, {}) == {"Wees", "wees"} | orphans(terms, {})
    assert orphans(planted, {"vraag.rq": "?x dww:wees ?y"}) == {"Wees"} | orphans(
        terms, {"vraag.rq": "dww:wees"}
    )


def test_every_used_term_is_declared(terms: Graph, texts: dict[str, str]) -> None:
    """Schemes, rules, shapes, alignments, questions and starter content use declared terms only."""
    assert len(texts) > 30
    assert undeclared(terms, texts) == set()


def test_an_undeclared_term_is_seen(terms: Graph) -> None:
    """A misspelt term is reported with its file, as a prefixed name and as a full IRI."""
    assert undeclared(terms, {"a.rq": "?x dww:gaatOvr ?y"}) == {"a.rq: gaatOvr"}
    assert undeclared(terms, {"b.ttl": "<https://w3id.org/dww/def#Bronn>"}) == {"b.ttl: Bronn"}


@pytest.mark.parametrize("row", INVENTORY)
def test_the_inventory_of_the_programme_text_is_covered(terms: Graph, row: str) -> None:
    """Each row of the inventory has its terms."""
    names = {term.removeprefix(DWW) for term in own(terms)}
    assert set(INVENTORY[row].split()) - names == set()


def test_terms_of_the_programme_text_name_their_sentence(terms: Graph) -> None:
    """A term of the programme text names sentences between S1 and S34."""
    sources = [str(o) for o in terms.objects(None, DCTERMS.source)]
    assert len(sources) > 80
    for source in sources:
        assert re.fullmatch(r"programmatekst( S([1-9]|[12]\d|3[0-4]))+", source), source


def test_names_are_dutch_ascii_in_the_agreed_case(terms: Graph) -> None:
    """Classes are UpperCamelCase, properties lowerCamelCase, both ASCII."""
    for term in own(terms):
        form = r"[A-Z][A-Za-z]+" if (term, RDF.type, OWL.Class) in terms else r"[a-z][A-Za-z]+"
        assert re.fullmatch(form, term.removeprefix(DWW)), term


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_classes_share_a_label(terms: Graph, language: str) -> None:
    """One word a concept: class labels differ within a language."""
    classes = [term for term in own(terms) if (term, RDF.type, OWL.Class) in terms]
    texts = [text for c in classes for text in terms.objects(c, RDFS.label) if isinstance(text, Literal)]
    labels = [str(text) for text in texts if text.language == language]
    assert sorted(labels) == sorted(set(labels))


def test_disjoint_lists_are_written_out_in_pairs(terms: Graph) -> None:
    """Every pair of a disjoint list also stands as owl:disjointWith, for tools that read only that."""
    assert pairs_amiss(terms) == set()


def test_a_pair_left_out_is_seen(terms: Graph) -> None:
    """A pair without its owl:disjointWith is reported."""
    planted = plus(terms, without=[(DWW.Aanbeveling, OWL.disjointWith)])
    assert frozenset((str(DWW.Aanbeveling), str(DWW.Handelingskennis))) in pairs_amiss(planted)


def test_all_kinds_of_concept_exclude_one_another(terms: Graph) -> None:
    """Every class directly under skos:Concept is in one list of disjoint classes."""
    kinds = {c for c in terms.subjects(RDFS.subClassOf, SKOS.Concept) if isinstance(c, URIRef)}
    lists = [terms.value(n, OWL.members) for n in terms.subjects(RDF.type, OWL.AllDisjointClasses)]
    assert any(kinds <= set(Collection(terms, node)) for node in lists if node is not None)


def test_one_resource_can_be_source_and_instrument(terms: Graph) -> None:
    """Protocol and intervention model are source and instrument, and no axiom keeps the two roles apart."""
    for term in (DWW.Protocol, DWW.Interventiemodel):
        assert {DWW.Bron, DWW.Instrument} <= set(terms.objects(term, RDFS.subClassOf))
    assert (DWW.Bron, OWL.disjointWith, DWW.Instrument) not in terms
    assert (DWW.Instrument, OWL.disjointWith, DWW.Bron) not in terms


def test_agency_has_its_four_facets(concepts: Graph) -> None:
    """The scheme of agency facets holds exactly the four of the programme text."""
    facets = {str(s).rsplit("/", 1)[-1] for s in concepts.subjects(RDF.type, DWW.Agencyfacet)}
    assert facets == {"beinvloeden", "benutten", "behoefte", "ervaren-mogelijkheid"}


def test_ties_between_work_packages_stand_in_both_directions(concepts: Graph) -> None:
    """A symmetric tie is asserted both ways, so that no question needs a reasoner."""
    ties = set(concepts.subject_objects(DWW.hangtSamenMet))
    assert ties
    assert {(b, a) for a, b in ties} == ties


def test_outside_terms_are_declared_with_a_dutch_label(terms: Graph, concepts: Graph, starter: Graph) -> None:
    """Every outside term in modules, schemes and starter content has a stub with labels and a home."""
    assert foreign_amiss(plus(terms + concepts + starter)) == set()


def test_an_outside_term_without_stub_is_seen(terms: Graph) -> None:
    """A use of an outside property that has no stub is reported."""
    assert foreign_amiss(plus(terms, "dww:Bron <http://voorbeeld.nl/vreemd> 'x' .")) == {
        "http://voorbeeld.nl/vreemd"
    }


def test_no_axiom_merges_data_or_stops_the_reasoner(terms: Graph) -> None:
    """No functional property, key, import, date or duration stands anywhere."""
    assert risky(terms) == set()


@pytest.mark.parametrize(
    "planted",
    [
        "dww:jaar <http://www.w3.org/2000/01/rdf-schema#range> <http://www.w3.org/2001/XMLSchema#gYear> .",
        "dww:jaar a <http://www.w3.org/2002/07/owl#FunctionalProperty> .",
        "dww:jaar <http://www.w3.org/2002/07/owl#imports> <http://www.w3.org/ns/prov> .",
        "dww:jaar dww:jaar '2026-11-23'^^<http://www.w3.org/2001/XMLSchema#date> .",
    ],
)
def test_a_risky_axiom_is_seen(terms: Graph, planted: str) -> None:
    """A functional property, an import and a date as datatype are each reported."""
    assert risky(plus(terms, planted)) != set()


def test_the_header_names_version_licence_and_prefix(terms: Graph, root: Path) -> None:
    """The ontology says its version, licence and prefix, the same as namespaces.toml and the package."""
    spaces = tomllib.loads((root / "ontology" / "namespaces.toml").read_text(encoding="utf-8"))
    package = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    vann = Namespace("http://purl.org/vocab/vann/")
    assert terms.value(DEF, OWL.versionIRI) == URIRef(spaces["version_iri"])
    assert str(terms.value(DEF, OWL.versionInfo)) == spaces["version"] == package["project"]["version"]
    assert terms.value(DEF, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(terms.value(DEF, vann.preferredNamespaceUri)) == spaces["own"]["def"]


def test_prefixes_mean_the_same_everywhere(root: Path) -> None:
    """Prefix lines of modules and alignments, and the constants of the package, follow namespaces.toml."""
    spaces = tomllib.loads((root / "ontology" / "namespaces.toml").read_text(encoding="utf-8"))
    known = spaces["prefixes"] | spaces["alignment_prefixes"]
    files = [*(root / "ontology").glob("*.ttl"), *(root / "ontology" / "uitlijning").glob("*.ttl")]
    for path in files:
        lines = re.findall(r"^@prefix (\w+): <(.*?)> \.$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for prefix, iri in lines:
            assert known[prefix] == iri, path.name
    shared = constants.PREFIXES.keys() & known.keys()
    assert {p: constants.PREFIXES[p] for p in shared} == {p: known[p] for p in shared}
    assert [
        spaces["base"],
        spaces["own"]["id"],
        spaces["own"]["shapes"],
    ] == [constants.BASE, constants.ID, constants.SHAPES]


@pytest.mark.parametrize("module", ["kern", "verbinding", "herkomst", "codering", "leren", "extern"])
def test_modules_keep_the_canonical_order(root: Path, module: str) -> None:
    """A module lists classes, then properties, by name, with predicates in one fixed order."""
    text = (root / "ontology" / f"{module}.ttl").read_text(encoding="utf-8")
    assert text.count(" a owl:") > 20
    assert disorder(text) == []


def test_disorder_is_seen() -> None:
    """A property before a class, names out of order and predicates out of order are each reported."""
    first = "dww:a a owl:Class ;\n    rdfs:label 'a' .\n"
    second = "dww:b a owl:ObjectProperty ;\n    rdfs:label 'b' .\n"
    assert disorder(first + second) == []
    assert disorder(second + first) == ["dww:b", "dww:a"]
    assert disorder("dww:a a owl:Class ;\n    rdfs:domain dww:b ;\n    rdfs:label 'a' .\n") == ["dww:a"]
