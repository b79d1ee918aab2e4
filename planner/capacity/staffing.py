"""Changes of a team's size over time, and time that automation gives back.

A hire works 0, 50 and 100 % in the thirds of its ramp; a loan leaves the lender at once and ramps at the borrower.
Time given back grows evenly from the finish of the automation to all that was promised, and follows what was
found once it was observed.

>>> ramp(np.array([-1, 0, 20, 30, 50, 61, 90]), 13).tolist()
[0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 1.0]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from planner.capacity.working_days import Array, WorkingDays
from planner.plan.entities import CapacityReturn, StaffingChange
from planner.plan.snapshot import Plan, per_plan
from planner.schedule import schedule

DAYS_PER_WEEK = 7


def ramp(days_in: Array, weeks: float) -> Array:
    """Return the productive share so many calendar days after the start: 0, 0.5 and 1 in thirds; before it 0."""
    third = weeks * DAYS_PER_WEEK / 3
    return np.where(days_in < 0, 0.0, np.where(days_in >= 2 * third, 1.0, np.where(days_in >= third, 0.5, 0.0)))


def even_ramp(days_in: Array, weeks: float) -> Array:
    """Return the share reached on a day so many calendar days after the first one, growing evenly to 1; before it 0."""
    return np.where(days_in < 0, 0.0, np.minimum(1.0, (days_in + 1) / max(weeks * DAYS_PER_WEEK, 1.0)))


def heads_by_day(change: StaffingChange, days: WorkingDays, *, lends: bool = False) -> Array:
    """Return the people that a change adds on each day (negative: takes away), weighed by its probability, (size,).

    ``lends``: seen from the team that lends them, which loses them at once.
    """
    since = np.arange(days.size) - (change.start - days.first).days
    running = (since >= 0).astype(float)
    if change.finish is not None:
        running[max(0, (change.finish - days.first).days + 1) :] = 0.0
    heads = change.fte * change.probability
    if lends:
        return -heads * running
    return heads * running * (ramp(since, change.ramp_weeks) if heads > 0 else 1.0)


@per_plan
def changes_by_team(plan: Plan) -> dict[str, list[tuple[StaffingChange, bool]]]:
    """Return the changes that concern each team, and whether it lends the people, in order of days."""
    found: dict[str, list[tuple[StaffingChange, bool]]] = {}
    for change in sorted(plan.all(StaffingChange).values(), key=lambda change: (change.start, change.id)):
        found.setdefault(change.team_id, []).append((change, False))
        if change.from_team_id is not None and change.from_team_id != change.team_id:
            found.setdefault(change.from_team_id, []).append((change, True))
    return found


@per_plan
def returns_by_team(plan: Plan) -> dict[str, list[tuple[CapacityReturn, date]]]:
    """Return what automation gives back to each team, with the day of its computed finish; undated work gives none."""
    found: dict[str, list[tuple[CapacityReturn, date]]] = {}
    for back in plan.all(CapacityReturn).values():
        when = schedule(plan).dates.get(back.initiative_id)
        if when is not None:
            found.setdefault(back.team_id, []).append((back, when.finish))
    return found


def hours_by_day(back: CapacityReturn, finish: date, days: WorkingDays) -> Array:
    """Return the hours per week that are given back on each day, (size,).

    From the day after the finish what is promised, ramped; from each observation on what it found.
    """
    since = np.arange(days.size) - (finish - days.first).days - 1
    hours: Array = back.hours_per_week * even_ramp(since, back.ramp_weeks)
    for seen in sorted(back.realised, key=lambda seen: seen.on):
        hours[max(0, (seen.on - days.first).days) :] = seen.hours_per_week
    return hours


def promised_on(back: CapacityReturn, finish: date, day: date) -> float:
    """Return the hours per week that should come back by a day."""
    return float(back.hours_per_week * even_ramp(np.array([(day - finish).days - 1]), back.ramp_weeks)[0])


def labels(change: StaffingChange, *, lends: bool) -> Iterator[str]:
    """Yield the words that name a change: what it is, how many, from when, how likely."""
    what = "Lent" if lends else "On loan" if change.from_team_id else "Joining" if change.fte >= 0 else "Leaving"
    yield f"{what}: {abs(change.fte):g} FTE"
    yield f"from {change.start}" + (f" to {change.finish}" if change.finish else "")
    if change.ramp_weeks and change.fte > 0 and not lends:
        yield f"ramp {change.ramp_weeks:g} weeks"
    if change.probability < 1:
        yield f"probability {change.probability:.0%}"
