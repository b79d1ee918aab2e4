"""What the computed dates show that no rule of the plan forbids: missed dates, broken links, missing estimates."""

from collections.abc import Iterator
from datetime import datetime

from planner.plan.entities import Calendar, ConstraintType, Dependency, Initiative, Launch, Level, LinkType, Status
from planner.plan.findings import Finding, Severity
from planner.plan.rules.place import at, name_of, warning
from planner.plan.snapshot import Plan, Work, per_plan
from planner.schedule.planned import schedule, solved
from planner.schedule.translation import given_moments
from planner.worktime.declared import unknown_region

_OVER = (Status.DONE, Status.CANCELLED)


@per_plan
def schedule_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return warnings on dates that are missed or contradict each other, and notes on what cannot be dated."""
    return (
        *_calendars(plan),
        *_undated(plan),
        *_missed(plan),
        *_dated_before_predecessor(plan),
        *_broken_links(plan),
        *_unpromised(plan),
        *_without_estimate(plan),
    )


def _calendars(plan: Plan) -> Iterator[Finding]:
    for calendar in plan.all(Calendar).values():
        problem = unknown_region(calendar)
        if problem:
            hint = "Correct the country or subdivision; until then the calendar has no public holidays."
            yield warning("unknown-country", f"{calendar.code}: {problem}.", at(calendar, "country"), hint)


def _undated(plan: Plan) -> Iterator[Finding]:
    translation, solution = solved(plan)
    for problem in solution.problems:
        if problem.activity < len(translation.ids):
            work = plan.work(translation.ids[problem.activity])
            message = f"{name_of(work)} cannot be dated: {problem.trouble.value}."
            yield warning("no-working-time", message, at(work, "calendar_id"), "Choose one that has working time.")
    if plan.works and plan.portfolio.start is None and not any(True for _ in given_moments(plan)):
        message = "Nothing in the plan has a date to start from."
        yield warning("no-start", message, at(plan.portfolio, "start"), "Set the start of the portfolio.")


def _missed(plan: Plan) -> Iterator[Finding]:
    dates = schedule(plan).dates
    for work in plan.works.values():
        target = work.target_date if isinstance(work, Launch) else work.deadline
        if target is None or work.id not in dates or work.status in _OVER:
            continue
        finish = dates[work.id].early_finish
        if finish > target:
            days = (finish.date() - target.date()).days
            launch = isinstance(work, Launch)
            code, field = ("target-missed", "target_date") if launch else ("deadline-missed", "deadline")
            message = f"{name_of(work)} finishes on {finish:%Y-%m-%d}, {days} days after {target:%Y-%m-%d}."
            yield warning(code, message, at(work, field), "Look at its critical path, or move the date.")


def _dated_before_predecessor(plan: Plan) -> Iterator[Finding]:
    """Find work that is dated to start before what it waits for ends: the date cannot hold."""
    dates = schedule(plan).dates
    for item in plan.all(Initiative).values():
        wanted = _wanted_start(item)
        if wanted is None or item.id not in dates or item.actual_start is not None:
            continue
        before = _last_predecessor(plan, item.id)
        if before is None:
            continue
        end = dates[before.id].early_finish
        if wanted.date() < end.date():
            message = (
                f"{item.code} is dated {wanted:%Y-%m-%d}, before its predecessor {before.code} ends on {end:%Y-%m-%d}."
            )
            hint = "Move the date, or change the dependency."
            place = at(item, "manual_start" if item.manual_start else "constraint_date")
            yield Finding(Severity.WARNING, "dated-before-predecessor", message, place, hint, (before.id, item.id))


def _wanted_start(item: Initiative) -> datetime | None:
    if item.manual_start is not None:
        return item.manual_start
    return item.constraint_date if item.constraint in (ConstraintType.SNET, ConstraintType.MSO) else None


def _last_predecessor(plan: Plan, id_: str) -> Work | None:
    """Return the predecessor that ends last, of the finish-to-start dependencies without lead."""
    dates = schedule(plan).dates
    links = (link for link in plan.predecessors(id_) if link.type is LinkType.FS and link.lag.amount >= 0)
    known = [dates[before] for link in links if (before := link.predecessor_id) is not None and before in dates]
    return plan.work(max(known, key=lambda item: item.early_finish).id) if known else None


def _broken_links(plan: Plan) -> Iterator[Finding]:
    """Find dependencies that a fixed date overrides: the successor starts before the predecessor ends."""
    dates = schedule(plan).dates
    for link in plan.all(Dependency).values():
        if link.type is not LinkType.FS or link.lag.amount < 0:
            continue
        if link.predecessor_id is None or link.predecessor_id not in dates:
            continue
        after, before = dates.get(link.successor_id), dates[link.predecessor_id]
        successor = plan.works.get(link.successor_id)
        if after is None or successor is None or successor.status in _OVER:
            continue
        if after.early_start < before.early_finish and after.binding in ("constraint", "manual", "actual"):
            first = plan.work(before.id)
            message = f"{successor.code} starts on {after.start}, before {first.code} finishes on {before.finish}."
            hint = f"The {after.binding} date overrides the dependency: change one of them."
            yield warning("dependency-broken", message, at(link), hint, (first.id, successor.id))


def _unpromised(plan: Plan) -> Iterator[Finding]:
    for link in plan.all(Dependency).values():
        if link.predecessor_id is None and link.promised_for is None and link.delivered_on is None:
            waiting = plan.works.get(link.successor_id)
            message = (
                f"{waiting.code if waiting else link.successor_id} waits for {link.external_party}, without a date."
            )
            yield warning("unpromised-delivery", message, at(link, "promised_for"), "Ask for a date and enter it.")


def _without_estimate(plan: Plan) -> Iterator[Finding]:
    for item in plan.all(Initiative).values():
        dated = item.manual_finish is not None or item.actual_finish is not None
        timeless = item.level is Level.MILESTONE or item.status in _OVER or plan.children(item.id)
        if item.duration is None and not dated and not timeless:
            message = f"{item.code} has no duration and counts as taking no time."
            yield Finding(Severity.INFO, "no-duration", message, at(item, "duration"), "Estimate it.")
