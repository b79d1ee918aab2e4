"""A scenario on trial: its edits put on a plan as far as they can be, without saving anything.

Where the plan has changed meanwhile, the scenario's own values hold; what cannot be done any more is left out and
named:

>>> from planner.plan.entities import Initiative
>>> from planner.scenarios.edits import kept
>>> edits = kept([Operation(Action.UPDATE, "initiative", id_, {"name": "New"}) for id_ in ("a", "gone")])
>>> plan = Plan.of(Initiative(id="a", code="A", name="Old"), Scenario(id="s", code="TRY", name="Try", edits=edits))
>>> found = tried(plan, "s")
>>> found.plan.work("a").name, [finding.code for finding in found.left_out]
('New', ['not-found'])
"""

from dataclasses import dataclass, replace

from planner.plan.changes import Action, Operation, Outcome
from planner.plan.entities.scenarios import Scenario, ScenarioStatus
from planner.plan.errors import NotFoundError, PlannerError
from planner.plan.findings import Finding
from planner.plan.partial import sound_part
from planner.plan.snapshot import Plan, per_plan
from planner.scenarios.edits import read


@dataclass(frozen=True, slots=True)
class Trial:
    """What comes of a scenario on a plan; ``left_out`` says what could not be done, and why."""

    scenario: Scenario
    outcome: Outcome
    left_out: tuple[Finding, ...]

    @property
    def plan(self) -> Plan:
        """Return the plan with the edits."""
        return self.outcome.plan


class ClosedScenarioError(PlannerError):
    """A scenario that was merged or dropped already."""

    code = "SCENARIO"

    def __init__(self, scenario: Scenario) -> None:
        again = {
            ScenarioStatus.MERGED: "Undo the revision that merged it, or keep a new one.",
            ScenarioStatus.DROPPED: "Set its status to open first.",
        }
        super().__init__(f"Scenario {scenario.code} is {scenario.status.value} already.", again[scenario.status])


@per_plan
def tried(plan: Plan, scenario_id: str) -> Trial:
    """Return what would come of a scenario on this plan."""
    scenario = plan.all(Scenario)[scenario_id]
    edits = read(scenario)
    sound = sound_part(plan, edits.operations)
    outcome = sound.outcome if sound.outcome.changes else replace(sound.outcome, plan=plan)
    return Trial(scenario, outcome, (*edits.findings, *map(unnumbered, sound.left_out)))


def unnumbered(finding: Finding) -> Finding:
    """Return a finding whose place counts edits as the scenario does, and no operations besides."""
    return replace(finding, place=replace(finding.place, operation=None))


def named(plan: Plan, text: str) -> Scenario:
    """Return the scenario with this code or id; NotFoundError if there is none."""
    found = plan.by_code("scenario", text) or plan.get(Scenario.KIND.name, text)
    if not isinstance(found, Scenario):
        raise NotFoundError("scenario", text, "List them with `planner scenario list`.")
    return found


def open_ones(plan: Plan) -> tuple[Scenario, ...]:
    """Return the scenarios that are neither merged nor dropped, by code."""
    still = (one for one in plan.all(Scenario).values() if one.status is ScenarioStatus.OPEN)
    return tuple(sorted(still, key=lambda one: one.code))


def refuse_closed(scenario: Scenario) -> None:
    """Raise ClosedScenarioError unless it is open."""
    if scenario.status is not ScenarioStatus.OPEN:
        raise ClosedScenarioError(scenario)


def dropping(scenario: Scenario) -> tuple[Operation, ...]:
    """Return the operation that gives a scenario up; ClosedScenarioError unless it is open."""
    refuse_closed(scenario)
    return (Operation(Action.UPDATE, Scenario.KIND.name, scenario.id, {"status": ScenarioStatus.DROPPED}),)
