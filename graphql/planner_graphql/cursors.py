"""Cursors and pages: a cursor is the sort key of its item, so a page stays right while the list changes.

>>> order = (Sort("code"),)
>>> text = write_cursor(order, [[0, "pol-101"], "a"])
>>> read_cursor(order, text)
[[0, 'pol-101'], 'a']
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson

from planner_graphql.ordering import Key, Sort, comparable
from planner_graphql.refusals import MalformedCursorError, PageSizeError

LARGEST_PAGE = 200
DEFAULT_PAGE = 50

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list a client asks for; None: not said."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def size(self) -> tuple[int, bool]:
        """Return how many items, and whether from the end; PageSizeError if that makes no sense."""
        if self.first is not None and self.last is not None:
            raise PageSizeError("A page has either a first or a last.", LARGEST_PAGE)
        asked = self.last if self.last is not None else self.first if self.first is not None else DEFAULT_PAGE
        if not 0 <= asked <= LARGEST_PAGE:
            raise PageSizeError(f"A page of {asked} items is not possible.", LARGEST_PAGE)
        return asked, self.last is not None


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """The items of one page with their cursors, whether there are others before and after, and how to count all."""

    items: Sequence[T]
    cursors: Callable[[T], str]
    has_previous: bool
    has_next: bool
    count: Callable[[], int]


def write_cursor(order: Sequence[Sort], key: Sequence[Any]) -> str:
    """Return the cursor of an item with this sort key."""
    return urlsafe_b64encode(orjson.dumps([_signature(order), *key])).decode()


def read_cursor(order: Sequence[Sort], text: str) -> list[Any]:
    """Return the sort key that a cursor of this order carries; MalformedCursorError for anything else."""
    try:
        key: list[Any]
        signature, *key = orjson.loads(urlsafe_b64decode(text.encode()))
        pairs = [(gone in (0, 1), value) for gone, value in key[:-1]]
    except (ValueError, TypeError):
        raise MalformedCursorError from None
    well_formed = all(known for known, _ in pairs) and len(pairs) == len(order) and isinstance(key[-1], str)
    if signature != _signature(order) or not well_formed:
        raise MalformedCursorError
    return key


def _signature(order: Sequence[Sort]) -> str:
    return ",".join(("-" if sort.descending else "") + sort.name for sort in order)


def page(items: Sequence[T], order: Sequence[Sort], key: Callable[[T], list[Any]], window: Window) -> Slice[T]:
    """Return the part of a list, sorted by ``key``, that a window shows."""
    size, from_end = window.size()

    def position(item: T) -> Key:
        return comparable(order, key(item))

    def given(cursor: str) -> Key:
        return comparable(order, read_cursor(order, cursor))

    after, before = window.after, window.before
    try:
        low = bisect_right(items, given(after), key=position) if after is not None else 0
        high = bisect_left(items, given(before), key=position) if before is not None else len(items)
    except TypeError:
        raise MalformedCursorError from None
    high = max(low, high)
    start, end = (max(low, high - size), high) if from_end else (low, min(high, low + size))
    return Slice(
        items[start:end], lambda item: write_cursor(order, key(item)), start > 0, end < len(items), items.__len__
    )
