"""The workbench: questions in plain words with their values as fields, and an answer or a problem in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol

from dww_graph.answer import XSD, Answer, Iri, Node
from dww_graph.answer import Literal as Value
from dww_graph.catalogue import Param, Question
from dww_graph.errors import DwwError, Lang, NotFound, QueryRefused, QueryTimeout
from dww_graph.explorer.viewmodels.as_sparql import SCREEN, bound
from dww_graph.explorer.viewmodels.things import from_ref, key_of
from dww_graph.terms import DEF, ID
from dww_graph.workers import Limits, Stop

MAX_ADDRESS: Final = 6000
"""A longer query does not go into the address; browsers and proxies cut it off."""
OWN: Final = "eigen"
"""What the address says instead of a question when the reader writes one."""
TEMPLATE: Final = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dww: <https://w3id.org/dww/def#>

SELECT ?kaart ?titel WHERE {
  ?kaart a dww:Handelingskennis ; dcterms:title ?titel .
}
ORDER BY ?titel
LIMIT 20
"""
REASONS: Final = {"variabele": "a variable that is unbound", "aanhaling": '"\\"", "\\\\"', "haak": '"}"', "rondehaak": '")"'}
"""What the engine says when a fault is of this kind."""
_DECLARED: Final = re.compile(r"\bprefix\s+([\w.-]*):", re.IGNORECASE)
_NAMED: Final = re.compile(r"""<[^<>\s]*>|"[^"]*"|'[^']*'|\#.*|(?<![\w?$:.-])(?P<prefix>[^\W\d][\w.-]*|):[\w.-]*""")
_PLACE = re.compile(r"(\d+):(\d+)")
_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
Kind = Literal["fout", "tijd", "gestopt", "stuk", "waarde"]


class Asking(Protocol):
    """The part of KnowledgeGraph that the workbench uses."""

    @property
    def questions(self) -> Mapping[str, Question]:
        """The questions that people ask."""

    @property
    def screens(self) -> Mapping[str, Question]:
        """The questions of the pages."""

    def query(self, text: str, limits: Limits | None = None, stop: Stop | None = None) -> Answer:
        """Answer a query of a stranger, or raise."""

    def resolve(self, text: str, scheme: str | None = None) -> str:
        """Give the IRI that a name stands for."""

    def concepts(self, scheme: str) -> tuple[str, ...]:
        """Give the IRIs of the concepts of a scheme, in order."""

    def label(self, iri: str) -> str:
        """Give the readable name of an IRI."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question in plain words; `slug` stands in the address, `heads` name the columns."""

    slug: str
    question: str
    explanation: str
    heads: Mapping[str, str]
    source: Question


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a question that the reader may choose (`options`: key and name) or type; `optional` may stay empty."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer: what, what was expected, what to do, and the place in the query (0: unknown).

    `reason` names a fault that is known by its looks (a key of REASONS, or "prefix"); what an engine expected there misleads.
    """

    kind: Kind
    what: str
    expected: str
    do: str
    line: int
    column: int
    reason: str = ""


Given = Mapping[str, Sequence[str]]
"""What the address says under the name of each value."""


def load_examples(graph: Asking, lang: Lang) -> tuple[Example, ...]:
    """Give the example questions in the order of their ids: researchers, trainers, curriculum designers."""
    order = {letter: number for number, letter in enumerate("OTC")}
    found = sorted(graph.questions.values(), key=lambda q: (order.get(q.id[3:4], 9), q.id))
    return tuple(_example(question.slug, question, lang) for question in found)


def screen_example(graph: Asking, slug: str, lang: Lang) -> Example | None:
    """Give the question of a page ("scherm:kaarten"), None when the page has no such question."""
    question = graph.screens.get(slug.removeprefix(SCREEN)) if slug.startswith(SCREEN) else None
    return _example(slug, question, lang) if question else None


def _example(slug: str, question: Question, lang: Lang) -> Example:
    return Example(slug, question.vraag.in_(lang), question.uitleg.in_(lang), question.heads(lang), question)


def fields(graph: Asking, example: Example, given: Given, lang: Lang) -> tuple[Field, ...]:
    """Give the values of a question as fields of a form; one with several values at once is no field."""
    asked = (param for param in example.source.params if len(given.get(param.name, ())) <= 1)
    return tuple(_field(graph, param, "".join(given.get(param.name, ())), lang) for param in asked)


def _field(graph: Asking, param: Param, text: str, lang: Lang) -> Field:
    iris = graph.concepts(param.scheme) if param.scheme else ()
    options = tuple((key_of(iri), graph.label(iri)) for iri in iris)
    value = text or param.default or ""
    if options and value not in dict(options):
        value = key_of(_concept(graph, param, param.default)) if param.default else ""
    return Field(param.name, param.label.in_(lang), value, options, param.default is None)


def query_of(graph: Asking, example: Example, given: Given) -> str:
    """Give the text of a question with its values filled in; raises NotFound for a value that the graph does not know."""
    values = {param.name: _nodes(graph, param, given.get(param.name, ())) for param in example.source.params}
    return bound(example.source.text, {name: nodes for name, nodes in values.items() if nodes})


def _nodes(graph: Asking, param: Param, texts: Sequence[str]) -> tuple[Node, ...]:
    default = (param.default,) if param.default is not None else ()
    return tuple(_node(graph, param, text.strip()) for text in [*filter(str.strip, texts)] or default)


def _node(graph: Asking, param: Param, text: str) -> Node:
    if param.type == "concept":
        return Iri(_concept(graph, param, text))
    if param.type == "thing":
        return Iri(graph.resolve(from_ref(text) or text))
    return Value(text, f"{XSD}integer") if param.type == "integer" and _NUMBER.fullmatch(text) else Value(text)


def _concept(graph: Asking, param: Param, text: str) -> str:
    by_key = {key_of(iri): iri for iri in graph.concepts(param.scheme or "")}
    return by_key.get(text) or graph.resolve(text, param.scheme)


def ask(graph: Asking, query: str, lang: Lang, stop: Stop | None = None) -> Answer | Problem:
    """Run a query of a reader past the gate, in the worker; a failure comes back as a value."""
    try:
        return graph.query(query, stop=stop)
    except DwwError as error:
        return explained(problem_of(error, lang), query)


def explained(problem: Problem, query: str) -> Problem:
    """Tell a fault that is known by its looks from the list of signs that the engine would have taken."""
    if not problem.expected.startswith("expected"):
        return problem
    declared = {"_", *_DECLARED.findall(query)}
    names = _NAMED.finditer(line_of(query, problem.line))
    unknown = next((name for name in names if name["prefix"] is not None and name["prefix"] not in declared), None)
    if unknown:
        return replace(problem, expected="", column=unknown.start() + 1, reason="prefix")
    reason = next((key for key, said in REASONS.items() if said in problem.expected), "")
    return replace(problem, expected="", reason=reason)


def problem_of(error: DwwError, lang: Lang) -> Problem:
    """Tell a failure in the reader's language, with the line and column when it names them."""
    kinds: tuple[tuple[type[DwwError], Kind], ...] = ((QueryRefused, "fout"), (QueryTimeout, "tijd"), (NotFound, "waarde"))
    kind: Kind = next((kind for cls, kind in kinds if isinstance(error, cls)), "stuk")
    place = _PLACE.search(error.where)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return Problem(kind, error.what.in_(lang), error.expected.in_(lang), error.do.in_(lang), line, column)


def line_of(query: str, number: int) -> str:
    """Give the text of line ``number`` (1 is the first), "" when there is no such line."""
    lines = query.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the editor completes: (prefixed name, what it means, what it is), and the IRI behind each prefix."""

    words: tuple[tuple[str, str, str], ...]
    bases: Mapping[str, str]


def load_words(answer: Answer) -> Words:
    """Give the terms and concepts of the ontology with a prefix each: "dww:status", "element:a5-4"."""
    found = [_word(node.value, key_of(kind.value)) for node, kind in answer.rows if isinstance(node, Iri) and kind]
    named = tuple((name, answer.labels.get(base + name.split(":")[1], ""), kind) for name, base, kind in found)
    return Words(named, {name.split(":")[0]: base for name, base, _ in found})


def _word(iri: str, kind: str) -> tuple[str, str, str]:
    base = iri.removesuffix(key_of(iri))
    prefix = "dww" if base == DEF else base.removeprefix(ID).strip("/").replace("/", "-")
    return f"{prefix}:{key_of(iri)}", base, kind
