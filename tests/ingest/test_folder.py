"""A folder comes in by one command; one that was cut off goes on where it stopped; what the shapes refuse goes out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dww_graph import curation, generation, offering, receipts, sources
from dww_graph.guard import deduced
from dww_graph.model import Outcome, Receipt, Terms
from dww_graph.offering import Offering

from . import many
from .tables import saved


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven cards in a folder with a hidden file and a folder below, in batches of three."""
    monkeypatch.setattr(offering, "BATCH", 3)
    monkeypatch.setattr(curation, "BATCH", 3)
    made = tmp_path / "map"
    many.consent(home, *many.cards(made, 7))
    (made / "dieper").mkdir()
    (made / "k0006.md").rename(made / "dieper" / "k0006.md")
    saved(made, ".verborgen.md", b"niet lezen")
    return made


def keys(home: Path) -> set[str]:
    return {path.name for path in sources.all_folders(home)}


def test_a_folder_stands_for_the_files_in_it(home: Path, folder: Path) -> None:
    made = curation.ingest(home, [folder], Terms())
    assert [receipt.bestand.name for receipt in made] == ["k0006.md", *(f"k{n:04d}.md" for n in range(6))]
    assert {receipt.outcome for receipt in made} == {"opgenomen"}
    assert {receipt.sleutel for receipt in made} <= set(generation.current(home).info.bijdragen)


def test_a_folder_that_was_cut_off_goes_on_where_it_stopped(home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off at the fifth file: three are there, no reader sees them; the same command reads the other four."""
    before, stage, count = keys(home), Offering._stage, [0]

    def cut_off(self: Offering, *given: object) -> object:
        count[0] += 1
        if count[0] == 5:
            raise KeyboardInterrupt
        return stage(self, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Offering, "_stage", cut_off)
        with pytest.raises(KeyboardInterrupt):
            curation.ingest(home, [folder], Terms())
    assert len(keys(home) - before) == 3 and not set(generation.current(home).info.bijdragen) & (keys(home) - before)
    outcomes = [receipt.outcome for receipt in curation.ingest(home, [folder], Terms())]
    assert sorted(outcomes) == ["ongewijzigd"] * 3 + ["opgenomen"] * 4
    assert set(generation.current(home).info.bijdragen) == keys(home)


def test_a_receipt_is_kept_with_the_contribution_and_adds_up(home: Path, folder: Path) -> None:
    made = curation.ingest(home, [folder], Terms())[0]
    kept = receipts.load(home, made.sleutel)
    assert kept.data["gelezen"] == kept.data["opgeslagen"] + sum(kept.data["geweigerd"].values()) == 1
    assert kept.data["uitkomst"] == "opgenomen" and kept.data["bestand"] == "k0006.md"
    prov = kept.to_prov()
    for said in ("prov:Activity", "prov:used", "prov:wasGeneratedBy", "prov:wasDerivedFrom", "prov:wasAssociatedWith"):
        assert said in prov


@pytest.mark.parametrize(("there", "nl", "en"), [
    (True, "gezocht, behalve in wat verzonnen is", "searched, except in what is invented"),
    (False, "niet geïnstalleerd, alleen de eigen regels zochten", "not installed, only our own rules searched"),
])
def test_a_receipt_says_whether_deduce_looked_for_names(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, there: bool, nl: str, en: str
) -> None:
    monkeypatch.setattr(deduced, "available", lambda: there)
    monkeypatch.setattr(deduced, "find_all", lambda texts: [() for _ in texts])
    made = curation.ingest(home, [folder / "k0000.md"], Terms())[0]
    kept = receipts.load(home, made.sleutel)
    assert json.loads(kept.to_json())["deduce"] == [nl, en]
    assert [(what.nl, what.en) for what, _ in receipts.rows(kept.data)][-3] == (f"deduce: {nl}", f"deduce: {en}")


def test_a_receipt_of_before_deduce_was_told_is_still_read(home: Path, folder: Path) -> None:
    made = curation.ingest(home, [folder / "k0000.md"], Terms())[0]
    at = sources.folder(home) / made.sleutel
    receipts.keep(at, {name: each for name, each in receipts.load(home, made.sleutel).data.items() if name != "deduce"})
    kept = receipts.load(home, made.sleutel)
    assert not [what for what, _ in receipts.rows(kept.data) if "deduce" in what.nl]
    assert "prov:Activity" in kept.to_prov()


@pytest.mark.parametrize("outcome", ["geweigerd", "ongewijzigd"])
def test_of_a_file_that_was_not_searched_for_certain_no_search_is_told(outcome: Outcome) -> None:
    """A file may be refused by the gate, and one that was there already is not read again."""
    data = receipts.as_data(Receipt(Path("a.md"), outcome, "", 0, 0, 0), "", "", None)
    assert "deduce" not in data
