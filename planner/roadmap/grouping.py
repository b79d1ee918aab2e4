"""Which groups of a roadmap a row or marker belongs to: keys with their labels.

>>> from planner.plan.entities import Initiative
>>> item = Initiative(id="a", code="POL-1", name="Policy", line_of_business="Policy")
>>> keys_of_work(Plan.of(item), item, GroupBy.LINE_OF_BUSINESS), keys_of_work(Plan.of(item), item, GroupBy.OWNER)
((('Policy', 'Policy'),), (('', 'No owner'),))
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import assert_never

from planner.plan.entities import (
    Demand,
    Initiative,
    InitiativeKind,
    Launch,
    LaunchMarket,
    Market,
    Objective,
    Obligation,
    PriorityClass,
    Team,
)
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan, per_plan
from planner.roadmap.result import GroupBy

Keys = tuple[tuple[str, str], ...]
"""Groups as (key, label)."""

_NOWHERE = {
    GroupBy.NONE: "All work",
    GroupBy.LINE_OF_BUSINESS: "No line of business",
    GroupBy.TEAM: "No team",
    GroupBy.OBJECTIVE: "No objective",
    GroupBy.PROGRAMME: "No programme",
    GroupBy.POLICY_AREA: "No policy area",
    GroupBy.MARKET: "No market",
    GroupBy.KIND: "No kind",
    GroupBy.OWNER: "No owner",
    GroupBy.PRIORITY_CLASS: "No class",
    GroupBy.QUARTER: "Overdue",
}

NOWHERE: Mapping[GroupBy, Keys] = {group_by: (("", label),) for group_by, label in _NOWHERE.items()}
"""The group of what belongs nowhere."""


def keys_of_work(plan: Plan, item: Initiative | Launch, group_by: GroupBy) -> Keys:
    """Return the groups of an initiative or launch, by anything but the quarter; never empty."""
    return _found(plan, item, group_by) or NOWHERE[group_by]


def line_of_business_named(plan: Plan, name: str) -> str:
    """Return a line of business of the plan's work as it is written there; NotFoundError if there is none so named."""
    known = dict.fromkeys(item.line_of_business for item in plan.all(Initiative).values() if item.line_of_business)
    found = next((text for text in known if text.casefold() == name.strip().casefold()), None)
    if found is None:
        listed = ", ".join(list(known)[:10])
        raise NotFoundError("line of business", name, f"There are {listed}." if listed else "No work names one.")
    return found


def keys_of_obligation(plan: Plan, duty: Obligation, group_by: GroupBy) -> Keys:
    """Return the groups of the work that an obligation is for; its own markets where markets group."""
    if group_by is GroupBy.MARKET:
        return _markets(plan, duty.market_ids) or NOWHERE[group_by]
    works = [plan.works[id_] for id_ in (*duty.initiative_ids, *duty.launch_ids) if id_ in plan.works]
    keys = dict.fromkeys(key for work in works for key in _found(plan, work, group_by))
    return tuple(keys) or NOWHERE[group_by]


def _found(plan: Plan, item: Initiative | Launch, group_by: GroupBy) -> Keys:
    match group_by:
        case GroupBy.NONE | GroupBy.QUARTER:
            return ()
        case GroupBy.LINE_OF_BUSINESS | GroupBy.POLICY_AREA | GroupBy.OWNER:
            return _text(plan, item, group_by.value)
        case GroupBy.KIND | GroupBy.PRIORITY_CLASS:
            return _choice(plan, item, group_by.value)
        case GroupBy.TEAM:
            return _teams(plan).get(item.id, ())
        case GroupBy.OBJECTIVE:
            table = plan.all(Objective)
            return tuple((id_, table[id_].name) for id_ in objectives_served(plan).get(item.id, ()))
        case GroupBy.PROGRAMME:
            return _programme(plan, item)
        case GroupBy.MARKET:
            return _markets(plan, item.market_ids if isinstance(item, Initiative) else _launch_markets(plan, item))
        case _:
            assert_never(group_by)


def _text(plan: Plan, item: Initiative | Launch, field: str) -> Keys:
    text = str(plan.inherited(item, field)[0] if isinstance(item, Initiative) else getattr(item, field)).strip()
    return ((text, text),) if text else ()


def _choice(plan: Plan, item: Initiative | Launch, field: str) -> Keys:
    if isinstance(item, Launch):
        launch = InitiativeKind.LAUNCH
        return ((launch.value, "Launch"),) if field == GroupBy.KIND else ()
    value: InitiativeKind | PriorityClass | None = plan.inherited(item, field)[0]
    return ((value.value, value.value.replace("_", " ").capitalize()),) if value is not None else ()


@per_plan
def _teams(plan: Plan) -> Mapping[str, Keys]:
    """Return the teams of each initiative: those asked by it or by its parts."""
    teams = plan.all(Team)
    table = plan.all(Initiative)
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for demand in plan.all(Demand).values():
        team = teams.get(demand.team_id)
        item = table.get(demand.initiative_id)
        if team is not None and item is not None:
            for holder in (item, *plan.ancestors(item)):
                found[holder.id][team.id, team.name] = None
    return {id_: tuple(keys) for id_, keys in found.items()}


@per_plan
def objectives_served(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the objectives that each initiative and launch serves; who serves none is missing.

    An initiative's are its own, else those of the nearest of what it is part of. A launch serves those of all that
    it waits for.
    """
    known = plan.all(Objective)
    found: dict[str, tuple[str, ...]] = {}
    for item in plan.all(Initiative).values() if known else ():
        holders = (holder.objective_ids for holder in (item, *plan.ancestors(item)))
        if ids := tuple(id_ for id_ in next(filter(None, holders), ()) if id_ in known):
            found[item.id] = ids
    for launch in plan.all(Launch):
        before = (found.get(link.predecessor_id or "", ()) for link in plan.predecessors(launch))
        if ids := tuple(dict.fromkeys(id_ for some in before for id_ in some)):
            found[launch] = ids
    return found


def _programme(plan: Plan, item: Initiative | Launch) -> Keys:
    above = tuple(plan.ancestors(item)) if isinstance(item, Initiative) else ()
    return ((above[-1].id, above[-1].name),) if above else ()


def _markets(plan: Plan, ids: tuple[str, ...]) -> Keys:
    table = plan.all(Market)
    return tuple((id_, table[id_].name or table[id_].code) for id_ in ids if id_ in table)


def _launch_markets(plan: Plan, launch: Launch) -> tuple[str, ...]:
    return tuple(cell.market_id for cell in plan.all(LaunchMarket).values() if cell.launch_id == launch.id)
