"""The SHACL door: checks asserted data against shapes in SHACL core, with either of two engines.

`validate` gives the same findings with pySHACL (the reference) and with the Rust package `shacl` (fast,
optional). A finding takes its message and its path from the shapes themselves, by the shape that raised it,
so both languages survive in both engines. The heavy libraries are imported when a check runs, never before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

from dww_graph.errors import StoreError, Text, UsageError
from dww_graph.model import Finding, Grade

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Engine = Literal["auto", "pyshacl", "rust"]

_SH: Final = "http://www.w3.org/ns/shacl#"
_RANK: Final[Mapping[Grade, int]] = {"fout": 0, "waarschuwing": 1, "info": 2}
_SEVERITIES: Final[Mapping[str, Grade]] = {"Violation": "fout", "Warning": "waarschuwing", "Info": "info"}


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a shape says of itself: its path and its message in two languages."""

    path: str | None
    message: Text


@dataclass(frozen=True, slots=True)
class _Raw:
    """One result as an engine reports it: source shape, node, value and severity."""

    shape: str
    focus: str
    value: str | None
    severity: str


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes of some files: as N-Triples for an engine, and what each says of itself by its IRI."""

    text: str
    known: Mapping[str, _Shape]


def validate(data: Path | bytes, shapes: Sequence[Path], engine: Engine = "auto") -> tuple[Finding, ...]:
    """Check N-Triples (a file or bytes) against Turtle files of shapes; return the findings, worst first.

    "auto" takes the Rust engine when it is installed. Every shape that reports must have an IRI of its own.
    Raises UsageError when the asked engine is not installed, StoreError when a shapes file cannot be read.
    """
    read = _read(tuple((path, _stamp(path)) for path in shapes))
    run = _run_rust if _chosen(engine) == "rust" else _run_pyshacl
    found = {_finding(raw, read.known) for raw in run(data, read.text)}
    return tuple(sorted(found, key=_order))


def _chosen(engine: Engine) -> Literal["pyshacl", "rust"]:
    rust = find_spec("shacl") is not None
    if engine == "rust" and not rust:
        raise UsageError(
            Text("De snelle SHACL-motor is niet geïnstalleerd.", "The fast SHACL engine is not installed."),
            "shacl",
            do=Text(
                "Installeer dww-graph[fast], of kies pyshacl.", "Install dww-graph[fast], or choose pyshacl."
            ),
        )
    return "rust" if rust and engine != "pyshacl" else "pyshacl"


def _finding(raw: _Raw, known: Mapping[str, _Shape]) -> Finding:
    shape = known.get(raw.shape)
    if shape is None:
        raise StoreError(
            Text(
                "Een vorm zonder eigen IRI of melding sloeg aan.",
                "A shape without an IRI or message of its own fired.",
            ),
            raw.shape,
            do=Text(
                "Geef de vorm een IRI en sh:message in het Nederlands en Engels.",
                "Give the shape an IRI and sh:message in Dutch and English.",
            ),
        )
    value = None if raw.value == raw.focus else raw.value
    return Finding(raw.shape, raw.focus, shape.path, value, _SEVERITIES[raw.severity], shape.message)


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return _RANK[finding.severity], finding.shape, finding.focus, finding.value or ""


# The shapes


@lru_cache(maxsize=2)
def _read(files: tuple[tuple[Path, tuple[int, int]], ...]) -> _Shapes:
    """Read the shapes once for as long as their files stay as they are: reading takes longer than checking one card."""
    graph = _shapes_graph(path for path, _ in files)
    return _Shapes(graph.serialize(format="nt"), _described(graph))


def _stamp(path: Path) -> tuple[int, int]:
    """Return when a file was written and its size in bytes; zeros when it is not there, which reading will tell."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _shapes_graph(paths: Iterable[Path]) -> Graph:
    from rdflib import Graph

    graph = Graph()
    for path in paths:
        try:
            graph.parse(path, format="turtle")
        except (OSError, SyntaxError) as error:
            raise StoreError(
                Text("Een bestand met vormen is niet te lezen.", "A file of shapes cannot be read."),
                f"{path.name}: {error}",
            ) from error
    return graph


def _described(graph: Graph) -> dict[str, _Shape]:
    from rdflib import URIRef

    shapes = set(graph.subjects(URIRef(f"{_SH}message")))
    return {str(shape): _describe(graph, shape) for shape in shapes if isinstance(shape, URIRef)}


def _describe(graph: Graph, shape: Node) -> _Shape:
    from rdflib import Literal, URIRef

    said = {
        message.language: str(message)
        for message in graph.objects(shape, URIRef(f"{_SH}message"))
        if isinstance(message, Literal)
    }
    path = graph.value(shape, URIRef(f"{_SH}path"))
    message = Text(said.get("nl", said.get("en", "")), said.get("en", said.get("nl", "")))
    return _Shape(None if path is None else _written(graph, path), message)


def _written(graph: Graph, path: Node) -> str:
    """Return a path the way SPARQL writes it, without angle brackets: `^p`, `p|q`, `p/q`, `p`."""
    from rdflib import RDF, URIRef

    if isinstance(path, URIRef):
        return str(path)
    inverse = graph.value(path, URIRef(f"{_SH}inversePath"))
    if inverse is not None:
        return f"^{_written(graph, inverse)}"
    choice = graph.value(path, URIRef(f"{_SH}alternativePath"))
    if choice is not None:
        return "|".join(_written(graph, step) for step in graph.items(choice))
    if graph.value(path, RDF.first) is None:
        raise StoreError(
            Text("Deze soort pad kennen wij niet.", "This kind of path is not known."), str(path)
        )
    return "/".join(_written(graph, step) for step in graph.items(path))


# The two engines


def _run_pyshacl(data: Path | bytes, shapes: str) -> Iterator[_Raw]:
    import pyshacl
    from rdflib import Graph

    # A memory graph, always: on another store pySHACL compares strings wrongly.
    graph = Graph(store="default")
    graph.parse(data=_text(data), format="nt")
    shapes_graph = Graph().parse(data=shapes, format="nt")
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=shapes_graph, inference="none", inplace=True, meta_shacl=False
    )
    yield from _reported(cast("Graph", report))


def _reported(report: Graph) -> Iterator[_Raw]:
    from rdflib import URIRef

    def sh(name: str) -> URIRef:
        return URIRef(_SH + name)

    for result in set(report.objects(None, sh("result"))):
        value = report.value(result, sh("value"))
        yield _Raw(
            str(report.value(result, sh("sourceShape"))),
            str(report.value(result, sh("focusNode"))),
            None if value is None else str(value),
            str(report.value(result, sh("resultSeverity"))).removeprefix(_SH),
        )


def _run_rust(data: Path | bytes, shapes: str) -> Iterator[_Raw]:
    from shacl import Shapes

    compiled = Shapes.from_text(shapes, "ntriples")
    for result in compiled.validate_text(_text(data), "ntriples").results:
        shape, focus = _bare(result.source_shape or ""), _bare(result.focus_node)
        yield _Raw(shape, focus, result.value_plain, result.severity)


def _bare(term: str) -> str:
    """Return an IRI without the angle brackets of N-Triples."""
    return term.removeprefix("<").removesuffix(">")


def _text(data: Path | bytes) -> str:
    return (data if isinstance(data, bytes) else data.read_bytes()).decode("utf-8")
