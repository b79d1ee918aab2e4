"""Rows of an imported table as a person sees them in the sheet, so that findings can be shown beside their cells.

Of each table that the mapping names, in its order: the first rows of the sheet, the headings, the first rows of the
table, and the rows that findings are about.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from planner.plan.findings import Finding, Severity

FIRST_ROWS = 20
"""Rows shown from the top of the sheet, and from the first row of the table."""

FINDING_ROWS = 60
"""Rows with findings that are shown beside those, errors first."""

COLUMNS = 80
CHARACTERS = 200


def sheet_samples(
    data: bytes, file: str, tables: Sequence[Mapping[str, Any]], findings: Sequence[Finding]
) -> list[dict[str, object]]:
    """Return for each table of a mapping its sheet, the size of that, and rows: number (from 1) and cells as text.

    ``data`` is a table that the importer has read before.
    """
    from planner_importers.tabular.file_reading import read_bytes
    from planner_importers.tabular.grid import shown

    sheets = {sheet.name: sheet for sheet in read_bytes(_unpacked(data, file), file).sheets}
    samples: list[dict[str, object]] = []
    for table in tables:
        sheet = sheets.get(table["sheet"])
        rows = sheet.rows if sheet is not None else ()
        samples.append(
            {
                "sheet": table["sheet"],
                "width": min(sheet.width if sheet is not None else 0, COLUMNS),
                "height": len(rows),
                "rows": [
                    {"row": number, "cells": [shown(value)[:CHARACTERS] for value in rows[number - 1][:COLUMNS]]}
                    for number in _numbers(table, findings)
                    if number <= len(rows)
                ],
            }
        )
    return samples


def _numbers(table: Mapping[str, Any], findings: Iterable[Finding]) -> list[int]:
    """Return the numbers of the rows to show, in order."""
    of_sheet = [finding for finding in findings if finding.place.sheet == table["sheet"] and finding.place.row]
    of_sheet.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    found = dict.fromkeys(finding.place.row for finding in of_sheet if finding.place.row)
    first = table["first_row"]
    return sorted(
        {
            *range(1, FIRST_ROWS + 1),
            *table["header_rows"],
            *range(first, first + FIRST_ROWS),
            *islice(found, FINDING_ROWS),
        }
    )


def _unpacked(data: bytes, file: str) -> bytes:
    """Return the table itself where it came in an archive of one file."""
    from planner_importers.archive import is_archive, read_archive
    from planner_importers.formats import recognised

    if is_archive(data) and recognised(data, file) != "table":
        return read_archive(data, file).members[0].data
    return data
