"""From what a client asks to operations on the plan: ids, codes and refs resolved, values typed.

Everything that cannot be understood is collected as findings, each with the operation and field it is about.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from planner.plan.changes import Action, Operation
from planner.plan.codec import decode
from planner.plan.declare import FieldSpec, Kind, ValueType, record_fields
from planner.plan.entities import KINDS
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.errors import NotFoundError
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner_graphql.identity import referred
from planner_graphql.inputs import REF
from planner_graphql.naming import field_name, public_field, type_name


@dataclass(frozen=True, slots=True)
class Wish:
    """One edit as the client wrote it; ``path`` leads to it in the arguments, ``values_at`` to its values."""

    action: Action
    kind: Kind
    path: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    target: str | None = None
    ref: str | None = None
    values_at: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """Operations with what could not be understood of the wishes; ``created`` has the ids by ref."""

    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...]
    created: Mapping[str, tuple[str, str]]


@dataclass(slots=True)
class _Call:
    """What is known within one call: the entities it creates, by ref and by code."""

    plan: Plan
    refs: dict[str, tuple[str, str]] = field(default_factory=dict)
    codes: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(self, kinds: Sequence[str], text: str) -> str:
        """Return the id that a reference means; NotFoundError if it means nothing."""
        if text.startswith(REF):
            found = self.refs.get(text.removeprefix(REF))
        else:
            spaces = dict.fromkeys(KINDS[kind].code_space for kind in kinds)
            made = (self.codes.get((space, text.casefold())) for space in spaces if space)
            found = next((item for item in made if item is not None), None)
        if found is not None and found[0] in kinds:
            return found[1]
        return referred(self.plan, kinds, text).id

    def refuse(self, code: str, message: str, place: Place, hint: str) -> None:
        """Note that something cannot be understood."""
        self.findings.append(Finding(Severity.ERROR, code, message, place, hint))


def wishes_of(operations: Sequence[Mapping[str, Any]], path: tuple[str, ...]) -> list[Wish]:
    """Return the wishes in the operations of one call."""
    return [_wish(operation, (*path, str(index))) for index, operation in enumerate(operations)]


def _wish(operation: Mapping[str, Any], path: tuple[str, ...]) -> Wish:
    ((name, given),) = operation.items()
    action, kind = _NAMES[name]
    path = (*path, name)
    if action is Action.DELETE:
        return Wish(action, kind, path, target=given)
    if kind.singleton:
        return Wish(action, kind, path, given)
    if action is Action.CREATE:
        return Wish(action, kind, path, given["values"], ref=given.get("ref"), values_at="values")
    return Wish(action, kind, path, given["changes"], given["id"], values_at="changes")


_NAMES = {f"{action}{type_name(kind.name)}": (action, kind) for action in Action for kind in KINDS.values()}


def understand(plan: Plan, wishes: Sequence[Wish], new_id: Callable[[int], str]) -> Understood:
    """Return the operations that wishes ask for; ``new_id`` gives the id of what the nth wish creates."""
    call = _Call(plan)
    ids = [new_id(index) if wish.action is Action.CREATE else None for index, wish in enumerate(wishes)]
    for index, (wish, id_) in enumerate(zip(wishes, ids, strict=True)):
        if id_ is not None:
            _announce(call, wish, id_, index)
    operations = [_operation(call, wish, id_, index) for index, (wish, id_) in enumerate(zip(wishes, ids, strict=True))]
    return Understood(tuple(item for item in operations if item), tuple(call.findings), call.refs)


def _announce(call: _Call, wish: Wish, id_: str, index: int) -> None:
    if wish.ref is not None:
        if wish.ref in call.refs:
            message = f"The ref {wish.ref!r} is used twice."
            call.refuse("duplicate-ref", message, Place(operation=index, field="ref"), "Give each its own ref.")
        call.refs[wish.ref] = (wish.kind.name, id_)
    if wish.kind.code_space and isinstance(wish.values.get("code"), str):
        call.codes[wish.kind.code_space, wish.values["code"].casefold()] = (wish.kind.name, id_)


def _operation(call: _Call, wish: Wish, new: str | None, index: int) -> Operation | None:
    place = Place(operation=index, kind=wish.kind.name)
    action, id_ = wish.action, new
    if wish.kind.singleton:
        id_ = PORTFOLIO_ID
        action = Action.UPDATE if call.plan.get(wish.kind.name, id_) else Action.CREATE
    elif id_ is None:
        try:
            id_ = call.find((wish.kind.name,), str(wish.target))
        except NotFoundError as error:
            call.refuse("not-found", error.message, replace(place, field="id"), error.hint)
            return None
    values, findings = decode(wish.kind, _raw(call, wish, place))
    call.findings.extend(replace(one, place=replace(one.place, operation=index, id=id_)) for one in findings)
    return Operation(action, wish.kind.name, id_, values, Place(operation=index))


def _raw(call: _Call, wish: Wish, place: Place) -> dict[str, Any]:
    by_public = {public_field(spec): spec for spec in wish.kind.fields}
    raw = {}
    for name, given in wish.values.items():
        spec = by_public[name]
        try:
            raw[spec.name] = _resolved(call, spec, given)
        except NotFoundError as error:
            call.refuse("not-found", error.message, replace(place, field=spec.name), error.hint)
    return raw


def _resolved(call: _Call, spec: FieldSpec, given: Any) -> Any:
    if given is None:
        return None
    if spec.value_type is ValueType.REFERENCE:
        return (
            [call.find(spec.about.refers_to, one) for one in given]
            if spec.many
            else call.find(spec.about.refers_to, given)
        )
    if spec.value_type is ValueType.RECORD:
        return [_record(spec.python_type, one) for one in given] if spec.many else _record(spec.python_type, given)
    return given


def _record(cls: type, given: Mapping[str, Any]) -> dict[str, Any]:
    names = {field_name(spec.name): spec.name for spec in record_fields(cls)}
    return {names[name]: value for name, value in given.items()}


def argument_path(wishes: Sequence[Wish], finding: Finding) -> tuple[str, ...]:
    """Return the path in the arguments to what a finding is about; empty if it is about nothing that was given."""
    index = finding.place.operation
    if finding.place.field == "base_revision" and wishes:
        return (*wishes[0].path[:1][: wishes[0].path[0] == "input"], "expectedRevision")
    if index is None or index >= len(wishes):
        return ()
    wish, name = wishes[index], finding.place.field
    if name is None:
        return wish.path
    if name in ("id", "ref"):
        return (*wish.path, name) if wish.values_at or wish.action is not Action.DELETE else wish.path
    known = wish.kind.by_name.get(name)
    public = public_field(known) if known else name
    return (*wish.path, *_values_at(wish), public)


def _values_at(wish: Wish) -> Iterable[str]:
    return (wish.values_at,) if wish.values_at else ()
