"""Streamlit's address for uploads takes a file into memory: only from who can be a curator, and no larger than the maximum."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.web.server.starlette import starlette_server_config

from dww_graph import rights
from dww_graph.http import uploads
from dww_graph.http.routes import middleware
from dww_graph.http.uploads import UploadGate

ROOT = Path(__file__).resolve().parents[2]
PLACE = "/_stcore/upload_file/session/file"
HERE, FAR = "127.0.0.1", "192.168.1.4"
COOKIE = {"cookie": f"lang=nl; {uploads.SIGNED_IN}=ondertekend"}
LIST = {rights.PEOPLE: "redactie-1=abc-123"}
CURATOR = {rights.LOCAL: "1"}
REAL_APP = """
import asyncio
from app import app
seen = []
async def main():
    async def receive():
        raise AssertionError("the body was read")
    async def send(message):
        seen.append(message)
    scope = {"type": "http", "method": "PUT", "path": "%s", "raw_path": b"", "query_string": b"", "root_path": "",
             "scheme": "http", "http_version": "1.1", "headers": [(b"host", b"localhost:8501")],
             "client": ("192.168.1.4", 5), "server": ("localhost", 8501)}
    await app(scope, receive, send)
asyncio.run(main())
print(seen[0]["status"], seen[1]["body"].decode())
""" % PLACE  # noqa: UP031 braces are Python's here


class Server:
    """A server behind the gate that remembers the bytes of what it was given."""

    def __init__(self, can_sign_in: bool) -> None:
        self.taken: list[int] = []
        layers = [*middleware(), Middleware(UploadGate, can_sign_in=lambda: can_sign_in, megabytes=lambda: 1)]
        paths = (PLACE, "/basis" + PLACE, "/inname", "/_stcore/health")
        taking = [Route(path, self._take, methods=["PUT", "DELETE", "GET"]) for path in paths]
        self.app = Starlette(routes=taking, middleware=layers)

    async def _take(self, request: Request) -> PlainTextResponse:
        self.taken.append(len(await request.body()))
        return PlainTextResponse("taken")

    async def ask(
        self, address: str, headers: Mapping[str, str], path: str = PLACE, method: str = "PUT", **more: Any
    ) -> httpx.Response:
        """Send one request from an address."""
        transport = httpx.ASGITransport(self.app, client=(address, 5))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8501") as client:
            return await client.request(method, path, headers=dict(headers), **more)


def put(said: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, address: str, headers: Mapping[str, str] | None = None,
        provider: bool = False, **more: Any) -> tuple[httpx.Response, list[int]]:
    """Send one request to a server that was started with these words in its environment."""
    for name in (rights.LOCAL, rights.PEOPLE):
        monkeypatch.setenv(name, said.get(name, ""))
    server = Server(provider)
    return anyio.run(lambda: server.ask(address, headers or {}, **more)), server.taken


@pytest.mark.parametrize("path", [PLACE, "/basis" + PLACE])
@pytest.mark.parametrize("address", [HERE, FAR])
@pytest.mark.parametrize("said, provider", [({}, False), ({}, True), (LIST, False)])
def test_a_server_without_curators_takes_no_file_of_anybody(
    monkeypatch: pytest.MonkeyPatch, said: Mapping[str, str], provider: bool, address: str, path: str
) -> None:
    """Not by a cookie that somebody made up either: a list without a provider, or a provider without a list, is no way in."""
    answer, taken = put(said, monkeypatch, address, COOKIE, provider, path=path, content=b"x" * 1000)
    assert (answer.status_code, taken) == (403, [])
    assert answer.headers["content-type"] == "text/plain; charset=utf-8" and "content-security-policy" in answer.headers
    assert answer.text == "Bestanden aanbieden kan hier alleen een beheerder.\nOnly a curator may offer files here.\n"


def test_in_curator_mode_the_own_machine_may_offer_and_take_back(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, taken = put(CURATOR, monkeypatch, HERE, content=b"x" * 1000)
    assert (answer.status_code, taken) == (200, [1000])
    assert put(CURATOR, monkeypatch, "::1", method="DELETE")[0].status_code == 200


@pytest.mark.parametrize("address, headers", [
    (FAR, {}), ("8.8.8.8", {}), ("", {}), (FAR, COOKIE),
    (HERE, {"host": "kennis.voorbeeld.nl"}), (HERE, {"X-Forwarded-For": HERE}), (HERE, {"Via": "1.1 proxy"}),
    (HERE, {"X-Real-IP": HERE}), (HERE, {"Forwarded": "for=127.0.0.1"}),
])
def test_in_curator_mode_no_other_machine_no_other_name_and_no_proxy(
    monkeypatch: pytest.MonkeyPatch, address: str, headers: Mapping[str, str]
) -> None:
    answer, taken = put(CURATOR, monkeypatch, address, headers, content=b"x")
    assert (answer.status_code, taken) == (403, [])


def test_with_an_identity_provider_who_signed_in_reaches_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, taken = put(LIST, monkeypatch, FAR, {**COOKIE, "X-Forwarded-For": "8.8.8.8"}, provider=True, content=b"xyz")
    assert (answer.status_code, taken) == (200, [3])


@pytest.mark.parametrize("cookie", [
    "", "lang=nl", "_streamlit_user_tokens=x", "_streamlit_user=", "x=_streamlit_user=y", "x_streamlit_user=y",
])
def test_with_an_identity_provider_who_did_not_sign_in_is_refused(monkeypatch: pytest.MonkeyPatch, cookie: str) -> None:
    for address in (HERE, FAR):
        answer, taken = put(LIST, monkeypatch, address, {"cookie": cookie}, provider=True, content=b"xyz")
        assert (answer.status_code, taken) == (403, [])


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 1024 * 1024
    answer, taken = put(CURATOR, monkeypatch, HERE, content=b"x" * (most + 1))
    assert (answer.status_code, taken) == (413, [])
    assert answer.text == "Een bestand mag hier hoogstens 1 MB zijn.\nA file may be at most 1 MB here.\n"
    assert put(CURATOR, monkeypatch, HERE, content=b"x" * most)[1] == [most]


@pytest.mark.parametrize("path", ["/inname", "/_stcore/health"])
def test_readers_notice_nothing(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    assert put({}, monkeypatch, FAR, path=path, method="GET")[0].status_code == 200


def test_the_cookie_is_the_one_that_the_installed_streamlit_sets() -> None:
    assert starlette_server_config.USER_COOKIE_NAME == uploads.SIGNED_IN


def test_the_server_as_it_is_started_has_the_gate(home: Path) -> None:
    environment = {**os.environ, "DWW_HOME": str(home), rights.LOCAL: "0", rights.PEOPLE: ""}
    command = [sys.executable, "-c", REAL_APP]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("403 Bestanden aanbieden kan hier alleen een beheerder."), done.stderr[-2000:]
