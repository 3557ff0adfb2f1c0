"""JSON-LD of others made fit to parse: our own @context is put in from memory, and no context is ever taken from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from dww_graph import assets, store, terms
from dww_graph.errors import Fault, Text
from dww_graph.model import Skipped
from dww_graph.read.decoding import read_text

CONTEXT: Final = f"{terms.BASE}context.jsonld"
"""The name under which a file may ask for our context; it is never fetched."""
_DEPTH: Final = 128
_PROPERTIES: Final = {
    terms.term("owl:ObjectProperty"): {"@type": "@id"},
    terms.term("owl:DatatypeProperty"): {},
    terms.term("owl:AnnotationProperty"): {},
}
_CLASS: Final = terms.term("owl:Class")


def own_context() -> Mapping[str, Any]:
    """Return our @context: the prefixes, and each class and property of the ontology under its local name."""
    made: dict[str, Any] = dict(terms.PREFIXES)
    types = [
        (triple.subject.value, triple.object.value)
        for path in assets.files(("ontology",), "*.ttl")
        for triple in store.parse_file(path)
        if triple.predicate.value == terms.term("rdf:type") and triple.subject.value.startswith(terms.DEF)
    ]
    for iri, kind in types:
        if kind == _CLASS or kind in _PROPERTIES:
            made[iri.removeprefix(terms.DEF)] = {"@id": iri, **_PROPERTIES.get(kind, {})}
    return made


def prepared(path: Path) -> tuple[bytes, tuple[Fault | Skipped, ...]]:
    """Return JSON-LD with its contexts inside, and what is wrong with it or will say nothing.

    Raises InputRefused when it is not text.
    """
    text, _ = read_text(path)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f"regel {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        return b"", (_no_json(f"{path.name}, {line}" if line else path.name),)
    expanded = _Expanded()
    made = expanded.node(data, 0)
    if expanded.foreign:
        return b"", (_foreign(path.name),)
    if expanded.deep:
        return b"", (_no_json(path.name),)
    loose = sum(key not in expanded.explained for key in expanded.keys)
    said = (Skipped("sleutel zonder betekenis", loose),) if loose and not expanded.takes_all else ()
    return json.dumps(made).encode(), said


class _Expanded:
    """Walks through a document, puts our context where it is asked for, and sees what the contexts explain."""

    def __init__(self) -> None:
        self.foreign = self.deep = self.takes_all = False
        self.explained: set[str] = set()
        self.keys: list[str] = []

    def node(self, value: Any, depth: int) -> Any:
        """Return a value with every context in it put in."""
        if depth > _DEPTH:
            self.deep = True
            return None
        if isinstance(value, list):
            return [self.node(each, depth + 1) for each in value]
        if not isinstance(value, dict):
            return value
        self.keys += [key for key in value if not key.startswith("@") and ":" not in key]
        return {key: self._under(key, each, depth) for key, each in value.items()}

    def _under(self, key: str, value: Any, depth: int) -> Any:
        return self._context(value, depth + 1) if key == "@context" else self.node(value, depth + 1)

    def _context(self, value: Any, depth: int) -> Any:
        if isinstance(value, list) and depth <= _DEPTH:
            return [self._context(each, depth + 1) for each in value]
        if value == CONTEXT:
            value = own_context()
        if isinstance(value, str) or depth > _DEPTH:
            self.foreign = True
            return None
        if not isinstance(value, Mapping):
            return value
        self.foreign |= "@import" in value
        self.takes_all |= "@vocab" in value
        self.explained.update(value)
        return {key: self._definition(each, depth) for key, each in value.items()}

    def _definition(self, value: Any, depth: int) -> Any:
        """A term may bring a context of its own."""
        if not isinstance(value, Mapping):
            return value
        return {key: self._context(each, depth + 1) if key == "@context" else each for key, each in value.items()}


def _foreign(where: str) -> Fault:
    return Fault(
        "vreemde-context",
        Text("De @context van dit bestand staat ergens anders; die halen we niet op.",
             "The @context of this file is elsewhere; we do not fetch it."),
        where,
        Text(f"een @context die in het bestand zelf staat, of {CONTEXT}", f"a @context within the file itself, or {CONTEXT}"),
        Text("Zet de inhoud van de @context in het bestand, of zet het om naar Turtle (.ttl).",
             "Put the content of the @context into the file, or convert it to Turtle (.ttl)."),
    )


def _no_json(where: str) -> Fault:
    return Fault(
        "kapotte-rdf",
        Text("Dit is geen geldige JSON.", "This is not valid JSON."),
        where,
        Text("JSON-LD van hoogstens 128 niveaus diep", "JSON-LD of at most 128 levels deep"),
        Text("Exporteer het bestand opnieuw, liefst als Turtle (.ttl).", "Export the file again, preferably as Turtle (.ttl)."),
    )
