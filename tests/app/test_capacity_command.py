"""``planner capacity``: the heat table, one team with its arithmetic and items, JSON, and refusals."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from planner.plan.changes import Action, ChangeSet, Operation
from planner.store import Store

Planner = Callable[..., Any]
RANGE = ("--from", "2027-03-01", "--to", "2027-03-12")


@pytest.fixture
def overloaded(database: str) -> None:
    """Make a plan in which the only person of a team is asked for twice, and a team without people at all."""
    plain = {"focus_factor": 1.0, "reserve": 0.0, "leave_days": 0.0, "unplanned_absence": 0.0}
    dates = {"manual_start": datetime(2027, 3, 1, 8), "manual_finish": datetime(2027, 3, 5, 17), "owner": "Ada"}
    operations = (
        Operation(Action.CREATE, "portfolio", "portfolio", {"name": "Plan", "status_date": date(2027, 3, 1)}),
        Operation(Action.CREATE, "team", "t", {"code": "IAI", "name": "Infra AI", "headcount": 1.0, **plain}),
        Operation(Action.CREATE, "team", "u", {"code": "NEW", "name": "New team"}),
        Operation(Action.CREATE, "initiative", "a", {"code": "INF-1", "name": "Bench", **dates}),
        Operation(Action.CREATE, "demand", "d", {"initiative_id": "a", "team_id": "t", "fte": 2.0, "skill": "ML"}),
        Operation(Action.CREATE, "demand", "e", {"initiative_id": "a", "team_id": "u", "fte": 1.0}),
    )
    with Store.open(database) as store:
        store.commit(ChangeSet(operations, "ada"), at=datetime(2027, 3, 1, tzinfo=UTC))


@pytest.mark.usefixtures("overloaded")
def test_the_table_shows_every_team(planner: Planner) -> None:
    done = planner("capacity", "--by", "week", *RANGE)
    assert done.code == 0
    lines = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.out.splitlines() if "│" in line]
    assert lines == [
        ["IAI", "Infra AI", "200 %", "0 %"],
        ["", "", "10/5", "0/5"],
        ["NEW", "New team", "nobody", "0 %"],
        ["", "", "5/0", "0/0"],
    ]
    assert "2027-W09" in done.out


@pytest.mark.usefixtures("overloaded")
def test_one_team_with_its_skills_arithmetic_and_work(planner: Planner) -> None:
    done = planner("capacity", "--team", "iai", "--by", "month")
    assert done.code == 0
    assert "│ IAI  │ ML " in done.out
    explained = done.out.splitlines()[-2:]
    assert explained == [
        "2027-03: 1 FTE × 23 working days × 1 presence × 1 focus × 1 (1 − reserve) = 23 person-days",
        "    INF-1         10.0  100%  Bench",
    ]


@pytest.mark.usefixtures("overloaded")
def test_json(planner: Planner) -> None:
    first, second = planner("capacity", "--team", "IAI", "--json", "--by", "week", "--to", "2027-03-01").json
    assert first == {
        "team": "IAI", "skill": "", "period": "2027-W09", "first": "2027-03-01", "last": "2027-03-07",
        "supply": 5.0, "demand": 10.0, "percent": 200.0, "gap": -5.0,
    }  # fmt: skip
    assert (second["skill"], second["percent"]) == ("ML", 200.0)
    assert planner("capacity", "--team", "NEW", "--json").json[0]["percent"] is None


@pytest.mark.usefixtures("overloaded")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--team", "NOBODY"), 1, "There is no team 'NOBODY'."),
        (("--from", "2027-03-02", "--to", "2027-03-01"), 2, "Capacity cannot be shown from 2027-03-02 to 2027-03-01."),
        (("--from", "9999-12-01"), 2, "Capacity cannot be shown from 9999-12-01 to"),
        (("--by", "year"), 2, "is not one of"),
        (("--from", "soon"), 2, "does not match the format"),
    ],
)
def test_what_cannot_be_shown_is_refused(planner: Planner, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = planner("capacity", *arguments)
    assert (done.code, words in done.err, done.out) == (code, True, "")
