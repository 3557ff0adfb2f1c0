"""An answer leaves the house as CSV, JSON, Turtle or a data frame: whole, with its origin, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from dww_graph.answer import XSD, Answer, Citation, Iri, Literal, Node, Origin, Triple
from dww_graph.store import Store

EX = "https://example.org/"
CITED = Citation("CQ-O1", {"element": "A5", "kader": "ots"}, 7, "openbaar", "2026-11-23", "SELECT ?x {}")
ORIGIN = Origin("werken", "werken.csl.json", "bron 3")
HOSTILE = 'met "aanhaling", ; \\ en\nregel <script>'


def answer(*values: Node | None, **more: Any) -> Answer:
    """Return one row with these cells, in columns a, b and so on."""
    columns = tuple("abcdefgh"[: len(values)])
    origins = more.pop("origins", ((ORIGIN,),))
    return Answer(columns, (values,), {f"{EX}x": "Iks"}, {name: name.upper() for name in columns}, origins, CITED, **more)


def rows_of(text: str) -> list[list[str]]:
    """CSV as a spreadsheet reads it."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_records_hold_labels_in_place_of_iris() -> None:
    made = answer(Iri(f"{EX}x"), Iri(f"{EX}y"), Literal("7", f"{XSD}integer"), None)
    assert made.records() == [{"a": "Iks", "b": f"{EX}y", "c": "7", "d": ""}]
    assert len(made) == 1 and made.column("c") == (Literal("7", f"{XSD}integer"),)


def test_csv_gives_label_iri_and_origin_of_every_row() -> None:
    heads, row = rows_of(answer(Iri(f"{EX}x"), Literal(HOSTILE)).to_csv())
    assert heads == ["a", "b", "a_iri", "herkomst"]
    assert row == ["Iks", HOSTILE, f"{EX}x", "werken.csl.json (bron 3)"]


@pytest.mark.parametrize("text", ["=1+1", "+31", "@SUM(A1)", "-1+1", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_no_cell_of_a_csv_runs_as_a_formula(text: str) -> None:
    assert rows_of(answer(Literal(text)).to_csv())[1][0] == f"'{text}"


@pytest.mark.parametrize("text", ["-", "a=b", "1-2", "", "'s avonds", "r=-.12"])
def test_ordinary_text_in_a_csv_is_left_alone(text: str) -> None:
    assert rows_of(answer(Literal(text)).to_csv())[1][0] == text


def test_json_is_a_sparql_result_with_labels_origin_and_citation() -> None:
    values = (Iri(f"{EX}x"), Literal(HOSTILE, None, "nl"), Literal("7", f"{XSD}integer"), Literal("s", f"{XSD}string"), None)
    body = json.loads(answer(*values).to_json())
    assert body["head"] == {"vars": ["a", "b", "c", "d", "e"]}
    assert body["results"]["bindings"] == [
        {
            "a": {"type": "uri", "value": f"{EX}x"},
            "b": {"type": "literal", "value": HOSTILE, "xml:lang": "nl"},
            "c": {"type": "literal", "value": "7", "datatype": f"{XSD}integer"},
            "d": {"type": "literal", "value": "s"},
        }
    ]
    assert body["labels"] == {f"{EX}x": "Iks"} and body["herkomst"] == [["werken.csl.json (bron 3)"]]
    assert body["citatie"] == str(CITED)


def test_a_yes_or_no_is_a_boolean_result() -> None:
    body = json.loads(Answer((), (), {}, {}, (), CITED, boolean=False).to_json())
    assert body["boolean"] is False and "results" not in body


def test_turtle_of_a_table_can_be_read_by_any_engine() -> None:
    """One solution a row, one binding a filled cell, and the hostile text comes back as it was."""
    made = answer(Iri(f"{EX}x"), Literal(HOSTILE, None, "nl"), Literal("7", f"{XSD}integer"), None)
    loaded = Store.in_memory()
    loaded.load_text(made.to_turtle())
    values = """
        PREFIX rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#>
        SELECT ?n ?v { [] rs:binding ?b . ?b rs:value ?v ; rs:variable ?n }
    """
    pairs = ((name, node) for name, node in loaded.query(values).rows)
    assert {name.value: node for name, node in pairs if name} == dict(zip("abc", made.rows[0], strict=False))


def test_turtle_of_a_construct_is_its_triples() -> None:
    triples = (Triple(Iri(f"{EX}x"), Iri(f"{EX}p"), Literal(HOSTILE)), Triple(Iri(f"{EX}x"), Iri(f"{EX}p"), Iri(f"{EX}y")))
    loaded = Store.in_memory()
    loaded.load_text(Answer((), (), {}, {}, (), CITED, triples=triples).to_turtle())
    assert set(loaded.triples()) == set(triples)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_has_the_readable_texts(library: Any) -> None:
    pytest.importorskip(library, reason="2026-11-23: an extra, not in every installation")
    frame = answer(Iri(f"{EX}x"), Literal("7")).to_frame(library)
    assert list(frame.columns) == ["a", "b"] and frame["a"][0] == "Iks" and frame["b"][0] == "7"


def test_rows_without_origin_are_told_without() -> None:
    made = answer(Literal("x"), origins=())
    assert rows_of(made.to_csv())[1] == ["x", ""] and json.loads(made.to_json())["herkomst"] == [[]]


def test_a_citation_says_all_that_is_needed_to_repeat_it() -> None:
    assert str(CITED) == "DOEN WAT WERKT-kennisgraaf, generatie 0007 (2026-11-23), ring openbaar: CQ-O1 (element=A5; kader=ots)"
    assert str(Citation("SPARQL", {}, 7, "beheer", "2026-11-23", "")).endswith("ring beheer: SPARQL")


def test_an_origin_names_file_and_place() -> None:
    assert str(ORIGIN) == "werken.csl.json (bron 3)" and str(Origin("k", "kaarten.csv", "")) == "kaarten.csv"
