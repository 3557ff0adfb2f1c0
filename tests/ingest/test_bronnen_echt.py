"""Real exports of nine kinds: each file is known to one reader, and the sources that come out were counted another way."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as Tree

import pytest

from dww_graph.errors import Fault
from dww_graph.model import Item, RawRecord, Reading, Skipped
from dww_graph.read import bibtex, crossref, csl, endnote, nbib, openalex, ris, zotero, zotero_rdf
from dww_graph.read.decoding import decode

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("DWW_SAMPLES") or ROOT.parent / "shared" / "samples")
NO_SAMPLES = "2026-11-23: the folder with sample files of others is not here (set DWW_SAMPLES)"
READERS: tuple[ModuleType, ...] = (ris, nbib, bibtex, csl, zotero, openalex, crossref, endnote, zotero_rdf)
NO_BIBLIOGRAPHY = {".docx", ".odt", ".xlsx", ".qdpx", ".qde", ".qdc", ".vtt", ".srt", ".txt", ".md", ".csv"}
SOURCES = sorted(path for path in SAMPLES.glob("*/*") if path.suffix not in NO_BIBLIOGRAPHY)


def items(reader: ModuleType, path: Path) -> list[Item]:
    """What a reader makes of a file, in whichever of the two ways it gives it."""
    found: Reading | Iterator[Item] = reader.read(path)
    return [*found.notes, *found.faults, *found.records] if isinstance(found, Reading) else list(found)


def readers_of(path: Path) -> list[ModuleType]:
    """The readers that know a file."""
    with path.open("rb") as file:
        head = file.read(4096)
    return [reader for reader in READERS if reader.recognises(head, path)]


def text_of(path: Path) -> str:
    return decode(path.read_bytes())[0]


def counted_json(path: Path) -> int:
    data: Any = json.loads(text_of(path))
    return len(data) if isinstance(data, list) else 1


def counted_rdf(path: Path) -> int:
    types = {"Book", "Article", "AcademicArticle", "Chapter", "Report", "Thesis"}
    return sum(element.tag.rsplit("}", 1)[-1] in types for element in Tree.parse(path).getroot())


COUNTS: dict[str, Callable[[Path], int]] = {
    ".ris": lambda path: sum(line.lstrip("\ufeff").startswith(("TY  -", "TY -")) for line in text_of(path).splitlines()),
    ".bib": lambda path: len(re.findall(r"(?im)^@(?:article|in|book|misc|phd|tech|proc|master)", text_of(path))),
    ".nbib": lambda path: sum(line.startswith("PMID- ") for line in text_of(path).splitlines()),
    ".xml": lambda path: len(Tree.parse(path).getroot().findall(".//record")),
    ".rdf": counted_rdf,
    ".json": counted_json,
}


@pytest.mark.skipif(not SOURCES, reason=NO_SAMPLES)
def test_every_kind_of_bibliography_is_among_the_samples() -> None:
    assert {path.suffix for path in SOURCES} == set(COUNTS)


@pytest.mark.skipif(not SOURCES, reason=NO_SAMPLES)
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_one_reader_knows_a_real_bibliography_and_loses_nothing_of_it(path: Path) -> None:
    (reader,) = readers_of(path)
    found = items(reader, path)
    records = [item for item in found if isinstance(item, RawRecord)]
    assert [item for item in found if isinstance(item, Fault | Skipped)] == []
    assert len(records) == COUNTS[path.suffix](path) > 0
    assert len({record.place for record in records}) == len(records)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=NO_SAMPLES)
def test_no_reader_takes_a_real_file_of_another_kind_for_a_bibliography() -> None:
    others = [path for path in SAMPLES.glob("*/*") if path.suffix in NO_BIBLIOGRAPHY]
    assert len(others) > 20
    assert [path.name for path in others if readers_of(path)] == []


@pytest.mark.skipif(not SOURCES, reason=NO_SAMPLES)
def test_real_exports_give_title_authors_year_and_doi() -> None:
    """Facts that were looked up in the files by eye."""
    told: dict[str, tuple[str, str, str, str, str]] = {}
    for path in SOURCES:
        record = next(item for item in items(readers_of(path)[0], path) if isinstance(item, RawRecord))
        cells = {name: values[0].text for name, values in record.cells.items() if values}
        told[path.name] = tuple(  # type: ignore[assignment]
            cells.get(name, "") for name in ("titel", "auteurs", "jaar", "doi", "publicatietype")
        )
    assert told["zotero_RDF_0.rdf"] == ("Das Adam-Smith-Projekt", "Ronge, Bastian", "2015", "", "book")
    assert told["zotero_OpenAlex_JSON_0.json"] == (
        "Labor Contracts as Partial Gift Exchange", "Akerlof, George A.", "1982", "10.2307/1885099", "article-journal"
    )
    assert told["crossref_10.1177_02683962211048201.json"] == (
        "Artificial intelligence and the conduct of literature reviews", "Wagner, Gerit", "2021", "10.1177/02683962211048201",
        "article-journal",
    )
    assert told["zotero_Endnote_XML_0.xml"] == (
        "Country Clustering in Comparative Political Economy", "Ahlquist, John S", "2009", "", "report"
    )
    assert told["zotero_MEDLINEnbib_8.nbib"] == (
        "Lichtenberg Figures: How a Cutaneous Sign Can Solve Suspicious Death Cases.", "Manoubi, Syrine Azza", "2022",
        "10.1016/j.wem.2022.07.008", "article-journal",
    )


@pytest.mark.skipif(not SOURCES, reason=NO_SAMPLES)
def test_a_real_file_holds_no_abstract_and_no_path_of_a_disk() -> None:
    """Abstracts are not ours to store, and paths of attached files name people."""
    for path in SOURCES:
        for item in items(readers_of(path)[0], path):
            texts = [cell.text for values in item.cells.values() for cell in values] if isinstance(item, RawRecord) else []
            assert [text for text in texts if len(text) > 600 or "internal-pdf" in text or "jats:" in text] == []


def test_a_table_of_sources_is_no_bibliography(tmp_path: Path) -> None:
    """A table of sources with a column `PMID` is for the reader of tables."""
    path = tmp_path / "t.csv"
    path.write_text("PMID,Title\n1,x\n", encoding="utf-8")
    assert readers_of(path) == []
