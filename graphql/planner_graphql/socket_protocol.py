"""Subscriptions over a WebSocket, in the protocol graphql-transport-ws.

Strawberry's handler keeps the protocol: greetings, pings, one answer stream per operation, their ends. What an
operation gives is this API's own, with the same limits and the same hiding of errors as over HTTP.

A browser lets any page open a WebSocket anywhere, so pages of other origins are refused here.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import timedelta
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLSchema
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived, NonTextMessageReceived
from strawberry.http.websocket_origin import is_same_origin
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.types.execution import ExecutionResult, PreExecutionError
from strawberry.types.unset import UNSET

from planner_graphql.documents import Documents
from planner_graphql.execution import events
from planner_graphql.limits import Limits
from planner_graphql.masking import public_error
from planner_graphql.parameters import ParameterError, checked
from planner_graphql.services import Services

OPERATIONS = 20
"""Subscriptions that one socket may have at a time."""

GREETING = timedelta(seconds=10)
"""How long a client may take to introduce itself."""

TOO_BIG = 1009
UNSPOKEN = 4406
FOREIGN = 4403


async def converse(
    socket: WebSocket, schema: GraphQLSchema, documents: Documents, services: Services, limits: Limits
) -> None:
    """Serve one WebSocket until either side ends it."""
    origin = socket.headers.get("origin")
    if origin is not None and not is_same_origin(origin, socket.headers.get("host")):
        await socket.close(FOREIGN)
        return
    if GRAPHQL_TRANSPORT_WS_PROTOCOL not in socket.scope.get("subprotocols", ()):
        await socket.close(UNSPOKEN)
        return
    await socket.accept(GRAPHQL_TRANSPORT_WS_PROTOCOL)
    view: Any = _View()
    stream: Any = _Operations(schema, documents, services, limits)
    await _Handler(view, _Messages(socket, limits), None, None, stream, GREETING, OPERATIONS).handle()


class _Operations:
    """What Strawberry's handler asks of a schema: the stream of answers to an operation."""

    def __init__(self, schema: GraphQLSchema, documents: Documents, services: Services, limits: Limits) -> None:
        self._schema = schema
        self._documents = documents
        self._services = services
        self._limits = limits

    async def stream(
        self, query: object, *, variable_values: object, operation_name: object, **_: object
    ) -> AsyncGenerator[ExecutionResult, None]:
        """Return the answers to an operation; to one that cannot be executed, its errors."""
        return self._answers({"query": query, "variables": variable_values, "operationName": operation_name})

    async def _answers(self, given: Mapping[str, Any]) -> AsyncGenerator[ExecutionResult, None]:
        try:
            parameters = checked(given)
        except ParameterError as error:
            yield PreExecutionError(None, [public_error(GraphQLError(error.message))])
            return
        document = self._documents.read(parameters.query)
        async with aclosing(events(self._schema, document, parameters, self._services, self._limits)) as found:
            async for data, errors in found:
                refused = data is None and all(error.path is None for error in errors)
                yield (PreExecutionError if refused else ExecutionResult)(data, errors or None)


class _View:
    """What Strawberry's handler asks of a view."""

    async def on_ws_connect(self, context: object) -> object:
        """Greet every client alike."""
        return UNSET


class _Messages(ASGIWebSocketAdapter):
    """The messages of a socket as JSON, none larger than a body may be over HTTP."""

    def __init__(self, socket: WebSocket, limits: Limits) -> None:
        self.ws = socket
        self._limits = limits

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        """Yield what the client says until it or the server goes."""
        try:
            while self.ws.application_state is not WebSocketState.DISCONNECTED:
                text = await self.ws.receive_text()
                if len(text) > self._limits.body:
                    await self.close(TOO_BIG, f"A message is larger than {self._limits.body} bytes")
                    return
                yield orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise NonJsonMessageReceived from error
        except KeyError as error:
            raise NonTextMessageReceived from error
        except WebSocketDisconnect:
            return

    async def send_json(self, message: Mapping[str, object]) -> None:
        """Send a message, unless the client has gone: then the next receipt says so."""
        if self.ws.application_state is WebSocketState.CONNECTED:
            try:
                await self.ws.send_text(orjson.dumps(message, option=orjson.OPT_NON_STR_KEYS).decode())
            except WebSocketDisconnect:
                return

    async def close(self, code: int, reason: str) -> None:
        """End the conversation, saying why; the frame has room for 123 bytes."""
        if self.ws.application_state is WebSocketState.CONNECTED:
            await self.ws.close(code, reason.encode()[:120].decode(errors="ignore"))


class _Handler(BaseGraphQLTransportWSHandler[None, None]):
    """The protocol, deaf to messages of the wrong shape."""

    async def handle_message(self, message: Any) -> None:
        """Act on a message, or close if it is none of the protocol."""
        if _is_message(message):
            await super().handle_message(message)
        else:
            await self.handle_invalid_message("Failed to parse message")


def _is_message(given: Any) -> bool:
    if not isinstance(given, dict) or not isinstance(given.get("type"), str):
        return False
    if given["type"] in ("subscribe", "complete") and not isinstance(given.get("id"), str):
        return False
    return given["type"] != "subscribe" or isinstance(given.get("payload"), dict)
