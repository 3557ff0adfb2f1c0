"""Queries of strangers, run in processes that can be killed.

The engine has no time limit and cannot be interrupted, so a query runs in a child process (`worker`). The parent kills the
child at the time limit or at the stop button, replaces it, and keeps one warm, so that a query costs a millisecond extra.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Final, cast

from dww_graph import confined
from dww_graph.answer import Result
from dww_graph.confined import receive, send
from dww_graph.errors import DwwError, QueryRefused, QueryTimeout, StoreError, Text
from dww_graph.guard.query import check_query
from dww_graph.worker import Kind, Limits, read_result, too_much_memory

__all__ = ["STANDARD", "Limits", "Stop", "WorkerPool", "run_query", "shared_pool"]
STANDARD: Final = Limits()
START_SECONDS: Final = 30.0
QUERIES_PER_WORKER: Final = 500
_OUT_OF_MEMORY: Final = (b"memory allocation", b"bad_alloc")
_ERRORS: Final[Mapping[str, type[DwwError]]] = {"QueryRefused": QueryRefused, "QueryTimeout": QueryTimeout}


class Stop:
    """A stop button for one query: `cancel()` from any thread ends it at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._asked = False

    def cancel(self) -> None:
        """Kill the worker that runs the query; a query that has not started yet never will."""
        with self._lock:
            self._asked = True
            if self._worker is not None:
                self._worker.kill(_stopped())

    def hold(self, worker: _Worker | None) -> None:
        """Point the button at a worker, or at none; raises QueryTimeout when it was pressed before."""
        with self._lock:
            self._worker = worker
            if worker is not None and self._asked:
                raise _stopped()


class _Worker:
    """One child process. `ask` is called by one thread at a time; `kill` by any."""

    def __init__(self) -> None:
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no text of a user
            confined.command("dww_graph.worker"),
            env=confined.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,
        )
        self._verdict: DwwError | None = None
        self._ready = False
        self._asked = 0

    @property
    def usable(self) -> bool:
        """Whether the process lives and may take another query."""
        return self._verdict is None and self._process.poll() is None and self._asked < QUERIES_PER_WORKER

    def kill(self, verdict: DwwError | None = None) -> None:
        """End the process now; whoever waits for its answer gets `verdict`."""
        self._verdict = self._verdict or verdict
        self._process.kill()

    def close(self) -> None:
        """End the process and free its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def ask(self, request: Mapping[str, Any], seconds: float) -> tuple[Kind, bytes]:
        """Send one query and return the kind and the SPARQL JSON of its answer; raises what went wrong."""
        self._asked += 1
        if not self._ready:
            with self._watch(START_SECONDS, _crashed("start")):
                self._await_ready()
        with self._watch(seconds, _too_slow(seconds)):
            return self._exchange(json.dumps(request).encode())

    def _watch(self, seconds: float, verdict: DwwError) -> _Watch:
        return _Watch(threading.Timer(seconds, self.kill, (verdict,)))

    def _await_ready(self) -> None:
        if self._receive()[0] != b"R":
            raise _crashed("start")
        self._ready = True

    def _exchange(self, request: bytes) -> tuple[Kind, bytes]:
        assert self._process.stdin is not None
        with suppress(OSError):
            send(self._process.stdin, b"Q", request)
        body = bytearray()
        while True:
            letter, payload = self._receive()
            if letter == b"Z":
                return cast(Kind, payload.decode()), bytes(body)
            if letter == b"E":
                raise _told_error(payload)
            body += payload

    def _receive(self) -> tuple[bytes, bytes]:
        assert self._process.stdout is not None
        frame = receive(self._process.stdout)
        if frame is None:
            raise self._death()
        return frame

    def _death(self) -> DwwError:
        code = self._process.wait()
        if self._verdict is not None:
            return self._verdict
        self._verdict = _crashed(str(code))
        self._errors.seek(0)
        said = self._errors.read()
        return too_much_memory() if any(sign in said for sign in _OUT_OF_MEMORY) else self._verdict


class _Watch:
    """A timer that runs as long as a `with` block."""

    def __init__(self, timer: threading.Timer) -> None:
        self._timer = timer

    def __enter__(self) -> None:
        self._timer.daemon = True
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


class WorkerPool:
    """A few workers, started when first needed; a killed one is replaced, so that the next query finds a warm one."""

    def __init__(self, size: int = 4) -> None:
        self._slots = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []

    def warm(self) -> None:
        """Start a worker ahead of the first query; returns at once."""
        with self._lock:
            if not self._idle:
                self._idle.append(_Worker())

    def run(self, store_path: Path, text: str, limits: Limits, stop: Stop | None = None) -> Result:
        """Check the query, run it in a worker and return its answer.

        Raises QueryRefused (gate, syntax, more rows or bytes than allowed), QueryTimeout (time, memory, stopped, all workers
        busy) and StoreError (no such store, or the worker broke down).
        """
        check_query(text)
        if not self._slots.acquire(timeout=limits.seconds):
            raise _busy()
        try:
            kind, body = self._ask(store_path, text, limits, stop or Stop())
        finally:
            self._slots.release()
        return read_result(kind, body)

    def close(self) -> None:
        """End the idle workers."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def _ask(self, store_path: Path, text: str, limits: Limits, stop: Stop) -> tuple[Kind, bytes]:
        worker = self._take()
        try:
            stop.hold(worker)
            request = {"store": str(store_path.resolve()), "text": text, "limits": asdict(limits)}
            return worker.ask(request, limits.seconds)
        finally:
            stop.hold(None)
            self._give_back(worker)

    def _take(self) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.usable:
                    return worker
                worker.close()
        return _Worker()

    def _give_back(self, worker: _Worker) -> None:
        if not worker.usable:
            worker.close()
            worker = _Worker()
        with self._lock:
            self._idle.append(worker)


@lru_cache(maxsize=1)
def shared_pool() -> WorkerPool:
    """Return the one pool of this process; its children end with it, because their input closes."""
    return WorkerPool()


def run_query(store_path: Path, text: str, limits: Limits = STANDARD, stop: Stop | None = None) -> Result:
    """Run a stranger's query on a published store; see `WorkerPool.run`."""
    return shared_pool().run(store_path, text, limits, stop)


def _told_error(payload: bytes) -> DwwError:
    told = json.loads(payload)
    what, expected, do = (Text(*told[name]) for name in ("what", "expected", "do"))
    return _ERRORS.get(told["error"], StoreError)(what, told["where"], expected, do)


def _too_slow(seconds: float) -> QueryTimeout:
    return QueryTimeout(
        Text(
            f"De vraag duurde langer dan {seconds:g} seconden en is gestopt.",
            f"Stopped: it took over {seconds:g} seconds.",
        ),
        expected=Text("een vraag die minder doorzoekt", "a query that searches less"),
        do=Text("Vraag minder tegelijk, of voeg voorwaarden toe.", "Ask less at once, or add conditions."),
    )


def _stopped() -> QueryTimeout:
    return QueryTimeout(
        Text("De vraag is gestopt.", "The query was stopped."), do=Text("Stel hem opnieuw.", "Ask it again.")
    )


def _busy() -> QueryTimeout:
    return QueryTimeout(
        Text("Er lopen te veel vragen tegelijk.", "Too many queries are running."),
        do=Text("Probeer het over een halve minuut opnieuw.", "Try again in half a minute."),
    )


def _crashed(code: str) -> StoreError:
    return StoreError(
        Text(
            "Het onderdeel dat vragen uitvoert, is onverwacht gestopt.",
            "The process that runs queries ended unexpectedly.",
        ),
        f"worker ({code})",
        do=Text(
            "Stel de vraag opnieuw; er is al een nieuw onderdeel gestart.",
            "Ask again; a new process has been started.",
        ),
    )
