"""A raw source → `BronRecord` → triples. A title is demanded; what was not verified of a work is kept and shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.errors import Fault, Text
from dww_graph.map.statements import a, concept, curie, dww, plain, say
from dww_graph.model import BronRecord, RawRecord, Reference, Terms

SOORTEN = frozenset({"Onderzoeksbron", "Richtlijn", "Interventiemodel", "Protocol", "Praktijkbron", "Theorie", "Wet"})
VERIFICATION = ("geverifieerd", "alleen-citaat", "niet-geverifieerd")


def to_bron(record: RawRecord, name: str, offered: Terms) -> tuple[BronRecord | None, list[Fault]]:
    """Return the source, or None with its faults; what it says of its own verification holds only where the terms say so."""
    title = record.first("titel")
    if title is None:
        return None, [_no_title(f"{name}, {record.place}")]
    source = _bron(record, title.text)
    return (source if offered.nagekeken else replace(source, verificatie=VERIFICATION[-1])), []


def _bron(record: RawRecord, title: str) -> BronRecord:
    def text(field: str) -> str | None:
        cell = record.first(field)
        return cell.text if cell else None

    authors = "; ".join(cell.text for cell in record.cells.get("auteurs", ()))
    return BronRecord(
        bron_id=text("bron_id") or record.place,
        place=record.place,
        titel=title,
        soort=_soort(text("soort")),
        auteurs=authors or None,
        jaar=text("jaar"),
        verschenen_in=text("verschenen_in"),
        bladzijden=text("bladzijden"),
        doi=text("doi"),
        taal=text("taal"),
        verificatie=_verification(text("verificatie")),
        niet_geverifieerd=tuple(cell.text for cell in record.cells.get("niet_geverifieerd", ())),
    )


def _soort(said: str | None) -> str:
    return said if said in SOORTEN else "Onderzoeksbron"


def _verification(said: str | None) -> str:
    return said if said in VERIFICATION else "niet-geverifieerd"


def keys(sources: Sequence[BronRecord], sleutel: str) -> list[str]:
    """Return the IRI of each source: contribution key plus its own id; ids that clash get a number."""
    used: dict[str, None] = {}
    for source in sources:
        key = terms.key_of(source.bron_id) or "bron"
        free = (own for number in count(1) if (own := key if number == 1 else f"{key}-{number}") not in used)
        used[next(free)] = None
    return [terms.thing("bron", f"{sleutel}-{own}") for own in used]


def identifiers(source: BronRecord, iri: str) -> Iterator[tuple[str, Reference]]:
    """Yield the names by which a link may point to a source: its own id when that is more than a number, and its DOI."""
    reference = Reference(iri, source.soort, "openbaar")
    if not source.bron_id.isdigit():
        yield source.bron_id.casefold(), reference
    if source.doi:
        yield source.doi.casefold(), reference


def triples(source: BronRecord, iri: str, sleutel: str) -> Iterator[Triple]:
    """Yield the triples of a source; all of it is public."""
    node = Iri(iri)
    yield from a(node, source.soort)
    yield from say(node, curie("dcterms:title"), _title(source))
    yield from plain(node, curie("dcterms:identifier"), source.bron_id)
    yield from plain(node, dww("auteurs"), source.auteurs)
    yield from plain(node, dww("jaar"), source.jaar)
    yield from plain(node, dww("verschenenIn"), source.verschenen_in)
    yield from plain(node, dww("bladzijden"), source.bladzijden)
    yield from plain(node, curie("bibo:doi"), source.doi)
    yield from plain(node, curie("dcterms:bibliographicCitation"), reference_text(source))
    yield from say(node, dww("verificatieVan"), concept("verificatie", source.verificatie))
    for field in source.niet_geverifieerd:
        yield from plain(node, dww("nietGeverifieerdVeld"), field)
    yield from say(node, dww("zichtbaarheidVan"), concept("zichtbaarheid", "openbaar"))
    yield from say(node, dww("ingelezenIn"), concept("inlezing", sleutel))
    yield from plain(node, dww("vindplaats"), source.place)


def _title(source: BronRecord) -> Literal:
    lang = (source.taal or "").lower()[:2]
    return Literal(source.titel, None, lang if lang in ("nl", "en", "de", "fr") else None)


def reference_text(source: BronRecord) -> str:
    """Return a full reference in one line, of what is known: authors (year). Title. Container, pages. DOI."""
    head = f"{source.auteurs or 'Auteur onbekend'} ({source.jaar or 'z.j.'}). {source.titel.rstrip('.')}."
    place = ", ".join(part for part in (source.verschenen_in, source.bladzijden) if part)
    doi = f"https://doi.org/{source.doi}" if source.doi else ""
    return " ".join(part for part in (head, f"{place}." if place else "", doi) if part)


def _no_title(where: str) -> Fault:
    return Fault(
        "titel-ontbreekt",
        Text("Deze bron heeft geen titel.", "This source has no title."),
        where,
        Text("een titel (RIS: TI of T1)", "a title (RIS: TI or T1)"),
        Text("Vul de titel aan in uw bronnenprogramma en exporteer opnieuw.",
             "Add the title in your reference manager and export again."),
    )
