"""Several files in one call: what one file brings is known to the others, and nothing is taken in twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import curation, sources
from dww_graph.errors import UsageError
from dww_graph.model import Terms
from dww_graph.offering import Offering

from .tables import as_csv, good_table, saved

UNLINKED = {"bron_1": "", "relatie_1": "", "toelichting_1": ""}
RIS = "TY  - JOUR\nID  - X01\nTI  - Een studie\nPY  - 2020\nER  - \n"
CSL = '[{"id": "W1", "type": "book", "title": "Een werk", "custom": {"dww": {"verificatie": "geverifieerd"}}}]'


@pytest.fixture
def offering(tmp_path: Path) -> Offering:
    """An offering to an empty data folder."""
    return Offering(tmp_path / "dww-data", Terms(), None)


def test_a_card_may_point_at_a_source_of_the_same_call(offering: Offering, tmp_path: Path) -> None:
    """The bibliography is read first, whatever the order of the files; the receipts keep the order given."""
    cards = saved(tmp_path, "kaarten.csv", as_csv(good_table(1, bron_1="X01", relatie_1="onderbouwt")))
    source = saved(tmp_path, "bronnen.ris", RIS)
    receipts = offering.offer_all([cards, source], None)
    assert [(receipt.bestand, receipt.outcome) for receipt in receipts] == [(cards, "opgenomen"), (source, "opgenomen")]


def test_the_same_file_named_twice_is_one_contribution(offering: Offering, tmp_path: Path) -> None:
    cards = saved(tmp_path, "kaarten.csv", as_csv(good_table(2, **UNLINKED)))
    copy = saved(tmp_path, "kopie.csv", cards.read_bytes())
    receipts = offering.offer_all([cards, cards, copy], None)
    assert [receipt.outcome for receipt in receipts] == ["opgenomen", "ongewijzigd"]
    assert list(offering.staged) == [cards]


def test_two_files_with_the_same_card_numbers_are_not_both_taken_in(offering: Offering, tmp_path: Path) -> None:
    one = saved(tmp_path, "een.csv", as_csv(good_table(2, **UNLINKED)))
    two = saved(tmp_path, "twee.csv", as_csv(good_table(3, **UNLINKED)))
    first, second = offering.offer_all([one, two], None)
    assert (first.outcome, second.outcome) == ("opgenomen", "geweigerd")
    assert [fault.code for fault in second.faults] == ["nummer-bestaat-al"]


def test_one_contribution_is_replaced_by_one_file_only(home: Path, tmp_path: Path) -> None:
    files = [saved(tmp_path, f"{name}.csv", as_csv(good_table(1))) for name in ("een", "twee")]
    before = sources.all_folders(home)
    with pytest.raises(UsageError) as refused:
        curation.ingest(home, files, Terms(), replaces="kaarten")
    assert "--replace" in refused.value.tell("nl")
    assert sources.all_folders(home) == before


@pytest.mark.parametrize(("checked", "mark"), [(False, "niet-geverifieerd"), (True, "geverifieerd")])
def test_a_stranger_cannot_declare_a_work_verified(tmp_path: Path, checked: bool, mark: str) -> None:
    """What a file says of its own verification holds for the starter content alone."""
    offering = Offering(tmp_path / "dww-data", Terms(nagekeken=checked), None)
    offering.offer_all([saved(tmp_path, "werk.json", CSL)], None)
    (folder,) = offering.staged.values()
    assert f"id/verificatie/{mark}>" in (folder / "openbaar.nt").read_text(encoding="utf-8")
