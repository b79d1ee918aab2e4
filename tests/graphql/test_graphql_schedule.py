"""Computed dates over the API: schedule fields, order and filters by them, effects of edits, the frame."""

from typing import Any

from planner_graphql.timeline import timeline_frame


def test_all_dates_of_one_initiative(small: Any, gid: Any) -> None:
    asked = """{ initiative(code: "POL-103") { schedule {
      start finish earlyStart earlyFinish lateStart lateFinish startAt finishAt lateStartAt lateFinishAt
      durationMinutes totalFloatDays freeFloatDays totalFloatMinutes freeFloatMinutes critical nearCritical binding
      driver { id } } }
      initiative2: initiative(code: "POL-102") { schedule { binding driver { id predecessor { code } } } } }"""
    assert small.ask(asked) == {
        "initiative": {
            "schedule": {
                "start": "2027-01-04",
                "finish": "2027-01-06",
                "earlyStart": "2027-01-04",
                "earlyFinish": "2027-01-06",
                "lateStart": "2027-01-20",
                "lateFinish": "2027-01-22",
                "startAt": "2027-01-04T08:00:00",
                "finishAt": "2027-01-06T17:00:00",
                "lateStartAt": "2027-01-20T08:00:00",
                "lateFinishAt": "2027-01-22T17:00:00",
                "durationMinutes": 1440,
                "totalFloatDays": 12.0,
                "freeFloatDays": 12.0,
                "totalFloatMinutes": 5760,
                "freeFloatMinutes": 5760,
                "critical": False,
                "nearCritical": False,
                "binding": "project_start",
                "driver": None,
            }
        },
        "initiative2": {
            "schedule": {
                "binding": "link",
                "driver": {"id": gid("dependency", "ab"), "predecessor": {"code": "POL-101"}},
            }
        },
    }


def test_cancelled_work_has_no_dates_and_comes_last(small: Any) -> None:
    small.ask('mutation { updateInitiative(input: { id: "POL-103", changes: { status: CANCELLED } }) { revision } }')
    asked = (
        "{ initiatives(orderBy: [{ field: START, direction: DESC }]) { nodes { code schedule { start } } } timeline }"
    )
    data = small.ask(asked)
    assert data["initiatives"]["nodes"][-1] == {"code": "POL-103", "schedule": None}
    assert "POL-103" not in data["timeline"]["codes"]


def test_computed_dates_filter(small: Any) -> None:
    asked = "query($f: InitiativeFilter) { initiatives(filter: $f) { nodes { code } } }"

    def found(**tests: Any) -> list[str]:
        return [node["code"] for node in small.ask(asked, f=tests)["initiatives"]["nodes"]]

    assert found(start={"gte": "2027-01-18"}) == ["MS-1", "POL-102"]
    assert found(finish={"lte": "2027-01-15"}) == ["POL-101", "POL-103"]
    assert found(critical={"eq": False}) == ["POL-103"]
    assert found(totalFloatDays={"gte": 0.5}) == ["POL-103"]
    assert found(start={"isNull": True}) == []
    launches = small.ask('{ launches(filter: { finish: { eq: "2027-01-22" } }) { nodes { code } } }')["launches"]
    assert launches["nodes"] == [{"code": "LCH-1"}]


def test_an_edit_tells_what_it_moves_by_how_much_and_what_it_breaks(small: Any) -> None:
    asked = """mutation($dryRun: Boolean) { applyChanges(input: { dryRun: $dryRun, operations: [
      { updateInitiative: { id: "POL-102", changes: { duration: "3w", owner: "Bo" } } }] }) {
      applied moves { work { code } startDays finishDays startBefore startAfter finishBefore finishAfter }
      newFindings { code place { code } } } }"""
    moves = [
        ("PRG-1", "2027-01-04", "2027-01-04", "2027-01-22", "2027-02-05", 0),
        ("POL-102", "2027-01-18", "2027-01-18", "2027-01-22", "2027-02-05", 0),
        ("LCH-1", "2027-01-22", "2027-02-05", "2027-01-22", "2027-02-05", 14),
        ("MS-1", "2027-01-22", "2027-02-05", "2027-01-22", "2027-02-05", 14),
    ]
    for dry_run in (True, False):
        effect = small.ask(asked, dryRun=dry_run)["applyChanges"]
        assert effect["applied"] is not dry_run
        assert [
            (m["work"]["code"], m["startBefore"], m["startAfter"], m["finishBefore"], m["finishAfter"], m["startDays"])
            for m in effect["moves"]
        ] == moves
        assert {move["finishDays"] for move in effect["moves"]} == {14}
        assert [finding["place"]["code"] for finding in effect["newFindings"]] == ["LCH-1"]
    again = small.ask(asked, dryRun=True)["applyChanges"]
    assert (again["moves"], again["newFindings"]) == ([], [])


def test_undo_tells_what_it_moves(small: Any) -> None:
    small.ask('mutation { updateInitiative(input: { id: "POL-103", changes: { duration: "4w" } }) { revision } }')
    asked = "mutation { undoRevision(input: { revision: 2 }) { moves { work { code } finishDays } } }"
    assert small.ask(asked)["undoRevision"]["moves"] == [{"work": {"code": "POL-103"}, "finishDays": -23}]


def test_the_frame_is_made_once_per_revision(small: Any) -> None:
    plan = small.store.plan()
    assert timeline_frame(plan) is timeline_frame(plan)
    small.ask('mutation { updateInitiative(input: { id: "POL-103", changes: { name: "Other" } }) { revision } }')
    data = small.ask("{ now: timeline then: plan(revision: 1) { timeline } }")
    names = (data["now"]["names"][1], data["then"]["timeline"]["names"][1])
    assert (names, data["now"]["revision"], data["then"]["timeline"]["revision"]) == (
        ("Other", "Tidy the macros"),
        2,
        1,
    )


def test_rows_of_the_frame_say_what_the_objects_say(small: Any) -> None:
    asked = """{ timeline initiatives { nodes { id code name percentComplete level effectiveOwner { value }
      schedule { start finish critical totalFloatDays } } } }"""
    data = small.ask(asked)
    frame = data["timeline"]
    for node in data["initiatives"]["nodes"]:
        row = frame["ids"].index(node["id"])
        assert [frame[column][row] for column in ("codes", "names", "percent")] == [
            node["code"],
            node["name"],
            node["percentComplete"],
        ]
        assert {name: frame[name][row] for name in node["schedule"]} == node["schedule"]
        assert frame["level"]["names"][frame["level"]["index"][row]] == node["level"]
        assert frame["owner"]["names"][frame["owner"]["index"][row]] == node["effectiveOwner"]["value"]


def test_the_roadmap_starts_where_it_makes_sense(small: Any) -> None:
    asked = """query($from: String, $by: RoadmapGroupBy) { roadmap(fromQuarter: $from, quarters: 2, groupBy: $by) {
      quarters { label } groups { label rows { initiative { code } } } } }"""
    first = small.ask(asked)["roadmap"]
    assert [quarter["label"] for quarter in first["quarters"]] == ["2027Q1", "2027Q2"]
    assert [group["label"] for group in first["groups"]] == ["Integrity", "No line of business"]
    small.ask("""mutation { updatePortfolio(input: { changes: {
      fiscalYearStartMonth: 10, statusDate: "2027-04-02" } }) { revision } }""")
    fiscal = small.ask(asked, by="OWNER")["roadmap"]
    assert [quarter["label"] for quarter in fiscal["quarters"]] == ["FY27 Q3", "FY27 Q4"]
    earlier = small.ask(asked, **{"from": "FY27 Q2"}, by="OWNER")["roadmap"]
    assert [quarter["label"] for quarter in earlier["quarters"]] == ["FY27 Q2", "FY27 Q3"]


def test_the_roadmap_by_fiscal_year(small: Any) -> None:
    asked = """{ annualRoadmap(fromQuarter: "FY27 Q4", years: 1, groupBy: OWNER) {
      years { label first last counts { active } } roadmap { quarters { label } }
      groups { group { label rows { initiative { code } } } counts { active started } } } }"""
    small.ask("mutation { updatePortfolio(input: { changes: { fiscalYearStartMonth: 10 } }) { revision } }")
    shown = small.ask(asked)["annualRoadmap"]
    [year] = shown["years"]
    assert (year["label"], year["first"], year["last"]) == ("FY27", "2026-10-01", "2027-09-30")
    assert [quarter["label"] for quarter in shown["roadmap"]["quarters"]] == [
        "FY27 Q1",
        "FY27 Q2",
        "FY27 Q3",
        "FY27 Q4",
    ]
    for one in shown["groups"]:
        assert one["counts"] == [{"active": len(one["group"]["rows"]), "started": len(one["group"]["rows"])}]
    assert sum(one["counts"][0]["active"] for one in shown["groups"]) == year["counts"]["active"] == 3
