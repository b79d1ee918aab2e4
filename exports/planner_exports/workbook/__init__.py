"""The executive workbook."""

from planner_exports.workbook.book import workbook
from planner_exports.workbook.subject import RevisionStamp
from planner_exports.workbook.table_sheet import WorkbookTooLargeError

__all__ = ["RevisionStamp", "WorkbookTooLargeError", "workbook"]
