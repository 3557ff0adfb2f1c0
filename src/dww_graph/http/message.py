"""Requests and answers as plain values, and the choice of media type and language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dww_graph.errors import DwwError, Lang

PUBLIC: Final[Mapping[str, str]] = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "retry-after, dww-generation",
    "cache-control": "no-cache",
    "vary": "accept, accept-language",
}
"""Headers of everything that any page on the web may read: the public ring, never with credentials."""

_QUALITY = re.compile(r";\s*q\s*=\s*([0-9.]+)")


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """What a pure function needs of a request. `params` are those of the address, in order, without the language.

    `address` is the whole address as a reader may hand it on, with the language; `day` the day of the request (UTC).
    """

    method: str = "GET"
    params: tuple[tuple[str, str], ...] = ()
    accept: str = "*/*"
    content_type: str = ""
    body: bytes = b""
    lang: Lang = "nl"
    address: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """Status, headers (names in lower case) and body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def negotiate(accept: str, offers: Sequence[str]) -> str | None:
    """Return the offer that an Accept header likes best (the first of equals), or None when it takes none of them."""
    wanted = [_weighed(part) for part in (accept or "*/*").split(",") if part.strip()]
    best, quality = None, 0.0
    for offer in offers:
        liked = _liked(offer, wanted)
        if liked > quality:
            best, quality = offer, liked
    return best


def _weighed(part: str) -> tuple[str, float]:
    quality = _QUALITY.search(part)
    try:
        return part.split(";", maxsplit=1)[0].strip().lower(), float(quality[1]) if quality else 1.0
    except ValueError:
        return part.split(";", maxsplit=1)[0].strip().lower(), 0.0


def _liked(offer: str, wanted: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that covers an offer, 0 when none does."""
    for range_ in (offer, offer.split("/", maxsplit=1)[0] + "/*", "*/*"):
        found = [quality for name, quality in wanted if name == range_]
        if found:
            return max(found)
    return 0.0


def choose_language(asked: str, remembered: str, accept_language: str) -> Lang:
    """Return the reader's language: asked in the address, remembered in a cookie, or liked by the browser; else Dutch."""
    for said in (asked, remembered):
        if said in ("nl", "en"):
            return "en" if said == "en" else "nl"
    weighed = [(name.split("-")[0], quality) for name, quality in map(_weighed, accept_language.split(","))]
    liked = {name: quality for name, quality in reversed(weighed) if name in ("nl", "en")}
    return "en" if liked.get("en", 0.0) > liked.get("nl", 0.0) else "nl"


def plain(status: int, text: str, headers: Mapping[str, str] | None = None) -> HttpAnswer:
    """Return an answer in plain text."""
    return HttpAnswer(
        status, {**PUBLIC, **(headers or {}), "content-type": "text/plain; charset=utf-8"}, text.encode()
    )


def failure(
    status: int, error: DwwError, request: HttpRequest, headers: Mapping[str, str] | None = None
) -> HttpAnswer:
    """Tell a failure with its reason: as JSON to whoever asks for JSON, else as text."""
    if negotiate(request.accept, ("text/plain", "application/json", "application/sparql-results+json")) in (
        None,
        "text/plain",
    ):
        return plain(status, error.tell(request.lang) + "\n", headers)
    told = {"what": error.what, "expected": error.expected, "do": error.do}
    said = {name: text.in_(request.lang) for name, text in told.items()} | {"where": error.where}
    body = json.dumps({"error": said}, ensure_ascii=False).encode()
    return HttpAnswer(status, {**PUBLIC, **(headers or {}), "content-type": "application/json"}, body)
