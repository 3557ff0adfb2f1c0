"""Answers: RDF terms as plain values, rows with their origin, and the forms in which a person takes them along."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from typing import Literal as OneOf

XSD = "http://www.w3.org/2001/XMLSchema#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


@dataclass(frozen=True, slots=True)
class Iri:
    """A resource, by its full IRI."""

    value: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value: its text, its datatype IRI (None: plain string) and its language."""

    value: str
    datatype: str | None = None
    lang: str | None = None


Node = Iri | Literal
Row = tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class Triple:
    """One statement of a CONSTRUCT or DESCRIBE answer."""

    subject: Iri
    predicate: Iri
    object: Node


@dataclass(frozen=True, slots=True)
class Result:
    """What the engine gave back: rows, a yes or no, or triples; exactly one of the three is filled, as `kind` says."""

    kind: OneOf["select", "ask", "construct"]
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something in a row came from: contribution key, file, and the row or line in it.

    `mark` says in the reader's language that it was invented; empty for what is real. `state` says that it is a draft or that a
    program proposed it; empty for what a person stands for.
    """

    bijdrage: str
    bestand: str
    vindplaats: str
    mark: str = ""
    state: str = ""

    def __str__(self) -> str:
        """Return the origin as a person reads it: file, place in it, and that it is invented, a draft or made by a program."""
        told = "; ".join(part for part in (self.vindplaats, self.mark, self.state) if part)
        return f"{self.bestand} ({told})" if told else self.bestand


@dataclass(frozen=True, slots=True)
class Citation:
    """All that is needed to repeat an answer: question, parameters, generation, ring, date and query text."""

    question: str
    params: Mapping[str, str]
    generation: int
    ring: str
    date: str
    query: str

    def __str__(self) -> str:
        """Return the citation in one line."""
        params = "; ".join(f"{name}={value}" for name, value in sorted(self.params.items()))
        what = f"{self.question} ({params})" if params else self.question
        return f"DOEN WAT WERKT-kennisgraaf, generatie {self.generation:04d} ({self.date}), ring {self.ring}: {what}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A table of terms. `labels` names the IRIs, `heads` the columns, in the reader's language; `origins` one tuple a row."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    labels: Mapping[str, str]
    heads: Mapping[str, str]
    origins: tuple[tuple[Origin, ...], ...]
    citation: Citation
    boolean: bool | None = None
    triples: tuple[Triple, ...] = field(default=())

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def text(self, node: Node | None) -> str:
        """Return a cell as a person reads it: the label of an IRI, the text of a value, empty for nothing."""
        if node is None:
            return ""
        return self.labels.get(node.value, node.value) if isinstance(node, Iri) else node.value

    def records(self) -> list[dict[str, str]]:
        """Return the rows as dictionaries from column to readable text."""
        return [dict(zip(self.columns, map(self.text, row), strict=True)) for row in self.rows]

    @property
    def marks(self) -> tuple[str, ...]:
        """Whether each row rests on something invented, in the reader's words; empty for a row that does not."""
        return tuple(next((origin.mark for origin in origins if origin.mark), "") for origins in self._origins())

    def column(self, name: str) -> tuple[Node | None, ...]:
        """Return one column as terms."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def to_csv(self) -> str:
        """Return CSV (comma, CRLF): each column as text, each IRI column also as `<name>_iri`, last the origin; or true/false."""
        if self.boolean is not None:
            return f"{str(self.boolean).lower()}\r\n"
        iris = [name for name in self.columns if any(isinstance(node, Iri) for node in self.column(name))]
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([*self.columns, *(f"{name}_iri" for name in iris), "herkomst"])
        for row, origins in zip(self.rows, self._origins(), strict=True):
            cells = dict(zip(self.columns, row, strict=True))
            links = [node.value if (node := cells[name]) else "" for name in iris]
            writer.writerow([*map(self._safe, row), *links, "; ".join(map(str, origins))])
        return out.getvalue()

    def to_json(self) -> str:
        """Return SPARQL 1.1 JSON results, with the labels, the origin of each row and the citation beside them."""
        bindings = [self._binding(row) for row in self.rows]
        body: dict[str, Any] = {"head": {"vars": list(self.columns)}}
        if self.boolean is not None:
            body["boolean"] = self.boolean
        else:
            body["results"] = {"bindings": bindings}
        body["labels"] = dict(self.labels)
        body["herkomst"] = [[str(origin) for origin in origins] for origins in self._origins()]
        body["citatie"] = str(self.citation)
        return json.dumps(body, ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """Return Turtle: the triples of a CONSTRUCT answer, otherwise the W3C result-set vocabulary."""
        cited = f"# {self.citation}\n"
        if self.triples:
            lines = [" ".join(map(_turtle, (each.subject, each.predicate, each.object))) for each in self.triples]
            return cited + "".join(f"{line} .\n" for line in lines)
        if self.boolean is not None:
            return f"{cited}@prefix rs: <{RS}> .\n\n[] a rs:ResultSet ; rs:boolean {str(self.boolean).lower()} .\n"
        names = " , ".join(json.dumps(name) for name in self.columns)
        lines = [f"@prefix rs: <{RS}> .", "", "[] a rs:ResultSet ;", f"  rs:resultVariable {names}"]
        lines += [f" ;\n  rs:solution [ rs:binding {self._solution(row)} ]" for row in self.rows]
        return cited + "\n".join(lines[:4]) + "".join(lines[4:]) + " .\n"

    def to_frame(self, library: OneOf["pandas", "polars"] = "pandas") -> Any:
        """Return a pandas or polars data frame of the readable texts; raises ImportError when the library is absent."""
        if library == "polars":
            import polars

            return polars.DataFrame(self.records(), schema=list(self.columns))
        import pandas

        return pandas.DataFrame(self.records(), columns=list(self.columns))

    def _origins(self) -> tuple[tuple[Origin, ...], ...]:
        return self.origins or ((),) * len(self.rows)

    def _safe(self, node: Node | None) -> str:
        """Text for a spreadsheet: a leading formula sign gets an apostrophe, so that no cell runs."""
        text = self.text(node)
        return f"'{text}" if text[:1] in ("=", "+", "@", "\t", "\r") or (text.startswith("-") and len(text) > 1) else text

    def _binding(self, row: Row) -> dict[str, dict[str, str]]:
        return {name: json_term(node) for name, node in zip(self.columns, row, strict=True) if node is not None}

    def _solution(self, row: Row) -> str:
        bound = [(name, node) for name, node in zip(self.columns, row, strict=True) if node is not None]
        return " , ".join(f"[ rs:variable {json.dumps(name)} ; rs:value {_turtle(node)} ]" for name, node in bound)


def json_term(node: Node) -> dict[str, str]:
    """Return a term as SPARQL 1.1 JSON results write it."""
    if isinstance(node, Iri):
        blank = node.value.startswith("_:")
        return {"type": "bnode", "value": node.value[2:]} if blank else {"type": "uri", "value": node.value}
    term = {"type": "literal", "value": node.value}
    if node.lang:
        return term | {"xml:lang": node.lang}
    plain = node.datatype in (None, f"{XSD}string")
    return term if plain else term | {"datatype": str(node.datatype)}


def _turtle(node: Node) -> str:
    if isinstance(node, Iri):
        return f"<{node.value}>"
    text = json.dumps(node.value, ensure_ascii=False)
    if node.lang:
        return f"{text}@{node.lang}"
    return f"{text}^^<{node.datatype}>" if node.datatype and node.datatype != f"{XSD}string" else text
