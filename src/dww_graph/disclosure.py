"""Small cells: a rare combination of features can point at a person though no name is there.

Features of a real card, in ring openbaar and programma: situation, client type, setting, organisation, and of its profile
profession and experience. What one sees of a card in two or more of these is its *cell*; a cell rests on the professionals
behind all cards that show exactly the same. Below k of them (`tellen.SMALLEST`) each card of it goes down a ladder, one rung
at a time, until its cell is large enough: organisation left out; client types to their facet; setting to its kind; client
types left out; setting left out; and on each of these rungs first experience, then profession left out. The situation and the
words of the card always stay. Cells are disjoint, so whatever one asks of these features, with "and", "or" or "not", the answer
is a union of cells, and no difference between two answers is smaller than a cell.

A store is written anew from what may be seen: what was only deleted from a store could still be read in its files.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain, islice, product
from pathlib import Path
from typing import Any, Final

from dww_graph import assets, tellen, terms
from dww_graph.answer import Iri, Node, Triple
from dww_graph.errors import CouldNotRun, Text
from dww_graph.model import RINGS, Finding, Ring
from dww_graph.store import Store, serialize
from dww_graph.tellen import SMALLEST, Behind, People

FILE: Final = "onthulling.json"
STEPS: Final[Mapping[str, Text]] = {
    "organisatie-weg": Text("organisatie weggelaten", "organisation left out"),
    "clienttype-grover": Text("cliënttype naar facet", "client type to its facet"),
    "clienttype-weg": Text("cliënttype weggelaten", "client type left out"),
    "setting-grover": Text("setting naar soort", "setting to its kind"),
    "setting-weg": Text("setting weggelaten", "setting left out"),
    "beroep-weg": Text("beroep weggelaten", "profession left out"),
    "ervaring-weg": Text("ervaring weggelaten", "experience left out"),
}
_NAMES: Final = ("situatie", "clienttype", "setting", "organisatie", "beroep", "ervaring")
_SITUATION, _CLIENT, _SETTING, _ORGANISATION, _PROFESSION, _EXPERIENCE = range(6)
_FINE, _COARSE, _OUT = range(3)
_LINK: Final = terms.term("dww:uitgesprokenDoorProfiel")
_GROUNDS: Final = (terms.term("dww:berustOpCodering"), terms.term("dww:uitTranscript"))
_FEATURES: Final[Mapping[str, int]] = {
    terms.term("dww:inBeroepssituatie"): _SITUATION,
    terms.term("dww:kandidaatVoorSituatie"): _SITUATION,
    terms.term("dww:metClienttype"): _CLIENT,
    terms.term("dww:kandidaatVoorClienttype"): _CLIENT,
    terms.term("dww:inContext"): _SETTING,
    f"{terms.DEF}organisatie": _ORGANISATION,
    terms.term("dww:heeftBeroep"): _PROFESSION,
    terms.term("dww:heeftErvaring"): _EXPERIENCE,
}

_NOTHING: Final[frozenset[str]] = frozenset()
_Parents = Mapping[Node, Node]
_REAL: Final = "onthulling.rq"
_STOP: Final = " .\n"
_DERIVED: Final = f" <{terms.DERIVED}> .\n"
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
class _Thing:
    """A real thing of practice: its statements as (what they stand on, property, value), its profiles, what it rests on."""

    iri: str
    facts: list[tuple[str, str, Node]] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    behind: Behind = (frozenset(), frozenset())
    features: tuple[tuple[_Values, ...], ...] = ()

    def cell(self, level: Level) -> Cell:
        """Return what one sees of the thing at a level."""
        return tuple(each[how] for each, how in zip(self.features, level, strict=True))


@dataclass(frozen=True, slots=True)
class Coarsening:
    """What was coarsened: values (IRIs) seen together, on how many professionals that rested, the steps, how many cards."""

    combinatie: tuple[str, ...]
    professionals: int
    stappen: tuple[str, ...]
    kaarten: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a ring shows instead: each statement that must go, with what comes in its place; and the account of it."""

    ring: Ring
    k: int
    changes: Mapping[Triple, tuple[Triple, ...]]
    vergroofd: tuple[Coarsening, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The account of a generation, by ring: k and what was coarsened; and each small cell that can be seen all the same."""

    k: Mapping[Ring, int]
    vergroofd: Mapping[Ring, tuple[Coarsening, ...]]
    findings: tuple[Finding, ...]


def plan(store: Store, ring: Ring, who: People) -> Plan:
    """Return what a ring must show instead, so that no cell of real cards rests on fewer than k professionals."""
    k = SMALLEST[ring]
    things = _things(store, who) if k else []
    chosen = _settle(things, k, who)
    return Plan(ring, k, dict(_changes(things, chosen, _parents(store))), _account(things, chosen, who))


def coarsened(store: Store, what: Plan, path: Path) -> Store:
    """Return a new store in the directory `path` that holds what `store` holds, changed as the plan says."""
    instead = _as_lines(what.changes)
    whole, seen = path.with_suffix(".alles.nq"), path.with_suffix(".nq")
    store.dump(whole, "application/n-quads")
    with whole.open(encoding="utf-8", newline="\n") as lines, seen.open("w", encoding="utf-8", newline="\n") as out:
        for line in lines:
            statement, end = _statement(line)
            replaced = instead.get(statement)
            out.write(line if replaced is None else "".join(each + end for each in replaced))
    new = Store.create(path)
    new.bulk_load([seen])
    whole.unlink()
    seen.unlink()
    return new


def small_cells(store: Store, ring: Ring, who: People) -> tuple[Finding, ...]:
    """Return a finding for each cell of a ring's store that rests on fewer than k professionals; none where k is off."""
    k = SMALLEST[ring]
    cells: defaultdict[Cell, list[_Thing]] = defaultdict(list)
    for thing in _things(store, who) if k else ():
        cells[thing.cell(LADDER[0])].append(thing)
    counted = ((cell, things, who.number(thing.behind for thing in things)) for cell, things in cells.items())
    found = [_finding(things[0], cell, number, ring) for cell, things, number in counted if number < k and _combines(cell)]
    return tuple(sorted(found, key=lambda finding: finding.focus))


def write(folder: Path, plans: Iterable[Plan]) -> None:
    """Write the account of a generation to its folder. It holds what the rings hide: it is for curators only."""
    account = {each.ring: {"k": each.k, "vergroofd": [asdict(one) for one in each.vergroofd]} for each in plans}
    (folder / FILE).write_text(json.dumps(account, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def audit(folder: Path) -> Report:
    """Look at the published stores of a generation (its folder) afresh, and read what was coarsened when it was built."""
    account = json.loads((folder / FILE).read_text(encoding="utf-8")) if (folder / FILE).is_file() else {}
    beheer = Store.open_read_only(folder / "beheer")
    known = (triple for predicate in tellen.BEHIND for triple in beheer.triples(None, predicate))
    who = tellen.people((triple.subject.value, triple.predicate.value, triple.object.value) for triple in known)
    guarded = [ring for ring in RINGS if SMALLEST[ring]]
    findings = [each for ring in guarded for each in small_cells(Store.open_read_only(folder / ring), ring, who)]
    told = {ring: tuple(map(_read, account.get(ring, {}).get("vergroofd", ()))) for ring in guarded}
    return Report({ring: SMALLEST[ring] for ring in guarded}, told, tuple(findings))


def release(folder: Path) -> None:
    """Let a generation (its folder) out; raises CouldNotRun when a small cell can be seen in it."""
    found = audit(folder).findings
    if found:
        raise CouldNotRun(
            Text(f"In deze graaf zijn {len(found)} kleine cel(len) te zien; hij is niet gepubliceerd.",
                 f"In this graph {len(found)} small cell(s) can be seen; it was not published."),
            ", ".join(sorted({finding.shape.rsplit("-", 1)[-1] for finding in found})),
            Text("geen combinatie van kenmerken die op te weinig professionals berust",
                 "no combination of features that rests on too few professionals"),
            Text("De oude graaf blijft staan. Typ: dww rebuild.", "The old graph stays. Type: dww rebuild."),
        )


def _things(store: Store, who: People) -> list[_Thing]:
    """Return the real things of practice in a store, with their features and who stands behind them."""
    rows = [(row[0].value, row[1] is not None) for row in store.query(assets.read_text("queries", "bouw", _REAL)).rows if row[0]]
    things = {iri: _Thing(iri) for iri, _ in rows}
    for triple in store.triples(None, _LINK) if things else ():
        if thing := things.get(triple.subject.value):
            thing.profiles.append(triple.object.value)
    for triple in chain.from_iterable(store.triples(None, ground) for ground in _GROUNDS) if things else ():
        if thing := things.get(triple.subject.value):
            thing.grounds.append(triple.object.value)
    for thing in things.values():
        thing.behind = who.behind((thing.iri, *thing.profiles, *thing.grounds))
    profiles = set(chain.from_iterable(thing.profiles for thing in things.values()))
    practice = {iri for iri, always in rows if always}
    kept = [each for each in things.values() if each.iri not in profiles and (each.iri in practice or any(each.behind))]
    _fill(kept, store)
    return kept


def _fill(things: Sequence[_Thing], store: Store) -> None:
    """Give each thing its statements, those of its profiles too, and what one sees of them: fine, coarse and not at all."""
    holders: defaultdict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        for holder in (thing.iri, *thing.profiles):
            holders[holder].append(thing)
    known: dict[Node, Node] = {}
    for triple in chain.from_iterable(store.triples(None, feature) for feature in _FEATURES) if things else ():
        for thing in holders.get(triple.subject.value, ()):
            value = known.setdefault(triple.object, triple.object)
            thing.facts.append((triple.subject.value, triple.predicate.value, value))
    parents, same = _parents(store), dict[_Values, _Values]()
    for thing in things:
        thing.features = tuple(_feature(thing, at, parents, same) for at in range(len(_NAMES)))


def _feature(thing: _Thing, at: int, parents: _Parents, same: dict[_Values, _Values]) -> tuple[_Values, ...]:
    fine = {value for _, feature, value in thing.facts if _FEATURES[feature] == at}
    seen = (frozenset(each.value for each in fine), frozenset(parents.get(each, each).value for each in fine), _NOTHING)
    return tuple(same.setdefault(each, each) for each in seen)


def _parents(store: Store) -> _Parents:
    """Return the facet of each client type and the kind of each setting."""
    rows = store.query(assets.read_text("queries", "bouw", "grover.rq")).rows
    return {fine: coarse for fine, coarse in sorted(rows, key=str) if fine and coarse}


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
                chosen.update((thing.iri, level) for thing in members)
    return chosen


def _changes(
    things: Sequence[_Thing], chosen: Mapping[str, Level], parents: _Parents
) -> Iterator[tuple[Triple, tuple[Triple, ...]]]:
    """Yield each statement that must go, with what comes instead. A profile of several cards would tie them: each gets its own."""
    shared = _shared(things)
    for thing in things:
        own = Iri(terms.thing("profiel", f"{terms.key_of(thing.iri.rsplit('/', 1)[-1])}-eigen"))
        told = [Triple(own, Iri(terms.term("rdf:type")), Iri(terms.term("dww:Professionalprofiel")))]
        for holder, feature, value in thing.facts:
            seen = _seen(value, chosen[thing.iri][_FEATURES[feature]], parents)
            if holder in shared:
                told += [Triple(own, Iri(feature), each) for each in seen]
                yield Triple(Iri(holder), Iri(feature), value), ()
            elif seen != (value,):
                yield Triple(Iri(holder), Iri(feature), value), tuple(Triple(Iri(holder), Iri(feature), each) for each in seen)
        for profile in shared.intersection(thing.profiles):
            yield Triple(Iri(thing.iri), Iri(_LINK), Iri(profile)), (Triple(Iri(thing.iri), Iri(_LINK), own), *told)


def _shared(things: Iterable[_Thing]) -> frozenset[str]:
    speaks = Counter(profile for thing in things for profile in set(thing.profiles))
    return frozenset(profile for profile, number in speaks.items() if number > 1)


def _seen(value: Node, how: int, parents: _Parents) -> tuple[Node, ...]:
    return () if how == _OUT else (parents.get(value, value) if how == _COARSE else value,)


def _account(things: Sequence[_Thing], chosen: Mapping[str, Level], who: People) -> tuple[Coarsening, ...]:
    """Return what was coarsened, by what one would have seen and what one sees; the rarest first."""
    cells: defaultdict[Cell, list[_Thing]] = defaultdict(list)
    for thing in things:
        cells[thing.cell(LADDER[0])].append(thing)
    made = []
    for cell, members in cells.items():
        number = who.number(thing.behind for thing in members)
        steps = Counter(_steps(cell, thing.cell(chosen[thing.iri])) for thing in members)
        made += [Coarsening(_values(cell), number, taken, cards) for taken, cards in steps.items() if taken]
    return tuple(sorted(made, key=lambda one: (one.professionals, one.combinatie, one.stappen)))


def _steps(before: Cell, after: Cell) -> tuple[str, ...]:
    """Return what was done to what one sees, as keys of STEPS."""
    told = zip(_NAMES, before, after, strict=True)
    return tuple(f"{name}-{'grover' if seen else 'weg'}" for name, fine, seen in told if fine != seen)


def _values(cell: Cell) -> tuple[str, ...]:
    return tuple(sorted(chain.from_iterable(cell)))


def _as_lines(changes: Mapping[Triple, tuple[Triple, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the changes as statements in N-Triples, without the full stop."""
    every = (triple for old, new in changes.items() for triple in (old, *new))
    lines = iter(serialize(every, "application/n-triples").decode().split(_STOP))
    return {next(lines): tuple(islice(lines, len(new))) for new in changes.values()}


def _statement(line: str) -> tuple[str, str]:
    """Return a line of N-Quads as its statement and what follows: the graph of derived statements, or only the full stop."""
    end = _DERIVED if line.endswith(_DERIVED) else _STOP
    return line.removesuffix(end), end


def _finding(thing: _Thing, cell: Cell, number: int, ring: Ring) -> Finding:
    """Return a small cell as a finding; its focus is one of the things in it."""
    told = " × ".join(map(terms.short, _values(cell)))
    return Finding(
        f"kleine-cel-{ring}", thing.iri, None, told, "fout",
        Text(f"Deze combinatie berust in ring {ring} op {number} professional(s), minder dan {SMALLEST[ring]}.",
             f"In ring {ring} this combination rests on {number} professional(s), fewer than {SMALLEST[ring]}."),
    )


def _read(one: Mapping[str, Any]) -> Coarsening:
    return Coarsening(tuple(one["combinatie"]), one["professionals"], tuple(one["stappen"]), one["kaarten"])
