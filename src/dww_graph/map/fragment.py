"""A quote that belongs to a card → a fragment: the exact words, and the source in which they stand.

Without a source of its own the words come from the conversations behind the contribution, which have one node together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dww_graph import terms
from dww_graph.answer import Iri, Triple
from dww_graph.errors import Fault, Text
from dww_graph.map.statements import TRUE, a, concept, curie, dutch, dww, plain, say
from dww_graph.model import RawRecord, Reference, Ring

Ringed = tuple[Ring, Triple]


def check(record: RawRecord, references: Mapping[str, Reference], bestand: str) -> list[Fault]:
    """Return what is wrong with a quote: a card or a source that is not there."""
    return [
        _not_there(cell.where, name)
        for name in ("kaart", "bron")
        if (cell := record.first(name)) and cell.text.casefold() not in references
    ] or ([] if record.first("citaat") else [_not_there(f"{bestand}, {record.place}", "citaat")])


def triples(
    record: RawRecord, references: Mapping[str, Reference], sleutel: str, number: int, illustratief: bool
) -> Iterator[Ringed]:
    """Yield the triples of a quote that `check` let through, in the ring of its card."""
    card = references[_text(record, "kaart").casefold()]
    source = references.get(_text(record, "bron").casefold())
    node = Iri(terms.thing("fragment", f"{sleutel}-citaat-{number}"))
    told = concept("bron", f"{sleutel}-gesprekken")
    marked = [TRUE] if illustratief else []
    statements = (
        *a(node, "Fragment"),
        *say(node, dww("citaat"), dutch(_text(record, "citaat"))),
        *say(node, dww("staatIn"), Iri(source.iri) if source else told),
        *say(node, dww("ingelezenIn"), concept("inlezing", sleutel)),
        *plain(node, dww("vindplaats"), record.place),
        *say(node, dww("isIllustratief"), *marked),
        *say(Iri(card.iri), dww("berustOpFragment"), node),
        *(() if source else _conversations(told, sleutel)),
    )
    for triple in statements:
        yield card.ring, triple


def _conversations(told: Iri, sleutel: str) -> Iterator[Triple]:
    title = f"Gesprekken achter bijdrage {sleutel}"
    yield from a(told, "Praktijkbron")
    yield from say(told, curie("dcterms:title"), dutch(title))
    yield from plain(told, curie("dcterms:bibliographicCitation"), f"{title}. Niet openbaar.")
    yield from say(told, dww("verificatieVan"), concept("verificatie", "niet-geverifieerd"))
    yield from say(told, dww("ingelezenIn"), concept("inlezing", sleutel))


def _text(record: RawRecord, name: str) -> str:
    cell = record.first(name)
    return cell.text if cell else ""


def _not_there(where: str, name: str) -> Fault:
    return Fault(
        "onbekende-verwijzing",
        Text(f"Bij dit citaat klopt iets niet: {name}.", f"Something is wrong with this quote: {name}."),
        where,
        Text("een kaart of bron uit dit bestand, en de letterlijke woorden",
             "a card or source of this file, and the exact words"),
        Text("Verbeter het nummer, of vul het citaat in.", "Mend the number, or fill in the quote."),
    )
