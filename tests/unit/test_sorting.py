"""Labels stand in the order in which a Dutch reader looks for them."""

from __future__ import annotations

import pytest

from dww_graph.sorting import dutch_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["K1", "K2", "K10"],
        ["A1", "A1.2", "A1.10", "A2"],
        ["een", "Eend", "eik"],
        ["één", "eentje", "Eer"],
        ["zo", "Zus", "zuur"],
        ["0-2", "3-5", "6-10", "11 en meer"],
        ["a", "b", ""],
        ["2 kinderen", "10 kinderen", "aap"],
    ],
)
def test_labels_come_in_dutch_order(ordered: list[str]) -> None:
    """Accents and capitals do not count, numbers count by value, nothing comes last."""
    assert sorted([*ordered[1:], ordered[0]], key=dutch_key) == ordered


def test_accents_capitals_and_margins_make_no_difference() -> None:
    assert dutch_key("  ÉÉN ") == dutch_key("een")


@pytest.mark.parametrize("text", ["日本", "²", "١٢", "½ uur", "\n", "😀"])
def test_any_text_has_a_key_that_can_be_compared(text: str) -> None:
    assert sorted([text, "a", "1"], key=dutch_key)
