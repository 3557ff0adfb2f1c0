"""The lists that a column of the template is chosen from: the concepts of the ontology, or the few words of a field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dww_graph import assets, store, terms
from dww_graph.answer import Iri, Literal
from dww_graph.fields import ASK_FOR_MORE, Column, list_key

_SKOS = terms.PREFIXES["skos"]
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: what stands in the cell, and the IRI (or the word itself) behind it."""

    label: str
    identifier: str


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """A list by its name (`elementen+kernelementen`), with a Dutch title and its choices in order."""

    key: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(slots=True)
class _Concept:
    iri: str
    label: str = ""
    notation: str = ""
    scheme: str = ""
    broader: list[str] = field(default_factory=list)


def chosen(columns: Iterable[Column]) -> tuple[ChoiceList, ...]:
    """Return each list that these columns need, once. A label that two concepts share is replaced by the keys of both."""
    fields = {list_key(column.field): column.field for column in columns if list_key(column.field)}
    concepts = _concepts()
    made = []
    for key, spec in fields.items():
        found = [each for scheme in spec.schemes for each in _in_order([one for one in concepts if one.scheme == scheme])]
        title = spec.label.nl if spec.schemes or len(spec.choices) > len("ja") else key.replace("|", " of ")
        made.append(ChoiceList(key, title, tuple(_choices(found)) or tuple(Choice(word, word) for word in spec.choices)))
    return tuple(made)


def _choices(concepts: Sequence[_Concept]) -> Iterator[Choice]:
    labels = [each.label.casefold() for each in concepts]
    for each in concepts:
        key = each.iri.rsplit("/", 1)[-1]
        if key not in ASK_FOR_MORE:
            yield Choice(each.label if labels.count(each.label.casefold()) == 1 else key, each.iri)


def _concepts() -> list[_Concept]:
    """Return the concepts of the shipped ontology in order of mention."""
    found: dict[str, _Concept] = {}
    for path in assets.files(("ontology", "begrippen"), "*.ttl"):
        for triple in store.parse_file(path):
            predicate = triple.predicate.value.removeprefix(_SKOS)
            concept = found.setdefault(triple.subject.value, _Concept(triple.subject.value))
            _note(concept, predicate, triple.object)
    return [concept for concept in found.values() if concept.scheme]


def _note(concept: _Concept, predicate: str, value: Iri | Literal) -> None:
    if predicate == "prefLabel" and isinstance(value, Literal) and value.lang == "nl":
        concept.label = value.value
    elif predicate == "notation":
        concept.notation = value.value
    elif predicate == "inScheme":
        concept.scheme = value.value.rsplit("/", 1)[-1]
    elif predicate == "broader":
        concept.broader.append(value.value)


def _in_order(concepts: Sequence[_Concept]) -> list[_Concept]:
    """Return concepts with each broader one before its narrower ones; by code where they have one, else as they are listed."""
    own = {each.iri for each in concepts}
    below: Mapping[str, list[_Concept]] = {iri: [] for iri in ("", *own)}
    for each in sorted(concepts, key=lambda one: _natural(one.notation)):
        below[next((iri for iri in each.broader if iri in own), "")].append(each)
    ordered: list[_Concept] = []
    waiting = list(reversed(below[""]))
    while waiting:
        ordered.append(waiting.pop())
        waiting += reversed(below[ordered[-1].iri])
    return ordered


def _natural(notation: str) -> tuple[tuple[str, int], ...]:
    parts = _NUMBER.split(notation)
    return tuple((text, int(number or 0)) for text, number in zip(parts[::2], [*parts[1::2], ""], strict=True))
