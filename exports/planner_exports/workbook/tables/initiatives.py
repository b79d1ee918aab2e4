"""The Initiatives sheet: every piece of work as one row, the data that the other sheets count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from planner.plan.entities import Initiative, Level, Market, Objective, Status
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.roadmap import FiscalQuarter, tier_of
from planner.roadmap.grouping import objectives_served
from planner.roadmap.rows import shown
from planner.schedule import start_reason
from planner.schedule.result import WorkDates
from planner_exports.phrases import codes, label, line_of_business, owner_of
from planner_exports.workbook import health
from planner_exports.workbook.styles import ALERT, FINE, NEGATIVE, QUIET, WATCH, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """One initiative. Slack in calendar days, floats in working days; ``counted``: it is a row of the roadmap."""

    id: str
    code: str
    name: str
    level: str
    parent: str
    kind: str
    status: str
    health: str
    counted: bool
    line_of_business: str
    owner: str
    policy_area: str
    objectives: str
    priority_class: str
    markets: str
    tags: str
    start: date | None
    finish: date | None
    finish_quarter: str
    tier: str
    planned_quarter: str
    optimistic: str
    duration: str
    pessimistic: str
    percent_complete: float | None
    actual_start: date | None
    actual_finish: date | None
    deadline: date | None
    slack: int | None
    total_float: float | None
    free_float: float | None
    critical: str
    reason: str = ""


def initiative_rows(subject: Subject) -> list[InitiativeRow]:
    """Return every initiative in the order of the hierarchy: each parent before its parts."""
    plan = subject.plan
    counted = {item.id for item in shown(plan)}
    return [_row(subject, item, item.id in counted) for item in in_hierarchy(plan)]


def in_hierarchy(plan: Plan) -> Iterable[Initiative]:
    """Yield the initiatives depth first by position and code; those in a loop of parents, or orphaned, last."""
    seen: set[str] = set()
    waiting = list(reversed(plan.children(None)))
    while waiting:
        item = waiting.pop()
        seen.add(item.id)
        yield item
        waiting.extend(reversed(plan.children(item.id)))
    yield from sorted((item for item in plan.all(Initiative).values() if item.id not in seen), key=lambda i: i.code)


def critical_word(when: WorkDates | None) -> str:
    """Return Critical, Near, or nothing."""
    if when is None:
        return ""
    return "Critical" if when.critical else "Near" if when.near_critical else ""


def _row(subject: Subject, item: Initiative, counted: bool) -> InitiativeRow:
    plan, when = subject.plan, subject.dates.get(item.id)
    status = label(item.status)
    finish = when.finish if when else None
    deadline = _day(item.deadline)
    actual_finish = _day(item.actual_finish)
    return InitiativeRow(
        id=item.id,
        code=item.code,
        name=item.name,
        level=label(item.level),
        parent=codes(plan.all(Initiative), [item.parent_id] if item.parent_id else []),
        kind=label(plan.inherited(item, "kind")[0]),
        status=status,
        health=health.work_health(status, actual_finish, finish, deadline, subject.status_date, subject.margin),
        counted=counted,
        line_of_business=line_of_business(plan, item),
        owner=owner_of(plan, item),
        policy_area=str(plan.inherited(item, "policy_area")[0]).strip(),
        objectives=codes(plan.all(Objective), objectives_served(plan).get(item.id, ())),
        priority_class=label(plan.inherited(item, "priority_class")[0]),
        markets=codes(plan.all(Market), item.market_ids),
        tags=", ".join(item.tags),
        start=when.start if when else None,
        finish=finish,
        finish_quarter=_quarter(plan, finish),
        tier=label(tier_of(plan, item)),
        planned_quarter=item.planned_quarter,
        optimistic=_short(item.optimistic),
        duration=_short(item.duration),
        pessimistic=_short(item.pessimistic),
        percent_complete=_complete(plan, item),
        actual_start=_day(item.actual_start),
        actual_finish=actual_finish,
        deadline=deadline,
        slack=health.days_between(finish, deadline),
        total_float=round(when.total_float_days, 2) if when else None,
        free_float=round(when.free_float_days, 2) if when else None,
        critical=critical_word(when),
        reason=start_reason(plan, item.id),
    )


def _complete(plan: Plan, item: Initiative) -> float | None:
    """Return percent complete; None for the sum of its parts where nobody has said any."""
    if item.status is Status.DONE:
        return 100.0
    return None if plan.children(item.id) and not item.percent_complete else item.percent_complete


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _short(duration: Duration | None) -> str:
    return str(duration) if duration is not None else ""


def _quarter(plan: Plan, day: date | None) -> str:
    return FiscalQuarter.containing(day, plan.portfolio.fiscal_year_start_month).label if day else ""


HEALTH_COLOURS: Mapping[str, Mapping[str, str | int | float | bool]] = {
    "Overdue": ALERT,
    "Late": ALERT,
    "At risk": WATCH,
    "On track": FINE,
    "Live": QUIET,
    "Done": QUIET,
    "Cancelled": QUIET,
    "On hold": QUIET,
}
"""Colours of the words for how work and launches stand."""

_LEVEL_NOTE = f"Place in the hierarchy: {', '.join(label(level).lower() for level in Level)}."

INITIATIVES: Table[InitiativeRow] = Table(
    name="Initiatives",
    sheet="Initiatives",
    about="Every piece of work with its computed dates; the other sheets count this one.",
    empty="The plan has no initiatives yet.",
    tab="#7F7F7F",
    frozen=2,
    large=True,
    columns=(
        Column("Code", "Unique code of the work.", lambda r: r.code, Style.STRONG, least=9, most=16),
        Column("Name", "Name of the work.", lambda r: r.name, Style.WRAP, least=24, most=44),
        Column("Level", _LEVEL_NOTE, lambda r: r.level, most=12),
        Column("Part of", "Code of what it is part of.", lambda r: r.parent, most=14),
        Column("Kind", "What sort of work it is; its own or its parent's.", lambda r: r.kind, most=18),
        Column("Status", "Where it is between idea and end.", lambda r: r.status, most=14),
        Column(
            "Health",
            "Done, Cancelled and On hold as the status says. Overdue: promised and computed to finish by the status "
            "date, yet not done. Late: computed to finish after its deadline. At risk: within the at-risk margin of "
            "its deadline.",
            lambda r: r.health,
            formula=health.WORK_HEALTH,
            least=10,
            words=HEALTH_COLOURS,
        ),
        Column("LOB", "Line of business; its own or its parent's.", lambda r: r.line_of_business, most=18),
        Column("Owner", "Who answers for it; its own or its parent's.", lambda r: r.owner, most=22),
        Column("Policy area", "Policy or harm area.", lambda r: r.policy_area, most=20),
        Column(
            "Objectives",
            "Codes of the objectives that it serves; its own or its parent's.",
            lambda r: r.objectives,
            Style.WRAP,
            most=18,
        ),
        Column("Class", "Why it is done.", lambda r: r.priority_class, most=18),
        Column("Markets", "Codes of the markets concerned.", lambda r: r.markets, Style.WRAP, most=18),
        Column("Tags", "Free labels.", lambda r: r.tags, Style.WRAP, most=18),
        Column("Start", "Computed start, the actual one once it has started.", lambda r: r.start, Style.DAY, least=12),
        Column("Finish", "Computed finish, the actual one once finished.", lambda r: r.finish, Style.DAY, least=12),
        Column("Finish quarter", "Fiscal quarter of the finish.", lambda r: r.finish_quarter, least=9),
        Column(
            "Tier",
            "Committed, stretch or outlook: as was said of it or of what it is part of, else committed once approved.",
            lambda r: r.tier,
            least=10,
        ),
        Column(
            "Planned", "Fiscal quarter that it was planned for, as it was said.", lambda r: r.planned_quarter, least=9
        ),
        Column("Optimistic", "Duration if all goes well.", lambda r: r.optimistic, least=10),
        Column("Duration", "Most likely duration, the one scheduled.", lambda r: r.duration, least=9),
        Column("Pessimistic", "Duration if much goes wrong.", lambda r: r.pessimistic, least=11),
        Column(
            "Complete",
            "Share of the duration that is done, in percent; empty for a sum of parts without one.",
            lambda r: r.percent_complete,
            Style.PERCENT,
            least=9,
            bar=True,
        ),
        Column("Actual start", "Day on which it really started.", lambda r: r.actual_start, Style.DAY, least=12),
        Column("Actual finish", "Day on which it really finished.", lambda r: r.actual_finish, Style.DAY, least=12),
        Column("Deadline", "Day by which it should be finished.", lambda r: r.deadline, Style.DAY, least=12),
        Column(
            "Slack",
            "Calendar days from the computed finish to the deadline; negative: too late.",
            lambda r: r.slack,
            Style.SIGNED,
            formula=health.days_formula("[@Finish]", "[@Deadline]"),
            least=8,
            low=NEGATIVE,
        ),
        Column(
            "Total float",
            "Working days by which it may slip before the end of the plan slips; negative: a date cannot be met.",
            lambda r: r.total_float,
            Style.NUMBER,
            least=8,
            low=NEGATIVE,
        ),
        Column(
            "Free float",
            "Working days by which it may slip before anything else moves.",
            lambda r: r.free_float,
            Style.NUMBER,
            least=8,
        ),
        Column(
            "Critical",
            "Critical: its total float is within the portfolio's limit. Near: within the near-critical limit.",
            lambda r: r.critical,
            least=8,
            words={"Critical": ALERT, "Near": WATCH},
        ),
        Column(
            "Counted",
            "Yes: a row of the roadmap, counted on Summary. Programmes and milestones, and work items of an "
            "initiative that is itself a row, are not.",
            lambda r: "Yes" if r.counted else "No",
            least=8,
        ),
        Column("Reason", "Why it starts when it does.", lambda r: r.reason, Style.WRAP, least=30, most=60),
        Column("Id", "Opaque id that never changes; do not edit.", lambda r: r.id, Style.FAINT, hidden=True),
    ),
)
