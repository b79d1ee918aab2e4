"""The timeline as a frame: columns over all dated work, made and encoded once per revision.

A row is an initiative or launch; ``parent`` and ``links`` point at rows by position. Values that repeat (lanes,
levels, status) are positions in a list of names, so that ten thousand rows stay small and quick to read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import orjson

from planner.plan.entities import Demand, Dependency, Initiative, Launch, Team
from planner.plan.snapshot import Plan, Work, per_plan
from planner.schedule import schedule
from planner_graphql.definitions import Field, Info
from planner_graphql.identity import global_id
from planner_graphql.scalars import frame

DESCRIPTION = (
    "All dated work as columns, for drawing: revision; count; ids, codes, names; start and finish (days); percent; "
    "critical; totalFloatDays; parent (position or -1); level, status, owner and lanes lineOfBusiness, policyArea, "
    "programme, team, each as {names, index} with -1 for none; links as {ids, from, to, type}."
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
    works = [work for work in _in_order(plan) if work.id in dates]
    dated = [dates[work.id] for work in works]
    at = {work.id: position for position, work in enumerate(works)}
    return {
        "revision": plan.revision,
        "count": len(works),
        "ids": [global_id(work.KIND.name, work.id) for work in works],
        "codes": [work.code for work in works],
        "names": [work.name for work in works],
        "start": [item.start.isoformat() for item in dated],
        "finish": [item.finish.isoformat() for item in dated],
        "percent": [getattr(work, "percent_complete", 0.0) for work in works],
        "critical": [item.critical for item in dated],
        "totalFloatDays": [item.total_float_days for item in dated],
        "parent": [at.get(getattr(work, "parent_id", None) or "", -1) for work in works],
        "level": _coded(work.level.name if isinstance(work, Initiative) else "LAUNCH" for work in works),
        "status": _coded(work.status.name for work in works),
        "owner": _coded(_text(plan, work, "owner") for work in works),
        "lineOfBusiness": _coded(_text(plan, work, "line_of_business") for work in works),
        "policyArea": _coded(_text(plan, work, "policy_area") for work in works),
        "programme": _coded(_programmes(plan, works)),
        "team": _coded(_teams(plan, works)),
        "links": _links(plan, at),
    }


def _in_order(plan: Plan) -> Iterable[Work]:
    """Yield initiatives, each followed by its parts, then launches by code."""
    seen: set[str] = set()
    stack = list(reversed(plan.children(None)))
    while stack:
        item = stack.pop()
        if item.id not in seen:
            seen.add(item.id)
            yield item
            stack.extend(reversed(plan.children(item.id)))
    yield from (item for item in plan.all(Initiative).values() if item.id not in seen)
    yield from sorted(plan.all(Launch).values(), key=lambda launch: launch.code)


def _coded(values: Iterable[str]) -> Mapping[str, Sequence[object]]:
    """Return values as positions in the list of different names, in order of appearance; -1 for empty."""
    names: dict[str, int] = {}
    index = [names.setdefault(value, len(names)) if value else -1 for value in values]
    return {"names": list(names), "index": index}


def _text(plan: Plan, work: Work, field: str) -> str:
    return str(plan.inherited(work, field)[0] if isinstance(work, Initiative) else getattr(work, field))


def _programmes(plan: Plan, works: Sequence[Work]) -> Iterable[str]:
    for work in works:
        above = list(plan.ancestors(work)) if isinstance(work, Initiative) else []
        yield above[-1].name if above else ""


def _teams(plan: Plan, works: Sequence[Work]) -> Iterable[str]:
    """Yield the team that each is asked of first, by id of the demand."""
    teams = plan.all(Team)
    first: dict[str, str] = {}
    for demand in sorted(plan.all(Demand).values(), key=lambda item: item.id):
        if demand.team_id in teams:
            first.setdefault(demand.initiative_id, teams[demand.team_id].name)
    return (first.get(work.id, "") for work in works)


def _links(plan: Plan, at: Mapping[str, int]) -> dict[str, list[object]]:
    drawn = [
        link
        for link in plan.all(Dependency).values()
        if link.predecessor_id is not None and link.predecessor_id in at and link.successor_id in at
    ]
    column: Callable[[str], list[object]] = lambda name: [at[getattr(link, name)] for link in drawn]  # noqa: E731
    return {
        "ids": [global_id("dependency", link.id) for link in drawn],
        "from": column("predecessor_id"),
        "to": column("successor_id"),
        "type": [link.type.value for link in drawn],
    }
