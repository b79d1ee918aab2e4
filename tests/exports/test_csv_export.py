"""Csv of every kind: exact columns and cells, readable again, harmless."""

import csv
import io
import zipfile
from datetime import date, datetime

import pytest

from planner.plan.entities import KINDS, Calendar, CalendarException, Dependency, Initiative, Market, Obligation
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner_exports import csv_bundle, csv_table


def table(plan: Plan, kind: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_table(plan, kind), newline="")))


def test_columns_are_public_names_then_computed_ones() -> None:
    columns = csv_table(Plan({}), "initiative").removesuffix("\r\n").split(",")
    assert columns[:7] == ["id", "code", "name", "description", "level", "parent", "position"]
    assert {"markets", "calendar", "external_ids"} <= set(columns)
    assert columns[-10:] == [
        "start",
        "finish",
        "late_start",
        "late_finish",
        "total_float_days",
        "free_float_days",
        "critical",
        "near_critical",
        "binding",
        "driven_by",
    ]
    assert csv_table(Plan({}), "demand") == "id,initiative,team,skill,fte,person_days,profile,sensitive\r\n"


def test_initiatives_with_references_as_codes_and_short_durations(plan: Plan) -> None:
    rows = table(plan, "initiative")
    assert [row["code"] for row in rows] == ["OLD-1", "POL-101", "PRG-1", "TRN-303"]
    given = {
        "id": "pol",
        "parent": "PRG-1",
        "kind": "policy",
        "status": "in_progress",
        "markets": "DE; FR",
        "tags": "wave 1; eu",
        "external_ids": '{"system":"jira","key":"TS-1","url":""}',
        "optimistic": "3w",
        "duration": "5w",
        "percent_complete": "40",
        "actual_start": "2026-11-02T08:00",
        "deadline": "2026-12-11T23:59",
        "owner": "",
        "start": "2026-11-02",
    }
    assert {name: rows[1][name] for name in given} == given
    assert (rows[3]["name"], rows[3]["owner"]) == ('\'=HYPERLINK("http://x.test","Training")', "'@Bo")


def test_computed_dates_come_from_the_schedule() -> None:
    plan = Plan.of(
        Initiative(
            id="a",
            code="A",
            name="Set by hand",
            manual_start=datetime(2027, 1, 4, 8),
            manual_finish=datetime(2027, 1, 8, 17),
        ),
        Initiative(id="b", code="B", name="Then", duration=Duration.parse("1w")),
        Dependency(id="d", predecessor_id="a", successor_id="b"),
    )
    first, second = table(plan, "initiative")
    assert (first["start"], first["finish"], first["binding"], first["driven_by"]) == (
        "2027-01-04",
        "2027-01-08",
        "manual",
        "",
    )
    assert (second["start"], second["finish"], second["binding"], second["driven_by"]) == (
        "2027-01-11",
        "2027-01-15",
        "link",
        "A",
    )
    assert (second["total_float_days"], second["critical"]) == ("0", "true")


def test_leads_and_records(plan: Plan) -> None:
    exception = CalendarException(first=date(2026, 12, 19), last=date(2027, 1, 3), name="Freeze")
    plan = Plan.of(
        *plan,
        Calendar(id="x", code="-X", exceptions=(exception,)),
        Dependency(id="lead", predecessor_id="pol", successor_id="lch", lag=Duration.parse("-2d")),
    )
    assert {row["id"]: (row["predecessor"], row["successor"], row["lag"]) for row in table(plan, "dependency")} == {
        "d1": ("POL-101", "TRN-303", "4w"),
        "d2": ("TRN-303", "LCH-701", "0d"),
        "d3": ("", "LCH-701", "0d"),
        "lead": ("POL-101", "LCH-701", "'-2d"),
    }
    calendar = table(plan, "calendar")[0]
    assert (calendar["code"], calendar["exceptions"]) == (
        "'-X",
        '{"first":"2026-12-19","last":"2027-01-03","hours":"","name":"Freeze"}',
    )
    assert calendar["week"] == "; ".join(["08:00-12:00 13:00-17:00"] * 5 + ["", ""])


def test_obligations_keep_their_precision(plan: Plan) -> None:
    rows = {row["code"]: row for row in table(plan, "obligation")}
    assert {code: (row["day"], row["precision"], row["clock_hours"]) for code, row in rows.items()} == {
        "EU-AI5": ("2026-12-02", "day", ""),
        "EU-DSARA": ("", "relative", "24; 72"),
        "EU-PSR": ("2028-03-31", "quarter", ""),
    }


def test_text_with_quotes_lines_and_separators_comes_back() -> None:
    text = 'a,"b";\r\nc\nд 山'
    (row,) = table(Plan.of(Market(id="m", code="M", name=text, region="half \ud83d")), "market")
    assert (row["name"], row["region"]) == (text, "half \ufffd")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(NotFoundError, match="There is no kind 'epic'"):
        csv_table(Plan({}), "epic")


def test_the_bundle_has_a_file_per_kind_and_is_the_same_each_time(plan: Plan) -> None:
    data = csv_bundle(plan)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [*(f"{kind}.csv" for kind in KINDS), "README.txt"]
        assert archive.read("market.csv").decode("utf-8-sig") == csv_table(plan, "market")
        assert archive.read("market.csv")[:3] == b"\xef\xbb\xbf"
    assert csv_bundle(plan) == data
    assert csv_bundle(Plan.of(*reversed([*plan]), revision=12)) == data


def test_dangling_references_show_their_id() -> None:
    (row,) = table(Plan.of(Obligation(id="o", code="O", instrument="I", launch_ids=("gone",))), "obligation")
    assert row["launches"] == "gone"
