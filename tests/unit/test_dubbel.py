"""Works that may be the same are proposed with a score; the known false friends are not, and nothing is joined."""

from __future__ import annotations

import pytest

from dww_graph.map.dubbel import Work, first_author, proposals, work_of
from dww_graph.model import BronRecord

TITLE = "Psychotherapie met jongeren die middelen gebruiken en suïcidaal zijn"


def work(waar: str, titel: str = TITLE, jaar: str = "2016", auteurs: str = "de Vries, Bas; Bos, I.", doi: str = "") -> Work:
    return Work(waar, titel, jaar, auteurs, doi)


def test_the_same_title_year_and_author_in_other_clothes_is_proposed() -> None:
    other = work("b", "Psychotherapie met jongeren, die middelen gebruiken en SUICIDAAL zijn.", auteurs="Vries, B. de")
    (pair,) = proposals([work("a"), other])
    assert (pair.een, pair.ander, pair.score) == ("a", "b", 100.0)


def test_one_letter_apart_is_proposed_with_its_score() -> None:
    (pair,) = proposals([work("a"), work("b", TITLE.replace("gebruiken", "gebruikten"))])
    assert 95 <= pair.score < 100


@pytest.mark.parametrize(
    "other",
    [
        work("b", jaar="2017"),
        work("b", auteurs="Bos, I."),
        work("b", f"{TITLE}: een vervolg na vijf jaar"),
        work("b", f"{TITLE}, deel 2"),
        work("b", jaar=""),
        work("b", auteurs=""),
        work("b", "?!"),
    ],
    ids=["another year", "another author", "another title", "another part", "no year", "no author", "no words"],
)
def test_what_is_not_surely_alike_is_not_proposed(other: Work) -> None:
    assert proposals([work("a"), other]) == []


def test_two_parts_of_one_work_are_two_works() -> None:
    assert proposals([work("a", f"{TITLE}, deel 1"), work("b", f"{TITLE}, deel 2")]) == []
    assert proposals([work("a", f"{TITLE}, part II"), work("b", f"{TITLE}, part III")]) == []


def test_two_dois_are_two_works_and_one_doi_may_be_the_other_without() -> None:
    """A meeting abstract and its article have the same title, year and author, and each a DOI."""
    assert proposals([work("a", doi="10.1/a"), work("b", doi="10.1/b")]) == []
    assert len(proposals([work("a", doi="10.1/a"), work("b")])) == 1


def test_a_new_work_is_compared_with_the_known_ones_and_those_not_with_each_other() -> None:
    known = [work("id/bron/x"), work("id/bron/y")]
    assert [(pair.een, pair.ander) for pair in proposals([work("regel 1")], known)] == [
        ("regel 1", "id/bron/x"), ("regel 1", "id/bron/y"),
    ]
    assert proposals([], known) == []


def test_the_most_alike_come_first_whatever_the_order() -> None:
    works = [work("a"), work("b", TITLE.replace("gebruiken", "gebruikten")), work("c")]
    told = proposals(works)
    assert told == proposals(works[::-1]) or {frozenset((p.een, p.ander)) for p in told} == {
        frozenset((p.een, p.ander)) for p in proposals(works[::-1])
    }
    assert [pair.score for pair in told] == sorted((pair.score for pair in told), reverse=True)
    assert len(told) == 3


@pytest.mark.parametrize(
    ("authors", "family"),
    [("de Vries, Bas; Bos, I.", "vries"), ("Vries, B. de", "vries"), ("Van 't Hoff, C.", "hoff"), ("Müller, A.", "muller"),
     ("Bas de Vries", "vries"), ("", ""), ("Ten Brummelaar, M.", "brummelaar"), ("Welmers-van de Poll, M.", "welmers poll")],
)
def test_the_first_author_is_known_by_family_name_without_particles(authors: str, family: str) -> None:
    assert first_author(authors) == family


def test_a_source_is_compared_by_what_its_file_says() -> None:
    source = BronRecord("x", "regel 4", "Titel", auteurs="Bos, I.", jaar="2016", doi="10.1/x")
    assert work_of(source, "regel 4") == Work("regel 4", "Titel", "2016", "Bos, I.", "10.1/x")
