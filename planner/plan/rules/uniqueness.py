"""Uniqueness: codes within their space, and groups of fields that may occur only once together."""

from collections import defaultdict
from collections.abc import Iterable

from planner.plan.entities import KINDS, Entity
from planner.plan.findings import Finding
from planner.plan.rules.place import at, error, name_of, warning
from planner.plan.snapshot import Plan


def duplicate_codes(plan: Plan) -> Iterable[Finding]:
    """Find entities whose code another one of the same code space has, upper and lower case alike."""
    seen: dict[tuple[str, str], Entity] = {}
    for entity in plan:
        space = entity.KIND.code_space
        if space is None:
            continue
        code: str = getattr(entity, "code")  # noqa: B009 - only kinds with a code space have one
        first = seen.setdefault((space, code.casefold()), entity)
        if first is not entity:
            message = f"The code {code} is used by {first.KIND.label.lower()} {first.id} already."
            yield error("duplicate-code", message, at(entity, "code"), "Choose another code.", (first.id, entity.id))


def repeated_entities(plan: Plan) -> Iterable[Finding]:
    """Find entities that say the same thing twice, such as two identical dependencies."""
    for kind in KINDS.values():
        for group in kind.unique:
            seen: dict[tuple[object, ...], Entity] = {}
            for entity in plan.entities.get(kind.name, {}).values():
                first = seen.setdefault(tuple(getattr(entity, name) for name in group), entity)
                if first is not entity:
                    message = f"{kind.label} {entity.id} repeats {first.id}: same {', '.join(group)}."
                    hint = "Change the one that is there, or delete one of them."
                    yield error(
                        f"duplicate-{kind.name.replace('_', '-')}", message, at(entity), hint, (first.id, entity.id)
                    )


def duplicate_names(plan: Plan) -> Iterable[Finding]:
    """Find work of the same name under the same parent: likely entered twice."""
    groups: dict[tuple[str | None, str], list[Entity]] = defaultdict(list)
    for work in plan.works.values():
        groups[getattr(work, "parent_id", None), work.name.strip().casefold()].append(work)
    for (_, name), members in groups.items():
        for extra in members[1:]:
            message = f"{name_of(extra)} has the same name as {name_of(members[0])}: {name!r}."
            hint = "Rename one, or delete it if it was entered twice."
            yield warning("duplicate-name", message, at(extra, "name"), hint, (members[0].id, extra.id))
