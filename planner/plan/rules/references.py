"""References: whatever an entity refers to must exist, and nothing may be deleted while it is referred to."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from planner.plan.entities import KINDS, Entity
from planner.plan.findings import Finding
from planner.plan.rules.place import at, error, name_of
from planner.plan.snapshot import Plan


def dangling_references(plan: Plan, entity: Entity) -> Iterable[Finding]:
    """Find references of one entity to what is not there."""
    for spec in entity.KIND.references:
        value = getattr(entity, spec.name)
        for target in value if spec.many else (value,):
            if target is not None and all(plan.get(kind, target) is None for kind in spec.about.refers_to):
                kinds = " or ".join(kind.replace("_", " ") for kind in spec.about.refers_to)
                message = f"{name_of(entity)}: {spec.public_name} refers to {kinds} {target!r}, which does not exist."
                hint = f"Choose an existing {kinds}, or create it in the same change."
                yield error("dangling-reference", message, at(entity, spec.name), hint, (entity.id, target))


def orphaned_references(plan: Plan, gone: AbstractSet[tuple[str, str]]) -> Iterable[Finding]:
    """Find entities that still refer to (kind, id)s which a change has deleted."""
    if not gone:
        return
    ids = {id_ for _, id_ in gone}
    kinds = {kind for kind, _ in gone}
    for kind in KINDS.values():
        specs = [(spec.name, spec.many) for spec in kind.references if kinds & set(spec.about.refers_to)]
        for entity in plan.entities.get(kind.name, {}).values() if specs else ():
            if _refers(entity, specs, ids):
                yield from dangling_references(plan, entity)


def _refers(entity: Entity, specs: Iterable[tuple[str, bool]], ids: AbstractSet[str]) -> bool:
    for field, many in specs:
        value = getattr(entity, field)
        if (not ids.isdisjoint(value)) if many else (value in ids):
            return True
    return False
