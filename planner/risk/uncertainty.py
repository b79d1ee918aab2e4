"""What of a network is uncertain, in ticks and by activity: what a simulation draws.

>>> Spread(100, 200, 400).scaled(50, 200)
Spread(optimistic=25, likely=50, pessimistic=100, family=<Family.PERT: 'pert'>, deciles=False)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.risk.distributions import Family


@dataclass(frozen=True, slots=True)
class Spread:
    """A three-point estimate in ticks; with `deciles` the outer points are the 10th and the 90th percentile."""

    optimistic: int
    likely: int
    pessimistic: int
    family: Family = Family.PERT
    deciles: bool = False

    @property
    def certain(self) -> bool:
        """Whether there is nothing to draw."""
        return self.optimistic >= self.pessimistic

    def scaled(self, amount: int, whole: int) -> Spread:
        """Return the spread of `amount` of work of which the whole has this one."""
        points = (p * amount // whole for p in (self.optimistic, self.pessimistic))
        low, high = points
        return replace(self, optimistic=low, likely=amount, pessimistic=high)


@dataclass(frozen=True, slots=True)
class Event:
    """A risk: the name under which it is drawn, how likely it is (0 to 1), and its delay in working ticks."""

    name: str
    probability: float
    delay: Spread


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What of a network is uncertain, by activity.

    `spreads` are of whole durations. `names` are what draws are made under. `causes` names the common causes, `shared`
    gives for an activity the causes it has and how much of its variance is theirs; `hits` gives its risks by number.
    """

    spreads: Mapping[int, Spread]
    names: Mapping[int, str]
    causes: Sequence[str] = ()
    shared: Mapping[int, Sequence[tuple[int, float]]] = field(default_factory=dict)
    events: Sequence[Event] = ()
    hits: Mapping[int, Sequence[int]] = field(default_factory=dict)
