"""The Decisions sheet: the ledger of go and no-go, newest first, with conditions, dissent and expiry."""

from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Condition, Decision, Launch, Market, Signature
from planner_exports.phrases import codes, day_text, label
from planner_exports.workbook.styles import ALERT, FINE, QUIET, WATCH, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision; ``standing`` says whether it counts on the status date."""

    id: str
    code: str
    launch: str
    markets: str
    verdict: str
    decided_on: date
    forum: str
    rationale: str
    conditions: str
    open_conditions: int
    signed: str
    dissent: str
    expires_on: date | None
    standing: str


def decision_rows(subject: Subject) -> list[DecisionRow]:
    """Return every decision, the newest first."""
    found = [_row(subject, decision) for decision in subject.plan.all(Decision).values()]
    return sorted(found, key=lambda row: (-row.decided_on.toordinal(), row.code))


def _row(subject: Subject, decision: Decision) -> DecisionRow:
    plan = subject.plan
    expired = decision.expires_on is not None and decision.expires_on < subject.status_date
    return DecisionRow(
        id=decision.id,
        code=decision.code,
        launch=plan.all(Launch)[decision.launch_id].code,
        markets=codes(plan.all(Market), decision.market_ids) or "all",
        verdict=label(decision.verdict),
        decided_on=decision.decided_on,
        forum=decision.forum,
        rationale=decision.rationale,
        conditions="; ".join(map(_condition, decision.conditions)),
        open_conditions=sum(condition.met_on is None for condition in decision.conditions),
        signed="; ".join(_signature(one) for one in decision.signatures if one.assents),
        dissent="; ".join(_signature(one) for one in decision.signatures if not one.assents),
        expires_on=decision.expires_on,
        standing="Lapsed" if expired else "Counts",
    )


def _condition(condition: Condition) -> str:
    if condition.met_on is not None:
        return f"{condition.text} (met {day_text(condition.met_on)})"
    return f"{condition.text} (due {day_text(condition.due)})" if condition.due is not None else condition.text


def _signature(signature: Signature) -> str:
    who = f"{signature.name} ({signature.function})" if signature.function else signature.name
    return f"{who}: {signature.reason}" if signature.reason else who


DECISIONS: Table[DecisionRow] = Table(
    name="Decisions",
    sheet="Decisions",
    about="Every go and no-go: what was decided, on what conditions, who signed and who dissented.",
    empty="Nothing has been decided yet.",
    tab="#1F7A4D",
    frozen=1,
    columns=(
        Column("Code", "Unique code of the decision.", lambda r: r.code, Style.STRONG, least=8, most=14),
        Column("Launch", "Code of the launch.", lambda r: r.launch, Style.STRONG, least=9, most=14),
        Column("Markets", "Codes of the markets.", lambda r: r.markets, Style.WRAP, least=9, most=20),
        Column(
            "Verdict",
            "Go, conditional go, hold, no-go or roll back.",
            lambda r: r.verdict,
            least=14,
            words={"Go": FINE, "Conditional go": WATCH, "Hold": WATCH, "No go": ALERT, "Roll back": ALERT},
        ),
        Column("Decided on", "Day of the decision.", lambda r: r.decided_on, Style.DAY, least=12),
        Column("Forum", "Where it was taken.", lambda r: r.forum, Style.WRAP, most=22),
        Column("Why", "Its reasons.", lambda r: r.rationale, Style.WRAP, least=20, most=44),
        Column("Conditions", "What it hangs on.", lambda r: r.conditions, Style.WRAP, least=16, most=40),
        Column("Open", "Conditions that are not met.", lambda r: r.open_conditions, Style.INTEGER),
        Column("Signed by", "Who signed, with their remarks.", lambda r: r.signed, Style.WRAP, least=14, most=30),
        Column("Dissent", "Who signed against it, and why.", lambda r: r.dissent, Style.WRAP, least=10, most=30),
        Column("Expires", "Last day on which it counts; empty: no end.", lambda r: r.expires_on, Style.DAY, least=12),
        Column(
            "Standing",
            "Lapsed: its last day is before the status date.",
            lambda r: r.standing,
            formula='IF(AND(ISNUMBER([@Expires]),[@Expires]<StatusDate),"Lapsed","Counts")',
            least=9,
            words={"Lapsed": QUIET},
        ),
        Column("Id", "Opaque id that never changes; do not edit.", lambda r: r.id, Style.FAINT, hidden=True),
    ),
)
