"""Rules of single entities: durations, dates, progress, ownership, calendars, demands, staff, reviews, obligations."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise

from planner.plan.entities import (
    Calendar,
    ConstraintType,
    DatePrecision,
    Demand,
    Dependency,
    Entity,
    Initiative,
    Launch,
    Level,
    Obligation,
    ReviewQueue,
    ReviewRequest,
    StaffingChange,
    Status,
)
from planner.plan.entities.worktime import hours_problem
from planner.plan.findings import Finding
from planner.plan.rules.place import at, error, name_of, warning
from planner.plan.snapshot import Plan
from planner.plan.values import Duration

CENTURY_TENTHS = 100 * 366 * 1440 * 10
_UNDATED = (ConstraintType.ASAP, ConstraintType.ALAP)


def three_points(plan: Plan, item: Initiative) -> Iterable[Finding]:
    """Find three-point estimates that are not in the order optimistic ≤ likely ≤ pessimistic."""
    given = [(name, getattr(item, name)) for name in ("optimistic", "duration", "pessimistic")]
    known = [(name, value) for name, value in given if value is not None and not value.is_percent]
    for (low, small), (high, large) in pairwise(known):
        if small.tenths(plan.units) > large.tenths(plan.units):
            message = f"{name_of(item)}: {low} {small} is more than {high} {large}."
            yield error("three-point-order", message, at(item, low), "Order them optimistic ≤ likely ≤ pessimistic.")


def duration_bounds(plan: Plan, item: Initiative) -> Iterable[Finding]:
    """Find durations that are negative, relative, or longer than a century."""
    for name in ("optimistic", "duration", "pessimistic", "remaining"):
        value = getattr(item, name)
        if value is not None:
            yield from _duration_within(plan, item, name, value)
    if item.level is Level.MILESTONE and item.duration is not None and item.duration.amount > 0:
        message = f"{name_of(item)} is a milestone and takes {item.duration}."
        yield warning(
            "milestone-duration", message, at(item, "duration"), "Set the duration to 0, or change the level."
        )


def _duration_within(plan: Plan, item: Entity, name: str, value: Duration) -> Iterable[Finding]:
    if value.is_percent or value.amount < 0:
        message = f"{name_of(item)}: {name} cannot be {value}."
        yield error("negative-duration", message, at(item, name), "Give an amount of time of 0 or more.")
    elif value.tenths(plan.units) > CENTURY_TENTHS:
        message = f"{name_of(item)}: {name} {value} is longer than a century."
        yield error("absurd-duration", message, at(item, name), "Check the number and its unit.")


def review_times(plan: Plan, reviews: ReviewQueue | ReviewRequest) -> Iterable[Finding]:
    """Find times of review that are negative, relative, or longer than a century."""
    if reviews.service is not None:
        yield from _duration_within(plan, reviews, "service", reviews.service)


_SPANS = (
    ("start", "finish"),
    ("engaged_from", "engaged_until"),
    ("submitted_on", "decided_on"),
    ("granted_on", "expires_on"),
    ("decided_on", "expires_on"),
    ("dated", "valid_until"),
)
"""Fields of first and last days, of whatever has both."""


def last_days(plan: Plan, entity: Entity) -> Iterable[Finding]:
    """Find engagements, reviews, waivers, decisions and the like that end before they begin."""
    for first, last in _SPANS:
        start: date | None = getattr(entity, first, None)
        end: date | None = getattr(entity, last, None)
        if start is not None and end is not None and end < start:
            message = f"{name_of(entity)}: {last} {end} is before {first} {start}."
            yield error("date-inversion", message, at(entity, last), "Correct one of the two dates.")


def loans_to_oneself(plan: Plan, change: StaffingChange) -> Iterable[Finding]:
    """Find loans of a team to itself."""
    if change.from_team_id == change.team_id:
        message = "A team borrows people from itself."
        yield error("loan-to-itself", message, at(change, "from_team_id"), "Name another team, or none.")


def date_inversions(plan: Plan, item: Initiative) -> Iterable[Finding]:
    """Find finishes before their starts, and deadlines before a start that is fixed."""
    pairs = [("actual_start", "actual_finish"), ("manual_start", "manual_finish")]
    if item.constraint in (ConstraintType.SNET, ConstraintType.MSO, ConstraintType.FNET, ConstraintType.MFO):
        pairs.append(("constraint_date", "deadline"))
    for first, last in pairs:
        start: datetime | None = getattr(item, first)
        end: datetime | None = getattr(item, last)
        if start is not None and end is not None and end < start:
            message = f"{name_of(item)}: {last} {end:%Y-%m-%d} is before {first} {start:%Y-%m-%d}."
            report = warning if last == "deadline" else error
            yield report("date-inversion", message, at(item, last), "Correct one of the two dates.")


def constraint_dates(plan: Plan, item: Initiative) -> Iterable[Finding]:
    """Find constraints that need a date and have none."""
    second = (item.second_constraint, item.second_constraint_date, "second_constraint_date")
    for kind, when, field in ((item.constraint, item.constraint_date, "constraint_date"), second):
        if kind not in _UNDATED and when is None:
            message = f"{name_of(item)}: {kind.value} has no date."
            yield error("constraint-without-date", message, at(item, field), "Give the constraint's date.")


def progress_consistent(plan: Plan, item: Initiative) -> Iterable[Finding]:
    """Find progress that contradicts itself: finished but not started, complete but not done."""
    if item.actual_finish is not None and item.actual_start is None:
        message = f"{name_of(item)} has finished and never started."
        yield warning("finish-without-start", message, at(item, "actual_start"), "Give the actual start.")
    if item.actual_finish is not None and item.status not in (Status.DONE, Status.CANCELLED):
        message = f"{name_of(item)} has finished and its status is {item.status.value}."
        yield warning("status-mismatch", message, at(item, "status"), "Set the status to done.")
    if item.status is Status.DONE and item.actual_finish is None and item.percent_complete < 100:
        message = f"{name_of(item)} is done, without an actual finish."
        yield warning("done-without-finish", message, at(item, "actual_finish"), "Give the actual finish.")


def missing_owner(plan: Plan, item: Initiative | Launch) -> Iterable[Finding]:
    """Find live work that nobody answers for, itself or through its parents."""
    if item.status in (Status.DONE, Status.CANCELLED):
        return
    owner = plan.inherited(item, "owner")[0] if isinstance(item, Initiative) else item.owner
    if not owner.strip():
        yield warning("missing-owner", f"{name_of(item)} has no owner.", at(item, "owner"), "Name who answers for it.")


def dependency_ends(plan: Plan, link: Dependency) -> Iterable[Finding]:
    """Find dependencies of something on itself, without a predecessor, or longer than a century."""
    if link.predecessor_id == link.successor_id:
        name = name_of(plan.works[link.successor_id]) if link.successor_id in plan.works else link.successor_id
        message = f"{name} depends on itself."
        yield error("self-dependency", message, at(link), "Remove the dependency.", (link.successor_id,))
    if link.predecessor_id is None and not link.external_party.strip():
        message = "A dependency has neither a predecessor nor an external party."
        yield error("missing-value", message, at(link, "predecessor_id"), "Name what must come first, or who outside.")
    if not link.lag.is_percent and abs(link.lag.tenths(plan.units)) > CENTURY_TENTHS:
        yield error(
            "absurd-duration", f"The lag {link.lag} is longer than a century.", at(link, "lag"), "Check its unit."
        )


def calendar_rules(plan: Plan, calendar: Calendar) -> Iterable[Finding]:
    """Find weeks without seven days, unreadable hours, exceptions that end before they start, base loops."""
    if len(calendar.week) != 7:
        message = f"{calendar.code}: the week has {len(calendar.week)} days."
        yield error(
            "calendar-week", message, at(calendar, "week"), "Give the hours of Monday to Sunday, seven entries."
        )
    spans = [*calendar.week, *(exception.hours for exception in calendar.exceptions)]
    for other in calendar.other_weeks:
        spans += other.week
        if len(other.week) != 7 or other.last < other.first:
            message = f"{calendar.code}: the week from {other.first} to {other.last} is not seven days in order."
            yield error("calendar-week", message, at(calendar, "other_weeks"), "Give seven entries and both dates.")
    for hours in dict.fromkeys(spans):
        problem = hours_problem(hours)
        if problem:
            yield error(
                "calendar-hours", f"{calendar.code}: {problem}", at(calendar, "week"), "Write 09:00-12:00 13:00-17:00."
            )
    for exception in calendar.exceptions:
        if exception.last < exception.first:
            message = f"{calendar.code}: the exception {exception.name or exception.first} ends before it starts."
            yield error("date-inversion", message, at(calendar, "exceptions"), "Correct one of the two dates.")
    yield from _base_loop(plan, calendar)


def _base_loop(plan: Plan, calendar: Calendar) -> Iterable[Finding]:
    table = plan.all(Calendar)
    seen = [calendar.id]
    current = calendar
    while current.base_id in table:
        current = table[str(current.base_id)]
        if current.id in seen:
            message = f"{calendar.code} is, through its bases, based on itself."
            yield error("calendar-cycle", message, at(calendar, "base_id"), "Remove one base.", tuple(seen))
            return
        seen.append(current.id)


def demand_amounts(plan: Plan, demand: Demand) -> Iterable[Finding]:
    """Find demands that name no amount, or two."""
    if (demand.fte is None) == (demand.person_days is None):
        many = "both people and person-days" if demand.fte is not None else "no amount"
        yield error("demand-amount", f"A demand names {many}.", at(demand, "fte"), "Give either fte or person_days.")


def obligation_dates(plan: Plan, duty: Obligation) -> Iterable[Finding]:
    """Find dated obligations without a day, days within the period that they stand for, and grace before the duty."""
    if duty.day is None and duty.precision is not DatePrecision.RELATIVE:
        message = f"{duty.code} has no date."
        yield warning("obligation-without-date", message, at(duty, "day"), "Give its day, or the precision relative.")
    last = _last_of_period(duty)
    if last != duty.day:
        message = f"{duty.code} is known to the {duty.precision.value}, of which {duty.day} is not the last day."
        yield warning("obligation-day-in-period", message, at(duty, "day"), f"Write {last}, or the precision day.")
    if duty.day is not None and duty.grace_end is not None and duty.grace_end < duty.day:
        message = f"{duty.code}: grace ends before the duty starts."
        yield error("date-inversion", message, at(duty, "grace_end"), "Correct one of the two dates.")


_MONTHS = {DatePrecision.MONTH: 1, DatePrecision.QUARTER: 3, DatePrecision.HALF: 6, DatePrecision.YEAR: 12}


def _last_of_period(duty: Obligation) -> date | None:
    """Return the last day of the month, quarter, half or year of the calendar that an obligation's day is in."""
    months = _MONTHS.get(duty.precision)
    if duty.day is None or months is None:
        return duty.day
    month = -(-duty.day.month // months) * months
    return date(duty.day.year, month, monthrange(duty.day.year, month)[1])
