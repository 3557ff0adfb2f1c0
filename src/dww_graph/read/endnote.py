"""Bibliographies as EndNote XML, read as a stream; text is taken across runs of style, a DTD is refused.

The name of a reference type decides what it is; its number only where there is no name, because programs count differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dww_graph.model import Item, RawRecord
from dww_graph.read import bronnen, publicatietypen
from dww_graph.read.decoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NUMBERS: Mapping[str, str] = {
    "3": "legal_case", "5": "chapter", "6": "book", "7": "legal_case", "9": "software", "10": "paper-conference",
    "12": "webpage", "13": "document", "17": "article-journal", "19": "article-magazine", "21": "motion_picture",
    "23": "article-newspaper", "25": "patent", "26": "personal_communication", "27": "report", "28": "book",
    "31": "legislation", "32": "thesis", "34": "manuscript", "36": "manuscript", "43": "article-journal", "44": "book",
    "46": "report", "47": "paper-conference", "48": "webpage", "52": "entry-encyclopedia", "56": "post-weblog",
    "58": "standard", "59": "dataset", "60": "chapter",
}
_EDITED = frozenset({"chapter", "paper-conference", "book", "entry-encyclopedia", "entry-dictionary"})


def recognises(head: bytes, _path: Path) -> bool:
    """True for XML with `<records>` of which one has a `ref-type`."""
    text = decode(head)[0].lstrip("\ufeff \n\t")
    return text.startswith("<") and "<record" in text and "<ref-type" in text and "<rdf:RDF" not in text


def read(path: Path) -> Iterator[Item]:
    """Yield the records in the order of the file; as many must end as begin."""
    from lxml import etree

    with path.open("rb") as file:
        try:
            yield from _records(path.name, file)
        except etree.XMLSyntaxError as error:
            yield bronnen.broken(path.name, f"regel {error.lineno}" if error.lineno else "", error.msg or "XML")


def _records(name: str, file: IO[bytes]) -> Iterator[Item]:
    from lxml import etree

    begun = number = 0
    stream = etree.iterparse(file, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False)
    for event, element in stream:
        if not begun and element.getroottree().docinfo.internalDTD is not None:
            yield bronnen.broken(name, "", "het bestand verwijst naar een DTD (it names a DTD)")
            return
        if element.tag == "record" and event == "start":
            begun += 1
        elif element.tag == "record":
            number += 1
            yield _record(name, number, element)
            _forget(element)
    yield from bronnen.count_fault(name, begun, number)


def _forget(record: Element) -> None:
    """Let go of a record and those before it, so that memory does not grow with their number."""
    record.clear()
    parent = record.getparent()
    while parent is not None and record.getprevious() is not None:
        del parent[0]


def _record(name: str, number: int, record: Element) -> RawRecord:
    csl, publisher = _type(record), _text(record, "publisher")
    editors = _texts(record, "contributors/secondary-authors/author") if csl in _EDITED else []
    return bronnen.record(
        name,
        f"bron {number}",
        {
            "bron_id": _text(record, "label", "rec-number") or str(number),
            "titel": _text(record, "titles/title", "titles/short-title"),
            "auteurs": _texts(record, "contributors/authors/author"),
            "jaar": bronnen.year_of(_text(record, "dates/year", "dates/pub-dates/date")),
            "verschenen_in": _text(record, "titles/secondary-title", "periodical/full-title", "alt-periodical/full-title",
                                   "titles/alt-title") or publisher,
            "bladzijden": _text(record, "pages"),
            "doi": bronnen.first_doi([*_texts(record, "electronic-resource-num"), *_texts(record, "urls//url")]),
            "taal": _text(record, "language"),
            "deel": _text(record, "volume"),
            "nummer": _text(record, "number"),
            "uitgever": publisher,
            "redacteuren": [*editors, *_texts(record, "contributors/editors/author")],
            "publicatietype": csl,
            "url": next((url for url in _texts(record, "urls//url") if url.startswith("http")), ""),
            "trefwoorden": _texts(record, "keywords/keyword"),
            "ingetrokken": "ja" if "retracted publication" in _text(record, "work-type").lower() else "",
        },
    )


def _type(record: Element) -> str:
    kind = record.find("ref-type")
    named = kind.get("name", "") if kind is not None else ""
    if publicatietypen.is_publication(named):
        return publicatietypen.publicatietype(named)
    return _NUMBERS.get(_text(record, "ref-type"), "document")


def _texts(record: Element, path: str) -> list[str]:
    """Return the texts at a path, each across its runs of style."""
    return [" ".join("".join(map(str, found.itertext())).split()) for found in record.iterfind(path)]


def _text(record: Element, *paths: str) -> str:
    return next((text for path in paths for text in _texts(record, path) if text), "")
