"""One writer at a time: a lock on the data folder that names who holds it, and that ends with the process."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from dww_graph.errors import Locked, Text


@contextmanager
def writing(home: Path, verb: str) -> Iterator[None]:
    """Hold the writer lock of a data folder; raises Locked, which names the holder, when another process has it."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held(file) from None
        file.seek(0)
        file.truncate()
        file.write(json.dumps({"proces": os.getpid(), "opdracht": verb,
                               "sinds": datetime.now(UTC).isoformat(timespec="seconds")}))
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()


def _held(file: IO[str]) -> Locked:
    file.seek(0)
    text = file.read()
    try:
        holder = json.loads(text)
    except ValueError:
        holder = {}
    told = f"proces {holder.get('proces', '?')} (dww {holder.get('opdracht', '?')}, sinds {holder.get('sinds', '?')})"
    return Locked(
        Text("Een ander proces schrijft nu in deze graaf.", "Another process is writing to this graph now."),
        told,
        do=Text("Wacht tot het klaar is, of stop dat proces.", "Wait until it is done, or stop that process."),
    )
