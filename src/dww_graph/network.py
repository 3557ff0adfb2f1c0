"""Paths and bridges: the only door to networkx, which is loaded when something is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

Pair = tuple[str, str]
STEPS: Final = "steps"


@dataclass(frozen=True, slots=True)
class Bridge:
    """A node between others: its place in between (0 to 1), its neighbours, and the groups that only it holds together.

    Without the node the targets of `apart` cannot reach each other any more; at least two groups, or none.
    """

    node: str
    between: float
    neighbours: tuple[str, ...]
    apart: tuple[tuple[str, ...], ...]


class Network:
    """What is connected with what, whichever way; made once and asked often."""

    def __init__(self, pairs: Iterable[Pair], steps: Mapping[Pair, int] | None = None) -> None:
        """Take the pairs that are connected; their order decides between ways that are equally short.

        `steps` says how many steps lie between two ends; a pair that is not among them is one step.
        """
        self._pairs, self._steps = tuple(dict.fromkeys(pairs)), steps or {}

    @cached_property
    def _graph(self) -> nx.Graph[str]:
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph()
        graph.add_weighted_edges_from(((*pair, self._steps.get(pair, 1)) for pair in self._pairs), weight=STEPS)
        return graph

    def __contains__(self, node: object) -> bool:
        """Say whether anything is connected with a node."""
        return node in self._graph

    def with_pairs(self, pairs: Iterable[Pair]) -> Network:
        """Give a network with more pairs, one step each; this one stays as it is."""
        more = Network(())
        more._graph = self._graph.copy()
        more._graph.add_edges_from(pairs, **{STEPS: 1})
        return more

    def paths(self, start: str, end: str, most: int) -> tuple[tuple[str, ...], ...]:
        """Give the shortest ways between two nodes, both ends included, `most` of them; () where there is none."""
        import networkx as nx

        if start == end or start not in self or end not in self or not nx.has_path(self._graph, start, end):
            return ()
        return tuple(tuple(way) for way in islice(nx.all_shortest_paths(self._graph, start, end, weight=STEPS), most))

    def bridges(self, candidates: Iterable[str], targets: Iterable[str]) -> tuple[Bridge, ...]:
        """Give the candidates that lie on shortest ways between targets, the one most in between first."""
        import networkx as nx

        ends = [node for node in dict.fromkeys(targets) if node in self]
        share = nx.betweenness_centrality_subset(self._graph, ends, ends, normalized=False)
        whole = len(ends) * (len(ends) - 1) / 2
        cut = set(nx.articulation_points(self._graph))
        found = [node for node in dict.fromkeys(candidates) if share.get(node, 0) > 0]
        made = (self._bridge(node, share[node] / whole, ends, node in cut) for node in found)
        return tuple(sorted(made, key=lambda bridge: (-bridge.between, bridge.node)))

    def _bridge(self, node: str, between: float, ends: list[str], cuts: bool) -> Bridge:
        return Bridge(node, between, tuple(sorted(self._graph[node])), self._apart(node, ends) if cuts else ())

    def _apart(self, node: str, ends: list[str]) -> tuple[tuple[str, ...], ...]:
        import networkx as nx

        home = nx.node_connected_component(self._graph, node)
        rest = self._graph.subgraph(home - {node})
        groups = (tuple(end for end in ends if end in part) for part in nx.connected_components(rest))
        held = sorted((group for group in groups if group), key=lambda group: (len(group), group))
        return tuple(held) if len(held) > 1 else ()
