"""Simulating a plan: its network, what is uncertain about it, and what the samples say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Any, TypeVar

import numpy as np

from planner.plan.entities import Initiative, Launch, Level
from planner.plan.errors import NotFoundError, PlannerError
from planner.plan.snapshot import Plan
from planner.risk.compiling import program_of
from planner.risk.engine import Partial, Progress, Wanted, run
from planner.risk.estimates import uncertainty_of
from planner.risk.extra_nodes import Extended, ExtraNode, extended
from planner.risk.forecast import (
    WHOLE,
    Forecast,
    NodeForecast,
    Sensitivity,
    SensitivityKind,
    moment,
    rank,
    share_of,
    ticks_of_target,
)
from planner.risk.lane_time import DAY_BITS, GAP, LATEST, packed
from planner.risk.program import Program
from planner.risk.records import EXPECTED, LANE_NODE
from planner.risk.uncertainty import Uncertainty
from planner.schedule.plan_schedule import solved
from planner.schedule.records import FAR
from planner.schedule.solve import run_of
from planner.worktime.ticks import TICKS_PER_DAY

Array = Any
V = TypeVar("V")

MOST_SAMPLES = 1_000_000
KEPT_CELLS = 8_000_000
"""Finishes up to which all work is kept; beyond, only launches, milestones, extra nodes and targets are."""
INTERPRETED_CELLS = 3_000
"""Draws up to which plain Python is faster than loading machine code."""


class OnDemand(Mapping[str, V]):
    """A mapping of known keys whose values are computed when they are first asked for."""

    def __init__(self, keys: Iterable[str], compute: Callable[[str], V]) -> None:
        self._values: dict[str, V | None] = dict.fromkeys(keys)
        self._compute = compute

    def __getitem__(self, key: str) -> V:
        found = self._values[key]
        if found is None:
            found = self._values[key] = self._compute(key)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class SampleCountError(PlannerError):
    """A number of samples that cannot be run."""

    code = "SAMPLES"

    def __init__(self, samples: int) -> None:
        super().__init__(f"{samples} samples cannot be simulated.", f"Give a number from 1 to {MOST_SAMPLES}.")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a simulation; equal questions about one plan are answered once.

    `targets` are kept whatever their number; `traced` are those whose sensitivities are wanted, beside the whole
    portfolio's. `without` names risks, causes and work that are taken as certain: the risks never happen, the causes
    connect nothing, the work takes as long as is most likely, and all other draws stay as they are.
    """

    samples: int
    seed: int
    targets: tuple[str, ...] = ()
    traced: tuple[str, ...] = ()
    extra: tuple[ExtraNode, ...] = ()
    without: frozenset[str] = frozenset()


def answer(
    plan: Plan, question: Question, executor: Executor | None = None, workers: int | None = None,
    progress: Progress | None = None,
) -> Forecast:  # fmt: skip
    """Return the forecast of a plan; once per plan and question.

    NotFoundError for a target that there is not, SampleCountError for a number of samples that cannot be run.
    """

    def compute() -> Forecast:
        return _Simulation(plan, question).forecast(executor, workers, progress)

    found = plan.analysis((answer, question), compute)
    assert isinstance(found, Forecast)
    return found


class _Simulation:
    """One question to one plan, prepared."""

    def __init__(self, plan: Plan, question: Question) -> None:
        if not 1 <= question.samples <= MOST_SAMPLES:
            raise SampleCountError(question.samples)
        self.plan, self.question = plan, question
        done = solved(plan)
        self.extended: Extended = extended(plan, done, question.extra)
        self.uncertainty: Uncertainty = uncertainty_of(plan, self.extended.position, question.extra, question.without)
        same = self.extended.network is done.network
        self.program: Program = program_of(done.run if same else run_of(self.extended.network), self.uncertainty)
        self.row_of = {
            id_: row
            for id_, position in self.extended.position.items()
            if (row := int(self.program.row_of[position])) >= 0
        }
        self.targets = _targets(plan, question)

    def forecast(self, executor: Executor | None, workers: int | None, progress: Progress | None) -> Forecast:
        """Return what the samples say."""
        kept, traced = self._kept(), self._traced()
        wanted = Wanted(self.question.samples, self.question.seed, tuple(kept.values()), tuple(traced.values()))
        small = executor is None and self.question.samples * self.program.size <= INTERPRETED_CELLS
        made = run(self.program, wanted, executor=executor, workers=workers, progress=progress, interpreted=small)
        row = {id_: i for i, id_ in enumerate(kept)}
        finishes = OnDemand(kept, lambda id_: self._ticks(made.finishes[row[id_]]))
        return Forecast(
            self.question.samples,
            self.question.seed,
            self._nodes(made, finishes, lambda id_: np.sort(made.finishes[row[id_]]) if id_ in row else None),
            {id_: self._sensitivities(made, i) for i, id_ in enumerate(traced)},
            finishes,
        )

    def _kept(self) -> dict[str, int]:
        """Return the rows to keep by id, the whole portfolio first."""
        all_of_them = len(self.row_of) * self.question.samples <= KEPT_CELLS
        asked = {*self.question.targets, *self.question.traced, *self.targets, *(n.id for n in self.question.extra)}
        table = self.plan.works
        named = {
            id_
            for id_ in self.row_of
            if id_ in asked
            or isinstance(table.get(id_), Launch)
            or getattr(table.get(id_), "level", None) is Level.MILESTONE
        }
        rows = {id_: row for id_, row in self.row_of.items() if all_of_them or id_ in named}
        return {WHOLE: -1, **rows}

    def _traced(self) -> dict[str, int]:
        return {WHOLE: -1, **{id_: self.row_of[id_] for id_ in self.question.traced if id_ in self.row_of}}

    def _ticks(self, instants: Array) -> Array:
        """Return lanes' instants in ticks."""
        ticks = instants.astype(np.int64)
        ticks -= (instants >> DAY_BITS) * np.int64(GAP)
        ticks += self.program.first_day * TICKS_PER_DAY
        ticks[instants == LATEST] = FAR
        return ticks

    def _nodes(
        self, made: Partial, finishes: Mapping[str, Array], ordered: Callable[[str], Array | None]
    ) -> Mapping[str, NodeForecast]:
        """Return what is known of each node; `ordered` gives the sorted instants of one that is kept."""
        expected = self.program.nodes.reshape(-1, LANE_NODE)[:, EXPECTED].tolist()
        count = self.question.samples
        sums, squares, critical = made.sums.tolist(), made.squares.tolist(), made.critical[0].tolist()
        dated = [id_ for id_, row in self.row_of.items() if expected[row] < FAR]
        last = max((expected[self.row_of[id_]] for id_ in dated if id_ in self.plan.works), default=None)

        def node(id_: str) -> NodeForecast:
            if id_ == WHOLE and last is not None:
                whole = finishes[WHOLE]
                mean, sd_days = float(whole.mean()) - last, float(whole.std()) / TICKS_PER_DAY
                return self._node(WHOLE, last, mean, sd_days, 1.0, ordered(WHOLE))
            row = self.row_of[id_]
            mean = sums[row] / count
            sd_days = sqrt(max(0.0, squares[row] * 256 / count - mean * mean)) / TICKS_PER_DAY
            return self._node(id_, expected[row], mean, sd_days, critical[row] / count, ordered(id_))

        return OnDemand(dated if last is None else [*dated, WHOLE], node)

    def _node(
        self, id_: str, expected: int, mean: float, sd_days: float, criticality: float, ordered: Array | None
    ) -> NodeForecast:
        target = self.targets.get(id_)
        last = ticks_of_target(target)
        p10 = p50 = p80 = p90 = chance = None
        if ordered is not None:
            places = [rank(share, len(ordered)) for share in (0.1, 0.5, 0.8, 0.9)]
            p10, p50, p80, p90 = (moment(at) for at in self._ticks(ordered[places]).tolist())
            if last is not None:
                met = int(np.searchsorted(ordered, packed(last, self.program.first_day), side="right"))
                chance = share_of(met, len(ordered))
        return NodeForecast(
            id_, moment(expected), moment(expected + mean), sd_days, p10, p50, p80, p90, target, chance, criticality
        )

    def _sensitivities(self, made: Partial, i: int) -> tuple[Sensitivity, ...]:
        """Return what moves the i-th of the traced nodes, strongest first; what cannot is left out."""
        count, program = self.question.samples, self.program
        sums, squares = (column / count for column in made.drawn)
        mean, square = (float(value) / count for value in made.ranks[i])
        spread = np.sqrt(np.maximum((squares - sums**2) * max(square - mean**2, 0.0), 0.0))
        shared = made.products[i] / count - sums * mean
        known = (made.products[i] != 0) & (spread > 0)
        correlation = np.where(known, shared / np.where(known, spread, 1.0), 0.0)
        found = []
        for id_, kind, row in self._sources():
            if not known[row]:
                continue
            critical = float(made.critical[i][row]) / count if row < program.size else None
            strength = float(correlation[row])
            cruciality = None if critical is None else abs(strength) * critical
            found.append(Sensitivity(id_, kind, strength, critical, cruciality))
        return tuple(sorted(found, key=lambda s: (-abs(s.correlation), s.id)))

    def _sources(self) -> list[tuple[str, SensitivityKind, int]]:
        """Return everything that is drawn: its id, kind and row among the draws."""
        of_extra = {node.id for node in self.question.extra}
        rows = [
            (id_, SensitivityKind.NODE if id_ in of_extra else SensitivityKind.WORK, row)
            for id_, row in self.row_of.items()
        ]
        first = self.program.size
        rows += [
            (name.removeprefix("cause:"), SensitivityKind.CAUSE, first + i)
            for i, name in enumerate(self.uncertainty.causes)
        ]
        first += len(self.uncertainty.causes)
        rows += [
            (event.name.removeprefix("risk:"), SensitivityKind.RISK, first + i)
            for i, event in enumerate(self.uncertainty.events)
        ]
        return rows


def _targets(plan: Plan, question: Question) -> dict[str, datetime]:
    """Return by when what should be done: deadlines of work, target dates of launches and extra nodes."""
    extra = {node.id: node for node in question.extra}
    for id_ in (*question.targets, *question.traced):
        if id_ not in extra and id_ not in plan.works and id_ != WHOLE:
            raise NotFoundError("initiative or launch", id_)
    found: dict[str, datetime | None] = {item.id: item.deadline for item in plan.all(Initiative).values()}
    found |= {launch.id: launch.target_date for launch in plan.all(Launch).values()}
    found |= {node.id: node.target for node in extra.values()}
    return {id_: at for id_, at in found.items() if at is not None}
