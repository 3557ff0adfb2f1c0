"""The graph as its readers have it: answers with labels, origins and a citation; names, traces and exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import curation, generation, terms
from dww_graph.answer import Iri, Literal
from dww_graph.errors import Lang, NotFound, QueryRefused, StoreError, UsageError
from dww_graph.graph import FORMATS, KnowledgeGraph, default_home, open_graph
from dww_graph.model import RINGS, Ring
from dww_graph.store import Store

A5 = f"{terms.ID}element/a5"
CARD = f"{terms.ID}handelingskennis/kaarten-vb1"


@pytest.fixture(scope="module")
def graph(starter_home: Path) -> KnowledgeGraph:
    """The public ring of the starter graph, in Dutch."""
    return open_graph(starter_home)


def test_the_data_folder_is_dww_home_or_a_folder_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWW_HOME", "ergens/anders")
    assert default_home() == Path("ergens/anders")
    monkeypatch.delenv("DWW_HOME")
    assert default_home() == Path("dww-data")


def test_without_a_graph_opening_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_graph(tmp_path)
    assert "dww build" in caught.value.tell("nl")


@pytest.mark.parametrize("ring", RINGS)
def test_the_generation_that_answers_tells_its_number_ring_size_and_fingerprint(ring: Ring, starter_home: Path) -> None:
    info = generation.current(starter_home).info
    told = open_graph(starter_home, ring).generation
    assert (told.number, told.ring, told.built) == (1, ring, info.gebouwd)
    assert (told.triples, told.sha256) == (info.ringen[ring].tripels, info.ringen[ring].sha256)
    assert told.counts["Handelingskennis"] > 0


@pytest.mark.parametrize("name", ["o1-samen-beslissen-gedwongen-kader", "CQ-O1", "cq-o1", "o1", "O1"])
def test_a_question_is_found_by_name_id_or_number(name: str, graph: KnowledgeGraph) -> None:
    assert graph.ask(name).citation.question == "o1-samen-beslissen-gedwongen-kader"


def test_an_answer_has_labels_in_place_of_iris_readable_heads_and_an_origin_for_each_row(graph: KnowledgeGraph) -> None:
    found = graph.ask("o1")
    assert len(found) > 0
    assert {record["element"] for record in found.records()} == {"samen beslissen"}
    assert list(found.heads) == list(found.columns)
    assert found.heads["handelwijze"] == "wat de professional doet"
    assert all(origins for origins in found.origins)
    assert {origin.bijdrage for origins in found.origins for origin in origins} == {"kaarten"}


def test_a_parameter_takes_a_code_a_label_a_slug_or_an_iri_and_gives_the_same_rows(graph: KnowledgeGraph) -> None:
    wanted = graph.ask("o1").rows
    for text in ("A5", "a5", "samen beslissen", "Samen Beslissen", A5, "id/element/a5"):
        assert graph.ask("o1", element=text).rows == wanted
    assert graph.ask("o1", element="B1").rows != wanted


def test_an_empty_parameter_is_as_good_as_none(graph: KnowledgeGraph) -> None:
    assert graph.ask("o1", element="").rows == graph.ask("o1").rows


def test_the_citation_repeats_the_answer(graph: KnowledgeGraph, starter_home: Path) -> None:
    cited = graph.ask("o1").citation
    assert (cited.generation, cited.ring, cited.date) == (1, "openbaar", graph.generation.built[:10])
    assert cited.params == {"element": "samen beslissen"}
    again = Store.open_read_only(generation.load(starter_home, cited.generation).store_path("openbaar"))
    rows = again.query(cited.query, {"element": Iri(A5)}).rows
    assert set(rows) == set(graph.ask("o1").rows)


def test_rows_stand_in_the_dutch_order_of_their_labels(graph: KnowledgeGraph) -> None:
    titles = [record["kader"].casefold() for record in graph.ask("o1").records()]
    assert titles == sorted(titles)


def test_every_question_and_no_other_can_be_asked(graph: KnowledgeGraph) -> None:
    for slug, question in graph.questions.items():
        assert graph.ask(slug).columns == tuple(question.columns)


def test_an_unknown_question_is_told_with_the_nearest_and_where_to_look(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFound) as caught:
        graph.ask("o1-samen-beslisen")
    assert "o1-samen-beslissen-gedwongen-kader" in caught.value.tell("nl")
    assert "dww questions" in caught.value.tell("en")


def test_an_unknown_parameter_is_told_with_those_there_are(graph: KnowledgeGraph) -> None:
    with pytest.raises(UsageError) as caught:
        graph.ask("o1", elemant="A5")
    assert "element, kader" in caught.value.tell("nl")


def test_an_unknown_name_is_told_with_suggestions(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFound) as caught:
        graph.ask("o1", element="samen beslisen")
    assert "Bedoelde u: samen beslissen" in caught.value.tell("nl")
    assert "Did you mean: samen beslissen" in caught.value.tell("en")


def test_a_name_of_two_concepts_is_told_with_both(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFound) as caught:
        graph.resolve("jeugdreclassering", "clienttypen")
    assert "kader-jeugdreclassering" in caught.value.tell("nl")
    assert "zorgvorm-jeugdreclassering" in caught.value.tell("nl")


@pytest.mark.parametrize(("text", "iri"), [
    ("VB1", CARD), ("vb1", CARD), (CARD, CARD), ("A5", A5), ("lu-01", f"{terms.ID}leeruitkomst/lu-01"),
])
def test_an_identifier_a_code_or_an_iri_leads_to_the_thing(text: str, iri: str, graph: KnowledgeGraph) -> None:
    assert graph.resolve(text) == iri


@pytest.mark.parametrize("text", ["https://example.org/x", "id/handelingskennis/bestaat-niet", "ZZ99"])
def test_what_is_not_in_this_ring_is_not_found(text: str, graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFound):
        graph.resolve(text)


def test_a_card_of_ring_programma_does_not_exist_for_the_public(starter_home: Path, graph: KnowledgeGraph) -> None:
    wider = open_graph(starter_home, "programma")
    more = set(wider_cards(wider)) - set(wider_cards(graph))
    assert more
    for iri in more:
        assert graph.describe(iri) == ()
        assert wider.describe(iri) != ()
        with pytest.raises(NotFound):
            graph.resolve(iri)


def test_labels_follow_the_language(graph: KnowledgeGraph) -> None:
    english = graph.with_lang("en")
    assert graph.label(A5) == "samen beslissen"
    assert english.label(A5) == "shared decision-making"
    assert english.ask("o1").heads["kaart"] == "card"
    assert graph.label("https://example.org/onbekend") == "https://example.org/onbekend"


def test_a_thing_tells_its_class_and_its_statements(graph: KnowledgeGraph) -> None:
    assert graph.kind(CARD) == "Handelingskennis"
    assert graph.kind("https://example.org/x") == ""
    assert (terms.term("dcterms:identifier"), Literal("VB1")) in graph.describe(CARD)


def test_a_word_finds_concepts_by_part_of_a_name_by_code_and_by_a_near_miss(graph: KnowledgeGraph) -> None:
    assert "werkalliantie" in [term.label for term in graph.terms("alliantie")]
    assert "werkalliantie" in [term.label for term in graph.terms("werkaliantie")]
    assert A5 in [term.iri for term in graph.terms("a5")]
    assert all(term.definition for term in graph.terms("alliantie"))
    assert len(graph.terms("e", limit=3)) == 3
    assert graph.terms("qqqxxzz") == ()


def test_a_trace_runs_from_an_outcome_and_from_a_card_and_from_nothing_else(graph: KnowledgeGraph) -> None:
    outcome = graph.trace("LU-01")
    assert outcome.citation.question == "spoor"
    assert "bewijs" in outcome.columns
    assert len(outcome) > 0
    assert graph.trace("VB1").citation.question == "kaart-verbindingen"
    with pytest.raises(UsageError) as caught:
        graph.trace("A5")
    assert "LU-01" in caught.value.tell("nl")


def test_a_query_of_a_person_is_answered_with_labels_and_cited_with_its_text(graph: KnowledgeGraph) -> None:
    text = f"SELECT ?t WHERE {{ <{CARD}> <{terms.term('dcterms:title')}> ?t }}"
    found = graph.query(text)
    assert found.records() == [{"t": "Wat vaststaat en wat niet"}]
    assert (found.citation.question, found.citation.query) == ("SPARQL", text)


def test_the_rows_of_a_construct_are_its_statements(graph: KnowledgeGraph) -> None:
    found = graph.query(f"CONSTRUCT WHERE {{ <{CARD}> <{terms.term('dcterms:title')}> ?t }}")
    assert found.columns == ("subject", "predicate", "object")
    (record,) = found.records()
    assert record == {"subject": "Wat vaststaat en wat niet", "predicate": "titel", "object": "Wat vaststaat en wat niet"}
    assert found.to_turtle().splitlines()[0] == f"# {found.citation}"
    assert len(found.to_turtle().splitlines()) == 2
    assert len(found.triples) == 1


@pytest.mark.parametrize("text", ["SELECT * WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }", "DROP ALL", "SELECT ?x {"])
def test_a_query_that_reaches_out_writes_or_is_no_sparql_is_refused(text: str, graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryRefused):
        graph.query(text)


@pytest.mark.parametrize("fmt", ["ttl", "nt", "nq", "jsonld"])
def test_an_export_holds_every_statement_of_the_ring(fmt: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / f"graaf.{fmt}"
    graph.export(path, fmt)  # type: ignore[arg-type]
    again = Store.in_memory()
    again.load_text(path.read_text(encoding="utf-8"), FORMATS[fmt])
    (row,) = again.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows
    assert row[0] is not None
    assert int(row[0].value) == graph.generation.triples


def test_an_export_into_a_folder_that_is_not_there_says_where(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        graph.export(tmp_path / "weg" / "graaf.ttl", "ttl")
    assert "graaf.ttl" in caught.value.where


def test_an_open_graph_keeps_its_answers_when_another_generation_is_published(home: Path) -> None:
    opened = open_graph(home)
    before = opened.ask("o1")
    curation.show_illustrative(home, shown=False)
    assert opened.ask("o1") == before
    assert open_graph(home).ask("o1").rows == ()
    assert opened.query("ASK { ?s <https://w3id.org/dww/def#isIllustratief> true }").boolean is True


def wider_cards(graph: KnowledgeGraph) -> list[str]:
    found = graph.query(f"SELECT ?k WHERE {{ ?k a <{terms.DEF}Handelingskennis> }}")
    return [node.value for node in found.column("k") if node]


@pytest.mark.parametrize(("lang", "word"), [("nl", "illustratief"), ("en", "illustrative")])
def test_a_row_about_something_invented_says_so(starter_home: Path, lang: Lang, word: str) -> None:
    """Whoever takes an answer along, as table, CSV or JSON, sees which rows rest on invented cards, and which do not."""
    graph = open_graph(starter_home, lang=lang)
    invented = graph.ask("t1")
    assert all(word in str(origin) for origins in invented.origins for origin in origins if "kaarten" in origin.bestand)
    assert invented.to_csv().count(f"; {word})") == invented.to_json().count(f"; {word})") == len(invented)
    assert word not in graph.ask("o8", claim="T7").to_csv()


def test_our_own_texts_come_in_the_language_of_the_reader(starter_home: Path) -> None:
    """Findings and outcomes are written in both languages; the professional's own words stay their own."""
    english = open_graph(starter_home, lang="en").screen("kaart-verbindingen", kaart="VB3").records()
    dutch = open_graph(starter_home).screen("kaart-verbindingen", kaart="VB3").records()
    assert any(row["doelTekst"].startswith("In parent training for child maltreatment") for row in english)
    assert any(row["doelTekst"].startswith("In oudertraining tegen kindermishandeling") for row in dutch)
    own = open_graph(starter_home, lang="en").ask("t1").records()
    assert any("Als het gezicht strak wordt" in " ".join(row.values()) for row in own)


def test_the_verbs_of_who_keeps_a_graph_are_public(tmp_path: Path) -> None:
    """What the command line does, Python does with the same names; nothing more than twenty of them."""
    import dww_graph

    assert {"ingest", "rebuild", "rollback", "check_graph", "open_graph"} <= set(dww_graph.__all__)
    assert len(dww_graph.__all__) <= 20
    (receipt,) = dww_graph.ingest(tmp_path / "dww-data", [tmp_path / "weg.csv"], dww_graph.Terms())
    assert receipt.outcome == "geweigerd"


def test_every_source_can_be_chosen_in_the_graph(starter_home: Path) -> None:
    """As many as the sources that the start page counts, whatever kind of source they are."""
    graph = open_graph(starter_home)
    chosen = [row[0].value for row in graph.screen("dingen").rows if isinstance(row[0], Iri)]
    told = {row[0].value: row[1].value for row in graph.screen("kerncijfers").rows if isinstance(row[0], Iri) and row[1]}
    kinds = ("Bron", "Onderzoeksbron", "Richtlijn", "Interventiemodel", "Protocol", "Praktijkbron", "Theorie", "Wet")
    sources = sum(int(told[terms.term(f"dww:{kind}")]) for kind in kinds)
    assert len([thing for thing in chosen if "/id/bron/" in thing]) == sources > 100


POINTED_AT = ("element/a5", "bron/werken-b07", "bevinding/b07-1", "handelingskennis/kaarten-vb3", "situatie/huisbezoek")


@pytest.mark.parametrize("thing", POINTED_AT)
def test_what_points_at_a_thing_is_the_same_read_from_either_side(thing: str, starter_home: Path) -> None:
    graph = open_graph(starter_home)
    one, other = (graph.screen(name, naar=terms.ID + thing).rows for name in ("netwerk-begrippen", "netwerk-naar"))
    assert one == other
    assert one or thing.startswith("situatie")
