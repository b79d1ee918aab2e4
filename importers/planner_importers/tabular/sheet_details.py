"""What an xlsx sheet knows beside its values: number formats, indents, merged cells, outline levels, formulas.

Values themselves come from calamine, which is fast but tells none of this. The XML is streamed once;
a sheet that claims more cells than the limits allow is refused before anything is allocated for it.

>>> shows_date("dd/mm/yyyy"), shows_date("0.00"), shows_date('0" days"')
(True, False, False)
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO

from lxml import etree

from planner_importers.tabular.archive_safety import Limits
from planner_importers.tabular.grid import Area, Cell, column_number
from planner_importers.tabular.refusals import FileTooLargeError

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"}
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_YES = ("1", "true")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Styles:
    """Number format and indent of each cell style, by its number."""

    formats: tuple[str, ...]
    indents: tuple[int, ...]


@dataclass(slots=True)
class SheetDetails:
    """The facts gathered from one sheet's XML, cells counted from 0."""

    formats: dict[Cell, str] = field(default_factory=dict)
    indents: dict[Cell, int] = field(default_factory=dict)
    outline: dict[int, int] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    uncomputed: dict[Cell, str] = field(default_factory=dict)
    broken: dict[Cell, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def xlsx_details(data: bytes, file: str, limits: Limits) -> Mapping[str, SheetDetails]:
    """Return the details of each worksheet by sheet name; the archive must have passed its safety check."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        styles = _styles(archive, names)
        found = {}
        for sheet, part in _sheet_parts(archive, names):
            with archive.open(part) as stream:
                found[sheet] = _details(stream, styles, (file, sheet), limits)
        return found


def shows_date(number_format: str) -> bool:
    """Return whether a number format shows its number as a date or time."""
    bare = _QUOTED.sub("", number_format.lower())
    return any(letter in bare for letter in "ymdhs") and "general" not in bare


def _xml(stream: IO[bytes]) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.parse(stream, parser).getroot()


def _sheet_parts(archive: zipfile.ZipFile, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    with archive.open(names["xl/workbook.xml"]) as stream:
        book = _xml(stream)
    targets = {}
    if relations := names.get("xl/_rels/workbook.xml.rels"):
        with archive.open(relations) as stream:
            targets = {item.get("Id"): item.get("Target", "") for item in _xml(stream)}
    for sheet in book.iterfind(".//{*}sheets/{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), None)
        path = posixpath.normpath(posixpath.join("xl", targets.get(str(relation), "")))
        part = names.get(path.lstrip("/").lower())
        if part and "/worksheets/" in part.lower():
            yield str(sheet.get("name")), part


def _styles(archive: zipfile.ZipFile, names: Mapping[str, str]) -> Styles:
    part = names.get("xl/styles.xml")
    if part is None:
        return Styles((), ())
    with archive.open(part) as stream:
        root = _xml(stream)
    custom = dict(_BUILT_IN)
    for item in root.iterfind("{*}numFmts/{*}numFmt"):
        custom[int(item.get("numFmtId", "0"))] = item.get("formatCode", "")
    formats, indents = [], []
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        code = custom.get(int(style.get("numFmtId", "0")), "")
        # A % in quotes is only written behind the number, which is per cent already.
        code = _QUOTED.sub(lambda found: found.group().replace("%", ""), code)
        formats.append("" if code.lower() in ("general", "@") or shows_date(code) else code)
        alignment = style.find("{*}alignment")
        indents.append(int(alignment.get("indent", "0")) if alignment is not None else 0)
    return Styles(tuple(formats), tuple(indents))


def _details(stream: IO[bytes], styles: Styles, where: tuple[str, str], limits: Limits) -> SheetDetails:
    details = SheetDetails()
    row_number, widest = -1, 0
    tags = ("{*}row", "{*}mergeCell", "{*}col")
    events = etree.iterparse(stream, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False)
    for _, element in events:
        if element.tag.endswith("}mergeCell"):
            details.merged.extend(_area(element.get("ref", "")))
            continue
        if element.tag.endswith("}col"):
            if element.get("hidden") in _YES:
                last = min(int(element.get("max", "1")), limits.columns)
                details.hidden_columns.update(range(int(element.get("min", "1")) - 1, last))
            continue
        row_number = int(element.get("r", row_number + 2)) - 1
        widest = max(widest, _read_row(element, row_number, styles, details))
        element.clear()
        _check_extent(row_number + 1, widest, where, limits)
    return details


def _read_row(row: etree._Element, number: int, styles: Styles, details: SheetDetails) -> int:
    """Add one row's facts to ``details``; return how many columns the row reaches."""
    if level := int(row.get("outlineLevel", "0")):
        details.outline[number] = level
    elif row.get("hidden") in _YES:
        details.hidden_rows.add(number)
    column = -1
    for cell in row:
        reference = cell.get("r")
        column = column_number(reference.rstrip("0123456789")) if reference else column + 1
        style = cell.get("s")
        if style is not None:
            _read_style(int(style), (number, column), cell, styles, details)
        if len(cell):
            _read_content(cell, (number, column), details)
    return column + 1


def _read_style(style: int, at: Cell, cell: etree._Element, styles: Styles, details: SheetDetails) -> None:
    if style >= len(styles.formats):
        return
    if styles.indents[style]:
        details.indents[at] = styles.indents[style]
    if styles.formats[style] and cell.get("t", "n") == "n":
        details.formats[at] = styles.formats[style]


def _read_content(cell: etree._Element, at: Cell, details: SheetDetails) -> None:
    first = cell[0]
    kind = cell.get("t", "n")
    if str(first.tag).endswith("}f"):
        value = cell.find("{*}v")
        if value is None or (value.text is None and kind != "str"):
            details.uncomputed[at] = first.text or "shared formula"
    if kind == "e":
        details.broken[at] = str(cell.findtext("{*}v") or "#ERROR")


def _area(reference: str) -> Iterator[Area]:
    found = _REFERENCE.findall(reference)
    if len(found) == 2:
        (left, top), (right, bottom) = found
        yield Area(int(top) - 1, column_number(left), int(bottom) - 1, column_number(right))


def _check_extent(rows: int, columns: int, where: tuple[str, str], limits: Limits) -> None:
    file, sheet = where
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise FileTooLargeError(
            file,
            f"sheet {sheet!r} reaches row {rows} and column {columns}; the limit is {limits.rows} rows, "
            f"{limits.columns} columns and {limits.cells} cells.",
            "Delete the stray cells far below or right of the table, or split the sheet.",
        )
