"""A code book on the screen: each code with its proposals or what was decided, and the concepts to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from dww_graph import intake
from dww_graph.codebook import ALLOWED, Regel
from dww_graph.map.koppeling import MATCHES, NONE, Koppeling
from dww_graph.sorting import dutch_key

LATER, OTHER = "later", "ander"
VIEWS: Final = ("wacht", "besloten", "alle")
Choice = tuple[str, str]
"""What was chosen for a code: the IRI of a concept or `geen`, and the kind of match."""


@dataclass(frozen=True, slots=True)
class Option:
    """A concept for a code: its IRI, label and kind of match; `score` is how sure a proposal is, "" once it was decided."""

    concept: str
    label: str
    match: str
    score: str = ""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code: key, name, the names above it, and its options; `decided` when a person chose them (none stands for no match)."""

    key: str
    name: str
    above: str
    options: tuple[Option, ...]
    decided: bool
    no_match: bool


def code_rows(rows: Iterable[Regel]) -> tuple[CodeRow, ...]:
    """Return one row a code, in the order of the code book."""
    found: dict[str, list[Regel]] = {}
    for row in rows:
        found.setdefault(row.code, []).append(row)
    return tuple(_row(each) for each in found.values())


def _row(rows: Sequence[Regel]) -> CodeRow:
    first = rows[0]
    above, _, name = first.pad.rpartition("/")
    decided = any(row.besloten for row in rows)
    chosen = [row for row in rows if row.begrip != NONE]
    options = tuple(Option(row.begrip, row.begrip_label, row.relatie, "" if decided else row.zekerheid) for row in chosen)
    return CodeRow(first.code, name, above.replace("/", " › "), options, decided, decided and not chosen)


def in_view(rows: Iterable[CodeRow], view: str) -> tuple[CodeRow, ...]:
    """Return the rows of a view: those that wait, those that were decided, or all."""
    return tuple(row for row in rows if view == "alle" or row.decided == (view == "besloten"))


def concepts(label: Callable[[str], str]) -> dict[str, str]:
    """Return the concepts that a code may be mapped to, by IRI with their label, in order of label."""
    vocabulary = intake.load_vocabulary()
    iris = {iri for scheme in ALLOWED for found in vocabulary.found.get(scheme, {}).values() for iri in found}
    named = {iri: label(iri) for iri in iris}
    return dict(sorted(named.items(), key=lambda pair: dutch_key(pair[1])))


def decisions(chosen: Mapping[str, Choice], door: str) -> list[Koppeling]:
    """Return what was chosen as decisions of today."""
    today = datetime.now(UTC).date().isoformat()
    return [
        Koppeling(code, concept, match if match in MATCHES else NONE, door, today) for code, (concept, match) in chosen.items()
    ]
