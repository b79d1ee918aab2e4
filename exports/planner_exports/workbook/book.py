"""Makes the executive workbook: every sheet from one revision of a plan."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import xlsxwriter  # type: ignore[import-untyped]

from planner.capacity import Period
from planner.plan.entities import Launch
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan
from planner.roadmap import FiscalQuarter, GroupBy, Roadmap, roadmap
from planner.roadmap.select_quarters import Proposal
from planner.schedule.result import WorkDates
from planner_exports.phrases import day_text
from planner_exports.safe_text import one_line
from planner_exports.workbook import health, tables
from planner_exports.workbook.capacity_sheet import write_capacity
from planner_exports.workbook.charts import Charts
from planner_exports.workbook.layout import CAPACITY, NOTES, QUARTERS, ROADMAP, SUMMARY
from planner_exports.workbook.notes import write_notes
from planner_exports.workbook.page import Formats, Page, Sheet
from planner_exports.workbook.quarters_sheet import write_quarters
from planner_exports.workbook.roadmap_sheet import write_roadmap
from planner_exports.workbook.styles import FONT
from planner_exports.workbook.subject import RevisionStamp, Subject
from planner_exports.workbook.summary_sheet import AT_RISK_DAYS, STATUS_DATE, write_summary
from planner_exports.workbook.table_sheet import write_table
from planner_exports.workbook.tables.scenarios import SCENARIOS, scenario_rows
from planner_exports.workbook.tables.selection import (
    MORE_PEOPLE,
    SELECTION,
    SELECTION_LOAD,
    load_rows,
    more_people_rows,
    selection_rows,
)

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(
    plan: Plan,
    *,
    status_date: date,
    generated_at: datetime,
    revision: RevisionStamp | None = None,
    findings: Sequence[Finding] = (),
    quarters: int = 8,
    group_by: GroupBy = GroupBy.LINE_OF_BUSINESS,
    margin: int = health.DEFAULT_MARGIN,
    selection: Proposal | None = None,
) -> bytes:
    """Return the executive workbook of one revision of a plan as the bytes of an .xlsx file.

    ``status_date`` is the day as of which it is read; the roadmap shows ``quarters`` fiscal quarters (1 to 80)
    from the one before it. ``generated_at`` becomes the creation date. ``findings`` are listed as given.
    ``margin`` is the slack in days up to which something is at risk; a ``selection`` of quarters gets sheets of its
    own. Equal arguments give equal bytes.

    Raises RoadmapLengthError, and WorkbookTooLargeError for more than a million rows of one kind.
    """
    from planner.capacity.heat import heat_over
    from planner.schedule import critical_path, schedule

    dates = schedule(plan).dates
    first = FiscalQuarter.containing(status_date, plan.portfolio.fiscal_year_start_month).previous()
    shown = roadmap(plan, first, quarters, group_by)
    subject = Subject(
        plan=plan,
        dates=dates,
        paths={target: critical_path(plan, target) for target in _targets(plan, dates)},
        roadmap=shown,
        findings=findings,
        status_date=status_date,
        generated_at=generated_at,
        revision=revision,
        margin=margin,
        capacity=heat_over(plan, quarters_of(shown)),
        selection=selection,
    )
    return workbook_of(subject)


def quarters_of(shown: Roadmap) -> tuple[Period, ...]:
    """Return the quarters of a roadmap as periods of capacity."""
    return tuple(Period(quarter.first, quarter.last, quarter.label) for quarter in shown.quarters)


def _targets(plan: Plan, dates: Mapping[str, WorkDates]) -> list[str | None]:
    """Return what has a critical path: the end of the plan (None), if anything is dated, and each dated launch."""
    return [None, *(id_ for id_ in plan.all(Launch) if id_ in dates)] if dates else []


def workbook_of(subject: Subject) -> bytes:
    """Return the workbook about a subject."""
    out = io.BytesIO()
    # The writer adds to the properties it is given, so each workbook gets its own; the font is not the theme's.
    font = {"font_name": FONT, "font_size": 10, "font_scheme": "none"}
    book = xlsxwriter.Workbook(out, {**_OPTIONS, "default_format_properties": font})
    _describe(book, subject)
    formats = Formats(book)
    scenarios = scenario_rows(subject)
    names = (
        SUMMARY,
        ROADMAP,
        QUARTERS,
        CAPACITY,
        *((SELECTION.sheet, SELECTION_LOAD.sheet) if subject.selection is not None else ()),
        *((MORE_PEOPLE.sheet,) if subject.selection is not None and subject.selection.next_fte else ()),
        tables.LAUNCH_CALENDAR.sheet,
        tables.CRITICAL_PATHS.sheet,
        tables.DEPENDENCIES.sheet,
        tables.OBLIGATIONS.sheet,
        tables.TRAINING.sheet,
        tables.RISKS.sheet,
        tables.DECISIONS.sheet,
        *((SCENARIOS.sheet,) if scenarios else ()),
        tables.INITIATIVES.sheet,
        tables.FINDINGS.sheet,
        NOTES,
    )
    pages = {name: Page(book.add_worksheet(name, Sheet), formats) for name in names}
    book.define_name("StatusDate", STATUS_DATE)
    book.define_name("AtRiskDays", AT_RISK_DAYS)
    initiatives = tables.initiative_rows(subject)
    launches = tables.launch_rows(subject)
    obligations = tables.obligation_rows(subject)
    findings = tables.finding_rows(subject)
    write_summary(pages[SUMMARY], subject, initiatives, launches, obligations, findings, Charts(book))
    write_roadmap(pages[ROADMAP], subject)
    write_quarters(pages[QUARTERS], subject, initiatives)
    write_capacity(pages[CAPACITY], subject)
    if subject.selection is not None:
        write_table(pages[SELECTION.sheet], subject, SELECTION, selection_rows(subject.plan, subject.selection))
        write_table(pages[SELECTION_LOAD.sheet], subject, SELECTION_LOAD, load_rows(subject.plan, subject.selection))
        if subject.selection.next_fte:
            write_table(
                pages[MORE_PEOPLE.sheet], subject, MORE_PEOPLE, more_people_rows(subject.plan, subject.selection)
            )
    write_table(pages[tables.LAUNCH_CALENDAR.sheet], subject, tables.LAUNCH_CALENDAR, launches)
    write_table(pages[tables.CRITICAL_PATHS.sheet], subject, tables.CRITICAL_PATHS, tables.path_rows(subject))
    write_table(pages[tables.DEPENDENCIES.sheet], subject, tables.DEPENDENCIES, tables.dependency_rows(subject))
    write_table(pages[tables.OBLIGATIONS.sheet], subject, tables.OBLIGATIONS, obligations)
    write_table(pages[tables.TRAINING.sheet], subject, tables.TRAINING, tables.training_rows(subject))
    write_table(pages[tables.RISKS.sheet], subject, tables.RISKS, tables.risk_rows(subject))
    write_table(pages[tables.DECISIONS.sheet], subject, tables.DECISIONS, tables.decision_rows(subject))
    if scenarios:
        write_table(pages[SCENARIOS.sheet], subject, SCENARIOS, scenarios)
    write_table(pages[tables.INITIATIVES.sheet], subject, tables.INITIATIVES, initiatives)
    write_table(pages[tables.FINDINGS.sheet], subject, tables.FINDINGS, findings)
    write_notes(pages[NOTES], subject)
    book.close()
    return out.getvalue()


def _describe(book: "xlsxwriter.Workbook", subject: Subject) -> None:
    name = one_line(subject.plan.portfolio.name, 100)
    stamp = subject.revision
    created = subject.generated_at
    book.set_properties(
        {
            "title": f"{name}: executive workbook",
            "subject": f"{subject.edition}, as of {day_text(subject.status_date)}",
            "author": one_line(stamp.author, 100) if stamp and stamp.author else "Planner",
            "comments": one_line(stamp.message, 200) if stamp else "",
            "keywords": "roadmap, launches, dependencies, obligations",
            "created": created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created,
        }
    )
    book.set_custom_property("As of", subject.status_date.isoformat(), "text")
    if stamp is not None:
        book.set_custom_property("Revision", stamp.number, "number_int")
        book.set_custom_property("Revision hash", one_line(stamp.hash, 200), "text")
    book.set_size(2400, 1500)
