"""One request answered: understood, limited, executed, and its errors made fit to be shown."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import orjson
from anyio.to_thread import run_sync
from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    create_source_event_stream,
    execute_sync,
)

from planner_graphql.documents import Document
from planner_graphql.limits import Limits, cost, refused
from planner_graphql.masking import public_error, public_errors, public_failure
from planner_graphql.parameters import Parameters
from planner_graphql.quick_execution import QuickExecutor
from planner_graphql.services import Request, Services

ELSEWHERE = {
    True: "Subscriptions are told over a WebSocket at this address, in the protocol graphql-transport-ws.",
    False: "Queries and mutations are answered over HTTP at this address.",
}
"""Where to send an operation instead; True: a subscription."""


@dataclass(frozen=True, slots=True)
class Result:
    """The body of an answer; ``started`` is False where the request itself is at fault, and has no data then."""

    body: bytes
    started: bool
    clean: bool


def is_query(operation: OperationDefinitionNode) -> bool:
    """Return whether an operation only reads."""
    return operation.operation is OperationType.QUERY


def request_errors(errors: Sequence[GraphQLError]) -> Result:
    """Return the answer to a request that cannot be executed."""
    return Result(_encode({"errors": public_errors(errors)}), started=False, clean=False)


def refusal(
    schema: GraphQLSchema, document: Document, parameters: Parameters, limits: Limits, spoken: Sequence[OperationType]
) -> list[GraphQLError]:
    """Return why a document cannot be executed here, where operations of these types can be; empty: it can."""
    if document.errors:
        return list(document.errors)
    operation = document.operation(parameters.operation_name)
    if document.tree is None or operation is None:
        name = parameters.operation_name
        problem = f"There is no operation {name!r}." if name else "Name the operation to run, with operationName."
        return [GraphQLError(problem)]
    if operation.operation not in spoken:
        return [GraphQLError(ELSEWHERE[operation.operation is OperationType.SUBSCRIPTION])]
    worth = cost(schema, document.tree, operation, parameters.variables)
    return [refused("a cost of", worth, limits.cost)] if worth > limits.cost else []


def answer(
    schema: GraphQLSchema, document: Document, parameters: Parameters, request: Request, limits: Limits
) -> Result:
    """Return the answer to a query or mutation."""
    problems = refusal(schema, document, parameters, limits, (OperationType.QUERY, OperationType.MUTATION))
    if problems:
        return request_errors(problems)
    return _shown(_executed(schema, document, parameters, request, request.plan))


async def events(
    schema: GraphQLSchema, document: Document, parameters: Parameters, services: Services, limits: Limits
) -> AsyncGenerator[tuple[dict[str, Any] | None, list[GraphQLError]], None]:
    """Yield (data, errors as they may be shown) for each event of a subscription.

    What cannot be executed gives one answer without data, and ends; so does what breaks off.
    """
    problems = refusal(schema, document, parameters, limits, (OperationType.SUBSCRIPTION,))
    source = problems or _source(schema, document, parameters, services)
    if isinstance(source, list):
        yield None, [public_error(error) for error in source]
        return
    try:
        async with aclosing(source):
            async for event in source:
                request = Request(services, services.store.plan())
                found = await run_sync(_executed, schema, document, parameters, request, event)
                yield found.data, [public_error(error) for error in found.errors or ()]
    except Exception as failure:
        yield None, [public_failure(failure)]


def _source(
    schema: GraphQLSchema, document: Document, parameters: Parameters, services: Services
) -> AsyncGenerator[Any, None] | list[GraphQLError]:
    """Return the events that a subscription is about, or why there are none."""
    assert document.tree is not None
    plan = services.store.plan()
    executor = QuickExecutor.build(
        schema,
        document.tree,
        plan,
        Request(services, plan),
        dict(parameters.variables),
        parameters.operation_name,
        hide_suggestions=not services.development,
    )
    if isinstance(executor, list):
        return executor
    source: Any = create_source_event_stream(executor)
    return list(source.errors or ()) if isinstance(source, ExecutionResult) else source


def _executed(
    schema: GraphQLSchema, document: Document, parameters: Parameters, request: Request, root: object
) -> ExecutionResult:
    assert document.tree is not None
    return execute_sync(
        schema,
        document.tree,
        root_value=root,
        context_value=request,
        variable_values=dict(parameters.variables),
        operation_name=parameters.operation_name,
        executor_class=QuickExecutor,
        hide_suggestions=not request.services.development,
    )


def _shown(result: ExecutionResult) -> Result:
    errors = result.errors or []
    if result.data is None and errors and all(error.path is None for error in errors):
        return request_errors(errors)
    shown: dict[str, Any] = {"data": result.data}
    if errors:
        shown["errors"] = public_errors(errors)
    return Result(_encode(shown), started=True, clean=not errors)


def _encode(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)
