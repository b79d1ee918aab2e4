"""Reviewer queues: mean waits against textbook formulas, submit-by dates, and what is found to be late."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from planner.capacity import capacity_findings
from planner.capacity.queues import (
    ReviewForecast,
    allen_cunneen,
    erlang_c,
    expected_wait,
    queue_loads,
    review_forecasts,
)
from planner.plan.entities import Calendar, Initiative, Portfolio, ReviewQueue, ReviewRequest, Status, Team
from planner.plan.snapshot import Plan
from planner.plan.values import Duration

Make = Callable[..., Initiative]
WORK = (date(2027, 1, 4), date(2027, 1, 15))
TODAY = Portfolio(id="portfolio", status_date=date(2027, 1, 11))


def queue(**said: object) -> ReviewQueue:
    usual: dict[str, object] = {"service": Duration.parse("1d"), "variation": 1}
    return ReviewQueue(id="q", code="LEGAL", name="Legal", **{**usual, **said})  # type: ignore[arg-type]


def request(**said: object) -> ReviewRequest:
    return ReviewRequest(id="r", initiative_id="a", queue_id="q", **said)  # type: ignore[arg-type]


def only(plan: Plan) -> ReviewForecast:
    [forecast] = review_forecasts(plan)
    return forecast


@pytest.mark.parametrize(("load", "servers", "waits"), [(0.5, 1, 0.5), (1, 2, 1 / 3), (2, 3, 4 / 9)])
def test_the_chance_to_wait_is_erlang_s(load: float, servers: int, waits: float) -> None:
    assert erlang_c(load, servers) == pytest.approx(waits)


@pytest.mark.parametrize(
    ("busy", "variation", "wait"),
    [(0.5, 1, 1), (0.8, 1, 4), (0.5, 0, 0.5), (0.8, 0, 2), (0.8, 2, 10)],
)
def test_one_reviewer_waits_as_pollaczek_and_khinchine_say(busy: float, variation: float, wait: float) -> None:
    assert allen_cunneen(busy, 1, 1, variation) == pytest.approx(wait)


def test_an_overloaded_queue_piles_up_by_what_it_cannot_do() -> None:
    settled = allen_cunneen(0.95, 1, 1, 1)
    assert expected_wait(0.95, 1, 1, 1, 65) == pytest.approx(settled)
    assert expected_wait(1.45, 1, 1, 1, 65) == pytest.approx(settled + 0.5 * 65)
    waits = [expected_wait(rate / 100, 1, 1, 1, 65) for rate in range(0, 300, 5)]
    assert waits == sorted(waits)


def test_submit_by_is_the_needed_day_less_wait_and_review_on_the_queue_s_calendar(item: Make) -> None:
    ireland = Calendar(id="ie", code="IE", country="IE")
    plan = Plan.of(
        TODAY,
        ireland,
        item("a", *WORK),
        queue(calendar_id="ie", service=Duration.parse("2d"), variation=0),
        request(needed_by=date(2027, 3, 19)),
    )
    [load] = [load for load in queue_loads(plan) if load.own_requests]
    assert load.period.label == "2027Q1"
    assert load.arrivals_per_week == pytest.approx(7 / 90)
    assert load.utilisation == pytest.approx(7 / 90 * 2 / 5)
    forecast = only(plan)
    assert forecast.wait_minutes == pytest.approx(load.utilisation / (1 - load.utilisation) * 960 / 2)
    assert (forecast.submit_by, forecast.service_minutes) == (date(2027, 3, 16), 960), "17 March is a holiday"
    assert (forecast.expected, forecast.late) == (date(2027, 1, 20), "")


def test_the_late_finish_is_when_a_sign_off_is_needed_unless_a_day_is_given(item: Make) -> None:
    forecast = only(Plan.of(TODAY, item("a", *WORK), queue(), request()))
    assert forecast.needed_by == date(2027, 1, 15)
    assert forecast.late == "must be handed in by 2027-01-14 16:52, before the work is done on 2027-01-15 17:00"


def test_what_is_late(item: Make) -> None:
    def late(**said: object) -> str:
        return only(Plan.of(TODAY, item("a", *WORK), queue(), request(**said))).late

    assert late(needed_by=date(2027, 1, 8)) == "should have been handed in by 2027-01-07"
    assert late(needed_by=date(2027, 1, 15), submitted_on=date(2027, 1, 15)) == "is expected on 2027-01-18"
    assert late(needed_by=date(2027, 1, 15), submitted_on=date(2027, 1, 11)) == ""
    assert late(needed_by=date(2027, 1, 8), submitted_on=date(2027, 1, 6), decided_on=date(2027, 1, 14)) == ""
    assert late(needed_by=date(2027, 1, 29)) == ""


def test_an_open_sign_off_is_not_expected_in_the_past(item: Make) -> None:
    today = Portfolio(id="portfolio", status_date=date(2027, 2, 1))
    said = {"needed_by": date(2027, 3, 5), "service": Duration.parse("2d")}
    late = only(Plan.of(today, item("a", *WORK), queue(variation=0), request(**said)))
    slow = only(Plan.of(today, item("a", *WORK), queue(variation=0), request(**said, submitted_on=date(2027, 1, 4))))
    assert (late.expected, slow.expected) == (date(2027, 2, 3), date(2027, 2, 1))


def test_late_reviews_and_overloaded_queues_are_found(item: Make) -> None:
    plan = Plan.of(
        TODAY,
        item("a", *WORK),
        queue(other_arrivals=12.0, reviewers=2),
        request(needed_by=date(2027, 1, 15)),
    )
    found = capacity_findings(plan)
    assert [(finding.code, finding.message.split(";")[0]) for finding in found] == [
        (
            "queue-overloaded",
            "LEGAL is asked for 12.1 reviews a week in 2027Q1, 121% of what its reviewers can do",
        ),
        ("review-late", "The sign-off of A by LEGAL, needed by 2027-01-15, should have been handed in by 2026-12-10."),
    ]
    assert found[1].items == ("a", "q")


def test_the_calendar_is_the_queue_s_else_its_team_s(item: Make) -> None:
    mornings = Calendar(id="m", code="M", week=("08:00-12:00",) * 5 + ("", ""))
    team = Team(id="t", code="T", name="T", calendar_id="m")
    asked = request(needed_by=date(2027, 3, 5), service=Duration.parse("2d"))
    plain = only(Plan.of(TODAY, item("a", *WORK), queue(variation=0), asked))
    halves = only(Plan.of(TODAY, mornings, team, item("a", *WORK), queue(variation=0, team_id="t"), asked))
    assert (plain.submit_by, halves.submit_by) == (date(2027, 3, 3), date(2027, 3, 1))


def test_a_queue_that_never_works_and_work_without_dates_have_no_dates(item: Make) -> None:
    never = Calendar(id="n", code="N", week=("",) * 7)
    plan = Plan.of(TODAY, never, item("a", *WORK), queue(calendar_id="n"), request(needed_by=date(2027, 3, 5)))
    assert (only(plan).submit_by, only(plan).expected, only(plan).late) == (None, None, "")
    gone = Initiative(id="a", code="A", name="A", status=Status.CANCELLED)
    assert only(Plan.of(TODAY, gone, queue(), request())).needed_by is None
    assert capacity_findings(plan) == ()


def test_dangling_requests_are_left_out(item: Make) -> None:
    assert review_forecasts(Plan.of(item("a", *WORK), request())) == ()
    assert review_forecasts(Plan.of(queue(), request())) == ()


def test_a_zero_service_takes_no_time(item: Make) -> None:
    plan = Plan.of(TODAY, item("a", *WORK), queue(service=Duration.parse("0d")), request(needed_by=date(2027, 3, 5)))
    assert (only(plan).submit_by, only(plan).wait_minutes) == (date(2027, 3, 5), 0)
    assert datetime(2027, 1, 15, 17).date() == only(plan).expected
