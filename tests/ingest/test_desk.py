"""Words that may point at somebody wait for a person; the decision holds from then on, and the words are kept nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import curation, desk, generation, intake, journal, terms
from dww_graph.errors import UsageError
from dww_graph.model import Receipt, Terms

from . import many
from .tables import as_csv, good_table, saved

TEXT = "Ik bel Yasmina altijd zelf, zeg wat ik gezien heb en vraag wat zij daarvan vindt."
UNDER = Terms()


@pytest.fixture
def waiting(home: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A data folder with a consent, and a table of one real card that names somebody."""
    many.consent(home, "T-2026-03")
    table = as_csv(good_table(1, illustratief="nee", zichtbaarheid="programma", handeling=TEXT, titel="Zelf bellen",
                              waaraan_zie_je_het="Zij neemt op.", waarom="Wie het zelf hoort, hoeft niet te raden."))
    return home, saved(tmp_path, "kaarten.csv", table)


def offer(home: Path, path: Path, terms_: Terms = UNDER) -> Receipt:
    (receipt,) = curation.ingest(home, [path], terms_)
    return receipt


def told(home: Path) -> set[str]:
    """Every text of acting in the graph."""
    return {t.object.value for t in generation.current(home).open("beheer").triples(None, terms.term("dww:handelwijze"))}


def kept(home: Path) -> list[str]:
    """The files under the data folder that hold the name."""
    return [path.name for path in home.rglob("*") if path.is_file() and b"yasmina" in path.read_bytes().lower()]


def test_a_name_makes_the_file_wait_and_nothing_is_stored(waiting: tuple[Path, Path]) -> None:
    home, path = waiting
    number, receipt = generation.current(home).number, offer(home, path)
    assert receipt.outcome == "wacht" and receipt.opgeslagen == 0
    (flag,) = receipt.vlaggen
    assert flag.where == "kaarten.csv, rij 2, kolom handeling (G2)" and TEXT[flag.start : flag.end] == "Yasmina"
    assert generation.current(home).number == number and kept(home) == []


def test_who_decides_sees_the_words_in_their_passage(waiting: tuple[Path, Path]) -> None:
    home, path = waiting
    (passage,) = desk.passages(home, path, UNDER, intake.load_vocabulary())
    assert passage.text == TEXT and passage.text[passage.start : passage.end] == "Yasmina"


@pytest.mark.parametrize(
    ("decision", "shown"),
    [("houden", TEXT), ("moeder", TEXT.replace("Yasmina", "moeder")), ("jongere A", TEXT.replace("Yasmina", "jongere A"))],
)
def test_a_decision_lets_the_file_in_as_decided(waiting: tuple[Path, Path], decision: str, shown: str) -> None:
    home, path = waiting
    (flag,) = offer(home, path).vlaggen
    assert desk.decide(home, {flag.mark: decision}, "redactie-1") == 1
    receipt = offer(home, path)
    assert receipt.outcome == "opgenomen" and shown in told(home)
    (line,) = [each for each in journal.read(home) if each.daad == desk.ACT]
    assert (line.rol, line.waarover, line.gegevens) == ("redactie-1", flag.mark, {"besluit": decision})
    assert bool(kept(home)) == (decision == "houden")


def test_a_record_that_is_left_out_is_counted_and_absent(waiting: tuple[Path, Path], tmp_path: Path) -> None:
    home, path = waiting
    (flag,) = offer(home, path).vlaggen
    desk.decide(home, {flag.mark: "weglaten"})
    table = good_table(2, illustratief="nee", zichtbaarheid="programma", titel="Zelf bellen",
                       waaraan_zie_je_het="Zij neemt op.", waarom="Wie het zelf hoort, hoeft niet te raden.",
                       handeling="Ik bel altijd zelf, zeg wat ik gezien heb en vraag wat zij daarvan vindt.")
    table[1][table[0].index("handeling")] = TEXT
    receipt = offer(home, saved(tmp_path, "twee.csv", as_csv(table)))
    assert (receipt.gelezen, receipt.opgeslagen, receipt.overgeslagen) == (2, 1, {"weggelaten": 1})
    assert TEXT not in told(home)


def test_a_person_may_accept_a_whole_file_and_the_receipt_says_who(waiting: tuple[Path, Path]) -> None:
    home, path = waiting
    receipt = offer(home, path, Terms(privacy_akkoord_door="redactie-2"))
    run = generation.current(home).open("beheer").triples(terms.thing("inlezing", receipt.sleutel))
    assert {t.object.value for t in run if t.predicate.value == terms.term("dww:privacyAkkoordDoor")} == {"redactie-2"}


def test_what_blocks_is_never_for_anybody_to_accept(waiting: tuple[Path, Path], tmp_path: Path) -> None:
    home, _ = waiting
    path = saved(tmp_path, "k.csv", as_csv(good_table(1, handeling=f"{TEXT} Haar nummer is 06-12345678.")))
    assert offer(home, path, Terms(privacy_akkoord_door="redactie-2")).outcome == "geweigerd"


def test_a_role_is_no_name_and_marks_differ_between_data_folders(waiting: tuple[Path, Path], tmp_path: Path) -> None:
    home, path = waiting
    (flag,) = offer(home, path).vlaggen
    for said in ("Yasmina", "moeder van Yasmina", "x" * 60, "moeder 3"):
        with pytest.raises(UsageError):
            desk.decide(home, {flag.mark: said})
    other = tmp_path / "ander"
    curation.build_starter(other)
    many.consent(other, "T-2026-03")
    assert offer(other, path).vlaggen[0].mark != flag.mark


def test_invented_content_needs_no_decision(home: Path, tmp_path: Path) -> None:
    assert offer(home, saved(tmp_path, "k.csv", as_csv(good_table(1, handeling=TEXT)))).outcome == "opgenomen"
