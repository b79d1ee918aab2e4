"""The rows of a table of capacity as typed values: who or what, and the amounts with their periods.

Rows that only repeat others (totals) are passed over with a note, keys merged over several rows hold for each of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from planner.plan.entities import Team
from planner.plan.findings import Finding, Place
from planner_importers.tabular.binding import BoundTable
from planner_importers.tabular.capacity.amount_cells import read_capacity, written_measure
from planner_importers.tabular.capacity.amounts import Amount, of_people
from planner_importers.tabular.capacity.heads import means
from planner_importers.tabular.capacity.period_heads import needs_year, period_text, said_period, with_years
from planner_importers.tabular.capacity.recognition import AT, holds_word
from planner_importers.tabular.cell_reading import UnreadableCell, read_when
from planner_importers.tabular.choices import ends_table, is_remark
from planner_importers.tabular.fields import TEAM_NUMBERS, TEAM_SHARES, Field
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.mapping import ColumnMap, Holds, Measure
from planner_importers.tabular.period_text import Period
from planner_importers.tabular.record_reading import ReadingRules
from planner_importers.tabular.records import cell_place, error, note, passed_over
from planner_importers.tabular.wording import is_blank, normalised
from planner_importers.tabular.work_rows import CellFindings, check_cells

_TEXTS = (
    Field.TEAM, Field.NAME, Field.CODE, Field.PERSON, Field.SKILL, Field.SITE, Field.WORKFORCE, Field.LINE_OF_BUSINESS,
    Field.OWNER, Field.CALENDAR, Field.PROFILE,
)  # fmt: skip
_KEYS = (Field.TEAM, Field.NAME, Field.CODE, Field.PERSON)
_RECENT = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; ``dates`` are its start and finish, where it has them, ``numbers`` what it says of its team."""

    row: int
    texts: Mapping[Field, str]
    dates: Mapping[Field, date]
    numbers: Mapping[Field, float]
    amounts: tuple[Amount, ...]
    place: Place
    sound: bool


@dataclass(frozen=True, slots=True)
class Entries:
    """The rows of one table, what they are about, where the table is, and what was found reading it.

    ``engaged``: they have a column for a last day, so that a first day without one begins an engagement without end.
    """

    holds: Holds
    sheet: str
    titles: tuple[str, ...]
    rows: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    engaged: bool


def read_entries(table: BoundTable, file: str, rules: ReadingRules) -> Entries:
    """Return the rows of one table."""
    return _Reading(table, file, rules).entries()


@dataclass
class _Reading:
    table: BoundTable
    file: str
    rules: ReadingRules
    found: CellFindings = field(init=False)
    open_cells: list[tuple[int, ColumnMap, Value]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.found = CellFindings(self.table, self.file)

    def entries(self) -> Entries:
        rows = self._rows()
        check_cells(self.table, [row for row, _ in rows], self.found)
        of = self._of()
        read = tuple(self._entry(row, texts, of) for row, texts in rows)
        self._report_open()
        engaged = any(True for _ in self._columns(Field.FINISH))
        return Entries(
            self.table.map.holds, self.table.map.sheet, self._titles(), read, tuple(self.found.found), engaged
        )

    def _titles(self) -> tuple[str, ...]:
        top = min((*self.table.map.header_rows, self.table.first + 1)) - 1
        return tuple(cell for row in range(top) for cell in self.table.sheet.rows[row] if isinstance(cell, str))

    def _columns(self, wanted: Field) -> Iterator[tuple[int, ColumnMap]]:
        return ((index, column) for index, column in self.table.columns if column.field is wanted)

    def _rows(self) -> list[tuple[int, dict[Field, str]]]:
        """Return the rows with their texts, merged keys filled down, without totals, remarks and repeated headings."""
        kept: list[tuple[int, dict[Field, str]]] = []
        passed: list[int] = []
        above: dict[Field, str] = {}
        continued: dict[Field, list[int]] = {}
        headings = {normalised(c.heading) for _, c in self.table.columns if c.heading}
        named = any(column.field in _KEYS for _, column in self.table.columns)
        by_period = () if named else tuple(self._columns(Field.PERIOD))
        named_by = (*_KEYS, Field.LINE_OF_BUSINESS)
        group, by_group = "", any(holds_word(Field.LINE_OF_BUSINESS.value, text) for text in self._titles())
        for row in range(self.table.first, self.table.last + 1):
            cells, texts = self.table.sheet.rows[row], self._texts(row)
            amounts = [cells[i] for f in (Field.AMOUNT, *TEAM_NUMBERS) for i, _ in self._columns(f)]
            filled = any(cell is not None for cell in amounts) or self._is_broken(row)
            if not texts and not filled:
                continue
            when = [shown(cells[i]) for i, _ in by_period]
            keys = [texts[key] for key in named_by if key in texts] or when
            total = (
                any(map(_is_total, keys))
                or any(means("derived", text) for text in when)
                or any(means("total", text) for text in texts.values())
            )
            if total or self._is_remark(row, texts, filled, headings):
                group = "" if filled or total else texts.get(Field.TEAM, group)
                passed.append(row)
                continue
            if group and by_group:
                texts.setdefault(Field.LINE_OF_BUSINESS, group)
            for key in _TEXTS:
                if key in texts:
                    above[key] = texts[key]
                elif key in above and self._goes_on(row, key):
                    texts[key] = above[key]
                    continued.setdefault(key, []).append(row)
            if not any(key in texts for key in _KEYS) and not any(shown(cells[i]) for i, _ in by_period):
                self._nameless(row, passed)
                continue
            kept.append((row, texts))
        self._report_passed(passed)
        self._report_continued(continued)
        return kept

    def _is_broken(self, row: int) -> bool:
        """Return whether a row has formulas without results, or error values."""
        cells = {(row, index) for index, _ in self.table.columns}
        return not cells.isdisjoint(self.table.sheet.uncomputed) or not cells.isdisjoint(self.table.sheet.broken)

    def _texts(self, row: int) -> dict[Field, str]:
        cells = self.table.sheet.rows[row]
        found: dict[Field, str] = {}
        for wanted in _TEXTS:
            for index, column in self._columns(wanted):
                text = " ".join(shown(cells[index]).split())
                if text and not is_blank(text):
                    if wanted is Field.TEAM and means(Field.WORKFORCE.value, column.heading):
                        found[Field.WORKFORCE] = text
                    found[wanted] = f"{found[wanted]}; {text}" if wanted in found and wanted is Field.SKILL else text
        return found

    def _is_remark(self, row: int, texts: Mapping[Field, str], filled: bool, headings: set[str]) -> bool:
        said = list(texts.values())
        if said and not filled and all(normalised(text) in headings for text in said):
            return True
        sized = self.table.map.holds is Holds.SUPPLY
        alone = len(said) == 1 and not filled and (sized or len(self.table.columns) > 2)
        return alone and (sized or is_remark(said[0]) or not any(self.table.sheet.rows[row - 1]))

    def _report_open(self) -> None:
        """Say once which cells hold words such as ``TBD`` instead of an amount."""
        if self.open_cells:
            row, column, value = self.open_cells[0]
            listed = ", ".join(f"{c.letter}{at + 1}" for at, c, _ in self.open_cells[:8])
            more = " and more" if len(self.open_cells) > 8 else ""
            message = f"No amount is said in {listed}{more}; nothing is read there."
            place = self._place(row, column, value)
            self.found.found.append(
                note("open-amounts", message, place, "Write a number where there is one; 0 for nobody.")
            )

    def _goes_on(self, row: int, key: Field) -> bool:
        """Return whether an empty cell goes on with the one above: it is merged, or a key and the row has another.

        So does a line of business before the teams that it groups.
        """
        if key is Field.LINE_OF_BUSINESS:
            lob, team = ([index for index, _ in self._columns(each)] for each in (key, Field.TEAM))
            return self._is_merged(row, key) or bool(team and lob[0] < team[0] and self.table.sheet.rows[row][team[0]])
        if key not in _KEYS:
            return self._is_merged(row, key)
        others = [k for k in (*_KEYS, Field.SKILL, Field.PERIOD) if k is not key]
        cells = self.table.sheet.rows[row]
        return self._is_merged(row, key) or any(cells[i] is not None for k in others for i, _ in self._columns(k))

    def _is_merged(self, row: int, key: Field) -> bool:
        index = next((i for i, _ in self._columns(key)), -1)
        return any(a.left <= index <= a.right and a.top < row <= a.bottom for a in self.table.sheet.merged)

    def _report_continued(self, continued: Mapping[Field, Sequence[int]]) -> None:
        """Say where an empty cell was taken for the one above although they are not merged."""
        for key, rows in continued.items():
            guessed = [row + 1 for row in rows if not self._is_merged(row, key)]
            if guessed:
                column = next(column for _, column in self._columns(key))
                listed = ", ".join(map(str, guessed[:8])) + (" and more" if len(guessed) > 8 else "")
                message = f"{column.heading or key.value} is empty in row {listed}; the one above it is taken."
                hint = "Fill it in where another one is meant."
                self.found.found.append(note("taken-from-above", message, self._place(guessed[0] - 1, column), hint))

    def _nameless(self, row: int, passed: list[int]) -> None:
        """Report amounts without a key; as the last row they are a total without its word."""
        if row == self.table.last:
            passed.append(row)
            return
        column = next(c for _, c in self.table.columns if c.field in (*_KEYS, Field.AMOUNT))
        message = "The row has amounts but does not say whose."
        hint = "Name the team, person or initiative, or clear the row."
        self.found.found.append(error("missing-name", message, self._place(row, column), hint))

    def _report_passed(self, passed: Sequence[int]) -> None:
        if passed:
            self.found.found.append(passed_over(self.file, self.table.map.sheet, [row + 1 for row in passed]))

    def _place(self, row: int, column: ColumnMap, value: Value = None) -> Place:
        return cell_place(self.file, self.table.map.sheet, row + 1, column.letter, column.heading, shown(value))

    def _of(self) -> dict[int, tuple[str, Period | None]]:
        """Return what each column's amounts are of: a name, a period, or both."""
        parts = {index: _parted(column.decisions.of) for index, column in self._columns(Field.AMOUNT)}
        open_ = [index for index, (_, text) in parts.items() if needs_year(text)]
        if open_ and self.rules.today is not None:
            texts = [parts[index][1] for index in open_]
            dated = with_years(texts, self._first_year(texts[0], self.rules.today))
            parts |= {index: (parts[index][0], text) for index, text in zip(open_, dated, strict=True)}
        found: dict[int, tuple[str, Period | None]] = {}
        for index, column in self._columns(Field.AMOUNT):
            name, text = parts[index]
            period = said_period(text, self.rules.fiscal_start) if text else None
            if text and period is None:
                row = max(self.table.map.header_rows, default=1) - 1
                problem = UnreadableCell(f"{text!r} is not a period.", "Write it as 2027-01 or 2027Q1.")
                self.found.unreadable(row, column, text, "unreadable-date", problem)
            found[index] = name, period
        return found

    def _first_year(self, text: str, today: date) -> int:
        """Return the year in which a period without one is not over for long."""
        for year in (today.year - 1, today.year):
            period = said_period(with_years([text], year)[0], self.rules.fiscal_start)
            if period is not None and period.last >= today - _RECENT:
                return year
        return today.year + 1

    def _entry(self, row: int, texts: Mapping[Field, str], of: Mapping[int, tuple[str, Period | None]]) -> Entry:
        cells, bad = self.table.sheet.rows[row], len(self.found.found)
        dates = {key: day for key in (Field.START, Field.FINISH) if (day := self._date(row, key)) is not None}
        if self.table.map.holds is Holds.SUPPLY and dates.get(Field.FINISH, date.max) < dates.get(
            Field.START, date.min
        ):
            self._ends_early(row, dates)
        own = self._period(row)
        amounts = []
        for index, column in self._columns(Field.AMOUNT):
            measure = column.decisions.measure or Measure.FTE
            written = written_measure(cells[index])
            if written is not None and not (written is Measure.DAYS and measure is Measure.NET_DAYS):
                measure = written
            try:
                value = read_capacity(
                    cells[index],
                    measure,
                    decimal_comma=self.rules.decimal_comma,
                    number_format=self.table.sheet.formats.get((row, index), ""),
                    percent_scale=column.decisions.percent_scale or 1.0,
                )
            except UnreadableCell as problem:
                self.found.unreadable(row, column, cells[index], "unreadable-number", problem)
                continue
            cell = cells[index]
            if isinstance(cell, str) and value is None and any(map(str.isalnum, cell)):
                self.open_cells.append((row, column, cells[index]))
            if value is not None and index in of:
                place = self._place(row, column, cells[index])
                amounts.append(Amount(value, measure, of[index][0], of[index][1] or own, place))
        first = next((c for _, c in self.table.columns if c.field in texts), None)
        place = self._place(row, first, texts[first.field]) if first else self._place(row, self.table.columns[0][1])
        numbers = self._numbers(row)
        sound = row not in self.found.unsound and len(self.found.found) == bad
        return Entry(row + 1, texts, dates, numbers, of_people(amounts), place, sound)

    def _numbers(self, row: int) -> dict[Field, float]:
        """Return what a row says of its team beside its size, within the bounds of the team's fields."""
        found: dict[Field, float] = {}
        for wanted in TEAM_NUMBERS:
            for index, column in self._columns(wanted):
                cell, about = self.table.sheet.rows[row][index], Team.KIND.field(wanted.value).about
                measure = Measure.PERCENT if wanted in TEAM_SHARES else Measure.FTE
                try:
                    value = read_capacity(
                        cell,
                        measure,
                        decimal_comma=self.rules.decimal_comma,
                        number_format=self.table.sheet.formats.get((row, index), ""),
                        percent_scale=column.decisions.percent_scale or 1.0,
                    )
                    if value is not None and about.le is not None and value > about.le:
                        raise UnreadableCell(f"{shown(cell)!r} is more than {about.le:g}.", f"Unit: {about.unit}.")
                except UnreadableCell as problem:
                    self.found.unreadable(row, column, cell, "unreadable-number", problem)
                    continue
                if value is not None:
                    found[wanted] = value
        return found

    def _date(self, row: int, wanted: Field) -> date | None:
        for index, column in self._columns(wanted):
            value = self.table.sheet.rows[row][index]
            if value is None or (isinstance(value, str) and is_blank(value)):
                return None
            try:
                when = read_when(value, column.decisions, self.rules.fiscal_start, self.rules.today)
            except UnreadableCell as problem:
                self.found.unreadable(row, column, value, "unreadable-date", problem)
                return None
            return when.first if wanted is Field.START else when.last
        return None

    def _ends_early(self, row: int, dates: Mapping[Field, date]) -> None:
        index, column = next(self._columns(Field.FINISH))
        message = f"The engagement ends on {dates[Field.FINISH]}, before {dates[Field.START]}."
        place = self._place(row, column, self.table.sheet.rows[row][index])
        self.found.found.append(error("date-inversion", message, place, "Correct one of the two days."))

    def _period(self, row: int) -> Period | None:
        for index, column in self._columns(Field.PERIOD):
            value = self.table.sheet.rows[row][index]
            text = period_text(value)
            if needs_year(text) and self.rules.today is not None:
                text = with_years([text], self._first_year(text, self.rules.today))[0]
            period = said_period(text, self.rules.fiscal_start) if text else None
            if period is None:
                problem = UnreadableCell(f"{shown(value)!r} is not a period.", "Write it as 2027-01 or 2027Q1.")
                self.found.unreadable(row, column, value, "unreadable-date", problem)
            return period
        return None


def _is_total(text: str) -> bool:
    """Return whether a row so named repeats others: ``Total``, ``Subtotal EMEA``, ``EMEA total``."""
    words = text.strip(" :").split()
    return (
        ends_table(text)
        or means("total", text)
        or (len(words) > 1 and any(means("total", w) for w in words[:: len(words) - 1]))
    )


def _parted(of: str) -> tuple[str, str]:
    """Return the name and the period that amounts are of; either may be empty."""
    name, _, period = of.rpartition(AT)
    if name:
        return name, period
    dated = needs_year(of) or (bool(of) and said_period(of, 1) is not None)
    return ("", of) if dated else (of, "")
