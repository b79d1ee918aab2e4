"""Forecast of coverage: what share is expected to be certified on days to come, and when a threshold is reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.plan.entities import Course, Workforce
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.dating import days_after
from planner.readiness.training.bookings import Booking
from planner.readiness.training.completions import CourseCurve
from planner.readiness.training.course_versions import FAR, LONG_AGO
from planner.readiness.training.coverage import coverage_of
from planner.readiness.training.prospects import Array, Prospects, prospects
from planner.readiness.training.required import needs

HORIZON_DAYS = 366
"""How long after the last cohort and release to come a threshold is looked for."""
FARTHEST_DAYS = 3660
"""How far ahead anything is looked for."""
WEEK = 7
AT_ONCE = 16
"""Days that are computed together: enough to be quick for few people, and little memory for many."""


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
    """Return expected coverage week by week from ``today`` until a day, that day included.

    None: for half a year. At most ten years are looked ahead.
    """
    people = _people(plan, launch_id, market_id, workforce, today)
    last = min(until or days_after(today, 182), days_after(today, FARTHEST_DAYS)).toordinal()
    days = sorted({*range(today.toordinal(), last, WEEK), last})
    points = tuple(
        point
        for begin in range(0, len(days), AT_ONCE)
        for point in _points(people, days[begin : begin + AT_ONCE], today.toordinal())
    )
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


def _points(people: _Crowd, days: Iterable[int], today: int) -> list[ForecastPoint]:
    """Return what is expected on some days; each day goes over everybody once."""
    ordinals = list(days)
    here, chance, known = _together(people, np.array(ordinals, dtype=np.int64), today)
    points = []
    for i, day in enumerate(ordinals):
        required = int(here[i].sum())
        expected = float(chance[i][here[i]].mean()) if required else None
        points.append(ForecastPoint(date.fromordinal(day), required, int(known[i][here[i]].sum()), expected))
    return points


def _together(people: _Crowd, days: Array, today: int) -> tuple[Array, Array, Array]:
    """Return who is there, the chance that each holds all that they must, and who does already, (d, n) each."""
    shape = (len(days), people.size)
    here, chance, known = np.zeros(shape, bool), np.ones(shape), np.ones(shape, bool)
    for part, at in zip(people.parts, people.at, strict=True):
        here[:, at] |= part.here(days)
        chance[:, at] *= part.chance(days, today)
        known[:, at] &= part.known(days)
    return here, chance, known


def _reach(plan: Plan, workforce: Workforce, people: _Crowd, threshold: float, today: date) -> Reach:
    """Look at each week, then at the days of the first week at whose end it is reached."""
    first, best = today.toordinal(), 0.0
    last = _horizon(people, first)
    weeks = range(first, last, WEEK)
    for begin in range(0, len(weeks), AT_ONCE):
        for point in _points(people, weeks[begin : begin + AT_ONCE], first):
            best = max(best, point.expected or 0.0)
            if point.expected is not None and point.expected >= threshold:
                end = point.day.toordinal()
                daily = _points(people, range(max(first, end - WEEK + 1), end + 1), first)
                day = next(one.day for one in daily if (one.expected or 0.0) >= threshold)
                return Reach(day, _because(workforce, people, threshold, day.toordinal(), first))
    return Reach(None, _why_not(plan, workforce, people, threshold, best, last))


def _horizon(people: _Crowd, today: int) -> int:
    """Return the day after which nothing more is looked for: a year after all that is booked, ten years at most."""
    days = [one.booking.finish.toordinal() for part in people.parts for one in part.uptakes]
    days += [version.release for part in people.parts for version in part.line.versions if version.release < FAR]
    return min(max([today, *days]) + HORIZON_DAYS, today + FARTHEST_DAYS, date.max.toordinal())


def _because(workforce: Workforce, people: _Crowd, threshold: float, day: int, today: int) -> str:
    now, then = _points(people, [today], today)[0], date.fromordinal(day)
    who = _words(workforce)
    if day == today:
        return f"{who}: {now.certain} of {now.required} are certified, which is at least {threshold * 100:.0f} %."
    held = sum(one.booking.finish.toordinal() <= day for part in people.parts for one in part.uptakes)
    cohorts = f" with {held} cohort{'s' * (held > 1)} booked by then" if held else " at the pace seen so far"
    return (
        f"{who}: {now.certain} of {now.required} are certified; {threshold * 100:.0f} % is expected by {then}{cohorts}."
    )


def _why_not(plan: Plan, workforce: Workforce, people: _Crowd, threshold: float, best: float, last: int) -> str:
    who = _words(workforce)
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
