"""The network as a frame: what dates follow from, so that a page can work out the effect of an edit while it is made.

The first ``count`` activities are the rows of the timeline, then comes work without dates; ``links`` begin with those
of the timeline. What is said of work is in the words of the API (an edit is laid over it); instants that are
computed are ticks, tenths of a minute from midnight of ordinal day 0, and calendars are weeks with the days that
differ from them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from operator import attrgetter
from typing import Any

import orjson

from planner.plan.entities import Assignment, Dependency, Initiative, Launch, Level, Status
from planner.plan.entities.worktime import Calendar
from planner.plan.snapshot import Plan, Work, per_plan
from planner.plan.values import Duration
from planner.schedule import schedule
from planner.schedule.carrying import SILENT_KINDS
from planner.schedule.plan_network import FALLBACK_START, outside_delivery
from planner.schedule.plan_projects import PORTFOLIO, Membership
from planner.schedule.plan_schedule import SolvedPlan, solved
from planner.worktime.pattern import Periods, WorkingCalendar
from planner.worktime.tables import window
from planner.worktime.ticks import to_ticks
from planner_graphql.columnar import coded, coded_enum
from planner_graphql.definitions import Field, Info
from planner_graphql.identity import global_id
from planner_graphql.inheritance import work_in_order
from planner_graphql.naming import field_name, type_name
from planner_graphql.scalars import frame

DESCRIPTION = (
    "What dates follow from, for working out the effect of an edit before it is sent: activities (the rows of the "
    "timeline first), links, projects, and calendars as weeks with the days that differ."
)

_INITIATIVE = (
    "optimistic", "pessimistic", "percent_complete", "actual_start", "actual_finish", "remaining", "resume",
    "constraint", "constraint_date", "second_constraint", "second_constraint_date", "milestone_instant", "deadline",
    "manual_start", "manual_finish", "levelling_delay", "interruptions", "active",
    "activity_type",
)  # fmt: skip
_LAUNCH = ("not_before", "target_date", "launched_on")


def network_field() -> Field:
    """Return the field of the query root."""
    return Field("network", "JSON!", DESCRIPTION, _network, cost=100)


def _network(plan: Plan, info: Info) -> orjson.Fragment:
    return network_frame(plan)


@per_plan
def network_frame(plan: Plan) -> orjson.Fragment:
    """Return the frame, encoded."""
    return frame(network_columns(plan))


def network_columns(plan: Plan) -> dict[str, Any]:
    """Return the frame's columns."""
    done, dates = solved(plan), schedule(plan).dates
    ordered = work_in_order(plan)
    works = [work for work in ordered if work.id in dates]
    hidden = [work for work in ordered if work.id not in dates]
    works += hidden
    at = {work.id: position for position, work in enumerate(works)}
    settings, units = plan.portfolio, plan.units
    own = done.calendars.position
    return {
        "revision": plan.revision,
        "count": len(works) - len(hidden),
        "minutesPerDay": units.minutes_per_day,
        "minutesPerWeek": units.minutes_per_week,
        "daysPerMonth": units.days_per_month,
        "nearCriticalMinutes": settings.near_critical_float_days * units.minutes_per_day,
        "begins": _begins(plan, done),
        "silentKinds": sorted(type_name(kind) for kind in SILENT_KINDS),
        "years": [done.calendars.years.start, done.calendars.years.stop],
        **_calendars(plan, done),
        "projects": _projects(plan, done, at),
        "parent": [at.get(getattr(work, "parent_id", None) or "", -1) for work in works],
        "calendar": [own.get(getattr(work, "calendar_id", None) or "", -1) for work in works],
        "duration": _durations(works),
        "launches": [position for position, work in enumerate(works) if isinstance(work, Launch)],
        "said": _said(works),
        **_staffing(done, at, plan),
        "deliveries": _deliveries(plan, at),
        "links": _links(plan, at, len(works) - len(hidden)),
        "hidden": {
            "ids": [global_id(work.KIND.name, work.id) for work in hidden],
            "codes": [work.code for work in hidden],
        },
    }


def _begins(plan: Plan, done: SolvedPlan) -> str:
    """Return how the start of the plan is known: it is given, or its earliest date, or guessed for want of dates."""
    if plan.portfolio.start is not None:
        return "given"
    return "guessed" if done.network.projects[PORTFOLIO].start == to_ticks(FALLBACK_START) else "earliest"


def _calendars(plan: Plan, done: SolvedPlan) -> dict[str, Any]:
    """Return the calendars by position, the shapes of days that they point to, and where each id and code lies."""
    shapes: dict[Periods, int] = {}
    position = done.calendars.position
    entities = plan.all(Calendar)
    return {
        "calendars": [_calendar(value, shapes) for value in done.calendars.values],
        "shapes": [[minute for period in periods for minute in period] for periods in shapes],
        "calendarIds": {global_id("calendar", id_): at for id_, at in position.items()},
        "calendarCodes": {entities[id_].code: at for id_, at in position.items()},
    }


def _calendar(calendar: WorkingCalendar, shapes: dict[Periods, int]) -> dict[str, Any]:
    """Return one calendar as its week and the days of its window that differ; shapes that are new are added."""
    found = window(calendar)
    week = [shapes.setdefault(periods, len(shapes)) for periods in found.week]
    whole = found.week * (len(found.days) // 7)
    other = [day for day, (periods, usual) in enumerate(zip(found.days, whole, strict=True)) if periods != usual]
    return {
        "firstDay": found.first_day,
        "days": len(found.days),
        "week": week,
        "other": other,
        "otherShape": [shapes.setdefault(found.days[day], len(shapes)) for day in other],
    }


def _projects(plan: Plan, done: SolvedPlan, at: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the projects by position: the portfolio, deliveries from outside, then those of initiatives."""
    membership = Membership(plan)
    roots = {position: id_ for id_, position in membership.of_root.items()}
    rows = []
    for position, project in enumerate(done.network.projects):
        entity = membership.project(position)
        rows.append(
            {
                "start": project.start,
                "finish": project.finish,
                "fromFinish": project.from_finish,
                "status": project.status_date,
                "criticalLimit": project.critical_limit,
                "honour": project.honour_constraints,
                "basis": int(project.float_basis),
                "calendar": project.calendar,
                "root": at.get(roots.get(position, ""), -1) if position > PORTFOLIO else -1,
                "retainedLogic": entity is not None and entity.retained_logic,
            }
        )
    return rows


def _durations(works: Sequence[Work]) -> dict[str, Any]:
    """Return the most likely durations as text; each that is said often is written once."""
    said = [work.duration if isinstance(work, Initiative) else None for work in works]
    objects = {id(value): value for value in said}
    texts = {key: "" if value is None else str(value) for key, value in objects.items()}
    return coded(texts[id(value)] for value in said)


def _said(works: Sequence[Work]) -> list[tuple[int, dict[str, Any]]]:
    """Return what is said of work beyond its duration and calendar, where anything is, by the API's names."""
    rows = []
    for fields, plain, cls in (
        (_INITIATIVE, Initiative(id="", code="", name=""), Initiative),
        (_LAUNCH, Launch(id="", code="", name=""), Launch),
    ):
        values = attrgetter(*fields)
        usual = values(plain)
        names = [field_name(name) for name in fields]
        for position, work in enumerate(works):
            if isinstance(work, cls):
                own = values(work)
                row = _differing(names, own, usual) if own != usual else {}
                if work.status is Status.CANCELLED:
                    row["status"] = work.status.name
                if isinstance(work, Initiative) and work.level is Level.MILESTONE:
                    row["level"] = work.level.name
                if row:
                    rows.append((position, row))
    return rows


def _differing(names: Sequence[str], own: Sequence[Any], usual: Sequence[Any]) -> dict[str, Any]:
    return {name: _wire(value) for name, value, was in zip(names, own, usual, strict=True) if value != was}


def _wire(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Duration):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [{"start": rest.start.isoformat(), "finish": rest.finish.isoformat()} for rest in value]
    return value


def _staffing(done: SolvedPlan, at: Mapping[str, int], plan: Plan) -> dict[str, Any]:
    """Return the work that people's calendars date: its tracks, and where anyone is assigned at all."""
    ids, activities = done.plan_network.ids, done.network.activities
    tracks = [
        (at[ids[i]], [(track.calendar, track.duration, track.delay) for track in activity.tracks])
        for i, activity in enumerate(activities)
        if activity.tracks
    ]
    staffed = {at[row.initiative_id] for row in plan.all(Assignment).values() if row.initiative_id in at}
    return {"tracks": tracks, "staffed": sorted(staffed)}


def _deliveries(plan: Plan, at: Mapping[str, int]) -> dict[str, list[int]]:
    """Return what comes from outside the plan: to which activity, and when."""
    to, when = [], []
    for link in plan.all(Dependency).values():
        if link.predecessor_id is None and link.successor_id in at:
            activity = outside_delivery(link)
            if activity is not None and activity.actual_finish is not None:
                to.append(at[link.successor_id])
                when.append(activity.actual_finish)
    return {"to": to, "at": when}


def _links(plan: Plan, at: Mapping[str, int], count: int) -> dict[str, Any]:
    """Return the dependencies between work, those between rows of the timeline first and in its order."""
    every = [link for link in plan.all(Dependency).values() if link.predecessor_id in at and link.successor_id in at]
    hidden = {id(link) for link in every if at[link.predecessor_id or ""] >= count or at[link.successor_id] >= count}
    behind = [link for link in every if id(link) in hidden]
    known = [*(link for link in every if id(link) not in hidden), *behind] if hidden else every
    return {
        "from": [at[link.predecessor_id or ""] for link in known],
        "to": [at[link.successor_id] for link in known],
        "type": coded_enum([link.type for link in known]),
        "lag": coded(str(link.lag) if link.lag.amount else "" for link in known),
        "lagCalendar": coded_enum([link.lag_calendar for link in known]),
        "hiddenIds": [global_id("dependency", link.id) for link in behind],
    }
