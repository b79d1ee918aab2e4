"""Networks to simulate: projects of twenty-five tasks, each on the calendar of its team, with links between them.

Projects lie in eight layers, some three years in all, and wait for tasks of the layer before. Four tasks in five wait
only for others of their project, as in a portfolio; with `crossing` every task has another calendar than the
one before it, so that every date has to be carried from calendar to calendar.

>>> net = portfolio(1_000)
>>> net.size, len(net.links), len(net.calendars)
(1000, 1376, 30)
"""

from __future__ import annotations

import random

from benchmarks._networks import CALENDARS, START, calendars
from planner.risk.distributions import Family
from planner.risk.uncertainty import Event, Spread, Uncertainty
from planner.schedule.network import Activity, Link, Network, Project
from planner.worktime.ticks import minutes, to_ticks

TASKS, LAYERS = 25, 8
"""Tasks of a project, and projects that can follow each other."""


def portfolio(size: int, *, crossing: bool = False, seed: int = 7) -> Network:
    """Return a network of so many tasks."""
    chance = random.Random(seed)
    activities = tuple(
        Activity(minutes(480 * chance.randint(1, 10)), calendar=(i if crossing else i // TASKS) % CALENDARS)
        for i in range(size)
    )
    links: dict[tuple[int, int], None] = {}
    layer = max(TASKS, size // LAYERS)
    for i in range(1, size):
        first = i - i % TASKS
        if i > first:
            links[chance.randrange(max(first, i - 4), i), i] = None
        before = first - first % layer
        if i % 2 and before and chance.random() < 0.5:
            links[chance.randrange(before - layer, before), i] = None
        elif i % 2 and i > first:
            links[i - 1, i] = None
    chosen = tuple(Link(a, b) for a, b in links)
    return Network(activities, chosen, (Project(to_ticks(START)),), calendars())


def uncertainty(network: Network, *, seed: int = 8) -> Uncertainty:
    """Return PERT estimates of every task, a cause that all have in common, and ten risks."""
    chance = random.Random(seed)
    spreads = {
        i: Spread(
            round(a.duration * chance.uniform(0.5, 0.95)), a.duration, round(a.duration * chance.uniform(1.1, 2.5)),
            Family.PERT,
        )
        for i, a in enumerate(network.activities)
    }  # fmt: skip
    events = [Event(f"risk:{i}", 0.3, Spread(4_800, 24_000, 96_000)) for i in range(10)]
    return Uncertainty(
        spreads,
        {i: f"duration:{i}" for i in spreads},
        ("cause:market",),
        dict.fromkeys(spreads, ((0, 0.3),)),
        events,
        {i * (network.size // 10): (i,) for i in range(10)},
    )
