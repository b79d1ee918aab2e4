"""The schedule of a plan: its network solved, and the results by id in moments and minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from planner.plan.snapshot import Plan, per_plan
from planner.schedule.network import Network
from planner.schedule.plan_calendars import PlanCalendars, calendars_of
from planner.schedule.plan_network import PlanNetwork, known_dates, network_of, project_start
from planner.schedule.records import NONE, Term
from planner.schedule.result import Schedule, WorkDates
from planner.schedule.solution import Solution, moments
from planner.schedule.solve import Run, run_of, solution_of
from planner.worktime import arithmetic
from planner.worktime.tables import listed
from planner.worktime.ticks import TICKS_PER_MINUTE, to_datetime, to_ticks

YEARS_BEFORE, YEARS_AFTER = 1, 6
LAST_HOLIDAY_YEAR = 2150
CARRIED = "solution carried over"


@dataclass(frozen=True, slots=True)
class SolvedPlan:
    """A plan's network with its solution and the run it comes from: what further analyses read."""

    plan_network: PlanNetwork
    calendars: PlanCalendars
    run: Run
    solution: Solution

    @property
    def network(self) -> Network:
        """Return the network."""
        return self.plan_network.network


@per_plan
def solved(plan: Plan) -> SolvedPlan:
    """Return the plan's network and its solution: the one carried over from the revision before, or a new one."""
    carried = plan.analysis(CARRIED, lambda: None)
    return carried if isinstance(carried, SolvedPlan) else solved_anew(plan)


def carry(plan: Plan, done: SolvedPlan) -> None:
    """Let a plan that is not solved yet have this solution; the caller answers for its being the same."""
    plan.analysis(CARRIED, lambda: done)


def solved_anew(plan: Plan) -> SolvedPlan:
    """Return the plan's network and its solution.

    Holidays are generated for the years around the plan's dates; where work runs past them, for those too.
    """
    dates = [project_start(plan), *known_dates(plan)]
    first, last = min(dates).year - YEARS_BEFORE, max(dates).year + YEARS_AFTER
    calendars = calendars_of(plan, years_of(first, last))
    network = network_of(plan, calendars)
    while True:
        run = run_of(network.network)
        solution = solution_of(run)
        end = to_datetime(int(solution.finish.max(initial=NONE)))
        if end is None or end.year < last or last >= LAST_HOLIDAY_YEAR:
            return SolvedPlan(network, calendars, run, solution)
        last = end.year + YEARS_AFTER
        calendars = calendars_of(plan, years_of(first, last))
        if network.reads_calendars:
            network = network_of(plan, calendars)
        network = replace(network, network=replace(network.network, calendars=calendars.values))


def years_of(first: int, last: int) -> range:
    """Return the years to generate holidays for, within those that are known."""
    return range(max(1, first), min(last, LAST_HOLIDAY_YEAR) + 1)


@per_plan
def schedule_of(plan: Plan) -> Schedule:
    """Return the computed dates of everything in a plan that is scheduled."""
    done = solved(plan)
    rows = Rows(plan, done)
    dates = {id_: row for id_, row in ((id_, rows.row(i)) for id_, i in done.plan_network.position.items()) if row}
    start = min((row.early_start for row in dates.values()), default=project_start(plan))
    finish = max((row.early_finish for row in dates.values()), default=start)
    return Schedule(dates, start, finish)


_WORDS = {
    int(Term.CONSTRAINT): "constraint",
    int(Term.SECOND_CONSTRAINT): "constraint",
    int(Term.LATE_AS_POSSIBLE): "as_late_as_possible",
    int(Term.STATUS_DATE): "status_date",
    int(Term.PARTS): "parts",
    int(Term.MANUAL): "manual",
    int(Term.ACTUAL): "actual",
}
_LINK, _PROJECT_START = int(Term.LINK), int(Term.PROJECT_START)


class Rows:
    """Result rows made from the columns of a solution."""

    def __init__(self, plan: Plan, done: SolvedPlan) -> None:
        solution, settings = done.solution, plan.portfolio
        self.solved = done
        self.per_day = settings.minutes_per_day
        self.near = settings.near_critical_float_days * settings.minutes_per_day
        self.start, self.finish = moments(solution.start), moments(solution.finish)
        self.late_start, self.late_finish = moments(solution.late_start), moments(solution.late_finish)
        self.total = solution.total_float.tolist()
        self.free = solution.free_float.tolist()
        self.critical = solution.critical.tolist()
        self.term = solution.early.term.tolist()
        self.link = solution.early.link.tolist()
        self.by = solution.early.activity.tolist()
        self.bound = solution.early.bound.tolist()
        self.project_start = to_ticks(project_start(plan))
        self.driving_leaf = self._driving_leaves()
        self.activities = done.network.activities
        self.ids = done.plan_network.ids
        self.summaries = {a.parent for a in self.activities if a.parent is not None}
        self.summaries |= set(done.run.compiled.leaves.hammocks)

    def row(self, i: int) -> WorkDates | None:
        """Return the row of one initiative or launch, None where it has no dates."""
        start, finish = self.start[i], self.finish[i]
        late_start, late_finish = self.late_start[i], self.late_finish[i]
        if start is None or finish is None or late_start is None or late_finish is None:
            return None
        total = _minutes(self.total[i])
        free = _minutes(self.free[i])
        driver, binding = self.reason(self.driving_leaf.get(i, i))
        activity = self.activities[i]
        return WorkDates(
            id=self.ids[i],
            early_start=start,
            early_finish=finish,
            late_start=late_start,
            late_finish=late_finish,
            total_float_minutes=total,
            free_float_minutes=free,
            total_float_days=total / self.per_day,
            free_float_days=free / self.per_day,
            duration_minutes=self.span(i, start, finish) if i in self.summaries else _minutes(activity.duration),
            critical=self.critical[i],
            near_critical=total <= self.near and activity.actual_finish is None and not self.critical[i],
            driver=driver,
            binding=binding,
        )

    def reason(self, i: int) -> tuple[str | None, str]:
        """Return the driving dependency of a leaf, if any, and the word for what binds it."""
        term = self.term[i]
        if term == _LINK and self.link[i] >= 0:
            outside = self.by[i] >= self.solved.plan_network.size
            return self.solved.plan_network.dependencies[self.link[i]], "external" if outside else "link"
        if term == _PROJECT_START and self.bound[i] != self.project_start:
            return None, "parent"
        return None, _WORDS.get(term, "project_start")

    def span(self, i: int, start: datetime, finish: datetime) -> int:
        """Return the working minutes between the dates of a summary, on its own calendar."""
        tables = listed(self.solved.calendars.values)
        calendar = self.solved.network.activities[i].calendar or 0
        ticks = arithmetic.worked(tables, calendar, to_ticks(finish)) - arithmetic.worked(
            tables, calendar, to_ticks(start)
        )
        return _minutes(ticks)

    def _driving_leaves(self) -> dict[int, int]:
        """Return for each summary the leaf that starts it."""
        activities = self.solved.network.activities
        start = self.solved.solution.start.tolist()
        parents = {a.parent for a in activities if a.parent is not None}
        first: dict[int, int] = {}
        for i, activity in enumerate(activities):
            if i in parents or start[i] == NONE:
                continue
            above, seen = activity.parent, set[int]()
            while above is not None and above not in seen:
                seen.add(above)
                if above not in first or start[i] < start[first[above]]:
                    first[above] = i
                above = activities[above].parent
        return first


def _minutes(ticks: int) -> int:
    """Return whole minutes, parts of one cut off towards zero."""
    return int(ticks / TICKS_PER_MINUTE)
