"""What the graph component is given: plain values, in the reader's language, with nothing left to decide but the drawing."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from dww_graph.explorer.palette import KINDS, SHAPES, STANCES
from dww_graph.explorer.viewmodels.neighbourhood import Tie, View, ref
from dww_graph.explorer.viewmodels.paths import Route
from dww_graph.explorer.viewmodels.things import Thing

WIDTH: Final = 54
"""Letters of a name in the picture; the table has all of it."""
Word = Callable[[str], str]
Picture = dict[str, Any]


def of_view(view: View, numbers: Mapping[str, str], word: Word, selected: str, edge: str) -> Picture:
    """Draw a neighbourhood; `numbers` tells how many there are of each kind, as a reader may see it."""
    nodes = [node_data(node, view.focus.iri, view.opened) for node in view.nodes]
    return {
        "focus": view.focus.ref,
        "nodes": nodes,
        "edges": [edge_data(tie, word) for tie in view.ties],
        "kinds": [kind_data(kind, number, word, not view.asked or kind in view.asked) for kind, number in numbers.items()],
        "selected": selected or None,
        "edge": edge or None,
        "row": False,
    }


def of_route(found: Sequence[Route], word: Word, selected: str, edge: str) -> Picture:
    """Draw the ways between two things; a single one as a row."""
    things = tuple(dict.fromkeys(item for route in found for item in route.things))
    ties = tuple(dict.fromkeys(tie for route in found for tie in route.ties))
    first, last = found[0].things[0], found[0].things[-1]
    numbers = Counter(item.kind for item in things)
    return {
        "focus": f"{first.ref}~{last.ref}",
        "nodes": [node_data(item, first.iri, (last.iri,)) for item in things],
        "edges": [edge_data(tie, word) for tie in ties],
        "kinds": [kind_data(kind, str(number), word, None) for kind, number in numbers.items()],
        "selected": selected or None,
        "edge": edge or None,
        "row": len(found) == 1,
    }


def node_data(node: Thing, focus: str, opened: Iterable[str]) -> Picture:
    """Give one node; what professionals and sources are called stays Dutch."""
    return {
        "id": node.ref,
        "label": textwrap.shorten(node.label, WIDTH, placeholder=" …"),
        "name": node.label,
        "kind": node.kind,
        "focus": node.iri == focus,
        "open": node.iri == focus or node.iri in opened,
        "lang": "nl" if node.kind == "handelingskennis" else "",
    }


def edge_data(tie: Tie, word: Word) -> Picture:
    """Give one edge; only what sources and cards do to each other has a colour of its own. An open link says that it is open."""
    label = word(f"graaf.verband.{tie.relation}")
    return {
        "id": tie.key,
        "source": ref(tie.start),
        "target": ref(tie.end),
        "label": f"{label} ({word(f'merk.kort.{tie.status}')})" if tie.open else label,
        "stance": tie.relation if tie.relation in STANCES else "",
    }


def kind_data(kind: str, number: str, word: Word, on: bool | None) -> Picture:
    """Give one line of the legend; None for a kind that cannot be hidden."""
    return {"kind": kind, "label": word(f"soort.{kind}"), "number": number, "shape": SHAPES[kind], "on": on}


def kinds_asked(values: Iterable[str]) -> tuple[str, ...]:
    """Keep what is a kind of the palette."""
    return tuple(kind for kind in KINDS if kind in set(values))
