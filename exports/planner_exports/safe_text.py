r"""Text made safe for the cells of spreadsheets and csv files.

A spreadsheet runs any csv cell that begins like a formula. Such text gets an apostrophe in front; what already
looks so prefixed gets one more, so that ``original`` always gives back what was written:

>>> csv_text("=1+1"), csv_text("'=1+1"), csv_text("Policy = rule")
("'=1+1", "''=1+1", 'Policy = rule')
>>> original("'=1+1"), original("''=1+1"), original("'tis")
('=1+1', "'=1+1", "'tis")

Cells of a workbook need no prefix, because they are written as strings; what XML or Excel cannot hold is removed:

>>> cell_text("a\x00b\r\nc")
'ab\nc'
"""

import re

CELL_LIMIT = 32_767
"""Characters that an Excel cell holds, counted as UTF-16 code units."""

CUT = "… (cut: the cell is full)"
"""How a text ends that was too long for its cell."""

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
"""First characters that make spreadsheets run a csv cell as a formula; full-width forms count in some."""

_PREFIXED = re.compile(rf"'*[{re.escape(FORMULA_STARTS)}]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def starts_like_formula(text: str) -> bool:
    """Return whether a spreadsheet may run this text as a formula where it may choose."""
    return text[:1] in FORMULA_STARTS if text else False


def csv_text(text: str) -> str:
    """Return the text for a csv cell: an apostrophe in front of what begins like a formula."""
    text = _LONE_SURROGATE.sub("\ufffd", text)
    return "'" + text if _PREFIXED.match(text) else text


def original(cell: str) -> str:
    """Return the text that ``csv_text`` was given."""
    return cell[1:] if cell.startswith("'") and _PREFIXED.match(cell) else cell


def cell_text(text: str) -> str:
    """Return the text for a workbook cell: no unprintable characters, within the limit, never markup.

    Line ends become newlines; half a surrogate pair becomes U+FFFD. A text that looks like the writer's own
    rich-text markup gets a trailing space, because the writer would copy it into the file unescaped.
    """
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _LONE_SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", text))
    if len(text) > CELL_LIMIT // 2 and _units(text) > CELL_LIMIT:
        text = _within(text, CELL_LIMIT - len(CUT)) + CUT
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    return text


def one_line(text: str, limit: int) -> str:
    """Return the text on one line of at most ``limit`` characters, for titles, headers and properties."""
    line = " ".join(cell_text(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _within(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore")
