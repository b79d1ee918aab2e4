"""Many rows of twenty-five columns."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Importer

HEAD = ("ID,Task Name,WBS,Duration,Start,Finish,Predecessors,Owner,Team,FTE,% Complete,Status,Notes,Region,Tags,"
        "Optimistic,Pessimistic,Deadline,Type,Cost,Risk,Created,Updated,Budget,Sprint")  # fmt: skip


@pytest.mark.slow
def test_two_thousand_rows(imported: "Importer") -> None:
    lines = [HEAD]
    for i in range(2_000):
        start = date(2027, 1, 4) + timedelta(days=7 * (i % 100))
        before = f"T-{i}FS" if i % 100 else ""
        cells = [f"T-{i + 1}", f"Task {i + 1} of the plan", f"{i // 100 + 1}.{i % 100 + 1}", "5 days", start,
                 start + timedelta(days=4), before, "Ada", "Legal", 0.5, i % 101, "In progress", f"Note {i}", "EMEA",
                 "a;b", "3 days", "9 days", start + timedelta(days=40), "Task",
                 10.5, "low", start, start, 1, 2]  # fmt: skip
        lines.append(",".join(map(str, cells)))
    plan = imported("\n".join(lines))
    assert len(plan.plan.works) == 2_000
    assert len(plan.links()) == 1_980
    assert plan.codes() == ["new-team"]
