"""Words in the journal: whatever signs they hold, a decision is one line and comes back as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import journal
from dww_graph.errors import StoreError

MOMENT = "2026-11-23T12:00:00+00:00"


@pytest.mark.parametrize("words", ["één € 𝄞", 'met "aanhaling"\nen regel', "regel\u2028scheiding\x85en meer\x1c", ""])
def test_any_words_come_back_as_they_were(tmp_path: Path, words: str) -> None:
    """Also words with signs that some readers take for a line end."""
    for about in (words, "daarna"):
        journal.append(tmp_path, MOMENT, "beheerder", "opgenomen", about)
    assert [each.waarover for each in journal.read(tmp_path)] == [words, "daarna"]


def test_lines_in_another_order_break_the_chain(tmp_path: Path) -> None:
    for about in ("a", "b", "c"):
        journal.append(tmp_path, MOMENT, "beheerder", "opgenomen", about)
    lines = journal.path_of(tmp_path).read_text(encoding="utf-8").splitlines(keepends=True)
    journal.path_of(tmp_path).write_text("".join([lines[0], lines[2], lines[1]]), encoding="utf-8")
    with pytest.raises(StoreError):
        list(journal.read(tmp_path))
