"""A table written in a test, imported, applied to a plan and looked at in the words of planners."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

import openpyxl
import pytest

from planner.plan.changes import apply
from planner.plan.entities import Demand, Dependency, Initiative, Market, Portfolio, Team
from planner.plan.findings import Finding, Severity
from planner.plan.snapshot import Plan
from planner_importers.result import ImportResult
from planner_importers.tabular import import_table
from planner_importers.tabular.mapping import Mapping
from planner_importers.tabular.mapping_text import parse_mapping

Rows = Iterable[Sequence[object]]


@dataclass
class Imported:
    """What an import gave: the result, and the plan after it."""

    result: ImportResult
    plan: Plan
    data: bytes
    file: str

    @property
    def mapping(self) -> Mapping:
        return parse_mapping(self.result.mapping or "", self.file)

    def fields(self, table: int = 0) -> list[str]:
        return [column.field.value for column in self.mapping.plans[table].columns]

    def work(self, name: str) -> Initiative:
        return next(item for item in self.plan.all(Initiative).values() if name in (item.name, item.code))

    def works(self) -> list[Initiative]:
        return list(self.plan.all(Initiative).values())

    def names(self) -> list[str]:
        return [item.name for item in self.works()]

    def links(self) -> list[str]:
        """Return the dependencies as ``predecessor type lag successor``, by name, no lag left out."""
        works = self.plan.works
        said = []
        for link in self.plan.all(Dependency).values():
            lag = f"{link.lag}" if link.lag.amount else ""
            parts = (works[link.predecessor_id or ""].name, link.type.value, lag, works[link.successor_id].name)
            said.append(" ".join(part for part in parts if part))
        return sorted(said)

    def parents(self) -> dict[str, str]:
        table = self.plan.all(Initiative)
        return {item.name: table[item.parent_id].name for item in table.values() if item.parent_id}

    def codes(self, severity: Severity | None = None) -> list[str]:
        found = [f.code for f in self.result.findings if severity is None or f.severity is severity]
        return sorted(found)

    def finding(self, code: str) -> Finding:
        return next(finding for finding in self.result.findings if finding.code == code)

    def demands(self) -> list[tuple[str, str, float | None, float | None]]:
        teams, works = self.plan.all(Team), self.plan.works
        demands = self.plan.all(Demand).values()
        return sorted((works[d.initiative_id].name, teams[d.team_id].name, d.fte, d.person_days) for d in demands)

    def markets(self) -> list[str]:
        return sorted(market.code for market in self.plan.all(Market).values())


Importer = Callable[..., Imported]
Bookmaker = Callable[..., bytes]


@pytest.fixture
def imported() -> Importer:
    """Import bytes, text (as csv) or a list of rows (as xlsx) into a plan."""
    ids = map(str, count(1))

    def run(
        table: bytes | str | Rows,
        file: str = "",
        plan: Plan | None = None,
        mapping: str | None = None,
        partial: bool = False,
        fiscal: int = 1,
        today: date | None = None,
    ) -> Imported:
        before = plan or Plan.of(Portfolio(id="portfolio", fiscal_year_start_month=fiscal))
        if isinstance(table, bytes):
            data, name = table, file or "plan.xlsx"
        elif isinstance(table, str):
            data, name = table.encode(), file or "plan.csv"
        else:
            data, name = workbook({"Plan": table}), file or "plan.xlsx"
        new_id = lambda: "n" + next(ids)  # noqa: E731
        result = import_table(data, name, before, new_id=new_id, mapping=mapping, partial=partial, today=today)
        outcome = apply(before, result.operations)
        assert outcome.accepted, [str(finding) for finding in outcome.findings]
        return Imported(result, outcome.plan, data, name)

    return run


def workbook(sheets: dict[str, Rows], edit: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """Return an xlsx file of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if edit is not None:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(name="workbook")
def workbook_fixture() -> Callable[..., bytes]:
    return workbook
