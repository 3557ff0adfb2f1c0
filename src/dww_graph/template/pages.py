"""The two sheets to read: Lees mij, one page in plain Dutch, and Over, which says from what the workbook was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dww_graph import assets, store, terms
from dww_graph.fields import TEMPLATE_VERSION, Column
from dww_graph.template import style

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CONTACT = "uw programmabeheerder"
_WHAT = (
    "Een kaart is één stukje handelingskennis: iets wat u doet of zegt in uw werk, en waarom dat volgens u werkt.",
    "Houd het klein en precies: één handeling in één situatie.",
    "Een kaart hoeft niet bewezen te zijn. Hij moet wel kloppen met wat u echt doet. Anderen leggen er later onderzoek naast.",
)
_FILL = (
    "Op het blad Kaarten is elke rij één kaart. Kolommen met * en een donkere kop zijn verplicht. Onder elke kop staat uitleg.",
    "Heeft een cel een lijst, kies dan daaruit. Past er niets? Kies wat het dichtst erbij komt en leg het uit in de toelichting.",
    "Een rode cel is een nummer dat twee keer voorkomt. Een gele cel moet nog worden ingevuld.",
    "Kent u een bron (onderzoek, richtlijn, boek)? Zet die op het blad Bronnen, en zet de sleutel ervan bij Bron 1 op de kaart.",
    "Letterlijke citaten mogen op het blad Fragmenten, met het nummer van de kaart erbij.",
    "Op het blad Voorbeeld staan drie ingevulde kaarten.",
)
_NEVER = (
    "Namen: niet van jeugdigen, ouders, collega's of uzelf. Schrijf 'moeder', 'een jongere', 'jongere A'.",
    "Geboortedata, adressen, telefoonnummers, e-mailadressen, burgerservicenummers, rekeningnummers en dossiernummers.",
    "Namen van scholen, instellingen, teams, straten en plaatsen.",
    "Een combinatie die maar bij één gezin past, zoals een zeldzame ziekte met een leeftijd. Maak het dan grover.",
    "Twijfelt u? Laat het weg. De kennis zit in wat u doet, niet in wie het was.",
)
_HAND_IN = (
    "Vraag een collega om de tekst op privacy te lezen. Zet daarna bij Privacy gecontroleerd: ja.",
    "Vul de code van de toestemming in. Zonder toestemming gaat een kaart niet mee.",
    f"Bewaar het bestand als .xlsx en geef het aan {CONTACT}, op de manier die is afgesproken. Niet per gewone e-mail.",
    "Klopt er iets niet? Dan krijgt u een kopie met een opmerking in elke foute cel. Verbeter die kopie en lever hem in.",
)
_SHOWN = ("titel", "werkzaam_element_1", "beroepssituatie_1", "clienttype_1", "handeling", "waarom", "waaraan_zie_je_het",
          "voorwaarden", "wanneer_niet", "functie", "ervaring")
_WIDE = 104


def read_me(sheet: Worksheet, columns: Sequence[Column], example: Mapping[str, str]) -> None:
    """Write the page with what a card is, one finished example, what never to write down, and how to hand it in."""
    for letter, size in (("A", 3.0), ("B", 26.0), ("C", _WIDE - 26.0)):
        sheet.column_dimensions[letter].width = size
    title = sheet.cell(1, 2, "Kaarten met handelingskennis")
    title.font = style.font(18, style.TEAL, bold=True)
    sheet.row_dimensions[1].height = 32
    row = _section(sheet, 2, "Wat is een kaart?", _WHAT)
    row = _section(sheet, row, "Een kaart die af is (verzonnen)", ())
    heads = {column.name: column.head for column in columns}
    for name in _SHOWN:
        _pair(sheet, row, heads[name].removesuffix(" 1"), example[name])
        row += 1
    row = _section(sheet, row, "Zo vult u het in", _FILL, bullet=True)
    row = _section(sheet, row, "Wat u nooit opschrijft", _NEVER, bullet=True, colour=style.MISSING)
    _section(sheet, row, "Zo levert u het in", _HAND_IN, bullet=True)
    _on_one_page(sheet)


def about(sheet: Worksheet, columns: Iterable[Column]) -> None:
    """Write from what the workbook was made; ingest reads the template version from here."""
    told = (
        ("Sjabloonversie", TEMPLATE_VERSION),
        ("Versie van de ontologie", _ontology_version()),
        ("Controlegetal van de velden", fingerprint(columns)),
        ("Vragen?", CONTACT),
    )
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 74
    for row, (name, text) in enumerate(told, 1):
        sheet.cell(row, 1, name).font = style.font(11, style.TEAL, bold=True)
        cell = sheet.cell(row, 2, text)
        cell.font, cell.alignment, cell.number_format = style.font(), style.wrapped(), "@"
    warning = sheet.cell(len(told) + 2, 1, "Verander dit blad niet: hieraan is te zien welke versie u hebt.")
    warning.font = style.font(9, style.GREY, italic=True)
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.sheet_properties.tabColor = style.GREY


def fingerprint(columns: Iterable[Column]) -> str:
    """Return the SHA-256 (hexadecimal) of what the columns ask: names, kinds, bounds and lists."""
    said = [
        (each.name, each.required, own.kind, own.shortest, own.longest, own.schemes, own.choices)
        for each in columns
        for own in (each.field,)
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _ontology_version() -> str:
    """Return the version that the core of the ontology states."""
    wanted = terms.term("owl:versionInfo")
    core = store.parse_file(assets.asset("ontology", "kern.ttl"))
    return next(each.object.value for each in core if each.predicate.value == wanted)


def _section(
    sheet: Worksheet, row: int, title: str, lines: Iterable[str], *, bullet: bool = False, colour: str = ""
) -> int:
    """Write a heading and its lines from `row` on, and return the next free row."""
    head = sheet.cell(row, 2, title)
    head.font, head.alignment = style.font(13, style.TEAL, bold=True), style.wrapped("bottom")
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
    sheet.row_dimensions[row].height = 30
    for line in lines:
        row += 1
        text = f"•  {line}" if bullet else line
        cell = sheet.cell(row, 2, text)
        cell.font, cell.alignment = style.font(), style.wrapped(indent=1 if bullet else 0)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        sheet.row_dimensions[row].height = _height(text, _WIDE)
        if colour:
            cell.fill = style.fill(colour)
    return row + 1


def _pair(sheet: Worksheet, row: int, name: str, text: str) -> None:
    for at, (said, bold) in enumerate(((name, True), (text, False)), 2):
        cell = sheet.cell(row, at, said)
        cell.data_type = "s"
        cell.font, cell.fill, cell.alignment = style.font(10, bold=bold), style.fill(style.SAND), style.wrapped()
        cell.border = style.lines(style.PALE)
    sheet.row_dimensions[row].height = _height(text, _WIDE - 26)


def _height(text: str, width: float) -> float:
    """Return the height (points) that a text needs in a column of so many characters."""
    return 16.0 * (1 + int(len(text) / (width * 1.12)))


def _on_one_page(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = style.TEAL
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
