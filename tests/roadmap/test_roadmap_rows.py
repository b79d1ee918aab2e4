"""Rows of a roadmap from given dates: spans, carry-over, lateness and counts."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from planner.plan.entities import Initiative, Level, Portfolio, Status
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.roadmap import FiscalQuarter, QuarterCounts, Row, Span
from planner.roadmap.grouping import line_of_business_named
from planner.roadmap.rows import counts, rows, shown, spans
from planner.schedule.result import Schedule

Dated = Callable[..., Schedule]
Q4, Q1 = FiscalQuarter(2026, 4), FiscalQuarter(2027, 1)
SETTINGS = Portfolio(id="portfolio", status_date=date(2026, 11, 22))


def work(code: str, status: Status = Status.APPROVED, deadline: str | None = None) -> Initiative:
    due = datetime.fromisoformat(f"{deadline}T23:59") if deadline else None
    return Initiative(id=code, code=code, name=code.title(), status=status, deadline=due, owner="Ada")


def one_row(item: Initiative, dates: Schedule) -> Row:
    [row] = rows(Plan.of(SETTINGS, item), dates, (Q4, Q1))
    return row


def test_spans_cut_a_row_at_quarter_ends_and_count_week_columns_on() -> None:
    assert spans(date(2026, 12, 14), date(2027, 1, 20), (Q4, Q1)) == (
        Span(0, 10, 12, date(2026, 12, 14), date(2026, 12, 31)),
        Span(1, 13, 15, date(2027, 1, 1), date(2027, 1, 20)),
    )


def test_a_row_knows_its_quarters_and_weeks_even_outside_the_roadmap(dated: Dated) -> None:
    row = one_row(work("A"), dated(A=("2026-09-21", "2027-04-09")))
    assert (row.start_quarter.label, row.start_week) == ("2026Q3", 12)
    assert (row.finish_quarter.label, row.finish_week) == ("2027Q2", 2)
    assert (row.carry_over, row.continues) == (True, True)
    assert [span.weeks for span in row.spans] == [13, 13]


def test_done_work_is_not_carried_over(dated: Dated) -> None:
    row = one_row(work("A", Status.DONE), dated(A=("2026-09-21", "2026-10-09")))
    assert (row.carry_over, row.done, row.late) == (False, True, False)


def test_work_that_should_be_finished_is_carried_over_late_even_from_before_the_first_quarter(dated: Dated) -> None:
    row = one_row(work("A", Status.IN_PROGRESS), dated(A=("2026-08-03", "2026-09-18")))
    assert (row.spans, row.carry_over, row.late) == ((), True, True)


@pytest.mark.parametrize("status", [Status.DONE, Status.PROPOSED, Status.IDEA, Status.CANCELLED])
def test_what_nobody_waits_for_is_not_shown_after_its_quarter(status: Status, dated: Dated) -> None:
    plan = Plan.of(SETTINGS, work("A", status))
    assert rows(plan, dated(A=("2026-08-03", "2026-09-18")), (Q4, Q1)) == []


@pytest.mark.parametrize(("deadline", "late"), [("2026-12-17", True), ("2026-12-18", False), (None, False)])
def test_late_is_a_finish_after_the_day_of_the_deadline(deadline: str | None, late: bool, dated: Dated) -> None:
    assert one_row(work("A", deadline=deadline), dated(A=("2026-12-01", "2026-12-18"))).late is late


def test_rows_are_in_order_of_start_then_code(dated: Dated) -> None:
    plan = Plan.of(SETTINGS, work("B"), work("C"), work("A"))
    dates = dated(A=("2027-01-04", "2027-01-08"), B=("2026-12-01", "2026-12-04"), C=("2026-12-01", "2026-12-02"))
    assert [row.code for row in rows(plan, dates, (Q4, Q1))] == ["B", "C", "A"]


def test_unscheduled_and_later_work_has_no_row(dated: Dated) -> None:
    plan = Plan.of(SETTINGS, work("A"), work("B"))
    assert rows(plan, dated(B=("2027-04-01", "2027-04-02")), (Q4, Q1)) == []


def test_summaries_stand_through_their_initiatives_and_work_items_do_not_show() -> None:
    plan = Plan.of(
        Initiative(id="p", code="P", name="Programme", level=Level.PROGRAMME),
        Initiative(id="e", code="E", name="Empty programme", level=Level.PROGRAMME),
        Initiative(id="s", code="S", name="Phase", parent_id="p"),
        Initiative(id="a", code="A", name="Initiative", parent_id="s"),
        Initiative(id="t", code="T", name="Task", parent_id="a", level=Level.WORK_ITEM),
        Initiative(id="m", code="M", name="Reached", parent_id="a", level=Level.MILESTONE),
        Initiative(id="w", code="W", name="Loose task", parent_id="p", level=Level.WORK_ITEM),
    )
    assert [item.code for item in shown(plan)] == ["E", "A", "W"]


def test_counts_of_each_quarter(dated: Dated) -> None:
    plan = Plan.of(
        SETTINGS,
        work("DONE", Status.DONE),
        work("LATE", Status.IN_PROGRESS, deadline="2026-12-01"),
        work("OVER", Status.IN_PROGRESS),
        work("IDEA", Status.PROPOSED, deadline="2027-01-01"),
    )
    dates = dated(
        DONE=("2026-10-05", "2026-11-06"),
        LATE=("2026-10-05", "2026-12-04"),
        OVER=("2026-12-07", "2027-02-05"),
        IDEA=("2027-01-11", "2027-02-12"),
    )
    found = rows(plan, dates, (Q4, Q1))
    assert counts(found, (Q4, Q1)) == (
        QuarterCounts(active=3, started=3, finishing=2, committed=2, done=1, late=1, carried=0),
        QuarterCounts(active=2, started=1, finishing=2, committed=1, done=0, late=0, carried=1, outlook=1),
    )


def test_a_line_of_business_is_found_whatever_its_case() -> None:
    plan = Plan.of(Initiative(id="a", code="A", name="a", line_of_business="Training"))
    assert line_of_business_named(plan, " training") == "Training"
    with pytest.raises(NotFoundError, match=r"^There is no line of business 'Nope'. There are Training.$"):
        line_of_business_named(plan, "Nope")
