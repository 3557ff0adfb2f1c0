"""The trace (herleidspoor): learning outcome, element, practice, stance, evidence; the gaps are rows too."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from dww_graph.answer import Answer
from dww_graph.explorer.palette import kind_mark, stance_mark
from dww_graph.explorer.viewmodels.things import Cells, Graph, Thing, cells, dutch, iri, key_of, text, thing

MAX_LINES: Final = 70
"""More lines than this and the picture is no longer readable; the table always shows all."""
STANCE: Final = 3
"""Depth of the stances in the picture: outcome 0, element 1, practice 2, stance 3, evidence 4."""
NO_EVIDENCE: Final = "nog-geen-bewijs"
NO_CARD: Final = "nog-geen-kaart"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome to choose from."""

    thing: Thing
    code: str
    claim: str

    @property
    def name(self) -> str:
        """Code and text, as in a list of choices."""
        return f"{self.code}  {self.claim}".strip() or self.thing.label


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the trace; an empty card or relation is a gap that stays visible. `mark` says that it was invented."""

    outcome: Thing
    element: Thing
    card: Thing | None
    relation: str
    evidence: Thing | None
    source: Thing | None
    status: str
    mark: str = ""

    @property
    def gap(self) -> bool:
        """True when the row ends without practice knowledge or without evidence."""
        return self.card is None or self.evidence is None


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a set of steps; support and contradiction are counted apart, links once each."""

    outcomes: int
    cards: int
    support: int
    nuance: int
    contradiction: int
    gaps: int


def load_outcomes(graph: Graph) -> tuple[Outcome, ...]:
    """Read the learning outcomes, sorted by code."""
    answer = graph.screen("leeruitkomsten")
    found = {iri(row["leeruitkomst"]): _outcome(answer, row, graph.lang) for row in cells(answer)}
    return tuple(sorted(found.values(), key=lambda outcome: dutch(outcome.name)))


def load_steps(graph: Graph, outcome: str = "") -> tuple[Step, ...]:
    """Read the trace of one learning outcome (IRI), or of all when ``outcome`` is empty."""
    params = {"leeruitkomst": outcome} if outcome else {}
    answer = graph.screen("spoor", **params)
    steps = {_step(answer, row, mark): None for row, mark in zip(cells(answer), answer.marks, strict=True)}
    return tuple(sorted(steps, key=_order))


def summary(steps: Sequence[Step]) -> Summary:
    """Count what a set of steps holds."""
    links = {(step.card, step.relation, step.evidence) for step in steps if not step.gap}
    stances = Counter(relation for _, relation, _ in links)
    return Summary(
        outcomes=len({step.outcome for step in steps}),
        cards=len({step.card for step in steps if step.card}),
        support=stances["ondersteund-door"],
        nuance=stances["genuanceerd-door"],
        contradiction=stances["tegengesproken-door"],
        gaps=len({(step.element, step.card) for step in steps if step.gap}),
    )


def lines(steps: Iterable[Step]) -> Counter[tuple[str, str]]:
    """Count the lines between neighbouring node ids over all steps."""
    return Counter(pair for step in steps for pair in _pairs(step))


def _pairs(step: Step) -> list[tuple[str, str]]:
    path = [step.outcome.iri, step.element.iri]
    if step.card is None:
        return [(path[0], path[1]), (path[1], NO_CARD)]
    path += [step.card.iri, step.relation or NO_EVIDENCE]
    end = step.source or step.evidence
    return list(pairwise([*path, end.iri] if end else path))


def nodes(steps: Iterable[Step], word: Callable[[str], str]) -> dict[str, tuple[str, int, str]]:
    """Give each node id its label, depth (0-4) and kind or stance; gaps get their own grey node."""
    found: dict[str, tuple[str, int, str]] = {}
    for step in steps:
        found[step.outcome.iri] = (step.outcome.label, 0, "leeruitkomst")
        found[step.element.iri] = (step.element.label, 1, "element")
        if step.card is None:
            found[NO_CARD] = (word("spoor.gat.kaart"), 2, NO_EVIDENCE)
            continue
        found[step.card.iri] = (step.card.label, 2, "handelingskennis")
        relation = step.relation or NO_EVIDENCE
        found[relation] = (word(f"relatie.{relation}"), 3, relation)
        end = step.source or step.evidence
        if end:
            found[end.iri] = (end.label, 4, end.kind)
    return found


def sankey(steps: Sequence[Step], word: Callable[[str], str], scheme: str, ink: str) -> dict[str, Any]:
    """Write the ECharts option of the flow chart; ``scheme`` is "light" or "dark", ``ink`` the label colour."""
    known = nodes(steps, word)
    names = unique_names({key: label for key, (label, _, _) in known.items()})
    data = [
        {"name": names[key], "depth": depth, "itemStyle": {"color": _colour(kind, scheme)}}
        for key, (_, depth, kind) in known.items()
    ]
    links = [
        {"source": names[a], "target": names[b], "value": value, "lineStyle": {"color": _line(known, a, b, scheme)}}
        for (a, b), value in lines(steps).items()
    ]
    label = {"color": ink, "fontSize": 13, "width": 190, "overflow": "break", "lineHeight": 16}
    series = {
        "type": "sankey",
        "left": 4,
        "right": 200,
        "top": 8,
        "bottom": 8,
        "nodeAlign": "left",
        "nodeGap": 18,
        "draggable": False,
        "selectedMode": "single",
        "emphasis": {"focus": "trajectory"},
        "lineStyle": {"opacity": 0.35, "curveness": 0.5},
        "label": label,
        "data": data,
        "links": links,
    }
    return {"animation": False, "tooltip": {"trigger": "item"}, "series": [series]}


def unique_names(labels: Mapping[str, str], width: int = 60) -> dict[str, str]:
    """Shorten labels to ``width`` characters and keep them different, as the chart knows nodes by name."""
    names: dict[str, str] = {}
    for key, label in labels.items():
        short = label if len(label) <= width else label[: width - 1].rstrip() + "…"
        while short in names.values():
            short += "\u200b"
        names[key] = short
    return names


def through(steps: Sequence[Step], node: str) -> tuple[Step, ...]:
    """Give the steps that pass through a node id."""
    return tuple(step for step in steps if any(node in pair for pair in _pairs(step)))


def to_csv(steps: Iterable[Step], heads: Sequence[str], word: Callable[[str], str]) -> str:
    """Write the trace as CSV with one row per step."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*heads, "iri"])
    for step in steps:
        last = step.evidence or step.card or step.element
        writer.writerow([*readable(step, word), last.iri])
    return out.getvalue()


def readable(step: Step, word: Callable[[str], str]) -> tuple[str, ...]:
    """Write a step in words: outcome, element, practice, what the source says, evidence, and whether it was invented."""
    invented = word("ja" if step.mark else "nee")
    end = step.evidence.label if step.evidence else word("spoor.gat.bewijs")
    if step.card is None:
        return (step.outcome.label, step.element.label, word("spoor.gat.kaart"), "", "", invented)
    relation = word(f"relatie.{step.relation or NO_EVIDENCE}")
    return (step.outcome.label, step.element.label, step.card.label, relation, end, invented)


def _colour(kind: str, scheme: str) -> str:
    stances = {"ondersteund-door", "genuanceerd-door", "tegengesproken-door", "geen-bewijs-gevonden", NO_EVIDENCE}
    return (stance_mark(kind) if kind in stances else kind_mark(kind)).colour(scheme)


def _line(known: Mapping[str, tuple[str, int, str]], start: str, end: str, scheme: str) -> str:
    """Colour a line by where it starts, but into and out of a stance or a gap by that stance."""
    (_, _, left), (_, depth, right) = known[start], known[end]
    return _colour(right if depth == STANCE or right == NO_EVIDENCE else left, scheme)


def _outcome(answer: Answer, row: Cells, lang: str) -> Outcome:
    subject = iri(row["leeruitkomst"])
    claim = (lang == "en" and text(row["beweringEn"])) or text(row["bewering"])
    return Outcome(Thing(subject, answer.labels.get(subject, key_of(subject))), text(row["code"]), claim)


def _step(answer: Answer, row: Cells, mark: str) -> Step:
    card = thing(answer, row["kaart"])
    outcome, element = thing(answer, row["leeruitkomst"]), thing(answer, row["element"])
    if outcome is None or element is None:
        raise ValueError("a row of the trace has no learning outcome or element")
    return Step(
        outcome=outcome,
        element=element,
        card=Thing(card.iri, text(row["titel"]) or card.label) if card else None,
        relation=key_of(iri(row["relatie"])) if row["relatie"] else "",
        evidence=thing(answer, row["bewijs"]) or thing(answer, row["bron"]),
        source=thing(answer, row["bron"]),
        status=key_of(iri(row["status"])) if row["status"] else "",
        mark=mark,
    )


def _order(step: Step) -> tuple[str, str, str, str, str]:
    card = step.card.label if step.card else ""
    end = step.evidence.label if step.evidence else ""
    return (dutch(step.outcome.label), dutch(step.element.label), dutch(card), step.relation, dutch(end))
