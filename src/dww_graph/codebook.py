"""The code book of a project against the concepts of the programme: an SSSOM table, proposed by names, decided by people.

    propose(codes, vocabulary) → rows        to_sssom / from_sssom: the table as a file        decided(rows) → decisions

A row is only a proposal until somebody puts a code in `author_id` (or sets the justification to ManualMappingCuration). "No
match" is a decision too: `sssom:NoTermFound`. A code is known by its path, so two codes of one name are two rows.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rapidfuzz import fuzz, process

from dww_graph import terms
from dww_graph.errors import Fault, Text
from dww_graph.map.codering import code_key, name_of
from dww_graph.map.koppeling import MATCHES, NONE, Koppeling
from dww_graph.map.vocabulary import Vocabulary, normal

PROPOSED = ("elementen", "situaties", "clienttypen")
ALLOWED = (*PROPOSED, "kernelementen")
COLUMNS = ("subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "confidence",
           "author_id", "mapping_date", "comment")
NO_TERM = "sssom:NoTermFound"
BY_HAND, BY_NAME = "semapv:ManualMappingCuration", "semapv:LexicalMatching"
_PREFIXES = {
    "code": f"{terms.ID}code/",
    "clienttype": f"{terms.ID}clienttype/",
    "element": f"{terms.ID}element/",
    "medewerker": f"{terms.ID}medewerker/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "situatie": f"{terms.ID}situatie/",
    "skos": terms.PREFIXES["skos"],
    "sssom": "https://w3id.org/sssom/",
}
_ABOUT = (
    "Codes of a research project against the concepts of DOEN WAT WERKT. A row is a proposal until author_id is filled; "
    f"{NO_TERM} says that nothing matches."
)
_NEAR, _MOST = 80, 3
_LIVE = ("=", "+", "-", "@")
_PERSON = re.compile(r"^[a-z0-9][a-z0-9-]{1,39}$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of the table: code (its key) and path, kind of match, IRI of the concept (or `geen`), and how it came about.

    `door` and `datum` are filled once it is decided; `zekerheid` is a number between 0 and 1 as text, of a proposal only.
    """

    code: str
    pad: str
    relatie: str
    begrip: str
    begrip_label: str = ""
    met_de_hand: bool = False
    zekerheid: str = ""
    door: str = ""
    datum: str = ""
    opmerking: str = ""
    where: str = ""

    @property
    def besloten(self) -> bool:
        """True when a person put a name to this row, or marked it as chosen by hand."""
        return self.met_de_hand or bool(self.door)


# Proposals


def propose(paths: Iterable[str], vocabulary: Vocabulary) -> list[Regel]:
    """Return proposals for codes, given by path: the same name (exact), else up to three near ones, else "no term found".

    Names are labels, synonyms, hidden labels, notations and keys of elements, situations and client types. Nothing is decided.
    """
    return [row for pad in paths for row in _proposals(pad, vocabulary)]


def _proposals(pad: str, vocabulary: Vocabulary) -> Iterator[Regel]:
    name = name_of(pad)
    exact = vocabulary.find(name, PROPOSED)
    near = [] if exact else list(_near(name, vocabulary))
    for iri in exact:
        label = vocabulary.labels.get(iri, "")
        yield Regel(code_key(pad), pad, "exactMatch", iri, label, zekerheid="0.95" if normal(label) == normal(name) else "0.85")
    for iri, score in near:
        yield Regel(code_key(pad), pad, "closeMatch", iri, vocabulary.labels.get(iri, ""), zekerheid=f"{0.8 * score / 100:.2f}")
    if not exact and not near:
        yield Regel(code_key(pad), pad, "exactMatch", NONE)


def _near(name: str, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
    """Yield the nearest concepts, best first, each once."""
    names = {known: iris for scheme in PROPOSED for known, iris in vocabulary.found.get(scheme, {}).items()}
    best: dict[str, float] = {}
    for known, score, _ in process.extract(normal(name), list(names), scorer=fuzz.token_sort_ratio, limit=12, score_cutoff=_NEAR):
        for iri in names[known]:
            best.setdefault(iri, score)
    yield from sorted(best.items(), key=lambda each: (-each[1], each[0]))[:_MOST]


# The table as a file


def to_sssom(rows: Iterable[Regel], sleutel: str, today: datetime.date) -> str:
    """Return the table as SSSOM TSV, with its header of comment lines; a cell that a spreadsheet would run gets an apostrophe."""
    out = io.StringIO(newline="")
    out.write(_head(sleutel, today))
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(map(_safe, _cells(row, sleutel)))
    return out.getvalue()


def _head(sleutel: str, today: datetime.date) -> str:
    lines = [
        f"mapping_set_id: {terms.thing('codeboek', sleutel)}",
        f"mapping_set_description: {_ABOUT}",
        "license: https://w3id.org/sssom/license/unspecified",
        f"mapping_date: {today.isoformat()}",
        f"subject_source: {terms.thing('codeboek', sleutel)}",
        f"object_source: {terms.BASE}def",
        "curie_map:",
        *(f"  {prefix}: {base}" for prefix, base in sorted(_PREFIXES.items())),
    ]
    return "".join(f"#{line}\n" for line in lines)


def _cells(row: Regel, sleutel: str) -> Sequence[str]:
    return (
        f"code:{sleutel}-{row.code}", row.pad, f"skos:{row.relatie}", _curie(row.begrip), row.begrip_label,
        BY_HAND if row.besloten else BY_NAME, "" if row.besloten else row.zekerheid,
        f"medewerker:{row.door}" if row.door else "", row.datum, row.opmerking,
    )


def _curie(begrip: str) -> str:
    if begrip == NONE:
        return NO_TERM
    kind, key = begrip.removeprefix(terms.ID).split("/", 1)
    return f"{kind}:{key}"


def _safe(cell: str) -> str:
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(_LIVE) else text


def from_sssom(
    text: str, name: str, sleutel: str, paths: Iterable[str], vocabulary: Vocabulary
) -> tuple[list[Regel], list[Fault]]:
    """Return the rows of a table and what is wrong with it; `paths` are the codes of the contribution. Every fault is told."""
    table = _Table(name, sleutel, {code_key(pad): pad for pad in paths}, vocabulary)
    lines = text.removeprefix("\ufeff").splitlines()
    skipped = sum(1 for _ in takewhile(lambda line: line.startswith("#"), lines))
    reader = csv.DictReader(lines[skipped:], delimiter="\t", strict=True)
    try:
        if absent := [column for column in COLUMNS[:6] if column not in (reader.fieldnames or ())]:
            return [], [_no_columns(name, absent)]
        rows = [table.row(cells, f"{name}, regel {skipped + reader.line_num}") for cells in reader]
    except csv.Error:
        return [], [_no_columns(name, [f"regel {skipped + reader.line_num}"])]
    kept = [row for row in rows if row]
    return kept, [*table.faults, *_together(kept)]


class _Table:
    """Reads the rows of one table, and keeps what is wrong with them."""

    def __init__(self, name: str, sleutel: str, codes: Mapping[str, str], vocabulary: Vocabulary) -> None:
        self.name, self.faults = name, list[Fault]()
        self._start, self._codes, self._vocabulary = f"code:{sleutel}-", codes, vocabulary

    def row(self, cells: Mapping[str, str | None], where: str) -> Regel | None:
        """Return one row, or None with its faults kept."""
        said = {column: (cells.get(column) or "").strip().removeprefix("'") for column in COLUMNS}
        code = said["subject_id"].removeprefix(self._start)
        relation, concept = said["predicate_id"].removeprefix("skos:"), self._concept(said, where)
        person = said["author_id"].removeprefix("medewerker:").lower()
        wrong = [
            *([] if code in self._codes else [_unknown_code(where, self._nearest(said["subject_label"]))]),
            *([] if relation in MATCHES else [_unknown_match(where)]),
            *([] if _PERSON.match(person) or not person else [_no_person_code(where)]),
            *([] if _is_day(said["mapping_date"]) else [_no_day(where)]),
        ]
        self.faults += wrong
        if wrong or concept is None:
            return None
        label = "" if concept == NONE else self._vocabulary.labels.get(concept, "")
        by_hand = said["mapping_justification"] == BY_HAND
        return Regel(code, self._codes[code], relation, concept, label, by_hand, said["confidence"], person,
                     said["mapping_date"], said["comment"], where)

    def _concept(self, said: Mapping[str, str], where: str) -> str | None:
        text = said["object_id"]
        if text == NO_TERM:
            return NONE
        prefix, _, key = text.partition(":")
        full = _PREFIXES[prefix] + key if prefix in _PREFIXES else text
        found = self._vocabulary.find(full, ALLOWED) if text else ()
        if len(found) != 1:
            near = self._vocabulary.suggest(said["object_label"] or key or text, ALLOWED)
            self.faults.append(_unknown_concept(where, found or near))
            return None
        return found[0]

    def _nearest(self, label: str) -> str | None:
        near = process.extractOne(label, list(self._codes.values()), scorer=fuzz.ratio, score_cutoff=60)
        return near[0] if near else None


def _is_day(text: str) -> bool:
    try:
        return not text or bool(_ISO.match(text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _together(rows: Sequence[Regel]) -> Iterator[Fault]:
    """Yield what rows have against one another: the same pair twice, or a code that matches and matches nothing."""
    first: dict[tuple[str, str], Regel] = {}
    decided: defaultdict[str, list[Regel]] = defaultdict(list)
    for row in rows:
        if before := first.get((row.code, row.begrip)):
            yield _twice(row.where, before.where)
        first.setdefault((row.code, row.begrip), row)
        if row.besloten:
            decided[row.code].append(row)
    for each in decided.values():
        none = [row for row in each if row.begrip == NONE]
        if none and len(none) < len(each):
            yield _both(none[0].where, next(row for row in each if row.begrip != NONE).where)


# Decisions


def decided(rows: Iterable[Regel], door: str, today: datetime.date) -> list[Koppeling]:
    """Return the decisions in a table; a row marked by hand without a name or day gets `door` (a code) and today."""
    signed = (replace(row, door=row.door or door, datum=row.datum or today.isoformat()) for row in rows if row.besloten)
    return [Koppeling(row.code, row.begrip, NONE if row.begrip == NONE else row.relatie, row.door, row.datum) for row in signed]


def with_decisions(
    rows: Iterable[Regel], held: Mapping[str, Sequence[Koppeling]], vocabulary: Vocabulary
) -> list[Regel]:
    """Return proposals with what was decided before in their place: a code with decisions shows those, and no proposals."""
    found: list[Regel] = []
    told: set[str] = set()
    for row in rows:
        if row.code not in held:
            found.append(row)
        elif row.code not in told:
            told.add(row.code)
            found += [_as_row(each, row.pad, vocabulary) for each in held[row.code]]
    return found


def _as_row(each: Koppeling, pad: str, vocabulary: Vocabulary) -> Regel:
    relation = "exactMatch" if each.begrip == NONE else each.relatie
    label = vocabulary.labels.get(each.begrip, "")
    return Regel(each.code, pad, relation, each.begrip, label, met_de_hand=True, door=each.door, datum=each.datum)


# Faults


def _no_columns(name: str, absent: Sequence[str]) -> Fault:
    told = ", ".join(absent)
    return Fault(
        "kolom-ontbreekt",
        Text(f"In deze tabel ontbreekt: {told}.", f"Missing in this table: {told}."),
        name,
        Text("een tabel van dww map, met tabs tussen de kolommen", "a table of dww map, with tabs between the columns"),
        Text("Maak een nieuwe: dww map SLEUTEL --propose BESTAND.tsv.", "Make a new one: dww map KEY --propose FILE.tsv."),
    )


def _unknown_code(where: str, near: str | None) -> Fault:
    do = Text(f"Bedoelde u: {near}?", f"Did you mean: {near}?") if near else None
    return Fault(
        "onbekende-onderzoekscode",
        Text("Deze code staat niet in het codeboek van de bijdrage.", "This code is not in the code book of the contribution."),
        f"{where}, subject_id",
        Text("een code uit de tabel van dww map", "a code from the table of dww map"),
        do or Text("Maak een nieuwe tabel: dww map SLEUTEL --propose BESTAND.tsv.",
                   "Make a new table: dww map KEY --propose FILE.tsv."),
    )


def _unknown_concept(where: str, near: Sequence[str]) -> Fault:
    told = " / ".join(each.rsplit("/", 1)[-1] for each in near)
    do = Text(f"Bedoelde u: {told}?", f"Did you mean: {told}?") if near else None
    return Fault(
        "onbekende-term",
        Text("Dit is niet één begrip uit de lijsten.", "This is not one concept of the schemes."),
        f"{where}, object_id",
        Text(f"een werkzaam element, situatie of cliënttype, of {NO_TERM}",
             f"an effective element, situation or client type, or {NO_TERM}"),
        do or Text("Zoek het begrip met: dww terms WOORD.", "Look the concept up: dww terms WORD."),
    )


def _unknown_match(where: str) -> Fault:
    told = ", ".join(f"skos:{each}" for each in MATCHES)
    return Fault(
        "onbekende-keuze",
        Text("Deze soort overeenkomst bestaat hier niet.", "This kind of match does not exist here."),
        f"{where}, predicate_id",
        Text(f"een van: {told}", f"one of: {told}"),
        Text("Kies een van deze.", "Choose one of these."),
    )


def _no_person_code(where: str) -> Fault:
    return Fault(
        "verkeerde-code",
        Text("Hier hoort de code van een medewerker, geen naam.", "The code of a staff member belongs here, not a name."),
        f"{where}, author_id",
        Text("letters, cijfers en streepjes, bijvoorbeeld redactie-1", "letters, digits and hyphens, for example redactie-1"),
        Text("Schrijf de code.", "Write the code."),
    )


def _no_day(where: str) -> Fault:
    return Fault(
        "geen-datum",
        Text("Dit is geen bestaande datum.", "This is not an existing date."),
        f"{where}, mapping_date",
        Text("jjjj-mm-dd, bijvoorbeeld 2026-11-23", "yyyy-mm-dd, for example 2026-11-23"),
        Text("Verbeter de datum, of laat hem leeg.", "Mend the date, or leave it empty."),
    )


def _twice(where: str, before: str) -> Fault:
    return Fault(
        "dubbele-regel",
        Text("Deze code en dit begrip staan al in een andere regel.", "This code and this concept already stand in another row."),
        where,
        Text(f"elk paar één keer (eerst in: {before})", f"each pair once (first at: {before})"),
        Text("Haal een van de twee weg.", "Remove one of the two."),
    )


def _both(where: str, other: str) -> Fault:
    return Fault(
        "tegenstrijdig-besluit",
        Text("Deze code komt volgens de tabel wel én niet overeen met een begrip.",
             "According to the table this code does and does not match a concept."),
        where,
        Text(f"of {NO_TERM}, of een begrip (zie ook: {other})", f"either {NO_TERM} or a concept (see also: {other})"),
        Text("Maak van een van de twee weer een voorstel, of haal hem weg.",
             "Make one of the two a proposal again, or remove it."),
    )
