"""deduce as a second finder, in a process of its own; here a child that we wrote stands in for it."""

from __future__ import annotations

import io
import json
import sys

import pytest

from dww_graph import confined
from dww_graph.errors import CouldNotRun
from dww_graph.guard import deduce_child, deduced
from dww_graph.guard.suspects import Suspect

FAKE = """
import json, sys
for line in sys.stdin:
    text = json.loads(line)
    at = text.find("Karel")
    print(json.dumps([[at, at + 5, "persoon"], [0, 2, "leeftijd"]] if at >= 0 else []))
"""


def stand_in(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let this program answer in the place of deduce."""
    monkeypatch.setattr(deduced, "available", lambda: True)
    monkeypatch.setattr(confined, "command", lambda _module: [sys.executable, "-c", program])


def test_without_deduce_nothing_is_found_and_the_receipt_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deduced, "available", lambda: False)
    assert deduced.find_all(["Karel", "Sanne"]) == [(), ()]
    assert "niet geïnstalleerd" in deduced.note().nl and "not installed" in deduced.note().en


def test_each_text_gets_its_own_answer_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Line breaks and signs beyond ASCII stay within their text; a label that says nothing to us is left."""
    stand_in(monkeypatch, FAKE)
    assert deduced.find_all(["Rust", "één\nregel: Karel", "Karel"]) == [
        (), (Suspect(11, 16, "naam"),), (Suspect(0, 5, "naam"),)
    ]
    assert deduced.note().nl.startswith("gezocht")


@pytest.mark.parametrize("program", ["import sys; sys.exit(3)", "print('[]')", "print('geen json'); print('[]')"])
def test_a_check_that_was_not_done_is_not_passed_over(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child stops, answers too little, or speaks nonsense."""
    stand_in(monkeypatch, program)
    with pytest.raises(CouldNotRun) as stopped:
        deduced.find_all(["Karel", "Sanne"])
    assert "Karel" not in stopped.value.tell("nl") + stopped.value.tell("en")


def test_a_child_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(deduced, "_SECONDS", 0.2)
    with pytest.raises(CouldNotRun):
        deduced.find_all(["Karel"])


def test_no_text_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, FAKE)
    monkeypatch.setattr(deduced, "_ask", lambda _command, _texts: pytest.fail("a process was started"))
    assert deduced.find_all([]) == []


def test_the_child_answers_one_line_for_each_line() -> None:
    sink = io.StringIO()
    deduce_child.serve(io.StringIO('"Karel"\n"een\\nregel"\n'), sink, lambda text: [(0, len(text), "persoon")])
    assert [json.loads(line) for line in sink.getvalue().splitlines()] == [[[0, 5, "persoon"]], [[0, 9, "persoon"]]]
