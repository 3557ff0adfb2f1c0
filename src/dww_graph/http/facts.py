"""What one reading of the public graph knows of its things: values by property, and texts and names in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Node
from dww_graph.errors import Lang
from dww_graph.naming import Names
from dww_graph.sorting import dutch_key
from dww_graph.store import Store

_NAMING: Final = ("skos:prefLabel", "rdfs:label", "dcterms:title", "dww:bewering")
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Facts:
    """Looks things up in one store, in one language, each once."""

    store: Store
    lang: Lang
    names: Names
    _held: dict[str, Mapping[str, tuple[Node, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, lang: Lang) -> Facts:
        """Start without knowing anything."""
        return cls(store, lang, Names(store, lang))

    def about(self, iri: str) -> Mapping[str, tuple[Node, ...]]:
        """Return the values of a thing by property (IRI); nothing for no thing."""
        if iri and iri not in self._held:
            found: dict[str, list[Node]] = {}
            for triple in self.store.triples(iri):
                found.setdefault(triple.predicate.value, []).append(triple.object)
            self._held[iri] = {name: tuple(nodes) for name, nodes in found.items()}
        return self._held.get(iri, {})

    def iris(self, iri: str, prop: str) -> tuple[str, ...]:
        """Return the things under a property (`dww:geeftVormAan`), in order of their names."""
        found = (node.value for node in self.about(iri).get(terms.term(prop), ()) if isinstance(node, Iri))
        return self.sorted(found)

    def one(self, iri: str, prop: str) -> str:
        """Return the first thing under a property, "" when there is none."""
        return next(iter(self.iris(iri, prop)), "")

    def texts(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """Return values without a language, and of the others those in the reader's, or all when there is none in it."""
        kept = tuple(nodes)
        spoken = [node for node in kept if isinstance(node, Literal) and node.lang]
        liked = [node for node in spoken if isinstance(node, Literal) and node.lang == self.lang]
        return tuple(node for node in kept if not liked or node not in spoken or node in liked)

    def literal(self, iri: str, *props: str) -> Literal | None:
        """Return the text under the first of some properties that has one, in the reader's language where that is there."""
        for prop in props:
            for node in self.texts(self.about(iri).get(terms.term(prop), ())):
                if isinstance(node, Literal):
                    return node
        return None

    def said(self, iri: str, *props: str) -> str:
        """Return that text as HTML that names its language where it is not the reader's; "" when there is none."""
        found = self.literal(iri, *props)
        return marked(found, self.lang) if found else ""

    def true(self, iri: str, prop: str) -> bool:
        """Say whether a property is true."""
        return any(node.value == "true" for node in self.about(iri).get(terms.term(prop), ()))

    def label(self, iri: str) -> str:
        """Return the whole name of a thing; what has no name is called after what it ties, or after its kind."""
        name = self.names.label(iri)
        if name.endswith(_CUT):
            whole = self.literal(iri, *_NAMING)
            return whole.value if whole else name
        return name if name != terms.short(iri) or not iri.startswith(terms.ID) else self._described(iri)

    def sorted(self, iris: Iterable[str]) -> tuple[str, ...]:
        """Return things in order of their names, each once."""
        return tuple(sorted(dict.fromkeys(iris), key=lambda iri: dutch_key(self.label(iri))))

    def _described(self, iri: str) -> str:
        relation = self.one(iri, "dww:relatietypeVan")
        ends = (self.one(iri, prop) for prop in ("dww:heeftBewijs", "dww:heeftBewijsbron", "dww:heeftDoel"))
        end = next(filter(None, ends), "")
        if relation and end:
            return f"‘{self.label(self.one(iri, 'dww:heeftOnderwerp'))}’ {self.names.label(relation)} ‘{self.label(end)}’"
        kinds = [self.names.label(kind) for kind in self.iris(iri, "rdf:type") if kind.startswith(terms.DEF)]
        return f"{kinds[0]} {iri.rsplit('/', 1)[-1]}" if kinds else terms.short(iri)


def marked(text: Literal, lang: Lang) -> str:
    """Return a text as HTML; one in another language than the reader's says so."""
    if text.lang and text.lang != lang:
        return f"<span lang='{escape(text.lang)}'>{escape(text.value)}</span>"
    return escape(text.value)
