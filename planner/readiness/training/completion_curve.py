"""How fast people finish a course once they are asked to: a curve fitted to what was seen.

The age of a completion is counted from the day on which a person could first pass the version: its release, or the
person's first day if that came later. Who has not finished yet is censored at today's age, so that slow people are not
taken for absent ones. The curve is Weibull's, whose two parameters follow by maximum likelihood under right censoring
(A. C. Cohen, *Technometrics* 7, 1965): shape below 1 is a long tail, 1 a constant rate, above 1 a wave.

Everybody waits ten days on average, at a constant rate: of those who still have not passed on day 5, half do by day 12.

>>> steady = Curve(shape=1.0, scale=10.0, events=100, censored=0)
>>> round(steady.passes(5, 12), 2), round(steady.passes(0, 10), 2)
(0.5, 0.63)
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

FEWEST = 10
"""Completions below which a curve says too little to be used."""
STEEPEST, FLATTEST = 10.0, 0.2
"""Bounds of the shape: beyond them it would be a step, or no curve at all."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A Weibull curve: ``scale`` in days (63 % have finished by then), from so many completions and open cases."""

    shape: float
    scale: float
    events: int
    censored: int

    def done(self, age: float) -> float:
        """Return the share that has finished by an age in days."""
        return 1.0 - exp(-((max(age, 0.0) / self.scale) ** self.shape))

    def passes(self, age: float, later: float) -> float:
        """Return the probability that somebody who has not finished at one age has at a later one."""
        if later <= age:
            return 0.0
        return 1.0 - exp((max(age, 0.0) / self.scale) ** self.shape - (later / self.scale) ** self.shape)


@dataclass(frozen=True, slots=True)
class Case:
    """One person asked to pass a version: the age in days at which they did, or at which it was still open."""

    age: int
    finished: bool


def fitted(cases: Sequence[Case]) -> Curve | None:
    """Return the curve of these cases; None if fewer than ``FEWEST`` of them finished.

    An age of a day or less counts as one day. The likelihood is flat in neither parameter: for each shape the best
    scale is known in closed form, and the shape is found by bisection of its derivative, which falls all the way.
    """
    ages = Counter(max(case.age, 1) for case in cases)
    finished = Counter(max(case.age, 1) for case in cases if case.finished)
    events = finished.total()
    if events < FEWEST:
        return None
    longest = max(ages)
    logs = {log(age / longest): times for age, times in ages.items()}
    mean = sum(log(age / longest) * times for age, times in finished.items()) / events
    low, high = FLATTEST, STEEPEST
    for _ in range(50):
        middle = (low + high) / 2
        if _slope(middle, logs, mean) > 0:
            low = middle
        else:
            high = middle
    shape = (low + high) / 2
    scale = longest * (sum(times * exp(shape * x) for x, times in logs.items()) / events) ** (1 / shape)
    return Curve(shape, scale, events, len(cases) - events)


def _slope(shape: float, logs: Mapping[float, int], mean: float) -> float:
    """Return the derivative of the likelihood by the shape, with the best scale put in; ages over the longest."""
    powers = [(times * exp(shape * x), x) for x, times in logs.items()]
    return 1 / shape + mean - sum(p * x for p, x in powers) / sum(p for p, _ in powers)
