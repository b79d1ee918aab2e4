"""What it would take: each sort of move on the smallest plan where it is the answer, and the bounds of the search."""

from datetime import date, datetime

import pytest

from planner.plan.changes import apply
from planner.plan.entities import Demand, Dependency, Entity, Initiative, Launch, LaunchMarket, Market, Portfolio, Team
from planner.plan.entities.capacity import Workforce
from planner.plan.entities.work import ConstraintType, EffortRule
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import remedies, schedule
from planner.schedule.recovery import MoveType, Remedies

BY = datetime(2027, 1, 13, 23, 59)


def work(id_: str, duration: str, **said: object) -> Initiative:
    length = Duration.parse(duration)
    return Initiative(id=id_, code=id_.upper(), name=id_, owner="Ada", duration=length, **said)  # type: ignore[arg-type]


def link(before: str | None, after: str, lag: str = "0d", **said: object) -> Dependency:
    id_ = f"{before}>{after}"
    return Dependency(id=id_, predecessor_id=before, successor_id=after, lag=Duration.parse(lag), **said)  # type: ignore[arg-type]


def launch(id_: str = "l", **said: object) -> Launch:
    return Launch(id=id_, code=id_.upper(), name=id_, owner="Ada", **said)  # type: ignore[arg-type]


def plan(*entities: Entity, **settings: object) -> Plan:
    return Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4), **settings), *entities)  # type: ignore[arg-type]


def texts(found: Remedies) -> list[list[str]]:
    return [[move.text for move in candidate.moves] for candidate in found.candidates]


def assert_verified(of: Plan, found: Remedies) -> None:
    """Every candidate, applied to the plan as it was, has the target done in time."""
    for candidate in found.candidates:
        outcome = apply(of, candidate.operations)
        assert outcome.accepted
        assert schedule(outcome.plan).dates[found.target_id].early_finish == candidate.finish
        assert candidate.finish <= found.by


def test_work_is_shortened_within_its_optimistic_duration() -> None:
    of = plan(work("a", "10d", optimistic=Duration.parse("7d")))
    found = remedies(of, "a", BY)
    assert texts(found) == [["Shorten A from 10 to 8 days"]]
    assert (found.candidates[0].cost, found.schedules, found.exhausted) == (3.33, 2, False)
    assert_verified(of, found)


def test_begun_work_is_shortened_by_what_is_left() -> None:
    started = work(
        "a", "10d", optimistic=Duration.parse("5d"), actual_start=datetime(2027, 1, 4, 8), percent_complete=50.0
    )
    of = plan(started)
    found = remedies(of, "a", BY)
    assert texts(found) == [["Do what is left of A in 3 days instead of 5"]]
    assert_verified(of, found)


def test_more_people_make_effort_driven_work_shorter() -> None:
    team = Team(id="t", code="T", name="T", workforce=Workforce.IN_HOUSE)
    demand = Demand(id="d", initiative_id="a", team_id="t", fte=2.0)
    of = plan(team, work("a", "10d"), demand)
    found = remedies(of, "a", BY)
    assert texts(found) == [["Put 1 more FTE of T on A: 8 days instead of 10"]]
    assert found.candidates[0].cost == 6.0
    after = apply(of, found.candidates[0].operations).plan
    assert after.all(Demand)["d"].fte == 3.0
    fixed = plan(team, work("a", "10d", effort_rule=EffortRule.FIXED_DURATION), demand)
    assert remedies(fixed, "a", BY).candidates == ()


def test_work_overlaps_by_a_lead_but_a_launch_does_not() -> None:
    of = plan(work("a", "5d"), work("b", "5d"), launch(), link("a", "b"), link("b", "l"))
    found = remedies(of, "l", BY)
    assert texts(found) == [["Begin B 2 days before A is done"]]
    assert [o.values["lag"] for o in found.candidates[0].operations] == [Duration.parse("-2d")]
    assert_verified(of, found)


def test_a_soft_link_is_dropped_and_a_hard_one_is_not() -> None:
    soft = plan(work("a", "5d"), work("b", "6d"), link("a", "b", note="Soft: same people"))
    assert [move.type for move in remedies(soft, "b", BY).candidates[0].moves] == [MoveType.DROP_LINK]
    single = plan(work("a", "10d"), launch(), link("a", "l", note="soft, nice to have"))
    assert texts(remedies(single, "l", BY)) == [["Let L no longer wait for A (soft, nice to have)"]]
    hard = plan(work("a", "10d"), launch(), link("a", "l"))
    assert remedies(hard, "l", BY).candidates == ()


def test_constraints_holds_and_promises_are_moved() -> None:
    late = datetime(2027, 1, 15)
    held = plan(work("a", "1d", constraint=ConstraintType.SNET, constraint_date=late))
    assert texts(remedies(held, "a", BY)) == [["Move the constraint of A from Fri 15 Jan 2027 to Wed 13 Jan"]]
    embargo = plan(launch(not_before=late))
    assert texts(remedies(embargo, "l", BY)) == [["Move the embargo of L from Fri 15 Jan 2027 to Wed 13 Jan"]]
    manual = plan(work("a", "1d", manual_start=late, manual_finish=late))
    assert texts(remedies(manual, "a", BY)) == [["Let the network date A instead of the dates set by hand"]]
    level = plan(work("a", "5d", levelling_delay=Duration.parse("14ed")))
    assert texts(remedies(level, "a", BY)) == [["Take the levelling delay off A"]]
    promised = plan(launch(), link(None, "l", external_party="Vendor", promised_for=date(2027, 1, 15)))
    assert texts(remedies(promised, "l", BY)) == [["Have Vendor deliver by Wed 13 Jan 2027 instead of Fri 15 Jan 2027"]]


def test_markets_that_alone_need_late_work_go_in_a_later_wave() -> None:
    markets = [Market(id=code, code=code) for code in ("DE", "FR")]
    rows = [LaunchMarket(id=f"l-{m.id}", launch_id="l", market_id=m.id) for m in markets]
    of = plan(
        *markets,
        launch(),
        *rows,
        work("a", "5d"),
        work("loc", "10d", market_ids=("FR",)),
        link("a", "l"),
        link("loc", "l"),
    )
    found = remedies(of, "l", BY)
    assert texts(found) == [["Move FR to wave 2 of L, which then no longer waits for LOC"]]
    assert_verified(of, found)
    everywhere = work("loc", "10d", market_ids=("DE", "FR"))
    assert remedies(plan(*markets, launch(), *rows, everywhere, link("loc", "l")), "l", BY).candidates == ()


def test_days_are_shared_where_that_is_cheaper_than_all_from_one() -> None:
    shorter = {"optimistic": Duration.parse("6d")}
    of = plan(work("a", "10d", **shorter), work("b", "10d", **shorter), link("a", "b"))
    found = remedies(of, "b", datetime(2027, 1, 25, 23, 59))
    assert [(c.cost, sorted(move.text for move in c.moves)) for c in found.candidates] == [
        (6.0, ["Shorten A from 10 to 8 days", "Shorten B from 10 to 8 days"]),
        (6.75, ["Begin B 3 days before A is done", "Shorten A from 10 to 9 days"]),
        (7.0, ["Begin B 4 days before A is done"]),
        (8.0, ["Shorten A from 10 to 6 days"]),
        (8.0, ["Shorten B from 10 to 6 days"]),
    ]
    assert_verified(of, found)


def test_a_dearer_move_that_does_it_alone_hides_no_cheaper_set() -> None:
    held = work("a", "10d", levelling_delay=Duration.parse("2ed"))
    of = plan(held, work("b", "10d", optimistic=Duration.parse("5d")), link("a", "b"))
    first = remedies(of, "b", datetime(2027, 1, 26, 23, 59)).candidates[0]
    assert (first.cost, [move.text for move in first.moves]) == (
        6.8, ["Take the levelling delay off A", "Shorten B from 10 to 7 days"],
    )  # fmt: skip


def test_two_chains_that_are_both_late_need_two_moves() -> None:
    short = Duration.parse("5d")
    of = plan(
        work("a", "10d", optimistic=short), work("b", "10d", optimistic=short), launch(), link("a", "l"), link("b", "l")
    )
    found = remedies(of, "l", BY)
    assert [sorted(t) for t in texts(found)] == [["Shorten A from 10 to 8 days", "Shorten B from 10 to 8 days"]]
    assert_verified(of, found)


def test_what_it_costs_others_is_told_and_counted() -> None:
    """With the longest chain shorter, what was beside it becomes critical."""
    of = plan(work("a", "10d", optimistic=Duration.parse("5d")), launch(), link("a", "l"), work("b", "8d"))
    candidate = remedies(of, "l", BY).candidates[0]
    assert (candidate.later_ids, candidate.newly_late, candidate.newly_critical_ids) == ((), (), ("b",))
    assert (candidate.moves[0].cost, candidate.cost) == (2.8, 3.3)


def test_where_nothing_reaches_it_the_nearest_is_named_with_what_binds() -> None:
    of = plan(work("a", "10d", optimistic=Duration.parse("9d")))
    found = remedies(of, "a", BY)
    assert found.candidates == ()
    assert found.best is not None
    assert (found.best.finish, found.exhausted) == (datetime(2027, 1, 14, 17), False)
    assert found.binding == (
        "a (A) takes 9 working days and finishes Thu 14 Jan 2027 17:00.",
        "a (A) starts Mon 4 Jan 2027 because nothing before it binds it and the plan starts Mon 4 Jan.",
    )


def test_nothing_is_moved_before_the_status_date() -> None:
    at = datetime(2027, 1, 15)
    of = plan(work("a", "1d", constraint=ConstraintType.SNET, constraint_date=at), status_date=date(2027, 1, 14))
    found = remedies(of, "a", BY)
    assert (found.candidates, found.best) == ((), None)


def test_the_budget_bounds_the_schedules_and_the_answer_is_always_the_same() -> None:
    parts = [work(f"w{i}", "4d", optimistic=Duration.parse("3d")) for i in range(6)]
    chain = [link(f"w{i}", f"w{i + 1}") for i in range(5)]
    of = plan(*parts, *chain)
    by = datetime(2027, 1, 29, 23, 59)
    found = remedies(of, "w5", by, budget=25)
    assert found.exhausted
    assert found.schedules <= 25 + len(found.candidates) + 1
    again = remedies(Plan(of.entities, 9), "w5", by, budget=25)
    assert (again.candidates, again.best) == (found.candidates, found.best)
    whole = remedies(of, "w5", by, budget=5000)
    assert_verified(of, whole)
    assert [c.cost for c in whole.candidates] == sorted(c.cost for c in whole.candidates)


def test_what_is_in_time_or_unknown_needs_no_search() -> None:
    of = plan(work("a", "1d"))
    found = remedies(of, "a", BY)
    assert (found.already_met, found.schedules, found.candidates) == (True, 0, ())
    with pytest.raises(NotFoundError):
        remedies(of, "b", BY)
