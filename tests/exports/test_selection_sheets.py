"""A selection of quarters in the workbook: what was chosen, what was cut and why, what is left; fiscal years."""

import io
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from planner.plan.entities import Commitment, Demand, Initiative, Portfolio, Status, Team
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.roadmap import FiscalQuarter
from planner.roadmap.select_quarters import Request, select_quarters
from planner_exports import workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
NOW = datetime(2027, 1, 2, 9, tzinfo=UTC)
TEAM = Team(
    id="t", code="CD", name="Curriculum Design", headcount=1, focus_factor=1, reserve=0.25, leave_days=0,
    unplanned_absence=0,
)  # fmt: skip


def work(id_: str, **values: Any) -> Initiative:
    return Initiative(id=id_, code=id_.upper(), name=id_, owner="Ada", duration=Duration.parse("8w"), **values)


def asks(of: str, days: float) -> Demand:
    return Demand(id=f"d-{of}", initiative_id=of, team_id="t", person_days=days)


def plan_of(*entities: Any, month: int = 1) -> Plan:
    settings = Portfolio(id="portfolio", start=datetime(2027, 1, 4), fiscal_year_start_month=month)
    return Plan.of(settings, TEAM, *entities)


def sheet(data: bytes, name: str, *, values: bool = True) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    return list(book[name].iter_rows(min_row=4, values_only=True))


def test_what_was_cut_and_why() -> None:
    plan = plan_of(work("a"), work("b"), work("c"), asks("a", 40), asks("b", 45), asks("c", 10))
    found = select_quarters(plan, Request(FiscalQuarter(2027, 1), 1, force_in={"a": None}, next_fte=True))
    data = workbook(plan, status_date=date(2027, 1, 4), generated_at=NOW, selection=found)
    headings, *rows = sheet(data, "Selection")
    by_code = {row[0]: dict(zip(headings, row, strict=True)) for row in rows}
    assert [(row[0], row[3], row[4], row[6]) for row in rows] == [
        ("A", "Chosen", "2027Q1", "Yes"),
        ("C", "Stretch", "2027Q1", None),
        ("B", "Left out", None, None),
    ]
    left = by_code["B"]
    assert (left["Team"], left["Lacking in"], left["Lacking"]) == ("Curriculum Design", "2027Q1", 37)
    assert left["Why"] == "It lacks 37 person-days of Curriculum Design in 2027Q1."
    load, *lines = sheet(data, "Selection load")
    formulas = sheet(data, "Selection load", values=False)[1]
    (line,) = [dict(zip(load, row, strict=True)) for row in lines]
    assert (line["Supply"], line["Left"]) == (48, pytest.approx(line["Supply"] - line["Used"]))
    headings, *rows = sheet(data, "Selection people")
    assert headings == ("FTE", "Team", "Name", "More", "Gain", "In all", "Joins", "Known")
    assert rows == [(1, "CD", "Curriculum Design", 1, 200, 200, "B, C", "Proven")]
    assert formulas[-1] == "=SelectionLoad[[#This Row],[Supply]]-SelectionLoad[[#This Row],[Used]]"


def test_without_a_selection_there_are_no_such_sheets() -> None:
    data = workbook(plan_of(work("a")), status_date=date(2027, 1, 4), generated_at=NOW)
    names = set(openpyxl.load_workbook(io.BytesIO(data)).sheetnames)
    assert not {"Selection", "Selection load", "Selection people"} & names


@pytest.mark.parametrize(("month", "labels"), [(1, ["2026Q4", "2027Q1", "2026 (1 of 4)", "2027 (1 of 4)"]),
                                               (10, ["FY27 Q1", "FY27 Q2", "FY27 (2 of 4)"])])  # fmt: skip
def test_quarters_and_fiscal_years_count_tiers_by_formula(month: int, labels: list[str]) -> None:
    plan = plan_of(
        work("a", status=Status.APPROVED),
        work("b", status=Status.APPROVED, commitment=Commitment.STRETCH),
        work("c", status=Status.PROPOSED),
        asks("a", 32),
        month=month,
    )
    data = workbook(plan, status_date=date(2027, 1, 4), generated_at=NOW, quarters=2)
    headings, *rows = sheet(data, "Quarters")
    lines = [dict(zip(headings, row, strict=True)) for row in rows if row[0]]
    assert [line["Period"] for line in lines] == labels
    now, year = lines[1], lines[-1]
    for line in (now, year):
        assert [line[name] for name in ("Running", "Carried over", "Finishing", "Committed", "Stretch", "Outlook")] == [
            3, 0, 3, 1, 1, 1,
        ]  # fmt: skip
    assert round(now["Load"], 3) == round(100 * 32 / 48, 3)
    formula = sheet(data, "Quarters", values=False)[2][7]
    assert formula == (
        '=COUNTIFS(Initiatives[Counted],"Yes",Initiatives[Finish],">="&$B6,Initiatives[Finish],"<="&$C6,'
        'Initiatives[Tier],"Committed")'
    )
