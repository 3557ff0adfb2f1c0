"""The child process in which a file of a stranger is judged and read, and the pipe between it and its parent (`reading`).

It has no network, may write nothing and start nothing, and caps its own memory and processor time; the parent kills it when it
stays silent. So a file can cost its own reading, and never the server or the store.

Frames on the pipe: one letter, the length as four bytes, the payload as JSON. `K` tell the format of a path, `Q` read a path;
`R` ready, `D` a list of items, `Z` the end (payload: the format, empty when the file was refused at the gate).
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Final

from dww_graph.confined import cap, only_read, receive, send, shut_in
from dww_graph.errors import DwwError, Fault, InputRefused, Text
from dww_graph.guard import limits
from dww_graph.model import Item
from dww_graph.read import registry, wire

MEMORY_MB: Final = 2048
SECONDS: Final = 900.0
STACK_BYTES: Final = 64 * 1024 * 1024
_BATCH: Final = 100


def main() -> None:
    """Run the child: a large stack, because some parsers recurse."""
    shut_in()
    only_read()
    threading.stack_size(STACK_BYTES)
    child = threading.Thread(target=_serve, args=(sys.stdin.buffer, sys.stdout.buffer))
    child.start()
    child.join()


def _serve(source: IO[bytes], sink: IO[bytes]) -> None:
    send(sink, b"R", b"")
    while (frame := receive(source)) is not None:
        path = Path(json.loads(frame[1]))
        cap(MEMORY_MB, SECONDS)
        found = _Judged(path, whole=frame[0] == b"Q")
        items = found.items()
        while batch := list(islice(items, _BATCH)):
            send(sink, b"D", json.dumps([wire.encode(item) for item in batch]).encode())
        send(sink, b"Z", found.format.encode())


class _Judged:
    """One file: past the gate, recognised, and (when `whole`) read."""

    def __init__(self, path: Path, whole: bool) -> None:
        self._path, self._whole, self.format = path, whole, ""

    def items(self) -> Iterator[Item]:
        """Yield what the file holds; whatever goes wrong is an item too."""
        try:
            yield from self._items()
        except InputRefused as refusal:
            yield from refusal.faults
        except DwwError as error:
            yield Fault("niet-te-lezen", error.what, error.where or self._path.name, error.expected, error.do)
        except MemoryError:
            yield _stopped(self._path.name, Text("Dit bestand vraagt te veel geheugen.", "This file needs too much memory."))
        except Exception as error:  # noqa: BLE001 - whatever a parser throws costs this file and nothing else
            kind = type(error).__name__
            told = Text(f"Dit bestand is niet te lezen ({kind}).", f"This file cannot be read ({kind}).")
            yield _stopped(self._path.name, told)

    def _items(self) -> Iterator[Item]:
        faults = limits.check_file(self._path)
        yield from faults
        if not faults:
            reader = registry.choose(self._path)
            self.format = reader.name
            if self._whole:
                yield from reader.read(self._path)


def _stopped(name: str, what: Text) -> Fault:
    return Fault(
        "leesfout",
        what,
        name,
        Text("een heel en gewoon bestand van deze soort", "a whole and ordinary file of this kind"),
        Text("Bewaar of exporteer het opnieuw. Helpt dat niet, meld dan welk programma het maakte.",
             "Save or export it again. If that does not help, report which program made it."),
    )
