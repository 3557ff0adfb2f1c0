"""Two layers around the whole server: security headers, and the language that a page says it is in.

Both are plain ASGI: they look at the messages that pass and keep no state of a request outside the call.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import re
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NOT_A_PAGE: Final = (
    "/static/",
    "/_stcore/",
    "/media/",
    "/component/",
    "/app/static/",
    "/letters/",
    "/doc/",
    "/id/",
    "/sparql",
)
_LANGUAGES: Final = ("nl", "en")


def page_policy(index: str) -> str:
    """Return the content security policy of the explorer: its own files, and the inline scripts of its one HTML page."""
    hashes = [hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(index)]
    allowed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in hashes)
    parts = (
        "default-src 'self'",
        f"script-src 'self' blob: 'wasm-unsafe-eval' {allowed}".rstrip(),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
    return "; ".join(parts)


def streamlit_index() -> str:
    """Return the HTML page that Streamlit ships, without importing Streamlit; empty when it is not installed."""
    found = importlib.util.find_spec("streamlit")
    path = Path(found.origin).parent / "static" / "index.html" if found and found.origin else None
    return path.read_text(encoding="utf-8") if path and path.is_file() else ""


class SecurityHeaders:
    """Adds the security headers to every answer; an answer that brings its own keeps it."""

    def __init__(self, app: App, policy: str) -> None:
        self._app = app
        self._headers: Headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"SAMEORIGIN"),
            (b"referrer-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add headers to the start of the answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                added = [(name, value) for name, value in self._headers if name not in own]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class ReaderLanguage:
    """Writes the reader's language in `<html lang>` of the explorer's page, which says English to everybody (WCAG 3.1.1)."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the first part of an HTML page; everything else passes untouched."""
        if not _is_page(scope):
            await self._app(scope, receive, send)
            return
        lang, html = page_language(scope), False

        async def rewritten(message: Message) -> None:
            nonlocal html
            if message["type"] == "http.response.start":
                html = _is_plain_html(message["headers"])
                message = {**message, "headers": _without_stamps(message["headers"])} if html else message
            elif html:
                message = {
                    **message,
                    "body": message.get("body", b"").replace(b'<html lang="en"', lang_tag(lang), 1),
                }
            await send(message)

        # The page is small and comes gzipped on some addresses: ask for it plain, and whole, so that it can be rewritten.
        asked = [(name, value) for name, value in scope["headers"] if name not in _ASKED_PLAIN]
        await self._app({**scope, "headers": asked}, receive, rewritten)


_ASKED_PLAIN: Final = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
_STAMPS: Final = (b"etag", b"last-modified")


def page_language(scope: Scope) -> str:
    """Return the language of the page: asked in the address, remembered in the cookie `lang`, else Dutch."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    cookies = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1").split(";")
    remembered = next(
        (pair.split("=", 1)[1] for pair in map(str.strip, cookies) if pair.startswith("lang=")), ""
    )
    return next((lang for lang in (asked, remembered) if lang in _LANGUAGES), "nl")


def lang_tag(lang: str) -> bytes:
    """Return the start of the tag; of the same length for every language, so that Content-Length stays true."""
    return f'<html lang="{lang}"'.encode()


def _is_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["path"].startswith(_NOT_A_PAGE):
        return False
    return b"text/html" in dict(scope["headers"]).get(b"accept", b"")


def _is_plain_html(headers: Headers) -> bool:
    said = {name.lower(): value for name, value in headers}
    return said.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in said


def _without_stamps(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in _STAMPS]
