"""The parameters of a request over HTTP, checked one by one, and the media type of the answer.

As GraphQL over HTTP asks: bad parameters are errors of the request, with status 400. Text that is no document of the
schema has it only where the client accepts ``application/graphql-response+json``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

GRAPHQL_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"

DEEPEST = 50
"""Levels of objects and lists in the variables of a request."""


class ParameterError(Exception):
    """Parameters that are no GraphQL request."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Parameters:
    """What is asked: text, name of the operation to run in it, and its variables."""

    query: str
    operation_name: str | None
    variables: Mapping[str, Any]


def from_body(body: bytes) -> Parameters:
    """Return the parameters in a JSON body; ParameterError if they are none."""
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise ParameterError("The body is not JSON.") from None
    if not isinstance(given, dict):
        raise ParameterError("The body must be an object with a query; batches are not accepted.")
    return checked(given)


def from_address(given: Mapping[str, str]) -> Parameters:
    """Return the parameters in the address of a GET request; ParameterError if they are none."""
    parameters: dict[str, Any] = dict(given)
    for name in ("variables", "extensions"):
        if parameters.get(name):
            try:
                parameters[name] = orjson.loads(parameters[name])
            except orjson.JSONDecodeError:
                raise ParameterError(f"The parameter {name} is not JSON.") from None
        else:
            parameters[name] = None
    return checked(parameters)


def checked(given: Mapping[str, Any]) -> Parameters:
    """Return parameters that were read from JSON; ParameterError if they are none."""
    query, name, variables = given.get("query"), given.get("operationName"), given.get("variables")
    if not isinstance(query, str) or not query:
        raise ParameterError("The parameter query must be a text.")
    if name is not None and not isinstance(name, str):
        raise ParameterError("The parameter operationName must be a text.")
    if variables is not None and not isinstance(variables, dict):
        raise ParameterError("The parameter variables must be an object.")
    if not _is_shallow(variables):
        raise ParameterError("The parameter variables is nested too deeply.")
    if given.get("extensions") is not None and not isinstance(given["extensions"], dict):
        raise ParameterError("The parameter extensions must be an object.")
    return Parameters(query, name, variables or {})


def _is_shallow(value: object, levels: int = DEEPEST) -> bool:
    """Return whether JSON has at most so many levels, so that whatever walks through it later can."""
    if not isinstance(value, dict | list):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_shallow(item, levels - 1) for item in inner)


def media_type(accept: str) -> str | None:
    """Return the media type to answer with, or None if the client accepts neither.

    >>> media_type(""), media_type("*/*"), media_type("application/graphql-response+json, application/json;q=0.9")
    ('application/json', 'application/json', 'application/graphql-response+json')
    """
    if not accept.strip():
        return PLAIN_JSON
    weights: dict[str, float] = {}
    for part in accept.split(","):
        name, _, options = part.partition(";")
        weights[name.strip().lower()] = _weight(options)
    plain = max((weights.get(name, 0.0) for name in (PLAIN_JSON, "application/*", "*/*")), default=0.0)
    graphql = weights.get(GRAPHQL_JSON, 0.0)
    if graphql > 0 and (graphql >= plain or weights.get(PLAIN_JSON, 0.0) < graphql):
        return GRAPHQL_JSON
    return PLAIN_JSON if plain > 0 else None


def _weight(options: str) -> float:
    for option in options.split(";"):
        name, _, value = option.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
