"""Versions of courses: which one is in use on a day, and which certificates a newer one outdates.

A version is in use from its release. One that is not released yet is expected when the work that makes it is done by
the schedule, and not before the day after the status date; without such work it is not expected at all. Versions of
one artefact follow one another by release, those not released last, and then by their number (3.2 before 3.10).

>>> from planner.plan.entities import Artefact, ArtefactType, ArtefactVersion, Course
>>> plan = Plan.of(
...     Artefact(id="a", code="A", name="Course", type=ArtefactType.COURSE),
...     ArtefactVersion(id="v1", artefact_id="a", version="1", released_on=date(2026, 1, 5)),
...     ArtefactVersion(id="v2", artefact_id="a", version="2", released_on=date(2026, 6, 1)),
...     Course(id="c", code="C", name="Course", artefact_id="a"))
>>> line = line_of(plan, "c")
>>> date.fromordinal(line.outdated("v1")), line.outdated("v2") == FAR, line.in_use(date(2026, 3, 1).toordinal())
(datetime.date(2026, 6, 1), True, 'v1')
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Artefact, ArtefactVersion, Course, Launch, VersionState
from planner.plan.snapshot import Plan, per_kinds, per_plan
from planner.schedule import schedule

LONG_AGO, FAR = 1, date.max.toordinal()
"""Days (proleptic ordinals) that stand for no beginning and no end."""


@dataclass(frozen=True, slots=True)
class VersionInLine:
    """A version with the ordinal of the day from which it is in use; FAR: nobody knows."""

    id: str
    release: int
    outdates: bool
    implements: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """The versions of one artefact, oldest first."""

    versions: tuple[VersionInLine, ...] = ()

    def position(self, version_id: str | None) -> int:
        """Return the position of a version; -1: before all of them."""
        return next((i for i, version in enumerate(self.versions) if version.id == version_id), -1)

    def in_use(self, day: int) -> str | None:
        """Return the id of the version in use on a day; None: there was none yet."""
        return next((version.id for version in reversed(self.versions) if version.release <= day), None)

    def outdated(self, version_id: str | None) -> int:
        """Return the first day on which certificates of a version no longer count; FAR: none known."""
        later = self.versions[self.position(version_id) + 1 :]
        return min((version.release for version in later if version.outdates), default=FAR)


def line_of(plan: Plan, course_id: str) -> Line:
    """Return the versions of a course; none where it has no artefact."""
    course = plan.all(Course).get(course_id)
    return artefact_line(plan, course.artefact_id) if course and course.artefact_id else Line()


@per_plan
def artefact_line(plan: Plan, artefact_id: str) -> Line:
    """Return the versions of an artefact."""
    rows = ((release_day(plan, version), version) for version in _versions(plan).get(artefact_id, ()))
    ordered = sorted(rows, key=lambda row: (row[0], numbered(row[1].version)))
    return Line(tuple(VersionInLine(v.id, day, v.outdates, v.implements_version_id) for day, v in ordered))


@per_kinds(ArtefactVersion)
def _versions(plan: Plan) -> Mapping[str, tuple[ArtefactVersion, ...]]:
    found: dict[str, list[ArtefactVersion]] = {}
    for version in plan.all(ArtefactVersion).values():
        found.setdefault(version.artefact_id, []).append(version)
    return {id_: tuple(versions) for id_, versions in found.items()}


def release_day(plan: Plan, version: ArtefactVersion) -> int:
    """Return the ordinal of the day from which a version is in use; FAR: it is not expected."""
    if version.released_on is not None:
        return version.released_on.toordinal()
    if version.state in (VersionState.RELEASED, VersionState.RETIRED):
        return LONG_AGO
    work = schedule(plan).dates.get(version.initiative_id) if version.initiative_id else None
    if work is None:
        return FAR
    today = plan.portfolio.status_date
    return max(work.finish.toordinal(), today.toordinal() + 1 if today else LONG_AGO)


def numbered(text: str) -> tuple[tuple[int, str], ...]:
    """Return what orders version numbers as people do.

    >>> sorted(["3.10", "3.2", "draft"], key=numbered)
    ['3.2', '3.10', 'draft']
    """
    parts = re.findall(r"\d+|[^\d.\s_-]+", text.casefold())
    return tuple((int(part), "") if part.isdecimal() else (1 << 62, part) for part in parts)


def proving_versions(plan: Plan, course_id: str, launch_id: str | None) -> frozenset[str] | None:
    """Return the versions of a course that teach the policy as a launch brings it; None: any version does.

    They are those that implement the launch's version of the policy or a later one. Any does where there is no
    launch, the course implements no policy, or the launch brings none of that policy.
    """
    course, launch = plan.all(Course).get(course_id), plan.all(Launch).get(launch_id or "")
    artefact = plan.all(Artefact).get(course.artefact_id or "") if course else None
    if launch is None or artefact is None or artefact.implements_id is None:
        return None
    policy = artefact_line(plan, artefact.implements_id)
    asked = [policy.position(id_) for id_ in launch.policy_version_ids if policy.position(id_) >= 0]
    if not asked:
        return None
    good = {version.id for version in policy.versions[max(asked) :]}
    return frozenset(v.id for v in artefact_line(plan, artefact.id).versions if v.implements in good)
