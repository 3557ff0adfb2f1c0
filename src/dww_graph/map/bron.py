"""A raw source → `BronRecord` → triples. A title is demanded; what was not verified of a work is kept and shown.

A work with a DOI is one thing, whoever brings it: `merge` joins the records of one file, `keys` gives every file the same
IRI. What several contributions say of it is brought back to one description when a graph is built
(`queries/bouw/een-beschrijving-per-bron.ru`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import count
from typing import Any

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.errors import Fault, Text
from dww_graph.map.citaat import citations
from dww_graph.map.statements import TRUE, a, concept, curie, dww, plain, say
from dww_graph.model import BronRecord, RawRecord, Reference, Terms

SOORTEN = frozenset({"Onderzoeksbron", "Richtlijn", "Interventiemodel", "Protocol", "Praktijkbron", "Theorie", "Wet"})
VERIFICATION = ("geverifieerd", "alleen-citaat", "niet-geverifieerd")
_BY_DOI = terms.thing("bron", "doi-")
_DIGITS_OF_DOI = 20
_UNIONS = ("niet_geverifieerd", "trefwoorden", "ook_bekend_als")
_SHOWN = 5


def to_bron(record: RawRecord, name: str, offered: Terms) -> tuple[BronRecord | None, list[Fault]]:
    """Return the source, or None with its faults; what it says of its own verification holds only where the terms say so.

    A source without a title is refused by itself (a warning); the others of its file go on.
    """
    title = record.first("titel")
    if title is None:
        return None, [_no_title(f"{name}, {record.place}")]
    source = _bron(record, title.text)
    return (source if offered.nagekeken else replace(source, verificatie=VERIFICATION[-1])), []


def _bron(record: RawRecord, title: str) -> BronRecord:
    def text(field: str) -> str | None:
        cell = record.first(field)
        return cell.text if cell else None

    def texts(field: str) -> tuple[str, ...]:
        return tuple(cell.text for cell in record.cells.get(field, ()))

    return BronRecord(
        bron_id=text("bron_id") or record.place,
        place=record.place,
        titel=title,
        soort=_soort(text("soort")),
        auteurs="; ".join(texts("auteurs")) or None,
        jaar=text("jaar"),
        verschenen_in=text("verschenen_in"),
        bladzijden=text("bladzijden"),
        doi=text("doi"),
        taal=text("taal"),
        verificatie=_verification(text("verificatie")),
        niet_geverifieerd=texts("niet_geverifieerd"),
        ingetrokken=text("ingetrokken") == "ja",
        deel=text("deel"),
        nummer=text("nummer"),
        uitgever=text("uitgever"),
        redacteuren="; ".join(texts("redacteuren")) or None,
        publicatietype=text("publicatietype"),
        url=text("url"),
        pmid=text("pmid"),
        trefwoorden=texts("trefwoorden"),
    )


def _soort(said: str | None) -> str:
    return said if said in SOORTEN else "Onderzoeksbron"


def _verification(said: str | None) -> str:
    return said if said in VERIFICATION else "niet-geverifieerd"


def merge(sources: Iterable[BronRecord]) -> tuple[list[BronRecord], list[Text]]:
    """Return the sources with those of one DOI as one, in the order in which each first came, and a note on what was joined.

    Of every field the longest text is kept, of equally long ones the highest, so that order does not matter.
    """
    by_work: dict[str, list[BronRecord]] = {}
    for number, source in enumerate(sources):
        by_work.setdefault(source.doi.casefold() if source.doi else f"{number} {source.place}", []).append(source)
    joined = [same for same in by_work.values() if len(same) > 1]
    return [_one(same) if len(same) > 1 else same[0] for same in by_work.values()], [_joined(joined)] if joined else []


def _one(same: Sequence[BronRecord]) -> BronRecord:
    first = same[0]
    best: dict[str, Any] = {}
    for field in (each.name for each in fields(BronRecord)):
        texts = [text for source in same if isinstance(text := getattr(source, field), str)]
        if texts and field not in ("bron_id", "place", "verificatie", "soort"):
            best[field] = max(texts, key=lambda text: (len(text), text))
    for field in _UNIONS:
        best[field] = tuple(dict.fromkeys(text for source in same for text in getattr(source, field)))
    others = tuple(source.bron_id for source in same if source.bron_id != first.bron_id)
    best["ook_bekend_als"] = tuple(dict.fromkeys((*best["ook_bekend_als"], *others)))
    told = [source.soort for source in same if source.soort != "Onderzoeksbron"]
    return replace(
        first,
        place=", ".join(dict.fromkeys(source.place for source in same)),
        soort=max(told, default=first.soort),
        verificatie=max((source.verificatie for source in same), key=VERIFICATION.index),
        ingetrokken=any(source.ingetrokken for source in same),
        **best,
    )


def _joined(joined: Sequence[Sequence[BronRecord]]) -> Text:
    number = sum(len(same) for same in joined)
    places = "; ".join(" = ".join(source.place for source in same) for same in joined[:_SHOWN])
    told = f"{places} …" if len(joined) > _SHOWN else places
    return Text(f"{number} bronnen met dezelfde DOI samengevoegd tot {len(joined)}: {told}.",
                f"{number} sources with the same DOI joined into {len(joined)}: {told}.")


def keys(sources: Sequence[BronRecord], sleutel: str, references: Mapping[str, Reference], *, own: bool = False) -> list[str]:
    """Return the IRI of each source: that by which its DOI is known, else one made of its DOI, else contribution key plus id.

    `references` holds what is known by name, a DOI in small letters among them. `own`: the contribution keeps IRIs of its
    own also for works with a DOI (the starter content, whose works are pointed at by their numbers). Ids that clash get a
    number.
    """
    used: dict[str, None] = {}
    iris: list[str] = []
    for source in sources:
        known = references.get(source.doi.casefold()) if source.doi else None
        if source.doi and not own:
            iris.append(known.iri if known and known.soort in SOORTEN else doi_iri(source.doi))
            continue
        key = terms.key_of(source.bron_id) or "bron"
        free = (each for number in count(1) if (each := key if number == 1 else f"{key}-{number}") not in used)
        used[next(free)] = None
        iris.append(terms.thing("bron", f"{sleutel}-{next(reversed(used))}"))
    return iris


def doi_iri(doi: str) -> str:
    """Return the IRI of a work by its DOI: the same in every contribution, and free of whatever a DOI may hold."""
    return _BY_DOI + hashlib.sha256(doi.casefold().encode()).hexdigest()[:_DIGITS_OF_DOI]


def identifiers(source: BronRecord, iri: str) -> Iterator[tuple[str, Reference]]:
    """Yield the names by which a link may point to a source: its own ids that are more than a number, its DOI and PubMed's."""
    reference = Reference(iri, source.soort, "openbaar")
    for name in _names(source):
        yield name.casefold(), reference
    if source.doi:
        yield source.doi.casefold(), reference
    if source.pmid:
        yield f"pmid:{source.pmid}", reference


def _names(source: BronRecord) -> Iterator[str]:
    """Yield the ids of a source that mean something outside their file: no mere numbers."""
    yield from (name for name in (source.bron_id, *source.ook_bekend_als) if not name.isdigit())


def triples(source: BronRecord, iri: str, sleutel: str) -> Iterator[Triple]:
    """Yield the triples of a source; all of it is public.

    A work that another contribution keeps under a number of its own (the starter content) was looked at there: its
    description stands, and only where else it was found, and that it was withdrawn, is added.
    """
    node = Iri(iri)
    yield from a(node, source.soort)
    for name in _names(source):
        yield from plain(node, curie("dcterms:identifier"), name)
    yield from plain(node, curie("bibo:doi"), source.doi)
    yield from plain(node, curie("bibo:pmid"), source.pmid)
    if iri.startswith((_BY_DOI, terms.thing("bron", f"{sleutel}-"))):
        yield from _description(source, node)
    if source.ingetrokken:
        yield from say(node, dww("isIngetrokken"), TRUE)
    yield from say(node, dww("zichtbaarheidVan"), concept("zichtbaarheid", "openbaar"))
    yield from say(node, dww("ingelezenIn"), concept("inlezing", sleutel))
    yield from plain(node, dww("vindplaats"), source.place)


def _description(source: BronRecord, node: Iri) -> Iterator[Triple]:
    yield from say(node, curie("dcterms:title"), _title(source))
    yield from plain(node, dww("auteurs"), source.auteurs)
    yield from plain(node, dww("jaar"), source.jaar)
    yield from plain(node, dww("verschenenIn"), _appeared(source))
    yield from plain(node, dww("bladzijden"), source.bladzijden)
    for lang, text in citations(source).items():
        yield from say(node, curie("dcterms:bibliographicCitation"), Literal(text, None, lang))
    yield from say(node, dww("verificatieVan"), concept("verificatie", source.verificatie))
    for field in source.niet_geverifieerd:
        yield from plain(node, dww("nietGeverifieerdVeld"), field)


def _appeared(source: BronRecord) -> str | None:
    """Return where a source appeared, with volume and issue: `Psychotherapy, 38(4)`."""
    number = f"({source.nummer})" if source.nummer else ""
    told = (source.verschenen_in, f"{source.deel or ''}{number}" if source.deel else "")
    return ", ".join(part for part in told if part) or None


def _title(source: BronRecord) -> Literal:
    lang = (source.taal or "").lower()[:2]
    return Literal(source.titel, None, lang if lang in ("nl", "en", "de", "fr") else None)


def _no_title(where: str) -> Fault:
    return Fault(
        "titel-ontbreekt",
        Text("Deze bron heeft geen titel.", "This source has no title."),
        where,
        Text("een titel (RIS: TI of T1)", "a title (RIS: TI or T1)"),
        Text("Vul de titel aan in uw bronnenprogramma en exporteer opnieuw.",
             "Add the title in your reference manager and export again."),
        "waarschuwing",
    )
