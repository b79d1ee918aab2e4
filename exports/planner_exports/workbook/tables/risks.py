"""The Risks sheet: the register, worst first: what may happen, how likely, what it delays and what is done about it."""

from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Initiative, Market, Risk, RiskStatus
from planner.plan.values import Duration, WorkingUnits
from planner_exports.phrases import codes, label
from planner_exports.workbook.styles import ALERT, QUIET, WATCH, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk; probability in per cent, delays in working days, None where none was said."""

    id: str
    code: str
    name: str
    category: str
    status: str
    probability: float
    mild: float | None
    likely: float | None
    bad: float | None
    exposure: float | None
    hits: str
    markets: str
    owner: str
    response: str
    plan: str
    answered_by: str
    review_on: date | None


def risk_rows(subject: Subject) -> list[RiskRow]:
    """Return the risks: open ones first, then by expected delay, most first."""
    found = [_row(subject, risk) for risk in subject.plan.all(Risk).values()]
    return sorted(found, key=lambda row: (row.status != label(RiskStatus.OPEN), -(row.exposure or 0.0), row.code))


def _row(subject: Subject, risk: Risk) -> RiskRow:
    plan = subject.plan
    settings = plan.portfolio
    units = WorkingUnits(settings.minutes_per_day, settings.minutes_per_week, settings.days_per_month)

    def days(duration: Duration | None) -> float | None:
        return None if duration is None else duration.working_minutes(units) / settings.minutes_per_day

    likely = days(risk.delay)
    return RiskRow(
        id=risk.id,
        code=risk.code,
        name=risk.name,
        category=risk.category,
        status=label(risk.status),
        probability=100 * risk.probability,
        mild=days(risk.delay_optimistic),
        likely=likely,
        bad=days(risk.delay_pessimistic),
        exposure=None if likely is None else risk.probability * likely,
        hits=codes(plan.works, risk.work_ids),
        markets=codes(plan.all(Market), risk.market_ids),
        owner=risk.owner,
        response=label(risk.response),
        plan=risk.response_plan,
        answered_by=codes(plan.all(Initiative), risk.response_ids),
        review_on=risk.review_on,
    )


RISKS: Table[RiskRow] = Table(
    name="Risks",
    sheet="Risks",
    about="What may happen, how likely it is, what it would delay, and what is done about it.",
    empty="The plan has no risks yet.",
    tab="#C55A11",
    frozen=2,
    columns=(
        Column("Code", "Unique code of the risk.", lambda r: r.code, Style.STRONG, least=8, most=14),
        Column("Risk", "What may happen.", lambda r: r.name, Style.WRAP, least=24, most=44),
        Column("Category", "Sort of risk.", lambda r: r.category, least=10, most=16),
        Column(
            "Status",
            "Open: it may still happen.",
            lambda r: r.status,
            least=9,
            words={"Occurred": ALERT, "Open": WATCH, "Closed": QUIET},
        ),
        Column("Probability", "How likely it is.", lambda r: r.probability, Style.PERCENT, least=10),
        Column("Mild", "Delay in working days if it is mild.", lambda r: r.mild, Style.NUMBER),
        Column("Likely", "Most likely delay in working days.", lambda r: r.likely, Style.NUMBER),
        Column("Bad", "Delay in working days if it is bad.", lambda r: r.bad, Style.NUMBER),
        Column(
            "Exposure",
            "Probability times the most likely delay, in working days.",
            lambda r: r.exposure,
            Style.NUMBER,
            formula='IF(COUNT([@Probability],[@Likely])<2,"",[@Probability]/100*[@Likely])',
            least=9,
            bar=True,
        ),
        Column("Hits", "Codes of the work that it delays.", lambda r: r.hits, Style.WRAP, least=10, most=24),
        Column("Markets", "Markets in which it delays those launches; empty: all.", lambda r: r.markets, most=16),
        Column("Owner", "Who answers for it.", lambda r: r.owner, most=20),
        Column("Response", "Avoid, mitigate, transfer or accept.", lambda r: r.response, least=9),
        Column("How", "What is done about it.", lambda r: r.plan, Style.WRAP, least=16, most=44),
        Column("Answered by", "Codes of the work that answers it.", lambda r: r.answered_by, Style.WRAP, most=18),
        Column("Review on", "Day on which it is looked at again.", lambda r: r.review_on, Style.DAY, least=12),
        Column("Id", "Opaque id that never changes; do not edit.", lambda r: r.id, Style.FAINT, hidden=True),
    ),
)
