"""Uniqueness: codes within their space, and groups of fields that may occur only once together.

Each rule groups entities by what must be unique. After a change only the groups of the touched entities are
looked at, so that one edit costs one pass without building anything.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import attrgetter

from planner.plan.declare import Kind
from planner.plan.entities import KINDS, WORK_KINDS, Entity
from planner.plan.findings import Finding
from planner.plan.rules.place import at, error, name_of, warning
from planner.plan.rules.touched import Touched
from planner.plan.snapshot import Plan


def duplicate_codes(plan: Plan, touched: Touched | None = None) -> Iterable[Finding]:
    """Find entities whose code another one of the same code space has, upper and lower case alike."""
    spaces: dict[str, list[Kind]] = {}
    for kind in KINDS.values():
        if kind.code_space is not None:
            spaces.setdefault(kind.code_space, []).append(kind)
    for kinds in spaces.values():
        for first, extra in _repeats(plan, kinds, _folded_code, touched):
            code = extra.code  # type: ignore[attr-defined]
            called = repr(getattr(first, "name", "")) if getattr(first, "name", "") else first.id
            message = f"The code {code} is used by {first.KIND.label.lower()} {called} already."
            yield error("duplicate-code", message, at(extra, "code"), "Choose another code.", (first.id, extra.id))


def repeated_entities(plan: Plan, touched: Touched | None = None) -> Iterable[Finding]:
    """Find entities that say the same thing twice, such as two identical dependencies."""
    for kind in KINDS.values():
        for group in kind.unique:
            for first, extra in _repeats(plan, [kind], attrgetter(*group), touched):
                message = f"{kind.label} {extra.id} repeats {first.id}: same {', '.join(group)}."
                hint = "Change the one that is there, or delete one of them."
                code = f"duplicate-{kind.name.replace('_', '-')}"
                yield error(code, message, at(extra), hint, (first.id, extra.id))


def duplicate_names(plan: Plan, touched: Touched | None = None) -> Iterable[Finding]:
    """Find work of the same name under the same parent: likely entered twice."""
    for first, extra in _repeats(plan, [KINDS[name] for name in WORK_KINDS], _parent_and_name, touched):
        message = f"{name_of(extra)} has the same name as {name_of(first)}: {_name(extra)!r}."
        hint = "Rename one, or delete it if it was entered twice."
        yield warning("duplicate-name", message, at(extra, "name"), hint, (first.id, extra.id))


def _repeats(
    plan: Plan, kinds: list[Kind], key: Callable[[Entity], Hashable], touched: Touched | None
) -> Iterator[tuple[Entity, Entity]]:
    """Yield the first entity of each group with each further one; only groups that touched entities are in."""
    wanted: set[Hashable] | None = None
    if touched is not None:
        names = {kind.name for kind in kinds}
        entities = (plan.get(name, id_) for name, id_ in touched if name in names)
        wanted = {key(entity) for entity in entities if entity is not None}
        if not wanted:
            return
    seen: dict[Hashable, Entity] = {}
    for kind in kinds:
        for entity in plan.entities.get(kind.name, {}).values():
            value = key(entity)
            if wanted is None or value in wanted:
                first = seen.setdefault(value, entity)
                if first is not entity:
                    yield first, entity


def _folded_code(entity: Entity) -> str:
    code: str = entity.code  # type: ignore[attr-defined]
    return code.casefold()


def _parent_and_name(work: Entity) -> tuple[str | None, str]:
    return getattr(work, "parent_id", None), _name(work).casefold()


def _name(work: Entity) -> str:
    name: str = work.name  # type: ignore[attr-defined]
    return name.strip()
