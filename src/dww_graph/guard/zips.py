"""A packed file (xlsx, docx, odt, qdpx), judged member by member while it is unpacked: sizes in its headers are not believed."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import IO, Final

from dww_graph.guard import xml_form
from dww_graph.guard.refusals import Refused, is_plain

MAX_MEMBERS: Final = 2000
MAX_RATIO: Final = 100
MAX_UNPACKED: Final = 500 * 1024 * 1024
FREE: Final = 10 * 1024 * 1024
"""Bytes that may come out of a file whatever their ratio: a workbook of empty cells packs very well."""
_MAX_DIRECTORY: Final = 2 * 1024 * 1024
_END: Final = b"PK\x05\x06"
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PACKAGE: Final = frozenset({"[content_types].xml", "mimetype"})
_TEXTS: Final = (".txt", ".md", ".htm", ".html", ".csv", ".vtt", ".srt")
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_PUBLIC_NAME: Final = re.compile(
    r"(?:xl|word|docProps|_rels|META-INF)/[\w./-]{1,60}|(?:\[Content_Types\]|content|styles|meta|settings)\.xml|project\.qde"
)


class _Capped(io.FileIO):
    """A file of which nobody reads more than a bit at once: the list of members of a hostile zip can be 50 MB long."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MAX_DIRECTORY:
            raise zipfile.LargeZipFile
        return super().read(_MAX_DIRECTORY if size is None or size < 0 else size)


def check(path: Path, name: str) -> None:
    """Judge a zip that is called `name` in messages; raises Refused."""
    try:
        with _Capped(path) as raw, zipfile.ZipFile(raw) as archive:
            most = min(MAX_UNPACKED, max(FREE, MAX_RATIO * path.stat().st_size))
            _check_names(archive.infolist(), name)
            if sum(member.file_size for member in archive.infolist()) > most:
                raise Refused("zip-bom", name)
            _Unpacking(archive, most, name).check()
    except zipfile.LargeZipFile:
        raise Refused("te-veel-onderdelen", name) from None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, ValueError, OSError, LookupError):
        raise Refused("kapotte-zip" if _has_end(path) else "half-bestand", name) from None


def _has_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _MAX_DIRECTORY))
        return _END in file.read()


def _check_names(members: Sequence[zipfile.ZipInfo], name: str) -> None:
    if not members:
        raise Refused("leeg", name)
    if len(members) > MAX_MEMBERS:
        raise Refused("te-veel-onderdelen", name)
    seen: set[str] = set()
    for number, member in enumerate(members, 1):
        where = _where(name, number, member)
        if not _is_inside(member):
            raise Refused("naam-in-zip", where)
        if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Refused("koppeling-in-zip", where)
        if member.filename.casefold() in seen:
            raise Refused("dubbele-naam", where)
        if member.flag_bits & 0x1:
            raise Refused("versleutelde-zip", where)
        if member.compress_type not in _METHODS:
            raise Refused("zip-methode", where)
        seen.add(member.filename.casefold())


def _is_inside(member: zipfile.ZipInfo) -> bool:
    said = {member.filename, member.orig_filename}
    return not any(
        not name or name.startswith("/") or "\\" in name or _DRIVE.match(name) or not is_plain(name)
        or {"..", "."} & set(name.split("/"))
        for name in said
    )


def _where(name: str, number: int, member: zipfile.ZipInfo) -> str:
    """Return a place; of the names in a zip only those that a program gave are told, for others may be of people."""
    known = _PUBLIC_NAME.fullmatch(member.filename)
    return f"{name}, {member.filename}" if known else f"{name}, onderdeel {number}"


class _Unpacking:
    """Unpacks member after member, keeping nothing, and counts what comes out."""

    def __init__(self, archive: zipfile.ZipFile, most: int, name: str) -> None:
        self._archive, self._most, self._name = archive, most, name
        self._budget = xml_form.Budget()
        self._is_package = any(member.filename.casefold() in _PACKAGE for member in archive.infolist())

    def check(self) -> None:
        """Judge every member; raises Refused."""
        for number, member in enumerate(self._archive.infolist(), 1):
            where = _where(self._name, number, member)
            if self._may_be_xml(member) and member.file_size > xml_form.SHORTEST * self._budget.elements:
                self._count(member, where)
            with self._archive.open(member) as file:
                self._member(file, member, where)

    def _may_be_xml(self, member: zipfile.ZipInfo) -> bool:
        return self._is_package or not member.filename.lower().endswith(_TEXTS)

    def _count(self, member: zipfile.ZipInfo, where: str) -> None:
        """Refuse a long member with too many elements before it is parsed; it gives no more than its header says."""
        with self._archive.open(member) as file:
            head = file.read(xml_form.CHUNK)
            rest = iter(lambda: file.read(xml_form.CHUNK), b"")
            if xml_form.is_xml(head) and self._too_many(head, rest):
                raise Refused("te-veel-elementen", where)

    def _too_many(self, head: bytes, rest: Iterable[bytes]) -> bool:
        begin = head.removeprefix(xml_form.DECLARATION)
        return xml_form.fewest_elements(chain((begin,), rest)) > self._budget.elements

    def _member(self, file: IO[bytes], member: zipfile.ZipInfo, where: str) -> None:
        data = file.read(xml_form.CHUNK)
        judged = None
        if self._may_be_xml(member):
            xml_form.check_encoding(data, where)
            judged = xml_form.Pass(where, self._budget) if xml_form.is_xml(data) else None
        while data:
            self._most -= len(data)
            if self._most < 0:
                raise Refused("zip-bom", where)
            if judged:
                judged.feed(data)
            data = file.read(xml_form.CHUNK)
        if judged:
            judged.close()
