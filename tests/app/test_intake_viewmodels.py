"""The intake page, apart from the screen: files are laid down and removed, passages are cut, choices become decisions."""

from __future__ import annotations

import datetime
import io
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from openpyxl import load_workbook
from tests.app import offered

from dww_graph import assets, curation, desk, generation, journal, ledger
from dww_graph.codebook import Regel
from dww_graph.errors import Fault, Text, UsageError
from dww_graph.explorer.i18n import CATALOGUES
from dww_graph.explorer.viewmodels import intake, intake_codes
from dww_graph.explorer.viewmodels.intake import ROLES, Told, Upload
from dww_graph.explorer.viewmodels.remedies import on_page
from dww_graph.guard.words import Kind
from dww_graph.map.koppeling import MATCHES, NONE, Koppeling
from dww_graph.model import RING_OF_SCOPE, RINGS, Flag, Outcome, Receipt, Terms, Toestemming

TODAY = datetime.date(2026, 11, 23)
REAL = Terms("T-2026-03", "openbaar")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with one consent and nothing else."""
    path = tmp_path / "dww-data"
    offered.consent(path)
    return path


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("kaarten.csv", "kaarten.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\iemand\\kaarten.csv", "kaarten.csv"),
        ("a\x00b\nc\u202e.csv", "abc.csv"),
        ("...", "bestand"),
        (".csv", "csv"),
        ("", "bestand"),
        ("e\u0301.csv", "é.csv"),
    ],
)
def test_a_file_name_is_made_harmless(said: str, kept: str) -> None:
    assert intake.clean_name(said) == kept


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = intake.clean_name("ë" * 300 + ".qdpx")
    assert name.endswith(".qdpx")
    assert len(name.encode()) <= 120


def test_uploads_stand_in_a_private_folder_and_are_gone_afterwards() -> None:
    """Two files of one name do not meet; the folder goes, also when the call breaks off."""
    seen: list[Path] = []

    def broken_off() -> None:
        with intake.laid_down([Upload("a.csv", b"1"), Upload("a.csv", b"2")]) as paths:
            seen.extend(paths)
            assert [path.read_bytes() for path in paths] == [b"1", b"2"]
            assert {stat.S_IMODE(folder.stat().st_mode) for folder in (paths[0].parent, paths[0].parent.parent)} == {0o700}
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        broken_off()
    assert not seen[0].parent.parent.exists()


def waiting(home: Path) -> Told:
    """Offer the file that names people."""
    (told,) = intake.offer(home, [Upload("namen.csv", offered.NAMED)], REAL, None, "redactie-1")
    return told


def test_a_file_that_waits_asks_once_for_each_words_with_every_passage(home: Path) -> None:
    told = waiting(home)
    assert told.waits
    assert told.upload == Upload("namen.csv", offered.NAMED)
    assert {(question.places[0].words, len(question.places)) for question in told.questions} == {
        (offered.NAME, 4), (offered.TOWN, 2),
    }
    place = next(place for question in told.questions for place in question.places if place.words == offered.TOWN)
    assert (place.before + place.words + place.after).removeprefix("… ") in offered.WORDS
    assert "rij 2" in told.questions[0].places[0].where
    assert not list((home / "sources").glob("*"))


def test_a_passage_is_cut_on_both_sides() -> None:
    text = "a" * 300 + "NAAM" + "b" * 300
    place = intake._place(desk.Passage(Flag("naam", "rij 2", 300, 304, "m"), text, 300, 304))
    assert (place.before, place.words, place.after) == ("… " + "a" * 120, "NAAM", "b" * 120 + " …")


def test_a_whole_text_that_is_flagged_is_shown_in_part() -> None:
    place = intake._place(desk.Passage(Flag("zonder-hoofdletters", "rij 2", 0, 900, "m"), "a" * 900, 0, 900))
    assert place.words == "a" * 240 + " …"


@pytest.mark.parametrize("said", [*ROLES, "houden", "weglaten", "Fatima", "jongere AB", "", "moeder1", "x"])
def test_what_counts_as_a_role_on_the_screen_is_what_the_desk_takes(home: Path, said: str) -> None:
    try:
        desk.decide(home, {"0123456789abcdef": said})
    except UsageError:
        assert not intake.is_role(said)
    else:
        assert intake.is_role(said)


def test_after_the_decision_the_same_bytes_are_taken_in_and_the_words_are_nowhere(home: Path) -> None:
    told = waiting(home)
    desk.decide(home, {question.mark: "moeder" for question in told.questions}, "redactie-1")
    assert told.upload
    (again,) = intake.offer(home, [told.upload], told.offered, None, "redactie-1")
    assert again.receipt.outcome == "opgenomen"
    assert again.upload is None
    assert not [path for path in home.rglob("*") if path.is_file() and b"Achterberg" in path.read_bytes()]
    assert {line.rol for line in journal.read(home) if line.daad in ("vlag", "opgenomen")} == {"redactie-1"}


def test_a_table_with_a_fault_comes_back_with_a_comment(home: Path) -> None:
    (told,) = intake.offer(home, [Upload("kaarten.csv", offered.FAULTY)], Terms(), None, "redactie-1")
    assert told.receipt.outcome == "geweigerd"
    book = load_workbook(io.BytesIO(intake.commented(told, "nl")))
    comments = [cell.comment.text for row in book.worksheets[0].iter_rows() for cell in row if cell.comment]
    assert comments
    assert intake.copy_name("kaarten.csv", "en") == "kaarten-with-comments.xlsx"
    assert '"uitkomst": "geweigerd"' in intake.as_json(home, told)


def test_a_receipt_that_was_kept_is_the_one_to_take_away(home: Path) -> None:
    (told,) = intake.offer(home, [Upload("bron.ris", offered.SOURCE)], Terms(), None, "redactie-1")
    kept = intake.kept(home, told.receipt.sleutel)
    assert kept
    assert intake.as_json(home, told) == kept.to_json()
    assert list(intake.counts_kept(kept.data)) == list(intake.counts(told.receipt))
    assert intake.contributions(home) == ((told.receipt.sleutel, "bron.ris", kept.manifest.ingelezen_op[:10]),)
    assert intake.kept(home, "bestaat-niet") is None
    assert generation.current(home).number == 1


def test_what_a_receipt_counts_is_told_by_kind_and_by_reason() -> None:
    fault = Fault("geen-datum", Text("a", "a"), "rij 2")
    receipt = Receipt(Path("a"), "opgenomen", "csv", 5, 3, 9, geweigerd=(fault,), overgeslagen={"Case": 1})
    assert list(intake.counts(receipt)) == [
        ("gelezen", "", 5), ("opgeslagen", "", 3), ("overgeslagen", "Case", 1), ("geweigerd", "geen-datum", 1),
        ("gemarkeerd", "", 0),
    ]


def test_only_a_consent_that_holds_is_offered(home: Path) -> None:
    offered.consent(home, "T-WEG")
    curation.give_consent(home, Toestemming("T-KORT", "intern", "2026-01-05", "ECO-1", "2099-01-01"))
    journal.append(home, "2026-11-01T00:00:00+00:00", "redactie-1", ledger.WITHDRAWN, "T-WEG", {"reden": "op verzoek"})
    assert [each.code for each in intake.consents(home, TODAY)] == ["T-2026-03", "T-KORT"]
    assert [each.code for each in intake.consents(home, datetime.date(2040, 1, 1))] == ["T-KORT"]


@pytest.mark.parametrize(("typed", "day"), [(" 3-2-2026 ", "2026-02-03"), ("2026-02-03", "2026-02-03"), ("morgen", "morgen")])
def test_a_day_may_be_typed_the_dutch_way(typed: str, day: str) -> None:
    assert intake.iso_day(typed) == day


def regels() -> Iterator[Regel]:
    """A code with two proposals, one without, one decided, and one decided to match nothing."""
    yield Regel("1", "Doen/Uitleg", "exactMatch", "urn:a", "a", zekerheid="0.95")
    yield Regel("1", "Doen/Uitleg", "closeMatch", "urn:b", "b", zekerheid="0.70")
    yield Regel("2", "Los", "exactMatch", NONE)
    yield Regel("3", "Thuis", "broadMatch", "urn:c", "c", door="redactie-1", zekerheid="0.9")
    yield Regel("4", "Weg", "exactMatch", NONE, door="redactie-1")


def test_each_code_is_one_row_with_its_proposals_or_its_decision() -> None:
    rows = intake_codes.code_rows(regels())
    assert [(row.name, row.above, len(row.options), row.decided, row.no_match) for row in rows] == [
        ("Uitleg", "Doen", 2, False, False), ("Los", "", 0, False, False),
        ("Thuis", "", 1, True, False),
        ("Weg", "", 0, True, True),
    ]
    assert rows[2].options[0].score == ""


LISTS = {"wacht": "Uitleg Los", "besloten": "Thuis Weg", "alle": "Uitleg Los Thuis Weg"}


@pytest.mark.parametrize(("view", "names"), LISTS.items())
def test_a_list_holds_what_it_says(view: str, names: str) -> None:
    assert [row.name for row in intake_codes.in_view(intake_codes.code_rows(regels()), view)] == names.split()


def test_choices_become_decisions_of_today_by_who_decided() -> None:
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    made = intake_codes.decisions({"1": ("urn:a", "closeMatch"), "2": (NONE, NONE)}, "redactie-1")
    assert made == [Koppeling("1", "urn:a", "closeMatch", "redactie-1", today), Koppeling("2", NONE, NONE, "redactie-1", today)]


def test_a_code_may_be_mapped_to_any_element_situation_or_client_type() -> None:
    named = intake_codes.concepts(lambda iri: iri.rsplit("/", 1)[-1])
    assert {iri.split("/")[-2] for iri in named} >= {"element", "situatie", "clienttype"}
    assert "a5-4" in named.values()


def test_every_word_that_comes_from_the_data_has_a_text() -> None:
    wanted = {f"vlag.{kind}" for kind in get_args(Kind)} | {f"uitkomst.{name}" for name in get_args(Outcome)}
    wanted |= {f"uitkomst.{name}.uitleg" for name in get_args(Outcome)} | {f"overeenkomst.{name}" for name in MATCHES}
    wanted |= {f"ring.{ring}" for ring in RINGS} | {f"reikwijdte.{scope}" for scope in RING_OF_SCOPE}
    assert not wanted - CATALOGUES["nl"].keys()


def test_a_way_out_on_the_page_needs_no_terminal() -> None:
    known = Fault("geen-toestemming", Text("wat", "what"), "hier", do=Text("Typ: dww ingest X", "Type: dww ingest X"))
    assert "kies daarbij de toestemming" in on_page(known).do.nl
    assert "choose the consent with it" in on_page(known).do.en
    two_ways = Text("Schrijf: a: b\nof typ: dww x", "Write: a: b\nor type: dww x")
    repair = Fault("kapotte-kopregels", Text("wat", "what"), "hier", do=two_ways)
    assert on_page(repair).do == Text("Schrijf: a: b", "Write: a: b")
    plain = Fault("te-lang", Text("wat", "what"), "hier", do=Text("Kort in.", "Shorten."))
    assert on_page(plain) is plain


def test_every_way_out_on_the_page_belongs_to_a_fault_that_exists() -> None:
    files = (path for path in Path(assets.__file__).parent.rglob("*.py") if path.parent.name != "i18n")
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    own = [key.removeprefix("inname.doe.") for key in CATALOGUES["nl"] if key.startswith("inname.doe.")]
    assert own and [each for each in own if f'"{each}"' not in code] == []


def test_the_empty_workbook_of_the_page_is_the_template(tmp_path: Path) -> None:
    path = tmp_path / "kaarten.xlsx"
    path.write_bytes(intake.blank_template("nl"))
    assert "Kaarten" in load_workbook(path).sheetnames
