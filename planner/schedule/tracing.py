"""Tracing: from the records that the passes leave behind to the steps of a chain.

The passes note the term and edge that bound each date. A trace reads them back, activity by activity, and
writes out the moves that were made between the instants. Nothing is computed twice: the same functions that
place work in the passes are not called here, so that recomputing a chain is a check and not a tautology.

>>> from datetime import datetime
>>> from planner.schedule.network import Activity, Link, Network, Project
>>> from planner.worktime import to_ticks
>>> start = to_ticks(datetime(2027, 1, 4, 8))
>>> network = Network((Activity(duration=24000), Activity(duration=4800)), (Link(0, 1),), (Project(start),))
>>> trace = trace_of(network, ("A", "B"), ("A>B",))
>>> [(s.id, s.date.value, s.cause.value, f"{s.at:%a %H:%M}") for s in trace.chain(1, DateKind.EARLY_START)]
[('B', 'early_start', 'link', 'Mon 08:00'), ('A', 'early_finish', 'duration', 'Fri 17:00'), \
('A', 'early_start', 'project_start', 'Mon 08:00')]
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.schedule import records as field
from planner.schedule.codes import COMPLETE, FF, FINISH_HUB, FS, MANUAL, OPEN, SF, SS, STARTED, WORK
from planner.schedule.drafts import Draft, Moves
from planner.schedule.engines import Mode
from planner.schedule.expansion import lag_calendar, lag_ticks
from planner.schedule.hammocks import Bound, hammocks_of
from planner.schedule.network import Constraint, Network
from planner.schedule.reasons import Cause, Chain, DateKind, MoveKind, OutOfTimeError, Purpose, Step, known
from planner.schedule.records import FAR, NODE, NONE, Term
from planner.schedule.solve import Run, run_of
from planner.worktime import arithmetic

FINISH_DATED = {Constraint.FNET, Constraint.FNLT, Constraint.MFO, Constraint.FINISH_ON}
LONGEST_CHAIN = 200_000


class Trace(Moves):
    """The records of a network after the passes, as plain numbers, with what its positions stand for.

    `ids` name the activities, `dependencies` the links. Hammocks have records behind those of the nodes; `bounds`
    says what their dates follow from.
    """

    def __init__(self, run: Run, ids: Sequence[str], dependencies: Sequence[str]) -> None:
        super().__init__(run)
        self.ids, self.dependencies = ids, dependencies
        self.node: dict[int, int] = {
            self.n[v + field.ACTIVITY]: v
            for v in range(0, self.size * NODE, NODE)
            if self.n[v + field.KIND] < FINISH_HUB
        }
        self.bounds: dict[int, dict[int, Bound]] = {}
        for hammock in hammocks_of(run):
            self.node[hammock.activity] = len(self.n)
            self.bounds[len(self.n)] = hammock.bounds
            self.n += hammock.record
        self.below = self._parts()

    def chain(self, activity: int, date: DateKind, most: int = LONGEST_CHAIN) -> Chain:
        """Return the steps from one date of an activity back to their root, at most so many.

        Empty where it has no such date.
        """
        steps: list[Step] = []
        at: tuple[int, DateKind] | None = self._begin(activity, date)
        if at is None:
            return ()
        if at[0] != self.node.get(activity, -1):
            steps.append(self._of_parts(activity, date, at))
        while at is not None and len(steps) < most:
            v, kind = at
            try:
                draft = self.draft(v, kind)
                steps.append(self._step(v, kind, draft))
            except OutOfTimeError:
                return ()
            at = draft.next
        return tuple(steps)

    def _parts(self) -> dict[int, list[int]]:
        """Return the nodes of the active leaves under each summary."""
        below: dict[int, list[int]] = {}
        activities = self.network.activities
        for activity, v in self.node.items():
            above, seen = activities[activity].parent, {activity}
            while above is not None and above not in seen:
                seen.add(above)
                below.setdefault(above, []).append(v)
                above = activities[above].parent
        return below

    def value(self, v: int, date: DateKind) -> int:
        """Return one date of a node in ticks."""
        return self.n[v + _FIELD[date]]

    def _begin(self, activity: int, date: DateKind) -> tuple[int, DateKind] | None:
        """Return the node whose date an activity has: its own, or of a summary the part's that decides."""
        own = self.node.get(activity)
        parts = [own] if own is not None else self.below.get(activity, [])
        dated = [v for v in parts if NONE < self.value(v, date) < FAR]
        if not dated:
            return None
        pick = min if date.is_start else max
        return pick(dated, key=lambda v: self.value(v, date)), date

    def _of_parts(self, activity: int, date: DateKind, at: tuple[int, DateKind]) -> Step:
        moment = known(self.value(*at))
        part = self.ids[self.n[at[0] + field.ACTIVITY]]
        return Step(self.ids[activity], date, Cause.PARTS, moment, (), moment, None, part, date)

    def _step(self, v: int, kind: DateKind, draft: Draft) -> Step:
        """Return a finished draft as a step."""
        source = self.ids[draft.source] if draft.source >= 0 else None
        if draft.next is not None and source is None:
            source = self.ids[self.n[draft.next[0] + field.ACTIVITY]]
        dependency = self.dependencies[draft.link] if draft.link >= 0 else None
        return Step(
            id=self.ids[self.n[v + field.ACTIVITY]],
            date=kind,
            cause=draft.cause,
            given=known(draft.given),
            moves=tuple(draft.moves),
            at=known(draft.at),
            dependency_id=dependency,
            source_id=source,
            source_date=draft.next[1] if draft.next else None,
            constraint=draft.constraint,
        )

    def draft(self, v: int, date: DateKind) -> Draft:
        """Return where one date of a node comes from."""
        if v in self.bounds:
            return self._of_hammock(v, date)
        match date:
            case DateKind.EARLY_START:
                return self._early_start(v)
            case DateKind.EARLY_FINISH:
                return self._early_finish(v)
            case DateKind.LATE_START:
                return self._late_start(v)
            case DateKind.LATE_FINISH:
                return self._late_finish(v)

    def _of_hammock(self, v: int, date: DateKind) -> Draft:
        """Return where a date of a hammock comes from: what binds that end, moved into its working time."""
        bound = self.bounds[v][_FIELD[date]]
        if bound.term == Term.NONE:
            return Draft(Cause.DURATION, bound.at, bound.at, [], (v, _OTHER_END[date]))
        draft = Draft(_CAUSES[bound.term], bound.given, bound.given, [])
        if bound.source >= 0:
            draft.link = bound.link
            draft.next = (self.node[bound.source], _DATE[bound.of])
        if bound.link >= 0:
            link = self.network.links[bound.link]
            amount, calendar = bound.sign * lag_ticks(self.network, link), lag_calendar(self.network, link)
            if calendar < 0:
                self.clock(draft, Purpose.LAG, amount)
            else:
                self.walk(draft, Purpose.LAG, calendar, amount)
        if draft.at != self.value(v, date):
            self.edge_of_work(draft, MoveKind.BEGIN if date.is_start else MoveKind.END, self.n[v + field.WORK_CALENDAR])
        return draft

    # Early dates.

    def _early_start(self, v: int) -> Draft:
        n = self.n
        if n[v + field.MODE] != OPEN:
            return self._fixed(v, n[v + field.FIXED_START])
        draft = self._early_bound(v)
        if n[v + field.EARLY_TERM] != Term.LATE_AS_POSSIBLE:
            self.clock(draft, Purpose.LEVELLING, n[v + field.DELAY])
        self._place_start(v, draft)
        return draft

    def _early_bound(self, v: int) -> Draft:
        """Return the bound that the passes noted for the early start of a node that has not started."""
        n = self.n
        term = n[v + field.EARLY_TERM]
        if term == Term.LATE_AS_POSSIBLE:
            at = n[v + field.LATE_START]
            return Draft(Cause.AS_LATE_AS_POSSIBLE, at, at, [], (v, DateKind.LATE_START))
        if term in (Term.CONSTRAINT, Term.SECOND_CONSTRAINT):
            draft, kind = self._constraint(v, term)
            if kind in FINISH_DATED:
                self.back(v, draft)
            return draft
        if term == Term.STATUS_DATE:
            return self._said(Cause.STATUS_DATE, self.p[n[v + field.PROJECT] + field.PROJECT_STATUS])
        if term == Term.LINK:
            draft = self.early_link(v, n[v + field.EARLY_EDGE])
            if n[v + field.KIND] >= FINISH_HUB or draft.at >= self._floor(v):
                return draft
        floor = n[v + field.FLOOR]
        if floor != NONE:
            draft = self._said(Cause.PARENT, floor)
            draft.source = self._speaker(v, floor, early=True)
            return draft
        return self._said(Cause.PROJECT_START, self._floor(v))

    def _floor(self, v: int) -> int:
        floor = self.n[v + field.FLOOR]
        return floor if floor != NONE else self.p[self.n[v + field.PROJECT] + field.PROJECT_START]

    def early_link(self, v: int, edge: int) -> Draft:
        e, n = self.e, self.n
        u, kind = e[edge + field.SOURCE], e[edge + field.LINK_KIND]
        date = DateKind.EARLY_FINISH if kind in (FS, FF) else DateKind.EARLY_START
        at = self.value(u, date)
        cause = Cause.PARTS if e[edge + field.LINK] < 0 else Cause.LINK
        draft = Draft(cause, at, at, [], (u, date), e[edge + field.LINK])
        self.lag(draft, edge, 1)
        if kind in (FF, SF) and n[v + field.KIND] < FINISH_HUB:
            self.back(v, draft)
        return draft

    def _early_finish(self, v: int) -> Draft:
        n = self.n
        mode = n[v + field.MODE]
        if mode in (COMPLETE, MANUAL):
            return self._fixed(v, n[v + field.FIXED_FINISH])
        status = self.p[n[v + field.PROJECT] + field.PROJECT_STATUS]
        resumes = max(n[v + field.REMAINING_FROM], status)
        if mode == STARTED and resumes != NONE:
            draft = self._said(Cause.STATUS_DATE if resumes == status else Cause.RESUME, resumes)
            calendar = n[v + field.WORK_CALENDAR]
            self.edge_of_work(draft, MoveKind.BEGIN, calendar)
            self.walk(draft, Purpose.REMAINING, calendar, n[v + field.REMAINING])
            return draft
        if n[v + field.KIND] >= FINISH_HUB:
            return self.early_link(v, n[v + field.EARLY_EDGE])
        at = n[v + field.EARLY_START]
        draft = Draft(Cause.DURATION, at, at, [], (v, DateKind.EARLY_START))
        self.forth(v, draft)
        return draft

    def _place_start(self, v: int, draft: Draft) -> None:
        """Move a bound to where a node may start."""
        n = self.n
        calendar, kind = n[v + field.WORK_CALENDAR], n[v + field.KIND]
        if kind == WORK:
            tracks = self.tracks_of(v)
            begun = [(self._begun(draft.at, c, delay), c, delay) for c, _, delay in tracks]
            _, calendar, delay = min(begun)
            self.walk(draft, Purpose.ASSIGNMENT, calendar, delay)
            self.edge_of_work(draft, MoveKind.BEGIN, calendar)
        elif kind == field.Kind.BEGIN:
            self.edge_of_work(draft, MoveKind.BEGIN, calendar)
        elif kind == field.Kind.END:
            self.edge_of_work(draft, MoveKind.END, calendar)

    def _begun(self, bound: int, calendar: int, delay: int) -> int:
        return arithmetic.next_begin(self.t, calendar, arithmetic.walk(self.t, calendar, bound, delay))

    # Late dates.

    def _late_start(self, v: int) -> Draft:
        n = self.n
        mode = n[v + field.MODE]
        if mode in (COMPLETE, STARTED):
            return self._fixed(v, n[v + field.FIXED_START])
        if n[v + field.KIND] != WORK or len(self.tracks_of(v)) == 1:
            at = n[v + field.LATE_FINISH]
            draft = Draft(Cause.DURATION, at, at, [], (v, DateKind.LATE_FINISH))
        else:
            draft = self._late_bound(v)
        self.back(v, draft)
        return draft

    def _late_finish(self, v: int) -> Draft:
        n = self.n
        mode = n[v + field.MODE]
        if mode == COMPLETE:
            return self._fixed(v, n[v + field.FIXED_FINISH])
        draft = self._late_bound(v)
        if mode != MANUAL and n[v + field.KIND] == WORK:
            ends = [(arithmetic.previous_end(self.t, c, draft.at), c) for c, _, _ in self.tracks_of(v)]
            self.edge_of_work(draft, MoveKind.END, max(ends)[1])
        return draft

    def _late_bound(self, v: int) -> Draft:
        """Return the bound that the passes noted for the late finish of a node."""
        n = self.n
        term = n[v + field.LATE_TERM]
        if term == Term.LINK:
            return self._late_link(v, n[v + field.LATE_EDGE])
        if term in (Term.CONSTRAINT, Term.SECOND_CONSTRAINT):
            draft, kind = self._constraint(v, term)
            if kind not in FINISH_DATED:
                self.forth(v, draft)
            return draft
        if term == Term.DEADLINE:
            draft = self._said(Cause.DEADLINE, n[v + field.DEADLINE])
            draft.source = self._speaker(v, draft.given, early=False)
            return draft
        if term == Term.TARGET:
            return self._said(Cause.TARGET, n[v + field.EARLY_FINISH])
        project = n[v + field.PROJECT]
        draft = self._said(Cause.PROJECT_FINISH, self.p[project + field.PROJECT_FINISH])
        draft.source = self._last(project, draft.given)
        return draft

    def _late_link(self, v: int, edge: int) -> Draft:
        n, e = self.n, self.e
        w, kind = e[edge + field.TARGET], e[edge + field.LINK_KIND]
        starts = kind == SS or (kind == FS and n[w + field.KIND] != FINISH_HUB)
        date = DateKind.LATE_START if starts else DateKind.LATE_FINISH
        resuming = kind == FS and n[w + field.MODE] == STARTED and e[edge + field.TO_SUMMARY] == 0
        if resuming:
            date = DateKind.EARLY_FINISH if n[w + field.KIND] == WORK else DateKind.LATE_FINISH
        at = self.value(w, date)
        cause = Cause.PARTS if e[edge + field.LINK] < 0 else Cause.LINK
        draft = Draft(cause, at, at, [], (w, date), e[edge + field.LINK])
        if resuming and n[w + field.KIND] == WORK:
            self.walk(draft, Purpose.REMAINING, n[w + field.WORK_CALENDAR], -n[w + field.REMAINING])
        self.lag(draft, edge, -1)
        if kind in (SS, SF):
            self.forth(v, draft)
        return draft

    def _last(self, project: int, finish: int) -> int:
        """Return an activity of a project that finishes when the project does, -1 if none does."""
        n = self.n
        return next(
            (
                activity
                for activity, v in self.node.items()
                if n[v + field.PROJECT] == project and n[v + field.EARLY_FINISH] == finish
            ),
            -1,
        )

    # What was said.

    def _said(self, cause: Cause, at: int) -> Draft:
        return Draft(cause, at, at, [])

    def _fixed(self, v: int, at: int) -> Draft:
        return self._said(Cause.MANUAL if self.n[v + field.MODE] == MANUAL else Cause.ACTUAL, at)

    def _constraint(self, v: int, term: int) -> tuple[Draft, Constraint]:
        first = term == Term.CONSTRAINT
        kind = Constraint(self.n[v + (field.CONSTRAINT if first else field.SECOND)])
        draft = self._said(Cause.CONSTRAINT, self.n[v + (field.CONSTRAINT_AT if first else field.SECOND_AT)])
        draft.constraint = kind.name
        return draft, kind

    def _speaker(self, v: int, at: int, *, early: bool) -> int:
        """Return the activity that said a date: the node's own, or a summary above it; -1 if unknown."""
        activities = self.network.activities
        above: int | None = self.n[v + field.ACTIVITY]
        seen: set[int] = set()
        while above is not None and above not in seen:
            seen.add(above)
            a = activities[above]
            said = (a.manual_start, a.constraint_at) if early else (a.deadline, a.constraint_at)
            if at in said:
                return above
            above = a.parent
        return -1


_FIELD = {
    DateKind.EARLY_START: field.EARLY_START,
    DateKind.EARLY_FINISH: field.EARLY_FINISH,
    DateKind.LATE_START: field.LATE_START,
    DateKind.LATE_FINISH: field.LATE_FINISH,
}


_DATE = {name: date for date, name in _FIELD.items()}
_OTHER_END = {
    DateKind.EARLY_FINISH: DateKind.EARLY_START,
    DateKind.LATE_START: DateKind.LATE_FINISH,
}
_CAUSES = {
    Term.LINK: Cause.LINK, Term.PARTS: Cause.PARTS, Term.PROJECT_START: Cause.PROJECT_START,
    Term.PROJECT_FINISH: Cause.PROJECT_FINISH, Term.STATUS_DATE: Cause.STATUS_DATE, Term.ACTUAL: Cause.ACTUAL,
    Term.MANUAL: Cause.MANUAL,
}  # fmt: skip


def trace_of(network: Network, ids: Sequence[str], dependencies: Sequence[str], mode: Mode = Mode.AUTOMATIC) -> Trace:
    """Return the trace of a network, which is solved for it."""
    return Trace(run_of(network, mode), ids, dependencies)
