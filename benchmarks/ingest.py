"""How fast a file becomes a graph: our intake against pydantic + rdflib, with the same triples at the end.

    python -m benchmarks.ingest [PAIRS] [CASE …]        cases: tabel-10k, tabel-100k, project

Ours is the whole intake: a child process reads the file past the gate, the parent judges consent and personal data, maps, and
writes N-Triples; then these are bulk-loaded into a new store on disk and compacted, as a generation is built. The peer (`peer`)
reads with csv or xml.etree, checks every record with a pydantic model, adds to an rdflib Graph in memory and serialises it.
Each run is a process of its own, ours and the peer by turns. Memory is the peak of a process, for ours that of parent and child
together. The smaller table beside the larger one shows how time and memory grow.
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
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import peer
from benchmarks.cards import write_table
from benchmarks.projects import FIFTY_MB, write_project
from dww_graph import intake
from dww_graph.intake import Known
from dww_graph.model import RINGS, Terms
from dww_graph.reading import FileReader
from dww_graph.store import Store

TODAY = datetime.date(2026, 11, 23)
OFFERED = Terms(toestemming="T-2026-01", zichtbaarheid="programma", illustratief=True)
SIDES = ("ours", "peer")
PAIRS = 3
CASES: Mapping[str, Callable[[Path], Path]] = {
    "tabel-10k": lambda folder: write_table(folder / "kaarten.csv", 10_000),
    "tabel-100k": lambda folder: write_table(folder / "kaarten.csv", 100_000),
    "project": lambda folder: write_project(folder / "project.qdpx", FIFTY_MB),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One run: triples made, seconds until staged and in all, and the peak memory in MB before and after loading."""

    triples: int
    staged: float
    total: float
    staging_memory: float
    memory: float


def measure_ours(path: Path) -> Run:
    """Take one file in, into a store on disk."""
    with TemporaryDirectory() as name, closing(FileReader()) as reading:
        folder, start = Path(name), time.perf_counter()
        known = Known(intake.load_vocabulary(), {}, TODAY)
        intake.prepare(folder, [path], peer.KEY, path.name, OFFERED, known, reading)
        reading.close()
        staged, early = time.perf_counter(), _peak(resource.RUSAGE_SELF)
        store = Store.create(folder / "store")
        store.bulk_load(folder / f"{ring}.nt" for ring in RINGS)
        store.optimize()
        end = time.perf_counter()
        child = _peak(resource.RUSAGE_CHILDREN)
        return Run(len(store), staged - start, end - start, early + child, _peak(resource.RUSAGE_SELF) + child)


def measure_peer(path: Path) -> Run:
    """Do the same with pydantic and rdflib."""
    with TemporaryDirectory() as name:
        out, start = Path(name) / "graaf.nt", time.perf_counter()
        table = path.suffix == ".csv"
        graph = peer.read_cards(path, intake.load_vocabulary(), out) if table else peer.read_project(path, out)
        seconds, peak = time.perf_counter() - start, _peak(resource.RUSAGE_SELF)
    return Run(len(graph), seconds, seconds, peak, peak)


def compare(case: str, pairs: int) -> dict[str, list[Run]]:
    """Run both sides `pairs` times, by turns, each in a process of its own."""
    runs: dict[str, list[Run]] = {side: [] for side in SIDES}
    with TemporaryDirectory() as folder:
        path = CASES[case](Path(folder))
        _say(f"\n{case}: {path.stat().st_size / 2**20:.1f} MB, load average {os.getloadavg()[0]:.1f}")
        for _ in range(pairs):
            for side, done in runs.items():
                done.append(_apart(side, path))
                _say(f"  {side:5} {_told(done[-1])}")
    return runs


def _apart(side: str, path: Path) -> Run:
    command = [sys.executable, "-m", "benchmarks.ingest", "--one", side, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    return Run(**json.loads(done.stdout))


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def _told(run: Run) -> str:
    rate = run.triples / run.total
    memory = f"peak {run.staging_memory:,.0f} MB staging, {run.memory:,.0f} MB in all"
    return f"{run.triples:,} triples in {run.total:.1f} s ({run.staged:.1f} s staging): {rate:,.0f} triples/s, {memory}"


def _row(case: str, runs: Mapping[str, Sequence[Run]]) -> str:
    """Return one line of the table: medians of each side, and median ratios over the pairs."""
    ours, theirs = runs["ours"], runs["peer"]
    pairs = list(zip(ours, theirs, strict=True))
    ratios = [statistics.median(their.total / our.staged for our, their in pairs),
              statistics.median(their.total / our.total for our, their in pairs)]
    rates = [statistics.median(run.triples / run.staged for run in ours)]
    rates += [statistics.median(run.triples / run.total for run in side) for side in (ours, theirs)]
    peaks = [statistics.median(run.staging_memory for run in ours)]
    peaks += [statistics.median(run.memory for run in side) for side in (ours, theirs)]
    cells = [case, *(f"{rate:,.0f}" for rate in rates), *(f"{ratio:.1f}" for ratio in ratios)]
    cells += [f"{peak:,.0f}" for peak in peaks]
    return f"| {' | '.join(cells)} |"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> None:
    """Run one side (`--one SIDE FILE`), or compare both in the CASES that are named, all by default."""
    if arguments[:1] == ["--one"]:
        measure = {"ours": measure_ours, "peer": measure_peer}[arguments[1]]
        _say(json.dumps(asdict(measure(Path(arguments[2])))))
        return
    pairs = next((int(word) for word in arguments if word.isdecimal()), PAIRS)
    cases = [word for word in arguments if word in CASES] or list(CASES)
    rows = [_row(case, compare(case, pairs)) for case in cases]
    heads = ("case", "ours staging, triples/s", "ours in all", "peer", "ratio staging", "ratio in all", "ours staging, MB",
             "ours in all, MB", "peer, MB")
    _say("\n".join(("", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *rows)))


if __name__ == "__main__":
    main(sys.argv[1:])
