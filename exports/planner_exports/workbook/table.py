"""Declared tables: a sheet's columns with their meanings, from which the sheet and its reference derive.

A column's value comes from a row dataclass. Where a reader may change what it depends on, the column also has a
formula; the value is then what the formula gives for the status date of the export. ``[@Name]`` in a formula is
the cell of column Name in the same row.

>>> expanded("IF([@Date]>StatusDate,[@[Days left]],0)", "Obligations")
'IF(Obligations[[#This Row],[Date]]>StatusDate,Obligations[[#This Row],[Days left]],0)'
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from planner_exports.workbook.page import Cell
from planner_exports.workbook.styles import Properties, Style

R = TypeVar("R")

_SAME_ROW = re.compile(r"\[@(?:\[([^\[\]]+)\]|([^\[\]]+))\]")


def expanded(formula: str, table: str) -> str:
    """Return a formula with its same-row references as files write them."""
    return _SAME_ROW.sub(lambda match: f"{table}[[#This Row],[{match[1] or match[2]}]]", formula)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: heading, what it means, its value in a row, and how it looks.

    ``least`` and ``most`` bound its width in characters. ``words`` colours cells by the word they hold, ``low`` numbers
    below ``low_below``.
    """

    header: str
    meaning: str
    value: Callable[[R], Cell]
    style: Style = Style.TEXT
    formula: str = ""
    least: float = 6
    most: float = 24
    hidden: bool = False
    words: Mapping[str, Properties] = field(default_factory=dict)
    low: Properties | None = None
    low_below: float = 0
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """One sheet that holds one Excel table. ``frozen`` columns stay in view; ``empty`` is said where it has no rows.

    ``large``: it has so many columns that it prints on A3. ``rule_above`` names a column: where
    its value changes from one row to the next, a line is drawn.
    """

    name: str
    sheet: str
    about: str
    empty: str
    tab: str
    columns: tuple[Column[R], ...]
    frozen: int = 0
    rule_above: str = ""
    large: bool = False

    def position(self, header: str) -> int:
        """Return the place of a column, counted from 0; KeyError if there is none."""
        for place, column in enumerate(self.columns):
            if column.header == header:
                return place
        raise KeyError(header)
