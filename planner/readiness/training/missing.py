"""Who is missing: everybody who must hold a course and does not on a day, and why, by code and never by name.

The reason is that of the newest certificate passed by then; of nobody's absence is a reason left unsaid:

>>> from planner.plan.entities import Certificate, Course, Learner, Requirement
>>> plan = Plan.of(
...     Course(id="c", code="C", name="Course", validity_months=12), Requirement(id="r", course_id="c"),
...     Learner(id="a", code="A"), Learner(id="b", code="B", joined_on=date(2027, 1, 4)),
...     Certificate(id="1", learner_id="a", course_id="c", passed_on=date(2026, 1, 15)))
>>> for row in missing(plan, date(2027, 2, 1)): print(row.code, row.reason, row.sentence)
A expired Passed on 2026-01-15; it expired on 2027-01-15.
B joined_recently Joined on 2027-01-04 and has not passed it yet.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.plan.entities import ArtefactVersion, Learner, Workforce
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.training.course_versions import line_of, proving_versions
from planner.readiness.training.holdings import Holding, holdings, present
from planner.readiness.training.required import Group, courses_of, groups

NEW_DAYS = 91
"""For so many days after joining somebody without a certificate counts as new."""


class Reason(StrEnum):
    """Why somebody's training does not count."""

    NEVER_PASSED = "never_passed"
    JOINED_RECENTLY = "joined_recently"
    PASSED_LATER = "passed_later"
    EXPIRED = "expired"
    OLD_VERSION = "old_version"
    OLD_POLICY = "old_policy"


@dataclass(frozen=True, slots=True)
class MissingLearner:
    """Somebody who must hold a course and does not; ``since`` is the first day of that (None: always)."""

    learner_id: str
    code: str
    market_id: str | None
    workforce: Workforce
    role: str
    course_id: str
    reason: Reason
    since: date | None
    sentence: str


@per_plan
def missing(
    plan: Plan,
    on: date,
    launch_id: str | None = None,
    market_id: str | None = None,
    workforce: Workforce | None = None,
    course_id: str | None = None,
) -> tuple[MissingLearner, ...]:
    """Return who is missing on a day, in order of market, workforce, role, course and code; None: any."""
    found: list[MissingLearner] = []
    for group, people in groups(plan).items():
        if market_id not in (None, group.market_id) or workforce not in (None, group.workforce):
            continue
        here = [learner for learner in people if present(learner, on.toordinal())]
        for asked in courses_of(plan, group, launch_id) if here else ():
            if course_id in (None, asked):
                found.extend(_of_group(plan, on, launch_id, group, asked, here))
    return tuple(found)


def by_reason(rows: Iterable[MissingLearner]) -> Mapping[Reason, int]:
    """Return how many are missing for which reason, the most frequent first."""
    return dict(Counter(row.reason for row in rows).most_common())


def _of_group(
    plan: Plan, on: date, launch_id: str | None, group: Group, course_id: str, here: Iterable[Learner]
) -> Iterable[MissingLearner]:
    proving = proving_versions(plan, course_id, launch_id)
    held = holdings(plan, course_id, proving)
    day = on.toordinal()
    for learner in here:
        own = held.get(learner.id, ())
        if not any(holding.counts(day) for holding in own):
            reason, since, sentence = _why(plan, course_id, learner, own, day)
            yield MissingLearner(
                learner.id,
                learner.code,
                group.market_id,
                group.workforce,
                group.role,
                course_id,
                reason,
                since or learner.joined_on,
                sentence,
            )


def _why(
    plan: Plan, course_id: str, learner: Learner, own: tuple[Holding, ...], day: int
) -> tuple[Reason, date | None, str]:
    """Return why a person's certificates do not count on a day, since when, and the sentence that says so."""
    passed = [holding for holding in own if holding.first <= day]
    if not passed:
        return _never(learner, own, day)
    newest = passed[-1]
    on, version = date.fromordinal(newest.first), _said(plan, newest.version_id)
    if not newest.proves:
        return (
            Reason.OLD_POLICY,
            None,
            f"Passed {version} on {on}, which does not teach the policy version of the launch.",
        )
    if newest.last < newest.expires:
        line = line_of(plan, course_id)
        end = date.fromordinal(max(line.outdated(newest.version_id), newest.first))
        return Reason.OLD_VERSION, end, f"Passed {version} on {on}; a newer version is in use from {end}."
    end = date.fromordinal(newest.expires)
    return Reason.EXPIRED, _after(newest.expires), f"Passed on {on}; it expired on {end}."


def _never(learner: Learner, own: tuple[Holding, ...], day: int) -> tuple[Reason, date | None, str]:
    if own:
        return Reason.PASSED_LATER, None, f"Passed only later, on {date.fromordinal(own[0].first)}."
    joined = learner.joined_on
    if joined is not None and day - joined.toordinal() <= NEW_DAYS:
        return Reason.JOINED_RECENTLY, joined, f"Joined on {joined} and has not passed it yet."
    return Reason.NEVER_PASSED, None, "Has never passed it."


def _said(plan: Plan, version_id: str | None) -> str:
    version = plan.all(ArtefactVersion).get(version_id or "")
    return f"version {version.version}" if version else "a version before the first that is known"


def _after(day: int) -> date:
    return date.fromordinal(min(day + 1, date.max.toordinal()))
