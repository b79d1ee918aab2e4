"""Speed of the executive workbook beside the writer's own floor, in one run.

    python -m benchmarks.workbook [--initiatives N] [--repeats N] [--json]

"floor" writes the same cells as plain values, row by row, with XlsxWriter in constant-memory mode: no styles,
tables, formulas or outlines. Dates, paths and the roadmap are computed beforehand, once; "first" is the whole
way from a plan that was never scheduled to the file, in this process. Medians of the repeats, in seconds.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

import openpyxl
import xlsxwriter  # type: ignore[import-untyped]

from planner.plan.entities import (
    ConstraintType,
    Dependency,
    Initiative,
    Launch,
    LaunchMarket,
    Market,
    Obligation,
    Status,
)
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner_exports import workbook

STATUS_DATE = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9)
LINES = ("Policy", "Training", "Infrastructure", "Planning", "Regional", "Customer support")


@dataclass(frozen=True, slots=True)
class Result:
    """Medians in seconds; ``ratio`` is the workbook's time over the floor's."""

    initiatives: int
    dependencies: int
    cells: int
    bytes: int
    first_s: float
    workbook_s: float
    floor_s: float

    @property
    def ratio(self) -> float:
        """Return how many times the floor's time the workbook takes."""
        return self.workbook_s / self.floor_s


def portfolio(size: int, seed: int = 7) -> Plan:
    """Return a plan of this many initiatives with 1.3 links each, twelve launches and thirty obligations."""
    chance = random.Random(seed)
    works = [
        Initiative(
            id=f"i{n}",
            code=f"{LINES[n % 6][:3].upper()}-{n}",
            name=f"{LINES[n % 6]} initiative {n} with a name of usual length",
            owner=f"Owner {n % 40}",
            line_of_business=LINES[n % 6],
            policy_area=f"Area {n % 9}",
            status=chance.choice((Status.DONE, Status.IN_PROGRESS, Status.APPROVED, Status.APPROVED, Status.PROPOSED)),
            duration=Duration.parse(f"{chance.randint(1, 12)}w"),
            constraint=ConstraintType.SNET,
            constraint_date=datetime(2026, 7, 1, 8) + timedelta(days=chance.randint(0, 600)),
            deadline=datetime(2028, 6, 30, 23, 59) if n % 5 == 0 else None,
        )
        for n in range(size)
    ]
    pairs = {(chance.randrange(max(0, n - 200), n), n) for n in range(1, size) for _ in range(1 + (n % 3 == 0))}
    links = [Dependency(id=f"d{a}-{b}", predecessor_id=f"i{a}", successor_id=f"i{b}") for a, b in sorted(pairs)]
    markets = [Market(id=f"m{n}", code=f"M{n}") for n in range(8)]
    launches = [
        Launch(
            id=f"l{n}", code=f"LCH-{n}", name=f"Launch {n}", owner="Owner", target_date=datetime(2027, 1 + n % 12, 15)
        )
        for n in range(12)
    ]
    ends = [
        Dependency(id=f"dl{n}", predecessor_id=f"i{chance.randrange(size)}", successor_id=launch.id)
        for n, launch in enumerate(launches)
    ]
    cells = [LaunchMarket(id=f"{x.id}{m.id}", launch_id=x.id, market_id=m.id) for x in launches for m in markets]
    duties = [
        Obligation(id=f"o{n}", code=f"O-{n}", instrument=f"Law {n}", day=date(2026, 6, 1) + timedelta(days=30 * n))
        for n in range(30)
    ]
    return Plan.of(*works, *links, *markets, *launches, *ends, *cells, *duties, revision=1)


def written(plan: Plan) -> bytes:
    """Return the workbook of a plan."""
    return workbook(plan, status_date=STATUS_DATE, generated_at=NOW)


def sheets_of(data: bytes) -> list[list[tuple[object, ...]]]:
    """Return the values of every sheet, row by row."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [list(sheet.iter_rows(values_only=True)) for sheet in book]


def floor(sheets: list[list[tuple[object, ...]]]) -> bytes:
    """Return a workbook of the same values and nothing else."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, int | float):
                    sheet.write_number(number, column, value)
    book.close()
    return out.getvalue()


def median(action: Callable[[], object], repeats: int) -> float:
    """Return the median seconds of an action."""
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measure(size: int, repeats: int) -> Result:
    """Return the figures of one size."""
    plan = portfolio(size)
    began = time.perf_counter()
    data = written(plan)
    first = time.perf_counter() - began
    sheets = sheets_of(data)
    return Result(
        initiatives=size,
        dependencies=len(plan.all(Dependency)),
        cells=sum(value is not None for rows in sheets for row in rows for value in row),
        bytes=len(data),
        first_s=first,
        workbook_s=median(lambda: written(plan), repeats),
        floor_s=median(lambda: floor(sheets), repeats),
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--initiatives", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    result = measure(options.initiatives, options.repeats)
    if options.json:
        print(json.dumps({**asdict(result), "ratio": result.ratio}))
        return
    print(f"{result.initiatives:,} initiatives, {result.dependencies:,} dependencies")
    print(f"{result.cells:,} cells with a value, {result.bytes / 1e6:.1f} MB")
    print(f"first, with schedule   {result.first_s:6.2f} s")
    print(f"workbook, median       {result.workbook_s:6.2f} s")
    print(f"floor, median          {result.floor_s:6.2f} s")
    print(f"workbook / floor       {result.ratio:6.2f}")


if __name__ == "__main__":
    main()
