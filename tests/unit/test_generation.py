"""Generations: each a function of what was put in, published whole, kept as it was, and told when damaged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from benchmarks.cards import write_table

from dww_graph import curation, generation, journal, shapes, sources
from dww_graph.errors import CouldNotRun, DwwError, InputRefused, NotFound, StoreError, Text
from dww_graph.model import RINGS, Finding, Receipt, Terms

WRONG = Text("Verzonnen fout.", "Invented fault.")


def fingerprints(home: Path) -> tuple[str, ...]:
    """The fingerprint of each ring of the current generation, as its generation.json says it."""
    return tuple(generation.current(home).info.ringen[ring].sha256 for ring in RINGS)


def take_in(home: Path, *files: Path, replaces: str | None = None) -> tuple[Receipt, ...]:
    return curation.ingest(home, files, Terms(), replaces)


def published_again(home: Path) -> Path:
    """Publish the first generation a second time without building it; returns its folder."""
    path = generation.folder(home) / "0002"
    shutil.copytree(generation.folder(home) / "0001", path)
    (home / "current").write_text("0002\n", encoding="utf-8")
    return path


def finds(monkeypatch: pytest.MonkeyPatch, *endings: str) -> None:
    """Let the check of the shapes find a fault on each thing whose IRI ends so."""

    def validate(data: Path | bytes, paths: object) -> tuple[Finding, ...]:
        text = data.read_text(encoding="utf-8") if isinstance(data, Path) else data.decode()
        nodes = {line.split(" ", 1)[0].strip("<>") for line in text.splitlines()}
        return tuple(Finding("s", node, None, None, "fout", WRONG) for node in sorted(nodes) if node.endswith(endings))

    monkeypatch.setattr(shapes, "validate", validate)


def test_the_stored_fingerprint_is_that_of_the_store(starter_home: Path) -> None:
    now = generation.current(starter_home)
    assert fingerprints(starter_home) == tuple(now.open(ring).fingerprint() for ring in RINGS)


def test_each_ring_has_a_fingerprint_of_its_own(starter_home: Path) -> None:
    assert len(set(fingerprints(starter_home))) == len(RINGS)


def test_build_again_keeps_the_generation_and_rebuild_gives_a_new_one_with_the_same_fingerprints(home: Path) -> None:
    before = fingerprints(home)
    assert curation.build_starter(home).number == 1
    assert curation.rebuild(home).number == 2
    assert fingerprints(home) == before


def test_two_folders_built_from_nothing_hold_the_same(starter_home: Path, tmp_path: Path) -> None:
    curation.build_starter(tmp_path / "elders")
    assert fingerprints(tmp_path / "elders") == fingerprints(starter_home)


def test_a_generation_names_every_contribution_in_it(home: Path, tmp_path: Path) -> None:
    (receipt,) = take_in(home, write_table(tmp_path / "t.csv", 3))
    keys = {path.name for path in sources.all_folders(home)}
    assert receipt.sleutel in keys
    assert set(generation.current(home).info.bijdragen) == keys


def test_a_generation_is_fresh_until_something_is_taken_in(home: Path, tmp_path: Path) -> None:
    assert generation.is_fresh(home)
    take_in(home, write_table(tmp_path / "t.csv", 3))
    assert generation.is_fresh(home)
    journal.append(home, "2026-11-23T00:00:00+00:00", "beheerder", "illustratief", "uit")
    assert not generation.is_fresh(home)


def test_rebuild_after_an_intake_gives_what_the_intake_gave(home: Path, tmp_path: Path) -> None:
    take_in(home, write_table(tmp_path / "t.csv", 20))
    after = fingerprints(home)
    curation.rebuild(home)
    assert fingerprints(home) == after


def test_rollback_goes_back_and_a_number_goes_forth(home: Path, tmp_path: Path) -> None:
    old = fingerprints(home)
    take_in(home, write_table(tmp_path / "t.csv", 3))
    new = fingerprints(home)
    assert curation.rollback(home).number == 1
    assert fingerprints(home) == old != new
    assert curation.rollback(home, 2).number == 2
    assert fingerprints(home) == new
    assert [decision.daad for decision in journal.read(home)][-2:] == ["teruggezet", "teruggezet"]


def test_without_an_older_generation_rollback_says_so(home: Path) -> None:
    with pytest.raises(NotFound) as caught:
        curation.rollback(home)
    assert "dww rebuild" in caught.value.tell("nl")
    with pytest.raises(NotFound):
        curation.rollback(home, 9)


def test_a_number_is_never_given_twice(home: Path) -> None:
    published_again(home)
    curation.rollback(home)
    assert curation.rebuild(home).number == 3


def test_a_reader_keeps_the_generation_it_opened(home: Path, tmp_path: Path) -> None:
    opened = generation.current(home)
    reader = opened.open("beheer")
    before = reader.fingerprint()
    take_in(home, write_table(tmp_path / "t.csv", 3))
    assert reader.fingerprint() == before
    assert generation.current(home).open("beheer").fingerprint() != before


def test_the_pointer_moves_after_the_generation_is_whole(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(home: Path, number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generation, "_point", cut)
    with pytest.raises(KeyboardInterrupt):
        curation.rebuild(home)
    assert generation.current(home).number == 1
    assert generation.load(home, 2).info.ringen == generation.current(home).info.ringen


def test_a_file_with_a_fault_in_the_graph_is_refused_and_the_others_go_on(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = write_table(tmp_path / "goed.csv", 3), write_table(tmp_path / "fout.csv", 3, first=11)
    finds(monkeypatch, "-gen-00012")
    receipts = take_in(home, good, bad)
    assert [receipt.outcome for receipt in receipts] == ["opgenomen", "geweigerd"]
    assert {fault.what for fault in receipts[1].faults} == {WRONG}
    assert receipts[1].opgeslagen == receipts[1].tripels == 0
    assert set(generation.current(home).info.bijdragen) == {path.name for path in sources.all_folders(home)}
    assert receipts[1].sleutel not in generation.current(home).info.bijdragen


def test_when_every_file_is_refused_nothing_is_published_and_nothing_stays(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, journal_before = generation.fingerprint_of_inputs(home), journal.path_of(home).read_bytes()
    finds(monkeypatch, "-gen-00002")
    (receipt,) = take_in(home, write_table(tmp_path / "t.csv", 3))
    assert receipt.outcome == "geweigerd"
    assert generation.current(home).number == 1
    assert generation.fingerprint_of_inputs(home) == before
    assert journal.path_of(home).read_bytes() == journal_before
    assert [path.name for path in generation.folder(home).iterdir()] == ["0001"]
    assert not [path for path in sources.folder(home).iterdir() if path.name.startswith(".")]


def test_a_fault_elsewhere_stops_the_publication_and_takes_no_file_in(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = generation.fingerprint_of_inputs(home)
    finds(monkeypatch, "id/element/a5-4")
    with pytest.raises(CouldNotRun) as caught:
        take_in(home, write_table(tmp_path / "t.csv", 3))
    assert "id/element/a5-4" in caught.value.where
    assert generation.current(home).number == 1
    assert generation.fingerprint_of_inputs(home) == before


def test_a_warning_does_not_stop_the_publication(home: Path) -> None:
    assert generation.current(home).info.bevindingen["fout"] == 0
    assert generation.current(home).info.bevindingen["waarschuwing"] > 0


def test_the_same_file_again_changes_nothing(home: Path, tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.csv", 3)
    take_in(home, table)
    (receipt,) = take_in(home, table)
    assert receipt.outcome == "ongewijzigd"
    assert generation.current(home).number == 2


def test_the_same_file_again_publishes_what_an_interrupted_run_took_in(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    table = write_table(tmp_path / "t.csv", 3)
    with monkeypatch.context() as patch:
        patch.setattr(generation, "publish", cut)
        with pytest.raises(KeyboardInterrupt):
            take_in(home, table)
    assert not generation.is_fresh(home)
    take_in(home, table)
    assert generation.is_fresh(home)
    assert len(generation.current(home).info.bijdragen) == len(sources.all_folders(home))


def test_the_same_cards_under_another_key_are_refused_until_they_replace(home: Path, tmp_path: Path) -> None:
    (first,) = take_in(home, write_table(tmp_path / "t.csv", 3))
    newer = write_table(tmp_path / "t2.csv", 4, seed=8)
    (refused,) = take_in(home, newer)
    assert [fault.code for fault in refused.faults] == ["nummer-bestaat-al"]
    assert f"--replace {first.sleutel}" in refused.faults[0].tell("nl")
    (replaced,) = take_in(home, newer, replaces=first.sleutel)
    assert (replaced.outcome, replaced.sleutel, replaced.opgeslagen) == ("vervangen", first.sleutel, 4)
    assert len(generation.current(home).info.bijdragen) == len(sources.all_folders(home))


def test_to_replace_what_is_not_there_is_an_error_that_names_the_keys(home: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        take_in(home, write_table(tmp_path / "t.csv", 3), replaces="../elders")
    assert "kaarten" in caught.value.tell("nl")
    assert generation.current(home).number == 1


def test_an_old_version_comes_back_when_its_successor_never_came(home: Path) -> None:
    before = generation.fingerprint_of_inputs(home)
    (sources.folder(home) / "kaarten").rename(sources.folder(home) / ".in-wording-oud-kaarten")
    sources.sweep(home)
    assert generation.fingerprint_of_inputs(home) == before


def test_without_a_graph_the_message_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        generation.current(tmp_path)
    assert "dww build" in caught.value.tell("nl")
    assert "dww build" in caught.value.tell("en")


@pytest.mark.parametrize("text", ["", '{"nummer": 1', "{}", "[]", '{"ringen": {"openbaar": {"x": 1}}, "bijdragen": []}'])
def test_a_damaged_generation_is_told_and_rollback_leaves_it(text: str, home: Path) -> None:
    (published_again(home) / "generation.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        generation.current(home)
    assert "dww rollback" in caught.value.tell("nl")
    assert "dww rebuild" in caught.value.tell("nl")
    assert [each.number for each in generation.all_generations(home)] == [1]
    assert curation.rollback(home).number == 1
    assert generation.current(home).number == 1


def test_rebuild_mends_a_damaged_generation(home: Path) -> None:
    before = fingerprints(home)
    (generation.folder(home) / "0001" / "generation.json").write_text("", encoding="utf-8")
    assert curation.rebuild(home).number == 2
    assert fingerprints(home) == before


@pytest.mark.parametrize("name", ["CURRENT", "*.sst", "MANIFEST-*"])
def test_a_store_with_a_file_gone_is_told_with_what_to_type(name: str, home: Path) -> None:
    for path in (generation.folder(home) / "0001" / "openbaar").glob(name):
        path.unlink()
    with pytest.raises(StoreError) as caught:
        generation.current(home).open("openbaar")
    assert "dww rebuild" in caught.value.tell("nl")


@pytest.mark.parametrize("text", ["", "0009"])
def test_a_damaged_pointer_is_told_and_build_mends_it(text: str, home: Path) -> None:
    (home / "current").write_text(text, encoding="utf-8")
    with pytest.raises(DwwError) as caught:
        generation.current(home)
    assert "dww " in caught.value.tell("nl")
    assert curation.build_starter(home).number == 2


def test_a_damaged_contribution_is_told_by_folder(home: Path) -> None:
    (sources.folder(home) / "kaarten" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        curation.rebuild(home)
    assert caught.value.where.endswith("kaarten")
    assert generation.current(home).number == 1


def test_the_check_of_what_was_taken_in_agrees_with_the_build(starter_home: Path) -> None:
    found = generation.check(starter_home)
    counts = {grade: sum(each.severity == grade for each in found) for grade in ("fout", "waarschuwing", "info")}
    assert counts == generation.current(starter_home).info.bevindingen
    assert [each.severity for each in found] == sorted((each.severity for each in found), key=list(counts).index)


def test_generation_json_holds_no_path_of_a_machine(starter_home: Path) -> None:
    text = (generation.folder(starter_home) / "0001" / "generation.json").read_text(encoding="utf-8")
    assert str(starter_home) not in text
    assert json.loads(text)["nummer"] == 1


def test_a_file_that_cannot_be_read_is_refused_with_its_name(home: Path, tmp_path: Path) -> None:
    (receipt,) = take_in(home, tmp_path / "weg.csv")
    assert receipt.outcome == "geweigerd"
    assert receipt.faults
    assert InputRefused("weg.csv", receipt.faults).exit_code == 1
