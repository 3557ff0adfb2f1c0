"""A concept, source, finding or learning outcome: what it is, where it belongs, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from dww_graph.answer import Answer, Literal, Node
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.things import (
    Cells,
    Graph,
    Thing,
    by_label,
    cells,
    dutch,
    iri,
    is_true,
    key_of,
    kind_of,
    text,
    thing,
)
from dww_graph.terms import PREFIXES, term

DEFINING = ("skos:definition", "dww:bewering", "dcterms:bibliographicCitation")
"""What says what a thing is: a concept, a claim or a source."""
SHOWN_APART = frozenset(
    term(name)
    for name in (
        "rdf:type",
        "skos:prefLabel",
        "skos:altLabel",
        "skos:hiddenLabel",
        "skos:definition",
        "skos:scopeNote",
        "skos:notation",
        "skos:broader",
        "skos:narrower",
        "skos:inScheme",
        "skos:topConceptOf",
        "skos:closeMatch",
        "dcterms:title",
        "dcterms:identifier",
        "dcterms:source",
        "dww:bewering",
        "dww:begripsstatus",
        "dww:verificatieVan",
        "dcterms:bibliographicCitation",
        "dww:heeftBrederElement",
        "dww:heeftBrederElementTransitief",
        "dww:relevantVoorElement",
        "dww:krijgtVormIn",
        "dww:heeftHandelingskennis",
        "dww:ingelezenIn",
        "dww:vindplaats",
    )
)
"""Properties that the page shows in a place of their own, or that are only bookkeeping."""

ABOUT: Final = {"interactie": "vorm", "effectladder": "trede"} | {
    kind: kind for kind in ("element", "situatie", "clienttype", "context", "methode", "mechanisme", "beroep", "ervaring")
}
"""Kind of a concept to the feature of cards that holds it."""
CANDIDATE: Final = "kandidaat"
"""Kind of what a program set ready for a person to judge."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding or recommendation about a concept; `mark` says that it was invented."""

    thing: Thing
    code: str
    claim: str
    source: Thing | None
    source_title: str
    design: str
    verification: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome that addresses a concept; `mark` says that it was invented."""

    thing: Thing
    code: str
    claim: str
    level: str
    place: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ConceptDetail:
    """Everything the concept page shows; ``details`` are (property label, value) pairs.

    `machine` is true for what a program proposed: a candidate, or a link with the score of a model.
    """

    thing: Thing
    notation: str
    definition: str
    verification: str
    note: str
    also: tuple[str, ...]
    origin: str
    provisional: bool
    broader: tuple[Thing, ...]
    narrower: tuple[Thing, ...]
    akin: tuple[tuple[str, Thing], ...]
    cards: Cards
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    details: tuple[tuple[str, str | Thing], ...]
    illustrative: bool = False
    machine: bool = False


def load_concept(graph: Graph, subject: str, cards: Cards) -> ConceptDetail | None:
    """Read a thing by IRI; None when the graph knows nothing about it. `cards` are those the reader may see."""
    facts = graph.about(subject) if subject else ()
    if not facts:
        return None
    kin = _kin(graph.screen("begrip-verwant", begrip=subject))
    status = {key_of(iri(node)) for prop, node in facts if prop == term("dww:begripsstatus")}
    return ConceptDetail(
        thing=Thing(subject, graph.label(subject)),
        notation=_one(facts, "skos:notation", graph.lang) or _one(facts, "dcterms:identifier", graph.lang),
        definition=next(filter(None, (_one(facts, name, graph.lang) for name in DEFINING)), ""),
        verification=next((key_of(iri(node)) for prop, node in facts if prop == term("dww:verificatieVan")), ""),
        note=_one(facts, "skos:scopeNote", graph.lang),
        also=_all(facts, "skos:altLabel", graph.lang),
        origin=_one(facts, "dcterms:source", graph.lang),
        provisional="voorlopig" in status,
        broader=by_label(kin.get("broader", [])),
        narrower=_in_order(kin.get("narrower", [])),
        akin=_akin(kin),
        cards=_cards(graph, Thing(subject, ""), kin.get("narrower", []), cards),
        findings=_findings(graph.screen("begrip-bevindingen", begrip=subject), graph.lang),
        outcomes=_outcomes(graph.screen("begrip-leeruitkomsten", begrip=subject), graph.lang),
        details=_details(graph, facts),
        illustrative=any(prop == term("dww:isIllustratief") and is_true(node) for prop, node in facts),
        machine=kind_of(subject) == CANDIDATE or any(prop == term("dww:modelscore") for prop, _ in facts),
    )


def in_language(values: list[Literal], lang: str) -> str:
    """Choose among literals: the reader's language, else Dutch, else the first; "" for none."""
    for wanted in (lang, "nl", None):
        for value in values:
            if value.lang == wanted:
                return value.value
    return values[0].value if values else ""


def _literals(facts: tuple[tuple[str, Node], ...], prop: str) -> list[Literal]:
    return [node for name, node in facts if name == term(prop) and isinstance(node, Literal)]


def _one(facts: tuple[tuple[str, Node], ...], prop: str, lang: str) -> str:
    return in_language(_literals(facts, prop), lang)


def _all(facts: tuple[tuple[str, Node], ...], prop: str, lang: str) -> tuple[str, ...]:
    found = {node.value for node in _literals(facts, prop) if node.lang in (lang, None)}
    return tuple(sorted(found, key=dutch))


def _kin(answer: Answer) -> Mapping[str, list[Thing]]:
    kin: dict[str, list[Thing]] = {}
    for row in cells(answer):
        other = thing(answer, row["ander"])
        if other is not None:
            kin.setdefault(key_of(iri(row["verband"])), []).append(other)
    return kin


def _akin(kin: Mapping[str, list[Thing]]) -> tuple[tuple[str, Thing], ...]:
    others = (name for name in sorted(kin) if name not in ("broader", "narrower"))
    return tuple((name, other) for name in others for other in by_label(kin[name]))


def _in_order(things: list[Thing]) -> tuple[Thing, ...]:
    """Sort sub-concepts by their key, so that A1.2 comes before A1.10 and age groups go up."""
    parts = {item.iri: item for item in things}.values()
    return tuple(sorted(parts, key=lambda item: [_number(part) for part in item.key.split("-")]))


def _number(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdigit() else (10**6, part)


def _cards(graph: Graph, about: Thing, narrower: Iterable[Thing], cards: Cards) -> Cards:
    """Give the cards about a thing or what is right below it; those of a source are told by its links."""
    feature = ABOUT.get(about.kind)
    if feature is None:
        return cards.among(iri(row["kaart"]) for row in cells(graph.screen("begrip-kaarten", begrip=about.iri)))
    return reduce(or_, (cards.under(feature, each.key) for each in (about, *narrower)))


def _claim(row: Cells, lang: str) -> str:
    return (lang == "en" and text(row["beweringEn"])) or text(row["bewering"]) or text(row["beweringEn"])


def _findings(answer: Answer, lang: str) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for row, mark in zip(cells(answer), answer.marks, strict=True):
        item = thing(answer, row["bevinding"])
        if item is not None:
            found.setdefault(item.iri, _finding(answer, row, item, lang, mark))
    return tuple(sorted(found.values(), key=lambda finding: finding.code))


def _finding(answer: Answer, row: Cells, item: Thing, lang: str, mark: str) -> Finding:
    return Finding(
        thing=item,
        code=text(row["code"]),
        claim=_claim(row, lang),
        source=thing(answer, row["bron"]),
        source_title=text(row["bronTitel"]),
        design=answer.text(row["studieopzet"]),
        verification=key_of(iri(row["verificatie"])) if row["verificatie"] else "",
        mark=mark,
    )


def _outcomes(answer: Answer, lang: str) -> tuple[Outcome, ...]:
    found: dict[str, Outcome] = {}
    for row, mark in zip(cells(answer), answer.marks, strict=True):
        item = thing(answer, row["leeruitkomst"])
        if item is not None:
            level, place = answer.text(row["niveau"]), answer.text(row["leerplek"])
            found.setdefault(item.iri, Outcome(item, text(row["code"]), _claim(row, lang), level, place, mark))
    return tuple(sorted(found.values(), key=lambda outcome: outcome.code))


def _details(graph: Graph, facts: tuple[tuple[str, Node], ...]) -> tuple[tuple[str, str | Thing], ...]:
    pairs: list[tuple[str, str | Thing]] = []
    for prop, node in facts:
        if prop in SHOWN_APART or not _of_the_reader(node, graph.lang):
            continue
        value = node.value if isinstance(node, Literal) else Thing(node.value, graph.label(node.value))
        pairs.append((graph.label(prop), value))
    return tuple(sorted(pairs, key=lambda pair: dutch(pair[0])))


def _of_the_reader(node: Node, lang: str) -> bool:
    if isinstance(node, Literal):
        return node.lang in (lang, None)
    return not node.value.startswith(PREFIXES["owl"])
