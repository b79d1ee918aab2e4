"""What the exported Microsoft Project XML says natively, element by element."""

from datetime import date, datetime

import pytest
from lxml import etree

from planner.plan.entities import (
    Assignment,
    Calendar,
    CalendarException,
    ConstraintType,
    Dependency,
    Initiative,
    LagCalendar,
    Launch,
    Level,
    LinkType,
    Portfolio,
    Resource,
    Status,
)
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner_exports import ms_project_xml
from planner_importers import import_file

NS = {"p": "http://schemas.microsoft.com/project"}
AT = datetime(2027, 1, 4, 9)
START = datetime(2027, 1, 4, 8)
ORDER = {
    "Task": (
        "UID GUID ID Name Active Manual Type IsNull Contact WBS OutlineNumber OutlineLevel Priority Start Finish "
        "Duration ManualStart ManualFinish ManualDuration DurationFormat Estimated Milestone Summary Critical "
        "EarlyStart EarlyFinish LateStart LateFinish FreeSlack TotalSlack PercentComplete ActualStart "
        "ActualFinish ActualDuration "
        "RemainingDuration ConstraintType CalendarUID ConstraintDate Deadline LevelingDelay LevelingDelayFormat "
        "IgnoreResourceCalendar Notes PredecessorLink ExtendedAttribute"
    ),
    "PredecessorLink": "PredecessorUID Type CrossProject LinkLag LagFormat",
    "Resource": "UID GUID ID Name Type IsNull Initials Code Group MaxUnits CalendarUID IsCostResource",
    "Assignment": "UID GUID TaskUID ResourceUID Delay Units Work WorkContour",
    "Calendar": "UID GUID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks",
    "Exception": "EnteredByOccurrences TimePeriod Occurrences Name Type DayWorking WorkingTimes",
    "Project": (
        "SaveVersion Name Title CreationDate LastSaved ScheduleFromStart StartDate FinishDate FYStartDate "
        "CriticalSlackLimit CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth "
        "DurationFormat WorkFormat HonorConstraints StatusDate CurrentDate ExtendedAttributes Calendars Tasks "
        "Resources Assignments"
    ),
}


def written(*entities: object) -> etree._Element:
    plan = Plan.of(Portfolio(id="portfolio", name="Ours", start=START), *entities)  # type: ignore[arg-type]
    return etree.fromstring(ms_project_xml(plan, generated_at=AT))


def work(id_: str, said: str | None = "2d", **values: object) -> Initiative:
    duration = None if said is None else Duration.parse(said)
    return Initiative(id=id_, code=id_.upper(), name=f"Work {id_}", duration=duration, **values)  # type: ignore[arg-type]


def task(root: etree._Element, name: str) -> etree._Element:
    return next(t for t in root.iterfind("p:Tasks/p:Task", NS) if t.findtext("p:Name", "", NS) == name)


def said(element: etree._Element, *names: str) -> list[str | None]:
    return [element.findtext(f"p:{name}", None, NS) for name in names]


def everything() -> tuple[object, ...]:
    closed = CalendarException(first=date(2027, 12, 24), last=date(2027, 12, 31), name="Closed")
    return (
        Calendar(id="c", code="C", name="Office", country="DE", exceptions=(closed,), half_days=("12-23",)),
        work("s", None, level=Level.PROGRAMME),
        work("a", "3w", parent_id="s", owner="Ada", calendar_id="c", deadline=datetime(2027, 2, 1, 17), tags=("x",)),
        work("b", "5ed", parent_id="s", constraint=ConstraintType.SNET, constraint_date=datetime(2027, 2, 8, 8)),
        work("m", None, level=Level.MILESTONE, manual_start=START, manual_finish=START),
        work("x", active=False),
        work("y", "4d", percent_complete=25.0, actual_start=START, status=Status.IN_PROGRESS, description="Why"),
        Launch(id="l", code="L", name="Go live", target_date=datetime(2027, 6, 1, 23, 59)),
        Dependency(id="k", predecessor_id="a", successor_id="b", type=LinkType.SS, lag=Duration.parse("-1d")),
        Dependency(id="n", predecessor_id="s", successor_id="l"),
        Resource(id="r", code="ADA", name="Ada", calendar_id="c", max_units=50.0),
        Assignment(id="z", initiative_id="a", resource_id="r", work=Duration.parse("60h"), delay=Duration.parse("1d")),
    )


def test_elements_come_in_the_order_of_the_schema() -> None:
    root = written(*everything())
    seen = set()
    for element in root.iter():
        name = etree.QName(element).localname
        if name in ORDER:
            order = ORDER[name].split()
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), name
            seen.add(name)
    assert seen == set(ORDER)


def test_tasks_carry_their_outline_and_computed_dates() -> None:
    root = written(*everything())
    names = [said(t, "ID", "OutlineNumber", "OutlineLevel", "Name") for t in root.iterfind("p:Tasks/p:Task", NS)]
    assert names == [
        ["0", "0", "0", "Ours"],
        ["1", "1", "1", "Work m"],
        ["2", "2", "1", "Work s"],
        ["3", "2.1", "2", "Work a"],
        ["4", "2.2", "2", "Work b"],
        ["5", "3", "1", "Work x"],
        ["6", "4", "1", "Work y"],
        ["7", "5", "1", "Go live"],
    ]
    done = task(root, "Work y")
    assert said(done, "Start", "Finish", "EarlyFinish", "Duration", "DurationFormat") == [
        "2027-01-04T08:00:00", "2027-01-07T17:00:00", "2027-01-07T17:00:00", "PT32H0M0S", "7",
    ]  # fmt: skip
    assert said(done, "PercentComplete", "ActualDuration", "RemainingDuration", "Critical") == [
        "25", "PT8H0M0S", "PT24H0M0S", "0",
    ]  # fmt: skip
    assert said(task(root, "Work a"), "Duration", "DurationFormat", "Contact", "Deadline") == [
        "PT120H0M0S", "9", "Ada", "2027-02-01T17:00:00",
    ]  # fmt: skip
    assert said(task(root, "Work b"), "DurationFormat", "ConstraintType", "ConstraintDate") == [
        "8", "4", "2027-02-08T08:00:00",
    ]  # fmt: skip
    assert said(task(root, "Work s"), "Summary", "Type") == ["1", "0"]
    assert said(task(root, "Work x"), "Active", "Start") == ["0", None]
    assert said(task(root, "Work m"), "Manual", "Milestone", "ManualStart") == ["1", "1", "2027-01-04T08:00:00"]
    assert said(task(root, "Go live"), "Milestone", "Deadline", "Duration") == [
        "1", "2027-06-01T23:59:00", "PT0H0M0S",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lag", "measured", "amount", "code"),
    [
        ("2d", LagCalendar.SUCCESSOR, "9600", "7"),
        ("-4h", LagCalendar.SUCCESSOR, "-2400", "5"),
        ("1ed", LagCalendar.SUCCESSOR, "14400", "8"),
        ("50%", LagCalendar.SUCCESSOR, "50", "19"),
        ("50%", LagCalendar.ALWAYS, "50", "20"),
    ],
)
def test_lags_in_every_unit(lag: str, measured: LagCalendar, amount: str, code: str) -> None:
    link = Dependency(
        id="k", predecessor_id="a", successor_id="b", type=LinkType.FF, lag=Duration.parse(lag), lag_calendar=measured
    )
    element = written(work("a"), work("b"), link).find("p:Tasks/p:Task/p:PredecessorLink", NS)
    assert element is not None
    assert said(element, "PredecessorUID", "Type", "LinkLag", "LagFormat") == ["1", "0", amount, code]


def test_calendars_are_flat_with_generated_holidays() -> None:
    calendar = written(*everything()).find("p:Calendars/p:Calendar[p:Name='Office']", NS)
    assert calendar is not None
    rows = [
        (day[:10], name, working)
        for e in calendar.iterfind("p:Exceptions/p:Exception", NS)
        for day, name, working in [
            [e.findtext(path, "", NS) for path in ("p:TimePeriod/p:FromDate", "p:Name", "p:DayWorking")]
        ]
    ]
    assert [off for day, _, off in rows if day == "2027-10-03"] == ["0"]
    assert ("2027-12-23", "Half day", "1") in rows
    assert ("2027-12-24", "Closed", "0") in rows
    assert [day for day, _, _ in rows if day.startswith("2027-12-25")] == []


def test_equal_plans_give_equal_bytes_and_ids_are_stable() -> None:
    plan = Plan.of(*everything())  # type: ignore[arg-type]
    assert ms_project_xml(plan, generated_at=AT) == ms_project_xml(Plan.of(*everything()), generated_at=AT)  # type: ignore[arg-type]
    guid = said(task(written(work("a")), "Work a"), "GUID")
    assert said(task(written(work("0"), work("a")), "Work a"), "GUID") == guid


def test_a_value_changed_in_microsoft_project_wins_over_the_carried_one() -> None:
    plan = Plan.of(
        work("a", "3w", owner="Ada", status=Status.IN_PROGRESS, percent_complete=10.4, actual_start=START),
        work("b", calendar_id="c"),
        Calendar(id="c", code="C", name="Office", country="DE"),
    )
    xml = ms_project_xml(plan, generated_at=AT)
    changed = (
        xml.replace(b"PT120H0M0S", b"PT40H0M0S")
        .replace(b"<PercentComplete>10<", b"<PercentComplete>100<")
        .replace(b"<Contact>Ada<", b"<Contact>Bo<")
        .replace(b"<Name>Office</Name>", b"<Name>Bureau</Name>")
    )
    operations = import_file(changed, "planner.xml", plan, new_id=lambda: "new").operations
    found = {operation.id: dict(operation.values) for operation in operations}
    assert found == {
        "a": {"owner": "Bo", "duration": Duration.parse("1w"), "percent_complete": 100.0, "status": Status.DONE},
        "c": {"name": "Bureau"},
    }


def test_text_that_xml_cannot_hold_is_written_without_it_and_comes_back_whole() -> None:
    plan = Plan.of(Initiative(id="a", code="A", name="Bell \x07 rings", description="one\r\ntwo  \ud800"))
    xml = ms_project_xml(plan, generated_at=AT)
    assert said(task(etree.fromstring(xml), "Bell rings"), "Notes") == ["one\ntwo"]
    values = next(o for o in import_file(xml, "p.xml", Plan({}), new_id=lambda: "n").operations if o.id == "a").values
    assert (values["name"], values["description"]) == ("Bell \x07 rings", "one\r\ntwo  \ud800")
