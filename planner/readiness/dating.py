"""Days of readiness: targets, due days, the day that the graph gives a market, and working time after a day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from planner.plan.entities import Calendar, Dependency, Gate, GateTemplate, Initiative, Launch, LaunchMarket, Market
from planner.plan.entities.work import LinkType
from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import Duration
from planner.schedule import schedule
from planner.schedule.plan_schedule import solved
from planner.worktime import arithmetic
from planner.worktime.tables import listed
from planner.worktime.ticks import TICKS_PER_MINUTE, to_datetime, to_ticks


def days_after(day: date, days: int) -> date:
    """Return the day that lies so many days later, at most the last that there is.

    >>> str(days_after(date(2027, 1, 31), 1)), str(days_after(date(9999, 12, 30), 7))
    ('2027-02-01', '9999-12-31')
    """
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def target_of(launch: Launch, cell: LaunchMarket | None) -> date | None:
    """Return the day on which a market should be live: its own, else the launch's."""
    at = (cell.target_date if cell else None) or launch.target_date
    return at.date() if at is not None else None


def live_on(launch: Launch, cell: LaunchMarket | None, today: date) -> date | None:
    """Return the day on which a market went live, None while it is not by ``today``."""
    at = (cell.launched_on if cell else None) or launch.launched_on
    return at.date() if at is not None and at.date() <= today else None


def due_of(template: GateTemplate, gate: Gate | None, target: date | None) -> date | None:
    """Return the day on which a gate is due: as stored, else so many weeks before the target."""
    if gate is not None and gate.due is not None:
        return gate.due
    if target is None:
        return None
    try:
        return target - timedelta(days=round(template.offset_weeks * 7))
    except OverflowError:
        return None


class WorkingTime:
    """Adds working time to moments on a plan's calendars."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._calendars = solved(plan).calendars
        self._tables = listed(self._calendars.values)
        self._known: dict[tuple[str | None, date, Duration], date | None] = {}

    def after(self, calendar_id: str | None, day: date, takes: Duration) -> date | None:
        """Return the day on which so much time has passed, counted from the start of ``day`` (a full day ends on it).

        Elapsed units run by the clock. None where the calendar (None: the portfolio's) has no such time left.
        """
        key = (calendar_id, day, takes)
        if key not in self._known:
            moment = self.walked(calendar_id, datetime.combine(day, time()), takes)
            self._known[key] = moment.date() if moment is not None else None
        return self._known[key]

    def walked(self, calendar_id: str | None, moment: datetime, takes: Duration) -> datetime | None:
        """Return the moment that lies so much time away; a percentage is no time."""
        if takes.is_percent or not takes.amount:
            return moment
        minutes = takes.working_minutes(self._plan.units)
        if takes.is_elapsed:
            try:
                return moment + timedelta(minutes=minutes - 1 if minutes > 0 else minutes)
            except OverflowError:
                return None
        position = self._calendars.position.get(calendar_id or "", 0)
        if not self._calendars.values[position].works():
            return None
        return to_datetime(arithmetic.walk(self._tables, position, to_ticks(moment), minutes * TICKS_PER_MINUTE))


def calendar_of(plan: Plan, market_id: str | None) -> str | None:
    """Return the id of a market's working calendar, None for the portfolio's."""
    market = plan.all(Market).get(market_id or "")
    return market.calendar_id if market is not None and market.calendar_id in plan.all(Calendar) else None


def scheduled_for(plan: Plan, launch: Launch, market_id: str | None) -> date | None:
    """Return the day on which the graph has a launch live in a market; None: it has no date.

    Direct predecessors that are only for other markets do not hold this one back; where all are, or none, it is the
    launch's computed day.
    """
    own = schedule(plan).dates.get(launch.id)
    if own is None:
        return None
    rows = _reached(plan, launch.id)
    kept = [day for markets, day in rows if market_id is None or not markets or market_id in markets]
    days = [day for day in kept if day is not None]
    if len(kept) == len(rows) or not days or launch.launched_on is not None:
        return own.finish
    if launch.not_before is not None:
        days.append(launch.not_before.date())
    return min(max(days), own.finish)


def concerns(plan: Plan, link: Dependency, market_id: str | None) -> bool:
    """Whether what a dependency waits for concerns a market: it names none, or this one."""
    work = plan.all(Initiative).get(link.predecessor_id or "")
    return work is None or market_id is None or not work.market_ids or market_id in work.market_ids


@per_plan
def _reached(plan: Plan, launch_id: str) -> tuple[tuple[tuple[str, ...], date | None], ...]:
    """Return for each direct dependency of a launch its markets and the day from which it lets the launch go."""
    known = plan.all(Initiative)
    found = []
    for link in plan.predecessors(launch_id):
        work = known.get(link.predecessor_id or "")
        found.append((work.market_ids if work is not None else (), _lets_go(plan, link)))
    return tuple(found)


def _lets_go(plan: Plan, link: Dependency) -> date | None:
    dates = schedule(plan).dates.get(link.predecessor_id or "")
    if dates is None:
        return link.delivered_on or link.promised_for
    moment = dates.early_finish if link.type in (LinkType.FS, LinkType.FF) else dates.early_start
    if not link.lag.amount:
        return moment.date()
    reached = WorkingTime(plan).walked(None, moment, link.lag)
    return reached.date() if reached is not None else None
