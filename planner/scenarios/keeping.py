"""Keeping edits as a scenario: they must be sound on the plan that they were made on; that plan stays as it is.

>>> from planner.plan.entities import Initiative
>>> plan = Plan.of(Initiative(id="a", code="A", name="Pilot", owner="Ada"), revision=7)
>>> rename = Operation(Action.UPDATE, "initiative", "a", {"name": "Trial"})
>>> made = keeping(plan, plan, Terms("TRY", "Another name"), [rename], lambda: "s")
>>> made[0].values["base_revision"], made[0].values["edits"][0].values
(7, '{"name":"Trial"}')
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from planner.plan.changes import Action, Operation, attempt
from planner.plan.entities.scenarios import Scenario, ScenarioStatus
from planner.plan.errors import InvalidChangeError
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.scenarios.edits import kept


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scenario is called, what it tries, and who answers for it."""

    code: str
    name: str
    description: str = ""
    owner: str = ""


def keeping(
    plan: Plan,
    base: Plan,
    terms: Terms,
    operations: Sequence[Operation],
    new_id: Callable[[], str],
    *,
    replace: bool = False,
) -> tuple[Operation, ...]:
    """Return the operation that keeps edits, made on ``base``, as a scenario of ``plan``.

    ``replace``: in place of the edits of the scenario that has this code, which is then open again. Raises
    InvalidChangeError where the edits break rules on their base, or the code is that of another scenario.
    """
    _refuse_unsound(base, operations)
    there = plan.by_code("scenario", terms.code)
    values: dict[str, object] = {
        **asdict(terms),
        "status": ScenarioStatus.OPEN,
        "base_revision": base.revision,
        "edits": kept(operations),
    }
    if not isinstance(there, Scenario):
        return (Operation(Action.CREATE, Scenario.KIND.name, new_id(), values),)
    if there.status is ScenarioStatus.MERGED or not replace:
        raise InvalidChangeError([_taken(there)])
    return (Operation(Action.UPDATE, Scenario.KIND.name, there.id, values),)


def _refuse_unsound(base: Plan, operations: Sequence[Operation]) -> None:
    errors = [
        Finding(
            Severity.ERROR,
            "scenario-in-scenario",
            "A scenario cannot edit scenarios.",
            Place(operation=index, kind=operation.kind, id=operation.id),
            "Leave this edit out, or make it in the plan.",
        )
        for index, operation in enumerate(operations)
        if operation.kind == Scenario.KIND.name
    ]
    errors += [one for one in attempt(base, operations).findings if one.severity is Severity.ERROR]
    if errors:
        raise InvalidChangeError(errors)


def _taken(there: Scenario) -> Finding:
    text = f"There is a scenario {there.code} already; it is {there.status.value}."
    hint = "Choose another code." if there.status is ScenarioStatus.MERGED else "Choose another code, or replace it."
    return Finding(Severity.ERROR, "scenario-exists", text, Place(kind="scenario", id=there.id, code=there.code), hint)
