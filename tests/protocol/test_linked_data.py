"""Addresses of things: data for machines, documents for people, and the headers around both."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from dww_graph.http import health
from dww_graph.http.middleware import ReaderLanguage, SecurityHeaders, page_policy
from dww_graph.http.routes import routes
from dww_graph.http.served import Served
from dww_graph.workers import Limits, WorkerPool

ClientOf = Callable[[ASGIApp], httpx.Client]
CARD = "/id/handelingskennis/kaarten-vb1"
EVIL = "/doc/bron/kwaad"


class Tags(HTMLParser):
    """Collects the tags of a page, and every attribute value by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember one tag."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("*/*", ox.RdfFormat.TURTLE),
    ],
)
def test_a_thing_comes_as_data_with_what_refers_to_it(
    client: httpx.Client, accept: str, format_: ox.RdfFormat
) -> None:
    """The description holds the statements of the element and the card that points at it."""
    got = client.get("/id/element/a5-4", headers={"accept": accept})
    subjects = {str(quad.subject) for quad in ox.parse(got.content, format=format_)}
    assert got.status_code == 200
    assert subjects == {
        "<https://w3id.org/dww/id/element/a5-4>",
        "<https://w3id.org/dww/id/handelingskennis/kaarten-vb1>",
    }


def test_people_are_sent_to_the_document(client: httpx.Client) -> None:
    """303 See Other to /doc, by a relative address that also works behind a proxy."""
    got = client.get(CARD, headers={"accept": "text/html,*/*;q=0.8"})
    assert (got.status_code, got.headers["location"]) == (303, "../../doc/handelingskennis/kaarten-vb1")


@pytest.mark.parametrize(
    "path", ["/id/element/zz-9", "/id/Element/a5-4", "/id/element/a5%22", "/id/element/%3E%20x"]
)
def test_what_is_not_there_is_a_friendly_404(client: httpx.Client, path: str) -> None:
    """Text for machines, a page with a way out for people; the address is not echoed as HTML."""
    assert client.get(path, headers={"accept": "text/turtle"}).status_code == 404
    page = client.get(path, headers={"accept": "text/html"})
    assert page.status_code == 404
    assert "<h1>Dit staat er niet</h1>" in page.text and "href='../../?lang=nl'" in page.text


def test_a_form_that_is_not_offered_is_406(client: httpx.Client) -> None:
    """The refusal lists what there is."""
    got = client.get(CARD, headers={"accept": "image/png"})
    assert got.status_code == 406 and "text/turtle" in got.text


def test_a_document_says_everything_in_plain_html(client: httpx.Client) -> None:
    """Title, kind, badge, links with labels, source, citation, link to the data; no script."""
    page = client.get(CARD.replace("/id/", "/doc/")).text
    assert "<h1>Wat vaststaat en wat niet</h1>" in page
    assert "Illustratief: dit is een bedacht voorbeeld" in page
    assert "geeft vorm aan" in page and ">Samen beslissen</a>" in page
    assert "kaarten.csv (rij 14; illustratief)" in page
    assert "generatie 0001 (2026-11-23), https://w3id.org/dww/id/handelingskennis/kaarten-vb1" in page
    assert "type='text/turtle' href='../../id/handelingskennis/kaarten-vb1'" in page
    assert "script" not in Tags(page).tags


def test_a_document_speaks_the_readers_language(client: httpx.Client) -> None:
    """?lang= and Accept-Language both choose; the page says in which language it is."""
    path = "/doc/element/a5-4"
    for page in (client.get(f"{path}?lang=en"), client.get(path, headers={"accept-language": "en-GB"})):
        assert "<html lang='en'>" in page.text and "<h1>Deciding together</h1>" in page.text
        assert "What refers to this" in page.text and "shapes" in page.text
    assert "<html lang='nl'>" in client.get(path).text


def test_nothing_in_the_data_becomes_markup(client: httpx.Client) -> None:
    """A title, texts and IRIs that try to break out stay text; only http(s) becomes a link."""
    page = client.get(EVIL).text
    found = Tags(page)
    assert "script" not in found.tags and "img" not in found.tags and "b" not in found.tags
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    targets = [value for name, value in found.attributes if name == "href"]
    assert not [target for target in targets if target.startswith("javascript")]
    assert "https://example.org/a'b" in targets


def test_a_document_runs_no_script_by_policy(client: httpx.Client) -> None:
    """Its own policy is stricter than that of the explorer, and is the only one sent."""
    policies = client.get(CARD.replace("/id/", "/doc/")).headers.get_list("content-security-policy")
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; style-src 'sha256-")


@pytest.mark.parametrize("path", ["/sparql", "/healthz", CARD, EVIL, "/nowhere"])
def test_every_answer_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    """CSP, nosniff, frame, referrer, also on errors."""
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_health_tells_generation_and_size(client: httpx.Client) -> None:
    """The figures a monitor wants."""
    told = client.get("/healthz").json()
    assert (told["status"], told["generation"]) == ("ok", 1)
    assert told["triples"] > 10 and told["version"]


def test_without_a_graph_everything_says_so(tmp_path: Path, pool: WorkerPool, client_of: ClientOf) -> None:
    """503 with the command that helps, on every route; never a stack trace."""
    app = Starlette(routes=routes(Served(tmp_path), pool, Limits()))
    with client_of(app) as client:
        assert client.get("/healthz").json()["status"] == "unavailable"
        for path in ("/sparql?query=ASK%7B%7D", CARD, "/doc/element/a5-4", "/.well-known/void"):
            got = client.get(path)
            assert got.status_code == 503 and "nog geen graaf" in got.text


def test_a_new_generation_is_served_without_a_restart(home: Path) -> None:
    """The snapshot is kept as long as the pointer stands still."""
    served = Served(home)
    assert served.now() is served.now()
    assert health.answer(served).status == 200


def test_void_describes_the_data_set(client: httpx.Client) -> None:
    """Size, endpoint, vocabularies; addresses resolve against the address asked."""
    got = client.get("/.well-known/void")
    quads = list(ox.parse(got.content, format=ox.RdfFormat.TURTLE, base_iri="http://server/.well-known/void"))
    said = {(quad.predicate.value.rsplit("#")[-1], str(quad.object)) for quad in quads}
    assert ("sparqlEndpoint", "<http://server/sparql>") in said
    assert any("illustratieve" in value for name, value in said if name.endswith("description"))


def explorer_like() -> Starlette:
    """A page as Streamlit serves it, behind our layers."""

    async def page(_request: object) -> HTMLResponse:
        return HTMLResponse('<!DOCTYPE html>\n<html lang="en">\n<script>x=1</script>', headers={"etag": "e"})

    return Starlette(routes=[Route("/kaart", page), Route("/doc/x", page)])


@pytest.mark.parametrize(
    ("path", "cookie", "lang"),
    [
        ("/kaart", "", "nl"),
        ("/kaart?lang=en", "", "en"),
        ("/kaart", "a=b; lang=en", "en"),
        ("/kaart?lang=x%22", "", "nl"),
    ],
)
def test_the_page_says_the_readers_language(client_of: ClientOf, path: str, cookie: str, lang: str) -> None:
    """`<html lang>` follows address and cookie, and the stamp of the unchanged page is gone."""
    client = client_of(ReaderLanguage(explorer_like()))
    got = client.get(path, headers={"accept": "text/html", "cookie": cookie, "accept-encoding": "gzip"})
    assert f'<html lang="{lang}">' in got.text
    assert "etag" not in got.headers and int(got.headers["content-length"]) == len(got.content)


@pytest.mark.parametrize(("path", "accept"), [("/doc/x", "text/html"), ("/kaart", "application/json")])
def test_other_answers_pass_untouched(client_of: ClientOf, path: str, accept: str) -> None:
    """Only a page that a browser asks for is rewritten."""
    got = client_of(ReaderLanguage(explorer_like())).get(path, headers={"accept": accept})
    assert '<html lang="en">' in got.text and got.headers["etag"] == "e"


def test_the_policy_names_the_inline_scripts_by_hash(client_of: ClientOf) -> None:
    """No 'unsafe-inline' for scripts: the one inline script of the page is allowed by its hash."""
    policy = page_policy("<script>x=1</script><script src='a.js'></script>")
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert (
        scripts.count("'sha256-") == 1
        and "unsafe-inline" not in scripts
        and "unsafe-eval" not in scripts.replace("wasm-unsafe-eval", "")
    )
    got = client_of(SecurityHeaders(explorer_like(), policy)).get("/kaart")
    assert got.headers["content-security-policy"] == policy
