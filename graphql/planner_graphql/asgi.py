"""The ASGI application: GraphQL over HTTP at one address.

GET answers queries, POST queries and mutations, and a WebSocket subscriptions. In development the same address shows
browsers a page to try queries on. Answers to queries are kept by revision (see `planner_graphql.answers`).
"""

import logging
from collections.abc import Callable
from hashlib import blake2b

import orjson
from anyio.to_thread import run_sync
from graphql import GraphQLError
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from planner_graphql.answers import WORTH_COMPRESSING, Answer, Answers, etag_of
from planner_graphql.documents import Documents
from planner_graphql.execution import Result, answer, is_query, request_errors
from planner_graphql.explorer import explorer_page
from planner_graphql.limits import LIMITS, Limits
from planner_graphql.masking import HIDDEN
from planner_graphql.parameters import (
    GRAPHQL_JSON,
    PLAIN_JSON,
    ParameterError,
    Parameters,
    from_address,
    from_body,
    media_type,
)
from planner_graphql.schema import build_schema, executable
from planner_graphql.services import Request, Services
from planner_graphql.socket_protocol import converse

MEMORY = 64_000_000
"""Bytes of answers that are kept unless another number is given."""


FAILED = orjson.dumps({"errors": [{"message": HIDDEN, "extensions": {"code": "INTERNAL"}}]})

log = logging.getLogger(__name__)


class GraphQLApp:
    """The API as an ASGI application; ``services_of`` says what a request or socket may use, and in whose name.

    ``memory``: bytes of answers that are kept.
    """

    def __init__(
        self, services_of: Callable[[HTTPConnection], Services], limits: Limits = LIMITS, *, memory: int = MEMORY
    ) -> None:
        schema = build_schema()
        self._schema = executable(schema)
        self._services_of = services_of
        self._limits = limits
        self._documents = {mode: Documents(self._schema, limits, development=mode) for mode in (False, True)}
        self._answers = Answers(memory)
        self._version = blake2b(schema.as_str().encode(), digest_size=8).hexdigest()

    @classmethod
    def fixed(cls, services: Services, limits: Limits = LIMITS, *, memory: int = MEMORY) -> "GraphQLApp":
        """Return the application in which every request uses the same services."""
        return cls(lambda request: services, limits, memory=memory)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request, or tell what is subscribed to over one WebSocket."""
        if scope["type"] == "websocket":
            socket = WebSocket(scope, receive, send)
            services = self._services_of(socket)
            await converse(socket, self._schema, self._documents[services.development], services, self._limits)
            return
        http = HttpRequest(scope, receive)
        try:
            response = await self._respond(http)
        except ClientDisconnect:
            return
        except Exception:
            log.exception("A request could not be answered")
            response = Response(FAILED, 500, {"Cache-Control": "no-store"}, f"{PLAIN_JSON}; charset=utf-8")
        await response(scope, receive, send)

    async def _respond(self, http: HttpRequest) -> Response:
        services = self._services_of(http)
        accept = http.headers.get("accept", "")
        if http.method == "GET" and services.development and "text/html" in accept:
            return explorer_page()
        if http.method not in ("GET", "POST"):
            return Response("Use GET or POST.", 405, {"Allow": "GET, POST"}, "text/plain")
        media = media_type(accept)
        if media is None:
            return Response("The API speaks JSON.", 406, media_type="text/plain")
        if http.method == "POST" and not _is_json(http.headers.get("content-type", "")):
            return Response("Send application/json in UTF-8.", 415, media_type="text/plain")
        try:
            parameters = await self._parameters(http)
        except ParameterError as error:
            return _response(request_errors([GraphQLError(error.message)]), media, 400)
        if parameters is None:
            return Response(f"The body is larger than {self._limits.body} bytes.", 413, media_type="text/plain")
        return await self._answer(http, parameters, services, media)

    async def _parameters(self, http: HttpRequest) -> Parameters | None:
        """Return the parameters, or None if the body is too large."""
        if http.method == "GET":
            return from_address(http.query_params)
        chunks, size = [], 0
        async for chunk in http.stream():
            size += len(chunk)
            if size > self._limits.body:
                return None
            chunks.append(chunk)
        return from_body(b"".join(chunks))

    async def _answer(self, http: HttpRequest, parameters: Parameters, services: Services, media: str) -> Response:
        document = self._documents[services.development].read(parameters.query)
        if document.errors:
            return _response(request_errors(document.errors), media)
        request = Request(services, services.store.plan())
        operation = document.operation(parameters.operation_name)
        if operation is None or not is_query(operation):
            if operation is not None and http.method == "GET":
                return Response("Send mutations with POST.", 405, {"Allow": "POST"}, "text/plain")
            result = await run_sync(answer, self._schema, document, parameters, request, self._limits)
            return _response(result, media)
        scope = f"{services.author} {services.clock().date()}"  # answers about today are kept for today
        etag = etag_of(self._version, request.plan.revision, scope, parameters)
        if http.method == "GET" and etag in http.headers.get("if-none-match", ""):
            return Response(None, 304, _caching(etag))
        kept = self._answers.get(etag)
        if kept is None:
            result = await run_sync(answer, self._schema, document, parameters, request, self._limits)
            if not result.clean:
                return _response(result, media)
            kept = Answer(result.body)
            self._answers.keep(etag, kept)
        return await _kept(kept, etag, media, http.headers.get("accept-encoding", ""))


def _is_json(content_type: str) -> bool:
    name, _, options = content_type.partition(";")
    charset = options.strip().lower().removeprefix("charset=").strip('"')
    return name.strip().lower() == "application/json" and charset in ("", "utf-8", "utf8")


def _caching(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Accept, Accept-Encoding"}


def _response(result: Result, media: str, refused: int | None = None) -> Response:
    """Return the response to what was executed, or refused with this status; None: the one that the media type asks."""
    status = 400 if media == GRAPHQL_JSON and not result.started else 200
    return Response(result.body, refused or status, {"Cache-Control": "no-store"}, f"{media}; charset=utf-8")


async def _kept(kept: Answer, etag: str, media: str, encodings: str) -> Response:
    headers = _caching(etag)
    body = kept.body
    if len(body) >= WORTH_COMPRESSING and "gzip" in encodings:
        body = await run_sync(kept.compressed)
        headers["Content-Encoding"] = "gzip"
    return Response(body, 200, headers, f"{media}; charset=utf-8")
