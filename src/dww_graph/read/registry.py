"""Chooses the reader for a file by its content; the ending only helps where content alone cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dww_graph.errors import Fault, InputRefused, Text
from dww_graph.model import Item, Reading
from dww_graph.read import (
    bibtex,
    cards,
    crossref,
    csl,
    endnote,
    nbib,
    openalex,
    qda,
    rdf,
    ris,
    table_csv,
    table_xlsx,
    taguette,
    transcript_captions,
    transcript_docx,
    transcript_odt,
    transcript_txt,
    zotero,
    zotero_rdf,
)

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Reader:
    """A file format: its name, how it is recognised (first bytes and path) and how it is read, item by item."""

    name: str
    recognises: Callable[[bytes, Path], bool]
    read: Callable[[Path], Iterator[Item]]


def _whole(read: Callable[[Path], Reading]) -> Callable[[Path], Iterator[Item]]:
    """Return the reader of a small format, which reads a file in one go, as one that gives items."""

    def items(path: Path) -> Iterator[Item]:
        found = read(path)
        yield from found.notes
        yield from found.faults
        yield from found.records

    return items


# In the order in which they are asked: what content tells for certain first, plain text last.
READERS: tuple[Reader, ...] = (
    Reader("refi-qda", qda.recognises, qda.read),
    Reader("taguette", taguette.recognises, taguette.read),
    Reader("docx", transcript_docx.recognises, transcript_docx.read),
    Reader("odt", transcript_odt.recognises, transcript_odt.read),
    Reader("xlsx", table_xlsx.recognises, _whole(table_xlsx.read)),
    Reader("kaart", cards.recognises, _whole(cards.read)),
    Reader("ris", ris.recognises, _whole(ris.read)),
    Reader("nbib", nbib.recognises, nbib.read),
    Reader("bibtex", bibtex.recognises, _whole(bibtex.read)),
    Reader("zotero-json", zotero.recognises, zotero.read),
    Reader("openalex", openalex.recognises, openalex.read),
    Reader("crossref", crossref.recognises, crossref.read),
    Reader("csl-json", csl.recognises, _whole(csl.read)),
    Reader("endnote-xml", endnote.recognises, endnote.read),
    Reader("zotero-rdf", zotero_rdf.recognises, zotero_rdf.read),
    Reader("rdf", rdf.recognises, rdf.read),
    Reader("ondertiteling", transcript_captions.recognises, transcript_captions.read),
    Reader("csv", table_csv.recognises, table_csv.read),
    Reader("tekst", transcript_txt.recognises, transcript_txt.read),
)


def choose(path: Path) -> Reader:
    """Return the reader that recognises the file; raises InputRefused when none does."""
    head = _head(path) if path.is_file() else b""
    for reader in READERS:
        if head and reader.recognises(head, path):
            return reader
    raise InputRefused(str(path), [_unknown(path, bool(head))])


def _unknown(path: Path, filled: bool) -> Fault:
    what = Text("Dit bestand herken ik niet.", "I do not recognise this file.")
    if not filled:
        what = Text("Dit bestand is er niet of is leeg.", "This file is absent or empty.")
    return Fault(
        "onbekend-bestand",
        what,
        path.name,
        Text(
            "een kaart (.md), tabel (.csv, .xlsx), gecodeerd project (.qdpx, .qde, Taguette), transcript (.docx, .odt, .vtt, "
            ".srt, .txt), bronnenlijst (RIS, BibTeX, nbib, JSON, EndNote, Zotero) of RDF (.ttl, .nq, .jsonld)",
            "a card (.md), table (.csv, .xlsx), coded project (.qdpx, .qde, Taguette), transcript (.docx, .odt, .vtt, .srt, "
            ".txt), bibliography (RIS, BibTeX, nbib, JSON, EndNote, Zotero) or RDF (.ttl, .nq, .jsonld)",
        ),
        Text("Sla het op in een van deze vormen.", "Save it in one of these forms."),
    )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)
