"""Training: coverage and proficiency on any day, who is missing and why, and what is expected."""

from collections.abc import Callable
from datetime import date
from typing import Any

from planner.plan.entities import Cohort, Course, Launch, Market, Workforce
from planner.plan.snapshot import Plan
from planner.readiness.records import markets_by_launch
from planner.readiness.training import (
    Reason,
    counted_on,
    coverage,
    coverage_at_targets,
    coverage_forecast,
    coverage_of,
    missing,
    reaches,
)
from planner.readiness.training.forecast import CourseOutlook, CoverageForecast
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.identity import referred
from planner_graphql.rows import Row, attribute_of, row_of
from planner_graphql.services import request_of

_ON = Argument("on", "Date", "The day; the status date, else today, if left out.")
_COUNTED_ON = Argument("on", "Date", "The day; if left out the status date, else today; of a launch the target of each "
                       "market, if that is later.")  # fmt: skip
_LAUNCH = Argument("launch", "ID", "Id or code of a launch: only what it waits for, and only versions that teach its "
                   "policy; all that is required if left out.")  # fmt: skip
_MARKET = Argument("market", "ID", "Id or code of a market; all if left out.")
_WORKFORCE = Argument("workforce", "Workforce", "Who employs them; either if left out.")


def define_training(definitions: Definitions) -> None:
    """Define shares, cells, missing people and forecasts."""
    share = [
        Field("hits", "Int!", "How many."),
        Field("n", "Int!", "Of how many."),
        Field("value", "Float", "The share, 0 to 1; null: of nobody."),
        Field("low", "Float!", "Lower end of the 95 % interval (Wilson)."),
        Field("high", "Float!", "Upper end of it."),
    ]
    definitions.object("MeasuredShare", "A share with the number it is of, and its uncertainty.", share)
    definitions.object("TrainingCell", "One course in one group of people on a day.", _cell_fields())
    part = [
        Field("workforce", "Workforce!", "Who employs them."),
        Field("coverage", "MeasuredShare!", "Those who hold every course that is required."),
        Field("proficiency", "MeasuredShare!", "Those who perform, among those measured."),
    ]
    definitions.object("WorkforceTraining", "Training of one workforce.", part)
    definitions.object("LaunchTraining", "Training of a launch on a day.", _launch_fields())
    reasons = {member.name: (member.value, _WHY[member]) for member in Reason}
    definitions.enum("MissingReason", "Why somebody's training does not count.", reasons)
    definitions.object("MissingLearner", "Somebody who must hold a course and does not.", _missing_fields())
    _define_forecast(definitions)


_WHY = {
    Reason.NEVER_PASSED: "Has never passed it.",
    Reason.JOINED_RECENTLY: "Joined within the last 13 weeks and has not passed it yet.",
    Reason.PASSED_LATER: "Passed it only after that day.",
    Reason.EXPIRED: "The certificate has expired by then.",
    Reason.OLD_VERSION: "A newer version of the course has outdated it by then.",
    Reason.OLD_POLICY: "What was passed does not teach the policy version of the launch.",
}


def training_fields() -> list[Field]:
    """Return the fields of the query root."""
    launch = Argument("launch", "ID!", "Id or code of the launch.")
    threshold = Argument("threshold", "Float!", "Share to be reached, 0 to 1.", 0.95)
    until = Argument("until", "Date", "Last day; half a year ahead if left out.")
    today = Argument("today", "Date", "The day it is seen from; the status date, else today, if left out.")
    course = Argument("course", "ID", "Id or code of a course; all if left out.")
    return [
        Field("trainingCoverage", "[TrainingCell!]!",
              "Coverage and proficiency by market, workforce, role and course, in-house and vendor apart.",
              _coverage, arguments=(_COUNTED_ON, _LAUNCH, _MARKET), cost=50),
        Field("launchTraining", "LaunchTraining!", "What the training gates of a launch measure.", _launch_training,
              arguments=(launch, _MARKET, _COUNTED_ON), cost=50),
        Field("learnersMissing", "[MissingLearner!]!", "Who must hold a course and does not, by code, and why.",
              _missing, arguments=(_ON, _LAUNCH, _MARKET, _WORKFORCE, course), cost=100),
        Field("coverageForecast", "CoverageForecast!",
              "Expected coverage week by week, and the day on which it reaches a threshold.", _forecast,
              arguments=(_LAUNCH, _MARKET, _WORKFORCE, threshold, until, today), cost=100),
    ]  # fmt: skip


def _define_forecast(definitions: Definitions) -> None:
    point = [
        Field("day", "Date!", "The day."),
        Field("required", "Int!", "People who must be certified then."),
        Field("certain", "Int!", "Those who are, by certificates that exist."),
        Field("expected", "Float", "Share that is expected to be, 0 to 1; null: of nobody."),
    ]
    definitions.object("CoveragePoint", "Expected coverage on one day.", point)
    cohort = [
        Field("cohort", "Cohort!", "The cohort.", _of("cohort_id", Cohort.KIND.name)),
        Field("finish", "Date!", "Day of its certificates by the schedule of its work."),
        Field("movedDays", "Int!", "By how many days the schedule has moved it.", attribute="moved_days"),
        Field("seats", "Int!", "Learners booked."),
        Field("passRate", "Float!", "Share that is expected to pass.", attribute="pass_rate"),
    ]
    rows = [Field(f.name, f.type, f.description, f.resolve or attribute_of(f.attribute or f.name)) for f in cohort]
    definitions.object("BookedCohort", "A cohort still to come.", rows)
    curve = [
        Field("shape", "Float!", "Below 1 a long tail, 1 a constant rate, above 1 a wave (Weibull)."),
        Field("scale", "Float!", "Days after which 63 % have finished."),
        Field("events", "Int!", "Completions that it is fitted to."),
        Field("censored", "Int!", "People who had not finished yet."),
    ]
    definitions.object("CompletionCurve", "How fast people finish a course once they are asked to.", curve)
    course = [
        Field("course", "Course!", "The course.", _of("course_id", Course.KIND.name)),
        Field("available", "Date", "Since or from when the version that counts can be passed; null: not known.",
              attribute_of("available")),
        Field("curve", "CompletionCurve", "Its curve; null: too few completions.", _curve),
        Field("pooled", "Boolean!", "Whether the curve is that of all courses, as this one has too few completions.",
              _pooled),
        Field("cohorts", "[BookedCohort!]!", "Cohorts booked for these people.", _rows("cohorts")),
    ]  # fmt: skip
    definitions.object("CourseOutlook", "What a forecast knows of a course.", course)
    fields = [
        Field("today", "Date!", "The day it is seen from.", lambda found, info: found.entity[0].today),
        Field("points", "[CoveragePoint!]!", "Week by week.", lambda found, info: list(found.entity[0].points)),
        Field("courses", "[CourseOutlook!]!", "What it rests on.", _outlooks),
        Field("threshold", "Float!", "The share to be reached.", lambda found, info: found.entity[1]),
        Field("reachedOn", "Date", "Day on which it is expected to be reached, each workforce apart; null: not within "
              "a year, or there is no launch.", lambda found, info: found.entity[2].day if found.entity[2] else None),
        Field("reason", "String!", "Why then, or why not.",
              lambda found, info: found.entity[2].reason if found.entity[2] else ""),
    ]  # fmt: skip
    definitions.object("CoverageForecast", "Expected coverage.", fields)


def _cell_fields() -> list[Field]:
    return [
        Field("market", "Market", "The market; null: people of none.", _of("market_id", Market.KIND.name)),
        Field("workforce", "Workforce!", "Who employs them.", attribute_of("workforce")),
        Field("role", "String!", "Their role.", attribute_of("role")),
        Field("course", "Course!", "The course.", _of("course_id", Course.KIND.name)),
        Field("coverage", "MeasuredShare!", "Certified of those required.", attribute_of("coverage")),
        Field("proficiency", "MeasuredShare!", "Proficient of those measured.", attribute_of("proficiency")),
    ]


def _launch_fields() -> list[Field]:
    return [
        Field("launch", "Launch!", "The launch.", _of("launch_id", Launch.KIND.name)),
        Field("market", "Market", "The market; null: all.", _of("market_id", Market.KIND.name)),
        Field("on", "Date!", "The day.", attribute_of("on")),
        Field("workforces", "[WorkforceTraining!]!", "One entry per workforce of which anybody is required.",
              attribute_of("workforces")),
        Field("cells", "[TrainingCell!]!", "Course by course.", _rows("cells")),
        Field("problem", "String!", "Why nothing can be measured; empty: it can.", attribute_of("problem")),
    ]  # fmt: skip


def _missing_fields() -> list[Field]:
    return [
        Field("code", "String!", "Number or pseudonym in the roster.", attribute_of("code")),
        Field("market", "Market", "The market; null: none.", _of("market_id", Market.KIND.name)),
        Field("workforce", "Workforce!", "Who employs them.", attribute_of("workforce")),
        Field("role", "String!", "Their role.", attribute_of("role")),
        Field("course", "Course!", "The course.", _of("course_id", Course.KIND.name)),
        Field("reason", "MissingReason!", "Why it does not count.", attribute_of("reason")),
        Field("since", "Date", "Since when; null: always.", attribute_of("since")),
        Field("sentence", "String!", "Why, in a sentence.", attribute_of("sentence")),
    ]


def _coverage(
    plan: Plan, info: Info, on: date | None = None, launch: str | None = None, market: str | None = None
) -> list[Row]:
    launch_id, market_id, day = _id(plan, "launch", launch), _id(plan, "market", market), _day(plan, info, on)
    if on is None and launch_id is not None:
        return [Row(cell, plan) for cell in coverage_at_targets(plan, launch_id, market_id, day)]
    return [Row(cell, plan) for cell in coverage(plan, day, launch_id, market_id)]


def _launch_training(plan: Plan, info: Info, launch: str, market: str | None = None, on: date | None = None) -> Row:
    id_, market_id = referred(plan, ("launch",), launch).id, _id(plan, "market", market)
    row = next((row for row in markets_by_launch(plan).get(id_, ()) if row.market_id == market_id), None)
    return Row(coverage_of(plan, id_, market_id, on or counted_on(plan, id_, row, _day(plan, info, None))), plan)


def _missing(plan: Plan, info: Info, on: date | None = None, **given: Any) -> list[Row]:
    kinds = {"launch": "launch", "market": "market", "course": "course"}
    ids = {f"{name}_id": _id(plan, kind, given.get(name)) for name, kind in kinds.items()}
    found = missing(plan, _day(plan, info, on), workforce=_workforce(given.get("workforce")), **ids)
    return [Row(row, plan) for row in found]


def _forecast(plan: Plan, info: Info, threshold: float, **given: Any) -> Row:
    today = _day(plan, info, given.get("today"))
    launch_id, market_id = _id(plan, "launch", given.get("launch")), _id(plan, "market", given.get("market"))
    workforce = _workforce(given.get("workforce"))
    found: CoverageForecast = coverage_forecast(plan, launch_id, market_id, workforce, today, given.get("until"))
    reach = reaches(plan, launch_id, market_id, workforce, threshold, today) if launch_id is not None else None
    return Row((found, threshold, reach), plan)


def _outlooks(row: Row, info: Info) -> list[Row]:
    return [Row(course, row.plan) for course in row.entity[0].courses]


def _curve(row: Row, info: Info) -> object:
    course: CourseOutlook = row.entity
    return course.curve.curve if course.curve else None


def _pooled(row: Row, info: Info) -> bool:
    course: CourseOutlook = row.entity
    return course.curve is not None and course.curve.pooled


def _rows(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        return [Row(item, row.plan) for item in getattr(row.entity, attribute)]

    return read


def _of(attribute: str, kind: str) -> Callable[[Row, Info], Row | None]:
    def read(row: Row, info: Info) -> Row | None:
        return row_of(row.plan, (kind,), getattr(row.entity, attribute))

    return read


def _id(plan: Plan, kind: str, text: str | None) -> str | None:
    return referred(plan, (kind,), text).id if text is not None else None


def _workforce(given: Any) -> Workforce | None:
    return None if given is None else Workforce(getattr(given, "value", given))


def _day(plan: Plan, info: Info, given: date | None) -> date:
    return given or plan.portfolio.status_date or request_of(info).services.clock().date()
