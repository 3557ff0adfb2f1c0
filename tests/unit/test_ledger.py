"""The ledger of consents: complete or refused, the last line holds, and a withdrawn code never comes back."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from dww_graph import journal, ledger
from dww_graph.errors import InputRefused
from dww_graph.model import Toestemming

TODAY = datetime.date(2026, 11, 23)
GIVEN = Toestemming("T-2026-03", "programma", "2026-03-01", "ECO-2026-12", "2036-03-01")


def record(home: Path, given: Toestemming) -> None:
    ledger.record(home, "2026-11-23T12:00:00+00:00", "beheerder", given, TODAY)


def test_a_consent_is_kept_with_scope_dates_and_ethics_reference(tmp_path: Path) -> None:
    record(tmp_path, GIVEN)
    assert ledger.load(tmp_path) == {"T-2026-03": GIVEN} and GIVEN.ring == "programma"


def test_the_last_agreement_on_a_code_holds(tmp_path: Path) -> None:
    record(tmp_path, GIVEN)
    record(tmp_path, replace(GIVEN, reikwijdte="intern"))
    assert ledger.load(tmp_path)["T-2026-03"].ring == "beheer"
    assert len(list(journal.read(tmp_path))) == 2


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"code": "Jan Jansen"}, "code"),
        ({"reikwijdte": "iedereen"}, "reikwijdte"),
        ({"ethiek": ""}, "ethiek"),
        ({"datum": "2026-11-24"}, "datum"),
        ({"datum": "1 maart"}, "datum"),
        ({"bewaren_tot": "2026-11-23"}, "bewaren_tot"),
        ({"bewaren_tot": "ooit"}, "bewaren_tot"),
    ],
)
def test_what_is_incomplete_is_refused_and_not_written(tmp_path: Path, change: dict[str, str], where: str) -> None:
    with pytest.raises(InputRefused) as refused:
        record(tmp_path, replace(GIVEN, **change))  # type: ignore[arg-type]
    assert [fault.where.rsplit(", ", 1)[-1] for fault in refused.value.faults] == [where]
    assert ledger.load(tmp_path) == {}


def test_a_withdrawn_code_says_when_and_cannot_be_given_again(tmp_path: Path) -> None:
    record(tmp_path, GIVEN)
    journal.append(tmp_path, "2026-11-23T13:00:00+00:00", "beheerder", ledger.WITHDRAWN, GIVEN.code)
    assert ledger.load(tmp_path)[GIVEN.code].ingetrokken_op == "2026-11-23"
    with pytest.raises(InputRefused):
        record(tmp_path, GIVEN)


def test_a_retention_date_that_is_past_is_seen_the_day_after() -> None:
    held = {GIVEN.code: GIVEN}
    assert ledger.expired(held, datetime.date(2036, 3, 1)) == ()
    assert ledger.expired(held, datetime.date(2036, 3, 2)) == (GIVEN,)
    gone = {GIVEN.code: replace(GIVEN, ingetrokken_op="2030-01-01")}
    assert ledger.expired(gone, datetime.date(2040, 1, 1)) == ()


def test_a_changed_detail_breaks_the_chain(tmp_path: Path) -> None:
    record(tmp_path, GIVEN)
    path = journal.path_of(tmp_path)
    path.write_text(path.read_text().replace("programma", "openbaar"))
    with pytest.raises(Exception, match="journal"):
        ledger.load(tmp_path)
