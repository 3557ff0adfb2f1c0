"""The journal: a chain that shows every change, and that survives a line cut off half-way."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import journal
from dww_graph.errors import StoreError

NOW = "2026-11-23T12:00:00+00:00"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A data folder with three decisions."""
    for about in ("uit", "aan – én terug", "uit"):
        journal.append(tmp_path, NOW, "beheerder", "illustratief", about)
    return tmp_path


def test_decisions_come_back_in_order_and_numbered(written: Path) -> None:
    found = list(journal.read(written))
    assert [(each.nummer, each.waarover) for each in found] == [(1, "uit"), (2, "aan – én terug"), (3, "uit")]
    assert [each.vorige for each in found[1:]] == [each.hash for each in found[:-1]]


@pytest.mark.parametrize("line", [0, 1, 2])
@pytest.mark.parametrize(("old", "new"), [("beheerder", "beheerster"), ("12:00", "13:00"), ('"nummer": ', '"nummer": 1')])
def test_a_changed_line_is_found_and_named(line: int, old: str, new: str, written: Path) -> None:
    lines = journal.path_of(written).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[line] = lines[line].replace(old, new)
    journal.path_of(written).write_text("".join(lines), encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        list(journal.read(written))
    assert f"regel {line + 1}" in caught.value.where


@pytest.mark.parametrize("line", [0, 1])
def test_a_line_taken_out_is_found(line: int, written: Path) -> None:
    lines = journal.path_of(written).read_text(encoding="utf-8").splitlines(keepends=True)
    journal.path_of(written).write_text("".join(lines[:line] + lines[line + 1 :]), encoding="utf-8")
    with pytest.raises(StoreError):
        list(journal.read(written))


def test_a_last_line_of_nonsense_is_damage_not_a_torn_end(written: Path) -> None:
    with journal.path_of(written).open("a", encoding="utf-8") as file:
        file.write("geen json\n")
    with pytest.raises(StoreError):
        list(journal.read(written))


def test_wherever_the_last_line_is_cut_off_the_others_stand_and_the_next_one_follows(written: Path) -> None:
    whole = journal.path_of(written).read_bytes()
    start = whole[:-1].rfind(b"\n") + 1
    for cut in range(start, len(whole)):
        journal.path_of(written).write_bytes(whole[:cut])
        assert [each.nummer for each in journal.read(written)] == [1, 2]
    for cut in (start, start + 1, len(whole) - 2, len(whole) - 1):
        journal.path_of(written).write_bytes(whole[:cut])
        assert journal.append(written, NOW, "beheerder", "illustratief", "aan").nummer == 3
        assert [each.waarover for each in journal.read(written)] == ["uit", "aan – én terug", "aan"]


def test_a_cut_inside_a_letter_of_two_bytes_is_a_torn_end_too(tmp_path: Path) -> None:
    journal.append(tmp_path, NOW, "beheerder", "opgenomen", "één")
    whole = journal.path_of(tmp_path).read_bytes()
    journal.path_of(tmp_path).write_bytes(whole[: whole.index("é".encode()) + 1])
    assert list(journal.read(tmp_path)) == []


def test_illustrative_content_is_shown_unless_the_last_word_is_off(tmp_path: Path) -> None:
    assert journal.illustrative_shown(tmp_path)
    journal.append(tmp_path, NOW, "beheerder", "illustratief", "uit")
    journal.append(tmp_path, NOW, "beheerder", "opgenomen", "x")
    assert not journal.illustrative_shown(tmp_path)
    journal.append(tmp_path, NOW, "beheerder", "illustratief", "aan")
    assert journal.illustrative_shown(tmp_path)
