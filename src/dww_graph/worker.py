"""The child process in which a stranger's query runs, and the pipe between it and its parent (`workers`).

It opens the published store read-only, leaves the network where the platform allows that, and caps its own memory and
processor time; the parent kills it at the time limit. Answers travel as SPARQL JSON: data, never code.

Frames on the pipe: one letter, the length as four bytes, the payload. `Q` query; `R` ready, `D` part of an answer, `Z` its
end (payload: the kind of answer), `E` a failure told as JSON.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast
from typing import Literal as OneOf

from dww_graph.answer import Iri, Literal, Node, Result, Triple, json_term
from dww_graph.confined import cap, receive, send, shut_in
from dww_graph.errors import DwwError, QueryRefused, QueryTimeout, StoreError, Text
from dww_graph.store import Store

Kind = OneOf["select", "ask", "construct"]
STACK_BYTES: Final = 64 * 1024 * 1024
_CHUNK: Final = 64 * 1024
_TRIPLE_COLUMNS: Final = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use: seconds of wall clock, rows, bytes of SPARQL JSON, and MiB of address space.

    An idle worker with an open store takes some 250 of those MiB.
    """

    seconds: float = 10.0
    rows: int = 10_000
    bytes: int = 16 * 1024 * 1024
    memory_mb: int = 1024


def read_result(kind: Kind, body: bytes) -> Result:
    """Return the answer that the frames held."""
    data = json.loads(body)
    if kind == "ask":
        return Result("ask", boolean=bool(data["boolean"]))
    columns = tuple(data["head"]["vars"])
    rows = tuple(tuple(_node(row.get(name)) for name in columns) for row in data["results"]["bindings"])
    if kind == "select":
        return Result("select", columns, rows)
    return Result("construct", triples=tuple(Triple(*cast(tuple[Iri, Iri, Node], row)) for row in rows))


def _node(term: Mapping[str, str] | None) -> Node | None:
    if term is None:
        return None
    if term["type"] == "literal":
        return Literal(term["value"], term.get("datatype"), term.get("xml:lang"))
    return Iri(f"_:{term['value']}" if term["type"] == "bnode" else term["value"])


def too_much_memory() -> QueryTimeout:
    """Return the failure of a query that met the cap on memory."""
    return QueryTimeout(
        Text(
            "De vraag had meer geheugen nodig dan mag en is gestopt.",
            "Stopped: the query needed more memory than allowed.",
        ),
        do=Text("Vraag minder tegelijk, of voeg voorwaarden toe.", "Ask less at once, or add conditions."),
    )


class _Child:
    """The loop of the child process: read a query, write its answer."""

    def __init__(self, source: IO[bytes], sink: IO[bytes]) -> None:
        self._source, self._sink = source, sink
        self._opened: tuple[str, Store] | None = None

    def serve(self) -> None:
        """Answer until the parent closes the pipe."""
        send(self._sink, b"R", b"")
        while (frame := receive(self._source)) is not None:
            request = json.loads(frame[1])
            try:
                self._answer(request["store"], request["text"], Limits(**request["limits"]))
            except DwwError as error:
                self._fail(error)
            except MemoryError:
                self._fail(too_much_memory())
            except Exception as error:  # noqa: BLE001 - whatever the engine throws is told to the asker
                self._fail(StoreError(Text(f"De vraag mislukte: {error}", f"The query failed: {error}")))

    def _answer(self, path: str, text: str, limits: Limits) -> None:
        store = self._open(path)
        cap(limits.memory_mb, 2 * limits.seconds)
        result = store.query(text, max_rows=limits.rows + 1)
        if max(len(result.rows), len(result.triples)) > limits.rows:
            raise _too_many(f"{limits.rows} rijen", f"{limits.rows} rows", limits.rows)
        sent = 0
        for chunk in _chunks(_json_parts(result)):
            sent += len(chunk)
            if sent > limits.bytes:
                raise _too_many(f"{limits.bytes} bytes", f"{limits.bytes} bytes", limits.rows // 10)
            send(self._sink, b"D", chunk)
        send(self._sink, b"Z", result.kind.encode())

    def _open(self, path: str) -> Store:
        """Return the store at `path`; opening starts threads, so it is done without the cap on address space."""
        if self._opened is None or self._opened[0] != path:
            cap(None)
            self._opened = (path, Store.open_read_only(Path(path)))
        return self._opened[1]

    def _fail(self, error: DwwError) -> None:
        texts = {"what": error.what, "expected": error.expected, "do": error.do}
        said = {name: (text.nl, text.en) for name, text in texts.items()}
        told = {"error": type(error).__name__, "where": error.where, **said}
        send(self._sink, b"E", json.dumps(told).encode())


def _too_many(nl: str, en: str, limit: int) -> QueryRefused:
    return QueryRefused(
        Text(f"Het antwoord is groter dan {nl}.", f"The answer is larger than {en}."),
        expected=Text(f"hoogstens {nl}", f"at most {en}"),
        do=Text(
            f"Zet `LIMIT {limit}` achter de vraag, of vraag minder.",
            f"Put `LIMIT {limit}` after the query, or ask less.",
        ),
    )


def _json_parts(result: Result) -> Iterator[str]:
    """Yield SPARQL JSON results piece by piece; triples go as rows of subject, predicate, object."""
    if result.kind == "ask":
        yield json.dumps({"head": {}, "boolean": result.boolean})
        return
    columns = result.columns if result.kind == "select" else _TRIPLE_COLUMNS
    rows: Iterator[Sequence[Node | None]] = (
        iter(result.rows)
        if result.kind == "select"
        else ((t.subject, t.predicate, t.object) for t in result.triples)
    )
    yield f'{{"head": {{"vars": {json.dumps(columns)}}}, "results": {{"bindings": ['
    for number, row in enumerate(rows):
        bound = {name: json_term(node) for name, node in zip(columns, row, strict=True) if node is not None}
        yield (", " if number else "") + json.dumps(bound)
    yield "]}}"


def _chunks(parts: Iterator[str]) -> Iterator[bytes]:
    waiting = bytearray()
    for part in parts:
        waiting += part.encode()
        if len(waiting) >= _CHUNK:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)


def main() -> None:
    """Run the child: a large stack, because the engine's parser and planner recurse."""
    shut_in()
    threading.stack_size(STACK_BYTES)
    child = threading.Thread(target=_Child(sys.stdin.buffer, sys.stdout.buffer).serve)
    child.start()
    child.join()
