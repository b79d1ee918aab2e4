"""Returned capacity: promised against realised, as of the status date."""

from datetime import date, datetime

from planner.capacity.returns import Returned, returned
from planner.plan.entities import CapacityReturn, Initiative, Portfolio, Realised, Status
from planner.plan.snapshot import Plan

DONE = Initiative(
    id="i", code="I", name="I", actual_start=datetime(2026, 8, 3, 8), actual_finish=datetime(2026, 8, 31, 17)
)
TODAY = Portfolio(id="portfolio", status_date=date(2026, 9, 28))


def only(*entities: CapacityReturn | Initiative | Portfolio) -> Returned:
    [found] = returned(Plan.of(*entities))
    return found


def back(*seen: Realised) -> CapacityReturn:
    return CapacityReturn(id="r", initiative_id="i", team_id="t", hours_per_week=40, ramp_weeks=8, realised=seen)


def test_half_of_the_ramp_is_half_of_the_promise() -> None:
    found = only(TODAY, DONE, back())
    assert (found.live_on, found.full_hours, found.promised_hours) == (date(2026, 8, 31), 40, 20)
    assert (found.realised_on, found.realised_hours, found.share) == (None, None, None)


def test_what_was_found_is_measured_by_what_was_promised_by_then() -> None:
    seen = (
        Realised(on=date(2026, 10, 26), hours_per_week=1.0),
        Realised(on=date(2026, 9, 14), hours_per_week=5.0),
        Realised(on=date(2026, 9, 7), hours_per_week=1.0),
    )
    found = only(TODAY, DONE, back(*seen))
    assert (found.realised_on, found.realised_hours, found.share) == (date(2026, 9, 14), 5, 0.5)


def test_cancelled_automation_gives_nothing_back() -> None:
    gone = Initiative(id="i", code="I", name="I", status=Status.CANCELLED)
    found = only(TODAY, gone, back(Realised(on=date(2026, 9, 14), hours_per_week=5.0)))
    assert (found.live_on, found.promised_hours, found.realised_hours, found.share) == (None, 0, 5, None)
