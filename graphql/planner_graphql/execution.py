"""One request answered: understood, limited, executed, and its errors made fit to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
)

from planner_graphql.documents import Document
from planner_graphql.limits import Limits, cost, refused
from planner_graphql.masking import public_errors
from planner_graphql.parameters import Parameters
from planner_graphql.quick_execution import QuickExecutor
from planner_graphql.services import Request


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


def answer(
    schema: GraphQLSchema, document: Document, parameters: Parameters, request: Request, limits: Limits
) -> Result:
    """Return the answer to an operation of a valid document."""
    operation = document.operation(parameters.operation_name)
    if document.tree is None or operation is None:
        name = parameters.operation_name
        problem = f"There is no operation {name!r}." if name else "Name the operation to run, with operationName."
        return request_errors([GraphQLError(problem)])
    worth = cost(schema, document.tree, operation, parameters.variables)
    if worth > limits.cost:
        return request_errors([refused("a cost of", worth, limits.cost)])
    result = execute_sync(
        schema,
        document.tree,
        root_value=request.plan,
        context_value=request,
        variable_values=dict(parameters.variables),
        operation_name=parameters.operation_name,
        executor_class=QuickExecutor,
        hide_suggestions=not request.services.development,
    )
    return _shown(result)


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
