"""Forecasts of plans: targets, gates and markets, progress, what is kept, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import numpy as np
import pytest

from planner.plan.entities import (
    CommonCause,
    Dependency,
    Initiative,
    Launch,
    LaunchMarket,
    Market,
    Portfolio,
    Risk,
    RiskStatus,
)
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.risk import removals, simulate, tornado
from planner.risk.estimates import market_risks
from planner.risk.extra_nodes import After, ExtraNode, UnknownNodeError
from planner.risk.forecast import WHOLE, Forecast, NotSimulatedError
from planner.risk.simulation import SampleCountError
from planner.schedule import schedule

SETTINGS = Portfolio(id=PORTFOLIO_ID, start=datetime(2027, 1, 4, 8))


def said(text: str) -> Duration:
    return Duration.parse(text)


def item(id_: str, points: str = "", **values: object) -> Initiative:
    """Return an initiative; `points` are its optimistic, likely and pessimistic durations, or the likely one."""
    given = [said(text) for text in points.split()]
    names = ("duration",) if len(given) == 1 else ("optimistic", "duration", "pessimistic")
    estimate = dict(zip(names, given, strict=False))
    return Initiative(id=id_, code=id_.upper(), name=id_, **estimate, **values)  # type: ignore[arg-type]


def link(before: str, after: str) -> Dependency:
    return Dependency(id=f"{before}>{after}", predecessor_id=before, successor_id=after)


LAUNCH = Launch(id="l", code="L", name="Launch", target_date=datetime(2027, 1, 19, 23, 59))
PLAN = Plan.of(SETTINGS, item("a", "2d 5d 12d"), item("b", "3d 4d 9d"), LAUNCH, link("a", "b"), link("b", "l"))


def finishes(forecast: Forecast, id_: str) -> list[int]:
    found: list[int] = forecast.of(id_).tolist()
    return found


def test_a_plan_without_uncertainty_is_forecast_as_it_is_scheduled() -> None:
    plan = Plan.of(SETTINGS, item("a", "5d"), item("b", "7d"), LAUNCH, link("a", "b"), link("b", "l"))
    forecast, dates = simulate(plan, samples=100), schedule(plan).dates
    for id_ in ("a", "b", "l"):
        node = forecast.nodes[id_]
        assert {node.computed, node.mean, node.p10, node.p50, node.p80, node.p90} == {dates[id_].early_finish}
        assert (node.sd_days, node.criticality) == (0.0, 1.0)
    assert forecast.nodes["l"].chance is not None
    assert forecast.nodes["l"].chance.value == 1.0
    assert forecast.sensitivities == {WHOLE: ()}


def test_chances_are_shares_of_the_samples_in_time() -> None:
    forecast = simulate(PLAN)
    node = forecast.nodes["l"]
    last = datetime(2027, 1, 20).toordinal() * 14_400
    share = sum(at <= last for at in finishes(forecast, "l")) / 10_000
    assert node.chance is not None
    assert (node.target, node.chance.value) == (LAUNCH.target_date, share)
    assert node.chance.error == pytest.approx((share * (1 - share) / 10_000) ** 0.5)
    assert forecast.chance("l", datetime(2027, 1, 19, 23, 59)) == node.chance
    assert forecast.nodes["a"].chance is None


def test_quantiles_are_dates_that_occurred() -> None:
    forecast = simulate(PLAN, samples=1_000)
    ordered = sorted(finishes(forecast, "l"))
    assert forecast.nodes["l"].p80 == forecast.quantile("l", 0.8)
    fan = forecast.fan("l", (0.1, 0.5, 0.8))
    assert [q.share for q in fan] == [0.1, 0.5, 0.8]
    assert [q.at.toordinal() for q in fan] == [ordered[i] // 14_400 for i in (99, 499, 799)]
    bars = forecast.histogram("l", 7)
    assert sum(bar.samples for bar in bars) == 1_000
    assert bars[0].first.toordinal() == ordered[0] // 14_400


def test_quantiles_settle_with_the_root_of_the_samples() -> None:
    steps = simulate(PLAN, samples=16_000).convergence("l", points=16)
    assert [step.samples for step in steps] == [1_000 * i for i in range(1, 17)]
    assert steps[0].half_width_days > 2 * steps[-1].half_width_days
    assert steps[-1].at == simulate(PLAN, samples=16_000).nodes["l"].p80


def test_finished_work_is_certain_and_begun_work_draws_what_remains() -> None:
    done = item("a", "2d 5d 12d", actual_start=datetime(2027, 1, 4, 8), actual_finish=datetime(2027, 1, 8, 17))
    begun = item("b", "4d 8d 16d", actual_start=datetime(2027, 1, 11, 8), percent_complete=50.0)
    forecast = simulate(Plan.of(SETTINGS, done, begun, link("a", "b")))
    assert (forecast.nodes["a"].sd_days, forecast.nodes["a"].computed) == (0.0, datetime(2027, 1, 8, 17))
    ticks = finishes(forecast, "b")
    earliest, latest = (datetime.fromordinal(at // 14_400) for at in (min(ticks), max(ticks)))
    assert earliest >= datetime(2027, 1, 18)  # four days done and two of what remains
    assert latest <= datetime(2027, 1, 26)  # and eight, with two weekends
    assert forecast.nodes["b"].computed == datetime(2027, 1, 20, 17)


def test_gates_and_markets_are_simulated_beside_the_plan() -> None:
    gate = ExtraNode("g", (After("b"),), said("2d"), said("1d"), said("6d"))
    target, embargo = datetime(2027, 2, 1, 23, 59), datetime(2027, 1, 27)
    market = ExtraNode("m", (After("g", said("7ed")), After("l")), target=target, not_before=embargo)
    alone, forecast = simulate(PLAN), simulate(PLAN, extra=(gate, market), traced=("m",))
    assert finishes(forecast, "l") == finishes(alone, "l")
    week = 7 * 14_400
    expected = np.maximum(forecast.of("g") + week, datetime(2027, 1, 27).toordinal() * 14_400)
    assert (forecast.of("m") == expected).all()
    assert forecast.nodes[WHOLE] == alone.nodes[WHOLE]
    assert forecast.nodes["m"].chance == forecast.chance("m", datetime(2027, 2, 1, 23, 59))
    kinds = {s.id: s.kind.value for s in forecast.sensitivities["m"]}
    assert kinds == {"a": "work", "b": "work", "g": "node"}


def test_a_fixed_node_and_one_without_duration_keep_their_dates() -> None:
    at = datetime(2027, 3, 1, 12)
    forecast = simulate(PLAN, samples=200, extra=(ExtraNode("x", done_at=at), ExtraNode("y", (After("x"),))))
    assert (forecast.nodes["x"].p90, forecast.nodes["y"].p10) == (at, at)


def test_risks_of_some_markets_delay_those_alone() -> None:
    risk = Risk(
        id="r", code="R", name="Regulator", probability=1.0, delay=said("5d"), work_ids=("l",), market_ids=("de",)
    )
    markets = [Market(id=id_, code=id_) for id_ in ("de", "fr")]
    rows = [LaunchMarket(id=f"l-{m.id}", launch_id="l", market_id=m.id) for m in markets]
    plan = Plan.of(SETTINGS, item("a", "5d"), LAUNCH, link("a", "l"), risk, *markets, *rows)
    assert (market_risks(plan, "l", "de"), market_risks(plan, "l", "fr")) == (("r",), ())
    extra = tuple(ExtraNode(m.id, (After("l"),), risk_ids=market_risks(plan, "l", m.id)) for m in markets)
    nodes = simulate(plan, samples=100, extra=extra).nodes
    assert [nodes[id_].p50 for id_ in ("l", "fr", "de")] == [
        datetime(2027, 1, 8, 17), datetime(2027, 1, 8, 17), datetime(2027, 1, 15, 17),
    ]  # fmt: skip


def test_closed_risks_and_those_left_out_do_not_happen() -> None:
    risks = [
        Risk(id=s.value, code=s.value, name="x", probability=1.0, delay=said("5d"), work_ids=("a",), status=s)
        for s in RiskStatus
    ]
    plan = Plan.of(SETTINGS, item("a", "5d"), *risks)
    assert simulate(plan, samples=10).nodes["a"].p50 == datetime(2027, 1, 15, 17)
    assert simulate(plan, samples=10, without=("open",)).nodes["a"].p50 == datetime(2027, 1, 8, 17)


def test_a_risk_of_work_with_parts_delays_the_part_that_finishes_last() -> None:
    risk = Risk(id="r", code="R", name="x", probability=1.0, delay=said("5d"), work_ids=("p",))
    plan = Plan.of(SETTINGS, item("p"), item("a", "5d", parent_id="p"), item("b", "3d", parent_id="p"), risk)
    nodes = simulate(plan, samples=10).nodes
    assert [nodes[id_].p50 for id_ in ("a", "b", "p")] == [
        datetime(2027, 1, 15, 17), datetime(2027, 1, 6, 17), datetime(2027, 1, 15, 17),
    ]  # fmt: skip


def test_what_is_taken_away_leaves_all_other_draws_as_they_are() -> None:
    cause = CommonCause(id="c", code="C", name="One team", correlation=0.5, initiative_ids=("a", "b"))
    plan = Plan.of(*PLAN, cause)
    base, without = simulate(plan), simulate(plan, without=("b",))
    assert finishes(base, "a") == finishes(without, "a")
    kinds = {s.id: s.kind.value for s in tornado(plan, "l")}
    assert kinds == {"a": "work", "b": "work", "c": "cause"}
    gains = removals(plan, "l", ids=("a", "c"))
    assert [gain.id for gain in gains] == ["a", "c"]
    assert gains[0].p80_days > gains[1].p80_days > 0
    assert {gain.id for gain in removals(plan, "l")} == {"a", "b", "c"}


def test_what_cannot_matter_to_a_target_is_not_among_what_moves_it() -> None:
    aside = Initiative(id="z", code="Z", name="z", optimistic=said("1d"), duration=said("2d"), pessimistic=said("9d"))
    cause = CommonCause(id="c", code="C", name="c", initiative_ids=("z",))
    risk = Risk(id="r", code="R", name="r", probability=0.5, delay=said("5d"), work_ids=("z",))
    plan = Plan.of(*PLAN, aside, cause, risk)
    assert {s.id for s in tornado(plan, "l", samples=500)} == {"a", "b"}
    assert {s.id for s in tornado(plan, "z", samples=500)} == {"z", "c", "r"}


def test_adding_work_elsewhere_changes_no_sample() -> None:
    more = Plan.of(*PLAN, item("z", "1d 2d 3d"))
    assert finishes(simulate(more), "l") == finishes(simulate(PLAN), "l")


def test_other_seeds_give_other_samples_and_the_same_seed_the_same() -> None:
    again = Plan.of(*PLAN)
    assert simulate(again, seed=4) == simulate(PLAN, seed=4)
    assert finishes(simulate(PLAN, seed=4), "l") != finishes(simulate(PLAN, seed=5), "l")


def test_a_forecast_is_made_once_for_each_question() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, of: int) -> None:
        told.append((done, of))

    plan = Plan.of(*PLAN)
    with ThreadPoolExecutor(1) as executor:
        first = simulate(plan, samples=4_000, executor=executor, workers=2, progress=tell)
    assert told == [(i, 8) for i in range(1, 9)]
    assert simulate(plan, samples=4_000, progress=tell) is first
    assert len(told) == 8


def test_stopping_by_progress_leaves_nothing_behind() -> None:
    class StopError(Exception):
        pass

    def stop(done: int, of: int) -> None:
        raise StopError

    plan = Plan.of(*PLAN)
    with pytest.raises(StopError):
        simulate(plan, progress=stop)
    assert simulate(plan).samples == 10_000


@pytest.mark.parametrize(
    ("ask", "refusal", "message"),
    [
        (lambda: simulate(PLAN, samples=0), SampleCountError, "0 samples cannot be simulated."),
        (lambda: simulate(PLAN, targets=("x",)), NotFoundError, "There is no initiative or launch 'x'."),
        (
            lambda: simulate(PLAN, extra=(ExtraNode("g", (After("x"),)),)),
            UnknownNodeError,
            "The simulated node 'g' waits for 'x', which is neither work, a launch nor another node.",
        ),
        (lambda: simulate(PLAN).quantile("x", 0.5), NotSimulatedError, "The finish of 'x' was not kept"),
    ],
)
def test_questions_that_cannot_be_answered_are_refused(
    ask: Callable[[], object], refusal: type[Exception], message: str
) -> None:
    with pytest.raises(refusal, match=message):
        ask()


def test_cancelled_work_has_no_forecast_and_an_empty_plan_an_empty_one() -> None:
    from planner.plan.entities import Status

    forecast = simulate(Plan.of(SETTINGS, item("a", "5d", status=Status.CANCELLED), item("b", "1d")), samples=10)
    assert set(forecast.nodes) == {"b", WHOLE}
    assert simulate(Plan.of(), samples=10).nodes == {}
