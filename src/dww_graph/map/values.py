"""Cells → values, field by field. Every fault names cell, reason, what was expected and the remedy."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dww_graph import terms
from dww_graph.errors import Fault, Text
from dww_graph.fields import RELATION_WORDS, Field
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import Cell, RawRecord

_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")
_DUTCH = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


@dataclass(slots=True)
class Values:
    """The values of one record as they are read, and the faults met on the way."""

    found: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def one(self, name: str) -> str | None:
        """Return the first value of a field, or None."""
        found = self.found.get(name)
        return found[0] if found else None

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a field."""
        return self.found.get(name, ())


def read_fields(
    record: RawRecord, fields: Iterable[Field], vocabulary: Vocabulary, name: str, today: datetime.date
) -> Values:
    """Return the values of a record; `name` is the file, for the place of a field that is absent."""
    values = Values()
    for spec in fields:
        cells = [cell for cell in record.cells.get(spec.name, ()) if cell.text]
        if not cells:
            if spec.required:
                values.faults.append(_missing(spec, _place(record, spec, name)))
            continue
        if len(cells) > 1 and not spec.many:
            values.faults.append(_too_many(cells[1], spec))
        kept: list[str] = []
        for cell in cells:
            value = _value(cell, spec, vocabulary, today)
            if isinstance(value, str):
                kept.append(value)
            else:
                values.faults.append(value)
        values.found[spec.name] = tuple(kept if spec.many else kept[:1])
    return values


def _place(record: RawRecord, spec: Field, name: str) -> str:
    cells = record.cells.get(spec.name)
    return cells[0].where if cells else f"{name}, {record.place}, {spec.name}"


def _value(cell: Cell, spec: Field, vocabulary: Vocabulary, today: datetime.date) -> str | Fault:
    if spec.kind == "concept":
        return _concept(cell, spec, vocabulary)
    if spec.kind == "date":
        return _date(cell, today)
    if spec.kind == "choice":
        return cell.text.lower() if cell.text.lower() in spec.choices else _no_choice(cell, spec.choices)
    if spec.kind == "id" and not _ID.match(cell.text):
        return _bad_id(cell, spec)
    return _sized(cell, spec)


def _concept(cell: Cell, spec: Field, vocabulary: Vocabulary) -> str | Fault:
    text = RELATION_WORDS.get(cell.text.lower(), cell.text) if spec.name == "relatie" else cell.text
    hits = vocabulary.find(text, spec.schemes)
    if len(hits) == 1:
        return hits[0]
    if len(hits) > 1:
        return _ambiguous(cell, hits)
    return _unknown(cell, spec, vocabulary.suggest(text, spec.schemes))


def _sized(cell: Cell, spec: Field) -> str | Fault:
    size = len(cell.text)
    if spec.shortest <= size <= spec.longest:
        return cell.text
    code = "te-lang" if size > spec.longest else "te-kort"
    return Fault(
        code,
        Text(f"{spec.label.nl}: {size} tekens.", f"{spec.label.en}: {size} characters."),
        cell.where,
        Text(f"{spec.shortest} tot {spec.longest} tekens", f"{spec.shortest} to {spec.longest} characters"),
        Text("Kort de tekst in, of maak er twee kaarten van.", "Shorten the text, or make two cards of it.")
        if code == "te-lang"
        else Text("Schrijf het vollediger op.", "Write it out more fully."),
    )


def _date(cell: Cell, today: datetime.date) -> str | Fault:
    day = _parsed(cell.text)
    if day is None:
        return Fault(
            "geen-datum",
            Text(f"'{cell.text[:20]}' is geen bestaande datum.", f"'{cell.text[:20]}' is not an existing date."),
            cell.where,
            Text("d-m-jjjj, bijvoorbeeld 3-2-2026", "d-m-yyyy, for example 3-2-2026"),
            Text("Verbeter de datum.", "Mend the date."),
        )
    if day > today:
        return Fault(
            "datum-in-toekomst",
            Text(f"{cell.text} ligt in de toekomst.", f"{cell.text} lies in the future."),
            cell.where,
            Text(f"vandaag ({today:%d-%m-%Y}) of eerder", f"today ({today:%d-%m-%Y}) or earlier"),
            Text("Verbeter de datum.", "Mend the date."),
        )
    return day.isoformat()


def _parsed(text: str) -> datetime.date | None:
    dutch, iso = _DUTCH.match(text), _ISO.match(text)
    parts: Sequence[str] = (dutch[3], dutch[2], dutch[1]) if dutch else (iso[1], iso[2], iso[3]) if iso else ()
    try:
        return datetime.date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def _missing(spec: Field, where: str) -> Fault:
    return Fault(
        "ontbreekt",
        Text(f"Hier ontbreekt: {spec.label.nl}.", f"Missing here: {spec.label.en}."),
        where,
        Text("dit veld is verplicht", "this field is required"),
        Text("Vul het in.", "Fill it in."),
    )


def _too_many(cell: Cell, spec: Field) -> Fault:
    return Fault(
        "te-veel-waarden",
        Text(f"Hier staat een tweede waarde voor: {spec.label.nl}.", f"A second value stands here for: {spec.label.en}."),
        cell.where,
        Text("één waarde", "one value"),
        Text("Kies er een, of maak er twee kaarten van.", "Choose one, or make two cards of it."),
    )


def _bad_id(cell: Cell, spec: Field) -> Fault:
    return Fault(
        "verkeerde-code",
        Text(f"{spec.label.nl}: deze code mag niet.", f"{spec.label.en}: this code is not allowed."),
        cell.where,
        Text("letters, cijfers en streepjes, zonder spaties", "letters, digits and hyphens, no spaces"),
        Text("Verbeter de code; gebruik nooit een naam.", "Mend the code; never use a name."),
    )


def _no_choice(cell: Cell, choices: Sequence[str]) -> Fault:
    told = ", ".join(choices)
    return Fault(
        "onbekende-keuze",
        Text(f"'{cell.text[:40]}' kan hier niet.", f"'{cell.text[:40]}' is not possible here."),
        cell.where,
        Text(f"een van: {told}", f"one of: {told}"),
        Text("Kies een van deze woorden.", "Choose one of these words."),
    )


def _unknown(cell: Cell, spec: Field, near: Sequence[str]) -> Fault:
    told = " / ".join(near)
    do = Text(f"Bedoelde u: {told}?", f"Did you mean: {told}?") if near else None
    word = spec.schemes[0]
    return Fault(
        "onbekende-term",
        Text(f"'{cell.text[:60]}' staat niet in de lijst {word}.", f"'{cell.text[:60]}' is not in the list {word}."),
        cell.where,
        Text(f"een begrip uit {word} (naam, code of sleutel)", f"a concept of {word} (name, code or key)"),
        do or Text("Zoek het begrip met: dww terms WOORD.", "Look the concept up: dww terms WORD."),
    )


def _ambiguous(cell: Cell, hits: Sequence[str]) -> Fault:
    keys = ", ".join(iri.rsplit("/", 1)[-1] for iri in hits)
    return Fault(
        "dubbelzinnig",
        Text(f"'{cell.text}' past bij meer dan één begrip.", f"'{cell.text}' fits more than one concept."),
        cell.where,
        Text(f"een van de sleutels: {keys}", f"one of the keys: {keys}"),
        Text("Schrijf de sleutel van het bedoelde begrip.", "Write the key of the concept you mean."),
    )


def used_twice(cell: Cell, seen: dict[str, str]) -> list[Fault]:
    """Return a fault when the id in a cell was used before; `seen` holds the place of every id, and gets this one too."""
    key = terms.key_of(cell.text)
    first = seen.setdefault(key, cell.where)
    return [] if first is cell.where else [_double(cell, first)]


def _double(cell: Cell, first: str) -> Fault:
    return Fault(
        "dubbel-nummer",
        Text(f"Het nummer {cell.text} staat hier voor de tweede keer.", f"The number {cell.text} is used twice."),
        cell.where,
        Text(f"elk nummer één keer (eerst in: {first})", f"each number once (first at: {first})"),
        Text("Geef deze kaart een eigen nummer.", "Give this card a number of its own."),
    )


