"""The exported workbook of the demo, read as a file of strangers: nothing that was computed comes back as a fact."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import count

from planner.plan.snapshot import Plan
from planner_exports.workbook import workbook
from planner_importers.formats import import_file


def test_only_initiatives_are_read_and_no_date_of_theirs_is_pinned(northstar_plan: Plan) -> None:
    data = workbook(northstar_plan, status_date=date(2026, 11, 22), generated_at=datetime(2026, 11, 22, tzinfo=UTC))
    ids = count()
    found = import_file(data, "northstar.xlsx", northstar_plan, new_id=lambda: f"new{next(ids)}")
    assert Counter((one.action.value, one.kind) for one in found.operations) == {("update", "initiative"): 158}
    written = {name for one in found.operations for name in one.values}
    assert written == {"external_ids"}  # what the row is known by; times of day that the sheet does not show stay
    remembered = [one.values["external_ids"] for one in found.operations]
    assert {known[-1].system for known in remembered} == {"table:northstar"}  # type: ignore[index]
    assert [one.code for one in found.findings if one.severity.value == "error"] == []
