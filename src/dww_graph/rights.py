"""Who may change the graph through the explorer. Asked again at every write; the answer is the code that the journal keeps.

Two ways, and no third: somebody who signed in with the identity provider of the team and stands on its list of curators, or, on
a machine of one's own, whoever sits at that machine while the server was started with `dww serve --curator`.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dww_graph.errors import NotAllowed, Text

LOCAL, PEOPLE = "DWW_CURATOR", "DWW_CURATORS"
OWNER = "beheerder"
_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
_PASSED_ON = frozenset({"forwarded", "via", "x-real-ip", "cf-connecting-ip", "true-client-ip"})
_CODE = re.compile(r"^[a-z0-9][a-z0-9-]{1,39}$")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: address of the connection, the host it asked for, and the claims of the identity provider when signed in.

    `forwarded` is true when a proxy passed the request on: then the address is the proxy's, and tells nothing of the visitor.
    """

    address: str | None
    host: str
    claims: Mapping[str, object] | None = None
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """What the keeper of this server decided: whether its own machine may curate, and who else, by claim (`sub` or e-mail)."""

    local: bool = False
    people: Mapping[str, str] | None = None


def policy_from(environment: Mapping[str, str] | None = None) -> Policy:
    """Return the policy that the environment states.

    `DWW_CURATOR=1` lets the own machine curate; `DWW_CURATORS="redactie-1=sub-or-mail, …"` names people by a code each.
    """
    said = os.environ if environment is None else environment
    pairs = (each.partition("=") for each in said.get(PEOPLE, "").split(","))
    people = {claim.strip(): code.strip() for code, _, claim in pairs if _CODE.match(code.strip()) and claim.strip()}
    return Policy(said.get(LOCAL) == "1", people)


def passed_on(headers: Iterable[str]) -> bool:
    """Say by the names of its headers whether a proxy passed a request on."""
    return any(name in _PASSED_ON or name.startswith("x-forwarded") for name in map(str.lower, headers))


def curator(visitor: Visitor, policy: Policy) -> str | None:
    """Return the code of a visitor who may change the graph, None for everybody else."""
    if visitor.claims:
        return _of_the_list(visitor.claims, policy)
    at_home = _is_loopback(visitor.address) and _host(visitor.host) in _HOSTS and not visitor.forwarded
    return OWNER if policy.local and at_home else None


def must_curate(visitor: Visitor, policy: Policy) -> str:
    """Return the code of a curator; raises NotAllowed for everybody else."""
    code = curator(visitor, policy)
    if code is None:
        raise NotAllowed(
            Text("U mag hier lezen, niet veranderen.", "You may read here, not change."),
            do=Text("Meld u aan als beheerder. Op uw eigen computer: dww serve --curator.",
                    "Sign in as a curator. On your own computer: dww serve --curator."),
        )
    return code


def _of_the_list(claims: Mapping[str, object], policy: Policy) -> str | None:
    verified = claims.get("email") if claims.get("email_verified") is True else None
    for claim in (claims.get("sub"), verified):
        if isinstance(claim, str) and claim in (policy.people or {}):
            return (policy.people or {})[claim]
    return None


def _is_loopback(address: str | None) -> bool:
    if address is None:
        return True  # Streamlit gives no address for a connection of this very machine
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _host(said: str) -> str:
    name = said.strip().lower()
    return name.rsplit(":", 1)[0] if re.search(r"(\]|^[^:]+):\d+$", name) else name
