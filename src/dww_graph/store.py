"""The engine door: the only module of the product that holds a pyoxigraph store.

Rules it keeps (each measured): a published generation is only ever opened read-only and never beside a writer; parameters
are bound, never pasted; values come back as `answer.Iri` and `answer.Literal`, so that no engine type leaks upward.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import BinaryIO, TypeVar

import pyoxigraph as ox

from dww_graph.answer import Iri, Literal, Node, Result, Row, Triple
from dww_graph.errors import QueryRefused, StoreError, Text
from dww_graph.sorting import in_order

RESULT_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
RDF_FORMATS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}
_SUFFIXES = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".nq": ox.RdfFormat.N_QUADS}
_IN_LINES = (".nt", ".nq")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
T = TypeVar("T")
_SIZE = "SELECT (COUNT(*) AS ?aantal) WHERE { ?s ?p ?o }"
_BRIEF = 120
_AT_ONCE = 5000
_PIECE = 16 * 1024 * 1024
_LINES_AT_ONCE = 200_000
_PATIENCE = 10.0
RELATIVE = "relatief://x/"
_REASONS = {
    "prefix": Text("Een voorvoegsel is niet uitgelegd (er is geen @prefix voor).",
                   "A prefix is not explained (there is no @prefix for it)."),
    "UTF-8": Text("Dit bestand is niet in UTF-8 bewaard.", "This file was not saved as UTF-8."),
    "IRI": Text("Hier staat een adres (IRI) dat niet klopt of niet volledig is.",
                "Here is an address (IRI) that is wrong or not complete."),
    "LoadDocument": Text("Dit bestand haalt zijn uitleg (@context) van elders.", "This file takes its @context from elsewhere."),
    "": Text("Hier klopt de schrijfwijze niet.", "The notation is wrong here."),
}
_PLACE = re.compile(r"error at (\d+:\d+): (.*)", re.DOTALL)


class Store:
    """A set of triples with a query engine: in memory, or a directory on disk."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    @classmethod
    def in_memory(cls) -> Store:
        """Return an empty store in memory."""
        return cls(ox.Store())

    @classmethod
    def create(cls, path: Path) -> Store:
        """Return a new, writable store in the directory `path`."""
        return cls(_guarded(lambda: ox.Store(str(path)), path))

    @classmethod
    def open_read_only(cls, path: Path) -> Store:
        """Open a published store; raises StoreError when it is absent or damaged."""
        if not (path / "CURRENT").is_file():
            raise _damaged(path)
        try:
            return cls(ox.Store.read_only(str(path)))
        except (OSError, RuntimeError) as error:  # a lost file is an OSError, a corrupt one a RuntimeError
            raise _damaged(path) from error

    def __len__(self) -> int:
        """Return the number of triples that a question sees (the graph of derived statements repeats some of them)."""
        number = self.query(_SIZE).rows[0][0]
        return int(number.value) if number else 0

    def bulk_load(self, paths: Iterable[Path], graph: str | None = None) -> None:
        """Load Turtle, N-Triples or N-Quads files fast. Raises StoreError with line and column.

        Each file is all or nothing, but a large one in lines (N-Triples, N-Quads) goes in pieces, for that takes less memory: a
        piece that is broken leaves those before it in the store, and a blank node has no meaning outside its piece.
        """
        to_graph = ox.NamedNode(graph) if graph else None
        for path in paths:
            with path.open("rb") as file:
                for piece in _pieces(file) if path.suffix in _IN_LINES else (file,):
                    _guarded(partial(self._engine.bulk_load, piece, _SUFFIXES[path.suffix], to_graph=to_graph), path)

    def load_text(self, text: str, media_type: str = "text/turtle") -> None:
        """Load RDF from text, all or nothing."""
        _guarded(lambda: self._engine.load(text.encode(), RDF_FORMATS[media_type]), Path("tekst"))

    def add(self, triples: Iterable[Triple]) -> None:
        """Add triples to the default graph in one transaction."""
        self._engine.extend(ox.Quad(*_to_engine_triple(triple)) for triple in triples)

    def update(self, text: str) -> None:
        """Run one of our own updates (a compiled rule); never given text of a user."""
        self._engine.update(text)

    def query(self, text: str, substitutions: Mapping[str, Node] | None = None, max_rows: int | None = None) -> Result:
        """Run a query of ours with its parameters bound; fetch at most `max_rows` rows. Raises QueryRefused with the place."""
        bound: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
        bound = {ox.Variable(name): _to_engine(node) for name, node in (substitutions or {}).items()}
        try:
            found = self._engine.query(text, substitutions=bound)
        except (SyntaxError, ValueError) as error:
            raise syntax_error(error) from error
        return _to_result(found, max_rows)

    def answer(self, text: str, media_type: str) -> bytes:
        """Run a query and return the serialised answer (a key of RESULT_FORMATS or RDF_FORMATS)."""
        try:
            found = self._engine.query(text)
        except (SyntaxError, ValueError) as error:
            raise syntax_error(error) from error
        if isinstance(found, ox.QueryTriples):
            return found.serialize(format=RDF_FORMATS[media_type]) or b""
        return found.serialize(format=RESULT_FORMATS[media_type]) or b""

    def triples(self, subject: str | None = None, predicate: str | None = None) -> Iterator[Triple]:
        """Yield the triples of the default graph with this subject and this predicate."""
        of, with_ = (ox.NamedNode(part) if part else None for part in (subject, predicate))
        for quad in self._engine.quads_for_pattern(of, with_, None, ox.DefaultGraph()):
            yield _to_triple(quad.triple)

    def optimize(self) -> None:
        """Compact the files on disk; makes filtered queries many times faster."""
        done = Event()
        waker = Thread(target=self._keep_awake, args=(done,), daemon=True)
        waker.start()
        try:
            self._engine.flush()
        finally:
            done.set()
            waker.join()
        self._engine.optimize()

    def _keep_awake(self, done: Event) -> None:
        """Flush anew as long as a flush lasts: one that began while the engine flushed of its own accord can wait for ever."""
        while not done.wait(_PATIENCE):
            Thread(target=self._engine.flush, daemon=True).start()

    def backup(self, path: Path) -> None:
        """Write a copy that no writer touches (hard links where the file system allows)."""
        self._engine.backup(str(path))

    def dump(self, path: Path, media_type: str, graph: str | None = None) -> None:
        """Write the default graph (or `graph`) to a file; N-Quads and TriG hold every graph."""
        chosen = RDF_FORMATS[media_type]
        one = None if chosen.supports_datasets else ox.NamedNode(graph) if graph else ox.DefaultGraph()
        _guarded(lambda: self._engine.dump(str(path), chosen, from_graph=one), path)

    def canonical_lines(self) -> list[str]:
        """Return every quad as one N-Quads line, sorted by code point: the canonical form of data without blank nodes."""
        return sorted(f"{quad} ." for quad in self._engine)

    def fingerprint(self, folder: Path | None = None) -> str:
        """Return the SHA-256 of the canonical lines, each closed by a line feed; a large graph is sorted by files in `folder`."""
        digest = hashlib.sha256()
        with TemporaryDirectory(dir=folder) as name:
            path = Path(name) / "regels.nq"
            self.dump(path, "application/n-quads")
            with path.open("rb") as lines:
                for line in in_order(lines, folder, _LINES_AT_ONCE):
                    digest.update(line)
        return digest.hexdigest()


class TripleFile:
    """An N-Triples file that grows as triples come; memory does not grow with it. Raises StoreError for an invalid IRI."""

    def __init__(self, path: Path) -> None:
        self._path, self._file, self._waiting = path, path.open("w", encoding="utf-8", newline=""), list[str]()
        self.number = 0

    @property
    def filled(self) -> bool:
        """Whether anything was written."""
        return bool(self.number or self._waiting)

    def write(self, triple: Triple) -> None:
        """Add one triple."""
        try:
            self._waiting.append(_line(triple))
        except ValueError as error:
            raise _failed(error, self._path) from error
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def close(self) -> None:
        """Write what waits and close the file."""
        with self._file:
            self._flush()

    def _flush(self) -> None:
        _guarded(lambda: self._file.writelines(self._waiting), self._path)
        self.number += len(self._waiting)
        self._waiting.clear()


def write_triples(triples: Iterable[Triple], path: Path) -> int:
    """Write triples as N-Triples and return their number; raises StoreError when one holds an invalid IRI."""
    with closing(TripleFile(path)) as file:
        for triple in triples:
            file.write(triple)
    return file.number


def serialize(triples: Iterable[Triple], media_type: str, prefixes: Mapping[str, str] | None = None) -> bytes:
    """Return triples as RDF text of a media type in RDF_FORMATS."""
    data = (ox.Triple(*_to_engine_triple(triple)) for triple in triples)
    return ox.serialize(data, format=RDF_FORMATS[media_type], prefixes=dict(prefixes or {})) or b""


def parse_file(path: Path) -> Iterator[Triple]:
    """Yield the triples of a Turtle or N-Triples file without blank nodes; raises StoreError with line and column."""
    quads = _guarded(lambda: list(ox.parse(path=str(path), format=_SUFFIXES[path.suffix])), path)
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode):
            yield Triple(Iri(quad.subject.value), Iri(quad.predicate.value), _from_engine(quad.object))


@dataclass(frozen=True, slots=True)
class Blank:
    """A node without an IRI: a blank node, or a statement used as a node."""

    label: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as it stands in a file of others: blank nodes are still visible; `graph` is empty for the default graph."""

    subject: Iri | Blank
    predicate: Iri
    object: Node | Blank
    graph: str = ""


def parse_stream(source: Path | bytes, media_type: str) -> Iterator[Statement]:
    """Yield the statements of RDF (a key of RDF_FORMATS, UTF-8) one by one; nothing is fetched, and contexts must be inside.

    A relative IRI in JSON-LD comes back under `RELATIVE`. Raises StoreError, with `where` as line and column, at the first
    statement that is not RDF.
    """
    base = RELATIVE if media_type == "application/ld+json" else None
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
                file.seek(0)
            for quad in ox.parse(file, RDF_FORMATS[media_type], base_iri=base):
                graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
                yield Statement(_named(quad.subject), Iri(quad.predicate.value), _named_or_text(quad.object), graph)
    except SyntaxError as error:
        raise _not_rdf(error) from None


def to_ntriples(paths: Iterable[Path]) -> bytes:
    """Return Turtle files as one N-Triples text, blank nodes of different files kept apart."""
    quads = (quad for path in paths for quad in ox.parse(path=str(path), format=_SUFFIXES[path.suffix], rename_blank_nodes=True))
    return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""


def discard(path: Path) -> None:
    """Remove a store directory, or what is left of one."""
    shutil.rmtree(path, ignore_errors=True)


def syntax_error(error: Exception) -> QueryRefused:
    """Return the refusal for a query that the engine could not parse; `where` is line:column where the engine says it."""
    said = _PLACE.search(str(error))
    where, reason = (said[1], said[2]) if said else ("", str(error))
    told = " ".join(reason.split())
    brief = told if len(told) <= _BRIEF else told[:_BRIEF].rsplit(" ", 1)[0] + " …"
    return QueryRefused(
        Text("Dit is geen geldige SPARQL-vraag.", "This is not a valid SPARQL query."),
        where,
        Text(brief, brief),
        Text("Verbeter de vraag op die plaats.", "Mend the query at that place."),
    )


def _damaged(path: Path) -> StoreError:
    return StoreError(
        Text("Deze graaf is er niet of is beschadigd.", "This graph is absent or damaged."),
        str(path),
        do=Text("Typ `dww rebuild`.", "Type `dww rebuild`."),
    )


def _guarded(action: Callable[[], T], where: Path) -> T:
    try:
        return action()
    except (OSError, SyntaxError, ValueError) as error:
        raise _failed(error, where) from error


def _failed(error: Exception, where: Path) -> StoreError:
    told = Text(f"De graaf kon dit niet lezen of schrijven: {error}", f"The graph could not read or write this: {error}")
    return StoreError(told, str(where))


def _to_engine(node: Node) -> ox.NamedNode | ox.Literal:
    if isinstance(node, Iri):
        return ox.NamedNode(node.value)
    if node.lang:
        return ox.Literal(node.value, language=node.lang)
    return ox.Literal(node.value, datatype=ox.NamedNode(node.datatype)) if node.datatype else ox.Literal(node.value)


def _to_engine_triple(triple: Triple) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]:
    return ox.NamedNode(triple.subject.value), ox.NamedNode(triple.predicate.value), _to_engine(triple.object)


def _line(triple: Triple) -> str:
    """Return a triple as a line of N-Triples, as the engine writes its terms."""
    value = triple.object
    told = _iri_in_line(value.value) if isinstance(value, Iri) else str(_to_engine(value))
    return f"{_iri_in_line(triple.subject.value)} {_iri_in_line(triple.predicate.value)} {told} .\n"


@lru_cache(maxsize=8192)
def _iri_in_line(iri: str) -> str:
    return str(ox.NamedNode(iri))


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file in pieces that end where a line ends."""
    while piece := file.read(_PIECE):
        yield piece + file.readline()


def _named(term: object) -> Iri | Blank:
    return Iri(term.value) if isinstance(term, ox.NamedNode) else Blank(str(term))


def _named_or_text(term: object) -> Node | Blank:
    return _from_engine(term) if isinstance(term, ox.Literal) else _named(term)


def _not_rdf(error: SyntaxError) -> StoreError:
    """Return the failure for text that is not RDF; the engine's own words may repeat the file, so they are not passed on."""
    said = str(error.msg)
    reason = next((text for sign, text in _REASONS.items() if sign in said), _REASONS[""])
    where = f"regel {error.lineno}, teken {error.offset}" if error.lineno else ""
    return StoreError(reason, where)


def _from_engine(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language or term.datatype.value == _XSD_STRING else term.datatype.value
        return Literal(term.value, datatype, term.language)
    return Iri(str(term))


def _to_row(solution: ox.QuerySolution) -> Row:
    return tuple(None if term is None else _from_engine(term) for term in solution)


def _to_result(found: object, max_rows: int | None) -> Result:
    if isinstance(found, ox.QueryBoolean):
        return Result("ask", boolean=bool(found))
    if isinstance(found, ox.QueryTriples):
        return Result("construct", triples=tuple(map(_to_triple, islice(found, max_rows))))
    assert isinstance(found, ox.QuerySolutions)
    columns = tuple(variable.value for variable in found.variables)
    return Result("select", columns, tuple(map(_to_row, islice(found, max_rows))))


def _to_triple(triple: ox.Triple) -> Triple:
    subject = _from_engine(triple.subject)
    assert isinstance(subject, Iri)
    return Triple(subject, Iri(triple.predicate.value), _from_engine(triple.object))
