"""Tables of any layout: xlsx, xls, ods, csv and tsv.

Each stage is a pure function over values: ``file_reading`` (bytes to cells), ``table_finding`` and
``table_recognition`` (cells to a mapping), ``record_reading`` (cells and mapping to records),
``link_resolution`` and ``hierarchy`` (records to structure), ``table_operations`` (all of it to operations).
"""

from planner_importers.tabular.table_import import import_table, propose_mapping

__all__ = ["import_table", "propose_mapping"]
