"""How strong a card is, in reasons: what research does to it and how sure that is. Nothing here is added into one figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dww_graph.explorer.viewmodels.card import Link
from dww_graph.explorer.viewmodels.cards import STANCES
from dww_graph.explorer.viewmodels.neighbourhood import OPEN

NOTHING_FOUND: Final = "geen-bewijs-gevonden"
SUPPORT, NUANCE, CONTRADICTION = STANCES
_PICTURES: Final = {
    (True, True): "steun-en-tegenspraak",
    (True, False): "steun",
    (False, True): "tegenspraak",
}
Tally = tuple[tuple[str, int], ...]
"""Words with how often each comes, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What all accepted research of one kind does to a card, and what is known of it; "" in a tally is for what is not known."""

    relation: str
    links: tuple[Link, ...]

    @property
    def kinds(self) -> Tally:
        """How many findings, recommendations and other things these are."""
        return tally(link.target.kind if link.target else "" for link in self.links)

    @property
    def sources(self) -> int:
        """From how many sources these come: five findings from one study are one study."""
        return len({link.source.iri for link in self.links if link.source})

    @property
    def designs(self) -> Tally:
        """By which designs the findings were made; a recommendation has none."""
        return tally(link.design for link in self.links if link.target and link.target.kind == "bevinding")

    @property
    def directness(self) -> Tally:
        """Whether it is about the same kind of people."""
        return tally(link.directness for link in self.links)

    @property
    def certainty(self) -> Tally:
        """How certain people find the links."""
        return tally(link.certainty for link in self.links)

    @property
    def judges(self) -> tuple[str, ...]:
        """Who said how certain that is, by code: who made a link and who reviewed it; no program judges."""
        judged = [link for link in self.links if link.certainty]
        said = (who for link in judged for who in ("" if link.machine else link.maker, *link.reviewers))
        return tuple(dict.fromkeys(who for who in said if who))

    @property
    def verification(self) -> Tally:
        """Whether the statements were checked against their source, by slug."""
        return tally(link.verification for link in self.links)


@dataclass(frozen=True, slots=True)
class Strength:
    """All reasons: three stances of equal weight, what is still open, what was searched for, and what other cards do."""

    stances: tuple[Stance, ...]
    waiting: tuple[Link, ...]
    searches: tuple[Link, ...]
    practice: Tally

    @property
    def picture(self) -> str:
        """Name of the sentence that says which sides there are: support, contradiction, both, qualification alone, or none."""
        support, nuance, contradiction = (bool(stance.links) for stance in self.stances)
        return _PICTURES.get((support, contradiction), "nuance" if nuance else "niets")


def weigh(links: Sequence[Link]) -> Strength:
    """Sort the links of a card into reasons. Only accepted links count; rejected and withdrawn ones are left out."""
    research = [link for link in links if link.research]
    accepted = [link for link in research if link.accepted]
    return Strength(
        stances=tuple(Stance(name, tuple(link for link in accepted if link.relation == name)) for name in STANCES),
        waiting=tuple(link for link in research if link.status in OPEN),
        searches=tuple(link for link in accepted if link.relation == NOTHING_FOUND),
        practice=tally(link.relation for link in links if _by_a_card(link)),
    )


def _by_a_card(link: Link) -> bool:
    """Say whether another card does this to the card; of a link that comes in, the card itself does it to the other."""
    return link.accepted and not link.research and not link.incoming and link.relation in STANCES


def tally(words: Iterable[str]) -> Tally:
    """Count words, the most frequent first and what is not known ("") last."""
    counted = Counter(words)
    return tuple(sorted(counted.items(), key=lambda item: (not item[0], -item[1], item[0])))
