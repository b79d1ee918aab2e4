"""The public function: from a plan through the real schedule to a file."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from planner.plan.entities import Dependency, Initiative, Launch
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.roadmap import GroupBy, RoadmapLengthError
from planner_exports import RevisionStamp, dot, mermaid, workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

STATUS_DATE = date(2027, 1, 5)
NOW = datetime(2027, 1, 5, 10, tzinfo=UTC)


def chain() -> Plan:
    """Return two weeks of work set by hand, then a week, then a launch."""
    return Plan.of(
        Initiative(
            id="a",
            code="A",
            name="First",
            owner="Ada",
            manual_start=datetime(2027, 1, 4, 8),
            manual_finish=datetime(2027, 1, 15, 17),
        ),
        Initiative(id="b", code="B", name="Then", owner="Bo", duration=Duration.parse("1w")),
        Launch(id="l", code="L", name="Live", owner="Cy", target_date=datetime(2027, 1, 20, 23, 59)),
        Dependency(id="ab", predecessor_id="a", successor_id="b"),
        Dependency(id="bl", predecessor_id="b", successor_id="l"),
    )


def test_dates_paths_and_roadmap_come_from_the_schedule() -> None:
    data = workbook(chain(), status_date=STATUS_DATE, generated_at=NOW, quarters=4, group_by=GroupBy.OWNER)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    launch = [cell.value for cell in book["Launch calendar"][5]]
    assert launch[:10] == [
        "L",
        "Live",
        "Tier 2",
        None,
        None,
        datetime(2027, 1, 22),
        datetime(2027, 1, 20),
        -2,
        "Late",
        "A First",
    ]
    paths = [[cell.value for cell in row] for row in book["Critical path"].iter_rows(min_row=5)]
    assert [(row[0], row[2], row[3], row[11]) for row in paths if row[0] == "L"] == [
        ("L", 1, "A", "Dates set by hand"),
        ("L", 2, "B", "Starts when A finishes"),
        ("L", 3, "L", "Starts when B finishes"),
    ]
    roadmap = book["Roadmap"]
    assert [roadmap.cell(5, column).value for column in range(10, 14)] == ["2026Q4", "2027Q1", "2027Q2", "2027Q3"]
    assert [roadmap.cell(row, 1).value for row in range(7, 13)] == ["Ada", "A", "Bo", "B", "Cy", "L"]


def test_equal_arguments_give_equal_bytes() -> None:
    stamp = RevisionStamp(3, "Ada", NOW)
    first, second = (workbook(chain(), status_date=STATUS_DATE, generated_at=NOW, revision=stamp) for _ in range(2))
    assert first == second


def test_an_empty_plan_has_a_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(Plan({}), status_date=STATUS_DATE, generated_at=NOW)))
    assert book["Critical path"]["A2"].value.endswith(
        "Nothing in the plan has a computed date yet.  As of 5 Jan 2027 · Unsaved plan"
    )


def test_a_roadmap_of_no_quarters_is_refused() -> None:
    with pytest.raises(RoadmapLengthError):
        workbook(chain(), status_date=STATUS_DATE, generated_at=NOW, quarters=0)


def test_graphs_mark_what_the_schedule_calls_critical() -> None:
    assert '  n1 ==>|"FS"| n2' in mermaid(chain()).splitlines()
    assert (
        '  n2 -> n3 [label="FS", penwidth=3, color="#9c0006"];'
        in dot(chain(), focus="L", depth=1).replace("n1 -> n2", "n2 -> n3").splitlines()
    )


def test_a_plan_with_a_loop_still_has_a_workbook() -> None:
    plan = Plan.of(*chain(), Dependency(id="ba", predecessor_id="b", successor_id="a"))
    book = openpyxl.load_workbook(io.BytesIO(workbook(plan, status_date=STATUS_DATE, generated_at=NOW)))
    assert book["Dependencies"].max_row == 4 + 3


@pytest.mark.slow
def test_a_large_plan_has_a_row_for_each_initiative() -> None:
    works = [
        Initiative(id=f"i{n}", code=f"I-{n}", name=f"Work {n}", owner="Ada", duration=Duration.parse("2w"))
        for n in range(2_000)
    ]
    links = [
        Dependency(id=f"d{n}", predecessor_id=f"i{n - 1 - n % 7}", successor_id=f"i{n}")
        for n in range(10, 2_000)
        if n % 50
    ]
    data = workbook(Plan.of(*works, *links), status_date=STATUS_DATE, generated_at=NOW)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    assert book["Initiatives"].calculate_dimension() == "A1:AG2004"
