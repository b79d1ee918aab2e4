"""The files that the demo imports: a workbook of the regional hubs, a table of customer support, a roster.

They look as such files do. The workbook has its header in row 4 and dates as text, day first; the table has
semicolons and decimal commas. Planted in the workbook: a loop of three predecessors, two predecessors that
nobody knows, and a line that came in twice.

>>> [name for name, _ in import_files()]
['Regional hubs plan.xlsx', 'CS process LOB.csv', 'Learner roster.csv']
>>> import_files()[1][1].decode("utf-8-sig").splitlines()[1].split(";")[3:9]
['CSP', '2,0', 'Carmela Santos', 'In progress', '50 %', '09.11.2026']
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from planner.app.demo.roster_file import ROSTER, roster_file
from planner.app.demo.tables import LinkRow, WorkRow, work_rows
from planner.app.demo.work_values import owner, progress
from planner.plan.entities import LinkType, Status

WORKBOOK = "Regional hubs plan.xlsx"
TABLE = "CS process LOB.csv"
SHEET = "Hub plan"
HEADER_ROW = 4

LOOP = ("REG-508", "REG-511", "REG-509")
"""Planted: each waits for the one before it, the first for the last."""

UNKNOWN = {"REG-506": "POL-199", "REG-513": "REG-590"}
"""Planted: predecessors that do not exist, by the line that names them."""

TWICE = "REG-504"
"""Planted: the line that stands in the workbook twice."""

_COLUMNS = (
    ("ID", 9),
    ("Initiative", 62),
    ("Policy area", 20),
    ("Team", 8),
    ("FTE", 6),
    ("Owner", 20),
    ("Status", 12),
    ("Progress", 10),
    ("Actual start", 13),
    ("Actual finish", 13),
    ("Planned start", 13),
    ("Optimistic (weeks)", 12),
    ("Most likely (weeks)", 12),
    ("Pessimistic (weeks)", 12),
    ("Deadline", 13),
    ("Markets", 14),
    ("Predecessors", 30),
)

_STATUS = {
    Status.DONE: "Done",
    Status.IN_PROGRESS: "In progress",
    Status.APPROVED: "Approved",
    Status.PROPOSED: "Proposed",
    Status.ON_HOLD: "On hold",
    Status.CANCELLED: "Cancelled",
}


@cache
def import_files() -> tuple[tuple[str, bytes], ...]:
    """Return the files by name; the same bytes every time."""
    return (WORKBOOK, _workbook()), (TABLE, _table()), (ROSTER, roster_file())


def _workbook() -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": "Regional hubs plan", "author": "Niamh Gallagher", "created": datetime(2026, 11, 16)})
    sheet = book.add_worksheet(SHEET)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True})
    sheet.write(0, 0, "Regional hubs: readiness plan", bold)
    sheet.write(1, 0, "Collected from EMEA, SEA, LATAM and MENA on 16/11/2026; questions to Niamh Gallagher")
    for column, (title, width) in enumerate(_COLUMNS):
        sheet.write(HEADER_ROW - 1, column, title, head)
        sheet.set_column(column, column, width)
    for row, cells in enumerate(_hub_lines(), HEADER_ROW):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    sheet.freeze_panes(HEADER_ROW, 2)
    book.close()
    return stream.getvalue()


def _hub_lines() -> Iterator[tuple[str | float, ...]]:
    rows = {row.code: row for row in work_rows() if row.prefix == "REG"}
    for row in (*rows.values(), rows[TWICE]):
        team, fte = row.demands[0]
        yield (
            row.code,
            row.name,
            row.area,
            team,
            fte,
            owner(row),
            _STATUS[row.status],
            f"{progress(row):.0f}%",
            *_day_first(row, "/"),
            *(float(weeks) for weeks in row.weeks),
            row.deadline.strftime("%d/%m/%Y") if row.deadline else "",
            ", ".join(row.markets),
            ", ".join([*map(_written, row.predecessors), *_planted(row.code)]),
        )


def _planted(code: str) -> Iterator[str]:
    if code in LOOP:
        yield LOOP[LOOP.index(code) - 1]
    if code in UNKNOWN:
        yield UNKNOWN[code]


def _written(link: LinkRow) -> str:
    """Return a predecessor as planners write it: the plain code, or its type and lag behind it."""
    if link.type is LinkType.FS and link.lag == "0d":
        return link.predecessor
    return f"{link.predecessor}{link.type}+{link.lag}"


def _day_first(row: WorkRow, separator: str) -> tuple[str, str, str]:
    """Return actual start, actual finish and planned start as text, empty where there is none."""
    written = [day.strftime(f"%d{separator}%m{separator}%Y") if day else "" for day in _days(row)]
    return written[0], written[1], written[2]


def _days(row: WorkRow) -> tuple[date | None, date | None, date | None]:
    if row.status in (Status.DONE, Status.IN_PROGRESS):
        return row.start, row.finish, None
    return None, None, row.start


def _table() -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    titles = [title for title, _ in _COLUMNS if title not in ("Actual finish", "Deadline")]
    writer.writerow(titles)
    for row in (row for row in work_rows() if row.prefix == "CS"):
        started, _, planned = _day_first(row, ".")
        team, fte = row.demands[0]
        writer.writerow(
            [
                row.code,
                row.name,
                row.area,
                team,
                _comma(fte),
                owner(row),
                _STATUS[row.status],
                f"{progress(row):.0f} %",
                started,
                planned,
                *map(_comma, row.weeks),
                ", ".join(row.markets),
                ", ".join(map(_written, row.predecessors)),
            ]
        )
    return stream.getvalue().encode("utf-8-sig")


def _comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
