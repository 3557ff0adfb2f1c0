"""What people decided about codes: the lines of the journal → the mapping that holds → triples.

A decision names a code by its key within the contribution (a hash of its path), so that the journal repeats no words of the
project. The last word on a pair of code and concept holds; `geen` (no match) and a match replace one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from dww_graph import terms
from dww_graph.answer import Iri, Triple
from dww_graph.map.codering import digest
from dww_graph.map.statements import TRUE, a, curie, dww, moment, plain, say
from dww_graph.model import Ring

Ringed = tuple[Ring, Triple]
ACT = "codekoppeling"
NONE = "geen"
LAPSED = "vervallen"
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")


class Line(Protocol):
    """A line of the journal, as far as a mapping needs it."""

    @property
    def daad(self) -> str:
        """Return the act."""

    @property
    def waarover(self) -> str:
        """Return what it was about: for a code mapping the key of the contribution."""

    @property
    def gegevens(self) -> Mapping[str, str]:
        """Return the details."""


@dataclass(frozen=True, slots=True)
class Koppeling:
    """One decision: the key of the code, the IRI of the concept (or `geen`), the kind of match, who decided and on which day."""

    code: str
    begrip: str
    relatie: str
    door: str
    datum: str


Decided = Mapping[str, tuple[Koppeling, ...]]


def details(koppeling: Koppeling) -> dict[str, str]:
    """Return a decision as the details of its journal line."""
    return {"code": koppeling.code, "begrip": koppeling.begrip, "relatie": koppeling.relatie, "door": koppeling.door,
            "datum": koppeling.datum}


def decisions_of(lines: Iterable[Line], sleutel: str) -> dict[str, tuple[Koppeling, ...]]:
    """Return what holds for the codes of one contribution, by the key of the code; codes without a decision are absent."""
    held: dict[str, dict[str, Koppeling]] = {}
    for line in lines:
        if line.daad == ACT and line.waarover == sleutel:
            said = Koppeling(*(line.gegevens.get(name, "") for name in ("code", "begrip", "relatie", "door", "datum")))
            held[said.code] = _after(held.get(said.code, {}), said)
    return {code: tuple(pairs[begrip] for begrip in sorted(pairs)) for code, pairs in sorted(held.items()) if pairs}


def _after(known: Mapping[str, Koppeling], said: Koppeling) -> dict[str, Koppeling]:
    kept = {begrip: each for begrip, each in known.items() if (begrip == NONE) == (said.begrip == NONE) and begrip != said.begrip}
    if said.relatie == LAPSED:
        return {begrip: each for begrip, each in known.items() if begrip != said.begrip}
    return {**kept, said.begrip: said}


def changes(known: Decided, decided: Iterable[Koppeling]) -> list[Koppeling]:
    """Return the decisions that differ from what holds. A code that is decided anew loses the pairs not named again.

    Codes that `decided` does not name keep what holds for them; the same decisions again give nothing.
    """
    anew: dict[str, dict[str, Koppeling]] = {}
    for each in decided:
        anew.setdefault(each.code, {})[each.begrip] = each
    found: list[Koppeling] = []
    for code, pairs in anew.items():
        before = {each.begrip: each for each in known.get(code, ())}
        first = next(iter(pairs.values()))
        found += [Koppeling(code, begrip, LAPSED, first.door, first.datum) for begrip in before if begrip not in pairs]
        found += [each for begrip, each in pairs.items() if begrip not in before or before[begrip].relatie != each.relatie]
    return found


def triples(decided: Decided, sleutel: str, ring: Ring, illustratief: bool = False) -> Iterator[Ringed]:
    """Yield the decisions on one contribution: a mapping each, and the SKOS match between code and concept."""
    for koppeling in (each for pairs in decided.values() for each in pairs):
        for triple in _one(koppeling, sleutel):
            yield ring, triple
        if illustratief:
            yield ring, Triple(_node(koppeling, sleutel), dww("isIllustratief"), TRUE)


def _node(koppeling: Koppeling, sleutel: str) -> Iri:
    return Iri(terms.thing("codekoppeling", digest(sleutel, koppeling.code, koppeling.begrip)))


def _one(koppeling: Koppeling, sleutel: str) -> Iterator[Triple]:
    node, code = _node(koppeling, sleutel), Iri(terms.thing("code", f"{sleutel}-{koppeling.code}"))
    person = Iri(terms.thing("medewerker", terms.key_of(koppeling.door)))
    matched = None if koppeling.begrip == NONE else Iri(koppeling.begrip)
    yield from a(node, "Codekoppeling")
    yield from say(node, dww("koppeltCode"), code)
    yield from say(node, dww("koppeltBegrip"), matched)
    yield from plain(node, dww("soortOvereenkomst"), koppeling.relatie if matched else NONE)
    yield from say(node, curie("prov:wasAttributedTo"), person)
    yield from say(node, curie("prov:generatedAtTime"), moment(koppeling.datum))
    yield from a(person, "Medewerker")
    if matched:
        yield from say(code, curie(f"skos:{koppeling.relatie}"), matched)
