"""The records of the domain: frozen, and honest about what is not filled in."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, is_dataclass
from inspect import getmembers, isclass
from pathlib import Path

import pytest

from dww_graph import model
from dww_graph.errors import Fault, Text
from dww_graph.model import RINGS, BronRecord, Cell, Kaart, RawRecord, Receipt

RECORDS = [each for _, each in getmembers(model, isclass) if is_dataclass(each) and each.__module__ == model.__name__]


def test_rings_go_from_open_to_closed() -> None:
    assert RINGS == ("openbaar", "programma", "beheer")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_is_frozen_and_says_what_it_is(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert record.__doc__ and not record.__doc__.startswith(f"{record.__name__}(")


def test_a_cell_cannot_be_changed() -> None:
    cell = Cell("x", "rij 2")
    with pytest.raises(FrozenInstanceError):
        cell.text = "y"  # type: ignore[misc]


def test_first_is_the_first_filled_cell() -> None:
    record = RawRecord("kaart", "rij 2", {"titel": (Cell("", "B2"), Cell("x", "C2")), "leeg": (Cell("", "D2"),)})
    assert record.first("titel") == Cell("x", "C2")
    assert record.first("leeg") is None and record.first("weg") is None


def test_nothing_is_taken_for_settled_verified_or_invented_by_default() -> None:
    card = Kaart("HK-1", "rij 2", "x", "x", "x", "beheer", "T-1-A", ())
    assert (card.status, card.illustratief, card.verbindingen) == ("concept", False, ())
    assert BronRecord("b", "bron 1", "x").verificatie == "niet-geverifieerd"


def test_a_receipt_counts_its_faults_by_kind() -> None:
    faults = tuple(Fault(code, Text("x", "x"), "rij 2") for code in ("te-lang", "ontbreekt", "te-lang"))
    assert Receipt(Path("k.csv"), "geweigerd", "csv", 3, 0, 0, faults=faults).reasons() == {"te-lang": 2, "ontbreekt": 1}
