r"""A file of any tabular format as a workbook of cells: the only stage that touches bytes.

The format is told by the content, never by the name: tab-separated text named .csv, a zip that is no
spreadsheet, or a web page named .xls are each read as what they are or refused with the remedy.

>>> read_bytes(b"ID;Task\n1;Draft", "plan.csv").sheets[0].rows
(('ID', 'Task'), ('1', 'Draft'))
"""

import re
import zipfile
from io import BytesIO
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from planner_importers.tabular.archive_safety import Limits, archive_names
from planner_importers.tabular.delimited_text import text_rows
from planner_importers.tabular.grid import Sheet, Workbook, rectangle
from planner_importers.tabular.refusals import FileTooLargeError, UnreadableFileError, UnsafeFileError
from planner_importers.tabular.sheet_details import SheetDetails, xlsx_details

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"[^>]*>(.{0,200})', re.DOTALL)
_SAVE = "Open it in a spreadsheet program and save it as .xlsx."


def read_bytes(data: bytes, file: str, limits: Limits = Limits()) -> Workbook:  # noqa: B008 - frozen
    """Return the sheets of a file's content; ``file`` is the name to show to people."""
    if len(data) > limits.file_bytes:
        raise _too_many_bytes(file, len(data), limits)
    if not data.strip():
        raise UnreadableFileError(file, "it is empty.", "Export it again.")
    if data.startswith(_ZIP):
        return _archive(data, file, limits)
    if data.startswith(_OLE):
        return Workbook(file, _calamine_sheets(data, file, {}))
    _refuse_markup(data, file)
    rows, encoding, delimiter = text_rows(data, file, limits)
    sheet = Sheet(Path(file).stem, rectangle(rows))
    return Workbook(file, (sheet,), encoding, delimiter, text=True)


def _archive(data: bytes, file: str, limits: Limits) -> Workbook:
    names = {name.lower() for name in archive_names(data, file, limits)}
    if "xl/workbook.xml" in names:
        try:
            details = xlsx_details(data, file, limits)
        except (SyntaxError, KeyError, ValueError) as error:
            raise UnreadableFileError(file, f"its XML is damaged ({error}).", _SAVE) from error
        return Workbook(file, _calamine_sheets(data, file, dict(details)))
    if "content.xml" in names:
        _check_repeats(data, file, limits)
        return Workbook(file, _calamine_sheets(data, file, {}))
    raise UnreadableFileError(file, "it is an archive, but not .xlsx or .ods.", _SAVE)


def _check_repeats(data: bytes, file: str, limits: Limits) -> None:
    """Refuse an OpenDocument sheet that repeats filled cells beyond the limits."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        content = archive.read("content.xml")
    for count, after in _REPEATED.findall(content):
        if int(count) > limits.columns and b"<text:p" in after.split(b"</table:table-row>")[0]:
            raise UnsafeFileError(file, f"one filled cell is repeated {int(count)} times.", "Delete the repeats.")


def _calamine_sheets(data: bytes, file: str, details: dict[str, SheetDetails]) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return tuple(
                _sheet(book, meta, details.get(meta.name, SheetDetails()))
                for meta in book.sheets_metadata
                if meta.typ is SheetTypeEnum.WorkSheet
            )
    except PasswordError as error:
        raise UnreadableFileError(file, "it has a password.", "Save a copy without a password.") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(file, f"the spreadsheet is damaged ({error}).", _SAVE) from error


def _sheet(book: CalamineWorkbook, meta: SheetMetadata, details: SheetDetails) -> Sheet:
    rows = rectangle(book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False))
    return Sheet(
        meta.name,
        rows,
        details.formats,
        details.indents,
        details.outline,
        tuple(details.merged),
        details.uncomputed,
        meta.visible is not SheetVisibleEnum.Visible,
        details.broken,
        frozenset(details.hidden_rows),
        frozenset(details.hidden_columns),
    )


def _refuse_markup(data: bytes, file: str) -> None:
    start = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"%pdf"):
        raise UnreadableFileError(file, "it is a PDF.", "Export the plan as .xlsx or .csv.")
    if start.startswith((b"<html", b"<!doctype html", b"<table")):
        raise UnreadableFileError(file, "it is a web page, whatever its name says.", _SAVE)
    if start.startswith(b"<"):
        raise UnreadableFileError(file, "it is XML, not a table.", "Choose the importer of that format.")


def _too_many_bytes(file: str, size: int, limits: Limits) -> FileTooLargeError:
    allowed = limits.file_bytes // 2**20
    return FileTooLargeError(file, f"it has {size // 2**20} MiB; the limit is {allowed} MiB.", "Split the file.")
