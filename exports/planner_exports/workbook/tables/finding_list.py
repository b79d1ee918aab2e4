"""The Findings sheet: what is wrong or worth knowing about the plan, where, and how to mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.plan.entities import Dependency, Entity
from planner.plan.findings import Finding, Severity
from planner.plan.snapshot import Plan
from planner_exports.workbook.styles import ALERT, QUIET, WATCH, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; ``items`` are the codes of the work involved, in order."""

    severity: str
    code: str
    message: str
    place: str
    remedy: str
    items: str


def finding_rows(subject: Subject) -> list[FindingRow]:
    """Return the findings: errors, warnings, notes, each by code and in the order found."""
    return _rows(subject.plan, subject.findings)


def _rows(plan: Plan, findings: Iterable[Finding]) -> list[FindingRow]:
    known = {entity.id: entity for entity in plan}
    ordered = sorted(findings, key=lambda finding: (_RANK[finding.severity], finding.code))
    return [
        FindingRow(
            severity=finding.severity.value.capitalize(),
            code=finding.code,
            message=finding.message,
            place=_place(plan, known, finding),
            remedy=finding.hint,
            items=", ".join(_name(plan, known, id_) for id_ in finding.items),
        )
        for finding in ordered
    ]


def _place(plan: Plan, known: Mapping[str, Entity], finding: Finding) -> str:
    """Return the place with the name of its entity where it has one, and field names without underscores."""
    place = finding.place
    name = place.code or (_name(plan, known, place.id) if place.id in known else "")
    if not name:
        return str(place)
    return f"{name}, {place.field.replace('_', ' ')}" if place.field else name


def _name(plan: Plan, known: Mapping[str, Entity], id_: str | None) -> str:
    """Return the code of an entity; of a dependency, the codes of its ends; what has neither shows its id."""
    entity = known.get(id_ or "")
    if isinstance(entity, Dependency):
        before = plan.works.get(entity.predecessor_id or "")
        after = plan.works.get(entity.successor_id)
        return f"{before.code if before else entity.external_party} → {after.code if after else entity.successor_id}"
    return str(getattr(entity, "code", id_))


FINDINGS: Table[FindingRow] = Table(
    name="Findings",
    sheet="Findings",
    about="What is wrong or worth knowing about the plan, and how to mend it.",
    empty="Nothing was found.",
    tab="#BF8F00",
    frozen=0,
    columns=(
        Column(
            "Severity",
            "Error: the plan contradicts itself. Warning: look at it. Info: worth knowing.",
            lambda r: r.severity,
            Style.STRONG,
            least=10,
            words={"Error": ALERT, "Warning": WATCH, "Info": QUIET},
        ),
        Column("Finding", "Stable code of the kind of finding.", lambda r: r.code, least=18, most=28),
        Column("Message", "What was found.", lambda r: r.message, Style.WRAP, least=40, most=70),
        Column(
            "Place",
            "Code of the entity, or both ends of the dependency, and the field.",
            lambda r: r.place,
            Style.WRAP,
            least=14,
            most=26,
        ),
        Column("Remedy", "How to mend it.", lambda r: r.remedy, Style.WRAP, least=30, most=50),
        Column(
            "Work involved",
            "Codes of the work involved; for a loop, in its order.",
            lambda r: r.items,
            Style.WRAP,
            least=14,
            most=30,
        ),
    ),
)
