"""Things as a page meets them: an IRI with its label and kind, and the helpers that read an answer row by row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from dww_graph.answer import Answer, Citation, Iri, Literal, Node, Triple
from dww_graph.errors import Lang
from dww_graph.terms import ID

_REF = re.compile(r"^[a-z][a-z-]*/[a-z0-9][a-z0-9.-]{0,199}$")
Cells = dict[str, Node | None]


class Graph(Protocol):
    """The part of KnowledgeGraph that the view models use; ``lang`` is the language of its labels."""

    lang: Lang

    def screen(self, name: str, /, **params: str) -> Answer:
        """Answer one of the bounded questions of the screens."""

    def bare(self, name: str, /, **params: str) -> Answer:
        """Answer a question of the screens without labels and origins."""

    def describe(self, iri: str) -> tuple[tuple[str, Node], ...]:
        """Give the (property IRI, value) pairs of a thing; empty for an unknown IRI."""

    def about(self, iri: str) -> tuple[tuple[str, Node], ...]:
        """Give what `describe` does, without the cards that give shape to an element."""

    def label(self, iri: str) -> str:
        """Give the readable name of an IRI."""

@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the graph with the name people know it by."""

    iri: str
    label: str

    @classmethod
    def of(cls, kind: str, key: str, label: str = "") -> Thing:
        """Give the thing with a key, such as "element" and "a5-4"."""
        return cls(f"{ID}{kind}/{key}", label)

    @property
    def kind(self) -> str:
        """The ``{kind}`` part of its IRI, such as "element"; "overig" for an IRI of others."""
        return kind_of(self.iri)

    @property
    def key(self) -> str:
        """The last part of its IRI, such as "a5-4"."""
        return key_of(self.iri)

    @property
    def ref(self) -> str:
        """What stands after ``/id/``, such as "element/a5-4"; the address of a page uses it."""
        return self.iri.removeprefix(ID)


def kind_of(iri: str) -> str:
    """Give the ``{kind}`` part of an IRI of the graph, "overig" for any other."""
    return iri.removeprefix(ID).split("/", 1)[0] if iri.startswith(ID) else "overig"


def key_of(iri: str) -> str:
    """Give the last part of an IRI, after the last slash or hash."""
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


def from_ref(ref: str) -> str:
    """Give the IRI that a page address ``?id=element/a5-4`` stands for; "" for what cannot be one of ours."""
    short = ref.strip().removeprefix(ID).strip("/")
    return ID + short if _REF.match(short) else ""


def cells(answer: Answer) -> Iterator[Cells]:
    """Give each row of an answer as a dict from column to node."""
    for row in answer.rows:
        yield dict(zip(answer.columns, row, strict=True))


def text(node: Node | None) -> str:
    """Give the text of a literal, "" for nothing and for an IRI."""
    return node.value if isinstance(node, Literal) else ""


def iri(node: Node | None) -> str:
    """Give the IRI of a node, "" for nothing and for a literal."""
    return node.value if isinstance(node, Iri) else ""


def is_true(node: Node | None) -> bool:
    """Say whether a literal means true."""
    return text(node) in {"true", "1"}


def thing(answer: Answer, node: Node | None) -> Thing | None:
    """Give an IRI of an answer with its label, None for nothing and for a literal."""
    if not isinstance(node, Iri):
        return None
    return Thing(node.value, answer.labels.get(node.value) or key_of(node.value))


def turtle(graph: Graph, subject: str) -> str:
    """Write every statement about a thing as Turtle."""
    triples = tuple(Triple(Iri(subject), Iri(prop), node) for prop, node in graph.describe(subject))
    return Answer((), (), {}, {}, (), Citation("", {}, 0, "", "", ""), triples=triples).to_turtle()


def dutch(label: str) -> str:
    """Give the sorting form of a label: no case, no accents, no leading quotation mark."""
    plain = unicodedata.normalize("NFKD", label.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).lstrip("‘'\"(")


def by_label(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Sort things by label, each IRI once."""
    unique = {item.iri: item for item in things}
    return tuple(sorted(unique.values(), key=lambda item: dutch(item.label)))
