"""Training through the API: coverage, who is missing, what is expected."""

from typing import Any

SEED = """mutation($operations: [PlanOperation!]!) { applyChanges(input: { operations: $operations }) {
  applied userErrors { message } } }"""
PEOPLE = (("ada", "IN_HOUSE", "2027-01-02"), ("bo", "IN_HOUSE", None), ("cy", "VENDOR", "2026-11-30"))


def operations() -> list[Any]:
    """One course for the launch LCH-1, three people of Germany, and a cohort for those who are missing."""
    course = {"code": "SCAM", "name": "Scam ads", "validityMonths": 12}
    made: list[Any] = [
        {"createCourse": {"ref": "c", "values": course}},
        {"createRequirement": {"values": {"course": "ref:c", "launches": ["LCH-1"]}}},
        {"createCohort": {"values": {"code": "H1", "course": "ref:c", "start": "2027-01-11", "finish": "2027-01-13",
                                     "seats": 5, "passRate": 1.0}}},
    ]  # fmt: skip
    for code, workforce, passed in PEOPLE:
        values = {"code": code, "name": "Secret", "role": "Agent", "market": "DE", "workforce": workforce}
        made.append({"createLearner": {"ref": code, "values": values}})
        if passed:
            held = {"learner": f"ref:{code}", "course": "ref:c", "passedOn": passed, "proficiency": 0.9}
            made.append({"createCertificate": {"values": held}})
    return made


def seeded(client: Any) -> Any:
    answer = client.ask(SEED, operations=operations())["applyChanges"]
    assert answer == {"applied": True, "userErrors": []}
    return client


def test_coverage_by_market_and_workforce(small: Any) -> None:
    asked = """{ trainingCoverage(on: "2027-01-04", launch: "LCH-1", market: "DE") {
      market { code } workforce role course { code } coverage { hits n value } proficiency { hits n } } }"""
    row = {"market": {"code": "DE"}, "role": "Agent", "course": {"code": "SCAM"}}
    assert seeded(small).ask(asked)["trainingCoverage"] == [
        {
            **row,
            "workforce": "IN_HOUSE",
            "coverage": {"hits": 1, "n": 2, "value": 0.5},
            "proficiency": {"hits": 1, "n": 1},
        },
        {
            **row,
            "workforce": "VENDOR",
            "coverage": {"hits": 1, "n": 1, "value": 1.0},
            "proficiency": {"hits": 1, "n": 1},
        },
    ]


def test_the_day_is_the_target_as_for_the_gates_unless_said(small: Any) -> None:
    found = seeded(small).ask('{ launchTraining(launch: "LCH-1") { on problem workforces { workforce } } }')
    assert found["launchTraining"] == {
        "on": "2027-01-29",
        "problem": "",
        "workforces": [{"workforce": "IN_HOUSE"}, {"workforce": "VENDOR"}],
    }


def test_nothing_required_is_said(small: Any) -> None:
    found = small.ask('{ launchTraining(launch: "LCH-1", market: "DE") { problem workforces { workforce } } }')
    assert found["launchTraining"] == {
        "problem": "No requirement asks for training of this launch.",
        "workforces": [],
    }


def test_who_is_missing_is_told_by_code_and_reason(small: Any) -> None:
    asked = """query($on: Date) { learnersMissing(on: $on, launch: "LCH-1", course: "SCAM") {
      code workforce reason sentence } }"""
    assert seeded(small).ask(asked)["learnersMissing"] == [
        {"code": "bo", "workforce": "IN_HOUSE", "reason": "NEVER_PASSED", "sentence": "Has never passed it."}
    ]
    later = small.ask(asked, on="2027-12-01")["learnersMissing"]
    assert [(row["code"], row["reason"]) for row in later] == [("bo", "NEVER_PASSED"), ("cy", "EXPIRED")]


def test_the_forecast_says_when_the_threshold_is_reached_and_why(small: Any) -> None:
    asked = """{ coverageForecast(launch: "LCH-1", market: "DE", workforce: IN_HOUSE, until: "2027-01-18") {
      points { day required certain expected } reachedOn reason threshold
      courses { course { code } available pooled curve { events } cohorts { cohort { code } finish movedDays seats } }
    } }"""
    assert seeded(small).ask(asked)["coverageForecast"] == {
        "points": [
            {"day": "2027-01-04", "required": 2, "certain": 1, "expected": 0.5},
            {"day": "2027-01-11", "required": 2, "certain": 1, "expected": 0.5},
            {"day": "2027-01-18", "required": 2, "certain": 1, "expected": 1.0},
        ],
        "reachedOn": "2027-01-13",
        "reason": "In-house: 1 of 2 are certified; 95 % is expected by 2027-01-13 with 1 cohort booked by then.",
        "threshold": 0.95,
        "courses": [
            {
                "course": {"code": "SCAM"},
                "available": "2026-11-30",
                "pooled": False,
                "curve": None,
                "cohorts": [{"cohort": {"code": "H1"}, "finish": "2027-01-13", "movedDays": 0, "seats": 5}],
            }
        ],
    }


def test_unknown_names_are_refused_by_name(small: Any) -> None:
    assert small.error('{ trainingCoverage(launch: "LCH-9") { role } }') == (
        "There is no launch 'LCH-9'.",
        "NOT_FOUND",
    )
