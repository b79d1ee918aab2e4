"""The rows of a training roster as people with what they completed, and a finding for every cell not understood."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from planner.plan.entities import Workforce
from planner.plan.findings import Finding, Place
from planner_importers.tabular.binding import BoundTable
from planner_importers.tabular.cell_reading import UnreadableCell
from planner_importers.tabular.choices import ends_table
from planner_importers.tabular.date_text import read_date
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.mapping import ColumnMap, TableMap
from planner_importers.tabular.record_reading import split_list
from planner_importers.tabular.records import cell_place, error, passed_over, warning
from planner_importers.tabular.roster_cells import Said, read_completion, read_day, read_share
from planner_importers.tabular.roster_layout import PERSONAL
from planner_importers.tabular.roster_words import State, names_company, says, workforce_of
from planner_importers.tabular.row_keys import is_mangled, key_text
from planner_importers.tabular.wording import is_blank, normalised
from planner_importers.tabular.work_rows import CellFindings, check_cells

T = TypeVar("T")
Group = Mapping[Field, tuple[int, ColumnMap]]
"""The columns that speak of one course."""

_ENDLESS = frozenset({"never", "no expiry", "does not expire", "unlimited", "permanent", "unbefristet", "illimite"})
_GROUPED_FROM = 0.3
"""Share of rows without a person from which a report is taken to name each person only once."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What a row says of one course: the words that name it, and state, days and shares; None: not said."""

    courses: tuple[str, ...]
    place: Place
    version: str = ""
    state: State | None = None
    day: date | None = None
    expires: date | None = None
    score: float | None = None
    before: float | None = None
    proficiency: float | None = None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row: ``number`` is who it is of (a number, else a name); empty texts and None were not said."""

    row: int
    number: Value
    place: Place
    name: str = ""
    texts: Mapping[Field, str] = field(default_factory=dict)
    workforce: Workforce | None = None
    joined: date | None = None
    left: date | None = None
    completions: tuple[Completion, ...] = ()
    unsound: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """One table of a roster; ``as_of`` is the day that its title says it is of."""

    file: str
    map: TableMap
    rows: tuple[RosterRow, ...]
    findings: tuple[Finding, ...]
    as_of: date | None = None


def read_roster(table: BoundTable, file: str) -> Roster:
    """Return the people of a table in order; rows with an error are marked unsound."""
    findings = CellFindings(table, file)
    check_cells(table, range(table.first, table.last + 1), findings)
    rows = tuple(_Reading(table, file, findings).rows())
    return Roster(file, table.map, rows, tuple(findings.found), _as_of(table))


def _as_of(table: BoundTable) -> date | None:
    top = min(table.map.header_rows, default=table.first + 1) - 1
    for row in table.sheet.rows[:top]:
        for at, cell in enumerate(row):
            rest = says("as_of", cell) if isinstance(cell, str) else None
            beside = row[at + 1] if at + 1 < len(row) else None
            if rest is None and isinstance(cell, str):
                rest = shown(beside) if says("as_of", f"{cell}: {shown(beside)}") else None
            found = read_date(rest) if rest else None
            if isinstance(found, date):
                return found
    return None


class _Reading:
    """Reads one table, each distinct cell of a column once."""

    def __init__(self, table: BoundTable, file: str, findings: CellFindings) -> None:
        self.table, self.file, self.findings = table, file, findings
        self.known: dict[tuple[int, type, Value, str], object] = {}
        self.groups = self._groups()
        named = not table.indexes(Field.WORKFORCE)
        self.employed = workforce_of(table.map.sheet, "") if named else None
        self.filled_down = self._names_people_once()

    def rows(self) -> Iterator[RosterRow]:
        """Yield one row per row of the sheet that is of a person."""
        passed, last = [], None
        for row in range(self.table.first, self.table.last + 1):
            cells = self.table.sheet.rows[row]
            if all(cells[index] is None for index, _ in self.table.columns):
                continue
            if self._is_no_person(row):
                passed.append(row + 1)
                continue
            number, name = self._who(row)
            if number is None and self.filled_down and self._only_courses(row):
                number = last
            if number is None:
                self._report_nobody(row)
                continue
            last = number
            yield self._row(row, number, name)
        if passed:
            self.findings.found.append(passed_over(self.file, self.table.map.sheet, passed))

    def _groups(self) -> list[tuple[str, Group]]:
        """Return the columns of each course; of a row's own course, named by a column, under an empty name."""
        by_row = bool(self.table.indexes(Field.COURSE))
        found: dict[str, dict[Field, tuple[int, ColumnMap]]] = defaultdict(dict)
        for index, column in self.table.columns:
            if column.field in _OF_COURSE:
                found["" if by_row else column.decisions.of].setdefault(column.field, (index, column))
        return [(name, group) for name, group in found.items() if name or by_row]

    def _names_people_once(self) -> bool:
        """Return whether the rows of one person follow one another and only the first of them says who it is."""
        courses = self.table.indexes(Field.COURSE)
        keys = self.table.indexes(Field.LEARNER) or self.table.indexes(Field.PERSON)
        if not courses or not keys:
            return False
        merged = self.table.sheet.merged
        if any(area.left <= keys[0] <= area.right and area.bottom > area.top >= self.table.first for area in merged):
            return True
        body = self.table.sheet.rows[self.table.first : self.table.last + 1]
        taught = [cells for cells in body if cells[courses[0]] is not None]
        own = [index for index, column in self.table.columns if column.field in PERSONAL]
        lone = sum(all(cells[index] is None for index in own) for cells in taught)
        return bool(taught) and taught[0][keys[0]] is not None and lone >= _GROUPED_FROM * len(taught)

    def _only_courses(self, row: int) -> bool:
        """Return whether a row says nothing of a person."""
        return all(self._cell(row, i) is None for i, column in self.table.columns if column.field in PERSONAL)

    def _is_no_person(self, row: int) -> bool:
        filled = [(index, column) for index, column in self.table.columns if self._cell(row, index) is not None]
        first = shown(self._cell(row, filled[0][0]))
        if ends_table(first) or (row and ends_table(shown(self._cell(row, 0)))):
            return True
        headings = sum(normalised(shown(self._cell(row, i))) == normalised(c.heading) for i, c in filled)
        return headings * 2 > len(filled)

    def _who(self, row: int) -> tuple[Value, str]:
        """Return a row's person: the number, else the name; None where neither is said."""
        names = [text for i in self.table.indexes(Field.PERSON) if (text := _text(self._cell(row, i)))]
        name = " ".join(names)
        for index in self.table.indexes(Field.LEARNER):
            value = self._cell(row, index)
            if _text(value):
                if is_mangled(value):
                    column = next(c for i, c in self.table.columns if i == index)
                    problem = UnreadableCell(
                        "The number has lost its last digits in a spreadsheet.", "Export it again as text."
                    )
                    self.findings.unreadable(row, column, value, "mangled-id", problem)
                return value, name
        return (name or None), name

    def _report_nobody(self, row: int) -> None:
        place = cell_place(self.file, self.table.map.sheet, row + 1)
        self.findings.found.append(
            error("learner-missing", "The row does not say who it is of.", place, "Give the person's number.")
        )

    def _row(self, row: int, number: Value, name: str) -> RosterRow:
        texts = {f: _text(self._cell(row, i)) for f in _TEXTS for i in self.table.indexes(f)[:1]}
        completions = tuple(found for of, group in self.groups if (found := self._completion(row, of, group)))
        joined, left = self._day(row, Field.JOINED), self._day(row, Field.LEFT)
        workforce = self._workforce(row)
        return RosterRow(
            row=row + 1,
            number=number if not isinstance(number, str) else key_text(number),
            place=cell_place(self.file, self.table.map.sheet, row + 1),
            name=name,
            texts={f: text for f, text in texts.items() if text},
            workforce=workforce,
            joined=joined,
            left=left,
            completions=completions,
            unsound=row in self.findings.unsound,
        )

    def _workforce(self, row: int) -> Workforce | None:
        def read(value: Value, column: ColumnMap, number_format: str) -> Workforce:
            found = workforce_of(shown(value), column.heading)
            if found is None and names_company(column.heading):
                self._guess_employer(row, column, value)
                return Workforce.IN_HOUSE
            if found is None:
                hint = "Write in-house or vendor."
                raise UnreadableCell(f"{shown(value)!r} does not say who employs the person.", hint)
            return found

        return self._first(row, Field.WORKFORCE, "unreadable-workforce", read) or self.employed

    def _guess_employer(self, row: int, column: ColumnMap, value: Value) -> None:
        """Say once for each name that is not known for a vendor's that its people are taken to be in-house."""
        place = cell_place(self.file, self.table.map.sheet, row + 1, column.letter, column.heading, shown(value))
        message = f"{shown(value)!r} does not say that it is a vendor; its people are taken to be in-house."
        hint = "Write vendor or in-house where that is wrong: the two are counted apart."
        self.findings.found.append(warning("workforce-assumed", message, place, hint))

    def _day(self, row: int, wanted: Field) -> date | None:
        return self._first(row, wanted, "unreadable-date", lambda v, c, f: read_day(v, c.decisions))

    def _completion(self, row: int, of: str, group: Group) -> Completion | None:
        """Return what a row says of one course; None where it says nothing."""
        indexes = self.table.indexes(Field.COURSE)
        courses = (of,) if of else tuple(dict.fromkeys(t for i in indexes if (t := _text(self._cell(row, i)))))
        parts = [self._said(row, group, wanted) for wanted in (Field.COMPLETION, Field.STATUS, Field.PASSED_ON)]
        state = next((said.state for said in parts if said and said.state), None)
        day = next((said.day for said in parts if said and said.day), None)
        score = next((said.score for said in parts if said and said.score is not None), None)
        shares = {w: self._of(row, group, w, "unreadable-score", _share) for w in _SHARES}
        if not courses or (state is None and day is None and all(v is None for v in shares.values())):
            return None
        index, column = next(iter(group.values()))
        version = _text(self._cell(row, group[Field.COURSE_VERSION][0])) if Field.COURSE_VERSION in group else ""
        return Completion(
            courses=courses,
            place=cell_place(
                self.file,
                self.table.map.sheet,
                row + 1,
                column.letter,
                column.heading,
                shown(self._cell(row, index)),
            ),
            version=version,
            state=state,
            day=day,
            expires=self._of(row, group, Field.EXPIRES_ON, "unreadable-date", _expiry),
            score=shares[Field.SCORE] if shares[Field.SCORE] is not None else score,
            before=shares[Field.SCORE_BEFORE],
            proficiency=shares[Field.PROFICIENCY],
        )

    def _said(self, row: int, group: Group, wanted: Field) -> Said | None:
        code = "unreadable-date" if wanted is Field.PASSED_ON else "unreadable-status"
        return self._of(row, group, wanted, code, lambda v, c, f: read_completion(v, c.decisions))

    def _first(self, row: int, wanted: Field, code: str, parse: Callable[[Value, ColumnMap, str], T]) -> T | None:
        group = {c.field: (i, c) for i, c in reversed(self.table.columns) if c.field is wanted}
        return self._of(row, group, wanted, code, parse)

    def _of(
        self, row: int, group: Group, wanted: Field, code: str, parse: Callable[[Value, ColumnMap, str], T]
    ) -> T | None:
        """Return the value of a cell; None for a blank one and, with a finding, for one that cannot be read."""
        if wanted not in group:
            return None
        index, column = group[wanted]
        value = self._cell(row, index)
        if value is None or not _text(value):
            return None
        number_format = self.table.sheet.formats.get((row, index), "")
        key = (index, type(value), value, number_format)
        if key not in self.known:
            try:
                self.known[key] = parse(value, column, number_format)
            except UnreadableCell as problem:
                self.known[key] = problem
        found = self.known[key]
        if isinstance(found, UnreadableCell):
            self.findings.unreadable(row, column, value, code, found)
            return None
        return found  # type: ignore[return-value]

    def _cell(self, row: int, index: int) -> Value:
        cells = self.table.sheet.rows[row]
        return cells[index] if index < len(cells) else None


_TEXTS = (Field.ROLE, Field.MARKET, Field.TEAM, Field.LANGUAGE)
_SHARES = (Field.SCORE, Field.SCORE_BEFORE, Field.PROFICIENCY)
_OF_COURSE = frozenset(
    {Field.COMPLETION, Field.STATUS, Field.PASSED_ON, Field.EXPIRES_ON, Field.COURSE_VERSION, *_SHARES}
)


def _share(value: Value, column: ColumnMap, number_format: str) -> float:
    return read_share(value, column.decisions.percent_scale or 1.0, number_format)


def _expiry(value: Value, column: ColumnMap, number_format: str) -> date | None:
    return None if normalised(shown(value)) in _ENDLESS else read_day(value, column.decisions)


def _text(value: Value) -> str:
    text = key_text(value) if value is not None else ""
    return "" if is_blank(text) else " ".join(text.split())


def first_market(text: str) -> str:
    """Return the first of several markets in one cell."""
    return next(iter(split_list(text)), text)
