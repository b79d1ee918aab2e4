"""What a review of the plan should look at: believable mistakes that no rule forbids.

>>> from planner.plan.entities import Initiative
>>> a = Initiative(id="a", code="TRN-1", name="Course", duration=Duration.parse("2w"))
>>> b = Initiative(id="b", code="TRN-2", name="Next course")
>>> late = Dependency(id="d", predecessor_id="a", successor_id="b", type=LinkType.SS, lag=Duration.parse("3w"))
>>> [finding.message for finding in review_findings(Plan.of(a, b, late))]
['TRN-2 may start 3w after the start of TRN-1, which takes only 2w.']
"""

from collections.abc import Iterator
from datetime import datetime

from planner.plan.entities import (
    ConstraintType,
    Dependency,
    Initiative,
    Launch,
    LegalStatus,
    LinkType,
    Obligation,
    PriorityClass,
    Status,
)
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import Duration
from planner.schedule import schedule
from planner.worktime.fiscal import FiscalQuarter, UnreadableQuarterError

_NOT_BINDING = (LegalStatus.ENJOINED, LegalStatus.REPEALED)
_COUNTED = (Status.APPROVED, Status.IN_PROGRESS)


@per_plan
def review_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return what a review should look at.

    Warnings on work dated before its predecessor ends, lags past the predecessor's end, and laws that do not
    bind; notes on legal dates that moved.
    """
    return (
        *_dated_too_early(plan),
        *_lags_past_the_end(plan),
        *_laws_counted_as_live(plan),
        *_moved_dates(plan),
    )


def _dated_too_early(plan: Plan) -> Iterator[Finding]:
    """Find work that is dated to start before something it waits for ends: a date nobody can keep."""
    said = [(item, wanted) for item in plan.all(Initiative).values() if (wanted := _dated(plan, item)) is not None]
    dates = schedule(plan).dates if said else {}
    for item, wanted in said:
        if item.id not in dates:
            continue
        waits = [link for link in plan.predecessors(item.id) if link.type is LinkType.FS and link.lag.amount >= 0]
        ends = [dates[id_] for link in waits if (id_ := link.predecessor_id or "") in dates]
        before = max(ends, key=lambda when: when.early_finish, default=None)
        if before is not None and wanted.date() < before.finish:
            first = plan.work(before.id).code
            yield Finding(
                Severity.WARNING,
                "dated-before-predecessor",
                f"{item.code} is dated {wanted.date()}, before its predecessor {first} ends on {before.finish}.",
                Place(
                    kind="initiative",
                    id=item.id,
                    code=item.code,
                    field="manual_start" if item.manual_start else "constraint_date",
                ),
                "Move the date, or change the dependency.",
                (before.id, item.id),
            )


def _dated(plan: Plan, item: Initiative) -> datetime | None:
    """Return when an item is said to start; None if it has started or its dependencies alone decide.

    Not before the quarter it is planned for is no such date.
    """
    if item.actual_start is not None:
        return None
    if item.manual_start is not None:
        return item.manual_start
    wanted = item.constraint_date if item.constraint in (ConstraintType.SNET, ConstraintType.MSO) else None
    return None if wanted is not None and _opens_its_quarter(plan, item, wanted) else wanted


def _opens_its_quarter(plan: Plan, item: Initiative, wanted: datetime) -> bool:
    if item.constraint is not ConstraintType.SNET:
        return False
    try:
        quarter = FiscalQuarter.parse(item.planned_quarter, plan.portfolio.fiscal_year_start_month)
    except UnreadableQuarterError:
        return False
    return wanted.date() == quarter.first


def _lags_past_the_end(plan: Plan) -> Iterator[Finding]:
    """Find start-to-start lags longer than their predecessor: finish to start was meant, or the number is wrong."""
    table = plan.all(Initiative)
    for link in plan.all(Dependency).values():
        before, after = table.get(link.predecessor_id or ""), plan.works.get(link.successor_id)
        if link.type is not LinkType.SS or before is None or after is None or before.duration is None:
            continue
        if _longer(plan, link.lag, before.duration):
            message = f"{after.code} may start {link.lag} after the start of {before.code}, which takes only "
            yield Finding(
                Severity.WARNING,
                "lag-longer-than-predecessor",
                f"{message}{before.duration}.",
                Place(kind="dependency", id=link.id, code=after.code, field="lag"),
                "Link finish to start, or shorten the lag.",
                (before.id, after.id),
            )


def _longer(plan: Plan, lag: Duration, duration: Duration) -> bool:
    if lag.is_percent or duration.is_percent:
        return lag.is_percent and lag.amount > 100
    if lag.is_elapsed != duration.is_elapsed:
        return False
    return 0 < duration.tenths(plan.units) < lag.tenths(plan.units)


def _laws_counted_as_live(plan: Plan) -> Iterator[Finding]:
    """Find laws that do not bind while work is planned for them as a must."""
    for duty in plan.all(Obligation).values():
        if duty.status not in _NOT_BINDING:
            continue
        for work in _counted(plan, duty):
            message = f"{duty.instrument} is {duty.status.value}, and {work.code} is planned as if it bound."
            yield Finding(
                Severity.WARNING,
                "law-not-live",
                message,
                Place(kind="obligation", id=duty.id, code=duty.code, field="status"),
                "Change the class of the work, put it on hold, or correct the standing of the law.",
                (duty.id, work.id),
            )


def _counted(plan: Plan, duty: Obligation) -> Iterator[Initiative | Launch]:
    for id_ in (*duty.initiative_ids, *duty.launch_ids):
        work = plan.works.get(id_)
        if work is None or work.status not in _COUNTED:
            continue
        must = plan.inherited(work, "priority_class")[0] if isinstance(work, Initiative) else None
        if isinstance(work, Launch) or must is PriorityClass.REGULATORY_MUST_DO:
            yield work


def _moved_dates(plan: Plan) -> Iterator[Finding]:
    """Find legal dates that were another day before."""
    for duty in plan.all(Obligation).values():
        before = [entry.day for entry in duty.history if entry.day is not None and entry.day != duty.day]
        if before and duty.day is not None:
            way = "later" if duty.day > before[-1] else "earlier"
            months = abs((duty.day.year - before[-1].year) * 12 + duty.day.month - before[-1].month)
            message = f"{duty.instrument} moved from {before[-1]} to {duty.day}: {months} months {way}."
            yield Finding(
                Severity.INFO,
                "moved-deadline",
                message,
                Place(kind="obligation", id=duty.id, code=duty.code, field="day"),
                "See what was planned against the earlier date.",
                (duty.id,),
            )
