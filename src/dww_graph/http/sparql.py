"""SPARQL 1.1 Protocol, the query operation: `answer` turns a request into an answer and never touches a socket.

The graph is read-only and has one default graph, so updates and the choice of a graph are refused with the reason. A query
that takes too long gets 503 with Retry-After, never a cut-off 200.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from email.message import Message
from http import HTTPStatus
from typing import Final, TypeVar
from urllib.parse import parse_qsl

from dww_graph.answer import Iri, Node, Result, Triple
from dww_graph.errors import CouldNotRun, QueryRefused, QueryTimeout, Text
from dww_graph.export.results import CSV, JSON, TSV, XML, write_results
from dww_graph.http.message import PUBLIC, HttpAnswer, HttpRequest, failure, negotiate
from dww_graph.store import serialize
from dww_graph.terms import BASE, PREFIXES

MAX_BODY: Final = 256 * 1024
RETRY_SECONDS: Final = 30
FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
_ALLOW: Final = {"allow": "GET, HEAD, POST, OPTIONS"}
_PREFLIGHT: Final = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "accept, content-type",
    "access-control-max-age": "86400",
}
_TABLES: Final[Mapping[str, str]] = {
    JSON: JSON, XML: XML, CSV: CSV, TSV: TSV, "application/json": JSON, "application/xml": XML,
}  # fmt: skip
_GRAPHS: Final[Mapping[str, str]] = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
    "text/plain": "application/n-triples",
}
_GENID: Final = f"{BASE}.well-known/genid/"

Run = Callable[[str], Result]
N = TypeVar("N", Iri, Node)


class _Refusal(Exception):
    """A request that is not a query by the protocol: the status and the reason."""

    def __init__(self, status: int, nl: str, en: str, do: Text) -> None:
        super().__init__(en)
        self.status, self.reason = status, QueryRefused(Text(nl, en), do=do)


def answer(request: HttpRequest, run: Run, triples: int = 0) -> HttpAnswer:
    """Answer one request. `run` evaluates a query text; it raises QueryRefused, QueryTimeout or StoreError."""
    if request.method == "OPTIONS":
        return HttpAnswer(HTTPStatus.NO_CONTENT, {**PUBLIC, **_PREFLIGHT, **_ALLOW})
    if request.method in ("GET", "HEAD") and not request.params:
        return description(triples)
    try:
        text = _query_of(request)
        if not negotiate(request.accept, [*_TABLES, *_GRAPHS]):
            raise _not_acceptable([*_TABLES, *_GRAPHS])
        return _written(run(text), request)
    except _Refusal as refusal:
        return failure(refusal.status, refusal.reason, request, _ALLOW)
    except (QueryRefused, CouldNotRun) as error:
        return _failed(error, request)


def _failed(error: QueryRefused | CouldNotRun, request: HttpRequest) -> HttpAnswer:
    """Blame the query (400), the limits (503, worth a retry) or the server (500)."""
    if isinstance(error, QueryRefused):
        return failure(HTTPStatus.BAD_REQUEST, error, request)
    if isinstance(error, QueryTimeout):
        return failure(HTTPStatus.SERVICE_UNAVAILABLE, error, request, {"retry-after": str(RETRY_SECONDS)})
    return failure(HTTPStatus.INTERNAL_SERVER_ERROR, error, request)


def description(triples: int) -> HttpAnswer:
    """Return the service description; its addresses are relative to the address that was asked."""
    formats = (
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
    )
    said = " , ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in formats)
    text = f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .

[] a sd:Service ;
  sd:endpoint <> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:resultFormat {said} ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples {triples} ] ] .
"""
    return HttpAnswer(200, {**PUBLIC, "content-type": "text/turtle; charset=utf-8"}, text.encode())


def write_graph(triples: tuple[Triple, ...], media_type: str) -> bytes:
    """Return triples as RDF text; a blank node gets an IRI under /.well-known/genid/, as RDF 1.1 advises."""
    return serialize(map(_named, triples), media_type, PREFIXES if media_type == "text/turtle" else None)


def _named(triple: Triple) -> Triple:
    return replace(triple, subject=_skolem(triple.subject), object=_skolem(triple.object))


def _skolem(node: N) -> N:
    return (
        replace(node, value=_GENID + node.value[2:])
        if isinstance(node, Iri) and node.value.startswith("_:")
        else node
    )


def _written(result: Result, request: HttpRequest) -> HttpAnswer:
    offers = _GRAPHS if result.kind == "construct" else _TABLES
    chosen = negotiate(request.accept, list(offers))
    if chosen is None:
        raise _not_acceptable(list(offers))
    media_type = offers[chosen]
    graph = result.kind == "construct"
    body = write_graph(result.triples, media_type) if graph else write_results(result, media_type)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return HttpAnswer(200, {**PUBLIC, "content-type": media_type + charset}, body)


def _query_of(request: HttpRequest) -> str:
    """Return the one query that a request holds, by the rules of the protocol; raises _Refusal."""
    if request.method in ("GET", "HEAD"):
        return _single(request.params)
    if request.method != "POST":
        raise _Refusal(405, "Deze manier van vragen kan niet.", "This method is not supported.", _how())
    kind = Message()
    kind["content-type"] = request.content_type or "text/plain"
    if kind.get_content_charset("utf-8") != "utf-8":
        raise _Refusal(415, "De vraag moet in UTF-8 staan.", "The query must be in UTF-8.", _how())
    if kind.get_content_type() == FORM:
        return _single((*request.params, *_form(request.body)))
    if kind.get_content_type() == DIRECT:
        return _single((*request.params, ("query", _text(request.body))))
    if kind.get_content_type() == "application/sparql-update":
        raise _read_only()
    raise _Refusal(415, "Dit soort inhoud kan hier niet.", "This content type is not supported.", _how())


def _single(params: tuple[tuple[str, str], ...]) -> str:
    names = [name for name, _ in params]
    if "update" in names:
        raise _read_only()
    if any(name.endswith("-graph-uri") for name in names):
        raise _Refusal(
            400,
            "Een graaf kiezen kan niet: er is één graaf.",
            "A graph cannot be chosen: there is one.",
            Text(
                "Laat default-graph-uri en named-graph-uri weg.",
                "Leave out default-graph-uri and named-graph-uri.",
            ),
        )
    queries = [value for name, value in params if name == "query"]
    if len(queries) != 1:
        raise _Refusal(400, "Er moet precies één vraag zijn.", "There must be exactly one query.", _how())
    return queries[0]


def _form(body: bytes) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(parse_qsl(_text(body), keep_blank_values=True, errors="strict", max_num_fields=20))
    except ValueError:
        raise _Refusal(400, "Het formulier is niet te lezen.", "The form cannot be read.", _how()) from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise _Refusal(400, "De vraag moet in UTF-8 staan.", "The query must be in UTF-8.", _how()) from None


def _read_only() -> _Refusal:
    return _Refusal(
        400,
        "Hier kun je alleen lezen.",
        "This place is read-only.",
        Text("Nieuwe kennis komt binnen met `dww ingest`.", "New knowledge comes in with `dww ingest`."),
    )


def _not_acceptable(offers: list[str]) -> _Refusal:
    told = ", ".join(offers)
    return _Refusal(
        406,
        "Geen van de gevraagde vormen is er.",
        "None of the requested media types is offered.",
        Text(f"Vraag een van: {told}.", f"Ask for one of: {told}."),
    )


def _how() -> Text:
    return Text(
        f"Gebruik GET met ?query=, of POST met {FORM} of {DIRECT}.",
        f"Use GET with ?query=, or POST with {FORM} or {DIRECT}.",
    )
