r"""Rows of a csv or tsv file, whatever its encoding and delimiter.

>>> decode("Tâche;Durée".encode("cp1252"))[0], sniff_delimiter("Tâche;Durée\nA;1,5\nB;2,5")
('Tâche;Durée', ';')
"""

import codecs
import csv
import io
import re
from collections import Counter

from planner_importers.tabular.archive_safety import Limits
from planner_importers.tabular.refusals import FileTooLargeError, UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ["cp1252", "cp1250", "cp1251", "cp1254", "cp1258"]
_LEGACY = [*_SINGLE_BYTE, "cp932", "gb18030", "big5", "cp949"]
_DELIMITERS = ",;\t|"
_SAMPLE = 200_000


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the encoding it was in; ValueError if no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding), encoding
    if (wide := _wide_encoding(data)) is not None:
        return data.decode(wide), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_legacy(data)


def _wide_encoding(data: bytes) -> str | None:
    """Return which UTF-16 an unmarked text of mostly Latin letters is in, by where its zero bytes lie."""
    sample = data[:2000]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 5:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _decode_legacy(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    # Characters of two bytes stand beside each other somewhere; accents in a text of Latin letters stand alone.
    encodings = _LEGACY if re.search(rb"[\x80-\xff]{2}", data) else _SINGLE_BYTE
    best = from_bytes(data[:_SAMPLE], cp_isolation=encodings).best()
    for encoding in filter(None, (best.encoding if best else None, "cp1252", "latin-1")):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise ValueError("no known encoding fits")


def sniff_delimiter(text: str) -> str:
    """Return the delimiter that splits the sample into the most rows of one and the same width."""
    sample = text[:_SAMPLE]
    if sample.startswith("sep=") and len(sample) > 4:
        return sample[4]
    scores = {delimiter: _evenness(sample, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else ","


def _evenness(sample: str, delimiter: str) -> float:
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == 300:
                break
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    if not widths:
        return 0.0
    total = sum(widths.values())
    width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1] * min(item[0], 8), item[0]))
    filled = sum(sum(1 for cell in row if cell.strip()) for row in rows if len(row) == width) / count
    return 0.0 if width < 2 else (count / total) * (1 + min(filled, 30.0) / 10)


def text_rows(data: bytes, file: str, limits: Limits) -> tuple[list[list[str]], str, str]:
    """Return the rows, the encoding and the delimiter of a text table; refuse what is none."""
    try:
        text, encoding = decode(data)
    except (ValueError, UnicodeError) as error:
        raise UnreadableFileError(file, "its encoding is unknown.", "Save it as CSV UTF-8.") from error
    if text.count("\x00"):
        raise UnreadableFileError(file, "it is not text.", "Import .xlsx, .xls, .ods, .csv or .tsv.")
    delimiter = sniff_delimiter(text)
    if text.startswith("sep="):
        text = text.partition("\n")[2]
    rows = []
    csv.field_size_limit(max(csv.field_size_limit(), 1 << 20))
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            _check_extent(len(rows), len(row), file, limits)
    except csv.Error as error:
        raise UnreadableFileError(file, f"row {len(rows) + 1} breaks off ({error}).", "Check its quotes.") from error
    return rows, encoding, delimiter


def _check_extent(rows: int, columns: int, file: str, limits: Limits) -> None:
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise FileTooLargeError(
            file,
            f"row {rows} has {columns} columns; the limit is {limits.rows} rows, {limits.columns} columns "
            f"and {limits.cells} cells.",
            "Split the file.",
        )
