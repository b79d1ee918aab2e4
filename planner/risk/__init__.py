"""Forecasts: how sure a date is, what makes it so, and what would help.

`simulate(plan)` runs a Monte Carlo simulation of the plan's schedule, with the durations drawn from their three-point
estimates, work with a cause in common drawn together, and the risks of the register happening or not. What is known of
links, calendars, constraints and progress is what `planner.schedule` knows: a plan without uncertainty is forecast to
the minute as it is scheduled. `tornado` says what moves a target, `removals` what it would gain by taking a risk away.

>>> from planner.plan.entities import Initiative
>>> from planner.plan.snapshot import Plan
>>> from planner.plan.values import Duration
>>> three = dict(zip(("optimistic", "duration", "pessimistic"), map(Duration.parse, ("2d", "5d", "8d"))))
>>> forecast = simulate(Plan.of(Initiative(id="a", code="A", name="Alone", **three)), samples=128)
>>> node = forecast.nodes["a"]
>>> str(node.computed), str(node.p50.date()), str(node.p90.date())
('2026-01-09 17:00:00', '2026-01-09', '2026-01-13')
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from planner.risk.engine import Progress
    from planner.risk.extra_nodes import ExtraNode
    from planner.risk.forecast import Forecast, Sensitivity
    from planner.risk.removal import Removal

__all__ = ["removals", "simulate", "tornado", "warm_up"]

SAMPLES = 10_000
SEED = 1


def simulate(
    plan: Plan,
    *,
    samples: int = SAMPLES,
    seed: int = SEED,
    targets: Iterable[str] = (),
    traced: Iterable[str] = (),
    extra: Iterable[ExtraNode] = (),
    without: Iterable[str] = (),
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Forecast:
    """Return the forecast of a plan: dates with their probabilities, the same for any number of workers.

    `targets` are ids whose samples are kept in plans too large to keep all; `traced` those whose sensitivities are
    wanted; `extra` are nodes to simulate beside the plan's; `without` are ids of risks, causes and work to take as
    certain. Runs on threads of this process, or on `executor`. `progress` is told (done, of).
    """
    from planner.risk.simulation import Question, answer

    question = Question(
        samples, seed, tuple(dict.fromkeys(targets)), tuple(dict.fromkeys(traced)), tuple(extra), frozenset(without)
    )
    return answer(plan, question, executor, workers, progress)


def tornado(
    plan: Plan, target_id: str, *, samples: int = SAMPLES, seed: int = SEED, extra: Iterable[ExtraNode] = ()
) -> tuple[Sensitivity, ...]:
    """Return what moves the finish of a target, strongest first: work, causes and risks; once per plan."""
    forecast = simulate(plan, samples=samples, seed=seed, traced=(target_id,), extra=extra)
    return forecast.sensitivities.get(target_id, ())


def removals(
    plan: Plan,
    target_id: str,
    *,
    ids: Iterable[str] | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
    extra: Iterable[ExtraNode] = (),
) -> tuple[Removal, ...]:
    """Return what a target would gain if one risk after the other were taken away, most first.

    `ids` names risks, causes and work to try; None tries the open risks, the causes and the ten strongest
    pieces of work.
    """
    from planner.risk.removal import removals as found

    return found(plan, target_id, None if ids is None else tuple(ids), samples, seed, tuple(extra))


def warm_up() -> None:
    """Load the machine code, compiling it where it is not cached yet."""
    from planner.risk.warming import warm_up as load

    load()
