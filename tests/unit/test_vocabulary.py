"""A concept is found by label, synonym, notation, key or IRI, within its own scheme; the rest is proposed, never taken."""

from __future__ import annotations

import pytest

from dww_graph import intake, terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.map.vocabulary import Vocabulary, from_triples, normal

ELEMENTS = ("elementen", "kernelementen")


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    """The concepts of the shipped ontology."""
    return intake.load_vocabulary()


@pytest.mark.parametrize(
    ("text", "schemes", "iri"),
    [
        ("A5.4", ELEMENTS, terms.thing("element", "a5-4")),
        ("a5-4", ELEMENTS, terms.thing("element", "a5-4")),
        ("K1", ELEMENTS, terms.thing("element", "k1")),
        (terms.thing("element", "a5-4"), ELEMENTS, terms.thing("element", "a5-4")),
        ("Huisbezoek", ("situaties",), terms.thing("situatie", "huisbezoek")),
        ("  HUISBEZOEK ", ("situaties",), terms.thing("situatie", "huisbezoek")),
        ("leeftijd-8-11", ("clienttypen",), terms.thing("clienttype", "leeftijd-8-11")),
        ("6-10", ("ervaring",), terms.thing("ervaring", "6-10")),
        ("ondersteund-door", ("relatietypen",), terms.thing("relatietype", "ondersteund-door")),
    ],
)
def test_a_concept_is_found_by_any_of_its_names(shipped: Vocabulary, text: str, schemes: tuple[str, ...], iri: str) -> None:
    assert shipped.find(text, schemes) == (iri,)


@pytest.mark.parametrize("text", ["Samen beslisen", "", "???", "日本", "A99.9", terms.thing("element", "z9")])
def test_what_is_not_there_is_not_found(shipped: Vocabulary, text: str) -> None:
    assert shipped.find(text, ELEMENTS) == ()


@pytest.mark.parametrize("text", ["huisbezoek", terms.thing("situatie", "huisbezoek")])
def test_a_concept_of_another_scheme_is_not_found(shipped: Vocabulary, text: str) -> None:
    """By name nor by IRI: a situation is no effective element."""
    assert shipped.find(text, ELEMENTS) == ()
    assert shipped.find(text, ("situaties",))


def test_a_name_in_two_facets_gives_both(shipped: Vocabulary) -> None:
    assert len(shipped.find("jeugdbescherming", ("clienttypen",))) == 2


def test_the_nearest_names_are_proposed(shipped: Vocabulary) -> None:
    """At most three, as labels, the nearest first."""
    near = shipped.suggest("Samen beslisen", ELEMENTS)
    assert 1 <= len(near) <= 3 and near[0].casefold() == "samen beslissen"


def test_nothing_near_proposes_nothing(shipped: Vocabulary) -> None:
    assert shipped.suggest("", ELEMENTS) == ()


@pytest.mark.parametrize(
    ("text", "plain"), [("Cliënt-Type", "client type"), ("A5.4", "a5.4"), ("11+ jaar", "11+ jaar"), ("  x,  y ", "x y")]
)
def test_names_are_compared_without_accents_capitals_and_punctuation(text: str, plain: str) -> None:
    assert normal(text) == plain


def test_the_index_holds_labels_synonyms_notations_and_keys() -> None:
    """Only of what is in a scheme; the Dutch label names it."""
    one, stray = Iri(terms.thing("element", "x1")), Iri(terms.thing("element", "x2"))

    def say(thing: Iri, name: str, value: Iri | Literal) -> Triple:
        return Triple(thing, Iri(terms.term(f"skos:{name}")), value)

    made = from_triples(
        [
            say(one, "prefLabel", Literal("Rust", None, "nl")),
            say(one, "prefLabel", Literal("Calm", None, "en")),
            say(one, "altLabel", Literal("Kalmte", None, "nl")),
            say(one, "notation", Literal("X.1")),
            say(one, "inScheme", Iri(terms.thing("schema", "proef"))),
            say(stray, "prefLabel", Literal("Los", None, "nl")),
        ]
    )
    assert set(made.found["proef"]) == {"rust", "calm", "kalmte", "x.1", "x1"}
    assert made.find("los", ("proef",)) == () and made.labels[one.value] == "Rust"
