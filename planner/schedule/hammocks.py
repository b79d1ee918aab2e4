"""Hammocks: activities that take their dates from others, after Primavera P6's rules, and bind none.

A *level of effort* begins with the earliest and ends with the latest of what it is linked to, whichever way the links
run: what is linked to its start (FS and SS from predecessors, SS and SF to successors) begins it, what is linked to
its finish (FF and SF from predecessors, FS and FF to successors) ends it. Its late dates follow from their late dates
in the same way. A *WBS summary* spans the branch that it lies in. Both lie in the working time of their own calendar.
Where a project has a status date, what is left of them begins at it, as what is left of all work does.

They are no nodes of the compiled network: their records are made when the passes are done.

>>> from planner.schedule.network import Activity, Link, LinkKind, Network, Project, Sort
>>> from planner.schedule.solve import solve
>>> day = 4800
>>> work = (Activity(duration=day), Activity(duration=2 * day), Activity(duration=day, sort=Sort.LEVEL_OF_EFFORT))
>>> links = (Link(0, 1), Link(0, 2, LinkKind.SS), Link(1, 2, LinkKind.FF))
>>> solution = solve(Network(work, links, (Project(start=10_526_500_800),)))
>>> [int(solution.early_start[2] == solution.early_start[0]), int(solution.early_finish[2] == solution.early_finish[1])]
[1, 1]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from planner.schedule import records as field
from planner.schedule.expansion import lag_calendar, lag_ticks
from planner.schedule.floats import end_floats, total_float
from planner.schedule.hammock_sources import STARTS, Sources, Tie, ties_of
from planner.schedule.network import Sort
from planner.schedule.placement import lagged
from planner.schedule.records import FAR, NODE, NONE, PROJECT_RECORD, Kind, Mode, Term
from planner.worktime import arithmetic
from planner.worktime.tables import listed

if TYPE_CHECKING:
    from planner.schedule.solve import Run

Array = Any

LATE = {field.EARLY_START: field.LATE_START, field.EARLY_FINISH: field.LATE_FINISH}


class Bound(NamedTuple):
    """The instant a date of a hammock follows from: `at`, which is `given` with the lag of `link` `sign` times over.

    `given` is the date `of` (a field of a node) of the activity `source`; both are -1 where the term is no link and
    no part.
    """

    at: int
    term: Term
    given: int
    source: int = -1
    of: int = -1
    link: int = -1
    sign: int = 0


class Hammock(NamedTuple):
    """A hammock's record, laid out as that of a node, and the bound of each of its four dates by field."""

    activity: int
    record: list[int]
    bounds: dict[int, Bound]


def hammocks_of(run: Run) -> tuple[Hammock, ...]:
    """Return the hammocks of a network after the passes, those without any date left out."""
    activities = run.compiled.leaves.hammocks
    return tuple(_Placing(run).placed(activities)) if activities else ()


class _Placing:
    """The hammocks of one network on their way; each waits for those it is linked to."""

    def __init__(self, run: Run) -> None:
        self.network = run.network
        self.t = listed(run.network.calendars)
        self.p = np.asarray(run.projects).tolist()
        self.found: dict[int, Hammock | None] = {}
        self.waiting = set(run.compiled.leaves.hammocks)
        self.sources = Sources(run, self._record)
        self.starts, self.finishes = ties_of(run.network, self.waiting)

    def placed(self, activities: Iterable[int]) -> Iterator[Hammock]:
        """Yield the hammocks, levels of effort before the summaries that may hold them."""
        for a in sorted(activities, key=lambda a: self.network.activities[a].sort):
            hammock = self._hammock(a)
            if hammock is not None:
                yield hammock

    def _hammock(self, a: int) -> Hammock | None:
        """Return a hammock; None where it has no dates, or is being placed further up."""
        if a in self.waiting:
            self.waiting.remove(a)
            self.found[a] = self._made(a)
        return self.found.get(a)

    def _record(self, a: int) -> list[int] | None:
        hammock = self._hammock(a)
        return None if hammock is None else hammock.record

    def _made(self, a: int) -> Hammock | None:
        activity = self.network.activities[a]
        project = activity.project * PROJECT_RECORD
        own = activity.calendar
        calendar = self.network.projects[activity.project].calendar if own is None else own
        record = [0] * NODE
        record[field.KIND], record[field.ACTIVITY], record[field.PROJECT] = Kind.WORK, a, project
        record[field.CALENDAR_OF] = record[field.WORK_CALENDAR] = calendar
        record[field.EARLY_EDGE] = record[field.LATE_EDGE] = -1
        if activity.actual_finish is not None or activity.manual:
            bounds = self._said(a, record)
        elif activity.sort == Sort.WBS_SUMMARY:
            bounds = self._spanning(a, record)
        else:
            bounds = self._linked(a, record)
        if not bounds:
            return None
        self._finish(record, bounds)
        return Hammock(a, record, bounds)

    def _bounds(self, ties: Iterable[Tie], *, late: bool) -> list[Bound]:
        """Return the instants that what is linked to one end of a level of effort gives."""
        found = []
        for tie in ties:
            of = LATE[tie.of] if late else tie.of
            source = self.sources.decider(tie.source, of)
            given = self.sources.value(source, of)
            if given is None:
                continue
            link = self.network.links[tie.link]
            at = lagged(self.t, lag_calendar(self.network, link), given, tie.sign * lag_ticks(self.network, link))
            found.append(Bound(at, Term.LINK, given, source, of, tie.link, tie.sign))
        return found

    def _linked(self, a: int, record: list[int]) -> dict[int, Bound]:
        """Write the dates of a level of effort."""
        starts, finishes = self.starts[a], self.finishes[a]
        ends = self._bounds(finishes, late=False)
        status = self.p[record[field.PROJECT] + field.PROJECT_STATUS]
        begun = self.network.activities[a].actual_start
        bounds = self._bounds(starts, late=False)
        first = min(bounds, default=Bound(at := self.p[record[field.PROJECT]], Term.PROJECT_START, at))
        if ends and all(
            self.sources.mode(b.source) == Mode.COMPLETE and (status == NONE or b.at <= status) for b in ends
        ):
            record[field.MODE] = Mode.COMPLETE
        elif begun is not None:
            record[field.MODE] = Mode.STARTED
            first = Bound(begun, Term.ACTUAL, begun)
        elif first.at < status and Mode.STARTED not in {
            self.sources.mode(b.source) for b in bounds if b.at == first.at
        }:
            first = Bound(status, Term.STATUS_DATE, status)
        begins = self._bounds([t for t in starts if not self._is_done(t)], late=True)
        lasts = self._bounds([t for t in finishes if not self._is_done(t)], late=True)
        return self._dated(record, first, max(ends, default=None), begins, lasts)

    def _said(self, a: int, record: list[int]) -> dict[int, Bound]:
        """Write the dates that were said of a hammock: actual ones, or those of a planner."""
        activity = self.network.activities[a]
        finish = activity.actual_finish if activity.actual_finish is not None else activity.manual_finish
        start = activity.actual_start if activity.actual_finish is not None else activity.manual_start
        term, record[field.MODE] = (
            (Term.MANUAL, Mode.MANUAL) if activity.actual_finish is None else (Term.ACTUAL, Mode.COMPLETE)
        )
        assert finish is not None
        begin = finish if start is None else start
        return self._dated(record, Bound(begin, term, begin), Bound(finish, term, finish), [], [])

    def _is_done(self, tie: Tie) -> bool:
        return self.sources.mode(self.sources.decider(tie.source, tie.of)) == Mode.COMPLETE

    def _spanning(self, a: int, record: list[int]) -> dict[int, Bound]:
        """Write the dates of a summary of its branch; where there is a status date, of what is left of it."""
        parts = self.sources.branch(a, [h.record for h in self.found.values() if h is not None])
        unfinished = parts[parts[:, field.MODE] != Mode.COMPLETE]
        if len(parts) and not len(unfinished):
            record[field.MODE] = Mode.COMPLETE
        status = self.p[record[field.PROJECT] + field.PROJECT_STATUS]
        early = unfinished if len(unfinished) and status != NONE else parts
        first, last = _extreme(early, field.EARLY_START), _extreme(early, field.EARLY_FINISH)
        if not first:
            return {}
        late = _extreme(unfinished, field.LATE_START), _extreme(unfinished, field.LATE_FINISH)
        return self._dated(record, first[0], last[0], *late)

    def _dated(
        self, record: list[int], first: Bound, last: Bound | None, begins: list[Bound], ends: list[Bound]
    ) -> dict[int, Bound]:
        """Write the dates that bounds give, moved into working time, and return the bound of each.

        A finish without a bound, or before the start, is the start; so is a late start the late finish.
        """
        given = record[field.MODE] != Mode.OPEN
        start = first.at if given else self._begin(record, first.at)
        finish = start
        if last is not None:
            finish = max(start, last.at if given and record[field.MODE] != Mode.STARTED else self._end(record, last.at))
        record[field.EARLY_START], record[field.EARLY_FINISH] = start, finish
        if last is None or finish == start:
            last = Bound(start, Term.NONE, start)
        early = {field.EARLY_START: first, field.EARLY_FINISH: last}
        return early | self._late(record, first, begins, ends)

    def _late(self, record: list[int], first: Bound, begins: list[Bound], ends: list[Bound]) -> dict[int, Bound]:
        """Write the late dates of a record that has its early ones, and return the bound of each."""
        if record[field.MODE] == Mode.COMPLETE:
            early = (record[field.EARLY_START], record[field.EARLY_FINISH])
            record[field.LATE_START], record[field.LATE_FINISH] = early
            return {of: Bound(record[of], Term.ACTUAL, record[of]) for of in (field.LATE_START, field.LATE_FINISH)}
        if self.network.target is not None:
            record[field.LATE_START] = record[field.LATE_FINISH] = FAR
            return {}
        ending = self.p[record[field.PROJECT] + field.PROJECT_FINISH]
        last = max(ends, default=Bound(ending, Term.PROJECT_FINISH, ending))
        record[field.LATE_FINISH] = self._end(record, last.at)
        begin = min(begins, default=None)
        at = record[field.LATE_FINISH] if begin is None else self._begin(record, begin.at)
        if record[field.MODE] == Mode.STARTED:
            begin, at = first, record[field.EARLY_START]
        elif begin is None or at > record[field.LATE_FINISH]:
            at = record[field.LATE_FINISH]
            begin = Bound(at, Term.NONE, at)
        record[field.LATE_START] = at
        return {field.LATE_START: begin, field.LATE_FINISH: last}

    def _begin(self, record: list[int], at: int) -> int:
        """Return where work on the calendar of a record begins or goes on; `at` where it never does."""
        calendar = record[field.WORK_CALENDAR]
        return arithmetic.next_begin(self.t, calendar, at) if self.network.calendars[calendar].works() else at

    def _end(self, record: list[int], at: int) -> int:
        """Return where work on the calendar of a record last went on; `at` where it never does."""
        calendar = record[field.WORK_CALENDAR]
        return arithmetic.previous_end(self.t, calendar, at) if self.network.calendars[calendar].works() else at

    def _finish(self, record: list[int], bounds: dict[int, Bound]) -> None:
        """Write the terms and floats of a record that has its dates; nothing waits for it, so all float is free."""
        first, last = bounds[field.EARLY_START], bounds.get(field.LATE_FINISH)
        record[field.EARLY_TERM], record[field.EARLY_BOUND] = first.term, first.at
        record[field.EARLY_DEMAND] = record[field.EARLY_START]
        if last is not None:
            record[field.LATE_TERM], record[field.LATE_BOUND] = last.term, last.at
        record[field.DURATION] = arithmetic.worked(
            self.t, record[field.WORK_CALENDAR], record[field.EARLY_FINISH]
        ) - arithmetic.worked(self.t, record[field.WORK_CALENDAR], record[field.EARLY_START])
        if record[field.LATE_FINISH] >= FAR:
            for name in (field.START_FLOAT, field.FINISH_FLOAT, field.TOTAL_FLOAT, field.FREE_FLOAT):
                record[name] = FAR
        elif record[field.MODE] != Mode.COMPLETE:
            end_floats(self.t, record, 0)
            record[field.TOTAL_FLOAT] = total_float(record, self.p, 0)
            record[field.FREE_FLOAT] = max(0, record[field.TOTAL_FLOAT])


def _extreme(parts: Array, of: int) -> list[Bound]:
    """Return the bound that the first start, or the last finish, of the parts of a branch gives; empty without any."""
    dated = parts[(parts[:, of] > NONE) & (parts[:, of] < FAR)]
    if not len(dated):
        return []
    row = dated[(np.argmin if of in STARTS else np.argmax)(dated[:, of])]
    return [Bound(int(row[of]), Term.PARTS, int(row[of]), int(row[field.ACTIVITY]), of)]
