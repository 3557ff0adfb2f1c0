"""The steps of the trace, read from what was said: outcome, element, card, what is said of it and by what; gaps are steps too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tests.app.counts import ID, LIVE, Facts, iri, masked

ALL: Final = "alle"
NO_CARD: Final = "nog-geen-kaart"
NO_EVIDENCE: Final = "nog-geen-bewijs"
SEARCHED: Final = "relatietype/geen-bewijs-gevonden"
_JUDGES: Final = f"""{{ ?j dww:heeftOnderwerp ?kaart ; dww:heeftBewijs ?iets ; dww:status ?status . {LIVE}
    VALUES ?soort {{ dww:Bevinding dww:Aanbeveling dww:Zoekverslag }} ?iets a ?soort }}
  UNION {{ ?j dww:heeftOnderwerp ?kaart ; dww:heeftBewijsbron ?iets ; dww:status ?status . {LIVE} }}"""
_STEPS: Final = f"""SELECT DISTINCT ?lu ?el ?kaart ?r ?bewijs ?eind ?status WHERE {{
  ?lu dww:richtZichOp ?el .
  {{ FILTER NOT EXISTS {{ ?k a dww:Handelingskennis ; dww:geeftVormAan/skos:broader* ?el }}
     OPTIONAL {{ ?bewijs (dww:geeftVormAan|dww:gaatOver)/skos:broader* ?el ; a dww:Zoekverslag }} }}
  UNION
  {{ ?kaart a dww:Handelingskennis ; dww:geeftVormAan/skos:broader* ?el . MINUS {{ {_JUDGES} }} }}
  UNION
  {{ ?kaart a dww:Handelingskennis ; dww:geeftVormAan/skos:broader* ?el .
     ?v dww:heeftOnderwerp ?kaart ; dww:relatietypeVan ?r ; dww:status ?status ; dww:heeftBewijs|dww:heeftBewijsbron ?bewijs .
     {LIVE}
     OPTIONAL {{ ?bewijs dww:gerapporteerdIn ?van }} BIND(COALESCE(?van, ?bewijs) AS ?eind) }}
}}"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step; each thing is what stands after ``/id/``, "" for none."""

    outcome: str
    element: str
    card: str
    relation: str
    evidence: str
    end: str
    status: str

    @property
    def gap(self) -> bool:
        """Say whether practice or evidence is missing."""
        return not self.card or not self.evidence

    def way(self) -> tuple[str, ...]:
        """Give the places that it passes."""
        if not self.card:
            return self.outcome, self.element, NO_CARD
        said = self.outcome, self.element, self.card, self.relation or NO_EVIDENCE
        end = f"bewijs:{self.end}" if self.end.startswith("handelingskennis/") else self.end
        return said if self.relation in ("", SEARCHED) else (*said, end)

    def drawn(self, here: Collection[str], of_all: bool) -> tuple[str, ...]:
        """Give the places that it passes in a picture in which some are drawn: what is not drawn is taken together."""
        whole = self.way()
        if of_all:
            outcome = self.outcome if self.outcome in here else "meer-leeruitkomsten"
            return outcome, whole[3] if self.card else NO_CARD
        if self.element not in here:
            return self.outcome, "meer-elementen"
        if self.card and self.card not in here:
            return self.outcome, self.element, f"meer-kaarten:{self.element}"
        return whole if len(whole) < 5 or whole[4] in here else (*whole[:4], "meer-bronnen")


class Trace:
    """The counts of the trace of one learning outcome, or of all of them."""

    def __init__(self, facts: Facts, outcome: str, here: Collection[str] = ()) -> None:
        self._facts, self._all, self.here = facts, outcome == ALL, here
        one = "" if self._all else f"VALUES ?lu {{ {iri(f'leeruitkomst/{outcome}')} }}"
        rows = facts.rows(_STEPS.replace("WHERE {", f"WHERE {{ {one}", 1))
        self.steps = [Step(*(node.value.removeprefix(ID) if node else "" for node in row)) for row in rows]

    def shown(self, cards: Iterable[str]) -> str:
        """Count cards, as shown."""
        held = set(cards) - {""}
        return self._facts.shown(f"VALUES ?kaart {{ {' '.join(map(iri, held))} }}") if held else masked(0, 0)

    def cards(self) -> str:
        """Count the cards of the trace, as shown."""
        return self.shown(step.card for step in self.steps)

    def gaps(self) -> int:
        """Count elements without a card, and cards under an element without evidence."""
        return len({(step.element, step.card) for step in self.steps if step.gap})

    def links(self, relation: str, by_cards: bool) -> int:
        """Count what people accepted that sources, or other cards, say of a card."""
        told = (step for step in self.steps if step.status == "status/vastgesteld" and step.relation == f"relatietype/{relation}")
        return len({(step.card, step.evidence) for step in told if step.evidence.startswith("handelingskennis/") is by_cards})

    def waiting(self) -> int:
        """Count links that nobody has judged yet."""
        return len({(step.card, step.relation, step.evidence) for step in self.steps
                    if not step.gap and step.status != "status/vastgesteld"})

    def through(self, *places: str) -> int:
        """Count the steps of the picture that pass a place, or go from one to the next."""
        return sum(_passes(step.drawn(self.here, self._all), places) for step in self.steps)

    def chosen(self, *places: str) -> int:
        """Count the steps that pass a place or a line that a reader chose, drawn or not."""
        return sum(_passes(step.drawn(self.here, self._all), places) or _passes(step.way(), places) for step in self.steps)

    def not_drawn(self) -> list[str]:
        """Give the places that stand for what is not drawn."""
        ways = (step.drawn(self.here, self._all) for step in self.steps)
        return sorted({place for way in ways for place in way if place.startswith("meer-")})

    def left_out(self, place: str) -> str:
        """Count what one place stands for: cards, elements, pieces of evidence or learning outcomes that are not drawn."""
        steps = [step for step in self.steps if place in step.drawn(self.here, self._all)]
        if place.startswith("meer-kaarten:"):
            return self.shown(step.card for step in steps)
        told = {"meer-elementen": "element", "meer-bronnen": "evidence", "meer-leeruitkomsten": "outcome"}[place]
        return str(len({getattr(step, told) for step in steps}))


def _passes(way: tuple[str, ...], places: tuple[str, ...]) -> bool:
    return places in set(pairwise(way)) if len(places) > 1 else places[0] in way
