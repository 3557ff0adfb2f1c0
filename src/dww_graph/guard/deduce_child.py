"""The child process that holds deduce: one text a line comes in, what was found in it goes out. It keeps and logs nothing."""

from __future__ import annotations

import importlib
import json
import logging
import sys
from collections.abc import Callable
from typing import IO

from dww_graph.confined import cap, shut_in

_MEMORY_MB = 4096
_SECONDS = 3600.0

Finder = Callable[[str], list[tuple[int, int, str]]]
"""From a text to what was found in it: start, end (exclusive), label."""


def main() -> None:
    """Answer until there are no more lines."""
    sink = sys.stdout
    sys.stdout = sys.stderr  # what a library prints must not come between the answers
    shut_in()
    cap(_MEMORY_MB, _SECONDS)
    logging.disable(logging.CRITICAL)
    serve(sys.stdin, sink, _deduce())


def serve(source: IO[str], sink: IO[str], finder: Finder) -> None:
    """Read one JSON text a line, write one JSON list a line."""
    for line in source:
        sink.write(json.dumps(finder(json.loads(line))) + "\n")
        sink.flush()


def _deduce() -> Finder:
    model = importlib.import_module("deduce").Deduce()

    def find(text: str) -> list[tuple[int, int, str]]:
        document = model.deidentify(text)
        return [(each.start_char, each.end_char, each.tag) for each in document.annotations]

    return find
