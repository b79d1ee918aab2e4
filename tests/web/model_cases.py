"""Cases for the page's own schedule: a plan as the page gets it, operations on it, and the dates it then has."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from planner.plan.changes import Action, Operation, apply
from planner.plan.codec import encode, trusted, values_of
from planner.plan.declare import ValueType
from planner.plan.entities import KINDS, Entity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import schedule
from planner_graphql.columnar import minute_of
from planner_graphql.identity import global_id
from planner_graphql.naming import public_field, type_name
from planner_graphql.network_frame import network_columns
from planner_graphql.timeline import timeline_columns

WEB = Path(__file__).resolve().parents[2] / "web"
CASES = WEB / "src" / "model" / "cases"
SCRIPT = WEB / "evaluate.mjs"


def case_of(plan: Plan, operations: Sequence[Operation]) -> dict[str, Any] | None:
    """Return a case, None where the operations are refused."""
    outcome = apply(plan, operations)
    if not outcome.accepted:
        return None
    timeline = timeline_columns(plan)
    return {
        "network": network_columns(plan),
        "ids": timeline["ids"],
        "codes": timeline["codes"],
        "linkIds": timeline["links"]["ids"],
        "operations": [wire(plan, operation) for operation in operations],
        "expected": expected(Plan(outcome.plan.entities, plan.revision + 1), timeline["ids"], operations),
    }


def expected(after: Plan, ids: Sequence[str], operations: Sequence[Operation]) -> dict[str, Any]:
    """Return the server's dates of the rows of a timeline, then of the work that operations create."""
    dates = schedule(after).dates
    by_global = {global_id(work.KIND.name, id_): id_ for id_, work in after.works.items()}
    made = [one.id for one in operations if one.action is Action.CREATE and one.kind in ("initiative", "launch")]
    rows = [dates.get(by_global.get(id_, "")) for id_ in ids] + [dates.get(id_) for id_ in made]
    return {
        "start": [row and minute_of(row.early_start) for row in rows],
        "finish": [row and minute_of(row.early_finish) for row in rows],
        "totalFloatDays": [row and row.total_float_days for row in rows],
        "critical": [row is not None and row.critical for row in rows],
        "nearCritical": [row is not None and row.near_critical for row in rows],
    }


def wire(plan: Plan, operation: Operation) -> dict[str, Any]:
    """Return an operation as the API takes it."""
    kind = KINDS[operation.kind]
    name = f"{operation.action}{type_name(operation.kind)}"
    if operation.action is Action.DELETE:
        return {name: global_id(operation.kind, operation.id)}
    values = {public_field(kind.by_name[field]): _public(plan, kind.by_name[field], value)
              for field, value in operation.values.items()}  # fmt: skip
    if operation.action is Action.CREATE:
        return {name: {"ref": operation.id, "values": values}}
    return {name: {"id": global_id(operation.kind, operation.id), "changes": values}}


def _public(plan: Plan, spec: Any, value: Any) -> Any:
    if value is not None and spec.value_type is ValueType.REFERENCE and not spec.many:
        found = next((kind for kind in spec.about.refers_to if plan.get(kind, value)), None)
        return f"ref:{value}" if found is None else global_id(found, value)
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Duration):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [{"start": rest.start.isoformat(), "finish": rest.finish.isoformat()} for rest in value]
    return value


def evaluated(node: str, cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what the page's own code makes of cases."""
    done = subprocess.run(
        [node, str(SCRIPT)], input=json.dumps(cases), capture_output=True, text=True, check=True, cwd=WEB, timeout=110
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def difference(case: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Return in words the first value in which the page differs from the server, empty for none."""
    for name, column in case["expected"].items():
        for row, (theirs, ours) in enumerate(zip(column, found[name], strict=True)):
            if theirs != ours:
                code = (*case["codes"], "the work created")[min(row, len(case["codes"]))]
                return f"{name} of {code}: the server says {theirs}, the page {ours}"
    return ""


def written(plan: Plan, operations: Sequence[Operation]) -> dict[str, Any]:
    """Return plan and operations as JSON, so that a case can be made anew from them."""
    return {
        "entities": [{"is": one.KIND.name, **encode(one.KIND, values_of(one))} for one in plan],
        "operations": [
            {"action": str(one.action), "kind": one.kind, "id": one.id, "values": encode(KINDS[one.kind], one.values)}
            for one in operations
        ],
    }


def read(given: Mapping[str, Any]) -> tuple[Plan, list[Operation]]:
    """Return the plan and the operations that ``written`` wrote."""
    entities: list[Entity] = []
    for row in given["entities"]:
        kind = KINDS[row["is"]]
        entities.append(kind.cls(**trusted(kind, {name: value for name, value in row.items() if name in kind.by_name})))
    operations = [
        Operation(Action(row["action"]), row["kind"], row["id"], trusted(KINDS[row["kind"]], row["values"]))
        for row in given["operations"]
    ]
    return Plan.of(*entities, revision=1), operations
