"""The template workbook: made from the ontology and the fields, filled in by people, and read back without surprises."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from dww_graph import template, terms
from dww_graph.fields import CARD_FIELDS, GUARD_FIELDS, SOURCE_FIELDS, card_columns, list_key
from dww_graph.map import bron, kaart
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import RINGS, Kaart, RawRecord, Reading, Reference, Terms
from dww_graph.read import table, table_xlsx
from dww_graph.template import lists

from .conftest import TODAY
from .workbooks import CARD, FIRST, SOURCE, Value, at, fill, filled, opened, rewritten, sheet_of

Edit = Callable[[Workbook], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template as `dww template` writes it."""
    path = tmp_path_factory.mktemp("sjabloon") / "sjabloon.xlsx"
    template.write(path, "nl")
    return path


@pytest.fixture
def read(made: Path, tmp_path: Path) -> Callable[..., Reading]:
    """Fill in one card and one source, edit the workbook, and read it."""

    def reading(edit: Edit = lambda _: None, **changes: Value) -> Reading:
        path = filled(made, tmp_path / "kaarten.xlsx", **changes)
        book = opened(path)
        edit(book)
        book.save(path)
        return table_xlsx.read(path)

    return reading


def cards_of(reading: Reading) -> list[RawRecord]:
    return [record for record in reading.records if record.kind == "kaart"]


def mapped(record: RawRecord, vocabulary: Vocabulary) -> tuple[Kaart | None, list[tuple[str, str]]]:
    """A card as the mapping makes it, and its faults as code and place."""
    known = {"jansen-2019": Reference(terms.thing("bron", "x-jansen-2019"), "Richtlijn", "openbaar")}
    setting = kaart.Setting("kaarten.xlsx", "proef", vocabulary, known, Terms(), TODAY)
    card, faults = kaart.to_kaart(record, setting, "T-2026-03", "openbaar")
    return card, [(fault.code, fault.where) for fault in faults]


def test_the_workbook_has_its_seven_sheets_and_reads_as_empty(made: Path) -> None:
    assert opened(made).sheetnames == ["Lees mij", "Kaarten", "Bronnen", "Fragmenten", "Voorbeeld", "Lijsten", "Over"]
    assert table_xlsx.read(made) == Reading("xlsx", ())


def test_every_field_of_a_card_has_its_columns(made: Path) -> None:
    """Row 1 says it in Dutch, row 2 (hidden) by machine name, and both are read as the same column."""
    sheet = sheet_of(opened(made), "Kaarten")
    names = [str(cell.value) for cell in sheet[2]]
    assert names == [column.name for column in card_columns()]
    assert {table.machine_name(name)[0] for name in names} == table.COLUMNS - {"toestemming_id"}
    assert [table.machine_name(str(cell.value)) for cell in sheet[1]] == [table.machine_name(name) for name in names]
    assert sheet.row_dimensions[2].hidden and sheet.freeze_panes == "C4" and str(sheet["A3"].value).startswith("Uitleg")
    required = {field.name for field in (*CARD_FIELDS, *GUARD_FIELDS) if field.required}
    marked = {table.machine_name(str(cell.value))[0] for cell in sheet[1] if str(cell.value).endswith("*")}
    assert marked == required


def test_a_filled_template_gives_back_the_card(read: Callable[..., Reading], vocabulary: Vocabulary) -> None:
    reading = read()
    assert (reading.faults, reading.notes) == ((), ())
    (record,) = cards_of(reading)
    card, faults = mapped(record, vocabulary)
    assert faults == [] and card is not None
    assert [vocabulary.labels[iri] for iri in card.elementen] == ["transparant over kader", "empathie"]
    assert [vocabulary.labels[iri] for iri in card.clienttypen] == ["8-11 jaar", "eenoudergezin"]
    assert (card.kaart_id, card.titel, card.handeling) == (CARD["kaart_id"], CARD["titel"], CARD["handeling"])
    assert (card.datum, card.illustratief, card.professional) == ("2026-02-03", True, "P-07")
    assert record.place == f"blad Kaarten, rij {FIRST}"
    (link,) = card.verbindingen
    assert (link.relatie, link.toelichting) == ("ondersteund-door", CARD["toelichting_1"])
    assert link.doel and link.doel.iri.endswith("x-jansen-2019")


def test_the_sheet_bronnen_gives_sources(read: Callable[..., Reading]) -> None:
    (record,) = [record for record in read().records if record.kind == "bron"]
    source, faults = bron.to_bron(record, "kaarten.xlsx", Terms())[:2]
    assert not faults and source is not None
    assert (source.bron_id, source.titel, source.jaar, source.doi) == ("jansen-2019", SOURCE["titel"], "2019", "10.1000/abc.1")
    assert [cell.text for cell in record.cells["auteurs"]] == ["Jansen, A.", "de Boer, B."]
    assert source.soort == "Richtlijn" and record.place == "blad Bronnen, rij 4"


@pytest.mark.parametrize(
    ("changes", "code", "name"),
    [
        ({"soort": "blog"}, "onbekende-keuze", "soort"),
        ({"doi": "geen idee"}, "geen-doi", "doi"),
        ({"titel": None}, "ontbreekt", "titel"),
        ({"bron_id": None}, "ontbreekt", "bron_id"),
        ({"jaar": "in het voorjaar van 2019"}, "te-lang", "jaar"),
    ],
)
def test_a_fault_on_the_sheet_bronnen_names_its_cell(
    read: Callable[..., Reading], changes: dict[str, Value], code: str, name: str
) -> None:
    places = []

    def edit(book: Workbook) -> None:
        fill(book, "Bronnen", {**SOURCE, **changes})
        places.append(at(sheet_of(book, "Bronnen"), name))

    (fault,) = read(edit).faults
    assert fault.code == code and fault.where.startswith("kaarten.xlsx, blad Bronnen, rij 4, kolom ")
    assert fault.where.endswith(f"({places[0]})")


def test_a_key_of_two_sources_is_refused(read: Callable[..., Reading]) -> None:
    (fault,) = read(lambda book: fill(book, "Bronnen", {**SOURCE, "bron_id": "Jansen 2019"}, 5)).faults
    assert fault.code == "dubbel-nummer" and fault.where.endswith("(A5)")


def test_a_quote_stands_under_the_consent_and_in_the_ring_of_its_card(read: Callable[..., Reading]) -> None:
    quote = {"kaart_id": "hk-001", "citaat": "Eén ding tegelijk.", "bron": "interview 3"}
    reading = read(lambda book: fill(book, "Fragmenten", quote))
    (record,) = [record for record in reading.records if record.kind == "codering"]
    told = {name: cells[0].text for name, cells in record.cells.items()}
    assert told == {"kaart": "hk-001", "citaat": "Eén ding tegelijk.", "bron": "interview 3", "toestemming": "T-2026-03",
                    "zichtbaarheid": "openbaar", "illustratief": "ja"}


def test_a_quote_of_a_card_that_is_not_there_is_refused(read: Callable[..., Reading]) -> None:
    (fault,) = read(lambda book: fill(book, "Fragmenten", {"kaart_id": "HK-9", "citaat": "Eén ding."})).faults
    assert fault.code == "onbekende-kaart" and fault.where.endswith("(A4)")


def test_the_lists_are_those_of_the_ontology(vocabulary: Vocabulary) -> None:
    """Every concept of a list once, under a name that is understood as that concept and no other."""
    fields = {list_key(field): field for field in CARD_FIELDS if field.schemes}
    for each in lists.chosen(card_columns()):
        if each.key not in fields:
            continue
        schemes = fields[each.key].schemes
        own = {iri for scheme in schemes for iris in vocabulary.found[scheme].values() for iri in iris}
        assert [one.label for one in each.choices if vocabulary.find(one.label, schemes) != (one.identifier,)] == []
        assert len(each.choices) == len(own) and {choice.identifier for choice in each.choices} == own


def test_the_relations_to_choose_from_need_no_more_than_the_sheet_has(vocabulary: Vocabulary) -> None:
    """`geen bewijs gevonden` asks where was searched, `roept vraag op` asks the question: there are no columns for those."""
    relations = next(each for each in lists.chosen(card_columns()) if each.key == "relatietypen")
    own = {iri for iris in vocabulary.found["relatietypen"].values() for iri in iris}
    left = own - {one.identifier for one in relations.choices}
    assert {iri.rsplit("/", 1)[-1] for iri in left} == {"geen-bewijs-gevonden", "roept-vraag-op"}


def test_choices_of_our_own_are_those_of_the_code() -> None:
    chosen = {field.name: field.choices for field in (*GUARD_FIELDS, *SOURCE_FIELDS)}
    assert chosen["zichtbaarheid"] == RINGS and set(chosen["soort"]) == bron.SOORTEN


def test_every_column_with_a_list_offers_that_list(made: Path) -> None:
    """The range that a validation points at holds exactly the choices, for the cells from row 4 on."""
    book = opened(made)
    sheet, shown = sheet_of(book, "Kaarten"), sheet_of(book, "Lijsten")
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    wanted = {each.key: [choice.label for choice in each.choices] for each in lists.chosen(card_columns())}
    for column in card_columns():
        rule = rules[at(sheet, column.name)]
        if key := list_key(column.field):
            assert rule.type == "list" and rule.formula1
            area = rule.formula1.replace("$", "").split("!")[1]
            assert [row[0].value for row in shown[area]] == wanted[key], column.name
    assert {rule.type for rule in rules.values()} == {"list", "date", "textLength", "custom"}
    assert shown.protection.sheet


def test_a_concept_with_a_new_name_is_still_the_same_concept(read: Callable[..., Reading], vocabulary: Vocabulary) -> None:
    """An old workbook says `transparant over kader`; that its list knows the identifier is enough."""

    def edit(book: Workbook) -> None:
        shown = sheet_of(book, "Lijsten")
        cell = next(cell for row in shown.iter_rows(max_col=1) for cell in row if cell.value == "transparant over kader")
        cell.value = "open over wat vaststaat"

    (record,) = cards_of(read(edit, werkzaam_element_1="Open over  wat vaststaat"))
    card, faults = mapped(record, vocabulary)
    assert not faults and card and card.elementen[0] == terms.thing("element", "a5-4")


@pytest.mark.parametrize("typed", ["A5.4", "a5-4", "Transparant over kader", "https://w3id.org/dww/id/element/a5-4"])
def test_a_code_or_key_that_is_pasted_is_understood(
    read: Callable[..., Reading], vocabulary: Vocabulary, typed: str
) -> None:
    card, faults = mapped(cards_of(read(werkzaam_element_1=typed))[0], vocabulary)
    assert not faults and card and card.elementen[0] == terms.thing("element", "a5-4")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("werkzaam_element_1", "transparant over kaders en meer", "onbekende-term"),
        ("datum", "31-02-2025", "geen-datum"),
        ("datum", datetime.date(2999, 1, 1), "datum-in-toekomst"),
        ("datum", 46056, "geen-datum"),
        ("handeling", "Te kort.", "te-kort"),
        ("titel", "Te lang " * 20, "te-lang"),
        ("status", "af", "onbekende-keuze"),
        ("professional", "Jan de Vries", "verkeerde-code"),
        ("waarom", None, "ontbreekt"),
    ],
)
def test_a_pasted_value_that_is_wrong_is_refused_with_its_cell(
    read: Callable[..., Reading], vocabulary: Vocabulary, made: Path, name: str, value: Value, code: str
) -> None:
    """Pasting passes by the guards of a spreadsheet, not by ours."""
    card, faults = mapped(cards_of(read(**{name: value}))[0], vocabulary)
    place = at(sheet_of(opened(made), "Kaarten"), name)
    assert card is None and [found for found, _ in faults] == [code]
    assert faults[0][1].startswith("kaarten.xlsx, blad Kaarten, rij 4, kolom ") and faults[0][1].endswith(f"({place})")
    assert "*" not in faults[0][1]


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_one_of_the_three_head_rows_may_be_lost(read: Callable[..., Reading], gone: int) -> None:
    """Labels alone, or machine names alone, are enough; the help is not needed."""
    (usual,), (other,) = cards_of(read()), cards_of(read(lambda book: sheet_of(book, "Kaarten").delete_rows(gone)))
    assert {name: [cell.text for cell in cells] for name, cells in other.cells.items()} == {
        name: [cell.text for cell in cells] for name, cells in usual.cells.items()
    }
    assert len(other.parts) == 1


def test_a_column_of_ones_own_is_named_and_not_read(read: Callable[..., Reading]) -> None:
    def edit(book: Workbook) -> None:
        sheet = sheet_of(book, "Kaarten")
        sheet.cell(1, sheet.max_column + 1, "Mijn aantekening")
        sheet.cell(FIRST, sheet.max_column, "bellen")

    reading = read(edit)
    assert [note.nl for note in reading.notes] == ["Niet gelezen kolommen: Mijn aantekening."] and not reading.faults


def older(book: Workbook) -> None:
    """Make a workbook of version 0 of it, with the names that two columns had then."""
    sheet_of(book, "Over")["B1"] = "0"
    sheet = sheet_of(book, "Kaarten")
    for now, then in (("ervaring", "ervaring_klasse"), ("beroepssituatie_1", "situatie_1"), ("wanneer_niet", "grens")):
        sheet[at(sheet, now, 2)] = then


def test_an_older_template_is_migrated_and_says_so(read: Callable[..., Reading], vocabulary: Vocabulary) -> None:
    reading = read(older)
    (note,) = reading.notes
    assert "versie 0" in note.nl and "ervaring_klasse → ervaring" in note.nl and "situatie_1 → beroepssituatie_1" in note.nl
    card, faults = mapped(cards_of(reading)[0], vocabulary)
    assert not faults and card and card.ervaring and card.situaties == (terms.thing("situatie", "huisbezoek"),)


@pytest.mark.parametrize(
    ("version", "code"), [("2", "sjabloon-te-nieuw"), ("1b", "sjabloon-onbekend"), (None, "sjabloon-onbekend")]
)
def test_a_template_that_is_newer_or_unknown_is_refused(read: Callable[..., Reading], version: str | None, code: str) -> None:
    def edit(book: Workbook) -> None:
        sheet_of(book, "Over")["B1"] = version

    reading = read(edit)
    assert [fault.code for fault in reading.faults] == [code] and reading.records == ()
    assert "blad Over" in reading.faults[0].where and reading.faults[0].do.nl


def test_a_version_typed_as_a_number_is_that_version(read: Callable[..., Reading]) -> None:
    def edit(book: Workbook) -> None:
        sheet_of(book, "Over")["B1"] = 1.0

    assert not read(edit).faults


def test_a_formula_an_error_value_and_merged_cells_are_refused_with_their_place(read: Callable[..., Reading]) -> None:
    def edit(book: Workbook) -> None:
        sheet = sheet_of(book, "Kaarten")
        sheet["B5"], sheet["B6"] = '=HYPERLINK("https://voorbeeld.example","klik")', "#REF!"
        sheet.merge_cells("C7:C8")

    faults = {fault.code: fault.where for fault in read(edit).faults}
    assert {code: where.rsplit("(", 1)[-1] for code, where in faults.items()} == {
        "formule": "B5)", "foutwaarde": "B6)", "samengevoegde-cel": "C7)"
    }


def test_text_that_looks_like_a_formula_is_text(read: Callable[..., Reading]) -> None:
    def edit(book: Workbook) -> None:
        sheet = sheet_of(book, "Kaarten")
        cell = sheet[at(sheet, "wanneer_niet")]
        cell.value = "=HYPERLINK(x) is wat er stond"
        cell.data_type = "s"

    reading = read(edit)
    assert not reading.faults
    assert cards_of(reading)[0].cells["wanneer_niet"][0].text == "=HYPERLINK(x) is wat er stond"


def test_numbers_dates_and_line_breaks_come_out_as_they_were_meant(read: Callable[..., Reading]) -> None:
    noon = datetime.datetime.fromisoformat("2026-02-03T12:30")
    (record,) = cards_of(read(kaart_id=11.0, titel=2026, datum=noon, waarom="Een._x000D_\nTwee.\r\nDrie."))
    told = {name: record.cells[name][0].text for name in ("kaart_id", "titel", "datum", "waarom")}
    assert told == {"kaart_id": "11", "titel": "2026", "datum": "2026-02-03", "waarom": "Een.\nTwee.\nDrie."}


def test_a_hidden_sheet_and_hidden_rows_are_told(read: Callable[..., Reading]) -> None:
    def edit(book: Workbook) -> None:
        sheet_of(book, "Fragmenten").sheet_state = "hidden"
        sheet_of(book, "Kaarten").row_dimensions[FIRST].hidden = True

    reading = read(edit)
    assert [note.nl for note in reading.notes] == ["Verborgen rijen op blad Kaarten zijn wel gelezen: 4.",
                                                   "Verborgen bladen niet gelezen: Fragmenten."]
    assert len(cards_of(reading)) == 1


def test_a_dimension_that_is_too_small_hides_no_row(made: Path, tmp_path: Path) -> None:
    path = filled(made, tmp_path / "heel.xlsx")
    shrunk = rewritten(path, tmp_path / "klein.xlsx", lambda xml: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', xml))
    assert len(cards_of(table_xlsx.read(shrunk))) == 1


@pytest.mark.parametrize(("title", "refused"), [("Kaarten", True), ("Bronnen", True), ("Lijsten", False), ("Over", False)])
def test_a_cell_at_the_far_end_does_no_harm(read: Callable[..., Reading], title: str, refused: bool) -> None:
    """On a sheet with records it is refused; on the others nobody walks there."""

    def edit(book: Workbook) -> None:
        sheet_of(book, title)["XFD1048576"] = "."

    reading = read(edit)
    assert [fault.code for fault in reading.faults] == (["blad-te-groot"] if refused else [])
    assert bool(reading.records) != refused


def test_the_example_is_three_invented_cards_that_would_be_in_order(made: Path, tmp_path: Path, vocabulary: Vocabulary) -> None:
    """They are not read where they stand; put on the sheet Kaarten they are cards without a fault, marked as invented."""
    book = opened(made)
    shown, sheet = sheet_of(book, "Voorbeeld"), sheet_of(book, "Kaarten")
    for number, row in enumerate(shown.iter_rows(min_row=FIRST + 1, values_only=True), FIRST):
        for column, value in enumerate(row, 1):
            if value is not None and not str(sheet.cell(2, column).value).startswith(("bron_", "relatie_", "toelichting_")):
                sheet.cell(number, column).value = value
    book.save(tmp_path / "voorbeeld.xlsx")
    cards = [mapped(record, vocabulary) for record in cards_of(table_xlsx.read(tmp_path / "voorbeeld.xlsx"))]
    assert [faults for _, faults in cards] == [[], [], []]
    assert all(card and card.illustratief for card, _ in cards)


def test_the_example_says_every_concept_as_the_list_does(made: Path) -> None:
    wanted = {each.key: {choice.label for choice in each.choices} for each in lists.chosen(card_columns())}
    rows = list(sheet_of(opened(made), "Voorbeeld").iter_rows(min_row=FIRST + 1, values_only=True))
    said = [(column, row[at]) for row in rows for at, column in enumerate(card_columns()) if list_key(column.field) and row[at]]
    assert len(said) > 20 and [text for column, text in said if text not in wanted[list_key(column.field)]] == []


def test_the_page_to_read_says_what_never_to_write_down(made: Path) -> None:
    said = " ".join(str(cell) for row in sheet_of(opened(made), "Lees mij").iter_rows(values_only=True) for cell in row if cell)
    for word in ("Namen", "burgerservicenummers", "verzonnen", "Privacy gecontroleerd", "uw programmabeheerder"):
        assert word in said


def test_the_version_the_ontology_and_a_hash_of_the_fields_are_told(made: Path) -> None:
    rows = sheet_of(opened(made), "Over").iter_rows(max_col=2, max_row=4, values_only=True)
    told = {str(key): str(value) for key, value in rows}
    assert told["Sjabloonversie"] == "1" and told["Versie van de ontologie"] == "0.1.0"
    assert re.fullmatch("[0-9a-f]{64}", told["Controlegetal van de velden"])


def test_messages_come_in_the_language_asked(tmp_path: Path) -> None:
    template.write(tmp_path / "e.xlsx", "en")
    sheet = sheet_of(opened(tmp_path / "e.xlsx"), "Kaarten")
    told = {rule.error for rule in sheet.data_validations.dataValidation}
    assert "Choose from the list." in told and not any("Kies" in str(error) for error in told)
    assert sheet["B1"].value == "Titel *"


def test_a_workbook_of_two_card_sheets_gives_the_cards_of_both(read: Callable[..., Reading]) -> None:
    def edit(book: Workbook) -> None:
        more = book.copy_worksheet(sheet_of(book, "Kaarten"))
        more.title = "Kaarten team B"
        more["A4"] = "HK-002"

    assert [record.place for record in cards_of(read(edit))] == ["blad Kaarten, rij 4", "blad Kaarten team B, rij 4"]
