"""The Dependencies sheet: every link with what it binds, how much room it leaves, and the promise behind it."""

from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Dependency, LinkType, PromiseState
from planner.plan.snapshot import Plan
from planner.schedule.result import WorkDates
from planner_exports.phrases import label, line_of_business
from planner_exports.workbook import health
from planner_exports.workbook.styles import ALERT, FINE, NEGATIVE, QUIET, WATCH, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """One dependency. ``binding_day`` is the predecessor's binding end, ``bound_day`` the successor's bound one."""

    id: str
    predecessor: str
    predecessor_name: str
    type: str
    lag: str
    successor: str
    successor_name: str
    predecessor_line: str
    successor_line: str
    driving: bool
    critical: bool
    binding_day: date | None
    bound_day: date | None
    gap: int | None
    promise: str
    standing: str
    promised_by: str
    requested_on: date | None
    needed_by: date | None
    promised_for: date | None
    delivered_on: date | None
    note: str

    @property
    def crosses(self) -> bool:
        """Return whether two lines of business have to agree."""
        lines = {self.predecessor_line.casefold(), self.successor_line.casefold()}
        return len(lines) == 2 and "" not in lines


def dependency_rows(subject: Subject) -> list[DependencyRow]:
    """Return every dependency by predecessor, then successor; external deliveries by party, first."""
    found = [_row(subject, link) for link in subject.plan.all(Dependency).values()]
    return sorted(found, key=lambda row: (row.predecessor, row.predecessor_name, row.successor, row.type, row.id))


def _row(subject: Subject, link: Dependency) -> DependencyRow:
    plan, dates = subject.plan, subject.dates
    before, after = dates.get(link.predecessor_id or ""), dates.get(link.successor_id)
    binding_day = binding_end(link, before)
    bound_day = bound_end(link, after)
    driving = after is not None and after.driver == link.id
    promise = label(link.promise) if link.promise is not PromiseState.NONE else ""
    return DependencyRow(
        id=link.id,
        predecessor=_code(plan, link.predecessor_id),
        predecessor_name=_name(plan, link.predecessor_id) if link.predecessor_id else link.external_party,
        type=link.type.value,
        lag=str(link.lag) if link.lag.amount else "",
        successor=_code(plan, link.successor_id),
        successor_name=_name(plan, link.successor_id),
        predecessor_line=_line(plan, link.predecessor_id),
        successor_line=_line(plan, link.successor_id),
        driving=driving,
        critical=driving and after is not None and after.critical and (before is None or before.critical),
        binding_day=binding_day,
        bound_day=bound_day,
        gap=health.days_between(binding_day, bound_day),
        promise=promise,
        standing=health.promise_standing(
            promise, link.delivered_on, link.promised_for, link.needed_by, subject.status_date
        ),
        promised_by=link.promised_by,
        requested_on=link.requested_on,
        needed_by=link.needed_by,
        promised_for=link.promised_for,
        delivered_on=link.delivered_on,
        note=link.note,
    )


def binding_end(link: Dependency, before: WorkDates | None) -> date | None:
    """Return the day of the predecessor's end that binds: its start or finish, or an external delivery's day."""
    if link.predecessor_id is None:
        return link.delivered_on or link.promised_for
    if before is None:
        return None
    return before.finish if link.type in (LinkType.FS, LinkType.FF) else before.start


def bound_end(link: Dependency, after: WorkDates | None) -> date | None:
    """Return the day of the successor's end that is bound: its start or finish."""
    if after is None:
        return None
    return after.start if link.type in (LinkType.FS, LinkType.SS) else after.finish


def _code(plan: Plan, id_: str | None) -> str:
    work = plan.works.get(id_ or "")
    return work.code if work else "External" if id_ is None else id_


def _name(plan: Plan, id_: str) -> str:
    work = plan.works.get(id_)
    return work.name if work else "(not in the plan)"


def _line(plan: Plan, id_: str | None) -> str:
    work = plan.works.get(id_ or "")
    return line_of_business(plan, work) if work else ""


DEPENDENCIES: Table[DependencyRow] = Table(
    name="Dependencies",
    sheet="Dependencies",
    about="Every link of the plan graph: what waits for what, how tight it is, and who promised it.",
    empty="The plan has no dependencies yet.",
    tab="#548235",
    frozen=1,
    large=True,
    columns=(
        Column(
            "From",
            "Code of the predecessor; External: someone outside.",
            lambda r: r.predecessor,
            Style.STRONG,
            least=9,
        ),
        Column(
            "Predecessor",
            "What must come first, or who outside the plan delivers.",
            lambda r: r.predecessor_name,
            Style.WRAP,
            least=20,
            most=34,
        ),
        Column(
            "Type",
            "Which ends are bound: FS finish to start, SS start to start, FF finish to finish, SF start to finish.",
            lambda r: r.type,
        ),
        Column("Lag", "Delay after the binding end; negative is a lead.", lambda r: r.lag),
        Column("To", "Code of the successor.", lambda r: r.successor, Style.STRONG, least=9),
        Column("Successor", "What waits.", lambda r: r.successor_name, Style.WRAP, least=20, most=34),
        Column("From LOB", "Line of business of the predecessor.", lambda r: r.predecessor_line, most=16),
        Column("To LOB", "Line of business of the successor.", lambda r: r.successor_line, most=16),
        Column("Cross-LOB", "Yes: two lines of business have to agree.", lambda r: "Yes" if r.crosses else "", least=8),
        Column(
            "Driving",
            "Yes: this link sets the successor's start. Critical: so it does, and both ends are critical.",
            lambda r: "Critical" if r.critical else "Yes" if r.driving else "",
            least=8,
            words={"Critical": ALERT, "Yes": WATCH},
        ),
        Column(
            "Binding day",
            "Computed day of the predecessor's end that binds; of an external delivery, the promised or real day.",
            lambda r: r.binding_day,
            Style.DAY,
            least=12,
        ),
        Column("Bound day", "Computed day of the successor's bound end.", lambda r: r.bound_day, Style.DAY, least=12),
        Column(
            "Gap",
            "Calendar days from the binding to the bound day, lag and days off included; negative: out of order.",
            lambda r: r.gap,
            Style.INTEGER,
            formula=health.days_formula("[@[Binding day]]", "[@[Bound day]]"),
            low=NEGATIVE,
        ),
        Column("Promise", "State of the request between teams.", lambda r: r.promise, most=12),
        Column(
            "Standing",
            "Delivered or Declined; Overdue: promised for a day before the status date; Too late: promised for after "
            "the day needed; Unanswered: requested only; Open: promised in time.",
            lambda r: r.standing,
            formula=health.PROMISE_STANDING,
            least=10,
            words={
                "Overdue": ALERT,
                "Too late": ALERT,
                "Declined": ALERT,
                "Unanswered": WATCH,
                "Open": FINE,
                "Delivered": QUIET,
            },
        ),
        Column("Promised by", "Who made the promise.", lambda r: r.promised_by, Style.WRAP, most=18),
        Column("Requested", "Day of the request.", lambda r: r.requested_on, Style.DAY, least=12),
        Column("Needed by", "Day by which the successor needs it.", lambda r: r.needed_by, Style.DAY, least=12),
        Column("Promised for", "Day promised.", lambda r: r.promised_for, Style.DAY, least=12),
        Column("Delivered", "Day of the delivery.", lambda r: r.delivered_on, Style.DAY, least=12),
        Column("Note", "Why the link is there.", lambda r: r.note, Style.WRAP, most=34),
        Column("Id", "Opaque id that never changes; do not edit.", lambda r: r.id, Style.FAINT, hidden=True),
    ),
)
