"""Where a rule's finding is: the entity, its code, and the field."""

from planner.plan.entities import Entity
from planner.plan.findings import Finding, Place, Severity


def name_of(entity: Entity) -> str:
    """Return what people call an entity: its code, or its kind and id."""
    return getattr(entity, "code", None) or f"{entity.KIND.label} {entity.id}"


def at(entity: Entity, field: str | None = None) -> Place:
    """Return the place of an entity or one of its fields."""
    return Place(kind=entity.KIND.name, id=entity.id, code=getattr(entity, "code", None), field=field)


def error(code: str, message: str, place: Place, hint: str, items: tuple[str, ...] = ()) -> Finding:
    """Return a finding that refuses the change."""
    return Finding(Severity.ERROR, code, message, place, hint, items)


def warning(code: str, message: str, place: Place, hint: str, items: tuple[str, ...] = ()) -> Finding:
    """Return a finding that lets the change pass."""
    return Finding(Severity.WARNING, code, message, place, hint, items)
