"""What is wrong with the scenarios of a plan that are still open: edits that can no longer be done.

>>> scenario_findings(Plan({}))
()
"""

from collections.abc import Iterator
from dataclasses import replace

from planner.plan.changes import Action
from planner.plan.entities.scenarios import Scenario
from planner.plan.findings import Finding, Severity
from planner.plan.snapshot import Plan, per_plan
from planner.scenarios.edits import read
from planner.scenarios.trial import open_ones


@per_plan
def scenario_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return a warning for each edit that cannot be read, or is about what the plan does not have any more."""
    return tuple(replace(one, severity=Severity.WARNING) for scenario in open_ones(plan) for one in _of(plan, scenario))


def _of(plan: Plan, scenario: Scenario) -> Iterator[Finding]:
    edits = read(scenario)
    yield from edits.findings
    made: set[tuple[str, str]] = set()
    for operation in edits.operations:
        key = (operation.kind, operation.id)
        if operation.action is Action.CREATE:
            made.add(key)
        elif key not in made and plan.get(*key) is None and operation.place is not None:
            text = (
                f"Edit {operation.place.row} is about {operation.kind.replace('_', ' ')} {operation.id}, which is gone."
            )
            place = replace(operation.place, kind=operation.kind, id=operation.id)
            hint = "Decide in the merge whether it comes back, or keep the scenario again without it."
            yield Finding(Severity.WARNING, "scenario-edit-gone", text, place, hint)
