"""One card in full: its sentence, its two strands of links, its origin and its relatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import and_

from dww_graph.answer import Answer
from dww_graph.explorer.viewmodels.cards import CardRow, Cards, unquoted
from dww_graph.explorer.viewmodels.things import (
    Cells,
    Graph,
    Thing,
    by_label,
    cells,
    iri,
    is_true,
    key_of,
    text,
    thing,
)
from dww_graph.shelf import places
from dww_graph.terms import term

RESEARCH = frozenset({"bevinding", "aanbeveling", "zoekverslag", "bron"})
EVIDENTIAL = frozenset({"ondersteund-door", "genuanceerd-door", "tegengesproken-door", "geen-bewijs-gevonden"})
SHARED = (("element", 2), ("situatie", 1))
"""Facets by which cards are akin, and how much each counts."""
ORDER = (
    "tegengesproken-door",
    "genuanceerd-door",
    "ondersteund-door",
    "geen-bewijs-gevonden",
    "verfijnt",
    "breidt-uit",
    "illustreert",
    "roept-vraag-op",
)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a card, with everything a reader needs to weigh it."""

    iri: str
    relation: str
    incoming: bool
    target: Thing | None
    target_text: str
    source: Thing | None
    citation: str
    explanation: str
    question: str
    design: str
    directness: str
    certainty: str
    verification: str
    status: str
    maker: str
    date: str
    search: tuple[str, str, str]
    machine: bool = False
    reviewers: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """True when somebody accepted the link; only then does it count."""
        return self.status == "vastgesteld"

    @property
    def research(self) -> bool:
        """True for the right-hand strand: what a source, guideline or search says about the card."""
        kind = self.target.kind if self.target else self.source.kind if self.source else ""
        return self.relation in EVIDENTIAL and (kind in RESEARCH or not kind)


@dataclass(frozen=True, slots=True)
class CardDetail:
    """A card as its page shows it; texts are the professional's own words, in Dutch."""

    iri: str
    code: str
    title: str
    claim: str
    action: str
    reason: str
    effect: str
    condition: str
    boundary: str
    critical: str
    status: str
    illustrative: bool
    date: str
    concepts: Mapping[str, tuple[Thing, ...]]
    links: tuple[Link, ...]
    file: str
    place: str
    learned: str
    instrument: Thing | None
    related: tuple[CardRow, ...]

    def named(self, prop: str) -> tuple[Thing, ...]:
        """Give the concepts under one property, written as ``dww:inBeroepssituatie``."""
        return self.concepts.get(term(prop), ())

    @property
    def practice(self) -> tuple[Link, ...]:
        """The left strand: links with elements and with other cards."""
        return tuple(link for link in self.links if not link.research)

    @property
    def research(self) -> tuple[Link, ...]:
        """The right strand: links with findings, guidelines, sources and searches."""
        return tuple(link for link in self.links if link.research)


def questions(detail: CardDetail) -> tuple[str, ...]:
    """Give the questions of ``queries/schermen`` that the page of a card stands on; none that has no answer for it."""
    quoted = ("passages",) if detail.named("dww:berustOpFragment") else ()
    judged = ("kaart-oordelen",) if any(link.reviewers for link in detail.links) else ()
    linked = ("kaart-verbindingen",) if detail.links else ()
    return ("kaart-teksten", *quoted, "kaart-begrippen", *linked, *judged, "effectladder", "kaart-herkomst")


def after_not(boundary: str) -> tuple[str, str]:
    """Split a boundary into the joining word and what follows it, so that "niet als" never meets a second "als".

    Gives ("als", rest) for a text that starts with "Als", ("", rest) for "Niet …" and "Bij …", else (":", text).
    """
    first, _, rest = boundary.strip().partition(" ")
    if first == "Als" and rest:
        return "als", rest
    if first == "Niet" and rest:
        return "", rest
    if first == "Bij" and rest:
        return "", f"bij {rest}"
    return ":", boundary.strip()


def load_card(graph: Graph, row: CardRow, cards: Cards | None = None) -> CardDetail:
    """Read everything of one card; ``cards`` is where its relatives are looked for, None for none."""
    words = _texts(graph.screen("kaart-teksten", kaart=row.iri))
    origin = graph.screen("kaart-herkomst", kaart=row.iri)
    first = next(cells(origin), {})
    return CardDetail(
        iri=row.iri,
        code=row.code,
        title=row.title,
        claim=words.get("bewering", row.claim),
        action=unquoted(words.get("handelwijze", row.action)),
        reason=words.get("overweging", ""),
        effect=words.get("gevolg", ""),
        condition=words.get("voorwaarde", ""),
        boundary=words.get("grens", row.boundary),
        critical=words.get("kritiekMoment", ""),
        status=row.status,
        illustrative=row.illustrative,
        date=row.date,
        concepts=_concepts(graph.screen("kaart-begrippen", kaart=row.iri)),
        links=_links(graph, row.iri),
        file=text(first.get("bestand")),
        place=text(first.get("vindplaats")),
        learned=text(first.get("toelichting")),
        instrument=thing(origin, first.get("instrument")),
        related=related(row, cards) if cards else (),
    )


def related(row: CardRow, cards: Cards, limit: int = 3) -> tuple[CardRow, ...]:
    """Give the cards that share most elements and situations with ``row``, an element counting twice; at most ``limit``."""
    own = cards.among((row.iri,)).bits
    shared = [cards.under(facet, key_of(value)).bits & ~own for facet, times in SHARED for value in row.found_under.get(facet, ())
              for _ in range(times)]
    return tuple(cards.library.rows(most_shared(shared, limit)))


def most_shared(sets: Iterable[int], limit: int) -> tuple[int, ...]:
    """Give the places that are in most sets of cards, those in most sets first; a place in no set is left out.

    The sets are added up as in column addition, one bit of every sum at a time, so it takes no walk over the cards.
    """
    planes: list[int] = []
    for each in sets:
        carry = each
        for at, plane in enumerate(planes):
            planes[at], carry = plane ^ carry, plane & carry
        if carry:
            planes.append(carry)
    found: list[int] = []
    for total in range(2 ** len(planes) - 1, 0, -1):
        equal = reduce(and_, (plane if total >> at & 1 else ~plane for at, plane in enumerate(planes)))
        found.extend(islice(places(equal), limit - len(found)))
        if len(found) >= limit:
            break
    return tuple(found)


def _texts(answer: Answer) -> dict[str, str]:
    return {key_of(iri(row["eigenschap"])): text(row["tekst"]) for row in cells(answer)}


def _concepts(answer: Answer) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = {}
    for row in cells(answer):
        value = thing(answer, row["waarde"])
        if value is not None:
            found.setdefault(iri(row["eigenschap"]), []).append(value)
    return {prop: by_label(values) for prop, values in found.items()}


def _links(graph: Graph, card: str) -> tuple[Link, ...]:
    answer, reviewers = graph.screen("kaart-verbindingen", kaart=card), _reviewers(graph.screen("kaart-oordelen", kaart=card))
    links = {iri(row["verbinding"]): _link(graph, answer, row, reviewers) for row in cells(answer)}
    return tuple(sorted(links.values(), key=lambda link: (_rank(link.relation), link.target_text)))


def _reviewers(answer: Answer) -> dict[str, tuple[str, ...]]:
    """Give who decided on each link, by code, each once and the first to decide first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in cells(answer):
        link, who = iri(row["verbinding"]), key_of(iri(row["beoordelaar"]))
        found[link] = tuple(dict.fromkeys((*found.get(link, ()), who)))
    return found


def _rank(relation: str) -> int:
    return ORDER.index(relation) if relation in ORDER else len(ORDER)


def _link(graph: Graph, answer: Answer, row: Cells, reviewers: Mapping[str, tuple[str, ...]]) -> Link:
    target, source = thing(answer, row["doel"]), thing(answer, row["bron"])
    about = _literals(graph, target.iri) if target else {}
    facts = _facts(graph, target.iri) if target else {}
    return Link(
        iri=iri(row["verbinding"]),
        relation=key_of(iri(row["relatie"])),
        incoming=text(row["richting"]) == "in",
        target=target,
        target_text=text(row["doelTekst"]) or (target.label if target else ""),
        source=source,
        citation=citation(graph, source.iri, text(row["bronTitel"])) if source else "",
        explanation=text(row["toelichting"]),
        question=text(row["vraag"]),
        design=graph.label(facts["studieopzetVan"]) if "studieopzetVan" in facts else "",
        directness=_name(answer, row, "directheid"),
        certainty=_name(answer, row, "zekerheid"),
        verification=key_of(facts.get("verificatieVan", "")),
        status=key_of(iri(row["status"])),
        maker=key_of(iri(row["maker"])),
        date=text(row["gemaaktOp"])[:10],
        search=(about.get("zoekbereik", ""), about.get("zoekdatum", ""), about.get("gezochtDoor", "")),
        machine=is_true(row["machinaal"]),
        reviewers=reviewers.get(iri(row["verbinding"]), ()),
    )


def _name(answer: Answer, row: Cells, column: str) -> str:
    found = thing(answer, row[column])
    return found.label if found else ""


def _literals(graph: Graph, subject: str) -> dict[str, str]:
    return {key_of(prop): text(node) for prop, node in graph.describe(subject) if text(node)}


def _facts(graph: Graph, subject: str) -> dict[str, str]:
    return {key_of(prop): iri(node) for prop, node in graph.describe(subject) if iri(node)}


def citation(graph: Graph, source: str, title: str) -> str:
    """Write a source as authors, year and title, as far as the graph holds them."""
    facts = _literals(graph, source)
    year = f"({facts['jaar']})" if facts.get("jaar") else ""
    head = " ".join(part for part in (facts.get("auteurs", ""), year) if part)
    name = title or facts.get("title", "")
    return ". ".join(part for part in (head, name) if part)
