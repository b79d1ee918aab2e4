"""Findings on the way out: what is wrong with a plan, where, how to mend it, and the entities involved."""

from collections.abc import Sequence
from typing import Any

from planner import review
from planner.plan.entities import KINDS
from planner.plan.findings import Finding, Mend, Place, Severity
from planner.plan.snapshot import Plan, per_plan
from planner_graphql.connections import FORWARD, Connection, define_connection, window_of
from planner_graphql.cursors import page
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.naming import field_name
from planner_graphql.public_values import public_value
from planner_graphql.rows import Row, attribute_of, row_anywhere, row_of

_PLACE = {
    "file": "File it was read from.",
    "sheet": "Sheet of the file.",
    "row": "Row as the sheet shows it, from 1.",
    "column": "Column of the sheet.",
    "value": "The value that was found.",
    "kind": "Kind of the entity.",
    "code": "Code of the entity.",
    "field": "Field of the entity.",
    "operation": "Position of the operation in the change, from 0.",
}

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def define_findings(definitions: Definitions) -> None:
    """Define findings, their places and their connection."""
    numbers = {"row", "operation"}
    place = [Field(name, "Int" if name in numbers else "String", text) for name, text in _PLACE.items()]
    definitions.object("Place", "Where a finding is; only the parts that apply are set.", place)
    mend = [
        Field("node", "Node!", "The entity to change.", lambda row, info: _entity(row, row.entity.kind, row.entity.id)),
        Field("field", "String!", "The field to set, as the inputs call it.",
              lambda row, info: field_name(row.entity.field)),
        Field("value", "JSON", "Its new value, as the inputs take it.", _new_value),
    ]  # fmt: skip
    definitions.object("FindingMend", "The one edit that mends a finding.", mend)
    definitions.object(
        "Finding",
        "One thing found.",
        [
            Field("severity", "Severity!", "How much it matters.", attribute_of("severity")),
            Field("code", "String!", "Stable code of the rule, such as dependency-cycle.", attribute_of("code")),
            Field("message", "String!", "What is wrong, in a sentence.", attribute_of("message")),
            Field("hint", "String!", "How to mend it.", attribute_of("hint")),
            Field("place", "Place!", "Where it is.", attribute_of("place")),
            Field("node", "Node", "The entity that it is about; null if it is gone or there is none.", _node),
            Field("mend", "FindingMend", "The one edit that mends it; null: it takes more, or thought.", _mend),
            Field("nodes", "[Node!]!", "The entities involved, in order; for a cycle, the loop.", _nodes),
        ],
    )
    define_connection(definitions, "Finding", "findings")


def _node(row: Row, info: Info) -> Row | None:
    place: Place = row.entity.place
    return _entity(row, place.kind, place.id)


def _entity(row: Row, kind: str | None, id_: str | None) -> Row | None:
    return row_of(row.plan, (kind,), id_) if kind and id_ else None


def _mend(row: Row, info: Info) -> Row | None:
    found: Mend | None = row.entity.mend
    return Row(found, row.plan) if found is not None and _entity(row, found.kind, found.id) is not None else None


def _new_value(row: Row, info: Info) -> object:
    edit: Mend = row.entity
    return public_value(row.plan, KINDS[edit.kind].field(edit.field), edit.value)


def _nodes(row: Row, info: Info) -> list[Row]:
    finding: Finding = row.entity
    items = finding.items or ((finding.place.id,) if finding.place.id else ())
    found = (row_anywhere(row.plan, id_) for id_ in items)
    return [node for node in found if node is not None]


def findings_field() -> Field:
    """Return the field of the query root."""
    arguments = (
        Argument("severity", "[Severity!]", "Only of these severities."),
        Argument("code", "String", "Only of this rule."),
        *FORWARD,
    )
    text = "What is wrong or worth knowing about the plan and its dates: errors first, then warnings."
    return Field("findings", "FindingConnection!", text, _findings, arguments=arguments)


@per_plan
def all_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return what a review of the plan finds, worst first, else in the order in which it is found."""
    return tuple(sorted(review.review(plan), key=lambda finding: _RANKS[finding.severity]))


def new_findings(before: Plan, after: Plan) -> list[Finding]:
    """Return the findings of one plan that the other does not have, worst first."""
    return sorted(review.new_findings(before, after), key=lambda finding: _RANKS[finding.severity])


def _findings(
    plan: Plan, info: Info, severity: Sequence[Any] | None = None, code: str | None = None, **window: Any
) -> Connection:
    wanted = None if severity is None else {item.value for item in severity}
    shown = [
        (position, finding)
        for position, finding in enumerate(all_findings(plan))
        if (wanted is None or finding.severity in wanted) and (code is None or finding.code == code)
    ]
    part = page(shown, (), lambda item: [f"{item[0]:012}"], window_of(window))
    return Connection(part, [Row(finding, plan) for _, finding in part.items])
