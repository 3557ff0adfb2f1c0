"""Numbers that rest on people: from which number on they are shown, in each ring, and how a smaller one is shown.

    ring        k     a number of real cards below k
    openbaar    5     "< 5"
    programma   3     "< 3"
    beheer      off   the number itself

What was invented (illustrative) points at nobody and is shown as it is; 0 is shown as 0. Who stands behind a card, its
professional or else its consent, is known in ring beheer only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dww_graph import terms

SMALLEST: Final[Mapping[str, int]] = MappingProxyType({"openbaar": 5, "programma": 3, "beheer": 0})
Statement = tuple[str, str, str]
"""Subject, property and value, each as N-Triples writes it: `<https://…>`, or a text between quotation marks."""
Behind = tuple[frozenset[str], frozenset[str]]
"""Who stands behind a thing: the professionals, and only where there is none the consents."""
_NOBODY: Final = frozenset({""})


def token(iri: str) -> str:
    """Return an IRI as N-Triples writes it."""
    return f"<{iri}>"


BEHIND: Final = (token(terms.term("dww:vanProfessional")), token(terms.term("dww:onderToestemming")))
"""The properties that lead from a thing to who stands behind it: a professional, a consent."""
_PERSON, _CONSENT = BEHIND


def shown(real: int, invented: int, k: int) -> str:
    """Return how a count of `real` and `invented` things is shown: `12`, or `< 5` when a few real ones are in it.

    With invented ones beside the few it says `< 12` for 7 invented and k = 5: their number is known, so only the real part
    is hidden.
    """
    return f"< {invented + k}" if 0 < real < k else str(real + invented)


@dataclass(frozen=True, slots=True)
class People:
    """Who stands behind a thing: professionals, consents. Known in ring beheer only; `under`: who gave a consent."""

    professionals: Mapping[str, frozenset[str]]
    consents: Mapping[str, frozenset[str]]
    under: Mapping[str, frozenset[str]]

    def behind(self, group: Iterable[str]) -> Behind:
        """Return who stands behind one thing: it and what it rests on, as tokens; consents only where nobody is named."""
        parts = tuple(group)
        named = frozenset(chain.from_iterable(self.professionals.get(each, ()) for each in parts))
        consents = chain.from_iterable(self.consents.get(each, ()) for each in parts)
        return named, frozenset() if named else frozenset(consents)

    def number(self, things: Iterable[Behind]) -> int:
        """Return on how many professionals things rest at least.

        A thing without a professional counts by its consent, one person a consent, and not beside a professional who gave
        that consent; of things without either nobody knows who they are, so together they count as one.
        """
        named: set[str] = set()
        nameless: set[str] = set()
        for persons, consents in things:
            named |= persons
            if not persons:
                nameless |= consents or _NOBODY
        return len(named) + len({self._stand_in(each) for each in nameless if named.isdisjoint(self.under.get(each, ()))})

    def _stand_in(self, consent: str) -> str:
        return min(self.under.get(consent, ()), default=consent)


def said(files: Iterable[Path], properties: Iterable[str] = BEHIND) -> Iterator[Statement]:
    """Yield the statements with these properties (tokens) from N-Triples files, one a line, as this program writes them."""
    wanted = {name.encode(): name for name in properties}
    for path in files:
        with path.open("rb") as file:
            for line in file:
                subject, _, rest = line.partition(b" ")
                name, _, value = rest.partition(b" ")
                if name in wanted:
                    yield subject.decode(), wanted[name], value.rstrip(b" .\n").decode()


def people(statements: Iterable[Statement]) -> People:
    """Return who stands behind what, from statements of ring beheer with the properties of BEHIND."""
    found: dict[str, defaultdict[str, set[str]]] = {_PERSON: defaultdict(set), _CONSENT: defaultdict(set)}
    for thing, predicate, who in statements:
        found[predicate][thing].add(who)
    under: defaultdict[str, set[str]] = defaultdict(set)
    for thing, persons in found[_PERSON].items():
        for consent in found[_CONSENT].get(thing, ()):
            under[consent] |= persons
    return People(*({name: frozenset(values) for name, values in each.items()} for each in (*found.values(), under)))
