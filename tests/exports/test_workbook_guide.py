"""The guide to the workbook says of every column what the workbook says."""

from pathlib import Path

from planner_exports.workbook.notes import definitions
from planner_exports.workbook.summary_sheet import CONTENTS

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "workbook.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Return the text below a heading of the third level."""
    return GUIDE.split(f"\n### {title}\n", 1)[1].split("\n### ", 1)[0]


def test_every_sheet_has_a_heading() -> None:
    headings = [line.removeprefix("### ") for line in GUIDE.splitlines() if line.startswith("### ")]
    assert headings == [
        "Summary",
        "Roadmap",
        "Quarters",
        "Capacity",
        "Launch calendar",
        "Critical path",
        "Dependencies",
        "Regulatory",
        "Training",
        "Risks",
        "Decisions",
        "Initiatives",
        "Findings",
        "Data notes",
        "Selection",
        "Selection load",
        "Selection people",
        "Scenarios",
    ]
    assert [sheet for sheet, _ in CONTENTS] == headings[1:-4]


def test_every_column_is_defined_in_the_same_words() -> None:
    missing = [row for row in definitions() if f"| {row[1]} | {row[2]} |" not in section(row[0]).splitlines()]
    assert missing == []
