"""Forecast of coverage: what share is expected to be certified on days to come, and when a threshold is reached."""

from __future__ import annotations

from collections.abc import Iterable
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
"""How long after the last cohort and release to come a threshold is looked for."""
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
    """The day on which expected coverage reaches a threshold; None: not in sight. The reason is a sentence."""

    day: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Those who must hold each of several courses, and where they are (n,) among everybody, ``size`` in all."""

    parts: tuple[Prospects, ...]
    at: tuple[Array, ...]
    size: int

    @classmethod
    def of(cls, parts: Iterable[Prospects]) -> _Crowd:
        """Return the crowd of the courses that somebody must hold."""
        kept = tuple(part for part in parts if part.learner_ids)
        index = {id_: i for i, id_ in enumerate(dict.fromkeys(id_ for part in kept for id_ in part.learner_ids))}
        return cls(kept, tuple(np.array([index[id_] for id_ in part.learner_ids]) for part in kept), len(index))


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
    courses = tuple(_outlook(found, market_id, workforce, last) for found in people.parts)
    return CoverageForecast(launch_id, market_id, workforce, today, points, courses)


@per_plan
def reaches(
    plan: Plan, launch_id: str, market_id: str | None, workforce: Workforce | None, threshold: float, today: date
) -> Reach:
    """Return when the expected coverage of a launch in a market is at least a threshold, of each workforce apart.

    With workforce None it is the latest of them. Nobody required means no day: nothing is proven by nobody.
    """
    found = coverage_of(plan, launch_id, market_id, today)
    if found.problem and not _people(plan, launch_id, market_id, workforce, today).size:
        return Reach(None, found.problem)
    asked = tuple(Workforce) if workforce is None else (workforce,)
    parts = [(part, _people(plan, launch_id, market_id, part, today)) for part in asked]
    found_days = [_reach(plan, part, people, threshold, today) for part, people in parts if people.size]
    if not found_days:
        return Reach(None, "Nobody in the roster is required to be trained.")
    return next((reach for reach in found_days if reach.day is None), None) or max(
        found_days, key=lambda reach: reach.day or date.max
    )


def _people(
    plan: Plan, launch_id: str | None, market_id: str | None, workforce: Workforce | None, today: date
) -> _Crowd:
    asked = dict.fromkeys(id_ for need in needs(plan, launch_id) for id_ in need.course_ids)
    return _Crowd.of(prospects(plan, id_, launch_id, today).within(market_id, workforce) for id_ in asked)


def _point(people: _Crowd, day: int, today: int) -> ForecastPoint:
    here, chance, known = _together(people, day, today)
    required = int(here.sum())
    expected = float(chance[here].mean()) if required else None
    return ForecastPoint(date.fromordinal(day), required, int(known[here].sum()), expected)


def _together(people: _Crowd, day: int, today: int) -> tuple[Array, Array, Array]:
    """Return who is there, the chance that each holds all that they must, and who does already, (n,) each."""
    here, chance, known = np.zeros(people.size, bool), np.ones(people.size), np.ones(people.size, bool)
    for part, at in zip(people.parts, people.at, strict=True):
        here[at] |= part.here(day)
        chance[at] *= part.chance(day, today)
        known[at] &= part.known(day)
    return here, chance, known


def _reach(plan: Plan, workforce: Workforce, people: _Crowd, threshold: float, today: date) -> Reach:
    """Look at each week, then at the days of the first week at whose end it is reached."""
    first = today.toordinal()
    best, last = 0.0, _horizon(people, first)
    for end in range(first, last, WEEK):
        expected = _point(people, end, first).expected
        best = max(best, expected or 0.0)
        if expected is not None and expected >= threshold:
            days = range(max(first, end - WEEK + 1), end + 1)
            day = next(d for d in days if (_point(people, d, first).expected or 0.0) >= threshold)
            return Reach(date.fromordinal(day), _because(workforce, people, threshold, day, first))
    return Reach(None, _why_not(plan, workforce, people, threshold, best, last))


def _horizon(people: _Crowd, today: int) -> int:
    """Return the day after which nothing more is looked for."""
    days = [one.booking.finish.toordinal() for part in people.parts for one in part.uptakes]
    days += [version.release for part in people.parts for version in part.line.versions if version.release < FAR]
    return max([today, *days]) + HORIZON_DAYS


def _because(workforce: Workforce, people: _Crowd, threshold: float, day: int, today: int) -> str:
    now, then = _point(people, today, today), date.fromordinal(day)
    who = _words(workforce)
    if day == today:
        return f"{who}: {now.certain} of {now.required} are certified, which is at least {threshold * 100:.0f} %."
    held = sum(one.booking.finish.toordinal() <= day for part in people.parts for one in part.uptakes)
    cohorts = f" with {held} cohort{'s' * (held > 1)} booked by then" if held else " at the pace seen so far"
    return (
        f"{who}: {now.certain} of {now.required} are certified; {threshold * 100:.0f} % is expected by {then}{cohorts}."
    )


def _why_not(plan: Plan, workforce: Workforce, people: _Crowd, threshold: float, best: float, today: int) -> str:
    who, last = _words(workforce), today + HORIZON_DAYS
    for part in people.parts:
        code = plan.all(Course)[part.course_id].code
        if part.available(last) >= FAR:
            return f"{who}: no version of {code} that would count is released or expected."
    if all(part.curve is None and not part.uptakes for part in people.parts):
        return f"{who}: no cohort is booked, and too few have finished any course to tell the pace."
    stays = f"stays at {best * 100:.0f} % or below" if best >= 0.005 else "stays at 0 %"
    return f"{who}: expected coverage {stays} until {date.fromordinal(last)}, under {threshold * 100:.0f} %."


def _outlook(part: Prospects, market_id: str | None, workforce: Workforce | None, last: int) -> CourseOutlook:
    day = part.available(last)
    held = tuple(uptake.booking for uptake in part.uptakes)
    available = date.fromordinal(day) if LONG_AGO < day < FAR else None
    return CourseOutlook(part.course_id, available, part.curve, held)


def _words(workforce: Workforce) -> str:
    return "In-house" if workforce is Workforce.IN_HOUSE else "Vendor"
