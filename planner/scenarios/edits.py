"""The edits of a scenario: operations as they are kept, and back, with every value exactly as it was.

>>> from planner.plan.entities.scenarios import Scenario
>>> longer = Operation(Action.UPDATE, "initiative", "a", {"percent_complete": 40.0})
>>> edits = kept([longer])
>>> edits[0].values
'{"percent_complete":40.0}'
>>> [operation.values for operation in read(Scenario(id="s", code="S", name="Try", edits=edits)).operations]
[{'percent_complete': 40.0}]
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.plan.changes import Action, Operation
from planner.plan.codec import decode, encode
from planner.plan.entities import KINDS
from planner.plan.entities.scenarios import Scenario, ScenarioEdit
from planner.plan.findings import Finding, Place, Severity

_REMEDY = "Keep the scenario again without it, or drop the scenario."


@dataclass(frozen=True, slots=True)
class Edits:
    """The operations of a scenario in order, and a finding for each edit, or field of one, that cannot be read.

    The place of an operation names the scenario and counts its edits from 1.
    """

    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...]


def kept(operations: Iterable[Operation]) -> tuple[ScenarioEdit, ...]:
    """Return operations as a scenario keeps them, in their order."""
    return tuple(
        ScenarioEdit(action=one.action, kind=one.kind, item=one.id, values=_written(one)) for one in operations
    )


def _written(operation: Operation) -> str:
    if operation.action is Action.DELETE:
        return ""
    values = encode(KINDS[operation.kind], {n: value for n, value in operation.values.items() if n != "id"})
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read(scenario: Scenario) -> Edits:
    """Return what a scenario holds; an edit that cannot be read whole is left out and named."""
    operations, findings = [], []
    for number, edit in enumerate(scenario.edits, 1):
        operation, found = _read(edit, _place(scenario, number))
        operations.extend([operation] if operation is not None else [])
        findings.extend(found)
    return Edits(tuple(operations), tuple(findings))


def _place(scenario: Scenario, number: int) -> Place:
    return Place(sheet=f"scenario {scenario.code}", row=number)


def _read(edit: ScenarioEdit, place: Place) -> tuple[Operation | None, list[Finding]]:
    kind = KINDS.get(edit.kind)
    if kind is None:
        return None, [_unreadable(f"There is no kind {edit.kind!r}.", place, f"Known: {', '.join(KINDS)}. {_REMEDY}")]
    if kind is Scenario.KIND:
        return None, [_unreadable("A scenario cannot edit scenarios.", place, _REMEDY)]
    raw = _object(edit.values)
    if raw is None:
        return None, [_unreadable("Its values are no JSON object.", place, f"Write {{}} for none. {_REMEDY}")]
    if "id" in raw:
        return None, [_unreadable("An id never changes.", place, _REMEDY)]
    values, findings = decode(kind, raw)
    if findings:
        at = replace(place, kind=edit.kind, id=edit.item)
        return None, [
            _unreadable(one.message, replace(at, field=one.place.field), f"{one.hint} {_REMEDY}".strip())
            for one in findings
        ]
    return Operation(edit.action, edit.kind, edit.item, values, place), []


def _object(text: str) -> Mapping[str, object] | None:
    """Return the JSON object in a text, empty for none; None: it is something else."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _unreadable(message: str, place: Place, hint: str) -> Finding:
    return Finding(Severity.ERROR, "scenario-edit", f"Edit {place.row} cannot be read: {message}", place, hint)
