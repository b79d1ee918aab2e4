"""A schedule that Primavera P6 computed, written as XER and read back: dates, floats and criticality agree.

The corpus holds it as neutral JSON, so the file is written here from its values in the layout that P6 exports.
"""

import gzip
import json
import os
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from planner.plan.changes import apply
from planner.plan.entities import Initiative
from planner.plan.snapshot import Plan
from planner.schedule import schedule
from planner_importers import import_file

CORPUS = Path(os.environ.get("PLANNER_CORPUS", Path(__file__).resolve().parents[3] / "shared" / "corpus"))
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
TYPES = {"START_MILESTONE": "TT_Mile", "FINISH_MILESTONE": "TT_FinMile", "RESOURCE_DEPENDENT": "TT_Rsrc"}
LINKS = {"FINISH_START": "PR_FS", "START_START": "PR_SS", "FINISH_FINISH": "PR_FF", "START_FINISH": "PR_SF"}
CONSTRAINTS = {
    "START_NO_EARLIER_THAN": "CS_MSOA", "START_NO_LATER_THAN": "CS_MSOB", "FINISH_NO_EARLIER_THAN": "CS_MEOA",
    "FINISH_NO_LATER_THAN": "CS_MEOB", "MUST_START_ON": "CS_MANDSTART", "MUST_FINISH_ON": "CS_MANDFIN",
    "START_ON": "CS_MSO", "FINISH_ON": "CS_MEO", "AS_LATE_AS_POSSIBLE": "CS_ALAP",
}  # fmt: skip


def schedules() -> list[Path]:
    return sorted(p for p in (CORPUS / "cpm" / "p6").glob("*.json.gz") if ".expected." not in p.name)


def clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def shifts(periods: list[list[int]]) -> str:
    return "".join(f"(0||{i}(s|{clock(a)}|f|{clock(b)})())" for i, (a, b) in enumerate(periods))


def calendar_text(calendar: dict[str, Any]) -> str:
    days = "".join(f"(0||{i}()({shifts(calendar['week'].get(day, []))}))" for i, day in enumerate(DAYS, start=1))
    dates = "".join(
        f"(0||{i}(d|{(date.fromisoformat(day) - date(1899, 12, 30)).days})({shifts(periods)}))"
        for i, (day, periods) in enumerate(calendar["dates"].items())
    )
    return f"(0||CalendarData()((0||DaysOfWeek()({days}))(0||Exceptions()({dates}))))"


def table(name: str, rows: list[dict[str, object]]) -> list[str]:
    fields = list(rows[0]) if rows else []
    lines = [f"%T\t{name}", "%F\t" + "\t".join(fields)]
    return lines + ["%R\t" + "\t".join("" if v is None else str(v) for v in row.values()) for row in rows]


def stamp(text: str | None) -> str:
    return (text or "").replace("T", " ")


def xer_of(plan: dict[str, Any]) -> bytes:
    project = plan["project"]
    summaries = {t["uid"] for t in plan["tasks"] if t.get("summary")}
    root = next(t["uid"] for t in plan["tasks"] if t["uid"] in summaries)
    lines = ["ERMHDR\t23.12\t2027-01-04\tProject\tadmin\tadmin\tdb\tPM\tUSD"]
    lines += table("CALENDAR", [
        {"clndr_id": c["uid"], "clndr_name": c["name"], "day_hr_cnt": 8, "week_hr_cnt": 40,
         "clndr_data": calendar_text(c)} for c in plan["calendars"]
    ])  # fmt: skip
    lines += table("PROJECT", [{
        "proj_id": 1, "proj_short_name": "P", "plan_start_date": stamp(project["planned_start"]),
        "last_recalc_date": stamp(project["status_date"]), "clndr_id": project["default_calendar"],
        "plan_end_date": stamp(project.get("must_finish_by")), "critical_drtn_hr_cnt": 0,
    }])  # fmt: skip
    lines += table("SCHEDOPTIONS", [{
        "schedoptions_id": 1, "proj_id": 1, "sched_calendar_on_relationship_lag": "rcal_Predecessor",
        "sched_retained_logic": "Y", "sched_progress_override": "N", "sched_float_type": "FT_FF",
    }])  # fmt: skip
    lines += table("PROJWBS", [
        {"wbs_id": t["uid"], "proj_id": 1, "seq_num": i, "proj_node_flag": "Y" if t["uid"] == root else "N",
         "wbs_short_name": t["wbs"], "wbs_name": t["name"], "parent_wbs_id": t.get("parent")}
        for i, t in enumerate(plan["tasks"]) if t["uid"] in summaries
    ])  # fmt: skip
    lines += table("TASK", [task_row(t) for t in plan["tasks"] if t["uid"] not in summaries])
    lines += table("TASKPRED", [
        {"task_pred_id": i, "task_id": r["succ"], "pred_task_id": r["pred"], "proj_id": 1, "pred_proj_id": 1,
         "pred_type": LINKS[r["type"]], "lag_hr_cnt": (r.get("lag") or {}).get("minutes", 0) / 60}
        for i, r in enumerate(plan["relations"])
    ])  # fmt: skip
    return "\r\n".join([*lines, "%E"]).encode("cp1252", "replace")


def task_row(task: dict[str, Any]) -> dict[str, object]:
    started, finished = task.get("actual_start"), task.get("actual_finish")
    return {
        "task_id": task["uid"], "proj_id": 1, "wbs_id": task["parent"], "clndr_id": task.get("calendar"),
        "task_type": TYPES.get(task.get("activity_type", ""), "TT_Task"), "task_code": task["activity_id"],
        "status_code": "TK_Complete" if finished else "TK_Active" if started else "TK_NotStart",
        "task_name": task["name"], "target_drtn_hr_cnt": task["duration"] / 60,
        "remain_drtn_hr_cnt": task["remaining_duration"] / 60, "act_start_date": stamp(started),
        "act_end_date": stamp(finished), "cstr_type": CONSTRAINTS.get(task.get("constraint") or "", ""),
        "cstr_date": stamp(task.get("constraint_date")),
        "cstr_type2": CONSTRAINTS.get(task.get("secondary_constraint") or "", ""),
        "cstr_date2": stamp(task.get("secondary_constraint_date")), "duration_type": "DT_FixedDUR2",
    }  # fmt: skip


@pytest.mark.corpus
@pytest.mark.skipif(not schedules(), reason="the shared corpus is absent")
@pytest.mark.parametrize("path", schedules(), ids=lambda path: path.name)
def test_an_imported_p6_schedule_has_the_dates_that_p6_stored(path: Path) -> None:
    with gzip.open(path) as file:
        given = json.load(file)
    with gzip.open(path.with_name(path.name.replace(".json.gz", ".expected.json.gz"))) as file:
        stored = json.load(file)["tasks"]
    result = import_file(xer_of(given), "plan.xer", Plan({}), new_id=map(str, count()).__next__)
    plan = apply(Plan({}), result.operations).plan
    dates = schedule(plan).dates
    keys = {identity.key: item.id for item in plan.all(Initiative).values() for identity in item.external_ids}
    compared = 0
    for task in given["tasks"]:
        expected = stored[str(task["uid"])]
        if task.get("summary") or expected.get("early_start") is None:
            continue
        row = dates[keys[f"P/task:{task['uid']}"]]
        compared += 1
        assert row.early_start == datetime.fromisoformat(expected["early_start"]), task["name"]
        assert row.early_finish == datetime.fromisoformat(expected["early_finish"]), task["name"]
        assert row.late_start == datetime.fromisoformat(expected["late_start"]), task["name"]
        assert row.late_finish == datetime.fromisoformat(expected["late_finish"]), task["name"]
        if expected.get("total_slack") is not None:
            assert row.total_float_minutes == expected["total_slack"], task["name"]
        if expected.get("critical") is not None:
            assert row.critical is expected["critical"], task["name"]
    assert compared == sum(not task.get("summary") for task in given["tasks"])
