"""What the bibliography readers share: the fields of a source, normal forms, and the count that must come out.

A source is a raw record of kind `bron` with the fields bron_id, titel, auteurs, jaar, verschenen_in, bladzijden, doi, taal and
soort, and where the file has them deel, nummer, uitgever, redacteuren, publicatietype (as CSL names it), url, pmid,
trefwoorden and ingetrokken (`ja`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from dww_graph.errors import Fault, Text
from dww_graph.model import Cell, RawRecord
from dww_graph.read import publicatietypen

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'“”’]+")
_RESOLVER = re.compile(r"^\s*https?://(dx\.)?(www\.)?doi\.org/", re.IGNORECASE)
_URL = re.compile(r"^\s*https?://", re.IGNORECASE)
_URL_TAIL = re.compile(
    r"(?:/(?:full|fulltext|abstract|abs|summary|pdf|epdf|epub|html|meta|issues?)/?|\.pdf)?(?:[?#&].*)?$", re.IGNORECASE
)
_BRACKETS = ((")", "("), ("]", "["), ("}", "{"), (">", "<"))
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|scp|u|span|br|p|jats:[a-z-]+|mml:[a-z]+)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_WITHDRAWN = re.compile(r"^\W*(?:retracted|withdrawn|ingetrokken)(?:\s+(?:article|paper|chapter|artikel))?\s*[:\]\-–—]",
                        re.IGNORECASE)
_INITIAL_FIRST = re.compile(r"^(?:[^\W\d_]\.[ -]?)+\s*[^\W\d_]")
_MEDLINE_NAME = re.compile(r"^(.+?)\s+([A-Z]{1,4})$")
_LANGUAGES: Mapping[str, str] = {
    word: code
    for code, words in {
        "nl": "nl dut nld dutch nederlands niederländisch",
        "en": "en eng english engels englisch",
        "de": "de ger deu german duits deutsch",
        "fr": "fr fre fra french frans französisch français",
    }.items()
    for word in words.split()
}
AND_OTHERS = "e.a."
_OTHERS = frozenset({"others", "et al", "et al.", "e.a.", "e.a", "ea", "u.a.", "and others", "en anderen"})


def doi_of(text: str) -> str:
    """Return the bare, lower-case DOI in a text (URL or `doi:` form), or an empty string."""
    found = _DOI.search(html.unescape(unquote(text)) if "%" in text or "&" in text else text)
    if not found:
        return ""
    doi = found[0]
    if _URL.match(text) and not _RESOLVER.match(text):
        doi = _URL_TAIL.sub("", doi, count=1)
    return _trimmed(doi).lower()


def _trimmed(doi: str) -> str:
    """Return a DOI without what followed it in a sentence: stops, and brackets that were not opened in it."""
    while doi:
        opener = next((opener for closer, opener in _BRACKETS if doi.endswith(closer)), "")
        if doi[-1] not in ".,;:" and not (opener and doi.count(doi[-1]) > doi.count(opener)):
            break
        doi = doi[:-1]
    return doi


def first_doi(texts: Iterable[str]) -> str:
    """Return the first DOI that stands in any of the texts, or an empty string."""
    return next((doi for text in texts if (doi := doi_of(text))), "")


def year_of(text: str) -> str:
    """Return the first plausible year in a text (`2016/10/12/Oct 2016`, `12. März 2019`), or an empty string."""
    found = _YEAR.search(text)
    return found[0] if found else ""


def language(text: str) -> str:
    """Return a language as its code of two letters where it is known (`eng`, `Dutch`, `en-US`), else as it stands."""
    word = text.strip().lower()
    return _LANGUAGES.get(word) or _LANGUAGES.get(re.split(r"[-_;, ]", word)[0]) or text.strip()


def unmarked(text: str) -> str:
    """Return a title without markup for italics and the like, its character references as characters."""
    bare = _MARKUP.sub("", text) if "<" in text else text
    return html.unescape(bare) if "&" in bare else bare


def family_first(name: str) -> str:
    """Return a personal name written as `Given van Family` as `van Family, Given`; a name with a comma stays as it is."""
    words = name.split()
    if "," in name or not words[1:]:
        return name.strip()
    start = len(words) - 1
    while start > 1 and words[start - 1][:1].islower():
        start -= 1
    return f"{' '.join(words[start:])}, {' '.join(words[:start])}"


def author(name: str) -> str:
    """Return an author of a list with family names first; initials in front go behind, `et al.` becomes `e.a.`."""
    told = " ".join(name.split()).strip(" ,;")
    if told.casefold() in _OTHERS:
        return AND_OTHERS
    return family_first(told) if _INITIAL_FIRST.match(told) else told


def from_medline(name: str) -> str:
    """Return a name of PubMed's short form (`De Vries BC`) as `De Vries, B. C.`."""
    found = _MEDLINE_NAME.match(name.strip())
    return f"{found[1]}, {' '.join(f'{letter}.' for letter in found[2])}" if found else name.strip()


def record(name: str, place: str, fields: Mapping[str, str | Iterable[str]]) -> RawRecord:
    """Return a raw source; every cell tells file, place and field. `soort` and `ingetrokken` follow from the rest."""
    told = dict(fields)
    told["titel"] = unmarked(_one(told.get("titel", "")))
    told["auteurs"] = [author(each) for each in _many(told.get("auteurs", ""))]
    told["redacteuren"] = [author(each) for each in _many(told.get("redacteuren", ""))]
    told["taal"] = language(_one(told.get("taal", "")))
    told["soort"] = _one(told.get("soort", "")) or publicatietypen.soort(_one(told.get("publicatietype", "")))
    if _WITHDRAWN.match(_one(told["titel"])):
        told["ingetrokken"] = "ja"
    cells = {}
    for field, value in told.items():
        kept = [" ".join(text.split()) for text in _many(value) if text and text.strip()]
        cells[field] = tuple(Cell(text, f"{name}, {place}, {field}") for text in kept)
    return RawRecord("bron", place, cells)


def _many(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _one(value: str | Iterable[str]) -> str:
    return next(iter(_many(value)), "")


def count_fault(name: str, expected: int, found: int) -> tuple[Fault, ...]:
    """Return a fault when fewer (or more) records came out than the file has starts: nothing may be lost silently."""
    if expected == found:
        return ()
    return (
        Fault(
            "telling",
            Text(f"In het bestand beginnen {expected} bronnen, gelezen zijn er {found}.",
                 f"The file starts {expected} sources, {found} were read."),
            name,
            Text("evenveel bronnen gelezen als er beginnen", "as many sources read as there are starts"),
            Text("Sluit elke bron af (RIS: een regel 'ER  - ') en exporteer zo nodig opnieuw.",
                 "Close every source (RIS: a line 'ER  - ') and export again if need be."),
        ),
    )


def broken(name: str, where: str, reason: str) -> Fault:
    """Return the fault for a bibliography that its parser cannot read."""
    return Fault(
        "kapotte-bronnenlijst",
        Text(f"Deze bronnenlijst is niet te lezen: {reason}.", f"This bibliography cannot be read: {reason}."),
        f"{name}, {where}" if where else name,
        Text("een export uit Zotero, EndNote of een databank", "an export from Zotero, EndNote or a database"),
        Text("Exporteer de lijst opnieuw.", "Export the list again."),
    )
