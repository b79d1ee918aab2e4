"""Words for how things stand, at their borders. The recalculation test compares them with their formulas."""

from datetime import date, timedelta

import pytest

from planner_exports.workbook.health import days_between, launch_state, legal_urgency, promise_standing, work_health

TODAY = date(2026, 11, 22)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("status", "actual_finish", "finish", "deadline", "word"),
    [
        ("Done", None, None, None, "Done"),
        ("In progress", day(-1), day(-1), None, "Done"),
        ("Cancelled", None, None, day(1), "Cancelled"),
        ("On hold", None, day(-5), day(-3), "On hold"),
        ("Approved", None, None, day(1), "No dates"),
        ("In progress", None, day(0), day(9), "Overdue"),
        ("In progress", None, day(1), None, "On track"),
        ("Proposed", None, day(-9), None, "On track"),
        ("Proposed", None, day(-9), day(-10), "Late"),
        ("Approved", None, day(20), day(19), "Late"),
        ("Approved", None, day(20), day(20), "At risk"),
        ("Approved", None, day(20), day(30), "At risk"),
        ("Approved", None, day(20), day(31), "On track"),
    ],
)
def test_work_health(
    status: str, actual_finish: date | None, finish: date | None, deadline: date | None, word: str
) -> None:
    assert work_health(status, actual_finish, finish, deadline, TODAY, 10) == word


@pytest.mark.parametrize(
    ("live_since", "predicted", "target", "word"),
    [
        (day(-3), day(-3), day(-9), "Live"),
        (None, None, day(9), "No date"),
        (None, day(9), None, "No target"),
        (None, day(9), day(-1), "Overdue"),
        (None, day(9), day(0), "Late"),
        (None, day(9), day(9), "At risk"),
        (None, day(9), day(19), "At risk"),
        (None, day(9), day(20), "On track"),
    ],
)
def test_launch_state(live_since: date | None, predicted: date | None, target: date | None, word: str) -> None:
    assert launch_state(live_since, predicted, target, TODAY, 10) == word


@pytest.mark.parametrize(
    ("live", "days_left", "word"),
    [
        (False, 5, "Not live"),
        (True, None, "Relative"),
        (True, 0, "In force"),
        (True, 1, "Within 90 days"),
        (True, 90, "Within 90 days"),
        (True, 91, "Within a year"),
        (True, 365, "Within a year"),
        (True, 366, "Later"),
    ],
)
def test_legal_urgency(live: bool, days_left: int | None, word: str) -> None:
    assert legal_urgency(live, days_left) == word


@pytest.mark.parametrize(
    ("promise", "delivered", "promised_for", "needed_by", "word"),
    [
        ("", None, None, None, ""),
        ("", day(-1), None, None, "Delivered"),
        ("Delivered", None, None, None, "Delivered"),
        ("Declined", None, day(-9), None, "Declined"),
        ("Promised", None, day(-1), None, "Overdue"),
        ("Promised", None, day(0), day(-1), "Too late"),
        ("Promised", None, day(5), day(5), "Open"),
        ("Requested", None, None, day(5), "Unanswered"),
    ],
)
def test_promise_standing(
    promise: str, delivered: date | None, promised_for: date | None, needed_by: date | None, word: str
) -> None:
    assert promise_standing(promise, delivered, promised_for, needed_by, TODAY) == word


def test_days_between() -> None:
    assert days_between(day(0), day(-3)) == -3
    assert days_between(date(1899, 1, 1), day(1)) is None
    assert days_between(None, day(1)) is None
    assert days_between(day(1), None) is None
