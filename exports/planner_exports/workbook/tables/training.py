"""The Training sheet: who is certified and proficient on the status date, in-house and vendor apart."""

from dataclasses import dataclass

from planner.plan.entities import Course, Market
from planner.readiness.training import coverage
from planner_exports.phrases import label
from planner_exports.workbook.styles import ALERT, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table

COVERAGE_MARK, PROFICIENCY_MARK = 0.95, 0.85


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One course in one group of people. Shares in per cent with their 95 % interval; None: nobody was measured."""

    market: str
    workforce: str
    role: str
    course: str
    name: str
    certified: int
    required: int
    coverage: float | None
    coverage_low: float
    coverage_high: float
    proficient: int
    assessed: int
    proficiency: float | None
    proficiency_low: float
    proficiency_high: float
    verdict: str


def training_rows(subject: Subject) -> list[TrainingRow]:
    """Return coverage and proficiency by market, workforce, role and course."""
    plan = subject.plan
    markets, courses = plan.all(Market), plan.all(Course)
    return [
        TrainingRow(
            market=markets[cell.market_id].code if cell.market_id is not None else "",
            workforce=label(cell.workforce),
            role=cell.role,
            course=courses[cell.course_id].code,
            name=courses[cell.course_id].name,
            certified=cell.coverage.hits,
            required=cell.coverage.n,
            coverage=_percent(cell.coverage.value),
            coverage_low=100 * cell.coverage.low,
            coverage_high=100 * cell.coverage.high,
            proficient=cell.proficiency.hits,
            assessed=cell.proficiency.n,
            proficiency=_percent(cell.proficiency.value),
            proficiency_low=100 * cell.proficiency.low,
            proficiency_high=100 * cell.proficiency.high,
            verdict=_verdict(cell.coverage.value, cell.proficiency.value),
        )
        for cell in coverage(plan, subject.status_date)
    ]


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _verdict(covered: float | None, proficient: float | None) -> str:
    if covered is None or covered < COVERAGE_MARK:
        return "Not covered"
    if proficient is None:
        return "Not measured"
    return "Good" if proficient >= PROFICIENCY_MARK else "Not proficient"


_VERDICT = (
    'IF([@Required]=0,"Not covered",IF([@Certified]/[@Required]<0.95,"Not covered",'
    'IF([@Assessed]=0,"Not measured",IF([@Proficient]/[@Assessed]>=0.85,"Good","Not proficient"))))'
)

TRAINING: Table[TrainingRow] = Table(
    name="Training",
    sheet="Training",
    about="Who is certified, and who does well by it, on the status date: in-house and vendor apart.",
    empty="No course is required of anybody yet.",
    tab="#00796B",
    frozen=1,
    columns=(
        Column("Market", "Code of the market; empty: any.", lambda r: r.market, Style.STRONG, least=8),
        Column("Workforce", "Who employs them.", lambda r: r.workforce, least=10),
        Column("Role", "Role that needs it.", lambda r: r.role, least=10, most=22),
        Column("Course", "Code of the course.", lambda r: r.course, Style.STRONG, least=10, most=16),
        Column("Name", "Name of the course.", lambda r: r.name, Style.WRAP, least=18, most=34),
        Column("Certified", "People whose certificate counts.", lambda r: r.certified, Style.INTEGER, least=9),
        Column("Required", "People who must have one.", lambda r: r.required, Style.INTEGER, least=9),
        Column(
            "Coverage",
            "Certified of required; expired and outdated certificates do not count.",
            lambda r: r.coverage,
            Style.PERCENT,
            formula='IF([@Required]=0,"",100*[@Certified]/[@Required])',
            least=9,
            most=10,
        ),
        Column("From", "Lower end of the 95 % interval of coverage.", lambda r: r.coverage_low, Style.PERCENT, most=9),
        Column("To", "Upper end of it.", lambda r: r.coverage_high, Style.PERCENT, most=9),
        Column("Proficient", "Certified people who reach the mark at work.", lambda r: r.proficient, Style.INTEGER),
        Column("Assessed", "Certified people who were measured.", lambda r: r.assessed, Style.INTEGER, least=9),
        Column(
            "Proficiency",
            "Proficient of assessed.",
            lambda r: r.proficiency,
            Style.PERCENT,
            formula='IF([@Assessed]=0,"",100*[@Proficient]/[@Assessed])',
            least=10,
            most=12,
        ),
        Column("At least", "Lower end of its 95 % interval.", lambda r: r.proficiency_low, Style.PERCENT, most=9),
        Column("At most", "Upper end of it.", lambda r: r.proficiency_high, Style.PERCENT, most=9),
        Column(
            "Verdict",
            "Good: coverage of 95 % and proficiency of 85 %. Not measured: nobody was assessed.",
            lambda r: r.verdict,
            formula=_VERDICT,
            least=13,
            words={"Not covered": ALERT, "Not proficient": ALERT},
        ),
    ),
)
