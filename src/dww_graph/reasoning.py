"""The OWL door: asks HermiT whether a graph contradicts itself. The one module that knows owlready2.

Nothing of owlready2 is loaded before a question is asked, so the package works without it and without Java.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from dww_graph.errors import CouldNotRun, ReasonerAbsent, Text

_JAVA_SECONDS: Final = 30
_ONTOLOGY: Final = "https://w3id.org/dww/def/te-toetsen"


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """What the reasoner found: `seconds` is wall time, `unsatisfiable` holds class IRIs in order of name.

    `classes` is how many classes it placed in the hierarchy; 0 when the graph contradicts itself.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    seconds: float
    reasoner: str
    classes: int = 0


def java_available() -> bool:
    """Return whether a Java that runs is on the path; a stub that offers to install one does not count."""
    java = shutil.which("java")
    if java is None:
        return False
    try:
        done = subprocess.run([java, "-version"], capture_output=True, timeout=_JAVA_SECONDS,  # noqa: S603 java itself
                              check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def owlready_available() -> bool:
    """Return whether owlready2 is installed; does not load it."""
    return find_spec("owlready2") is not None


def consistent(triples: Path | bytes) -> ConsistencyReport:
    """Ask HermiT whether the N-Triples in `triples` (a file or its bytes) contradict one another.

    Unsatisfiable classes are named only when the graph as a whole is consistent.
    Raises ReasonerAbsent without Java or owlready2, CouldNotRun when the file or HermiT's run fails.
    """
    _require()
    content = _read(triples)
    started = time.perf_counter()
    with _world() as world:
        fine = _classify(world, content)
        empty = _unsatisfiable(world) if fine else ()
        placed = sum(1 for _ in world.classes()) if fine else 0
    return ConsistencyReport(fine, empty, time.perf_counter() - started, "HermiT", placed)


def _require() -> None:
    if not owlready_available():
        raise ReasonerAbsent(
            Text("De redeneerder is niet geïnstalleerd.", "The reasoner is not installed."),
            "owlready2",
            Text("het pakket owlready2", "the package owlready2"),
            Text("Typ: pip install 'dww-graph[owl]'", "Type: pip install 'dww-graph[owl]'"),
        )
    if not java_available():
        raise ReasonerAbsent(
            Text("Java is niet gevonden.", "Java was not found."),
            "java",
            Text("Java 11 of nieuwer op het pad", "Java 11 or newer on the path"),
            Text("Installeer Java en probeer het opnieuw.", "Install Java and try again."),
        )


def _read(triples: Path | bytes) -> bytes:
    if isinstance(triples, bytes):
        return triples
    try:
        return triples.read_bytes()
    except OSError as problem:
        raise CouldNotRun(
            Text("Het bestand is niet te lezen.", "The file cannot be read."),
            str(triples),
            Text("een bestand met N-Triples", "a file of N-Triples"),
        ) from problem


@contextmanager
def _world() -> Iterator[Any]:
    world = import_module("owlready2").World()
    try:
        yield world
    finally:
        world.close()


def _classify(world: Any, content: bytes) -> bool:
    """Load the triples and classify them; False when they contradict one another."""
    owlready2 = import_module("owlready2")
    try:
        ontology = world.get_ontology(_ONTOLOGY).load(fileobj=BytesIO(content))
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except (owlready2.OwlReadyError, OSError, ValueError) as problem:
        raise CouldNotRun(
            Text("De redeneerder is gestopt.", "The reasoner stopped."),
            "HermiT",
            Text("N-Triples binnen OWL 2 DL", "N-Triples within OWL 2 DL"),
            Text(f"Bekijk de melding: {problem}", f"Read the message: {problem}"),
        ) from problem
    return True


def _unsatisfiable(world: Any) -> tuple[str, ...]:
    nothing = "http://www.w3.org/2002/07/owl#Nothing"
    return tuple(sorted({found.iri for found in world.inconsistent_classes()} - {nothing}))
