"""The mutation that makes and keeps up the translation work of a launch."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from planner.plan.changes import Operation
from planner.plan.snapshot import Plan
from planner.readiness.localisation import localise
from planner.readiness.localisation_needs import SOURCE
from planner_graphql.definitions import Definitions, Field
from planner_graphql.generated_changes import generating
from planner_graphql.identity import referred


def localise_field(definitions: Definitions) -> Field:
    """Define input and payload, and return the mutation."""
    inputs = [
        Field("launch", "ID!", "Id or code of the launch."),
        Field("source", "String", f"Language that texts are written in (BCP 47); {SOURCE} if left out."),
    ]
    text = "Make the translation work of a launch, or bring it up to date: one initiative per text and language."
    return generating(definitions, "Localise", text, inputs, _operations)


def _operations(given: Mapping[str, Any], plan: Plan, new_id: Callable[[], str]) -> Sequence[Operation]:
    launch = referred(plan, ("launch",), given["launch"])
    return localise(plan, launch.id, new_id, given.get("source") or SOURCE)
