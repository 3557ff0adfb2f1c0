"""Every failure tells what, where, what was expected and what to do, in Dutch and in English, and ends with its own code."""

from __future__ import annotations

import inspect

import pytest

from dww_graph import errors
from dww_graph.errors import DwwError, Fault, InputRefused, Lang, Text

WHAT, EXPECTED, DO = Text("wat er is", "what it is"), Text("iets anders", "something else"), Text("doe iets", "do something")
TREE = sorted(
    (each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, DwwError)),
    key=lambda each: each.__name__,
)
CODES = {
    "DwwError": 3,
    "UsageError": 2,
    "NotFound": 2,
    "QueryRefused": 2,
    "NotAllowed": 2,
    "InputRefused": 1,
    "CouldNotRun": 3,
    "QueryTimeout": 3,
    "StoreError": 3,
    "Locked": 3,
    "ReasonerAbsent": 3,
}


def test_the_tree_is_the_one_that_is_drawn() -> None:
    """Every error stands in the drawing at the top of the module, with its exit code."""
    assert {each.__name__: each.exit_code for each in TREE} == CODES
    assert not [name for name in CODES if name not in (errors.__doc__ or "")]


@pytest.mark.parametrize("kind", [each for each in TREE if each is not InputRefused], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", "wat er is\n  waar: rij 2\n  verwacht: iets anders\n  doe dit: doe iets"),
        ("en", "what it is\n  where: rij 2\n  expected: something else\n  do this: do something"),
    ],
)
def test_a_failure_tells_all_it_carries(kind: type[DwwError], lang: Lang, told: str) -> None:
    raised = kind(WHAT, "rij 2", EXPECTED, DO)
    assert raised.tell(lang) == told and str(raised) == "what it is"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_is_not_known_is_left_out(lang: Lang) -> None:
    assert DwwError(WHAT).tell(lang) == Fault("x", WHAT, "").tell(lang) == WHAT.in_(lang)


def test_a_fault_tells_the_same_way_as_a_failure() -> None:
    assert Fault("x", WHAT, "rij 2", EXPECTED, DO).tell("nl") == DwwError(WHAT, "rij 2", EXPECTED, DO).tell("nl")


def test_a_refusal_counts_its_faults_and_keeps_every_one() -> None:
    faults = [Fault("x", WHAT, f"rij {number}") for number in range(10)]
    refused = InputRefused("kaarten.csv", faults)
    assert refused.faults == tuple(faults)
    assert refused.tell("nl").startswith("Niet opgenomen: 10 fout(en).\n  waar: kaarten.csv")
    assert "er is niets veranderd" in refused.tell("nl") and "nothing was changed" in refused.tell("en")


def test_a_text_speaks_the_language_that_is_asked() -> None:
    assert (WHAT.in_("nl"), WHAT.in_("en")) == ("wat er is", "what it is")
