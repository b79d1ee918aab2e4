"""The charts of the Summary sheet, each beside the table that it draws."""

from typing import Any

from planner_exports.workbook.layout import SUMMARY, TILE_ROW
from planner_exports.workbook.page import Page
from planner_exports.workbook.styles import CHART_FILLS, FONT, NAVY
from planner_exports.workbook.totals import LINE_COUNTS, QUARTER_COUNTS

CHART_COLUMN = 10


class Charts:
    """The charts of the summary; series have fills that stay apart in grey."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def lines(self, page: Page, section: int, rows: int) -> None:
        """Draw the status of each line of business as stacked bars, beside its table."""
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        first, last = section + 2, section + 1 + max(rows, 1)
        for place, count in enumerate(LINE_COUNTS, start=1):
            if count.header in CHART_FILLS:
                chart.add_series(
                    {
                        "name": count.header,
                        "categories": [SUMMARY, first, 0, last, 0],
                        "values": [SUMMARY, first, place, last, place],
                        "gap": 40,
                        "border": {"color": NAVY, "width": 0.5},
                        **CHART_FILLS[count.header],
                    }
                )
        chart.set_y_axis({"reverse": True, "crossing": "max", "num_font": _FONT, "line": {"none": True}})
        chart.set_x_axis({"num_font": _FONT, "major_gridlines": _GRID, "line": {"none": True}, "num_format": "0"})
        height = _TILES_HEIGHT + _section_height(rows)
        self._place(page, chart, "Status by line of business", TILE_ROW - 1, height)

    def quarters(self, page: Page, section: int, rows: int) -> None:
        """Draw the work finishing in each quarter as stacked columns, beside its table."""
        chart = self._book.add_chart({"type": "column", "subtype": "stacked"})
        first, last = section + 2, section + 1 + rows
        for place, count in enumerate(QUARTER_COUNTS, start=1):
            if count.header in ("Done", "Still open"):
                fill = CHART_FILLS["Done" if count.header == "Done" else "In progress"]
                chart.add_series(
                    {
                        "name": count.header,
                        "categories": [SUMMARY, first, 0, last, 0],
                        "values": [SUMMARY, first, place, last, place],
                        "gap": 60,
                        "border": {"color": NAVY, "width": 0.5},
                        **fill,
                    }
                )
        chart.set_x_axis({"num_font": _FONT})
        chart.set_y_axis({"num_font": _FONT, "major_gridlines": _GRID, "line": {"none": True}, "num_format": "0"})
        self._place(page, chart, "Work finishing by quarter", section, _section_height(rows))

    def _place(self, page: Page, chart: Any, title: str, row: int, height: int) -> None:
        chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12, "color": NAVY}, "overlay": False})
        chart.set_legend({"position": "bottom", "font": _FONT})
        chart.set_chartarea({"border": {"color": "#D9D9D9"}})
        chart.set_size({"width": 735, "height": height})
        page.sheet.insert_chart(row, CHART_COLUMN, chart, {"object_position": 3, "description": title})


_TILES_HEIGHT = 148
"""Pixels from the figures' heading down to the first section."""


def _section_height(rows: int) -> int:
    """Return the pixels that a section with so many rows takes, its total included."""
    return 80 + 20 * max(rows, 1)


_FONT = {"name": FONT, "size": 9}
_GRID = {"visible": True, "line": {"color": "#E5E5E5"}}
