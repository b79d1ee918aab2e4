"""Believable mistakes: lags past the end of the predecessor, laws that do not bind, dates that moved."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from planner.plan.entities import (
    ConstraintType,
    DateEntry,
    Dependency,
    Initiative,
    Launch,
    LegalStatus,
    LinkType,
    Obligation,
    PriorityClass,
    Status,
)
from planner.plan.findings import Severity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner.roadmap import review_findings

COURSE = Initiative(id="a", code="TRN-1", name="Course", duration=Duration(Decimal(2), DurationUnit.WEEK))
NEXT = Initiative(id="b", code="TRN-2", name="Next")


def linked(lag: str, type_: LinkType = LinkType.SS) -> Plan:
    link = Dependency(id="d", predecessor_id="a", successor_id="b", type=type_, lag=Duration.parse(lag))
    return Plan.of(COURSE, NEXT, link)


@pytest.mark.parametrize("lag", ["11d", "3w", "101%"])
def test_a_start_to_start_lag_past_the_end_of_the_predecessor_is_found(lag: str) -> None:
    [finding] = review_findings(linked(lag))
    assert (finding.code, finding.items, finding.place.id) == ("lag-longer-than-predecessor", ("a", "b"), "d")


@pytest.mark.parametrize("lag", ["2w", "10d", "-3w", "100%", "20ed"])
def test_a_lag_within_the_predecessor_is_fine(lag: str) -> None:
    assert review_findings(linked(lag)) == ()


def test_a_finish_to_start_lag_may_be_long() -> None:
    assert review_findings(linked("6w", LinkType.FS)) == ()


def law(status: LegalStatus, day: date = date(2024, 7, 1), history: tuple[DateEntry, ...] = ()) -> Obligation:
    return Obligation(
        id="o",
        code="US-CA",
        instrument="AB2273",
        day=day,
        status=status,
        history=history,
        initiative_ids=("w",),
        launch_ids=("l",),
    )


def planned_for(law_: Obligation, class_: PriorityClass, status: Status) -> Plan:
    work = Initiative(id="w", code="REG-1", name="Readiness", priority_class=class_, status=status)
    launch = Launch(id="l", code="LCH-1", name="Launch", status=status)
    return Plan.of(work, launch, law_)


def test_an_enjoined_law_that_is_planned_for_as_a_must_is_found() -> None:
    plan = planned_for(law(LegalStatus.ENJOINED), PriorityClass.REGULATORY_MUST_DO, Status.APPROVED)
    assert [finding.message for finding in review_findings(plan)] == [
        "AB2273 is enjoined, and REG-1 is planned as if it bound.",
        "AB2273 is enjoined, and LCH-1 is planned as if it bound.",
    ]


@pytest.mark.parametrize("status", [Status.ON_HOLD, Status.CANCELLED, Status.DONE, Status.PROPOSED])
def test_work_that_is_not_planned_does_not_count_an_enjoined_law(status: Status) -> None:
    assert review_findings(planned_for(law(LegalStatus.ENJOINED), PriorityClass.REGULATORY_MUST_DO, status)) == ()


@pytest.mark.parametrize("status", [LegalStatus.IN_FORCE, LegalStatus.TENTATIVE, LegalStatus.PROVISIONAL])
def test_planning_early_for_a_law_to_come_is_no_mistake(status: LegalStatus) -> None:
    assert review_findings(planned_for(law(status), PriorityClass.REGULATORY_MUST_DO, Status.APPROVED)) == ()


def test_a_moved_deadline_is_noted_with_both_dates() -> None:
    duty = law(LegalStatus.ADOPTED, date(2027, 12, 2), (DateEntry(day=date(2026, 8, 2)),))
    [finding] = review_findings(Plan.of(duty))
    assert finding.severity is Severity.INFO
    assert finding.message == "AB2273 moved from 2026-08-02 to 2027-12-02: 16 months later."


def dated(values: dict[str, object], lag: str = "0d", type_: LinkType = LinkType.FS) -> Plan:
    """Return a plan in which a course of two weeks from 4 January comes before something dated."""
    monday = datetime(2027, 1, 4, 8)
    first = replace(COURSE, constraint=ConstraintType.SNET, constraint_date=monday)
    then = Initiative(id="b", code="TRN-2", name="Next", **values)  # type: ignore[arg-type]
    link = Dependency(id="d", predecessor_id="a", successor_id="b", type=type_, lag=Duration.parse(lag))
    return Plan.of(first, then, link)


FRIDAY = datetime(2027, 1, 15, 8)
TUESDAY = datetime(2027, 1, 12, 8)
QUARTER = datetime(2027, 1, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"constraint": ConstraintType.SNET, "constraint_date": TUESDAY},
        {"constraint": ConstraintType.SNET, "constraint_date": TUESDAY, "planned_quarter": "2027Q1"},
        {"constraint": ConstraintType.MSO, "constraint_date": TUESDAY},
        {"manual_start": TUESDAY, "manual_finish": datetime(2027, 1, 20, 17)},
    ],
)
def test_work_dated_before_its_predecessor_ends_is_found(values: dict[str, object]) -> None:
    [finding] = review_findings(dated(values))
    assert finding.message == "TRN-2 is dated 2027-01-12, before its predecessor TRN-1 ends on 2027-01-15."
    assert finding.items == ("a", "b")


@pytest.mark.parametrize(
    ("values", "lag", "type_"),
    [
        ({"constraint": ConstraintType.SNET, "constraint_date": FRIDAY}, "0d", LinkType.FS),
        ({"constraint": ConstraintType.SNET, "constraint_date": TUESDAY}, "-1w", LinkType.FS),
        ({"constraint": ConstraintType.SNET, "constraint_date": TUESDAY}, "0d", LinkType.SS),
        ({"constraint": ConstraintType.FNET, "constraint_date": TUESDAY}, "0d", LinkType.FS),
        (
            {"constraint": ConstraintType.SNET, "constraint_date": QUARTER, "planned_quarter": "2027Q1"},
            "0d",
            LinkType.FS,
        ),
        ({"actual_start": TUESDAY}, "0d", LinkType.FS),
        ({}, "0d", LinkType.FS),
    ],
)
def test_dates_that_can_be_kept_are_fine(values: dict[str, object], lag: str, type_: LinkType) -> None:
    assert review_findings(dated(values, lag, type_)) == ()
