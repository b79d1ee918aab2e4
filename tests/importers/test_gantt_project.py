"""GanttProject files: a literal file per fact, and a real one."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from pathlib import Path

import pytest

from planner.plan.changes import Action, Operation, apply
from planner.plan.entities import (
    Calendar,
    CalendarException,
    ConstraintType,
    Demand,
    Dependency,
    ExternalId,
    Initiative,
    Level,
    LinkType,
    Status,
    Team,
)
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan
from planner_importers.gantt_project import import_gantt_project
from planner_importers.result import ImportResult
from planner_importers.tabular.refusals import UnreadableFileError, UnsafeFileError


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Return a maker of ids n1, n2, and so on."""
    ids = count(1)
    return lambda: f"n{next(ids)}"


def gan(tasks: str, rest: str = "", calendars: str = "") -> bytes:
    return f"<project name='Demo'>{calendars}<tasks>\n{tasks}\n</tasks>{rest}</project>".encode()


def read(data: bytes, new_id: Callable[[], str], plan: Plan | None = None) -> ImportResult:
    return import_gantt_project(data, "plan.gan", plan or Plan({}), new_id=new_id)


def planned(result: ImportResult, plan: Plan | None = None) -> Plan:
    outcome = apply(plan or Plan({}), result.operations)
    assert outcome.accepted, [str(finding) for finding in outcome.findings]
    return outcome.plan


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str, int | None]]:
    return [(f.code, f.message, f.place.row) for f in findings]


def test_a_task_becomes_an_initiative_with_days_and_an_earliest_start(new_id: Callable[[], str]) -> None:
    data = gan('<task id="7" name=" Write  policy " start="2026-02-02" duration="3" complete="40"/>')
    result = read(data, new_id)
    assert (result.format, result.mapping, result.findings) == ("ganttproject", None, ())
    item = planned(result).work("n1")
    assert isinstance(item, Initiative)
    assert (item.code, item.name, item.level) == ("GP-7", "Write policy", Level.INITIATIVE)
    assert (str(item.duration), item.percent_complete, item.status) == ("3d", 40.0, Status.IN_PROGRESS)
    assert (item.constraint, item.constraint_date) == (ConstraintType.SNET, datetime(2026, 2, 2))
    assert item.external_ids == (ExternalId(system="ganttproject:plan", key="7"),)
    assert (result.operations[0].place.file, result.operations[0].place.row) == ("plan.gan", 2)  # type: ignore[union-attr]


def test_nested_tasks_become_a_hierarchy_in_order(new_id: Callable[[], str]) -> None:
    tasks = """
    <task id="1" name="Top" start="2026-02-02" duration="9">
      <task id="2" name="Middle" start="2026-02-02" duration="9">
        <task id="4" name="Second" start="2026-02-02" duration="1"/>
        <task id="3" name="First" start="2026-02-02" duration="1"/>
      </task>
      <task id="5" name="Gate" meeting="true" start="2026-02-13" duration="4"/>
    </task>
    <task id="6" name="Alone" start="2026-02-02" duration="1" complete="100"/>"""
    result = read(gan(tasks), new_id)
    plan = planned(result)
    shown = [
        (i.code, i.level.value, str(i.duration), [c.code for c in plan.children(i.id)])
        for i in plan.all(Initiative).values()
    ]
    assert shown == [
        ("GP-1", "programme", "None", ["GP-2", "GP-5"]),
        ("GP-2", "initiative", "None", ["GP-4", "GP-3"]),
        ("GP-4", "work_item", "1d", []),
        ("GP-3", "work_item", "1d", []),
        ("GP-5", "milestone", "0d", []),
        ("GP-6", "initiative", "1d", []),
    ]
    done = plan.find("GP-6")
    assert isinstance(done, Initiative)
    assert (done.status, done.percent_complete) == (Status.DONE, 100.0)
    assert said(result.findings) == [
        ("not-imported", "Dates, duration and progress of 2 summaries follow from their parts.", None)
    ]


@pytest.mark.parametrize(
    ("code", "type_"), [("1", LinkType.SS), ("2", LinkType.FS), ("3", LinkType.FF), ("4", LinkType.SF)]
)
def test_a_dependency_stands_in_its_predecessor(new_id: Callable[[], str], code: str, type_: LinkType) -> None:
    tasks = f"""<task id="1" name="A" start="2026-02-02" duration="3">
      <depend id="2" type="{code}" difference="-2" hardness="Strong"/></task>
      <task id="2" name="B" start="2026-02-03" duration="1"/>"""
    plan = planned(read(gan(tasks), new_id))
    (link,) = plan.all(Dependency).values()
    assert (plan.work(link.predecessor_id or "").code, plan.work(link.successor_id).code) == ("GP-1", "GP-2")
    assert (link.type, str(link.lag)) == (type_, "-2d")


def constraints(plan: Plan) -> dict[str, date | None]:
    return {i.code: i.constraint_date.date() if i.constraint_date else None for i in plan.all(Initiative).values()}


def test_a_strong_link_decides_the_start_and_a_rubber_one_does_not(new_id: Callable[[], str]) -> None:
    tasks = """<task id="1" name="A" start="2026-02-02" duration="3">
        <depend id="2" type="2" hardness="Strong"/><depend id="3" type="2" hardness="Rubber"/>
        <depend id="4" type="2" hardness="Strong"/></task>
      <task id="2" name="B" start="2026-02-05" duration="1"/>
      <task id="3" name="C" start="2026-02-12" duration="1"/>
      <task id="4" name="D" start="2026-02-05" duration="5">
        <task id="5" name="E" start="2026-02-05" duration="1"/>
        <task id="6" name="F" start="2026-02-09" duration="1"/></task>
      <task id="7" name="G" start="2026-02-02" duration="1" thirdDate="2026-03-01" thirdDate-constraint="1"/>
      <task id="8" name="H" start="2026-02-02" duration="1" thirdDate="2026-03-01" thirdDate-constraint="0"/>"""
    result = read(gan(tasks), new_id)
    assert constraints(planned(result)) == {
        "GP-1": date(2026, 2, 2),
        "GP-2": None,
        "GP-3": date(2026, 2, 12),
        "GP-4": None,
        "GP-5": None,
        "GP-6": date(2026, 2, 9),
        "GP-7": date(2026, 3, 1),
        "GP-8": date(2026, 2, 2),
    }
    assert (
        "not-imported",
        "1 rubber links hold their successors no earlier than the link and their own start.",
        None,
    ) in said(result.findings)


CALENDAR = """<calendars base-id="de">
 <day-types><default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="1" sat="0"/>
 <only-show-weekends value="false"/></day-types>
 <date year="" month="12" date="25" type="HOLIDAY"><![CDATA[Christmas]]></date>
 <date year="2026" month="5" date="1" type="HOLIDAY"><![CDATA[Labour Day]]></date>
 <date year="2026" month="2" date="6" type="WORKING_DAY"/>
 <date year="2026" month="2" date="7" type="NEUTRAL"/>
</calendars>"""
TASK = '<task id="1" name="A" start="2026-02-02" duration="3"/>'


def test_the_calendar_keeps_weekend_holidays_and_working_days(new_id: Callable[[], str]) -> None:
    result = read(gan(TASK, calendars=CALENDAR), new_id)
    plan = planned(result)
    (calendar,) = plan.all(Calendar).values()
    hours = "08:00-12:00 13:00-17:00"
    assert (calendar.code, calendar.name) == ("GP-plan", "Demo calendar")
    assert calendar.week == (hours, hours, hours, hours, "", hours, "")
    yearly = [
        CalendarException(first=date(year, 12, 25), last=date(year, 12, 25), name="Christmas")
        for year in (2026, 2027, 2028, 2029)
    ]
    assert calendar.exceptions == (
        *yearly,
        CalendarException(first=date(2026, 2, 6), last=date(2026, 2, 6), hours=hours),
        CalendarException(first=date(2026, 5, 1), last=date(2026, 5, 1), name="Labour Day"),
    )
    (item,) = plan.all(Initiative).values()
    assert item.calendar_id == calendar.id
    assert said(result.findings) == [
        ("recurring-holidays", "Yearly holidays are written out for 2026 to 2029.", 1),
        ("base-calendar", "The holidays are those in the file; its base calendar 'de' is not looked up.", 1),
        ("not-imported", "1 days are only coloured; colours are not kept.", 1),
    ]


def test_weekends_that_are_only_drawn_are_worked(new_id: Callable[[], str]) -> None:
    drawn = CALENDAR.replace('only-show-weekends value="false"', 'only-show-weekends value="true"')
    (calendar,) = planned(read(gan(TASK, calendars=drawn), new_id)).all(Calendar).values()
    assert calendar.week == ("08:00-12:00 13:00-17:00",) * 7


PEOPLE = """<resources>
  <resource id="0" name="Ada" function="Default:1" contacts="ada@example.org" phone=""/>
  <resource id="1" name="Bo" function="Default:0" contacts="" phone=""/></resources>
<allocations>
  <allocation task-id="1" resource-id="0" function="Default:0" responsible="true" load="50.0"/>
  <allocation task-id="1" resource-id="1" function="r7" responsible="false" load="100.0"/>
  <allocation task-id="1" resource-id="1" function="r7" responsible="false" load="20.0"/></allocations>
<vacations><vacation start="2026-03-02" end="2026-03-06" resourceid="1"/></vacations>
<roles><role id="r7" name="Reviewer"/></roles>"""


def test_people_become_teams_of_one_with_leave_demands_and_ownership(new_id: Callable[[], str]) -> None:
    result = read(gan(TASK, PEOPLE), new_id)
    plan = planned(result)
    teams = {team.id: team for team in plan.all(Team).values()}
    assert [(t.code, t.name, t.headcount, t.focus_factor) for t in teams.values()] == [
        ("ADA", "Ada", 1.0, 1.0),
        ("BO", "Bo", 1.0, 1.0),
    ]
    (item,) = plan.all(Initiative).values()
    assert item.owner == "Ada"
    assert sorted((teams[d.team_id].code, d.skill, d.fte) for d in plan.all(Demand).values()) == [
        ("ADA", "", 0.5),
        ("BO", "Reviewer", 1.2),
    ]
    (calendar,) = plan.all(Calendar).values()
    leave = CalendarException(first=date(2026, 3, 2), last=date(2026, 3, 6), name="Leave")
    assert (calendar.code, calendar.exceptions) == ("BO-CAL", (leave,))
    assert [team.code for team in teams.values() if team.calendar_id == calendar.id] == ["BO"]
    assert said(result.findings) == [("not-imported", "Contact details of 1 people are not imported.", None)]


def test_what_has_no_field_becomes_a_tag_a_text_or_a_note(new_id: Callable[[], str]) -> None:
    tasks = """<taskproperties><taskproperty id="tpc0" name="Market" type="custom" valuetype="text"/></taskproperties>
    <task id="1" name="A" start="2026-02-02" duration="3" priority="4" color="#8cb6ce" webLink="https%3A%2F%2Fx.org%2F1"
      cost-manual-value="10" cost-calculated="false"><notes><![CDATA[ Why: because ]]></notes>
      <customproperty taskproperty-id="tpc0" value="DE"/></task>"""
    rest = "<previous><previous-tasks name='Baseline'/></previous>"
    result = read(gan(tasks, rest), new_id)
    (item,) = planned(result).all(Initiative).values()
    assert (item.description, item.tags) == ("Why: because", ("priority:highest", "Market:DE"))
    assert item.external_ids[0].url == "https://x.org/1"
    assert [message for _, message, _ in said(result.findings)] == [
        "Colour, shape and folding of 1 tasks are not kept.",
        "Costs of 1 tasks are not imported.",
        "1 baselines are not imported.",
    ]


def test_what_cannot_be_read_is_an_error_at_its_line(new_id: Callable[[], str]) -> None:
    tasks = """<task id="1" name="A" start="02/03/2026" duration="three">
      <depend id="9" type="2"/></task>
      <task id="1" name="Again" start="2026-02-02" duration="1"/>
      <task name="Nameless id" start="2026-02-02" duration="1"/>
      <task id="2" start="2026-02-02" duration="1"><depend id="1" type="8"/><depend id="1" type="2"/></task>"""
    result = read(gan(tasks, PEOPLE.replace('task-id="1" resource-id="0"', 'task-id="5" resource-id="0"')), new_id)
    wrong = [(f.severity.value, f.code, f.message, f.place.row) for f in result.findings if f.severity != "info"]
    assert sorted(wrong, key=lambda found: (found[3] or 0, found[1], found[2])) == [
        ("error", "unreadable-value", "A: duration 'three' is not a number.", 2),
        ("error", "unreadable-value", "A: start '02/03/2026' is not a date such as 2026-02-16.", 2),
        ("error", "unresolved-reference", "Task 1 is followed by task '9', which is not in the file.", 3),
        ("error", "task-id", "The id of task 'Again' is repeated; it and its parts are left out.", 4),
        ("error", "task-id", "The id of task 'Nameless id' is missing; it and its parts are left out.", 5),
        ("warning", "missing-name", "Task 2 has no name.", 6),
        ("warning", "repeated-link", "Tasks 2 and 1 are linked twice; one link is kept.", 6),
        ("warning", "unknown-link-type", "Task 2: the dependency type '8' is unknown; finish to start is taken.", 6),
        ("error", "unresolved-reference", "An allocation names task '5', which is not in the file.", 11),
    ]


BOMB = b"""<!DOCTYPE project [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<project><tasks><task id="1" name="&c;"/></tasks></project>"""
OUTSIDE = b"""<!DOCTYPE project [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<project><tasks><task id="1" name="A"><notes>&a;</notes></task></tasks></project>"""


@pytest.mark.parametrize("data", [BOMB, OUTSIDE, BOMB.decode().encode("utf-16")])
def test_entities_are_refused(new_id: Callable[[], str], data: bytes) -> None:
    with pytest.raises((UnsafeFileError, UnreadableFileError)) as refusal:
        read(data, new_id)
    assert refusal.value.message.startswith("plan.gan cannot be read: ")
    assert "root:" not in str(refusal.value)


def test_a_document_type_is_named(new_id: Callable[[], str]) -> None:
    with pytest.raises(UnsafeFileError, match="it declares a document type, with which XML can be made to harm"):
        read(OUTSIDE, new_id)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (gan(TASK)[:60], r"line 2: "),
        (b"<project>\n<tasks>\n<task id='1'>\n</tasks></project>", r"line 4: Opening and ending tag mismatch"),
        (b"<plan/>", r"its root element is <plan>, not a GanttProject <project> with <tasks>"),
        (b"<project/>", r"its root element is <project>, not a GanttProject"),
        (b"", r"line 1: "),
    ],
)
def test_a_broken_file_is_named_with_its_line(new_id: Callable[[], str], data: bytes, why: str) -> None:
    with pytest.raises(UnreadableFileError, match=f"plan.gan cannot be read: {why}"):
        read(data, new_id)


def test_reading_a_file_again_changes_nothing(new_id: Callable[[], str]) -> None:
    data = gan(TASK, PEOPLE, CALENDAR)
    plan = planned(read(data, new_id))
    assert read(data, new_id, plan).operations == ()


def test_reading_a_changed_file_updates_only_what_changed(new_id: Callable[[], str]) -> None:
    tasks = """<task id="1" name="A" start="2026-02-02" duration="3"><depend id="2" type="2" difference="1"/></task>
      <task id="2" name="B" start="2026-02-05" duration="1"/>"""
    plan = planned(read(gan(tasks), new_id))
    mine = Operation(Action.UPDATE, "initiative", "n1", {"code": "POL-1", "owner": "Ada", "tags": ("mine",)})
    edited = apply(plan, [mine]).plan
    newer = tasks.replace('duration="3"', 'duration="4"').replace('difference="1"', 'difference="2"')
    result = read(
        gan(newer.replace('<task id="2" name="B" start="2026-02-05" duration="1"/>', '<task id="2" name="C"/>')),
        new_id,
        edited,
    )
    assert [(o.action.value, o.kind, o.id, {k: str(v) for k, v in o.values.items()}) for o in result.operations] == [
        ("update", "initiative", "n1", {"duration": "4d"}),
        ("update", "initiative", "n2", {"name": "C"}),
        ("update", "dependency", "n3", {"lag": "2d"}),
    ]


def test_a_task_that_left_the_file_is_named_and_kept(new_id: Callable[[], str]) -> None:
    both = gan(TASK + '<task id="2" name="B" start="2026-02-05" duration="1"/>')
    plan = planned(read(both, new_id))
    result = read(gan(TASK), new_id, plan)
    assert result.operations == ()
    assert [(f.severity.value, f.code, f.message) for f in result.findings] == [
        ("warning", "gone-from-file", "GP-2 'B' came from this file before and is no longer in it.")
    ]


def test_codes_that_are_taken_are_not_taken_again(new_id: Callable[[], str]) -> None:
    plan = Plan.of(Initiative(id="x", code="gp-1", name="Mine", owner="Ada"))
    assert [o.values["code"] for o in read(gan(TASK), new_id, plan).operations] == ["GP-1-2"]


@pytest.mark.corpus
def test_a_real_plan_imports_whole(corpus: Path, new_id: Callable[[], str]) -> None:
    data = (corpus / "inputs" / "ganttproject-gan" / "GanttChart.gan").read_bytes()
    result = import_gantt_project(data, "GanttChart.gan", Plan({}), new_id=new_id)
    assert Counter(o.kind for o in result.operations) == {"initiative": 30, "dependency": 20, "team": 4, "calendar": 1}
    assert [(f.severity.value, f.code) for f in result.findings] == [
        ("info", "recurring-holidays"),
        ("info", "base-calendar"),
        ("info", "not-imported"),
        ("info", "not-imported"),
    ]
    plan = planned(result)
    levels = Counter(item.level.value for item in plan.all(Initiative).values())
    assert levels == {"programme": 1, "initiative": 9, "work_item": 19, "milestone": 1}
    assert [team.name for team in plan.all(Team).values()] == ["Ravi", "Ryan", "Tyler", "Vikas"]
    (calendar,) = plan.all(Calendar).values()
    assert len(calendar.exceptions) == 5 * 4 + 29
    assert {link.type for link in plan.all(Dependency).values()} == {LinkType.FS}
    predecessors = {plan.work(link.predecessor_id or "").code for link in plan.predecessors(plan.find("GP-2").id)}
    assert predecessors == {"GP-112", "GP-8"}
    assert import_gantt_project(data, "GanttChart.gan", plan, new_id=new_id).operations == ()
