"""The three questions of the trace agree: what another card says fills no gap, and a search stands with the gap it was about."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dww_graph.answer import Iri
from dww_graph.catalogue import load_questions
from dww_graph.store import Store
from dww_graph.terms import ID

QUESTIONS = load_questions("schermen")
DATA = """
@prefix dww: <https://w3id.org/dww/def#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@base <https://w3id.org/dww/id/> .
<leeruitkomst/lu> dww:richtZichOp <element/vol> , <element/leeg> , <element/gezocht> .
<leeruitkomst/ander> dww:richtZichOp <element/anders> .
<handelingskennis/bron> a dww:Handelingskennis ; dcterms:title "bron"@nl ; dww:relevantVoorElement <element/vol> .
<handelingskennis/kaart> a dww:Handelingskennis ; dcterms:title "kaart"@nl ; dww:relevantVoorElement <element/vol> .
<handelingskennis/niets> a dww:Handelingskennis ; dcterms:title "niets"@nl ; dww:relevantVoorElement <element/vol> .
<handelingskennis/anders> a dww:Handelingskennis ; dcterms:title "anders"@nl ; dww:relevantVoorElement <element/anders> .
<bevinding/b> a dww:Bevinding ; dww:gerapporteerdIn <bron/w> ; dww:relevantVoorElement <element/leeg> .
<zoekverslag/z> a dww:Zoekverslag ; dww:relevantVoorElement <element/gezocht> ; dww:zoekdatum "2026-11-01" .
<verbinding/1> dww:heeftOnderwerp <handelingskennis/bron> ; dww:heeftBewijs <bevinding/b> .
<verbinding/2> dww:heeftOnderwerp <handelingskennis/kaart> ; dww:heeftBewijs <handelingskennis/bron> .
<verbinding/3> dww:heeftOnderwerp <handelingskennis/niets> ; dww:heeftBewijs <bevinding/b> .
<verbinding/4> dww:heeftOnderwerp <handelingskennis/niets> ; dww:heeftBewijsbron <bron/w> .
<verbinding/1> dww:status <status/vastgesteld> ; dww:relatietypeVan <relatietype/ondersteund-door> .
<verbinding/2> dww:status <status/voorgesteld> ; dww:relatietypeVan <relatietype/ondersteund-door> .
<verbinding/3> dww:status <status/afgewezen> ; dww:relatietypeVan <relatietype/ondersteund-door> .
<verbinding/4> dww:status <status/ingetrokken> ; dww:relatietypeVan <relatietype/ondersteund-door> .
"""
Row = tuple[str, str, str]


@pytest.fixture(scope="module")
def store() -> Store:
    """Three cards under one element, an element without cards, and one where somebody searched."""
    made = Store.in_memory()
    made.load_text(DATA)
    return made


def found(store: Store, name: str, columns: tuple[str, str, str], **params: str) -> set[Row]:
    """Give three columns of an answer as the last parts of their terms, "" for nothing and for a column that is not there."""
    answer = store.query(QUESTIONS[name].text, {key: Iri(ID + ref) for key, ref in params.items()})
    rows = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
    first, second, third = columns
    return {(_last(row, first), _last(row, second), _last(row, third)) for row in rows}


def _last(row: Mapping[str, object], column: str) -> str:
    return str(getattr(row.get(column), "value", "")).rsplit("/", 1)[-1]


CARDS = {("bron", "b", "w"), ("kaart", "bron", ""), ("kaart", "", ""), ("niets", "", "")}


def test_what_another_card_says_fills_no_gap_and_what_was_rejected_neither(store: Store) -> None:
    rows = found(store, "spoor", ("kaart", "bewijs", "bron"), leeruitkomst="leeruitkomst/lu")
    assert rows == CARDS | {("", "", ""), ("", "z", "")}


def test_card_by_card_the_answer_is_the_same(store: Store) -> None:
    cards = ("bron", "kaart", "niets")
    rows = [found(store, "spoor-kaart", ("kaart", "bewijs", "bron"), kaart=f"handelingskennis/{card}") for card in cards]
    assert set().union(*rows) == CARDS


@pytest.mark.parametrize("question", ["spoor", "spoor-gaten"])
def test_a_search_stands_with_the_element_that_it_was_about(question: str, store: Store) -> None:
    rows = found(store, question, ("element", "bewijs", "zoekdatum"), leeruitkomst="leeruitkomst/lu")
    assert {row for row in rows if row[0] != "vol"} == {("leeg", "", ""), ("gezocht", "z", "2026-11-01")}


def test_without_an_outcome_the_trace_holds_all_of_them(store: Store) -> None:
    rows = found(store, "spoor", ("leeruitkomst", "element", "kaart"))
    assert {row[0] for row in rows} == {"lu", "ander"}
    assert ("ander", "anders", "anders") in rows
