"""How fast each hostile file is refused, and by what: every attack of the tests, through the child that reads.

    python -m benchmarks.hostile [WORD]

Building a file is not counted; judging is, from the question to the last answer of a warm child. The goal is less than one
second for each. With WORD only attacks whose name holds it are run. Of three runs of each the median is told.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import warnings
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.attacks import ATTACKS
from tests.hostile.files import SECRET, Attack, Ground, judged

from dww_graph.reading import FileReader

GOAL = 1.0
RUNS = 3


def measure(attack: Attack, reader: FileReader) -> tuple[str, int, float]:
    """Return the codes with which an attack is met, the bytes of its file, and the median seconds of judging it."""
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        secret = Path(folder) / "geheim.txt"
        secret.write_text(SECRET, encoding="utf-8")
        (Path(folder) / "in").mkdir()
        path = attack.build(Ground(Path(folder) / "in", "http://127.0.0.1:9", secret))
        seconds = []
        for _ in range(RUNS):
            start = time.perf_counter()
            codes = {fault.code for fault in judged(path, reader)}
            seconds.append(time.perf_counter() - start)
        return ", ".join(sorted(codes)) or "(read)", path.stat().st_size, statistics.median(seconds)


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    word = arguments[0] if arguments else ""
    say = sys.stdout.write
    say(f"load average {os.getloadavg()[0]:.1f} at the start\n\n| attack | bytes | refused by | seconds |\n|---|---|---|---|\n")
    taken = []
    with closing(FileReader()) as reader:
        list(reader.items(Path("geen")))
        for attack in ATTACKS:
            if word in attack.name:
                codes, size, seconds = measure(attack, reader)
                taken.append(seconds)
                say(f"| {attack.name} | {size:,} | {codes} | {seconds:.3f}{'' if seconds < GOAL else ' (!)'} |\n")
    if taken:
        say(f"\n{len(taken)} attacks, median {statistics.median(taken):.3f} s, slowest {max(taken):.2f} s\n")


if __name__ == "__main__":
    main(sys.argv[1:])
