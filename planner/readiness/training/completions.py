"""Past completions of a course as cases of a curve: who was asked when, and who passed after how many days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Course, Learner
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.training.completion_curve import Case, Curve, fitted
from planner.readiness.training.course_versions import LONG_AGO, line_of
from planner.readiness.training.holdings import Holdings, first_day, holdings, last_day
from planner.readiness.training.required import courses_of, groups


@dataclass(frozen=True, slots=True)
class CourseCurve:
    """The completion curve of a course; ``pooled``: fitted to all courses, as this one has too few completions."""

    curve: Curve
    pooled: bool


@per_plan
def curve_of(plan: Plan, course_id: str, today: date) -> CourseCurve | None:
    """Return how fast people finish a course; None where not even all courses together say enough."""
    own = fitted(cases(plan, course_id, today))
    if own is not None:
        return CourseCurve(own, pooled=False)
    pooled = _pooled(plan, today)
    return CourseCurve(pooled, pooled=True) if pooled is not None else None


@per_plan
def _pooled(plan: Plan, today: date) -> Curve | None:
    return fitted([case for id_ in plan.all(Course) for case in cases(plan, id_, today)])


@per_plan
def cases(plan: Plan, course_id: str, today: date) -> tuple[Case, ...]:
    """Return a case for each person and each version of a course that they were asked to pass by ``today``."""
    held = holdings(plan, course_id, None)
    people = [row for group, rows in groups(plan).items() if course_id in courses_of(plan, group) for row in rows]
    found: list[Case] = []
    for first, last in _windows(plan, course_id, held, today.toordinal()):
        found.extend(case for learner in people if (case := _case(learner, held, first, last)) is not None)
    return tuple(found)


def start_of(plan: Plan, course_id: str, held: Holdings) -> int:
    """Return the day on which a course without known releases was first passed; LONG_AGO: never."""
    return min((rows[0].first for rows in held.values() if rows), default=LONG_AGO)


def _windows(plan: Plan, course_id: str, held: Holdings, today: int) -> Iterator[tuple[int, int]]:
    """Yield the days between releases; from its first completion for a course without any."""
    released = sorted({v.release for v in line_of(plan, course_id).versions if LONG_AGO < v.release <= today})
    starts = released or [start_of(plan, course_id, held)]
    if starts == [LONG_AGO]:
        return
    yield from zip(starts, [*(start - 1 for start in starts[1:]), today], strict=True)


def _case(learner: Learner, held: Holdings, first: int, last: int) -> Case | None:
    """Return the case of one person in a window; None where they were not there or had nothing to do."""
    start, end = max(first, first_day(learner)), min(last, last_day(learner))
    own = held.get(learner.id, ())
    if start > end or any(row.first < start and row.counts(start) for row in own):
        return None
    passed = next((row.first for row in own if start <= row.first <= end), None)
    return Case((passed if passed is not None else end) - start, passed is not None)
