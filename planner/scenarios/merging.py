"""Merging a scenario: its changes brought to the plan of today, as one change that also marks it as merged.

What stands against it is said before anything is done: fields that both sides have set differently, unless somebody
has chosen; and what each side does well alone and both do badly together, as findings of their own:

>>> from planner.plan.entities import Dependency, Initiative
>>> from planner.scenarios.edits import kept
>>> link = Operation(Action.CREATE, "dependency", "d", {"predecessor_id": "a", "successor_id": "b"})
>>> scenario = Scenario(id="s", code="TRY", name="Try", edits=kept([link]))
>>> base = Plan.of(*(Initiative(id=id_, code=id_, name=id_, owner="Ada") for id_ in "ab"), scenario)
>>> since = Dependency(id="e", predecessor_id="b", successor_id="a")
>>> today = base.with_entities([("dependency", "e", since)], 1)
>>> [finding.code for finding in merged(today, scenario, base).clashes]
['dependency-cycle']
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from planner.plan.changes import Action, Operation, Outcome, attempt
from planner.plan.entities import Obligation, Team
from planner.plan.entities.scenarios import Scenario, ScenarioStatus
from planner.plan.errors import ConflictError, InvalidChangeError
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.scenarios.conflicts import Choices, Conflict, finding_of, rebase, swept_along
from planner.scenarios.duties import missed
from planner.scenarios.edits import read
from planner.scenarios.overloads import overloads
from planner.scenarios.trial import refuse_closed, unnumbered
from planner.schedule import carry_over, schedule_findings

PlanAt = Callable[[int], Plan]
"""Returns the plan as of a revision."""

_HINT = "Change the scenario or the plan, or accept it (--accept-clashes, acceptClashes)."


@dataclass(frozen=True)
class Merge:
    """What a merge would do, and what stands against it.

    ``alone`` is what the scenario does to its base. ``conflicts`` are those of fields, decided or not; ``broken`` is
    what is wrong with the scenario by itself.
    """

    scenario: Scenario
    base: Plan
    plan: Plan
    operations: tuple[Operation, ...]
    outcome: Outcome
    alone: Outcome
    conflicts: tuple[Conflict, ...]
    broken: tuple[Finding, ...]

    @cached_property
    def clashes(self) -> tuple[Finding, ...]:
        """Return what comes of both sides together and of neither alone, once nothing is undecided.

        Errors, which nobody can accept, and warnings.
        """
        settled = not self.broken and all(one.keep is not None for one in self.conflicts)
        return tuple(_clashes(self.plan, self.base, self.outcome, self.alone)) if settled else ()

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """Return the conflicts about which nobody has decided, as findings."""
        return tuple(finding_of(one, self.base, self.plan) for one in self.conflicts if one.keep is None)

    def refuse(self, *, despite_clashes: bool = False) -> None:
        """Raise what stands against the merge: ConflictError for fields, else InvalidChangeError."""
        if self.undecided:
            raise ConflictError(self.undecided)
        barring = [one for one in self.clashes if one.severity is Severity.ERROR or not despite_clashes]
        if self.broken or barring:
            raise InvalidChangeError((*self.broken, *(replace(one, severity=Severity.ERROR) for one in barring)))


def merged(plan: Plan, scenario: Scenario, base: Plan, choices: Choices | None = None) -> Merge:
    """Return what merging a scenario into a plan comes to; ``base`` is the plan on which its edits were made.

    ClosedScenarioError unless it is open.
    """
    refuse_closed(scenario)
    choices = choices or Choices()
    edits = read(scenario)
    alone = attempt(base, edits.operations)
    rebased = rebase(alone.changes, base, plan, choices)
    done = Operation(Action.UPDATE, Scenario.KIND.name, scenario.id, {"status": ScenarioStatus.MERGED})
    operations = (*rebased.operations, done)
    outcome = attempt(plan, operations)
    found = (*rebased.conflicts, *swept_along(operations, outcome.changes, choices))
    conflicts = tuple({one.spot: one for one in found}.values())
    broken = (*edits.findings, *(unnumbered(one) for one in alone.findings if one.severity is Severity.ERROR))
    return Merge(scenario, base, plan, operations, outcome, alone, conflicts, broken)


def base_of(scenario: Scenario, newest: Plan, at: PlanAt) -> Plan:
    """Return the plan that a scenario was made on; the newest one where it names no earlier revision."""
    return at(scenario.base_revision) if 0 < scenario.base_revision < newest.revision else newest


def _clashes(plan: Plan, base: Plan, outcome: Outcome, alone: Outcome) -> Iterator[Finding]:
    """Yield what the plan after the merge has wrong, and neither the plan without it nor the scenario on its base."""
    errors = [one for one in outcome.findings if one.severity is Severity.ERROR]
    if errors:
        yield from map(unnumbered, errors)
        return
    if _alike(plan, base):
        return
    carry_over(plan, outcome.plan, outcome.changes)
    carry_over(base, alone.plan, alone.changes)
    sides = (plan, alone.plan)
    yield from _loops(outcome.plan, sides)
    yield from _misses(outcome.plan, sides)
    yield from _overloads(outcome.plan, sides)


def _alike(plan: Plan, base: Plan) -> bool:
    """Return whether nothing but scenarios has changed since the base."""
    kinds = {*plan.entities, *base.entities} - {Scenario.KIND.name}
    return all(plan.entities.get(kind, {}) == base.entities.get(kind, {}) for kind in kinds)


def _loops(after: Plan, sides: tuple[Plan, ...]) -> Iterator[Finding]:
    known = {(one.code, frozenset(one.items)) for side in sides for one in schedule_findings(side)}
    for one in schedule_findings(after):
        if one.severity is Severity.ERROR and (one.code, frozenset(one.items)) not in known:
            yield one


def _misses(after: Plan, sides: tuple[Plan, ...]) -> Iterator[Finding]:
    known = {one.key for side in sides for one in missed(side)}
    for one in missed(after):
        if one.key in known:
            continue
        work, duty = after.works[one.work_id], after.all(Obligation).get(one.duty_id or "")
        what = f"the day of {duty.code}, {one.due.date()}" if duty is not None else f"its target date, {one.due.date()}"
        text = (
            f"Together, scenario and plan bring {work.code} to {one.finish.date()}, after {what}; neither does alone."
        )
        about = duty or work
        place = Place(kind=about.KIND.name, id=about.id, code=about.code)
        yield Finding(Severity.WARNING, "merge-misses-date", text, place, _HINT, (work.id,))


def _overloads(after: Plan, sides: tuple[Plan, ...]) -> Iterator[Finding]:
    known = {key for side in sides for key in overloads(side)}
    for key, one in overloads(after).items():
        if key in known:
            continue
        team = after.all(Team)[one.team_id]
        who = f"{team.code} ({one.skill})" if one.skill else team.code
        share = f"{one.asked:.0f} person-days" if one.percent is None else f"{one.percent:.0f} % of its time"
        nobody = ", when nobody is there" if one.percent is None else ""
        text = (
            f"Together, scenario and plan ask {who} for {share} in {one.quarter}{nobody}; neither overloads it alone."
        )
        place = Place(kind="team", id=team.id, code=team.code, column=one.quarter)
        yield Finding(Severity.WARNING, "merge-overloads", text, place, _HINT, (team.id,))
