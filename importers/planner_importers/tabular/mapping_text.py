"""A mapping as text that people edit: YAML to read and write, JSON being YAML too.

>>> column = ColumnMap("C", "Due", Field.DEADLINE, 0.9, "the heading says so", Decisions(dates=Order.DAY_FIRST))
>>> mapping = Mapping((TableMap("Plan", (1,), 2, None, True, "names and dates", (column,)),), "plan.xlsx")
>>> parse_mapping(mapping_text(mapping), "plan.xlsx") == mapping
True
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

import yaml

from planner.plan.values import DurationUnit
from planner_importers.tabular.date_text import Order
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import column_letters, column_number
from planner_importers.tabular.mapping import ColumnMap, Decisions, Hierarchy, Holds, Mapping, Measure, Scheme, TableMap
from planner_importers.tabular.refusals import MappingError

VERSION = 1
_E = TypeVar("_E", bound=StrEnum)
_MAX_TEXT = 2_000_000
_MAX_DEPTH = 100
_DECIDED = ("dates", "swapped", "yearless", "unit", "seconds", "percent_scale", "measure", "of")
_HEAD = """# How the columns of this file are read. Change a field, a unit or an order, and import again with --map.
# Fields: {fields}.
# hierarchy: {hierarchies}. references: {schemes}.
# dates: {orders}. unit: h, d, w or mo. percent_scale: 1 or 100 (0.4: days of 250).
# A table holds: {holds}. An amount has a measure ({measures}) and is of a period, team or initiative.
"""


def mapping_text(mapping: Mapping) -> str:
    """Return the mapping as YAML with the words that may stand in it."""
    head = _HEAD.format(
        fields=", ".join(Field),
        hierarchies=", ".join(Hierarchy),
        schemes=", ".join(Scheme),
        orders=", ".join(Order),
        holds=", ".join(Holds),
        measures=", ".join(Measure),
    )
    raw = {
        "planner_mapping": VERSION,
        "file": mapping.file,
        **({"languages": list(mapping.languages)} if mapping.languages else {}),
        "tables": [_table_raw(table) for table in mapping.tables],
    }
    body: str = yaml.safe_dump(raw, sort_keys=False, allow_unicode=True, width=120)
    return _folded(head) + body


def _folded(head: str) -> str:
    lines = []
    for line in head.splitlines():
        while len(line) > 118:
            cut = line.rfind(" ", 0, 118)
            lines.append(line[:cut])
            line = "#   " + line[cut + 1 :]
        lines.append(line)
    return "\n".join(lines) + "\n"


def _table_raw(table: TableMap) -> dict[str, object]:
    raw: dict[str, object] = {"sheet": table.sheet, "plan": table.plan, "why": table.reason}
    raw |= {"header_rows": list(table.header_rows), "first_row": table.first_row}
    if table.last_row is not None:
        raw["last_row"] = table.last_row
    if table.holds is not Holds.PLAN:
        raw["holds"] = table.holds.value
    elif table.plan:
        raw |= {
            "hierarchy": table.hierarchy.value,
            "references": table.references.value,
            "code_prefix": table.code_prefix,
        }
    columns = table.columns if table.plan else ()
    raw["columns"] = [_column_raw(column) for column in columns if column.heading or column.field is not Field.OTHER]
    return raw


def _column_raw(column: ColumnMap) -> dict[str, object]:
    raw: dict[str, object] = {"column": column.letter, "heading": column.heading, "field": column.field.value}
    raw |= {"confidence": column.confidence, "why": column.reason}
    made = column.decisions
    if made.dates is not None:
        raw["dates"] = made.dates.value
    if made.swapped:
        raw["swapped"] = True
    if made.yearless:
        raw["yearless"] = True
    if made.unit is not None:
        raw["unit"] = made.unit.value
    if made.seconds:
        raw["seconds"] = True
    if made.percent_scale is not None:
        raw["percent_scale"] = made.percent_scale
    if made.measure is not None:
        raw["measure"] = made.measure.value
    if made.of:
        raw["of"] = made.of
    return raw


def parse_mapping(text: str, file: str) -> Mapping:
    """Return the mapping a YAML or JSON text describes; MappingError naming what is wrong in it."""
    if len(text) > _MAX_TEXT:
        raise MappingError(file, "the mapping is larger than any table needs.", "Give the mapping saved by --save-map.")
    if _depth(text) > _MAX_DEPTH:
        raise MappingError(file, "it is nested too deeply.", "Give the mapping saved by --save-map.")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise MappingError(file, "it uses YAML aliases.", "Write each value out.")
        raw = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as problem:
        raise MappingError(file, f"it is not YAML ({problem}).", "Save the mapping again and edit that.") from problem
    if not isinstance(raw, dict) or raw.get("planner_mapping") != VERSION or not isinstance(raw.get("tables"), list):
        raise MappingError(file, "it is not a mapping of columns.", "Save one with --save-map and edit that.")
    _only(raw, ("planner_mapping", "file", "languages", "tables"), "the mapping", file)
    tables = tuple(_table(item, file) for item in raw["tables"])
    return Mapping(tables, str(raw.get("file", "")), tuple(str(item) for item in raw.get("languages") or ()))


def _depth(text: str) -> int:
    """Return how many brackets are open at most (those in headings count too, which does no harm)."""
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _table(raw: object, file: str) -> TableMap:
    if not isinstance(raw, dict) or "sheet" not in raw:
        raise MappingError(file, "a table names no sheet.", "Write sheet: followed by its name.")
    sheet = str(raw["sheet"])
    where = f"table {sheet!r}"
    known = (
        "sheet",
        "plan",
        "why",
        "header_rows",
        "first_row",
        "last_row",
        "hierarchy",
        "references",
        "code_prefix",
        "holds",
        "columns",
    )
    _only(raw, known, where, file)
    rows = tuple(_integer(row, "header_rows", where, file) for row in _list(raw.get("header_rows"), where, file))
    first = _integer(raw.get("first_row", max(rows, default=0) + 1), "first_row", where, file)
    last = raw.get("last_row")
    columns = tuple(_column(item, where, file) for item in _list(raw.get("columns"), where, file))
    return TableMap(
        sheet,
        rows,
        first,
        _integer(last, "last_row", where, file) if last is not None else None,
        bool(raw.get("plan", True)),
        str(raw.get("why", "")),
        columns,
        _word(Hierarchy, raw.get("hierarchy", Hierarchy.NONE), "hierarchy", where, file),
        _word(Scheme, raw.get("references", Scheme.CODE), "references", where, file),
        str(raw.get("code_prefix", "")),
        _word(Holds, raw.get("holds", Holds.PLAN), "holds", where, file),
    )


def _column(raw: object, where: str, file: str) -> ColumnMap:
    if not isinstance(raw, dict) or not ({"column", "heading"} & raw.keys()):
        raise MappingError(file, f"a column of {where} has neither column nor heading.", "Write column: C.")
    letter = str(raw.get("column", "A")).upper()
    here = f"column {letter} of {where}"
    known = ("column", "heading", "field", "confidence", "why", *_DECIDED)
    _only(raw, known, here, file)
    if not letter.isascii() or not letter.isalpha() or len(letter) > 3:
        raise MappingError(file, f"{letter!r} is no column.", "Write its letter, such as C.")
    order = raw.get("dates")
    unit = raw.get("unit")
    scale = raw.get("percent_scale")
    measure = raw.get("measure")
    made = Decisions(
        _word(Order, order, "dates", here, file) if order is not None else None,
        bool(raw.get("swapped", False)),
        bool(raw.get("yearless", False)),
        _word(DurationUnit, unit, "unit", here, file) if unit is not None else None,
        bool(raw.get("seconds", False)),
        _number(scale, "percent_scale", here, file) if scale is not None else None,
        _word(Measure, measure, "measure", here, file) if measure is not None else None,
        str(raw.get("of") or ""),
    )
    field = _word(Field, raw.get("field", Field.OTHER), "field", here, file)
    confidence = _number(raw.get("confidence", 1.0), "confidence", here, file)
    return ColumnMap(
        column_letters(column_number(letter)),
        str(raw.get("heading") or ""),
        field,
        confidence,
        str(raw.get("why", "")),
        made,
    )


def _only(raw: dict[object, object], known: Sequence[str], where: str, file: str) -> None:
    for key in raw:
        if key not in known:
            raise MappingError(file, f"{where} has the unknown entry {key!r}.", f"Known: {', '.join(known)}.")


def _list(raw: object, where: str, file: str) -> Iterable[object]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise MappingError(file, f"{raw!r} in {where} is no list.", "Write one entry per line, each after a dash.")
    return raw


def _word(words: type[_E], given: object, name: str, where: str, file: str) -> _E:
    try:
        return words(str(given))
    except ValueError:
        allowed = ", ".join(words)
        raise MappingError(file, f"{given!r} is no {name} ({where}).", f"It is one of {allowed}.") from None


def _integer(given: object, name: str, where: str, file: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= 10_000_000:
        raise MappingError(file, f"{name} of {where} is {given!r}.", "Write a row number as the sheet shows it.")
    return given


def _number(given: object, name: str, where: str, file: str) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise MappingError(file, f"{name} of {where} is {given!r}.", "Write a number.")
    return float(given)
