"""Words that a person must look at: names, places, schools and institutions, in invented sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dww_graph.guard import allowed, suspects
from dww_graph.guard.allowed import Allowed

from .dev_set import CLEAN, MARKED, Sentence, sentences

AUTHORS = ("De Vries, S.; Van der Helm, P.", "Jansen, A.")
LABELS = ("samen beslissen", "Jong en oud", "Werken met Anna", "Mentorgesprek")


@pytest.fixture(scope="module")
def known() -> Allowed:
    """The shipped words, a few labels and a few authors."""
    return allowed.load(LABELS, AUTHORS)


def shown(text: str, known: Allowed) -> list[tuple[str, str]]:
    """What is suspect in a text, with its kind."""
    return [(text[each.start : each.end], each.kind) for each in suspects.find(text, known)]


@pytest.mark.parametrize("sentence", sentences(MARKED), ids=lambda sentence: sentence.text[:50])
def test_every_marked_word_is_shown_and_nothing_else(sentence: Sentence, known: Allowed) -> None:
    """Where it begins and ends too; the kind is a hint."""
    assert [words for words, _ in shown(sentence.text, known)] == [words for words, _ in sentence.marked]


def test_of_twenty_suspects_nineteen_have_the_right_kind(known: Allowed) -> None:
    pairs = [pair for each in sentences(MARKED) for pair in zip(shown(each.text, known), each.marked, strict=True)]
    assert len(pairs) >= 50
    assert sum(found == right for found, right in pairs) / len(pairs) >= 0.95


@pytest.mark.parametrize("sentence", sentences(CLEAN), ids=lambda sentence: sentence.text[:50])
def test_the_language_of_the_field_is_no_suspect(sentence: Sentence, known: Allowed) -> None:
    assert shown(sentence.text, known) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bij Karel2 thuis", ["Karel"]),
        ("de groepKarel van nu", ["groepKarel"]),
        ("interview_Sanne_3.docx", ["Sanne"]),
        ("Ik sprak Şükrü en Zoë.", ["Şükrü", "Zoë"]),
        ("Hij zei محمد tegen mij.", ["محمد"]),
        ("van mevrouw jansen en juf ank", ["jansen", "ank"]),
        ("daar komt fatima el idrissi aan", ["fatima el idrissi"]),
        ("Zij sprak met DE VRIES.", ["DE VRIES"]),
        ("Meneer K. kwam met Karel B. mee.", ["Karel B."]),
        ("dat zei prof. dr. Van Zanten ook", ["Van Zanten"]),
    ],
)
def test_odd_ways_of_writing_a_name_are_seen(text: str, words: list[str], known: Allowed) -> None:
    assert [each for each, _ in shown(text, known)] == words


@pytest.mark.parametrize("text", ["ik ging met karel naar de stad en hij wilde niet mee terug", "karel " * 8])
def test_a_text_without_capitals_is_told_as_a_whole(text: str, known: Allowed) -> None:
    assert suspects.find(text, known) == (suspects.Suspect(0, len(text), "zonder-hoofdletters"),)


def test_a_few_words_without_a_capital_are_no_text_without_capitals(known: Allowed) -> None:
    """A label or the end of a sentence."""
    assert shown("rustig naast hem gaan staan en wachten", known) == []


def test_an_author_passes_where_he_is_cited_only(known: Allowed) -> None:
    """A professional may bear the name of an author."""
    assert shown("Dat vonden De Vries en Van der Helm (2018) ook.", known) == []
    assert shown("Dat vond Van der Helm et al. ook.", known) == []
    assert shown("Toen belde Jansen op.", known) == [("Jansen", "naam")]
    assert shown("Toen belde meneer Jansen (2018) op.", known) == [("Jansen", "naam")]
    assert shown("Dat vond Pietersen (2018) ook.", known) == [("Pietersen", "naam")]


def test_a_word_of_a_label_that_is_a_name_passes_in_that_label_only(known: Allowed) -> None:
    assert shown("Het kopje Werken met Anna en Mentorgesprek.", known) == []
    assert shown("Ik sprak Anna.", known) == [("Anna", "naam")]
    assert shown("Ik ging werken met Annabel.", known) == [("Annabel", "naam")]


def test_a_phrase_passes_only_as_a_whole(known: Allowed) -> None:
    assert shown("Dat is Signs of Safety, en dat Gilles de la Tourette.", known) == []
    assert shown("Ik sprak Gilles gisteren.", known) == [("Gilles", "naam")]


def test_a_day_beside_a_name_is_shown_with_it(known: Allowed) -> None:
    assert shown("Zij (Karel, 03-03-2011) was er.", known) == [("Karel", "naam"), ("03-03-2011", "datum")]
    assert shown("Het overleg (03-03-2011) was er.", known) == []


def test_short_forms_and_initials_end_no_sentence(known: Allowed) -> None:
    """Behind one an ordinary word with a capital is a name; behind a full stop it begins a sentence."""
    assert shown("Dat zei o.a. Bakker gisteren.", known) == [("Bakker", "naam")]
    assert shown("Dat zei hij. Bakker was hij graag geworden.", known) == []


def test_suspects_lie_in_order_and_apart(known: Allowed) -> None:
    text = " ".join(each.text for each in sentences(MARKED))
    found = suspects.find(text, known)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[each.start : each.end].strip() == text[each.start : each.end] for each in found)


def test_a_very_long_word_is_judged_too(known: Allowed) -> None:
    assert shown("A" + "b" * 20000, known)[0][1] == "onbekend-woord"
