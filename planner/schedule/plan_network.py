"""The network of a plan: initiatives and launches as activities, dependencies as links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache

from planner.plan.entities import Dependency, Initiative, Launch, MilestoneInstant
from planner.plan.entities import Project as PlanProject
from planner.plan.entities.work import ActivityType, ConstraintType, Level, LinkType, Status
from planner.plan.entities.work import LagCalendar as PlanLagCalendar
from planner.plan.snapshot import Plan
from planner.plan.values import END_OF_DAY, Duration, WorkingUnits
from planner.schedule.network import (
    Activity,
    Constraint,
    Instant,
    LagCalendar,
    LagUnit,
    Link,
    LinkKind,
    Network,
    Sort,
)
from planner.schedule.plan_calendars import CLOCK, PlanCalendars
from planner.schedule.plan_projects import OUTSIDE, Membership, end_ticks, network_projects
from planner.schedule.plan_tracks import Staffing
from planner.worktime import arithmetic
from planner.worktime.tables import listed
from planner.worktime.ticks import to_ticks

FALLBACK_START = datetime(2026, 1, 5)
"""Where a plan without any date starts: a Monday, so that the same plan gives the same dates every day."""

KINDS = {kind: LinkKind[kind.name] for kind in LinkType}
CONSTRAINTS = {kind: Constraint[kind.name] for kind in ConstraintType}
LAG_CALENDARS = {
    PlanLagCalendar.SUCCESSOR: LagCalendar.SUCCESSOR,
    PlanLagCalendar.PREDECESSOR: LagCalendar.PREDECESSOR,
    PlanLagCalendar.PROJECT: LagCalendar.PROJECT,
    PlanLagCalendar.ALWAYS: LagCalendar.AROUND_THE_CLOCK,
}
FINISH_CONSTRAINTS = {ConstraintType.FNET, ConstraintType.FNLT, ConstraintType.MFO, ConstraintType.FINISH_ON}
OF_FINISHES = {CONSTRAINTS[kind] for kind in FINISH_CONSTRAINTS}
UNDATED = {ConstraintType.ASAP, ConstraintType.ALAP}
INSTANTS = {
    MilestoneInstant.RAW: Instant.RAW,
    MilestoneInstant.START_OF_WORK: Instant.BEGIN,
    MilestoneInstant.END_OF_WORK: Instant.END,
}
SORTS = {kind: Sort[kind.name] for kind in ActivityType}


@dataclass(frozen=True, slots=True)
class PlanNetwork:
    """A network and what its positions stand for: `ids` of initiatives and launches, then of outside deliveries.

    `dependencies` gives the dependency id of each link; `size` counts initiatives and launches.
    `reads_calendars` says that a date in it was worked out with the calendars it was made with.
    """

    network: Network
    ids: tuple[str, ...]
    position: dict[str, int]
    dependencies: tuple[str, ...]
    size: int
    reads_calendars: bool


def network_of(plan: Plan, calendars: PlanCalendars) -> PlanNetwork:
    """Return the network of a plan; dependencies that dangle are left out."""
    works = plan.works
    position = {id_: i for i, id_ in enumerate(works)}
    units = plan.units
    context = Context(plan, calendars, position)
    activities = [
        initiative_activity(work, context) if isinstance(work, Initiative) else launch_activity(work)
        for work in works.values()
    ]
    ids = list(works)
    links: list[Link] = []
    dependencies: list[str] = []
    for dependency in plan.all(Dependency).values():
        successor = position.get(dependency.successor_id)
        if successor is None:
            continue
        predecessor = position.get(dependency.predecessor_id or "")
        outside = outside_delivery(dependency) if dependency.predecessor_id is None else None
        if outside is not None:
            predecessor = len(activities)
            activities.append(outside)
            ids.append(dependency.id)
        if predecessor is not None:
            links.append(link_of(dependency, predecessor, successor, units, plain=outside is not None))
            dependencies.append(dependency.id)
    projects = network_projects(plan, calendars, project_start(plan))
    network = Network(activities, links, projects, calendars.values)
    implied = bool(context.staffing) or any(
        (i.manual_start is None) != (i.manual_finish is None) or i.interruptions for i in plan.all(Initiative).values()
    )
    return PlanNetwork(network, tuple(ids), position, tuple(dependencies), len(works), implied)


class Context:
    """What an initiative's activity depends on besides the initiative: its surroundings in the plan."""

    def __init__(self, plan: Plan, calendars: PlanCalendars, position: dict[str, int]) -> None:
        self.plan = plan
        self.position = position
        self.units = plan.units
        self.calendars = calendars
        self.membership = Membership(plan)
        self.inherited = InheritedCalendars(plan, calendars)
        self.staffing = Staffing(plan, calendars)


class InheritedCalendars:
    """The calendar in force for each initiative: its own, else its parent's, its project's, the portfolio's."""

    def __init__(self, plan: Plan, calendars: PlanCalendars) -> None:
        self._table = plan.all(Initiative)
        self._calendars = calendars
        self._known: dict[str | None, int] = {None: 0}
        for project in plan.all(PlanProject).values():
            root = self._table.get(project.initiative_id)
            own = calendars.position.get(root.calendar_id or "") if root else None
            self._known[project.initiative_id] = (
                calendars.position.get(project.calendar_id or "", 0) if own is None else own
            )

    def around(self, item: Initiative) -> int:
        """Return the calendar that the initiative would have if it named none."""
        parent = self._table.get(item.parent_id) if item.parent_id else None
        return self._known.get(item.id, 0) if parent is None else self.of(parent)

    def of(self, item: Initiative) -> int:
        """Return the position of the calendar."""
        if item.calendar_id is None and item.parent_id in self._known:
            return self._known[item.parent_id]
        chain: list[str] = []
        current: Initiative | None = item
        found = 0
        while current is not None and current.id not in chain:
            if current.id in self._known:
                found = self._known[current.id]
                break
            chain.append(current.id)
            own = self._calendars.position.get(current.calendar_id or "")
            if own is not None:
                found = own
                break
            current = self._table.get(current.parent_id) if current.parent_id else None
        self._known.update(dict.fromkeys(chain, found))
        return found


@lru_cache(maxsize=4096)
def duration_ticks(duration: Duration, units: WorkingUnits) -> int:
    """Return the ticks of a duration; a percentage has none of its own."""
    return 0 if duration.is_percent else duration.tenths(units)


def scheduled_duration(item: Initiative) -> Duration | None:
    """Return the duration that is scheduled: the most likely, else what else was said of it."""
    if item.level is Level.MILESTONE:
        return None
    return item.duration or item.pessimistic or item.optimistic


def initiative_activity(item: Initiative, context: Context) -> Activity:
    """Return the activity of an initiative."""
    said = scheduled_duration(item)
    ticks = duration_ticks(said, context.units) if said else 0
    elapsed = bool(said and ticks and said.is_elapsed)
    plain = Activity(
        duration=ticks,
        calendar=CLOCK if elapsed else context.inherited.of(item),
        project=context.membership.of(item),
        parent=context.position.get(item.parent_id) if item.parent_id else None,
        active=item.active and item.status is not Status.CANCELLED,
        sort=SORTS[item.activity_type],
    )
    if not _is_plain(item):
        plain = _with_progress(_with_dates(plain, item, context), item, context)
        plain = _with_manual_dates(_with_rests(plain, item, context), context.calendars)
    if elapsed or plain.sort or not context.staffing or context.plan.children(item.id):
        return plain
    return replace(plain, tracks=context.staffing.tracks(item, plain.duration, context.inherited.around(item)))


def _is_plain(item: Initiative) -> bool:
    return (
        item.constraint is ConstraintType.ASAP
        and item.deadline is None
        and item.actual_start is None
        and item.actual_finish is None
        and item.manual_start is None
        and item.manual_finish is None
        and item.levelling_delay is None
        and item.second_constraint is ConstraintType.ASAP
        and not item.interruptions
        and item.milestone_instant is MilestoneInstant.RAW
    )


def _with_dates(plain: Activity, item: Initiative, context: Context) -> Activity:
    """Return the activity with everything that was said of its dates; as late as possible counts only as the first."""
    delay = item.levelling_delay
    said = (item.constraint, item.constraint_date), (item.second_constraint, item.second_constraint_date)
    first, second = reversed(said) if item.second_constraint is ConstraintType.ALAP else said
    return replace(
        plain,
        constraint=CONSTRAINTS[first[0]],
        constraint_at=_constraint_ticks(*first, plain.duration),
        second_constraint=CONSTRAINTS[second[0]],
        second_constraint_at=_constraint_ticks(*second, plain.duration),
        deadline=None if item.deadline is None else cap_ticks(item.deadline, plain.duration),
        manual_start=None if item.manual_start is None else to_ticks(item.manual_start),
        manual_finish=None if item.manual_finish is None else to_ticks(item.manual_finish),
        actual_start=None if item.actual_start is None else to_ticks(item.actual_start),
        actual_finish=None if item.actual_finish is None else to_ticks(item.actual_finish),
        resume=None if item.resume is None else to_ticks(item.resume),
        levelling_delay=0 if delay is None or delay.is_percent else delay.tenths(context.units),
        instant=INSTANTS[item.milestone_instant],
    )


def _constraint_ticks(kind: ConstraintType, at: datetime | None, duration: int) -> int | None:
    """Return the instant of a constraint; the midnight of a finish means its whole day."""
    if at is None or kind in UNDATED:
        return None
    if kind in FINISH_CONSTRAINTS and at.time() == time():
        at = datetime.combine(at.date(), END_OF_DAY)
    caps = kind in {ConstraintType.FNLT, ConstraintType.SNLT}
    return cap_ticks(at, duration) if caps else to_ticks(at)


def _with_progress(activity: Activity, item: Initiative, context: Context) -> Activity:
    """Return the activity with the work it still needs; remaining work that was said replaces the share not done.

    Under retained logic what remains waits for predecessors as if it had not begun; it goes on where it was to be
    resumed, and what was said of its start is history.
    """
    if activity.actual_start is None or activity.actual_finish is not None:
        return activity
    done = round(activity.duration * item.percent_complete / 100)
    left = activity.duration - done
    if item.remaining is not None and not item.remaining.is_percent:
        left = item.remaining.tenths(context.units)
    project = context.membership.project(activity.project)
    if project is not None and project.retained_logic:
        return resumed(replace(activity, duration=left, remaining=left, actual_start=None))
    return replace(activity, duration=done + left, remaining=left)


def resumed(activity: Activity) -> Activity:
    """Return what remains of begun work as work of its own: bound by when it resumes and what its finish must be."""
    said = (
        (Constraint.ASAP if activity.resume is None else Constraint.SNET, activity.resume),
        (activity.constraint, activity.constraint_at),
        (activity.second_constraint, activity.second_constraint_at),
    )
    binding = [row for i, row in enumerate(said) if row[1] is not None and (i == 0 or row[0] in OF_FINISHES)]
    first, second = (*binding, *[(Constraint.ASAP, None)] * 2)[:2]
    return replace(
        activity,
        constraint=first[0],
        constraint_at=first[1],
        second_constraint=second[0],
        second_constraint_at=second[1],
        resume=None,
    )


def _with_rests(activity: Activity, item: Initiative, context: Context) -> Activity:
    """Return the activity stretched by the working time of its interruptions."""
    if not item.interruptions or activity.calendar is None:
        return activity
    tables = listed(context.calendars.values)
    gap = sum(
        arithmetic.worked(tables, activity.calendar, to_ticks(rest.finish))
        - arithmetic.worked(tables, activity.calendar, to_ticks(rest.start))
        for rest in item.interruptions
    )
    return replace(activity, split_gap=max(gap, 0))


def _with_manual_dates(activity: Activity, calendars: PlanCalendars) -> Activity:
    """Return the activity with both manual dates where only one was given: the other lies its duration away."""
    start, finish = activity.manual_start, activity.manual_finish
    if (start is None) == (finish is None):
        return activity
    tables = listed(calendars.values)
    calendar = activity.calendar or 0
    if start is not None:
        return replace(activity, manual_finish=arithmetic.walk(tables, calendar, start, activity.duration))
    assert finish is not None
    return replace(activity, manual_start=arithmetic.walk(tables, calendar, finish, -activity.duration))


def launch_activity(launch: Launch) -> Activity:
    """Return the milestone of a launch: not before its embargo, due on its target date."""
    at = launch.launched_on
    return Activity(
        constraint=Constraint.SNET if launch.not_before is not None else Constraint.ASAP,
        constraint_at=None if launch.not_before is None else to_ticks(launch.not_before),
        deadline=None if launch.target_date is None else to_ticks(launch.target_date),
        actual_start=None if at is None else to_ticks(at),
        actual_finish=None if at is None else to_ticks(at),
        active=launch.status is not Status.CANCELLED,
    )


def outside_delivery(dependency: Dependency) -> Activity | None:
    """Return what an outside party delivers, done at the end of the day promised; None without a date."""
    day = dependency.delivered_on or dependency.promised_for
    if day is None:
        return None
    at = to_ticks(datetime.combine(day, END_OF_DAY))
    return Activity(project=OUTSIDE, actual_start=at, actual_finish=at)


def link_of(dependency: Dependency, predecessor: int, successor: int, units: WorkingUnits, *, plain: bool) -> Link:
    """Return the link of a dependency; `plain` ignores its type and lag."""
    lag = dependency.lag
    if plain:
        return Link(predecessor, successor)
    kind = KINDS[dependency.type]
    if not lag.amount:
        return Link(predecessor, successor, kind)
    measured = LAG_CALENDARS[dependency.lag_calendar]
    if lag.is_percent:
        return Link(predecessor, successor, kind, float(lag.amount), LagUnit.PERCENT, measured)
    unit = LagUnit.ELAPSED if lag.is_elapsed else LagUnit.WORKING
    return Link(predecessor, successor, kind, lag.tenths(units), unit, measured)


def cap_ticks(moment: datetime, duration: int) -> int:
    """Return the latest tick that a finish date allows: work may fill the last minute of a day named whole."""
    return end_ticks(moment) if duration > 0 else to_ticks(moment)


def project_start(plan: Plan) -> datetime:
    """Return the instant before which nothing starts: the portfolio's, else the earliest date in the plan."""
    if plan.portfolio.start is not None:
        return plan.portfolio.start
    dates = list(known_dates(plan))
    return min(dates, default=FALLBACK_START)


def known_dates(plan: Plan) -> Iterator[datetime]:
    """Yield the midnights of the days that the plan names for its work."""
    named: Sequence[datetime | date | None]
    for item in plan.all(Initiative).values():
        named = (
            item.actual_start, item.actual_finish, item.manual_start, item.manual_finish, item.constraint_date,
            item.deadline, item.second_constraint_date,
        )  # fmt: skip
        yield from _midnights(named)
    for project in plan.all(PlanProject).values():
        yield from _midnights((project.start, project.finish))
    for launch in plan.all(Launch).values():
        yield from _midnights((launch.not_before, launch.target_date, launch.launched_on))
    for link in plan.all(Dependency).values():
        yield from _midnights((link.promised_for, link.delivered_on))
    yield from _midnights((plan.portfolio.status_date, plan.portfolio.start))


def _midnights(named: Sequence[datetime | date | None]) -> Iterator[datetime]:
    for value in named:
        if value is not None:
            yield datetime.combine(value.date() if isinstance(value, datetime) else value, time())
