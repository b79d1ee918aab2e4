r"""A Primavera P6 export (XER) as tables: lines of tab-separated values, each naming what it is by its first field.

``%T`` begins a table, ``%F`` names its fields, ``%R`` is a row, ``%E`` ends the file. Text is UTF-8 or the Windows
code page; line breaks inside a value are written as the character 127.

>>> sheet = read_tables(b"ERMHDR\t23.12\n%T\tTASK\n%F\ttask_id\ttask_name\n%R\t7\tPour\n%E\n", "plan.xer")
>>> sheet["TASK"][0].text("task_name"), sheet["TASK"][0].line
('Pour', 4)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from planner.plan.findings import Finding, Place, Severity
from planner_importers.tabular.delimited_text import decode
from planner_importers.tabular.refusals import UnreadableFileError
from planner_importers.xml_file import LARGEST_NUMBER

_BREAK = "\x7f"
_LINE = re.compile("\r\n|\r|\n")
_MARKUP = re.compile(r"<[^>]{0,500}>")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, by field, with its line in the file; `more` counts values beyond the last field."""

    table: str
    line: int
    values: Mapping[str, str]
    more: int = 0

    def text(self, field: str) -> str:
        """Return a value as text without breaks at its ends, "" where it is absent."""
        found = self.values.get(field, "").replace(_BREAK * 2, "\n").replace(_BREAK, "\n")
        return _UNWRITABLE.sub("", found).strip()

    def name(self, field: str) -> str:
        """Return a value on one line."""
        return " ".join(self.text(field).split())

    def is_set(self, field: str) -> bool:
        """Return a yes or no."""
        return self.text(field).upper() in ("Y", "1", "TRUE")


def read_tables(data: bytes, file: str) -> dict[str, list[Row]]:
    """Return the rows of each table; raises UnreadableFileError where the file is not an XER or is cut off."""
    lines = _LINE.split(_decoded(data, file))
    if not lines[0].startswith("ERMHDR"):
        raise UnreadableFileError(file, "its first line is not ERMHDR.", "Export the project as XER in Primavera P6.")
    tables: dict[str, list[Row]] = {}
    table, fields, ended = "", list[str](), False
    row: tuple[int, str] | None = None

    def finish() -> None:
        nonlocal row
        if row is not None:
            number, text = row
            values = text.split("\t")
            more = sum(bool(value.strip()) for value in values[len(fields) :])
            tables[table].append(Row(table, number, dict(zip(fields, values, strict=False)), more))
            row = None

    for number, line in enumerate(lines[1:], start=2):
        mark, _, rest = line.partition("\t")
        mark = mark.strip()
        if mark not in ("%T", "%F", "%R", "%E"):
            if row is not None and line.strip():
                row = (row[0], f"{row[1]}\n{line}")
            continue
        finish()
        if mark == "%T":
            table, fields = rest.strip(), []
            tables.setdefault(table, [])
        elif mark == "%F":
            fields = [field.strip() for field in rest.split("\t")]
        elif mark == "%R":
            if not table or not fields:
                why = f"line {number}: a row comes before the names of its table and its fields."
                raise UnreadableFileError(file, why, "Export the project again.")
            row = (number, rest)
        else:
            ended = True
            break
    finish()
    if not ended:
        why = f"it is cut off after line {len(lines) - (not lines[-1])}: the closing %E is missing."
        raise UnreadableFileError(file, why, "Export the project again, or copy the whole file.")
    return tables


def _decoded(data: bytes, file: str) -> str:
    """Return the text: UTF-8, UTF-16, or the code page of the computer that wrote it, told by its letters."""
    try:
        return decode(data)[0].removeprefix("\ufeff")
    except ValueError as error:
        raise UnreadableFileError(file, "its encoding is unknown.", "Save it in UTF-8.") from error


def plain_from_markup(text: str) -> str:
    """Return the text of a notebook entry, which Primavera writes as HTML.

    >>> plain_from_markup("<HTML><BODY><p>Wait for <b>legal</b>.</p></BODY></HTML>")
    'Wait for legal.'
    """
    import html

    broken = re.sub(r"(?i)<br\s*/?>|</p>", "\n", text)
    return html.unescape(_MARKUP.sub("", broken)).strip()


class RowReader:
    """Values of rows as typed values; what cannot be read becomes an error finding and None."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def at(self, row: Row, field: str | None = None, value: str | None = None) -> Place:
        """Return the place of a row or a value in it."""
        return Place(file=self.file, sheet=row.table, row=row.line, column=field, value=value)

    def number(self, row: Row, field: str) -> Decimal | None:
        """Return a number; some versions write a decimal comma, some mark the thousands by the other sign."""
        text = row.text(field)
        if not text:
            return None
        if "," in text and "." in text:
            text = text.replace(min(",.", key=text.rfind), "")
        try:
            number = Decimal(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite() and abs(number) <= LARGEST_NUMBER:
            return number
        self._unreadable(row, field, text, "a number")
        return None

    def tenths(self, row: Row, field: str) -> int | None:
        """Return tenths of minutes from a number of hours."""
        hours = self.number(row, field)
        return None if hours is None else round(hours * 600)

    def moment(self, row: Row, field: str) -> datetime | None:
        """Return a moment such as 2027-01-04 08:00."""
        text = row.text(field)
        if not text:
            return None
        try:
            return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
        except ValueError:
            self._unreadable(row, field, text, "a date such as 2027-01-04 08:00")
            return None

    def warn(self, row: Row, code: str, message: str, hint: str) -> None:
        """Add a warning about a row."""
        self.findings.append(Finding(Severity.WARNING, code, message, self.at(row), hint))

    def refuse(self, row: Row, code: str, message: str, hint: str) -> None:
        """Add an error about a row."""
        self.findings.append(Finding(Severity.ERROR, code, message, self.at(row), hint))

    def _unreadable(self, row: Row, field: str, text: str, expected: str) -> None:
        message = f"{row.table}: {field} {text[:80]!r} is not {expected}."
        place = self.at(row, field, text[:80])
        self.findings.append(Finding(Severity.ERROR, "unreadable-value", message, place, f"Write {expected}."))
