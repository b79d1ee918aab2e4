"""Change sets: the only way in which a plan changes.

``apply`` takes a plan and operations and returns the next plan, or the unchanged one with every finding that
refuses it. Nothing is half-applied:

>>> from planner.plan.snapshot import Plan
>>> create = Operation(Action.CREATE, "initiative", "a", {"code": "POL-101", "name": "Policy", "owner": "Ada"})
>>> outcome = apply(Plan({}), [create])
>>> outcome.plan.work("a").name, outcome.changes[0].before
('Policy', None)
>>> apply(outcome.plan, [Operation(Action.UPDATE, "initiative", "a", {"code": ""})]).accepted
False
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from planner.plan.codec import values_of
from planner.plan.declare import Kind, OnDelete
from planner.plan.entities import KINDS, Dependency, Entity
from planner.plan.findings import Finding, Place, Severity, has_errors
from planner.plan.rules import check
from planner.plan.snapshot import Plan
from planner.plan.values import Action as Action


@dataclass(frozen=True, slots=True)
class Operation:
    """One intended edit with typed values; ``place`` is where the wish was written (a cell, an API list index)."""

    action: Action
    kind: str
    id: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Operations that belong together: who, why, on which revision they were made (None: the latest)."""

    operations: tuple[Operation, ...]
    author: str
    message: str = ""
    base_revision: int | None = None
    idempotency_key: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What really changed of one entity: the touched fields before and after; None: it did not exist."""

    kind: str
    id: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None
    place: Place | None = None

    @property
    def action(self) -> Action:
        """Return what happened to the entity."""
        if self.before is None:
            return Action.CREATE
        return Action.DELETE if self.after is None else Action.UPDATE

    def inverse(self) -> "Change":
        """Return the change that takes this one back."""
        return replace(self, before=self.after, after=self.before)

    def as_operation(self) -> Operation:
        """Return the operation that does this change."""
        return Operation(self.action, self.kind, self.id, self.after or {}, self.place)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of ``apply``: the next plan and what changed, or the old plan and why not."""

    plan: Plan
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]

    @property
    def accepted(self) -> bool:
        """Whether no finding refuses the change."""
        return not has_errors(self.findings)


def apply(plan: Plan, operations: Iterable[Operation]) -> Outcome:
    """Return the plan after these operations with its warnings, or the same plan with all its errors.

    Creating needs the required fields; deleting takes dependent entities along (a dependency goes with its
    ends) and is refused while others still refer to what goes. Rules run over the result as a whole, so
    operations may be in any order as long as each entity is created before it is updated.
    """
    outcome = attempt(plan, operations)
    return outcome if outcome.accepted else Outcome(plan, (), outcome.findings)


def attempt(plan: Plan, operations: Iterable[Operation]) -> Outcome:
    """Return the plan after these operations with all findings, even where errors forbid to keep it."""
    draft: dict[tuple[str, str], Entity | None] = {}
    places: dict[tuple[str, str], Place | None] = {}
    findings: list[Finding] = []
    for index, operation in enumerate(operations):
        place = replace(operation.place, operation=index) if operation.place else Place(operation=index)
        findings.extend(_perform(plan, draft, operation, place))
        places[operation.kind, operation.id] = place
    _cascade(plan, draft)
    changes = tuple(_changes(plan, draft, places))
    after = plan.with_entities(((c.kind, c.id, draft[c.kind, c.id]) for c in changes), plan.revision + 1)
    touched = {(change.kind, change.id): tuple(change.after or ()) for change in changes}
    for finding in check(after, touched):
        at = places.get((finding.place.kind or "", finding.place.id or "")) or _behind(finding, after, places)
        findings.append(replace(finding, place=finding.place.within(at)))
    return Outcome(after, changes, tuple(findings))


def _behind(finding: Finding, after: Plan, places: Mapping[tuple[str, str], Place | None]) -> Place | None:
    """Return the place of what brought a finding about that lies elsewhere.

    It is the first touched link between items that the finding names, which closed their loop, else the first
    touched item.
    """
    named = set(finding.items)
    for (kind, id_), place in places.items() if named else ():
        entity = after.get(kind, id_)
        if isinstance(entity, Dependency) and {entity.predecessor_id, entity.successor_id} <= named:
            return place
    return next((place for (_, id_), place in places.items() if id_ in named), None)


def _perform(
    plan: Plan, draft: dict[tuple[str, str], Entity | None], operation: Operation, place: Place
) -> list[Finding]:
    key = (operation.kind, operation.id)
    kind = KINDS.get(operation.kind)
    if kind is None:
        place = replace(place, kind=operation.kind, id=operation.id)
        return [_refused("unknown-kind", f"There is no kind {operation.kind!r}.", place, f"Known: {', '.join(KINDS)}.")]
    current = draft[key] if key in draft else plan.get(*key)
    if operation.action is Action.CREATE:
        if current is not None:
            place = replace(place, kind=operation.kind, id=operation.id)
            return [_refused("already-exists", f"{kind.label} {operation.id} exists already.", place, "Update it.")]
        missing = [s.name for s in kind.fields if s.required and s.name != "id" and s.name not in operation.values]
        draft[key] = None if missing else kind.cls(**{**operation.values, "id": operation.id})
        return [_missing(kind, name, replace(place, kind=operation.kind, id=operation.id)) for name in missing]
    if current is None:
        place = replace(place, kind=operation.kind, id=operation.id)
        return [_refused("not-found", f"There is no {kind.label.lower()} {operation.id}.", place, "It may be deleted.")]
    if operation.action is Action.DELETE:
        draft[key] = None
    else:
        draft[key] = _with(current, operation.values)
    return []


def _with(entity: Entity, values: Mapping[str, Any]) -> Entity:
    return replace(entity, **values)


def _missing(kind: Kind, name: str, place: Place) -> Finding:
    about = kind.field(name).about.description
    return _refused("missing-value", f"{kind.label} needs a {name}.", replace(place, field=name), about)


def _refused(code: str, message: str, place: Place, hint: str) -> Finding:
    return Finding(Severity.ERROR, code, message, place, hint)


def _cascade(plan: Plan, draft: dict[tuple[str, str], Entity | None]) -> None:
    """Delete what lives and dies with what is deleted, until nothing more goes."""
    gone = {key for key, entity in draft.items() if entity is None}
    while gone:
        found = set()
        gone_kinds, gone_ids = {name for name, _ in gone}, {id_ for _, id_ in gone}
        for kind in KINDS.values():
            cascading = [spec for spec in kind.references if spec.about.on_delete is OnDelete.CASCADE]
            names = [spec.name for spec in cascading if not gone_kinds.isdisjoint(spec.about.refers_to)]
            for id_, entity in plan.entities.get(kind.name, {}).items() if names else ():
                key = (kind.name, id_)
                current = draft.get(key, entity)
                if current is not None and _refers(current, names, gone_ids):
                    found.add(key)
        for key in found:
            draft[key] = None
        gone = found


def _refers(entity: Entity, names: Iterable[str], ids: AbstractSet[str]) -> bool:
    return any(getattr(entity, name) in ids for name in names)


def _changes(
    plan: Plan, draft: Mapping[tuple[str, str], Entity | None], places: Mapping[tuple[str, str], Place | None]
) -> Iterable[Change]:
    for (kind, id_), after in draft.items():
        before = plan.get(kind, id_)
        place = places.get((kind, id_))
        if before is None and after is not None:
            yield Change(kind, id_, None, values_of(after), place)
        elif before is not None and after is None:
            yield Change(kind, id_, values_of(before), None, place)
        elif before is not None and after is not None and before != after:
            old, new = values_of(before), values_of(after)
            names = [name for name in old if old[name] != new[name]]
            yield Change(kind, id_, {n: old[n] for n in names}, {n: new[n] for n in names}, place)


def replay(plan: Plan, changes: Sequence[Change], revision: int) -> Plan:
    """Return the plan after changes that were accepted before, unchecked: history is trusted."""
    touched: dict[tuple[str, str], Entity | None] = {}
    for change in changes:
        key = (change.kind, change.id)
        current = touched[key] if key in touched else plan.get(*key)
        if change.after is None:
            touched[key] = None
        elif current is None or change.before is None:
            touched[key] = KINDS[change.kind].cls(**change.after)
        else:
            touched[key] = _with(current, change.after)
    return plan.with_entities(((kind, id_, entity) for (kind, id_), entity in touched.items()), revision)


def conflicts(operations: Iterable[Operation], since: Iterable[Change]) -> list[Finding]:
    """Return a finding for each field that an operation sets and a later change has set differently.

    ``since`` are the changes made after the revision that the operations were made on. Edits of different
    fields never conflict; editing or deleting what was deleted, or deleting what was edited, does.
    """
    later: dict[tuple[str, str], Change] = {}
    touched: dict[tuple[str, str], dict[str, object]] = {}
    for change in since:
        later[change.kind, change.id] = change
        touched.setdefault((change.kind, change.id), {}).update(change.after or {})
    found = []
    for index, operation in enumerate(operations):
        last = later.get((operation.kind, operation.id))
        if last is None:
            continue
        place = replace(operation.place or Place(), kind=operation.kind, id=operation.id, operation=index)
        if last.after is None or operation.action is Action.DELETE:
            what = "was deleted" if last.after is None else "was edited"
            found.append(
                _refused("conflict", f"{operation.kind} {operation.id} {what} meanwhile.", place, "Reload it.")
            )
            continue
        current = touched[operation.kind, operation.id]
        for name in operation.values:
            if name in current and current[name] != operation.values[name]:
                message = f"{operation.kind} {operation.id}: {name} is now {current[name]}."
                found.append(_refused("conflict", message, replace(place, field=name), "Reload and decide again."))
    return found
