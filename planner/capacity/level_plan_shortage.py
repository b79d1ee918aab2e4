"""Shortage: days on which a team, with nothing else to do, has too few people for a piece of work.

Leave and holidays are time off, not a split: also work that nobody may interrupt rests on such days and goes on behind
them, as it does over a weekend. Where nobody at all is there it rests as long as that lasts; where some are, but
fewer than it asks, no longer than `LONGEST` days at a stretch, because a loan or a vacancy is not time off. Work whose
demand rises or falls rests only where nobody is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.capacity.level_plan_demand import FLAT, TINY, Asks, CapacityRows, DayLoads
from planner.capacity.resting import Rests
from planner.capacity.working_days import Array, WorkingDays
from planner.plan.entities import Interruption
from planner.schedule import records as at_
from planner.schedule.codes import FF, SF, WORK
from planner.schedule.network import Constraint
from planner.schedule.plan_calendars import CLOCK
from planner.worktime.ticks import TICKS_PER_DAY, to_ticks

OF_FINISH = (Constraint.FNET, Constraint.FNLT, Constraint.MFO, Constraint.FINISH_ON)
LONGEST = 25
"""Working days in a row for which work rests while some people are there, but too few."""
TRACE = 1e-4
"""People asked for in place of a demand that is not the same every day: it is short where nobody is there."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """Where one piece of work may have to rest: what a whole day of it asks of some rows, (rows, days).

    ``days`` says on which days it rests, (days,): short ones between others.
    """

    rows: tuple[int, ...]
    asked: Array
    days: Array


def may_rest(n: Sequence[int], e: Sequence[int], v: int) -> bool:
    """Whether the work of a node lies on its own calendar alone, and links and dates hold its start, not its finish.

    Only then a day of rest puts the rest of it off by that day.
    """
    return (
        n[v + at_.KIND] == WORK
        and n[v + at_.TRACK_AT] == n[v + at_.TRACK_END]
        and n[v + at_.WORK_CALENDAR] == n[v + at_.CALENDAR_OF] != CLOCK
        and n[v + at_.CONSTRAINT] not in OF_FINISH
        and n[v + at_.SECOND] not in OF_FINISH
        and not any(e[at + at_.LINK_KIND] in (FF, SF) for at in range(n[v + at_.IN_AT], n[v + at_.IN_END], at_.EDGE))
    )


class Shortages:
    """The shortages of one set of capacity rows, from a day on (counted from the first of the rows)."""

    def __init__(self, rows: CapacityRows, loads: DayLoads, since: int) -> None:
        self._free, self._loads, self._since = rows.free, loads, max(since, 0)
        self._origin = rows.days.first.toordinal()
        shares = {calendar: np.diff(loads.coordinate(calendar)) for calendar in set(rows.calendar)}
        share = np.array([shares[calendar] for calendar in rows.calendar]).reshape(rows.free.shape)
        people = np.divide(rows.free, share, out=np.full(share.shape, -np.inf), where=share > 0)[:, self._since :]
        before = np.maximum.accumulate(people, axis=1)
        after = np.maximum.accumulate(people[:, ::-1], axis=1)[:, ::-1]
        around = np.minimum(before, after)
        dips = (people < around - TINY) & (share[:, self._since :] > 0)
        self._least = np.where(dips, people, np.inf).min(axis=1, initial=np.inf).tolist()
        self._most = np.where(dips, around, -np.inf).max(axis=1, initial=-np.inf).tolist()

    def of(self, asks: Sequence[Asks], start: int, finish: int, own: Rests = ()) -> Shortage | None:
        """Return where work may have to rest that asks this, daily as much as between these dates; None: nowhere.

        On days of its ``own`` rests it need not.
        """
        even = [one if one.profile == FLAT else replace(one, fte=TRACE, amount=0.0) for one in asks]
        if not self._ever(even, start, finish):
            return None
        asked = self._loads.daily(even, start, finish)
        rows, table = tuple(asked), np.stack(list(asked.values()))
        for begin, end in own:
            first, last = begin // TICKS_PER_DAY - self._origin, (end - 1) // TICKS_PER_DAY - self._origin
            table[:, max(first, 0) : max(last + 1, 0)] = 0.0
        short = ((table > TINY) & (table > self._free[list(rows)] + TINY)).any(axis=0)
        enough = np.flatnonzero(~short & (table > TINY).any(axis=0))
        enough = enough[enough >= self._since]
        if not len(enough):
            return None
        short[: enough[0]] = short[enough[-1] :] = False
        return Shortage(rows, table, short) if short.any() else None

    def _ever(self, asks: Sequence[Asks], start: int, finish: int) -> bool:
        """Whether some day between two that have enough people of a row offers fewer than these demands ask."""
        wanted: dict[int, float] = {}
        for one in asks:
            rate = self._loads.rate(one, start, finish)
            for row in one.rows:
                wanted[row] = wanted.get(row, 0.0) + rate
        return any(self._least[row] + TINY < rate <= self._most[row] + TINY for row, rate in wanted.items())


def needed(
    interruptions: tuple[Interruption, ...], shortage: Shortage | None, days: WorkingDays, calendar: int
) -> tuple[Interruption, ...]:
    """Return the interruptions without those that take whole days on which work on a calendar rests anyway."""
    if shortage is None:
        return interruptions
    origin, anyway = days.first.toordinal(), shortage.days | (days.ticks(calendar) <= 0)

    def needless(one: Interruption) -> bool:
        begin, end = to_ticks(one.start), to_ticks(one.finish)
        within = anyway[max(begin // TICKS_PER_DAY - origin, 0) : max(end // TICKS_PER_DAY - origin, 0)]
        return begin % TICKS_PER_DAY == end % TICKS_PER_DAY == 0 and bool(len(within)) and bool(within.all())

    return tuple(one for one in interruptions if not needless(one))
