"""The sound part of a change: what is left of some operations when those that break rules are taken out.

Operations that errors name are left out, then those that needed them, until the rest is accepted. Of a loop of
dependencies, every link that the change itself would add or alter is left out:

>>> from planner.plan.changes import Action, Operation
>>> from planner.plan.snapshot import Plan
>>> work = [Operation(Action.CREATE, "initiative", i, {"code": i, "name": i, "owner": "Ada"}) for i in "ab"]
>>> loop = [Operation(Action.CREATE, "dependency", p + s, {"predecessor_id": p, "successor_id": s})
...         for p, s in ("ab", "ba")]
>>> sound = sound_part(Plan({}), [*work, *loop])
>>> [change.id for change in sound.outcome.changes], [finding.code for finding in sound.left_out]
(['a', 'b'], ['dependency-cycle'])
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.plan.changes import Operation, Outcome, apply
from planner.plan.findings import Finding, Severity
from planner.plan.snapshot import Plan


@dataclass(frozen=True, slots=True)
class SoundPart:
    """The operations that can be applied, what applying them gives, and why the others were left out."""

    operations: tuple[Operation, ...]
    outcome: Outcome
    left_out: tuple[Finding, ...]


def sound_part(plan: Plan, operations: Sequence[Operation]) -> SoundPart:
    """Return the largest part found by leaving out whatever errors name; indexes in findings are the original ones."""
    kept = list(enumerate(operations))
    left_out: list[Finding] = []
    while True:
        outcome = apply(plan, [operation for _, operation in kept])
        errors = [finding for finding in outcome.findings if finding.severity is Severity.ERROR]
        blamed = {index for error in errors for index in _blamed(error, [operation for _, operation in kept])}
        left_out.extend(_renumbered(error, kept) for error in errors)
        if not errors or not blamed:
            return SoundPart(tuple(operation for _, operation in kept), outcome, tuple(left_out))
        kept = [pair for position, pair in enumerate(kept) if position not in blamed]


def _blamed(error: Finding, operations: Sequence[Operation]) -> set[int]:
    """Return the positions of the operations that an error is about."""
    if error.code == "dependency-cycle":
        loop = set(zip(error.items, (*error.items[1:], error.items[0]), strict=True))
        links = {i for i, op in enumerate(operations) if op.kind == "dependency" and _ends(op) in loop}
        inside = set(error.items)
        return links or {i for i, op in enumerate(operations) if op.kind == "dependency" and set(_ends(op)) & inside}
    if error.code == "hierarchy-cycle":
        return {i for i, op in enumerate(operations) if op.id in error.items and "parent_id" in op.values}
    return {error.place.operation} if error.place.operation is not None else set()


def _ends(operation: Operation) -> tuple[object, object]:
    return operation.values.get("predecessor_id"), operation.values.get("successor_id")


def _renumbered(error: Finding, kept: Sequence[tuple[int, Operation]]) -> Finding:
    if error.place.operation is None:
        return error
    return replace(error, place=replace(error.place, operation=kept[error.place.operation][0]))
