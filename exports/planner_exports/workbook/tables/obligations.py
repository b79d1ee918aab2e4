"""The Regulatory sheet: what the law asks and when, each date with its precision, standing and confidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.plan.entities import DateEntry, DatePrecision, Initiative, Launch, Market, Obligation
from planner_exports.phrases import as_said, codes, day_text, label
from planner_exports.workbook import health
from planner_exports.workbook.styles import ALERT, FINE, NEGATIVE, QUIET, WATCH, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """One obligation. ``day`` is the last of the period meant, None if relative; ``when`` keeps what was said."""

    id: str
    code: str
    jurisdiction: str
    instrument: str
    duty: str
    when: str
    day: date | None
    precision: str
    days_left: int | None
    urgency: str
    status: str
    status_note: str
    live: bool
    confidence: str
    moved: str
    grace_end: date | None
    recurrence: str
    clock: str
    markets: str
    initiatives: str
    launches: str
    ready: date | None
    margin: int | None
    as_of: date | None
    source: str
    note: str


def obligation_rows(subject: Subject) -> list[ObligationRow]:
    """Return every obligation by urgency, then date: what is still to come first, what does not bind last."""
    found = [_row(subject, duty) for duty in subject.plan.all(Obligation).values()]
    return sorted(found, key=lambda row: (health.URGENCIES.index(row.urgency), row.day or date.max, row.code))


def _row(subject: Subject, duty: Obligation) -> ObligationRow:
    plan = subject.plan
    day = duty.day if duty.precision is not DatePrecision.RELATIVE else None
    days_left = health.days_between(subject.status_date, day)
    ready = _ready(subject, (*duty.initiative_ids, *duty.launch_ids))
    return ObligationRow(
        id=duty.id,
        code=duty.code,
        jurisdiction=duty.jurisdiction,
        instrument=duty.instrument,
        duty=duty.duty,
        when=as_said(duty.day, duty.precision),
        day=day,
        precision=label(duty.precision),
        days_left=days_left,
        urgency=health.legal_urgency(duty.status.is_live, days_left),
        status=label(duty.status),
        status_note=duty.status_note,
        live=duty.status.is_live,
        confidence=label(duty.confidence),
        moved=history_text(duty.history),
        grace_end=duty.grace_end,
        recurrence=duty.recurrence,
        clock=", ".join(f"{hours} h" for hours in duty.clock_hours),
        markets=codes(plan.all(Market), duty.market_ids),
        initiatives=codes(plan.all(Initiative), duty.initiative_ids),
        launches=codes(plan.all(Launch), duty.launch_ids),
        ready=ready,
        margin=health.days_between(ready, day),
        as_of=duty.as_of,
        source=duty.source,
        note=duty.note,
    )


def history_text(history: Iterable[DateEntry]) -> str:
    """Return what was said of a date before, oldest first: "2 Aug 2026 (adopted, as of 1 Jul 2026)"."""
    return "; ".join(_entry(entry) for entry in history)


def _entry(entry: DateEntry) -> str:
    said = [label(entry.status).lower(), *([f"as of {day_text(entry.as_of)}"] if entry.as_of else [])]
    return f"{as_said(entry.day, entry.precision)} ({', '.join(said)})"


def _ready(subject: Subject, ids: Iterable[str]) -> date | None:
    """Return the day on which the last of the linked work finishes; None without dated work."""
    known = [subject.dates[id_].finish for id_ in ids if id_ in subject.dates]
    return max(known, default=None)


OBLIGATIONS: Table[ObligationRow] = Table(
    name="Obligations",
    sheet="Regulatory",
    about="What the law asks and when. A date keeps the precision in which it was said; only live law binds.",
    empty="The plan has no obligations yet.",
    tab="#7030A0",
    frozen=1,
    large=True,
    columns=(
        Column("Code", "Unique code of the obligation.", lambda r: r.code, Style.STRONG, least=9, most=14),
        Column("Jurisdiction", "Where it applies.", lambda r: r.jurisdiction, least=11, most=12),
        Column("Instrument", "Law or rule.", lambda r: r.instrument, Style.WRAP, least=18, most=28),
        Column("Duty", "What it asks.", lambda r: r.duty, Style.WRAP, least=24, most=40),
        Column(
            "When",
            "The date as it was said: a day, Q1 2028, H1 2026, relative.",
            lambda r: r.when,
            Style.STRONG,
            least=12,
        ),
        Column("Date", "Last day of the period meant; empty if relative.", lambda r: r.day, Style.DAY, least=12),
        Column("Precision", "How exactly the date is known.", lambda r: r.precision, least=9),
        Column(
            "Days left",
            "Calendar days from the status date to the date; negative: it has passed.",
            lambda r: r.days_left,
            Style.INTEGER,
            formula=health.days_formula("StatusDate", "[@Date]"),
        ),
        Column(
            "Urgency",
            "Not live; Relative; In force: the date has come; Within 90 days; Within a year; Later.",
            lambda r: r.urgency,
            formula=health.LEGAL_URGENCY,
            least=14,
            words={
                "Within 90 days": ALERT,
                "Within a year": WATCH,
                "Later": FINE,
                "In force": QUIET,
                "Not live": QUIET,
            },
        ),
        Column("Standing", "Standing of the law.", lambda r: r.status, least=10),
        Column(
            "In the source's words", "The standing as the source puts it.", lambda r: r.status_note, Style.WRAP, most=22
        ),
        Column(
            "Live",
            "Yes: in force or adopted. An enjoined, provisional or merely expected law does not bind.",
            lambda r: "Yes" if r.live else "No",
            words={"No": QUIET},
        ),
        Column("Confidence", "How sure the date is.", lambda r: r.confidence, least=10, words={"Low": WATCH}),
        Column("Was", "What was said of the date before, oldest first.", lambda r: r.moved, Style.WRAP, most=26),
        Column("Grace ends", "Last day of grace; empty: none known.", lambda r: r.grace_end, Style.DAY, least=12),
        Column("Returns", "How often the duty returns.", lambda r: r.recurrence, Style.WRAP, most=18),
        Column("Clock", "Hours within which each case must be handled.", lambda r: r.clock, most=12),
        Column("Markets", "Codes of the markets concerned.", lambda r: r.markets, Style.WRAP, most=16),
        Column(
            "Initiatives",
            "Codes of the initiatives that meet it.",
            lambda r: r.initiatives,
            Style.WRAP,
            least=10,
            most=20,
        ),
        Column(
            "Launches",
            "Codes of the launches that must respect it.",
            lambda r: r.launches,
            Style.WRAP,
            least=9,
            most=16,
        ),
        Column("Ready", "Computed finish of the last of that work.", lambda r: r.ready, Style.DAY, least=12),
        Column(
            "Margin",
            "Calendar days from ready to the date; negative: too late.",
            lambda r: r.margin,
            Style.SIGNED,
            formula=health.days_formula("[@Ready]", "[@Date]"),
            least=8,
            low=NEGATIVE,
        ),
        Column("Checked", "Day on which this was checked.", lambda r: r.as_of, Style.DAY, least=12),
        Column("Source", "Where it was read.", lambda r: r.source, Style.WRAP, most=30),
        Column("Note", "Remarks, conflicts between sources.", lambda r: r.note, Style.WRAP, most=34),
        Column("Id", "Opaque id that never changes; do not edit.", lambda r: r.id, Style.FAINT, hidden=True),
    ),
)
