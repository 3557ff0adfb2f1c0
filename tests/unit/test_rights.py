"""Only a curator changes the graph: signed in and on the list, or at the machine itself when it was started for that."""

from __future__ import annotations

import pytest

from dww_graph import rights
from dww_graph.errors import NotAllowed
from dww_graph.rights import Policy, Visitor

LISTED = rights.policy_from({rights.PEOPLE: "redactie-1=abc-123, redactie-2=b@voorbeeld.nl, Foute Code=x, leeg="})
HOME = Policy(local=True)


def test_nobody_may_write_unless_the_keeper_said_so() -> None:
    nothing = rights.policy_from({})
    assert rights.curator(Visitor("127.0.0.1", "localhost:8501"), nothing) is None
    assert rights.curator(Visitor("127.0.0.1", "localhost:8501", {"sub": "abc-123"}), nothing) is None
    with pytest.raises(NotAllowed) as refused:
        rights.must_curate(Visitor("127.0.0.1", "localhost"), nothing)
    assert refused.value.exit_code == 2 and "dww serve --curator" in refused.value.do.nl


@pytest.mark.parametrize("address", [None, "127.0.0.1", "127.8.8.8", "::1"])
@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST:8501"])
def test_the_own_machine_may_when_started_as_curator(address: str | None, host: str) -> None:
    assert rights.must_curate(Visitor(address, host), HOME) == rights.OWNER


@pytest.mark.parametrize(
    "visitor",
    [
        Visitor("192.168.1.4", "localhost:8501"),
        Visitor("10.0.0.1", "127.0.0.1"),
        Visitor("8.8.8.8", "localhost"),
        Visitor("127.0.0.1", "kennis.voorbeeld.nl"),
        Visitor("127.0.0.1", "localhost.voorbeeld.nl:8501"),
        Visitor("127.0.0.1", "localhost", forwarded=True),
        Visitor(None, ""),
        Visitor("geen adres", "localhost"),
        Visitor("127.0.0.1", "localhost", {"sub": "vreemd"}),
    ],
)
def test_another_machine_another_name_or_a_proxy_may_not(visitor: Visitor) -> None:
    """A page that points a name of its own at this machine is refused by that name."""
    assert rights.curator(visitor, HOME) is None


def test_a_person_on_the_list_is_known_by_a_code_and_never_by_name() -> None:
    far = "8.8.8.8"
    assert rights.must_curate(Visitor(far, "kennis.nl", {"sub": "abc-123", "name": "Anna"}), LISTED) == "redactie-1"
    mailed = {"sub": "y", "email": "b@voorbeeld.nl", "email_verified": True}
    assert rights.must_curate(Visitor(far, "kennis.nl", mailed), LISTED) == "redactie-2"
    assert dict(LISTED.people or {}) == {"abc-123": "redactie-1", "b@voorbeeld.nl": "redactie-2"}


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "x"}, {"email": "abc"}, {"sub": ""}, {"name": "redactie-1"}, {"sub": 123},
        {"sub": "y", "email": "b@voorbeeld.nl", "email_verified": False},
        {"sub": "y", "email": "b@voorbeeld.nl"},
    ],
)
def test_a_stranger_who_signed_in_may_only_read(claims: dict[str, object]) -> None:
    assert rights.curator(Visitor("127.0.0.1", "localhost", claims), LISTED) is None
