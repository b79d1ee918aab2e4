"""The Capacity sheet and the capacity table: teams by quarter, with formulas for per cent, gap and totals."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from planner.capacity import PeriodLength
from planner.plan.entities import Demand, Initiative, SkillShare, Team
from planner.plan.snapshot import Plan
from planner_exports import capacity_table, workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

NOW = datetime(2027, 1, 5, 9, tzinfo=UTC)
PLAIN = {"focus_factor": 1.0, "reserve": 0.0, "leave_days": 0.0, "unplanned_absence": 0.0}


@pytest.fixture
def busy() -> Plan:
    """Return two teams, one of which is asked for more than it has of a skill, and one without people."""
    first, last = datetime(2027, 1, 4, 8), datetime(2027, 1, 29, 17)
    return Plan.of(
        Team(
            id="t",
            code="IAI",
            name="=Infra AI",
            line_of_business="Infrastructure",
            headcount=2,
            skills=(SkillShare(skill="ML", fte=0.1),),
            **PLAIN,  # type: ignore[arg-type]
        ),
        Team(id="u", code="CUR", name="Curriculum", line_of_business="Training", headcount=1, **PLAIN),  # type: ignore[arg-type]
        Team(id="v", code="NEW", name="New", line_of_business="Training"),
        Initiative(id="a", code="A", name="A", manual_start=first, manual_finish=last, owner="Ada"),
        Demand(id="d", initiative_id="a", team_id="t", skill="ML", fte=1),
        Demand(id="e", initiative_id="a", team_id="v", fte=1),
    )


def sheet(plan: Plan, *, values: bool) -> list[list[object]]:
    data = workbook(plan, status_date=date(2027, 1, 4), generated_at=NOW, quarters=2)
    found = openpyxl.load_workbook(io.BytesIO(data), data_only=values)["Capacity"]
    return [list(row) for row in found.iter_rows(min_row=4, values_only=True)]


def test_teams_by_quarter_with_totals_and_skills(busy: Plan) -> None:
    quarters, headings, *lines = sheet(busy, values=True)
    assert (quarters[4], quarters[8]) == ("2026Q4", "2027Q1")
    assert headings[:4] == ["Team", "Name", "Line of business", "Skill"]
    assert headings[8:] == ["Supply", "Demand", "%", "Gap"]
    assert [[*line[:4], *line[8:]] for line in lines] == [
        ["IAI", "=Infra AI", "Infrastructure", None, 128, 20, 15.625, 108],
        ["CUR", "Curriculum", "Training", None, 64, 0, 0, 64],
        ["NEW", "New", "Training", None, 0, 20, "nobody", -20],
        ["All teams", None, None, None, 192, 40, pytest.approx(20.833333), 152],
        [None] * 8,
        ["By skill: those of each team who have it; one person may count in several", *[None] * 7],
        ["IAI", "=Infra AI", "Infrastructure", "ML", 6.4, 20, 312.5, pytest.approx(-13.6)],
    ]


def test_per_cent_gap_and_totals_are_formulas(busy: Plan) -> None:
    lines = sheet(busy, values=False)[2:]
    assert lines[0][10:] == ['=IF(I6>0,100*J6/I6,IF(J6>0,"nobody",0))', "=I6-J6"]
    assert lines[3][8:] == ["=SUM(I6:I8)", "=SUM(J6:J8)", '=IF(I9>0,100*J9/I9,IF(J9>0,"nobody",0))', "=I9-J9"]


def test_a_plan_without_teams_says_so() -> None:
    data = workbook(Plan({}), status_date=date(2027, 1, 4), generated_at=NOW)
    found = openpyxl.load_workbook(io.BytesIO(data))["Capacity"]
    assert str(found["A2"].value).startswith(
        "Person-days for project work by team and fiscal quarter: supply, demand, per cent and gap.  "
        "The plan has no teams yet."
    )


def test_the_table_has_a_row_per_team_skill_and_period(busy: Plan) -> None:
    table = capacity_table(busy, PeriodLength.MONTH, date(2027, 1, 1), date(2027, 2, 1))
    assert table[["team", "skill", "period", "supply", "demand"]].to_numpy().tolist() == [
        ["IAI", "", "2027-01", 42.0, 20.0],
        ["IAI", "", "2027-02", 40.0, 0.0],
        ["IAI", "ML", "2027-01", pytest.approx(2.1), 20.0],
        ["IAI", "ML", "2027-02", pytest.approx(2), 0.0],
        ["CUR", "", "2027-01", 21.0, 0.0],
        ["CUR", "", "2027-02", 20.0, 0.0],
        ["NEW", "", "2027-01", 0.0, 20.0],
        ["NEW", "", "2027-02", 0.0, 0.0],
    ]
    assert (str(table["first"].dtype)[:10], table["percent"].max()) == ("datetime64", float("inf"))
