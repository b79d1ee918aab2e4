"""Rules of a well-formed plan: small functions run from two lists, each returning findings.

Entity rules look at one entity within its plan; plan rules look at the whole, or at what a change touched there.
``check`` runs all of them, or, after a change, those that the touched entities can have broken:

>>> from planner.plan.entities import Dependency, Initiative
>>> from planner.plan.snapshot import Plan
>>> a = Initiative(id="a", code="A", name="First", owner="Ada")
>>> print(check(Plan.of(a, Dependency(id="d", predecessor_id="a", successor_id="a")))[0].code)
self-dependency
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from planner.plan.entities import KINDS
from planner.plan.findings import Finding
from planner.plan.rules.graph import dependency_cycles, hierarchy_cycles, summary_links
from planner.plan.rules.references import dangling_references, orphaned_references
from planner.plan.rules.touched import ChangedFields, Touched
from planner.plan.rules.uniqueness import duplicate_codes, duplicate_names, repeated_entities
from planner.plan.rules.values import declared_bounds
from planner.plan.rules.work import (
    calendar_rules,
    constraint_dates,
    date_inversions,
    demand_amounts,
    dependency_ends,
    duration_bounds,
    last_days,
    loans_to_oneself,
    missing_owner,
    obligation_dates,
    progress_consistent,
    review_times,
    three_points,
)
from planner.plan.snapshot import Plan

EntityRule = Callable[[Plan, Any], Iterable[Finding]]
PlanRule = Callable[[Plan, Touched | None], Iterable[Finding]]

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
    "cohort": (last_days,),
    "decision": (last_days,),
    "dependency": (dependency_ends,),
    "demand": (demand_amounts,),
    "evidence": (last_days,),
    "obligation": (obligation_dates,),
    "resource": (last_days,),
    "review_queue": (review_times,),
    "review_request": (review_times, last_days),
    "staffing_change": (last_days, loans_to_oneself),
    "waiver": (last_days,),
}

_HIERARCHY: dict[str, Collection[str]] = {"initiative": ("parent_id",)}
_LINKS: dict[str, Collection[str]] = {"dependency": ("predecessor_id", "successor_id")}

OF_PLAN: tuple[tuple[Mapping[str, Collection[str]], PlanRule], ...] = (
    ({kind.name: ("code",) for kind in KINDS.values() if kind.code_space}, duplicate_codes),
    ({kind.name: {name for group in kind.unique for name in group} for kind in KINDS.values()}, repeated_entities),
    ({"initiative": ("name", "parent_id"), "launch": ("name",)}, duplicate_names),
    (_HIERARCHY, hierarchy_cycles),
    (_HIERARCHY | _LINKS, summary_links),
    ({"initiative": ("parent_id", "activity_type")} | _LINKS, dependency_cycles),
)
"""Plan rules, each with the fields on which it depends, by kind."""


def check(plan: Plan, touched: Iterable[tuple[str, str]] | ChangedFields | None = None) -> list[Finding]:
    """Return the findings of the whole plan, or those that changes to ``touched`` (kind, id) may have caused.

    Given as a mapping, ``touched`` says which fields changed, and rules that look at none of them rest.
    """
    if touched is None:
        findings = [finding for entity in plan for finding in _of_entity(plan, entity)]
        return findings + [finding for _, rule in OF_PLAN for finding in rule(plan, None)]
    changed = touched if isinstance(touched, Mapping) else dict.fromkeys(touched)
    gone = {key for key in changed if plan.get(*key) is None}
    orphans = orphaned_references(plan, gone)
    findings = [finding for finding in orphans if (finding.place.kind, finding.place.id) not in changed]
    present = [key for key in sorted(changed) if plan.get(*key) is not None]
    for key in present:
        findings.extend(_of_entity(plan, plan.get(*key)))
    for watched, rule in OF_PLAN:
        concerned = {key for key in present if _concerns(watched.get(key[0], ()), changed[key])}
        if concerned:
            findings.extend(rule(plan, concerned))
    return findings


def _concerns(watched: Collection[str], changed: Collection[str] | None) -> bool:
    """Return whether any watched field changed; None: all of them may have."""
    return bool(watched) if changed is None else any(name in changed for name in watched)


def _of_entity(plan: Plan, entity: Any) -> Iterable[Finding]:
    for rule in EVERY_KIND + OF_KIND.get(entity.KIND.name, ()):
        yield from rule(plan, entity)
