"""Work in the order in which people read it, and the values that it inherits, for all of it at once."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from planner.plan.entities import KINDS, WORK_KINDS, Initiative, Launch
from planner.plan.snapshot import Plan, Work, per_plan


@per_plan
def work_in_order(plan: Plan) -> tuple[Work, ...]:
    """Return initiatives by position and code, each followed by its parts, then launches by code."""
    return tuple(_in_order(plan))


@per_plan
def table_rows(plan: Plan, kind: str) -> tuple[Any, ...]:
    """Return the entities of a kind in the order of its tables: work as above, others by code or id."""
    if kind in WORK_KINDS:
        cls = KINDS[kind].cls
        return tuple([work for work in work_in_order(plan) if type(work) is cls])
    key = attrgetter("code" if KINDS[kind].code_space else "id")
    return tuple(sorted(plan.entities.get(kind, {}).values(), key=key))


def _in_order(plan: Plan) -> Iterable[Work]:
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


@per_plan
def in_force(plan: Plan, field: str) -> Mapping[str, Any]:
    """Return the value in force of an inherited field, by initiative: its own or the nearest ancestor's.

    None or empty text where nobody gives one.
    """
    found: dict[str, Any] = {}
    items = table_rows(plan, "initiative")
    for item, value in zip(items, map(attrgetter(field), items), strict=True):
        if not value and item.parent_id is not None:
            above = item.parent_id  # parents come before their parts, unless the hierarchy loops
            value = found[above] if above in found else plan.inherited(item, field)[0]
        found[item.id] = value
    return found


@per_plan
def programmes(plan: Plan) -> Mapping[str, str]:
    """Return the topmost ancestor's id, by initiative; those at the top have none."""
    found: dict[str, str] = {}
    for work in work_in_order(plan):
        if isinstance(work, Initiative) and work.parent_id is not None:
            found[work.id] = found.get(work.parent_id, work.parent_id)  # parents come before their parts
    return found
