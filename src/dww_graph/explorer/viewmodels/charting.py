"""What of an answer can be drawn: bars when it names things and counts them, a graph when it tells what is tied to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dww_graph.answer import XSD, Answer, Iri, Literal, Node
from dww_graph.explorer.palette import INK, KINDS, kind_mark, sign
from dww_graph.explorer.viewmodels.things import kind_of

MAX_BARS: Final = 30
MAX_NODES: Final = 150
MAX_NAMED: Final = 25
"""Up to so many lines their names stand beside them; with more they would cover each other, and the table tells them."""
_NUMBERS: Final = frozenset(XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"))


@dataclass(frozen=True, slots=True)
class Bars:
    """Names with a number each, in the order of the answer; `left_out` tells how many more rows there are."""

    name: str
    number: str
    rows: tuple[tuple[str, float], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Tie:
    """One line of a graph: IRIs (or a text) of both ends, and what the line says."""

    source: str
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Net:
    """A graph: the name and kind of each node, the lines, and how many nodes were left out."""

    nodes: dict[str, tuple[str, str]]
    ties: tuple[Tie, ...]
    left_out: int


def bars(answer: Answer) -> Bars | None:
    """Give the bars of an answer with a column of numbers beside a column of names; None when it has none."""
    if len(answer.rows) <= 1 or answer.boolean is not None or answer.triples:
        return None
    columns = {name: answer.column(name) for name in answer.columns}
    number = next((name for name, cells in columns.items() if _numeric(cells)), None)
    named = [name for name, cells in columns.items() if name != number and all(cells) and not _numeric(cells)]
    if number is None or not named:
        return None
    name = max(named, key=lambda each: len(set(columns[each])))
    rows = [(answer.text(one), float(two.value)) for one, two in zip(columns[name], columns[number], strict=True) if two]
    if len({label for label, _ in rows}) < len(rows):
        return None
    return Bars(name, number, tuple(rows[:MAX_BARS]), max(0, len(rows) - MAX_BARS))


def _numeric(cells: tuple[Node | None, ...]) -> bool:
    return bool(cells) and all(isinstance(cell, Literal) and cell.datatype in _NUMBERS for cell in cells)


def net(answer: Answer) -> Net | None:
    """Give the graph in an answer of triples, or of three columns of which first and last are things; None for any other.

    Beyond MAX_NODES nodes those with the fewest lines are left out.
    """
    ties = tuple(_ties(answer))
    if not ties:
        return None
    lines = Counter(end for tie in ties for end in (tie.source, tie.target))
    kept = {node for node, _ in lines.most_common(MAX_NODES)}
    shown = tuple(tie for tie in ties if tie.source in kept and tie.target in kept)
    ends = dict.fromkeys(end for tie in shown for end in (tie.source, tie.target))
    return Net({end: (_name(answer, end), _kind(end)) for end in ends}, shown, len(lines) - len(ends))


def _ties(answer: Answer) -> Iterator[Tie]:
    if answer.boolean is not None or len(answer.columns) != len(("van", "lijn", "naar")):
        return
    if not answer.triples and not all(isinstance(row[0], Iri) and isinstance(row[2], Iri) for row in answer.rows):
        return
    for source, label, target in dict.fromkeys(answer.rows):
        if isinstance(source, Iri) and isinstance(target, Iri):
            yield Tie(source.value, answer.text(label), target.value)


def _kind(iri: str) -> str:
    kind = kind_of(iri)
    return kind if kind in KINDS else "overig"


def _name(answer: Answer, iri: str) -> str:
    return answer.labels.get(iri) or iri


def unique_names(labels: Mapping[str, str], width: int) -> dict[str, str]:
    """Shorten labels to ``width`` characters and keep them different, as a chart knows its things by name."""
    names: dict[str, str] = {}
    for key, label in labels.items():
        short = label if len(label) <= width else label[: width - 1].rstrip() + "…"
        while short in names.values():
            short += "\u200b"
        names[key] = short
    return names


def bar_options(found: Bars, scheme: str) -> dict[str, Any]:
    """Give the bars as ECharts wants them: the first row on top, the number beside its bar."""
    ink = INK.colour(scheme)
    names = unique_names({str(at): name for at, (name, _) in enumerate(found.rows)}, 42)
    return {
        "animation": False,
        "grid": {"left": 8, "right": 48, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "value", "axisLabel": {"color": ink}},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": list(names.values()),
            "axisLabel": {"color": ink, "interval": 0, "fontSize": 13},
        },
        "series": [
            {
                "type": "bar",
                "data": [number for _, number in found.rows],
                "itemStyle": {"color": kind_mark("bevinding").colour(scheme)},
                "label": {"show": True, "position": "right", "color": ink},
            }
        ],
    }


def net_options(found: Net, word: Callable[[str], str], scheme: str) -> dict[str, Any]:
    """Give the graph as ECharts wants it; each kind has its own colour and sign, and a place in the legend."""
    ink = INK.colour(scheme)
    kinds = list(dict.fromkeys(kind for _, kind in found.nodes.values()))
    names = unique_names({iri: name for iri, (name, _) in found.nodes.items()}, 36)
    label = {"show": True, "position": "bottom", "color": ink, "fontSize": 13}
    few = len(found.ties) <= MAX_NAMED
    series = {
        "type": "graph",
        "layout": "force",
        "force": {"repulsion": 420 if few else 160, "edgeLength": 120 if few else 55, "gravity": 0.2, "layoutAnimation": False},
        "roam": "move",
        "symbolSize": 18,
        "symbolKeepAspect": True,
        "label": label,
        "labelLayout": {"hideOverlap": not few},
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": 7,
        "lineStyle": {"color": ink, "opacity": 0.45},
        "categories": [_category(kind, word, scheme) for kind in kinds],
        "data": [{"name": names[iri], "category": kinds.index(kind)} for iri, (_, kind) in found.nodes.items()],
        "links": [{"source": names[tie.source], "target": names[tie.target], "value": tie.label} for tie in found.ties],
        "edgeLabel": {"show": few, "formatter": "{c}", "color": ink, "fontSize": 11, "opacity": 1},
    }
    signs = [{"name": word(f"soort.{kind}"), "icon": sign(kind)} for kind in kinds]
    legend = {"data": signs, "textStyle": {"color": ink, "fontSize": 13}, "top": 0}
    return {"animation": False, "legend": [legend], "series": [series]}


def _category(kind: str, word: Callable[[str], str], scheme: str) -> dict[str, Any]:
    return {"name": word(f"soort.{kind}"), "symbol": sign(kind), "itemStyle": {"color": kind_mark(kind).colour(scheme)}}
