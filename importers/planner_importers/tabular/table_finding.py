"""Where the tables of a sheet are: header rows anywhere, tables beside and below one another.

>>> sheet = Sheet("S", rectangle([["Plan of 2027"], [], ["", "ID", "Task", "Start"], ["", 1, "Draft", "2027-01-04"]]))
>>> table = find_tables(sheet)[0]
>>> table.header_rows, table.headings, (table.first, table.last)
((2,), ('ID', 'Task', 'Start'), (3, 3))
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner_importers.tabular.date_text import read_date
from planner_importers.tabular.duration_text import read_duration
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Area, Row, Sheet, Value, rectangle, shown
from planner_importers.tabular.headings import heading_unit, known_exactly, meanings
from planner_importers.tabular.numerals import read_number

__all__ = ["Table", "find_tables", "is_data", "rectangle"]

_FIRST_ROWS = 60
"""Rows from the top of which each may be a header; below, only rows after a blank one."""
_KNOWN_FROM = 0.7


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet; rows and columns count from 0, ``first`` to ``last`` is its body, both inclusive."""

    sheet: str
    header_rows: tuple[int, ...]
    left: int
    headings: tuple[str, ...]
    """One per column from ``left`` on; two-row headers are joined, empty headings are empty."""
    first: int
    last: int
    repeated: frozenset[int] = frozenset()
    """Rows of the body that only repeat the headings."""
    score: float = 0.0
    """How well the headings are known, summed over the columns."""

    @property
    def right(self) -> int:
        """Return the last column, inclusive."""
        return self.left + len(self.headings) - 1

    @property
    def area(self) -> Area:
        """Return the rectangle of headings and body."""
        return Area(min((*self.header_rows, self.first)), self.left, self.last, self.right)

    def rows(self) -> Iterator[int]:
        """Yield the numbers of the body's rows, from 0."""
        return (row for row in range(self.first, self.last + 1) if row not in self.repeated)


@dataclass(frozen=True, slots=True)
class _Header:
    rows: tuple[int, ...]
    left: int
    headings: tuple[str, ...]
    score: float


def find_tables(sheet: Sheet) -> tuple[Table, ...]:
    """Return the tables of a sheet from the top, then from the left; where no heading is known, one by shape."""
    open_tables: list[Table] = []
    closed: list[Table] = []
    row = 0
    while row < sheet.height:
        headers = _headers_at(sheet, row) if _may_be_header(sheet, row, open_tables) else []
        headers = [header for header in headers if not _is_within(header, sheet, open_tables)]
        for header in headers:
            _open(header, open_tables, closed)
        row = max([row, *(max(header.rows) for header in headers)]) + 1
    closed.extend(replace(table, last=sheet.height - 1) for table in open_tables)
    found = [trimmed for table in closed if (trimmed := _trimmed(sheet, table)) is not None]
    if not found and (shaped := _by_shape(sheet)) is not None:
        found = [shaped]
    return tuple(sorted(found, key=lambda table: (table.first, table.left)))


def _may_be_header(sheet: Sheet, row: int, tables: list[Table]) -> bool:
    """Return cheaply whether a row deserves a closer look."""
    cells = sheet.rows[row]
    if row < _FIRST_ROWS or not any(sheet.rows[row - 1]):
        return True
    first = next((cell for cell in cells if cell is not None), None)
    return isinstance(first, str) and any(first in table.headings for table in tables)


def _is_within(header: _Header, sheet: Sheet, tables: list[Table]) -> bool:
    """Return whether a header is only a row of a table above it: nothing parts them, and it is known no better."""
    right = header.left + len(header.headings)
    for table in tables:
        if table.left < right and header.left <= table.right and header.headings != table.headings:
            if header.rows[0] == table.first and header.score >= table.score:
                continue
            above = sheet.rows[header.rows[0] - 1][header.left : right]
            if _filled(above) >= 2 and header.score <= 1.5 * table.score:
                return True
    return False


def _headers_at(sheet: Sheet, row: int) -> list[_Header]:
    """Return the headers that start in this row (alone or joined with the next), one per table beside another."""
    single = _header(sheet, (row,))
    double = _header(sheet, (row, row + 1)) if row + 1 < sheet.height and _may_join(sheet, row) else None
    best = single
    if double is not None and double.score > (single.score if single else 0.0) + 0.4:
        below = _header(sheet, (row + 1,))
        if below is not None and below.score + 0.4 >= double.score:
            return []
        best = double
    return _beside(best) if best is not None else []


def _header(sheet: Sheet, rows: tuple[int, ...]) -> _Header | None:
    texts = _joined(sheet, rows) if len(rows) == 2 else [_heading(cell) for cell in sheet.rows[rows[0]]]
    filled = [index for index, text in enumerate(texts) if text]
    if len(filled) < 2 or not _looks_like_headings(sheet, rows[-1]) or _continues(sheet, rows[-1]):
        return None
    scores = [_score(texts[index]) for index in filled]
    known = sum(score >= _KNOWN_FROM for score in scores)
    if known < 2 or (known < 4 and known * 2 <= len(filled)) or known * 6 < len(filled):
        return None
    last_known = max(index for index, score in zip(filled, scores, strict=True) if score >= _KNOWN_FROM)
    cells = [sheet.rows[rows[-1]][index] for index in filled if index <= last_known]
    if sum(cell is not None and is_data(cell) for cell in cells) * 4 > len(cells):
        return None
    if known < 4 and not any(known_exactly(texts[index]) for index in filled):
        return None
    return _Header(rows, filled[0], tuple(texts[filled[0] : filled[-1] + 1]), sum(scores))


def _heading(cell: object) -> str:
    """Return a cell as heading; numbers and dates (drawn calendars) are headings without words."""
    if cell is None or isinstance(cell, bool):
        return ""
    return " ".join(cell.split()) if isinstance(cell, str) else shown(cell)  # type: ignore[arg-type]


def _score(text: str) -> float:
    found = meanings(text)
    if not found:
        return 0.0
    return found[0].score if any(m.field is not Field.OTHER for m in found) else found[0].score * 0.8


def _looks_like_headings(sheet: Sheet, row: int) -> bool:
    """Return whether a row holds short texts; a drawn calendar of dates at its right does not count."""
    filled = [cell for cell in sheet.rows[row] if cell is not None]
    texts = [cell for cell in filled if isinstance(cell, str)]
    short = [text for text in texts if len(text) <= 80]
    leading = filled[: max(4, len(filled) // 4)]
    mostly = len(texts) * 2 >= len(filled) or all(isinstance(cell, str) for cell in leading)
    return bool(texts) and mostly and len(short) * 10 >= len(texts) * 9


def _may_join(sheet: Sheet, row: int) -> bool:
    """Return whether two rows may be one header: the upper one groups columns, the lower one only has words."""
    upper, lower = sheet.rows[row], sheet.rows[row + 1]
    words = [cell for cell in lower if cell is not None]
    if not words or not all(isinstance(cell, str) and len(cell) <= 40 and not is_data(cell) for cell in words):
        return False
    return sum(isinstance(cell, str) for cell in upper) >= 2 and _spread(sheet, row) is not None


def is_data(cell: Value) -> bool:
    """Return whether a cell holds a value rather than words."""
    if not isinstance(cell, str):
        return True
    digits = any(letter.isdecimal() for letter in cell)
    return digits and (read_number(cell) is not None or read_date(cell) is not None or read_duration(cell) is not None)


def _spread(sheet: Sheet, row: int) -> list[str] | None:
    """Return the row's texts, each repeated over the columns it heads; None if it heads no group."""
    texts = [_heading(cell) for cell in sheet.rows[row]]
    below = sheet.rows[row + 1]
    spread, current, grouped = [], "", False
    for column, text in enumerate(texts):
        current = text or (current if below[column] is not None else "")
        grouped = grouped or (not text and bool(current))
        spread.append(current)
    for area in sheet.merged:
        if area.top == row and area.right > area.left:
            grouped = True
            for column in range(area.left, min(area.right + 1, len(spread))):
                spread[column] = texts[area.left]
    vertical = any(text and below[column] is None for column, text in enumerate(texts))
    return spread if grouped or vertical else None


def _continues(sheet: Sheet, row: int) -> bool:
    """Return whether a row goes on with the codes of the row above, such as DEP-021 below DEP-020."""
    for column, cell in enumerate(sheet.rows[row]):
        if isinstance(cell, str) and any(letter.isdecimal() for letter in cell):
            above = sheet.value(row - 1, column)
            return isinstance(above, str) and _digits(above) == _digits(cell)
    return False


def _digits(text: str) -> str:
    return "".join("9" if letter.isdecimal() else letter for letter in text)


def _joined(sheet: Sheet, rows: tuple[int, ...]) -> list[str]:
    """Return the headings of two rows: the pair, or the lower one where the pair says nothing more."""
    upper = _spread(sheet, rows[0]) or []
    joined = []
    for top, cell in zip(upper, sheet.rows[rows[1]], strict=True):
        low = _heading(cell)
        pair = f"{top} {low}".strip()
        known = _score(pair) >= max(_score(low), _score(top)) * 0.9 and _score(pair) >= _KNOWN_FROM
        unit = heading_unit(top) if not heading_unit(low) else None
        joined.append(pair if known or not _score(low) else f"{low} ({unit.name.lower()}s)" if unit else low)
    return joined


def _beside(header: _Header) -> list[_Header]:
    """Split a header where an empty column parts two tables that each name their rows."""
    groups: list[list[int]] = []
    for index, text in enumerate(header.headings):
        if text:
            if groups and groups[-1][-1] == index - 1:
                groups[-1].append(index)
            else:
                groups.append([index])
    parts: list[list[int]] = []
    for group in groups:
        names = any(_names_rows(header.headings[index]) for index in group) and len(group) > 1
        if parts and not (names and any(_names_rows(header.headings[index]) for index in parts[-1])):
            parts[-1] = [*parts[-1], *group]
        else:
            parts.append(group)
    return [
        _Header(header.rows, header.left + part[0], header.headings[part[0] : part[-1] + 1], header.score)
        for part in parts
    ]


def _names_rows(heading: str) -> bool:
    return any(m.field is Field.NAME and m.score >= 0.9 for m in meanings(heading))


def _open(header: _Header, tables: list[Table], closed: list[Table]) -> None:
    """Open the table of a header, closing those it lies under; a repeated header only marks its row."""
    right = header.left + len(header.headings) - 1
    for table in [t for t in tables if t.left <= right and header.left <= t.right]:
        tables.remove(table)
        if table.headings == header.headings and table.left == header.left:
            tables.append(replace(table, repeated=table.repeated | set(header.rows)))
            return
        closed.append(replace(table, last=header.rows[0] - 1))
    first = header.rows[-1] + 1
    tables.append(Table("", header.rows, header.left, header.headings, first, first, score=header.score))


def _trimmed(sheet: Sheet, table: Table) -> Table | None:
    """Return the table without trailing empty rows and with columns that have cells but no heading; None if empty."""
    left, right = table.left, table.right + 1
    while (
        left > 0 and sum(sheet.rows[row][left - 1] is not None for row in table.rows()) * 2 > table.last - table.first
    ):
        left -= 1
    last = table.last
    while last >= table.first and not any(cell is not None for cell in sheet.rows[last][left:right]):
        last -= 1
    if last < table.first:
        return None
    headings = ("",) * (table.left - left) + table.headings
    return replace(table, sheet=sheet.name, left=left, headings=headings, last=last)


def _by_shape(sheet: Sheet) -> Table | None:
    """Return the whole sheet as one table whose headings no vocabulary knows, if it is at all regular."""
    first = next((index for index, row in enumerate(sheet.rows) if _filled(row) >= 2), None)
    if first is None or sheet.height - first < 2:
        return None
    top = sheet.rows[first]
    words = all(isinstance(cell, str) and not any(c.isdecimal() for c in cell) for cell in top if cell is not None)
    body = sheet.rows[first + 1 : first + 30]
    typed = any(
        isinstance(cell, int | float) or (isinstance(cell, str) and cell[:1].isdecimal())
        for row in body
        for cell in row
    )
    headings = tuple(_heading(cell) for cell in top) if words and typed else ("",) * sheet.width
    header = (first,) if words and typed else ()
    return _trimmed(sheet, Table("", header, 0, headings, first + len(header), sheet.height - 1))


def _filled(row: Row) -> int:
    return sum(cell is not None for cell in row)
