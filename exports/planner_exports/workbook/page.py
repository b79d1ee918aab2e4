"""A worksheet with typed cells: the only module that talks to the spreadsheet writer.

User text goes only through ``text``, which always writes a string; formulas go only through ``formula``, whose
callers pass text of this package. Rows and columns count from 0.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from planner_exports.safe_text import cell_text, starts_like_formula
from planner_exports.workbook.health import FIRST_DAY
from planner_exports.workbook.styles import PROPERTIES, RULED, Properties, Style

Cell = str | int | float | date | datetime | None

EPOCH = date(1899, 12, 30)


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet of the writer that prepares each different formula once.

    The writer looks for the names of newer functions in every formula anew. A table column has one formula
    for all its rows, so remembering the answer makes a workbook of 10,000 rows several times faster.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return _prepared(formula, expand_future_functions)


@lru_cache(maxsize=4096)
def _prepared(formula: str, expand_future_functions: bool) -> str:
    return str(Worksheet()._prepare_formula(formula, expand_future_functions))  # noqa: SLF001


class Formats:
    """The styles of one workbook, each made when first used; text like a formula gets the quote mark of Excel."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Style, bool], Any] = {}

    def __call__(self, style: Style, quoted: bool = False) -> Any:
        """Return the writer's format of a style."""
        key = (style, quoted)
        if key not in self._made:
            self._made[key] = self._book.add_format({**PROPERTIES[style], **({"quote_prefix": True} if quoted else {})})
        return self._made[key]

    def of(self, properties: Properties) -> Any:
        """Return a format for conditional use."""
        return self._book.add_format(dict(properties))


class Page:
    """One worksheet being written."""

    def __init__(self, sheet: Any, formats: Formats) -> None:
        self.sheet = sheet
        self.formats = formats

    def cell(self, row: int, column: int, value: Cell, style: Style) -> None:
        """Write a value by its type; None and the empty text leave a styled blank."""
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, self.formats(style))
        elif isinstance(value, str):
            self.text(row, column, value, style)
        elif isinstance(value, datetime):
            self.sheet.write_datetime(row, column, value, self.formats(style))
        elif isinstance(value, date):
            self._day(row, column, value, style)
        else:
            self.sheet.write_number(row, column, value, self.formats(style))

    def _day(self, row: int, column: int, day: date, style: Style) -> None:
        if day < FIRST_DAY:
            self.text(row, column, day.isoformat(), style)
        else:
            self.sheet.write_number(row, column, serial(day), self.formats(style))

    def text(self, row: int, column: int, text: str, style: Style) -> None:
        """Write text as a string, whatever it looks like."""
        safe = cell_text(text)
        self.sheet.write_string(row, column, safe, self.formats(style, starts_like_formula(safe)))

    def formula(self, row: int, column: int, formula: str, value: Cell, style: Style) -> None:
        """Write a formula of this package with the value that it has now, for viewers that do not calculate."""
        cached = serial(value) if isinstance(value, date) else "" if value is None else value
        self.sheet.write_formula(row, column, "=" + formula, self.formats(style), cached)

    def link(self, row: int, column: int, sheet: str, text: str) -> None:
        """Write a link to the top of another sheet."""
        self.sheet.write_url(row, column, f"internal:'{sheet}'!A1", self.formats(Style.LINK), text, f"Go to {sheet}")

    def merged(self, row: int, first: int, last: int, text: str, style: Style) -> None:
        """Write text over several columns of one row."""
        if first == last:
            self.text(row, first, text, style)
        else:
            self.sheet.merge_range(row, first, row, last, "", self.formats(style))
            self.text(row, first, text, style)

    def widths(self, first_column: int, widths: Sequence[float]) -> None:
        """Set the widths of columns side by side, in characters."""
        for offset, width in enumerate(widths):
            self.sheet.set_column(first_column + offset, first_column + offset, width)

    def when(self, area: tuple[int, int, int, int], formula: str, properties: Properties) -> None:
        """Colour the cells of (first row, first column, last row, last column) for which a formula is true."""
        rule = {"type": "formula", "criteria": "=" + formula, "format": self.formats.of(properties)}
        self.sheet.conditional_format(*area, rule)

    def ruled(self, area: tuple[int, int, int, int]) -> None:
        """Draw a thin line under each row of an area, also where its cells are empty.

        Call it after the other colours of the area: some programs show only the first rule that applies.
        """
        self.when(area, "TRUE", RULED)

    def words(self, area: tuple[int, int, int, int], colours: Mapping[str, Properties]) -> None:
        """Colour the cells of an area by the word in them; the word stays readable without the colour."""
        for word, properties in colours.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.formats.of(properties)}
            self.sheet.conditional_format(*area, rule)


def serial(day: date) -> int | float:
    """Return the number by which spreadsheets know a day or moment."""
    if isinstance(day, datetime):
        elapsed = day.replace(tzinfo=None) - datetime.combine(EPOCH, datetime.min.time())
        return elapsed.days + elapsed.seconds / 86_400
    return (day - EPOCH).days


def cell_name(row: int, column: int, *, fixed_row: bool = False, fixed_column: bool = False) -> str:
    """Return the A1 name of a cell.

    >>> cell_name(0, 0), cell_name(9, 27, fixed_row=True, fixed_column=True)
    ('A1', '$AB$10')
    """
    letters = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{'$' if fixed_column else ''}{letters}{'$' if fixed_row else ''}{row + 1}"
