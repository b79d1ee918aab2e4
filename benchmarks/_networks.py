"""Networks to time schedulers on: two shapes, 1.5 links per activity, thirty calendars kept to the minute.

"wide" networks link any activity to one or two of those a little ahead: some dozens of activities deep, however
many there are. "chain" networks are as deep as they are long. Activities last up to eighty hours; a million in a
chain up to eight, so that they still end before the year 9999.

>>> net = network("chain", 1_000)
>>> net.size, len(net.links), len(net.calendars)
(1000, 1498, 30)
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from planner.schedule.network import Activity, Link, LinkKind, Network, Project
from planner.worktime.pattern import DayException, WorkingCalendar, week
from planner.worktime.ticks import minutes, to_ticks

START = datetime(2027, 1, 4, 8)
CALENDARS = 30
SHAPES = ("wide", "chain")
LONGEST = 4_800
"""The longest activity, in working minutes."""


def calendars() -> tuple[WorkingCalendar, ...]:
    """Return thirty calendars of different hours, each with some hundred dated exceptions."""
    made = []
    for i in range(CALENDARS):
        begin = 420 + 10 * (i % 7)
        day = ((begin, begin + 240), (begin + 300, begin + 540))
        off = (DayException(date(2027, 1, 1) + timedelta(days=37 * k + i), f"Holiday {k}") for k in range(100))
        made.append(WorkingCalendar(f"Calendar {i}", week(day), tuple(off)))
    return tuple(made)


def network(shape: str, size: int, seed: int = 7) -> Network:
    """Return a network of one of the SHAPES."""
    chance = random.Random(seed)
    longest = LONGEST // 10 if shape == "chain" and size > 100_000 else LONGEST
    lengths = [chance.randint(1, longest) for _ in range(size)]
    activities = tuple(Activity(duration=minutes(m), calendar=i % CALENDARS) for i, m in enumerate(lengths))
    pairs: dict[tuple[int, int], None] = {}
    for i in range(1, size):
        if shape == "chain":
            pairs[i - 1, i] = None
            if i % 2:
                pairs[max(0, i - chance.randint(2, 20)), i] = None
        else:
            for _ in range(1 + i % 2):
                pairs[chance.randrange(max(0, i - size // 20 - 1), i), i] = None
    links = tuple(Link(a, b, LinkKind.FS) for a, b in pairs if a != b)
    return Network(activities, links, (Project(to_ticks(START)),), calendars())
