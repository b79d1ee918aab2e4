"""The tables of the workbook: for each sheet its rows, pure, and its columns, declared."""

from planner_exports.workbook.tables.decisions import DECISIONS, DecisionRow, decision_rows
from planner_exports.workbook.tables.dependencies import DEPENDENCIES, DependencyRow, dependency_rows
from planner_exports.workbook.tables.finding_list import FINDINGS, FindingRow, finding_rows
from planner_exports.workbook.tables.initiatives import INITIATIVES, InitiativeRow, initiative_rows
from planner_exports.workbook.tables.launch_calendar import LAUNCH_CALENDAR, LaunchRow, launch_rows
from planner_exports.workbook.tables.obligations import OBLIGATIONS, ObligationRow, obligation_rows
from planner_exports.workbook.tables.paths import CRITICAL_PATHS, PathRow, path_rows
from planner_exports.workbook.tables.risks import RISKS, RiskRow, risk_rows
from planner_exports.workbook.tables.training import TRAINING, TrainingRow, training_rows

__all__ = [
    "CRITICAL_PATHS",
    "DECISIONS",
    "DEPENDENCIES",
    "FINDINGS",
    "INITIATIVES",
    "LAUNCH_CALENDAR",
    "OBLIGATIONS",
    "RISKS",
    "TRAINING",
    "DecisionRow",
    "DependencyRow",
    "FindingRow",
    "InitiativeRow",
    "LaunchRow",
    "ObligationRow",
    "PathRow",
    "RiskRow",
    "TrainingRow",
    "decision_rows",
    "dependency_rows",
    "finding_rows",
    "initiative_rows",
    "launch_rows",
    "obligation_rows",
    "path_rows",
    "risk_rows",
    "training_rows",
]
