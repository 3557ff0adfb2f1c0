"""A question with its values filled in, as a query that runs as it stands at ``/sparql``.

The text of the question stays as it is: every value comes in front of it, as a VALUES line at the start of its WHERE.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dww_graph.answer import Iri, Literal, Node
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.facets import FACETS, Selection, group_of, pick
from dww_graph.explorer.viewmodels.things import key_of
from dww_graph.terms import ID

SCREEN: Final = "scherm:"
"""What stands before the name of a question of a screen, in the address of the workbench."""
CHOSEN: Final = "kaarten-gekozen"
"""The question of the list of cards; its values are the filters."""
FOUND: Final = "gevonden"
"""The question of the search page; its values are what the search found and the page shows."""
_OPENING: Final = re.compile(
    r"""(?:<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*|[^<"'\#])*?\bWHERE\s*\{""", re.IGNORECASE
)
_FILTERS: Final = {"kaart", *FACETS, "leeftijd", "probleem", "gezin", "kader", "zorgvorm"}
_KIND: Final = {"bewijs": "relatietype", "trede": "effectladder"}
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def bound(text: str, values: Mapping[str, Sequence[Node]]) -> str:
    """Put a VALUES line for each variable at the start of the WHERE of a SELECT query; no variables, no change.

    A variable without any value finds nothing. Raises ValueError for a text without WHERE.
    """
    lines = [f"\n  VALUES ?{name} {{ {' '.join(map(written, nodes))} }}" for name, nodes in values.items()]
    opening = _OPENING.match(text)
    if opening is None:
        raise ValueError("a query without WHERE")
    return f"{opening[0]}{''.join(lines)}{text[opening.end() :]}"


def written(node: Node) -> str:
    """Write a term as SPARQL does; only an IRI of which nothing needs escaping is one."""
    if isinstance(node, Iri):
        return f"<{node.value}>"
    if node.datatype and node.datatype.endswith("#integer"):
        return str(int(node.value))
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in node.value) + '"'


def filters(chosen: Selection, cards: Cards) -> dict[str, tuple[Node, ...]]:
    """Give the filters of the list of cards as values of its question.

    What a search word finds is decided by the search and not by the graph, so it becomes the cards that were found.
    """
    values: dict[str, tuple[Node, ...]] = {"kaart": tuple(map(Iri, pick(cards, chosen).iris))} if chosen.word else {}
    for facet, key in chosen.active:
        if facet != "zoek":
            name = group_of(facet, key).split("/")[-1]
            values[name] = (*values.get(name, ()), _value(cards, facet, key))
    return values if values.keys() <= _FILTERS else {"kaart": ()}


def _value(cards: Cards, facet: str, key: str) -> Node:
    if facet == "jaar":
        return Literal(key)
    known = (iri for iri in cards.library.shelf.values(facet) if key_of(iri) == key)
    return Iri(next(known, f"{ID}{_KIND.get(facet, facet)}/{key}"))
