"""Bytes to text by a fixed rule, never by guessing: a BOM decides; otherwise strict UTF-8; otherwise cp1252, and it is said."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from dww_graph.errors import Fault, InputRefused, Text

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> tuple[str, Text | None]:
    """Return the text (line ends as LF, NFC) and a note when it was read as something other than UTF-8."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None:
        encoding = "utf-8" if _is_utf8(data) else "cp1252"
    note = None if encoding.startswith("utf-8") else Text(f"Gelezen als {encoding}.", f"Read as {encoding}.")
    return normalised(data.decode(encoding, errors="replace")), note


def read_text(path: Path) -> tuple[str, Text | None]:
    """Return the text of a whole file, as `decode` does; raises InputRefused when a character cannot be read."""
    data = path.read_bytes()
    text, note = decode(data)
    at = text.find("\ufffd")
    if at >= 0 and "\ufffd".encode() not in data:
        raise InputRefused(path.name, [_unreadable(f"{path.name}, regel {text.count(chr(10), 0, at) + 1}")])
    return text, note


def normalised(text: str) -> str:
    """Return text with LF line ends in Unicode form NFC, so that the same words are the same from every format."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _unreadable(where: str) -> Fault:
    return Fault(
        "onleesbaar-teken",
        Text("Hier staat een teken dat niet te lezen is.", "A character here cannot be read."),
        where,
        Text("tekst in UTF-8, UTF-16 of Windows (cp1252)", "text in UTF-8, UTF-16 or Windows (cp1252)"),
        Text("Bewaar het bestand opnieuw als UTF-8.", "Save the file again as UTF-8."),
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
