"""A plan as Microsoft Project XML (MSPDI): the whole outline with computed dates, calendars, people, links.

Dates, floats and criticality are the plan's own; calendars are flat, with the public holidays of the plan's years
as exceptions. An import of the file into an empty plan gives the plan back.

>>> from datetime import datetime
>>> from planner.plan.entities import Initiative
>>> plan = Plan.of(Initiative(id="a", code="POL-1", name="Draft", duration=Duration.parse("3d")))
>>> b"<Duration>PT24H0M0S</Duration>" in ms_project_xml(plan, generated_at=datetime(2027, 1, 4))
True
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from lxml import etree

from planner.plan.codec import encode, values_of
from planner.plan.entities import (
    KINDS,
    Assignment,
    Dependency,
    Portfolio,
    Resource,
    ResourceType,
    Team,
    WorkContour,
)
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner_exports.ms_project_calendars import CalendarSheet
from planner_exports.ms_project_carried import RECORD_LINE, compact, define, inexact
from planner_exports.ms_project_parts import (
    NAMESPACE,
    guid,
    is_guid,
    iso,
    one_line,
    plain_text,
    put,
    put_some,
    read_back,
    share,
)
from planner_exports.ms_project_splits import SplitSheet
from planner_exports.ms_project_tasks import TaskSheet

_WRITTEN = ("calendar", "portfolio", "resource", "initiative", "launch", "dependency", "assignment")
_UNKNOWN = {"skills": (), "engaged_from": None, "engaged_until": None}
RECORDED_KINDS = tuple(kind for kind in KINDS if kind not in _WRITTEN)
"""Kinds that the format knows nothing of; they travel in the record."""

_TYPES = {ResourceType.MATERIAL: 0, ResourceType.PERSON: 1, ResourceType.COST: 2}
_HOUR = Duration.parse("1h")


def ms_project_xml(plan: Plan, *, generated_at: datetime) -> bytes:
    """Return the plan as a file that Microsoft Project opens; equal plans and times give equal bytes."""
    from planner.schedule.plan_schedule import schedule_of, solved

    done, schedule = solved(plan), schedule_of(plan)
    root = etree.Element("Project", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    calendars = CalendarSheet(plan, done.calendars)
    splits = SplitSheet(plan, done, schedule)
    tasks = TaskSheet(plan, done, schedule, calendars, splits)
    people = _People(plan, calendars, tasks, splits)
    _settings(root, plan, generated_at, schedule.start, schedule.finish, calendars)
    define(root)
    calendars.write(root, people.calendars)
    holder = put(root, "Tasks")
    summary = put(holder, "Task")
    tasks.write(holder)
    people.write(root)
    _summary(summary, plan, schedule.start, schedule.finish, _record(plan, calendars, tasks, people))
    namespaced = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, pretty_print=True)
    return bytes(namespaced)


def _settings(
    root: etree._Element, plan: Plan, at: datetime, start: datetime, finish: datetime, calendars: CalendarSheet
) -> None:
    settings = plan.portfolio
    name = one_line(settings.name) or "Portfolio"
    put_some(root, SaveVersion=14, Name=f"{name}.xml"[:255], Title=name[:512], CreationDate=at, LastSaved=at)
    put_some(root, ScheduleFromStart=True, StartDate=settings.start or start, FinishDate=finish)
    put_some(root, FYStartDate=settings.fiscal_year_start_month)
    put_some(root, CriticalSlackLimit=round(settings.critical_float_days))
    put_some(root, CalendarUID=calendars.uids.get(settings.default_calendar_id or "", 1))
    put_some(root, DefaultStartTime="08:00:00", DefaultFinishTime="17:00:00")
    put_some(root, MinutesPerDay=settings.minutes_per_day, MinutesPerWeek=settings.minutes_per_week)
    put_some(root, DaysPerMonth=settings.days_per_month, DurationFormat=7, WorkFormat=2, HonorConstraints=True)
    if settings.status_date is not None:
        put(root, "StatusDate", datetime.combine(settings.status_date, datetime.min.time()).replace(hour=17))
    put(root, "CurrentDate", at)


def _summary(task: etree._Element, plan: Plan, start: datetime, finish: datetime, record: dict[str, Any]) -> None:
    """Write the project summary, in whose notes the record travels."""
    name = one_line(plan.portfolio.name) or "Portfolio"
    put_some(task, UID=0, GUID=guid(PORTFOLIO_ID), ID=0, Name=name, Active=True, Manual=False, Type=1, IsNull=False)
    put_some(task, WBS="0", OutlineNumber="0", OutlineLevel=0, Priority=500, Start=start, Finish=finish)
    put_some(task, Milestone=False, Summary=True, CalendarUID=-1)
    put(task, "Notes", f"{RECORD_LINE}\n{compact(record)}")


def _record(plan: Plan, calendars: CalendarSheet, tasks: TaskSheet, people: "_People") -> dict[str, Any]:
    entities: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name in RECORDED_KINDS:
        for entity in plan.entities.get(name, {}).values():
            entities[name].append(encode(KINDS[name], values_of(entity)))
    for link in tasks.unwritten:
        entities["dependency"].append(encode(Dependency.KIND, values_of(link)))
    settings = plan.all(Portfolio).get(PORTFOLIO_ID)
    parts = {
        "portfolio": encode(Portfolio.KIND, values_of(settings)) if settings else {},
        "calendars": calendars.record,
        "tasks": tasks.record,
        "dependencies": tasks.links,
        "resources": people.record,
        "assignments": people.assignments,
        "entities": dict(entities),
    }
    return {name: part for name, part in parts.items() if part}


class _People:
    """Resources and assignments with the UIDs they are written under."""

    def __init__(self, plan: Plan, calendars: CalendarSheet, tasks: TaskSheet, splits: SplitSheet) -> None:
        self._plan, self._tasks, self._splits = plan, tasks, splits
        self._units = plan.units
        self.resources = sorted(plan.all(Resource).values(), key=lambda resource: resource.id)
        self.uids = {resource.id: uid for uid, resource in enumerate(self.resources, start=1)}
        own = [r for r in self.resources if r.calendar_id in calendars.uids and r.type is ResourceType.PERSON]
        self._calendar_uids = {r.id: calendars.next_uid + i for i, r in enumerate(own)}
        self.calendars = tuple(
            (self._calendar_uids[r.id], one_line(r.name), calendars.uids[str(r.calendar_id)]) for r in own
        )
        self.record: dict[str, Any] = {}
        self.assignments: dict[str, Any] = {}

    def write(self, root: etree._Element) -> None:
        """Append the resources and assignments."""
        holder = put(root, "Resources")
        for resource in self.resources:
            self._resource(put(holder, "Resource"), resource)
        holder = put(root, "Assignments")
        rows = sorted(self._plan.all(Assignment).values(), key=lambda row: row.id)
        for uid, row in enumerate(rows, start=1):
            self._assignment(put(holder, "Assignment"), row, uid)
        for uid, id_ in enumerate(self._splits.unstaffed, start=len(rows) + 1):
            self._splits.write_unstaffed(holder, id_, self._tasks.uids[id_], uid)

    def _resource(self, element: etree._Element, resource: Resource) -> None:
        uid = self.uids[resource.id]
        team = self._plan.all(Team).get(resource.team_id or "")
        name, code = one_line(resource.name), plain_text(resource.code)
        put_some(element, UID=uid, GUID=guid(resource.id), ID=uid, Name=name, Type=_TYPES[resource.type], IsNull=False)
        put_some(element, Initials=name[:1] or None, Code=code, Group=plain_text(team.code) if team else None)
        put_some(element, MaxUnits=f"{share(resource.max_units):f}", CalendarUID=self._calendar_uids.get(resource.id))
        put_some(element, IsCostResource=True if resource.type is ResourceType.COST else None)
        read: dict[str, object] = {"name": name, "code": code, "external_ids": (), **_UNKNOWN}
        if resource.id not in self._calendar_uids:
            read["calendar_id"] = None
        said = inexact(Resource.KIND, resource, read)
        if not is_guid(resource.id):
            said["id"] = resource.id
        if said:
            self.record[str(uid)] = said

    def _assignment(self, element: etree._Element, row: Assignment, uid: int) -> None:
        work = None if row.work is None or row.work.is_percent else row.work.tenths(self._units)
        delay = 0 if row.delay is None or row.delay.is_percent else row.delay.tenths(self._units)
        put_some(element, UID=uid, GUID=guid(row.id), TaskUID=self._tasks.uids.get(row.initiative_id, 0))
        put_some(element, ResourceUID=self.uids.get(row.resource_id, -65535), Delay=delay or None)
        put_some(element, Units=f"{share(row.units):f}", Work=None if work is None else iso(work))
        put(element, "WorkContour", list(WorkContour).index(row.contour))
        self._splits.write(element, row, uid)
        read = {
            "work": None if work is None else read_back(work, _HOUR, self._units),
            "delay": read_back(delay, _HOUR, self._units) if delay else None,
        }
        said = inexact(Assignment.KIND, row, read)
        if not is_guid(row.id):
            said["id"] = row.id
        if said:
            self.assignments[str(uid)] = said
