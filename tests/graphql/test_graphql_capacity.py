"""Capacity through the API: the heat map as a frame, one cell, what one more person changes, reviews, returns."""

from typing import Any

import pytest

SUPPLY = 4 * 64 * (1 - 17 / 261 - 0.04) * 0.8 * 0.9
"""Four people in the first quarter of 2027, on a calendar without holidays."""


def test_the_heat_map_is_a_frame_of_cells_and_periods(small: Any, gid: Any) -> None:
    frame = small.ask('{ capacity(period: QUARTER, from: "2027-01-01", to: "2027-06-30") }')["capacity"]
    assert {name: frame[name] for name in ("revision", "period", "labels", "first", "last", "codes", "skills")} == {
        "revision": 1,
        "period": "QUARTER",
        "labels": ["2027Q1", "2027Q2"],
        "first": ["2027-01-01", "2027-04-01"],
        "last": ["2027-03-31", "2027-06-30"],
        "codes": ["POLICY", "ENG"],
        "skills": ["", ""],
    }
    assert frame["teamIds"] == [gid("team", "pol"), gid("team", "eng")]
    assert (frame["demand"], frame["percent"][0][1]) == ([[25.0, 0.0], [0.0, 0.0]], 0.0)
    assert frame["supply"][0][0] == pytest.approx(SUPPLY, abs=0.01)
    assert frame["percent"][0][0] == pytest.approx(100 * 25 / SUPPLY, abs=0.1)
    assert frame["gap"][0][0] == pytest.approx(SUPPLY - 25, abs=0.01)


def test_without_days_the_map_is_that_of_the_work(small: Any) -> None:
    frame = small.ask("{ capacity(period: WEEK) }")["capacity"]
    assert frame["labels"] == ["2027-W01", "2027-W02", "2027-W03"]
    assert frame["demand"][0] == [10.0, 10.0, 5.0]


def test_asked_of_nobody_is_null(small: Any) -> None:
    small.ask('mutation { updateTeam(input: { id: "POLICY", changes: { headcount: 0 } }) { revision } }')
    assert small.ask("{ capacity(period: WEEK) }")["capacity"]["percent"] == [[None] * 3, [0.0] * 3]


def test_one_cell_with_its_arithmetic_and_items(small: Any) -> None:
    asked = """{ capacityCell(team: "POLICY", period: QUARTER, on: "2027-02-01") {
      team { code } skill period { label first last } supply demand percent gap
      arithmetic { factors { name value } added { name value } total text }
      items { initiative { code } demand { fte } skill personDays share }
    } }"""
    cell = small.ask(asked)["capacityCell"]
    assert (cell["team"], cell["skill"], cell["period"]["label"]) == ({"code": "POLICY"}, "", "2027Q1")
    assert cell["supply"] == pytest.approx(SUPPLY)
    assert (cell["demand"], cell["gap"]) == (pytest.approx(25), pytest.approx(SUPPLY - 25))
    assert [factor["name"] for factor in cell["arithmetic"]["factors"]] == [
        "FTE", "working days", "presence", "focus", "1 − reserve",
    ]  # fmt: skip
    assert cell["arithmetic"]["total"] == pytest.approx(SUPPLY)
    assert cell["arithmetic"]["added"] == []
    assert [(each["initiative"]["code"], each["demand"]["fte"], each["share"]) for each in cell["items"]] == [
        ("POL-101", 2, pytest.approx(0.8)),
        ("POL-102", 1, pytest.approx(0.2)),
    ]


def test_what_one_more_person_changes(small: Any) -> None:
    asked = """{ capacityWhatIf(team: "POLICY", period: WEEK, fte: -3, start: "2027-01-11") {
      period { label } demand supplyBefore supplyAfter percentBefore percentAfter overloadBefore overloadAfter
    } }"""
    first, second, third = small.ask(asked)["capacityWhatIf"]
    assert first["supplyBefore"] == first["supplyAfter"]
    assert second["supplyAfter"] == pytest.approx(second["supplyBefore"] / 4)
    assert second["overloadBefore"] == 0
    assert second["overloadAfter"] == pytest.approx(10 - second["supplyAfter"])
    assert third["percentAfter"] == pytest.approx(4 * third["percentBefore"])
    assert small.ask("{ plan { revision } staffingChanges { totalCount } }") == {
        "plan": {"revision": 1},
        "staffingChanges": {"totalCount": 0},
    }


def test_reviews_and_returned_time(small: Any) -> None:
    for kind, values in (
        ("ReviewQueue", {"code": "LEGAL", "name": "Legal", "service": "1d", "variation": 0}),
        ("ReviewRequest", {"initiative": "POL-102", "queue": "LEGAL", "neededBy": "2027-02-26"}),
        ("CapacityReturn", {"initiative": "POL-102", "team": "ENG", "hoursPerWeek": 40}),
    ):
        answer = f"create{kind}(input: {{ values: $values }}) {{ userErrors {{ rule }} }}"
        assert small.ask(f"mutation($values: New{kind}!) {{ {answer} }}", values=values) == {
            f"create{kind}": {"userErrors": []}
        }
    asked = """{
      reviewForecast { request { neededBy } queue { code } initiative { code } neededBy serviceDays submitBy expected
        decided late }
      reviewQueueLoads { queue { code } period { label } ownRequests utilisation }
      returnedCapacity { initiative { code } team { code } liveOn fullHours promisedHours realisedHours share }
    }"""
    found = small.ask(asked)
    assert found["reviewForecast"] == [
        {
            "request": {"neededBy": "2027-02-26"},
            "queue": {"code": "LEGAL"},
            "initiative": {"code": "POL-102"},
            "neededBy": "2027-02-26",
            "serviceDays": 1,
            "submitBy": "2027-02-25",
            "expected": "2027-01-26",
            "decided": False,
            "late": "",
        }
    ]
    [load] = found["reviewQueueLoads"]
    assert (load["queue"], load["period"]["label"], load["ownRequests"]) == ({"code": "LEGAL"}, "2027Q1", 1)
    assert load["utilisation"] == pytest.approx(7 / 90 / 5)
    [back] = found["returnedCapacity"]
    assert (back["initiative"]["code"], back["liveOn"], back["fullHours"], back["realisedHours"]) == (
        "POL-102", "2027-01-22", 40, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ capacity(period: DAY, from: "2027-03-01", to: "2027-02-01") }', "CAPACITY_RANGE"),
        ('{ capacity(period: DAY, from: "0001-01-01") }', "CAPACITY_RANGE"),
        ("{ capacity(period: YEAR) }", "BAD_REQUEST"),
        ('{ capacityCell(team: "NOBODY", period: DAY, on: "2027-01-01") { supply } }', "NOT_FOUND"),
        ('{ capacityCell(team: "ENG", skill: "Juggling", period: DAY, on: "2027-01-01") { supply } }', "NOT_FOUND"),
        ('{ capacityWhatIf(team: "ENG", skill: "Juggling", period: WEEK) { demand } }', "NOT_FOUND"),
        ('{ capacityCell(team: "ENG", period: WEEK, on: "9999-12-31") { supply } }', "CAPACITY_RANGE"),
    ],
)
def test_what_cannot_be_shown_is_refused(query: str, code: str, small: Any) -> None:
    assert small.error(query)[1] == code


def test_an_empty_plan_has_an_empty_map(api: Any) -> None:
    frame = api.ask("{ capacity(period: MONTH) reviewForecast { late } returnedCapacity { share } }")
    assert (frame["capacity"]["codes"], frame["capacity"]["supply"]) == ([], [])
    assert (frame["reviewForecast"], frame["returnedCapacity"]) == ([], [])
