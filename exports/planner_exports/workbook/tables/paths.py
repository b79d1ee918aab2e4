"""The Critical path sheet: for each launch the chain of work that sets its date, each step with its reason."""

from dataclasses import dataclass
from datetime import date

from planner.plan.entities import ConstraintType, Dependency, Initiative, Launch, Status
from planner.plan.snapshot import Plan, Work
from planner.schedule.result import CriticalPath, WorkDates
from planner_exports.phrases import day_text, label, line_of_business, link_sentence, link_text, owner_of
from planner_exports.workbook.styles import NEGATIVE, QUIET, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table

END = "Plan"
"""What the target is called where the path leads to the end of the plan."""


@dataclass(frozen=True, slots=True)
class PathRow:
    """One step of the chain to a target. ``float_days``: working days it may slip before the target does."""

    target: str
    target_name: str
    step: int
    id: str
    code: str
    name: str
    status: str
    start: date | None
    finish: date | None
    float_days: float
    link: str
    waits_for: str
    reason: str
    line_of_business: str
    owner: str


def path_rows(subject: Subject) -> list[PathRow]:
    """Return the chain to the end of the plan, then to each launch not cancelled by computed day, root first."""
    plan = subject.plan
    launches = [launch for launch in plan.all(Launch).values() if launch.status is not Status.CANCELLED]
    launches.sort(key=lambda launch: (_finish(subject.dates.get(launch.id)), launch.code))
    found = _steps(subject, END, "End of the plan", subject.paths.get(None))
    for launch in launches:
        found += _steps(subject, launch.code, launch.name, subject.paths.get(launch.id))
    return found


def _finish(when: WorkDates | None) -> date:
    return when.finish if when else date.max


def _steps(subject: Subject, target: str, name: str, path: CriticalPath | None) -> list[PathRow]:
    plan = subject.plan
    found = []
    for number, step in enumerate(path.steps if path else (), start=1):
        work, when = plan.works.get(step.id), subject.dates.get(step.id)
        if work is None:
            continue
        link = plan.all(Dependency).get(step.dependency_id or "")
        found.append(
            PathRow(
                target=target,
                target_name=name,
                step=number,
                id=step.id,
                code=work.code,
                name=work.name,
                status=label(work.status),
                start=when.start if when else None,
                finish=when.finish if when else None,
                float_days=round(step.float_days, 2),
                link=link_text(link) if link else "",
                waits_for=_waits_for(plan, link),
                reason=link_sentence(plan, link) if link else reason_of(work, when),
                line_of_business=line_of_business(plan, work),
                owner=owner_of(plan, work),
            )
        )
    return found


def _waits_for(plan: Plan, link: Dependency | None) -> str:
    if link is None:
        return ""
    work = plan.works.get(link.predecessor_id or "")
    return work.code if work else link.external_party


_REASONS = {
    "project_start": "Starts with the plan",
    "manual": "Dates set by hand",
    "parent": "Starts with what it is part of",
    "status_date": "Moved past the status date",
    "as_late_as_possible": "As late as possible",
    "external": "Waits for a delivery from outside",
    "link": "Waits for its predecessor",
}


def reason_of(work: Work, when: WorkDates | None) -> str:
    """Return what sets the start of work at the root of a path, in a few words."""
    binding = when.binding if when else ""
    if binding == "actual":
        return "Has finished" if work.status is Status.DONE else "Has started"
    if binding == "constraint":
        return _constraint(work)
    return _REASONS.get(binding, "Free to start")


def _constraint(work: Work) -> str:
    if not isinstance(work, Initiative):
        return f"Not before {day_text(work.not_before.date())}" if work.not_before else "A constraint"
    if work.constraint_date is None or work.constraint in (ConstraintType.ASAP, ConstraintType.ALAP):
        return label(work.constraint)
    return f"{label(work.constraint)} {day_text(work.constraint_date.date())}"


CRITICAL_PATHS: Table[PathRow] = Table(
    name="CriticalPaths",
    sheet="Critical path",
    about="For the plan and for each launch: the chain of work that sets the date, from its root, with the reasons.",
    empty="Nothing in the plan has a computed date yet.",
    tab="#C00000",
    frozen=0,
    rule_above="Target",
    columns=(
        Column(
            "Target",
            f"Code of the launch that the chain leads to; {END}: the end of everything.",
            lambda r: r.target,
            Style.STRONG,
            least=9,
        ),
        Column("Target name", "Name of the launch.", lambda r: r.target_name, Style.WRAP, least=18, most=30),
        Column("Step", "Place in the chain; 1 is its root.", lambda r: r.step, Style.INTEGER),
        Column("Code", "Code of the work at this step.", lambda r: r.code, Style.STRONG, least=9, most=16),
        Column("Name", "Name of the work.", lambda r: r.name, Style.WRAP, least=24, most=40),
        Column("Status", "Where it is between idea and end.", lambda r: r.status, most=14, words={"Done": QUIET}),
        Column("Start", "Computed start.", lambda r: r.start, Style.DAY, least=12),
        Column("Finish", "Computed finish.", lambda r: r.finish, Style.DAY, least=12),
        Column(
            "Float",
            "Working days by which this step may slip before the target's own date slips; 0: every day counts.",
            lambda r: r.float_days,
            Style.NUMBER,
            least=7,
            low=NEGATIVE,
        ),
        Column("Link", "Type and lag of the link from the step before.", lambda r: r.link, least=8),
        Column("Waits for", "Code of what the link comes from.", lambda r: r.waits_for, least=10, most=16),
        Column("Reason", "What sets the date of this step.", lambda r: r.reason, Style.WRAP, least=24, most=40),
        Column("LOB", "Line of business.", lambda r: r.line_of_business, most=18),
        Column("Owner", "Who answers for it.", lambda r: r.owner, most=20),
        Column("Id", "Opaque id of the work; do not edit.", lambda r: r.id, Style.FAINT, hidden=True),
    ),
)
