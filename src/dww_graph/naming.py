"""Labels and origins of things, read straight from a store: what a person calls an IRI, and where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Node, Origin
from dww_graph.errors import Lang, Text
from dww_graph.store import Store

_LABELS = tuple(map(terms.term, ("skos:prefLabel", "rdfs:label", "dcterms:title", "dww:bewering", "dcterms:identifier")))
_INGESTED, _PLACE = map(terms.term, ("dww:ingelezenIn", "dww:vindplaats"))
_FILE, _FILE_NAME = map(terms.term, ("dww:bestand", "dww:bestandsnaam"))
_INVENTED = terms.term("dww:isIllustratief")
_INVENTED_WORD = Text("illustratief", "illustrative")
_DRAFT_WORD = Text("concept", "draft")
_MACHINE_WORD = Text("voorgesteld door een programma", "proposed by a program")
_STATUS, _SCORE, _MAKER, _TYPE = map(terms.term, ("dww:kaartstatus", "dww:modelscore", "prov:wasAttributedTo", "rdf:type"))
_CONFIRMED, _PROGRAM = "vastgesteld", terms.term("prov:SoftwareAgent")
_IN_BOTH = tuple(map(terms.term, ("dww:bewering", "dcterms:title", "dcterms:description")))
_SHORT = 90


class Names:
    """Looks up labels and origins in one store, in one language, each once."""

    def __init__(self, store: Store, lang: Lang) -> None:
        self._store, self._lang = store, lang
        self._labels: dict[str, str] = {}
        self._origins: dict[str, Origin | None] = {}

    def label(self, iri: str) -> str:
        """Return what people call an IRI: its label in the language, else in Dutch, else its short form."""
        if iri not in self._labels:
            self._labels[iri] = self._find_label(iri)
        return self._labels[iri]

    def labels(self, nodes: Iterable[Node | None]) -> Mapping[str, str]:
        """Return the label of every IRI among the terms."""
        return {node.value: self.label(node.value) for node in nodes if isinstance(node, Iri)}

    def origins(self, row: Iterable[Node | None]) -> tuple[Origin, ...]:
        """Return where the things in a row came from, each place once."""
        found = (self.origin(node.value) for node in row if isinstance(node, Iri))
        return tuple(dict.fromkeys(origin for origin in found if origin))

    def origin(self, iri: str) -> Origin | None:
        """Return where a thing came from: contribution, file, and row or line; None for what no file brought."""
        if iri not in self._origins:
            self._origins[iri] = self._find_origin(iri)
        return self._origins[iri]

    def translated(self, node: Node | None) -> Node | None:
        """Return a Dutch text of ours in the reader's language where it was written in both; all else as it is.

        The professional's own words exist in Dutch alone, and stay their own.
        """
        if self._lang == "nl" or not isinstance(node, Literal) or node.lang != "nl":
            return node
        return self._translations.get(node.value, node)

    @cached_property
    def _translations(self) -> Mapping[str, Literal]:
        texts: dict[tuple[str, str], dict[str, Literal]] = {}
        for predicate in _IN_BOTH:
            for triple in self._store.triples(None, predicate):
                if isinstance(triple.object, Literal) and triple.object.lang:
                    texts.setdefault((triple.subject.value, predicate), {})[triple.object.lang] = triple.object
        return {said["nl"].value: said[self._lang] for said in texts.values() if "nl" in said and self._lang in said}

    def _find_label(self, iri: str) -> str:
        for predicate in _LABELS:
            texts = [t.object for t in self._store.triples(iri, predicate) if isinstance(t.object, Literal)]
            best = min(texts, key=self._rank, default=None)
            if best:
                return best.value if len(best.value) <= _SHORT else best.value[: _SHORT - 1].rstrip() + "…"
        return terms.short(iri)

    def _rank(self, text: Literal) -> int:
        liked: tuple[str | None, ...] = (self._lang, "nl", None)
        return liked.index(text.lang) if text.lang in liked else len(liked)

    def _find_origin(self, iri: str) -> Origin | None:
        run = self._one(iri, _INGESTED)
        if not run:
            return None
        file = self._one(run, _FILE_NAME) or self._one(run, _FILE)
        mark = _INVENTED_WORD.in_(self._lang) if self._one(iri, _INVENTED) == "true" else ""
        return Origin(run.rsplit("/", 1)[-1], file, self._one(iri, _PLACE), mark, self._state(iri))

    def _state(self, iri: str) -> str:
        """Say of a card that it is a draft, and of a link or candidate that a program proposed it; empty for all else."""
        kind = iri.removeprefix(terms.ID).partition("/")[0]
        if kind == "handelingskennis":
            return "" if self._one(iri, _STATUS) == _CONFIRMED else _DRAFT_WORD.in_(self._lang)
        made = kind == "kandidaat" or (kind == "verbinding" and self._by_program(iri))
        return _MACHINE_WORD.in_(self._lang) if made else ""

    def _by_program(self, link: str) -> bool:
        makers = (made.object.value for made in self._store.triples(link, _MAKER))
        kinds = (each.object.value for maker in makers for each in self._store.triples(maker, _TYPE))
        return bool(self._one(link, _SCORE)) or _PROGRAM in kinds

    def _one(self, iri: str, predicate: str) -> str:
        return next((triple.object.value for triple in self._store.triples(iri, predicate)), "")
