"""The forecast: what a simulation found, as dates and chances.

Dates are finishes, naive local moments of the portfolio. A quantile is the smallest date by which that share of the
samples was done, so it is always a date that occurred. Chances come with their standard error, sqrt(p (1 - p) / n).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil, sqrt
from typing import TYPE_CHECKING

from planner.plan.errors import PlannerError
from planner.schedule.plan_projects import end_ticks
from planner.worktime.ticks import TICKS_PER_DAY, to_datetime, to_ticks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ticks = NDArray[np.int64]

WHOLE = "portfolio"
"""The id of the finish of everything."""

SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
CONFIDENCE = 1.959964
"""Standard errors on either side of a 95 % interval."""


class NotSimulatedError(PlannerError):
    """A question about a node whose samples were not kept."""

    code = "NOT_SIMULATED"

    def __init__(self, id_: str) -> None:
        super().__init__(
            f"The finish of {id_!r} was not kept by the simulation.",
            "Name it among the targets; what is cancelled or has no dates cannot be simulated.",
        )


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability with its standard error, from 0 to 1."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Quantile:
    """The date by which a share of the samples is done."""

    share: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Bar:
    """How many of the samples finish in the period that begins on a day."""

    first: date
    samples: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A quantile after so many samples: half the width of its 95 % interval, in calendar days."""

    samples: int
    at: datetime
    half_width_days: float


@dataclass(frozen=True, slots=True)
class NodeForecast:
    """The finish of one piece of work, launch or extra node.

    `computed` is its finish in the schedule (of an extra node, if all takes as long as is most likely); `mean` and
    `sd_days` (calendar days) are over all samples. Quantiles are None where samples were not kept, `chance` is of being
    done by `target` and None without one. `criticality` is the share of samples in which it decided the finish of the
    whole portfolio.
    """

    id: str
    computed: datetime
    mean: datetime
    sd_days: float
    p10: datetime | None
    p50: datetime | None
    p80: datetime | None
    p90: datetime | None
    target: datetime | None
    chance: Chance | None
    criticality: float


class SensitivityKind(StrEnum):
    """What an uncertainty is about."""

    WORK = "work"
    NODE = "node"
    CAUSE = "cause"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How much one uncertainty moves a target.

    `correlation` is the rank correlation (normal scores) of its draws with the finish of the target; `criticality` the
    share of samples in which the work decided that finish (None for causes and risks); `cruciality` their product.
    """

    id: str
    kind: SensitivityKind
    correlation: float
    criticality: float | None
    cruciality: float | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a simulation found. Equal plans, settings and seeds give equal forecasts, bit for bit.

    `nodes` is by id, of everything that has dates; `finishes` has the samples of those kept, in ticks, in the order of
    their numbers. `sensitivities` is by target, of those asked for and the whole portfolio, strongest first.
    """

    samples: int
    seed: int
    nodes: Mapping[str, NodeForecast]
    sensitivities: Mapping[str, tuple[Sensitivity, ...]]
    finishes: Mapping[str, Ticks] = field(repr=False, compare=False)

    def of(self, id_: str) -> Ticks:
        """Return the finishes of a node in ticks, one a sample; NotSimulatedError where they were not kept."""
        found = self.finishes.get(id_)
        if found is None:
            raise NotSimulatedError(id_)
        return found

    def quantile(self, id_: str, share: float) -> datetime:
        """Return the date by which a share (0 to 1) of the samples of a node is done."""
        return quantile(self.of(id_), share)

    def fan(self, id_: str, shares: Sequence[float] = SHARES) -> tuple[Quantile, ...]:
        """Return the quantiles of a node from early to late."""
        ordered = _sorted(self.of(id_))
        return tuple(Quantile(share, moment(ordered[rank(share, len(ordered))])) for share in shares)

    def chance(self, id_: str, by: datetime) -> Chance:
        """Return the chance that a node is done by a moment; a bare day's 23:59 counts to its end."""
        return share_of(int((self.of(id_) <= end_ticks(by)).sum()), self.samples)

    def joint(self, targets: Iterable[tuple[str, datetime]]) -> Chance:
        """Return the chance that all of some nodes are done in time, each by its own moment, in the same sample."""
        import numpy as np

        met = np.ones(self.samples, bool)
        for id_, by in targets:
            met &= self.of(id_) <= end_ticks(by)
        return share_of(int(met.sum()), self.samples)

    def joint_of(self, ids: Iterable[str]) -> Chance | None:
        """Return the chance that all of some nodes meet their targets; None where one has none."""
        wanted = [(id_, self.nodes[id_].target) for id_ in ids]
        known = [(id_, target) for id_, target in wanted if target is not None]
        return self.joint(known) if len(known) == len(wanted) else None

    def histogram(self, id_: str, days: int = 1) -> tuple[Bar, ...]:
        """Return how many samples of a node finish in each period of so many days, from first to last, gaps too."""
        import numpy as np

        of_day = self.of(id_) // TICKS_PER_DAY
        first = int(of_day.min())
        counts = np.bincount((of_day - first) // days)
        return tuple(Bar(date.fromordinal(first + i * days), int(n)) for i, n in enumerate(counts))

    def convergence(self, id_: str, share: float = 0.8, points: int = 20) -> tuple[Settled, ...]:
        """Return how a quantile of a node settles as samples are added, at evenly spaced numbers of them.

        The interval is that of order statistics: ranks n p -/+ 1.96 sqrt(n p (1 - p)) (Conover 1999, section 3.2).
        """
        finishes = self.of(id_)
        counts = sorted({max(1, self.samples * (i + 1) // points) for i in range(points)})
        return tuple(settled(finishes[:count], share) for count in counts)


def quantile(finishes: Ticks, share: float) -> datetime:
    """Return the smallest finish by which a share of the samples is done."""
    return moment(_sorted(finishes)[rank(share, len(finishes))])


def settled(finishes: Ticks, share: float) -> Settled:
    """Return a quantile of some samples with half the width of its 95 % interval."""
    ordered, count = _sorted(finishes), len(finishes)
    spread = CONFIDENCE * sqrt(count * share * (1 - share))
    low = max(0, ceil(count * share - spread) - 1)
    high = min(count - 1, ceil(count * share + spread) - 1)
    width = float(ordered[high] - ordered[low]) / TICKS_PER_DAY / 2
    return Settled(count, moment(ordered[rank(share, count)]), width)


def rank(share: float, count: int) -> int:
    """Return the position of a quantile among sorted samples."""
    return min(max(ceil(share * count) - 1, 0), count - 1)


def share_of(met: int, count: int) -> Chance:
    """Return a share of samples with its standard error.

    >>> share_of(5_000, 10_000)
    Chance(value=0.5, error=0.005)
    """
    value = met / count
    return Chance(value, sqrt(value * (1 - value) / count))


def moment(ticks: float) -> datetime:
    """Return the moment of an instant in ticks, to the minute; the end of time where it has no date."""
    at = to_datetime(round(ticks))
    return datetime(9999, 12, 31, 23, 59) if at is None else at - timedelta(seconds=at.second)


def _sorted(finishes: Ticks) -> Ticks:
    import numpy as np

    return np.sort(finishes)


def ticks_of_target(target: datetime | None) -> int | None:
    """Return the last tick at which a target is met, None without one."""
    return None if target is None else max(end_ticks(target), to_ticks(target))
