"""Field-level conflicts: what a scenario and the plan have both changed since the scenario's base, differently.

Three states are looked at, field by field: the base, the base with the scenario's edits ("mine"), and the plan of
today ("theirs"). A field that only one side has changed, or both in the same way, is no conflict:

>>> from planner.plan.entities import Initiative
>>> def work(**values): return Plan.of(Initiative(id="a", code="A", name="Pilot", **values))
>>> mine = Change("initiative", "a", {"owner": "", "tags": ()}, {"owner": "Ada", "tags": ("eu",)})
>>> rebased = rebase([mine], work(), work(owner="Bo"), Choices())
>>> [(one.field, one.mine, one.theirs) for one in rebased.conflicts], rebased.operations[0].values
([('owner', 'Ada', 'Bo')], {'tags': ('eu',)})
>>> rebase([mine], work(), work(owner="Bo"), Choices(Keep.MINE)).operations[0].values
{'owner': 'Ada', 'tags': ('eu',)}
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from planner.plan.changes import Action, Change, Operation
from planner.plan.codec import values_of
from planner.plan.entities import KINDS, Entity
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.scenarios.wording import item_text, value_text


class Keep(StrEnum):
    """Whose value holds in a conflict: the scenario's or the plan's."""

    MINE = "mine"
    THEIRS = "theirs"


Spot = tuple[str, str, str | None]
"""Kind, id and field; None: the whole item, which one side has deleted."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Whose value holds: of single fields, else of all; None: nobody has said."""

    all: Keep | None = None
    single: Mapping[Spot, Keep] = field(default_factory=dict)

    def of(self, spot: Spot) -> Keep | None:
        """Return whose value holds in a field."""
        return self.single.get(spot, self.all)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides have set differently; ``was`` is its value at the base.

    ``field`` None: one side has deleted what the other has made or edited; ``mine`` and ``theirs`` are then what each
    has done, as an Action. ``keep`` is whose value was chosen, None: not decided.
    """

    kind: str
    id: str
    field: str | None
    was: object
    mine: object
    theirs: object
    keep: Keep | None
    place: Place

    @property
    def spot(self) -> Spot:
        """Return what it is about."""
        return self.kind, self.id, self.field


@dataclass(frozen=True, slots=True)
class Rebased:
    """The operations that bring a scenario's changes to another plan, without what is in conflict and undecided."""

    operations: tuple[Operation, ...]
    conflicts: tuple[Conflict, ...]


def rebase(changes: Iterable[Change], base: Plan, plan: Plan, choices: Choices) -> Rebased:
    """Return what changes of the base become on a plan that has gone on since."""
    operations, conflicts = [], []
    for change in changes:
        key = (change.kind, change.id)
        operation, found = _of_change(change, base.get(*key), plan.get(*key), choices)
        operations.extend([operation] if operation is not None else [])
        conflicts.extend(found)
    return Rebased(tuple(operations), tuple(conflicts))


def _of_change(
    change: Change, was: Entity | None, now: Entity | None, choices: Choices
) -> tuple[Operation | None, list[Conflict]]:
    if change.after is None:
        return _deleted(change, was, now, choices)
    if now is None:
        return _gone(change, was, choices)
    values: dict[str, object] = {}
    found = []
    for name, mine in change.after.items():
        theirs, before = getattr(now, name), getattr(was, name, None)
        if theirs == mine:
            continue
        if was is None or theirs != before:
            conflict = _conflict(change, name, (before, mine, theirs), choices)
            found.append(conflict)
            if conflict.keep is not Keep.MINE:
                continue
        values[name] = mine
    return Operation(Action.UPDATE, change.kind, change.id, values, change.place) if values else None, found


def _deleted(
    change: Change, was: Entity | None, now: Entity | None, choices: Choices
) -> tuple[Operation | None, list[Conflict]]:
    """Delete what the plan still has; in conflict if it was edited meanwhile."""
    if now is None:
        return None, []
    delete = change.as_operation()
    if now == was:
        return delete, []
    conflict = _conflict(change, None, (None, Action.DELETE, Action.UPDATE), choices)
    return delete if conflict.keep is Keep.MINE else None, [conflict]


def _gone(change: Change, was: Entity | None, choices: Choices) -> tuple[Operation | None, list[Conflict]]:
    """Make what is new; what was deleted meanwhile is in conflict, and comes back whole if the scenario's holds."""
    if was is None:
        return change.as_operation(), []
    conflict = _conflict(change, None, (None, Action.UPDATE, Action.DELETE), choices)
    if conflict.keep is not Keep.MINE:
        return None, [conflict]
    whole = {**values_of(was), **(change.after or {})}
    return Operation(Action.CREATE, change.kind, change.id, whole, change.place), [conflict]


def _conflict(change: Change, name: str | None, values: tuple[object, object, object], choices: Choices) -> Conflict:
    place = replace(change.place or Place(), kind=change.kind, id=change.id, field=name, operation=None)
    return Conflict(change.kind, change.id, name, *values, choices.of((change.kind, change.id, name)), place)


def swept_along(operations: Iterable[Operation], changes: Iterable[Change], choices: Choices) -> Iterator[Conflict]:
    """Yield a conflict for what was made or kept meanwhile and would go only because what it hangs on goes.

    Only to let it go decides that: keeping it would need what goes.
    """
    asked = {(operation.kind, operation.id) for operation in operations}
    for change in changes:
        if change.action is Action.DELETE and (change.kind, change.id) not in asked:
            found = _conflict(change, None, (None, Action.DELETE, Action.CREATE), choices)
            yield found if found.keep is Keep.MINE else replace(found, keep=None)


def finding_of(conflict: Conflict, base: Plan, plan: Plan) -> Finding:
    """Return a conflict as the finding that refuses a merge."""
    entity = plan.get(conflict.kind, conflict.id) or base.get(conflict.kind, conflict.id)
    name = item_text(entity, (plan, base)) if entity is not None else f"{KINDS[conflict.kind].label} {conflict.id}"
    mine, theirs = text_of(conflict, conflict.mine, base, plan), text_of(conflict, conflict.theirs, base, plan)
    what = f"{name}: {KINDS[conflict.kind].field(conflict.field).label}" if conflict.field else name
    was = f" and was {text_of(conflict, conflict.was, base, plan)}" if conflict.field else ""
    message = f"{what} is {mine} in the scenario, {theirs} in the plan{was}."
    place = replace(conflict.place, code=getattr(entity, "code", None))
    hint = "Say whose value holds: mine (scenario) or theirs."
    if conflict.theirs is Action.CREATE and conflict.field is None:
        hint = "Say mine to let it go too, or take what it hangs on out of the scenario's deletions."
    return Finding(Severity.ERROR, "conflict", message, place, hint)


def text_of(conflict: Conflict, value: object, base: Plan, plan: Plan) -> str:
    """Return one side of a conflict for people, with codes for references."""
    if conflict.field is None:
        return {Action.DELETE: "deleted", Action.UPDATE: "edited", Action.CREATE: "new"}[Action(str(value))]
    return value_text(KINDS[conflict.kind].field(conflict.field), value, (plan, base))
