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
    return [dict(public_error(error).formatted) for error in errors]


def public_error(error: GraphQLError) -> GraphQLError:
    """Return an error as it may be shown: with the message, place, path and extensions that are for clients."""
    cause = _cause(error)
    if not isinstance(cause, PlannerError) and _is_of_the_client(error):
        return _shown(error, error.message, {"code": "BAD_REQUEST", **(error.extensions or {})})
    return _shown(error, *_public(cause or error, error.path))


def public_failure(failure: Exception) -> GraphQLError:
    """Return what broke an answer off, as it may be shown."""
    message, extensions = _public(failure, None)
    return GraphQLError(message, extensions=extensions)


def _public(cause: BaseException, path: object) -> tuple[str, dict[str, Any]]:
    """Return the message and extensions for what went wrong; they tell nothing that was not written for clients."""
    if isinstance(cause, PlannerError):
        return cause.message, {"code": cause.code} | ({"hint": cause.hint} if cause.hint else {})
    log.error("A field could not be answered: %s", path, exc_info=cause)
    return HIDDEN, {"code": "INTERNAL"}


def _shown(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(message, error.nodes, error.source, error.positions, error.path, extensions=extensions)


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
