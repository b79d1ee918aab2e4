"""Ten thousand rows of twenty-five columns import in seconds."""

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Importer

HEAD = ("ID,Task Name,WBS,Duration,Start,Finish,Predecessors,Owner,Team,FTE,% Complete,Status,Notes,Region,Tags,"
        "Optimistic,Pessimistic,Deadline,Type,Cost,Risk,Created,Updated,Budget,Sprint")  # fmt: skip


@pytest.mark.slow
def test_ten_thousand_rows(imported: "Importer") -> None:
    lines = [HEAD]
    for i in range(10_000):
        start = date(2027, 1, 4) + timedelta(days=7 * (i % 100))
        before = f"T-{i}FS" if i % 100 else ""
        cells = [f"T-{i + 1}", f"Task {i + 1} of the plan", f"{i // 100 + 1}.{i % 100 + 1}", "5 days", start,
                 start + timedelta(days=4), before, "Ada", "Legal", 0.5, i % 101, "In progress", f"Note {i}", "EMEA",
                 "a;b", "3 days", "9 days", start + timedelta(days=40), "Task",
                 10.5, "low", start, start, 1, 2]  # fmt: skip
        lines.append(",".join(map(str, cells)))
    began = time.perf_counter()
    plan = imported("\n".join(lines))
    assert time.perf_counter() - began < 60
    assert len(plan.plan.works) == 10_000
    assert len(plan.links()) == 9_900
    assert plan.codes() == ["new-team"]
