"""How sure a launch is: for each market the day it is ready with its probability, what decides it, and who may go.

One simulation of the plan with the launch's gates as further nodes gives all of it, so that markets that share work
are late together: the chance of all of them is not the product of their chances.

>>> from planner.plan.entities import GateTemplate, Launch, Portfolio
>>> from planner.plan.values import Duration
>>> three = dict(zip(("takes_optimistic", "takes", "takes_pessimistic"), map(Duration.parse, ("1d", "3d", "9d"))))
>>> plan = Plan.of(
...     Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     GateTemplate(id="t", code="G1", name="Approved", **three),
...     Launch(id="l", code="L", name="Launch", target_date=datetime(2027, 1, 8, 23, 59)),
... )
>>> found = launch_forecast(plan, "l", date(2027, 1, 4), samples=2000, seed=1)
>>> market = found.markets[0]
>>> str(market.p50), str(market.p90), round(market.chance.value, 1), market.deciders[0].template_id
('2027-01-07', '2027-01-11', 0.8, 't')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from planner.plan.entities import GateTemplate, Launch
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import END_OF_DAY
from planner.readiness.blocking import decisive_work
from planner.readiness.cells import readiness_by_dates
from planner.readiness.forecast_nodes import LaunchNodes, nodes_of
from planner.readiness.ground import Ground
from planner.readiness.result import Cell, GateStanding
from planner.risk import simulate
from planner.risk.forecast import Chance, Forecast, Quantile, share_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from planner.schedule.recovery import Remedies

SAMPLES = 10_000


@dataclass(frozen=True, slots=True)
class Decider:
    """What lets a market go last, in this share of the samples: a gate, or the graph (None)."""

    template_id: str | None
    share: float


@dataclass(frozen=True, slots=True)
class MarketForecast:
    """One market: the day on which it is ready and the graph lets it go, with the chance of the target.

    ``computed`` is the day if all takes as long as is most likely. Days and chance are None where ``unknown`` says
    why nobody knows; a market that is live has that day everywhere and no chance left to take. ``fan`` goes from early
    to late.
    """

    market_id: str | None
    target: date | None
    live_on: date | None
    computed: date | None
    p10: date | None
    p50: date | None
    p80: date | None
    p90: date | None
    chance: Chance | None
    fan: tuple[Quantile, ...]
    deciders: tuple[Decider, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartialLaunch:
    """The most markets that may go together by a day: the chance that all of them are ready by then.

    ``market_ids`` are those chosen; the others are in ``left`` with their own chance by that day (None: unknown).
    """

    by: date
    at_least: float
    market_ids: tuple[str | None, ...]
    chance: Chance | None
    left: tuple[tuple[str | None, Chance | None], ...]


@dataclass(frozen=True, slots=True)
class LaunchForecast:
    """The forecast of one launch as of a day; ``joint`` is the chance that all markets meet their targets.

    ``joint`` is None where a market has no target or nobody knows when it will be ready.
    """

    launch_id: str
    today: date
    samples: int
    seed: int
    markets: tuple[MarketForecast, ...]
    joint: Chance | None


@dataclass(frozen=True, slots=True)
class _Run:
    """A simulation with the nodes of one launch."""

    cells: tuple[Cell, ...]
    made: LaunchNodes
    forecast: Forecast


@per_plan
def launch_forecast(
    plan: Plan, launch_id: str, today: date, *, samples: int = SAMPLES, seed: int = 1
) -> LaunchForecast:
    """Return the forecast of a launch; NotFoundError if there is none, or it is cancelled."""
    run = _run(plan, launch_id, today, samples, seed)
    markets = tuple(_market(plan, run, cell) for cell in run.cells)
    return LaunchForecast(launch_id, today, samples, seed, markets, _joint(run))


@per_plan
def _run(plan: Plan, launch_id: str, today: date, samples: int, seed: int) -> _Run:
    launch = readiness_by_dates(plan, today).by_launch.get(launch_id)
    if launch is None:
        known = plan.all(Launch).get(launch_id)
        raise NotFoundError("launch that is not cancelled", known.code if known is not None else launch_id)
    made = nodes_of(Ground.of(plan, today), launch.cells)
    ids = tuple(made.nodes)
    return _Run(
        launch.cells, made, simulate(plan, samples=samples, seed=seed, targets=ids, extra=tuple(made.nodes.values()))
    )


def _market(plan: Plan, run: _Run, cell: Cell) -> MarketForecast:
    node_id = run.made.cells.get(cell.market_id)
    if node_id is None or node_id not in run.forecast.nodes:
        live = cell.live_on
        unknown = () if live is not None else _unknown(plan, cell)
        days = (live, live, live, live, live)
        return MarketForecast(cell.market_id, cell.target, live, *days, None, (), (), unknown)
    node = run.forecast.nodes[node_id]
    computed, p10, p50, p80, p90 = (
        at.date() if at is not None else None for at in (node.computed, node.p10, node.p50, node.p80, node.p90)
    )
    return MarketForecast(
        cell.market_id, cell.target, None, computed, p10, p50, p80, p90,
        node.chance, run.forecast.fan(node_id), _deciders(run, cell), (),
    )  # fmt: skip


def _unknown(plan: Plan, cell: Cell) -> tuple[str, ...]:
    found = [
        f"{plan.all(GateTemplate)[gate.template_id].code}: {_undated(gate)}"
        for gate in cell.gates
        if gate.hard and not gate.green and gate.projected is None
    ]
    if cell.scheduled is None:
        found.append(f"{plan.all(Launch)[cell.launch_id].code} has no date in the graph.")
    return tuple(found)


def _undated(gate: GateStanding) -> str:
    """Return what has no date of all that a gate waits for, else why the gate is not green."""
    found = [feed.sentence for feed in gate.feeds if not feed.passed and feed.projected is None]
    return found[0] if found else gate.reasons[0]


def _deciders(run: _Run, cell: Cell) -> tuple[Decider, ...]:
    """Return what is last in how many of the samples, the most often first; those that never are left out."""
    import numpy as np

    names: list[str | None] = [None]
    ids = [run.made.graph[cell.market_id]]
    for (market_id, template_id), node_id in run.made.gates.items():
        if market_id == cell.market_id:
            names.append(template_id)
            ids.append(node_id)
    last = np.argmax(np.stack([run.forecast.of(id_) for id_ in ids]), axis=0)
    counts = np.bincount(last, minlength=len(ids)).tolist()
    found = [Decider(name, count / len(last)) for name, count in zip(names, counts, strict=True) if count]
    return tuple(sorted(found, key=lambda one: -one.share))


def _joint(run: _Run) -> Chance | None:
    """Return the chance that every market meets its target: those live by it have, those live after it have not."""
    asked: list[tuple[str, datetime]] = []
    for cell in run.cells:
        if cell.live_on is not None:
            continue
        node_id = run.made.cells.get(cell.market_id)
        if node_id is None or cell.target is None:
            return None
        asked.append((node_id, datetime.combine(cell.target, END_OF_DAY)))
    return run.forecast.joint(asked) if asked else None


@per_plan
def partial_launch(
    plan: Plan, launch_id: str, today: date, by: date, at_least: float = 0.8, *, samples: int = SAMPLES, seed: int = 1
) -> PartialLaunch:
    """Return the largest set of markets that are all ready by a day with a chance of at least ``at_least`` (0 to 1).

    Of sets of one size the most probable; live markets are left out of it. Exact for up to a dozen and a half markets,
    beyond that markets join by the chance that they leave.
    """
    run = _run(plan, launch_id, today, samples, seed)
    met = {
        market_id: _met(run.forecast.of(node_id), by)
        for market_id, node_id in run.made.cells.items()
        if node_id in run.forecast.nodes
    }
    chosen, count = largest_set(met, at_least, samples)
    left = tuple(
        (cell.market_id, share_of(met[cell.market_id].bit_count(), samples) if cell.market_id in met else None)
        for cell in run.cells
        if cell.live_on is None and cell.market_id not in chosen
    )
    return PartialLaunch(by, at_least, chosen, share_of(count, samples) if chosen else None, left)


def _met(finishes: npt.NDArray[np.int64], by: date) -> int:
    """Return the samples in which a node is there by a day, as bits."""
    import numpy as np

    from planner.schedule.plan_projects import end_ticks

    flags = np.packbits(finishes <= end_ticks(datetime.combine(by, END_OF_DAY)), bitorder="little")
    return int.from_bytes(flags.tobytes(), "little")


EXACT = 16


def largest_set(met: dict[str | None, int], at_least: float, samples: int) -> tuple[tuple[str | None, ...], int]:
    """Return the largest set of keys whose samples in common are enough, and how many those are.

    >>> largest_set({"a": 0b1111, "b": 0b0111, "c": 0b1000}, 0.75, 4)
    (('a', 'b'), 3)
    """
    need = at_least * samples
    order = sorted((key for key in met if met[key].bit_count() >= need), key=lambda key: -met[key].bit_count())
    every = (1 << samples) - 1
    if len(order) > EXACT:
        return _greedy({key: met[key] for key in order}, need, every)
    best: tuple[int, int, tuple[str | None, ...]] = (0, 0, ())
    stack: list[tuple[int, int, tuple[str | None, ...]]] = [(0, every, ())]
    while stack:
        at, common, chosen = stack.pop()
        best = max(best, (len(chosen), common.bit_count() if chosen else 0, chosen), key=lambda one: one[:2])
        for i in range(at, len(order)):
            if len(chosen) + len(order) - i < best[0]:
                break
            both = common & met[order[i]]
            if both.bit_count() >= need:
                stack.append((i + 1, both, (*chosen, order[i])))
    return best[2], best[1]


def _greedy(met: dict[str | None, int], need: float, common: int) -> tuple[tuple[str | None, ...], int]:
    chosen: list[str | None] = []
    rest = dict(met)
    while rest:
        key = max(rest, key=lambda one: (common & rest[one]).bit_count())
        if (common & rest[key]).bit_count() < need:
            break
        common &= rest.pop(key)
        chosen.append(key)
    return tuple(chosen), common.bit_count() if chosen else 0


def what_it_takes(plan: Plan, cell: Cell, by: date, budget: int = 200) -> Remedies | None:
    """Return the moves that bring the work which decides a market to a day; None where no work does.

    It is what the blocking gate waits for longest, else the launch itself; the gate's own time still follows.
    """
    from planner.schedule import remedies, schedule

    gate = cell.blocking
    work_id = decisive_work(plan, gate.feeds) if gate is not None else None
    if work_id is None and cell.scheduled is not None and cell.scheduled > by:
        work_id = cell.launch_id
    if work_id is None or work_id not in schedule(plan).dates:
        return None
    return remedies(plan, work_id, datetime.combine(by, END_OF_DAY), budget)
