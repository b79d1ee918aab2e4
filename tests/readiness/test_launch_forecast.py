"""The forecast of a launch: what decides a market, what nobody knows, markets that share work, and who may go."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from planner.plan.entities import (
    Dependency,
    Entity,
    Gate,
    GateTemplate,
    Initiative,
    InitiativeKind,
    Launch,
    LaunchMarket,
    Market,
    Portfolio,
    ReviewQueue,
    SignOff,
)
from planner.plan.entities.gates import GateState, SignOffState
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.readiness.forecast import LaunchForecast, largest_set, launch_forecast, partial_launch
from planner.readiness.market_chances import market_chances

TODAY = date(2027, 1, 4)
PORTFOLIO = Portfolio(id="portfolio", start=datetime(2027, 1, 4))
LAUNCH = Launch(id="l", code="L", name="Launch", target_date=datetime(2027, 1, 8, 23, 59))
MARKETS = tuple(Market(id=m, code=m.upper()) for m in ("de", "fr"))
CELLS = tuple(LaunchMarket(id=f"lm-{m}", launch_id="l", market_id=m) for m in ("de", "fr"))


GATE = GateTemplate(
    id="t",
    code="G1",
    name="Gate",
    takes_optimistic=Duration.parse("1d"),
    takes=Duration.parse("3d"),
    takes_pessimistic=Duration.parse("9d"),
)


def forecast(*entities: Entity, samples: int = 4_000) -> LaunchForecast:
    return launch_forecast(Plan.of(PORTFOLIO, LAUNCH, *entities), "l", TODAY, samples=samples, seed=1)


def test_a_gate_that_takes_its_time_spreads_the_date() -> None:
    (market,) = forecast(GATE).markets
    assert (market.computed, market.p10, market.p90) == (date(2027, 1, 6), date(2027, 1, 5), date(2027, 1, 11))
    assert [one.template_id for one in market.deciders] == ["t"]
    assert market.chance is not None
    assert market.chance.value == pytest.approx(0.81, abs=0.03)


def test_the_same_question_gives_the_same_answer_and_another_seed_a_near_one() -> None:
    plan = Plan.of(PORTFOLIO, LAUNCH, GATE)
    again = launch_forecast(Plan.of(PORTFOLIO, LAUNCH, GATE), "l", TODAY, samples=500, seed=1)
    assert launch_forecast(plan, "l", TODAY, samples=500, seed=1) == again
    other = launch_forecast(plan, "l", TODAY, samples=500, seed=2).markets[0].chance
    assert other is not None
    assert other.value == pytest.approx(0.81, abs=0.08)


def test_a_gate_waits_for_its_work_and_the_day_moves_with_it() -> None:
    work = Initiative(id="i", code="I", name="Work", kind=InitiativeKind.TRAINING, duration=Duration.parse("2w"))
    link = Dependency(id="d", predecessor_id="i", successor_id="l")
    fed = replace(GATE, work_kinds=(InitiativeKind.TRAINING,))
    (market,) = forecast(fed, work, link).markets
    assert (market.computed, market.p10) == (date(2027, 1, 20), date(2027, 1, 19))
    assert market.chance is not None
    assert market.chance.value == 0


def test_a_sign_off_in_a_queue_is_uncertain() -> None:
    queue = ReviewQueue(id="q", code="LEGAL", name="Legal", service=Duration.parse("3d"), other_arrivals=1.0)
    row = SignOff(id="s", gate_id="g", function="legal", approver="Ann", queue_id="q", state=SignOffState.PENDING)
    signed = GateTemplate(id="t", code="G2", name="Signed", sign_offs=("legal",))
    (market,) = forecast(signed, Gate(id="g", launch_id="l", template_id="t"), queue, row).markets
    assert market.p10 is not None
    assert market.p90 is not None
    assert (market.p90 - market.p10).days >= 4


def test_what_nobody_knows_is_said_and_has_no_chance() -> None:
    found = forecast(replace(GATE, takes=None))
    (market,) = found.markets
    assert (market.p50, market.chance, found.joint) == (None, None, None)
    assert market.unknown == ("G1: Nothing feeds this gate, and nobody has said how it stands.",)


def test_live_markets_have_their_day() -> None:
    live = replace(LAUNCH, launched_on=datetime(2027, 1, 4, 9))
    plan = Plan.of(PORTFOLIO, live, GATE)
    (market,) = launch_forecast(plan, "l", TODAY, samples=100, seed=1).markets
    assert (market.live_on, market.p50, market.chance) == (date(2027, 1, 4), date(2027, 1, 4), None)


def test_each_market_draws_its_own_gate_and_shares_its_work() -> None:
    joint = forecast(GATE, *MARKETS, *CELLS)
    chances = [market.chance.value for market in joint.markets if market.chance is not None]
    assert joint.joint is not None
    assert joint.joint.value == pytest.approx(chances[0] * chances[1], abs=0.03)
    work = Initiative(id="i", code="I", name="Work", optimistic=Duration.parse("1d"), duration=Duration.parse("4d"),
                      pessimistic=Duration.parse("9d"))  # fmt: skip
    shared = forecast(work, Dependency(id="d", predecessor_id="i", successor_id="l"), GateTemplate(id="t", code="G",
                      name="G"), Gate(id="g", launch_id="l", template_id="t", recorded=GateState.PASSED), *MARKETS,
                      *CELLS)  # fmt: skip
    assert shared.joint == shared.markets[0].chance == shared.markets[1].chance


def test_one_simulation_of_all_launches_says_the_same_of_each_market() -> None:
    work = Initiative(id="i", code="I", name="Work", kind=InitiativeKind.TRAINING, duration=Duration.parse("1w"))
    link = Dependency(id="d", predecessor_id="i", successor_id="l")
    fed = replace(GATE, id="t2", code="G2", work_kinds=(InitiativeKind.TRAINING,))
    other = replace(LAUNCH, id="m", code="M", target_date=datetime(2027, 1, 11, 23, 59))
    links = (link, replace(link, id="e", successor_id="m"))
    plan = Plan.of(PORTFOLIO, LAUNCH, other, GATE, fed, work, *links, *MARKETS, *CELLS)
    together = {key: (one.p10, one.p50, one.p80, one.chance) for key, one in market_chances(plan, TODAY).items()}
    for launch_id in ("l", "m"):
        for market in launch_forecast(plan, launch_id, TODAY).markets:
            p10, p50, p80, chance = together.pop((launch_id, market.market_id))
            days = [at.date() if at is not None else None for at in (p10, p50, p80)]
            assert [*days, chance] == [market.p10, market.p50, market.p80, market.chance]
    assert together == {}


def test_the_largest_set_that_may_go() -> None:
    done = Gate(id="g", launch_id="l", market_id="de", template_id="t", recorded=GateState.PASSED)
    plan = Plan.of(PORTFOLIO, LAUNCH, GATE, done, *MARKETS, *CELLS)
    found = partial_launch(plan, "l", TODAY, date(2027, 1, 6), 0.9, samples=1_000, seed=1)
    assert (found.market_ids, found.chance is not None and found.chance.value) == (("de",), 1.0)
    assert [market_id for market_id, _ in found.left] == ["fr"]
    assert partial_launch(plan, "l", TODAY, date(2027, 1, 22), 0.9, samples=1_000, seed=1).market_ids == ("de", "fr")


def test_a_set_counts_what_its_members_have_in_common() -> None:
    met: dict[str | None, int] = {"a": 0b1110, "b": 0b0111, "c": 0b1110}
    assert largest_set(met, 0.75, 4) == (("a", "c"), 3)
    assert largest_set(met, 1.0, 4) == ((), 0)
    many: dict[str | None, int] = {f"m{n}": 0b11 for n in range(20)}
    assert len(largest_set(many, 1.0, 2)[0]) == 20


def test_a_launch_that_there_is_not_is_refused() -> None:
    with pytest.raises(NotFoundError, match="There is no launch that is not cancelled 'x'"):
        launch_forecast(Plan.of(LAUNCH), "x", TODAY)
