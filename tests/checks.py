"""The 40 checks that the explorer is held to: what each says, and the table of the figures that its tests noted.

    make checks           runs every test marked `check`, on both graphs, and writes tests/CHECKS.md from what they note

A test says which check it tries with `@pytest.mark.check(26)`, and notes its figure with the fixture `noted`. A check may have
several tests. `make test` tries them on the starter graph, but for those that take long, and its figures go nowhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

HERE: Final = Path(__file__).parent
TABLE: Final = HERE / "CHECKS.md"
FOLDER: Final = "DWW_CHECKS"
GRAPHS: Final = {"starter": "starter graph", "duizend": "1,000 cards"}
"""Name of a graph to what the table calls it; "duizend" is the starter content and 1,000 invented cards."""
CHECKS: Final[Mapping[int, str]] = {
    1: "No request leaves the server’s host on any page, with an empty cache.",
    2: "No console error but the two known `_stcore` 404s of a deep link.",
    3: "axe finds nothing on every page, light and dark, with pop-ups open and something selected.",
    4: "`<html lang>` is the reader’s language on every path, compressed or not.",
    5: "The tab title is “page or card · product”, of its own for each page, translated.",
    6: "One h1; no heading level is skipped.",
    7: "The skip link is the first stop of the Tab key, and works.",
    8: "Tab reaches every control, in the order of the eye, and the focus can always be seen.",
    9: "Every bubble of the evidence map has a full name; Enter selects it and the list follows.",
    10: "Graph: arrows move, Enter selects, “e” expands, the live region speaks, Tab leaves.",
    11: "The graph has a table with the same nodes and edges.",
    12: "Strength and kind are never told by colour alone.",
    13: "Contrast of text is at least 4.5 to 1 and of graphics 3 to 1, light and dark.",
    14: "At a zoom of 200 % and a width of 320 px nothing scrolls sideways and nothing is lost.",
    15: "Whatever can be touched is at least 24 px.",
    16: "Who wants less motion gets no moving layout.",
    17: "No English of ours in the Dutch pages; what is built in and allowed is listed.",
    18: "Switching the language keeps page, filters, focus node and query.",
    19: "An address opened afresh gives the same page, filters, count and selection, in the other language too.",
    20: "An unknown id, value or broken query in the address gives a friendly message.",
    21: "Links inside stay in the tab and the session; links outside open a new tab and say so.",
    22: "No link or card title is cut off at 1400, 1024 and 390 px.",
    23: "Count and chosen filters are seen without scrolling; one click clears them.",
    24: "No results: a message and a way out.",
    25: "Counts beside the filters add up and follow the other filters.",
    26: "From a click on a filter to the new count: median below 0.6 s; page switch below 1.2 s.",
    27: "A cold load through a compressing proxy is below 1.5 MB; first heading below 4 s.",
    28: "A graph of 150 nodes stands within 1.5 s; expanding keeps the old nodes in place.",
    29: "Clicking the empty canvas five times runs nothing.",
    30: "Trace: places and lines filter the table; “nog geen bewijs” can be chosen.",
    31: "The count of every cell of the evidence map is the number of cards listed under it.",
    32: "Every number on screen equals an independent SPARQL count.",
    33: "Workbench: an error shows line and column; the typed query survives rerun, error and language.",
    34: "CSV from the workbench is, byte for byte, what `/sparql` gives.",
    35: "Two visitors do not see each other’s filters; two languages at once do not mix.",
    36: "`/id/…` answers HTML, Turtle or JSON-LD as asked; `/doc/…` works without JavaScript.",
    37: "Printed documents and the printed map are whole: nothing cut, no sidebar, address and date.",
    38: "A visitor can neither see nor run curation; who signs in again returns to the same page.",
    39: "A failing store gives a plain message, `/healthz` says so, and the page recovers by itself.",
    40: "Invented and draft content is marked on every page and in every file.",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What one test noted: the check it tries, on which graph, the figure, and the file of the test."""

    check: int
    graph: str
    figure: str
    file: str


def note(figures: Iterable[Figure]) -> None:
    """Write what a test noted, when somebody asked for it; every process has a file of its own."""
    if folder := os.environ.get(FOLDER):
        with (Path(folder) / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as out:
            out.writelines(f"{json.dumps(asdict(figure), ensure_ascii=False)}\n" for figure in figures)


def read(folder: Path) -> list[Figure]:
    """Read what all tests noted."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines())
    return [Figure(**json.loads(line)) for line in lines]


def table(figures: Iterable[Figure], moment: datetime) -> Iterator[str]:
    """Yield the lines of the table."""
    told: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    files: defaultdict[int, set[str]] = defaultdict(set)
    for each in figures:
        told[each.check, each.graph][each.figure] += 1
        files[each.check].add(each.file)
    yield "# The 40 checks of the explorer, and the figure of each\n"
    made = f"on {moment:%Y-%m-%d}, {os.cpu_count()} cores"
    yield f"Made by `make checks` {made}; do not edit. “×” is in how many tests.\n"
    yield f"| nr | what must hold | {' | '.join(GRAPHS.values())} | tried in |"
    yield "|---|---|---|---|---|"
    for number, said in CHECKS.items():
        cells = (_cell(told[number, graph]) for graph in GRAPHS)
        named = ", ".join(f"`{file}`" for file in sorted(files[number]))
        yield f"| {number} | {said} | {' | '.join(cells)} | {named or '**nothing**'} |"


def _cell(found: Counter[str]) -> str:
    parts = [figure if times == 1 else f"{figure} (×{times})" for figure, times in sorted(found.items())]
    return "; ".join(parts).replace("|", "\\|") or "**not tried**"


def main() -> int:
    """Run the marked tests, those that take the time last and alone, and write the table; return what pytest returned."""
    with TemporaryDirectory() as folder:
        beside = _run(folder, "(check or thorough) and not timed", "-n", "2", "--dist", "loadfile")
        alone = _run(folder, "timed")
        lines = table(read(Path(folder)), datetime.now(UTC))
        TABLE.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return beside or alone


def _run(folder: str, marked: str, *how: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", *how, "-m", marked, *sys.argv[1:]]
    return subprocess.run(command, env={**os.environ, FOLDER: folder}, cwd=HERE.parent, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
