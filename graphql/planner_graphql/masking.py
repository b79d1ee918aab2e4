"""Errors on the way out: what clients can act on goes through, everything else is logged and hidden."""

import logging
from collections.abc import Iterable
from typing import Any

from graphql import GraphQLError

from planner.plan.errors import PlannerError

HIDDEN = "Something went wrong on the server. The cause is in its log."

log = logging.getLogger(__name__)


def public_errors(errors: Iterable[GraphQLError]) -> list[dict[str, Any]]:
    """Return errors as JSON, without anything that was not written for clients."""
    return [_public(error) for error in errors]


def _public(error: GraphQLError) -> dict[str, Any]:
    shown: dict[str, Any] = dict(error.formatted)
    cause = _cause(error)
    if isinstance(cause, PlannerError):
        extensions = {"code": cause.code} | ({"hint": cause.hint} if cause.hint else {})
        return {**shown, "message": cause.message, "extensions": extensions}
    if _is_of_the_client(error):
        return {**shown, "extensions": {"code": "BAD_REQUEST", **(error.extensions or {})}}
    log.error("A field could not be answered: %s", error.path, exc_info=cause or error)
    return {**shown, "message": HIDDEN, "extensions": {"code": "INTERNAL"}}


def _cause(error: GraphQLError) -> BaseException | None:
    """Return the exception that started it, behind any number of wrappings."""
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _is_of_the_client(error: GraphQLError) -> bool:
    """Return whether an error is about the request: its text, its variables or its arguments.

    Such errors have no path yet, or were raised with the node of the request that they are about; what goes
    wrong in a resolver or in making its value ready has a path only.
    """
    if error.path is None:
        return True
    cause = error.original_error
    return isinstance(cause, GraphQLError) and bool(cause.nodes)
