"""A table of cards: read alike in every form a spreadsheet saves, and refused whole with every fault told at once."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook

from dww_graph import curation, terms
from dww_graph.answer import Triple
from dww_graph.errors import Fault
from dww_graph.model import RINGS, Receipt, Ring, Terms
from dww_graph.read import table
from dww_graph.read.table_csv import letters

from .conftest import Prepare, Refuse
from .tables import BSN, HEADS, Expected, Prepared, as_csv, as_workbook, good_table, place, read_whole, row, saved, ten_faults

RUN, PLACE = terms.thing("inlezing", "proef"), terms.term("dww:vindplaats")


def said(contribution: Prepared) -> set[tuple[Ring, Triple]]:
    """Every triple of a contribution with its ring, but not what tells of the file itself."""
    everything = ((ring, triple) for ring in RINGS for triple in contribution.triples[ring])
    return {(ring, triple) for ring, triple in everything if triple.subject.value != RUN and triple.predicate.value != PLACE}


def stored(home: Path) -> dict[str, str]:
    """Every file of a data folder that an intake could change, by name and hash."""
    files = [home / "current", *home.glob("sources/**/*"), *home.glob("generations/*/generation.json"), *home.glob("journal/*")]
    return {str(path.relative_to(home)): sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()}


def workbook(path: Path, edit: Callable[[Workbook], None] = lambda _: None, rows: int = 3) -> Path:
    """Save a good table as a workbook after an edit."""
    book = as_workbook(good_table(rows))
    edit(book)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def ten(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Receipt, bool]:
    """The receipt of the table with ten faults, and whether the data folder was the same before and after."""
    faulty, _ = ten_faults()
    folder = tmp_path_factory.mktemp("tien")
    path, home = saved(folder, "kaarten.csv", as_csv(faulty)), Path(shutil.copytree(starter_home, folder / "dww-data"))
    before = stored(home)
    (receipt,) = curation.ingest(home, [path], Terms())
    return receipt, stored(home) == before


def test_ten_faults_are_told_at_once(ten: tuple[Receipt, bool]) -> None:
    """No fault hides another: ten different kinds, no more and no fewer, in order of the rows."""
    receipt, _ = ten
    assert receipt.outcome == "geweigerd"
    assert receipt.reasons() == {expected.code: 1 for expected in ten_faults()[1]}


@pytest.mark.parametrize("expected", ten_faults()[1], ids=lambda expected: expected.code)
def test_each_of_the_ten_names_cell_reason_and_remedy(ten: tuple[Receipt, bool], expected: Expected) -> None:
    fault = next(fault for fault in ten[0].faults if fault.code == expected.code)
    assert fault.where == expected.where
    assert expected.remedy in fault.do.nl
    assert len(fault.what.nl) > 15 and len(fault.what.en) > 15 and fault.do.en
    assert all(label in fault.tell("nl") for label in ("waar:", "verwacht:", "doe dit:"))


def test_nothing_of_the_ten_faulted_table_is_stored(ten: tuple[Receipt, bool]) -> None:
    """Sources, journal, generations and the pointer are byte for byte what they were."""
    receipt, same = ten
    assert same
    assert (receipt.opgeslagen, receipt.tripels, receipt.sleutel) == (0, 0, "")


def test_no_message_repeats_the_number_of_a_person(ten: tuple[Receipt, bool]) -> None:
    assert not [fault for fault in ten[0].faults if BSN in fault.tell("nl") + fault.tell("en")]


@pytest.mark.parametrize("column", ["functie", "werkzaam_element_1", "bron_1", "illustratief", "relatie_1"])
def test_a_number_in_a_cell_with_another_fault_is_masked(tmp_path: Path, refuse: Refuse, column: str) -> None:
    """An unknown term is quoted in its message; the number inside it is not."""
    faults = refuse(saved(tmp_path, "kaarten.csv", as_csv(good_table(1, **{column: f"wijk {BSN}"}))))
    assert faults and not [fault for fault in faults if BSN in fault.tell("nl") + fault.tell("en")]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ";"), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", ";"), ("utf-8", ","), ("utf-8", "\t"), ("cp1252", "\t")],
)
def test_encoding_and_delimiter_do_not_change_the_cards(tmp_path: Path, prepare: Prepare, encoding: str, delimiter: str) -> None:
    """é, ë and € come out alike from every form; the reader says so when it was not UTF-8."""
    usual = prepare(saved(tmp_path, "gewoon.csv", as_csv(good_table())))
    other = prepare(saved(tmp_path, "kaarten.csv", as_csv(good_table(), delimiter, encoding)))
    assert said(other) == said(usual) and other.gelezen == 3
    assert any("één ding" in triple.object.value and "€ 5" in triple.object.value for _, triple in said(other))
    assert bool(other.notes) == (not encoding.startswith("utf-8"))


def test_decomposed_accents_are_the_same_cards(tmp_path: Path, prepare: Prepare) -> None:
    """A file saved on a Mac with e + accent gives the same words as one with é, in CSV and in a workbook."""
    apart = [[cell.replace("é", "e\u0301").replace("ë", "e\u0308") for cell in cells] for cells in good_table()]
    as_workbook(apart).save(tmp_path / "kaarten.xlsx")
    usual = said(prepare(saved(tmp_path, "gewoon.csv", as_csv(good_table()))))
    assert said(prepare(saved(tmp_path, "kaarten.csv", as_csv(apart)))) == usual
    assert said(prepare(tmp_path / "kaarten.xlsx")) == usual


def test_a_workbook_gives_the_same_cards(tmp_path: Path, prepare: Prepare) -> None:
    """Date cells are dates, and neither the example sheet nor the hidden one is read; the hidden one is named."""
    usual = prepare(saved(tmp_path, "gewoon.csv", as_csv(good_table())))
    made = prepare(workbook(tmp_path / "kaarten.xlsx"))
    assert said(made) == said(usual)
    assert made.gelezen == 3 and [note.nl for note in made.notes] == ["Verborgen bladen niet gelezen: Oud."]


def test_a_formula_cell_is_refused_with_its_place(tmp_path: Path, refuse: Refuse) -> None:
    def edit(book: Workbook) -> None:
        book["Kaarten"]["B3"] = "=HYPERLINK(A1)"

    (fault,) = refuse(workbook(tmp_path / "kaarten.xlsx", edit))
    assert fault.code == "formule"
    assert fault.where == "kaarten.xlsx, blad Kaarten, rij 3, kolom titel (B3)"


def test_a_sheet_that_runs_on_for_ever_is_refused_before_it_is_walked(tmp_path: Path, refuse: Refuse) -> None:
    """One cell at the far end of a sheet is 17 billion cells to walk."""

    def edit(book: Workbook) -> None:
        book["Kaarten"]["XFD1048576"] = "."

    (fault,) = refuse(workbook(tmp_path / "kaarten.xlsx", edit))
    assert fault.code == "blad-te-groot" and "XFD1048576" in fault.where


def test_text_under_no_column_name_is_not_lost_in_silence(tmp_path: Path, refuse: Refuse) -> None:
    def edit(book: Workbook) -> None:
        book["Kaarten"]["V3"] = "nog een gedachte"

    assert [fault.code for fault in refuse(workbook(tmp_path / "kaarten.xlsx", edit))] == ["cel-zonder-kolom"]
    loose = [[*cells, "" if at != 2 else "nog iets"] for at, cells in enumerate(good_table())]
    (fault,) = refuse(saved(tmp_path, "kaarten.csv", as_csv(loose)))
    assert fault.code == "cel-zonder-kolom" and "(U3)" in fault.where


def test_labels_and_help_rows_of_a_template_are_passed_over(tmp_path: Path, prepare: Prepare) -> None:
    """A row with machine names under the labels, and a row of help, are no cards."""
    labelled = [[head.replace("_", " ").capitalize() for head in HEADS], list(HEADS), ["Uitleg: uniek nummer"] + [""] * 19]
    as_workbook([*labelled, *good_table()[1:]]).save(tmp_path / "kaarten.xlsx")
    assert prepare(tmp_path / "kaarten.xlsx").gelezen == 3


def test_a_bar_in_a_text_is_text_and_in_a_list_a_separator(tmp_path: Path, prepare: Prepare) -> None:
    """`A5.4 | K1` in one cell is two elements; in `handeling` a bar is what the professional wrote."""
    words = "Ik teken twee kolommen: wel | niet, en vraag haar om zelf de kaartjes te leggen."
    made = said(prepare(saved(tmp_path, "k.csv", as_csv(good_table(1, werkzaam_element_1="A1.2 | K2", handeling=words)))))
    elements = {triple.object.value for _, triple in made if triple.predicate.value == terms.term("dww:geeftVormAan")}
    assert elements == {terms.thing("element", key) for key in ("a1-2", "k2", "k1")}
    assert words in {triple.object.value for _, triple in made}


@pytest.mark.parametrize("nothing", ["", ".", "-", "n.v.t.", "NVT", "onbekend"])
def test_words_for_nothing_are_nothing(tmp_path: Path, prepare: Prepare, nothing: str) -> None:
    made = said(prepare(saved(tmp_path, "k.csv", as_csv(good_table(1, waaraan_zie_je_het=nothing, functie=nothing)))))
    assert not [triple for _, triple in made if triple.predicate.value == terms.term("dww:gevolg")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"functie": "pleegouder", "kaart_id": "HK 1"}, "verkeerde-code"),
        ({"clienttype_1": "jeugdbescherming"}, "dubbelzinnig"),
        ({"illustratief": "misschien"}, "onbekende-keuze"),
        ({"handeling": "Te kort."}, "te-kort"),
        ({"bron_1": "B99"}, "onbekende-verwijzing"),
        ({"relatie_1": "lijkt op"}, "onbekende-term"),
        ({"zichtbaarheid": "iedereen"}, "geen-zichtbaarheid"),
        ({"privacy_gecontroleerd": "nee"}, "niet-op-privacy-nagekeken"),
        ({"datum": "2025-13-01"}, "geen-datum"),
        ({"datum": "vorige week"}, "geen-datum"),
        ({"werkzaam_element_1": "https://w3id.org/dww/id/situatie/huisbezoek"}, "onbekende-term"),
        ({"werkzaam_element_1": "https://w3id.org/dww/id/element/z9"}, "onbekende-term"),
    ],
)
def test_a_fault_in_one_cell_names_that_cell(tmp_path: Path, refuse: Refuse, changes: dict[str, str], code: str) -> None:
    (fault,) = refuse(saved(tmp_path, "kaarten.csv", as_csv([list(HEADS), row(1), row(2, **changes)])))
    assert fault.code == code and fault.where == place(list(changes)[-1], 3)


def test_ids_that_would_be_one_iri_are_one_number(tmp_path: Path, refuse: Refuse) -> None:
    """`A.1`, `A-1` and `a_1` make the same IRI, so they are the same number."""
    rows = [row(1, kaart_id=number) for number in ("A.1", "A-1", "a_1")]
    assert [fault.code for fault in refuse(saved(tmp_path, "k.csv", as_csv([list(HEADS), *rows])))] == ["dubbel-nummer"] * 2


def test_a_second_value_where_one_is_asked_is_not_dropped(tmp_path: Path, refuse: Refuse) -> None:
    heads = [head if head != "werkzaam_element_2" else "functie_2" for head in HEADS]
    (fault,) = refuse(saved(tmp_path, "k.csv", as_csv([heads, row(1, werkzaam_element_2="pleegouder")])))
    assert fault.code == "te-veel-waarden" and "functie" in fault.where


@pytest.mark.parametrize("consent", ["nee", "NEE", "geen", "onbekend", "n.v.t.", "-", "Nee.", "ingetrokken", "nog vragen"])
def test_a_consent_that_was_not_given_is_not_replaced_by_the_offered_one(tmp_path: Path, refuse: Refuse, consent: str) -> None:
    """Only an empty cell or `ja` may lean on the code under which the file is offered."""
    path = saved(tmp_path, "kaarten.csv", as_csv(good_table(1, toestemming=consent)))
    (fault,) = refuse(path, Terms("T-2026-99", "openbaar"))
    assert fault.code == "geen-toestemming" and fault.where == place("toestemming", 2)


@pytest.mark.parametrize(("consent", "used"), [("ja", "t-2026-99"), ("", "t-2026-99"), ("T-1-A", "t-1-a")])
def test_consent_is_the_own_code_or_the_offered_one(tmp_path: Path, prepare: Prepare, consent: str, used: str) -> None:
    made = said(prepare(saved(tmp_path, "k.csv", as_csv(good_table(1, toestemming=consent))), Terms("T-2026-99")))
    assert terms.thing("toestemming", used) in {triple.subject.value for _, triple in made}


def test_columns_that_are_not_read_are_named(tmp_path: Path, prepare: Prepare) -> None:
    wider = [[*cells, "Opmerking" if at == 0 else "x"] for at, cells in enumerate(good_table())]
    assert [note.nl for note in prepare(saved(tmp_path, "k.csv", as_csv(wider))).notes] == ["Niet gelezen kolommen: Opmerking."]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'kaart_id;titel;handeling\r\n"HK-1;open;einde\r\n', "kapotte-csv"),
        (b"naam;leeftijd\r\nx;3\r\n", "geen-kopregel"),
        (b"x" * 200_000, "geen-kopregel"),
        (b"kaart_id;titel;handeling;" + b"x" * 140_000 + b"\r\nHK-1;a;b;c\r\n", "kapotte-csv"),
        (b"kaart_id;titel;handeling\r\nHK-1;\x81;b\r\n", "onleesbaar-teken"),
        (b"\xef\xbb\xbfkaart_id;titel;handeling\r\nHK-1;\xff;b\r\n", "onleesbaar-teken"),
    ],
    ids=["open quote", "not our columns", "one long line", "one long head", "no cp1252", "BOM and no UTF-8"],
)
def test_a_broken_csv_is_one_fault_and_no_crash(tmp_path: Path, refuse: Refuse, data: bytes, code: str) -> None:
    (fault,) = refuse(saved(tmp_path, "kaarten.csv", data))
    assert fault.code == code and fault.where.startswith("kaarten.csv")


def test_rows_keep_their_number_across_blank_rows_and_line_breaks(tmp_path: Path) -> None:
    """The row that a message names is the row that the spreadsheet shows."""
    rows = [list(HEADS), [""] * len(HEADS), row(1, waarom="Eerste regel,\ntweede regel."), row(2)]
    records = read_whole(saved(tmp_path, "k.csv", as_csv(rows))).records
    assert [record.place for record in records] == ["rij 3", "rij 4"]


def test_a_column_is_named_as_a_spreadsheet_does() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Werkzaam element 2", ("werkzaam_element", 2)),
        ("handeling (wat doe je, wat zeg je)", ("handeling", 1)),
        ("ervaring_klasse", ("ervaring", 1)),
        ("relatie_3", ("relatie", 3)),
        ("Cliënttype_1", ("clienttype", 1)),
    ],
)
def test_a_head_is_read_as_label_or_as_machine_name(head: str, name: tuple[str, int]) -> None:
    assert table.machine_name(head) == name


def test_faults_come_in_order_of_the_rows(ten: tuple[Receipt, bool]) -> None:
    """Row 10 comes after row 9, not after row 1."""

    def number(fault: Fault) -> int:
        return int(fault.where.split("rij ")[1].split(",")[0]) if "rij " in fault.where else 0

    assert [number(fault) for fault in ten[0].faults] == [0, *range(2, 11)]


def test_a_cell_is_read_back_from_a_saved_workbook_as_it_was_typed(tmp_path: Path) -> None:
    """Whole numbers lose no digits and gain no `.0`, a tick is `ja`, and empty is empty."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["kaart_id", "titel", "handeling", "waarom", "illustratief"])
    sheet.append([12.0, 2026, 3.5, None, True])
    out = io.BytesIO()
    book.save(out)
    (record,) = read_whole(saved(tmp_path, "k.xlsx", out.getvalue())).records
    assert {name: cells[0].text for name, cells in record.cells.items()} == {
        "kaart_id": "12",
        "titel": "2026",
        "handeling": "3.5",
        "waarom": "",
        "illustratief": "ja",
    }
