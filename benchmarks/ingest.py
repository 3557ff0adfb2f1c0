"""How fast a table of cards becomes a store that answers questions: our door against rdflib, with the same mapping.

    python -m benchmarks.ingest [ROWS] [PAIRS]

Both sides read, judge and map the same file with `intake.prepare`. Then `ours` writes N-Triples and bulk-loads them into a new
store on disk, compacted, as a generation is built; `rdflib` turns each triple into rdflib terms, adds it to a Graph in memory,
and writes that as N-Triples. So both end with the triples on disk and in a store that answers: both count them with SPARQL.
Each run is a process of its own, in the order ours, rdflib, ours, rdflib …. The figures are triples a second, over everything
(mapping included, the same on both sides) and over the loading alone.
"""

from __future__ import annotations

import datetime
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rdflib import Graph, Literal, URIRef
from rdflib.query import ResultRow

from benchmarks.cards import write_table
from dww_graph import intake
from dww_graph.answer import Iri, Node, Triple
from dww_graph.intake import Known
from dww_graph.model import RINGS, Terms
from dww_graph.store import Store, write_triples

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
Load = Callable[[Sequence[Triple], Path], int]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: triples that the store answers with, seconds for everything and for loading alone, peak memory in MB."""

    triples: int
    total: float
    loading: float
    memory: float


def load_ours(triples: Sequence[Triple], folder: Path) -> int:
    """Write and bulk-load the triples into a store on disk; return how many it counts."""
    write_triples(triples, folder / "kaarten.nt")
    store = Store.create(folder / "store")
    store.bulk_load([folder / "kaarten.nt"])
    store.optimize()
    (row,) = store.query(COUNT).rows
    assert row[0] is not None
    return int(row[0].value)


def load_rdflib(triples: Sequence[Triple], folder: Path) -> int:
    """Add the triples to an rdflib graph in memory and write it to a file; return how many it counts."""
    graph = Graph()
    for triple in triples:
        graph.add((URIRef(triple.subject.value), URIRef(triple.predicate.value), _term(triple.object)))
    graph.serialize(folder / "kaarten.nt", format="nt", encoding="utf-8")
    (row,) = graph.query(COUNT)
    return int(str(row[0])) if isinstance(row, ResultRow) else 0


LOADS: Mapping[str, Load] = {"ours": load_ours, "rdflib": load_rdflib}


def measure(side: str, table: Path) -> Run:
    """Map and load one table in this process."""
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        known = Known(intake.load_vocabulary(), {}, datetime.date(2026, 11, 23))
        made = intake.prepare([table], "meting", table.name, Terms(), known)
        mapped = time.perf_counter()
        count = LOADS[side]([triple for ring in RINGS for triple in made.triples[ring]], Path(folder))
        end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(count, end - start, end - mapped, peak)


def compare(rows: int, pairs: int) -> dict[str, list[Run]]:
    """Run both sides `pairs` times, by turns, each in a process of its own."""
    runs: dict[str, list[Run]] = {side: [] for side in LOADS}
    with TemporaryDirectory() as folder:
        table = write_table(Path(folder) / "kaarten.csv", rows)
        for _ in range(pairs):
            for side, done in runs.items():
                done.append(_apart(side, table))
                _say(f"{side:7} {_told(done[-1])}")
    return runs


def _term(node: Node) -> URIRef | Literal:
    if isinstance(node, Iri):
        return URIRef(node.value)
    return Literal(node.value, lang=node.lang, datatype=URIRef(node.datatype) if node.datatype else None)


def _apart(side: str, table: Path) -> Run:
    command = [sys.executable, "-m", "benchmarks.ingest", "--one", side, str(table)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    return Run(**json.loads(done.stdout))


def _told(run: Run) -> str:
    rates = f"{run.triples / run.total:8,.0f} triples/s in all, {run.triples / run.loading:9,.0f} loading"
    return f"{run.triples:,} triples in {run.total:.1f} s: {rates}, peak {run.memory:,.0f} MB"


def _ratio(runs: Mapping[str, Sequence[Run]], seconds: Callable[[Run], float]) -> float:
    """Return how many times faster ours is: the median over the pairs."""
    pairs = zip(runs["ours"], runs["rdflib"], strict=True)
    return statistics.median(seconds(theirs) / seconds(ours) for ours, theirs in pairs)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(arguments: Sequence[str]) -> None:
    """Run one side (`--one SIDE TABLE`), or compare both over ROWS rows in PAIRS pairs."""
    if arguments[:1] == ["--one"]:
        _say(json.dumps(asdict(measure(arguments[1], Path(arguments[2])))))
        return
    rows, pairs = (int(arguments[at]) if len(arguments) > at else default for at, default in enumerate((10_000, 3)))
    _say(f"{rows} rows, {pairs} pairs, load average {os.getloadavg()[0]:.1f} at the start")
    runs = compare(rows, pairs)
    everything, loading = _ratio(runs, lambda run: run.total), _ratio(runs, lambda run: run.loading)
    _say(f"ratio (median of pairs): {everything:.1f} in all, {loading:.1f} loading alone")
    _say(f"memory: {_ratio(runs, lambda run: run.memory):.1f} times less")


if __name__ == "__main__":
    main(sys.argv[1:])
