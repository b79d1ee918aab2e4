"""The Roadmap sheet: work in groups, as bars in cells over fiscal quarters and over their weeks.

Quarter cells name the weeks that the work takes of the quarter (``3-13``), so that the roadmap reads without
colour; week cells draw the bar. Weeks can be folded away, and so can the rows of each group.
"""

from dataclasses import dataclass

from planner.plan.entities import Status
from planner.roadmap import WEEKS_PER_QUARTER, Group, Marker, MarkerKind, Roadmap, Row
from planner_exports.phrases import as_said, label
from planner_exports.workbook.layout import A3, ROADMAP, heading, print_setup
from planner_exports.workbook.page import Cell, Page, cell_name
from planner_exports.workbook.styles import ALERT, LINE, NAVY, WATCH, Style
from planner_exports.workbook.subject import Subject

LEGEND_ROW, WEEK_END_ROW, QUARTER_ROW, WEEK_ROW = 2, 3, 4, 5
FIRST_ROW = 6

HEADINGS = (
    ("Code", 11.0),
    ("Name", 46.0),
    ("Owner", 18.0),
    ("Status", 12.0),
    ("Tier", 11.0),
    ("Start", 12.0),
    ("Finish", 12.0),
    ("Float", 8.0),
    ("Flags", 27.0),
)
QUARTER_COLUMN = len(HEADINGS)
TIER, FINISH = (tuple(name for name, _ in HEADINGS).index(name) for name in ("Tier", "Finish"))

SYMBOLS = {MarkerKind.MILESTONE: "◆", MarkerKind.LAUNCH: "★", MarkerKind.OBLIGATION: "§"}
DEADLINE = "▼"
CRITICAL = "●"

SIGNS = {Status.DONE: "✓", Status.ON_HOLD: "‖", Status.PROPOSED: "?", Status.IDEA: "?"}
"""What the first week of a bar shows where its fill alone could be taken for another when printed in grey."""

_FILLS = {
    Status.DONE: Style.DONE,
    Status.IN_PROGRESS: Style.RUNNING,
    Status.APPROVED: Style.PLANNED,
    Status.PROPOSED: Style.PROPOSED,
    Status.IDEA: Style.PROPOSED,
    Status.ON_HOLD: Style.PAUSED,
    Status.CANCELLED: Style.PAUSED,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: its left cells, a text per quarter, a text per week, and the fill of bars.

    ``quarters`` and ``weeks`` map column offsets to texts; ``bar`` are the week offsets that are filled;
    ``style`` is the fill of bars, MARK for a line of a single event.
    """

    cells: tuple[Cell, ...]
    quarters: dict[int, str]
    weeks: dict[int, str]
    bar: frozenset[int]
    style: Style


def work_line(row: Row, roadmap: Roadmap) -> Line:
    """Return the line of one piece of work."""
    bar = frozenset(week for span in row.spans for week in range(span.first_week, span.last_week + 1))
    weeks = dict.fromkeys(bar, CRITICAL) if row.critical else {}
    if bar and row.status in SIGNS:
        weeks[min(bar)] = SIGNS[row.status]
    deadline = week_of(row, roadmap)
    if deadline is not None:
        weeks[deadline] = DEADLINE
    quarters = {}
    for span in row.spans:
        first, last = (week % WEEKS_PER_QUARTER + 1 for week in (span.first_week, span.last_week))
        quarters[span.quarter] = f"w{first}" if first == last else f"w{first}–{last}"
    flags = (
        ("Critical" if row.critical else "Near-critical" if row.near_critical else "", True),
        ("late", row.late),
        ("carried over", row.carry_over),
        ("continues", row.continues),
    )
    text = ", ".join(word for word, on in flags if on and word)
    floats = round(row.total_float_days, 1)
    left = (
        row.code,
        row.name,
        row.owner,
        label(row.status),
        label(row.tier),
        row.start,
        row.finish,
        floats,
        text[:1].upper() + text[1:],
    )
    return Line(left, quarters, weeks, bar, _FILLS[row.status])


def week_of(row: Row, roadmap: Roadmap) -> int | None:
    """Return the week offset of a row's deadline, None if it has none within the roadmap."""
    if row.deadline is None or not roadmap.first <= row.deadline <= roadmap.last:
        return None
    for place, quarter in enumerate(roadmap.quarters):
        if quarter.first <= row.deadline <= quarter.last:
            return place * WEEKS_PER_QUARTER + quarter.week_of(row.deadline) - 1
    return None


def marker_line(marker: Marker) -> Line:
    """Return the line of one event: milestone, launch or legal date."""
    symbol = SYMBOLS[marker.kind]
    words = [marker.kind.value.capitalize()]
    if marker.kind is MarkerKind.OBLIGATION:
        words[0] = f"Legal date {as_said(marker.day, marker.precision)}"
    flags = ", ".join(
        [
            *words,
            *(["late"] if marker.late else []),
            *(["done"] if marker.done else []),
            *([] if marker.live else ["not live"]),
        ]
    )
    done = "Done" if marker.done else ""
    left = (marker.code, f"{symbol} {marker.name}", "", done, "", None, marker.day, None, flags)
    return Line(left, {marker.quarter: symbol}, {marker.week: symbol}, frozenset(), Style.MARK)


def write_roadmap(page: Page, subject: Subject) -> None:
    """Write the sheet."""
    roadmap = subject.roadmap
    last = roadmap.quarters[-1].label
    about = f"Work by {label(roadmap.group_by).lower()}, {roadmap.quarters[0].label} to {last}, from computed dates."
    heading(page, subject, ROADMAP, about)
    _legend(page)
    _header(page, roadmap)
    row = FIRST_ROW
    page.sheet.outline_settings(visible=True, symbols_below=False, symbols_right=False)
    for group in roadmap.groups:
        row = _group(page, roadmap, group, row)
    if not roadmap.groups:
        page.text(row, 1, "Nothing in the plan falls into these quarters.", Style.FAINT)
        row += 1
    _finish(page, subject, roadmap, row - 1)


def _legend(page: Page) -> None:
    column = 2
    for style, word in (
        (Style.QUARTER_DONE, "✓ Done"),
        (Style.QUARTER_RUNNING, "In progress"),
        (Style.QUARTER_PLANNED, "Approved"),
        (Style.QUARTER_PROPOSED, "? Proposed"),
        (Style.QUARTER_PAUSED, "‖ On hold"),
    ):
        page.text(LEGEND_ROW, column, word, style)
        column += 1
    column += 1
    note = f"{CRITICAL} critical   {DEADLINE} deadline   ◆ milestone   ★ launch   § legal date   │ status date"
    page.text(LEGEND_ROW, column, f"{note}   Quarter cells: weeks 1–13; in group rows: finishing.", Style.LABEL)


def _header(page: Page, roadmap: Roadmap) -> None:
    for column, (name, width) in enumerate(HEADINGS):
        page.sheet.merge_range(QUARTER_ROW, column, WEEK_ROW, column, "", page.formats(Style.HEADER))
        page.text(QUARTER_ROW, column, name, Style.HEADER)
        page.sheet.set_column(column, column, width)
    weeks = first_week_column(roadmap)
    for place, quarter in enumerate(roadmap.quarters):
        column = QUARTER_COLUMN + place
        page.sheet.merge_range(QUARTER_ROW, column, WEEK_ROW, column, "", page.formats(Style.QUARTER))
        page.text(QUARTER_ROW, column, quarter.label, Style.QUARTER)
        page.sheet.set_column(column, column, 8)
        start = weeks + place * WEEKS_PER_QUARTER
        page.merged(QUARTER_ROW, start, start + WEEKS_PER_QUARTER - 1, quarter.label, Style.QUARTER)
        for offset, (first, last) in enumerate(quarter.weeks()):
            page.cell(WEEK_ROW, start + offset, first, Style.WEEK)
            page.cell(WEEK_END_ROW, start + offset, last, Style.WEEK_END)
        page.sheet.set_column(start, start + WEEKS_PER_QUARTER - 1, 1.6, None, {"level": 1})
    page.sheet.set_row(WEEK_ROW, 34)
    page.sheet.set_row(WEEK_END_ROW, None, None, {"hidden": True})


def first_week_column(roadmap: Roadmap) -> int:
    """Return the column of the first week."""
    return QUARTER_COLUMN + len(roadmap.quarters)


def _group(page: Page, roadmap: Roadmap, group: Group, row: int) -> int:
    """Write a group's heading and its lines from this row on; return the row after them."""
    last_column = first_week_column(roadmap) + len(roadmap.quarters) * WEEKS_PER_QUARTER - 1
    for column in range(last_column + 1):
        page.cell(row, column, None, Style.GROUP)
    page.text(row, 0, group.label, Style.GROUP)
    page.text(row, 2, _size(group), Style.GROUP)
    lines = [*(marker_line(marker) for marker in group.markers), *(work_line(item, roadmap) for item in group.rows)]
    for place, count in enumerate(group.counts):
        formula = _finishing(roadmap, place, row + 1, row + len(lines))
        page.formula(row, QUARTER_COLUMN + place, formula, count.finishing, Style.GROUP_COUNT)
    row += 1
    for line in lines:
        page.sheet.set_row(row, None, None, {"level": 1})
        _line(page, roadmap, line, row)
        row += 1
    return row


def _size(group: Group) -> str:
    parts = ((len(group.rows), "initiative"), (len(group.markers), "date"))
    return ", ".join(f"{count} {word}{'s' if count != 1 else ''}" for count, word in parts if count)


def _finishing(roadmap: Roadmap, place: int, first_row: int, last_row: int) -> str:
    """Return the formula that counts the work of some rows that finishes in a quarter; events have no tier."""
    start = first_week_column(roadmap) + place * WEEKS_PER_QUARTER
    begin = cell_name(WEEK_ROW, start, fixed_row=True)
    end = cell_name(WEEK_END_ROW, start + WEEKS_PER_QUARTER - 1, fixed_row=True)

    def column(at: int) -> str:
        return f"{cell_name(first_row, at, fixed_column=True)}:{cell_name(last_row, at, fixed_column=True)}"

    return f'COUNTIFS({column(FINISH)},">="&{begin},{column(FINISH)},"<="&{end},{column(TIER)},"?*")'


_LEFT = (Style.STRONG, Style.TEXT, Style.TEXT, Style.TEXT, Style.TEXT, Style.DAY, Style.DAY, Style.NUMBER, Style.TEXT)


def _line(page: Page, roadmap: Roadmap, line: Line, row: int) -> None:
    for column, (value, style) in enumerate(zip(line.cells, _LEFT, strict=True)):
        if value is not None and value != "":
            page.cell(row, column, value, style)
    single = line.style is Style.MARK
    quarter_style = Style.QUARTER_MARK if single else Style(f"quarter_{line.style.value}")
    for place, text in line.quarters.items():
        page.text(row, QUARTER_COLUMN + place, text, quarter_style)
    weeks = first_week_column(roadmap)
    for offset in sorted(line.bar | line.weeks.keys()):
        style = line.style if offset in line.bar else Style.MARK
        page.cell(row, weeks + offset, line.weeks.get(offset), style)


def _finish(page: Page, subject: Subject, roadmap: Roadmap, last_row: int) -> None:
    weeks = first_week_column(roadmap)
    last_column = weeks + len(roadmap.quarters) * WEEKS_PER_QUARTER - 1
    first = cell_name(WEEK_ROW, weeks, fixed_row=True)
    last = cell_name(WEEK_END_ROW, weeks, fixed_row=True)
    today = f"AND({first}<=StatusDate,StatusDate<={last})"
    page.when((WEEK_ROW, weeks, WEEK_ROW, last_column), today, {"bg_color": "#C00000", "font_color": "#FFFFFF"})
    page.when((FIRST_ROW, weeks, last_row, last_column), today, {"left": 1, "right": 1, "border_color": "#C00000"})
    for place in range(len(roadmap.quarters)):
        start = weeks + place * WEEKS_PER_QUARTER
        page.when((FIRST_ROW, start, last_row, start), "TRUE", {"left": 1, "left_color": NAVY})
    page.when((FIRST_ROW, QUARTER_COLUMN, last_row, weeks - 1), "TRUE", {"left": 4, "left_color": LINE})
    flags = cell_name(FIRST_ROW, QUARTER_COLUMN - 1, fixed_column=True)
    area = (FIRST_ROW, QUARTER_COLUMN - 1, last_row, QUARTER_COLUMN - 1)
    page.when(area, f'ISNUMBER(SEARCH("late",{flags}))', ALERT)
    page.when(area, f'LEFT({flags},8)="Critical"', WATCH)
    page.ruled((FIRST_ROW, 0, last_row, QUARTER_COLUMN - 1))
    page.sheet.autofilter(WEEK_ROW, 0, last_row, QUARTER_COLUMN - 1)
    page.sheet.freeze_panes(FIRST_ROW, 2)
    page.sheet.set_tab_color(NAVY)
    page.sheet.set_zoom(85)
    print_setup(page, subject, ROADMAP, rows=(QUARTER_ROW, WEEK_ROW), paper=A3)
