"""The gate: size and form of a file, judged before any reader sees it. What opens like a zip, XML or text is judged as such.

A refusal is one fault with a code of `refusals`. Nothing is unpacked to disk, and no more than the file itself is held in memory.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from dww_graph.errors import Fault, Text
from dww_graph.guard import text_form, xml_form, zips
from dww_graph.guard.refusals import Refused, is_plain, refusal, shown

MAX_BYTES: Final = 50 * 1024 * 1024
_HEAD: Final = 4096
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_SQLITE: Final = b"SQLite format 3\x00"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_KINDS: Final[tuple[tuple[str, tuple[bytes, ...]], ...]] = (
    ("pdf", (b"%PDF-",)),
    ("rtf", (b"{\\rtf",)),
    ("afbeelding", (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"8BPS")),
    ("opname", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"RIFF",
                b"\x30\x26\xb2\x75\x8e\x66\xcf\x11")),
    ("ander-archief", (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"PK\x07\x08", b"\x28\xb5\x2f\xfd")),
)
_READABLE: Final = ("pdf", "rtf")
_MEDIA_BOX: Final = re.compile(rb"^....ftyp(heic|heix|mif1|avif)?", re.DOTALL)
_WEBP: Final = re.compile(rb"^RIFF....WEBP", re.DOTALL)
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_HTML: Final = re.compile(
    r"(?:<\?xml[^>]*+>|<!--.*?-->|\s)*+<(?:!doctype\s+html|html|head|body|meta|table|script|title|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_TEXTS: Final = (".txt", ".md", ".markdown", ".csv", ".vtt", ".srt", ".ttl", ".nt", ".nq", ".trig")
"""Endings of text, which may well open like XML: `<Anna> hallo`, `<urn:x:a> <urn:x:b>`."""


def check_file(path: Path) -> tuple[Fault, ...]:
    """Return what is wrong with the size or form of a file; empty when it may be read."""
    name = shown(path.name)
    if path.is_dir():
        return (_folder(name),)
    try:
        _check(path, name)
    except Refused as refused:
        return (refused.fault,)
    except OSError:
        return (refusal("geen-bestand", name),)
    return ()


def _check(path: Path, name: str) -> None:
    if not is_plain(path.name):
        raise Refused("bestandsnaam", name)
    if not path.is_file():
        raise Refused("geen-bestand", name)
    if path.stat().st_size > MAX_BYTES:
        raise Refused("te-groot", name)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    _check_kind(path, head, name)
    if head.startswith(_ZIP):
        zips.check(path, name)
    elif not head.startswith(_SQLITE):
        _check_text(path, head, name)


def _check_kind(path: Path, head: bytes, name: str) -> None:
    """Refuse what the first bytes show to be something that no reader takes, by its own name."""
    if not head or head.startswith(_EMPTY_ZIP):
        raise Refused("leeg", name)
    if head.startswith(_OLE):
        raise Refused("met-wachtwoord" if _ENCRYPTED in path.read_bytes() else "oud-office-bestand", name)
    if box := _MEDIA_BOX.match(head):
        raise Refused("afbeelding" if box[1] else "opname", name)
    if _WEBP.match(head):
        raise Refused("afbeelding", name)
    for code, marks in _KINDS:
        if head.startswith(marks) and (code in _READABLE or _BINARY.search(head)):
            raise Refused(code, name)
    if _HTML.match(_as_text(head)):
        raise Refused("html", name)


def _check_text(path: Path, head: bytes, name: str) -> None:
    xml_form.check_encoding(head, name)
    data = path.read_bytes()
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise Refused("leeg", name)
    if not xml_form.is_xml(head) or not _passes_as_xml(data, name, path.suffix.lower() in _TEXTS):
        text_form.check(data, name)


def _passes_as_xml(data: bytes, name: str, may_be_text: bool) -> bool:
    """Judge XML; False for what may be text and is no XML after all."""
    try:
        _check_xml(data, name)
    except Refused as refused:
        if may_be_text and refused.fault.code == "kapotte-xml":
            return False
        raise
    return True


def _check_xml(data: bytes, name: str) -> None:
    judged = xml_form.Pass(name, xml_form.Budget())
    for start in range(0, len(data), xml_form.CHUNK):
        judged.feed(data[start : start + xml_form.CHUNK])
    judged.close()


def _as_text(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _folder(name: str) -> Fault:
    return Fault(
        "map",
        Text("Dit is een map, geen bestand.", "This is a folder, not a file."),
        name,
        Text("de bestanden zelf", "the files themselves"),
        Text(f"Typ bijvoorbeeld: dww ingest {name}/*.md", f"Type for example: dww ingest {name}/*.md"),
    )
