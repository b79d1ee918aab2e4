"""What the computed dates of a plan show: promises they miss, orders they break, work that has no date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from planner.plan.entities import Calendar, Dependency, Initiative
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan, Work, per_plan
from planner.schedule.plan_schedule import SolvedPlan, schedule_of, solved
from planner.schedule.records import Term
from planner.schedule.result import WorkDates
from planner.schedule.solution import Trouble


@per_plan
def findings_of(plan: Plan) -> tuple[Finding, ...]:
    """Return every finding of the computed dates, in the order of the plan."""
    done = solved(plan)
    return (
        *_undated(plan, done),
        *_unknown_holidays(plan, done),
        *_unknown_time_zone(plan),
        *_missed_dates(plan),
        *_overridden_links(plan, done),
        *_broken_links(plan),
        *_late_deliveries(plan),
    )


def _place(work: Work, field: str | None = None) -> Place:
    return Place(kind=work.KIND.name, id=work.id, code=work.code, field=field)


def _shown(moment: datetime) -> str:
    return f"{moment:%a %d %b %Y %H:%M}"


def _undated(plan: Plan, done: SolvedPlan) -> Iterator[Finding]:
    for loop in done.solution.loops:
        ids = tuple(done.plan_network.ids[i] for i in loop.nodes)
        names = " → ".join(plan.works[id_].code for id_ in (*ids, ids[0]))
        text = f"The dependencies go round in a circle: {names}. Those inside it are left out of the dates."
        place = _place(plan.works[ids[0]])
        yield Finding(Severity.ERROR, "schedule-loop", text, place, "Remove one of the dependencies.", ids)
    for problem in done.solution.problems:
        work = plan.works[done.plan_network.ids[problem.activity]]
        if problem.trouble is Trouble.CALENDAR_NEVER_WORKS:
            text = f"{work.code} has a calendar without any working time, so its duration counts as nothing."
            yield Finding(
                Severity.WARNING, "calendar-never-works", text, _place(work, "calendar_id"),
                "Give the calendar working hours.", (work.id,),
            )  # fmt: skip
        else:
            text = f"{work.code} has no dates: its calendar has no time for it before the year 10000."
            yield Finding(
                Severity.WARNING, "no-working-time-left", text, _place(work, "duration"),
                "Shorten it or what comes before, or give the calendar a working week.", (work.id,),
            )  # fmt: skip


def _unknown_holidays(plan: Plan, done: SolvedPlan) -> Iterator[Finding]:
    for id_ in done.calendars.unknown:
        calendar = plan.all(Calendar)[id_]
        place = Place(kind="calendar", id=id_, code=calendar.code, field="country")
        region = f"{calendar.country}-{calendar.subdivision}" if calendar.subdivision else calendar.country
        text = f"No public holidays are known for {region}, so calendar {calendar.code} has none."
        hint = "Use ISO 3166 codes, such as US and CA, or list the days as exceptions."
        yield Finding(Severity.WARNING, "unknown-holidays", text, place, hint, (id_,))


@cache
def time_zones() -> frozenset[str]:
    """Return the names of the time zones that this machine knows; reading them takes 30 ms."""
    return frozenset(available_timezones())


def _unknown_time_zone(plan: Plan) -> Iterator[Finding]:
    """Yield the time zone of the portfolio where no such zone is known; dates do not depend on it."""
    settings = plan.portfolio
    if settings.time_zone == "UTC":
        return
    known = time_zones()
    if known and settings.time_zone not in known:
        text = f"No time zone {settings.time_zone!r} is known; dates are as they are written, whatever the zone."
        place = Place(kind="portfolio", id=settings.id, field="time_zone")
        hint = "Use an IANA name, such as Europe/Dublin."
        yield Finding(Severity.WARNING, "unknown-time-zone", text, place, hint, (settings.id,))


def _missed_dates(plan: Plan) -> Iterator[Finding]:
    dates = schedule_of(plan).dates
    for id_, when in dates.items():
        work = plan.works[id_]
        due = work.deadline if isinstance(work, Initiative) else work.target_date
        if due is None or when.early_finish <= due:
            continue
        field, code = (
            ("deadline", "missed-deadline") if isinstance(work, Initiative) else ("target_date", "late-launch")
        )
        text = f"{work.code} finishes {_shown(when.early_finish)}, after {_shown(due)}."
        hint = "See its critical path for what drives it."
        yield Finding(Severity.WARNING, code, text, _place(work, field), hint, (id_,))


def _overridden_links(plan: Plan, done: SolvedPlan) -> Iterator[Finding]:
    """Yield the work whose constraint holds it before its predecessors allow."""
    early = done.solution.early
    for i, id_ in enumerate(done.plan_network.ids[: done.plan_network.size]):
        constrained = early.term[i] in (Term.CONSTRAINT, Term.SECOND_CONSTRAINT)
        if constrained and early.demand[i] > early.bound[i]:
            work = plan.works[id_]
            text = f"The constraint of {work.code} holds it before its dependencies allow."
            hint = "Move the constraint, or shorten what comes before."
            yield Finding(Severity.WARNING, "constraint-breaks-links", text, _place(work, "constraint"), hint, (id_,))


def _broken_links(plan: Plan) -> Iterator[Finding]:
    """Yield dependencies that given dates (actual or manual) do not respect."""
    dates = schedule_of(plan).dates
    for link in plan.all(Dependency).values():
        before, after = dates.get(link.predecessor_id or ""), dates.get(link.successor_id)
        if before is None or after is None or after.binding not in {"actual", "manual"} or link.lag.amount < 0:
            continue
        if _ends(link, after, late=True) < _ends(link, before, late=False):
            successor, predecessor = plan.works[link.successor_id], plan.works[link.predecessor_id or ""]
            text = f"{successor.code} goes ahead of its predecessor {predecessor.code}: its dates are {after.binding}."
            hint = "Correct the dates, or drop the dependency."
            place = Place(kind="dependency", id=link.id, code=successor.code)
            yield Finding(Severity.WARNING, "broken-dependency", text, place, hint, (link.id,))


def _ends(link: Dependency, when: WorkDates, *, late: bool) -> datetime:
    """Return the end of an item that a link binds: of its successor (`late`), else of its predecessor."""
    letter = link.type.name[1 if late else 0]
    return when.early_finish if letter == "F" else when.early_start


def _late_deliveries(plan: Plan) -> Iterator[Finding]:
    """Yield dependencies that are promised for after they are needed."""
    for link in plan.all(Dependency).values():
        promised = link.delivered_on or link.promised_for
        if promised is None or link.needed_by is None or promised <= link.needed_by:
            continue
        work = plan.works.get(link.successor_id)
        if work is None:
            continue
        text = f"{work.code} needs this by {link.needed_by:%d %b %Y}; it is promised for {promised:%d %b %Y}."
        place = Place(kind="dependency", id=link.id, code=work.code, field="promised_for")
        yield Finding(Severity.WARNING, "late-promise", text, place, "Renegotiate or re-plan.", (link.id,))
