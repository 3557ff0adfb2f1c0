"""The query gate: nothing reaches out, nothing writes, nothing crashes; and ordinary questions pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pyoxigraph as ox
import pytest

from dww_graph.errors import QueryRefused
from dww_graph.guard.query import MAX_BLOCKS, MAX_BYTES, MAX_DEPTH, MAX_OPERATORS, check_query

U = "http://127.0.0.1:9/x"
EX = "PREFIX ex: <http://e/> PREFIX : <http://127.0.0.1:9/> "
BODY = "{ ?s ?p ?o }"

OUTWARD = {
    "plain": f"SELECT * {{ SERVICE <{U}> {BODY} }}",
    "lower case": f"SELECT * {{ service <{U}> {BODY} }}",
    "silent": f"SELECT * {{ SERVICE SILENT <{U}> {BODY} }}",
    "no space": f"SELECT * {{SERVICE<{U}>{BODY}}}",
    "silent without space": f"SELECT * {{SERVICESILENT<{U}>{BODY}}}",
    "prefixed name as endpoint": f"{EX} SELECT * {{SERVICE:x {BODY}}}",
    "silent and prefixed name": f"{EX} SELECT * {{SERVICE SILENT:x{BODY}}}",
    "escaped name as endpoint": f"{EX} SELECT * {{SERVICESILENT ex:a\\-b{BODY}}}",
    "twenty times in one name": f"{EX} ASK {{ ?s ?p ex:a{'.serviceX' * 20} }}",
    "combining sign in the endpoint": f"{EX} SELECT * {{SERVICE:x\u0300{BODY}}}",
    "middle dot in the endpoint": f"{EX} SELECT * {{SERVICESILENT:x\u00b7.\u203f{BODY}}}",
    "combining sign in a prefix": f"PREFIX e\u0300: <http://e/> SELECT * {{SERVICESILENT e\u0300:x{BODY}}}",
    "word glued to a prefix": f"PREFIX SERVICEe: <http://e/> SELECT * {{ SERVICEe:x{BODY} }}",
    "variable as endpoint": f"SELECT * {{ BIND(<{U}> AS ?x) SERVICE?x{BODY} }}",
    "a comment in between": f"SELECT * {{ SERVICE # hi\n <{U}> # there\n {BODY} }}",
    "in EXISTS": f"ASK {{ FILTER EXISTS {{ SERVICE <{U}> {BODY} }} }}",
    "in a sub-select": f"SELECT * {{ {{ SELECT * {{ SERVICE <{U}> {BODY} }} }} }}",
    "in OPTIONAL": f"SELECT * {{ OPTIONAL {{ SERVICE <{U}> {BODY} }} }}",
    "after a dot": f"SELECT * {{ ?a ?b ?v.SERVICE <{U}> {BODY} }}",
    "after a number": f"SELECT * {{ ?a ?b 1SERVICE <{U}> {BODY} }}",
    "after true": f"SELECT * {{ ?a ?b trueSERVICE <{U}> {BODY} }}",
    "after a name with dots": f"{EX} SELECT * {{ ?a ?b ex:a.b.SERVICE <{U}> {BODY} }}",
    "after a language tag": f'SELECT * {{ ?a ?b "x"@en.SERVICE <{U}> {BODY} }}',
    "after a blank node": f"SELECT * {{ _:a ?b _:b.SERVICE <{U}> {BODY} }}",
    "escape of one letter": f"SELECT * {{ \\u0053ERVICE <{U}> {BODY} }}",
    "escape of every letter": f"SELECT * {{ \\u0053\\u0045\\u0052\\U00000056\\u0049\\u0043\\u0045 <{U}> {BODY} }}",
    "escape of an escape": f"SELECT * {{ \\u005Cu0053ERVICE <{U}> {BODY} }}",
    "escape ends a comment": f"SELECT * {{ # \\u000A SERVICE <{U}> {BODY}\n}}",
    "escape ends a string": f'SELECT * {{ ?a ?b "x\\u0022. SERVICE <{U}> {BODY} #"\n}}',
    "escape after a pair": f"SELECT * {{ # \\\\\\u000A SERVICE <{U}> {BODY}\n}}",
    "less-than read as an IRI": f"SELECT * {{ ?a ?p ?b FILTER(?a<?b)SERVICE?x#>\n{BODY} }}",
    "less-than hides a quote": f"SELECT * {{ ?a ?p ?b FILTER(?a<'>')SERVICE<{U}>{BODY}FILTER(?b='') }}",
    "less-than hides a long string": f'SELECT * {{ ?a ?p ?b FILTER(?a<?b#>"""\n)SERVICE <{U}>{BODY}#"""\n}}',
    "escaped hash in a name": f"{EX} SELECT * {{ ?a ?p ex:a\\#b . SERVICE <{U}> {BODY}\n}}",
    "escaped quote in a name": f"{EX} SELECT * {{ ?a ?p ex:a\\'b . SERVICE <{U}> {BODY} ?a ?p ex:a\\'b }}",
    "behind a triple term": f"SELECT * {{ ?a ?b <<( ?c ?d ?e )>> SERVICE <{U}> {BODY} }}",
}
WRITING = {
    "load": f"LOAD <{U}>",
    "load silent into": f"LOAD SILENT <{U}> INTO GRAPH <http://e/g>",
    "load by escape": f"\\u004COAD <{U}>",
    "load after a comment": f"# a question\nLOAD <{U}>",
    "insert data": "INSERT DATA { <http://e/a> <http://e/b> 1 }",
    "insert where": "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "with": "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "clear": "CLEAR ALL",
    "drop": "PREFIX ex: <http://e/> DROP GRAPH ex:g",
    "create": "CREATE GRAPH <http://e/g>",
    "add": "ADD DEFAULT TO <http://e/g>",
    "move": "MOVE DEFAULT TO <http://e/g>",
    "copy": "COPY DEFAULT TO <http://e/g>",
    "after a query": f"ASK {{}} ; LOAD <{U}>",
}
CHOOSING = {
    "from": "SELECT * FROM <http://e/g> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "from by escape": "SELECT * \\u0046ROM <http://e/g> { ?s ?p ?o }",
}
HARMLESS = {
    "in a string": 'SELECT * { ?s ?p "SERVICE <http://e/> { }" }',
    "in a single-quoted string": "SELECT * { ?s ?p 'LOAD <http://e/>' }",
    "in a long string": 'SELECT * { ?s ?p """two "lines"\nSERVICE <http://e/> { }""" }',
    "in an empty string and on": "SELECT * { ?s ?p '' . ?s ?q \"SERVICE\" }",
    "variable": "SELECT ?service ?load WHERE { ?service ?from ?load }",
    "dollar variable": "SELECT $service { $service ?p $update }",
    "prefix": "PREFIX service: <http://e/s#> SELECT * { ?s service:x service:load }",
    "local name": "PREFIX ex: <http://e/> SELECT * { ?s ex:service ex:load ; ex:from ex:insert }",
    "empty prefix": "PREFIX : <http://e/> SELECT * { ?s :service :clear }",
    "IRI": "SELECT * { <http://e/load> <http://e/service/1> <http://e/x?service=<>#from> }".replace(
        "=<>", "="
    ),
    "IRI with a quote": "SELECT * { ?s ?p <http://e/it's> . ?s ?q 'SERVICE' }",
    "IRI without slashes": "SELECT * { ?s ?p <urn:service:load> }",
    "comment": "SELECT * { ?s ?p ?o } # SERVICE <http://e/> { } LOAD FROM",
    "blank node": "SELECT * { _:service ?p _:load }",
    "language tag": 'SELECT * { ?s ?p "dienst"@nl-x-service }',
    "graph": "PREFIX ex: <http://e/> SELECT * { GRAPH ex:service { ?s ?p ?o } }",
    "comparison": "SELECT * { ?s ?p ?o FILTER(?o<3 && ?o>1 || ?o<=?s) }",
    "triple term": "SELECT * { ?s ?p <<( <http://e/service> <http://e/p> ?o )>> }",
    "escape in a string": 'SELECT * { ?s ?p "caf\\u00e9" }',
    "replace and add words": 'SELECT (REPLACE("move", "copy", "with") AS ?add) { }',
    "thousand values": "SELECT * { VALUES ?x { " + "<http://e/a> " * 1000 + "} ?x ?p ?o }",
    "list of in": "SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join(map(str, range(1000))) + ")) }",
}
FORMS: dict[str, Callable[[int], str]] = {
    "braces": lambda n: "ASK " + "{" * n + "}" * n,
    "parentheses": lambda n: "ASK { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "blank nodes": lambda n: "ASK { ?s ?p " + "[ ?p " * n + "1" + "]" * n + " }",
    "lists": lambda n: "ASK { ?s ?p " + "(" * n + "1" + ")" * n + " }",
    "triple terms": lambda n: "ASK { ?s ?p " + "<<( ?a ?b " * n + "1" + " )>>" * n + " }",
    "exists": lambda n: "ASK " + "{ FILTER EXISTS " * n + "{}" + "}" * n,
    "or": lambda n: "ASK { FILTER(1" + "||1" * n + ") }",
    "plus": lambda n: "ASK { FILTER(1" + "+1" * n + ") }",
    "not": lambda n: "ASK { FILTER(" + "!" * n + "1) }",
    "path": lambda n: "ASK { ?s <http://e/p>" + "/<http://e/p>" * n + " ?o }",
    "union": lambda n: "ASK { {}" + "UNION{}" * n + " }",
    "optional": lambda n: "ASK { " + "OPTIONAL{?s ?p ?o}" * n + " }",
    "bind": lambda n: "ASK { " + "".join(f"BIND(1 AS ?x{i})" for i in range(n)) + " }",
}


@pytest.fixture(scope="module")
def trap() -> Iterator[tuple[str, list[str]]]:
    """A server that notes who calls: its address, and the calls."""
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(self.path)
            self.send_response(500)
            self.end_headers()

        do_GET = do_POST  # noqa: N815 - the name that the server looks up

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x", calls
    server.shutdown()
    server.server_close()


def verdict(query: str) -> str:
    """The first clause of the refusal, or nothing when the query passes."""
    try:
        check_query(query)
    except QueryRefused as refused:
        return refused.what.nl.split(":", maxsplit=1)[0]
    return ""


@pytest.mark.parametrize("name", OUTWARD)
def test_service_is_refused_in_every_disguise(name: str) -> None:
    """Thirty-six ways to write SERVICE; each is refused with its place and both languages."""
    with pytest.raises(QueryRefused, match="SERVICE") as caught:
        check_query(OUTWARD[name])
    line, column = map(int, caught.value.where.split(":"))
    assert line >= 1
    assert column >= 1
    assert "SERVICE" in caught.value.what.nl
    assert caught.value.do.nl
    assert caught.value.expected.en


@pytest.mark.parametrize("prefix", ["e" * 129, "e-" * 80, "e." * 20_000 + "e"])
@pytest.mark.parametrize("before", ["SERVICE ", "SERVICESILENT ", "SERVICE", "?a ?b ex:a.SERVICE "])
def test_an_endless_prefix_is_no_way_around(before: str, prefix: str) -> None:
    """A prefix that the gate does not read to its end is refused, also where only the engine would see SERVICE."""
    with pytest.raises(QueryRefused):
        check_query(f"{EX} SELECT * {{ {before}{prefix}:x{BODY} }}")


@pytest.mark.parametrize("name", WRITING)
def test_updates_are_refused(name: str) -> None:
    """Every update operation is refused, also in an escape and after a query."""
    with pytest.raises(QueryRefused, match="read-only"):
        check_query(WRITING[name])


@pytest.mark.parametrize("name", CHOOSING)
def test_from_is_refused_with_the_reason(name: str) -> None:
    """There is one default graph; FROM says so instead of giving an empty answer."""
    with pytest.raises(QueryRefused, match="FROM"):
        check_query(CHOOSING[name])


@pytest.mark.parametrize("name", HARMLESS)
def test_lookalikes_pass_the_gate_and_the_engine(name: str) -> None:
    """What only looks forbidden is let through, and is valid SPARQL."""
    check_query(HARMLESS[name])
    ox.Store().query(HARMLESS[name])


def test_the_disguises_are_real(trap: tuple[str, list[str]]) -> None:
    """Without the gate several disguises do call out: the vectors are no straw men."""
    address, calls = trap
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://e/a"), ox.NamedNode("http://e/b"), ox.Literal("x")))
    for name in ("plain", "silent without space", "prefixed name as endpoint", "in EXISTS", "after a dot"):
        before = len(calls)
        query = OUTWARD[name].replace(U, address).replace("http://127.0.0.1:9/", address.removesuffix("x"))
        try:
            found = store.query(query)
            assert isinstance(found, ox.QueryBoolean) or list(found) is not None
        except OSError:
            pass
        assert len(calls) > before, name


@pytest.mark.parametrize("depth", [10**2, 10**3, 10**4, 10**5])
@pytest.mark.parametrize("form", FORMS)
def test_bombs_are_refused_or_small(form: str, depth: int) -> None:
    """Thirteen forms of nesting and chaining: from 1,000 on all are refused; 100 is let through or refused, never a crash."""
    query = FORMS[form](depth)
    if depth > MAX_OPERATORS:
        with pytest.raises(QueryRefused):
            check_query(query)
        return
    assert verdict(query) in ("", "De vraag is te ingewikkeld")


@pytest.mark.parametrize(
    ("form", "limit"),
    [
        ("braces", MAX_DEPTH),
        ("parentheses", MAX_DEPTH - 2),
        ("plus", MAX_OPERATORS),
        ("not", MAX_OPERATORS),
        ("union", MAX_BLOCKS // 2 - 1),
    ],
)
def test_each_limit_is_where_it_is_said_to_be(form: str, limit: int) -> None:
    """The last allowed one passes, one more is refused."""
    check_query(FORMS[form](limit))
    with pytest.raises(QueryRefused, match="too complex"):
        check_query(FORMS[form](limit + 1))


def test_brackets_in_strings_iris_and_comments_do_not_count() -> None:
    """Only brackets of the query itself nest."""
    check_query('ASK { ?s ?p "' + "{([" * 500 + '" } #' + "{" * 500)


def test_closing_brackets_give_room_back() -> None:
    """Many shallow groups are not deep."""
    check_query("ASK { FILTER(" + "+".join(["(1)"] * 300) + " = 300) }")


def test_length_counts_bytes() -> None:
    """The limit is on bytes of UTF-8, inclusive."""
    check_query("ASK {} #" + "x" * (MAX_BYTES - 8))
    with pytest.raises(QueryRefused, match="too long"):
        check_query("ASK {} #" + "é" * (MAX_BYTES // 2))


@pytest.mark.parametrize("text", ["", " \n\t", "ASK { ?s ?p '\ud800' }"])
def test_nothing_and_broken_text_are_refused(text: str) -> None:
    """An empty query and half a surrogate pair have their own message."""
    with pytest.raises(QueryRefused):
        check_query(text)


def test_the_place_counts_lines_and_columns_from_one() -> None:
    """`where` points at the word itself."""
    with pytest.raises(QueryRefused) as caught:
        check_query("SELECT *\n{\n  SERVICE <http://e/> {} }")
    assert caught.value.where == "3:3"


@pytest.mark.parametrize(
    "text",
    [
        "\\u005C" * 8 + "u0041",
        "'" * 60_000,
        '"""' + 'x""' * 20_000,
        "<" * 60_000,
        "a-" * 30_000,
        "<a" * 30_000,
        "\\" * 60_000,
    ],
)
def test_hostile_text_ends_in_an_answer(text: str) -> None:
    """Text made to make the reader itself slow or lost: it comes to a verdict about the text."""
    assert verdict(text).startswith(("De vraag ", "")) is True
