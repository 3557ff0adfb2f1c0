"""Frozen records of the domain: what a reader hands on, what the mapping makes of it, what an intake reports.

A reader knows files and no domain; it gives `RawRecord`s. The mapping knows the domain and no files; it gives `Kaart` and
`BronRecord`. Each keeps the place it came from, so that every triple can be traced to a cell or a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dww_graph.errors import Fault, Text

Ring = Literal["openbaar", "programma", "beheer"]
RINGS: tuple[Ring, ...] = ("openbaar", "programma", "beheer")
RecordKind = Literal["kaart", "bron", "verbinding", "code", "codering", "notitie", "transcript", "tripel"]


Grade = Literal["fout", "waarschuwing", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check of the graph found: full IRIs of the rule and the node; path as SPARQL writes it.

    `value` is the offending value without RDF syntax; None when something is missing or the node itself is meant.
    """

    shape: str
    focus: str
    path: str | None
    value: str | None
    severity: Grade
    message: Text


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as it stands in a file, and where: `kaarten.csv, rij 14, kolom datum (K14)`."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as read: field name → its cells in order; `place` is the row or line; `parts` are records inside it."""

    kind: RecordKind
    place: str
    cells: Mapping[str, tuple[Cell, ...]]
    parts: tuple[RawRecord, ...] = ()

    def first(self, name: str) -> Cell | None:
        """Return the first filled cell of a field, or None."""
        for cell in self.cells.get(name, ()):
            if cell.text:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one file: its records, its faults, and how it read (format, encoding, what it passed over)."""

    format: str
    records: tuple[RawRecord, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Things that a reader met in a file and that have no place in the graph, by kind: `Skipped("Case", 12)`."""

    soort: str
    aantal: int = 1


Item = RawRecord | Fault | Text | Skipped  # a record; a fault; a note for the receipt; things passed over


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms under which a file is offered, for records that do not state their own: consent code, ring, illustrative.

    `nagekeken`: what the file says of its own verification holds. Only so for the starter content; a claim in a file of
    somebody else is no verification.
    `privacy_akkoord_door`: the code of the person who read the file and accepts every word that the guard flagged.
    """

    toestemming: str | None = None
    zichtbaarheid: Ring | None = None
    illustratief: bool = False
    nagekeken: bool = False
    privacy_akkoord_door: str | None = None


Scope = Literal["intern", "programma", "openbaar"]
RING_OF_SCOPE: Mapping[Scope, Ring] = {"intern": "beheer", "programma": "programma", "openbaar": "openbaar"}


@dataclass(frozen=True, slots=True)
class Toestemming:
    """One consent of the ledger, by its code. Days are ISO 8601; `ingetrokken_op` is empty as long as it holds.

    `reikwijdte` is how far the material may go, `ethiek` the reference of the ethics committee, `bewaren_tot` the last day on
    which the material may be kept.
    """

    code: str
    reikwijdte: Scope
    datum: str
    ethiek: str
    bewaren_tot: str
    ingetrokken_op: str = ""

    @property
    def ring(self) -> Ring:
        """The widest ring in which material under this consent may be seen."""
        return RING_OF_SCOPE[self.reikwijdte]


Ledger = Mapping[str, Toestemming]


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing that a link may point to: its IRI, its class (local name) and the ring from which it can be seen."""

    iri: str
    soort: str
    ring: Ring


@dataclass(frozen=True, slots=True)
class VerbindingRecord:
    """One link of a card: relation, what it points to, why, and who made and reviewed it (codes, never names)."""

    relatie: str
    toelichting: str
    status: str
    doel: Reference | None = None
    vraag: str | None = None
    zoekbereik: str | None = None
    zoekdatum: str | None = None
    gezocht_door: str | None = None
    directheid: str | None = None
    zekerheid: str | None = None
    gemaakt_door: str | None = None
    beoordeeld_door: str | None = None
    ingelezen_op: str | None = None


@dataclass(frozen=True, slots=True)
class Kaart:
    """One card of handelingskennis. Concept fields hold IRIs; text fields hold the professional's own words."""

    kaart_id: str
    place: str
    titel: str
    handeling: str
    waarom: str
    zichtbaarheid: Ring
    toestemming: str
    elementen: tuple[str, ...]
    situaties: tuple[str, ...] = ()
    clienttypen: tuple[str, ...] = ()
    contexten: tuple[str, ...] = ()
    mechanismen: tuple[str, ...] = ()
    bewering: str | None = None
    gevolg: str | None = None
    voorwaarde: str | None = None
    grens: str | None = None
    kritiek_moment: str | None = None
    situatie_toelichting: str | None = None
    instrument: str | None = None
    beroep: str | None = None
    ervaring: str | None = None
    methode: str | None = None
    geleerd_van: str | None = None
    geleerd_toelichting: str | None = None
    datum: str | None = None
    status: str = "concept"
    illustratief: bool = False
    verbindingen: tuple[VerbindingRecord, ...] = ()
    professional: str | None = None


@dataclass(frozen=True, slots=True)
class BronRecord:
    """One source as a bibliography gives it; every field is text as printed. `soort` is a class of the ontology.

    `publicatietype` is a type of CSL, `ook_bekend_als` the ids of records that were the same work. Names are `Family, Given`
    with semicolons between.
    """

    bron_id: str
    place: str
    titel: str
    soort: str = "Onderzoeksbron"
    auteurs: str | None = None
    jaar: str | None = None
    verschenen_in: str | None = None
    bladzijden: str | None = None
    doi: str | None = None
    taal: str | None = None
    verificatie: str = "niet-geverifieerd"
    niet_geverifieerd: tuple[str, ...] = ()
    ingetrokken: bool = False
    deel: str | None = None
    nummer: str | None = None
    uitgever: str | None = None
    redacteuren: str | None = None
    publicatietype: str | None = None
    url: str | None = None
    pmid: str | None = None
    trefwoorden: tuple[str, ...] = ()
    ook_bekend_als: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of one contribution: its key, file, hash, format, time, counts and the identifiers it brings."""

    sleutel: str
    bestand: str
    sha256: str
    format: str
    ingelezen_op: str
    illustratief: bool
    gelezen: int
    tripels: int
    identifiers: Mapping[str, Reference] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flag:
    """A place where a person must decide: kind, cell, first and last character (end exclusive), and a keyed hash of the words."""

    kind: str
    where: str
    start: int
    end: int
    mark: str


Outcome = Literal["opgenomen", "vervangen", "ongewijzigd", "geweigerd", "wacht"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """How one file fared, in counts that add up: read = stored + merged + refused one by one + left out, when it was taken in.

    `faults` made the whole file be refused; `geweigerd` holds what was refused record by record while the rest went on;
    `overgeslagen` counts by kind what has no place in the graph; `vlaggen` are the places that wait for a decision.
    """

    bestand: Path
    outcome: Outcome
    format: str
    gelezen: int
    opgeslagen: int
    tripels: int
    sleutel: str = ""
    faults: tuple[Fault, ...] = ()
    notes: tuple[Text, ...] = ()
    geweigerd: tuple[Fault, ...] = ()
    overgeslagen: Mapping[str, int] = field(default_factory=dict)
    vlaggen: tuple[Flag, ...] = ()

    def reasons(self) -> dict[str, int]:
        """Return how many faults there are of each kind, those of single records among them."""
        counts: dict[str, int] = {}
        for fault in (*self.faults, *self.geweigerd):
            counts[fault.code] = counts.get(fault.code, 0) + 1
        return counts
