"""Bytes to text by a fixed rule, never by guessing: a BOM decides; otherwise strict UTF-8; otherwise cp1252, and it is said."""

from __future__ import annotations

import codecs
import unicodedata

from dww_graph.errors import Text

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> tuple[str, Text | None]:
    """Return the text (line ends as LF, NFC) and a note when it was read as something other than UTF-8."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None:
        encoding = "utf-8" if _is_utf8(data) else "cp1252"
    text = data.decode(encoding, errors="replace")
    note = None if encoding.startswith("utf-8") else Text(f"Gelezen als {encoding}.", f"Read as {encoding}.")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")), note


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
