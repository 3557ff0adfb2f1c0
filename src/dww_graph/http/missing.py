"""The page for what the public graph does not hold, or holds no longer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Final

from dww_graph.errors import Text
from dww_graph.http.message import HttpAnswer
from dww_graph.http.paper import Paper

_WORDS: Final[Mapping[str, Text]] = {
    "gone": Text("Ingetrokken", "Withdrawn"),
    "gone_more": Text("Dit is ingetrokken. Verwijder het ook uit uw eigen kopieën.",
                      "This was withdrawn. Remove it from copies of your own too."),
    "missing": Text("Dit staat er niet", "This is not here"),
    "missing_more": Text(
        "Dit ding staat niet in de openbare graaf. Misschien is het ingetrokken, of is het adres verkeerd overgenomen.",
        "This thing is not in the public graph. It may have been withdrawn, or the address was copied wrongly.",
    ),
}


def missing(paper: Paper, what: str, was_withdrawn: bool) -> HttpAnswer:
    """Return the page for what is not there (404) or is there no longer (410); `what` is the end of the address."""
    name = "gone" if was_withdrawn else "missing"
    title, more = _WORDS[name].in_(paper.lang), paper.say(_WORDS[f"{name}_more"])
    told = f"<h1>{escape(title)}</h1><p>{more}</p><p><code>{escape(what)}</code></p>"
    return replace(paper, loose=False).page(title, told, "", status=410 if was_withdrawn else 404)
