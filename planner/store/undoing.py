"""Taking a revision back: the operations that do the opposite, and what stands against them.

A field stands against it if its present value is neither what the revision set (then it goes back) nor what it was
before (then nothing is left to do). So undoing the undo is redoing, however often:

>>> from planner.plan.entities import Initiative
>>> renamed = Change("initiative", "a", {"name": "Old"}, {"name": "New"})
>>> plan = Plan.of(Initiative(id="a", code="A", name="New"))
>>> opposite(plan, [renamed])[0][0].values
{'name': 'Old'}
>>> opposite(Plan.of(Initiative(id="a", code="A", name="Newer")), [renamed])[1][0].message
'A: Name was changed since.'
"""

from collections.abc import Iterable, Mapping, Sequence

from planner.plan.changes import Action, Change, Operation, Outcome
from planner.plan.entities import KINDS, Entity
from planner.plan.findings import Finding, Place
from planner.plan.rules.place import at, error, name_of
from planner.plan.snapshot import Plan

Values = Mapping[str, object]

_HINT = "Undo the later change first, or set the value by hand."


def opposite(plan: Plan, changes: Sequence[Change]) -> tuple[list[Operation], list[Finding]]:
    """Return the operations that take these changes back, last one first, and a finding for each conflict."""
    operations: list[Operation] = []
    found: list[Finding] = []
    for change in reversed(changes):
        operation, conflicts = _opposite_of(plan, change)
        operations.extend([operation] if operation else [])
        found.extend(conflicts)
    return operations, found


def swept_along(operations: Iterable[Operation], outcome: Outcome) -> list[Finding]:
    """Return a finding for each entity that would go only because what it hangs on goes: it was added since."""
    asked = {(operation.kind, operation.id) for operation in operations}
    swept = [c for c in outcome.changes if c.action is Action.DELETE and (c.kind, c.id) not in asked]
    return [
        error("conflict", f"{KINDS[c.kind].label} {c.id} was added since and would go too.", place, _HINT)
        for c in swept
        for place in [Place(kind=c.kind, id=c.id)]
    ]


def _opposite_of(plan: Plan, change: Change) -> tuple[Operation | None, list[Finding]]:
    current = plan.get(change.kind, change.id)
    if change.before is None:
        return _remove(current, change, change.after or {})
    if change.after is None:
        return _restore(current, change, change.before)
    return _put_back(current, change, change.before, change.after)


def _remove(current: Entity | None, change: Change, made: Values) -> tuple[Operation | None, list[Finding]]:
    if current is None:
        return None, []
    conflicts = [_changed(current, name) for name, value in made.items() if getattr(current, name) != value]
    return (None, conflicts) if conflicts else (Operation(Action.DELETE, change.kind, change.id), [])


def _restore(current: Entity | None, change: Change, gone: Values) -> tuple[Operation | None, list[Finding]]:
    if current is None:
        return Operation(Action.CREATE, change.kind, change.id, gone), []
    return None, [_changed(current, name) for name, value in gone.items() if getattr(current, name) != value]


def _put_back(
    current: Entity | None, change: Change, before: Values, after: Values
) -> tuple[Operation | None, list[Finding]]:
    if current is None:
        place = Place(kind=change.kind, id=change.id)
        return None, [error("conflict", f"{KINDS[change.kind].label} {change.id} was deleted since.", place, _HINT)]
    left = {name: value for name, value in before.items() if getattr(current, name) != value}
    conflicts = [_changed(current, name) for name in left if getattr(current, name) != after[name]]
    if conflicts or not left:
        return None, conflicts
    return Operation(Action.UPDATE, change.kind, change.id, left), []


def _changed(current: Entity, name: str) -> Finding:
    message = f"{name_of(current)}: {current.KIND.field(name).label} was changed since."
    return error("conflict", message, at(current, name), _HINT)
