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

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from planner.plan.changes import Operation, Outcome, apply, attempt
from planner.plan.entities import Dependency
from planner.plan.findings import Finding, Place, Severity
from planner.plan.rules.graph import dependency_cycles, looped
from planner.plan.snapshot import Plan

Numbered = tuple[int, Operation]
"""An operation with its index among those that were given."""


@dataclass(frozen=True, slots=True)
class SoundPart:
    """The operations that can be applied, what applying them gives, and why the others were left out."""

    operations: tuple[Operation, ...]
    outcome: Outcome
    left_out: tuple[Finding, ...]


def sound_part(plan: Plan, operations: Sequence[Operation]) -> SoundPart:
    """Return the largest part found by leaving out whatever errors name; indexes in findings are the original ones.

    Each round tries all that is kept. Once loops are all that is wrong, loops behind loops are looked for among the
    looped links alone instead of trying the whole again for each.
    """
    kept = list(enumerate(operations))
    left_out: list[Finding] = []
    while True:
        tried = attempt(plan, [operation for _, operation in kept])
        errors = [finding for finding in tried.findings if finding.severity is Severity.ERROR]
        blame = _Blame(kept)
        blamed = {position for error in errors for position in blame.positions(error)}
        left_out.extend(_renumbered(error, kept) for error in errors)
        if not errors or not blamed:
            return SoundPart(tuple(operation for _, operation in kept), _settled(plan, kept, tried), tuple(left_out))
        if all(error.code == "dependency-cycle" for error in errors):
            left_out.extend(_renumbered(loop, kept) for loop in _further_loops(tried.plan, blame, blamed))
        kept = [pair for position, pair in enumerate(kept) if position not in blamed]


def _settled(plan: Plan, kept: Sequence[Numbered], tried: Outcome) -> Outcome:
    return tried if tried.accepted else apply(plan, [operation for _, operation in kept])


class _Blame:
    """Finds the positions of the operations that an error is about."""

    def __init__(self, kept: Sequence[Numbered]) -> None:
        self.kept = kept
        self._links: dict[tuple[object, object], list[int]] = {}
        self._ends: dict[object, list[int]] = {}
        self._parents: dict[str, list[int]] = {}
        self._places: dict[tuple[str, str], Place] = {}
        for position, (_, operation) in enumerate(kept):
            self._places[operation.kind, operation.id] = replace(operation.place or Place(), operation=position)
            if operation.kind == "dependency":
                ends = operation.values.get("predecessor_id"), operation.values.get("successor_id")
                self._links.setdefault(ends, []).append(position)
                for end in dict.fromkeys(ends):
                    self._ends.setdefault(end, []).append(position)
            if "parent_id" in operation.values:
                self._parents.setdefault(operation.id, []).append(position)

    def positions(self, error: Finding) -> set[int]:
        """Return the positions of the operations to leave out because of an error."""
        if error.code == "dependency-cycle":
            loop = zip(error.items, (*error.items[1:], error.items[0]), strict=True)
            links = {position for ends in loop for position in self._links.get(ends, ())}
            return links or {position for id_ in error.items for position in self._ends.get(id_, ())}
        if error.code == "hierarchy-cycle":
            return {position for id_ in error.items for position in self._parents.get(id_, ())}
        return {error.place.operation} if error.place.operation is not None else set()

    def placed(self, finding: Finding) -> Finding:
        """Return the finding with the place of the operation that touched what it is about."""
        at = self._places.get((finding.place.kind or "", finding.place.id or ""))
        return replace(finding, place=finding.place.within(at))


def _further_loops(after: Plan, blame: _Blame, blamed: set[int]) -> Iterator[Finding]:
    """Yield the loops that are left without the blamed links, blaming theirs too, until there is none to blame.

    Only links within loops can be part of one, so each step looks at fewer of them.
    """
    left = after
    while True:
        left = _without_links(left, looped(left), {blame.kept[position][1].id for position in blamed})
        found = [(loop, blame.positions(loop) - blamed) for loop in dependency_cycles(left)]
        fresh = [(loop, positions) for loop, positions in found if positions]
        if not fresh:
            return
        for loop, positions in fresh:
            blamed |= positions
            yield blame.placed(loop)


def _without_links(plan: Plan, inside: AbstractSet[str], gone: AbstractSet[str]) -> Plan:
    """Return the plan with only those of its dependencies that join looped work and are not gone."""
    links = plan.all(Dependency)
    kept = {
        id_: link
        for id_, link in links.items()
        if id_ not in gone and link.predecessor_id in inside and link.successor_id in inside
    }
    return Plan({**plan.entities, "dependency": kept}, plan.revision)


def _renumbered(error: Finding, kept: Sequence[Numbered]) -> Finding:
    if error.place.operation is None:
        return error
    return replace(error, place=replace(error.place, operation=kept[error.place.operation][0]))
