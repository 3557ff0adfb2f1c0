"""Tables of handelingskennis as a person fills them in: good ones, one with ten faults, and the forms in which they are saved."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from dww_graph import intake, store
from dww_graph.answer import Triple
from dww_graph.errors import Fault, Text
from dww_graph.intake import FileReading, Known
from dww_graph.model import RINGS, RawRecord, Reading, Reference, Ring, Scope, Terms, Toestemming
from dww_graph.read import registry

Table = list[list[str]]
OFFERED: Mapping[str, Scope] = {"T-2026-03": "openbaar", "T-2026-04": "programma", "T-1-A": "openbaar"}
LEDGER = {code: Toestemming(code, scope, "2026-01-05", "ECO-2026-1", "2036-01-05") for code, scope in OFFERED.items()}

HEADS = (
    "kaart_id",
    "titel",
    "werkzaam_element_1",
    "werkzaam_element_2",
    "beroepssituatie",
    "clienttype_1",
    "handeling",
    "waarom",
    "waaraan_zie_je_het",
    "functie",
    "ervaring_klasse",
    "manier_van_expliciteren",
    "datum",
    "toestemming",
    "privacy_gecontroleerd",
    "zichtbaarheid",
    "illustratief",
    "bron_1",
    "relatie_1",
    "toelichting_1",
)
BSN = "111222333"  # passes the eleven-proof and was never given to a person
_GOOD = {
    "titel": "Eerst koffie, dan de crèche",
    "werkzaam_element_1": "A5.4",
    "werkzaam_element_2": "K1",
    "beroepssituatie": "huisbezoek",
    "clienttype_1": "leeftijd-4-7",
    "handeling": "Ik zet de koffie neer, zeg 'één ding tegelijk' en leg € 5 voor de crèche op tafel; pas dan de patiëntbrief.",
    "waarom": "Een moeder die ziet dat ik geen haast heb, durft te zeggen wat niet lukt; dat is de helft.",
    "waaraan_zie_je_het": "Zij schenkt zelf in en vraagt: 'En wat nu?'",
    "functie": "jeugdbeschermer",
    "ervaring_klasse": "6-10",
    "manier_van_expliciteren": "interview",
    "datum": "3-2-2026",
    "toestemming": "T-2026-03",
    "privacy_gecontroleerd": "ja",
    "zichtbaarheid": "openbaar",
    "illustratief": "ja",
    "bron_1": "B07",
    "relatie_1": "ondersteunt",
    "toelichting_1": "Deze bron beschrijft hetzelfde.",
}


@dataclass(frozen=True)
class Expected:
    """A fault that must be told: its code, the place (start of it) and a word of the remedy in Dutch."""

    code: str
    where: str
    remedy: str


def row(number: int, **changes: str) -> list[str]:
    """Return one filled row with card number HK-00n; `changes` replace cells by column name."""
    cells = {**_GOOD, "kaart_id": f"HK-{number:03d}", **changes}
    return [cells[head] for head in HEADS]


def good_table(rows: int = 3, **changes: str) -> Table:
    """Return a header and `rows` rows in which nothing is wrong; `changes` hold for every row."""
    return [list(HEADS), *(row(number, **changes) for number in range(1, rows + 1))]


def place(head: str, number: int, name: str = "kaarten.csv") -> str:
    """Return how a message names a cell: `kaarten.csv, rij 4, kolom datum (M4)`."""
    return f"{name}, rij {number}, kolom {head} ({chr(65 + HEADS.index(head))}{number})"


def ten_faults() -> tuple[Table, tuple[Expected, ...]]:
    """Return a table with ten different faults in ten places, and what must be told of each."""
    faulty: Sequence[Mapping[str, str]] = (
        {"werkzaam_element_1": "Samen beslisen"},
        {"datum": "31-02-2025"},
        {"waarom": ""},
        {"kaart_id": "HK-001"},
        {},  # the ragged row
        {"datum": "1-1-2999"},
        {"toestemming": "nee"},
        {"handeling": f"Ik vraag haar in het gesprek of {BSN} nog klopt en schrijf dat over in het plan."},
        {"titel": "Te lang " * 20},
    )
    rows = [[*row(number, **changes), ""] for number, changes in enumerate(faulty, 1)]
    rows[4] = rows[4][:-3]
    expected = (
        Expected("dubbele-kolom", "kaarten.csv, kopregel (U1)", "Verwijder"),
        Expected("onbekende-term", place("werkzaam_element_1", 2), "Bedoelde u"),
        Expected("geen-datum", place("datum", 3), "Verbeter de datum"),
        Expected("ontbreekt", place("waarom", 4), "Vul het in"),
        Expected("dubbel-nummer", place("kaart_id", 5), "eigen nummer"),
        Expected("scheve-rij", "kaarten.csv, rij 6", "aanhalingstekens"),
        Expected("datum-in-toekomst", place("datum", 7), "Verbeter de datum"),
        Expected("geen-toestemming", place("toestemming", 8), "laat de kaart weg"),
        Expected("persoonsgegeven-bsn", place("handeling", 9), "Haal het weg"),
        Expected("te-lang", place("titel", 10), "Kort de tekst in"),
    )
    return [[*HEADS, "Titel"], *rows], expected


def as_csv(table: Sequence[Sequence[str]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Return the table as CSV with CRLF line ends, as a spreadsheet saves it."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode(encoding)


def as_workbook(table: Sequence[Sequence[str]]) -> Workbook:
    """Return the table on a sheet Kaarten with real date cells, beside an example sheet and a hidden one."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title in ("Kaarten", "Voorbeeld", "Oud"):
        sheet = book.create_sheet(title)
        for cells in table:
            sheet.append([_as_date(text) or text or None for text in cells])
    book["Oud"].sheet_state = "hidden"
    return book


def _as_date(text: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, "%d-%m-%Y").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        return None


def saved(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file as it is, and return its path."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def read_whole(path: Path) -> Reading:
    """Return everything the reader that recognises a file gives, in one value."""
    reader = registry.choose(path)
    items = list(reader.read(path))
    records = tuple(item for item in items if isinstance(item, RawRecord))
    faults = tuple(item for item in items if isinstance(item, Fault))
    return Reading(reader.name, records, faults, tuple(item for item in items if isinstance(item, Text)))


@dataclass(frozen=True)
class Prepared:
    """A contribution as it was made, and its triples by ring."""

    triples: Mapping[Ring, Sequence[Triple]]
    sha256: str
    gelezen: int
    opgeslagen: int
    illustratief: bool
    identifiers: Mapping[str, Reference]
    notes: tuple[Text, ...]
    geweigerd: tuple[Fault, ...]
    overgeslagen: Mapping[str, int]


def prepared(path: Path, offered: Terms, known: Known, reading: FileReading | None = None) -> Prepared:
    """Return one file as it would be taken in under the key `proef`."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = intake.prepare(folder, [path], "proef", path.name, offered, known, reading)
        triples = {ring: list(store.parse_file(folder / f"{ring}.nt")) for ring in RINGS}
    return Prepared(
        triples, made.sha256, made.gelezen, made.opgeslagen, made.illustratief, made.identifiers, made.notes, made.geweigerd,
        made.overgeslagen,
    )
