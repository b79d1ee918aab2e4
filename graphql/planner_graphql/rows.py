"""Rows: an entity together with the plan it is of, so that any revision can be asked anything.

``referring`` answers "who refers to this" for all entities at once, and once per snapshot:

>>> from planner.plan.entities import Demand, Team
>>> plan = Plan.of(Team(id="t", code="T", name="Team"), Demand(id="d", initiative_id="i", team_id="t", fte=1.0))
>>> [row.entity.id for row in rows(plan, referring(plan, "demand", "team_id").get("t", ()))]
['d']
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from planner.plan.entities import KINDS, Entity
from planner.plan.snapshot import Plan, per_plan
from planner_graphql.definitions import Info, Resolve


class Row(NamedTuple):
    """An entity, or what is computed for it, of one plan."""

    entity: Any
    plan: Plan


def rows(plan: Plan, entities: Iterable[Entity]) -> list[Row]:
    """Return entities with their plan."""
    return [Row(entity, plan) for entity in entities]


def row_of(plan: Plan, kinds: Iterable[str], id_: str | None) -> Row | None:
    """Return the entity of one of these kinds with this id, or None."""
    for kind in kinds:
        entity = plan.get(kind, id_)
        if entity is not None:
            return Row(entity, plan)
    return None


def row_anywhere(plan: Plan, id_: str) -> Row | None:
    """Return the entity of any kind with this id, or None."""
    return row_of(plan, KINDS, id_)


@per_plan
def referring(plan: Plan, kind: str, field: str) -> Mapping[str, tuple[Entity, ...]]:
    """Return the entities of one kind by what a field of theirs refers to, each group in order of id."""
    many = KINDS[kind].field(field).many
    groups: dict[str, list[Entity]] = {}
    for entity in sorted(plan.entities.get(kind, {}).values(), key=lambda item: item.id):
        value = getattr(entity, field)
        for target in value if many else (value,):
            if target is not None:
                groups.setdefault(target, []).append(entity)
    return {target: tuple(members) for target, members in groups.items()}


def attribute_of(name: str) -> Resolve:
    """Return the resolver that reads an attribute of the row's entity."""

    def read(row: Row, info: Info) -> object:
        return getattr(row.entity, name)

    return read
