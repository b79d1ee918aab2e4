"""Writes a declared table to its sheet: heading, Excel table, formulas with their values, colours, printing."""

from collections.abc import Sequence
from typing import TypeVar

from planner.plan.errors import PlannerError
from planner_exports.workbook.layout import A3, A4, HEADER_ROW, grow, heading, print_setup, wrapped_lines
from planner_exports.workbook.page import Cell, Page, cell_name
from planner_exports.workbook.styles import NAVY, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table, expanded

R = TypeVar("R")

MAX_ROWS = 1_000_000
"""Rows that a sheet of 1,048,576 holds with room for its heading."""

_SAMPLE = 2_000
"""Rows whose text is measured for the width of a column."""

_RIGHT = (Style.DAY, Style.INTEGER, Style.NUMBER, Style.SIGNED, Style.PERCENT)


class WorkbookTooLargeError(PlannerError):
    """A plan with more rows of one kind than a worksheet holds."""

    code = "WORKBOOK_TOO_LARGE"

    def __init__(self, sheet: str, rows: int) -> None:
        super().__init__(f"The sheet {sheet} would have {rows:,} rows.", "Export csv instead.")


def write_table(page: Page, subject: Subject, table: Table[R], rows: Sequence[R]) -> None:
    """Write one table sheet; without rows the table has one blank row and no formulas.

    Raises WorkbookTooLargeError if it cannot fit.
    """
    if len(rows) > MAX_ROWS:
        raise WorkbookTooLargeError(table.sheet, len(rows))
    about = f"{table.about}  {len(rows):,} rows." if rows else f"{table.about}  {table.empty}"
    heading(page, subject, table.sheet, about)
    last_row = HEADER_ROW + max(len(rows), 1)
    _add_table(page, table, last_row, formulas=bool(rows))
    lines = [1] * len(rows)
    for place, column in enumerate(table.columns):
        values = [column.value(row) for row in rows]
        width = _write_column(page, table, place, column, values)
        if column.style is Style.WRAP:
            lines = [max(least, wrapped_lines(value, width)) for least, value in zip(lines, values, strict=True)]
    for number, count in enumerate(lines, start=HEADER_ROW + 1):
        grow(page, number, count)
    if rows:
        _colour(page, table, last_row)
    page.sheet.set_row(HEADER_ROW, 32)
    page.sheet.freeze_panes(HEADER_ROW + 1, table.frozen)
    page.sheet.set_tab_color(table.tab)
    paper = A3 if table.large else A4
    print_setup(page, subject, table.sheet, rows=(HEADER_ROW, HEADER_ROW), paper=paper)


def _add_table(page: Page, table: Table[R], last_row: int, *, formulas: bool) -> None:
    columns = []
    for column in table.columns:
        style = Style.HEADER_RIGHT if column.style in _RIGHT else Style.HEADER
        entry = {"header": column.header, "header_format": page.formats(style)}
        formula = {"formula": expanded(column.formula, table.name)} if formulas and column.formula else {}
        columns.append({**entry, **formula})
    options = {"name": table.name, "columns": columns, "style": "Table Style Light 1", "description": table.about}
    page.sheet.add_table(HEADER_ROW, 0, last_row, len(table.columns) - 1, options)


def _write_column(page: Page, table: Table[R], place: int, column: Column[R], values: Sequence[Cell]) -> float:
    formula = expanded(column.formula, table.name)
    for number, value in enumerate(values, start=HEADER_ROW + 1):
        if formula:
            page.formula(number, place, formula, value, column.style)
        elif value is not None and value != "":
            page.cell(number, place, value, column.style)
    width = fitting_width(column, values)
    page.sheet.set_column(place, place, width, page.formats(column.style), {"hidden": column.hidden})
    hint = {"validate": "any", "input_title": column.header[:32], "input_message": _short(column.meaning)}
    page.sheet.data_validation(HEADER_ROW, place, HEADER_ROW, place, hint)
    return width


def _short(meaning: str) -> str:
    return meaning if len(meaning) <= 255 else meaning[:254].rstrip() + "…"


def fitting_width(column: Column[R], values: Sequence[Cell]) -> float:
    """Return a width in characters that fits heading and values within the column's bounds."""
    longest = max((len(str(value)) for value in values[:_SAMPLE] if value is not None), default=0)
    if column.style is Style.DAY:
        longest = 11
    words = max(len(word) for word in column.header.split())
    heading_width = min(len(column.header), max(words, column.least)) + 3
    room = longest + (4 if column.style is Style.STRONG else 3)
    return min(max(column.least, heading_width, room), max(column.most, heading_width))


def _colour(page: Page, table: Table[R], last_row: int) -> None:
    first = HEADER_ROW + 1
    for place, column in enumerate(table.columns):
        area = (first, place, last_row, place)
        page.words(area, column.words)
        if column.low is not None:
            cell = cell_name(first, place)
            page.when(area, f"AND(ISNUMBER({cell}),{cell}<{column.low_below:g})", column.low)
        if column.bar:
            bar = {"type": "data_bar", "bar_color": "#8FB8E3", "bar_solid": True, "data_bar_2010": True}
            limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100}
            page.sheet.conditional_format(*area, {**bar, **limits})
    if table.rule_above:
        place = table.position(table.rule_above)
        same, above = cell_name(first, place, fixed_column=True), cell_name(first - 1, place, fixed_column=True)
        page.when((first, 0, last_row, len(table.columns) - 1), f"{same}<>{above}", {"top": 1, "top_color": NAVY})
    page.ruled((first, 0, last_row, len(table.columns) - 1))
