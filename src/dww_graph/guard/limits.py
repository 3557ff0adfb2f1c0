"""Size and form of a file, judged before any parser sees it."""

from __future__ import annotations

import codecs
import zipfile
import zlib
from pathlib import Path

from dww_graph.errors import Fault, Text

MAX_BYTES = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_MEMBERS = 2000
MAX_DEPTH = 128
MAX_UNPACKED = 500 * 1024 * 1024
_HEAD = 4096


def check_file(path: Path) -> tuple[Fault, ...]:
    """Return what is wrong with the size or form of a file; empty when it may be read."""
    if path.is_dir():
        return (_folder(path),)
    if not path.is_file():
        return (_fault("geen-bestand", path, Text("Dit bestand is er niet.", "This file does not exist."),
                       Text("een bestaand bestand", "an existing file")),)
    if path.stat().st_size > MAX_BYTES:
        return (_fault("te-groot", path, Text("Dit bestand is te groot.", "This file is too large."),
                       Text("hoogstens 50 MB", "at most 50 MB")),)
    with path.open("rb") as file:
        is_zip = file.read(4) == b"PK\x03\x04"
    return _check_zip(path) if is_zip else _check_text(path)


def _check_zip(path: Path) -> tuple[Fault, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_members(path, archive)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return (_fault("kapotte-zip", path, Text("Dit bestand is beschadigd.", "This file is damaged."),
                       Text("een heel bestand", "a whole file")),)


def _check_members(path: Path, archive: zipfile.ZipFile) -> tuple[Fault, ...]:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    bomb = unpacked > MAX_UNPACKED or (unpacked / packed > MAX_RATIO and unpacked > MAX_BYTES) or len(members) > MAX_MEMBERS
    outside = any(member.filename.startswith(("/", "\\")) or ".." in Path(member.filename).parts for member in members)
    if bomb or outside:
        what = Text("Dit bestand pakt uit tot meer dan het mag zijn.", "This file unpacks to more than it may be.")
        return (_fault("zip-bom", path, what, Text("een gewoon werkboek", "an ordinary workbook")),)
    return (_dtd(path),) if any(_has_dtd(_head(archive, member)) for member in members) else ()


def _head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        return file.read(_HEAD)


def _has_dtd(head: bytes) -> bool:
    return b"<!DOCTYPE" in head.replace(b"\0", b"").upper()


def _dtd(path: Path) -> Fault:
    what = Text("Dit bestand verwijst naar een DTD; dat mag niet.", "This file names a DTD; that is not allowed.")
    return _fault("dtd", path, what, Text("een bestand zonder DOCTYPE", "a file without DOCTYPE"))


def _check_text(path: Path) -> tuple[Fault, ...]:
    data = path.read_bytes()
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = Text("Dit bestand is geen tekst en geen werkboek.", "This file is neither text nor a workbook.")
        return (_fault("geen-tekst", path, what,
                       Text("tekst (UTF-8, UTF-16 of Windows) of .xlsx", "text (UTF-8, UTF-16 or Windows) or .xlsx")),)
    if _has_dtd(data[:_HEAD]):
        return (_dtd(path),)
    if data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"[", b"-") and _depth(data) > MAX_DEPTH:
        what = Text("Dit bestand is te diep genest.", "This file is nested too deep.")
        return (_fault("te-diep", path, what, Text(f"hoogstens {MAX_DEPTH} niveaus", f"at most {MAX_DEPTH} levels")),)
    return ()


def _depth(data: bytes) -> int:
    depth = deepest = 0
    for byte in data:
        if byte in b"{[":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"}]":
            depth -= 1
    return deepest


def _folder(path: Path) -> Fault:
    return Fault(
        "map",
        Text("Dit is een map, geen bestand.", "This is a folder, not a file."),
        path.name,
        Text("de bestanden zelf", "the files themselves"),
        Text(f"Typ bijvoorbeeld: dww ingest {path.name}/*.md", f"Type for example: dww ingest {path.name}/*.md"),
    )


def _fault(code: str, path: Path, what: Text, expected: Text) -> Fault:
    do = Text("Kijk na of dit het goede bestand is.", "Check whether this is the right file.")
    return Fault(code, what, path.name, expected, do)
