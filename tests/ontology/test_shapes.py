"""Every shape passes the faultless graph; one change gives exactly its own finding, in both engines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from grond import CODED, ID, ROOT, Case, case, gone, grond, instead, other, plus, triples, without
from rdflib import RDF, Graph, URIRef

from dww_graph.errors import StoreError, UsageError
from dww_graph.model import Finding
from dww_graph.shapes import validate

SH = "http://www.w3.org/ns/shacl#"
DWWS = "https://w3id.org/dww/shapes#"
FILES = tuple(sorted((ROOT / "ontology" / "shapes").glob("*.ttl")))

RECORD = "dww:ingelezenIn <https://w3id.org/dww/id/inlezing/proef> ; dww:vindplaats 'rij 99'"


KAART, V1, V2 = "handelingskennis/kaart", "verbinding/v1", "verbinding/v2"
NO_EVIDENCE = instead("v:v1", "dww:relatietypeVan", "relatie:geen-bewijs-gevonden")

LINK = (
    case("S01-onderwerp", V1, plus("v:v1 dww:heeftOnderwerp id:aanbeveling\\/g")),
    gone("S01-onderwerp", V1, "dww:heeftOnderwerp"),
    other("S01-onderwerp", "verbinding/v3", "dww:heeftOnderwerp", "'tekst'"),
    other("S01-onderwerp", "verbinding/v3", "dww:heeftOnderwerp", "bron:richtlijn"),
    gone("S02-bewijs", V1, "dww:heeftBewijs"),
    case("S02-bewijs", V1, plus("v:v1 dww:heeftBewijsbron bron:werken")),
    other("S02-bewijs-is-kennisuiting", V1, "dww:heeftBewijs", "bron:werken"),
    other("S02-bewijsbron-is-bron", "verbinding/v3", "dww:heeftBewijsbron", "id:bevinding\\/b"),
    other("S03-relatietype", "verbinding/v3", "dww:relatietypeVan", "relatie:verfijnt"),
    gone("S03-relatietype", "verbinding/v3", "dww:relatietypeVan"),
    other("S03-relatietype-bijdrage", V2, "dww:relatietypeVan", "relatie:ondersteund-door"),
    other("S04-status", V1, "dww:status", "status:onzin"),
    case("S04-status", V1, plus("v:v1 dww:status status:voorgesteld")),
    gone("S05-maker", V1, "prov:wasAttributedTo"),
    other("S06-gemaakt-op", V1, "prov:generatedAtTime", "'2026-01-10'"),
    gone("S06-gemaakt-op", V2, "prov:generatedAtTime"),
    other("S07-modelscore", V1, "dww:modelscore", "1.01"),
    other("S07-modelscore", V1, "dww:modelscore", "'hoog'"),
    gone("S08-zekerheid-bij-vaststellen", V1, "dww:zekerheidsoordeelVan"),
    other("S09-mens-stelt-vast", V1, "prov:wasAttributedTo", "medewerker:zoeker"),
    other("S12-onderwerp-is-geen-bewijs", V1, "dww:heeftBewijs", f"<{ID}{KAART}>"),
    gone("S41-toelichting", V1, "dww:toelichting"),
    other("S41-toelichting", V1, "dww:toelichting", "'zonder taalcode'"),
    gone("S42-doel", V2, "dww:heeftDoel"),
    other("S42-doel", V2, "dww:heeftDoel", f"<{ID}{KAART}>"),
    gone("S43-vraag", V2, "dww:vraag"),
    case("S44-zoekverslag-bij-geen-bewijs", V1, NO_EVIDENCE),
    gone("S45-beoordeelt", "beoordeling/r1", "dww:beoordeelt"),
    other("S45-besluit", "beoordeling/r1", "dww:besluit", "status:onzin"),
    gone("S45-beoordelaar", "beoordeling/r1", "prov:wasAssociatedWith"),
    other("S45-beoordeeld-op", "beoordeling/r1", "prov:endedAtTime", "'gisteren'"),
    other("S46-zekerheid", V1, "dww:zekerheidsoordeelVan", f"<{ID}zekerheid/zeker>"),
    other("S46-directheid", V1, "dww:directheidVan", f"<{ID}directheid/schuin>"),
)

CARD = (
    gone("S15-werkzaam-element", KAART, "dww:geeftVormAan"),
    other("S15-werkzaam-element", KAART, "dww:geeftVormAan", f"<{ID}situatie/huisbezoek>"),
    gone("S16-beroepssituatie", KAART, "dww:inBeroepssituatie"),
    gone("S17-clienttype", KAART, "dww:metClienttype"),
    gone("S18-bewering", KAART, "dww:bewering"),
    other("S18-bewering", KAART, "dww:bewering", "'zonder taalcode'"),
    gone("S19-toestemming", KAART, "dww:onderToestemming"),
    case(
        "S19-toestemming-ingetrokken", KAART, plus(f"<{ID}toestemming/proef> dww:ingetrokkenOp '2026-02-01'")
    ),
    gone("S20-zichtbaarheid", KAART, "dww:zichtbaarheidVan"),
    other("S20-zichtbaarheid", KAART, "dww:zichtbaarheidVan", "ring:iedereen"),
    gone("S21-waar-het-uit-komt", KAART, "dww:geexpliciteerdIn"),
    case(
        "S22-nog-geen-verbinding",
        KAART,
        f"DELETE {{ ?v ?p ?o }} WHERE {{ ?v dww:heeftOnderwerp <{ID}{KAART}> ; ?p ?o }}",
    ),
    gone("S24-context", KAART, "dww:inContext"),
    gone("S47-titel", KAART, "dcterms:title"),
    gone("S48-handelwijze", KAART, "dww:handelwijze"),
    gone("S49-overweging", KAART, "dww:overweging"),
    gone("S50-inlezing", KAART, "dww:ingelezenIn"),
    gone("S50-vindplaats", "bron/richtlijn", "dww:vindplaats"),
    other("S51-kaartstatus", KAART, "dww:kaartstatus", "'klaar'"),
    other("S51-bewijsniveau", KAART, "dww:bewijsniveauVan", f"<{ID}situatie/huisbezoek>"),
    other("S52-illustratief", V1, "dww:isIllustratief", "'ja'"),
)

EVIDENCE = (
    gone("S25-gerapporteerd-in", "bevinding/b", "dww:gerapporteerdIn"),
    other("S25-gerapporteerd-in", "aanbeveling/g", "dww:gerapporteerdIn", f"<{ID}{KAART}>"),
    other("S25-aanbeveling-in-richtlijn", "aanbeveling/g", "dww:gerapporteerdIn", "bron:werken"),
    gone("S26-over-element", "bevinding/b", "dww:gaatOver"),
    case(
        "S27-geen-toestemming-nodig",
        "bevinding/b",
        plus(f"<{ID}bevinding/b> dww:onderToestemming <{ID}toestemming/proef>"),
    ),
    gone("S28-titel", "bron/werken", "dcterms:title"),
    gone("S29-verwijzing", "bron/werken", "bibo:doi"),
    case(
        "S30-soort",
        "bron/x",
        plus(
            "bron:x a dww:Bron ; dcterms:title 'X' ; bibo:doi 'x' ; "
            f"dww:verificatieVan <{ID}verificatie/geverifieerd> ; {RECORD}"
        ),
    ),
    other("S31-jaar", "bron/werken", "dww:jaar", "'218'"),
    other("S31-jaar", "bron/werken", "dww:jaar", "'2077'"),
    gone("S53-verificatie", "bevinding/b", "dww:verificatieVan"),
    gone("S53-verificatie-bron", "bron/werken", "dww:verificatieVan"),
    other("S54-cijfer", "bevinding/b", "dww:cijfer", "0.183"),
    other("S55-tekst", "bevinding/b", "dww:bewering", "'zonder taalcode'"),
    gone("S55-tekst", "claim/t1", "dww:bewering"),
    gone("S56-zoekbereik", "zoekverslag/z", "dww:zoekbereik"),
    other("S56-zoekdatum", "zoekverslag/z", "dww:zoekdatum", "'vorige week'"),
    gone("S56-gezocht-door", "zoekverslag/z", "dww:gezochtDoor"),
    other("S57-modaliteit", "claim/t1", "dww:modaliteitVan", f"<{ID}modaliteit/misschien>"),
    gone("S57-bronzin", "claim/t1", "dww:berustOpFragment"),
    gone("S58-citaat", "fragment/f", "dww:citaat"),
    gone("S58-staat-in", "fragment/f", "dww:staatIn"),
    other("S58-positie", "fragment/f", "dww:positieVan", "13"),
)

SCHEME = "schema/proef"
CONCEPT = (
    case("S33-voorkeursterm", "element/a", plus("element:a skos:prefLabel 'ruim'@nl")),
    case("S33-voorkeursterm", "element/a", "DELETE DATA { element:a skos:prefLabel 'breed'@nl }"),
    case("S34-definitie", "element/a", "DELETE DATA { element:a skos:definition 'Breed.'@nl }"),
    gone("S35-lijst", "element/a", "skos:inScheme"),
    case("S36-engelse-term", "element/a", "DELETE DATA { element:a skos:prefLabel 'broad'@en }"),
    gone("S59-begripsstatus", "element/a", "dww:begripsstatus"),
    case("S60-engelse-definitie", "element/a", "DELETE DATA { element:a skos:definition 'Broad.'@en }"),
    gone("S61-plaats-in-lijst", "element/a", "skos:topConceptOf"),
    gone("S62-breder-element", "element/a1", "dww:heeftBrederElement"),
    case("S63-naam", SCHEME, f"DELETE DATA {{ <{ID}{SCHEME}> skos:prefLabel 'proeflijst'@nl }}"),
    gone("S63-hoofdbegrip", SCHEME, "skos:hasTopConcept"),
    gone("S63-versie", SCHEME, "owl:versionInfo"),
)

LEARNING = (
    gone("S38-gericht-op-element", "leeruitkomst/lu", "dww:richtZichOp"),
    gone("S39-heeft-leeruitkomst", "leereenheid/le", "dww:heeftLeeruitkomst"),
    gone("S64-tekst", "leeruitkomst/lu", "dww:bewering"),
    gone("S65-niveau", "leeruitkomst/lu", "dww:opNiveau"),
    gone("S65-leerplek", "leeruitkomst/lu", "dww:leerplekVan"),
    gone("S66-bewuste-bedoeling", "leermogelijkheid/m", "dww:bewusteBedoeling"),
    gone("S67-titel", "leermiddel/lm", "dcterms:title"),
    gone("S68-berust-op", "leermiddel/lm", "dww:bevatHandelingskennis"),
    case(
        "S69-leren-is-geen-hulp",
        "leerinterventie/li",
        plus(f"<{ID}leerinterventie/li> a dww:Jeugdinterventie"),
    ),
)


def says(shape: str, text: str) -> Case:
    return other(shape, KAART, "dww:handelwijze", f"'{text}'@nl")


PERSON = (
    says("S23-geen-mailadres", "Mail naar jan.jansen@voorbeeld.nl als het niet lukt."),
    says("S23-geen-telefoonnummer", "Ik bel dan 06-1234 5678 terug."),
    says("S23-geen-telefoonnummer", "Bel +31 (0)20 123 45 67."),
    says("S23-geen-geboortedatum", "De jongen (geb. 12-03-2011) zei niets."),
    says("S23-geen-geboortedatum", "Zij is Geboren op 3 maart 2012 in een dorp."),
    says("S23-geen-bsn", "Nummer 123456782 stond op de brief."),
    other("S23-geen-mailadres", V1, "dww:toelichting", "'Vraag a@b.nl.'@nl"),
    case("S70-geen-persoonsgegevens", KAART, plus(f"<{ID}{KAART}> schema:birthDate '2011-03-12'")),
    case("S70-geen-persoonsgegevens", "professional/x", plus(f"<{ID}professional/x> foaf:name 'X. Y.'")),
    case("S71-geen-naam", "professional/x", plus(f"<{ID}professional/x> rdfs:label 'X. Y.'")),
    other("S72-alleen-beheer", "toestemming/proef", "dww:zichtbaarheidVan", "ring:programma"),
    case("S73-geen-mens", "client/x", plus(f"<{ID}client/x> a foaf:Person")),
)

CASES = (*LINK, *CARD, *EVIDENCE, *CONCEPT, *LEARNING, *PERSON, *CODED)


def shapes_graph() -> Graph:
    graph = Graph()
    for path in FILES:
        graph.parse(path)
    return graph


def told(findings: Sequence[Finding]) -> set[tuple[str, str]]:
    return {(finding.shape.removeprefix(DWWS), finding.focus) for finding in findings}


def test_the_faultless_graph_has_no_findings_in_either_engine() -> None:
    data = triples(grond())
    assert validate(data, FILES, "rust") == ()
    assert validate(data, FILES, "pyshacl") == ()


@pytest.mark.parametrize("wrong", CASES, ids=lambda wrong: f"{wrong.shape}-{wrong.focus.removeprefix(ID)}")
def test_one_change_gives_exactly_the_finding_of_its_shape_in_both_engines(wrong: Case) -> None:
    data = triples(grond(*wrong.changes))
    rust, reference = validate(data, FILES, "rust"), validate(data, FILES, "pyshacl")
    assert told(rust) == {(wrong.shape, wrong.focus)}
    assert rust == reference


def test_every_shape_that_reports_has_a_case() -> None:
    graph = shapes_graph()
    reporting = {str(shape).removeprefix(DWWS) for shape in graph.subjects(URIRef(f"{SH}message"))}
    assert {wrong.shape for wrong in CASES} == reporting


def test_every_shape_that_reports_says_what_and_what_to_do_in_both_languages() -> None:
    graph = shapes_graph()
    for shape in set(graph.subjects(URIRef(f"{SH}message"))):
        for said in ("name", "message"):
            languages = sorted(
                getattr(text, "language", "") for text in graph.objects(shape, URIRef(SH + said))
            )
            assert languages == ["en", "nl"], f"{shape} sh:{said}"
        assert all(str(text).count(". ") >= 1 for text in graph.objects(shape, URIRef(f"{SH}message"))), shape
        assert graph.value(shape, URIRef(f"{SH}severity")) is not None, shape


def test_shapes_are_core_only_and_every_property_shape_hangs_under_a_target() -> None:
    graph = shapes_graph()
    assert not list(graph.triples((None, URIRef(f"{SH}sparql"), None)))
    for shape in graph.subjects(RDF.type, URIRef(f"{SH}PropertyShape")):
        assert graph.value(predicate=URIRef(f"{SH}property"), object=shape) is not None, shape


def test_a_finding_carries_both_languages_path_value_and_severity() -> None:
    data = triples(grond(instead(f"<{ID}{KAART}>", "dww:handelwijze", "'a@b.nl'@nl")))
    (finding,) = validate(data, FILES)
    assert finding.message.nl.startswith("In deze tekst staat een mailadres.")
    assert finding.message.en.startswith("This text holds an e-mail address.")
    assert finding.severity == "fout"
    assert finding.value == "a@b.nl"
    assert finding.path is not None and "https://w3id.org/dww/def#handelwijze|" in finding.path


def test_paths_are_written_as_sparql_writes_them() -> None:
    data = triples(grond(*next(one for one in CARD if one.shape == "S22-nog-geen-verbinding").changes))
    (finding,) = validate(data, FILES)
    assert (finding.path, finding.severity) == ("^https://w3id.org/dww/def#heeftOnderwerp", "info")
    withdrawn = next(one for one in CARD if one.shape == "S19-toestemming-ingetrokken")
    (finding,) = validate(triples(grond(*withdrawn.changes)), FILES)
    assert finding.path == "https://w3id.org/dww/def#onderToestemming/https://w3id.org/dww/def#ingetrokkenOp"


def test_findings_come_worst_first() -> None:
    store = grond(
        without(f"<{ID}claim/t1>", "dww:berustOpFragment"),
        without(f"<{ID}{KAART}>", "dww:inContext"),
        without(f"<{ID}{KAART}>", "dww:bewering"),
    )
    assert [finding.severity for finding in validate(triples(store), FILES)] == [
        "fout",
        "waarschuwing",
        "info",
    ]


def test_a_file_and_its_bytes_give_the_same_findings(tmp_path: Path) -> None:
    data = triples(grond(without(f"<{ID}{KAART}>", "dww:bewering")))
    path = tmp_path / "data.nt"
    path.write_bytes(data)
    assert validate(path, FILES) == validate(data, FILES) != ()


def test_a_subclass_in_the_data_changes_nothing() -> None:
    subclass = plus(
        "dww:Richtlijn rdfs:subClassOf dww:Bron . dww:Bevinding rdfs:subClassOf dww:Kennisuiting ."
    )
    assert validate(triples(grond(subclass)), FILES) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Sinds 2018-2019 doen 12 van de 34 gezinnen mee, 0,5 uur per week.",
        "Het gezin woont 10 jaar samen; hij is geboren in een ander land.",
        "Zet @ voor een naam in het plan, zegt A5.4.",
        "Het jongste kind was geboren. Op 12-03-2025 kwam ik langs.",
        "Kijk naar blz. 100 200 en 300.",
    ],
)
def test_ordinary_sentences_are_not_taken_for_personal_data(text: str) -> None:
    assert validate(triples(grond(instead(f"<{ID}{KAART}>", "dww:handelwijze", f"'{text}'@nl"))), FILES) == ()


def test_a_code_of_researchers_needs_none_of_what_a_concept_of_the_programme_needs() -> None:
    ontology = plus("dww:Code rdfs:subClassOf skos:Concept . dww:Fragment rdfs:subClassOf oa:SpecificResource .")
    assert validate(triples(grond(ontology)), FILES) == ()


def test_a_concept_of_the_programme_is_looked_at_whatever_it_lacks() -> None:
    for lacking in ("dww:begripsstatus", "skos:inScheme", "skos:topConceptOf"):
        data = triples(grond(without("element:a", lacking)))
        assert (ID + "element/a") in {finding.focus for finding in validate(data, FILES)}, lacking


def test_no_evidence_found_with_a_search_report_needs_no_certainty() -> None:
    store = grond(
        instead("v:v1", "dww:heeftBewijs", f"<{ID}zoekverslag/z>"),
        instead("v:v1", "dww:relatietypeVan", "relatie:geen-bewijs-gevonden"),
        without("v:v1", "dww:zekerheidsoordeelVan"),
    )
    assert validate(triples(store), FILES) == ()


def test_a_person_beside_software_may_accept() -> None:
    assert validate(triples(grond(plus("v:v1 prov:wasAttributedTo medewerker:zoeker"))), FILES) == ()


def test_a_broken_shapes_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "stuk.ttl"
    path.write_text("dit is geen turtle", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        validate(b"", [path])
    assert "stuk.ttl" in caught.value.where


def test_a_shapes_file_that_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "vorm.ttl"
    for least, findings in ((1, 1), (0, 0)):
        path.write_text(
            f"@prefix sh: <{SH}> . @prefix dww: <https://w3id.org/dww/def#> .\n"
            "dww:X a sh:NodeShape ; sh:targetClass dww:Handelingskennis ; sh:property dww:X-y .\n"
            f"dww:X-y sh:path dww:nergens ; sh:minCount {least} ; sh:message 'mist'@nl .",
            encoding="utf-8",
        )
        assert len(validate(triples(grond()), [path])) == findings


@pytest.mark.parametrize("engine", ["rust", "pyshacl"])
def test_a_shape_without_an_iri_of_its_own_is_refused(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "naamloos.ttl"
    path.write_text(
        f"@prefix sh: <{SH}> . @prefix dww: <https://w3id.org/dww/def#> .\n"
        "dww:X a sh:NodeShape ; sh:targetClass dww:Handelingskennis ; "
        "sh:property [ sh:path dww:y ; sh:minCount 1 ] .",
        encoding="utf-8",
    )
    with pytest.raises(StoreError):
        validate(triples(grond()), [path], "rust" if engine == "rust" else "pyshacl")


def test_the_readme_maps_every_number_to_where_it_lives() -> None:
    readme = (ROOT / "ontology" / "shapes" / "README.md").read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if line.startswith("| ")]
    numbers = {line.split("|")[1].strip() for line in lines}
    assert {str(number) for number in range(1, 41)} <= numbers
    graph = shapes_graph()
    for shape in graph.subjects(URIRef(f"{SH}message")):
        assert f"`{str(shape).removeprefix(DWWS)}`" in readme, shape
    for path in (ROOT / "queries" / "controles").glob("*.rq"):
        assert f"`{path.name}`" in readme, path.name


def test_without_the_fast_engine_the_reference_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_name: str) -> None:
        return None

    monkeypatch.setattr("dww_graph.shapes.find_spec", absent)
    data = triples(grond(without(f"<{ID}{KAART}>", "dww:bewering")))
    assert told(validate(data, FILES)) == {("S18-bewering", ID + KAART)}
    with pytest.raises(UsageError):
        validate(data, FILES, "rust")
