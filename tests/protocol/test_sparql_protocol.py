"""The SPARQL 1.1 Protocol at /sparql: the rules of the recommendation, our refusals, and honest failures."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest

from dww_graph.answer import Iri, Literal, Result, Triple
from dww_graph.errors import QueryTimeout, StoreError, Text
from dww_graph.export.results import CSV, JSON, TSV, XML, write_results
from dww_graph.http import sparql
from dww_graph.http.message import HttpAnswer, HttpRequest, choose_language, negotiate

ASK = "ASK { ?s ?p ?o }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
NODES = (
    Iri("http://e/a"),
    Iri("_:b0"),
    Literal("line\n\"tab\t\\ & <x> 'é\u202e"),
    Literal("hallo", None, "nl"),
    Literal("1", "http://www.w3.org/2001/XMLSchema#integer"),
    None,
)
TABLE = Result("select", ("x",), tuple((node,) for node in NODES))

YES = Result("ask", boolean=True)


def told(request: HttpRequest, result: Result | Exception = YES) -> HttpAnswer:
    """Answer a request over an engine that gives one result or one failure."""

    def run(_text: str) -> Result:
        if isinstance(result, Exception):
            raise result
        return result

    return sparql.answer(request, run, 7)


def term(node: object) -> tuple[str, str, str]:
    """What a term of the reference parser says: kind, value, and language or datatype."""
    if isinstance(node, ox.Literal):
        return "literal", node.value, node.language or node.datatype.value
    return (
        ("uri", node.value, "") if isinstance(node, ox.NamedNode) else ("bnode" if node else "none", "", "")
    )


@pytest.mark.parametrize("media_type", [JSON, XML, TSV])
def test_results_read_back_as_the_reference_parser_reads_them(media_type: str) -> None:
    """Each form, read by another implementation, gives the terms that went in."""
    formats = {
        JSON: ox.QueryResultsFormat.JSON,
        XML: ox.QueryResultsFormat.XML,
        TSV: ox.QueryResultsFormat.TSV,
    }
    read = ox.parse_query_results(write_results(TABLE, media_type), formats[media_type])
    assert isinstance(read, ox.QuerySolutions)
    assert [term(row["x"]) for row in read] == [
        ("uri", "http://e/a", ""),
        ("bnode", "", ""),
        ("literal", NODES[2].value if NODES[2] else "", "http://www.w3.org/2001/XMLSchema#string"),
        ("literal", "hallo", "nl"),
        ("literal", "1", "http://www.w3.org/2001/XMLSchema#integer"),
        ("none", "", ""),
    ]


def test_csv_holds_bare_values_with_crlf() -> None:
    """CSV is the lossy form: values without marks, RFC 4180 quotes."""
    assert (
        write_results(Result("select", ("a", "b"), ((Iri("http://e"), Literal('x"y')),)), CSV)
        == b'a,b\r\nhttp://e,"x""y"\r\n'
    )


def test_xml_replaces_signs_that_xml_cannot_hold() -> None:
    """A control sign in a literal gives well-formed XML all the same."""
    body = write_results(Result("select", ("x",), ((Literal("a\x00b"),),)), XML)
    assert b"\x00" not in body and "a\ufffdb".encode() in body


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "a/b"),
        ("*/*", "a/b"),
        ("c/d", "c/d"),
        ("a/b;q=0.2, c/d;q=0.9", "c/d"),
        ("c/*, a/b;q=0.5", "c/d"),
        ("*/*;q=0.8, a/b;q=0", "c/d"),
        ("A/B", "a/b"),
        ("text/html", None),
        ("a/b;q=0", None),
        ("a/b;q=1.2.3", None),
    ],
)
def test_negotiation_takes_quality_then_order(accept: str, chosen: str | None) -> None:
    """The best quality wins, the most specific range speaks for a type, the server's order breaks a tie."""
    assert negotiate(accept, ("a/b", "c/d")) == chosen


@pytest.mark.parametrize(
    ("asked", "remembered", "accept", "lang"),
    [
        ("en", "nl", "nl", "en"),
        ("", "en", "nl", "en"),
        ("", "", "en-GB,en;q=0.9,nl;q=0.5", "en"),
        ("", "", "nl-NL,nl;q=0.9,en;q=0.5", "nl"),
        ("xx", "", "", "nl"),
        ("", "", "de", "nl"),
    ],
)
def test_language_is_asked_remembered_or_liked(asked: str, remembered: str, accept: str, lang: str) -> None:
    """The address outranks the cookie, the cookie the browser; Dutch when none says so."""
    assert choose_language(asked, remembered, accept) == lang


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", JSON),
        ("application/json", JSON),
        (XML, XML),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", XML),
    ],
)
def test_select_comes_in_the_form_asked_for(client: httpx.Client, accept: str, content_type: str) -> None:
    """Content negotiation for tables."""
    got = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }"}, headers={"accept": accept})
    assert (got.status_code, got.headers["content-type"]) == (200, content_type)


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("*/*", ox.RdfFormat.TURTLE),
    ],
)
def test_construct_and_describe_come_as_rdf(client: httpx.Client, accept: str, format_: ox.RdfFormat) -> None:
    """Content negotiation for graphs; blank nodes come out as well."""
    for query in (
        "CONSTRUCT { ?s <http://e/p> [ <http://e/q> ?o ] } WHERE { ?s ?p ?o } LIMIT 3",
        "DESCRIBE <https://w3id.org/dww/id/element/a5-4>",
    ):
        got = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert got.status_code == 200
        assert len(list(ox.parse(got.content, format=format_))) >= 3


def test_the_three_ways_to_ask_give_one_answer(client: httpx.Client) -> None:
    """GET, a form by POST and a query by POST are the same operation."""
    asked = [
        client.get("/sparql", params={"query": ASK}),
        client.post("/sparql", data={"query": ASK}),
        client.post("/sparql", content=ASK, headers=DIRECT),
        client.post(
            "/sparql", content=ASK, headers={"content-type": "application/sparql-query; charset=UTF-8"}
        ),
    ]
    assert [(got.status_code, got.json()["boolean"]) for got in asked] == [(200, True)] * 4


def test_head_has_headers_and_no_body(client: httpx.Client) -> None:
    """HEAD is GET without the body."""
    got = client.head("/sparql", params={"query": ASK})
    assert (got.status_code, got.content) == (200, b"")


@pytest.mark.parametrize(
    ("send", "status"),
    [
        (lambda c: c.put("/sparql", content=ASK, headers=DIRECT), 405),
        (lambda c: c.delete("/sparql"), 405),
        (lambda c: c.get("/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D"), 400),
        (lambda c: c.get("/sparql?other=1"), 400),
        (lambda c: c.get("/sparql", params={"query": "SELECT"}), 400),
        (lambda c: c.get("/sparql", params={"query": ""}), 400),
        (lambda c: c.post("/sparql", data={"other": "1"}), 400),
        (lambda c: c.post("/sparql", content=ASK, headers={"content-type": "text/plain"}), 415),
        (lambda c: c.post("/sparql", content=ASK), 415),
        (lambda c: c.post("/sparql", content=ASK.encode("utf-16"), headers=DIRECT), 400),
        (
            lambda c: c.post(
                "/sparql", content=ASK, headers={"content-type": "application/sparql-query; charset=utf-16"}
            ),
            415,
        ),
        (lambda c: c.post("/sparql", content=b"query=%ff", headers=FORM), 400),
        (lambda c: c.post("/sparql", data={"update": "CLEAR ALL"}), 400),
        (lambda c: c.get("/sparql", params={"update": "CLEAR ALL"}), 400),
        (
            lambda c: c.post(
                "/sparql", content="CLEAR ALL", headers={"content-type": "application/sparql-update"}
            ),
            400,
        ),
        (lambda c: c.get("/sparql", params={"query": "INSERT DATA { <a:a> <a:a> <a:a> }"}), 400),
        (
            lambda c: c.get(
                "/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}
            ),
            400,
        ),
        (lambda c: c.get("/sparql", params={"query": ASK, "default-graph-uri": "http://e"}), 400),
        (lambda c: c.post("/sparql?named-graph-uri=http://e", content=ASK, headers=DIRECT), 400),
        (lambda c: c.post("/sparql", content=b"x" * 300_000, headers=DIRECT), 413),
        (lambda c: c.post("/sparql", content=b"#" * 70_000, headers=DIRECT), 400),
        (lambda c: c.get("/sparql", params={"query": ASK}, headers={"accept": "image/png"}), 406),
        (lambda c: c.get("/sparql", params={"query": ASK}, headers={"accept": "text/turtle"}), 406),
        (
            lambda c: c.get(
                "/sparql", params={"query": "CONSTRUCT WHERE {?s ?p ?o}"}, headers={"accept": "text/csv"}
            ),
            406,
        ),
        (lambda c: c.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}), 400),
    ],
)
def test_what_is_not_a_query_is_refused_with_the_reason(
    client: httpx.Client, send: Callable[[httpx.Client], httpx.Response], status: int
) -> None:
    """Each wrong request gets its own status and a text."""
    got = send(client)
    assert got.status_code == status
    assert got.text.strip()


def test_a_refusal_names_place_and_next_step_in_both_languages(client: httpx.Client) -> None:
    """The reason is for a person: what, where, what to do."""
    query = "SELECT * {\n SERVICE <http://e/> {} }"
    dutch = client.get("/sparql", params={"query": query}).text
    english = client.get("/sparql", params={"query": query}, headers={"accept-language": "en"}).text
    assert "SERVICE mag niet" in dutch and "waar: 2:2" in dutch and "doe dit:" in dutch
    assert "SERVICE is not allowed" in english and "where: 2:2" in english


def test_a_method_that_is_not_allowed_names_those_that_are(client: httpx.Client) -> None:
    """405 carries Allow."""
    assert "POST" in client.put("/sparql").headers["allow"]


def test_a_query_without_end_gets_503_and_the_next_one_an_answer(client: httpx.Client) -> None:
    """Never a cut-off 200: 503, Retry-After, and the reason as JSON to whoever asks for JSON."""
    endless = "SELECT (COUNT(*) AS ?n) { " + "".join(f"?a{i} ?b{i} ?c{i} . " for i in range(12)) + "}"
    got = client.get(
        "/sparql", params={"query": endless}, headers={"accept": "application/sparql-results+json"}
    )
    assert got.status_code == 503
    assert int(got.headers["retry-after"]) > 0
    assert "2 sec" in got.json()["error"]["what"]
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("error", "status"), [(QueryTimeout(Text("a", "a")), 503), (StoreError(Text("b", "b")), 500)]
)
def test_failures_of_the_engine_have_their_status(error: Exception, status: int) -> None:
    """A limit is worth a retry, a broken store is not."""
    got = told(HttpRequest(params=(("query", ASK),)), error)
    assert (got.status, "retry-after" in got.headers) == (status, status == 503)


def test_an_address_without_parameters_describes_the_service(client: httpx.Client) -> None:
    """The service description is Turtle whose endpoint is the address that was asked."""
    got = client.get("/sparql")
    said = {
        (quad.predicate.value.rsplit("#")[-1], str(quad.object))
        for quad in ox.parse(got.content, format=ox.RdfFormat.TURTLE, base_iri="http://server/sparql")
    }
    assert ("endpoint", "<http://server/sparql>") in said
    assert ("supportedLanguage", "<http://www.w3.org/ns/sparql-service-description#SPARQL11Query>") in said


def test_any_page_may_read_but_never_with_credentials(client: httpx.Client) -> None:
    """CORS: open for reading, no credentials, preflight answered."""
    got = client.get("/sparql", params={"query": ASK}, headers={"origin": "https://elsewhere.example"})
    assert got.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in got.headers
    preflight = client.options(
        "/sparql", headers={"origin": "https://e.example", "access-control-request-method": "POST"}
    )
    assert (preflight.status_code, preflight.headers["access-control-allow-methods"]) == (204, "GET, POST")


def test_an_answer_names_its_generation(client: httpx.Client) -> None:
    """An answer can be repeated: it says which generation gave it."""
    assert client.get("/sparql", params={"query": ASK}).headers["dww-generation"] == "1"


def test_blank_nodes_of_a_graph_become_iris_that_can_be_asked_about() -> None:
    """Skolem IRIs under /.well-known/genid/, one for each blank node."""
    triples = (
        Triple(Iri("_:x"), Iri("http://e/p"), Iri("_:y")),
        Triple(Iri("_:y"), Iri("http://e/p"), Literal("1")),
    )
    got = told(
        HttpRequest(params=(("query", ASK),), accept="application/n-triples"),
        Result("construct", triples=triples),
    )
    assert got.text.count("/.well-known/genid/y>") == 2


def test_json_reason_holds_four_parts() -> None:
    """The JSON form of a refusal has the same parts as the text."""
    got = told(HttpRequest(params=(("nope", "1"),), accept="application/json"))
    assert set(json.loads(got.body)["error"]) == {"what", "where", "expected", "do"}
