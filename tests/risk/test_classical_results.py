"""Results that are known in closed form, and the dates that the demo portfolio was designed with."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest

from planner.plan.entities import CommonCause, Dependency, Distribution, Initiative, Portfolio, Risk
from planner.plan.entities.portfolio import PORTFOLIO_ID, ThreePoint
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.risk import removals, simulate, tornado
from planner.risk.forecast import WHOLE, Forecast
from planner.risk.normal_scores import ONE, normal_scores, score_table
from planner.risk.random_lanes import LANES
from tests.risk import northstar

START = datetime(2027, 1, 4)
SAMPLES = 40_000
DAY = 14_400


def hours(amount: float) -> Duration:
    """Return hours by the clock, so that closed forms hold without calendars."""
    return Duration.parse(f"{amount}eh")


def task(
    id_: str, low: float, likely: float, high: float, family: Distribution = Distribution.TRIANGULAR
) -> Initiative:
    return Initiative(
        id=id_, code=id_, name=id_, optimistic=hours(low), duration=hours(likely), pessimistic=hours(high),
        distribution=family,
    )  # fmt: skip


def portfolio(**values: object) -> Portfolio:
    return Portfolio(id=PORTFOLIO_ID, start=START, **values)  # type: ignore[arg-type]


def link(before: str, after: str) -> Dependency:
    return Dependency(id=f"{before}>{after}", predecessor_id=before, successor_id=after)


def hours_of(forecast: Forecast, id_: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the finishes of a node in hours from the start."""
    values: np.ndarray[tuple[int], np.dtype[np.float64]] = (forecast.of(id_) - START.toordinal() * DAY) / 600
    return values


def test_a_triangular_task_has_its_mean_variance_and_quantiles() -> None:
    a, m, b = 100.0, 160.0, 400.0
    found = hours_of(simulate(Plan.of(portfolio(), task("a", a, m, b)), samples=SAMPLES, seed=3), "a")
    variance = (a * a + m * m + b * b - a * m - a * b - m * b) / 18
    assert abs(found.mean() - (a + m + b) / 3) < 3 * sqrt(variance / SAMPLES)
    assert found.std() == pytest.approx(sqrt(variance), rel=0.02)
    assert a <= found.min()
    assert found.max() <= b
    for share in (0.3, 0.5, 0.8, 0.9):
        exact = b - sqrt((1 - share) * (b - a) * (b - m))
        density = 2 * (b - exact) / ((b - a) * (b - m))
        assert abs(np.quantile(found, share) - exact) < 3 * sqrt(share * (1 - share) / SAMPLES) / density


def test_a_pert_path_has_the_sum_of_means_and_variances() -> None:
    points = [(10, 20, 60), (30, 40, 50), (5, 15, 85), (20, 60, 70)]
    tasks = [task(str(i), *p, Distribution.PERT) for i, p in enumerate(points)]
    links = [link(str(i), str(i + 1)) for i in range(3)]
    found = hours_of(simulate(Plan.of(portfolio(), *tasks, *links), samples=SAMPLES, seed=4), "3")
    means = [(a + 4 * m + b) / 6 for a, m, b in points]
    variance = sum((mean - a) * (b - mean) / 7 for mean, (a, _, b) in zip(means, points, strict=True))
    assert abs(found.mean() - sum(means)) < 3 * sqrt(variance / SAMPLES)
    assert found.var() == pytest.approx(variance, rel=3 * sqrt(2 / SAMPLES))


def test_the_later_of_two_equal_paths_is_their_greatest_order_statistic() -> None:
    plan = Plan.of(
        portfolio(), task("a", 0, 50, 100), task("b", 0, 50, 100), Initiative(id="m", code="m", name="m"),
        link("a", "m"), link("b", "m"),
    )  # fmt: skip
    forecast = simulate(plan, samples=SAMPLES, seed=5, traced=("m",))
    found = hours_of(forecast, "m")
    # The mean of the later is the integral of 1 - F(x)^2, F being that of one path.
    x = np.linspace(0, 1, 200_001)
    single = np.where(x <= 0.5, 2 * x**2, 1 - 2 * (1 - x) ** 2)
    mean = 100 * (1 - np.trapezoid(single**2, x))
    assert abs(found.mean() - mean) < 3 * found.std() / sqrt(SAMPLES)
    assert abs(float((found <= 50).mean()) - 0.25) < 3 * sqrt(0.25 * 0.75 / SAMPLES)
    for id_ in "ab":
        (one,) = (s for s in forecast.sensitivities["m"] if s.id == id_)
        assert one.criticality is not None
        assert abs(one.criticality - 0.5) < 3 * 0.5 / sqrt(SAMPLES)


def test_deciles_are_the_tenth_and_the_ninetieth_percentile() -> None:
    for family in Distribution:
        plan = Plan.of(portfolio(three_point=ThreePoint.DECILES), task("a", 100, 160, 260, family))
        found = hours_of(simulate(plan, samples=SAMPLES, seed=6), "a")
        for bound, share in ((100, 0.1), (260, 0.9)):
            error = 3 * sqrt(share * (1 - share) / SAMPLES)
            assert abs(float((found <= bound).mean()) - share) < error, family


def test_a_lognormal_has_its_outer_points_at_the_first_and_the_last_hundredth() -> None:
    plan = Plan.of(portfolio(), task("a", 100, 160, 400, Distribution.LOGNORMAL))
    found = hours_of(simulate(plan, samples=SAMPLES), "a")
    assert abs(float((found <= 100).mean()) - 0.01) < 3 * sqrt(0.01 * 0.99 / SAMPLES)
    assert abs(float((found > 400).mean()) - 0.01) < 3 * sqrt(0.01 * 0.99 / SAMPLES)


def test_a_cause_gives_two_durations_its_correlation_of_scores() -> None:
    cause = CommonCause(id="c", code="C", name="One vendor", correlation=0.6, initiative_ids=("a", "b"))
    forecast = simulate(Plan.of(portfolio(), task("a", 0, 50, 100), task("b", 10, 20, 90), cause), samples=SAMPLES)
    scores = [np.argsort(np.argsort(hours_of(forecast, id_))) for id_ in "ab"]
    spearman = 6 / np.pi * np.arcsin(0.6 / 2)
    assert abs(np.corrcoef(scores[0], scores[1])[0, 1] - spearman) < 0.015
    without = simulate(Plan.of(portfolio(), task("a", 0, 50, 100), task("b", 10, 20, 90)), samples=SAMPLES)
    scores = [np.argsort(np.argsort(hours_of(without, id_))) for id_ in "ab"]
    assert abs(np.corrcoef(scores[0], scores[1])[0, 1]) < 3 / sqrt(SAMPLES)


def test_several_causes_share_at_most_the_whole_variance() -> None:
    causes = [CommonCause(id=id_, code=id_, name=id_, correlation=0.8, initiative_ids=("a", "b")) for id_ in ("c", "d")]
    forecast = simulate(Plan.of(portfolio(), task("a", 0, 50, 100), task("b", 0, 50, 100), *causes), samples=2_000)
    assert (forecast.of("a") == forecast.of("b")).all()


def test_a_risk_happens_as_often_and_delays_as_much_as_was_said() -> None:
    sure = Initiative(id="a", code="a", name="a", duration=hours(100))
    risk = Risk(id="r", code="R", name="Strike", probability=0.3, delay=Duration.parse("40h"), work_ids=("a",))
    plan = Plan.of(portfolio(), sure, risk)
    found = hours_of(simulate(plan, samples=SAMPLES), "a")
    assert set(np.unique(found).tolist()) == {100.0, 140.0}
    assert abs(float((found > 100).mean()) - 0.3) < 3 * sqrt(0.3 * 0.7 / SAMPLES)
    (only,) = tornado(plan, "a", samples=4_000)
    assert (only.id, only.kind.value, only.criticality) == ("r", "risk", None)
    assert only.correlation > 0.99
    (gain,) = removals(plan, "a", samples=SAMPLES)
    assert gain.id == "r"
    assert gain.p80_days == pytest.approx(40 / 24)
    assert abs(gain.mean_days - 0.3 * 40 / 24) < 3 * sqrt(0.3 * 0.7 / SAMPLES) * 40 / 24


def test_rank_correlations_tell_the_shares_of_a_sum() -> None:
    """For a sum of independent durations the correlation is each one's share of the standard deviation."""
    plan = Plan.of(portfolio(), task("a", 0, 50, 100), task("b", 0, 100, 200), link("a", "b"))
    found = {s.id: s.correlation for s in tornado(plan, "b", samples=SAMPLES)}
    assert found["a"] == pytest.approx(1 / sqrt(5), abs=0.02)
    assert found["b"] == pytest.approx(2 / sqrt(5), abs=0.02)


@pytest.mark.parametrize(
    ("id_", "p50", "p80"),
    [
        ("LCH-701", date(2026, 12, 25), date(2027, 1, 3)),
        ("CS-602", None, date(2027, 3, 22)),
        ("INF-210", None, date(2027, 5, 14)),
    ],
)
def test_northstar_has_its_published_dates_within_a_day(id_: str, p50: date | None, p80: date) -> None:
    node = simulate(northstar.plan(), seed=7).nodes[id_]
    assert node.p50 is not None
    assert node.p80 is not None
    if p50 is not None:
        assert abs(node.p50.date() - p50) <= timedelta(days=1)
    assert abs(node.p80.date() - p80) <= timedelta(days=1)


def test_northstar_has_its_deliberate_red_launch() -> None:
    forecast = simulate(northstar.plan(), traced=("LCH-701",))
    nodes = forecast.nodes
    assert nodes["LCH-701"].computed == datetime(2026, 12, 21)
    chances = {id_: nodes[id_].chance for id_ in ("LCH-701", "TRN-311", "REG-501", "PLN-403")}
    found = {id_: chance.value for id_, chance in chances.items() if chance is not None}
    assert found["LCH-701"] == pytest.approx(0.01, abs=0.006)
    assert found["TRN-311"] == pytest.approx(0.98, abs=0.01)
    assert found["REG-501"] > 0.999
    assert found["PLN-403"] == pytest.approx(0.98, abs=0.015)
    path = [s.id for s in forecast.sensitivities["LCH-701"] if (s.criticality or 0) > 0.9]
    assert {"POL-101", "POL-102", "TRN-302", "TRN-303", "TRN-301"} == set(path)


def test_northstar_joint_chance_counts_samples_in_which_all_are_in_time() -> None:
    forecast = simulate(northstar.plan())
    both = forecast.joint_of(("TRN-311", "PLN-403"))
    apart = [forecast.nodes[id_].chance for id_ in ("TRN-311", "PLN-403")]
    assert both is not None
    product = np.prod([chance.value for chance in apart if chance is not None])
    assert abs(both.value - product) < 3 * both.error
    assert forecast.joint_of(("TRN-311", "CS-602")) is None
    assert forecast.nodes[WHOLE].p80 == forecast.quantile(WHOLE, 0.8)


def test_the_normal_score_of_a_word_is_that_of_its_share() -> None:
    words = [i * 1_048_573 for i in range(4_096)] + [0, 1, 100, 10_000, 2**32 - 1, 2**32 - 5_000]
    table, scores = score_table().tolist(), list[int]()
    for i in range(0, len(words), LANES):
        some = words[i : i + LANES]
        made = [0] * len(some)
        normal_scores(some, table, [0] * len(some), made, len(some))
        scores += made
    exact = [NormalDist().inv_cdf((word + 0.5) / 2**32) for word in words]
    off = [abs(score / ONE - z) for score, z in zip(scores, exact, strict=True)]
    assert max(off[i] for i in range(len(words)) if abs(exact[i]) < 4.6) < 1e-4
