"""The model of `benchmarks.risk` in numpy, as one would write it: whole arrays over blocks of samples.

Draws, blends and quantiles of a block are made for all tasks at once; dates a task at a time, with the calendar by
binary search over its periods; criticality by going back over the links; rank correlation from the ranks of each
block. The model, the quantile tables and the calendars are those of the simulation.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.risk.distributions import KNOTS_EACH_SIDE, UNIT
from planner.risk.lane_time import periods_within
from planner.risk.program import Program
from planner.risk.records import LANE_NODE, LOW, SHAPE, SPAN
from planner.risk.uncertainty import Uncertainty
from planner.schedule.network import Network

Array = Any


class NumpySimulation:
    """One portfolio, ready to be run in blocks."""

    block = 500

    def __init__(self, network: Network, uncertainty: Uncertainty, program: Program) -> None:
        nodes = program.nodes.reshape(-1, LANE_NODE)[program.row_of]
        self.shape, self.low, self.span = (nodes[:, i, None] for i in (SHAPE, LOW, SPAN))
        self.quantiles = program.shapes / UNIT
        self.before: list[list[int]] = [[] for _ in network.activities]
        for link in network.links:
            self.before[link.successor].append(link.predecessor)
        self.calendars = []
        for calendar in network.calendars:
            begin, length = periods_within(calendar, program.first_day, 4_000)
            self.calendars.append((begin, np.cumsum(length) - length, length))
        self.calendar = [a.calendar or 0 for a in network.activities]
        self.start = np.full(self.block, (network.projects[0].start // 14_400 - program.first_day) << 14)
        self.share = next(iter(uncertainty.shared.values()))[0][1]
        self.events = uncertainty.events
        self.hits = uncertainty.hits
        self.size = network.size

    def run(self, blocks: int) -> tuple[Array, Array]:
        """Return criticality counts and summed correlations of so many blocks."""
        random = np.random.default_rng(1)
        critical, correlation = np.zeros(self.size), np.zeros(self.size)
        for _ in range(blocks):
            z = self.draws(random)
            durations = self.durations(z, random)
            finish, driving = self.dates(durations)
            critical += self.criticality(finish, driving)
            ranks = finish.max(axis=0).argsort().argsort() - (self.block - 1) / 2
            own = z.argsort(axis=1).argsort(axis=1) - (self.block - 1) / 2
            correlation += own @ ranks / (ranks @ ranks)
        return critical, correlation / blocks

    def draws(self, random: np.random.Generator) -> Array:
        """Return the normal scores of a block, blended with those of the cause."""
        own = random.standard_normal((self.size, self.block), np.float32)
        cause = random.standard_normal(self.block, np.float32)
        return np.float32((1 - self.share) ** 0.5) * own + np.float32(self.share**0.5) * cause

    def durations(self, z: Array, random: np.random.Generator) -> Array:
        """Return the working ticks of a block."""
        place = z * 32 + KNOTS_EACH_SIDE
        at = place.astype(np.int32)
        low, high = self.quantiles[self.shape + at], self.quantiles[self.shape + at + 1]
        ticks = (self.low + self.span * (low + (high - low) * (place - at))).astype(np.int64)
        for task, risks in self.hits.items():
            for risk in risks:
                event = self.events[risk]
                delay = event.delay.optimistic + 72_000 * random.random(self.block)
                ticks[task] += np.where(random.random(self.block) < event.probability, delay, 0).astype(np.int64)
        return ticks

    def dates(self, durations: Array) -> tuple[Array, dict[tuple[int, int], Array]]:
        """Return the finishes of a block, and for each link the samples in which it binds."""
        finish = np.empty(durations.shape, np.int64)
        driving: dict[tuple[int, int], Array] = {}
        for task in range(self.size):
            bound = self.start
            for before in self.before[task]:
                bound = np.maximum(bound, finish[before])
            for before in self.before[task]:
                driving[before, task] = finish[before] == bound
            begin, done, length = self.calendars[self.calendar[task]]
            at = np.searchsorted(begin, bound, side="right") - 1
            work = done[at] + np.minimum(bound - begin[at], length[at]) + durations[task]
            at = np.searchsorted(done, work, side="left") - 1
            finish[task] = begin[at] + work - done[at]
        return finish, driving

    def criticality(self, finish: Array, driving: dict[tuple[int, int], Array]) -> Array:
        """Return in how many samples of a block each task was critical."""
        critical = finish == finish.max(axis=0)
        for task in range(self.size - 1, -1, -1):
            for before in self.before[task]:
                critical[before] |= critical[task] & driving[before, task]
        return critical.sum(axis=1)
