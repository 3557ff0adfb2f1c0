"""Signing in leads back to the page where somebody pressed the button; Streamlit itself leads to the start page.

The browser tells from which page a sign-in starts (`Referer`). That page is kept in a cookie for as long as a sign-in takes, and
put in the place of the start page when the identity provider sends the browser back. Only a page of this server is kept and
followed, never another address, whoever wrote the cookie or the link.
"""

from __future__ import annotations

import re
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlsplit

from dww_graph.http.middleware import App, Headers, Message, Receive, Scope, Send

COOKIE: Final = "dww_terug"
MINUTES: Final = 10
LONGEST: Final = 2000
_LOGIN: Final = "/auth/login"
_BACK: Final = "/oauth2callback"
_PAGE: Final = re.compile(r"/(?![/\\]|auth/|oauth2callback)[!$&'()*+,\-./0-9:=?@A-Z_a-z~%]*")
"""A page of this server: one slash first, no step of a sign-in, and only what may stand in both a cookie and an address."""


class WayBack:
    """Remembers the page at the start of a sign-in, and leads back to it at the end."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add the cookie to the one answer and change the address of the other."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path.endswith(_LOGIN):
            kept = page_before(scope["headers"])
            added = [(b"set-cookie", _cookie(kept, MINUTES * 60, scope["scheme"]))] if kept else []
        elif path.endswith(_BACK):
            kept = remembered(scope["headers"])
            added = [(b"set-cookie", _cookie("", 0, scope["scheme"]))] if kept else []
        else:
            await self._app(scope, receive, send)
            return

        async def led(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (302, 303, 307):
                headers = _led_to(kept, message["headers"]) if path.endswith(_BACK) else message["headers"]
                message = {**message, "headers": [*headers, *added]}
            await send(message)

        await self._app(scope, receive, led)


def page_before(headers: Headers) -> str:
    """Return the page of this server from which a request came, as path and query; "" when it came from elsewhere."""
    said = dict(headers)
    address, host = said.get(b"referer", b"").decode("latin-1"), said.get(b"host", b"").decode("latin-1")
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return own_page(parts._replace(scheme="", netloc="", fragment="").geturl()) if host and parts.netloc == host else ""


def own_page(address: str) -> str:
    """Return an address when it is surely a page of this server, "" otherwise."""
    return address if len(address) <= LONGEST and _PAGE.fullmatch(address) else ""


def remembered(headers: Headers) -> str:
    """Return the page that the cookie of a request names, "" when there is none or it is no page of this server."""
    said = "; ".join(value.decode("latin-1") for name, value in headers if name == b"cookie")
    try:
        found = SimpleCookie(said).get(COOKIE)
    except CookieError:
        return ""
    return own_page(found.value) if found else ""


def _led_to(page: str, headers: Headers) -> Headers:
    return [(name, page.encode() if page and name.lower() == b"location" else value) for name, value in headers]


def _cookie(page: str, seconds: int, scheme: str) -> bytes:
    secure = "; Secure" if scheme == "https" else ""
    return f"{COOKIE}={page}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}".encode()
