"""`/id/{kind}/{key}`: one thing, in the form that the reader asks for; people are sent on to its document."""

from __future__ import annotations

from typing import Final

from dww_graph.errors import NotFound, Text
from dww_graph.http.message import PUBLIC, HttpAnswer, HttpRequest, failure, negotiate, plain
from dww_graph.http.missing import missing
from dww_graph.http.paper import Paper
from dww_graph.http.served import Snapshot
from dww_graph.http.sparql import write_graph
from dww_graph.http.things import description, thing_of

FORMS: Final = ("text/turtle", "application/ld+json", "application/n-triples")


def answer(snapshot: Snapshot, kind: str, key: str, request: HttpRequest) -> HttpAnswer:
    """Describe one thing: 303 to its document for HTML, else RDF; 406 when no form fits.

    404 when the public graph does not hold it, 410 when it was withdrawn.
    """
    chosen = negotiate(request.accept, (*FORMS, "text/html"))
    if chosen is None:
        return plain(406, "text/html, " + ", ".join(FORMS) + "\n")
    iri = thing_of(kind, key)
    triples = description(snapshot.store, iri) if iri else ()
    if chosen == "text/html":
        found = HttpAnswer(303, {**PUBLIC, "location": f"../../doc/{kind}/{key}"})
        return found if triples else missing(Paper.of(request), f"{kind}/{key}", snapshot.is_gone(iri))
    if not triples and snapshot.is_gone(iri):
        return failure(410, gone(kind, key), request)
    if not triples:
        return failure(404, not_there(kind, key), request)
    charset = "; charset=utf-8" if chosen.startswith("text/") else ""
    headers = {**PUBLIC, "content-type": chosen + charset, "dww-generation": str(snapshot.generation.number)}
    return HttpAnswer(200, headers, write_graph(triples, chosen))


def not_there(kind: str, key: str) -> NotFound:
    """Return the failure for a thing that the public graph does not hold."""
    return NotFound(
        Text("Dit ding staat niet in de openbare graaf.", "This thing is not in the public graph."),
        f"{kind}/{key}",
        do=Text("Zoek het op in de verkenner.", "Look it up in the explorer."),
    )


def gone(kind: str, key: str) -> NotFound:
    """Return the failure for a thing that was withdrawn."""
    return NotFound(Text("Dit is ingetrokken.", "This was withdrawn."), f"{kind}/{key}",
                    do=Text("Verwijder het ook uit uw eigen kopieën.", "Remove it from copies of your own too."))
