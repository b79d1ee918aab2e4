"""The rows of one mapped table as records, with a finding for every cell that cannot be read.

Rows that are no work (blank lines, repeated headings, totals, remarks under the table) are passed over.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from planner.plan.values import Duration
from planner_importers.tabular.binding import BoundTable
from planner_importers.tabular.capacity.amount_cells import read_capacity
from planner_importers.tabular.cell_reading import UnreadableCell, read_length, read_percent, read_when
from planner_importers.tabular.duration_text import read_triple
from planner_importers.tabular.fields import DATES, DURATIONS, Field
from planner_importers.tabular.flags import read_flag
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.mapping import ColumnMap, Hierarchy, Measure
from planner_importers.tabular.numerals import number_of
from planner_importers.tabular.records import Record, Records, When, Written, cell_place, note
from planner_importers.tabular.row_keys import is_mangled, key_text, numbered_names, repaired_wbs
from planner_importers.tabular.table_recognition import row_depth
from planner_importers.tabular.wording import is_blank
from planner_importers.tabular.work_rows import CellFindings, check_cells, work_rows

T = TypeVar("T")

_TEXTS = (
    Field.PARENT, Field.LEVEL, Field.DESCRIPTION, Field.OWNER, Field.TEAM, Field.LINE_OF_BUSINESS, Field.POLICY_AREA,
    Field.OBJECTIVE, Field.KIND, Field.REGION, Field.STATUS, Field.STAGE, Field.PRIORITY, Field.SKILL, Field.LINK_TYPE,
    Field.CONSTRAINT_TYPE, Field.CALENDAR,
)  # fmt: skip
_LISTS = (";", ",", "\n", "|", "、", "；")


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What cells are read by: the decimal mark, the month the fiscal year starts in, today for dates without a year."""

    decimal_comma: bool = False
    fiscal_start: int = 1
    today: date | None = None


def read_records(table: BoundTable, file: str, rules: ReadingRules) -> Records:
    """Return the table's records in order; rows with an error are marked unsound."""
    findings = CellFindings(table, file)
    rows = work_rows(table, findings)
    check_cells(table, rows, findings)
    columns = _Columns(table, rows, rules, findings)
    records = tuple(columns.records())
    return Records(file, table.map, records, tuple(findings.found))


class _Columns:
    """The mapped columns of a table, each read as a whole into typed values by row."""

    def __init__(self, table: BoundTable, rows: Sequence[int], rules: ReadingRules, findings: CellFindings) -> None:
        self.table, self.rows, self.rules, self.findings = table, rows, rules, findings
        self.dates = {f: self._read_dates(f) for f in (*DATES, Field.QUARTER) if table.indexes(f)}
        self.durations = {f: self._read_durations(f) for f in (*DURATIONS, Field.EFFORT, Field.LAG) if table.indexes(f)}
        self._split_triples()
        self.texts = {f: self._texts(f) for f in _TEXTS if table.indexes(f)}
        self.codes, self.wbs = self._keys(Field.CODE), self._keys(Field.WBS)
        self.percents = self._read_percents()
        self.people = self._read_people()

    def records(self) -> Iterator[Record]:
        """Yield one record per row of work."""
        names = self.table.indexes(Field.NAME)
        holders = [next(i for i in names if self.table.sheet.rows[row][i] is not None) for row in self.rows]
        said = [
            " ".join(shown(self.table.sheet.rows[row][i]).split()) for row, i in zip(self.rows, holders, strict=True)
        ]
        numbered = None if self.codes or self.wbs else numbered_names(said)
        if numbered is not None:
            self.wbs, said = [code for code, _ in numbered], [name for _, name in numbered]
        for position, (row, column) in enumerate(zip(self.rows, holders, strict=True)):
            yield Record(
                row=row + 1,
                ordinal=row - self.table.first + 1,
                name=said[position],
                code=self.codes[position] if self.codes else "",
                wbs=self.wbs[position] if self.wbs else "",
                depth=self._depth(row, column, names),
                texts=_at(self.texts, position),
                dates=_at(self.dates, position),
                durations=_at(self.durations, position),
                percent=self.percents[position] if self.percents else None,
                fte=self.people[position] if self.people else None,
                outline_level=self._number(row, Field.OUTLINE_LEVEL),
                milestone=self._flag(row),
                predecessors=self._written(row, Field.PREDECESSORS),
                successors=self._written(row, Field.SUCCESSORS),
                tags=self._listed(row, Field.TAGS),
                markets=self._listed(row, Field.MARKET),
                external=self._external(row),
                unsound=row in self.findings.unsound,
            )

    def _depth(self, row: int, column: int, names: Sequence[int]) -> int:
        if self.table.map.hierarchy is Hierarchy.STAIRCASE:
            return sorted(names).index(column)
        return row_depth(self.table.sheet, row, column)

    def _read_dates(self, wanted: Field) -> list[When | None]:
        fiscal, today = self.rules.fiscal_start, self.rules.today
        return self._read(
            wanted, "unreadable-date", lambda value, column, _: read_when(value, column.decisions, fiscal, today)
        )

    def _read_durations(self, wanted: Field) -> list[Duration | None]:
        comma = self.rules.decimal_comma
        return self._read(
            wanted,
            "unreadable-duration",
            lambda value, column, _: (
                None if read_triple(shown(value)) else read_length(value, column.decisions, decimal_comma=comma)
            ),
        )

    def _split_triples(self) -> None:
        """Take the three estimates out of cells such as ``3/5/9``."""
        if Field.DURATION not in self.durations:
            return
        index = self.table.indexes(Field.DURATION)[0]
        column = next(column for _, column in self.table.columns if column.field is Field.DURATION)
        for position, row in enumerate(self.rows):
            triple = read_triple(shown(self.table.sheet.rows[row][index]))
            for wanted, text in zip((Field.OPTIMISTIC, Field.LIKELY, Field.PESSIMISTIC), triple or (), strict=False):
                amounts = self.durations.setdefault(wanted, [None] * len(self.rows))
                amounts[position] = read_length(text, column.decisions, decimal_comma=self.rules.decimal_comma)

    def _read_percents(self) -> list[float | None]:
        return self._read(
            Field.PERCENT,
            "unreadable-percent",
            lambda value, column, code: read_percent(value, column.decisions.percent_scale or 1.0, code),
        )

    def _read_people(self) -> list[float | None]:
        def read(value: Value, column: ColumnMap, number_format: str) -> float | None:
            scale = column.decisions.percent_scale
            return read_capacity(
                value,
                Measure.FTE if scale is None else Measure.PERCENT,
                decimal_comma=self.rules.decimal_comma,
                number_format=number_format,
                percent_scale=scale or 1.0,
            )

        return self._read(Field.FTE, "unreadable-number", read)

    def _read(self, wanted: Field, code: str, parse: Callable[[Value, ColumnMap, str], T]) -> list[T | None]:
        """Return one value per row of the first column that holds a field; equal cells are read once."""
        found = [(index, column) for index, column in self.table.columns if column.field is wanted]
        if not found:
            return []
        index, column = found[0]
        known: dict[tuple[object, str], T | UnreadableCell | None] = {}
        values: list[T | None] = []
        for row in self.rows:
            value = self.table.sheet.rows[row][index]
            number_format = self.table.sheet.formats.get((row, index), "")
            key = (value, f"{type(value).__name__} {number_format}")
            if key not in known:
                known[key] = _parsed(value, column, number_format, parse)
            read = known[key]
            if isinstance(read, UnreadableCell):
                self.findings.unreadable(row, column, value, code, read)
                values.append(None)
            else:
                values.append(read)
        return values

    def _texts(self, wanted: Field) -> list[str]:
        index = self.table.indexes(wanted)[0]
        texts = [shown(self.table.sheet.rows[row][index]) for row in self.rows]
        if wanted is Field.PARENT and self.table.map.hierarchy is Hierarchy.GROUP:
            return self._filled_down(index, texts)
        return ["" if is_blank(text) else text for text in texts]

    def _filled_down(self, index: int, texts: list[str]) -> list[str]:
        """Return group names with the blanks below a merged or first mention filled."""
        merged = any(area.left <= index <= area.right and area.bottom > area.top for area in self.table.sheet.merged)
        if not texts or not texts[0] or (not merged and sum(map(bool, texts)) * 2 > len(texts)):
            return texts
        filled, current = [], ""
        for text in texts:
            current = text or current
            filled.append(current)
        return filled

    def _keys(self, wanted: Field) -> list[str]:
        indexes = self.table.indexes(wanted)
        if not indexes:
            return []
        column = next(c for _, c in self.table.columns if c.field is wanted)
        values = [self.table.sheet.rows[row][indexes[0]] for row in self.rows]
        texts = repaired_wbs(values)
        for row, value, text in zip(self.rows, values, texts, strict=True):
            place = cell_place(
                self.findings.file, self.table.map.sheet, row + 1, column.letter, column.heading, shown(value)
            )
            if is_mangled(value):
                self.findings.found.append(
                    note(
                        "mangled-id",
                        f"The id {shown(value)} lost its last digits in a spreadsheet; the row is known by its "
                        "name instead.",
                        place,
                        "Export again with the id column as text.",
                    )
                )
            elif text != key_text(value):
                self.findings.found.append(
                    note(
                        "repaired-code",
                        f"The code {key_text(value)} stood where {text} belongs; it is read as {text}.",
                        place,
                        "Format the column as text to keep final zeros.",
                    )
                )
        return ["" if is_mangled(value) or is_blank(text) else text for value, text in zip(values, texts, strict=True)]

    def _written(self, row: int, wanted: Field) -> tuple[Written, ...]:
        cells = self.table.sheet.rows[row]
        return tuple(
            Written(shown(cells[index]), column.letter, column.heading, isinstance(cells[index], float))
            for index, column in self.table.columns
            if column.field is wanted and cells[index] is not None and not is_blank(shown(cells[index]))
        )

    def _listed(self, row: int, wanted: Field) -> tuple[str, ...]:
        texts = (shown(self.table.sheet.rows[row][index]) for index in self.table.indexes(wanted))
        return tuple(dict.fromkeys(item for text in texts for item in split_list(text)))

    def _external(self, row: int) -> tuple[tuple[str, str], ...]:
        cells = self.table.sheet.rows[row]
        return tuple(
            (column.heading or "id", key_text(cells[index]))
            for index, column in self.table.columns
            if column.field is Field.EXTERNAL_ID
            and cells[index] is not None
            and not is_mangled(cells[index])
            and not is_blank(shown(cells[index]))
        )

    def _number(self, row: int, wanted: Field) -> int | None:
        indexes = self.table.indexes(wanted)
        number = number_of(self.table.sheet.rows[row][indexes[0]]) if indexes else None
        return int(number) if number is not None else None

    def _flag(self, row: int) -> bool | None:
        indexes = self.table.indexes(Field.MILESTONE)
        return read_flag(self.table.sheet.rows[row][indexes[0]]) if indexes else None


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a list cell such as ``DE; FR``."""
    for mark in _LISTS[1:]:
        text = text.replace(mark, _LISTS[0])
    return tuple(part.strip() for part in text.split(_LISTS[0]) if part.strip() and not is_blank(part))


def _parsed(
    value: Value, column: ColumnMap, number_format: str, parse: Callable[[Value, ColumnMap, str], T]
) -> T | UnreadableCell | None:
    if value is None or (isinstance(value, str) and is_blank(value)):
        return None
    try:
        return parse(value, column, number_format)
    except UnreadableCell as problem:
        return problem


def _at(columns: Mapping[Field, Sequence[T | None]], position: int) -> dict[Field, T]:
    """Return the values of one row, those that are not empty."""
    return {name: value for name, values in columns.items() if (value := values[position])}
