"""Backward from a date: the latest moment at which each piece of work may start and still be in time for it.

>>> from datetime import datetime
>>> from planner.plan.entities import Dependency, Initiative, Portfolio
>>> from planner.plan.values import Duration
>>> week = Duration.parse("1w")
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     Initiative(id="a", code="A", name="a", duration=week), Initiative(id="b", code="B", name="b", duration=week),
...     Dependency(id="d", predecessor_id="a", successor_id="b"))
>>> safe = latest_safe_start(plan, "b", datetime(2027, 2, 5, 23, 59))
>>> [(row.id, f"{row.latest_start:%d %b}", row.slack_days) for row in safe.rows]
[('a', '25 Jan', 15.0), ('b', '01 Feb', 15.0)]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.plan.snapshot import Plan, per_plan
from planner.schedule import records as field
from planner.schedule.codes import COMPLETE, STARTED
from planner.schedule.network import Activity
from planner.schedule.reasons import OutOfTimeError, known
from planner.schedule.records import FAR, NONE
from planner.schedule.relative import Relative, relative_to
from planner.worktime.ticks import TICKS_PER_MINUTE


@dataclass(frozen=True, slots=True)
class SafeRow:
    """Work that leads to the target: when it must start and finish, and by how much it is ahead of that.

    `slack_minutes` is working time (negative: too late already), also in the portfolio's days. Work under way
    has its actual start as the latest.
    """

    id: str
    latest_start: datetime
    latest_finish: datetime
    early_start: datetime
    early_finish: datetime
    slack_minutes: int
    slack_days: float
    started: bool


@dataclass(frozen=True, slots=True)
class SafeStart:
    """What a target date demands: `rows` of all unfinished work that leads to the target, by latest start.

    `latest_start` is the target's own (a summary's: of its first part), None where it is finished or has no dates.
    `feasible` says that nothing is too late yet.
    """

    target_id: str
    by: datetime
    latest_start: datetime | None
    feasible: bool
    rows: tuple[SafeRow, ...]


@per_plan
def latest_safe_start(plan: Plan, target_id: str, by: datetime) -> SafeStart:
    """Return by when each piece of work must start for an initiative or launch to be done by a date.

    NotFoundError if there is no such work.
    """
    found = list(safe_rows(plan, relative_to(plan, target_id, by)))
    rows = sorted((row for row, _ in found), key=lambda row: (row.latest_start, row.latest_finish, row.id))
    own = (row.latest_start for row, inside in found if inside)
    feasible = all(row.slack_minutes >= 0 for row in rows)
    return SafeStart(target_id, by, min(own, default=None), feasible, tuple(rows))


def safe_rows(plan: Plan, relative: Relative) -> Iterator[tuple[SafeRow, bool]]:
    """Yield the unfinished work that leads to a target, and whether it is the target or a part of it."""
    trace, n = relative.trace, relative.trace.n
    per_day = plan.portfolio.minutes_per_day
    for activity, v in trace.node.items():
        open_ = n[v + field.MODE] != COMPLETE and n[v + field.EARLY_FINISH] < FAR
        if not open_ or not NONE < n[v + field.LATE_FINISH] < FAR or trace.ids[activity] not in plan.works:
            continue
        try:
            latest_start, latest_finish, early_start, early_finish = (known(n[v + at]) for at in _DATES)
        except OutOfTimeError:
            continue
        slack = int(n[v + field.TOTAL_FLOAT] / TICKS_PER_MINUTE)
        row = SafeRow(
            trace.ids[activity], latest_start, latest_finish, early_start, early_finish,
            slack, slack / per_day, n[v + field.MODE] == STARTED,
        )  # fmt: skip
        yield row, _within(trace.network.activities, activity, relative.target)


_DATES = (field.LATE_START, field.LATE_FINISH, field.EARLY_START, field.EARLY_FINISH)


def _within(activities: Sequence[Activity], activity: int | None, target: int) -> bool:
    """Whether an activity is the target or a part of it."""
    seen: set[int] = set()
    while activity is not None and activity not in seen:
        if activity == target:
            return True
        seen.add(activity)
        activity = activities[activity].parent
    return False
