"""`/doc/{kind}/{key}`: one thing as plain HTML. It needs no JavaScript, prints on paper, and can be cited.

A card starts with when not to do it and its sentence, and holds what research and other cards say about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Node, Triple
from dww_graph.errors import Text
from dww_graph.http import practice, strand
from dww_graph.http.facts import Facts, marked
from dww_graph.http.message import HttpAnswer, HttpRequest
from dww_graph.http.missing import missing
from dww_graph.http.paper import Paper
from dww_graph.http.served import Snapshot
from dww_graph.http.things import description, thing_of

_LONG: Final = 120
_TEXTS: Final = tuple(
    map(
        terms.term,
        (
            "skos:definition", "dww:bewering", "dww:citaat", "dww:handelwijze", "dww:overweging", "dww:gevolg",
            "dww:voorwaarde", "dww:grens", "dww:kritiekMoment", "dww:toelichting", "dww:vraag",
        ),
    )
)  # fmt: skip
_HIDDEN: Final = frozenset(
    map(terms.term, ("rdf:type", "dww:isIllustratief", "dww:ingelezenIn", "dww:vindplaats", "dcterms:title"))
)
_SUBJECT: Final = terms.term("dww:heeftOnderwerp")
_WORDS: Final[Mapping[str, Text]] = {
    "badge": Text(
        "Illustratief: dit is een bedacht voorbeeld, geen echte praktijkkennis.",
        "Illustrative: this is an invented example, not real practice knowledge.",
    ),
    "draft": Text("Concept: deze kaart is nog niet vastgesteld.", "Draft: this card is not confirmed yet."),
    "machine": Text("Voorgesteld door een programma, niet door een mens.", "Proposed by a program, not by a person."),
    "links": Text("Kenmerken en verbindingen", "Properties and links"),
    "referring": Text("Wat hiernaar verwijst", "What refers to this"),
    "source": Text("Bron van deze gegevens", "Source of these data"),
    "trace": Text("Herleidspoor van deze leeruitkomst, om te printen", "Evidence trace of this learning outcome, for printing"),
    "yes": Text("ja", "yes"),
    "no": Text("nee", "no"),
}


def answer(snapshot: Snapshot, kind: str, key: str, request: HttpRequest) -> HttpAnswer:
    """Return the document of one thing in the reader's language, or a 404 page that says what to do."""
    iri, paper, thing = thing_of(kind, key), Paper.of(request), f"{kind}/{key}"
    statements = description(snapshot.store, iri) if iri else ()
    if iri is None or not statements:
        return missing(paper, thing, snapshot.is_gone(iri))
    facts = Facts.of(snapshot.store, request.lang)
    page = _Page(facts, paper, iri, statements)
    origin = facts.names.origin(iri)
    source = f"<p><strong>{paper.say(_WORDS['source'])}:</strong> {escape(str(origin))}</p>" if origin else ""
    body = page.body() + paper.foot(snapshot.generation.info, iri, source)
    place = "kaart" if kind == practice.KIND else "begrip"
    return paper.page(facts.label(iri), body, f"{place}?id={thing}", f"id/{thing}")


class _Page:
    """The body of one document, part by part."""

    def __init__(self, facts: Facts, paper: Paper, iri: str, statements: Sequence[Triple]) -> None:
        self._facts, self._paper, self._iri = facts, paper, iri
        self._card = iri.startswith(terms.thing(practice.KIND, ""))
        self._own: dict[str, list[Node]] = defaultdict(list)
        self._referring: dict[str, list[str]] = defaultdict(list)
        for statement in statements:
            if statement.subject.value == iri:
                self._own[statement.predicate.value].append(statement.object)
            else:
                self._referring[statement.predicate.value].append(statement.subject.value)

    def body(self) -> str:
        """Return everything between the navigation and the foot."""
        parts = (self._head(), self._practice(), self._texts(), self._trace(), self._properties(), self._references())
        return "".join(parts)

    def _head(self) -> str:
        kinds = [
            self._facts.names.label(node.value)
            for node in self._own[terms.term("rdf:type")]
            if isinstance(node, Iri)
        ]
        shown = ", ".join(dict.fromkeys(kinds))
        badges = "".join(f"<p class='badge'>{self._word(name)}</p>" for name in self._badges())
        return f"<p class='kind'>{escape(shown)}</p><h1>{escape(self._facts.label(self._iri))}</h1>{badges}"

    def _badges(self) -> Iterator[str]:
        """Yield what a reader must know first: that it was invented, that it is a draft, that a program proposed it."""
        if self._facts.true(self._iri, "dww:isIllustratief"):
            yield "badge"
        origin = self._facts.names.origin(self._iri)
        if origin and origin.state:
            yield "draft" if self._card else "machine"

    def _practice(self) -> str:
        """Give the parts that only a card has: when not to do it, its sentence, and its links with what they rest on."""
        if not self._card:
            return ""
        facts, paper = self._facts, self._paper
        links = strand.read(facts, self._referring.get(_SUBJECT, ()))
        said = practice.boundary(facts, paper, self._iri, 2) + practice.sentence(facts, paper, self._iri)
        return said + practice.aside(facts, paper, self._iri) + strand.strand(facts, paper, links, 2)

    def _trace(self) -> str:
        """Give the way to the trace of a learning outcome."""
        kind, _, key = self._iri.removeprefix(terms.ID).partition("/")
        if kind != "leeruitkomst" or self._paper.loose:
            return ""
        return f"<p><a href='../../doc/spoor/{escape(key)}?lang={self._paper.lang}'>{self._word('trace')}</a></p>"

    def _texts(self) -> str:
        """The texts that make up a thing, in the order of reading, then any other long text; each with its heading."""
        names = [
            *(name for name in _TEXTS if name in self._own),
            *(name for name in self._own if name not in _TEXTS),
        ]
        shown = ((name, text) for name in names for text in self._facts.texts(self._own[name]) if not self._told(name, text))
        kept = ((name, text) for name, text in shown if self._is_section(name, text))
        return "".join(
            f"<section><h2>{self._name(name)}</h2>{self._paragraph(text)}</section>" for name, text in kept
        )

    def _told(self, name: str, text: Node) -> bool:
        """Say whether a text stands on the page already: as the title, or in the sentence of a card."""
        return text.value == self._facts.label(self._iri) or (self._card and name in practice.SHOWN)

    def _properties(self) -> str:
        rows = []
        for predicate, nodes in sorted(self._own.items(), key=lambda item: self._facts.names.label(item[0]).casefold()):
            short = [node for node in self._facts.texts(nodes) if not self._is_section(predicate, node)]
            if short and predicate not in _HIDDEN:
                values = "".join(
                    f"<dd>{value}</dd>" for value in sorted(map(self._value, short), key=str.casefold)
                )
                rows.append(f"<dt>{self._name(predicate)}</dt>{values}")
        return f"<h2>{self._word('links')}</h2><dl>{''.join(rows)}</dl>" if rows else ""

    def _references(self) -> str:
        rows = [
            f"<dt>{self._name(predicate)}</dt>" + self._listed(iris)
            for predicate, iris in sorted(self._referring.items())
            if not (self._card and predicate == _SUBJECT)
        ]
        return f"<h2>{self._word('referring')}</h2><dl>{''.join(rows)}</dl>" if rows else ""

    def _listed(self, iris: Iterable[str]) -> str:
        return "".join(f"<dd>{self._paper.link(iri, self._facts.label(iri))}</dd>" for iri in self._facts.sorted(iris))

    def _is_section(self, predicate: str, node: Node) -> bool:
        if not isinstance(node, Literal) or predicate in _HIDDEN:
            return False
        return predicate in _TEXTS or len(node.value) > _LONG

    def _value(self, node: Node) -> str:
        if isinstance(node, Iri):
            return self._paper.link(node.value, self._facts.label(node.value))
        if node.value in ("true", "false") and (node.datatype or "").endswith("#boolean"):
            return self._word("yes" if node.value == "true" else "no")
        return marked(node, self._paper.lang)

    def _paragraph(self, node: Node) -> str:
        return f"<p>{marked(node, self._paper.lang) if isinstance(node, Literal) else escape(node.value)}</p>"

    def _name(self, predicate: str) -> str:
        return escape(self._facts.names.label(predicate))

    def _word(self, key: str) -> str:
        return self._paper.say(_WORDS[key])
