"""Interrupted work in Microsoft Project XML: shown by what is done on each day, and read back as it was."""

from datetime import datetime, timedelta
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from planner.plan.changes import apply
from planner.plan.entities import Assignment, Calendar, Initiative, Interruption, Portfolio, Resource
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import schedule
from planner_exports.ms_project import ms_project_xml
from planner_importers import import_file
from tests.exports.test_ms_project_identity import differences, ids

MONDAY: Final = datetime(2027, 1, 4)
SPACE: Final = {"p": "http://schemas.microsoft.com/project"}
REST: Final = Interruption(start=datetime(2027, 1, 5, 17), finish=datetime(2027, 1, 8, 8))
"""From Tuesday evening to Friday morning."""


def plan_of(*rests: Interruption, **said: object) -> Plan:
    values: dict[str, object] = {"duration": Duration.parse("5d"), "interruptions": rests, **said}
    work = Initiative(id="a", code="A", name="Draft", owner="Ada", **values)  # type: ignore[arg-type]
    return Plan.of(Portfolio(id="portfolio", start=MONDAY), work)


def exported(plan: Plan) -> bytes:
    return ms_project_xml(plan, generated_at=MONDAY)


def read_back(data: bytes) -> Plan:
    result = import_file(data, "plan.xml", Plan({}), new_id=ids())
    outcome = apply(Plan({}), result.operations)
    assert outcome.accepted, [str(finding) for finding in outcome.findings]
    return outcome.plan


def days(data: bytes) -> list[tuple[str, ...]]:
    """The timephased data of all assignments: type, start, finish, work."""
    found = etree.fromstring(data).iterfind(".//p:TimephasedData", SPACE)
    return [
        tuple(item.findtext(f"p:{name}", "", SPACE) for name in ("Type", "Start", "Finish", "Value")) for item in found
    ]


def test_work_that_nobody_does_is_split_by_an_assignment_of_nobody() -> None:
    plan = plan_of(REST)
    assert schedule(plan).dates["a"].early_finish == datetime(2027, 1, 12, 17)
    data = exported(plan)
    worked, rest = "PT8H0M0S", "PT0H0M0S"
    assert days(data) == [
        ("1", f"2027-01-{day:02}T08:00:00", f"2027-01-{day:02}T17:00:00", work)
        for day, work in ((4, worked), (5, worked), (6, rest), (7, rest), (8, worked), (11, worked), (12, worked))
    ]
    root = etree.fromstring(data)
    row = root.find(".//p:Assignment", SPACE)
    assert row is not None
    said = {name: row.findtext(f"p:{name}", "", SPACE) for name in ("ResourceUID", "Start", "Finish", "Work", "Units")}
    assert said == {
        "ResourceUID": "-65535", "Start": "2027-01-04T08:00:00", "Finish": "2027-01-12T17:00:00", "Work": "PT40H0M0S",
        "Units": "1",
    }  # fmt: skip
    assert b"interruptions" not in data
    assert import_file(data, "plan.xml", Plan({}), new_id=ids()).findings == ()
    assert differences(plan, read_back(data)) == []


def test_what_is_done_is_told_from_what_is_left() -> None:
    plan = plan_of(REST, actual_start=datetime(2027, 1, 4, 8), percent_complete=40.0)
    assert [(day[0], day[1][8:10]) for day in days(exported(plan))] == [
        ("2", "04"), ("2", "05"), ("2", "06"), ("2", "07"), ("1", "08"), ("1", "11"), ("1", "12"),
    ]  # fmt: skip


def test_everybody_who_works_on_it_shows_the_split_with_their_share() -> None:
    person = Resource(id="r", code="R", name="Rita")
    plan = plan_of(REST)
    plan = Plan.of(*plan, person, Assignment(id="x", initiative_id="a", resource_id="r", units=50.0))
    data = exported(plan)
    assert {day[3] for day in days(data)} == {"PT4H0M0S", "PT0H0M0S"}
    assert data.count(b"<Assignment>") == 1
    assert differences(plan, read_back(data)) == []


@pytest.mark.parametrize(
    ("start", "finish"),
    [
        (datetime(2027, 1, 6), datetime(2027, 1, 8)),
        (datetime(2027, 1, 1), datetime(2027, 1, 3)),
        (datetime(2027, 6, 1), datetime(2027, 6, 3)),
        (datetime(2027, 1, 5, 10, 30), datetime(2027, 1, 5, 11)),
    ],
)
def test_an_interruption_that_is_not_read_as_it_was_travels_beside_the_format(
    start: datetime, finish: datetime
) -> None:
    plan = plan_of(Interruption(start=start, finish=finish))
    assert differences(plan, read_back(exported(plan))) == []


def test_a_split_that_somebody_moved_in_microsoft_project_wins() -> None:
    """Wednesday becomes a working day and Thursday the first day of rest."""
    plan = plan_of(Interruption(start=datetime(2027, 1, 6), finish=datetime(2027, 1, 8)))
    data = exported(plan)
    moved = data.replace(
        b"-06T17:00:00</Finish>\n        <Unit>2</Unit>\n        <Value>PT0H0M0S",
        b"-06T17:00:00</Finish>\n        <Unit>2</Unit>\n        <Value>PT8H0M0S",
    )
    moved = moved.replace(
        b"-08T17:00:00</Finish>\n        <Unit>2</Unit>\n        <Value>PT8H0M0S",
        b"-08T17:00:00</Finish>\n        <Unit>2</Unit>\n        <Value>PT0H0M0S",
    )
    assert moved != data
    (work,) = read_back(moved).all(Initiative).values()
    assert work.interruptions == (Interruption(start=datetime(2027, 1, 6, 17), finish=datetime(2027, 1, 11, 8)),)


hours = st.integers(-30, 24 * 40).map(lambda hour: MONDAY + timedelta(hours=hour))


@st.composite
def interrupted(draw: st.DrawFn) -> Plan:
    rests = []
    for _ in range(draw(st.integers(1, 3))):
        begin = draw(hours)
        rests.append(Interruption(start=begin, finish=begin + timedelta(hours=draw(st.integers(1, 90)))))
    begun = draw(st.none() | st.just(datetime(2027, 1, 4, 10)))
    nights = Calendar(id="n", code="N", name="Nights", week=("22:00-06:00",) * 5 + ("", ""))
    plan = plan_of(
        *rests,
        duration=draw(st.sampled_from(["2d", "5d", "17h", "4w", "3ed", "0d"]).map(Duration.parse)),
        actual_start=begun,
        percent_complete=draw(st.sampled_from([0.0, 30.0, 50.0])) if begun else 0.0,
        calendar_id=draw(st.sampled_from([None, "n"])),
    )
    staff = ()
    if draw(st.booleans()):
        units = draw(st.sampled_from([100.0, 25.0, 0.001]))
        row = Assignment(id="x", initiative_id="a", resource_id="r", units=units)
        staff = (Resource(id="r", code="R", name="Rita", calendar_id=draw(st.sampled_from([None, "n"]))), row)  # type: ignore[assignment]
    return Plan.of(nights, *plan, *staff)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(interrupted())
def test_any_interruption_comes_back_as_it_was(plan: Plan) -> None:
    assert differences(plan, read_back(exported(plan))) == []
