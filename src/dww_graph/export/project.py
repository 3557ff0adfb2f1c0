"""The coded project of one contribution out of a graph, ready to be written as `.qdpx`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dww_graph import assets, terms
from dww_graph.answer import Iri, Node, Result
from dww_graph.export.qdpx import Bron, Code, Codering, Notitie, Project
from dww_graph.read.qda_records import NOBODY

Ask = Callable[[str, Mapping[str, Node]], Result]
_Row = Mapping[str, str]
_CODABLE = "true"


@dataclass(frozen=True, slots=True)
class Found:
    """A project, and how many codings are not in it: without a place in a text, or with words that were replaced for privacy."""

    project: Project
    zonder_plaats: int


def read_project(ask: Ask, sleutel: str) -> Found:
    """Return the coded project of a contribution, with `ask` as the query method of a store; empty when it has none.

    The names of texts are in ring beheer only; in the other rings a text is called `bron 1`, `bron 2`, in a fixed order.
    """
    codings = list(_rows(ask, "project-coderingen", sleutel))
    placed = [row for row in _once(codings, "codering") if _fits(row)]
    names = _names(list(_once(_rows(ask, "project-transcripten", sleutel), "transcript")))
    project = Project(
        sleutel,
        tuple(_code(row) for row in _once(_rows(ask, "project-codes", sleutel), "code")),
        tuple(_sources(names, placed)),
        tuple(_coding(row, names) for row in placed),
        tuple(_notes(list(_rows(ask, "project-notities", sleutel)), names)),
    )
    return Found(project, len({row["codering"] for row in codings}) - len(placed))


def _fits(row: _Row) -> bool:
    return bool(row["begin"]) and int(row["eind"]) - int(row["begin"]) == len(row["citaat"])


def _rows(ask: Ask, name: str, sleutel: str) -> Iterator[_Row]:
    result = ask(assets.read_text("queries", "bouw", f"{name}.rq"), {"inlezing": Iri(terms.thing("inlezing", sleutel))})
    for row in result.rows:
        yield {column: node.value if node else "" for column, node in zip(result.columns, row, strict=True)}


def _once(rows: Iterator[_Row] | Sequence[_Row], key: str) -> Iterator[_Row]:
    """Yield each thing once: what has two identifiers keeps the first."""
    seen: set[str] = set()
    for row in rows:
        if row[key] not in seen:
            seen.add(row[key])
            yield row


@dataclass(frozen=True, slots=True)
class _Text:
    """A transcript and what it is called in this file."""

    naam: str
    row: _Row


def _names(rows: Sequence[_Row]) -> dict[str, _Text]:
    return {row["transcript"]: _Text(row["naam"] or f"bron {number}", row) for number, row in enumerate(rows, 1)}


def _code(row: _Row) -> Code:
    codable = row["codeerbaar"] in ("", _CODABLE)
    return Code(row["pad"], row["omschrijving"], codable, row["guid"], row["kleur"])


def _sources(names: Mapping[str, _Text], placed: Sequence[_Row]) -> Iterator[Bron]:
    """The texts that can be told of: those with a length, checked when every coding in it was checked."""
    checked: defaultdict[str, bool] = defaultdict(lambda: True)
    for row in placed:
        checked[row["transcript"]] &= row["nagekeken"] == _CODABLE
    for iri, text in names.items():
        if text.row["lengte"]:
            yield Bron(text.naam, text.row["hash"], int(text.row["lengte"]), iri in checked and checked[iri])


def _coding(row: _Row, names: Mapping[str, _Text]) -> Codering:
    return Codering(
        names[row["transcript"]].naam, int(row["begin"]), int(row["eind"]), row["citaat"], row["pad"], _coder(row),
        row["datum"], row["guid"], row["voor"], row["na"],
    )


def _notes(rows: Sequence[_Row], names: Mapping[str, _Text]) -> Iterator[Notitie]:
    """The notes, each with all that it is about."""
    about: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        about[row["notitie"]][_subject(row, names)] = None
    for row in _once(rows, "notitie"):
        yield Notitie(row["tekst"], tuple(about[row["notitie"]]), _coder(row), row["datum"])


def _subject(row: _Row, names: Mapping[str, _Text]) -> str:
    if row["guid"]:
        return f"codering {row['guid']}"
    if row["pad"]:
        return f"code {row['pad']}"
    return f"bron {names[row['waarover']].naam}" if row["waarover"] in names else "project"


def _coder(row: _Row) -> str:
    return f"codeur {row['codeur']}" if row["codeur"] else NOBODY
