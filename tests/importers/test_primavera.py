"""Primavera XER as operations: tables, calendars, breakdown, activities, relationships, and what is not kept."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import count

import pytest

from planner.plan.changes import apply
from planner.plan.entities import (
    ActivityType,
    Assignment,
    Calendar,
    CalendarException,
    ConstraintType,
    Dependency,
    EffortRule,
    FloatBasis,
    Initiative,
    LagCalendar,
    Level,
    LinkType,
    MilestoneInstant,
    Portfolio,
    Project,
    Resource,
    Status,
)
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import schedule, start_reason
from planner_importers import import_file
from planner_importers.primavera_calendars import parsed
from planner_importers.tabular.refusals import UnreadableFileError

SHIFTS = "(0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())"
WEEK = "".join(f"(0||{day}()({SHIFTS if 2 <= day <= 6 else ''}))" for day in range(1, 8))
OFFICE = f"(0||CalendarData()((0||DaysOfWeek()({WEEK}))(0||Exceptions()((0||0(d|46393)())))))"
"""Monday to Friday; 6 January 2027 is off."""


def ids() -> Callable[[], str]:
    return map("id{}".format, count()).__next__


def table(name: str, fields: str, *rows: str) -> str:
    lines = [f"%T\t{name}", "%F\t" + "\t".join(fields.split())]
    return "\n".join(lines + ["%R\t" + "\t".join(row.split("|")) for row in rows])


PROJECT = table(
    "PROJECT",
    "proj_id proj_short_name plan_start_date last_recalc_date clndr_id critical_drtn_hr_cnt guid",
    "1|TOWER|2027-01-04 08:00|2027-01-04 08:00|10|8|g1",
)
CALENDAR = (
    f"%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tday_hr_cnt\tweek_hr_cnt\tclndr_data\n%R\t10\tFive days\t8\t40\t{OFFICE}"
)
WBS = table(
    "PROJWBS",
    "wbs_id proj_id seq_num proj_node_flag wbs_short_name wbs_name parent_wbs_id",
    "100|1|0|Y|TOWER|Tower|",
    "101|1|2|N|B|Build|100",
    "102|1|1|N|D|Design|100",
    "103|1|3|N|E|Empty|100",
)
FIELDS = (
    "task_id proj_id wbs_id clndr_id task_type duration_type status_code complete_pct_type task_code task_name "
    "target_drtn_hr_cnt remain_drtn_hr_cnt act_start_date act_end_date cstr_type cstr_date cstr_type2 cstr_date2"
)


def activity(uid: int, kind: str = "TT_Task", hours: int = 16, rest: str = "", wbs: int = 101) -> str:
    status = rest or f"{hours}||||||"
    state = "TK_NotStart" if not rest or not rest.split("|")[1] else "TK_Active"
    state = "TK_Complete" if rest and rest.split("|")[2] else state
    return f"{uid}|1|{wbs}|10|{kind}|DT_FixedDUR2|{state}|CP_Drtn|A{uid}|Activity {uid}|{hours}|{status}"


def xer(*tables: str, options: str = "") -> bytes:
    return "\n".join(["ERMHDR\t23.12\t2027-01-04", PROJECT, CALENDAR, WBS, *tables, options, "%E", ""]).encode()


def tasks(*rows: str) -> str:
    return table("TASK", FIELDS, *rows)


def links(*rows: str) -> str:
    return table("TASKPRED", "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt", *rows)


def plan_of(data: bytes, into: Plan | None = None) -> Plan:
    before = into or Plan({})
    outcome = apply(before, import_file(data, "tower.xer", before, new_id=ids()).operations)
    assert outcome.accepted, [str(f) for f in outcome.findings]
    return outcome.plan


def item(plan: Plan, code: str) -> Initiative:
    found = plan.by_code("work", code)
    assert isinstance(found, Initiative)
    return found


def test_the_breakdown_becomes_a_hierarchy_in_its_own_order() -> None:
    plan = plan_of(xer(tasks(activity(1), activity(2, "TT_FinMile", 0), activity(3, wbs=102))))
    top = item(plan, "TOWER")
    assert (top.name, top.level) == ("Tower", Level.PROGRAMME)
    assert [(i.name, i.code, i.active) for i in plan.children(top.id)] == [
        ("Design", "TOWER.D", True),
        ("Build", "TOWER.B", True),
        ("Empty", "TOWER.E", False),
    ]
    assert [(i.name, i.level) for i in plan.children(item(plan, "TOWER.B").id)] == [
        ("Activity 1", Level.WORK_ITEM),
        ("Activity 2", Level.MILESTONE),
    ]
    assert item(plan, "A2").milestone_instant is MilestoneInstant.END_OF_WORK


def test_the_project_has_the_rules_of_primavera() -> None:
    options = table(
        "SCHEDOPTIONS",
        "schedoptions_id proj_id sched_calendar_on_relationship_lag sched_progress_override sched_float_type",
        "1|1|rcal_24Hour|N|FT_SF",
    )
    plan = plan_of(xer(tasks(activity(1), activity(2)), links("1|2|1|1|1|PR_SS|24"), options=options))
    rules = next(iter(plan.all(Project).values()))
    assert (rules.start, rules.status_date) == (datetime(2027, 1, 4, 8), datetime(2027, 1, 4, 8))
    assert (rules.critical_float_days, rules.float_basis) == (1.0, FloatBasis.START)
    assert (rules.honours_constraints, rules.retained_logic) == (False, True)
    found = next(iter(plan.all(Dependency).values()))
    assert (found.type, found.lag, found.lag_calendar) == (LinkType.SS, Duration.parse("24h"), LagCalendar.ALWAYS)
    assert schedule(plan).dates[item(plan, "A2").id].early_start == datetime(2027, 1, 5, 8)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("PR_FS", LinkType.FS), ("PR_SS", LinkType.SS), ("PR_FF", LinkType.FF), ("PR_SF", LinkType.SF)],
)
def test_relationships_and_their_lags(code: str, kind: LinkType) -> None:
    plan = plan_of(xer(tasks(activity(1), activity(2)), links(f"1|2|1|1|1|{code}|-4")))
    found = next(iter(plan.all(Dependency).values()))
    assert (found.type, found.lag, found.lag_calendar) == (kind, Duration.parse("-4h"), LagCalendar.PREDECESSOR)


def test_calendars_with_shifts_and_exceptions() -> None:
    calendar = next(iter(plan_of(xer()).all(Calendar).values()))
    assert calendar.week == ("08:00-12:00 13:00-17:00",) * 5 + ("", "")
    assert calendar.exceptions == (CalendarException(first=date(2027, 1, 6), last=date(2027, 1, 6)),)


@pytest.mark.parametrize(
    ("text", "monday", "exceptions"),
    [
        ("(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|00:00|f|00:00)())))))))", "00:00-24:00", []),
        ("(0||CalendarData()(  (0||DaysOfWeek()( (0||2()( (0||0(f|17:00|s|9:00)()) )) )) ))", "09:00-17:00", []),
        ("(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|9:00 AM|f|5:00 PM)())))))))", "09:00-17:00", []),
        (
            (
                "(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|08:00|f|16:00)())))))"
                "(0||Exceptions()((0||0(d|46388)())(0||1(d|46389)((0||0(s|08:00|f|12:00)())))))))"
            ),
            "08:00-16:00",
            [("2027-01-01", ""), ("2027-01-02", "08:00-12:00")],
        ),
        ("", "08:00-12:00 13:00-17:00", []),
    ],
)
def test_calendar_texts_of_several_versions(text: str, monday: str, exceptions: list[tuple[str, str]]) -> None:
    week, days = parsed(text)
    assert week[0] == monday
    assert [(str(day.first), day.hours) for day in days] == exceptions


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("CS_MSO", ConstraintType.START_ON), ("CS_MSOA", ConstraintType.SNET), ("CS_MSOB", ConstraintType.SNLT),
        ("CS_MEO", ConstraintType.FINISH_ON), ("CS_MEOA", ConstraintType.FNET), ("CS_MEOB", ConstraintType.FNLT),
        ("CS_MANDSTART", ConstraintType.MSO), ("CS_MANDFIN", ConstraintType.MFO),
    ],
)  # fmt: skip
def test_primary_and_secondary_constraints(code: str, kind: ConstraintType) -> None:
    rest = f"16|||{code}|2027-01-11 08:00|CS_ALAP|"
    data = xer(tasks(activity(1, rest=rest)))
    found = item(plan_of(data), "A1")
    assert (found.constraint, found.constraint_date) == (ConstraintType.ALAP, None)
    assert (found.second_constraint, found.second_constraint_date) == (kind, datetime(2027, 1, 11, 8))
    assert [f.message for f in import_file(data, "tower.xer", Plan({}), new_id=ids()).findings] == [
        "As late as possible takes all float of 1 item (A1) here; Primavera takes only what moves no other work."
    ]


def test_what_remains_of_begun_work_waits_for_its_predecessor() -> None:
    begun = activity(2, rest="8|2027-01-04 08:00|||||")
    plan = plan_of(xer(tasks(activity(1), begun), links("1|2|1|1|1|PR_FS|0")))
    found = item(plan, "A2")
    assert (found.status, found.percent_complete, found.remaining) == (Status.IN_PROGRESS, 50.0, Duration.parse("1d"))
    assert schedule(plan).dates[found.id].early_finish == datetime(2027, 1, 7, 17)


def test_finished_work_keeps_its_actual_dates() -> None:
    done = activity(1, rest="0|2027-01-04 08:00|2027-01-05 17:00||||")
    plan = plan_of(xer(tasks(done)))
    found = item(plan, "A1")
    assert (found.status, found.percent_complete, found.remaining) == (Status.DONE, 100.0, None)
    assert schedule(plan).dates[found.id].early_finish == datetime(2027, 1, 5, 17)


def test_level_of_effort_and_summary_activities_bind_nothing_and_hang_on_others() -> None:
    watched = (activity(3), activity(4, hours=24), activity(5, hours=8, wbs=102))
    linked = links("1|5|1|1|1|PR_FS|0", "2|1|3|1|1|PR_SS|4", "3|4|3|1|1|PR_FS|0", "4|1|4|1|1|PR_FF|0")
    data = xer(tasks(activity(1, "TT_LOE", 400), activity(2, "TT_WBS"), *watched), linked)
    result = import_file(data, "tower.xer", Plan({}), new_id=ids())
    assert result.findings == ()
    plan = plan_of(data)
    dates = schedule(plan).dates
    level, summary = item(plan, "A1"), item(plan, "A2")
    assert (level.activity_type, level.active, level.tags) == (
        ActivityType.LEVEL_OF_EFFORT, True, ("level of effort",),
    )  # fmt: skip
    assert (summary.activity_type, summary.active, summary.tags) == (ActivityType.WBS_SUMMARY, True, ("WBS summary",))
    assert [dates[item(plan, code).id].early_start for code in ("A3", "A5")] == [datetime(2027, 1, 4, 8)] * 2
    assert (dates[level.id].early_start, dates[level.id].early_finish, dates[level.id].duration_minutes) == (
        datetime(2027, 1, 4, 13), datetime(2027, 1, 11, 17), 36 * 60,
    )  # fmt: skip
    assert (dates[summary.id].early_start, dates[summary.id].early_finish) == (
        datetime(2027, 1, 4, 8), datetime(2027, 1, 11, 17),
    )  # fmt: skip


def test_resources_and_assignments_drive_resource_dependent_activities() -> None:
    people = (
        table("RSRC", "rsrc_id rsrc_short_name rsrc_name rsrc_type clndr_id", "7|ADA|Ada|RT_Labor|10"),
        table("RSRCRATE", "rsrc_rate_id rsrc_id max_qty_per_hr", "1|7|0.5"),
        table("TASKRSRC", "taskrsrc_id task_id rsrc_id target_qty target_qty_per_hr target_lag_drtn_hr_cnt",
              "1|1|7|8|0.5|4"),
    )  # fmt: skip
    plan = plan_of(xer(tasks(activity(1, "TT_Rsrc"), activity(2)), *people))
    ada, row = next(iter(plan.all(Resource).values())), next(iter(plan.all(Assignment).values()))
    assert (ada.code, ada.name, ada.max_units) == ("ADA", "Ada", 50.0)
    assert (row.units, row.work, row.delay) == (50.0, Duration.parse("8h"), Duration.parse("4h"))
    assert (item(plan, "A1").ignores_resource_calendars, item(plan, "A1").effort_rule) == (
        False,
        EffortRule.FIXED_UNITS,
    )
    assert item(plan, "A2").ignores_resource_calendars is True


def test_codes_user_fields_and_notebooks() -> None:
    more = (
        table("ACTVTYPE", "actv_code_type_id actv_code_type", "1|Phase"),
        table("ACTVCODE", "actv_code_id actv_code_type_id short_name", "5|1|P1"),
        table("TASKACTV", "task_id actv_code_id", "1|5"),
        table("UDFTYPE", "udf_type_id table_name udf_type_label", "3|TASK|Vendor"),
        table("UDFVALUE", "udf_type_id fk_id udf_text", "3|1|Acme"),
        table("TASKMEMO", "memo_id task_id task_memo", "1|1|<HTML><p>Wait for <b>legal</b>.</p></HTML>"),
        table("TASKPROC", "proc_id task_id", "1|1"),
    )
    data = xer(tasks(activity(1)), *more)
    found = item(plan_of(data), "A1")
    assert (found.tags, found.description) == (("Phase:P1", "Vendor:Acme"), "Wait for legal.")
    messages = [f.message for f in import_file(data, "tower.xer", Plan({}), new_id=ids()).findings]
    assert messages == ["Tables of other things are not kept, with their rows: TASKPROC (1)."]


def test_several_projects_in_one_file_are_linked_to_each_other() -> None:
    two = PROJECT + "\n%R\t2\tANNEX\t2027-02-01 08:00\t2027-02-01 08:00\t10\t0\tg2"
    rows = tasks(activity(1)) + "\n" + "%R\t" + activity(2).replace("2|1|101", "2|2|", 1).replace("|", "\t")
    data = xer(rows, links("1|2|1|2|1|PR_FS|0")).replace(PROJECT.encode(), two.encode())
    plan = plan_of(data)
    assert [i.code for i in plan.children(None)] == ["ANNEX", "TOWER"]
    assert item(plan, "A2").parent_id == item(plan, "ANNEX").id
    assert len(plan.all(Dependency)) == 1
    assert schedule(plan).dates[item(plan, "A2").id].early_start == datetime(2027, 2, 1, 8)


def test_importing_again_changes_nothing_and_a_change_updates_one_field() -> None:
    data = xer(tasks(activity(1), activity(2)), links("1|2|1|1|1|PR_FS|0"))
    plan = plan_of(data)
    assert import_file(data, "tower.xer", plan, new_id=ids()).operations == ()
    changed = data.replace(b"Activity 1", b"Renamed")
    operations = import_file(changed, "other name.xer", plan, new_id=ids()).operations
    assert [(o.kind, o.id, dict(o.values)) for o in operations] == [
        ("initiative", item(plan, "A1").id, {"name": "Renamed"})
    ]


def test_of_two_links_of_one_sort_the_first_is_kept_however_often_the_file_is_read() -> None:
    data = xer(tasks(activity(1), activity(2)), links("1|2|1|1|1|PR_FS|0", "2|2|1|1|1|PR_FS|16"))
    plan = plan_of(data)
    assert [link.lag.amount for link in plan.all(Dependency).values()] == [0]
    again = import_file(data, "tower.xer", plan, new_id=ids())
    assert (again.operations, again.findings[0].code) == ((), "repeated-link")


def test_a_removed_activity_and_a_link_to_another_project_are_reported() -> None:
    plan = plan_of(xer(tasks(activity(1), activity(2))))
    data = xer(tasks(activity(1)), links("1|1|99|1|5|PR_FS|0"))
    found = import_file(data, "tower.xer", plan, new_id=ids()).findings
    assert [f.code for f in found] == ["link-to-another-file", "settings-kept", "gone-from-file"]


def test_settings_of_a_plan_with_work_are_left_alone() -> None:
    before = Plan.of(Portfolio(id="portfolio", name="Ours"), Initiative(id="x", code="X", name="There"))
    assert plan_of(xer(tasks(activity(1))), before).portfolio == Portfolio(id="portfolio", name="Ours")


def test_the_windows_code_page_and_broken_lines_are_read() -> None:
    named = activity(1).replace("Activity 1", "Façade – côté\x7f\x7fnord")
    data = xer(tasks(named)).decode().encode("cp1252")
    assert item(plan_of(data), "A1").name == "Façade – côté nord"


def test_a_cut_off_file_is_refused_with_its_last_line() -> None:
    data = xer(tasks(activity(1), activity(2)))
    with pytest.raises(UnreadableFileError) as error:
        import_file(data[: data.index(b"Activity 2")], "tower.xer", Plan({}), new_id=ids())
    assert "tower.xer" in str(error.value)
    assert "cut off after line 17: the closing %E is missing" in str(error.value)


def test_rows_outside_a_table_are_refused_and_a_node_without_a_name_has_its_id() -> None:
    with pytest.raises(UnreadableFileError, match="line 3: a row comes before the names of its table and its fields"):
        import_file(b"ERMHDR\t23.12\n%F\ttask_id\n%R\t7\n%E\n", "tower.xer", Plan({}), new_id=ids())
    plan = plan_of(xer(tasks(activity(1))).replace(b"2\tN\tB\tBuild", b"2\tN\t\t"))
    assert item(plan, "TOWER.").name == "101"


def test_unreadable_values_refuse_the_file_with_line_and_field() -> None:
    data = xer(tasks(activity(1, rest="16|||CS_MSOA|soon||")))
    result = import_file(data, "tower.xer", Plan({}), new_id=ids())
    errors = [
        (f.place.sheet, f.place.row, f.place.column, f.place.value) for f in result.findings if f.severity == "error"
    ]
    assert errors == [("TASK", 16, "cstr_date", "soon")]
    assert result.operations == ()


@pytest.mark.parametrize("said", ["1024.0", "1024,0", "1.024,0", "1,024.0"])
def test_numbers_of_every_region_are_read(said: str) -> None:
    data = xer(tasks(activity(1, hours=1024))).replace(b"\t1024\t", f"\t{said}\t".encode())
    assert item(plan_of(data), "A1").duration == Duration.parse("128d")


def test_begun_work_goes_on_when_resumed_and_what_was_said_of_its_start_is_history() -> None:
    fields = FIELDS + " suspend_date resume_date"
    begun = activity(1, rest="8|2026-12-28 08:00||CS_MSOA|2027-03-01 08:00|CS_MEOB|2027-01-12 17:00")
    data = xer(table("TASK", fields, f"{begun}|2026-12-28 17:00|2027-01-11 08:00", f"{activity(2)}||"))
    plan = plan_of(data)
    dates = schedule(plan).dates[item(plan, "A1").id]
    assert (dates.early_start, dates.early_finish) == (datetime(2027, 1, 11, 8), datetime(2027, 1, 11, 17))
    assert dates.late_finish == datetime(2027, 1, 11, 17)
    assert start_reason(plan, item(plan, "A1").id) == (
        "Activity 1 (A1) starts Mon 11 Jan 2027 because what is left of it goes on Mon 11 Jan."
    )
    later = plan_of(data.replace(b"2027-01-11 08:00", b"").replace(b"CS_MEOB", b"CS_MEOA"))
    assert schedule(later).dates[item(later, "A1").id].early_finish == datetime(2027, 1, 12, 17)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_files_of_every_encoding_are_read(encoding: str) -> None:
    names = activity(1).replace("Activity 1", "Бетонирование фундамента и устройство кровли")
    data = xer(tasks(names)).decode().encode(encoding)
    assert item(plan_of(data), "A1").name == "Бетонирование фундамента и устройство кровли"


def test_a_line_break_inside_a_row_belongs_to_its_value() -> None:
    data = xer(tasks(activity(1), activity(2))).replace(b"Activity 1", b"Pour\r\nand\x0b cure")
    plan = plan_of(data)
    assert (item(plan, "A1").name, item(plan, "A1").duration) == ("Pour and cure", Duration.parse("2d"))


def test_values_beyond_the_last_field_are_reported_with_their_line() -> None:
    found = import_file(xer(tasks(activity(1) + "||lost")), "tower.xer", Plan({}), new_id=ids()).findings
    assert [(f.code, f.message, f.place.row) for f in found] == [
        ("more-values-than-fields", "TASK: the row has 1 more values than there are fields; they are left out.", 16)
    ]


def test_calendars_take_over_what_their_bases_in_turn_take_over() -> None:
    rows = f"%R\t1\tNight\t8\t40\t{OFFICE}\t2\n%R\t2\tSite\t8\t40\t{OFFICE}\t10\n%R\t10\tFive days\t8\t40\t{OFFICE}\t"
    fields = "%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tday_hr_cnt\tweek_hr_cnt\tclndr_data\tbase_clndr_id\n"
    plan = plan_of(xer().replace(CALENDAR.encode(), (fields + rows).encode()))
    found = plan.all(Calendar)
    assert [(c.name, found[c.base_id].name if c.base_id else "") for c in found.values()] == [
        ("Five days", ""), ("Site", "Five days"), ("Night", "Site"),
    ]  # fmt: skip


def test_what_a_plan_cannot_hold_is_named_sort_by_sort() -> None:
    more = (
        table("OBS", "obs_id obs_name", "50|Ada"),
        table("RSRC", "rsrc_id rsrc_short_name rsrc_type parent_rsrc_id email_addr",
              "1|ada|RT_Labor||", "2|bo|RT_Labor|1|b@x"),
        table("RSRCRATE", "rsrc_id max_qty_per_hr cost_per_qty", "1|1|120"),
        table("TASKRSRC", "taskrsrc_id task_id rsrc_id target_qty target_qty_per_hr target_cost curv_id role_id",
              "1|1|1|16|1|1920|7|", "2|1||16|1|||60"),
        table("UDFTYPE", "udf_type_id table_name udf_type_label", "1|PROJECT|Sponsor"),
        table("UDFVALUE", "udf_type_id fk_id udf_text", "1|1|Bo"),
        table("SCHEDOPTIONS", "proj_id sched_open_critical_flag sched_retained_logic sched_progress_override",
              "1|Y|N|N"),
        table("TASKPRED", "task_pred_id task_id pred_task_id proj_id pred_type lag_hr_cnt comments",
              "1|99|1|1|PR_FS|0|", "2|2|1|1|PR_FS|0|because"),
    )  # fmt: skip
    fields = FIELDS + " external_early_start_date priority_type"
    strange = activity(2, "TT_New").replace("|10|", "|77|", 1)
    rows = table("TASK", fields, f"{activity(1)}|2027-02-01 08:00|PT_Top", f"{strange}||PT_Normal")
    found = import_file(xer(rows, *more), "tower.xer", Plan({}), new_id=ids()).findings
    assert [(f.code, f.message) for f in found] == [
        ("not-imported", text)
        for text in (
            "Assignments of roles to 1 item (1) are not kept: a role is no resource.",
            "The successors of 1 relationship (1) are not in the file; they bind nothing in it.",
            "The types of 1 item (A2) are unknown; they are taken as tasks.",
            "The calendars of 1 item (A2) are not in the file; the project's is taken.",
            "External dates of 1 item (A1) are not kept.",
            "Levelling priorities of 1 item (A1) are not kept.",
            "Comments of 1 relationship (2) are not kept.",
            "Addresses of 1 resource (bo) are not kept.",
            "Places in the hierarchy of 1 resource (bo) are not kept.",
            "Costs and rates of 1 rate (1) are not kept.",
            "Costs and rates of 1 assignment (1) are not kept.",
            "Work curves of 1 assignment (1) are not kept.",
            "Open ends of 1 project (TOWER) are critical only where they have no float; the file says: always.",
            "Progress out of sequence in 1 project (TOWER) keeps to the links; the file says: to actual dates.",
            "User fields of other things than activities are not kept: 1 field (Sponsor).",
            "Tables of other things are not kept, with their rows: OBS (1).",
        )
    ]
