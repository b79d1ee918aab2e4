"""Tasks of a Microsoft Project XML file as initiatives: outline, dates that people gave, progress.

Dates that Microsoft Project computed are not read: the plan computes its own. Summaries take duration and
progress from their parts, so these are not read for them either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from planner.plan.entities import ConstraintType, EffortRule, Level, Status
from planner.plan.values import Duration, DurationUnit, WorkingUnits
from planner_importers.ms_project_carried import plain_text
from planner_importers.ms_project_file import Reader, duration_of, elements, is_estimated

MAX_DEPTH = 100
ROOT = "0"
ESTIMATED_TAG = "estimated"
EXTERNAL_TAG = "external task"
CONSTRAINTS = (
    ConstraintType.ASAP, ConstraintType.ALAP, ConstraintType.MSO, ConstraintType.MFO, ConstraintType.SNET,
    ConstraintType.SNLT, ConstraintType.FNET, ConstraintType.FNLT,
)  # fmt: skip
EFFORT_RULES = {"0": EffortRule.FIXED_UNITS, "1": EffortRule.FIXED_DURATION, "2": EffortRule.FIXED_WORK}
_UNDATED = (ConstraintType.ASAP, ConstraintType.ALAP)
_NO_GUID = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: its UID, its GUID in small letters ("" without its own), its parent's UID, its place and depth."""

    element: etree._Element
    uid: str
    guid: str
    parent: str | None
    position: int
    depth: int
    is_summary: bool

    @property
    def key(self) -> str:
        """Return the identity under which the plan remembers the task."""
        return self.guid or f"uid:{self.uid}"


def task_rows(root: etree._Element, reader: Reader) -> list[TaskRow]:
    """Return the tasks from top to bottom; UID 0 is the project itself, blank lines are left out."""
    found: list[tuple[etree._Element, str, int]] = []
    seen: set[str] = set()
    for element in elements(root, "Tasks/Task"):
        if reader.flag(element, "IsNull"):
            continue
        uid = (element.findtext("UID") or "").strip()
        if not uid or uid in seen:
            why = "repeated" if uid else "missing"
            message = f"The UID of task {element.findtext('Name')!r} is {why}; it is left out."
            reader.refuse(element, "task-id", message, "Give it a UID of its own.", "UID")
            continue
        seen.add(uid)
        level = reader.number(element, "OutlineLevel")
        found.append((element, uid, 0 if uid == ROOT else min(int(level or 1), MAX_DEPTH)))
    return _placed(found)


def _placed(found: list[tuple[etree._Element, str, int]]) -> list[TaskRow]:
    rows: list[TaskRow] = []
    above: list[tuple[int, str]] = []
    counts: dict[str | None, int] = {}
    guids: set[str] = set()
    parents: dict[str, str | None] = {}
    for _, uid, level in found:
        while above and above[-1][0] >= level:
            above.pop()
        parents[uid] = above[-1][1] if above else None
        above.append((level, uid))
    summaries = set(parents.values())
    for element, uid, level in found:
        guid = (element.findtext("GUID") or "").strip().strip("{}").lower()
        guid = "" if guid in guids or guid == _NO_GUID else guid
        guids.add(guid)
        parent = parents[uid]
        position = counts.get(parent, 0)
        counts[parent] = position + 1
        rows.append(TaskRow(element, uid, guid, parent, position, level, uid in summaries))
    return rows


def work_values(row: TaskRow, reader: Reader, units: WorkingUnits) -> dict[str, object]:
    """Return what the file says of a task, by field of the initiative; hierarchy, code and calendar apart."""
    element = row.element
    name = " ".join(plain_text(element.findtext("Name") or "").split())[:500]
    values: dict[str, object] = {
        "name": name or f"Task {row.uid}",
        "description": plain_text(element.findtext("Notes") or "")[:100_000],
        "level": _level(row, reader),
        "position": row.position,
        "active": reader.flag(element, "Active", True) and not _is_hollow(row, reader),
        "tags": _tags(row, reader),
    }
    if owner := plain_text(element.findtext("Contact") or ""):
        values["owner"] = owner[:200]
    values.update(_bounds(row, reader))
    values.update(_manual_dates(row, reader))
    if not row.is_summary:
        values.update(_own_work(row, reader, units))
    return values


def _level(row: TaskRow, reader: Reader) -> Level:
    if row.uid == ROOT:
        return Level.PROGRAMME
    if row.is_summary:
        return Level.INITIATIVE
    takes_time = bool(reader.tenths(row.element, "Duration"))
    return Level.MILESTONE if reader.flag(row.element, "Milestone") and not takes_time else Level.WORK_ITEM


def _is_hollow(row: TaskRow, reader: Reader) -> bool:
    """Return whether it is a summary without parts: an inserted project that is not in the file."""
    return row.uid != ROOT and not row.is_summary and reader.flag(row.element, "Summary")


def _tags(row: TaskRow, reader: Reader) -> tuple[str, ...]:
    estimated = reader.flag(row.element, "Estimated") or is_estimated(row.element.findtext("DurationFormat"))
    tags = [ESTIMATED_TAG] if estimated and not row.is_summary else []
    return tuple(tags + ([EXTERNAL_TAG] if reader.flag(row.element, "ExternalTask") else []))


def _bounds(row: TaskRow, reader: Reader) -> dict[str, object]:
    element = row.element
    number = reader.number(element, "ConstraintType")
    index = 0 if number is None else int(number)
    constraint = CONSTRAINTS[index] if 0 <= index < len(CONSTRAINTS) else ConstraintType.ASAP
    at = reader.moment(element, "ConstraintDate")
    if constraint not in _UNDATED and at is None:
        message = f"{element.findtext('Name')}: the constraint {constraint.value} has no date and is left out."
        reader.warn(element, "constraint-without-date", message, "Give the constraint's date.", "ConstraintDate")
        constraint = ConstraintType.ASAP
    priority = reader.number(element, "Priority")
    return {
        "constraint": constraint,
        "constraint_date": None if constraint in _UNDATED else at,
        "deadline": reader.moment(element, "Deadline"),
        "levelling_priority": 500 if priority is None else min(max(int(priority), 0), 1000),
        "effort_rule": EFFORT_RULES.get((element.findtext("Type") or "0").strip(), EffortRule.FIXED_UNITS),
        "ignores_resource_calendars": reader.flag(element, "IgnoreResourceCalendar"),
    }


def _manual_dates(row: TaskRow, reader: Reader) -> dict[str, object]:
    """Return the dates of manual tasks and of tasks of other files, which are inputs."""
    element = row.element
    external = reader.flag(element, "ExternalTask")
    if not (external or reader.flag(element, "Manual")) or row.uid == ROOT:
        return {"manual_start": None, "manual_finish": None}
    start = reader.moment(element, "ManualStart") or reader.moment(element, "Start")
    finish = reader.moment(element, "ManualFinish") or reader.moment(element, "Finish")
    if start is not None and finish is not None and finish < start:
        finish = start
    return {"manual_start": start, "manual_finish": finish}


def _own_work(row: TaskRow, reader: Reader, units: WorkingUnits) -> dict[str, object]:
    """Return duration, progress and delay of a task without parts."""
    element = row.element
    tenths = reader.tenths(element, "Duration")
    code = element.findtext("DurationFormat")
    actual_start, actual_finish = reader.moment(element, "ActualStart"), reader.moment(element, "ActualFinish")
    percent = _percent(row, reader, tenths)
    delay = reader.number(element, "LevelingDelay")
    values: dict[str, object] = {
        "duration": None if tenths is None else duration_of(max(tenths, 0), code, units, DurationUnit.DAY),
        "percent_complete": percent,
        "actual_start": actual_start,
        "actual_finish": actual_finish,
        "levelling_delay": _delay(delay, element.findtext("LevelingDelayFormat"), units),
    }
    if actual_finish is not None or percent >= 100:
        values["status"] = Status.DONE
    elif actual_start is not None or percent > 0:
        values["status"] = Status.IN_PROGRESS
    return values


def _percent(row: TaskRow, reader: Reader, duration: int | None) -> float:
    """Return the share done, as exactly as actual and remaining duration say."""
    number = reader.number(row.element, "PercentComplete") or Decimal(0)
    stated = float(min(max(number, Decimal(0)), Decimal(100)))
    left = reader.tenths(row.element, "RemainingDuration")
    if not duration or left is None or not 0 < stated < 100 or left > duration:
        return stated
    exact = round((duration - left) / duration * 100, 8)
    return exact if abs(exact - stated) <= 1 else stated


def _delay(tenths: Decimal | None, code: str | None, units: WorkingUnits) -> Duration | None:
    return duration_of(int(tenths), code, units, DurationUnit.ELAPSED_DAY) if tenths else None


def extended_tags(row: TaskRow, names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return custom fields as tags "name:value", and those too long for a tag as lines of text."""
    tags: list[str] = []
    lines: list[str] = []
    for attribute in elements(row.element, "ExtendedAttribute"):
        field = attribute.findtext("FieldID") or ""
        value = plain_text(attribute.findtext("Value") or "")
        if field in names and value:
            text = f"{names[field]}:{value}"
            (tags if len(text) <= 100 else lines).append(" ".join(text.split()) if len(text) <= 100 else text)
    return tags, lines
