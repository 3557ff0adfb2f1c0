"""The workbench: example questions with their defaults filled in, and an answer or a problem in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from dww_graph.answer import Answer
from dww_graph.catalogue import Param, Question
from dww_graph.errors import DwwError, Lang, QueryRefused, QueryTimeout

MAX_ADDRESS: Final = 6000
"""A longer query does not go into the address; browsers and proxies cut it off."""
_WHERE = re.compile(r"^(\s*(?:SELECT|ASK)\b[^{]*\{)", re.IGNORECASE | re.MULTILINE)
_PLACE = re.compile(r"(\d+):(\d+)")


class Asking(Protocol):
    """The part of KnowledgeGraph that the workbench uses."""

    @property
    def questions(self) -> Mapping[str, Question]:
        """The questions that ship with the graph."""

    def query(self, text: str) -> Answer:
        """Answer a query of a stranger, or raise."""

    def resolve(self, text: str, scheme: str | None = None) -> str:
        """Give the IRI that a name stands for."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question in plain words with a query that can be run as it stands."""

    slug: str
    id: str
    question: str
    explanation: str
    query: str
    heads: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer: what, what was expected, what to do, and the place in the query (0: unknown)."""

    kind: Literal["fout", "tijd", "stuk"]
    what: str
    expected: str
    do: str
    line: int
    column: int


def load_examples(graph: Asking, lang: Lang) -> tuple[Example, ...]:
    """Give the example questions in the order of their ids: researchers, trainers, curriculum designers."""
    order = {letter: number for number, letter in enumerate("OTC")}
    found = sorted(graph.questions.values(), key=lambda q: (order.get(q.id[3:4], 9), q.id))
    return tuple(_example(graph, question, lang) for question in found)


def _example(graph: Asking, question: Question, lang: Lang) -> Example:
    return Example(
        slug=question.slug,
        id=question.id,
        question=question.vraag.in_(lang),
        explanation=question.uitleg.in_(lang),
        query=runnable(question, lambda param, text: _term(graph, param, text)),
        heads=question.heads(lang),
    )


def runnable(question: Question, write: Callable[[Param, str], str]) -> str:
    """Write a question as a query on its own: each default becomes a VALUES line that the reader may change."""
    lines = [
        f"  VALUES ?{param.name} {{ {write(param, param.default)} }}"
        for param in question.params
        if param.default is not None
    ]
    if not lines:
        return question.text
    return _WHERE.sub(lambda found: "\n".join((found[1], *lines)), question.text, count=1)


def _term(graph: Asking, param: Param, text: str) -> str:
    if param.type in ("concept", "thing"):
        return f"<{graph.resolve(text, param.scheme)}>"
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if param.type == "integer" else f'"{quoted}"'


def run(graph: Asking, query: str, lang: Lang) -> Answer | Problem:
    """Run a query of a reader past the gate, in the worker; a failure comes back as a value."""
    try:
        return graph.query(query)
    except QueryRefused as error:
        return _problem("fout", error, lang)
    except QueryTimeout as error:
        return _problem("tijd", error, lang)
    except DwwError as error:
        return _problem("stuk", error, lang)


def _problem(kind: Literal["fout", "tijd", "stuk"], error: DwwError, lang: Lang) -> Problem:
    place = _PLACE.search(error.where)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return Problem(kind, error.what.in_(lang), error.expected.in_(lang), error.do.in_(lang), line, column)


def line_of(query: str, number: int) -> str:
    """Give the text of line ``number`` (1 is the first), "" when there is no such line."""
    lines = query.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
