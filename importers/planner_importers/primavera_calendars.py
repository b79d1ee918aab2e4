"""Calendars of a Primavera XER file: the nested text of clndr_data with days of the week, shifts and exceptions.

Days count from Sunday (1); a day without shifts is off. Exceptions name their day as a serial number of days since
30 December 1899, and their shifts if they work.

>>> week, days = parsed("(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|08:00|f|16:00)())))))"
...                     "(0||Exceptions()((0||0(d|46388)())))))")
>>> week[0], week[1], [(str(day.first), day.hours) for day in days]
('08:00-16:00', '', [('2027-01-01', '')])
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from planner.plan.entities import CalendarException
from planner.plan.entities.worktime import OFFICE_WEEK, hours_problem

EPOCH = date(1899, 12, 30)
_TOKENS = re.compile(r"[()]|[^()]+")
_DAY = re.compile(r"\d+\|\|([1-7])$")
_SHIFT = re.compile(r"([sf])\|\s*(\d{1,2}):(\d{2})\s*([AaPp][Mm])?")
_SERIAL = re.compile(r"(?:^|\|)d\|(\d+)")

Node = Sequence["str | Node"]


def parsed(text: str) -> tuple[tuple[str, ...], tuple[CalendarException, ...]]:
    """Return the week from Monday to Sunday and the exceptions in order; office hours where no day is named.

    Raises ValueError where shifts cannot be read.
    """
    tree = _tree(text.replace("\x7f", ""))
    week: list[str] | None = None
    exceptions: list[CalendarException] = []
    for node in _nodes(tree):
        head = _head(node)
        if head.endswith("DaysOfWeek"):
            week = _week(node)
        elif head.endswith("Exceptions"):
            exceptions += _exceptions(node)
    return tuple(week or OFFICE_WEEK), tuple(sorted(exceptions, key=lambda item: item.first))


def _tree(text: str) -> Node:
    root: list[object] = []
    open_nodes = [root]
    for token in _TOKENS.findall(text):
        if token == "(":  # noqa: S105
            node: list[object] = []
            open_nodes[-1].append(node)
            open_nodes.append(node)
        elif token == ")":  # noqa: S105
            if len(open_nodes) > 1:
                open_nodes.pop()
        elif token.strip():
            open_nodes[-1].append(token.strip())
    return root  # type: ignore[return-value]


def _nodes(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes in it, in order."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(item for item in reversed(current) if not isinstance(item, str))


def _head(node: Node) -> str:
    return node[0] if node and isinstance(node[0], str) else ""


def _week(section: Node) -> list[str]:
    """Return the hours of the days; shifts, which lie deeper, are numbered as days are."""
    week = [""] * 7
    for part in section:
        for node in part if not isinstance(part, str) else ():
            match = _DAY.search(_head(node)) if not isinstance(node, str) else None
            if match and not isinstance(node, str):
                week[(int(match[1]) - 2) % 7] = _hours(node)
    return week


def _exceptions(section: Node) -> Iterator[CalendarException]:
    for node in _nodes(section):
        serial = next((_SERIAL.search(_head(item)) for item in node if not isinstance(item, str) and _head(item)), None)
        if serial:
            day = EPOCH + timedelta(days=min(int(serial[1]), 2_900_000))
            yield CalendarException(first=day, last=day, hours=_hours(node))


def _hours(node: Node) -> str:
    """Return the shifts in a node, those that run to midnight as ending at 24:00."""
    periods = []
    for item in _nodes(node):
        times = {match[1]: _clock(match) for text in item if isinstance(text, str) for match in _SHIFT.finditer(text)}
        if len(times) == 2:
            end = "24:00" if times["f"] == "00:00" else times["f"]
            periods.append(f"{times['s']}-{end}")
    hours = " ".join(sorted(set(periods)))
    if problem := hours_problem(hours):
        raise ValueError(problem)
    return hours


def _clock(match: re.Match[str]) -> str:
    hour = int(match[2])
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "pm" else 0)
    return f"{hour:02d}:{match[3]}"
