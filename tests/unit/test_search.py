"""The text door: typing errors, compounds, words to avoid, true counts, and nothing that a ring does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import assets, generation, search
from dww_graph.errors import Lang
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.model import Ring
from dww_graph.search import Found, Index
from dww_graph.store import Store

CARDS = """
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix dww: <https://w3id.org/dww/def#> .
@prefix id: <https://w3id.org/dww/id/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/dww/id/situatie/gezinsgesprek> skos:prefLabel "gezinsgesprek"@nl, "family session"@en .
<https://w3id.org/dww/id/situatie/gezin> skos:prefLabel "gezin"@nl, "family"@en .
<https://w3id.org/dww/id/situatie/gezin-thuis> skos:prefLabel "gezin thuis"@nl, "family at home"@en .
<https://w3id.org/dww/id/situatie/thuis> skos:prefLabel "thuis bij het gezin"@nl, "at home"@en .
<https://w3id.org/dww/id/situatie/pleeggezin> skos:prefLabel "het pleeggezin"@nl, "foster home"@en .
<https://w3id.org/dww/id/situatie/anders> skos:prefLabel "anders"@nl ;
  skos:definition "Wat een gezin met een autist verder doet."@nl .
<https://w3id.org/dww/id/clienttype/autisme> skos:prefLabel "autisme"@nl ; skos:hiddenLabel "autist"@nl .
<https://w3id.org/dww/id/clienttype/scheiding> skos:prefLabel "complexe scheiding"@nl, "high-conflict separation"@en ;
  skos:hiddenLabel "vechtscheiding"@nl .
<https://w3id.org/dww/id/element/a5> skos:prefLabel "samen beslissen"@nl, "shared decision-making"@en ; skos:notation "A5" .
<https://w3id.org/dww/id/handelingskennis/x-1> dcterms:title "Eén tafel" ; dcterms:identifier "X1" ; dww:geeftVormAan
  <https://w3id.org/dww/id/element/a5> ; dww:handelwijze "Ik zet de jongere aan het hoofd van de keukentafel." .
<https://w3id.org/dww/id/handelingskennis/x-2> dcterms:title "Aan tafel" ; dcterms:identifier "X2" ; dww:isIllustratief true ;
  dww:handelwijze "Ik vraag de cliënt wie er mist." .
"""


@pytest.fixture(scope="module")
def index() -> Index:
    """The index of a few things, in memory."""
    store = Store.in_memory()
    store.load_text(CARDS)
    return Index.of(store)


def labels(found: Found, kind: str) -> list[str]:
    """Give the names of the best hits of a kind, in their order."""
    return [hit.label for group in found.groups if group.kind == kind for hit in group.best]


def test_a_whole_name_comes_first_then_its_start_then_its_words_then_compounds_then_other_words(index: Index) -> None:
    best = ["gezin", "gezin thuis", "gezinsgesprek", "thuis bij het gezin", "het pleeggezin", "anders"]
    assert labels(index.find("gezin", "nl"), "situatie") == best


def test_a_word_finds_the_compounds_that_hold_it(index: Index) -> None:
    assert labels(index.find("gesprek", "nl"), "situatie") == ["gezinsgesprek"]
    assert labels(index.find("tafel", "nl"), "handelingskennis") == ["Eén tafel", "Aan tafel"]
    assert labels(index.find("keuken", "nl"), "handelingskennis") == ["Eén tafel"]


@pytest.mark.parametrize("words", ["CLIENT", "cliënt", "Clie\u0308nt"])
def test_capitals_and_accents_make_no_difference(index: Index, words: str) -> None:
    assert labels(index.find(words, "nl"), "handelingskennis") == ["Aan tafel"]


def test_all_words_must_occur_wherever_they_stand(index: Index) -> None:
    assert labels(index.find("jongere tafel", "nl"), "handelingskennis") == ["Eén tafel"]
    assert labels(index.find("jongere mist", "nl"), "handelingskennis") == []


def test_a_card_is_found_by_the_name_of_its_element_and_by_its_code(index: Index) -> None:
    assert labels(index.find("samen beslissen", "nl"), "handelingskennis") == ["Eén tafel"]
    assert labels(index.find("x2", "nl"), "handelingskennis") == ["Aan tafel"]


@pytest.mark.parametrize("words", ["samne beslisen", "samenbeslissen", "samen beslisssen"])
def test_a_typing_error_leads_to_the_words_that_were_meant(index: Index, words: str) -> None:
    found = index.find(words, "nl")
    assert not found.groups
    assert found.meant[0] == "samen beslissen"


def test_a_compound_that_occurs_nowhere_leads_to_its_parts(index: Index) -> None:
    assert "jongere tafel" in index.meant("jongeretafel", "nl")


def test_a_word_we_avoid_leads_to_the_word_we_use_and_finds_nothing_itself(index: Index) -> None:
    found = index.find("Vechtscheiding", "nl")
    assert (found.groups, found.meant) == ((), ("complexe scheiding",))
    assert index.find("vechtscheiding", "en").meant == ("high-conflict separation",)


def test_a_word_we_avoid_leads_to_ours_also_when_it_finds_something(index: Index) -> None:
    found = index.find("autist", "nl")
    assert (labels(found, "situatie"), found.meant) == (["anders"], ("autisme",))


def test_words_that_occur_but_not_together_lead_to_each_alone(index: Index) -> None:
    assert set(index.meant("jongere mist", "nl")) == {"jongere", "mist"}


def test_a_suggestion_for_cards_leads_to_cards(index: Index) -> None:
    assert index.meant("gezinsgespek", "nl") == ("gezinsgesprek",)
    assert index.meant("gezinsgespek", "nl", "handelingskennis") == ()


@pytest.mark.parametrize(("lang", "number"), [("nl", 0), ("en", 1)])
def test_english_names_are_for_who_reads_english(index: Index, lang: Lang, number: int) -> None:
    assert len(labels(index.find("shared decision", lang), "element")) == number


@pytest.mark.parametrize("words", ["", "  ", "?!", '"', "a OR b", "NEAR(x)", "nl_naam:", "*", "x" * 5000, "e " * 5000, "_", "\0"])
def test_no_words_and_signs_of_the_index_itself_do_no_harm(index: Index, words: str) -> None:
    assert sum(group.real + group.invented for group in index.find(words, "nl").groups) >= 0


def test_real_cards_come_before_invented_ones(index: Index) -> None:
    assert labels(index.find("tafel", "nl"), "handelingskennis") == ["Eén tafel", "Aan tafel"]


def test_real_and_invented_cards_are_counted_apart(index: Index) -> None:
    (group,) = [each for each in index.find("tafel", "nl").groups if each.kind == "handelingskennis"]
    assert (group.real, group.invented) == (1, 1)


def test_the_count_is_the_number_of_all_that_was_found_not_of_the_few_shown(starter_home: Path) -> None:
    starter = open_graph(starter_home)
    found = starter.find("gezin", limit=2)
    assert any(group.real + group.invented > len(group.best) == 2 for group in found.groups)
    for group in found.groups:
        assert len(starter.holding("gezin", group.kind)) == group.real + group.invented


def test_a_generation_carries_an_index_of_the_public_ring_that_finds_what_one_made_anew_finds(starter_home: Path) -> None:
    built = generation.current(starter_home)
    kept, anew = Index.open(built.search_path("openbaar")), Index.of(built.open("openbaar"))
    for words in ("gezin", "samen beslissen", "samne beslisen"):
        assert kept.find(words, "nl") == anew.find(words, "nl")


@pytest.mark.parametrize("ring", ["programma", "beheer"])
def test_another_ring_is_searched_without_a_file_and_finds_all_that_the_public_one_finds(starter_home: Path, ring: Ring) -> None:
    built = generation.current(starter_home)
    assert not built.search_path(ring).exists()
    inner, public = KnowledgeGraph(built, ring, "nl"), KnowledgeGraph(built, "openbaar", "nl")
    for kind in ("handelingskennis", "element"):
        assert public.holding("gezin", kind) <= inner.holding("gezin", kind)


def test_a_generation_without_an_index_can_be_searched_all_the_same(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = generation.current(starter_home)
    monkeypatch.setattr(type(built), "search_path", lambda self, ring: self.path / "weg.zoek")
    assert KnowledgeGraph(built, "openbaar", "nl").find("huisbezoek").groups


def test_every_property_of_the_index_is_a_term_of_the_ontology() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in assets.files(("ontology",), "*.ttl"))
    own = {name for name in (*search.NAMING, *search.TEXTS, *search.AROUND) if name.startswith("dww:")}
    assert own
    assert all(f"\n{name} a owl:" in said for name in own)


def test_short_words_do_not_stand_in_the_way_of_longer_ones_and_alone_begin_a_name(index: Index) -> None:
    assert labels(index.find("op de tafel", "nl"), "handelingskennis") == ["Eén tafel", "Aan tafel"]
    assert labels(index.find("a5", "nl"), "element") == ["samen beslissen"]


def test_the_index_of_the_public_ring_holds_no_thing_and_no_word_that_its_store_does_not_hold(starter_home: Path) -> None:
    built = generation.current(starter_home)
    public, triples = Index.open(built.search_path("openbaar")), list(built.open("openbaar").triples())
    said = {word for triple in triples for word in search.fold(triple.object.value).split()}
    assert {iri for (iri,) in public._rows("SELECT iri FROM ding")} <= {triple.subject.value for triple in triples}
    assert {word for (word,) in public._rows("SELECT tekst FROM woord")} <= said
