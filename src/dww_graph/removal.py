"""What rests on a consent or a contribution, and how it is taken out of the sources: cards, links, notes and all around them.

A *root* is a thing that stands under a consent of its own (a card, a transcript, a coding). Everything that hangs on a root that
goes, goes along: its profile, its session, its links, the links of others that rest on it, and their reviews. What several
roots share (staff codes, code books, sources) stays as long as something that stays names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from dww_graph import sources, store, terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.model import RINGS, Manifest, Ring

Iris = AbstractSet[str]
_UNDER, _TYPE = terms.term("dww:onderToestemming"), terms.term("rdf:type")
_SHARED = frozenset(
    terms.DEF + name
    for name in (
        "Inlezing", "Toestemming", "Medewerker", "Professional", "Code", "Codeboek", "Codeur",
        "Onderzoeksbron", "Richtlijn", "Interventiemodel", "Protocol", "Praktijkbron", "Theorie", "Wet",
    )
)
_RUN = terms.term("dww:ingelezenIn")


@dataclass(frozen=True, slots=True)
class Part:
    """What goes of one contribution: its key, whether all of it goes, the things that go, and how many of each class.

    `alone` are things that contributions share (a staff code), which nothing in this one names any longer.
    """

    sleutel: str
    whole: bool
    things: frozenset[str]
    alone: frozenset[str]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Held:
    """One contribution in memory: where it stands and its triples by ring."""

    folder: Path
    triples: Mapping[Ring, tuple[Triple, ...]]

    def all(self) -> Iterator[Triple]:
        """Yield every triple."""
        for ring in RINGS:
            yield from self.triples[ring]


def hold(folder: Path) -> Held:
    """Read a contribution."""
    found = {ring: folder / f"{ring}.nt" for ring in RINGS}
    return Held(folder, {ring: tuple(store.parse_file(path)) if path.is_file() else () for ring, path in found.items()})


def parts(held: Sequence[Held], consents: Iris, keys: Iris) -> tuple[Part, ...]:
    """Return what goes of each contribution when these consents (IRIs) are withdrawn and these contributions are removed."""
    staying = {iri for each in held if each.folder.name not in keys for iri in _described(each)}
    going = {iri for each in held for iri in _own(each, consents, keys)} - (staying if keys else set())
    while True:
        more = {iri for each in held for iri in _hanging(each, going)} - going
        if not more:
            break
        going |= more
    found = (_part(each, going, keys) for each in held)
    return tuple(part for part in found if part.things or part.whole)


def without(held: Held, things: Iris, folder: Path) -> int:
    """Write a contribution without some things into `folder`, its manifest too; return how many triples are left."""
    total = 0
    for ring in RINGS:
        kept = [triple for triple in held.triples[ring] if not _mentions(triple, things)]
        total += store.write_triples(kept, folder / f"{ring}.nt")
    old = sources.read_manifest(held.folder)
    sources.write_manifest(folder, _less(old, things, total))
    return total


def words(held: Iterable[Held], things: Iris) -> Iterator[str]:
    """Yield every text that stands in a statement about something that goes."""
    for each in held:
        for triple in each.all():
            if triple.subject.value in things and isinstance(triple.object, Literal):
                yield triple.object.value


def _own(held: Held, consents: Iris, keys: Iris) -> Iterator[str]:
    """Yield what goes by itself: everything of a contribution that is removed, or every root under a consent."""
    if held.folder.name in keys:
        yield from {triple.subject.value for triple in held.all()}
        return
    for triple in held.triples["beheer"]:
        if triple.predicate.value == _UNDER and triple.object.value in consents:
            yield triple.subject.value


def _hanging(held: Held, going: Iris) -> Iterator[str]:
    """Yield what hangs directly on something that goes: it names it, or is named by it, and is no root and not shared."""
    stays = _roots(held) | _shared(held)
    own = {triple.subject.value for triple in held.all()}
    for triple in held.all():
        subject, target = triple.subject.value, triple.object.value if isinstance(triple.object, Iri) else ""
        if target in going and subject not in stays:
            yield subject
        if subject in going and target in own and target not in stays:
            yield target


def _described(held: Held) -> set[str]:
    return {triple.subject.value for triple in held.all() if triple.predicate.value == _TYPE}


def _roots(held: Held) -> set[str]:
    return {triple.subject.value for triple in held.triples["beheer"] if triple.predicate.value == _UNDER}


def _shared(held: Held) -> set[str]:
    return {triple.subject.value for triple in held.all() if triple.predicate.value == _TYPE and triple.object.value in _SHARED}


def _part(held: Held, going: Iris, keys: Iris) -> Part:
    subjects = {triple.subject.value for triple in held.all()}
    roots = _roots(held)
    whole = held.folder.name in keys or (bool(roots) and roots <= going)
    things = subjects & going
    typed = {(triple.subject.value, triple.object.value) for triple in held.all() if triple.predicate.value == _TYPE}
    counts: dict[str, int] = defaultdict(int)
    for subject, kind in typed:
        if subject in things and kind.startswith(terms.DEF):
            counts[kind.removeprefix(terms.DEF)] += 1
    return Part(held.folder.name, whole, frozenset(things), frozenset(_left_alone(held, going)), dict(sorted(counts.items())))


def _left_alone(held: Held, going: Iris) -> set[str]:
    """Return what was shared, and is named by nothing that stays."""
    shared = _shared(held)
    named_by_going = {t.object.value for t in held.all() if t.subject.value in going} & shared
    named_by_staying = {t.object.value for t in held.all() if t.subject.value not in going and t.object.value in shared}
    runs = {t.object.value for t in held.all() if t.predicate.value == _RUN}
    return named_by_going - named_by_staying - runs


def _mentions(triple: Triple, things: Iris) -> bool:
    return triple.subject.value in things or (isinstance(triple.object, Iri) and triple.object.value in things)


def _less(old: Manifest, things: Iris, total: int) -> Manifest:
    left = {name: each for name, each in old.identifiers.items() if each.iri not in things}
    return replace(old, identifiers=left, tripels=total)
