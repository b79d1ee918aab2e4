"""The board of cards and quarters, and the load of one team, as frames."""

from typing import Any

import pytest

BOARD = "query($from: String, $quarters: Int!) { roadmapBoard(fromQuarter: $from, quarters: $quarters) }"


def test_cards_lie_in_quarters_with_what_they_ask_of_teams(small: Any) -> None:
    frame = small.ask(BOARD, **{"from": "2027Q1", "quarters": 2})["roadmapBoard"]
    assert frame["quarters"] == {
        "labels": ["2027Q1", "2027Q2"],
        "first": ["2027-01-01", "2027-04-01"],
        "last": ["2027-03-31", "2027-06-30"],
    }
    at = frame["codes"].index("POL-101")
    assert (frame["start"][at], frame["finish"][at], frame["planned"][at], frame["startDay"][at]) == (
        0,
        0,
        None,
        "2027-01-04",
    )
    assert frame["programme"]["names"][frame["programme"]["index"][at]] == "Ads integrity"
    needs = frame["needs"]
    mine = [row for row, card in enumerate(needs["card"]) if card == at]
    codes = [frame["cells"]["codes"][needs["cell"][row]] for row in mine]
    assert (codes, [needs["offset"][row] for row in mine], [needs["days"][row] for row in mine]) == (
        ["POLICY"],
        [0],
        [20.0],
    )
    assert frame["cells"]["demand"][0] == [25.0, 0.0]


def test_a_planned_quarter_is_kept_as_it_was_said_and_counted_from_the_first(small: Any) -> None:
    plan = (
        'mutation { updateInitiative(input: { id: "POL-101", changes: { plannedQuarter: "Q4 2026" } }) { revision } }'
    )
    small.ask(plan)
    frame = small.ask(BOARD, **{"from": "2027Q1", "quarters": 1})["roadmapBoard"]
    at = frame["codes"].index("POL-101")
    assert (frame["plannedQuarter"][at], frame["planned"][at]) == ("Q4 2026", -1)


def test_fiscal_years_may_begin_in_any_month(small: Any) -> None:
    small.ask("mutation { updatePortfolio(input: { changes: { fiscalYearStartMonth: 10 } }) { revision } }")
    frame = small.ask(BOARD, **{"from": None, "quarters": 1})["roadmapBoard"]
    assert (frame["quarters"]["labels"], frame["start"][frame["codes"].index("POL-101")]) == (["FY27 Q2"], 0)


def test_programmes_milestones_and_cancelled_work_are_no_cards(small: Any) -> None:
    before = small.ask(BOARD, quarters=1)["roadmapBoard"]
    assert "PRG-1" not in before["codes"]
    small.ask('mutation { updateInitiative(input: { id: "POL-101", changes: { status: CANCELLED } }) { revision } }')
    after = small.ask(BOARD, quarters=1)["roadmapBoard"]
    assert set(before["codes"]) - set(after["codes"]) == {"POL-101"}


def test_the_load_of_a_team_is_told_by_initiative(small: Any) -> None:
    frame = small.ask('{ teamLoad(team: "POLICY", period: WEEK) }')["teamLoad"]
    assert (frame["labels"], frame["demand"]) == (["2027-W01", "2027-W02", "2027-W03"], [10.0, 10.0, 5.0])
    assert (frame["codes"], frame["periods"]) == (["POL-101", "POL-102"], [[0, 1], [2]])
    assert frame["days"] == [[10.0, 10.0], [5.0]]
    assert frame["supply"][0] == pytest.approx(frame["supply"][1])


def test_a_team_that_is_not_there_is_said(small: Any) -> None:
    assert small.error('{ teamLoad(team: "NONE", period: WEEK) }')[1] == "NOT_FOUND"
