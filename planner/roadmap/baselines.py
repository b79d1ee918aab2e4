"""Baselines: the dates of a plan, kept as what was promised when a roadmap was locked.

Locking writes one baseline and a promise for each piece of dated work, all of it as operations of one change set:

>>> from datetime import datetime
>>> from planner.plan.entities import Initiative, Portfolio
>>> from planner.plan.values import Duration
>>> work = Initiative(id="a", code="POL-1", name="Policy", duration=Duration.parse("2d"))
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)), work, revision=7)
>>> locked = lock_baseline(plan, BaselineTerms("2027Q1"), today=date(2027, 1, 2), new_id=iter(["b", "i"]).__next__)
>>> [operation.kind for operation in locked.operations], locked.operations[0].values["revision"]
(['baseline', 'baseline_item'], 7)
>>> str(locked.operations[1].values["finish"])
'2027-01-05'
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planner.plan.changes import Action, Operation
from planner.plan.entities import Baseline, BaselineItem, Commitment, Initiative
from planner.plan.errors import NotFoundError
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan, Work, per_kinds
from planner.roadmap.tiers import tier_of
from planner.schedule import WorkDates, schedule
from planner.worktime.fiscal import FiscalQuarter, UnreadableQuarterError


@dataclass(frozen=True, slots=True)
class BaselineTerms:
    """What a baseline is called and which fiscal quarters it holds; an empty quarter: no bound on that side."""

    code: str
    name: str = ""
    first_quarter: str = ""
    last_quarter: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Locked:
    """The operations that make a baseline, the baseline itself first; none if a finding refuses it."""

    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...] = ()


def lock_baseline(plan: Plan, terms: BaselineTerms, *, today: date, new_id: Callable[[], str]) -> Locked:
    """Return the operations that keep the dates of all dated work that touches the quarters of the terms.

    Findings refuse quarters that cannot be read, that are in the wrong order, or that hold no work. Whether the
    code is free is a rule of the plan and is checked with the operations.
    """
    month = plan.portfolio.fiscal_year_start_month
    bounds: dict[str, FiscalQuarter | None] = {}
    findings = []
    for field, text in (("first_quarter", terms.first_quarter), ("last_quarter", terms.last_quarter)):
        try:
            bounds[field] = FiscalQuarter.parse(text, month) if text.strip() else None
        except UnreadableQuarterError as error:
            findings.append(_refused("unreadable-quarter", error.message, field, error.hint))
    if findings:
        return Locked((), tuple(findings))
    first, last = bounds["first_quarter"], bounds["last_quarter"]
    if first is not None and last is not None and last < first:
        message = f"{last.label} is before {first.label}."
        return Locked((), (_refused("quarters-reversed", message, "last_quarter", "Give the earlier quarter first."),))
    held = list(_held(plan, first, last))
    if not held:
        message = "No dated work lies in these quarters." if first or last else "No work has dates."
        return Locked((), (_refused("empty-baseline", message, "first_quarter", "Widen the quarters, or date work."),))
    baseline_id = new_id()
    values = {
        "code": terms.code,
        "name": terms.name,
        "locked_on": today,
        "revision": plan.revision,
        "first_quarter": first.label if first else "",
        "last_quarter": last.label if last else "",
        "note": terms.note,
    }
    made = Operation(Action.CREATE, Baseline.KIND.name, baseline_id, values, Place(operation=0))
    return Locked((made, *(_item(plan, new_id(), baseline_id, when, month) for when in held)))


def _refused(code: str, message: str, field: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, code, message, Place(kind=Baseline.KIND.name, field=field, operation=0), hint)


def _held(plan: Plan, first: FiscalQuarter | None, last: FiscalQuarter | None) -> Iterator[WorkDates]:
    """Yield the dates of work that touches the quarters, in the order of the plan."""
    dates = schedule(plan).dates
    for id_ in plan.works:
        when = dates.get(id_)
        if when is None or (first and when.finish < first.first) or (last and when.start > last.last):
            continue
        yield when


def _item(plan: Plan, id_: str, baseline_id: str, when: WorkDates, month: int) -> Operation:
    item = plan.all(Initiative).get(when.id)
    values = {
        "baseline_id": baseline_id,
        "work_id": when.id,
        "start": when.start,
        "finish": when.finish,
        "quarter": FiscalQuarter.containing(when.finish, month).label,
        "commitment": Commitment.COMMITTED if item is None else tier_of(plan, item),
    }
    return Operation(Action.CREATE, BaselineItem.KIND.name, id_, values)


@per_kinds(Baseline)
def baselines(plan: Plan) -> tuple[Baseline, ...]:
    """Return the baselines, the newest first."""
    found = plan.all(Baseline).values()
    return tuple(sorted(found, key=lambda item: (item.locked_on, item.revision, item.code), reverse=True))


@per_kinds(Baseline, BaselineItem)
def newest_promises(plan: Plan) -> Mapping[str, BaselineItem]:
    """Return what the newest baseline promises, by id of the work."""
    found = baselines(plan)
    return promises(plan, found[0].id) if found else {}


def promises(plan: Plan, baseline: str = "") -> Mapping[str, BaselineItem]:
    """Return what a baseline, named by code or id, promises, by id of the work; the newest if none is named.

    NotFoundError where there is no baseline of this name.
    """
    if not baseline:
        return newest_promises(plan)
    return _promises(plan).get(find_baseline(plan, baseline).id, {})


def find_baseline(plan: Plan, name: str) -> Baseline:
    """Return the baseline of this id or code, whatever the case of its letters; NotFoundError if there is none."""
    found = plan.all(Baseline).get(name) or plan.by_code(Baseline.KIND.name, name)
    if not isinstance(found, Baseline):
        known = ", ".join(item.code for item in baselines(plan)[:10])
        raise NotFoundError("baseline", name, f"There are {known}." if known else "Lock one first.")
    return found


@per_kinds(Baseline, BaselineItem)
def _promises(plan: Plan) -> Mapping[str, Mapping[str, BaselineItem]]:
    found: dict[str, dict[str, BaselineItem]] = {}
    for item in plan.all(BaselineItem).values():
        found.setdefault(item.baseline_id, {})[item.work_id] = item
    return found


@dataclass(frozen=True, slots=True)
class Moved:
    """How one piece of work stands against its promise; the dates now are None where it has none any more.

    ``slip_days`` are calendar days from the finish promised to the finish now, None without one. ``deleted`` is the
    work as it was promised where the plan has it no more.
    """

    promise: BaselineItem
    start: date | None
    finish: date | None
    slip_days: int | None
    deleted: Work | None = None


def against_baseline(plan: Plan, baseline: str = "", locked: Plan | None = None) -> tuple[Moved, ...]:
    """Return how all promised work stands against a baseline (the newest if none is named), the latest first.

    A promise goes with its work when that is deleted. With the plan as it was when the baseline was ``locked`` such
    work is in the answer too, before all other.
    """
    dates = schedule(plan).dates
    found = [
        Moved(promise, None, None, None, locked.work(id_))
        for id_, promise in (promises(locked, baseline).items() if locked is not None else ())
        if locked is not None and id_ not in plan.works
    ]
    for promise in promises(plan, baseline).values():
        now = dates.get(promise.work_id)
        if now is None:
            found.append(Moved(promise, None, None, None))
        else:
            found.append(Moved(promise, now.start, now.finish, (now.finish - promise.finish).days))

    def order(row: Moved) -> tuple[bool, bool, int, str]:
        return row.deleted is None, row.slip_days is not None, -(row.slip_days or 0), row.promise.work_id

    return tuple(sorted(found, key=order))
