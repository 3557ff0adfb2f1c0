"""What comes back with faults: a copy with a comment in each faulty cell and nowhere else, and nothing in it that acts."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

from dww_graph import template
from dww_graph.errors import Fault, Lang, Text
from dww_graph.export import faulty_copy
from dww_graph.map import kaart
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import Terms
from dww_graph.read import table_csv, table_xlsx

from .conftest import TODAY
from .tables import as_csv, good_table, saved, ten_faults
from .workbooks import CARD, fill, filled, opened, sheet_of

IN_B5 = "kaarten.xlsx, blad Kaarten, rij 5, kolom Titel (B5)"
LINK = '=HYPERLINK("https://voorbeeld.example","klik")'


def fault(where: str, code: str = "te-kort", what: str = "Te kort.") -> Fault:
    return Fault(code, Text(what, "Too short."), where, Text("40 tekens", "40 characters"), Text("Schrijf meer.", "Write more."))


def commented(path: Path) -> dict[str, set[str]]:
    """The cells with a comment of a workbook, by sheet."""
    found: dict[str, set[str]] = {}
    for sheet in opened(path).worksheets:
        cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
        found |= {sheet.title: cells} if cells else {}
    return found


def coloured(path: Path, title: str = "Kaarten") -> set[str]:
    """The cells under the heads that have a colour."""
    rows = sheet_of(opened(path), title).iter_rows(min_row=4)
    return {cell.coordinate for row in rows for cell in row if cell.fill.fill_type == "solid"}


def acting(path: Path) -> list[str]:
    """The cells of a workbook that are a live formula or a link."""
    cells = [cell for sheet in opened(path).worksheets for row in sheet.iter_rows() for cell in row]
    return [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sjabloon") / "sjabloon.xlsx"
    template.write(path)
    return path


def faults_of(path: Path, vocabulary: Vocabulary) -> list[Fault]:
    """Every fault of a workbook with cards: of its reading and of its mapping."""
    reading = table_xlsx.read(path)
    setting = kaart.Setting(path.name, "proef", vocabulary, {}, Terms(), TODAY)
    cards = [record for record in reading.records if record.kind == "kaart"]
    return [*reading.faults, *(each for card in cards for each in kaart.to_kaart(card, setting, "T-2026-03", "openbaar")[1])]


@pytest.fixture
def faulty(made: Path, tmp_path: Path) -> Path:
    """A workbook with a wrong date, a text that is too short (both of card 2), a formula, and a source without a title."""
    path = filled(made, tmp_path / "kaarten.xlsx", bron_1=None, relatie_1=None, toelichting_1=None)
    book = opened(path)
    card = {**CARD, "kaart_id": "HK-002", "datum": "31-02-2026", "handeling": "Te kort.", "titel": LINK}
    fill(book, "Kaarten", {**card, "bron_1": None, "relatie_1": None, "toelichting_1": None}, 5)
    fill(book, "Bronnen", {"bron_id": "leeg-2020"}, 5)
    book.save(path)
    return path


def test_exactly_the_faulty_cells_have_a_comment_and_a_colour(faulty: Path, tmp_path: Path, vocabulary: Vocabulary) -> None:
    faults = faults_of(faulty, vocabulary)
    out = tmp_path / "terug.xlsx"
    assert faulty_copy.write(faulty, faults, out) == 4
    assert sorted(each.code for each in faults) == ["formule", "geen-datum", "ontbreekt", "te-kort"]
    cells = {each.where.rsplit("(", 1)[1].removesuffix(")") for each in faults if "blad Kaarten" in each.where}
    assert commented(out) == {"Kaarten": cells, "Bronnen": {"B5"}}
    assert coloured(out) == cells and coloured(out, "Bronnen") == {"B5"}


def test_a_comment_says_what_is_wrong_what_was_expected_and_what_to_do(faulty: Path, tmp_path: Path) -> None:
    words_of: dict[Lang, tuple[str, ...]] = {
        "nl": ("Te kort.", "Verwacht: 40 tekens", "Schrijf meer.", "Nog iets."), "en": ("Expected: 40 characters",)
    }
    for lang, words in words_of.items():
        faulty_copy.write(faulty, [fault(IN_B5), fault(IN_B5, what="Nog iets.")], tmp_path / "terug.xlsx", lang)
        comment = sheet_of(opened(tmp_path / "terug.xlsx"), "Kaarten")["B5"].comment
        assert comment and all(word in comment.text for word in words)


def test_the_last_sheet_lists_every_fault_with_or_without_a_cell(faulty: Path, tmp_path: Path) -> None:
    faults = [fault(IN_B5), fault("kaarten.xlsx, blad Kaarten, rij 5, titel", "x", LINK)]
    assert faulty_copy.write(faulty, faults, tmp_path / "terug.xlsx") == 1
    book = opened(tmp_path / "terug.xlsx")
    assert book.sheetnames[-1] == "Fouten"
    rows = list(sheet_of(book, "Fouten").iter_rows(min_row=2, values_only=True))
    assert [row[:3] for row in rows] == [("Kaarten", "B5", "Te kort."), (None, None, LINK)]
    assert [row[-1] for row in rows] == [each.where for each in faults]


def test_nothing_in_the_copy_acts(faulty: Path, tmp_path: Path) -> None:
    """Formulas become the text they were written as; links, macros and references to other workbooks are gone."""
    book = opened(faulty)
    sheet = sheet_of(book, "Kaarten")
    sheet["C5"].hyperlink = "https://voorbeeld.example"
    sheet["D5"] = LINK
    sheet["D5"].data_type = "s"
    sheet["E5"] = ArrayFormula("E5:E6", "=SUM(A1:A2)")
    book.defined_names["ver"] = DefinedName("ver", attr_text="[1]Blad!$A$1")
    book.save(faulty)
    with zipfile.ZipFile(faulty, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    out = tmp_path / "terug.xlsx"
    faulty_copy.write(faulty, [fault(IN_B5)], out)
    assert acting(faulty) == ["B5", "C5", "E5"] and acting(out) == []
    shown = sheet_of(opened(out), "Kaarten")
    assert shown["B5"].value == LINK and shown["D5"].value == LINK and shown["E5"].value == "=SUM(A1:A2)"
    assert "ver" not in opened(out).defined_names
    with zipfile.ZipFile(out) as archive:
        assert not [name for name in archive.namelist() if "vba" in name or "externalLink" in name]
        assert not [name for name in archive.namelist() if b"voorbeeld.example" in archive.read(name) and name.endswith(".rels")]


def test_a_mended_copy_reads_clean_and_its_marks_do_not_come_back(faulty: Path, tmp_path: Path, vocabulary: Vocabulary) -> None:
    first, second = tmp_path / "terug.xlsx", tmp_path / "weer.xlsx"
    faulty_copy.write(faulty, faults_of(faulty, vocabulary), first)
    book = opened(first)
    fill(book, "Kaarten", {"datum": "28-02-2026", "handeling": CARD["handeling"], "titel": CARD["titel"]}, 5)
    fill(book, "Bronnen", {"titel": "Toch een titel"}, 5)
    book.save(first)
    assert faults_of(first, vocabulary) == []
    later = fault("terug.xlsx, blad Kaarten, rij 4, kolom Titel (B4)")
    assert faulty_copy.write(first, [later], second) == 1
    assert commented(second) == {"Kaarten": {"B4"}} and coloured(second) == {"B4"}
    assert opened(second).sheetnames.count("Fouten") == 1


def test_a_remark_of_a_colleague_stays(faulty: Path, tmp_path: Path) -> None:
    book = opened(faulty)
    sheet_of(book, "Kaarten")["C4"].comment = Comment("Mooi!", "collega")
    book.save(faulty)
    faulty_copy.write(faulty, [fault(IN_B5)], tmp_path / "terug.xlsx")
    assert commented(tmp_path / "terug.xlsx") == {"Kaarten": {"C4", "B5"}}


def test_a_csv_comes_back_as_a_workbook(tmp_path: Path) -> None:
    """The cell that a message names in the CSV is the cell with the comment; text that looks like a formula stays text."""
    rows, _ = ten_faults()
    rows[1][1] = LINK
    path = saved(tmp_path, "kaarten.csv", as_csv(rows))
    faults = [*(item for item in table_csv.read(path) if isinstance(item, Fault)), fault("kaarten.csv, rij 3, kolom datum (M3)")]
    assert faulty_copy.write(path, faults, tmp_path / "terug.xlsx") == 2
    assert commented(tmp_path / "terug.xlsx") == {"Kaarten": {"U1", "M3"}}
    assert acting(tmp_path / "terug.xlsx") == []
    shown = sheet_of(opened(tmp_path / "terug.xlsx"), "Kaarten")
    assert shown["B2"].value == LINK and shown["M3"].value == "31-02-2025"


def test_a_csv_in_the_windows_encoding_keeps_its_accents(tmp_path: Path) -> None:
    path = saved(tmp_path, "kaarten.csv", as_csv(good_table(1), encoding="cp1252"))
    faulty_copy.write(path, [fault("kaarten.csv, rij 2, kolom titel (B2)")], tmp_path / "terug.xlsx")
    assert sheet_of(opened(tmp_path / "terug.xlsx"), "Kaarten")["B2"].value == "Eerst koffie, dan de crèche"


@pytest.mark.parametrize(
    ("name", "data"),
    [("kaart.md", b"---\nkaart_id: x\n---\n"), ("kapot.xlsx", b"PK\x03\x04 en dan niets"), ("bron.ris", b"TY  - JOUR\n")],
)
def test_a_file_that_is_no_table_gives_the_list_alone(tmp_path: Path, name: str, data: bytes) -> None:
    faults = [fault(f"{name}, regel 2 (A1)")]
    assert faulty_copy.write(saved(tmp_path, name, data), faults, tmp_path / "terug.xlsx") == 0
    assert opened(tmp_path / "terug.xlsx").sheetnames == ["Fouten"]


@pytest.mark.parametrize("code", ["blad-te-groot", "leesfout", "lezen-gestopt", "kapotte-xlsx"])
def test_a_workbook_that_the_reader_could_not_take_is_not_opened_again(faulty: Path, tmp_path: Path, code: str) -> None:
    """Its reading was stopped in a process of its own; this one must not fall over the same cell."""
    faults = [fault("kaarten.xlsx, blad Kaarten (XFD1048576)", code), fault(IN_B5)]
    assert faulty_copy.write(faulty, faults, tmp_path / "terug.xlsx") == 0
    assert opened(tmp_path / "terug.xlsx").sheetnames == ["Fouten"]


def test_a_sheet_that_runs_on_for_ever_is_left_out_of_the_copy(faulty: Path, tmp_path: Path) -> None:
    book = opened(faulty)
    book.create_sheet("Kladblok")["XFD1048576"] = "."
    book.save(faulty)
    assert faulty_copy.write(faulty, [fault(IN_B5)], tmp_path / "terug.xlsx") == 1
    assert "Kladblok" not in opened(tmp_path / "terug.xlsx").sheetnames


@pytest.mark.parametrize(
    ("where", "titles", "place"),
    [
        ("k.xlsx, blad Kaarten, rij 4, kolom Titel (B4)", ["Kaarten", "Bronnen"], ("Kaarten", "B4")),
        ("k.xlsx, blad Kaarten, kopregel (U1)", ["Kaarten", "Bronnen"], ("Kaarten", "U1")),
        ("k.xlsx, blad A, rij 2 (X9), rij 4, kolom Titel (oud) (AB12)", ["A", "A, rij 2 (X9)"], ("A, rij 2 (X9)", "AB12")),
        ("k.csv, rij 4, kolom datum (M4)", ["Kaarten"], ("Kaarten", "M4")),
        ("k.xlsx, rij 4, kolom datum (M4)", ["Kaarten", "Bronnen"], None),
        ("k.csv, rij 4", ["Kaarten"], None),
        ("k.md, regel 4", [], None),
    ],
)
def test_sheet_and_cell_are_read_from_the_place(where: str, titles: Sequence[str], place: tuple[str, str] | None) -> None:
    assert faulty_copy.place_of(fault(where), titles) == place


def test_a_comment_holds_no_character_that_a_workbook_cannot_hold(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["kaart_id", "titel", "handeling"])
    book.save(tmp_path / "k.xlsx")
    told = fault("k.xlsx, blad Sheet, rij 2, kolom titel (B2)", what="Rare\x00tekens\x0b hier.")
    assert faulty_copy.write(tmp_path / "k.xlsx", [told], tmp_path / "terug.xlsx") == 1
    comment = sheet_of(opened(tmp_path / "terug.xlsx"), "Sheet")["B2"].comment
    assert comment and "Rare tekens  hier." in comment.text
