"""Transcripts as plain text. A text is one only when its content says so: turns with speakers, times, or running prose."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from dww_graph.errors import InputRefused
from dww_graph.model import Item
from dww_graph.read import bibtex, cards, csl, ris, table_csv, transcript
from dww_graph.read.decoding import decode, read_text
from dww_graph.read.transcript_roles import Line, labelled_share

_ENDINGS = frozenset({".txt", ".text", ""})
_HEAD = 4096
_OTHER = re.compile(
    r"\s*(?:<[?!a-zA-Z]|\[\s*[{\"]|\[\[\s*[\"\d]|\{\s*[\"}]|---\s*$|WEBVTT|FN\s|PT\s|%[0-9A-Z]\s|[A-Z][A-Z0-9]{1,3}\s*-\s"
    r"|\d+\s*\n\s*\d+:\d+:\d+[,.]\d+\s*-->)",
    re.MULTILINE,
)
_RDF = re.compile(r"^\s*@?(?:prefix|base)\s[^\n]*<\S+>", re.MULTILINE | re.IGNORECASE)
_TIMED = re.compile(r"\s*[\[(#]?\d{1,2}:\d{2}(?::\d{2})?\b")
_SENTENCE = re.compile(r"\b[^\W\d_]{2,}+(?:[\s,;:'’\"“”()-]++[^\W_]++){5,}+")
_SHARE = 0.25
_MOST = 0.5
_SEVERAL = 2
_SHORT = 40


def recognises(head: bytes, path: Path) -> bool:
    """True for text that is spoken or written language, and no table, card, bibliography, JSON, XML or RDF."""
    text = decode(head)[0].lstrip("\ufeff")
    lines = [line for line in text.split("\n") if line.strip()]
    if len(head) >= _HEAD:
        lines = lines[:-1] or lines  # the last one may be cut
    if path.suffix.lower() not in _ENDINGS or "\x00" in text or _OTHER.match(text) or _RDF.search(text):
        return False
    other = any(reader.recognises(head, path) for reader in (ris, bibtex, csl, cards, table_csv))
    return not other and not _is_table(lines) and (_is_spoken(lines) or _is_prose(lines))


def read(path: Path) -> Iterator[Item]:
    """Yield the transcript with its marked passages."""
    try:
        text, note = read_text(path)
    except InputRefused as refused:
        yield from refused.faults
        return
    yield from transcript.items(path.name, (Line(line, f"regel {number}") for number, line in enumerate(text.split("\n"), 1)))
    yield from (note,) if note else ()


def _is_table(lines: Sequence[str]) -> bool:
    """Whether all lines fall apart into as many cells: the first line short ones, each line a first cell of its own."""
    return any(_is_straight(lines, mark) for mark in ";,|\t")


def _is_straight(lines: Sequence[str], mark: str) -> bool:
    rows = [row for row in csv.reader(lines, delimiter=mark) if row]
    heads = rows[0] if rows else []
    short = all(len(cell) <= _SHORT and not cell.startswith(" ") for cell in heads)
    widths = {len(row) for row in rows[:-1] or rows}  # the last may be cut
    return short and len(rows) > 1 and widths == {len(heads)} != {1} and len({row[0] for row in rows}) > len(rows) * _MOST


def _is_spoken(lines: Sequence[str]) -> bool:
    timed = sum(bool(_TIMED.match(line)) for line in lines)
    return len(lines) >= _SEVERAL and (labelled_share(lines) >= _SHARE or timed >= max(_SEVERAL, _SHARE * len(lines)))


def _is_prose(lines: Sequence[str]) -> bool:
    sentences = sum(bool(_SENTENCE.search(line)) for line in lines)
    return sentences >= _SEVERAL and sentences >= _MOST * len(lines)
