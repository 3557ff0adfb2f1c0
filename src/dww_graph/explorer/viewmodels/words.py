"""The exact words of a professional or a source: every field as it was given, and the passages in which it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dww_graph.answer import Answer, Literal, Node
from dww_graph.explorer.viewmodels.things import Cells, Graph, Thing, cells, iri, is_true, text, thing
from dww_graph.terms import term

FIELDS: Final = (
    "dww:bewering", "dww:handelwijze", "dww:overweging", "dww:gevolg", "dww:voorwaarde", "dww:grens", "dww:kritiekMoment",
    "dww:pastBijPersoon", "dww:instrumenttekst", "dww:toelichting",
)  # fmt: skip
"""Fields of a card in the professional's own words, in the order of reading."""
Facts = tuple[tuple[str, Node], ...]
_COMPOSED: Final = "Zo krijgt "
"""How a claim starts that the program made for a card without one (`map/kaart_triples.py`)."""


@dataclass(frozen=True, slots=True)
class Said:
    """One field as it was given: its name, the text with its own quotation marks and lines, and whether a program wrote it."""

    name: str
    text: str
    lang: str
    composed: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words from a source and where they stand in it; `edited` when words that pointed to a person were replaced."""

    words: str
    source: Thing | None
    pages: str
    start: str
    end: str
    place: str
    edited: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a finding, recommendation or claim as the graph holds it, its printed figures, and its source with pages."""

    texts: tuple[Said, ...]
    figures: tuple[str, ...]
    source: Thing | None
    pages: str


def load_fields(graph: Graph, card: str, title: str) -> tuple[Said, ...]:
    """Read every field of a card (IRI) that holds words of its professional; nothing is cut or changed."""
    found: dict[str, list[Literal]] = {}
    for row in cells(graph.screen("kaart-teksten", kaart=card)):
        if isinstance(node := row["tekst"], Literal):
            found.setdefault(iri(row["eigenschap"]), []).append(node)
    names = {term(name): graph.label(term(name)) for name in FIELDS if term(name) in found}
    return tuple(
        Said(name, node.value, node.lang or "", _composed(node.value, title))
        for prop, name in names.items() for node in found[prop]
    )  # fmt: skip


def _composed(words: str, title: str) -> bool:
    return words.startswith(_COMPOSED) and words.endswith(f" vorm: {title}.")


def load_passages(graph: Graph, subject: str) -> tuple[Passage, ...]:
    """Read the passages on which a card, finding, claim or candidate (IRI) rests, in their order in the source."""
    answer = graph.screen("passages", uiting=subject)
    found = {iri(row["passage"]): _passage(answer, row) for row in cells(answer)}
    return tuple(sorted(found.values(), key=lambda each: int(each.start or 0)))


def _passage(answer: Answer, row: Cells) -> Passage:
    start, end, place, pages = (text(row[name]) for name in ("begin", "eind", "vindplaats", "bladzijden"))
    return Passage(text(row["citaat"]), thing(answer, row["bron"]), pages, start, end, place, is_true(row["bewerkt"]))


def load_wording(graph: Graph, subject: str) -> Wording:
    """Read the text of a finding, recommendation or claim (IRI) in every language in which it was recorded."""
    facts = graph.about(subject)
    label = graph.label(term("dww:bewering"))
    texts = (Said(label, text(node), node.lang or "", False) for node in _literals(facts, "dww:bewering"))
    source = next((node.value for prop, node in facts if prop == term("dww:gerapporteerdIn")), "")
    pages = [text(node) for node in _literals(graph.describe(source), "dww:bladzijden")] if source else []
    return Wording(
        texts=tuple(sorted(texts, key=lambda said: said.lang != graph.lang)),
        figures=tuple(sorted(text(node) for node in _literals(facts, "dww:cijfer"))),
        source=Thing(source, graph.label(source)) if source else None,
        pages="; ".join(pages),
    )


def _literals(facts: Facts, prop: str) -> list[Literal]:
    return [node for name, node in facts if name == term(prop) and isinstance(node, Literal)]
