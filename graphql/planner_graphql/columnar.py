"""Columns for frames: values that repeat as positions in a list of names, days as text, instants as minutes.

>>> coded(["EU", "", "US", "EU"])
{'names': ['EU', 'US'], 'index': [0, -1, 1, 0]}
>>> minute_of(datetime(1970, 1, 2, 8, 30))
1950
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeAlias

Column: TypeAlias = "list[Any] | dict[str, Any]"

EPOCH = date(1970, 1, 1).toordinal()
MINUTES_PER_DAY = 1_440


def minute_of(moment: datetime) -> int:
    """Return the whole minutes from 1 January 1970, 00:00, on the same wall clock."""
    return (moment.toordinal() - EPOCH) * MINUTES_PER_DAY + moment.hour * 60 + moment.minute


def minutes_of(moments: Iterable[datetime | None]) -> list[int | None]:
    """Return instants as minutes; None where there is none."""
    return [None if moment is None else minute_of(moment) for moment in moments]


class _Days(dict[int, str]):
    """ISO text of days by ordinal, written once each: plans have few days and many dates."""

    def __missing__(self, ordinal: int) -> str:
        text = self[ordinal] = date.fromordinal(ordinal).isoformat()
        return text


def days_of(moments: Iterable[date | None]) -> list[str | None]:
    """Return the days of dates or instants as ISO text; None where there is none."""
    known = _Days()
    return [None if moment is None else known[moment.toordinal()] for moment in moments]


def coded(values: Iterable[str]) -> dict[str, Any]:
    """Return texts as positions in the list of the different ones, in order of appearance; -1 for empty."""
    names: dict[str, int] = {}
    index = [names.setdefault(value, len(names)) if value else -1 for value in values]
    return {"names": list(names), "index": index}


def coded_enum(values: Sequence[Enum | None], none: str = "") -> dict[str, Any]:
    """Return values of an enum as positions in the list of the names that occur; -1 for none, unless it has a name.

    They are told apart by identity: each is a single object, and hashing it would take longer than all the rest.
    """
    keys = list(map(id, values))
    found = dict(zip(keys, values, strict=True))
    if not none:
        found.pop(id(None), None)
    at = {key: position for position, key in enumerate(found)}
    at.setdefault(id(None), -1)
    names = [none if value is None else value.name for value in found.values()]
    return {"names": names, "index": list(map(at.__getitem__, keys))}


def coded_lists(values: Iterable[Sequence[str]]) -> dict[str, Any]:
    """Return lists of texts as lists of positions in the list of the different ones."""
    names: dict[str, int] = {}
    index = [tuple([names.setdefault(value, len(names)) for value in some]) if some else () for some in values]
    return {"names": list(names), "index": index}


def named(column: dict[str, Any], labels: Mapping[str, str], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return a coded column of entities with what to call each, and its global id, in place of its own id."""
    keys = column["names"]
    return {"ids": [ids[key] for key in keys], "names": [labels[key] for key in keys], "index": column["index"]}
