"""The tables of the workbook: for each sheet its rows, pure, and its columns, declared."""

from planner_exports.workbook.tables.dependencies import DEPENDENCIES, DependencyRow, dependency_rows
from planner_exports.workbook.tables.finding_list import FINDINGS, FindingRow, finding_rows
from planner_exports.workbook.tables.initiatives import INITIATIVES, InitiativeRow, initiative_rows
from planner_exports.workbook.tables.launch_calendar import LAUNCH_CALENDAR, LaunchRow, launch_rows
from planner_exports.workbook.tables.obligations import OBLIGATIONS, ObligationRow, obligation_rows
from planner_exports.workbook.tables.paths import CRITICAL_PATHS, PathRow, path_rows

__all__ = [
    "CRITICAL_PATHS",
    "DEPENDENCIES",
    "FINDINGS",
    "INITIATIVES",
    "LAUNCH_CALENDAR",
    "OBLIGATIONS",
    "DependencyRow",
    "FindingRow",
    "InitiativeRow",
    "LaunchRow",
    "ObligationRow",
    "PathRow",
    "dependency_rows",
    "finding_rows",
    "initiative_rows",
    "launch_rows",
    "obligation_rows",
    "path_rows",
]
