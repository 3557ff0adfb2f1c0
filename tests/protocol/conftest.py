"""A small published generation: one card, one element, one source that tries to break out of HTML."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from dww_graph import generation
from dww_graph.generation import Candidate, Info, RingInfo
from dww_graph.http.routes import middleware, routes
from dww_graph.http.served import Served
from dww_graph.model import RINGS
from dww_graph.store import Store
from dww_graph.workers import Limits, WorkerPool

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # 2026-11-23: Starlette prefers httpx2; this project pins httpx
    from starlette.testclient import TestClient as TestClient  # noqa: PLC0414 - handed on to the files of this folder

DATA = """
@prefix dww: <https://w3id.org/dww/def#> .
@prefix id: <https://w3id.org/dww/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

dww:geeftVormAan rdfs:label "geeft vorm aan"@nl , "shapes"@en .
<https://w3id.org/dww/id/element/a5-4> a skos:Concept ; skos:notation "A5.4" ;
  skos:prefLabel "Samen beslissen"@nl , "Deciding together"@en .
<https://w3id.org/dww/id/handelingskennis/kaarten-vb1> a dww:Handelingskennis ;
  dcterms:title "Wat vaststaat en wat niet"@nl ; dcterms:identifier "VB1" ; dww:kaartstatus "vastgesteld" ;
  dww:geeftVormAan <https://w3id.org/dww/id/element/a5-4> ; dww:isIllustratief true ;
  dww:ingelezenIn <https://w3id.org/dww/id/inlezing/kaarten> ; dww:vindplaats "rij 14" .
<https://w3id.org/dww/id/inlezing/kaarten> dww:bestand "kaarten.csv" .
<https://w3id.org/dww/id/bron/kwaad> dcterms:title "<script>alert(1)</script>"@nl ;
  dcterms:description "\\"><img src=x onerror=alert(2)>" , "<b>x" ; dww:zie <javascript:alert(3)> ;
  dcterms:source <https://example.org/a'b> .
"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one published generation."""
    return published(tmp_path_factory.mktemp("home"), DATA)


def published(home: Path, data: str) -> Path:
    """Publish Turtle as the first generation of a data folder."""
    work = home / "generations" / ".bouw"
    work.mkdir(parents=True)
    store = Store.create(home / "werk")
    store.load_text(data)
    size = len(store)
    store.optimize()
    for name in RINGS:
        store.backup(work / name)
    ring = RingInfo(size, 0, "0" * 64, {"Handelingskennis": 1})
    info = Info(1, "2026-11-23T12:00:00+00:00", "0" * 64, (), True, {"openbaar": ring}, {}, 0.1)
    generation.publish(home, Candidate(work, info, ()))
    return home


@pytest.fixture(scope="session")
def pool() -> Iterator[WorkerPool]:
    """The workers of all protocol tests."""
    pool = WorkerPool(2)
    yield pool
    pool.close()


@pytest.fixture(scope="session")
def client(home: Path, pool: WorkerPool) -> Iterator[httpx.Client]:
    """The routes and the layers around them, without the explorer."""
    app = Starlette(routes=routes(Served(home), pool, Limits(seconds=2, rows=100)), middleware=middleware())
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def client_of() -> Callable[[ASGIApp], httpx.Client]:
    """A client for any ASGI application."""
    return TestClient
