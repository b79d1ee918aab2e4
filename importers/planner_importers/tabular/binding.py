"""A mapping laid onto a sheet: which columns and rows of this very file it means.

Columns are found by heading first, so that a mapping saved for last month's file still fits when a column
was inserted; a column that is gone is a refusal that lists what is there.
"""

from dataclasses import dataclass, replace

from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Sheet, Workbook, column_letters, column_number, shown
from planner_importers.tabular.mapping import ColumnMap, TableMap
from planner_importers.tabular.refusals import MappingError
from planner_importers.tabular.wording import normalised


@dataclass(frozen=True, slots=True)
class BoundTable:
    """A table map on its sheet: the columns that hold something with their index, the body's rows from 0."""

    sheet: Sheet
    map: TableMap
    columns: tuple[tuple[int, ColumnMap], ...]
    first: int
    last: int

    def indexes(self, field: Field) -> tuple[int, ...]:
        """Return the indexes of the columns that hold this field, from the left."""
        return tuple(index for index, column in self.columns if column.field is field)


def bind(table: TableMap, book: Workbook) -> BoundTable:
    """Return the table as it lies in the file; MappingError if sheet, header row or a column is missing."""
    sheet = _sheet(table, book)
    shift = _shift(table, sheet)
    if shift is None:
        rows = ", ".join(map(str, table.header_rows))
        raise MappingError(
            book.file,
            f"row {rows} of sheet {sheet.name!r} does not hold the mapped headings.",
            "Correct header_rows, or leave --map out to have the table found.",
        )
    moved = replace(
        table,
        sheet=sheet.name,
        header_rows=tuple(row + shift for row in table.header_rows),
        first_row=table.first_row + shift,
        last_row=table.last_row + shift if table.last_row else None,
    )
    columns = tuple(_column(column, moved, sheet, book.file) for column in moved.columns)
    placed = tuple(replace(column, letter=column_letters(index)) for index, column in columns)
    kept = tuple(
        (index, column) for (index, _), column in zip(columns, placed, strict=True) if column.field is not Field.OTHER
    )
    last = min(moved.last_row or sheet.height, sheet.height) - 1
    return BoundTable(sheet, replace(moved, columns=placed), kept, moved.first_row - 1, last)


def _sheet(table: TableMap, book: Workbook) -> Sheet:
    for sheet in book.sheets:
        if sheet.name == table.sheet:
            return sheet
    if len(book.sheets) == 1:
        return book.sheets[0]
    names = ", ".join(repr(sheet.name) for sheet in book.sheets)
    raise MappingError(book.file, f"there is no sheet {table.sheet!r}.", f"Sheets are {names}.")


def _shift(table: TableMap, sheet: Sheet) -> int | None:
    """Return by how many rows the headings have moved; None if they are nowhere."""
    if not table.header_rows or not any(column.heading for column in table.columns):
        return 0
    mapped = [column for column in table.columns if column.field is not Field.OTHER]
    if all(_is_headed(sheet, table, column_number(column.letter), column.heading) for column in mapped):
        return 0
    wanted = {normalised(column.heading) for column in mapped}
    lowest = table.header_rows[-1] - 1
    others = sorted(range(min(sheet.height, 200)), key=lambda row: abs(row - lowest))
    for row in [lowest, *others]:
        if row >= sheet.height:
            continue
        found = {normalised(shown(cell)) for cell in sheet.rows[row] if cell is not None}
        hits = sum(
            any(want == text or want.endswith(" " + text) or text in want.split() for text in found) for want in wanted
        )
        if hits * 2 >= len(wanted):
            return row - lowest
    return None


def _column(column: ColumnMap, table: TableMap, sheet: Sheet, file: str) -> tuple[int, ColumnMap]:
    index = column_number(column.letter)
    if not column.heading or not table.header_rows or _is_headed(sheet, table, index, column.heading):
        return index, column
    for other in range(sheet.width):
        if normalised(heading_at(sheet, table, other)) == normalised(column.heading):
            return other, column
    if column.field is Field.OTHER:
        return index, column
    present = ", ".join(repr(text) for i in range(sheet.width) if (text := heading_at(sheet, table, i)))
    raise MappingError(
        file,
        f"sheet {sheet.name!r} has no column {column.heading!r} for {column.field.value}.",
        f"Columns are {present[:500]}. Correct the heading in the mapping, or set its field to other.",
    )


def heading_at(sheet: Sheet, table: TableMap, column: int) -> str:
    """Return the lowest heading of a column."""
    texts = [shown(sheet.value(row - 1, column)) for row in table.header_rows]
    return next((" ".join(text.split()) for text in reversed(texts) if text), "")


def _is_headed(sheet: Sheet, table: TableMap, column: int, heading: str) -> bool:
    shown_now = heading_at(sheet, table, column)
    found, wanted = normalised(shown_now), normalised(heading)
    if shown_now and not found:  # signs without letters or digits
        return heading.endswith(shown_now)
    return bool(found) and (found == wanted or wanted.endswith(" " + found) or wanted.startswith(found + " "))
