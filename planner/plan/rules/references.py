"""References: whatever an entity refers to must exist, and nothing may be deleted while it is referred to."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from planner.plan.entities import Entity
from planner.plan.findings import Finding
from planner.plan.rules.place import at, error, name_of
from planner.plan.snapshot import Plan


def dangling_references(plan: Plan, entity: Entity) -> Iterable[Finding]:
    """Find references of one entity to what is not there."""
    for spec in entity.KIND.references:
        value = getattr(entity, spec.name)
        for target in value if spec.many else (value,):
            if target is not None and not any(plan.get(kind, target) for kind in spec.about.refers_to):
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
    for entity in plan:
        specs = [spec for spec in entity.KIND.references if kinds & set(spec.about.refers_to)]
        if any(_targets(entity, spec.name, spec.many) & ids for spec in specs):
            yield from dangling_references(plan, entity)


def _targets(entity: Entity, field: str, many: bool) -> set[str]:
    value = getattr(entity, field)
    return set(value) if many else {value}
