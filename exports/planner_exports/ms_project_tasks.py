"""Initiatives and launches of a plan as tasks of a Microsoft Project XML file, with their computed dates."""

from datetime import datetime, time
from typing import Any

from lxml import etree

from planner.plan.entities import (
    ConstraintType,
    Dependency,
    EffortRule,
    Initiative,
    LagCalendar,
    Launch,
    Level,
    LinkType,
    Status,
)
from planner.plan.entities.work import NO_LAG
from planner.plan.snapshot import Plan, Work
from planner.plan.values import END_OF_DAY, Duration, DurationUnit
from planner.schedule.plan_network import FINISH_CONSTRAINTS, scheduled_duration
from planner.schedule.plan_schedule import SolvedPlan
from planner.schedule.result import Schedule, WorkDates
from planner_exports.ms_project_calendars import CalendarSheet
from planner_exports.ms_project_carried import TYPE, attributes, inexact, others, readable
from planner_exports.ms_project_parts import (
    format_of,
    guid,
    is_guid,
    iso,
    one_line,
    plain_text,
    put,
    put_some,
    read_back,
)
from planner_exports.ms_project_splits import SplitSheet

CONSTRAINTS = {
    ConstraintType.ASAP: 0, ConstraintType.ALAP: 1, ConstraintType.MSO: 2, ConstraintType.MFO: 3,
    ConstraintType.SNET: 4, ConstraintType.SNLT: 5, ConstraintType.FNET: 6, ConstraintType.FNLT: 7,
    ConstraintType.START_ON: 2, ConstraintType.FINISH_ON: 3,
}  # fmt: skip
_UNDATED = (ConstraintType.ASAP, ConstraintType.ALAP)
_PRIMAVERA = (ConstraintType.START_ON, ConstraintType.FINISH_ON)
_EFFORT = {EffortRule.FIXED_UNITS: 0, EffortRule.FIXED_DURATION: 1, EffortRule.FIXED_WORK: 2}
_LINKS = {LinkType.FF: 0, LinkType.FS: 1, LinkType.SF: 2, LinkType.SS: 3}
_OF_LEAVES = frozenset(("duration", "percent_complete", "actual_start", "actual_finish", "levelling_delay"))
_NATIVE = frozenset(
    (
        "id", "name", "description", "parent_id", "position", "owner", "calendar_id", "constraint", "constraint_date",
        "deadline", "active", "manual_start", "manual_finish", "levelling_priority", "effort_rule",
        "ignores_resource_calendars", *_OF_LEAVES,
    )
)  # fmt: skip
_NATIVE_LAUNCH = frozenset(("id", "name", "description", "owner", "target_date", "not_before", "launched_on"))
ESTIMATED_TAG = "estimated"


class TaskSheet:
    """The tasks in outline order with the UIDs they are written under."""

    def __init__(
        self, plan: Plan, solved: SolvedPlan, schedule: Schedule, calendars: CalendarSheet, splits: SplitSheet
    ) -> None:
        self._plan, self._solved, self._schedule, self._calendars = plan, solved, schedule, calendars
        self._splits = splits
        self._units = plan.units
        self._by_position = {at: id_ for id_, at in solved.calendars.position.items() if at != 0}
        self.uids = {id_: uid for uid, id_ in enumerate(sorted(plan.works), start=1)}
        self.record: dict[str, Any] = {}
        self.links: dict[str, Any] = {}
        self.unwritten: list[Dependency] = []

    def write(self, holder: etree._Element) -> None:
        """Append all tasks: the outline, then launches as milestones."""
        rows = self._outline()
        for number, (item, level, index, outline) in enumerate(rows, start=1):
            self._task(holder, item, number, level, index, outline)
        launches = sorted(self._plan.all(Launch).values(), key=lambda launch: launch.code)
        top = len(self._plan.children(None))
        for offset, launch in enumerate(launches):
            self._task(holder, launch, len(rows) + offset + 1, 1, top + offset, str(top + offset + 1))

    def _outline(self) -> list[tuple[Initiative, int, int, str]]:
        """Return initiatives from top to bottom with level, place among siblings and outline number."""
        rows: list[tuple[Initiative, int, int, str]] = []
        waiting = [(item, 1, i, str(i + 1)) for i, item in enumerate(self._plan.children(None))][::-1]
        while waiting:
            row = waiting.pop()
            rows.append(row)
            item, level, _, outline = row
            below = self._plan.children(item.id)
            waiting += [(child, level + 1, i, f"{outline}.{i + 1}") for i, child in enumerate(below)][::-1]
        return rows

    def _task(self, holder: etree._Element, work: Work, number: int, level: int, index: int, outline: str) -> None:
        is_summary = bool(self._plan.children(work.id))
        dates = self._schedule.dates.get(work.id)
        task = put(holder, "Task")
        item = work if isinstance(work, Initiative) else launch_milestone(work)
        put_some(task, UID=self.uids[work.id], GUID=guid(work.id), ID=number, Name=one_line(item.name))
        active = item.active and item.status is not Status.CANCELLED
        manual = item.manual_start is not None or item.manual_finish is not None
        put_some(task, Active=active, Manual=manual, Type=_EFFORT[item.effort_rule], IsNull=False)
        put_some(task, Contact=plain_text(item.owner) or None, WBS=outline, OutlineNumber=outline, OutlineLevel=level)
        put(task, "Priority", item.levelling_priority)
        duration = self._duration(item, is_summary, dates)
        self._dates(task, item, duration, dates, manual)
        milestone = item.level is Level.MILESTONE and not is_summary
        put_some(task, Estimated=ESTIMATED_TAG in item.tags, Milestone=milestone, Summary=is_summary)
        if dates is not None:
            _computed(task, dates)
        reading = {} if is_summary else self._progress(task, item, duration)
        reading |= self._bounds(task, item, is_summary)
        put_some(
            task, IgnoreResourceCalendar=item.ignores_resource_calendars, Notes=plain_text(item.description) or None
        )
        self._predecessors(task, work)
        self._custom(task, work, item, index, reading, is_summary)

    def _duration(self, item: Initiative, is_summary: bool, dates: WorkDates | None) -> int:
        """Return the duration that is written, in tenths of minutes."""
        if is_summary:
            return 0 if dates is None else dates.duration_minutes * 10
        said = scheduled_duration(item)
        return 0 if said is None or said.is_percent else said.tenths(self._units)

    def _dates(
        self, task: etree._Element, item: Initiative, duration: int, dates: WorkDates | None, manual: bool
    ) -> None:
        start = dates.early_start if dates else item.manual_start
        finish = dates.early_finish if dates else item.manual_finish
        put_some(task, Start=start, Finish=finish, Duration=iso(duration))
        if manual:
            put_some(task, ManualStart=item.manual_start or start, ManualFinish=item.manual_finish or finish)
            put(task, "ManualDuration", iso(duration))
        put(task, "DurationFormat", format_of(scheduled_duration(item)))

    def _progress(self, task: etree._Element, item: Initiative, duration: int) -> dict[str, object]:
        """Write the progress of a task without parts; return how duration and progress will be read."""
        percent = round(item.percent_complete)
        left = duration - round(duration * item.percent_complete / 100)
        if item.remaining is not None and not item.remaining.is_percent:
            left = min(item.remaining.tenths(self._units), duration)
        put(task, "PercentComplete", percent)
        put_some(task, ActualStart=item.actual_start, ActualFinish=item.actual_finish)
        put_some(task, ActualDuration=iso(duration - left), RemainingDuration=iso(left))
        read = float(percent)
        if duration and 0 < percent < 100:
            exact = round((duration - left) / duration * 100, 8)
            read = exact if abs(exact - percent) <= 1 else read
        said = scheduled_duration(item) or Duration(NO_LAG.amount, DurationUnit.DAY)
        return {
            "duration": read_back(duration, said, self._units),
            "percent_complete": read,
            "actual_start": _second(item.actual_start),
            "actual_finish": _second(item.actual_finish),
        }

    def _bounds(self, task: etree._Element, item: Initiative, is_summary: bool) -> dict[str, object]:
        """Write constraint, calendar, deadline and delay; return how they will be read."""
        at = item.constraint_date if item.constraint not in _UNDATED else None
        if at is not None and item.constraint in FINISH_CONSTRAINTS and at.time() == time():
            at = datetime.combine(at.date(), END_OF_DAY)
        put(task, "ConstraintType", CONSTRAINTS[item.constraint])
        put(task, "CalendarUID", self._calendar_uid(item))
        put_some(task, ConstraintDate=at, Deadline=item.deadline)
        delay = item.levelling_delay
        tenths = 0 if delay is None or delay.is_percent else delay.tenths(self._units)
        put_some(task, LevelingDelay=tenths, LevelingDelayFormat=format_of(delay) if delay else 8)
        reading: dict[str, object] = {"constraint_date": _second(at), "deadline": _second(item.deadline)}
        if not is_summary:
            reading["levelling_delay"] = read_back(tenths, delay, self._units) if delay and tenths else None
        return reading

    def _calendar_id(self, item: Initiative) -> str | None:
        """Return the calendar in force, None for the portfolio's."""
        if item.calendar_id in self._calendars.uids:
            return item.calendar_id
        if item.id not in self._plan.all(Initiative):
            return None
        at = self._solved.network.activities[self._solved.plan_network.position[item.id]].calendar
        return self._by_position.get(at or 0)

    def _calendar_uid(self, item: Initiative) -> int:
        return self._calendars.uids.get(self._calendar_id(item) or "", -1)

    def _predecessors(self, task: etree._Element, work: Work) -> None:
        seen: set[tuple[object, ...]] = set()
        for link in sorted(self._plan.predecessors(work.id), key=lambda link: (link.predecessor_id or "", link.id)):
            ends = (link.predecessor_id, link.type)
            if link.predecessor_id not in self.uids or ends in seen:
                self.unwritten.append(link)
                continue
            seen.add(ends)
            self._link(task, link, f"{self.uids[link.predecessor_id]} {self.uids[work.id]} {link.type}")

    def _link(self, task: etree._Element, link: Dependency, key: str) -> None:
        lag = link.lag
        clock = lag.is_percent and link.lag_calendar is LagCalendar.ALWAYS
        amount = round(lag.amount) if lag.is_percent else lag.tenths(self._units)
        element = put(task, "PredecessorLink")
        put_some(element, PredecessorUID=int(key.split()[0]), Type=_LINKS[link.type], CrossProject=False)
        put_some(element, LinkLag=amount, LagFormat=20 if clock else format_of(lag))
        read = NO_LAG
        if amount:
            read = Duration(NO_LAG.amount + amount, lag.unit) if lag.is_percent else read_back(amount, lag, self._units)
        measured = LagCalendar.ALWAYS if clock and amount else LagCalendar.SUCCESSOR
        native = frozenset(("id", "predecessor_id", "successor_id", "type", "lag", "lag_calendar"))
        said = others(link.KIND, link, native) | inexact(link.KIND, link, {"lag": read, "lag_calendar": measured})
        if said:
            self.links[key] = said

    def _custom(
        self,
        task: etree._Element,
        work: Work,
        item: Initiative,
        index: int,
        reading: dict[str, object],
        is_summary: bool,
    ) -> None:
        """Write the custom fields: what the format has no place for or would give back otherwise."""
        texts, only = readable(work)
        if isinstance(work, Launch):
            texts[TYPE] = "launch"
            only |= others(work.KIND, work, _NATIVE_LAUNCH)
            names = {"constraint_date": "not_before", "deadline": "target_date", "actual_finish": "launched_on"}
            reading = {names[name]: value for name, value in reading.items() if name in names}
        else:
            only |= others(work.KIND, work, _NATIVE - _OF_LEAVES if is_summary else _NATIVE)
            only |= self._only(item)
        reading |= {"name": one_line(work.name)[:500], "description": plain_text(work.description)}
        reading["owner"] = plain_text(work.owner)[:200]
        at: dict[str, Any] = {"calendar": str(self._calendar_uid(item)), "position": index}
        split = self._splits.of.get(work.id)
        if split is not None and split.read == item.interruptions:
            only.pop("interruptions")
        elif split is not None:
            at["rests"] = [[rest.start.isoformat(), rest.finish.isoformat()] for rest in split.read]
        if not is_summary:
            at["percent"] = round(item.percent_complete)
            if scheduled_duration(item) != item.duration and isinstance(work, Initiative):
                only["duration"] = None if item.duration is None else str(item.duration)
        if isinstance(work, Initiative) and work.position != index:
            only["position"] = work.position
        if isinstance(work, Initiative) and self._calendar_id(item) != work.calendar_id:
            only["calendar_id"] = work.calendar_id
        exact = {name: value for name, value in inexact(work.KIND, work, reading).items() if name not in only}
        more = {"only": only, "exact": exact, "at": at}
        if not is_guid(work.id):
            more["id"] = work.id  # type: ignore[assignment]
        found = attributes(texts, {name: value for name, value in more.items() if value})
        if found is None:
            self.record[str(self.uids[work.id])] = more
            found = attributes(texts, {})
        for number, value in found or ():
            put_some(put(task, "ExtendedAttribute"), FieldID=number, Value=value)

    def _only(self, item: Initiative) -> dict[str, Any]:
        """Return what the format holds in a way that cannot be told from something else."""
        kind = item.KIND
        said: dict[str, Any] = {}
        if item.constraint in _PRIMAVERA:
            said["constraint"] = item.constraint.value
        if item.constraint in _UNDATED and item.constraint_date is not None:
            said["constraint_date"] = item.constraint_date.isoformat()
        if (item.manual_start is None) != (item.manual_finish is None):
            for name in ("manual_start", "manual_finish"):
                value = getattr(item, name)
                said[name] = None if value is None else value.isoformat()
        else:
            read = {"manual_start": _second(item.manual_start), "manual_finish": _second(item.manual_finish)}
            said |= inexact(kind, item, read)
        if not item.active or item.status is Status.CANCELLED:
            said["active"] = item.active
        return said


def launch_milestone(launch: Launch) -> Initiative:
    """Return the milestone that stands for a launch."""
    return Initiative(
        id=launch.id,
        code=launch.code,
        name=launch.name,
        description=launch.description,
        owner=launch.owner,
        status=launch.status,
        level=Level.MILESTONE,
        constraint=ConstraintType.ASAP if launch.not_before is None else ConstraintType.SNET,
        constraint_date=launch.not_before,
        deadline=launch.target_date,
        actual_start=launch.launched_on,
        actual_finish=launch.launched_on,
        percent_complete=0.0 if launch.launched_on is None else 100.0,
    )


def _computed(task: etree._Element, dates: WorkDates) -> None:
    put_some(
        task,
        Critical=dates.critical,
        EarlyStart=dates.early_start,
        EarlyFinish=dates.early_finish,
        LateStart=dates.late_start,
        LateFinish=dates.late_finish,
        FreeSlack=dates.free_float_minutes * 10,
        TotalSlack=dates.total_float_minutes * 10,
    )


def _second(moment: datetime | None) -> datetime | None:
    """Return a moment to the second, which is what the file holds."""
    return None if moment is None else moment.replace(microsecond=0)
