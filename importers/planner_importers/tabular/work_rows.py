"""Which rows of a table are work, and which are totals, remarks, repeated headings or lack a name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.plan.findings import Finding
from planner_importers.tabular.binding import BoundTable
from planner_importers.tabular.cell_reading import UnreadableCell
from planner_importers.tabular.choices import ends_table, is_remark
from planner_importers.tabular.fields import DATES, DURATIONS, Field
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.mapping import ColumnMap
from planner_importers.tabular.records import cell_place, error, passed_over
from planner_importers.tabular.wording import is_blank, normalised

_MACHINE_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


@dataclass(slots=True)
class CellFindings:
    """Findings of one table and the rows (from 0) that have an error."""

    table: BoundTable
    file: str
    found: list[Finding] = field(default_factory=list)
    unsound: set[int] = field(default_factory=set)

    def unreadable(self, row: int, column: ColumnMap, value: Value, code: str, problem: UnreadableCell) -> None:
        place = cell_place(self.file, self.table.map.sheet, row + 1, column.letter, column.heading, shown(value))
        self.found.append(error(code, str(problem), place, problem.hint))
        self.unsound.add(row)


def work_rows(table: BoundTable, findings: CellFindings) -> list[int]:
    """Return the rows (from 0) that are work, reporting those that look like it but have no name."""
    names, mapped = table.indexes(Field.NAME), [index for index, _ in table.columns]
    headings = {normalised(column.heading) for _, column in table.columns if column.field is Field.NAME}
    weights: dict[int, int] = {}
    for row in range(table.first, table.last + 1):
        cells = table.sheet.rows[row]
        weights[row] = sum(cells[index] is not None for index in mapped if index < len(cells))
    last_full = max((row for row, weight in weights.items() if weight >= 2), default=table.last)
    repeats = _repeats_headings(table)
    kept: list[int] = []
    passed: list[int] = []
    for row, weight in weights.items():
        name = next((text for index in names if (text := shown(table.sheet.rows[row][index]))), "")
        if not weight:
            continue
        if _is_no_work(table, row, name, weight, headings, after_last=row > last_full):
            heads = ends_table(name) or normalised(name) in headings
            passed.extend(_summed(kept, weights, row) if heads else ())
            passed.append(row)
        elif (not name and repeats and _ends_a_group(table, row)) or _is_machine_heading(table, row):
            passed.append(row)
        elif not name or is_blank(name):
            _report_nameless(table, row, findings, passed)
        else:
            kept.append(row)
    if passed:
        passed.sort()
        findings.found.append(passed_over(findings.file, table.map.sheet, [row + 1 for row in passed]))
    return kept


def _summed(kept: list[int], weights: Mapping[int, int], total: int) -> list[int]:
    """Take lone names directly above a total (what it sums) or repeated headings (their title) out of ``kept``."""
    summed: list[int] = []
    while kept and kept[-1] == total - 1 - len(summed) and weights[kept[-1]] == 1:
        summed.append(kept.pop())
    return summed


def _repeats_headings(table: BoundTable) -> bool:
    """Return whether an export repeats its headings for each group; a nameless row at a group's end sums it."""
    heads = [shown(cell) for cell in table.sheet.rows[table.first - 1]] if table.first else []
    return any([shown(cell) for cell in table.sheet.rows[r]] == heads for r in range(table.first, table.last + 1))


def _ends_a_group(table: BoundTable, row: int) -> bool:
    return row == table.last or not any(table.sheet.rows[row + 1])


def _is_machine_heading(table: BoundTable, row: int) -> bool:
    """Return whether the first row only gives the columns' names in a database, such as ``task_code``."""
    if row != table.first:
        return False
    cells = [cell for cell in table.sheet.rows[row] if cell is not None]
    named = [cell for cell in cells if isinstance(cell, str) and _MACHINE_NAME.fullmatch(cell)]
    return len(cells) >= 3 and len(named) == len(cells) and sum("_" in name for name in named) * 2 >= len(cells)


def _is_no_work(table: BoundTable, row: int, name: str, weight: int, headings: set[str], *, after_last: bool) -> bool:
    if ends_table(name) or (not name and any(ends_table(shown(cell)) for cell in table.sheet.rows[row][:4])):
        return True
    if normalised(name) in headings and name:
        return True
    if after_last and weight == 1:
        gap = not any(table.sheet.rows[row - 1]) or row - 1 not in range(table.first, table.last + 1)
        return gap or is_remark(name) or len(table.columns) > 3
    return False


def _report_nameless(table: BoundTable, row: int, findings: CellFindings, passed: list[int]) -> None:
    """Report a row that has dates, ids or the like but no name; what has only texts is passed over."""
    telling = [
        (index, column)
        for index, column in table.columns
        if column.field in (Field.CODE, Field.WBS, Field.PREDECESSORS, *DATES, *DURATIONS)
        and table.sheet.rows[row][index] is not None
    ]
    hard = [item for item in telling if item[1].field not in (Field.CODE, Field.WBS)]
    if not hard:
        passed.append(row)
        return
    index, column = hard[0]
    name = next((c for _, c in table.columns if c.field is Field.NAME), column)
    value = shown(table.sheet.rows[row][index])
    place = cell_place(findings.file, table.map.sheet, row + 1, name.letter, name.heading)
    findings.found.append(
        error(
            "missing-name",
            f"The row has {column.field.value} {value!r} but no name.",
            place,
            "Name the work, or clear the row.",
        )
    )


def check_cells(table: BoundTable, rows: Sequence[int], findings: CellFindings) -> None:
    """Report mapped cells whose formula was never computed or ended in an error."""
    if not table.sheet.uncomputed and not table.sheet.broken:
        return
    for row in rows:
        for index, column in table.columns:
            formula, broken = table.sheet.uncomputed.get((row, index)), table.sheet.broken.get((row, index))
            if formula and table.sheet.rows[row][index] is None:
                problem = UnreadableCell(
                    f"The formula ={formula} has no stored result, and formulas are not evaluated.",
                    "Open the file in a spreadsheet program, save it, and import it again.",
                )
                findings.unreadable(row, column, f"={formula}", "formula-without-value", problem)
            elif broken:
                problem = UnreadableCell(f"The cell holds the error {broken}.", "Correct its formula.")
                findings.unreadable(row, column, broken, "cell-error", problem)
