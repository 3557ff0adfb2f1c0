"""Paths and bridges on graphs small enough to see."""

from __future__ import annotations

from itertools import pairwise

from dww_graph.network import Network


def chain(*nodes: str) -> list[tuple[str, str]]:
    return list(pairwise(nodes))


def test_a_path_runs_over_a_tie_whichever_way_it_was_recorded() -> None:
    assert Network([("a", "b"), ("c", "b")]).paths("a", "c", 3) == (("a", "b", "c"),)


def test_of_two_ways_the_shortest_is_given_and_of_equals_every_one_up_to_the_bound() -> None:
    network = Network([*chain("a", "x", "y", "b"), *chain("a", "p", "b"), *chain("a", "q", "b")])
    assert network.paths("a", "b", 9) == (("a", "p", "b"), ("a", "q", "b"))
    assert len(network.paths("a", "b", 1)) == 1


def test_no_path_is_an_answer_for_parts_apart_for_strangers_and_for_a_thing_with_itself() -> None:
    network = Network([("a", "b"), ("c", "d")])
    assert network.paths("a", "c", 3) == network.paths("a", "unknown", 3) == network.paths("a", "a", 3) == ()


def test_the_element_most_in_between_comes_first_and_one_that_ends_nowhere_is_no_bridge() -> None:
    network = Network([("e1", "s1"), ("e1", "s2"), ("e1", "s3"), ("e2", "s1"), ("e2", "s2"), ("e3", "s3")])
    found = network.bridges(["e1", "e2", "e3"], ["s1", "s2", "s3"])
    assert [bridge.node for bridge in found] == ["e1", "e2"]
    assert found[0].between > found[1].between > 0
    assert found[0].neighbours == ("s1", "s2", "s3")


def test_what_falls_apart_without_a_bridge_is_told_group_by_group() -> None:
    network = Network([("e1", "s1"), ("e1", "s2"), ("e1", "s3"), ("e2", "s1"), ("e2", "s2")])
    first, second = network.bridges(["e1", "e2"], ["s1", "s2", "s3"])
    assert first.apart == (("s3",), ("s1", "s2"))
    assert second.apart == ()


def test_the_share_of_a_sole_bridge_is_all_ways() -> None:
    (bridge,) = Network([("e", "s1"), ("e", "s2"), ("e", "s3")]).bridges(["e"], ["s1", "s2", "s3"])
    assert bridge.between == 1
