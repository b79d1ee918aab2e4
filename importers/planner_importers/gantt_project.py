"""GanttProject files (.gan): tasks, milestones, links, calendar, people.

GanttProject keeps the start date a person gave each task; links and holidays then push it later. So a task
that no strong link holds starts no earlier than its start in the file. Summaries take dates, duration and
progress from their parts, in the file as in the plan, so these are not imported for them.

>>> from itertools import count
>>> from planner.plan.snapshot import Plan
>>> data = b'<project><tasks><task id="1" name="Draft" start="2026-02-02" duration="3"/></tasks></project>'
>>> result = import_gantt_project(data, "plan.gan", Plan({}), new_id=map(str, count()).__next__)
>>> str(result.operations[0].values["duration"]), str(result.operations[0].values["constraint_date"])
('3d', '2026-02-02 00:00:00')
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from pathlib import PurePath
from urllib.parse import unquote

from lxml import etree

from planner.plan.entities import Calendar, ConstraintType, Level, LinkType, Status
from planner.plan.entities.work import NO_LAG
from planner.plan.entities.worktime import OFFICE_WEEK
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner_importers.draft import Draft
from planner_importers.gantt_calendar import exceptions, working_week
from planner_importers.gantt_file import (
    LINK_TYPES,
    PRIORITIES,
    Reader,
    TaskRow,
    children,
    note,
    project_tree,
    task_rows,
)
from planner_importers.gantt_resources import owners, put_demands, put_teams
from planner_importers.result import ImportResult
from planner_importers.xml_file import at

FORMAT = "ganttproject"
_SHOWN_ONLY = ("color", "shape", "expand")
_TAG = "priority:"


def import_gantt_project(data: bytes, file: str, plan: Plan, *, new_id: Callable[[], str]) -> ImportResult:
    """Return what brings a GanttProject file into the plan; raises UnreadableFileError or UnsafeFileError.

    Tasks are known again by their id in the file, people and the calendar by their names.
    """
    root = project_tree(data, file)
    stem = PurePath(file).stem
    draft, reader = Draft(plan, f"{FORMAT}:{stem}", new_id), Reader(file)
    rows, findings = task_rows(root, file)
    calendar_id = _put_calendar(root, draft, reader, rows, stem)
    ids = _put_tasks(root, draft, reader, rows, calendar_id)
    rubber = _put_links(draft, reader, rows, ids)
    teams = put_teams(root, draft, reader, calendar_id)
    put_demands(root, draft, reader, ids, teams)
    findings += reader.findings
    findings += _notes(root, file, rows, rubber)
    findings += [_gone(file, item.code, item.name) for item in draft.absent()]
    return ImportResult(tuple(draft.operations), tuple(findings), None, FORMAT)


def _put_calendar(root: etree._Element, draft: Draft, reader: Reader, rows: list[TaskRow], stem: str) -> str | None:
    """Return the id of the project's calendar; None where it is Monday to Friday without holidays."""
    week = working_week(root)
    days, findings = exceptions(root, reader.file, _years(rows))
    reader.findings.extend(findings)
    name = f"{root.get('name') or stem} calendar"
    code = f"GP-{stem}"[:64]
    existing = draft.plan.by_code("calendar", code)
    place = at(reader.file, root)
    if isinstance(existing, Calendar):
        return draft.update(existing, {"week": week, "exceptions": days}, place)
    if week == OFFICE_WEEK and not days:
        return None
    return draft.create("calendar", {"code": code, "name": name[:200], "week": week, "exceptions": days}, place)


def _years(rows: list[TaskRow]) -> set[int]:
    """Return the years in which tasks start or, counting seven days for five, finish."""
    found: set[int] = set()
    quiet = Reader("")
    for row in rows:
        start = quiet.day(row.element, "start")
        length = quiet.number(row.element, "duration") or Decimal(0)
        if start is not None:
            found |= {start.year, min(start.year + ceil(max(length, Decimal(0)) / 260), start.year + 50)}
    return found


def _put_tasks(
    root: etree._Element, draft: Draft, reader: Reader, rows: list[TaskRow], calendar_id: str | None
) -> Mapping[str, str]:
    """Create or update the initiatives; return their ids by task id."""
    coordinators = owners(root)
    properties = {
        element.get("id", ""): element.get("name", "")
        for element in children(root, "tasks/taskproperties/taskproperty")
        if element.get("type") == "custom"
    }
    held, by_key = _held_by_links(rows), {row.key: row for row in rows}
    ids: dict[str, str] = {}
    for row in rows:
        values = _work_values(row, reader, properties)
        values["parent_id"] = ids.get(row.parent or "")
        if row.depth == 0:
            values["calendar_id"] = calendar_id
        if row.key in coordinators:
            values["owner"] = coordinators[row.key]
        if not row.is_summary:
            values.update(_own_dates(row, reader, by_key[held[row.key]] if row.key in held else None))
        if draft.known(row.key) is None:
            values["code"] = draft.free_code("work", f"GP-{row.key}")
        url = unquote(row.element.get("webLink", ""))
        owned = (_TAG, *(f"{name}:" for name in properties.values()))
        ids[row.key] = draft.put_work(row.key, values, place=at(reader.file, row.element), url=url, owned_tags=owned)
    return ids


def _work_values(row: TaskRow, reader: Reader, properties: Mapping[str, str]) -> dict[str, object]:
    element = row.element
    name = " ".join(element.get("name", "").split())
    if not name:
        message = f"Task {row.key} has no name."
        hint = "Name it in GanttProject."
        place = at(reader.file, element, "name")
        reader.findings.append(Finding(Severity.WARNING, "missing-name", message, place, hint))
    labels = [f"{_TAG}{PRIORITIES.get(element.get('priority', ''), element.get('priority'))}"]
    tags = labels if element.get("priority") not in (None, "1") else []
    long: list[str] = []
    for custom in element.findall("customproperty"):
        title = properties.get(custom.get("taskproperty-id", ""), custom.get("taskproperty-id", ""))
        value = custom.get("value", "")
        if value and value != "null":
            (tags if len(title) + len(value) < 100 else long).append(f"{title}:{value}")
    notes = "".join(element.findtext("notes") or "").strip()
    return {
        "name": name or f"Task {row.key}",
        "description": "\n\n".join(part for part in (notes, *long) if part),
        "level": _level(row),
        "position": row.position,
        "tags": tuple(dict.fromkeys(tags)),
    }


def _level(row: TaskRow) -> Level:
    if row.is_milestone and not row.is_summary:
        return Level.MILESTONE
    if row.is_summary:
        return Level.PROGRAMME if row.depth == 0 else Level.INITIATIVE
    return Level.INITIATIVE if row.depth == 0 else Level.WORK_ITEM


def _own_dates(row: TaskRow, reader: Reader, held_by: TaskRow | None) -> dict[str, object]:
    """Return duration, progress and constraint of a task without parts."""
    element = row.element
    amount = reader.number(element, "duration")
    days = Decimal(0) if row.is_milestone else amount if amount is not None else Decimal(1)
    done = reader.number(element, "complete") or Decimal(0)
    values: dict[str, object] = {
        "duration": Duration(days, DurationUnit.DAY),
        "percent_complete": float(done),
    }
    if done > 0:
        values["status"] = Status.DONE if done >= 100 else Status.IN_PROGRESS
    bound = _earliest(row, reader, held_by)
    values["constraint"] = ConstraintType.ASAP if bound is None else ConstraintType.SNET
    values["constraint_date"] = None if bound is None else _morning(bound)
    return values


def _earliest(row: TaskRow, reader: Reader, held_by: TaskRow | None) -> date | None:
    """Return the day before which the task does not start, links apart.

    Within a linked summary a part keeps its start only where that is later than the summary's.
    """
    start = reader.day(row.element, "start")
    if start is not None and held_by is not None:
        summary_start = Reader("").day(held_by.element, "start")
        start = start if held_by is not row and summary_start is not None and start > summary_start else None
    asked = reader.day(row.element, "thirdDate") if row.element.get("thirdDate-constraint") == "1" else None
    return max((day for day in (start, asked) if day is not None), default=None)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time())


def _held_by_links(rows: list[TaskRow]) -> Mapping[str, str]:
    """Return the tasks whose start strong links decide, each with the linked task: itself or its summary."""
    pulled = {
        link.get("id", "")
        for row in rows
        for link in row.element.findall("depend")
        if link.get("hardness", "Strong") == "Strong"
    }
    held: dict[str, str] = {}
    for row in rows:
        if row.key in pulled:
            held[row.key] = row.key
        elif row.parent in held:
            held[row.key] = held[row.parent]
    return held


def _put_links(draft: Draft, reader: Reader, rows: list[TaskRow], ids: Mapping[str, str]) -> int:
    """Create or update the dependencies; return how many are rubber."""
    rubber = 0
    for row in rows:
        for element in row.element.findall("depend"):
            key, code = element.get("id", ""), element.get("type", "2")
            if key not in ids:
                message = f"Task {row.key} is followed by task {key!r}, which is not in the file."
                place = at(reader.file, element, "id", key)
                hint = "Remove the dependency, or add the task."
                reader.findings.append(Finding(Severity.ERROR, "unresolved-reference", message, place, hint))
                continue
            if code not in LINK_TYPES:
                message = f"Task {row.key}: the dependency type {code!r} is unknown; finish to start is taken."
                place = at(reader.file, element, "type", code)
                hint = "Types are 1 start-start, 2 finish-start, 3 finish-finish, 4 start-finish."
                reader.findings.append(Finding(Severity.WARNING, "unknown-link-type", message, place, hint))
            rubber += element.get("hardness") == "Rubber"
            lag = reader.number(element, "difference")
            values = {
                "predecessor_id": ids[row.key],
                "successor_id": ids[key],
                "type": LINK_TYPES.get(code, LinkType.FS),
                "lag": Duration(lag, DurationUnit.DAY) if lag else NO_LAG,
            }
            if not draft.link(values, at(reader.file, element)):
                message = f"Tasks {row.key} and {key} are linked twice; one link is kept."
                reader.findings.append(
                    Finding(Severity.WARNING, "repeated-link", message, at(reader.file, element), "Remove one.")
                )
    return rubber


def _notes(root: etree._Element, file: str, rows: list[TaskRow], rubber: int) -> list[Finding]:
    """Return what the plan does not hold, one finding per sort of thing."""
    shown = sum(any(row.element.get(name) for name in _SHOWN_ONLY) for row in rows)
    summaries = sum(row.is_summary for row in rows)
    costs = sum(row.element.get("cost-manual-value") is not None for row in rows)
    baselines = len(root.findall("previous/previous-tasks"))
    project = [name for name in ("company", "webLink") if root.get(name, "") not in ("", "http://")]
    project += ["description"] if (root.findtext("description") or "").strip() else []
    rates = Counter(element.tag for element in root.iterfind("resources/resource/rate"))
    said = (
        (shown, f"Colour, shape and folding of {shown} tasks are not kept."),
        (summaries, f"Dates, duration and progress of {summaries} summaries follow from their parts."),
        (rubber, f"{rubber} rubber links hold their successors no earlier than the link and their own start."),
        (costs, f"Costs of {costs} tasks are not imported."),
        (baselines, f"{baselines} baselines are not imported."),
        (len(project), f"The project's {', '.join(project)} is not imported."),
        (rates["rate"], f"Rates of {rates['rate']} people are not imported."),
    )
    return [note(file, "not-imported", message) for count, message in said if count]


def _gone(file: str, code: str, name: str) -> Finding:
    message = f"{code} {name!r} came from this file before and is no longer in it."
    return Finding(
        Severity.WARNING, "gone-from-file", message, Place(file=file, code=code), "Delete it if it is obsolete."
    )
