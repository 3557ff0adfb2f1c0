"""Builds a graph of any number of invented public cards around the starter content, for tests and measurements of the explorer.

    python -m benchmarks.graphs FOLDER [CARDS]

Every card goes in as a table does: through the reader, the guard and the mapping. Elements, situations and client types are drawn
from the whole vocabulary, a few of them often and most of them seldom. Two in three cards point at a finding of the starter; half
of those links are accepted by a second, invented, reviewer, so that there is something to agree and disagree about.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.cards import HEADER, rows, write_rows
from dww_graph import assets, curation, intake, sources, terms
from dww_graph.generation import Generation
from dww_graph.model import Terms
from dww_graph.offering import Offering
from dww_graph.store import parse_file

CARDS: Final = 1_000
LINKED: Final = 2 / 3
_RELATIONS: Final = ("ondersteund-door", "genuanceerd-door", "tegengesproken-door")
_WEIGHTS: Final = (6, 3, 1)
_ACCEPTED: Final = 2
"""One in so many links is accepted."""
_TYPE: Final = f"<{terms.term('rdf:type')}>"
_STATUS: Final = f"<{terms.term('dww:status')}>"
_PROPOSED: Final = f"<{terms.thing('status', 'voorgesteld')}>"
_AGREED: Final = f"<{terms.thing('status', 'vastgesteld')}>"
_REVIEWER: Final = f"<{terms.thing('medewerker', 'redactie-2')}>"
_CERTAIN: Final = f"<{terms.term('dww:zekerheidsoordeelVan')}> <{terms.thing('zekerheid', 'matig')}>"
_MOMENT: Final = '"2026-10-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'


def build(home: Path, number: int = CARDS, seed: int = 7) -> Generation:
    """Build the starter content and `number` invented cards into a data folder, and publish one generation of both."""
    curation.build_starter(home)
    with TemporaryDirectory() as name, curation.writing(home, "graphs"):
        table = write_rows(Path(name) / "kaarten.csv", varied(number, seed))
        offering = Offering(home, Terms(), None)
        (receipt,) = offering.offer_all([table], None)
        if receipt.outcome != "opgenomen":
            raise ValueError(f"the invented cards were refused: {receipt.faults[:3]}")
        for folder in offering.staged.values():
            accept(folder / "openbaar.nt")
            sources.take_in(home, folder, offering.key_of(table))
        return curation.publish_all(home)


def varied(number: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield public cards over the whole vocabulary, under the header of `cards`; the same seed gives the same rows."""
    chance, at = random.Random(seed), {name: HEADER.index(name) for name in HEADER}  # noqa: S311 - invented cards hold no secret
    lists = {scheme: _skewed(_keys(scheme)) for scheme in ("elementen", "situaties", "clienttypen")}
    findings = sorted(_findings())
    for row in rows(number, seed):
        cells = list(row)
        cells[at["werkzaam_element_1"]], cells[at["werkzaam_element_2"]] = _two(lists["elementen"], chance)
        cells[at["clienttype_1"]], cells[at["clienttype_2"]] = _two(lists["clienttypen"], chance)
        cells[at["beroepssituatie"]] = chance.choices(*lists["situaties"])[0]
        cells[at["zichtbaarheid"]] = "openbaar"
        linked = chance.random() < LINKED
        cells[at["relatie_1"]] = chance.choices(_RELATIONS, _WEIGHTS)[0] if linked else ""
        cells[at["bron_1"]] = chance.choice(findings) if linked else ""
        cells[at["toelichting_1"]] = "Verzonnen om te meten." if linked else ""
        yield tuple(cells)


def accept(triples: Path) -> None:
    """Have a second person accept one in so many of the proposed links of a contribution, in place."""
    lines = triples.read_text(encoding="utf-8").splitlines()
    with triples.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in _accepted(lines))


def _accepted(lines: Iterable[str]) -> Iterator[str]:
    seen = 0
    for line in lines:
        subject, _, rest = line.partition(" ")
        if rest != f"{_STATUS} {_PROPOSED} .":
            yield line
            continue
        seen += 1
        agreed = seen % _ACCEPTED == 0
        yield f"{subject} {_STATUS} {_AGREED if agreed else _PROPOSED} ."
        if agreed:
            yield f"{subject} {_CERTAIN} ."
            yield from _review(subject)


def _review(link: str) -> Iterator[str]:
    review = link.replace("/id/verbinding/", "/id/beoordeling/")
    said = {
        _TYPE: f"<{terms.term('dww:Beoordeling')}>",
        f"<{terms.term('dww:beoordeelt')}>": link,
        f"<{terms.term('dww:besluit')}>": _AGREED,
        f"<{terms.term('prov:wasAssociatedWith')}>": _REVIEWER,
        f"<{terms.term('prov:endedAtTime')}>": _MOMENT,
        f"<{terms.term('dww:isIllustratief')}>": '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    }
    return (f"{review} {prop} {value} ." for prop, value in said.items())


def _keys(scheme: str) -> list[str]:
    found = {iri.rsplit("/", 1)[-1] for iris in intake.load_vocabulary().found[scheme].values() for iri in iris}
    return sorted(found)


def _findings() -> Iterator[str]:
    for triple in parse_file(assets.asset("starter", "bevindingen.ttl")):
        if triple.predicate.value == terms.term("dcterms:identifier"):
            yield triple.object.value


def _skewed(keys: Sequence[str]) -> tuple[Sequence[str], Sequence[float]]:
    """Give each key a weight: the first ones often, most of them seldom."""
    return keys, [1 / (2 + rank) for rank in range(len(keys))]


def _two(weighted: tuple[Sequence[str], Sequence[float]], chance: random.Random) -> tuple[str, str]:
    first, *others = chance.choices(*weighted, k=12)
    return first, next((other for other in others if other != first), "")


if __name__ == "__main__":
    folder, *number = sys.argv[1:]
    made = build(Path(folder), *map(int, number))
    sys.stdout.write(f"generation {made.number}: {made.info.ringen['openbaar'].tripels} triples in {made.info.seconden} s\n")
