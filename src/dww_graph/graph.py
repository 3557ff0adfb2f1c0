"""The graph as its readers have it: questions, traces, terms, descriptions, exports; each answer can be cited and repeated."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Literal as OneOf

from dww_graph import catalogue, generation, intake, search, shelf, tellen, terms, workers
from dww_graph.answer import XSD, Answer, Citation, Iri, Literal, Node, Result, Row
from dww_graph.catalogue import Param, Question
from dww_graph.errors import Lang, NotFound, Text, UsageError
from dww_graph.export import qdpx
from dww_graph.export.project import read_project
from dww_graph.generation import Generation
from dww_graph.guard.query import check_query
from dww_graph.map.vocabulary import Vocabulary, normal
from dww_graph.model import Ring
from dww_graph.naming import Names
from dww_graph.search import Index
from dww_graph.shelf import Shelf
from dww_graph.sorting import dutch_key
from dww_graph.workers import Limits, Stop

_STATEMENT = ("subject", "predicate", "object")
FORMATS: Mapping[str, str] = {"ttl": "text/turtle", "nt": "application/n-triples", "nq": "application/n-quads",
                              "jsonld": "application/ld+json"}


@dataclass(frozen=True, slots=True)
class GenerationInfo:
    """The generation that answers: number, moment of building (UTC), ring, counts by class, triples and SHA-256."""

    number: int
    built: str
    ring: Ring
    counts: Mapping[str, int]
    triples: int
    sha256: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Term:
    """One hit of a word: the concept or thing, its label, its kind and its definition (either may be empty)."""

    iri: str
    label: str
    kind: str
    definition: str


def default_home() -> Path:
    """Return the data folder: `DWW_HOME`, or `dww-data` in the current folder."""
    return Path(os.environ.get("DWW_HOME") or "dww-data")


def open_graph(home: Path | None = None, ring: Ring = "openbaar", lang: Lang = "nl") -> KnowledgeGraph:
    """Open the current generation, read only; raises StoreError when there is none."""
    return KnowledgeGraph(generation.current(home or default_home()), ring, lang)


class _Held:
    """What is open of one ring, whatever the language: its store, and what finds words and cards in it."""

    def __init__(self, opened: Generation, ring: Ring) -> None:
        self._words_path, self._shelf_path, self.store = opened.search_path(ring), opened.shelf_path(ring), opened.open(ring)

    @cached_property
    def words(self) -> Index:
        return Index.open(self._words_path) if self._words_path.is_file() else Index.of(self.store)

    @cached_property
    def shelf(self) -> Shelf:
        return Shelf.open(self._shelf_path) if self._shelf_path.is_file() else Shelf.of(shelf.read(self.store))


class KnowledgeGraph:
    """One ring of one generation, in one language. It keeps the generation it opened."""

    def __init__(self, opened: Generation, ring: Ring, lang: Lang, held: _Held | None = None) -> None:
        self._opened, self._ring, self.lang = opened, ring, lang
        self._held = held or _Held(opened, ring)
        self._store = self._held.store
        self._names = Names(self._store, lang)

    @property
    def generation(self) -> GenerationInfo:
        """What is known of the generation that answers."""
        info, ring = self._opened.info, self._opened.info.ringen[self._ring]
        return GenerationInfo(
            info.nummer, info.gebouwd, self._ring, ring.tellingen, ring.tripels, ring.sha256, info.illustratief
        )

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions that people ask, by slug."""
        return catalogue.load_questions("vragen")

    @cached_property
    def screens(self) -> Mapping[str, Question]:
        """The questions that the pages stand on, by slug."""
        return catalogue.load_questions("schermen")

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return intake.load_vocabulary()

    def with_lang(self, lang: Lang) -> KnowledgeGraph:
        """Return the same graph, speaking another language."""
        return KnowledgeGraph(self._opened, self._ring, lang, self._held)

    def ask(self, slug: str, /, **params: str) -> Answer:
        """Answer a question of `queries/vragen` (its slug or its id, such as CQ-T1); raises NotFound or UsageError."""
        return self._answer(self._question(slug), params)

    def screen(self, name: str, /, **params: str) -> Answer:
        """Answer a question of `queries/schermen`, which the pages stand on."""
        return self._answer(self.screens[name], params)

    def bare(self, name: str, /, **params: str) -> Answer:
        """Answer as `screen` does, without labels and origins: for many rows of which few are shown."""
        result, heads, citation = self._asked(self.screens[name], params)
        columns = {column: heads.get(column, column) for column in result.columns}
        return Answer(result.columns, result.rows, {}, columns, ((),) * len(result.rows), citation)

    def query(self, text: str, limits: Limits | None = None, stop: Stop | None = None) -> Answer:
        """Answer a SPARQL query of a person: past the gate, in a worker that `stop` can end.

        Raises QueryRefused with the place, or QueryTimeout.
        """
        check_query(text)
        result = workers.run_query(self._opened.store_path(self._ring), text, limits or Limits(), stop)
        return self._dressed(result, {}, Citation("SPARQL", {}, *self._cited(), text), in_order=True)

    def trace(self, what: str) -> Answer:
        """Trace a learning outcome to practice and evidence, or a card to its links; `what` is an IRI or an identifier."""
        iri = self.resolve(what)
        if self.kind(iri) == "Leeruitkomst":
            return self.screen("spoor", leeruitkomst=iri)
        if self.kind(iri) == "Handelingskennis":
            return self.screen("kaart-verbindingen", kaart=iri)
        raise UsageError(
            Text("Van dit ding loopt geen spoor.", "No trace runs from this thing."),
            self.label(iri),
            Text("een leeruitkomst (LU-01) of een kaart (VB1)", "a learning outcome (LU-01) or a card (VB1)"),
        )

    def terms(self, word: str, limit: int = 20) -> tuple[Term, ...]:
        """Return concepts whose name holds a word, and when there is none those that come nearest."""
        schemes = tuple(self._vocabulary.found)
        wanted = normal(word)
        exact = [iri for scheme in schemes for name,
                 iris in self._vocabulary.found[scheme].items() if wanted in name for iri in iris]
        near = [hit for name in self._vocabulary.suggest(word, schemes, limit) for hit in self._vocabulary.find(name, schemes)]
        found = (self._term(iri) for iri in dict.fromkeys(exact or near))
        return tuple(sorted(found, key=lambda term: dutch_key(term.label)))[:limit]

    def concepts(self, scheme: str) -> tuple[str, ...]:
        """Return the IRIs of the concepts of a scheme, in order of their labels; `elementen` holds the clusters too."""
        schemes = self._schemes(scheme)
        found = {iri for each in schemes for iris in self._vocabulary.found.get(each, {}).values() for iri in iris}
        return tuple(sorted(found, key=lambda iri: dutch_key(self.label(iri))))

    def masked(self, answer: Answer, question: Question) -> Answer:
        """Return the answer to a question of ours with its small counts of real things shown as `ask` shows them."""
        shown = self._counted(Result("select", answer.columns, answer.rows), question.counts)
        return replace(answer, rows=shown.rows)

    def find(self, words: str, limit: int = 6) -> search.Found:
        """Return the things that hold all words, a group a kind with true counts, and what may have been meant."""
        return self._held.words.find(words, self.lang, limit)

    def holding(self, words: str, kind: str) -> frozenset[str]:
        """Return the IRI of every thing of a kind that holds all words."""
        return self._held.words.iris(words, self.lang, kind)

    def meant(self, words: str, kind: str) -> tuple[str, ...]:
        """Return words that do find things of a kind, for words that find nothing or that we avoid."""
        return self._held.words.meant(words, self.lang, kind)

    @property
    def shelf(self) -> Shelf:
        """Every card of the ring, with what each can be found under."""
        return self._held.shelf

    def label(self, iri: str) -> str:
        """Return what people call an IRI."""
        return self._names.label(iri)

    def kind(self, iri: str) -> str:
        """Return the class of a thing as a local name of our ontology, empty when it has none."""
        found = self._store.triples(iri, terms.term("rdf:type"))
        own = sorted(t.object.value.removeprefix(terms.DEF) for t in found if t.object.value.startswith(terms.DEF))
        return own[0] if own else ""

    def describe(self, iri: str) -> tuple[tuple[str, Node], ...]:
        """Return property and value of every statement about a thing; empty when there is none."""
        return tuple((triple.predicate.value, triple.object) for triple in self._store.triples(iri))

    def about(self, iri: str) -> tuple[tuple[str, Node], ...]:
        """Return what `describe` does, without the cards that give shape to an element: of those there may be thousands."""
        rows = self._store.query(self.screens["over-ding"].text, {"ding": Iri(iri)}).rows
        return tuple((prop.value, value) for _, prop, value in rows if prop is not None and value is not None)

    def resolve(self, text: str, scheme: str | None = None) -> str:
        """Return the IRI that a person means: an IRI, an identifier (VB1), or a name or code of a concept.

        Raises NotFound with suggestions, or when more than one concept carries the name.
        """
        if text.startswith(("http://", "https://")):
            return self._there(text)
        if text.startswith("id/"):
            return self._there(terms.BASE + text)
        hits = self._vocabulary.find(text, self._schemes(scheme))
        found = hits or (() if scheme else self._identified(text))
        if len(found) != 1:
            raise self._not_found(text, scheme, found)
        return found[0]

    def export(self, path: Path, fmt: OneOf["ttl", "nt", "nq", "jsonld"]) -> None:
        """Write the whole ring to a file; N-Quads also holds the graph of derived statements."""
        self._store.dump(path, FORMATS[fmt])

    def project(self, key: str, path: Path) -> int:
        """Write the codings of a contribution as a REFI-QDA project and return how many; raises NotFound when it has none."""
        found = read_project(self._store.query, key).project
        if not found.coderingen:
            what = Text(f"Bijdrage '{key}' heeft hier geen coderingen.", f"Contribution '{key}' has no codings here.")
            raise NotFound(what, key,
                           do=Text("Kies een andere ring: dww --ring beheer …", "Choose another ring: dww --ring beheer …"))
        qdpx.write(path, found)
        return len(found.coderingen)

    def _question(self, slug: str) -> Question:
        by_id = {question.id.casefold(): question for question in self.questions.values()}
        short = {question.slug.split("-", 1)[0]: question for question in self.questions.values()}
        found = self.questions.get(slug) or by_id.get(slug.casefold()) or short.get(slug.casefold())
        if found is None:
            raise _no_question(slug, get_close_matches(slug.casefold(), [*self.questions, *short], cutoff=0.4))
        return found

    def _answer(self, question: Question, params: Mapping[str, str]) -> Answer:
        return self._dressed(*self._asked(question, params))

    def _asked(self, question: Question, params: Mapping[str, str]) -> tuple[Result, Mapping[str, str], Citation]:
        given = {**question.defaults(), **{name: value for name, value in params.items() if value}}
        known = {param.name: param for param in question.params}
        for name in given.keys() - known.keys():
            raise _unknown_param(name, question)
        bound = {name: self._bound(known[name], value) for name, value in given.items()}
        result = self._counted(self._in_language(self._store.query(question.text, bound)), question.counts)
        said = {name: self.label(node.value) if isinstance(node, Iri) else node.value for name, node in bound.items()}
        return result, question.heads(self.lang), Citation(question.slug, said, *self._cited(), question.text)

    def _in_language(self, result: Result) -> Result:
        return replace(result, rows=tuple(tuple(map(self._names.translated, row)) for row in result.rows))

    def _counted(self, result: Result, counts: Mapping[str, str]) -> Result:
        """Show no small number of what rests on people: each count beside the number of real things in it."""
        k, at = tellen.SMALLEST[self._ring], {name: result.columns.index(name) for name in {*counts, *counts.values()}}
        real = {at[name]: at[of] for name, of in counts.items()}
        rows = (tuple(_count(row, each, real[each], k) if each in real else node for each, node in enumerate(row))
                for row in result.rows)
        return replace(result, rows=tuple(rows)) if counts and k else result

    def _bound(self, param: Param, value: str) -> Node:
        if param.type in ("concept", "thing"):
            return Iri(self.resolve(value, param.scheme))
        return Literal(value, f"{XSD}integer") if param.type == "integer" else Literal(value)

    def _cited(self) -> tuple[int, str, str]:
        return self._opened.number, self._ring, self._opened.info.gebouwd[:10]

    def _dressed(self, result: Result, heads: Mapping[str, str], citation: Citation, in_order: bool = False) -> Answer:
        """Add labels and origins; rows of our own questions are sorted the Dutch way."""
        rows = result.rows if in_order else tuple(sorted(result.rows, key=self._row_key))
        columns = result.columns
        if result.kind == "construct":
            columns, rows = _STATEMENT, tuple((t.subject, t.predicate, t.object) for t in result.triples)
        labels = self._names.labels(node for row in rows for node in row)
        origins = tuple(map(self._names.origins, rows))
        named = {column: heads.get(column, column) for column in columns}
        return Answer(columns, rows, labels, named, origins, citation, result.boolean, result.triples)

    def _row_key(self, row: Row) -> tuple[object, ...]:
        return tuple(dutch_key(self._text(node)) for node in row)

    def _text(self, node: Node | None) -> str:
        return "" if node is None else self.label(node.value) if isinstance(node, Iri) else node.value

    def _schemes(self, scheme: str | None) -> tuple[str, ...]:
        if scheme == "elementen":
            return "elementen", "kernelementen"
        return (scheme,) if scheme else tuple(self._vocabulary.found)

    def _there(self, iri: str) -> str:
        if not any(True for _ in self._store.triples(iri)):
            raise self._not_found(iri, None, ())
        return iri

    def _identified(self, text: str) -> tuple[str, ...]:
        wanted = text.casefold()
        hits = self._store.triples(None, terms.term("dcterms:identifier"))
        return tuple(dict.fromkeys(t.subject.value for t in hits if t.object.value.casefold() == wanted))

    def _term(self, iri: str) -> Term:
        definitions = [t.object for t in self._store.triples(iri, terms.term("skos:definition")) if isinstance(t.object, Literal)]
        said = next((text.value for text in definitions if text.lang == self.lang), "")
        return Term(iri, self.label(iri), self.kind(iri), said)

    def _not_found(self, text: str, scheme: str | None, hits: tuple[str, ...]) -> NotFound:
        near = hits or self._vocabulary.suggest(text, self._schemes(scheme))
        told = ", ".join(each.rsplit("/", 1)[-1] for each in near)
        what = Text(f"'{text}' is niet gevonden.", f"'{text}' was not found.")
        if hits:
            what = Text(f"'{text}' past bij meer dan één ding.", f"'{text}' fits more than one thing.")
        do = Text(f"Bedoelde u: {told}?", f"Did you mean: {told}?") if told else Text("Zoek met: dww terms WOORD.",
                                                                                      "Look up with: dww terms WORD.")
        return NotFound(what, do=do)


def _count(row: Row, number: int, real: int, k: int) -> Node | None:
    """Return a count as it is shown: the number itself, or that it is smaller than it may be."""
    whole, part = row[number], row[real]
    if whole is None or part is None:
        return whole
    shown = tellen.shown(int(part.value), int(whole.value) - int(part.value), k)
    return whole if shown == whole.value else Literal(shown)


def _no_question(slug: str, near: Sequence[str]) -> NotFound:
    told, see = ", ".join(near), Text("Zie alle vragen met: dww questions.", "See all questions with: dww questions.")
    meant = Text(f"Bedoelde u: {told}? {see.nl}", f"Did you mean: {told}? {see.en}") if near else see
    return NotFound(Text(f"De vraag '{slug}' is er niet.", f"There is no question '{slug}'."), do=meant)


def _unknown_param(name: str, question: Question) -> UsageError:
    told = ", ".join(param.name for param in question.params) or "-"
    return UsageError(
        Text(f"De vraag {question.slug} kent geen '{name}'.", f"The question {question.slug} knows no '{name}'."),
        name,
        Text(f"een van: {told}", f"one of: {told}"),
    )
