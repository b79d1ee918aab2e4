"""Why and what if over the API: explanations, paths, drivers, measures, safe starts, remedies."""

from typing import Any

DURATIONS = """mutation { updateInitiative(input: { id: "POL-102", changes: { optimistic: "1d" } }) { revision } }"""


def test_an_explanation_as_sentences_and_as_a_chain_that_can_be_followed(small: Any) -> None:
    asked = """{ explanation(of: "POL-102") { work { ... on Initiative { code } } sentences earlyStart {
      work { ... on Initiative { code } } date at cause given source { ... on Initiative { code } }
      dependency { type }
      moves { purpose kind minutes calendar before after rests { first last name shorter } } } } }"""
    found = small.ask(asked)["explanation"]
    assert found["work"] == {"code": "POL-102"}
    assert "(POL-102) starts" in found["sentences"][1]
    first, second, *_ = found["earlyStart"]
    assert (first["work"]["code"], first["date"], first["cause"]) == ("POL-102", "early_start", "link")
    assert (first["source"]["code"], first["given"]) == ("POL-101", second["at"])
    assert first["dependency"] == {"type": "FS"}
    assert found["earlyStart"][-1]["cause"] == "project_start"


def test_the_reason_of_a_start_stands_beside_it(small: Any) -> None:
    found = small.ask('{ initiative(code: "POL-103") { schedule { reason } } }')["initiative"]["schedule"]
    assert found["reason"].endswith("because nothing before it binds it and the plan starts Mon 4 Jan.")


def test_paths_drivers_and_measures(small: Any) -> None:
    asked = """{ floatPaths(to: "POL-102", first: 2) { rank class floatDays joins { id }
        steps { work { ... on Initiative { code } } floatDays } }
      drivers(to: "POL-102") { work { ... on Initiative { code } } depth cause drives { ... on Initiative { code } } }
      drivenBy(of: "POL-101") { work { ... on Initiative { code } ... on Launch { code } } depth }
      networkMeasures { longestPath { ... on Initiative { code } ... on Launch { code } } bottlenecks { betweenness }
        mergePoints { driving { id } } } }"""
    found = small.ask(asked)
    path = found["floatPaths"][0]
    assert (path["rank"], path["class"], path["floatDays"], path["joins"]) == (1, "critical", 0.0, None)
    assert [step["work"]["code"] for step in path["steps"]] == ["POL-101", "POL-102"]
    assert [(d["work"]["code"], d["depth"], d["cause"]) for d in found["drivers"]] == [
        ("POL-102", 0, "link"), ("POL-101", 1, "project_start"),
    ]  # fmt: skip
    assert found["drivenBy"][0] == {"work": {"code": "POL-102"}, "depth": 1}
    assert found["networkMeasures"]["longestPath"][:2] == [{"code": "POL-101"}, {"code": "POL-102"}]


def test_backward_from_a_date(small: Any) -> None:
    asked = """{ latestSafeStart(to: "POL-102", by: "2027-03-31") { latestStart feasible
      rows { work { ... on Initiative { code } } latestFinish slackDays } } }"""
    found = small.ask(asked)["latestSafeStart"]
    assert found["feasible"]
    assert [row["work"]["code"] for row in found["rows"]] == ["POL-101", "POL-102"]
    assert found["rows"][1]["latestFinish"] == "2027-03-31T17:00:00"


def test_what_it_would_take_is_answered_with_edits(small: Any) -> None:
    plain = small.ask('{ initiative(code: "POL-102") { schedule { finish } } }')["initiative"]["schedule"]["finish"]
    asked = """query($by: Date!) { remedies(to: "POL-102", by: $by, budget: 50) { alreadyMet exhausted schedules
      candidates { cost finishAt moves { type text days cost operations } later { id } newlyCritical { id } }
      best { finishAt } binding } }"""
    assert small.ask(asked, by=plain)["remedies"]["alreadyMet"]
    small.ask(DURATIONS)
    found = small.ask(asked, by="2027-01-05")["remedies"]
    assert (found["alreadyMet"], found["exhausted"], found["candidates"]) == (False, False, [])
    assert found["schedules"] > 0
    assert found["binding"][0].endswith(".")


def test_an_unknown_target_is_an_error(small: Any) -> None:
    assert small.error('{ explanation(of: "NOTHING") { sentences } }')[1] == "NOT_FOUND"
