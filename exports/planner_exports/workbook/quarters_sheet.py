"""The Quarters sheet: what each fiscal quarter and year holds, by commitment, with carry-over and load.

Every count is a formula over the Initiatives sheet, supply and demand are those of the Capacity sheet, so that a reader
may change dates, tiers or person-days there and see what follows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.roadmap import Roadmap
from planner_exports.workbook.capacity_sheet import (
    DEMAND,
    FIRST_QUARTER,
    FIRST_ROW,
    FULL,
    NEARLY,
    PARTS,
    SUPPLY,
    capacity_lines,
    percent,
)
from planner_exports.workbook.layout import A4, CAPACITY, QUARTERS, heading, print_setup
from planner_exports.workbook.page import Page, cell_name
from planner_exports.workbook.styles import ALERT, FINE, NAVY, WATCH, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.tables import InitiativeRow

HEADER, BODY = 3, 4
FROM, TO = 1, 2
COUNTED = 'Initiatives[Counted],"Yes"'
HEADINGS = (
    ("Period", 12.0), ("From", 12.0), ("To", 12.0), ("Running", 9.0), ("Carried over", 9.0), ("Starting", 9.0),
    ("Finishing", 9.0), ("Committed", 11.0), ("Stretch", 9.0), ("Outlook", 9.0), ("Done", 8.0), ("Late", 8.0),
    ("Supply", 10.0), ("Demand", 10.0), ("Load", 8.0),
)  # fmt: skip
LOAD_FROM = 12


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A fiscal quarter, or all quarters of a fiscal year that the roadmap shows, and the places of its quarters."""

    label: str
    first: date
    last: date
    quarters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One count: the criteria of COUNTIFS, with {0} and {1} for the first and last day, and the same in Python."""

    criteria: str
    test: Callable[[InitiativeRow, date, date], bool]


_FINISHING = 'Initiatives[Finish],">="&{0},Initiatives[Finish],"<="&{1}'
COUNTS = (
    Count(
        'Initiatives[Start],"<="&{1},Initiatives[Finish],">="&{0}',
        lambda r, first, last: _within(r.start, date.min, last) and _within(r.finish, first, date.max),
    ),
    Count(
        'Initiatives[Start],"<"&{0},Initiatives[Finish],">="&{0}',
        lambda r, first, last: r.start is not None and r.start < first and _within(r.finish, first, date.max),
    ),
    Count('Initiatives[Start],">="&{0},Initiatives[Start],"<="&{1}', lambda r, a, b: _within(r.start, a, b)),
    Count(_FINISHING, lambda r, a, b: _ends(r, a, b)),
    Count(f'{_FINISHING},Initiatives[Tier],"Committed"', lambda r, a, b: _ends(r, a, b) and r.tier == "Committed"),
    Count(f'{_FINISHING},Initiatives[Tier],"Stretch"', lambda r, a, b: _ends(r, a, b) and r.tier == "Stretch"),
    Count(f'{_FINISHING},Initiatives[Tier],"Outlook"', lambda r, a, b: _ends(r, a, b) and r.tier == "Outlook"),
    Count(f'{_FINISHING},Initiatives[Status],"Done"', lambda r, a, b: _ends(r, a, b) and r.status == "Done"),
)


def _within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def _ends(row: InitiativeRow, first: date, last: date) -> bool:
    return _within(row.finish, first, last)


def period_lines(roadmap: Roadmap) -> list[PeriodLine]:
    """Return the quarters of a roadmap, then its fiscal years as far as they are shown."""
    lines = [PeriodLine(q.label, q.first, q.last, (at,)) for at, q in enumerate(roadmap.quarters)]
    years: dict[str, list[int]] = {}
    for at, quarter in enumerate(roadmap.quarters):
        years.setdefault(quarter.year_label, []).append(at)
    for label, places in years.items():
        quarters = [roadmap.quarters[at] for at in places]
        part = "" if len(places) == 4 else f" ({len(places)} of 4)"
        lines.append(PeriodLine(f"{label}{part}", quarters[0].first, quarters[-1].last, tuple(places)))
    return lines


def write_quarters(page: Page, subject: Subject, initiatives: Sequence[InitiativeRow]) -> None:
    """Write the sheet."""
    about = "What each quarter holds, by commitment, with carry-over and load; below, the fiscal years."
    heading(page, subject, QUARTERS, about)
    for column, (name, width) in enumerate(HEADINGS):
        page.text(HEADER, column, name, Style.HEADER if column <= TO else Style.HEADER_RIGHT)
        page.sheet.set_column(column, column, width)
    page.sheet.set_row(HEADER, 32)
    lines, counted = period_lines(subject.roadmap), [row for row in initiatives if row.counted]
    row = BODY
    for line in lines:
        if row == BODY + len(subject.roadmap.quarters):
            row += 1
        _write_line(page, subject, line, row, counted)
        row += 1
    last = row - 1
    load = cell_name(BODY, len(HEADINGS) - 1)
    area = (BODY, len(HEADINGS) - 1, last, len(HEADINGS) - 1)
    page.when(area, f"AND(ISNUMBER({load}),ROUND({load},0)>{FULL})", ALERT)
    page.when(area, f"AND(ISNUMBER({load}),{load}>={NEARLY})", WATCH)
    page.when(area, f"AND(ISNUMBER({load}),{load}>0)", FINE)
    late = cell_name(BODY, LOAD_FROM - 1)
    page.when((BODY, LOAD_FROM - 1, last, LOAD_FROM - 1), f"AND(ISNUMBER({late}),{late}>0)", ALERT)
    page.ruled((BODY, 0, last, len(HEADINGS) - 1))
    page.sheet.freeze_panes(BODY, 1)
    page.sheet.set_tab_color(NAVY)
    print_setup(page, subject, QUARTERS, rows=(HEADER, HEADER), paper=A4)


def _write_line(page: Page, subject: Subject, line: PeriodLine, row: int, counted: Sequence[InitiativeRow]) -> None:
    page.text(row, 0, line.label, Style.STRONG)
    page.cell(row, FROM, line.first, Style.DAY)
    page.cell(row, TO, line.last, Style.DAY)
    first, last = cell_name(row, FROM, fixed_column=True), cell_name(row, TO, fixed_column=True)
    for offset, count in enumerate(COUNTS):
        value = sum(count.test(item, line.first, line.last) for item in counted)
        formula = f"COUNTIFS({COUNTED},{count.criteria.format(first, last)})"
        page.formula(row, TO + 1 + offset, formula, value, Style.INTEGER)
    late = sum(_within(item.finish, line.first, line.last) and item.health in ("Late", "Overdue") for item in counted)
    criteria = _FINISHING.format(first, last)
    words = (f'COUNTIFS({COUNTED},{criteria},Initiatives[Health],"{word}")' for word in ("Late", "Overdue"))
    page.formula(row, LOAD_FROM - 1, "+".join(words), late, Style.INTEGER)
    _write_load(page, subject, line, row)


def _write_load(page: Page, subject: Subject, line: PeriodLine, row: int) -> None:
    """Write supply and demand of all teams as they are on the Capacity sheet, and the load."""
    teams, _ = capacity_lines(subject)
    total = FIRST_ROW + len(teams)
    values = []
    for offset, part in ((0, SUPPLY), (1, DEMAND)):
        places = [cell_name(total, FIRST_QUARTER + at * len(PARTS) + part) for at in line.quarters]
        value = sum((each.supply if part == SUPPLY else each.demand)[at] for each in teams for at in line.quarters)
        values.append(value)
        if teams:
            formula = "+".join(f"'{CAPACITY}'!{place}" for place in places)
            page.formula(row, LOAD_FROM + offset, formula, value, Style.INTEGER)
        else:
            page.cell(row, LOAD_FROM + offset, 0, Style.INTEGER)
    has, asked = cell_name(row, LOAD_FROM), cell_name(row, LOAD_FROM + 1)
    formula = f'IF({has}>0,100*{asked}/{has},IF({asked}>0,"nobody",0))'
    page.formula(row, LOAD_FROM + 2, formula, percent(*values), Style.PERCENT)
