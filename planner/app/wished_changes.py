"""Changes as people type them: `POL-102.duration=4w`, or a JSON file of operations."""

import json
from collections.abc import Mapping
from pathlib import Path

from planner.plan.changes import Action, Operation
from planner.plan.codec import decode
from planner.plan.declare import FieldSpec, Kind, ValueType
from planner.plan.entities import KINDS, Entity
from planner.plan.errors import NotFoundError
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan

Raw = Mapping[str, object]


def wished(plan: Plan, file: str | None, settings: tuple[str, ...]) -> tuple[tuple[Operation, ...], list[Finding]]:
    """Return the operations of a file and of settings, and what of them cannot be read."""
    operations: list[Operation] = []
    findings: list[Finding] = []
    for row in _rows(file, findings) if file else ():
        _add(plan, row, operations, findings)
    for setting in settings:
        _add(plan, _setting(plan, setting, findings), operations, findings)
    return tuple(operations), findings


def _rows(file: str, findings: list[Finding]) -> list[Raw]:
    """Return the objects of a JSON file."""
    try:
        read = json.loads(Path(file).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        hint = "Write a list of objects with action, kind, id or code, and values."
        findings.append(_unreadable(f"This is not JSON: {error}.", Place(file=file), hint))
        return []
    rows = read if isinstance(read, list) else [read]
    return [row if isinstance(row, dict) else {} for row in rows]


def _setting(plan: Plan, setting: str, findings: list[Finding]) -> Raw:
    """Return `CODE.field=value` as an operation; an empty value takes what is there away."""
    left, equals, value = setting.partition("=")
    code, dot, field = left.strip().rpartition(".")
    if not equals or not dot:
        hint = "Write CODE.field=value, such as POL-102.duration=4w."
        findings.append(_unreadable(f"{setting!r} is not a setting.", Place(value=setting), hint))
        return {}
    entity = _coded(plan, code)
    kind = entity.KIND
    spec = kind.by_name.get(field) or kind.by_name.get(f"{field}_id")
    name = spec.name if spec else field
    return {"action": "update", "kind": kind.name, "id": entity.id, "values": {name: _typed(plan, spec, value.strip())}}


def _typed(plan: Plan, spec: FieldSpec | None, text: str) -> object:
    """Return what a word on the command line means for a field: a number, a list, an id, nothing, or text."""
    if not text and spec is not None and spec.value_type is not ValueType.TEXT:
        return None
    if spec is None:
        return text
    if spec.many:
        return [part.strip() for part in text.split(",")]
    if spec.value_type in (ValueType.INTEGER, ValueType.NUMBER, ValueType.BOOLEAN):
        try:
            return json.loads(text.lower())
        except json.JSONDecodeError:
            return text
    if spec.value_type is ValueType.REFERENCE:
        spaces = [space for name in spec.about.refers_to if (space := KINDS[name].code_space)]
        found = next((e for space in spaces if (e := plan.by_code(space, text)) is not None), None)
        return found.id if found is not None else text
    return text


def _coded(plan: Plan, code: str) -> Entity:
    """Return the entity with this code, work first; NotFoundError if there is none."""
    spaces = dict.fromkeys(("work", *(kind.code_space for kind in KINDS.values() if kind.code_space)))
    found = next((entity for space in spaces if (entity := plan.by_code(space, code)) is not None), None)
    if found is None:
        raise NotFoundError("item", code, "Give the code of an initiative, launch, team or calendar.")
    return found


def _add(plan: Plan, row: Raw, operations: list[Operation], findings: list[Finding]) -> None:
    """Append the operation of one object."""
    if not row:
        return
    kind = KINDS.get(str(row.get("kind", "")))
    actions = {action.value: action for action in Action}
    action = actions.get(str(row.get("action", "update")))
    if kind is None or action is None:
        hint = f"Actions are {', '.join(actions)}; kinds are {', '.join(KINDS)}."
        findings.append(_unreadable(f"{dict(row)} is not an operation.", Place(), hint))
        return
    values = row.get("values") or {}
    decoded, problems = decode(kind, values if isinstance(values, dict) else {})
    findings.extend(problems)
    id_ = str(row.get("id") or _id_of(plan, kind, str(row.get("code", ""))))
    operations.append(Operation(action, kind.name, id_, decoded))


def _id_of(plan: Plan, kind: Kind, code: str) -> str:
    entity = plan.by_code(kind.code_space, code) if kind.code_space and code else None
    return entity.id if entity is not None else code


def _unreadable(message: str, place: Place, hint: str) -> Finding:
    return Finding(Severity.ERROR, "unreadable-change", message, place, hint)
