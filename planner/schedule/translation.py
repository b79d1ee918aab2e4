"""From a plan to the network that is scheduled: initiatives, launches, and what outside parties have promised.

An external party's delivery becomes a fixed activity without duration at the end of the day delivered or
promised; without either it binds nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from planner.plan.entities import ConstraintType, Dependency, Initiative, Launch, Level, LinkType, Status
from planner.plan.entities import LagCalendar as Measure
from planner.plan.snapshot import Plan, Work
from planner.plan.values import END_OF_DAY, Duration
from planner.schedule.network import Activity, Constraint, LagCalendar, LagUnit, Link, LinkKind, Network, Project
from planner.worktime import AROUND_THE_CLOCK, WorkingCalendar, to_ticks
from planner.worktime.declared import working_calendar

NO_DATE = date(2026, 1, 1)
"""Where a plan without any date starts; ``schedule_findings`` asks for the portfolio's start then."""

_CONSTRAINTS = {kind: Constraint[kind.name] for kind in ConstraintType}
_MEASURES = {
    Measure.SUCCESSOR: LagCalendar.SUCCESSOR,
    Measure.PREDECESSOR: LagCalendar.PREDECESSOR,
    Measure.PROJECT: LagCalendar.PROJECT,
    Measure.ALWAYS: LagCalendar.AROUND_THE_CLOCK,
}
_KINDS = {kind: LinkKind[kind.name] for kind in LinkType}


@dataclass(frozen=True, slots=True)
class Translation:
    """A network with what its positions mean: work ids, dependency ids per link; ``external`` activities follow."""

    network: Network
    ids: tuple[str, ...]
    links: tuple[str, ...]
    index: dict[str, int]


def translate(plan: Plan, years: range) -> Translation:
    """Return the network of a plan with public holidays of these years; dangling links are left out."""
    calendars = _Calendars(plan, years)
    works = plan.works
    index = {id_: position for position, id_ in enumerate(works)}
    activities = [_activity(plan, work, index, calendars) for work in works.values()]
    links: list[Link] = []
    link_ids: list[str] = []
    for dependency in plan.all(Dependency).values():
        source = index.get(dependency.predecessor_id or "")
        if source is None and dependency.predecessor_id is None:
            source = _external(dependency, activities)
        if source is None or dependency.successor_id not in index:
            continue
        links.append(_link(plan, dependency, source, index[dependency.successor_id]))
        link_ids.append(dependency.id)
    project = Project(
        start=to_ticks(project_start(plan)),
        critical_limit=round(plan.portfolio.critical_float_days * plan.portfolio.minutes_per_day * 10),
    )
    network = Network(activities, links, (project,), tuple(calendars.used))
    return Translation(network, tuple(works), tuple(link_ids), index)


class _Calendars:
    """Calendars of the plan by position as they are used: 0 the portfolio's, 1 around the clock."""

    def __init__(self, plan: Plan, years: range) -> None:
        self.plan = plan
        self.years = years
        self.used: list[WorkingCalendar] = [
            working_calendar(plan, plan.portfolio.default_calendar_id, years),
            AROUND_THE_CLOCK,
        ]
        self._positions: dict[str | None, int] = {None: 0, plan.portfolio.default_calendar_id: 0}

    def position(self, calendar_id: str | None) -> int:
        """Return the position of a calendar, compiling it at its first use."""
        if calendar_id not in self._positions:
            self._positions[calendar_id] = len(self.used)
            self.used.append(working_calendar(self.plan, calendar_id, self.years))
        return self._positions[calendar_id]


def _activity(plan: Plan, work: Work, index: dict[str, int], calendars: _Calendars) -> Activity:
    if isinstance(work, Launch):
        return Activity(
            constraint=Constraint.SNET if work.not_before else Constraint.ASAP,
            constraint_at=_ticks(work.not_before),
            deadline=_ticks(work.target_date),
            actual_start=_ticks(work.launched_on),
            actual_finish=_ticks(work.launched_on),
            active=work.status is not Status.CANCELLED,
        )
    duration = _duration(plan, work)
    calendar = calendars.position(plan.inherited(work, "calendar_id")[0])
    if work.duration is not None and work.duration.is_elapsed:
        calendar = 1
    activity = Activity(
        duration=duration,
        calendar=calendar,
        parent=index.get(work.parent_id or ""),
        constraint=_CONSTRAINTS[work.constraint],
        constraint_at=_ticks(work.constraint_date),
        deadline=_ticks(work.deadline),
        manual_start=_ticks(work.manual_start),
        manual_finish=_ticks(work.manual_finish),
        actual_start=_ticks(work.actual_start or work.actual_finish),
        actual_finish=_ticks(work.actual_finish),
        remaining=_remaining(plan, work, duration),
        active=work.status is not Status.CANCELLED,
    )
    return _half_manual(activity)


def _half_manual(activity: Activity) -> Activity:
    """Read one manual date without the other as the constraint that it is."""
    if activity.manual_start is not None and activity.manual_finish is None:
        return replace(activity, constraint=Constraint.MSO, constraint_at=activity.manual_start)
    if activity.manual_finish is not None and activity.manual_start is None:
        return replace(activity, constraint=Constraint.MFO, constraint_at=activity.manual_finish)
    return activity


def _duration(plan: Plan, item: Initiative) -> int:
    if item.level is Level.MILESTONE and item.duration is None:
        return 0
    return _tenths(plan, item.duration)


def _remaining(plan: Plan, item: Initiative, duration: int) -> int | None:
    if item.remaining is not None:
        return _tenths(plan, item.remaining)
    return round(duration * (1 - item.percent_complete / 100)) if item.percent_complete else None


def _tenths(plan: Plan, duration: Duration | None) -> int:
    return 0 if duration is None or duration.is_percent else duration.tenths(plan.units)


def _external(dependency: Dependency, activities: list[Activity]) -> int | None:
    day = dependency.delivered_on or dependency.promised_for
    if day is None:
        return None
    at = to_ticks(datetime.combine(day, END_OF_DAY))
    activities.append(Activity(manual_start=at, manual_finish=at))
    return len(activities) - 1


def _link(plan: Plan, dependency: Dependency, source: int, target: int) -> Link:
    lag = dependency.lag
    if lag.is_percent:
        amount, unit = float(lag.amount), LagUnit.PERCENT
    else:
        amount, unit = lag.tenths(plan.units), LagUnit.ELAPSED if lag.is_elapsed else LagUnit.WORKING
    return Link(source, target, _KINDS[dependency.type], amount, unit, _MEASURES[dependency.lag_calendar])


def _ticks(moment: datetime | None) -> int | None:
    return None if moment is None else to_ticks(moment)


def project_start(plan: Plan) -> datetime:
    """Return the instant before which nothing starts: as set, else the earliest date, else the status date."""
    if plan.portfolio.start is not None:
        return plan.portfolio.start
    first = min(given_moments(plan), default=None)
    day = first.date() if first else plan.portfolio.status_date or NO_DATE
    return datetime.combine(day, time())


def given_moments(plan: Plan) -> Iterator[datetime]:
    """Yield every date that people gave for initiatives and launches."""
    for item in plan.all(Initiative).values():
        for moment in (item.constraint_date, item.actual_start, item.actual_finish, item.manual_start):
            if moment is not None:
                yield moment
        if item.deadline is not None and item.constraint_date is None:
            yield item.deadline
    for launch in plan.all(Launch).values():
        for moment in (launch.not_before, launch.launched_on, launch.target_date):
            if moment is not None:
                yield moment


def holiday_years(plan: Plan, finish: datetime | None = None) -> range:
    """Return the years in which holidays matter: two before the first date, ten after the last, or past ``finish``."""
    known = [*given_moments(plan), project_start(plan)]
    last = max(known).year + 10
    if finish is not None:
        last = max(last, finish.year + 2)
    return range(max(1, min(known).year - 2), min(9998, last) + 1)


def descendants(plan: Plan, id_: str) -> Iterator[str]:
    """Yield the ids of the leaves under a summary; the id itself if it has no parts."""
    parts = plan.children(id_)
    if not parts:
        yield id_
    for part in parts:
        yield from descendants(plan, part.id)
