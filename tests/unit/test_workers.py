"""Queries in worker processes: limits are kept, failures are told, and the next query always has an answer."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dww_graph.answer import Iri, Literal, Triple
from dww_graph.errors import QueryRefused, QueryTimeout, StoreError
from dww_graph.store import Store
from dww_graph.workers import Limits, Stop, WorkerPool

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"
SHORT = Limits(seconds=1)


@pytest.fixture(scope="module")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published store of 4,000 triples."""
    folder = tmp_path_factory.mktemp("store")
    store = Store.create(folder / "work")
    thing = (Iri(f"http://e/s{number % 500}") for number in range(4000))
    store.add(Triple(s, Iri("http://e/p"), Literal(f"value {number}")) for number, s in enumerate(thing))
    store.optimize()
    store.backup(folder / "published")
    return folder / "published"


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    """A pool of one, so that each test sees the replacement of its own worker."""
    pool = WorkerPool(1)
    yield pool
    pool.close()


def alive(pool: WorkerPool, store_path: Path) -> bool:
    """Whether a small query is answered."""
    return pool.run(store_path, "ASK { ?s ?p ?o }", Limits()).boolean is True


def test_answers_equal_those_of_the_store_itself(pool: WorkerPool, store_path: Path) -> None:
    """Rows, yes or no, and triples come over the pipe unchanged."""
    store = Store.open_read_only(store_path)
    for query in (
        "SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY ?o LIMIT 50",
        'SELECT ("a\\n\\"é\\u0000"@nl AS ?x) (1.50 AS ?y) (<http://e/é> AS ?z) {}',
        "SELECT ?x { FILTER(false) }",
        "ASK { ?s ?p 'nothing' }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . FILTER(?o = 'value 7') }",
    ):
        assert pool.run(store_path, query, Limits()) == store.query(query)


def test_blank_nodes_of_an_answer_stay_apart(pool: WorkerPool, store_path: Path) -> None:
    """Two blank nodes are two labels, marked as such."""
    found = pool.run(store_path, "SELECT (BNODE() AS ?a) (BNODE() AS ?b) {}", Limits()).rows[0]
    values = {node.value for node in found if node}
    assert len(values) == 2
    assert all(value.startswith("_:") for value in values)


def test_a_runaway_query_is_killed_and_the_next_one_answered(pool: WorkerPool, store_path: Path) -> None:
    """The time limit is kept by killing; a fresh worker stands ready."""
    with pytest.raises(QueryTimeout, match="1 seconds"):
        pool.run(store_path, ENDLESS, SHORT)
    assert alive(pool, store_path)


def test_the_stop_button_ends_a_running_query(pool: WorkerPool, store_path: Path) -> None:
    """`cancel` from another thread; the asker hears that it was stopped."""
    stop = Stop()
    threading.Timer(0.3, stop.cancel).start()
    with pytest.raises(QueryTimeout, match="stopped"):
        pool.run(store_path, ENDLESS, Limits(seconds=60), stop)
    assert alive(pool, store_path)


def test_a_button_pressed_before_the_start_stops_too(pool: WorkerPool, store_path: Path) -> None:
    """Nothing runs when the asker has already left."""
    stop = Stop()
    stop.cancel()
    with pytest.raises(QueryTimeout, match="stopped"):
        pool.run(store_path, ENDLESS, Limits(seconds=60), stop)


@pytest.mark.skipif(sys.platform != "linux", reason="2026-11-23: only Linux keeps a cap on address space")
def test_a_query_that_wants_too_much_memory_is_ended(pool: WorkerPool, store_path: Path) -> None:
    """The worker meets its cap, the asker hears why, the server lives."""
    with pytest.raises(QueryTimeout, match="memory"):
        pool.run(store_path, HUNGRY, Limits(seconds=60, memory_mb=400))
    assert alive(pool, store_path)


def test_too_many_rows_or_bytes_are_refused_not_cut_off(pool: WorkerPool, store_path: Path) -> None:
    """An answer is whole or absent; the message says which LIMIT helps."""
    every = "SELECT * { ?s ?p ?o }"
    assert len(pool.run(store_path, every, Limits(rows=4000)).rows) == 4000
    with pytest.raises(QueryRefused, match="3999 rows") as caught:
        pool.run(store_path, every, Limits(rows=3999))
    assert "LIMIT 3999" in caught.value.do.nl
    with pytest.raises(QueryRefused, match="5000 bytes"):
        pool.run(store_path, every, Limits(bytes=5000))
    with pytest.raises(QueryRefused, match="10 rows"):
        pool.run(store_path, "CONSTRUCT WHERE { ?s ?p ?o }", Limits(rows=10))
    assert alive(pool, store_path)


def test_a_worker_that_breaks_down_gives_a_clear_error(pool: WorkerPool, store_path: Path) -> None:
    """A crash in the middle of a query is told as such, and repaired."""
    assert alive(pool, store_path)
    process = pool._idle[0]._process

    def crash() -> None:
        time.sleep(0.3)
        os.kill(process.pid, signal.SIGKILL)

    threading.Thread(target=crash).start()
    with pytest.raises(StoreError, match="unexpectedly"):
        pool.run(store_path, ENDLESS, Limits(seconds=60))
    assert alive(pool, store_path)


def test_a_worker_that_died_while_idle_is_not_noticed(pool: WorkerPool, store_path: Path) -> None:
    """The next query simply gets another one."""
    assert alive(pool, store_path)
    pool._idle[0]._process.kill()
    pool._idle[0]._process.wait()
    assert alive(pool, store_path)


def test_one_worker_answers_many_queries(pool: WorkerPool, store_path: Path) -> None:
    """The warm worker is used again: its process stays the same."""
    assert alive(pool, store_path)
    before = pool._idle[0]._process.pid
    assert all(alive(pool, store_path) for _ in range(5))
    assert pool._idle[0]._process.pid == before


def test_when_all_workers_are_busy_the_asker_hears_it(pool: WorkerPool, store_path: Path) -> None:
    """Waiting is bounded by the time limit of the query that waits."""
    assert alive(pool, store_path)
    stop = Stop()
    outcome: list[type[Exception]] = []

    def occupy() -> None:
        try:
            pool.run(store_path, ENDLESS, Limits(seconds=60), stop)
        except QueryTimeout as error:
            outcome.append(type(error))

    busy = threading.Thread(target=occupy)
    busy.start()
    while pool._idle:
        time.sleep(0.01)
    with pytest.raises(QueryTimeout, match="Too many"):
        pool.run(store_path, "ASK {}", Limits(seconds=0.2))
    stop.cancel()
    busy.join()
    assert outcome == [QueryTimeout]


def test_the_gate_stands_before_the_worker(pool: WorkerPool, store_path: Path) -> None:
    """No caller can forget it: SERVICE never reaches a worker, and no worker is started for it."""
    with pytest.raises(QueryRefused, match="SERVICE"):
        pool.run(store_path, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", Limits())
    assert not pool._idle


def test_a_syntax_error_names_its_place(pool: WorkerPool, store_path: Path) -> None:
    """The engine's line and column arrive at the asker."""
    with pytest.raises(QueryRefused) as caught:
        pool.run(store_path, "SELECT *\n{ ?s ?p }", Limits())
    assert caught.value.where.startswith("2:")


def test_a_store_that_is_not_there_is_a_store_error(pool: WorkerPool, store_path: Path) -> None:
    """The worker lives on and serves the store that is there."""
    with pytest.raises(StoreError):
        pool.run(store_path.parent / "absent", "ASK {}", Limits())
    assert alive(pool, store_path)


def test_a_worker_sees_no_secrets_of_the_server(
    pool: WorkerPool, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment of the server is not handed down."""
    monkeypatch.setenv("DWW_GEHEIM", "x")
    assert alive(pool, store_path)
    proc = Path(f"/proc/{pool._idle[0]._process.pid}/environ")
    if not proc.exists():
        pytest.skip("2026-11-23: needs /proc")
    assert b"DWW_GEHEIM" not in proc.read_bytes()
