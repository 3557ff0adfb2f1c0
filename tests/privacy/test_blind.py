"""The blind set: how much of what points at a person is found in sentences that the writer of the rules had not seen."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dww_graph import intake
from dww_graph.guard import allowed, privacy, suspects
from dww_graph.guard.allowed import Allowed
from dww_graph.model import Cell

HERE = Path(__file__).parent / "blind"
BLOCKED = {"bsn": {"bsn"}, "iban": {"iban"}, "e-mail": {"e-mail"}, "telefoon": {"telefoon"}, "adres": {"adres", "postcode"},
           "geboortedatum": {"geboortedatum"}, "url": {"url"}}
FLAGGED = {"naam": 55, "plaats": 11, "instelling": 6}


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def passing() -> Allowed:
    return allowed.load(intake.load_vocabulary().labels.values())


def blocked(text: str) -> set[str]:
    return {fault.code.removeprefix("persoonsgegeven-") for fault in privacy.check_cell(Cell(text, ""))}


def test_the_set_is_the_one_that_was_frozen() -> None:
    for line in (HERE / "bevroren.txt").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((HERE / name.lstrip("*")).read_bytes()).hexdigest() == digest
    marked = Counter(item["soort"] for each in lines("zinnen.jsonl") for item in each["items"])
    assert len(lines("zinnen.jsonl")) == 60 and marked.total() == 128


@pytest.mark.parametrize("kind", BLOCKED)
def test_every_item_of_a_blocked_kind_is_blocked(kind: str) -> None:
    missed = [each["id"] for each in lines("zinnen.jsonl") for item in each["items"]
              if item["soort"] == kind and not blocked(each["tekst"]) & BLOCKED[kind]]
    assert missed == []


def test_clean_sentences_are_never_blocked() -> None:
    assert [each["id"] for each in lines("schoon.jsonl") if blocked(each["tekst"])] == []


@pytest.mark.parametrize("kind", FLAGGED)
def test_names_places_and_institutions_are_flagged_as_often_as_was_measured(kind: str, passing: Allowed) -> None:
    """Counted when the whole item lies in one flag, or the whole text is flagged for want of capitals."""
    found = 0
    for each in lines("zinnen.jsonl"):
        flags = suspects.find(each["tekst"], passing)
        whole = any(flag.kind == "zonder-hoofdletters" for flag in flags)
        for item in each["items"]:
            covered = any(flag.start <= item["begin"] and item["eind"] <= flag.end for flag in flags)
            found += item["soort"] == kind and (whole or covered)
    assert found >= FLAGGED[kind]
