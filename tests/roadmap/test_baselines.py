"""Locking a baseline: what it holds, what refuses it, and which promise is the newest."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from typing import Any

import pytest

from planner.plan.changes import Action, Operation, apply
from planner.plan.entities import Baseline, BaselineItem, Commitment, Initiative, Launch, Portfolio, Status
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.roadmap import (
    BaselineTerms,
    Locked,
    against_baseline,
    baselines,
    lock_baseline,
    newest_promises,
    promises,
)
from planner.schedule import schedule

TODAY = date(2027, 1, 2)


def numbered() -> Callable[[], str]:
    numbers = count()
    return lambda: f"n{next(numbers)}"


def small(**settings: Any) -> Plan:
    """Two initiatives in different quarters, one cancelled, and a launch on the first day."""
    return Plan.of(
        Portfolio(id="portfolio", start=datetime(2027, 1, 4), **settings),
        Initiative(id="a", code="A", name="A", owner="Ada", duration=Duration.parse("2w")),
        Initiative(
            id="b", code="B", name="B", owner="Ada", duration=Duration.parse("1w"), manual_start=datetime(2027, 5, 3)
        ),
        Initiative(id="c", code="C", name="C", owner="Ada", duration=Duration.parse("1w"), status=Status.CANCELLED),
        Launch(id="l", code="L", name="L", owner="Ada"),
        revision=7,
    )


def lock(plan: Plan, code: str = "BASE", **terms: str) -> Locked:
    return lock_baseline(plan, BaselineTerms(code, **terms), today=TODAY, new_id=numbered())


def held(locked: Locked) -> dict[str, tuple[str, str, str]]:
    return {
        str(operation.values["work_id"]): (
            str(operation.values["start"]),
            str(operation.values["finish"]),
            str(operation.values["quarter"]),
        )
        for operation in locked.operations[1:]
    }


def test_all_dated_work_is_held_and_cancelled_work_is_not() -> None:
    locked = lock(small(), name="January", note="With policy")
    assert locked.operations[0].values == {
        "code": "BASE", "name": "January", "locked_on": TODAY, "revision": 7,
        "first_quarter": "", "last_quarter": "", "note": "With policy",
    }  # fmt: skip
    assert held(locked) == {
        "a": ("2027-01-04", "2027-01-15", "2027Q1"),
        "b": ("2027-05-03", "2027-05-07", "2027Q2"),
        "l": ("2027-01-04", "2027-01-04", "2027Q1"),
    }


@pytest.mark.parametrize(
    ("first", "last", "works"),
    [
        ("2027Q1", "2027Q1", {"a", "l"}),
        ("2027Q2", "", {"b"}),
        ("", "2027Q1", {"a", "l"}),
        ("2026Q1", "2027Q2", {"a", "b", "l"}),
    ],
)
def test_quarters_bound_what_is_held(first: str, last: str, works: set[str]) -> None:
    locked = lock(small(), first_quarter=first, last_quarter=last)
    assert set(held(locked)) == works
    assert (locked.operations[0].values["first_quarter"], locked.operations[0].values["last_quarter"]) == (first, last)


def test_quarters_are_those_of_the_fiscal_year() -> None:
    locked = lock(small(fiscal_year_start_month=4), first_quarter="q1 fy28")
    assert locked.operations[0].values["first_quarter"] == "FY28 Q1"
    assert held(locked) == {"b": ("2027-05-03", "2027-05-07", "FY28 Q1")}


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ({"first_quarter": "soon", "last_quarter": "2027Q9"},
         [("unreadable-quarter", "first_quarter"), ("unreadable-quarter", "last_quarter")]),
        ({"first_quarter": "2027Q2", "last_quarter": "2027Q1"}, [("quarters-reversed", "last_quarter")]),
        ({"first_quarter": "2030Q1"}, [("empty-baseline", "first_quarter")]),
    ],
)  # fmt: skip
def test_terms_that_hold_nothing_are_refused(terms: dict[str, str], found: list[tuple[str, str]]) -> None:
    locked = lock(small(), **terms)
    assert [(finding.code, finding.place.field) for finding in locked.findings] == found
    assert locked.operations == ()


def test_a_plan_without_dates_has_no_baseline() -> None:
    [finding] = lock(Plan.of()).findings
    assert (finding.code, finding.message) == ("empty-baseline", "No work has dates.")


def test_a_code_is_given_once() -> None:
    first = apply(small(), lock(small()).operations)
    assert (first.accepted, len(first.plan.all(BaselineItem))) == (True, 3)
    again = apply(
        first.plan,
        lock_baseline(first.plan, BaselineTerms("base"), today=TODAY, new_id=iter("wxyz").__next__).operations,
    )
    assert [(finding.code, finding.place.field) for finding in again.findings] == [("duplicate-code", "code")]
    assert again.plan is first.plan


def test_the_newest_baseline_is_the_last_that_was_locked() -> None:
    def item(id_: str, baseline: str, day: int) -> BaselineItem:
        when = date(2027, 1, day)
        return BaselineItem(
            id=id_, baseline_id=baseline, work_id="a", start=when, finish=when, commitment=Commitment.COMMITTED
        )

    old = Baseline(id="o", code="OLD", locked_on=date(2026, 10, 1), revision=9)
    same_day = Baseline(id="s", code="SAME", locked_on=date(2027, 1, 2), revision=2)
    new = Baseline(id="n", code="NEW", locked_on=date(2027, 1, 2), revision=3)
    plan = Plan.of(old, same_day, new, item("i", "o", 4), item("j", "n", 5), item("k", "s", 6))
    assert [found.code for found in baselines(plan)] == ["NEW", "SAME", "OLD"]
    assert {work: promise.start.day for work, promise in newest_promises(plan).items()} == {"a": 5}
    assert (baselines(small()), newest_promises(small())) == ((), {})


def test_an_older_baseline_is_named_by_code_or_id() -> None:
    def item(id_: str, baseline: str, day: int) -> BaselineItem:
        when = date(2027, 1, day)
        return BaselineItem(id=id_, baseline_id=baseline, work_id="a", start=when, finish=when)

    old = Baseline(id="o", code="OLD", locked_on=date(2026, 10, 1), revision=9)
    new = Baseline(id="n", code="NEW", locked_on=date(2027, 1, 2), revision=3)
    plan = Plan.of(*small(), old, new, item("i", "o", 4), item("j", "n", 5))
    assert [promises(plan, name)["a"].start.day for name in ("", "new", "OLD", "o")] == [5, 5, 4, 4]
    [row] = against_baseline(plan, "old")
    assert (row.promise.id, row.slip_days) == ("i", (schedule(plan).dates["a"].finish - date(2027, 1, 4)).days)
    with pytest.raises(NotFoundError, match="There is no baseline 'Q9'"):
        promises(plan, "Q9")


def test_a_promise_of_deleted_work_is_told_from_the_plan_that_was_locked() -> None:
    plan = small()
    locked = apply(plan, lock(plan).operations).plan
    now = apply(locked, [Operation(Action.DELETE, "initiative", "b"), Operation(Action.DELETE, "launch", "l")]).plan
    assert [row.promise.work_id for row in against_baseline(now)] == ["a"]
    told = [(row.promise.work_id, row.deleted and row.deleted.code, row.slip_days)
            for row in against_baseline(now, "BASE", locked)]  # fmt: skip
    assert told == [("b", "B", None), ("l", "L", None), ("a", None, 0)]
    assert against_baseline(locked, "BASE", locked) == against_baseline(locked)
