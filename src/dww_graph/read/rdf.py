"""RDF of others as records of one statement each: Turtle, TriG, N-Triples, N-Quads and JSON-LD. RDF/XML is not taken.

Statements come one by one; memory does not grow with the file (JSON-LD is held whole, as JSON must be). A node without an IRI
cannot be told apart from its like in the next file, so it is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain, count, repeat
from pathlib import Path
from typing import Final

from dww_graph import store
from dww_graph.answer import Iri
from dww_graph.errors import Fault, InputRefused, StoreError, Text
from dww_graph.model import Cell, Item, RawRecord
from dww_graph.read import jsonld
from dww_graph.read.decoding import normalised
from dww_graph.store import RELATIVE, Blank, Statement

LINES: Final = "application/n-quads"
TURTLE: Final = "application/trig"
JSON: Final = "application/ld+json"
_XML: Final = "rdf+xml"
_ENDINGS: Final = {".ttl": TURTLE, ".trig": TURTLE, ".nt": LINES, ".nq": LINES, ".jsonld": JSON}
_COMMENTS: Final = re.compile(r"\A(?:[ \t]*(?:#[^\n]*)?\n)*+")
_TURTLE: Final = re.compile(
    r"\s*(?:@prefix\s|@base\s|@version\s|(?i:prefix\s+[\w.-]*:\s*<|base\s+<|graph\s+<)|"
    r"(?:<[^<>\s]+:[^<>\s]*>|_:\w+)\s+(?:<[^<>\s]+:|a\s))"
)
_ONE_LINE: Final = re.compile(r"\s*(?:<[^<>]*>|_:\S+)[ \t]+<[^<>]*>[ \t]+\S[^\n]*\.[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_JSON: Final = re.compile(r'\s*[\[{][\s\S]*"@(?:context|graph|id|type)"\s*:')
_RDF_XML: Final = re.compile(r'<(?:\w+:)?RDF[\s>][\s\S]*"http://www\.w3\.org/1999/02/22-rdf-syntax-ns#"')
_LIBRARY: Final = ("http://www.zotero.org/namespaces/", "http://purl.org/net/biblio#", "http://purl.org/ontology/bibo/")
_BLANK, _RELATIVE = "lege-knoop", "half-adres"


def recognises(head: bytes, path: Path) -> bool:
    """True for RDF by what it opens with; an RDF ending decides where that does not tell. Zotero's RDF is not meant."""
    return _syntax(head, path) is not None


def read(path: Path) -> Iterator[Item]:
    """Yield one record of kind `tripel` a statement, then faults and notes over the whole file."""
    with path.open("rb") as file:
        syntax = _syntax(file.read(4096), path)
    if syntax == _XML:
        yield _no_rdf_xml(path.name)
        return
    source: Path | bytes = path
    if syntax == JSON:
        try:
            source, said = jsonld.prepared(path)
        except InputRefused as refused:
            source, said = b"", refused.faults
        yield from said
        if not source:
            return
    yield from _Reading(path, syntax or TURTLE).items(source)


def _syntax(head: bytes, path: Path) -> str | None:
    """Return the media type by which a file is parsed: TriG holds Turtle, N-Quads holds N-Triples."""
    text = _COMMENTS.sub("", _as_text(head))
    ending = _ENDINGS.get(path.suffix.lower())
    if _RDF_XML.search(text):
        return None if any(name in text for name in _LIBRARY) else _XML
    if _JSON.match(text):
        return JSON
    if _TURTLE.match(text):
        return LINES if ending != TURTLE and _ONE_LINE.match(text) else TURTLE
    return ending if ending != JSON or text.lstrip().startswith(("{", "[")) else None


def _as_text(head: bytes) -> str:
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


class _Reading:
    """Reads one file; keeps how often, and where first, something stood in it that is told at the end."""

    def __init__(self, path: Path, syntax: str) -> None:
        self._path, self._syntax, self._graphs = path, syntax, 0
        self._met: dict[str, tuple[str, int]] = {}

    def items(self, source: Path | bytes) -> Iterator[Item]:
        """Yield the records, then what is to be told."""
        statements = store.parse_stream(source, self._syntax)
        try:
            for place, statement in zip(chain(self._places(), repeat("einde")), statements, strict=False):
                self._graphs += bool(statement.graph)
                wrong = _wrong(statement)
                if wrong:
                    first, number = self._met.get(wrong, (place, 0))
                    self._met[wrong] = (first, number + 1)
                else:
                    yield self._record(place, statement)
        except StoreError as error:
            yield _not_rdf(error, f"{self._path.name}, {error.where}" if error.where else self._path.name)
        yield from self._told()

    def _told(self) -> Iterator[Item]:
        for code, (place, number) in self._met.items():
            yield _no_iri(code, f"{self._path.name}, {place}", number)
        if self._graphs:
            yield Text(
                f"{self._graphs} uitspraken stonden in een graaf met een naam; die naam is niet bewaard.",
                f"{self._graphs} statements stood in a named graph; that name was not kept.",
            )

    def _places(self) -> Iterator[str]:
        if self._syntax != LINES:
            yield from (f"tripel {number}" for number in count(1))
            return
        with self._path.open(encoding="utf-8-sig", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if line.strip() and not line.lstrip().startswith(("#", "VERSION")):
                    yield f"regel {number}"

    def _record(self, place: str, statement: Statement) -> RawRecord:
        subject, value = statement.subject, statement.object
        assert isinstance(subject, Iri)
        assert not isinstance(value, Blank)
        said = {"onderwerp": subject.value, "eigenschap": statement.predicate.value}
        if isinstance(value, Iri):
            said |= {"waarde": value.value, "soort": "iri"}
        else:
            said |= {"waarde": normalised(value.value), "soort": "tekst"}
            said |= {"taal": value.lang} if value.lang else {"datatype": value.datatype} if value.datatype else {}
        where = f"{self._path.name}, {place}"
        return RawRecord("tripel", place, {name: (Cell(text, f"{where}, {name}"),) for name, text in said.items()})


def _wrong(statement: Statement) -> str:
    if isinstance(statement.subject, Blank) or isinstance(statement.object, Blank):
        return _BLANK
    parts = (statement.subject, statement.predicate, statement.object)
    return _RELATIVE if any(isinstance(part, Iri) and part.value.startswith(RELATIVE) for part in parts) else ""


def _no_rdf_xml(name: str) -> Fault:
    return Fault(
        "rdf-xml",
        Text("Dit is RDF/XML; die vorm lezen we niet.", "This is RDF/XML; we do not read that form."),
        name,
        Text("Turtle (.ttl), TriG, N-Triples, N-Quads of JSON-LD", "Turtle (.ttl), TriG, N-Triples, N-Quads or JSON-LD"),
        Text("Zet het om naar Turtle, bijvoorbeeld met het programma waaruit het komt.",
             "Convert it to Turtle, for example with the program it comes from."),
    )


def _not_rdf(error: StoreError, where: str) -> Fault:
    return Fault(
        "kapotte-rdf",
        error.what,
        where,
        Text("geldige Turtle, TriG, N-Triples, N-Quads of JSON-LD, in UTF-8",
             "valid Turtle, TriG, N-Triples, N-Quads or JSON-LD, in UTF-8"),
        Text("Verbeter het bestand op die plaats, of exporteer het opnieuw.", "Mend the file at that place, or export it again."),
    )


def _no_iri(code: str, where: str, number: int) -> Fault:
    blank = Text(f"{number} uitspraken gaan over een knoop zonder eigen adres (IRI).",
                 f"{number} statements are about a node without an IRI of its own.")
    half = Text(f"{number} uitspraken noemen een adres (IRI) dat niet volledig is.",
                f"{number} statements name an IRI that is not complete.")
    return Fault(
        code,
        blank if code == _BLANK else half,
        where,
        Text("een volledig adres, zoals https://w3id.org/dww/id/bron/mijn-bron",
             "a full IRI, like https://w3id.org/dww/id/bron/mijn-bron"),
        Text("Geef elke knoop een eigen adres, ook wat nu tussen [ ] of ( ) staat of met _: begint.",
             "Give every node an IRI of its own, also what now stands between [ ] or ( ) or starts with _:."),
    )
