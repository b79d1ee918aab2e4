"""Activities of a Primavera XER file as initiatives: types, durations, progress, constraints.

Level of effort and WBS summary activities take their dates from others and bind nothing; they are kept as such, and
what the file says of their dates is left to the schedule, as Primavera itself works them out anew.
"""

from decimal import Decimal

from planner.plan.entities import ActivityType, ConstraintType, EffortRule, Level, MilestoneInstant, Status
from planner.plan.values import Duration, DurationUnit, WorkingUnits
from planner_importers.primavera_file import Row, RowReader

CONSTRAINTS = {
    "CS_ALAP": ConstraintType.ALAP, "CS_MSO": ConstraintType.START_ON, "CS_MSOA": ConstraintType.SNET,
    "CS_MSOB": ConstraintType.SNLT, "CS_MEO": ConstraintType.FINISH_ON, "CS_MEOA": ConstraintType.FNET,
    "CS_MEOB": ConstraintType.FNLT, "CS_MANDSTART": ConstraintType.MSO, "CS_MANDFIN": ConstraintType.MFO,
}  # fmt: skip
TYPES = {"TT_LOE": ActivityType.LEVEL_OF_EFFORT, "TT_WBS": ActivityType.WBS_SUMMARY}
DRIVEN_BY_OTHERS = {"TT_LOE": "level of effort", "TT_WBS": "WBS summary"}
"""Tags of activities that take their dates from others."""

_EFFORT = {"DT_FixedQty": EffortRule.FIXED_WORK, "DT_FixedRate": EffortRule.FIXED_UNITS}
_STATUS = {"TK_Active": Status.IN_PROGRESS, "TK_Complete": Status.DONE}


def activity_values(row: Row, reader: RowReader, units: WorkingUnits) -> dict[str, object]:
    """Return what a row of TASK says, by field of the initiative; place, calendar, tags and code apart."""
    kind = row.text("task_type")
    milestone = kind in ("TT_Mile", "TT_FinMile")
    length = reader.tenths(row, "target_drtn_hr_cnt") or 0
    left = reader.tenths(row, "remain_drtn_hr_cnt")
    started, finished = reader.moment(row, "act_start_date"), reader.moment(row, "act_end_date")
    values: dict[str, object] = {
        "name": row.name("task_name")[:500] or row.text("task_code"),
        "level": Level.MILESTONE if milestone else Level.WORK_ITEM,
        "active": True,
        "activity_type": TYPES.get(kind, ActivityType.TASK),
        "duration": said(max(length, 0), units),
        "remaining": said(max(left, 0), units) if left is not None and started and not finished else None,
        "percent_complete": _percent(row, reader, length, left),
        "actual_start": started,
        "actual_finish": finished,
        "resume": reader.moment(row, "resume_date") if started and not finished else None,
        "ignores_resource_calendars": kind != "TT_Rsrc",
        "effort_rule": _effort(row, kind),
        "milestone_instant": _instant(kind),
    }
    if (status := _STATUS.get(row.text("status_code"))) is not None:
        values["status"] = status
    constraints = [_constraint(row, reader, number) for number in ("", "2")]
    constraints.sort(key=lambda said: said[0] is not ConstraintType.ALAP)  # it counts only where it comes first
    for field, said_of_it in zip(("constraint", "second_constraint"), constraints, strict=True):
        values[field], values[f"{field}_date"] = said_of_it
    return values


def _effort(row: Row, kind: str) -> EffortRule:
    """Return what stays fixed; resource dependent activities run on their resources' calendars whatever it is."""
    rule = _EFFORT.get(row.text("duration_type"), EffortRule.FIXED_DURATION)
    return EffortRule.FIXED_UNITS if kind == "TT_Rsrc" and rule is EffortRule.FIXED_DURATION else rule


def _instant(kind: str) -> MilestoneInstant:
    if kind == "TT_Mile":
        return MilestoneInstant.START_OF_WORK
    return MilestoneInstant.END_OF_WORK if kind == "TT_FinMile" else MilestoneInstant.RAW


def said(tenths: int, units: WorkingUnits) -> Duration:
    """Return whole and half days as days, other amounts as hours, which is what the file counts in."""
    days = tenths % (units.minutes_per_day * 5) == 0
    return Duration.of_tenths(tenths, DurationUnit.DAY if days else DurationUnit.HOUR, units)


def _percent(row: Row, reader: RowReader, length: int, left: int | None) -> float:
    """Return the share done as the activity's own kind of percentage says."""
    if row.text("status_code") == "TK_Complete":
        return 100.0
    if row.text("complete_pct_type") == "CP_Phys":
        share = reader.number(row, "phys_complete_pct") or Decimal(0)
        return float(min(max(share, Decimal(0)), Decimal(100)))
    if row.text("complete_pct_type") == "CP_Units":
        done, rest = reader.number(row, "act_work_qty") or Decimal(0), reader.number(row, "remain_work_qty")
        if done > 0 and rest is not None:
            return round(float(done / (done + rest) * 100), 8)
    if row.text("status_code") != "TK_Active" or length <= 0 or left is None:
        return 0.0
    return round(min(max((length - left) / length * 100, 0.0), 100.0), 8)


def _constraint(row: Row, reader: RowReader, number: str) -> tuple[ConstraintType, object]:
    code = row.text(f"cstr_type{number}")
    at = reader.moment(row, f"cstr_date{number}")
    kind = CONSTRAINTS.get(code, ConstraintType.ASAP)
    if code and code not in CONSTRAINTS and code != "CS_ASAP":
        message = f"{row.text('task_code')}: the constraint {code} is unknown and left out."
        reader.warn(row, "unknown-constraint", message, "Give a constraint that Primavera P6 knows.")
    if kind in (ConstraintType.ASAP, ConstraintType.ALAP):
        return kind, None
    if at is None:
        message = f"{row.text('task_code')}: the constraint {kind.value} has no date and is left out."
        reader.warn(row, "constraint-without-date", message, "Give the constraint's date.")
        return ConstraintType.ASAP, None
    return kind, at
