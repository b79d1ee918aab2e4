"""Findings on the way out: what is wrong with a plan, where, how to mend it, and the entities involved."""

from collections.abc import Sequence
from typing import Any

from planner import review
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan, per_plan
from planner_graphql.connections import FORWARD, Connection, define_connection, window_of
from planner_graphql.cursors import page
from planner_graphql.definitions import Argument, Definitions, Field, Info
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
            Field("nodes", "[Node!]!", "The entities involved, in order; for a cycle, the loop.", _nodes),
        ],
    )
    define_connection(definitions, "Finding", "findings")


def _node(row: Row, info: Info) -> Row | None:
    place: Place = row.entity.place
    return row_of(row.plan, (place.kind,), place.id) if place.kind and place.id else None


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
