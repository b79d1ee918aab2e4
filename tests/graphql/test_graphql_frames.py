"""Frames: the timeline's columns, links and marks, and tables of any kind."""

from datetime import date, datetime
from typing import Any

import pytest

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import (
    KINDS,
    ConstraintType,
    DatePrecision,
    InitiativeKind,
    LegalStatus,
    LinkType,
    PromiseState,
    Stage,
)
from planner.plan.values import Duration
from planner_graphql.identity import global_id
from planner_graphql.table_columns import table_columns

TABLE = "query($kind: EntityKind!, $columns: [String!]) { table(kind: $kind, columns: $columns) }"
MIDNIGHT = 29_983_680
"""Minutes from 1970 to 4 January 2027, 00:00."""


def commit(client: Any, *operations: Operation) -> None:
    client.store.commit(ChangeSet(operations, "eve"), at=client.store.head.at)


def update(kind: str, id_: str, /, **values: object) -> Operation:
    return Operation(Action.UPDATE, kind, id_, values)


def create(kind: str, id_: str, /, **values: object) -> Operation:
    return Operation(Action.CREATE, kind, id_, values)


def shown(column: Any, row: int) -> Any:
    """Return what a coded column shows in a row."""
    at = column["index"][row]
    if isinstance(at, list):
        return [column["names"][one] for one in at]
    return None if at < 0 else column["names"][at]


def timeline(client: Any) -> tuple[dict[str, Any], dict[str, int]]:
    frame = client.ask("{ timeline }")["timeline"]
    return frame, {code: row for row, code in enumerate(frame["codes"])}


def test_instants_are_minutes_beside_days(small: Any) -> None:
    frame, at = timeline(small)
    row = at["POL-103"]
    hours = {name: (frame[name][row] - MIDNIGHT) / 60 for name in
             ("startMinute", "finishMinute", "lateStartMinute", "lateFinishMinute")}  # fmt: skip
    assert hours == {
        "startMinute": 8,
        "finishMinute": 2 * 24 + 17,
        "lateStartMinute": 16 * 24 + 8,
        "lateFinishMinute": 18 * 24 + 17,
    }
    assert [frame[name][row] for name in ("start", "finish", "lateStart", "lateFinish")] == [
        "2027-01-04", "2027-01-06", "2027-01-20", "2027-01-22",
    ]  # fmt: skip
    assert (frame["durationMinutes"][row], frame["freeFloatDays"][row], frame["totalFloatDays"][row]) == (1440, 12, 12)


def test_every_column_has_an_entry_per_row(small: Any) -> None:
    frame, _ = timeline(small)
    settings = {"revision", "count", "fiscalYearStartMonth", "minutesPerDay", "criticalFloatDays"}
    apart = settings | {"nearCriticalFloatDays", "links", "external", "obligations", "targets", "baselines"}
    lengths = {name: len(column["index"] if isinstance(column, dict) else column)
               for name, column in frame.items() if name not in apart}  # fmt: skip
    assert set(lengths.values()) == {frame["count"]} == {6}
    for name in ("links", "external", "obligations", "targets"):
        columns = [part["index"] if isinstance(part, dict) else part for part in frame[name].values()]
        assert len({len(part) for part in columns}) == 1, name


def test_what_was_said_of_work_is_in_its_row(small: Any) -> None:
    commit(
        small,
        update("portfolio", "portfolio", fiscal_year_start_month=10, near_critical_float_days=20.0),
        update(
            "initiative", "c", stage=Stage.TESTING, kind=InitiativeKind.POLICY, constraint=ConstraintType.SNET,
            constraint_date=datetime(2027, 1, 5, 8), deadline=datetime(2027, 1, 8, 17), regions=("LATAM", "APAC"),
        ),
        update("initiative", "b", manual_start=datetime(2027, 1, 20, 8), actual_start=None),
    )  # fmt: skip
    frame, at = timeline(small)
    row = at["POL-103"]
    assert (frame["fiscalYearStartMonth"], frame["nearCriticalFloatDays"]) == (10, 20.0)
    assert {name: shown(frame[name], row) for name in
            ("kind", "stage", "constraint", "quarter", "region", "market", "tier", "binding", "calendar")} == {
        "kind": "POLICY", "stage": "TESTING", "constraint": "SNET", "quarter": "FY27 Q2", "region": ["LATAM", "APAC"],
        "market": [], "tier": None, "binding": "constraint", "calendar": "Office",
    }  # fmt: skip
    assert frame["constraintMinute"][row] == MIDNIGHT + 24 * 60 + 8 * 60
    assert frame["deadlineMinute"][row] == MIDNIGHT + 4 * 24 * 60 + 17 * 60
    assert frame["nearCritical"][row] is True
    assert [code for code in at if frame["manual"][at[code]]] == ["POL-102"]
    launch = at["LCH-1"]
    assert (shown(frame["tier"], launch), shown(frame["market"], launch)) == ("TIER_1", ["Germany", "France"])
    assert (shown(frame["region"], launch), shown(frame["constraint"], launch)) == (["EMEA"], None)


def test_lanes_show_the_values_in_force_with_ids_of_entities(small: Any) -> None:
    frame, at = timeline(small)
    row = at["POL-102"]
    lanes = ("owner", "lineOfBusiness", "priorityClass", "programme", "team", "policyArea")
    assert [shown(frame[name], row) for name in lanes] == [
        "Bo", "Integrity", "REGULATORY_MUST_DO", "Ads integrity", "Policy", None,
    ]  # fmt: skip
    assert frame["programme"]["ids"] == [global_id("initiative", "p")]
    assert frame["team"]["ids"] == [global_id("team", "pol")]
    assert shown(frame["region"], at["POL-101"]) == ["EMEA"]


def test_objectives_are_inherited_and_come_to_launches_from_what_they_wait_for(small: Any) -> None:
    commit(
        small,
        create("objective", "o", code="OBJ-1", name="Safer teens"),
        update("initiative", "p", objective_ids=("o",)),
        create("dependency", "al", predecessor_id="a", successor_id="l"),
    )
    frame, at = timeline(small)
    assert [shown(frame["objective"], at[code]) for code in ("PRG-1", "POL-101", "LCH-1")] == [["Safer teens"]] * 3
    assert frame["objective"]["ids"] == [global_id("objective", "o")]
    board = small.ask("{ roadmapBoard }")["roadmapBoard"]
    assert shown(board["objective"], board["codes"].index("POL-101")) == ["Safer teens"]
    columns = ["code", "objectives", "effectiveObjectives"]
    table = small.ask(TABLE, kind="INITIATIVE", columns=columns)["table"]["values"]
    row = table["code"].index("POL-101")
    assert (shown(table["objectives"], row), shown(table["effectiveObjectives"], row)) == ([], ["OBJ-1"])
    groups = small.ask("{ roadmap(groupBy: OBJECTIVE, quarters: 1) { groups { label } } }")["roadmap"]["groups"]
    assert groups == [{"label": "Safer teens"}, {"label": "No objective"}]


def test_links_say_whether_they_drive_and_hold(small: Any) -> None:
    commit(
        small,
        update("initiative", "c", duration=Duration.parse("2w")),
        create("dependency", "cb", predecessor_id="c", successor_id="b", promise=PromiseState.PROMISED),
        create("dependency", "cm", predecessor_id="c", successor_id="m", lag=Duration.parse("2d"), type=LinkType.SS),
        update("initiative", "m", constraint=ConstraintType.MSO, constraint_date=datetime(2027, 1, 20, 8)),
    )
    frame, _ = timeline(small)
    links = frame["links"]
    said = {
        id_: (links["driving"][row], links["violated"][row], shown(links["lag"], row), shown(links["promise"], row))
        for row, id_ in enumerate(links["ids"])
    }
    assert said == {
        global_id("dependency", "ab"): (True, False, None, "NONE"),
        global_id("dependency", "cb"): (True, False, None, "PROMISED"),
        global_id("dependency", "bm"): (False, True, None, "NONE"),
        global_id("dependency", "cm"): (False, False, "2d", "NONE"),
        global_id("dependency", "ml"): (True, False, None, "NONE"),
    }


def test_deliveries_from_outside(small: Any) -> None:
    commit(
        small,
        create(
            "dependency", "x", successor_id="c", external_party="Acme", promise=PromiseState.PROMISED,
            promised_for=date(2027, 1, 12), needed_by=date(2027, 1, 8),
        ),
    )  # fmt: skip
    frame, at = timeline(small)
    assert frame["external"] == {
        "ids": [global_id("dependency", "x")],
        "to": [at["POL-103"]],
        "party": {"names": ["Acme"], "index": [0]},
        "promise": {"names": ["PROMISED"], "index": [0]},
        "neededBy": ["2027-01-08"],
        "promisedFor": ["2027-01-12"],
        "deliveredOn": [None],
        "driving": [True],
    }
    assert len(frame["links"]["ids"]) == 3


def test_duties_and_targets_are_marks(small: Any) -> None:
    commit(
        small,
        create("obligation", "us", code="US-1", instrument="Act", duty="Report", day=date(2027, 2, 1),
               status=LegalStatus.ENJOINED, initiative_ids=("c",)),
        create("obligation", "rel", code="REL", instrument="Act", precision=DatePrecision.RELATIVE),
        update("launch_market", "l-fr", target_date=datetime(2027, 2, 26, 23, 59)),
    )  # fmt: skip
    frame, at = timeline(small)
    duties = frame["obligations"]
    assert (duties["codes"], duties["names"]) == (["US-1", "EU-DSA"], ["Act: Report", "DSA Art 34"])
    assert (duties["date"], duties["when"]) == (["2027-02-01", "2027-03-31"], ["2027-02-01", "2027Q1"])
    assert (duties["live"], [shown(duties["status"], row) for row in (0, 1)]) == (
        [False, True],
        ["ENJOINED", "IN_FORCE"],
    )
    assert duties["work"] == [[at["POL-103"]], [at["POL-101"], at["LCH-1"]]]
    assert [shown(duties["market"], row) for row in (0, 1)] == [[], ["Germany", "France"]]
    targets = frame["targets"]
    assert (targets["row"], targets["date"]) == ([at["LCH-1"]] * 2, ["2027-01-29", "2027-02-26"])
    assert [shown(targets["market"], row) for row in (0, 1)] == [None, "France"]


def test_a_table_has_every_declared_field_and_what_is_computed(small: Any) -> None:
    table = small.ask(TABLE, kind="INITIATIVE")["table"]
    assert (table["revision"], table["kind"], table["count"]) == (1, "INITIATIVE", 5)
    assert [column["name"] for column in table["columns"]] == list(table["values"]) == list(table_columns("initiative"))
    row = table["ids"].index(global_id("initiative", "a"))
    plain = {name: values[row] for name, values in table["values"].items() if isinstance(values, list)}
    assert {name: plain[name] for name in ("code", "owner", "duration", "deadline", "tags", "start", "late")} == {
        "code": "POL-101", "owner": "", "duration": "2w", "deadline": "2027-01-29T23:59:00", "tags": ["eu", "ads"],
        "start": "2027-01-04", "late": False,
    }  # fmt: skip
    assert {name: shown(table["values"][name], row) for name in
            ("parent", "status", "kind", "markets", "effectiveOwner", "programme", "startQuarter")
            if isinstance(table["values"][name], dict)} == {
        "parent": "PRG-1", "status": "IN_PROGRESS", "kind": None, "markets": ["DE", "FR"], "programme": "PRG-1",
        "startQuarter": "2027Q1",
    }  # fmt: skip
    assert plain["effectiveOwner"] == "Ada"
    assert table["values"]["parent"]["ids"] == [global_id("initiative", "p")]


def test_columns_are_described_from_their_declarations(small: Any) -> None:
    asked = ["percentComplete", "status", "parent", "totalFloatDays", "owner"]
    columns = small.ask(TABLE, kind="INITIATIVE", columns=[*asked, "status"])["table"]["columns"]
    assert [column["name"] for column in columns] == asked
    assert columns[0] == {
        "name": "percentComplete", "title": "Percent complete", "description": "Share of the duration that is done.",
        "type": "number", "list": False, "coded": False, "unit": "%", "least": 0, "most": 100,
        "required": False, "editable": True, "computed": False,
    }  # fmt: skip
    assert columns[1]["values"] == ["IDEA", "PROPOSED", "APPROVED", "IN_PROGRESS", "DONE", "ON_HOLD", "CANCELLED"]
    assert (columns[2]["refersTo"], columns[2]["coded"]) == (["Initiative"], True)
    assert (columns[3]["editable"], columns[3]["computed"], columns[3]["unit"]) == (False, True, "working days")
    assert columns[4]["effective"] == "effectiveOwner"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_table(small: Any, kind: str) -> None:
    table = small.ask(TABLE, kind=kind.upper())["table"]
    assert table["count"] == len(small.store.plan().entities.get(kind, {})) == len(table["ids"])
    for column in table["columns"]:
        values = table["values"][column["name"]]
        assert isinstance(values, dict) is column["coded"], column["name"]
        assert len(values["index"] if column["coded"] else values) == table["count"]
        assert column["description"].endswith(".")


def test_cancelled_work_has_no_dates_in_a_table(small: Any) -> None:
    small.ask('mutation { updateInitiative(input: { id: "POL-103", changes: { status: CANCELLED } }) { revision } }')
    values = small.ask(TABLE, kind="INITIATIVE", columns=["code", "start", "critical", "late", "binding"])["table"][
        "values"
    ]
    row = values["code"].index("POL-103")
    assert [values[name][row] for name in ("start", "critical", "late")] == [None, None, None]
    assert values["binding"]["index"][row] == -1
    assert "POL-103" not in small.ask("{ timeline }")["timeline"]["codes"]


def test_unknown_columns_and_kinds_are_refused(small: Any) -> None:
    assert small.error(TABLE, kind="TEAM", columns=["code", "nome"]) == ("Team has no column 'nome'.", "BAD_USER_INPUT")
    assert small.error(TABLE, kind="PLANET")[1] == "BAD_REQUEST"


def test_a_past_table_is_as_it_was(small: Any) -> None:
    small.ask('mutation { updateInitiative(input: { id: "POL-103", changes: { name: "Other" } }) { revision } }')
    table = 'table(kind: INITIATIVE, columns: ["name"])'
    asked = f"{{ now: {table} then: plan(revision: 1) {{ {table} }} }}"
    data = small.ask(asked)
    assert (data["now"]["values"]["name"][1], data["then"]["table"]["values"]["name"][1]) == (
        "Other",
        "Tidy the macros",
    )
