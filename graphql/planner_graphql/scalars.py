"""Scalars: dates, local instants, durations, and JSON that may be bytes made before.

Input keeps what was said: a bare date where an instant is asked for stays a date, because only the field
knows whether it means the first or the last minute of that day.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NewType

import orjson
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from planner.plan.values import Duration

DateTime = NewType("DateTime", datetime)
Json = NewType("Json", object)
BARE_DATE = len("2026-12-18")


def parse_day(given: object) -> date:
    """Return the day that ISO text names; GraphQLError for anything else."""
    try:
        return date.fromisoformat(given)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise GraphQLError(f"{_shown(given)} is not a date; write 2026-12-18.") from None


def parse_local(given: object) -> date:
    """Return the local instant that ISO text names, or the day if it names no time; GraphQLError otherwise."""
    try:
        text: str = given  # type: ignore[assignment]
        if len(text) == BARE_DATE:
            return date.fromisoformat(text)
        instant = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise GraphQLError(f"{_shown(given)} is not a date; write 2026-12-18 or 2026-12-18T17:00.") from None
    if instant.tzinfo is not None:
        raise GraphQLError(f"{_shown(given)} has an offset; write local time of the portfolio, 2026-12-18T17:00.")
    return instant


def parse_instant(given: object) -> datetime:
    """Return the UTC instant that ISO text with an offset names; GraphQLError otherwise."""
    try:
        instant = datetime.fromisoformat(given)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise GraphQLError(f"{_shown(given)} is not an instant; write 2026-12-18T17:00:00Z.") from None
    if instant.tzinfo is None:
        raise GraphQLError(f"{_shown(given)} has no offset; write 2026-12-18T17:00:00Z.")
    return instant.astimezone(UTC)


def parse_duration(given: object) -> Duration:
    """Return the duration that text says; GraphQLError otherwise."""
    try:
        return Duration.parse(given)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        message = f"{_shown(given)} is not a duration; write a number and a unit, such as 3w, 2d, 4h or 5ed."
        raise GraphQLError(message) from None


def _shown(given: object) -> str:
    text = repr(given)
    return text if len(text) <= 80 else text[:77] + "..."


def frame(value: object) -> orjson.Fragment:
    """Return a value as JSON that is encoded once and copied into every response."""
    return orjson.Fragment(orjson.dumps(value))


def _iso(value: date) -> str:
    return value.isoformat()


def _utc(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _as_is(value: object) -> object:
    return value


def _scalar(
    name: str, description: str, serialize: Callable[..., object], parse: Callable[[object], object]
) -> ScalarDefinition:
    return ScalarDefinition(
        name=name,
        description=description,
        specified_by_url=None,
        serialize=serialize,
        parse_value=parse,
        parse_literal=None,
    )


SCALARS: dict[object, ScalarDefinition] = {
    date: _scalar("Date", "A day, as ISO text: 2026-12-18.", _iso, parse_day),
    datetime: _scalar(
        "LocalDateTime",
        "An instant in the portfolio's own time zone, as ISO text without offset: 2026-12-18T17:00. Input may be a "
        "bare date, which means the first minute of that day for a start and the last for a finish.",
        _iso,
        parse_local,
    ),
    DateTime: _scalar(
        "DateTime", "An instant in UTC, as ISO text with offset: 2026-12-18T17:00:00Z.", _utc, parse_instant
    ),
    Duration: _scalar(
        "Duration",
        "An amount of time in the unit in which it was said: 3w, 2d, 4h, 1mo; elapsed 5ed; a share 50%.",
        str,
        parse_duration,
    ),
    Json: _scalar("JSON", "Any JSON value.", _as_is, _as_is),
}
"""Scalars by the Python type that stands for them."""

NAMED_SCALARS: dict[str, object] = {
    "Date": date,
    "LocalDateTime": datetime,
    "DateTime": DateTime,
    "Duration": Duration,
    "JSON": Json,
}
"""The same Python types by GraphQL name."""
