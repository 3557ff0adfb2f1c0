"""The trace (herleidspoor): learning outcome, element, practice, stance, evidence; the gaps are rows too.

A step is one row. Its way is the keys of the places it passes; what a reader chooses is one of these (a place), or two that
follow each other (a line).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from dww_graph.answer import Answer, Origin
from dww_graph.explorer.viewmodels.cards import STANCES
from dww_graph.explorer.viewmodels.table import as_csv
from dww_graph.explorer.viewmodels.things import Cells, Graph, Thing, by_label, cells, dutch, iri, key_of, text, thing

NO_EVIDENCE: Final = "nog-geen-bewijs"
NO_CARD: Final = "nog-geen-kaart"
SEARCHED: Final = "geen-bewijs-gevonden"
AGREED: Final = "vastgesteld"
IMPORTANCE: Final = ("tegengesproken-door", "genuanceerd-door", "ondersteund-door", SEARCHED)
"""What comes first where not everything fits: contradiction, then the others; a gap comes last."""
OTHER_CARD: Final = "bewijs:"
"""What stands before the key of a card where it is the evidence of another card."""
BETWEEN: Final = "~"
"""What stands between the two places of a line in an address."""
COLUMNS: Final = ("leeruitkomst", "element", "praktijk", "relatie", "bewijs", "bron", "status", "zoekdatum", "illustratief")
"""Columns of the file."""
Way = tuple[str, ...]
Word = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome to choose from, with the elements it addresses; `mark` says that it was invented."""

    thing: Thing
    code: str
    claim: str
    elements: tuple[Thing, ...] = ()
    mark: str = ""

    @property
    def name(self) -> str:
        """Code and text, as in a list of choices."""
        return f"{self.code} {self.claim}".strip() or self.thing.label

    @property
    def told(self) -> Thing:
        """The outcome as a thing under its whole text."""
        return Thing(self.thing.iri, self.name)


@dataclass(frozen=True, slots=True)
class Search:
    """That somebody searched and found nothing: on which day, where, and who (a code); "" for what was not recorded."""

    date: str
    scope: str
    who: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the trace; an empty card or relation is a gap that stays visible.

    `mark` says that it was invented, `states` that it rests on a draft or on what a program proposed, in the reader's words.
    """

    outcome: Thing
    element: Thing
    card: Thing | None
    relation: str
    evidence: Thing | None
    source: Thing | None
    status: str
    mark: str = ""
    search: Search | None = None
    states: tuple[str, ...] = ()

    @property
    def gap(self) -> bool:
        """True when the row ends without practice knowledge or without evidence."""
        return self.card is None or self.evidence is None

    @property
    def agreed(self) -> bool:
        """True when people accepted the link; a proposal is not yet evidence."""
        return self.status == AGREED

    @property
    def stance(self) -> str:
        """What the evidence does to the card; a gap has a stance of its own."""
        return self.relation or NO_EVIDENCE

    @property
    def way(self) -> Way:
        """The keys of the places this row passes, from left to right; a search that found nothing ends at its stance."""
        start = (self.outcome.ref, self.element.ref)
        if self.card is None:
            return (*start, NO_CARD)
        said = (*start, self.card.ref, stance_key(self.stance))
        return (*said, _end_key(self.end)) if self.end else said

    @property
    def end(self) -> Thing | None:
        """The source that the row ends in, else the evidence; None for a gap and for a search that found nothing."""
        return None if self.card is None or self.relation == SEARCHED else self.source or self.evidence


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader looks at: a place (one key), a line (two keys), or everything (none)."""

    ends: Way = ()

    @classmethod
    def of(cls, node: str, line: str) -> Choice:
        """Read the choice from an address; a line goes before a place."""
        start, _, end = line.partition(BETWEEN)
        return cls((start, end)) if start and end else cls((node,) if node else ())

    def fits(self, way: Way) -> bool:
        """Say whether a way passes here."""
        if len(self.ends) > 1:
            return any(self.ends == pair for pair in pairwise(way))
        return not self.ends or self.ends[0] in way


@dataclass(frozen=True, slots=True)
class Summary:
    """What a set of steps holds: cards (IRIs), links by stance, and gaps; every link is counted once.

    `research` and `practice` count accepted links with sources and with other cards; `waiting` are links nobody has judged yet.
    """

    cards: frozenset[str]
    research: Counter[str]
    practice: Counter[str]
    waiting: int
    gaps: int


def stance_key(relation: str) -> str:
    """Give the key of the place of a stance; the gap has no kind before it."""
    return relation if relation == NO_EVIDENCE else f"relatietype/{relation}"


def _end_key(end: Thing) -> str:
    return OTHER_CARD + end.ref if end.kind == "handelingskennis" else end.ref


def load_outcomes(graph: Graph) -> tuple[Outcome, ...]:
    """Read the learning outcomes, sorted by code."""
    answer = graph.screen("leeruitkomsten")
    found: dict[str, Outcome] = {}
    for row, mark in zip(cells(answer), answer.marks, strict=True):
        made, element = _outcome(answer, row, graph.lang), thing(answer, row["element"])
        before = found.get(made.thing.iri, made)
        elements = by_label((*before.elements, element)) if element else before.elements
        found[made.thing.iri] = replace(before, elements=elements, mark=before.mark or mark)
    return tuple(sorted(found.values(), key=lambda outcome: dutch(outcome.name)))


def load_steps(graph: Graph, outcome: str = "") -> tuple[Step, ...]:
    """Read the whole trace of one learning outcome (IRI), or of all when ``outcome`` is empty."""
    answer = graph.screen("spoor", **({"leeruitkomst": outcome} if outcome else {}))
    named = {each.thing.iri: each.told for each in load_outcomes(graph)}
    made: dict[Step, None] = {}
    for row, origins in zip(cells(answer), answer.origins, strict=True):
        about, element = thing(answer, row["leeruitkomst"]), thing(answer, row["element"])
        if about and element:
            made[read_step(answer, row, origins, named.get(about.iri, about), element)] = None
    return in_order(made)


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Sort steps by outcome, element, card and what is said, the Dutch way."""
    return tuple(sorted(steps, key=_order))


def summary(steps: Iterable[Step]) -> Summary:
    """Count what a set of steps holds; support and contradiction are counted apart."""
    known = list(steps)
    links = {(step.card, step.relation, step.evidence, step.agreed) for step in known if not step.gap}
    agreed = [(relation, end.kind) for _, relation, end, accepted in links if end and accepted]
    return Summary(
        cards=frozenset(step.card.iri for step in known if step.card),
        research=Counter(relation for relation, kind in agreed if kind != "handelingskennis"),
        practice=Counter(relation for relation, kind in agreed if kind == "handelingskennis"),
        waiting=sum(not accepted for _, _, _, accepted in links),
        gaps=len({(step.element, step.card) for step in known if step.gap}),
    )


def importance(step: Step) -> int:
    """Rank a step: contradiction 0, qualified, supported, searched, nothing at all last."""
    return IMPORTANCE.index(step.relation) if step.relation in IMPORTANCE else len(IMPORTANCE)


def first(steps: Sequence[Step], most: int) -> tuple[Step, ...]:
    """Give at most `most` steps in their own order; where not all fit, the most important ones, in order of importance."""
    return tuple(steps) if len(steps) <= most else tuple(sorted(steps, key=importance)[:most])


def stances_in(steps: Iterable[Step]) -> tuple[str, ...]:
    """Give the stances that occur, in the order in which they are shown everywhere."""
    found = {step.stance for step in steps if step.card}
    return tuple(name for name in (*STANCES, SEARCHED, NO_EVIDENCE) if name in found)


def to_csv(steps: Iterable[Step], heads: Sequence[str], word: Word) -> str:
    """Write the trace as CSV with one row per step, the IRIs of card and evidence in the last columns."""
    return as_csv((*heads, "kaart_iri", "bewijs_iri"), ((*readable(step, word), *_iris(step)) for step in steps))


def readable(step: Step, word: Word) -> tuple[str, ...]:
    """Write a step in words, in the order of `COLUMNS`."""
    card = step.card.label if step.card else word("spoor.gat.kaart")
    stance = word(f"relatie.{step.stance}") if step.card else ""
    end = step.evidence.label if step.evidence else word("spoor.gat.bewijs") if step.card else ""
    source = step.source.label if step.source and step.source != step.evidence else ""
    status = "; ".join(filter(None, (word(f"status.{step.status}") if step.status else "", *step.states)))
    date = step.search.date if step.search else ""
    invented = word("ja" if step.mark else "nee")
    return (step.outcome.label, step.element.label, card, stance, end, source, status, date, invented)


def _iris(step: Step) -> tuple[str, str]:
    return (step.card.iri if step.card else "", step.evidence.iri if step.evidence else "")


def _outcome(answer: Answer, row: Cells, lang: str) -> Outcome:
    subject = iri(row["leeruitkomst"])
    claim = (lang == "en" and text(row["beweringEn"])) or text(row["bewering"])
    return Outcome(Thing(subject, answer.labels.get(subject, key_of(subject))), text(row["code"]), claim)


def read_step(answer: Answer, row: Cells, origins: Iterable[Origin], outcome: Thing, element: Thing) -> Step:
    """Read one row of the questions about the trace; a column that the question does not have is empty."""
    held = defaultdict(lambda: None, row)
    source, told = thing(answer, held["bron"]), list(origins)
    return Step(
        outcome=outcome,
        element=element,
        card=_told(answer, held, "kaart", "titel"),
        relation=key_of(iri(held["relatie"])) if held["relatie"] else "",
        evidence=_evidence(answer, held) or source,
        source=source,
        status=key_of(iri(held["status"])) if held["status"] else "",
        mark=next((origin.mark for origin in told if origin.mark), ""),
        search=_search(held),
        states=tuple(dict.fromkeys(origin.state for origin in told if origin.state)),
    )


def _told(answer: Answer, row: Cells, column: str, words: str) -> Thing | None:
    """Give a thing under its whole text, where the answer holds that; its label may be shortened."""
    found = thing(answer, row[column])
    return Thing(found.iri, text(row[words]) or found.label) if found else None


def _evidence(answer: Answer, row: Cells) -> Thing | None:
    """Give the evidence under what it says; a card keeps its title."""
    found = thing(answer, row["bewijs"])
    return found if found and found.kind == "handelingskennis" else _told(answer, row, "bewijs", "tekst")


def _search(row: Cells) -> Search | None:
    told = Search(text(row["zoekdatum"])[:10], text(row["zoekbereik"]), text(row["zoeker"]))
    return told if any((told.date, told.scope, told.who)) else None


def _order(step: Step) -> tuple[str, str, str, str, str]:
    card = step.card.label if step.card else ""
    end = step.evidence.label if step.evidence else ""
    return (dutch(step.outcome.ref), dutch(step.element.label), dutch(card), step.relation, dutch(end))
