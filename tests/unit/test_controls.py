"""Violation queries: any row is a finding, graded and told by the header of the query."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import controls
from dww_graph.answer import Result
from dww_graph.errors import StoreError, Text
from dww_graph.model import Finding
from dww_graph.store import Store

EX = "https://example.org/"
DATA = f"<{EX}a> <{EX}p> 1 . <{EX}b> <{EX}q> 2 ."
CONTROL = """\
#+ id: proef
#+ ernst: waarschuwing
#+ nl: Dit mag niet.
#+ en: This is not allowed.
SELECT ?ding ?waarde WHERE { ?ding <https://example.org/p> ?waarde }
"""
TOLD = Text("Dit mag niet.", "This is not allowed.")


@pytest.fixture
def store() -> Store:
    """Two things, of which one offends."""
    made = Store.in_memory()
    made.load_text(DATA)
    return made


def parsed(text: str, folder: Path) -> controls.Control:
    path = folder / "proef-violation.rq"
    path.write_text(text, encoding="utf-8")
    return controls.parse_control(path)


def test_each_row_is_a_finding_with_node_value_grade_and_message(store: Store, tmp_path: Path) -> None:
    found = controls.run(parsed(CONTROL, tmp_path), store.query)
    assert found == (Finding("proef", f"{EX}a", None, "1", "waarschuwing", TOLD),)


def test_a_query_of_one_column_gives_findings_without_a_value(store: Store, tmp_path: Path) -> None:
    (found,) = controls.run(parsed(CONTROL.replace("?ding ?waarde WHERE", "?ding WHERE"), tmp_path), store.query)
    assert (found.focus, found.value) == (f"{EX}a", None)


def test_no_rows_are_no_findings(tmp_path: Path) -> None:
    assert controls.run(parsed(CONTROL, tmp_path), Store.in_memory().query) == ()


def test_a_row_without_a_node_is_no_finding(tmp_path: Path) -> None:
    assert controls.run(parsed(CONTROL, tmp_path), lambda _: Result("select", ("ding",), ((None,),))) == ()


@pytest.mark.parametrize("gone", ["id", "ernst", "nl", "en"])
def test_a_header_that_lacks_a_line_is_refused_by_the_name_of_its_file(gone: str, tmp_path: Path) -> None:
    text = "".join(line for line in CONTROL.splitlines(keepends=True) if not line.startswith(f"#+ {gone}:"))
    with pytest.raises(StoreError) as caught:
        parsed(text, tmp_path)
    assert caught.value.where.startswith("proef-violation.rq")


def test_a_grade_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        parsed(CONTROL.replace("waarschuwing", "ernstig"), tmp_path)


def test_shipped_controls_have_an_id_of_their_own_a_grade_and_two_languages() -> None:
    shipped = controls.load_controls()
    assert len({control.id for control in shipped}) == len(shipped) > 10
    assert {control.grade for control in shipped} <= {"fout", "waarschuwing", "info"}
    assert all(control.message.nl and control.message.en and control.message.nl != control.message.en for control in shipped)
