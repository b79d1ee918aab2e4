"""What a request may use: the store, the clock, new ids, and who asks. Nothing of it is global."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from planner.plan.snapshot import Plan
from planner_graphql.definitions import Info

if TYPE_CHECKING:
    from planner.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    """The world outside one request.

    ``clock`` returns the present instant (UTC, aware); ``author`` is who asks, recorded with each change;
    ``development`` opens introspection and the query page.
    """

    store: "Store"
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    author: str
    development: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request: its services, and the head of the plan when it began, which all its reads see."""

    services: Services
    plan: Plan


def request_of(info: Info) -> Request:
    """Return the request that a field is resolved for."""
    request: Request = info.context
    return request
