"""The outside of a coding project: a `.qdpx` archive or a bare `.qde` or `.qdc`, read in memory with caps, never unpacked."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from urllib.parse import unquote

from dww_graph.errors import InputRefused
from dww_graph.read import qda_faults

MAX_TEXT: Final = 50 * 1024 * 1024
MAX_PROJECT: Final = 400 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, NotImplementedError, OSError)


def is_archive(head: bytes) -> bool:
    """Tell whether a file begins as a zip does."""
    return head.startswith(_ZIP)


def projects_in(path: Path) -> list[str]:
    """Return the `*.qde` members at the root of an archive; none when it cannot be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _roots(archive)
    except _BROKEN:
        return []


class Container:
    """A project that is open: its XML as a fresh stream each time, and the texts of its sources by base name."""

    def __init__(self, path: Path, archive: zipfile.ZipFile | None) -> None:
        self._path, self._archive = path, archive
        self._members: dict[str, zipfile.ZipInfo | None] = {}
        self._root = ""
        if archive is not None:
            self._list(archive)

    @contextmanager
    def xml(self) -> Iterator[IO[bytes]]:
        """Open the XML of the project; raises InputRefused when it is more than may be."""
        opened: IO[bytes] = self._archive.open(self._root) if self._archive else self._path.open("rb")
        with opened as stream:
            yield io.BufferedReader(_Capped(stream, MAX_PROJECT, self._path.name))

    def text(self, reference: str) -> bytes | None:
        """Return the bytes of a source named `internal://…`, `relative://…` or plainly; None when it is not in the archive."""
        base = _base(reference)
        member = self._members.get(base) or self._members.get(_base(unquote(reference)))
        if member is None or self._archive is None:
            return None
        with self._archive.open(member) as stream:
            data = stream.read(MAX_TEXT + 1)
        if len(data) > MAX_TEXT:
            raise InputRefused(self._path.name, [qda_faults.too_large(self._path.name, MAX_TEXT)])
        return data

    def _list(self, archive: zipfile.ZipFile) -> None:
        names = [member.filename.casefold() for member in archive.infolist()]
        if len(set(names)) != len(names):
            raise InputRefused(self._path.name, [qda_faults.double_member(self._path.name)])
        roots = _roots(archive)
        if len(roots) != 1:
            raise InputRefused(self._path.name, [qda_faults.no_project(self._path.name, len(roots))])
        self._root = roots[0]
        for member in archive.infolist():
            base = _base(member.filename)
            self._members[base] = None if base in self._members else member


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """Open a project; whatever is wrong with the archive becomes an InputRefused, also while it is read."""
    with path.open("rb") as file:
        archived = is_archive(file.read(len(_ZIP)))
    try:
        if archived:
            with zipfile.ZipFile(path) as archive:
                yield Container(path, archive)
        else:
            yield Container(path, None)
    except _BROKEN as error:
        raise InputRefused(path.name, [qda_faults.broken(path.name, "")]) from error


def _roots(archive: zipfile.ZipFile) -> list[str]:
    named = (name for name in archive.namelist() if name.lower().endswith(".qde") and not name.startswith("."))
    return [name for name in named if "/" not in name and "\\" not in name]


def _base(reference: str) -> str:
    return reference.replace("\\", "/").rsplit("/", 1)[-1].casefold()


class _Capped(io.RawIOBase):
    """A stream that gives at most so many bytes and then refuses."""

    def __init__(self, stream: IO[bytes], limit: int, name: str) -> None:
        self._stream, self._limit, self._left, self._name = stream, limit, limit, name

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raises InputRefused past the limit."""
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise InputRefused(self._name, [qda_faults.too_large(self._name, self._limit)])
        buffer[: len(data)] = data
        return len(data)
