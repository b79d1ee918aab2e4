"""The annual view of a roadmap: its quarters gathered into fiscal years, with counts of each year.

>>> from datetime import datetime
>>> from planner.plan.entities import Initiative
>>> item = Initiative(id="a", code="POL-1", name="Policy", manual_start=datetime(2026, 9, 1, 8),
...                   manual_finish=datetime(2027, 4, 9, 17))
>>> shown = annual(Plan.of(item), FiscalQuarter.parse("FY27 Q3", 10), 2, GroupBy.NONE)
>>> [(year.label, year.first.isoformat(), year.counts.active, year.counts.carried) for year in shown.years]
[('FY27', '2026-10-01', 1, 1), ('FY28', '2027-10-01', 0, 0)]
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from planner.plan.snapshot import Plan, per_plan
from planner.roadmap.quarterly import roadmap
from planner.roadmap.result import Group, GroupBy, QuarterCounts, Roadmap, Row
from planner.worktime.fiscal import FiscalQuarter

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One fiscal year: its name, days, and counts as those of a quarter."""

    label: str
    fiscal_year: int
    first: date
    last: date
    counts: QuarterCounts


@dataclass(frozen=True, slots=True)
class AnnualRoadmap:
    """Whole fiscal years with the roadmap over their quarters; ``by_group`` has the counts of each group by year."""

    years: tuple[YearColumn, ...]
    roadmap: Roadmap
    by_group: tuple[tuple[Group, tuple[QuarterCounts, ...]], ...]


@per_plan
def annual(plan: Plan, within: FiscalQuarter, years: int, group_by: GroupBy) -> AnnualRoadmap:
    """Return the roadmap of so many fiscal years from the one of a quarter on.

    RoadmapLengthError unless 1 to 20 years are asked for.
    """
    first = FiscalQuarter(within.fiscal_year, 1, within.start_month)
    shown = roadmap(plan, first, years * QUARTERS, group_by)
    totals = counts_by_year(shown.rows(), shown.quarters)
    columns = tuple(
        YearColumn(start.year_label, start.fiscal_year, start.first, start.plus(QUARTERS - 1).last, total)
        for start, total in zip(shown.quarters[::QUARTERS], totals, strict=True)
    )
    groups = tuple((group, counts_by_year(group.rows, shown.quarters)) for group in shown.groups)
    return AnnualRoadmap(columns, shown, groups)


def counts_by_year(rows: Iterable[Row], quarters: Sequence[FiscalQuarter]) -> tuple[QuarterCounts, ...]:
    """Return the counts of each fiscal year of whole years of quarters; a row counts once in each that it touches."""
    names = [field.name for field in fields(QuarterCounts)]
    totals = [dict.fromkeys(names, 0) for _ in quarters[::QUARTERS]]
    for row in rows:
        for at in sorted({span.quarter // QUARTERS for span in row.spans}):
            year, total = quarters[at * QUARTERS].fiscal_year, totals[at]
            begins = row.start_quarter.fiscal_year == year
            total["active"] += 1
            total["started"] += begins
            total["carried"] += not begins
            if row.finish_quarter.fiscal_year == year:
                total["finishing"] += 1
                total[row.tier.value] += 1
                total["done"] += row.done
                total["late"] += row.committed and row.late
    return tuple(QuarterCounts(**total) for total in totals)
