"""The Data notes sheet: as-of, revision, calendars, definitions, sources, how to read and what may be edited."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from planner.plan.entities import Calendar, Demand, Dependency, Initiative, Launch, LaunchMarket, Obligation, Team
from planner.plan.snapshot import Plan
from planner.roadmap import FiscalQuarter
from planner_exports.phrases import MONTHS
from planner_exports.workbook.layout import NOTES, grow, heading, print_setup, wrapped_lines
from planner_exports.workbook.page import Cell, Page
from planner_exports.workbook.styles import Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table
from planner_exports.workbook.tables import (
    CRITICAL_PATHS,
    DECISIONS,
    DEPENDENCIES,
    FINDINGS,
    INITIATIVES,
    LAUNCH_CALENDAR,
    OBLIGATIONS,
    RISKS,
    TRAINING,
)

WIDTHS = (32.0, 36.0, 90.0)
"""Widths of the sheet's columns, in characters."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the notes: what, its value, and a remark."""

    what: str
    value: Cell
    remark: str = ""


HOW_TO_READ = (
    Note(
        "Cells to change",
        "Status date, at-risk margin",
        "On Summary, framed. Days left, health, states and counts follow.",
    ),
    Note("Everything else", "Computed", "Sort and filter freely; edits here change this file only, not the plan."),
    Note("Colour", "Never alone", "A word, sign or pattern says the same, so that the sheets read in grey too."),
    Note("▲ ● ▼", "Slack", "▲ days to spare, ● none, ▼ days too late."),
    Note(
        "Roadmap bars",
        "Fill",
        "✓ light grey: done. Dark: in progress. Medium: approved. ? hatched: proposed. ‖ crossed: on hold.",
    ),
    Note(
        "Roadmap signs", "● ▼ ◆ ★ §", "Critical, deadline, milestone, launch, legal date; a red line: the status date."
    ),
    Note("Slack and gaps", "Calendar days", "From one day to the other."),
    Note("Float", "Working days", "On the work's own calendar, in the portfolio's working days."),
    Note("Text cells", "Always text", "What begins with = + - or @ is stored as text and never runs as a formula."),
)


def edition_notes(subject: Subject) -> list[Note]:
    """Return what this edition of the workbook shows."""
    stamp = subject.revision
    notes = [
        Note("Portfolio", subject.plan.portfolio.name),
        Note("As of", subject.status_date, "Progress is reported up to this day."),
        Note("Generated", _utc(subject.generated_at)),
    ]
    if stamp is None:
        return [*notes, Note("Revision", "none", "This plan was never saved.")]
    return [
        *notes,
        Note("Revision", stamp.number, stamp.message),
        Note("Saved by", stamp.author),
        Note("Saved", _utc(stamp.at)),
        Note("Revision hash", stamp.hash, "Identifies the revision in the audit log."),
    ]


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def setting_notes(subject: Subject) -> list[Note]:
    """Return the portfolio's settings that the figures depend on."""
    settings = subject.plan.portfolio
    month = settings.fiscal_year_start_month
    quarter = FiscalQuarter.containing(subject.status_date, month)
    calendar = subject.plan.all(Calendar).get(settings.default_calendar_id or "")
    return [
        Note(
            "Fiscal year starts",
            MONTHS[month - 1],
            f"Offset of {month - 1} months; a fiscal year is named by the year it ends in.",
        ),
        Note("Current quarter", quarter.label, "The fiscal quarter of the as-of date."),
        Note("Time zone", settings.time_zone, "Dates of the plan are read in it."),
        Note("Default calendar", calendar.code if calendar else "Monday to Friday", calendar.name if calendar else ""),
        Note("Working day", settings.minutes_per_day / 60, "Hours in which durations of days are said."),
        Note("Working week", settings.minutes_per_week / 60, "Hours in which durations of weeks are said."),
        Note("Working month", settings.days_per_month, "Working days in which durations of months are said."),
        Note("Critical", settings.critical_float_days, "Working days of total float up to which work is critical."),
        Note("Near-critical", settings.near_critical_float_days, "Working days of total float up to which it is near."),
    ]


def content_notes(plan: Plan) -> list[Note]:
    """Return how much of each kind the plan holds, and where its items are also kept."""
    kinds = (Initiative, Launch, LaunchMarket, Dependency, Team, Demand, Obligation, Calendar)
    counts = [Note(cls.KIND.plural.replace("_", " ").capitalize(), len(plan.all(cls))) for cls in kinds]
    works: Iterable[Initiative | Launch] = plan.works.values()
    systems = Counter(external.system for work in works for external in work.external_ids)
    return counts + [
        Note(f"Also in {system}", count, "Items with an id there.") for system, count in sorted(systems.items())
    ]


def calendar_notes(plan: Plan) -> list[Note]:
    """Return the working calendars with their holidays and exceptions."""
    return [
        Note(calendar.code, calendar.name, _calendar_text(calendar))
        for calendar in sorted(plan.all(Calendar).values(), key=lambda calendar: calendar.code)
    ]


def _calendar_text(calendar: Calendar) -> str:
    region = "-".join(part for part in (calendar.country, calendar.subdivision) if part)
    days = sum(1 for hours in calendar.week if hours)
    parts = [
        f"{days} working days a week",
        f"public holidays of {region}" if region else "no public holidays",
        *([f"{len(calendar.half_days)} half days"] if calendar.half_days else []),
        *([f"{len(calendar.exceptions)} exceptions"] if calendar.exceptions else []),
    ]
    return ", ".join(parts) + "."


def source_notes(plan: Plan) -> list[Note]:
    """Return where obligations were read, most used first."""
    sources = Counter(duty.source for duty in plan.all(Obligation).values() if duty.source)
    return [
        Note(source, count, "Obligations read there.")
        for source, count in sorted(sources.items(), key=lambda item: (-item[1], item[0]))
    ]


def _definitions(table: Table[object]) -> list[tuple[str, str, str]]:
    return [(table.sheet, column.header, _meaning(column)) for column in table.columns]


def _meaning(column: Column[object]) -> str:
    return f"{column.meaning} Formula." if column.formula else column.meaning


def definitions() -> list[tuple[str, str, str]]:
    """Return (sheet, column, meaning) of every table column."""
    tables: tuple[Table[object], ...] = (
        LAUNCH_CALENDAR,  # type: ignore[assignment]
        CRITICAL_PATHS,
        DEPENDENCIES,
        OBLIGATIONS,
        TRAINING,
        RISKS,
        DECISIONS,
        INITIATIVES,
        FINDINGS,
    )
    return [definition for table in tables for definition in _definitions(table)]


def write_notes(page: Page, subject: Subject) -> None:
    """Write the sheet."""
    heading(page, subject, NOTES, "Where the figures come from, what they mean and how to read them.")
    page.widths(0, WIDTHS)
    row = 3
    for title, notes in (
        ("This edition", edition_notes(subject)),
        ("How to read this workbook", list(HOW_TO_READ)),
        ("Settings", setting_notes(subject)),
        ("What the plan holds", content_notes(subject.plan)),
        ("Working calendars", calendar_notes(subject.plan)),
        ("Sources of legal dates", source_notes(subject.plan)),
    ):
        if notes:
            row = _section(page, row, title, notes)
    _write_definitions(page, row)
    page.sheet.freeze_panes(3, 0)
    page.sheet.set_tab_color("#7F7F7F")
    print_setup(page, subject, NOTES, rows=None)


def _section(page: Page, row: int, title: str, notes: Iterable[Note]) -> int:
    for column in range(3):
        page.cell(row, column, title if column == 0 else None, Style.SECTION)
    row += 1
    for note in notes:
        page.text(row, 0, note.what, Style.NOTE)
        page.cell(row, 1, note.value, _style_of(note.value))
        page.cell(row, 2, note.remark, Style.NOTE)
        cells = zip((note.what, note.value, note.remark), WIDTHS, strict=True)
        grow(page, row, max(wrapped_lines(value, width) for value, width in cells))
        row += 1
    return row + 1


def _style_of(value: Cell) -> Style:
    if isinstance(value, datetime):
        return Style.MOMENT
    if isinstance(value, str) or value is None:
        return Style.NOTE
    return Style.NOTE_NUMBER if isinstance(value, int | float) else Style.NOTE_DAY


def _write_definitions(page: Page, row: int) -> None:
    for column in range(3):
        page.cell(row, column, "What each column means" if column == 0 else None, Style.SECTION)
    rows = definitions()
    first = row + 1
    columns = [{"header": name, "header_format": page.formats(Style.HEADER)} for name in ("Sheet", "Column", "Meaning")]
    page.sheet.add_table(
        first, 0, first + len(rows), 2, {"name": "Definitions", "columns": columns, "style": "Table Style Light 1"}
    )
    for number, (sheet, header, meaning) in enumerate(rows, start=first + 1):
        page.text(number, 0, sheet, Style.TEXT)
        page.text(number, 1, header, Style.STRONG)
        page.text(number, 2, meaning, Style.WRAP)
        grow(page, number, wrapped_lines(meaning, WIDTHS[2]))
    page.ruled((first + 1, 0, first + len(rows), 2))
