"""After signing in one comes back at the page where one was, and never at an address of somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from tests.protocol.conftest import TestClient

from dww_graph.http import sign_in
from dww_graph.http.sign_in import COOKIE, WayBack, own_page

HOST = "http://localhost:8501"
PAGE = "/inname?deel=codes&lang=en"
FOREIGN = (
    "https://elders.example/", "//elders.example", "/\\elders.example", "\\/elders.example", "/%0d\r\nset-cookie: a=b",
    "javascript:a",
    "elders.example", "", "/\t/elders.example", "/x y", "/x;y", '/x"y', "/auth/logout", "/oauth2callback?code=1",
    "/" + "a" * 3000,
)  # fmt: skip


async def _provider(_request: Request) -> Response:
    return RedirectResponse("https://aanmelden.example/authorize", 302)


async def _signed(_request: Request) -> Response:
    return RedirectResponse("/", 302, {"set-cookie": "_streamlit_user=ondertekend"})


async def _page(_request: Request) -> Response:
    return PlainTextResponse("page")


@pytest.fixture(params=["", "/basis"])
def under(request: pytest.FixtureRequest) -> str:
    """The path under which the server stands."""
    return str(request.param)


def browser(under: str, base: str = HOST) -> httpx.Client:
    """A client of a server that signs in as Streamlit does, which keeps its cookies and follows nothing."""
    routes = [Route(f"{under}/auth/login", _provider), Route(f"{under}/oauth2callback", _signed), Route(f"{under}/inname", _page)]
    app = Starlette(routes=routes, middleware=[Middleware(WayBack)])
    return TestClient(app, base_url=base, follow_redirects=False)


def cookies(answer: httpx.Response) -> list[str]:
    """Give the cookies that an answer sets, ours only."""
    return [said for said in answer.headers.get_list("set-cookie") if said.startswith(COOKIE)]


def came_back(client: httpx.Client, under: str, headers: Mapping[str, str] | None = None) -> str:
    """Give where one is led when the identity provider is done."""
    return str(client.get(f"{under}/oauth2callback?code=1", headers=headers or {}).headers["location"])


@pytest.mark.check(38)
def test_the_page_where_somebody_signs_in_is_where_one_comes_back_once(under: str) -> None:
    client = browser(under)
    started = client.get(f"{under}/auth/login", headers={"referer": HOST + under + PAGE})
    assert started.headers["location"] == "https://aanmelden.example/authorize"
    assert cookies(started) == [f"{COOKIE}={under}{PAGE}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"]
    ended = client.get(f"{under}/oauth2callback?code=1")
    assert ended.headers["location"] == under + PAGE
    assert ended.headers.get_list("set-cookie")[0] == "_streamlit_user=ondertekend"
    assert "Max-Age=0" in cookies(ended)[0]
    assert came_back(client, under) == "/"


@pytest.mark.parametrize("referer", ["", "https://elders.example/inname", "http://localhost:8501.elders.example/x", "http://[",
                                     HOST,
                                     "http://localhost@elders.example/", f"{HOST}//elders.example/"])  # fmt: skip
def test_a_sign_in_that_starts_elsewhere_is_led_to_the_start_page(referer: str, under: str) -> None:
    client = browser(under)
    assert not cookies(client.get(f"{under}/auth/login", headers={"referer": referer}))
    assert came_back(client, under) == "/"


@pytest.mark.check(38)
@pytest.mark.parametrize("address", FOREIGN)
def test_no_cookie_leads_to_another_address(address: str, under: str) -> None:
    assert own_page(address) == ""
    written = SimpleCookie({COOKIE: address})[COOKIE].OutputString()
    assert came_back(browser(under), under, {"cookie": written}) == "/"


def test_over_tls_the_cookie_is_for_tls_only() -> None:
    client = browser("", "https://dww.example")
    started = client.get("/auth/login", headers={"referer": f"https://dww.example{PAGE}"})
    assert cookies(started)[0].endswith("; Secure")


def test_other_pages_and_answers_without_a_redirect_are_left_alone() -> None:
    got = browser("").get("/inname", headers={"referer": HOST + PAGE, "cookie": f"{COOKIE}={PAGE}"})
    assert (got.text, "set-cookie" in got.headers) == ("page", False)


def test_streamlit_still_signs_in_at_these_addresses() -> None:
    folder = Path(streamlit.__file__).parent / "web" / "server" / "starlette"
    words = (folder / "starlette_auth_routes.py").read_text(encoding="utf-8")
    assert all(f'"{address[1:]}"' in words for address in (sign_in._LOGIN, sign_in._BACK))
