"""Every competency question answers its own small world: the rows that must come, come; the rows that must not, do not.

A fixture is two files with the key of the question: `o1.ttl` (the world) and `o1.yaml` (cases: parameters, the number of
rows, rows that must come, rows that must not). A row names only the columns it is about; `null` is an empty cell and
`element/a5` the IRI `https://w3id.org/dww/id/element/a5`. The concepts and the seven rules are those of the ontology.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dww_graph.answer import Iri, Literal, Node
from dww_graph.assets import files, read_text
from dww_graph.catalogue import Question, load_questions
from dww_graph.store import Store

HERE = Path(__file__).parent
ID = "https://w3id.org/dww/id/"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
QUESTIONS = load_questions("vragen")
KEYS = [f"{who}{number}" for who, last in (("o", 9), ("t", 8), ("c", 8)) for number in range(1, last + 1)]

Record = Mapping[str, str | None]


@cache
def spec(key: str) -> Mapping[str, Any]:
    """Return the YAML of one fixture."""
    loaded: Mapping[str, Any] = YAML(typ="safe", pure=True).load((HERE / f"{key}.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def concepts() -> str:
    """Return the concept schemes of the ontology as one Turtle text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in files(("ontology", "begrippen"), "*.ttl"))


@cache
def world(key: str) -> Store:
    """Return the concepts and the fixture, with what the seven rules derive from them."""
    store = Store.in_memory()
    store.load_text(concepts())
    store.load_text((HERE / f"{key}.ttl").read_text(encoding="utf-8"))
    for rule in files(("ontology", "regels"), "*.rq"):
        store.add(store.query(rule.read_text(encoding="utf-8")).triples)
    return store


def bind(value: object) -> Node:
    """Return a parameter of a fixture as a term."""
    return Literal(str(value), INTEGER) if isinstance(value, int) else Iri(f"{ID}{value}")


def short(node: Node | None) -> str | None:
    """Return a cell the way a fixture writes it."""
    return None if node is None else node.value.removeprefix(ID)


def ask(key: str, params: Mapping[str, object]) -> list[Record]:
    """Return the answer as records from column to short value."""
    question: Question = QUESTIONS[spec(key)["question"]]
    result = world(key).query(question.text, {name: bind(value) for name, value in params.items()})
    return [dict(zip(result.columns, map(short, row), strict=True)) for row in result.rows]


def matches(row: Record, asked: Record) -> bool:
    """Return whether the row has every value that is asked of it."""
    return all(row[column] == value for column, value in asked.items())


CASES = [(key, number) for key in KEYS if (HERE / f"{key}.yaml").is_file() for number in range(len(spec(key)["cases"]))]


def test_there_are_twenty_five_questions_and_each_has_a_fixture() -> None:
    """The catalogue holds CQ-O1 to CQ-C8 once each, and each has a world and rows to look for."""
    assert sorted(question.id for question in QUESTIONS.values()) == sorted(f"CQ-{key.upper()}" for key in KEYS)
    for key in KEYS:
        assert (HERE / f"{key}.ttl").is_file(), f"{key} has no world"
        assert (HERE / f"{key}.yaml").is_file(), f"{key} has no expectations"
        assert QUESTIONS[spec(key)["question"]].id == f"CQ-{key.upper()}"


@pytest.mark.parametrize("key", KEYS)
def test_no_fixture_is_empty(key: str) -> None:
    """Each case names rows that must come and rows that must not."""
    assert spec(key)["cases"], key
    for case in spec(key)["cases"]:
        assert case["must"], f"{key}: a case without rows that must come"
        assert case["must_not"], f"{key}: a case without rows that must not come"


@pytest.mark.parametrize("key", KEYS)
def test_columns_are_those_of_the_header(key: str) -> None:
    """The query gives the columns of its header, in that order."""
    question = QUESTIONS[spec(key)["question"]]
    assert world(key).query(question.text).columns == tuple(question.columns)


@pytest.mark.parametrize(("key", "number"), CASES)
def test_rows_that_must_come_do(key: str, number: int) -> None:
    """Every row that must come is there, and the answer has as many rows as the fixture says."""
    case = spec(key)["cases"][number]
    rows = ask(key, case["params"])
    absent = [wanted for wanted in case["must"] if not any(matches(row, wanted) for row in rows)]
    assert not absent, f"absent: {absent}\nin: {rows}"
    assert len(rows) == case["total"], rows


@pytest.mark.parametrize(("key", "number"), CASES)
def test_rows_that_must_not_come_do_not(key: str, number: int) -> None:
    """No row that must not come is there, and each such row could have come: its columns exist."""
    case = spec(key)["cases"][number]
    columns = set(QUESTIONS[spec(key)["question"]].columns)
    assert all(set(unwanted) <= columns for unwanted in case["must_not"])
    found = [row for row in ask(key, case["params"]) if any(matches(row, unwanted) for unwanted in case["must_not"])]
    assert not found


def test_outcomes_come_in_order_of_level() -> None:
    """CQ-C6 gives mbo before Ad before hbo."""
    assert [row["niveau"] for row in ask("c6", {"element": "element/k1"})] == ["niveau/mbo-4", "niveau/ad", "niveau/hbo-bachelor"]


def test_the_rules_ship_seven() -> None:
    """The worlds above rest on the seven rules; without them most answers would be empty."""
    assert len(files(("ontology", "regels"), "*.rq")) == 7
    assert "heeftBrederElementTransitief" in read_text("ontology", "regels", "1-hierarchie.rq")
