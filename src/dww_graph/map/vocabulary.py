"""The concepts of the ontology as a mapping needs them: found by label, synonym, notation or key, with suggestions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Triple

_SKOS = terms.PREFIXES["skos"]
_NAMES = frozenset(f"{_SKOS}{name}" for name in ("prefLabel", "altLabel", "hiddenLabel", "notation"))
_PUNCTUATION = re.compile(r"[^a-z0-9.+]+")


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Return text for comparing: no accents, lower case, single spaces, no punctuation."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _PUNCTUATION.sub(" ", plain.lower()).strip()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`found[scheme][normal text]` gives concept IRIs; `labels[iri]` the Dutch preferred label."""

    found: Mapping[str, Mapping[str, tuple[str, ...]]]
    labels: Mapping[str, str]
    _asked: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, text: str, schemes: Sequence[str]) -> tuple[str, ...]:
        """Return the concepts that carry this name; more than one when the name is ambiguous."""
        if text.startswith(terms.ID):
            known = (iris for scheme in schemes for iris in self.found.get(scheme, {}).values())
            return (text,) if any(text in iris for iris in known) else ()
        wanted = normal(text)
        asked = (wanted, *schemes)
        if asked in self._asked:
            return self._asked[asked]
        hits = tuple(dict.fromkeys(iri for scheme in schemes for iri in self.found.get(scheme, {}).get(wanted, ())))
        if hits:  # of words that are no term there is no end
            self._asked[asked] = hits
        return hits

    def suggest(self, text: str, schemes: Sequence[str], limit: int = 3) -> tuple[str, ...]:
        """Return the names nearest to a text that is not known; proposals, never an automatic match."""
        names = [name for scheme in schemes for name in self.found.get(scheme, {})]
        best = process.extract(normal(text), names, scorer=fuzz.WRatio, limit=limit * 3, score_cutoff=75)
        labels = [self.labels[self.found_in(name, schemes)] for name, _, _ in best]
        return tuple(dict.fromkeys(labels))[:limit]

    def found_in(self, name: str, schemes: Sequence[str]) -> str:
        """Return the first concept that carries a normalised name."""
        return next(self.found[scheme][name][0] for scheme in schemes if name in self.found.get(scheme, {}))


def from_triples(triples: Iterable[Triple]) -> Vocabulary:
    """Return the vocabulary in the SKOS triples of the ontology's schemes."""
    scheme_of: dict[str, str] = {}
    names: list[tuple[str, str]] = []
    labels: dict[str, str] = {}
    for triple in triples:
        subject, predicate = triple.subject.value, triple.predicate.value
        if predicate == f"{_SKOS}inScheme" and isinstance(triple.object, Iri):
            scheme_of[subject] = triple.object.value.rsplit("/", 1)[-1]
        elif predicate in _NAMES and isinstance(triple.object, Literal):
            names.append((subject, triple.object.value))
            if predicate.endswith("prefLabel") and triple.object.lang == "nl":
                labels[subject] = triple.object.value
    names += [(iri, iri.rsplit("/", 1)[-1]) for iri in scheme_of]
    return Vocabulary(_index(names, scheme_of), labels)


def _index(names: Iterable[tuple[str, str]], scheme_of: Mapping[str, str]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for iri, name in names:
        if scheme := scheme_of.get(iri):
            entries = found.setdefault(scheme, {})
            key = normal(name)
            entries[key] = tuple(dict.fromkeys((*entries.get(key, ()), iri)))
    return found
