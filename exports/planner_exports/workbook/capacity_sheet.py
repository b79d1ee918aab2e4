"""The Capacity sheet: each team by fiscal quarter, what it can give, what is asked of it, per cent and gap.

Supply and demand are values; per cent, gap and totals are formulas over them, so that a reader may try other numbers.
The skills of teams stand in a block of their own below the totals, because one person may have several.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.capacity.heat import HeatMap
from planner.plan.entities import Team
from planner_exports.workbook.layout import A3, CAPACITY, heading, print_setup
from planner_exports.workbook.page import Cell, Page, cell_name
from planner_exports.workbook.styles import ALERT, FINE, NAVY, NEGATIVE, WATCH, Style
from planner_exports.workbook.subject import Subject

QUARTER_ROW, HEADER_ROW, FIRST_ROW = 3, 4, 5
HEADINGS = (("Team", 11.0), ("Name", 34.0), ("Line of business", 18.0), ("Skill", 20.0))
FIRST_QUARTER = len(HEADINGS)
PARTS = (("Supply", 9.0), ("Demand", 9.0), ("%", 7.0), ("Gap", 8.0))
SUPPLY, DEMAND, SHARE, GAP = range(len(PARTS))

FULL, NEARLY = 100, 85
"""Per cent above which a cell is overloaded, and from which it is nearly so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its left cells, and supply and demand by quarter in person-days."""

    cells: tuple[str, str, str, str]
    supply: tuple[float, ...]
    demand: tuple[float, ...]


def capacity_lines(subject: Subject) -> tuple[list[Line], list[Line]]:
    """Return the lines of whole teams and those of skills, each by line of business and code."""
    shown = subject.capacity
    if shown is None:
        return [], []
    teams = subject.plan.all(Team)
    found = [_line(teams[cell.team_id], cell.skill, shown, row) for row, cell in enumerate(shown.cells)]
    ordered = sorted(found, key=lambda line: (line.cells[2].casefold(), line.cells[0].casefold(), line.cells[3]))
    return [line for line in ordered if not line.cells[3]], [line for line in ordered if line.cells[3]]


def _line(team: Team, skill: str, shown: HeatMap, row: int) -> Line:
    supply, demand = (tuple(round(float(value), 2) for value in part[row]) for part in (shown.supply, shown.demand))
    return Line((team.code, team.name, team.line_of_business, skill), supply, demand)


def write_capacity(page: Page, subject: Subject) -> None:
    """Write the sheet."""
    labels = [period.label for period in subject.capacity.periods] if subject.capacity else []
    teams, skills = capacity_lines(subject)
    empty = "" if teams else "  The plan has no teams yet."
    about = f"Person-days for project work by team and fiscal quarter: supply, demand, per cent and gap.{empty}"
    heading(page, subject, CAPACITY, about)
    _header(page, labels)
    row = _block(page, FIRST_ROW, teams, len(labels))
    if teams:
        _totals(page, row, teams, len(labels))
        row += 2
    if skills:
        page.text(row, 0, "By skill: those of each team who have it; one person may count in several", Style.SECTION)
        row = _block(page, row + 1, skills, len(labels))
    last = max(row - 1, FIRST_ROW)
    _colour(page, last, len(labels))
    page.sheet.freeze_panes(FIRST_ROW, 2)
    page.sheet.set_tab_color(NAVY)
    print_setup(page, subject, CAPACITY, rows=(QUARTER_ROW, HEADER_ROW), paper=A3)


def _header(page: Page, labels: Sequence[str]) -> None:
    for column, (name, width) in enumerate(HEADINGS):
        page.text(HEADER_ROW, column, name, Style.HEADER)
        page.sheet.set_column(column, column, width)
    for place, label in enumerate(labels):
        first = FIRST_QUARTER + place * len(PARTS)
        page.merged(QUARTER_ROW, first, first + len(PARTS) - 1, label, Style.QUARTER)
        for offset, (name, width) in enumerate(PARTS):
            page.text(HEADER_ROW, first + offset, name, Style.HEADER_RIGHT)
            page.sheet.set_column(first + offset, first + offset, width)


def _block(page: Page, row: int, lines: Sequence[Line], quarters: int) -> int:
    """Write lines from this row on; return the row after them."""
    for line in lines:
        for column, value in enumerate(line.cells):
            page.cell(row, column, value or None, Style.STRONG if column == 0 else Style.TEXT)
        for place in range(quarters):
            first = FIRST_QUARTER + place * len(PARTS)
            page.cell(row, first + SUPPLY, line.supply[place], Style.NUMBER)
            page.cell(row, first + DEMAND, line.demand[place], Style.NUMBER)
            _derived(page, row, first, line.supply[place], line.demand[place])
        row += 1
    return row


def _derived(page: Page, row: int, first: int, supply: float, demand: float) -> None:
    """Write per cent and gap of one quarter as formulas over supply and demand of the same row."""
    has, asked = cell_name(row, first + SUPPLY), cell_name(row, first + DEMAND)
    formula = f'IF({has}>0,100*{asked}/{has},IF({asked}>0,"nobody",0))'
    page.formula(row, first + SHARE, formula, percent(supply, demand), Style.PERCENT)
    page.formula(row, first + GAP, f"{has}-{asked}", supply - demand, Style.NUMBER)


def percent(supply: float, demand: float) -> Cell:
    """Return demand in per cent of supply, or that nobody is there who could be asked.

    >>> percent(339, 464), percent(0, 3), percent(0, 0)
    (136.87315634218288, 'nobody', 0)
    """
    if supply > 0:
        return 100 * demand / supply
    return "nobody" if demand > 0 else 0


def _totals(page: Page, row: int, lines: Sequence[Line], quarters: int) -> None:
    page.text(row, 0, "All teams", Style.TOTAL)
    for column in range(1, FIRST_QUARTER):
        page.cell(row, column, None, Style.TOTAL)
    for place in range(quarters):
        first = FIRST_QUARTER + place * len(PARTS)
        supply, demand = sum(line.supply[place] for line in lines), sum(line.demand[place] for line in lines)
        for offset, total in ((SUPPLY, supply), (DEMAND, demand)):
            column = first + offset
            area = f"{cell_name(FIRST_ROW, column)}:{cell_name(row - 1, column)}"
            page.formula(row, column, f"SUM({area})", total, Style.TOTAL_NUMBER)
        _derived(page, row, first, supply, demand)


def _colour(page: Page, last: int, quarters: int) -> None:
    for place in range(quarters):
        first = FIRST_QUARTER + place * len(PARTS)
        share, gap = cell_name(FIRST_ROW, first + SHARE), cell_name(FIRST_ROW, first + GAP)
        area = (FIRST_ROW, first + SHARE, last, first + SHARE)
        page.when(area, f'OR({share}="nobody",AND(ISNUMBER({share}),ROUND({share},0)>{FULL}))', ALERT)
        page.when(area, f"AND(ISNUMBER({share}),{share}>={NEARLY})", WATCH)
        page.when(area, f"AND(ISNUMBER({share}),{share}>0)", FINE)
        page.when((FIRST_ROW, first + GAP, last, first + GAP), f"AND(ISNUMBER({gap}),{gap}<0)", NEGATIVE)
        page.when((FIRST_ROW, first, last, first), "TRUE", {"left": 1, "left_color": NAVY})
    if quarters:
        page.ruled((FIRST_ROW, 0, last, FIRST_QUARTER + quarters * len(PARTS) - 1))
