"""Files read in a process of their own (`reader`): the parent asks, takes items as they come, and kills a child that hangs."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from dww_graph import confined
from dww_graph.errors import Fault, Text
from dww_graph.model import Item
from dww_graph.read import wire

SILENCE: Final = 120.0
"""Seconds that a child may say nothing before it is killed."""


class FileReader:
    """One child that reads files one after the other; a new one is started when it fell over. Close it after use."""

    def __init__(self, silence: float = SILENCE) -> None:
        self._silence = silence
        self._child: subprocess.Popen[bytes] | None = None
        self.format = ""

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            self._child = None

    def format_of(self, path: Path) -> str:
        """Return the name of the format of a file, empty when it cannot be read."""
        return "" if any(True for _ in self._ask(b"K", path)) else self.format

    def items(self, path: Path) -> Iterator[Item]:
        """Yield the items of a file as they are read; `format` holds its name after the last one.

        A file at which the child falls over or falls silent gives one more item: the fault that says so.
        """
        yield from self._ask(b"Q", path)

    def _ask(self, letter: bytes, path: Path) -> Iterator[Item]:
        self.format = ""
        child = self._started()
        assert child.stdin is not None
        ended = False
        try:
            with suppress(OSError):
                confined.send(child.stdin, letter, json.dumps(str(path.absolute())).encode())
            while (frame := self._frame(child)) is not None and frame[0] == b"D":
                yield from map(wire.decode, json.loads(frame[1]))
            ended = frame is not None
            self.format = frame[1].decode() if frame else ""
            if not ended:
                yield _fell_over(path.name)
        finally:
            if not ended:
                self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no text of a user
                confined.command("dww_graph.reader"),
                env=confined.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._frame(self._child)
        return self._child

    def _frame(self, child: subprocess.Popen[bytes]) -> tuple[bytes, bytes] | None:
        assert child.stdout is not None
        watch = threading.Timer(self._silence, child.kill)
        watch.start()
        try:
            return confined.receive(child.stdout)
        finally:
            watch.cancel()


def _fell_over(name: str) -> Fault:
    return Fault(
        "lezen-gestopt",
        Text("Het lezen van dit bestand is gestopt: het vroeg te veel geheugen of te veel tijd.",
             "Reading this file was stopped: it needed too much memory or too much time."),
        name,
        Text("een heel en gewoon bestand van hoogstens 50 MB", "a whole and ordinary file of at most 50 MB"),
        Text("Kijk na of dit het goede bestand is. Deel een groot bestand in stukken.",
             "Check whether this is the right file. Split a large file."),
    )
