"""The network of a plan: initiatives and launches as activities, dependencies as links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from planner.plan.entities import Dependency, Initiative, Launch
from planner.plan.entities.work import ConstraintType, Level, LinkType, Status
from planner.plan.entities.work import LagCalendar as PlanLagCalendar
from planner.plan.snapshot import Plan
from planner.plan.values import END_OF_DAY, Duration, WorkingUnits
from planner.schedule.network import (
    Activity,
    Constraint,
    LagCalendar,
    LagUnit,
    Link,
    LinkKind,
    Network,
    Project,
    Track,
)
from planner.schedule.plan_calendars import CLOCK, PlanCalendars
from planner.worktime import arithmetic
from planner.worktime.tables import listed
from planner.worktime.ticks import TICKS_PER_DAY, day_start, minutes, to_ticks

FALLBACK_START = datetime(2026, 1, 5)
"""Where a plan without any date starts: a Monday, so that the same plan gives the same dates every day."""

OWN, OUTSIDE = 0, 1
"""Positions of the two projects: the portfolio, and what others promised."""

KINDS = {kind: LinkKind[kind.name] for kind in LinkType}
CONSTRAINTS = {kind: Constraint[kind.name] for kind in ConstraintType}
LAG_CALENDARS = {
    PlanLagCalendar.SUCCESSOR: LagCalendar.SUCCESSOR,
    PlanLagCalendar.PREDECESSOR: LagCalendar.PREDECESSOR,
    PlanLagCalendar.PROJECT: LagCalendar.PROJECT,
    PlanLagCalendar.ALWAYS: LagCalendar.AROUND_THE_CLOCK,
}
FINISH_CONSTRAINTS = {ConstraintType.FNET, ConstraintType.FNLT, ConstraintType.MFO}


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
    inherited = InheritedCalendars(plan, calendars)
    activities = [
        initiative_activity(work, position, units, inherited, calendars)
        if isinstance(work, Initiative)
        else launch_activity(work)
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
    start = to_ticks(project_start(plan))
    limit = minutes(plan.portfolio.critical_float_days * units.minutes_per_day)
    projects = (Project(start, critical_limit=limit), Project(start))
    network = Network(activities, links, projects, calendars.values)
    implied = any((i.manual_start is None) != (i.manual_finish is None) for i in plan.all(Initiative).values())
    return PlanNetwork(network, tuple(ids), position, tuple(dependencies), len(works), implied)


class InheritedCalendars:
    """The calendar in force for each initiative: its own, else its parent's, else the portfolio's."""

    def __init__(self, plan: Plan, calendars: PlanCalendars) -> None:
        self._table = plan.all(Initiative)
        self._calendars = calendars
        self._known: dict[str | None, int] = {None: 0}

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


def initiative_activity(
    item: Initiative,
    position: dict[str, int],
    units: WorkingUnits,
    inherited: InheritedCalendars,
    calendars: PlanCalendars,
) -> Activity:
    """Return the activity of an initiative."""
    said = scheduled_duration(item)
    ticks = duration_ticks(said, units) if said else 0
    plain = Activity(
        duration=ticks,
        calendar=inherited.of(item),
        parent=position.get(item.parent_id) if item.parent_id else None,
        tracks=(Track(CLOCK, ticks),) if said and ticks and said.is_elapsed else (),
        active=item.status is not Status.CANCELLED,
    )
    if _is_plain(item):
        return plain
    at = item.constraint_date if item.constraint not in {ConstraintType.ASAP, ConstraintType.ALAP} else None
    if at is not None and item.constraint in FINISH_CONSTRAINTS and at.time() == time():
        at = datetime.combine(at.date(), END_OF_DAY)
    caps = item.constraint in {ConstraintType.FNLT, ConstraintType.SNLT}
    done = replace(
        plain,
        constraint=CONSTRAINTS[item.constraint],
        constraint_at=None if at is None else cap_ticks(at, ticks) if caps else to_ticks(at),
        deadline=None if item.deadline is None else cap_ticks(item.deadline, ticks),
        manual_start=None if item.manual_start is None else to_ticks(item.manual_start),
        manual_finish=None if item.manual_finish is None else to_ticks(item.manual_finish),
        actual_start=None if item.actual_start is None else to_ticks(item.actual_start),
        actual_finish=None if item.actual_finish is None else to_ticks(item.actual_finish),
    )
    return _with_manual_dates(_with_progress(done, item, units), calendars)


def _is_plain(item: Initiative) -> bool:
    return (
        item.constraint is ConstraintType.ASAP
        and item.deadline is None
        and item.actual_start is None
        and item.actual_finish is None
        and item.manual_start is None
        and item.manual_finish is None
    )


def _with_progress(activity: Activity, item: Initiative, units: WorkingUnits) -> Activity:
    """Return the activity with the work it still needs; remaining work that was said replaces the share not done."""
    if activity.actual_start is None or activity.actual_finish is not None:
        return activity
    done = round(activity.duration * item.percent_complete / 100)
    left = activity.duration - done
    if item.remaining is not None and not item.remaining.is_percent:
        left = item.remaining.tenths(units)
    length = done + left
    tracks = tuple(replace(track, duration=length) for track in activity.tracks)
    return replace(activity, duration=length, remaining=left, tracks=tracks)


def _with_manual_dates(activity: Activity, calendars: PlanCalendars) -> Activity:
    """Return the activity with both manual dates where only one was given: the other lies its duration away."""
    start, finish = activity.manual_start, activity.manual_finish
    if (start is None) == (finish is None):
        return activity
    tables = listed(calendars.values)
    calendar = activity.tracks[0].calendar if activity.tracks else activity.calendar or 0
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
    at = day_start(day) + TICKS_PER_DAY
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
    whole_day = duration > 0 and moment.time() == END_OF_DAY
    return to_ticks(moment + timedelta(minutes=1)) if whole_day and moment.date() < date.max else to_ticks(moment)


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
            item.deadline,
        )  # fmt: skip
        yield from _midnights(named)
    for launch in plan.all(Launch).values():
        yield from _midnights((launch.not_before, launch.target_date, launch.launched_on))
    for link in plan.all(Dependency).values():
        yield from _midnights((link.promised_for, link.delivered_on))
    yield from _midnights((plan.portfolio.status_date, plan.portfolio.start))


def _midnights(named: Sequence[datetime | date | None]) -> Iterator[datetime]:
    for value in named:
        if value is not None:
            yield datetime.combine(value.date() if isinstance(value, datetime) else value, time())
