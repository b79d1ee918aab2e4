"""Rules of a well-formed plan: small functions run from two lists, each returning findings.

Entity rules look at one entity within its plan; plan rules look at the whole and say which kinds they concern.
``check`` runs all of them, or, after a change, those that the touched entities can have broken:

>>> from planner.plan.entities import Dependency, Initiative
>>> from planner.plan.snapshot import Plan
>>> a = Initiative(id="a", code="A", name="First", owner="Ada")
>>> print(check(Plan.of(a, Dependency(id="d", predecessor_id="a", successor_id="a")))[0].code)
self-dependency
"""

from collections.abc import Callable, Iterable
from typing import Any

from planner.plan.entities import KINDS
from planner.plan.findings import Finding
from planner.plan.rules.graph import dependency_cycles, hierarchy_cycles, summary_links
from planner.plan.rules.references import dangling_references, orphaned_references
from planner.plan.rules.uniqueness import duplicate_codes, duplicate_names, repeated_entities
from planner.plan.rules.values import declared_bounds
from planner.plan.rules.work import (
    calendar_rules,
    constraint_dates,
    date_inversions,
    demand_amounts,
    dependency_ends,
    duration_bounds,
    missing_owner,
    obligation_dates,
    progress_consistent,
    three_points,
)
from planner.plan.snapshot import Plan

EntityRule = Callable[[Plan, Any], Iterable[Finding]]
PlanRule = Callable[[Plan], Iterable[Finding]]

EVERY_KIND: tuple[EntityRule, ...] = (declared_bounds, dangling_references)

OF_KIND: dict[str, tuple[EntityRule, ...]] = {
    "calendar": (calendar_rules,),
    "initiative": (
        three_points,
        duration_bounds,
        date_inversions,
        constraint_dates,
        progress_consistent,
        missing_owner,
    ),
    "launch": (missing_owner,),
    "dependency": (dependency_ends,),
    "demand": (demand_amounts,),
    "obligation": (obligation_dates,),
}

OF_PLAN: tuple[tuple[frozenset[str], PlanRule], ...] = (
    (frozenset(KINDS), duplicate_codes),
    (frozenset(KINDS), repeated_entities),
    (frozenset({"initiative", "launch"}), duplicate_names),
    (frozenset({"initiative"}), hierarchy_cycles),
    (frozenset({"initiative", "dependency"}), summary_links),
    (frozenset({"initiative", "launch", "dependency"}), dependency_cycles),
)


def check(plan: Plan, touched: Iterable[tuple[str, str]] | None = None) -> list[Finding]:
    """Return the findings of the whole plan, or those that changes to ``touched`` (kind, id) may have caused."""
    if touched is None:
        findings = [finding for entity in plan for finding in _of_entity(plan, entity)]
        return findings + [finding for _, rule in OF_PLAN for finding in rule(plan)]
    keys = set(touched)
    findings = list(orphaned_references(plan, {key for key in keys if plan.get(*key) is None}))
    for key in sorted(keys):
        entity = plan.get(*key)
        if entity is not None:
            findings.extend(_of_entity(plan, entity))
    kinds = {kind for kind, _ in keys}
    for concerned, rule in OF_PLAN:
        if kinds & concerned:
            findings.extend(finding for finding in rule(plan))
    return findings


def _of_entity(plan: Plan, entity: Any) -> Iterable[Finding]:
    for rule in EVERY_KIND + OF_KIND.get(entity.KIND.name, ()):
        yield from rule(plan, entity)
