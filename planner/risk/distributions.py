"""Three-point estimates as tables of quantiles over the normal score.

A duration drawn is the quantile of its distribution at a normal score z. A distribution between three points is a
*shape*, which depends only on where the most likely value lies between the others, stretched to the estimate: so all
estimates share some tables, and what they have in common (a cause) is a blend of scores.

- PERT: the beta distribution on [optimistic, pessimistic] with mean (O + 4M + P) / 6 (Malcolm, Roseboom, Clark and
  Fazar 1959).
- Triangular: on [optimistic, pessimistic] with its peak at M.
- Lognormal: shifted so that its peak is at M; its 1st and 99th percentile are O and P.

Where the outer points were said as deciles they are the 10th and 90th percentile of the same families instead, which
then reach further out. Values come from `shape_row(...)` as integers: `UNIT` is the distance from O to P.

>>> low, high = shape_row(Family.TRIANGULAR, 0.5, deciles=False)[[KNOT_OF_ZERO, -1]] / UNIT
>>> round(float(low), 4), round(float(high), 4)
(0.5, 1.0)
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from statistics import NormalDist
from typing import Any, Final

import numpy as np

KNOT_BITS: Final = 11
"""A knot lies every 1/32 standard deviation: 2^11 of the normal score's 2^16."""
KNOTS_EACH_SIDE: Final = 204
KNOT_OF_ZERO: Final = KNOTS_EACH_SIDE
ROW: Final = 2 * KNOTS_EACH_SIDE + 2
"""Length of a row; the last knot is there twice, so that interpolation never reads past it."""
GREATEST_SCORE: Final = (KNOTS_EACH_SIDE << KNOT_BITS) - 1
"""Scores are cut here, at 6.375 standard deviations, beyond what a single draw can have."""
UNIT_BITS: Final = 20
UNIT: Final = 1 << UNIT_BITS

SHAPE_STEPS: Final = 1 << 8
"""Shapes of which the PERT family is tabulated; between them it is interpolated."""
GRID: Final = 2048
DIGITS: Final = 3
"""Digits to which the place of the most likely value is kept: at most a thousand rows, which caches hold."""

_NORMAL = NormalDist()
TENTH: Final = _NORMAL.inv_cdf(0.9)
HUNDREDTH: Final = _NORMAL.inv_cdf(0.99)

Array = Any


class Family(Enum):
    """The shape of a distribution between three points."""

    PERT = "pert"
    TRIANGULAR = "triangular"
    LOGNORMAL = "lognormal"


@cache
def scores() -> Array:
    """Return the normal scores of the knots."""
    return np.arange(-KNOTS_EACH_SIDE, KNOTS_EACH_SIDE + 1) / (1 << 16 - KNOT_BITS)


@cache
def shares() -> Array:
    """Return the share of draws at or below each knot."""
    return np.array([_NORMAL.cdf(float(z)) for z in scores()])


def triangular(peak: Array, share: Array) -> Array:
    """Return quantiles on [0, 1] of triangular distributions; peak and share are broadcast."""
    rising = np.sqrt(share * peak)
    falling = 1 - np.sqrt((1 - share) * (1 - peak))
    return np.where(share <= peak, rising, falling)


def pert(peak: Array, share: Array) -> Array:
    """Return quantiles on [0, 1] of PERT distributions, a row for each of the `peak`.

    The density is summed over the angle whose squared sine is the value: there it is smooth up to both ends.
    """
    angle = (np.arange(GRID) + 0.5) * (np.pi / 2 / GRID)
    rows = []
    for m in peak.tolist():
        density = np.sin(angle) ** (1 + 8 * m) * np.cos(angle) ** (9 - 8 * m)
        below = np.concatenate(([0.0], np.cumsum(density)))
        ends = np.arange(GRID + 1) * (np.pi / 2 / GRID)
        rows.append(np.sin(np.interp(share, below / below[-1], ends)) ** 2)
    return np.array(rows)


@cache
def pert_rows() -> Array:
    """Return the PERT quantiles of `SHAPE_STEPS` + 1 peaks at the knots, and last at the 10th and 90th percentile."""
    return pert(np.arange(SHAPE_STEPS + 1) / SHAPE_STEPS, np.concatenate((shares(), [0.1, 0.9])))


@cache
def triangular_rows() -> Array:
    """Return the same of the triangular family."""
    return triangular(
        (np.arange(SHAPE_STEPS + 1) / SHAPE_STEPS)[:, None], np.concatenate((shares(), [0.1, 0.9]))[None, :]
    )


@cache
def shape_row(family: Family, place: float, *, deciles: bool) -> Array:
    """Return the quantiles at the knots, O being 0 and P `UNIT`; `place` (0 to 1) is where M lies between them."""
    if family is Family.LOGNORMAL:
        values = lognormal(place, TENTH if deciles else HUNDREDTH)
    else:
        values = _bounded(pert_rows() if family is Family.PERT else triangular_rows(), place, deciles=deciles)
        if family is Family.TRIANGULAR and not deciles:
            values = triangular(place, shares())
    row = np.rint(values * UNIT).astype(np.int32)
    return np.concatenate((row, row[-1:]))


def _bounded(rows: Array, place: float, *, deciles: bool) -> Array:
    """Return the quantiles at the knots of a family with ends, by interpolation between its rows."""
    if not deciles:
        return _between(rows, place)[:-2]
    tenth, ninetieth = rows[:, -2], rows[:, -1]
    # Where the peak lies between the deciles grows with where it lies between the ends.
    places = (np.arange(SHAPE_STEPS + 1) / SHAPE_STEPS - tenth) / (ninetieth - tenth)
    row = _between(rows, float(np.interp(place, places, np.arange(SHAPE_STEPS + 1) / SHAPE_STEPS)))
    values: Array = (row[:-2] - row[-2]) / (row[-1] - row[-2])
    return values


def _between(rows: Array, peak: float) -> Array:
    at = min(int(peak * SHAPE_STEPS), SHAPE_STEPS - 1)
    share = peak * SHAPE_STEPS - at
    values: Array = (1 - share) * rows[at] + share * rows[at + 1]
    return values


def lognormal(place: float, outer: float) -> Array:
    """Return the quantiles at the knots of a shifted lognormal whose quantiles at -/+ `outer` are 0 and 1.

    Its peak is at `place`, as far as a lognormal can: past the middle it becomes (nearly) the normal distribution.
    """
    spreads = np.linspace(1e-3, outer, 4001)
    low, high = np.exp(-outer * spreads), np.exp(outer * spreads)
    places = (np.exp(-(spreads**2)) - low) / (high - low)
    spread = float(np.interp(place, places[::-1], spreads[::-1]))
    low, high = np.exp(-outer * spread), np.exp(outer * spread)
    values: Array = (np.exp(spread * scores()) - low) / (high - low)
    return values


def rounded_place(optimistic: int, likely: int, pessimistic: int) -> float:
    """Return where the most likely value lies between the others, from 0 to 1, as shapes are told apart by it."""
    return round((likely - optimistic) / (pessimistic - optimistic), DIGITS)
