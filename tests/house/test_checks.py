"""The 40 checks of the explorer: each is tried by a test on both graphs, and the table that is shown says so."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tests.checks import CHECKS, GRAPHS, TABLE, Figure, table

ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \| (.+) \| (`.+`) \|$")


def rows() -> dict[int, re.Match[str]]:
    """Give the rows of the table by the number of the check."""
    found = (ROW.match(line) for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {int(row[1]): row for row in found if row}


def test_every_check_has_a_figure_on_both_graphs_and_names_the_tests_that_try_it() -> None:
    held = rows()
    assert [*held] == [*CHECKS] == [*range(1, 41)]
    assert {number: row[2] for number, row in held.items()} == CHECKS
    assert [number for number, row in held.items() if "**" in row[0]] == []


def test_the_tests_that_the_table_names_are_there_and_still_try_the_check() -> None:
    missing = []
    for number, row in rows().items():
        for file in re.findall(r"`(.+?)`", row[5]):
            path = TABLE.parent / file
            said = path.read_text(encoding="utf-8") if path.exists() else ""
            marks = re.findall(r"mark\.check\(([\w, ]+)", said)
            if not any(re.search(rf"\b({number}|number)\b", mark) for mark in marks):
                missing.append((number, file))
    assert missing == []


def test_the_table_tells_what_was_noted_how_often_and_what_was_not_tried() -> None:
    said = "\n".join(table([Figure(1, "starter", "0 requests", "a.py")] * 2, datetime(2026, 1, 2, tzinfo=UTC)))
    assert "2026-01-02" in said
    assert f"| 1 | {CHECKS[1]} | 0 requests (×2) | **not tried** | `a.py` |" in said
    assert f"| 2 | {CHECKS[2]} |{' **not tried** |' * len(GRAPHS)} **nothing** |" in said
