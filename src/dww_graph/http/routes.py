"""The addresses of the server: the only module that knows Starlette. Each handler wraps a pure function in a thread."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from dww_graph.errors import CouldNotRun
from dww_graph.http import documents, health, linked_data, sparql, trace, void
from dww_graph.http.message import HttpAnswer, HttpRequest, choose_language, failure, plain
from dww_graph.http.middleware import ReaderLanguage, SecurityHeaders, page_policy, streamlit_index
from dww_graph.http.served import Served
from dww_graph.http.sign_in import WayBack
from dww_graph.workers import Limits, Stop, WorkerPool

QUERIES_WAITING = 16
LETTERS = Path(__file__).with_name("letters") / "dww-serif.woff2"
KEPT_LETTERS = {"cache-control": "public, max-age=2592000"}
Handler = Callable[[Request], Awaitable[Response]]


def routes(served: Served, pool: WorkerPool, limits: Limits) -> list[Route]:
    """Return the routes beside the explorer: /sparql, /id, /doc, /.well-known/void, /healthz and /letters."""
    thing = "/{kind}/{key}"
    return [
        Route(
            "/sparql",
            _sparql(served, pool, limits),
            methods=["GET", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"],
        ),
        Route("/id" + thing, _page(served, linked_data.answer)),
        Route("/doc/spoor/{key}", _page(served, trace.answer)),
        Route("/doc" + thing, _page(served, documents.answer)),
        Route("/.well-known/void", _page(served, lambda snapshot, _request: void.answer(snapshot))),
        Route("/healthz", _health(served)),
        Route(f"/letters/{LETTERS.name}", _letters),
    ]


def middleware() -> list[Middleware]:
    """Return the layers around the explorer and the routes, the outermost first."""
    headers = Middleware(SecurityHeaders, policy=page_policy(streamlit_index()))
    return [headers, Middleware(ReaderLanguage), Middleware(WayBack)]


@asynccontextmanager
async def warm_workers(_app: object, pool: WorkerPool) -> AsyncIterator[None]:
    """Have a worker ready before the first query, and end the workers with the server."""
    pool.warm()
    try:
        yield
    finally:
        pool.close()


def _sparql(served: Served, pool: WorkerPool, limits: Limits) -> Handler:
    limiter = anyio.CapacityLimiter(QUERIES_WAITING)

    async def handle(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return _response(plain(413, f"> {sparql.MAX_BODY} bytes\n"))
        asked, stop = _asked(request, body), Stop()
        work = partial(_query, served, pool, limits, asked, stop)
        async with anyio.create_task_group() as group:
            group.start_soon(_stop_when_gone, request, stop)
            answer = await anyio.to_thread.run_sync(work, limiter=limiter)
            group.cancel_scope.cancel()
        return _response(answer)

    return handle


def _query(served: Served, pool: WorkerPool, limits: Limits, asked: HttpRequest, stop: Stop) -> HttpAnswer:
    try:
        snapshot = served.now()
    except CouldNotRun as error:
        return failure(503, error, asked, {"retry-after": str(sparql.RETRY_SECONDS)})
    run = partial(pool.run, snapshot.store_path, limits=limits, stop=stop)
    answer = sparql.answer(asked, run, len(snapshot.store))
    return HttpAnswer(
        answer.status, {**answer.headers, "dww-generation": str(snapshot.generation.number)}, answer.body
    )


async def _stop_when_gone(request: Request, stop: Stop) -> None:
    """Stop the query when its asker has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    stop.cancel()


async def _body(request: Request) -> bytes | None:
    """Read the body, or None when it is larger than any query may be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > sparql.MAX_BODY:
            return None
    return bytes(body)


def _page(served: Served, pure: Callable[..., HttpAnswer]) -> Handler:
    def work(asked: HttpRequest, parts: dict[str, Any]) -> HttpAnswer:
        try:
            return pure(served.now(), *parts.values(), asked)
        except CouldNotRun as error:
            return failure(503, error, asked, {"retry-after": str(sparql.RETRY_SECONDS)})

    async def handle(request: Request) -> Response:
        return _response(await anyio.to_thread.run_sync(work, _asked(request, b""), request.path_params))

    return handle


def _health(served: Served) -> Handler:
    async def handle(_request: Request) -> Response:
        return _response(await anyio.to_thread.run_sync(health.answer, served))

    return handle


async def _letters(_request: Request) -> Response:
    return FileResponse(LETTERS, media_type="font/woff2", headers=KEPT_LETTERS)


def _asked(request: Request, body: bytes) -> HttpRequest:
    said = request.headers
    lang = choose_language(request.query_params.get("lang", ""), "", said.get("accept-language", ""))
    params = tuple((name, value) for name, value in request.query_params.multi_items() if name != "lang")
    address, day = str(request.url.replace(query=f"lang={lang}")), datetime.now(UTC).date().isoformat()
    return HttpRequest(
        request.method, params, said.get("accept", "*/*"), said.get("content-type", ""), body, lang, address, day
    )


def _response(answer: HttpAnswer) -> Response:
    return Response(answer.body, answer.status, dict(answer.headers))
