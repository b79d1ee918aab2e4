"""What a Primavera XER file holds and a plan does not: one note per sort of thing, with count and examples.

Dates and amounts that Primavera works out itself are left to the schedule and not mentioned.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.plan.findings import Finding
from planner_importers.ms_project_notes import note, some
from planner_importers.primavera_file import Row

Tables = Mapping[str, Sequence[Row]]

READ = frozenset(
    (
        "PROJECT", "PROJWBS", "CALENDAR", "TASK", "TASKPRED", "RSRC", "TASKRSRC", "RSRCRATE", "SCHEDOPTIONS",
        "ACTVTYPE", "ACTVCODE", "TASKACTV", "UDFTYPE", "UDFVALUE", "TASKMEMO", "MEMOTYPE", "CURRTYPE",
    )
)  # fmt: skip
TASK_TYPES = ("TT_Task", "TT_Rsrc", "TT_Mile", "TT_FinMile", "TT_LOE", "TT_WBS")

_TRIVIAL = frozenset(("", "0", "0.0", "N", "PT_Normal"))
_COSTS = "costs and rates"
_TOPICS: Mapping[str, Mapping[str, str]] = {
    "TASK": {
        "expect_end_date": "expected finishes", "external_early_start_date": "external dates",
        "external_late_end_date": "external dates", "priority_type": "levelling priorities", "location_id": "locations",
    },
    "TASKPRED": {"comments": "comments"},
    "PROJWBS": {
        "obs_id": "responsible managers",
        **dict.fromkeys(("anticip_start_date", "anticip_end_date"), "anticipated dates"),
        **dict.fromkeys(("orig_cost", "indep_remain_total_cost"), _COSTS),
    },
    "RSRC": {
        "parent_rsrc_id": "places in the hierarchy", "role_id": "primary roles", "rsrc_notes": "notes",
        **dict.fromkeys(("email_addr", "office_phone", "other_phone"), "addresses"), "rsrc_title_name": "titles",
        "employee_code": "employee numbers",
    },
    "RSRCRATE": dict.fromkeys(("cost_per_qty", *(f"cost_per_qty{n}" for n in range(2, 6))), _COSTS),
    "TASKRSRC": {
        "curv_id": "work curves", "act_ot_qty": "overtime",
        **dict.fromkeys(("target_cost", "remain_cost", "act_reg_cost", "act_ot_cost", "cost_per_qty"), _COSTS),
    },
}  # fmt: skip
"""Fields that say what a plan cannot hold, by table."""

_WHOSE = {
    "TASK": ("items", "task_code"), "TASKPRED": ("relationships", "task_pred_id"),
    "PROJWBS": ("nodes", "wbs_short_name"), "RSRC": ("resources", "rsrc_short_name"), "RSRCRATE": ("rates", "rsrc_id"),
    "TASKRSRC": ("assignments", "taskrsrc_id"),
}  # fmt: skip


def not_kept(tables: Tables, file: str) -> Iterator[Finding]:
    """Yield a note for each sort of thing that has a value in the file and no place in the plan."""
    for message in (*_of_activities(tables), *_of_fields(tables), *_of_projects(tables), *_of_user_fields(tables)):
        yield note(file, "not-imported", message)
    other = {name: len(rows) for name, rows in tables.items() if rows and name not in READ}
    if other:
        listed = ", ".join(f"{name} ({count})" for name, count in sorted(other.items()))
        yield note(file, "not-imported", f"Tables of other things are not kept, with their rows: {listed}.")


def _of_activities(tables: Tables) -> Iterator[str]:
    tasks = tables.get("TASK", ())
    calendars = {row.text("clndr_id") for row in tables.get("CALENDAR", ())}
    alap = [row for row in tasks if "CS_ALAP" in (row.text("cstr_type"), row.text("cstr_type2"))]
    ids = {row.text("task_id") for row in tasks}
    roles = [row.text("task_id") for row in tables.get("TASKRSRC", ()) if not row.text("rsrc_id")]
    outside = [row.text("task_pred_id") for row in tables.get("TASKPRED", ()) if row.text("task_id") not in ids]
    strange = [row for row in tasks if (kind := row.text("task_type")) and kind not in TASK_TYPES]
    homeless = [row for row in tasks if (uid := row.text("clndr_id")) and uid not in calendars]
    topics: tuple[tuple[Iterable[str], str, str], ...] = (
        (_codes(row for row in tasks if row.text("suspend_date")), "items",
         "Suspensions of {} are kept only as the date on which work resumes."),
        (_codes(alap), "items",
         "As late as possible takes all float of {} here; Primavera takes only what moves no other work."),
        (roles, "items", "Assignments of roles to {} are not kept: a role is no resource."),
        (outside, "relationships", "The successors of {} are not in the file; they bind nothing in it."),
        (_codes(strange), "items", "The types of {} are unknown; they are taken as tasks."),
        (_codes(homeless), "items", "The calendars of {} are not in the file; the project's is taken."),
    )  # fmt: skip
    for found, what, text in topics:
        if listed := list(found):
            yield text.format(some(listed, what))


def _codes(rows: Iterable[Row]) -> list[str]:
    return [row.text("task_code") for row in rows]


def _of_fields(tables: Tables) -> Iterator[str]:
    """Yield what the rows of each table say that is not read, by topic."""
    roots = {row.text("wbs_id") for row in tables.get("PROJWBS", ()) if row.is_set("proj_node_flag")}
    for table, fields in _TOPICS.items():
        what, name = _WHOSE[table]
        found: dict[str, list[str]] = {}
        for row in tables.get(table, ()):
            said = {topic for field, topic in fields.items() if row.text(field) not in _TRIVIAL}
            if table == "PROJWBS" and row.text("wbs_id") in roots:
                said.discard("responsible managers")
            for topic in said:
                found.setdefault(topic, []).append(row.text(name))
        for topic, names in sorted(found.items()):
            yield f"{topic.capitalize()} of {some(names, what)} are not kept."


def _of_projects(tables: Tables) -> Iterator[str]:
    projects = {row.text("proj_id"): row.text("proj_short_name") for row in tables.get("PROJECT", ())}
    longest = [r for r in tables.get("PROJECT", ()) if r.text("critical_path_type") == "CT_DrivPath"]
    options = tables.get("SCHEDOPTIONS", ())
    topics = (
        (longest, "What is critical in {} follows from float; the file says: from the longest path."),
        (
            [r for r in options if r.is_set("sched_open_critical_flag")],
            "Open ends of {} are critical only where they have no float; the file says: always.",
        ),
        (
            [r for r in options if _is_no(r, "sched_retained_logic") and _is_no(r, "sched_progress_override")],
            "Progress out of sequence in {} keeps to the links; the file says: to actual dates.",
        ),
    )
    for rows, text in topics:
        if rows:
            yield text.format(some([projects.get(r.text("proj_id"), r.text("proj_id")) for r in rows], "projects"))


def _is_no(row: Row, field: str) -> bool:
    return row.text(field).upper() == "N"


def _of_user_fields(tables: Tables) -> Iterator[str]:
    labels = {
        row.text("udf_type_id"): row.name("udf_type_label")
        for row in tables.get("UDFTYPE", ())
        if row.text("table_name") != "TASK"
    }
    used = [labels[uid] for row in tables.get("UDFVALUE", ()) if (uid := row.text("udf_type_id")) in labels]
    if used:
        yield f"User fields of other things than activities are not kept: {some(dict.fromkeys(used), 'fields')}."
