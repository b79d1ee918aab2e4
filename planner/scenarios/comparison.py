"""What a scenario would change of a plan, side by side with it: dates, launches, missed dates, and load.

>>> from datetime import datetime
>>> from planner.plan.changes import Action, Operation
>>> from planner.plan.entities import Dependency, Initiative, Portfolio
>>> from planner.plan.values import Duration
>>> from planner.scenarios.edits import kept
>>> sooner = kept([Operation(Action.UPDATE, "initiative", "a", {"duration": Duration.parse("3d")})])
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     Initiative(id="a", code="A", name="a", duration=Duration.parse("1w")), Launch(id="l", code="L", name="l"),
...     Dependency(id="d", predecessor_id="a", successor_id="l"), Scenario(id="s", code="S", name="s", edits=sooner))
>>> [(row.launch_id, row.days) for row in compared(plan, "s").launches]
[('l', -2)]
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from planner.plan.entities import Launch
from planner.plan.entities.scenarios import Scenario
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan, per_plan
from planner.scenarios.duties import Missed, missed
from planner.scenarios.overloads import Overload, overloads, peak
from planner.scenarios.trial import Trial, tried
from planner.schedule.impacts import Impact, finish_of, impact_of


@dataclass(frozen=True, slots=True)
class LaunchLine:
    """A launch in the plan and in a scenario; None: it has no such date there, or is not there.

    ``days`` are calendar days by which its finish moves, negative: earlier; ``late_days`` those after its target date.
    """

    launch_id: str
    target: datetime | None
    finish_before: datetime | None
    finish_after: datetime | None

    @property
    def days(self) -> int | None:
        """Return by how many calendar days it moves."""
        return _days(self.finish_before, self.finish_after)

    @property
    def late_days_before(self) -> int | None:
        """Return how many calendar days after the target date it finishes in the plan; negative: before."""
        return _days(self.target, self.finish_before)

    @property
    def late_days_after(self) -> int | None:
        """Return how many calendar days after the target date it finishes in the scenario; negative: before."""
        return _days(self.target, self.finish_after)


@dataclass(frozen=True, slots=True)
class LoadLine:
    """A team, or skill of it, in a quarter in which it is overloaded on one side at least; None: it is not."""

    team_id: str
    skill: str
    quarter: str
    before: Overload | None
    after: Overload | None


@dataclass(frozen=True)
class Comparison:
    """A plan (``before``) and the same plan with a scenario's edits (``after``)."""

    before: Plan
    trial: Trial

    @property
    def scenario(self) -> Scenario:
        """Return the scenario."""
        return self.trial.scenario

    @property
    def after(self) -> Plan:
        """Return the plan with the edits."""
        return self.trial.plan

    @property
    def left_out(self) -> tuple[Finding, ...]:
        """Return which edits could not be done, and why."""
        return self.trial.left_out

    @cached_property
    def impact(self) -> Impact:
        """Return what it does to the schedule."""
        return impact_of(self.before, self.trial.outcome)

    @cached_property
    def launches(self) -> tuple[LaunchLine, ...]:
        """Return every launch of either side, by code."""
        sides = self.before.all(Launch), self.after.all(Launch)
        found = {**sides[0], **sides[1]}
        return tuple(
            LaunchLine(id_, found[id_].target_date, _finish(self.before, id_), _finish(self.after, id_))
            for id_ in sorted(found, key=lambda id_: found[id_].code)
        )

    @cached_property
    def newly_missed(self) -> tuple[Missed, ...]:
        """Return the target dates and duties that the plan meets and the scenario misses."""
        return _only(missed(self.after), missed(self.before))

    @cached_property
    def no_longer_missed(self) -> tuple[Missed, ...]:
        """Return the target dates and duties that the plan misses and the scenario meets."""
        return _only(missed(self.before), missed(self.after))

    @cached_property
    def load(self) -> tuple[LoadLine, ...]:
        """Return the overloads of either side that differ by a whole per cent at least, by quarter and team."""
        old, new = overloads(self.before), overloads(self.after)
        keys = sorted({**old, **new}, key=lambda key: (key[2], key[0], key[1]))
        rows = (LoadLine(*key, old.get(key), new.get(key)) for key in keys)
        return tuple(row for row in rows if _shown(row.before) != _shown(row.after))

    @property
    def peaks(self) -> tuple[Overload | None, Overload | None]:
        """Return the greatest overload before and after; None: there is none."""
        return peak(self.before), peak(self.after)


@per_plan
def compared(plan: Plan, scenario_id: str) -> Comparison:
    """Return what a scenario would change of this plan."""
    return Comparison(plan, tried(plan, scenario_id))


def _finish(plan: Plan, launch_id: str) -> datetime | None:
    launch = plan.all(Launch).get(launch_id)
    return None if launch is None else finish_of(plan, launch)


def _days(first: datetime | None, last: datetime | None) -> int | None:
    return None if first is None or last is None else (last.date() - first.date()).days


def _only(here: tuple[Missed, ...], there: tuple[Missed, ...]) -> tuple[Missed, ...]:
    known = {one.key for one in there}
    return tuple(one for one in here if one.key not in known)


def _shown(over: Overload | None) -> tuple[int | None] | None:
    return None if over is None else (None if over.percent is None else round(over.percent),)
