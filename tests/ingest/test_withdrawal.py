"""Withdrawing takes out everything that rests on a consent, leaves the rest as it was, and proves it by searching every byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dww_graph import curation, generation, journal, ledger, sources, terms, withdrawal
from dww_graph.errors import NotFound, UsageError
from dww_graph.http import linked_data
from dww_graph.http.message import HttpRequest
from dww_graph.http.served import Served
from dww_graph.model import Terms

from . import many

UNDER, ABOUT, RESTS = (terms.term(name) for name in ("dww:onderToestemming", "dww:heeftOnderwerp", "dww:heeftBewijs"))


def filled(home: Path, folder: Path, number: int) -> list[str]:
    """Take `number` contributions in and return their consent codes (ten cards each)."""
    codes = many.cards(folder, number)
    many.consent(home, *codes)
    outcomes = {receipt.outcome for receipt in curation.ingest(home, [folder], Terms())}
    assert outcomes == {"opgenomen"}
    return codes


def lines(home: Path) -> set[str]:
    """Every statement of ring beheer as a canonical line."""
    return set(generation.current(home).open("beheer").canonical_lines())


def everywhere(home: Path, text: str) -> list[str]:
    """Every file under the data folder that holds a text."""
    return [str(path) for path in home.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


@pytest.mark.parametrize("number", [150, pytest.param(1000, marks=pytest.mark.thorough)])
def test_of_many_contributions_those_under_one_consent_go_and_the_rest_stays(number: int, home: Path, tmp_path: Path) -> None:
    """Its words are in no byte any more; a link of another card that rested on it is gone; every other statement is the same."""
    codes = filled(home, tmp_path / "kaarten", number)
    before, gone, folders = lines(home), [many.word_of(each) for each in range(30, 40)], len(sources.all_folders(home))
    assert folders > number and all(everywhere(home, word) for word in gone)
    (home / "exports").mkdir()
    (home / "exports" / "alles.nq").write_text(gone[0])
    done = withdrawal.withdraw(home, codes[3], "op verzoek")
    assert done.proof.found == () and done.proof.texts >= 20
    assert [everywhere(home, word) for word in gone] == [[]] * 10
    assert len(sources.all_folders(home)) == folders - 10 and len(generation.all_generations(home)) == 1
    went, came = before - lines(home), lines(home) - before
    keys = [part.sleutel for part in done.plan.parts]
    assert all(any(key in line for key in keys) or codes[3].lower() in line for line in went)
    assert all("ingetrokkenOp" in line for line in came) and len(came) <= 2
    assert many.word_of(40) in "".join(lines(home))


@pytest.fixture(scope="module")
def filled_once(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty contributions under three consents; every odd card rests on the card before it. Read it, or take a copy."""
    folder = tmp_path_factory.mktemp("dertig")
    home = Path(shutil.copytree(starter_home, folder / "dww-data"))
    filled(home, folder / "kaarten", 30)
    return home


@pytest.fixture
def thirty(filled_once: Path, tmp_path: Path) -> Path:
    """The thirty, of this test alone."""
    return Path(shutil.copytree(filled_once, tmp_path / "dww-data"))


def test_a_preview_changes_nothing_and_names_all(thirty: Path) -> None:
    before = sorted(path.read_bytes() for path in thirty.rglob("*") if path.is_file())
    plan = withdrawal.preview(thirty, "T-0001")
    assert plan.total()["Handelingskennis"] == 10 and plan.total()["Bewijsverbinding"] == 5
    assert all(part.whole for part in plan.parts) and len(plan.parts) == 10
    assert before == sorted(path.read_bytes() for path in thirty.rglob("*") if path.is_file())


def test_a_link_of_another_that_rested_on_it_goes_and_that_card_stays(thirty: Path) -> None:
    """Card 11 rests on card 10; only the contribution of card 10 is taken out, by its key."""
    folders = {reference: manifest.sleutel for manifest in sources.manifests(thirty) for reference in manifest.identifiers}
    withdrawal.withdraw(thirty, folders["p-0010"], "op verzoek")
    opened = generation.current(thirty).open("beheer")
    eleven = terms.thing("handelingskennis", f"{folders['p-0011']}-p-0011")
    assert list(opened.triples(eleven))
    assert not [t for t in opened.triples(None, ABOUT) if t.object.value == eleven]
    assert not [t for t in opened.triples(None, RESTS) if folders["p-0010"] in t.object.value]


def test_the_tombstone_holds_code_day_reason_and_counts_and_no_content(thirty: Path) -> None:
    withdrawal.withdraw(thirty, "T-0001", "op verzoek van de professional")
    (line,) = [each for each in journal.read(thirty) if each.daad == withdrawal.GONE]
    assert line.waarover == "T-0001" and line.gegevens["reden"] == "op verzoek van de professional"
    assert "10 Handelingskennis" in line.gegevens["aantallen"]
    assert len(withdrawal.tombstones(thirty)) >= 10
    assert ledger.load(thirty)["T-0001"].ingetrokken_op


def test_what_was_withdrawn_cannot_come_back(thirty: Path, filled_once: Path) -> None:
    withdrawal.withdraw(thirty, "T-0001", "op verzoek")
    (receipt,) = curation.ingest(thirty, [filled_once.parent / "kaarten" / "k0010.md"], Terms())
    assert receipt.outcome == "geweigerd" and {fault.code for fault in receipt.faults} >= {"toestemming-ingetrokken"}


def test_an_export_that_left_the_house_is_named_and_one_inside_is_removed(thirty: Path, tmp_path: Path) -> None:
    inside = withdrawal.exports_folder(thirty) / "graaf.nq"
    inside.parent.mkdir()
    for path in (inside, tmp_path / "mee.nq"):
        path.write_text("x")
        withdrawal.note_export(thirty, path, "programma", 2)
    plan = withdrawal.withdraw(thirty, "T-0001", "op verzoek").plan
    assert [(each.bestand, each.in_huis) for each in plan.exports] == [("graaf.nq", True), ("mee.nq", False)]
    assert not inside.exists() and (tmp_path / "mee.nq").exists()


def test_part_of_a_file_goes_when_only_part_of_it_stood_under_the_consent(home: Path, tmp_path: Path) -> None:
    """Two consents in one table: one goes, the other card keeps every statement, and the shared staff code stays with it."""
    from .tables import as_csv, good_table, saved

    many.consent(home, "T-A-1", "T-A-2")
    table = good_table(2, illustratief="nee", zichtbaarheid="programma")
    where = table[0].index("toestemming")
    table[1][where], table[2][where] = "T-A-1", "T-A-2"
    table[1][table[0].index("waarom")] = "Omdat zij dan weet dat ik blijf tot het donker is."
    (receipt,) = curation.ingest(home, [saved(tmp_path, "k.csv", as_csv(table))], Terms(privacy_akkoord_door="redactie-1"))
    assert receipt.outcome == "opgenomen"
    before = lines(home)
    done = withdrawal.withdraw(home, "T-A-1", "op verzoek")
    assert not done.plan.parts[0].whole and done.proof.found == ()
    assert done.plan.total() == {"Bewijsverbinding": 1, "Explicitering": 1, "Handelingskennis": 1, "Professionalprofiel": 1}
    assert everywhere(home, "tot het donker is") == []
    stays = {line for line in before if "hk-002" in line}
    assert stays and stays <= lines(home)
    assert set(sources.read_manifest(sources.folder(home) / receipt.sleutel).identifiers) == {"hk-002"}


def test_what_is_not_there_is_told_and_a_reason_holds_no_names(thirty: Path) -> None:
    with pytest.raises(NotFound):
        withdrawal.preview(thirty, "T-9999")
    with pytest.raises(UsageError):
        withdrawal.withdraw(thirty, "T-0001", "Op verzoek van Jan Jansen (1980)")
    assert everywhere(thirty, many.word_of(10))


def test_who_follows_the_address_of_a_withdrawn_card_is_told_that_it_was_withdrawn(thirty: Path) -> None:
    """410 for people and machines; 404 stays for what never was."""
    folders = {name: manifest.sleutel for manifest in sources.manifests(thirty) for name in manifest.identifiers}
    withdrawal.withdraw(thirty, "T-0001", "op verzoek")
    snapshot = Served(thirty).now()
    key = f"{folders['p-0010']}-p-0010"
    for accept in ("text/turtle", "text/html"):
        request = HttpRequest(accept=accept)
        assert linked_data.answer(snapshot, "handelingskennis", key, request).status == 410
        assert linked_data.answer(snapshot, "handelingskennis", "nooit-geweest", request).status == 404
