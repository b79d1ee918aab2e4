"""Microsoft Project XML as operations: outline, dates, calendars, people, links, and what is not kept."""

import gzip
from collections.abc import Callable
from datetime import date, datetime
from itertools import count

import pytest

from planner.plan.changes import Operation, apply
from planner.plan.entities import (
    Assignment,
    Calendar,
    CalendarException,
    ConstraintType,
    Dependency,
    EffortRule,
    Initiative,
    Interruption,
    LagCalendar,
    Level,
    LinkType,
    Portfolio,
    Project,
    Resource,
    ResourceType,
    Status,
    Team,
    WorkContour,
)
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import schedule
from planner_importers import UnknownFormatError, import_file
from planner_importers.tabular.refusals import UnreadableFileError, UnsafeFileError

NS = 'xmlns="http://schemas.microsoft.com/project"'


def ids() -> Callable[[], str]:
    return map("id{}".format, count()).__next__


def xml(tasks: str = "", *, head: str = "", calendars: str = "", people: str = "") -> bytes:
    start = "" if "<StartDate>" in head else "<StartDate>2027-01-04T08:00:00</StartDate>"
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><Project {NS}><Title>Plan</Title>{start}{head}"
        f"<Calendars>{calendars}</Calendars><Tasks>{tasks}</Tasks>{people}</Project>"
    ).encode()


def task(uid: int, rest: str = "", *, level: int = 1, duration: str = "PT16H0M0S", name: str = "") -> str:
    length = f"<Duration>{duration}</Duration>" if duration else ""
    return (
        f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name or f'Task {uid}'}</Name>"
        f"<OutlineLevel>{level}</OutlineLevel>{length}{rest}</Task>"
    )


def link(uid: int, rest: str = "<Type>1</Type>") -> str:
    return f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID>{rest}</PredecessorLink>"


def plan_of(data: bytes, into: Plan | None = None) -> Plan:
    before = into or Plan({})
    result = import_file(data, "plan.xml", before, new_id=ids())
    outcome = apply(before, result.operations)
    assert outcome.accepted, [str(f) for f in outcome.findings]
    return outcome.plan


def item(plan: Plan, name: str) -> Initiative:
    return next(i for i in plan.all(Initiative).values() if i.name == name)


def messages(data: bytes) -> list[str]:
    return [finding.message for finding in import_file(data, "plan.xml", Plan({}), new_id=ids()).findings]


def test_the_outline_becomes_a_hierarchy_under_the_project() -> None:
    plan = plan_of(
        xml(task(1, name="Phase") + task(2, level=2, name="Draft") + task(3, level=2, name="Review")
            + task(4, "<Milestone>1</Milestone>", duration="PT0H0M0S", name="Done"))
    )  # fmt: skip
    assert [(i.name, i.code, i.level, plan.get("initiative", i.parent_id)) for i in plan.children(None)] == [
        ("Plan", "MSP-PLAN", Level.PROGRAMME, None)
    ]
    top = plan.children(None)[0]
    assert [(i.name, i.level) for i in plan.children(top.id)] == [
        ("Phase", Level.INITIATIVE),
        ("Done", Level.MILESTONE),
    ]
    assert [(i.name, i.level) for i in plan.children(item(plan, "Phase").id)] == [
        ("Draft", Level.WORK_ITEM),
        ("Review", Level.WORK_ITEM),
    ]
    assert item(plan, "Phase").duration is None


@pytest.mark.parametrize(
    ("length", "code", "said"),
    [
        ("PT16H0M0S", "7", "2d"),
        ("PT120H0M0S", "9", "3w"),
        ("PT72H0M0S", "8", "3ed"),
        ("PT12H0M0S", "39", "1.5d"),
        ("PT160H0M0S", "11", "1mo"),
        ("PT0H45M0S", "3", "45m"),
        ("PT2H40M0S", "7", "160m"),
        ("PT36H0M0S", "6", "36eh"),
    ],
)
def test_durations_keep_the_unit_in_which_they_were_said(length: str, code: str, said: str) -> None:
    plan = plan_of(xml(task(1, f"<DurationFormat>{code}</DurationFormat>", duration=length, name="A")))
    assert str(item(plan, "A").duration) == said
    assert item(plan, "A").tags == (("estimated",) if code == "39" else ())


@pytest.mark.parametrize(
    ("amount", "code", "said", "measured"),
    [
        (4800, "7", "1d", LagCalendar.SUCCESSOR),
        (-9600, "7", "-2d", LagCalendar.SUCCESSOR),
        (14400, "8", "1ed", LagCalendar.SUCCESSOR),
        (600, "5", "1h", LagCalendar.SUCCESSOR),
        (50, "19", "50%", LagCalendar.SUCCESSOR),
        (50, "20", "50%", LagCalendar.ALWAYS),
        (-25, "51", "-25%", LagCalendar.SUCCESSOR),
    ],
)
def test_lags_in_every_unit(amount: int, code: str, said: str, measured: LagCalendar) -> None:
    lag = f"<Type>3</Type><LinkLag>{amount}</LinkLag><LagFormat>{code}</LagFormat>"
    found = next(iter(plan_of(xml(task(1) + task(2, link(1, lag)))).all(Dependency).values()))
    assert (found.type, str(found.lag), found.lag_calendar) == (LinkType.SS, said, measured)


@pytest.mark.parametrize(("code", "kind"), [("0", LinkType.FF), ("1", LinkType.FS), ("2", LinkType.SF)])
def test_link_types(code: str, kind: LinkType) -> None:
    plan = plan_of(xml(task(1) + task(2, link(1, f"<Type>{code}</Type>"))))
    assert [found.type for found in plan.all(Dependency).values()] == [kind]


def test_constraints_deadline_priority_rule_and_owner() -> None:
    rest = (
        "<Contact>Ada</Contact><Type>2</Type><Priority>700</Priority><ConstraintType>5</ConstraintType>"
        "<ConstraintDate>2027-01-20T08:00:00</ConstraintDate><Deadline>2027-02-01T17:00:00</Deadline>"
        "<IgnoreResourceCalendar>1</IgnoreResourceCalendar><Notes>Why\n it is done</Notes>"
        "<LevelingDelay>14400</LevelingDelay><LevelingDelayFormat>8</LevelingDelayFormat><Active>0</Active>"
    )
    found = item(plan_of(xml(task(1, rest, name="A"))), "A")
    assert (found.owner, found.effort_rule, found.levelling_priority) == ("Ada", EffortRule.FIXED_WORK, 700)
    assert (found.constraint, found.constraint_date) == (ConstraintType.SNLT, datetime(2027, 1, 20, 8))
    assert (found.deadline, found.ignores_resource_calendars) == (datetime(2027, 2, 1, 17), True)
    assert (found.description, str(found.levelling_delay), found.active) == ("Why\n it is done", "1ed", False)


@pytest.mark.parametrize(
    ("head", "kind"),
    [("", ConstraintType.MSO), ("<HonorConstraints>0</HonorConstraints>", ConstraintType.START_ON)],
)
def test_must_dates_yield_to_links_where_the_project_says_so(head: str, kind: ConstraintType) -> None:
    said = "<ConstraintType>2</ConstraintType><ConstraintDate>2027-01-04T08:00:00</ConstraintDate>"
    plan = plan_of(xml(task(1, name="A") + task(2, link(1) + said, name="B"), head=head))
    assert item(plan, "B").constraint is kind
    begins = {ConstraintType.MSO: datetime(2027, 1, 4, 8), ConstraintType.START_ON: datetime(2027, 1, 6, 8)}
    assert schedule(plan).dates[item(plan, "B").id].early_start == begins[kind]


def test_of_a_date_with_a_time_zone_the_clock_time_counts() -> None:
    said = "<ConstraintType>4</ConstraintType><ConstraintDate>2027-03-28T02:30:00+02:00</ConstraintDate>"
    data = xml(task(1, said, name="A"))
    assert item(plan_of(data), "A").constraint_date == datetime(2027, 3, 28, 2, 30)
    assert messages(data) == ["Time zones of dates (ConstraintDate) are not kept: the clock time counts."]


def test_progress_is_as_exact_as_actual_and_remaining_duration_say() -> None:
    rest = (
        "<PercentComplete>33</PercentComplete><ActualStart>2027-01-04T08:00:00</ActualStart>"
        "<ActualDuration>PT8H0M0S</ActualDuration><RemainingDuration>PT16H0M0S</RemainingDuration>"
    )
    plan = plan_of(xml(task(1, rest, duration="PT24H0M0S", name="A")))
    found = item(plan, "A")
    assert (found.percent_complete, found.status) == (33.33333333, Status.IN_PROGRESS)
    assert schedule(plan).dates[found.id].early_finish == datetime(2027, 1, 6, 17)


def test_manual_tasks_keep_their_dates_and_those_without_are_noted() -> None:
    dates = "<ManualStart>2027-01-06T08:00:00</ManualStart><ManualFinish>2027-01-08T17:00:00</ManualFinish>"
    data = xml(task(1, f"<Manual>1</Manual>{dates}", name="A") + task(2, "<Manual>1</Manual>", name="B"))
    plan = plan_of(data)
    assert (item(plan, "A").manual_start, item(plan, "A").manual_finish) == (
        datetime(2027, 1, 6, 8),
        datetime(2027, 1, 8, 17),
    )
    assert item(plan, "B").manual_start is None
    assert "Manually scheduled without dates, 1 task (B) are scheduled by their links." in messages(data)


STANDARD = (
    "<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>"
    + "".join(
        f"<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime>"
        "<FromTime>08:00:00</FromTime><ToTime>16:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>"
        for day in range(2, 7)
    )
    + "</WeekDays>{}</Calendar>"
)


def exception(first: str, last: str, rest: str) -> str:
    period = f"<TimePeriod><FromDate>{first}T00:00:00</FromDate><ToDate>{last}T23:59:00</ToDate></TimePeriod>"
    return f"<Exception>{period}{rest}</Exception>"


def calendar_of(more: str) -> Calendar:
    head = "<CalendarUID>1</CalendarUID>"
    return next(iter(plan_of(xml(head=head, calendars=STANDARD.format(more))).all(Calendar).values()))


def test_exceptions_and_work_weeks_of_a_calendar() -> None:
    half = (
        "<Name>Half day</Name><Type>1</Type><DayWorking>1</DayWorking><WorkingTimes><WorkingTime>"
        "<FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes>"
    )
    week = (
        "<WorkWeeks><WorkWeek><TimePeriod><FromDate>2027-07-01T00:00:00</FromDate>"
        "<ToDate>2027-08-31T23:59:00</ToDate></TimePeriod><Name>Summer</Name><WeekDays><WeekDay>"
        "<DayType>6</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></WorkWeek></WorkWeeks>"
    )
    off = exception("2027-12-24", "2027-12-31", "<Name>Closed</Name><DayWorking>0</DayWorking>")
    found = calendar_of(f"<Exceptions>{off}{exception('2027-03-01', '2027-03-01', half)}</Exceptions>{week}")
    assert found.week == ("08:00-16:00",) * 5 + ("", "")
    assert found.exceptions == (
        CalendarException(first=date(2027, 12, 24), last=date(2027, 12, 31), name="Closed"),
        CalendarException(first=date(2027, 3, 1), last=date(2027, 3, 1), hours="22:00-24:00", name="Half day"),
    )
    assert (found.other_weeks[0].name, found.other_weeks[0].week) == ("Summer", ("08:00-16:00",) * 4 + ("",) * 3)


@pytest.mark.parametrize(
    ("first", "last", "pattern", "days"),
    [
        (
            "2027-01-01", "2029-12-31", "<Type>2</Type><Month>0</Month><MonthDay>6</MonthDay>",
            ["2027-01-06", "2028-01-06", "2029-01-06"],
        ),
        (
            "2027-01-01", "2028-12-31",
            "<Type>3</Type><Month>10</Month><MonthItem>7</MonthItem><MonthPosition>3</MonthPosition>",
            ["2027-11-25", "2028-11-23"],
        ),
        ("2027-01-01", "2027-04-30", "<Type>4</Type><Period>1</Period><MonthDay>31</MonthDay>",
         ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),
        ("2027-01-01", "2029-01-01", "<Type>2</Type><Month>1</Month><MonthDay>29</MonthDay>",
         ["2027-02-28", "2028-02-29"]),
        (
            "2027-01-01", "2027-03-31",
            "<Type>5</Type><Period>1</Period><MonthItem>8</MonthItem><MonthPosition>4</MonthPosition>",
            ["2027-01-29", "2027-02-26", "2027-03-26"],
        ),
        ("2027-01-04", "2027-01-31", "<Type>6</Type><Period>2</Period><DaysOfWeek>10</DaysOfWeek>",
         ["2027-01-04", "2027-01-06", "2027-01-18", "2027-01-20"]),
        ("2027-01-01", "2027-01-08", "<Type>7</Type><Period>3</Period>",
         ["2027-01-01", "2027-01-04", "2027-01-07"]),
        (
            "2027-01-01", "2030-01-01",
            "<EnteredByOccurrences>1</EnteredByOccurrences><Type>7</Type><Period>3</Period><Occurrences>2</Occurrences>",
            ["2027-01-01", "2027-01-04"],
        ),
        (
            "2027-01-01", "2027-01-08",
            "<EnteredByOccurrences>0</EnteredByOccurrences><Type>7</Type><Period>3</Period><Occurrences>2</Occurrences>",
            ["2027-01-01", "2027-01-04", "2027-01-07"],
        ),
        ("0001-01-01", "0001-01-09", "<Type>6</Type><Period>1</Period><DaysOfWeek>2</DaysOfWeek>",
         ["0001-01-01", "0001-01-08"]),
        ("9999-12-30", "9999-12-31", "<Type>6</Type><Period>9999999</Period><DaysOfWeek>127</DaysOfWeek>",
         ["9999-12-30", "9999-12-31"]),
        ("2027-01-01", "2027-12-31", "<Type>5</Type><MonthItem>99</MonthItem><MonthPosition>4</MonthPosition>", []),
        ("2027-01-01", "2027-12-31", "<Type>2</Type><Month>99999999999</Month><MonthDay>99999999999</MonthDay>", []),
    ],
)  # fmt: skip
def test_recurring_exceptions_are_written_out(first: str, last: str, pattern: str, days: list[str]) -> None:
    item_ = exception(first, last, f"<Name>Again</Name>{pattern}<DayWorking>0</DayWorking>")
    assert [str(e.first) for e in calendar_of(f"<Exceptions>{item_}</Exceptions>").exceptions] == days


def test_a_recurring_exception_of_a_century_is_cut_with_a_warning() -> None:
    daily = "<Name>Noon</Name><Type>6</Type><Period>1</Period><DaysOfWeek>127</DaysOfWeek><DayWorking>0</DayWorking>"
    said = STANDARD.format(f"<Exceptions>{exception('2000-01-01', '2099-12-31', daily)}</Exceptions>")
    assert messages(xml(task(1, name="A"), head="<CalendarUID>1</CalendarUID>", calendars=said)) == [
        "The recurring exception 'Noon' is written out for its first 20000 days, until 2054-10-03.",
        "1 recurring exception (Noon) are written out day by day.",
    ]


def test_resource_calendars_that_say_nothing_are_their_base() -> None:
    own = (
        "<Calendar><UID>{}</UID><Name>{}</Name><IsBaseCalendar>0</IsBaseCalendar>"
        "<BaseCalendarUID>1</BaseCalendarUID>{}</Calendar>"
    )
    leave = f"<Exceptions>{exception('2027-01-05', '2027-01-05', '<Name>Leave</Name>')}</Exceptions>"
    people = (
        "<Resources><Resource><UID>1</UID><Name>Ada</Name><Group>Legal</Group><Type>1</Type><MaxUnits>0.5</MaxUnits>"
        "<CalendarUID>2</CalendarUID></Resource><Resource><UID>2</UID><Name>Bo</Name><CalendarUID>3</CalendarUID>"
        "</Resource><Resource><UID>3</UID><Name>Paper</Name><Type>0</Type></Resource></Resources>"
        "<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>2</ResourceUID><Units>1</Units>"
        "<Work>PT16H0M0S</Work><WorkContour>1</WorkContour><Delay>4800</Delay></Assignment></Assignments>"
    )
    calendars = STANDARD.format("") + own.format(2, "Ada", "") + own.format(3, "Bo", leave)
    plan = plan_of(xml(task(1, name="A"), head="<CalendarUID>1</CalendarUID>", calendars=calendars, people=people))
    assert [(c.name, c.base_id) for c in plan.all(Calendar).values()] == [("Standard", None), ("Bo", "id0")]
    ada, bo, paper = plan.all(Resource).values()
    assert (ada.calendar_id, ada.max_units, ada.code) == ("id0", 50.0, "ADA")
    assert plan.all(Team)[str(ada.team_id)].name == "Legal"
    assert (plan.all(Calendar)[str(bo.calendar_id)].name, paper.type) == ("Bo", ResourceType.MATERIAL)
    row = next(iter(plan.all(Assignment).values()))
    assert (row.units, str(row.work), str(row.delay), row.contour) == (100.0, "16h", "8h", WorkContour.BACK_LOADED)


def test_a_calendar_based_on_itself_loses_its_base() -> None:
    said = "<UID>{}</UID><Name>C{}</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>{}</BaseCalendarUID>"
    said = f"<Calendar>{said}</Calendar>"
    data = xml(task(1), calendars="".join(said.format(uid, uid, base) for uid, base in ((1, 2), (2, 1), (3, 3))))
    assert [m for m in messages(data) if "based on itself" in m] == [
        f"The calendar 'C{uid}' is, through its bases, based on itself; its base is left out." for uid in (1, 3)
    ]
    assert schedule(plan_of(data)).dates[item(plan_of(data), "Task 1").id].early_finish == datetime(2027, 1, 5, 17)


def test_overtime_takes_no_time_of_the_calendar_and_is_noted() -> None:
    night = STANDARD.format("").replace("<UID>1</UID>", "<UID>2</UID>").replace("08:00:00", "20:00:00")
    night = night.replace("16:00:00", "00:00:00")
    people = (
        "<Resources><Resource><UID>1</UID><Name>Ada</Name><CalendarUID>1</CalendarUID></Resource>"
        "<Resource><UID>2</UID><Name>Bo</Name><CalendarUID>2</CalendarUID></Resource></Resources><Assignments>"
        "<Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units><Work>PT8H0M0S</Work>"
        "</Assignment><Assignment><UID>2</UID><TaskUID>1</TaskUID><ResourceUID>2</ResourceUID><Units>1</Units>"
        "<Work>PT6H0M0S</Work><OvertimeWork>PT2H0M0S</OvertimeWork></Assignment></Assignments>"
    )
    head = "<CalendarUID>1</CalendarUID>"
    data = xml(task(1, name="A"), head=head, calendars=STANDARD.format("") + night, people=people)
    plan = plan_of(data)
    assert [str(row.work) for row in plan.all(Assignment).values()] == ["8h", "4h"]
    assert schedule(plan).dates[item(plan, "A").id].early_finish == datetime(2027, 1, 5)
    assert "Overtime of 1 assignment (UID 2) are not kept." in messages(data)


def test_leave_of_the_person_at_work_moves_the_work() -> None:
    own = (
        "<Calendar><UID>2</UID><Name>Bo</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID>"
        f"<Exceptions>{exception('2027-01-05', '2027-01-05', '<Name>Leave</Name>')}</Exceptions></Calendar>"
    )
    people = (
        "<Resources><Resource><UID>2</UID><Name>Bo</Name><CalendarUID>2</CalendarUID></Resource></Resources>"
        "<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>2</ResourceUID>"
        "<Work>PT16H0M0S</Work></Assignment></Assignments>"
    )
    head = "<CalendarUID>1</CalendarUID>"
    for fixed, finish in (("0", datetime(2027, 1, 6, 16)), ("1", datetime(2027, 1, 5, 16))):
        tasks = task(1, f"<Type>{fixed}</Type>", name="A")
        plan = plan_of(xml(tasks, head=head, calendars=STANDARD.format("") + own, people=people))
        assert schedule(plan).dates[item(plan, "A").id].early_finish == finish


def test_a_split_task_is_told_from_its_work_per_day() -> None:
    def day(first: str, last: str, work: str) -> str:
        return (
            f"<TimephasedData><Type>1</Type><Start>2027-01-{first}</Start><Finish>2027-01-{last}</Finish>"
            f"<Unit>2</Unit><Value>{work}</Value></TimephasedData>"
        )

    people = (
        "<Resources><Resource><UID>1</UID><Name>Ada</Name></Resource></Resources><Assignments><Assignment>"
        "<UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Work>PT16H0M0S</Work>"
        + day("04T08:00:00", "04T17:00:00", "PT8H0M0S")
        + day("04T17:00:00", "07T08:00:00", "PT0H0M0S")
        + day("07T08:00:00", "07T17:00:00", "PT8H0M0S")
        + "</Assignment></Assignments>"
    )
    dates = "<Start>2027-01-04T08:00:00</Start><Finish>2027-01-07T17:00:00</Finish>"
    calendars = (
        STANDARD.format("")
        .replace("16:00", "17:00")
        .replace(
            "<ToTime>17:00:00</ToTime></WorkingTime>",
            "<ToTime>12:00:00</ToTime></WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime>"
            "</WorkingTime>",
        )
    )
    plan = plan_of(xml(task(1, dates, name="A"), head="<CalendarUID>1</CalendarUID>", calendars=calendars,
                       people=people))  # fmt: skip
    found = item(plan, "A")
    assert found.interruptions == (Interruption(start=datetime(2027, 1, 4, 17), finish=datetime(2027, 1, 7, 8)),)
    assert schedule(plan).dates[found.id].early_finish == datetime(2027, 1, 7, 17)


def test_the_rest_of_begun_work_resumes_where_the_file_says() -> None:
    rest = (
        "<Start>2027-01-04T08:00:00</Start><ActualStart>2027-01-04T08:00:00</ActualStart>"
        "<Stop>2027-01-04T16:00:00</Stop><Resume>2027-01-08T08:00:00</Resume><PercentComplete>50</PercentComplete>"
        "<RemainingDuration>PT8H0M0S</RemainingDuration>"
    )
    calendars = STANDARD.format("")
    plan = plan_of(xml(task(1, rest, name="A"), head="<CalendarUID>1</CalendarUID>", calendars=calendars))
    assert item(plan, "A").resume == datetime(2027, 1, 8, 8)
    assert schedule(plan).dates[item(plan, "A").id].early_finish == datetime(2027, 1, 8, 16)


def test_project_settings_become_the_project_and_in_an_empty_plan_the_portfolio() -> None:
    head = (
        "<ScheduleFromStart>0</ScheduleFromStart><StartDate>2027-01-04T08:00:00</StartDate>"
        "<FinishDate>2027-06-30T17:00:00</FinishDate><CriticalSlackLimit>2</CriticalSlackLimit>"
        "<MinutesPerDay>420</MinutesPerDay><MinutesPerWeek>2100</MinutesPerWeek><HonorConstraints>0</HonorConstraints>"
        "<StatusDate>2027-02-01T17:00:00</StatusDate><FYStartDate>10</FYStartDate>"
    )
    plan = plan_of(xml(task(1, duration="PT14H0M0S", name="A"), head=head))
    project = next(iter(plan.all(Project).values()))
    assert (project.from_finish, project.finish) == (True, datetime(2027, 6, 30, 17))
    assert (project.critical_float_days, project.honours_constraints, project.status_date) == (2.0, False, None)
    assert plan.portfolio.minutes_per_day == 420
    assert (plan.portfolio.fiscal_year_start_month, plan.portfolio.status_date) == (10, date(2027, 2, 1))
    assert item(plan, "A").duration == Duration.parse("2d")


def test_a_plan_with_work_keeps_its_settings_and_units() -> None:
    before = Plan.of(
        Portfolio(id="portfolio", name="Ours", minutes_per_day=480), Initiative(id="x", code="X", name="There")
    )
    plan = plan_of(xml(task(1, duration="PT14H0M0S", name="A"), head="<MinutesPerDay>420</MinutesPerDay>"), before)
    assert (plan.portfolio.name, plan.portfolio.minutes_per_day) == ("Ours", 480)
    assert item(plan, "A").duration == Duration.parse("1.75d")


def test_importing_again_changes_nothing_and_a_change_updates_one_field() -> None:
    guid = "<GUID>0F4DD5DE-5AC0-4B86-9CB3-DFF0AF76678B</GUID>"
    calendars = STANDARD.format("")
    first = xml(task(1, guid, name="A") + task(2, link(1)), calendars=calendars)
    plan = plan_of(first)
    assert import_file(first, "plan.xml", plan, new_id=ids()).operations == ()
    renamed = xml(task(9, guid, name="A new") + task(2, link(9)), calendars=calendars)
    operations = import_file(renamed, "plan.xml", plan, new_id=ids()).operations
    assert [(o.kind, o.id, dict(o.values)) for o in operations] == [
        ("initiative", item(plan, "A").id, {"name": "A new"})
    ]


def test_custom_fields_become_tags() -> None:
    head = (
        "<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName>"
        "<Alias>Market</Alias></ExtendedAttribute></ExtendedAttributes>"
    )
    value = "<ExtendedAttribute><FieldID>188743731</FieldID><Value>DE</Value></ExtendedAttribute>"
    assert item(plan_of(xml(task(1, value, name="A"), head=head)), "A").tags == ("Market:DE",)


def test_what_the_plan_does_not_hold_is_noted_once_per_sort() -> None:
    cost = "<Cost>100</Cost><Baseline><Number>0</Number><Start>2027-01-04T08:00:00</Start></Baseline>"
    data = xml(task(1, cost, name="A") + task(2, cost, name="B") + task(3, "<Milestone>1</Milestone>", name="C"))
    assert sorted(messages(data)) == [
        "Baselines of 2 tasks (A, B) are not kept.",
        "Costs and rates of 2 tasks (A, B) are not kept.",
        "Marked as milestones although they take time, 1 task (C) are kept as work.",
    ]


def test_links_to_other_files_wait_for_an_outside_party() -> None:
    rest = (
        "<PredecessorLink><PredecessorUID>77</PredecessorUID><Type>1</Type><CrossProject>1</CrossProject>"
        "<CrossProjectName>C:\\plans\\other.mpp\\12</CrossProjectName></PredecessorLink>"
    )
    plan = plan_of(xml(task(1, rest, name="A")))
    found = next(iter(plan.all(Dependency).values()))
    assert (found.predecessor_id, found.external_party) == (None, "C:\\plans\\other.mpp\\12")


def test_external_tasks_keep_the_dates_of_the_other_file() -> None:
    dates = "<Start>2027-02-01T08:00:00</Start><Finish>2027-02-03T17:00:00</Finish>"
    plan = plan_of(xml(task(1, f"<ExternalTask>1</ExternalTask>{dates}", name="E") + task(2, link(1), name="A")))
    assert item(plan, "E").tags == ("external task",)
    assert schedule(plan).dates[item(plan, "A").id].early_start == datetime(2027, 2, 4, 8)


def test_a_summary_calendar_is_not_handed_to_parts_without_one() -> None:
    night = STANDARD.format("").replace("<UID>1</UID>", "<UID>5</UID>").replace("08:00:00", "10:00:00")
    tasks = task(1, "<CalendarUID>5</CalendarUID>", name="S") + task(2, level=2, name="P")
    data = xml(tasks, head="<CalendarUID>1</CalendarUID>", calendars=STANDARD.format("") + night)
    plan = plan_of(data)
    assert item(plan, "S").calendar_id is None
    assert "Calendars of 1 task (S) are not kept: a summary's calendar says nothing of its parts." in messages(data)


BOMB = f"""<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<Project {NS}><Title>&b;</Title><Tasks/></Project>""".encode()
OUTSIDE = f"""<!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<Project {NS}><Title>&a;</Title><Tasks/></Project>""".encode()


@pytest.mark.parametrize("data", [BOMB, OUTSIDE, gzip.compress(BOMB)])
def test_entities_are_refused(data: bytes) -> None:
    with pytest.raises(UnsafeFileError) as error:
        import_file(data, "bomb.xml", Plan({}), new_id=ids())
    assert "bomb.xml" in str(error.value)
    assert "declares a document type" in str(error.value)


def test_a_cut_off_file_is_refused_with_its_line() -> None:
    data = xml(task(1) + task(2)).replace(b"<Tasks>", b"\n\n<Tasks>")[:-40]
    with pytest.raises(UnreadableFileError) as error:
        import_file(data, "cut.xml", Plan({}), new_id=ids())
    assert "cut.xml" in str(error.value)
    assert "line 3" in str(error.value)


def test_a_file_without_its_namespace_is_read() -> None:
    assert item(plan_of(xml(task(1)).replace(NS.encode(), b"")), "Task 1").duration == Duration.parse("2d")


def test_a_packed_file_is_read_and_a_cut_off_one_refused() -> None:
    packed = gzip.compress(xml(task(1, name="A")))
    result = import_file(packed, "plan.xml.gz", Plan({}), new_id=ids())
    assert result.format == "ms-project"
    assert [o.values["name"] for o in result.operations if o.kind == "initiative"] == ["Plan", "A"]
    with pytest.raises(UnreadableFileError) as error:
        import_file(packed[:-12], "plan.xml.gz", Plan({}), new_id=ids())
    assert "plan.xml.gz" in str(error.value)


def test_the_binary_format_is_refused_with_the_way_out() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    with pytest.raises(UnknownFormatError) as error:
        import_file(data, "plan.mpp", Plan({}), new_id=ids())
    assert "Save it as XML in Microsoft Project." in str(error.value.hint)


def test_unreadable_values_refuse_the_file_with_line_and_field() -> None:
    data = xml(task(1, "<Deadline>soon</Deadline>", name="A") + task(2, duration="two days"))
    result = import_file(data, "plan.xml", Plan({}), new_id=ids())
    errors = [f for f in result.findings if f.severity == "error"]
    assert [(f.code, f.place.row, f.place.column, f.place.value) for f in errors] == [
        ("unreadable-value", 1, "Deadline", "soon"),
        ("unreadable-value", 1, "Duration", "two days"),
    ]
    assert result.operations == ()
    huge = task(1, "<LevelingDelay>1e309</LevelingDelay>") + task(2, duration="PT9999999999999H0M0S")
    errors = [f for f in import_file(xml(huge), "plan.xml", Plan({}), new_id=ids()).findings if f.severity == "error"]
    assert [(f.code, f.place.column) for f in errors] == [
        ("unreadable-value", "LevelingDelay"),
        ("unreadable-value", "Duration"),
    ]


def test_a_day_of_less_than_a_minute_is_refused() -> None:
    data = xml(task(1), head="<MinutesPerDay>0.5</MinutesPerDay>")
    assert "Project: MinutesPerDay '0.5' is not a number from 1 up." in messages(data)


def test_links_to_missing_tasks_and_between_a_summary_and_its_part_are_left_out() -> None:
    tasks = task(1, name="S") + task(2, link(1), level=2, name="P") + task(3, link(42), name="Q")
    result = import_file(xml(tasks), "plan.xml", Plan({}), new_id=ids())
    assert [f.code for f in result.findings] == ["summary-dependency", "unresolved-reference"]
    assert not any(o.kind == "dependency" for o in result.operations)


def test_every_operation_of_a_file_has_a_place() -> None:
    def placed(operation: Operation) -> bool:
        return operation.place is not None and operation.place.file == "plan.xml" and operation.place.row == 1

    result = import_file(xml(task(1) + task(2, link(1))), "plan.xml", Plan({}), new_id=ids())
    assert all(placed(o) for o in result.operations if o.kind in ("initiative", "dependency"))
