"""Forecast of coverage: what share is expected to be certified on days to come, and when a threshold is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from planner.plan.entities import Course, Workforce
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.training.bookings import Booking
from planner.readiness.training.completions import CourseCurve
from planner.readiness.training.course_versions import FAR, LONG_AGO
from planner.readiness.training.coverage import coverage_of
from planner.readiness.training.prospects import Array, Prospects, prospects
from planner.readiness.training.required import needs

HORIZON_DAYS = 366
"""How far ahead a threshold is looked for."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """A day with the people required then, those certain to be certified by what is known, and the share expected."""

    day: date
    required: int
    certain: int
    expected: float | None


@dataclass(frozen=True, slots=True)
class CourseOutlook:
    """What a forecast knows of a course: since or from when it can be passed (None: unknown), its curve, its cohorts.

    ``curve`` is None where too few have ever finished a course.
    """

    course_id: str
    available: date | None
    curve: CourseCurve | None
    cohorts: tuple[Booking, ...]


@dataclass(frozen=True, slots=True)
class CoverageForecast:
    """Expected coverage of a launch (None: of all that is required) in a market and workforce (None: all)."""

    launch_id: str | None
    market_id: str | None
    workforce: Workforce | None
    today: date
    points: tuple[ForecastPoint, ...]
    courses: tuple[CourseOutlook, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """The day on which expected coverage reaches a threshold; None: not within a year. The reason is a sentence."""

    day: date | None
    reason: str


@per_plan
def coverage_forecast(
    plan: Plan,
    launch_id: str | None,
    market_id: str | None,
    workforce: Workforce | None,
    today: date,
    until: date | None = None,
) -> CoverageForecast:
    """Return expected coverage week by week from ``today`` until a day (None: for half a year), that day included."""
    people = _people(plan, launch_id, market_id, workforce, today)
    last = (until or today + timedelta(days=182)).toordinal()
    days = sorted({*range(today.toordinal(), last, WEEK), last})
    points = tuple(_point(people, day, today.toordinal()) for day in days)
    courses = tuple(_outlook(found, market_id, workforce, last) for found in people)
    return CoverageForecast(launch_id, market_id, workforce, today, points, courses)


@per_plan
def reaches(
    plan: Plan, launch_id: str, market_id: str | None, workforce: Workforce | None, threshold: float, today: date
) -> Reach:
    """Return when the expected coverage of a launch in a market is at least a threshold, of each workforce apart.

    With workforce None it is the latest of them. Nobody required means no day: nothing is proven by nobody.
    """
    found = coverage_of(plan, launch_id, market_id, today)
    if found.problem and not _people(plan, launch_id, market_id, workforce, today):
        return Reach(None, found.problem)
    asked = tuple(Workforce) if workforce is None else (workforce,)
    parts = [(part, _people(plan, launch_id, market_id, part, today)) for part in asked]
    found_days = [_reach(plan, part, people, threshold, today) for part, people in parts if people]
    if not found_days:
        return Reach(None, "Nobody in the roster is required to be trained.")
    return next((reach for reach in found_days if reach.day is None), None) or max(
        found_days, key=lambda reach: reach.day or date.max
    )


def _people(
    plan: Plan, launch_id: str | None, market_id: str | None, workforce: Workforce | None, today: date
) -> tuple[Prospects, ...]:
    asked = dict.fromkeys(id_ for need in needs(plan, launch_id) for id_ in need.course_ids)
    parts = (prospects(plan, id_, launch_id, today).within(market_id, workforce) for id_ in asked)
    return tuple(part for part in parts if part.learner_ids)


def _point(people: Sequence[Prospects], day: int, today: int) -> ForecastPoint:
    here, chance, known = _together(people, day, today)
    required = int(here.sum())
    expected = float(chance[here].mean()) if required else None
    return ForecastPoint(date.fromordinal(day), required, int(known[here].sum()), expected)


def _together(people: Sequence[Prospects], day: int, today: int) -> tuple[Array, Array, Array]:
    """Return who is there, the chance that each holds all that they must, and who does already, (n,) each."""
    index = {id_: i for i, id_ in enumerate(dict.fromkeys(id_ for part in people for id_ in part.learner_ids))}
    here, chance, known = np.zeros(len(index), bool), np.ones(len(index)), np.ones(len(index), bool)
    for part in people:
        at = [index[id_] for id_ in part.learner_ids]
        here[at] |= part.here(day)
        chance[at] *= part.chance(day, today)
        known[at] &= part.known(day)
    return here, chance, known


def _reach(plan: Plan, workforce: Workforce, people: Sequence[Prospects], threshold: float, today: date) -> Reach:
    """Look at each week, then at the days of the first week at whose end it is reached."""
    first = today.toordinal()
    best = 0.0
    for end in range(first, first + HORIZON_DAYS, WEEK):
        expected = _point(people, end, first).expected
        best = max(best, expected or 0.0)
        if expected is not None and expected >= threshold:
            days = range(max(first, end - WEEK + 1), end + 1)
            day = next(d for d in days if (_point(people, d, first).expected or 0.0) >= threshold)
            return Reach(date.fromordinal(day), _because(workforce, people, threshold, day, first))
    return Reach(None, _why_not(plan, workforce, people, threshold, best, first))


def _because(workforce: Workforce, people: Sequence[Prospects], threshold: float, day: int, today: int) -> str:
    now, then = _point(people, today, today), date.fromordinal(day)
    who = _words(workforce)
    if day == today:
        return f"{who}: {now.certain} of {now.required} are certified, which is at least {threshold:.0%}."
    held = sum(
        u.booking.finish.toordinal() <= day for part in people for u in part.uptakes if _any_seat(part, u.booking)
    )
    cohorts = f" with {held} cohort{'s' * (held > 1)} booked by then" if held else " at the pace seen so far"
    return f"{who}: {now.certain} of {now.required} are certified; {threshold:.0%} is expected by {then}{cohorts}."


def _why_not(
    plan: Plan, workforce: Workforce, people: Sequence[Prospects], threshold: float, best: float, today: int
) -> str:
    who, last = _words(workforce), today + HORIZON_DAYS
    for part in people:
        code = plan.all(Course)[part.course_id].code
        if part.available(last) >= FAR:
            return f"{who}: no version of {code} that would count is released or expected."
    if all(part.curve is None and not part.uptakes for part in people):
        return f"{who}: no cohort is booked, and too few have finished any course to tell the pace."
    return f"{who}: expected coverage stays at {best:.0%} or below for a year, under {threshold:.0%}."


def _outlook(part: Prospects, market_id: str | None, workforce: Workforce | None, last: int) -> CourseOutlook:
    day = part.available(last)
    held = tuple(uptake.booking for uptake in part.uptakes if _any_seat(part, uptake.booking))
    available = date.fromordinal(day) if LONG_AGO < day < FAR else None
    return CourseOutlook(part.course_id, available, part.curve, held)


def _any_seat(part: Prospects, booking: Booking) -> bool:
    return any(booking.is_for(*pair) for pair in set(zip(part.markets, part.workforces, strict=True)))


def _words(workforce: Workforce) -> str:
    return "In-house" if workforce is Workforce.IN_HOUSE else "Vendor"
