"""What every sheet shares: its heading, the way back, freezing and printing."""

from planner_exports.phrases import day_text
from planner_exports.safe_text import one_line
from planner_exports.workbook.page import Cell, Page
from planner_exports.workbook.styles import Style
from planner_exports.workbook.subject import Subject

SUMMARY = "Summary"
ROADMAP = "Roadmap"
QUARTERS = "Quarters"
CAPACITY = "Capacity"
NOTES = "Data notes"

HEADER_ROW = 3
"""Row of a table's headings: title, what it is about, the way back, headings."""

TILE_ROW = 5
"""Row of the figures on Summary."""

SPACE = 0.5
WIDEST = 1.85
MARGIN = 2.0
"""Widths in digits of a space, of the widest ASCII character, and of what a cell keeps free at its sides."""

_NARROW = {"ijl|'": 0.4, "ft .,:;/!I[]()-": 0.55, 'r`"': 0.65, "ckvxyszJ*^{}": 0.9}
_WIDE = {"wABEKPSVXY&": 1.25, "CDHNRUGOQ": 1.35, "mM%": 1.55, "W@": WIDEST}
_WIDTHS = dict.fromkeys(map(chr, range(128)), 1.0)
_WIDTHS |= {char: wide for group in (_NARROW, _WIDE) for chars, wide in group.items() for char in chars}

LINE_HEIGHT = 13.0
"""Height of a line of text, in points."""

MOST_LINES = 12
"""Lines of a cell up to which its row grows; longer text is read in the formula bar."""

A3, A4 = 8, 9
"""The writer's numbers of the paper sizes."""


def heading(page: Page, subject: Subject, title: str, about: str) -> None:
    """Write the title, what the sheet is about, and the link back to the summary."""
    page.sheet.set_row(0, 28)
    page.text(0, 0, title, Style.TITLE)
    page.text(1, 0, f"{about}  As of {day_text(subject.status_date)} · {subject.edition}", Style.SUBTITLE)
    if title != SUMMARY:
        page.link(2, 0, SUMMARY, "← Summary")


def print_setup(page: Page, subject: Subject, title: str, *, rows: tuple[int, int] | None, paper: int = A4) -> None:
    """Set landscape, one page wide, repeated heading rows, header and footer."""
    sheet = page.sheet
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.65)
    if rows is not None:
        sheet.repeat_rows(*rows)
    name = in_header(subject.plan.portfolio.name)
    sheet.set_header(f"&L&B{name}&B&C{title}&R{subject.edition}")
    sheet.set_footer(f"&LAs of {day_text(subject.status_date)}&CPlanner&RPage &P of &N")


def in_header(text: str) -> str:
    """Return text for a page header: one line, short, its ampersands doubled."""
    return one_line(text, 80).replace("&", "&&")


def wrapped_lines(value: Cell, width: float) -> int:
    r"""Return how many lines a text takes in a column of this width, breaking between words.

    >>> wrapped_lines("Synthetic intimate imagery policy", 20), wrapped_lines("a\nb", 20), wrapped_lines(None, 20)
    (2, 2, 1)
    """
    if not isinstance(value, str):
        return 1
    room = width - MARGIN
    if "\n" not in value and len(value) * WIDEST <= room:
        return 1
    return sum(_lines(line, room) for line in value.split("\n"))


def _lines(text: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in text.split(" "):
        wide = text_width(word)
        if used and used + SPACE + wide > room:
            lines, used = lines + 1, 0.0
        used += (SPACE if used else 0.0) + wide
        while used > room:
            lines, used = lines + 1, used - room
    return lines


def text_width(text: str) -> float:
    """Return the width of a text in Arial, in digits, as column widths are measured."""
    if text.isascii():
        return sum(map(_WIDTHS.__getitem__, text))
    return sum(_WIDTHS.get(char, 1.0 if char < "\u1100" else 2.0) for char in text)


def grow(page: Page, row: int, lines: int) -> None:
    """Make a row high enough for so many lines; viewers differ in whether they do it themselves."""
    if lines > 1:
        page.sheet.set_row(row, LINE_HEIGHT * min(lines, MOST_LINES) + 2)
