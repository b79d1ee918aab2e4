"""Every rule: a plan that breaks exactly it, with the finding in full, and one that does not."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from planner.plan.entities import (
    ActivityType,
    Calendar,
    CalendarException,
    ConstraintType,
    DatePrecision,
    Demand,
    Dependency,
    Entity,
    Gate,
    GateTemplate,
    Initiative,
    Launch,
    Level,
    LinkType,
    Obligation,
    Portfolio,
    Resource,
    ReviewQueue,
    ReviewRequest,
    SkillShare,
    StaffingChange,
    Status,
    Team,
    Waiver,
)
from planner.plan.findings import Finding, Place, Severity
from planner.plan.rules import check
from planner.plan.snapshot import Plan
from planner.plan.values import Duration


def item(id_: str, **values: object) -> Initiative:
    given = {"code": id_.upper(), "name": f"Work {id_}", "owner": "Ada", **values}
    return Initiative(id=id_, **given)  # type: ignore[arg-type]


def link(id_: str, before: str | None, after: str, **values: object) -> Dependency:
    return Dependency(id=id_, predecessor_id=before, successor_id=after, **values)  # type: ignore[arg-type]


def days(amount: str) -> Duration:
    return Duration.parse(amount)


def place(kind: str, id_: str, code: str | None, field: str | None = None) -> Place:
    return Place(kind=kind, id=id_, code=code, field=field)


@dataclass(frozen=True)
class Case:
    """Entities that break one rule, the finding, and entities that respect it."""

    broken: tuple[Entity, ...]
    finding: Finding
    sound: tuple[Entity, ...]


def error(code: str, message: str, at: Place, hint: str, items: tuple[str, ...] = ()) -> Finding:
    return Finding(Severity.ERROR, code, message, at, hint, items)


def warning(code: str, message: str, at: Place, hint: str, items: tuple[str, ...] = ()) -> Finding:
    return Finding(Severity.WARNING, code, message, at, hint, items)


A = place("initiative", "a", "A")
DAY1, DAY2 = datetime(2026, 3, 2), datetime(2026, 3, 3)
TEAM = Team(id="t", code="T", name="Team")
SIGNED = (item("a"), ReviewQueue(id="q", code="Q", name="Legal", service=days("2d")))
GATED = (
    Launch(id="l", code="L", name="Launch", owner="Ada"),
    GateTemplate(id="t", code="G1", name="Text"),
    Gate(id="g", launch_id="l", template_id="t"),
)
WAIVED = Waiver(
    id="w", gate_id="g", approver="Al", reason="No", granted_on=date(2027, 2, 1), expires_on=date(2027, 2, 1)
)
ASKED = ReviewRequest(id="v", initiative_id="a", queue_id="q")

CASES = {
    "required text is empty": Case(
        (item("a", name=" "),),
        error("missing-value", "A: Name is empty.", place("initiative", "a", "A", "name"), "Name in a few words."),
        (item("a", name="x"),),
    ),
    "text is too long": Case(
        (item("a", owner="x" * 201),),
        error(
            "out-of-bounds",
            "A: Owner has 201 characters.",
            place("initiative", "a", "A", "owner"),
            "At most 200 characters.",
        ),
        (item("a", owner="x" * 200),),
    ),
    "an entry of a list is too long": Case(
        (item("a", tags=("ok", "x" * 101)),),
        error(
            "out-of-bounds",
            "A: Tags has 101 characters.",
            place("initiative", "a", "A", "tags"),
            "At most 100 characters.",
        ),
        (item("a", tags=("ok",)),),
    ),
    "a number is out of bounds": Case(
        (item("a", percent_complete=100.5),),
        error(
            "out-of-bounds",
            "A: Percent complete is 100.5.",
            place("initiative", "a", "A", "percent_complete"),
            "Give a value from 0 to 100 %.",
        ),
        (item("a", percent_complete=100.0),),
    ),
    "a number is not a number": Case(
        (Team(id="t", code="T", name="Team", headcount=float("nan")),),
        error(
            "out-of-bounds",
            "T: Headcount is nan.",
            place("team", "t", "T", "headcount"),
            "Give a value from 0 to 100000 FTE.",
        ),
        (Team(id="t", code="T", name="Team", headcount=0.0),),
    ),
    "a number of an embedded record is out of bounds": Case(
        (Team(id="t", code="T", name="Team", skills=(SkillShare(skill="ML", fte=-1),)),),
        error(
            "out-of-bounds",
            "T: Fte of skills is -1.",
            place("team", "t", "T", "skills"),
            "Give a value from 0 to 100000 FTE.",
        ),
        (Team(id="t", code="T", name="Team", skills=(SkillShare(skill="ML", fte=0),)),),
    ),
    "the fiscal year starts in month 0": Case(
        (Portfolio(id="portfolio", fiscal_year_start_month=0),),
        error(
            "out-of-bounds",
            "Portfolio portfolio: Fiscal year start month is 0.",
            place("portfolio", "portfolio", None, "fiscal_year_start_month"),
            "Give a value from 1 to 12 month.",
        ),
        (Portfolio(id="portfolio", fiscal_year_start_month=12),),
    ),
    "a reference dangles": Case(
        (item("a", parent_id="x"),),
        error(
            "dangling-reference",
            "A: parent refers to initiative 'x', which does not exist.",
            place("initiative", "a", "A", "parent_id"),
            "Choose an existing initiative, or create it in the same change.",
            ("a", "x"),
        ),
        (item("a", parent_id="x"), item("x")),
    ),
    "a reference that may mean two kinds dangles": Case(
        (item("a"), link("d", "a", "x")),
        error(
            "dangling-reference",
            "Dependency d: successor refers to initiative or launch 'x', which does not exist.",
            place("dependency", "d", None, "successor_id"),
            "Choose an existing initiative or launch, or create it in the same change.",
            ("d", "x"),
        ),
        (item("a"), link("d", "a", "x"), Launch(id="x", code="X", name="Launch", owner="Ada")),
    ),
    "optimistic is more than likely": Case(
        (item("a", optimistic=days("2w"), duration=days("9d")),),
        error(
            "three-point-order",
            "A: optimistic 2w is more than duration 9d.",
            place("initiative", "a", "A", "optimistic"),
            "Order them optimistic ≤ likely ≤ pessimistic.",
        ),
        (item("a", optimistic=days("2w"), duration=days("10d"), pessimistic=days("1mo")),),
    ),
    "optimistic is more than pessimistic": Case(
        (item("a", optimistic=days("3d"), pessimistic=days("2d")),),
        error(
            "three-point-order",
            "A: optimistic 3d is more than pessimistic 2d.",
            place("initiative", "a", "A", "optimistic"),
            "Order them optimistic ≤ likely ≤ pessimistic.",
        ),
        (item("a", optimistic=days("2d"), pessimistic=days("2d")),),
    ),
    "a duration is negative": Case(
        (item("a", duration=days("-1d")),),
        error(
            "negative-duration",
            "A: duration cannot be -1d.",
            place("initiative", "a", "A", "duration"),
            "Give an amount of time of 0 or more.",
        ),
        (item("a", duration=days("0d")),),
    ),
    "a duration is a percentage": Case(
        (item("a", remaining=days("50%")),),
        error(
            "negative-duration",
            "A: remaining cannot be 50%.",
            place("initiative", "a", "A", "remaining"),
            "Give an amount of time of 0 or more.",
        ),
        (item("a", remaining=days("50d")),),
    ),
    "a duration is longer than a century": Case(
        (item("a", pessimistic=days("1300emo")),),
        error(
            "absurd-duration",
            "A: pessimistic 1300emo is longer than a century.",
            place("initiative", "a", "A", "pessimistic"),
            "Check the number and its unit.",
        ),
        (item("a", pessimistic=days("1200emo")),),
    ),
    "a milestone takes time": Case(
        (item("a", level=Level.MILESTONE, duration=days("1d")),),
        warning(
            "milestone-duration",
            "A is a milestone and takes 1d.",
            place("initiative", "a", "A", "duration"),
            "Set the duration to 0, or change the level.",
        ),
        (item("a", level=Level.MILESTONE, duration=days("0d")),),
    ),
    "it finishes before it starts": Case(
        (item("a", manual_start=DAY2, manual_finish=DAY1),),
        error(
            "date-inversion",
            "A: manual_finish 2026-03-02 is before manual_start 2026-03-03.",
            place("initiative", "a", "A", "manual_finish"),
            "Correct one of the two dates.",
        ),
        (item("a", manual_start=DAY1, manual_finish=DAY1),),
    ),
    "the deadline is before the constraint": Case(
        (item("a", constraint=ConstraintType.SNET, constraint_date=DAY2, deadline=DAY1),),
        warning(
            "date-inversion",
            "A: deadline 2026-03-02 is before constraint_date 2026-03-03.",
            place("initiative", "a", "A", "deadline"),
            "Correct one of the two dates.",
        ),
        (item("a", constraint=ConstraintType.FNLT, constraint_date=DAY2, deadline=DAY1),),
    ),
    "a constraint has no date": Case(
        (item("a", constraint=ConstraintType.MFO),),
        error(
            "constraint-without-date",
            "A: must_finish_on has no date.",
            place("initiative", "a", "A", "constraint_date"),
            "Give the constraint's date.",
        ),
        (item("a", constraint=ConstraintType.ALAP),),
    ),
    "a second constraint has no date": Case(
        (item("a", second_constraint=ConstraintType.FNLT),),
        error(
            "constraint-without-date",
            "A: finish_no_later_than has no date.",
            place("initiative", "a", "A", "second_constraint_date"),
            "Give the constraint's date.",
        ),
        (item("a", second_constraint=ConstraintType.ALAP),),
    ),
    "it finished and never started": Case(
        (item("a", status=Status.DONE, actual_finish=DAY1),),
        warning(
            "finish-without-start",
            "A has finished and never started.",
            place("initiative", "a", "A", "actual_start"),
            "Give the actual start.",
        ),
        (item("a", status=Status.DONE, actual_start=DAY1, actual_finish=DAY2),),
    ),
    "it finished and is still in progress": Case(
        (item("a", status=Status.IN_PROGRESS, actual_start=DAY1, actual_finish=DAY2),),
        warning(
            "status-mismatch",
            "A has finished and its status is in_progress.",
            place("initiative", "a", "A", "status"),
            "Set the status to done.",
        ),
        (item("a", status=Status.CANCELLED, actual_start=DAY1, actual_finish=DAY2),),
    ),
    "it is done, nobody knows since when": Case(
        (item("a", status=Status.DONE),),
        warning(
            "done-without-finish",
            "A is done, without an actual finish.",
            place("initiative", "a", "A", "actual_finish"),
            "Give the actual finish.",
        ),
        (item("a", status=Status.DONE, percent_complete=100.0),),
    ),
    "an initiative has no owner": Case(
        (item("a", owner=" "),),
        warning("missing-owner", "A has no owner.", place("initiative", "a", "A", "owner"), "Name who answers for it."),
        (item("p"), item("a", owner="", parent_id="p"), item("x", owner="", status=Status.CANCELLED)),
    ),
    "a launch has no owner": Case(
        (Launch(id="l", code="L", name="Launch"),),
        warning("missing-owner", "L has no owner.", place("launch", "l", "L", "owner"), "Name who answers for it."),
        (Launch(id="l", code="L", name="Launch", owner="Ada"),),
    ),
    "a dependency has no predecessor": Case(
        (item("a"), link("d", None, "a")),
        error(
            "missing-value",
            "A dependency has neither a predecessor nor an external party.",
            place("dependency", "d", None, "predecessor_id"),
            "Name what must come first, or who outside.",
        ),
        (item("a"), link("d", None, "a", external_party="Regulator")),
    ),
    "work depends on itself": Case(
        (item("a"), link("d", "a", "a")),
        error(
            "self-dependency",
            "A depends on itself.",
            place("dependency", "d", None),
            "Remove the dependency.",
            ("a",),
        ),
        (item("a"), item("b"), link("d", "a", "b")),
    ),
    "a lag is longer than a century": Case(
        (item("a"), item("b"), link("d", "a", "b", lag=days("-1300emo"))),
        error(
            "absurd-duration",
            "The lag -1300emo is longer than a century.",
            place("dependency", "d", None, "lag"),
            "Check its unit.",
        ),
        (item("a"), item("b"), link("d", "a", "b", lag=days("5000%"))),
    ),
    "a week has six days": Case(
        (Calendar(id="c", code="C", week=("",) * 6),),
        error(
            "calendar-week",
            "C: the week has 6 days.",
            place("calendar", "c", "C", "week"),
            "Give the hours of Monday to Sunday, seven entries.",
        ),
        (Calendar(id="c", code="C", week=("",) * 7),),
    ),
    "hours cannot be read": Case(
        (Calendar(id="c", code="C", week=("9-5",) * 5 + ("", "")),),
        error(
            "calendar-hours",
            "C: '9-5' is not a period of hours.",
            place("calendar", "c", "C", "week"),
            "Write 09:00-12:00 13:00-17:00.",
        ),
        (Calendar(id="c", code="C", week=("22:00-06:00",) * 5 + ("", "")),),
    ),
    "hours overlap": Case(
        (Calendar(id="c", code="C", week=("08:00-12:00 11:00-17:00",) * 7),),
        error(
            "calendar-hours",
            "C: '11:00-17:00' overlaps the period before.",
            place("calendar", "c", "C", "week"),
            "Write 09:00-12:00 13:00-17:00.",
        ),
        (Calendar(id="c", code="C", week=("08:00-12:00 12:00-17:00",) * 7),),
    ),
    "an exception ends before it starts": Case(
        (
            Calendar(
                id="c",
                code="C",
                exceptions=(CalendarException(first=date(2026, 1, 2), last=date(2026, 1, 1), name="Closure"),),
            ),
        ),
        error(
            "date-inversion",
            "C: the exception Closure ends before it starts.",
            place("calendar", "c", "C", "exceptions"),
            "Correct one of the two dates.",
        ),
        (Calendar(id="c", code="C", exceptions=(CalendarException(first=date(2026, 1, 2), last=date(2026, 1, 2)),)),),
    ),
    "somebody leaves before coming": Case(
        (Resource(id="r", code="R", name="Ro", engaged_from=date(2027, 2, 1), engaged_until=date(2027, 1, 31)),),
        error(
            "date-inversion",
            "R: engaged_until 2027-01-31 is before engaged_from 2027-02-01.",
            place("resource", "r", "R", "engaged_until"),
            "Correct one of the two dates.",
        ),
        (Resource(id="r", code="R", name="Ro", engaged_from=date(2027, 2, 1), engaged_until=date(2027, 2, 1)),),
    ),
    "a loan ends before it starts": Case(
        (TEAM, StaffingChange(id="s", team_id="t", fte=1, start=date(2027, 2, 1), finish=date(2027, 1, 31))),
        error(
            "date-inversion",
            "Staffing change s: finish 2027-01-31 is before start 2027-02-01.",
            place("staffing_change", "s", None, "finish"),
            "Correct one of the two dates.",
        ),
        (TEAM, StaffingChange(id="s", team_id="t", fte=1, start=date(2027, 2, 1), finish=date(2027, 2, 1))),
    ),
    "a waiver ends before it is granted": Case(
        (*GATED, replace(WAIVED, expires_on=date(2027, 1, 31))),
        error(
            "date-inversion",
            "Waiver w: expires_on 2027-01-31 is before granted_on 2027-02-01.",
            place("waiver", "w", None, "expires_on"),
            "Correct one of the two dates.",
        ),
        (*GATED, WAIVED),
    ),
    "a team lends to itself": Case(
        (TEAM, StaffingChange(id="s", team_id="t", from_team_id="t", fte=1, start=date(2027, 2, 1))),
        error(
            "loan-to-itself",
            "A team borrows people from itself.",
            place("staffing_change", "s", None, "from_team_id"),
            "Name another team, or none.",
        ),
        (TEAM, StaffingChange(id="s", team_id="t", fte=1, start=date(2027, 2, 1))),
    ),
    "a review takes less than no time": Case(
        (ReviewQueue(id="q", code="Q", name="Legal", service=days("-1d")),),
        error(
            "negative-duration",
            "Q: service cannot be -1d.",
            place("review_queue", "q", "Q", "service"),
            "Give an amount of time of 0 or more.",
        ),
        (ReviewQueue(id="q", code="Q", name="Legal", service=days("0d")),),
    ),
    "a review is decided before it is handed in": Case(
        (*SIGNED, replace(ASKED, submitted_on=date(2027, 2, 2), decided_on=date(2027, 2, 1))),
        error(
            "date-inversion",
            "Review request v: decided_on 2027-02-01 is before submitted_on 2027-02-02.",
            place("review_request", "v", None, "decided_on"),
            "Correct one of the two dates.",
        ),
        (*SIGNED, replace(ASKED, submitted_on=date(2027, 2, 1), decided_on=date(2027, 2, 1))),
    ),
    "a demand names no amount": Case(
        (item("a"), Team(id="t", code="T", name="Team"), Demand(id="m", initiative_id="a", team_id="t")),
        error(
            "demand-amount",
            "A demand names no amount.",
            place("demand", "m", None, "fte"),
            "Give either fte or person_days.",
        ),
        (item("a"), Team(id="t", code="T", name="Team"), Demand(id="m", initiative_id="a", team_id="t", fte=0.0)),
    ),
    "a demand names two amounts": Case(
        (
            item("a"),
            Team(id="t", code="T", name="Team"),
            Demand(id="m", initiative_id="a", team_id="t", fte=1.0, person_days=2.0),
        ),
        error(
            "demand-amount",
            "A demand names both people and person-days.",
            place("demand", "m", None, "fte"),
            "Give either fte or person_days.",
        ),
        (item("a"), Team(id="t", code="T", name="T"), Demand(id="m", initiative_id="a", team_id="t", person_days=2.0)),
    ),
    "an obligation has no date": Case(
        (Obligation(id="o", code="O", instrument="Act"),),
        warning(
            "obligation-without-date",
            "O has no date.",
            place("obligation", "o", "O", "day"),
            "Give its day, or the precision relative.",
        ),
        (Obligation(id="o", code="O", instrument="Act", precision=DatePrecision.RELATIVE),),
    ),
    "the day of an obligation is within its quarter": Case(
        (Obligation(id="o", code="O", instrument="Act", day=date(2028, 2, 1), precision=DatePrecision.QUARTER),),
        warning(
            "obligation-day-in-period",
            "O is known to the quarter, of which 2028-02-01 is not the last day.",
            place("obligation", "o", "O", "day"),
            "Write 2028-03-31, or the precision day.",
        ),
        (Obligation(id="o", code="O", instrument="Act", day=date(2028, 2, 29), precision=DatePrecision.MONTH),),
    ),
    "grace ends before the duty": Case(
        (Obligation(id="o", code="O", instrument="Act", day=date(2026, 8, 2), grace_end=date(2026, 8, 1)),),
        error(
            "date-inversion",
            "O: grace ends before the duty starts.",
            place("obligation", "o", "O", "grace_end"),
            "Correct one of the two dates.",
        ),
        (Obligation(id="o", code="O", instrument="Act", day=date(2026, 8, 2), grace_end=date(2026, 8, 2)),),
    ),
    "two entities have one code": Case(
        (item("a"), Launch(id="l", code="a", name="Launch", owner="Ada")),
        error(
            "duplicate-code",
            "The code a is used by initiative 'Work a' already.",
            place("launch", "l", "a", "code"),
            "Choose another code.",
            ("a", "l"),
        ),
        (item("a"), Team(id="t", code="A", name="Team")),
    ),
    "two dependencies say the same": Case(
        (item("a"), item("b"), link("d", "a", "b"), link("e", "a", "b", lag=days("3d"))),
        error(
            "duplicate-dependency",
            "Dependency e repeats d: same predecessor_id, successor_id, type, external_party.",
            place("dependency", "e", None),
            "Change the one that is there, or delete one of them.",
            ("d", "e"),
        ),
        (item("a"), item("b"), link("d", "a", "b"), link("e", "a", "b", type=LinkType.SS)),
    ),
    "two siblings have one name": Case(
        (item("a", name="Same"), item("b", name=" same ")),
        warning(
            "duplicate-name",
            "B has the same name as A: 'same'.",
            place("initiative", "b", "B", "name"),
            "Rename one, or delete it if it was entered twice.",
            ("a", "b"),
        ),
        (item("a", name="Same"), item("b", name="Same", parent_id="a")),
    ),
    "the hierarchy loops": Case(
        (item("b", parent_id="c"), item("a", parent_id="b"), item("c", parent_id="a")),
        error(
            "hierarchy-cycle",
            "A is part of itself: A → B → C → A.",
            A,
            "Remove one of these 3 links.",
            ("a", "b", "c"),
        ),
        (item("b", parent_id="c"), item("a", parent_id="b"), item("c")),
    ),
    "a summary waits for its part": Case(
        (item("p"), item("m", parent_id="p"), item("a", parent_id="m"), link("d", "a", "p")),
        error(
            "summary-dependency",
            "A is part of P and linked to it.",
            place("dependency", "d", None),
            "Link the parts to one another, or remove the dependency.",
            ("p", "a"),
        ),
        (item("p"), item("a", parent_id="p"), item("b", parent_id="p"), link("d", "a", "b")),
    ),
    "a part waits for its summary": Case(
        (item("p"), item("a", parent_id="p"), link("d", "p", "a")),
        error(
            "summary-dependency",
            "A is part of P and linked to it.",
            place("dependency", "d", None),
            "Link the parts to one another, or remove the dependency.",
            ("p", "a"),
        ),
        (item("p"), item("a"), link("d", "p", "a")),
    ),
    "dependencies loop": Case(
        (item("c"), item("a"), item("b"), link("x", "c", "a"), link("y", "a", "b"), link("z", "b", "c")),
        error(
            "dependency-cycle",
            "A waits for itself: A → B → C → A.",
            A,
            "Remove one of these 3 links.",
            ("a", "b", "c"),
        ),
        (item("c"), item("a"), item("b"), link("x", "c", "a"), link("y", "a", "b"), link("z", "c", "b")),
    ),
    "dependencies loop, but not through what takes its dates from them": Case(
        (item("a"), item("b"), link("x", "a", "b"), link("y", "b", "a")),
        error("dependency-cycle", "A waits for itself: A → B → A.", A, "Remove one of these 2 links.", ("a", "b")),
        (item("a"), item("b", activity_type=ActivityType.LEVEL_OF_EFFORT), link("x", "a", "b"), link("y", "b", "a")),
    ),
    "dependencies loop through a summary": Case(
        (item("p"), item("a", parent_id="p"), item("b"), link("x", "p", "b"), link("y", "b", "a")),
        error(
            "dependency-cycle",
            "P waits for itself: P → B → A → P.",
            place("initiative", "p", "P"),
            "Remove one of these 3 links.",
            ("p", "b", "a"),
        ),
        (item("p"), item("a", parent_id="p"), item("b"), link("x", "a", "b"), link("y", "a", "b", type=LinkType.FF)),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_broken_rule_is_named_exactly(case: Case) -> None:
    assert check(Plan.of(*case.broken)) == [case.finding]


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_respects_the_rule_has_no_finding(case: Case) -> None:
    assert check(Plan.of(*case.sound)) == []


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_touching_everything_finds_the_same(case: Case) -> None:
    plan = Plan.of(*case.broken)
    touched = {(entity.KIND.name, entity.id) for entity in plan}
    assert check(plan, touched) == [case.finding]
    assert check(plan, set()) == []


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_the_order_of_entities_changes_no_code(case: Case) -> None:
    assert [finding.code for finding in check(Plan.of(*reversed(case.broken)))] == [case.finding.code]


def test_calendars_based_on_each_other_are_each_named() -> None:
    plan = Plan.of(Calendar(id="c", code="C", base_id="d"), Calendar(id="d", code="D", base_id="c"))
    assert [(f.code, f.message, f.items) for f in check(plan)] == [
        ("calendar-cycle", "C is, through its bases, based on itself.", ("c", "d")),
        ("calendar-cycle", "D is, through its bases, based on itself.", ("d", "c")),
    ]


def test_each_knot_of_loops_is_one_finding_with_a_shortest_loop() -> None:
    plan = Plan.of(
        *(item(name) for name in "abcdefg"),
        link("1", "a", "b"),
        link("2", "b", "a"),
        link("3", "b", "c"),
        link("4", "c", "a"),
        link("5", "e", "f"),
        link("6", "f", "g"),
        link("7", "g", "e"),
        link("8", "c", "d"),
    )
    assert sorted((f.message, f.items) for f in check(plan)) == [
        ("A waits for itself: A → B → A.", ("a", "b")),
        ("E waits for itself: E → F → G → E.", ("e", "f", "g")),
    ]


def test_deleting_what_others_refer_to_is_found() -> None:
    plan = Plan.of(item("a", parent_id="p"), item("b", calendar_id="c"))
    gone = {("initiative", "p"), ("calendar", "c"), ("team", "t")}
    assert [(f.place.id, f.items) for f in check(plan, gone)] == [("a", ("a", "p")), ("b", ("b", "c"))]
