"""Drafts of steps: an instant that is moved about, with every move written down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.schedule import records as field
from planner.schedule.codes import WORK
from planner.schedule.reasons import Cause, DateKind, Move, MoveKind, Purpose, known
from planner.schedule.solve import Run
from planner.worktime import arithmetic
from planner.worktime.pattern import WorkingCalendar
from planner.worktime.tables import listed


@dataclass(slots=True)
class Draft:
    """A date being traced: where it comes from, the moves so far, and where they have led.

    `next` is the node and date that gave the instant; `link` and `source` are positions of a link and an
    activity (-1: none).
    """

    cause: Cause
    given: int
    at: int
    moves: list[Move]
    next: tuple[int, DateKind] | None = None
    link: int = -1
    source: int = -1
    constraint: str = ""


class Moves:
    """The moves that lead from instant to instant in the records of a network."""

    def __init__(self, run: Run) -> None:
        self.network = run.network
        self.n: list[int] = np.asarray(run.nodes).tolist()
        self.e: list[int] = np.asarray(run.edges).tolist()
        self.k: list[int] = np.asarray(run.tracks).tolist()
        self.p: list[int] = np.asarray(run.projects).tolist()
        self.t = listed(run.network.calendars)
        self.size = run.compiled.size

    def tracks_of(self, v: int) -> list[tuple[int, int, int]]:
        """Return calendar, duration and delay of each track of a node's work."""
        n, k = self.n, self.k
        first, last = n[v + field.TRACK_AT], n[v + field.TRACK_END]
        if first == last:
            return [(n[v + field.WORK_CALENDAR], n[v + field.DURATION], 0)]
        return [(k[i], k[i + 1], k[i + 2]) for i in range(first, last, field.TRACK)]

    def forth(self, v: int, draft: Draft) -> None:
        """Move a start to the finish it gives: the end of the last track."""
        if self.n[v + field.KIND] == WORK:
            ends = [
                (arithmetic.walk(self.t, c, draft.at, d + delay), c, d + delay) for c, d, delay in self.tracks_of(v)
            ]
            _, calendar, amount = max(ends)
            self.walk(draft, Purpose.DURATION, calendar, amount)

    def back(self, v: int, draft: Draft) -> None:
        """Move a finish to the start it needs: the begin of the earliest track."""
        if self.n[v + field.KIND] == WORK:
            begins = [
                (arithmetic.walk(self.t, c, draft.at, -d - delay), c, -d - delay) for c, d, delay in self.tracks_of(v)
            ]
            _, calendar, amount = min(begins)
            self.walk(draft, Purpose.DURATION, calendar, amount)

    def lag(self, draft: Draft, edge: int, sign: int) -> None:
        """Add (or with sign -1 take off) the lag of an edge."""
        amount, calendar = self.e[edge + field.LAG] * sign, self.e[edge + field.LAG_CALENDAR]
        if calendar < 0:
            self.clock(draft, Purpose.LAG, amount)
        else:
            self.walk(draft, Purpose.LAG, calendar, amount)

    def walk(self, draft: Draft, purpose: Purpose, calendar: int, amount: int) -> None:
        """Move through working time."""
        if amount:
            after = arithmetic.walk(self.t, calendar, draft.at, amount)
            self._add(draft, purpose, MoveKind.WORK, self.network.calendars[calendar], amount, after)

    def clock(self, draft: Draft, purpose: Purpose, amount: int) -> None:
        """Move by the clock."""
        if amount:
            self._add(draft, purpose, MoveKind.CLOCK, None, amount, draft.at + amount)

    def edge_of_work(self, draft: Draft, kind: MoveKind, calendar: int) -> None:
        """Move to the next begin or the previous end of working time, if the instant is not there already."""
        go = arithmetic.next_begin if kind is MoveKind.BEGIN else arithmetic.previous_end
        after = go(self.t, calendar, draft.at)
        if after != draft.at:
            self._add(draft, Purpose.WORKING_TIME, kind, self.network.calendars[calendar], 0, after)

    def _add(
        self, draft: Draft, purpose: Purpose, kind: MoveKind, calendar: WorkingCalendar | None, ticks: int, after: int
    ) -> None:
        draft.moves.append(Move(purpose, kind, calendar, ticks, known(draft.at), known(after)))
        draft.at = after
