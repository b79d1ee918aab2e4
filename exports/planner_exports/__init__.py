"""Exports: the executive workbook, csv, data frames, and the graph of dependencies as text."""

from planner_exports.csv_tables import csv_bundle, csv_table
from planner_exports.drawings import dot, mermaid
from planner_exports.frames import capacity_table, data_frame
from planner_exports.ms_project import ms_project_xml
from planner_exports.workbook import RevisionStamp, WorkbookTooLargeError, workbook

__all__ = [
    "RevisionStamp",
    "WorkbookTooLargeError",
    "capacity_table",
    "csv_bundle",
    "csv_table",
    "data_frame",
    "dot",
    "mermaid",
    "ms_project_xml",
    "workbook",
]
