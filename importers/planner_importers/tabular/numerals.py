"""Numbers as people of different countries write them.

>>> [str(read_number(text)) for text in ("1,5", "1.234,5", "1,234.5", "1 234", "-3", "three")]
['1.5', '1234.5', '1234.5', '1234', '-3', 'None']
"""

import re
from decimal import Decimal, InvalidOperation

from planner_importers.tabular.grid import Value

_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?|[+-]?\.\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")


def read_number(text: str, *, decimal_comma: bool = False) -> Decimal | None:
    """Return the number a text shows, or None; a lone ``1,500`` is 1.5 only if the file uses decimal commas."""
    if len(text) > 40:
        return None
    compact = _SPACES.sub("", text).replace("−", "-")
    comma, point = compact.rfind(","), compact.rfind(".")
    if comma >= 0 and point >= 0:
        group = "," if point > comma else "."
        compact = compact.replace(group, "").replace(",", ".")
    elif comma >= 0:
        thousands = _GROUPED.fullmatch(compact) and (not decimal_comma or compact.count(",") > 1)
        compact = compact.replace(",", "" if thousands else ".")
    elif decimal_comma and _GROUPED.fullmatch(compact):
        compact = compact.replace(".", "")
    if not _PLAIN.fullmatch(compact):
        return None
    try:
        return Decimal(compact)
    except InvalidOperation:  # pragma: no cover - the pattern admits only decimal literals
        return None


def number_of(value: Value, *, decimal_comma: bool = False) -> Decimal | None:
    """Return the number in a cell, whether stored as number or text; None if it holds none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return Decimal(str(value)) if value == value and abs(value) != float("inf") else None
    if isinstance(value, str):
        return read_number(value, decimal_comma=decimal_comma)
    return None
