"""The timeline as a frame: columns over all dated work, made and encoded once per revision.

A row is an initiative or launch; ``parent``, ``links`` and markers point at rows by position. Values that repeat
(lanes, levels, status) are positions in a list of names, so that ten thousand rows stay small and quick to read.
Instants are minutes of the portfolio's wall clock from 1 January 1970, 00:00.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from planner.plan.entities import KINDS, Demand, Initiative, Launch, LaunchMarket, Market, Objective, Team
from planner.plan.entities.worktime import Calendar
from planner.plan.snapshot import Plan, Work, per_plan
from planner.roadmap.grouping import objectives_served
from planner.schedule import WorkDates, schedule
from planner_graphql.columnar import (
    Column,
    coded,
    coded_enum,
    coded_lists,
    days_of,
    minute_of,
    minutes_of,
    named,
)
from planner_graphql.computed_columns import quarters_of
from planner_graphql.definitions import Field, Info
from planner_graphql.identity import global_id
from planner_graphql.inheritance import in_force, programmes, work_in_order
from planner_graphql.scalars import frame
from planner_graphql.timeline_baselines import baseline_columns, baseline_list
from planner_graphql.timeline_marks import external_columns, link_columns, obligation_columns, target_columns

DESCRIPTION = (
    "All dated work as columns, for drawing. Every column has count entries; docs/api.md lists them. Settings: "
    "revision, count, fiscalYearStartMonth, minutesPerDay, criticalFloatDays, nearCriticalFloatDays. Columns of "
    "values that repeat are {names, index} with -1 for none, and with ids where the names are of entities. links, "
    "external (deliveries from outside), obligations and targets (target dates of launches) point at rows. baselines "
    "has what was promised, the newest first; the baseline columns have the dates of the newest."
)


def timeline_field() -> Field:
    """Return the field of the query root."""
    return Field("timeline", "JSON!", DESCRIPTION, _timeline, cost=100)


def _timeline(plan: Plan, info: Info) -> orjson.Fragment:
    return timeline_frame(plan)


@per_plan
def timeline_frame(plan: Plan) -> orjson.Fragment:
    """Return the frame, encoded."""
    return frame(timeline_columns(plan))


def timeline_columns(plan: Plan) -> dict[str, Any]:
    """Return the frame's columns: initiatives by position and code below their parents' order, then launches."""
    dates = schedule(plan).dates
    works = [work for work in work_in_order(plan) if work.id in dates]
    dated = [dates[work.id] for work in works]
    at = {work.id: row for row, work in enumerate(works)}
    settings = plan.portfolio
    return {
        "revision": plan.revision,
        "count": len(works),
        "fiscalYearStartMonth": settings.fiscal_year_start_month,
        "minutesPerDay": settings.minutes_per_day,
        "criticalFloatDays": settings.critical_float_days,
        "nearCriticalFloatDays": settings.near_critical_float_days,
        "ids": [global_id(work.KIND.name, work.id) for work in works],
        "codes": [work.code for work in works],
        "names": [work.name for work in works],
        "parent": [at.get(getattr(work, "parent_id", None) or "", -1) for work in works],
        **_computed(plan, dated),
        **_given(works),
        **_lanes(plan, works),
        "links": link_columns(plan, at, dates),
        "external": external_columns(plan, at, dates),
        "obligations": obligation_columns(plan, at),
        "targets": target_columns(plan, at),
        "baselines": baseline_list(plan),
        **baseline_columns(plan, works),
    }


def _computed(plan: Plan, dated: Sequence[WorkDates]) -> dict[str, Column]:
    """Return what the schedule says of each row."""
    starts, finishes = [item.early_start for item in dated], [item.early_finish for item in dated]
    late_starts, late_finishes = [item.late_start for item in dated], [item.late_finish for item in dated]
    return {
        "start": days_of(starts),
        "finish": days_of(finishes),
        "startMinute": [minute_of(moment) for moment in starts],
        "finishMinute": [minute_of(moment) for moment in finishes],
        "lateStart": days_of(late_starts),
        "lateFinish": days_of(late_finishes),
        "lateStartMinute": [minute_of(moment) for moment in late_starts],
        "lateFinishMinute": [minute_of(moment) for moment in late_finishes],
        "durationMinutes": [item.duration_minutes for item in dated],
        "totalFloatDays": [item.total_float_days for item in dated],
        "freeFloatDays": [item.free_float_days for item in dated],
        "critical": [item.critical for item in dated],
        "nearCritical": [item.near_critical for item in dated],
        "binding": coded(item.binding for item in dated),
        "quarter": quarters_of(plan, starts),
    }


def _given(works: Sequence[Work]) -> dict[str, Column]:
    """Return what was said of each row and does not come from elsewhere; launches lack most of it."""
    items = [work if isinstance(work, Initiative) else None for work in works]
    launches = [work if isinstance(work, Launch) else None for work in works]
    fixed = [item is not None and (item.manual_start is not None or item.manual_finish is not None) for item in items]
    return {
        "percent": [getattr(work, "percent_complete", 0.0) for work in works],
        "level": coded_enum([None if item is None else item.level for item in items], none="LAUNCH"),
        "status": coded_enum([work.status for work in works]),
        "stage": coded_enum([None if item is None else item.stage for item in items]),
        "tier": coded_enum([None if launch is None else launch.tier for launch in launches]),
        "manual": fixed,
        "constraint": coded_enum([None if item is None else item.constraint for item in items]),
        "constraintMinute": minutes_of(None if item is None else item.constraint_date for item in items),
        "deadlineMinute": minutes_of(None if item is None else item.deadline for item in items),
        "targetMinute": minutes_of(None if launch is None else launch.target_date for launch in launches),
        "actualStartMinute": minutes_of(None if item is None else item.actual_start for item in items),
        "actualFinishMinute": minutes_of(
            launch.launched_on if launch else item.actual_finish if item else None
            for item, launch in zip(items, launches, strict=True)
        ),
    }


def _lanes(plan: Plan, works: Sequence[Work]) -> dict[str, Column]:
    """Return what rows can be grouped by; values in force, and several where a row has several."""
    top = programmes(plan)
    regions, markets = _places(plan, works)
    default = plan.portfolio.default_calendar_id or ""
    served = objectives_served(plan)
    kinds, priorities, calendars = (in_force(plan, name) for name in ("kind", "priority_class", "calendar_id"))
    return {
        "owner": coded(_in_force(plan, works, "owner")),
        "lineOfBusiness": coded(_in_force(plan, works, "line_of_business")),
        "policyArea": coded(_in_force(plan, works, "policy_area")),
        "kind": coded_enum([kinds.get(work.id) for work in works]),
        "priorityClass": coded_enum([priorities.get(work.id) for work in works]),
        "programme": _entities(plan, Initiative, coded(top.get(work.id, "") for work in works)),
        "team": _entities(plan, Team, coded(_teams(plan, works))),
        "objective": _entities(plan, Objective, coded_lists(served.get(work.id, ()) for work in works)),
        "calendar": _entities(plan, Calendar, coded(calendars.get(work.id) or default for work in works)),
        "region": coded_lists(regions),
        "market": _entities(plan, Market, coded_lists(markets)),
    }


def _in_force(plan: Plan, works: Sequence[Work], field: str) -> Iterable[str]:
    """Yield a text of each: of launches their own, of initiatives the one in force."""
    values = in_force(plan, field)
    for work in works:
        yield values[work.id] if isinstance(work, Initiative) else getattr(work, field)


def _entities(plan: Plan, cls: type[Any], column: dict[str, Any]) -> dict[str, Any]:
    """Return a column of ids as one of names and global ids; ids of nothing stay as they are."""
    kind = cls.KIND.name
    found = {id_: plan.get(kind, id_) for id_ in column["names"]}
    labels = {id_: getattr(entity, "name", "") or getattr(entity, "code", id_) for id_, entity in found.items()}
    assert kind in KINDS
    return named(column, labels, {id_: global_id(kind, id_) for id_ in found})


@per_plan
def _first_teams(plan: Plan) -> Mapping[str, str]:
    """Return the team that an initiative is asked of first, by id of the demand."""
    teams, first = plan.all(Team), dict[str, str]()
    for demand in sorted(plan.all(Demand).values(), key=lambda item: item.id):
        if demand.team_id in teams:
            first.setdefault(demand.initiative_id, demand.team_id)
    return first


def _teams(plan: Plan, works: Sequence[Work]) -> Iterable[str]:
    first = _first_teams(plan)
    return (first.get(work.id, "") for work in works)


def _places(plan: Plan, works: Sequence[Work]) -> tuple[list[Sequence[str]], list[Sequence[str]]]:
    """Return the regions and the markets of each; one that names no region is in those of its markets."""
    known = plan.all(Market)
    of_launches: dict[str, list[str]] = {}
    for item in sorted(plan.all(LaunchMarket).values(), key=lambda item: (item.wave, item.id)):
        of_launches.setdefault(item.launch_id, []).append(item.market_id)
    regions: list[Sequence[str]] = []
    markets: list[Sequence[str]] = []
    for work in works:
        own = work.market_ids if isinstance(work, Initiative) else of_launches.get(work.id, ())
        said = work.regions if isinstance(work, Initiative) else ()
        markets.append(own)
        regions.append(said or _regions(known, own) if own else said)
    return regions, markets


def _regions(known: Mapping[str, Market], ids: Iterable[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(known[id_].region for id_ in ids if id_ in known and known[id_].region))
