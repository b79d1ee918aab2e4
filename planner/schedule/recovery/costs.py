"""The cost model of remedies: small, plain and the same for everyone, so that ranks can be argued with.

Costs are in points; one point is about one working day of effort or of risk. They rank candidates and mean
nothing beyond that. `docs/explaining.md` gives the reasons.

>>> shortening(2.0, 5.0), shortening(5.0, 5.0), overlapping(2.0), adding_people(5.0)
(2.8, 10.0, 4.0, 4.5)
"""

from typing import Final

COORDINATION: Final = 1.1
"""Work takes this much longer when more people share it (after Brooks 1975, kept small)."""

PER_OTHER_LATE: Final = 10.0
"""For each other launch or deadline that a candidate makes late."""

PER_NEWLY_CRITICAL: Final = 0.5
"""For each other piece of work that loses its float."""

DROPPED_LINK: Final = 6.0
RELEASED: Final = 2.0
PER_SPLIT_MARKET: Final = 8.0


def shortening(days: float, possible: float) -> float:
    """Return the cost of shortening work: dearer the nearer it comes to the optimistic duration."""
    return round(days * (1 + days / possible), 2)


def overlapping(days: float) -> float:
    """Return the cost of beginning before the predecessor is done: rework."""
    return round(1 + 1.5 * days, 2)


def adding_people(person_days: float) -> float:
    """Return the cost of more people for a while: half a point a day, two to find them."""
    return round(2 + 0.5 * person_days, 2)


def moving_constraint(days: float, *, embargo: bool) -> float:
    """Return the cost of an earlier date where somebody wanted it later; embargoes are dear."""
    return round((5 + days) if embargo else (1 + 0.5 * days), 2)


def expediting(days: float) -> float:
    """Return the cost of asking an outside party to deliver earlier."""
    return round(3 + 2 * days, 2)
