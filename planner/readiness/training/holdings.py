"""What people hold: each certificate as the span of days on which it counts.

A certificate counts from the day it was passed until it expires, or until the day before a newer version of the course
outdates it. Where it names no version, it is of the one in use on the day it was passed.

>>> add_months(date(2026, 1, 31), 1), add_months(date(2024, 2, 29), 12)
(datetime.date(2026, 2, 28), datetime.date(2025, 2, 28))
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Artefact, ArtefactVersion, Certificate, Course, Learner
from planner.plan.snapshot import Plan, per_kinds
from planner.readiness.training.course_versions import FAR, LONG_AGO, Line, line_of

_KEPT = 400
"""How many sets of holdings are kept before they are computed anew."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A certificate and the days on which it counts, as ordinals, both inclusive; none if first > last.

    ``expires`` is the last day by its age alone, ``version_id`` the version that it is of (None: older than all),
    ``proves`` whether that version teaches what is asked, ``proficient`` whether they reach the course's mark at work
    (None: not measured).
    """

    version_id: str | None
    first: int
    last: int
    expires: int
    proves: bool
    proficient: bool | None

    def counts(self, day: int) -> bool:
        """Return whether it counts on a day."""
        return self.proves and self.first <= day <= self.last


Holdings = Mapping[str, tuple[Holding, ...]]
"""Certificates of one course by learner, in order of the days on which they were passed."""


def holdings(plan: Plan, course_id: str, proving: frozenset[str] | None) -> Holdings:
    """Return who holds what of a course; ``proving``: the versions that count (None: any).

    Kept for as long as neither certificates nor versions change, whatever else happens to the plan.
    """
    kept = _kept(plan)
    key = (course_id, proving, line_of(plan, course_id))
    found = kept.get(key)
    if found is None:
        if len(kept) >= _KEPT:
            kept.clear()
        found = kept[key] = _holdings(plan, *key)
    return found


def present(learner: Learner, day: int) -> bool:
    """Return whether a person is there on a day (an ordinal): joined and not left."""
    return first_day(learner) <= day <= last_day(learner)


def first_day(learner: Learner) -> int:
    """Return the ordinal of a person's first day."""
    return learner.joined_on.toordinal() if learner.joined_on else LONG_AGO


def last_day(learner: Learner) -> int:
    """Return the ordinal of a person's last day."""
    return learner.left_on.toordinal() if learner.left_on else FAR


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that is too short."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


Kept = dict[tuple[str, frozenset[str] | None, Line], Holdings]


@per_kinds(Certificate, Course, Artefact, ArtefactVersion)
def _kept(plan: Plan) -> Kept:
    return {}


@per_kinds(Certificate)
def _certificates(plan: Plan) -> Mapping[str, Mapping[str, tuple[Certificate, ...]]]:
    """Return certificates by course and learner, oldest first."""
    found: dict[str, dict[str, list[Certificate]]] = {}
    for row in sorted(plan.all(Certificate).values(), key=lambda row: row.passed_on):
        found.setdefault(row.course_id, {}).setdefault(row.learner_id, []).append(row)
    return {course: {id_: tuple(rows) for id_, rows in held.items()} for course, held in found.items()}


def _holdings(plan: Plan, course_id: str, proving: frozenset[str] | None, line: Line) -> Holdings:
    course = plan.all(Course)[course_id]
    ends = {version.id: line.outdated(version.id) - 1 for version in line.versions}
    held = _certificates(plan).get(course_id, {})
    return {id_: tuple(_holding(row, course, line, ends, proving) for row in rows) for id_, rows in held.items()}


def _holding(
    row: Certificate, course: Course, line: Line, ends: Mapping[str, int], proving: frozenset[str] | None
) -> Holding:
    first = row.passed_on.toordinal()
    version = row.version_id if row.version_id in ends else line.in_use(first)
    expires = _expires(row, course)
    end = ends[version] if version is not None else line.outdated(None) - 1
    proves = proving is None or version in proving
    proficient = None if row.proficiency is None else row.proficiency >= course.proficiency_mark
    return Holding(version, first, min(expires, end), expires, proves, proficient)


def _expires(row: Certificate, course: Course) -> int:
    if row.expires_on is not None:
        return row.expires_on.toordinal()
    if course.validity_months is None:
        return FAR
    return add_months(row.passed_on, course.validity_months).toordinal()
