"""`/healthz`: is there a graph, which generation, how large, which version of the program."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version

from dww_graph.errors import CouldNotRun
from dww_graph.http.message import HttpAnswer
from dww_graph.http.served import RING, Served


def answer(served: Served) -> HttpAnswer:
    """Return 200 with the figures of the served generation, or 503 with the reason."""
    try:
        info = served.now().generation.info
    except CouldNotRun as error:
        return _json(503, {"status": "unavailable", "reason": error.what.en, "version": program_version()})
    told: dict[str, str | int] = {
        "generation": info.nummer,
        "built": info.gebouwd,
        "triples": info.ringen[RING].tripels,
    }
    return _json(200, {"status": "ok", **told, "version": program_version()})


def program_version() -> str:
    """Return the installed version of dww-graph, or "unknown" in a checkout that was not installed."""
    try:
        return version("dww-graph")
    except PackageNotFoundError:
        return "unknown"


def _json(status: int, told: dict[str, str | int]) -> HttpAnswer:
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    return HttpAnswer(status, headers, json.dumps(told).encode())
