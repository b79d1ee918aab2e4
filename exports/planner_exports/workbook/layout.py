"""What every sheet shares: its heading, the way back, freezing and printing."""

from planner_exports.phrases import day_text
from planner_exports.safe_text import one_line
from planner_exports.workbook.page import Page
from planner_exports.workbook.styles import Style
from planner_exports.workbook.subject import Subject

SUMMARY = "Summary"
ROADMAP = "Roadmap"
NOTES = "Data notes"

HEADER_ROW = 3
"""Row of a table's headings: title, what it is about, the way back, headings."""

TILE_ROW = 5
"""Row of the figures on Summary."""

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
