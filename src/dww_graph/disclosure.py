"""Small cells: a rare combination of features can point at a person though no name is there.

Features of a real card, in ring openbaar and programma: situation, client type, setting, organisation, and of its profile
profession and experience. What one sees of a card in two or more of these is its *cell*; a cell rests on the professionals
behind all cards that show exactly the same. Below k of them (`tellen.SMALLEST`) each card of it goes down a ladder, one rung
at a time, until its cell is large enough: organisation left out; client types to their facet; setting to its kind; client
types left out; setting left out; and on each of these rungs first experience, then profession left out. The situation and the
words of the card always stay. Cells are disjoint, so whatever one asks of these features, with "and", "or" or "not", the answer
is a union of cells, and no difference between two answers is smaller than a cell.

Of coded material, the mapping of a code to a client type or a setting stays in ring beheer: codings of one conversation could
be laid side by side. All of it is done to the statements before a store is made of them; what was only deleted from a store
could still be read in its files.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain, product
from pathlib import Path
from typing import Any, Final

from dww_graph import tellen, terms
from dww_graph.answer import Iri, Triple
from dww_graph.errors import CouldNotRun, Text
from dww_graph.model import RINGS, Finding, Ring
from dww_graph.store import Store, serialize
from dww_graph.tellen import SMALLEST, Behind, People, Statement

FILE: Final = "onthulling.json"
STEPS: Final[Mapping[str, Text]] = {
    "organisatie-weg": Text("organisatie weggelaten", "organisation left out"),
    "clienttype-grover": Text("cliënttype naar facet", "client type to its facet"),
    "clienttype-weg": Text("cliënttype weggelaten", "client type left out"),
    "setting-grover": Text("setting naar soort", "setting to its kind"),
    "setting-weg": Text("setting weggelaten", "setting left out"),
    "beroep-weg": Text("beroep weggelaten", "profession left out"),
    "ervaring-weg": Text("ervaring weggelaten", "experience left out"),
    "koppeling-weg": Text("koppeling van codes weggelaten", "mapping of codes left out"),
}
_NAMES: Final = ("situatie", "clienttype", "setting", "organisatie", "beroep", "ervaring")
_SITUATION, _CLIENT, _SETTING, _ORGANISATION, _PROFESSION, _EXPERIENCE = range(6)
_FINE, _COARSE, _OUT = range(3)
_LINK: Final = tellen.token(terms.term("dww:uitgesprokenDoorProfiel"))
_TYPE, _PROFILE = tellen.token(terms.term("rdf:type")), tellen.token(terms.term("dww:Professionalprofiel"))
_INVENTED, _BROADER = tellen.token(terms.term("dww:isIllustratief")), tellen.token(terms.term("skos:broader"))
_PRACTICE: Final = frozenset(tellen.token(terms.term(name)) for name in ("dww:geeftVormAan", "dww:kandidaatVoorElement"))
_GROUNDS: Final = frozenset(tellen.token(terms.term(name)) for name in ("dww:berustOpCodering", "dww:uitTranscript"))
_MATCHES: Final = frozenset(tellen.token(terms.term(name)) for name in (
    "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "dww:koppeltBegrip"))
_LISTS: Final = tuple(f"<{terms.thing(kind, '')}" for kind in ("clienttype", "context"))
_FEATURES: Final[Mapping[str, int]] = {
    tellen.token(terms.term("dww:inBeroepssituatie")): _SITUATION,
    tellen.token(terms.term("dww:kandidaatVoorSituatie")): _SITUATION,
    tellen.token(terms.term("dww:metClienttype")): _CLIENT,
    tellen.token(terms.term("dww:kandidaatVoorClienttype")): _CLIENT,
    tellen.token(terms.term("dww:inContext")): _SETTING,
    tellen.token(f"{terms.DEF}organisatie"): _ORGANISATION,
    tellen.token(terms.term("dww:heeftBeroep")): _PROFESSION,
    tellen.token(terms.term("dww:heeftErvaring")): _EXPERIENCE,
}
_NEEDED: Final = frozenset({_LINK, _INVENTED, _BROADER, *_PRACTICE, *_GROUNDS, *_MATCHES, *_FEATURES})
_NOTHING: Final[frozenset[str]] = frozenset()
_STOP: Final = " .\n"
Level = tuple[int, ...]
"""For each feature whether one sees it fine, coarse or not at all."""
_Values = frozenset[str]
Cell = tuple[_Values, ...]


def _ladder() -> tuple[Level, ...]:
    rungs = ((_FINE, _FINE), (_COARSE, _FINE), (_COARSE, _COARSE), (_OUT, _FINE), (_OUT, _COARSE), (_OUT, _OUT))
    profiles = ((_FINE, _FINE), (_FINE, _OUT), (_OUT, _OUT))
    return (_FINE,) * 6, *((_FINE, *rung, _OUT, *profile) for rung, profile in product(rungs, profiles))


LADDER: Final = _ladder()


@dataclass(slots=True)
class _Told:
    """What statements tell, by subject (a token, as N-Triples writes it)."""

    facts: defaultdict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    profiles: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    grounds: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    matches: list[Statement] = field(default_factory=list)
    parents: dict[str, str] = field(default_factory=dict)
    practice: set[str] = field(default_factory=set)
    invented: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Thing:
    """A real thing of practice: its statements as (what they stand on, property, value), its profiles, who is behind it."""

    name: str
    facts: list[Statement]
    profiles: Sequence[str]
    behind: Behind
    features: tuple[tuple[_Values, ...], ...] = ()

    def cell(self, level: Level) -> Cell:
        """Return what one sees of the thing at a level."""
        return tuple(each[how] for each, how in zip(self.features, level, strict=True))


@dataclass(frozen=True, slots=True)
class Coarsening:
    """What was coarsened: values (IRIs) seen together, on how many professionals that rested, the steps, how many cards.

    For a mapping of codes: the concept, 0, and how many statements were left out; that is done whoever is behind it.
    """

    combinatie: tuple[str, ...]
    professionals: int
    stappen: tuple[str, ...]
    kaarten: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a ring shows instead: each statement that must go, with what comes in its place; and the account of it.

    A statement is written as in N-Triples, without the full stop.
    """

    ring: Ring
    k: int
    changes: Mapping[str, tuple[str, ...]]
    vergroofd: tuple[Coarsening, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The account of a generation, by ring: k and what was coarsened; and each small cell that can be seen all the same."""

    k: Mapping[Ring, int]
    vergroofd: Mapping[Ring, tuple[Coarsening, ...]]
    findings: tuple[Finding, ...]


def plan(files: Iterable[Path], ring: Ring, who: People) -> Plan:
    """Return what a ring must show instead of these N-Triples files, so that no cell rests on fewer than k professionals."""
    k = SMALLEST[ring]
    if not k:
        return Plan(ring, k, {}, ())
    told = _told(tellen.said(files, _NEEDED))
    things = _things(told, who)
    chosen = _settle(things, k, who)
    mapped = _mapped(told)
    changes = {**dict(_changes(things, chosen, told.parents)), **{" ".join(each): () for each in mapped}}
    return Plan(ring, k, changes, (*_account(things, chosen, who), *_account_of(mapped)))


def coarsened(files: Iterable[Path], what: Plan, folder: Path) -> list[Path]:
    """Write the files to a new folder, changed as the plan says, and return them in their order."""
    instead = {old.encode(): "".join(each + _STOP for each in new).encode() for old, new in what.changes.items()}
    folder.mkdir()
    made = []
    for number, file in enumerate(files):
        made.append(folder / f"{number}.nt")
        with file.open("rb") as lines, made[-1].open("wb") as out:
            out.writelines(instead.get(line.removesuffix(_STOP.encode()), line) for line in lines)
    return made


def small_cells(store: Store, ring: Ring, who: People) -> tuple[Finding, ...]:
    """Return a finding for each cell of a ring's store that rests on fewer than k professionals; none where k is off."""
    k = SMALLEST[ring]
    if not k:
        return ()
    told = _told(_stated(store, _NEEDED))
    cells: defaultdict[Cell, list[_Thing]] = defaultdict(list)
    for thing in _things(told, who):
        cells[thing.cell(LADDER[0])].append(thing)
    counted = ((cell, things, who.number(thing.behind for thing in things)) for cell, things in cells.items())
    found = [_finding(things[0], cell, number, ring) for cell, things, number in counted if number < k and _combines(cell)]
    found += [_finding_of(each, ring) for each in _mapped(told)]
    return tuple(sorted(found, key=lambda finding: finding.focus))


def write(folder: Path, plans: Iterable[Plan]) -> None:
    """Write the account of a generation to its folder. It holds what the rings hide: it is for curators only."""
    account = {each.ring: {"k": each.k, "vergroofd": [asdict(one) for one in each.vergroofd]} for each in plans}
    (folder / FILE).write_text(json.dumps(account, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def audit(folder: Path) -> Report:
    """Look at the published stores of a generation (its folder) afresh, and read what was coarsened when it was built."""
    account = json.loads((folder / FILE).read_text(encoding="utf-8")) if (folder / FILE).is_file() else {}
    guarded = [ring for ring in RINGS if SMALLEST[ring]]
    told = {ring: tuple(map(_read, account.get(ring, {}).get("vergroofd", ()))) for ring in guarded}
    return Report({ring: SMALLEST[ring] for ring in guarded}, told, _visible(folder))


def release(folder: Path) -> None:
    """Let a generation (its folder) out; raises CouldNotRun when a small cell can be seen in it."""
    found = _visible(folder)
    if found:
        raise CouldNotRun(
            Text(f"In deze graaf zijn {len(found)} kleine cel(len) te zien; hij is niet gepubliceerd.",
                 f"In this graph {len(found)} small cell(s) can be seen; it was not published."),
            ", ".join(sorted({finding.shape.rsplit("-", 1)[-1] for finding in found})),
            Text("geen combinatie van kenmerken die op te weinig professionals berust",
                 "no combination of features that rests on too few professionals"),
            Text("De oude graaf blijft staan. Typ: dww rebuild.", "The old graph stays. Type: dww rebuild."),
        )


def _stated(store: Store, names: Iterable[str]) -> Iterator[Statement]:
    """Yield the statements of a store with these properties."""
    for name in names:
        for triple in store.triples(None, name.strip("<>")):
            yield tellen.token(triple.subject.value), name, _written(triple)


def _written(triple: Triple) -> str:
    if isinstance(triple.object, Iri):
        return tellen.token(triple.object.value)
    return serialize([triple], "application/n-triples").decode().split(" ", 2)[2].removesuffix(_STOP)


def _told(said: Iterable[Statement]) -> _Told:
    told, same = _Told(), dict[str, str]()
    for statement in said:
        subject, name, value = (same.setdefault(each, each) for each in statement)
        if name in _FEATURES:
            told.facts[subject].append((name, value))
        elif name == _LINK:
            told.profiles[subject].append(value)
        elif name in _GROUNDS:
            told.grounds[subject].append(value)
        elif name in _PRACTICE:
            told.practice.add(subject)
        elif name == _INVENTED and value.startswith('"true"'):
            told.invented.add(subject)
        elif name == _BROADER and subject.startswith(_LISTS):
            told.parents[subject] = min(value, told.parents.get(subject, value))
        elif name in _MATCHES and value.startswith(_LISTS):
            told.matches.append((subject, name, value))
    return told


def _things(told: _Told, who: People) -> list[_Thing]:
    """Return the real things of practice, with their features and who stands behind them."""
    speaking = {profile for name, profiles in told.profiles.items() if name not in told.invented for profile in profiles}
    same: dict[_Values, _Values] = {}
    found = []
    for name in dict.fromkeys(chain(told.facts, told.profiles)):
        profiles = told.profiles.get(name, ())
        behind = who.behind((name, *profiles, *told.grounds.get(name, ())))
        if name not in told.invented and name not in speaking and (name in told.practice or any(behind)):
            facts = [(holder, *fact) for holder in (name, *profiles) for fact in told.facts.get(holder, ())]
            found.append(_Thing(name, facts, profiles, behind, _features(facts, told.parents, same)))
    return found


def _features(
    facts: Sequence[Statement], parents: Mapping[str, str], same: dict[_Values, _Values]
) -> tuple[tuple[_Values, ...], ...]:
    """Return the values of each feature: fine, coarse and none. `same` keeps one copy of equal values."""
    found: list[set[str]] = [set() for _ in _NAMES]
    for _, feature, value in facts:
        found[_FEATURES[feature]].add(value)
    seen = ((frozenset(fine), frozenset(parents.get(each, each) for each in fine)) for fine in found)
    return tuple((same.setdefault(fine, fine), same.setdefault(coarse, coarse), _NOTHING) for fine, coarse in seen)


def _mapped(told: _Told) -> list[Statement]:
    """Return the statements that map a real code to a client type or a setting."""
    return sorted(each for each in told.matches if each[0] not in told.invented)


def _combines(cell: Cell) -> bool:
    """Return whether two or more features are seen at once; each client type counts, as they come from several facets."""
    return len(cell[_CLIENT]) + sum(bool(values) for at, values in enumerate(cell) if at != _CLIENT) > 1


def _settle(things: Sequence[_Thing], k: int, who: People) -> dict[str, Level]:
    """Return the level of each thing: the first one on which its cell is large enough, or on which nothing is combined."""
    chosen: dict[str, Level] = {}
    settled: defaultdict[Cell, list[_Thing]] = defaultdict(list)
    waiting = list(things)
    for level in LADDER:
        cells: defaultdict[Cell, list[_Thing]] = defaultdict(list)
        for thing in waiting:
            cells[thing.cell(level)].append(thing)
        waiting = []
        for cell, members in cells.items():
            together = [*settled[cell], *members]
            if _combines(cell) and who.number(thing.behind for thing in together) < k:
                waiting += members
            else:
                settled[cell] = together
                chosen.update((thing.name, level) for thing in members)
    return chosen


def _changes(
    things: Sequence[_Thing], chosen: Mapping[str, Level], parents: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each statement that must go, with what comes instead.

    A profile of several cards would tie these together: each gets one of its own.
    """
    shared = _shared(things)
    for thing in things:
        own = tellen.token(terms.thing("profiel", f"{terms.key_of(thing.name.rsplit('/', 1)[-1])}-eigen"))
        told = [f"{own} {_TYPE} {_PROFILE}"]
        for holder, feature, value in thing.facts:
            seen = _seen(value, chosen[thing.name][_FEATURES[feature]], parents)
            if holder in shared:
                told += [f"{own} {feature} {each}" for each in seen]
                yield f"{holder} {feature} {value}", ()
            elif seen != (value,):
                yield f"{holder} {feature} {value}", tuple(f"{holder} {feature} {each}" for each in seen)
        for profile in shared.intersection(thing.profiles):
            yield f"{thing.name} {_LINK} {profile}", (f"{thing.name} {_LINK} {own}", *told)


def _shared(things: Iterable[_Thing]) -> frozenset[str]:
    speaks = Counter(profile for thing in things for profile in set(thing.profiles))
    return frozenset(profile for profile, number in speaks.items() if number > 1)


def _seen(value: str, how: int, parents: Mapping[str, str]) -> tuple[str, ...]:
    return () if how == _OUT else (parents.get(value, value) if how == _COARSE else value,)


def _account(things: Sequence[_Thing], chosen: Mapping[str, Level], who: People) -> tuple[Coarsening, ...]:
    """Return what was coarsened, by what one would have seen and what one sees; the rarest first."""
    cells: defaultdict[Cell, list[_Thing]] = defaultdict(list)
    for thing in things:
        cells[thing.cell(LADDER[0])].append(thing)
    made = []
    for cell, members in cells.items():
        number = who.number(thing.behind for thing in members)
        steps = Counter(_steps(cell, thing.cell(chosen[thing.name])) for thing in members)
        made += [Coarsening(_values(cell), number, taken, cards) for taken, cards in steps.items() if taken]
    return tuple(sorted(made, key=lambda one: (one.professionals, one.combinatie, one.stappen)))


def _steps(before: Cell, after: Cell) -> tuple[str, ...]:
    """Return what was done to what one sees, as keys of STEPS."""
    told = zip(_NAMES, before, after, strict=True)
    return tuple(f"{name}-{'grover' if seen else 'weg'}" for name, fine, seen in told if fine != seen)


def _account_of(mapped: Sequence[Statement]) -> list[Coarsening]:
    concepts = Counter(value.strip("<>") for _, _, value in mapped)
    return [Coarsening((concept,), 0, ("koppeling-weg",), number) for concept, number in sorted(concepts.items())]


def _values(cell: Cell) -> tuple[str, ...]:
    return tuple(sorted(value.strip("<>") for value in chain.from_iterable(cell)))


def _finding(thing: _Thing, cell: Cell, number: int, ring: Ring) -> Finding:
    """Return a small cell as a finding; its focus is one of the things in it."""
    told = " × ".join(map(terms.short, _values(cell)))
    return Finding(
        f"kleine-cel-{ring}", thing.name.strip("<>"), None, told, "fout",
        Text(f"Deze combinatie berust in ring {ring} op {number} professional(s), minder dan {SMALLEST[ring]}.",
             f"In ring {ring} this combination rests on {number} professional(s), fewer than {SMALLEST[ring]}."),
    )


def _finding_of(mapped: Statement, ring: Ring) -> Finding:
    return Finding(
        f"kleine-cel-{ring}", mapped[0].strip("<>"), None, terms.short(mapped[2].strip("<>")), "fout",
        Text(f"Deze koppeling van een code hoort niet in ring {ring}: alleen in ring beheer.",
             f"This mapping of a code does not belong in ring {ring}: in ring beheer only."),
    )


def _visible(folder: Path) -> tuple[Finding, ...]:
    """Return the small cells that can be seen in the stores of a generation."""
    who = tellen.people(_stated(Store.open_read_only(folder / "beheer"), tellen.BEHIND))
    rings: list[Ring] = [ring for ring in RINGS if SMALLEST[ring]]
    return tuple(each for ring in rings for each in small_cells(Store.open_read_only(folder / ring), ring, who))


def _read(one: Mapping[str, Any]) -> Coarsening:
    return Coarsening(tuple(one["combinatie"]), one["professionals"], tuple(one["stappen"]), one["kaarten"])
