"""Forecast of coverage: the completion curve, cohorts moved by the schedule, and the day a threshold is reached."""

from datetime import date, datetime, timedelta
from math import log
from typing import Any

import pytest

from planner.plan.entities import (
    Artefact,
    ArtefactType,
    ArtefactVersion,
    Certificate,
    Cohort,
    ConstraintType,
    Course,
    Entity,
    Initiative,
    Launch,
    Learner,
    Market,
    Requirement,
    Status,
    Workforce,
)
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.readiness.training import coverage_forecast, reaches
from planner.readiness.training.bookings import bookings
from planner.readiness.training.completion_curve import Case, Curve, fitted
from planner.readiness.training.completions import cases, curve_of

TODAY = date(2026, 11, 22)
COURSE = Course(id="c", code="SII", name="SII")
BASE = (Market(id="de", code="DE"), COURSE, Launch(id="l", code="LCH", name="Launch"),
        Requirement(id="r", course_id="c", launch_ids=("l",)))  # fmt: skip


def people(number: int, start: int = 0, **values: Any) -> list[Learner]:
    given = {"market_id": "de"} | values
    return [Learner(id=f"p{i}", code=f"P{i:03}", **given) for i in range(start, start + number)]


def cohort(finish: date, seats: int, **values: Any) -> Cohort:
    return Cohort(id=f"h{finish}", code=f"H-{finish}", course_id="c", start=finish - timedelta(days=2), finish=finish,
                  seats=seats, **{"pass_rate": 0.8} | values)  # fmt: skip


def expected(plan: Plan, day: date, workforce: Workforce | None = None) -> float | None:
    share = coverage_forecast(plan, "l", "de", workforce, TODAY, day).points[-1].expected
    return None if share is None else round(share, 6)


@pytest.mark.parametrize(("shape", "scale"), [(1.0, 10.0), (0.6, 40.0), (3.0, 25.0)])
def test_a_curve_is_found_again_from_its_own_quantiles(shape: float, scale: float) -> None:
    """Ages are whole days, so the fit is close rather than exact."""
    ages = [scale * (-log(1 - (i + 0.5) / 400)) ** (1 / shape) for i in range(400)]
    found = fitted([Case(round(age), True) for age in ages])
    assert found is not None
    assert found.shape == pytest.approx(shape, rel=0.12)
    assert found.scale == pytest.approx(scale, rel=0.08)


def test_open_cases_slow_the_curve_down() -> None:
    """Of a constant rate the estimate is known: all days waited over the completions."""
    done, waiting = [Case(age, True) for age in (5, 5, 5, 5, 5, 5)], [Case(40, False)] * 30
    assert fitted(done) is None
    found = fitted([*done, *[Case(5, True)] * 6, *waiting])
    assert found is not None
    assert (found.events, found.censored) == (12, 30)
    assert found.done(40) == pytest.approx(12 / 42, abs=0.1)


def test_everybody_on_the_same_day_gives_the_steepest_curve() -> None:
    found = fitted([Case(7, True)] * 12)
    assert found is not None
    assert (round(found.shape, 6), round(found.scale, 6)) == (10.0, 7.0)


def test_what_is_left_to_happen_is_seen_from_the_present_age() -> None:
    curve = Curve(1.0, 10.0, 20, 0)
    assert curve.passes(0, 5) == pytest.approx(curve.passes(30, 35))
    assert (curve.passes(5, 5), curve.passes(5, 3)) == (0.0, 0.0)


def test_a_cohort_certifies_its_seats_at_its_pass_rate() -> None:
    plan = Plan.of(*BASE, *people(10), cohort(date(2026, 12, 4), 5))
    assert expected(plan, date(2026, 12, 3)) == 0.0
    assert expected(plan, date(2026, 12, 4)) == 0.4


def test_seats_beyond_those_who_are_missing_change_nothing() -> None:
    plan = Plan.of(*BASE, *people(10), cohort(date(2026, 12, 4), 500))
    assert expected(plan, date(2026, 12, 31)) == 0.8


def test_a_second_cohort_takes_those_whom_the_first_left() -> None:
    """4 of 10 pass in the first; 5 seats for the 6 who are left give 4 more."""
    plan = Plan.of(*BASE, *people(10), cohort(date(2026, 12, 4), 5), cohort(date(2026, 12, 11), 5))
    assert expected(plan, date(2026, 12, 11)) == 0.8


def test_seats_of_any_market_are_shared_by_all_markets() -> None:
    others = [Learner(id="u", code="U", market_id="us"), Market(id="us", code="US")]
    plan = Plan.of(*BASE, *people(1), *others, cohort(date(2026, 12, 4), 1))
    assert expected(plan, date(2026, 12, 4)) == 0.4


def test_vendor_seats_are_not_for_in_house_people() -> None:
    plan = Plan.of(*BASE, *people(2), cohort(date(2026, 12, 4), 2, workforce=Workforce.VENDOR))
    assert expected(plan, date(2026, 12, 31), Workforce.IN_HOUSE) == 0.0
    assert expected(plan, date(2026, 12, 31), Workforce.VENDOR) is None


def test_a_cohort_moves_with_the_work_that_it_hangs_on() -> None:
    work = Initiative(
        id="w",
        code="TRN-303",
        name="Train the trainer",
        duration=Duration.parse("5d"),
        constraint=ConstraintType.SNET,
        constraint_date=datetime(2026, 12, 7),
    )
    booked = cohort(date(2026, 12, 4), 10, initiative_id="w")
    (found,) = bookings(Plan.of(*BASE, work, booked), TODAY)
    assert (found.finish, found.booked, found.moved_days) == (date(2026, 12, 11), date(2026, 12, 4), 7)
    cancelled = Initiative(id="w", code="TRN-303", name="Train the trainer", status=Status.CANCELLED)
    assert bookings(Plan.of(*BASE, cancelled, booked), TODAY) == ()


def test_cohorts_of_the_past_are_in_the_roster_already() -> None:
    assert bookings(Plan.of(*BASE, cohort(TODAY, 5)), TODAY) == ()


def trained(ages: list[int]) -> list[Entity]:
    first = date(2026, 9, 1)
    done = [Certificate(id=f"x{i}", learner_id=f"p{i}", course_id="c", passed_on=first + timedelta(days=age))
            for i, age in enumerate(ages)]  # fmt: skip
    return [*people(len(ages)), *done]


def test_who_has_not_finished_is_an_open_case() -> None:
    plan = Plan.of(*BASE, *trained([0, 5, 9]), *people(1, 3), *people(1, 4, joined_on=date(2026, 11, 2)))
    assert cases(plan, "c", TODAY) == (
        Case(0, True),
        Case(5, True),
        Case(9, True),
        Case(82, False),
        Case(20, False),
    )


def test_a_new_version_opens_new_cases_only_where_it_outdates() -> None:
    art = Artefact(id="art", code="A", name="Text", type=ArtefactType.COURSE)
    course = Course(id="c", code="SII", name="SII", artefact_id="art")
    v1 = ArtefactVersion(id="v1", artefact_id="art", version="1", released_on=date(2026, 9, 1))
    v2 = ArtefactVersion(id="v2", artefact_id="art", version="2", released_on=date(2026, 11, 1), outdates=False)
    rows = (*BASE, course, art, v1, *trained([3]))
    assert cases(Plan.of(*rows, v2), "c", TODAY) == (Case(3, True),)
    outdating = ArtefactVersion(id="v2", artefact_id="art", version="2", released_on=date(2026, 11, 1))
    assert cases(Plan.of(*rows, outdating), "c", TODAY) == (Case(3, True), Case(21, False))


def test_a_course_with_few_completions_borrows_the_curve_of_all() -> None:
    other = Course(id="d", code="NEW", name="New")
    asked = Requirement(id="r2", course_id="d", launch_ids=("l",))
    plan = Plan.of(*BASE, other, asked, *trained(list(range(0, 24, 2))))
    own, borrowed = curve_of(plan, "c", TODAY), curve_of(plan, "d", TODAY)
    assert own is not None
    assert borrowed is not None
    assert (own.pooled, own.curve.events, borrowed.pooled, borrowed.curve.events) == (False, 12, True, 12)


def test_expected_coverage_never_falls_while_nothing_lapses() -> None:
    plan = Plan.of(*BASE, *trained([1, 2, 3, 5, 8, 13, 21, 30, 34, 40, 55, 60]), *people(8, 12))
    points = coverage_forecast(plan, "l", "de", None, TODAY).points
    shares = [point.expected for point in points]
    assert shares == sorted(shares, key=lambda share: share or 0)
    assert (points[0].day, points[0].required, points[0].certain, points[0].expected) == (TODAY, 20, 12, 0.6)
    assert points[-1].day == TODAY + timedelta(days=182)


def test_joiners_lower_what_is_expected_from_the_day_they_come() -> None:
    plan = Plan.of(*BASE, *trained([1]), *people(1, 1, joined_on=date(2026, 12, 1)))
    assert (expected(plan, date(2026, 11, 30)), expected(plan, date(2026, 12, 1))) == (1.0, 0.5)


def test_a_threshold_is_reached_on_the_day_of_the_cohort_that_brings_it() -> None:
    plan = Plan.of(*BASE, *people(10), cohort(date(2026, 12, 4), 10, pass_rate=0.9))
    found = reaches(plan, "l", "de", None, 0.9, TODAY)
    assert found.day == date(2026, 12, 4)
    assert found.reason == (
        "In-house: 0 of 10 are certified; 90 % is expected by 2026-12-04 with 1 cohort booked by then."
    )


def test_a_threshold_that_is_reached_already_is_reached_today() -> None:
    found = reaches(Plan.of(*BASE, *trained([1, 2])), "l", "de", Workforce.IN_HOUSE, 0.95, TODAY)
    assert found.day == TODAY
    assert found.reason == "In-house: 2 of 2 are certified, which is at least 95 %."


def test_the_slower_workforce_decides() -> None:
    vendor = people(2, 5, workforce=Workforce.VENDOR)
    plan = Plan.of(*BASE, *trained([1, 2]), *vendor, cohort(date(2026, 12, 4), 2, pass_rate=1.0))
    assert reaches(plan, "l", "de", None, 0.95, TODAY).day == date(2026, 12, 4)


def test_why_a_threshold_is_not_reached() -> None:
    alone = Plan.of(*BASE, *people(3))
    assert reaches(alone, "l", "de", None, 0.95, TODAY).reason == (
        "In-house: no cohort is booked, and too few have finished any course to tell the pace."
    )
    weak = Plan.of(*BASE, *people(10), cohort(date(2026, 12, 4), 5))
    assert reaches(weak, "l", "de", None, 0.95, TODAY).reason == (
        "In-house: expected coverage stays at 40 % or below until 2027-12-05, under 95 %."
    )
    nobody = reaches(Plan.of(*BASE), "l", "de", None, 0.95, TODAY)
    assert (nobody.day, nobody.reason) == (None, "Nobody in the roster is required to be trained.")


def test_without_a_version_that_counts_no_day_is_promised() -> None:
    policy = Artefact(id="pol", code="P", name="Policy", type=ArtefactType.POLICY)
    asked = ArtefactVersion(id="p1", artefact_id="pol", version="1")
    art = Artefact(id="art", code="A", name="Text", type=ArtefactType.COURSE, implements_id="pol")
    course = Course(id="c", code="SII", name="SII", artefact_id="art")
    launch = Launch(id="l", code="LCH", name="Launch", policy_version_ids=("p1",))
    rows = (*BASE, policy, asked, art, course, launch, *people(10), cohort(date(2026, 12, 4), 10, pass_rate=1.0))
    assert reaches(Plan.of(*rows), "l", "de", None, 0.5, TODAY) == reaches(Plan.of(*rows), "l", "de", None, 0.9, TODAY)
    assert reaches(Plan.of(*rows), "l", "de", None, 0.9, TODAY).reason == (
        "In-house: no version of SII that would count is released or expected."
    )
    out = ArtefactVersion(
        id="v", artefact_id="art", version="1", implements_version_id="p1", released_on=date(2026, 11, 30)
    )
    assert reaches(Plan.of(*rows, out), "l", "de", None, 0.9, TODAY).day == date(2026, 12, 4)


@pytest.mark.parametrize("today", [date.min, date.max])
def test_days_at_the_ends_of_time_are_answered_within_ten_years(today: date) -> None:
    plan = Plan.of(*BASE, *people(10), cohort(date(2026, 12, 4), 5))
    assert reaches(plan, "l", "de", None, 0.95, today).day is None
    assert len(coverage_forecast(plan, "l", "de", None, today, date.max).points) <= 524
