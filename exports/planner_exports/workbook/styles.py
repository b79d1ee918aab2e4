"""How cells look: one named style per purpose, in colours that stay apart when printed in grey."""

from collections.abc import Mapping
from enum import StrEnum

FONT = "Arial"
INK = "#1F2A44"
NAVY = "#1F3864"
BLUE = "#2F6DB5"
SKY = "#BDD7EE"
PALE = "#EEF3FA"
GREY = "#DADADA"
LINE = "#D9D9D9"
INPUT = "#FFF8DC"

Properties = Mapping[str, str | int | float | bool]


class Style(StrEnum):
    """What a cell is for."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    SECTION = "section"
    HEADER = "header"
    HEADER_RIGHT = "header_right"
    TEXT = "text"
    STRONG = "strong"
    WRAP = "wrap"
    FAINT = "faint"
    DAY = "day"
    INTEGER = "integer"
    NUMBER = "number"
    SIGNED = "signed"
    PERCENT = "percent"
    INPUT_DAY = "input_day"
    INPUT_NUMBER = "input_number"
    LABEL = "label"
    INPUT_LABEL = "input_label"
    NOTE = "note"
    NOTE_NUMBER = "note_number"
    NOTE_DAY = "note_day"
    MOMENT = "moment"
    LINK = "link"
    TILE_NUMBER = "tile_number"
    TILE_LABEL = "tile_label"
    TOTAL = "total"
    TOTAL_NUMBER = "total_number"
    GROUP = "group"
    GROUP_COUNT = "group_count"
    QUARTER = "quarter"
    WEEK = "week"
    WEEK_END = "week_end"
    MARK = "mark"
    QUARTER_MARK = "quarter_mark"
    DONE = "done"
    RUNNING = "running"
    PLANNED = "planned"
    PROPOSED = "proposed"
    PAUSED = "paused"
    QUARTER_DONE = "quarter_done"
    QUARTER_RUNNING = "quarter_running"
    QUARTER_PLANNED = "quarter_planned"
    QUARTER_PROPOSED = "quarter_proposed"
    QUARTER_PAUSED = "quarter_paused"


_CELL: Properties = {"valign": "top", "font_color": INK}
_TEXT: Properties = {**_CELL, "align": "left", "indent": 1}
_DAY: Properties = {**_CELL, "num_format": "d mmm yyyy", "align": "right"}
_HEADER: Properties = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": NAVY,
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": "#FFFFFF",
}
_TILE: Properties = {"bg_color": PALE, "align": "center", "font_color": INK}
_INPUT: Properties = {"bg_color": INPUT, "border": 1, "border_color": BLUE, "bold": True, "align": "center"}
_BAR: Properties = {"align": "center", "valign": "vcenter", "font_size": 7, "bottom": 1, "bottom_color": "#FFFFFF"}
_SPAN: Properties = {**_BAR, "font_size": 8}

_FILLS: Mapping[str, Properties] = {
    "done": {"bg_color": GREY, "font_color": "#404040"},
    "running": {"bg_color": NAVY, "font_color": "#FFFFFF"},
    "planned": {"bg_color": "#8FB8E3", "font_color": "#000000"},
    "proposed": {"pattern": 14, "fg_color": BLUE, "bg_color": "#FFFFFF", "font_color": "#000000"},
    "paused": {"pattern": 16, "fg_color": "#7F7F7F", "bg_color": "#FFFFFF", "font_color": "#000000"},
}
"""Fills of bars by state: three depths and two patterns, which differ without colour too."""

PROPERTIES: Mapping[Style, Properties] = {
    Style.TITLE: {"bold": True, "font_size": 18, "font_color": NAVY, "valign": "vcenter"},
    Style.SUBTITLE: {"font_color": "#595959", "italic": True, "valign": "vcenter"},
    Style.SECTION: {"bold": True, "font_size": 12, "font_color": NAVY, "bottom": 2, "bottom_color": NAVY},
    Style.HEADER: {**_HEADER, "align": "left", "indent": 1},
    Style.HEADER_RIGHT: {**_HEADER, "align": "right"},
    Style.TEXT: _TEXT,
    Style.STRONG: {**_TEXT, "bold": True},
    Style.WRAP: {**_TEXT, "text_wrap": True},
    Style.FAINT: {**_CELL, "font_color": "#808080", "font_size": 8},
    Style.DAY: _DAY,
    Style.INTEGER: {**_CELL, "num_format": "#,##0"},
    Style.NUMBER: {**_CELL, "num_format": "#,##0.0"},
    Style.SIGNED: {**_CELL, "num_format": '"▲ "+#,##0;"▼ "-#,##0;"● "0', "align": "right"},
    Style.PERCENT: {**_CELL, "num_format": '0"%"'},
    Style.INPUT_DAY: {**_INPUT, "num_format": "d mmm yyyy"},
    Style.INPUT_NUMBER: {**_INPUT, "num_format": "0"},
    Style.LABEL: {"font_color": "#595959", "valign": "top"},
    Style.INPUT_LABEL: {"font_color": "#595959", "align": "right"},
    Style.NOTE: {"font_color": INK, "valign": "top", "text_wrap": True},
    Style.NOTE_NUMBER: {"font_color": INK, "valign": "top", "align": "left", "num_format": "#,##0.##"},
    Style.NOTE_DAY: {"font_color": INK, "valign": "top", "align": "left", "num_format": "d mmm yyyy"},
    Style.MOMENT: {"font_color": INK, "num_format": 'd mmm yyyy hh:mm" UTC"', "align": "left", "valign": "top"},
    Style.LINK: {"font_color": BLUE, "underline": 1, "valign": "top"},
    Style.TILE_NUMBER: {**_TILE, "bold": True, "font_size": 20, "top": 2, "top_color": BLUE, "num_format": "#,##0"},
    Style.TILE_LABEL: {**_TILE, "font_size": 9, "text_wrap": True, "valign": "top"},
    Style.TOTAL: {"bold": True, "top": 1, "font_color": INK, "align": "left", "indent": 1},
    Style.TOTAL_NUMBER: {"bold": True, "top": 1, "font_color": INK, "num_format": "#,##0"},
    Style.GROUP: {"bold": True, "bg_color": SKY, "font_color": INK, "top": 1, "top_color": NAVY},
    Style.GROUP_COUNT: {
        "bold": True,
        "bg_color": SKY,
        "font_color": INK,
        "top": 1,
        "top_color": NAVY,
        "align": "center",
        "num_format": "0;;",
    },
    Style.QUARTER: {**_HEADER, "align": "center"},
    Style.WEEK: {
        "rotation": 90,
        "num_format": "d mmm",
        "font_size": 7,
        "bg_color": PALE,
        "font_color": INK,
        "align": "center",
        "bottom": 1,
        "bottom_color": LINE,
    },
    Style.WEEK_END: {"num_format": "d mmm", "font_size": 6, "font_color": "#FFFFFF"},
    Style.MARK: {"align": "center", "font_size": 8, "font_color": "#C00000", "bold": True},
    Style.QUARTER_MARK: {"align": "center", "font_size": 9, "font_color": "#C00000", "bold": True},
    **{Style(name): {**_BAR, **fill} for name, fill in _FILLS.items()},
    **{Style(f"quarter_{name}"): {**_SPAN, **fill} for name, fill in _FILLS.items()},
}
"""Cell properties by style, in the writer's own names."""

ALERT: Properties = {"bg_color": "#F4B6BC", "font_color": "#7A0010", "bold": True}
WATCH: Properties = {"bg_color": "#FFE699", "font_color": "#5C4400", "italic": True}
FINE: Properties = {"bg_color": "#E2F0D9", "font_color": "#274E13"}
QUIET: Properties = {"bg_color": "#EDEDED", "font_color": "#595959"}
RULED: Properties = {"bottom": 1, "bottom_color": LINE}
NEGATIVE: Properties = {"font_color": "#9C0006", "bold": True}

CHART_FILLS: Mapping[str, Mapping[str, object]] = {
    "Done": {"fill": {"color": GREY}},
    "In progress": {"fill": {"color": NAVY}},
    "Approved": {"fill": {"color": "#8FB8E3"}},
    "Proposed": {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#8FB8E3", "bg_color": "#FFFFFF"}},
    "Paused or cancelled": {"pattern": {"pattern": "dotted_grid", "fg_color": "#7F7F7F", "bg_color": "#FFFFFF"}},
}
"""Fills of chart series, the same as those of the bars on the roadmap."""
