"""The Summary sheet: the figures, the state of each line of business, launches and legal dates to come."""

from collections.abc import Sequence

from planner_exports.phrases import day_text
from planner_exports.safe_text import one_line
from planner_exports.workbook import health
from planner_exports.workbook.charts import CHART_COLUMN, Charts
from planner_exports.workbook.layout import CAPACITY, NOTES, QUARTERS, ROADMAP, SUMMARY, TILE_ROW, heading, print_setup
from planner_exports.workbook.page import Cell, Page, cell_name
from planner_exports.workbook.styles import ALERT, NAVY, NEGATIVE, Style
from planner_exports.workbook.subject import Subject
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
    FindingRow,
    InitiativeRow,
    LaunchRow,
    ObligationRow,
)
from planner_exports.workbook.tables.initiatives import HEALTH_COLOURS
from planner_exports.workbook.totals import (
    LINE_COUNTS,
    MAX_DUTIES,
    MAX_LAUNCHES,
    QUARTER_COUNTS,
    Count,
    CountRow,
    by_line,
    by_quarter,
    coming_duties,
    coming_launches,
    criterion,
    figures,
)

INPUT_ROW, FIRST_SECTION = 2, 9
LAST_COLUMN = 8
STATUS_DATE = f"={SUMMARY}!{cell_name(INPUT_ROW, 1, fixed_row=True, fixed_column=True)}"
AT_RISK_DAYS = f"={SUMMARY}!{cell_name(INPUT_ROW, 4, fixed_row=True, fixed_column=True)}"

CONTENTS = (
    (ROADMAP, "The work of each group as bars over fiscal quarters and weeks."),
    (QUARTERS, "What each fiscal quarter and year holds, by commitment, with carry-over and load."),
    (CAPACITY, "What each team can give and what is asked of it, by quarter."),
    *((table.sheet, table.about) for table in (LAUNCH_CALENDAR, CRITICAL_PATHS, DEPENDENCIES, OBLIGATIONS)),
    *((table.sheet, table.about) for table in (TRAINING, RISKS, DECISIONS, INITIATIVES, FINDINGS)),
    (NOTES, "As-of date, revision, calendars, what each column means, what may be edited."),
)


def write_summary(
    page: Page,
    subject: Subject,
    initiatives: Sequence[InitiativeRow],
    launches: Sequence[LaunchRow],
    obligations: Sequence[ObligationRow],
    findings: Sequence[FindingRow],
    charts: Charts,
) -> None:
    """Write the sheet."""
    _frame(page, subject)
    for column, figure in enumerate(figures(initiatives, launches, obligations, findings)):
        page.formula(TILE_ROW, column, figure.formula, figure.value, Style.TILE_NUMBER)
        page.text(TILE_ROW + 1, column, figure.label, Style.TILE_LABEL)
    lines = by_line(initiatives)
    row = _counts(page, FIRST_SECTION, "By line of business", "Line of business", LINE_COUNTS, lines, "LOB")
    charts.lines(page, FIRST_SECTION, len(lines))
    quarters = by_quarter(initiatives, [quarter.label for quarter in subject.roadmap.quarters])
    start = row + 1
    row = _counts(page, start, "Work finishing by quarter", "Quarter", QUARTER_COUNTS, quarters, "Finish quarter")
    charts.quarters(page, start, len(quarters))
    start = row + 1
    row = _launches(page, start, launches)
    _duties(page, row + 1, obligations)
    _contents(page, start)


def _frame(page: Page, subject: Subject) -> None:
    name = one_line(subject.plan.portfolio.name, 80)
    heading(page, subject, SUMMARY, f"{name}.")
    page.text(0, 0, name, Style.TITLE)
    page.text(
        1, 0, f"Executive summary  ·  as of {day_text(subject.status_date)}  ·  {_edition(subject)}", Style.SUBTITLE
    )
    page.text(INPUT_ROW, 0, "Status date (change it: flags follow)", Style.INPUT_LABEL)
    page.cell(INPUT_ROW, 1, subject.status_date, Style.INPUT_DAY)
    page.text(INPUT_ROW, 3, "At-risk margin, days", Style.INPUT_LABEL)
    page.cell(INPUT_ROW, 4, subject.margin, Style.INPUT_NUMBER)
    date_rule = {"validate": "date", "criteria": ">", "value": "=DATE(1999,12,31)", "error_title": "Status date"}
    page.sheet.data_validation(INPUT_ROW, 1, INPUT_ROW, 1, {**date_rule, "error_message": "Enter a date."})
    days = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 3650, "error_title": "Margin"}
    page.sheet.data_validation(INPUT_ROW, 4, INPUT_ROW, 4, {**days, "error_message": "Enter whole days, 0 to 3650."})
    page.text(TILE_ROW - 1, 0, "Where we stand", Style.SECTION)
    for column in range(1, LAST_COLUMN + 1):
        page.cell(TILE_ROW - 1, column, None, Style.SECTION)
    page.widths(0, [42, *([13.5] * LAST_COLUMN), 2, 18, 84])
    page.sheet.set_row(TILE_ROW, 30)
    page.sheet.set_row(TILE_ROW + 1, 36)
    page.sheet.set_tab_color(NAVY)
    page.sheet.freeze_panes(INPUT_ROW + 1, 0)
    print_setup(page, subject, SUMMARY, rows=None)
    page.sheet.fit_to_pages(1, 1)


def _edition(subject: Subject) -> str:
    stamp = subject.revision
    if stamp is None:
        return "unsaved plan"
    by = f" by {one_line(stamp.author, 40)}" if stamp.author else ""
    return f"revision {stamp.number}{by}, {day_text(stamp.at.date())}"


_TEXT_HEADINGS = ("State", "First blocker", "Code", "When", "Duty")


def _section(page: Page, row: int, title: str, headings: Sequence[str]) -> int:
    """Write a section's title and headings; return the row after them."""
    for column in range(LAST_COLUMN + 1):
        page.cell(row, column, title if column == 0 else None, Style.SECTION)
    for column, text in enumerate(headings):
        left = column == 0 or text in _TEXT_HEADINGS
        page.text(row + 1, column, text, Style.HEADER if left else Style.HEADER_RIGHT)
    page.sheet.set_row(row + 1, 30)
    return row + 2


def _counts(
    page: Page, row: int, title: str, label: str, counts: Sequence[Count], rows: Sequence[CountRow], column: str
) -> int:
    """Write a table of counts with a total; return the row after it."""
    first = row = _section(page, row, title, [label, *(count.header for count in counts)])
    for line in rows:
        page.text(row, 0, line.label, Style.STRONG)
        for place, (count, value) in enumerate(zip(counts, line.values, strict=True), start=1):
            if line.key is None:
                above = f"{cell_name(first, place)}:{cell_name(row - 1, place)}"
                formula = f"({count.formula(_ALL)})-SUM({above})"
            else:
                given = f"{_ALL},Initiatives[{column}],{criterion(line.key, cell_name(row, 0, fixed_column=True))}"
                formula = count.formula(given)
            page.formula(row, place, formula, value, Style.INTEGER)
        row += 1
    page.text(row, 0, "Total", Style.TOTAL)
    for place in range(1, len(counts) + 1):
        total = sum(line.values[place - 1] for line in rows)
        area = f"{cell_name(first, place)}:{cell_name(max(row - 1, first), place)}"
        if rows:
            page.formula(row, place, f"SUM({area})", total, Style.TOTAL_NUMBER)
        else:
            page.cell(row, place, 0, Style.TOTAL_NUMBER)
    late = next(place for place, count in enumerate(counts, start=1) if count.header == "Overdue or late")
    if rows:
        page.when((first, late, row - 1, late), f"{cell_name(first, late)}>0", ALERT)
        page.ruled((first, 0, row - 1, len(counts)))
    return row + 1


_ALL = 'Initiatives[Counted],"Yes"'


def _launches(page: Page, row: int, launches: Sequence[LaunchRow]) -> int:
    coming = coming_launches(launches)
    headings = ["Launch", "Markets", "Predicted", "Target", "Slack, days", "State", "First blocker"]
    first = row = _section(page, row, "Launches to come", headings)
    page.merged(first - 1, 6, LAST_COLUMN, "First blocker", Style.HEADER)
    for line in coming[:MAX_LAUNCHES]:
        predicted, target = cell_name(row, 2), cell_name(row, 3)
        cells: list[tuple[Cell, Style]] = [
            (line.name, Style.STRONG),
            (line.markets, Style.INTEGER),
            (line.predicted, Style.DAY),
            (line.target, Style.DAY),
        ]
        for column, (value, style) in enumerate(cells):
            page.cell(row, column, value, style)
        page.formula(row, 4, health.days_formula(predicted, target), line.slack, Style.SIGNED)
        page.formula(row, 5, health.open_launch_state(predicted, target), line.state, Style.TEXT)
        page.merged(row, 6, LAST_COLUMN, one_line(line.blocker, 44), Style.TEXT)
        row += 1
    page.words((first, 5, max(row - 1, first), 5), HEALTH_COLOURS)
    _negative(page, first, max(row - 1, first), 4)
    if coming:
        page.ruled((first, 0, row - 1, LAST_COLUMN))
    return _rest(page, row, len(coming) - MAX_LAUNCHES, LAUNCH_CALENDAR.sheet, "No launch is to come.", not coming)


def _duties(page: Page, row: int, obligations: Sequence[ObligationRow]) -> int:
    coming = coming_duties(obligations)
    headings = ["Obligation", "Code", "When", "Date", "Days left", "Margin, days", "Duty"]
    first = row = _section(page, row, "Legal dates to come (live law only)", headings)
    page.merged(first - 1, 6, LAST_COLUMN, "Duty", Style.HEADER)
    for line in coming[:MAX_DUTIES]:
        place = f"{line.jurisdiction}: " if line.jurisdiction else ""
        cells: list[tuple[Cell, Style]] = [
            (one_line(f"{place}{line.instrument}", 44), Style.STRONG),
            (line.code, Style.TEXT),
            (line.when, Style.TEXT),
            (line.day, Style.DAY),
        ]
        for column, (value, style) in enumerate(cells):
            page.cell(row, column, value, style)
        page.formula(row, 4, f"{cell_name(row, 3)}-StatusDate", line.days_left, Style.INTEGER)
        page.cell(row, 5, line.margin, Style.SIGNED)
        page.merged(row, 6, LAST_COLUMN, one_line(line.duty, 44), Style.TEXT)
        row += 1
    _negative(page, first, max(row - 1, first), 5)
    if coming:
        page.ruled((first, 0, row - 1, LAST_COLUMN))
    return _rest(page, row, len(coming) - MAX_DUTIES, OBLIGATIONS.sheet, "No legal date is to come.", not coming)


def _negative(page: Page, first: int, last: int, column: int) -> None:
    cell = cell_name(first, column)
    page.when((first, column, last, column), f"AND(ISNUMBER({cell}),{cell}<0)", NEGATIVE)


def _rest(page: Page, row: int, more: int, sheet: str, none: str, empty: bool) -> int:
    """Say that there is nothing, or how much more there is and where; return the row after."""
    if empty:
        page.text(row, 0, none, Style.FAINT)
        return row + 1
    if more > 0:
        page.link(row, 0, sheet, f"and {more} more on {sheet}")
        return row + 1
    return row


def _contents(page: Page, row: int) -> None:
    for column in range(CHART_COLUMN, CHART_COLUMN + 2):
        page.cell(row, column, "In this workbook" if column == CHART_COLUMN else None, Style.SECTION)
    page.text(row + 1, CHART_COLUMN, "Sheet", Style.HEADER)
    page.text(row + 1, CHART_COLUMN + 1, "What it shows", Style.HEADER)
    for number, (sheet, about) in enumerate(CONTENTS, start=row + 2):
        page.link(number, CHART_COLUMN, sheet, sheet)
        page.text(number, CHART_COLUMN + 1, about, Style.LABEL)
