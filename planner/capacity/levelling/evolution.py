"""The genetic search of one core, on one or two threads, counted in schedules."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from planner.capacity.levelling.arrays import WORST
from planner.capacity.levelling.bench import Bench
from planner.capacity.levelling.chance import seeded
from planner.capacity.levelling.genetic import Desk, Population
from planner.capacity.levelling.priorities import founders
from planner.capacity.levelling.problem import Ints

PEOPLE = (12, 100)
"""Fewest and most individuals of a population; in between their tasks together are about `CROWD`."""
CROWD = 9_000
BLOCK = 250_000
"""Tasks placed by an island between two exchanges, about."""


@dataclass(slots=True, eq=False)
class Island:
    """A population with its desk."""

    desk: Desk
    people: Population
    founding: int = 1


@dataclass(slots=True, eq=False)
class Evolution:
    """Islands that breed apart and tell each other their best; the same for a seed, however fast the threads run."""

    bench: Bench
    orders: list[Ints]
    """Orders to begin with, best first."""
    best: int
    """Cost of the first of them."""
    target: int
    """Cost that is known to be the least."""
    seed: int
    count: int = 2
    islands: list[Island] = field(init=False)
    order: Ints = field(init=False)
    schedules: int = 0

    def __post_init__(self) -> None:
        self.order = self.orders[0]
        self._shorten()
        self.islands = [self._island(number) for number in range(self.count)]

    def _shorten(self) -> None:
        """Leave only as much room as schedules worth keeping need."""
        bench = self.bench
        _, end = bench.generate(self.order)
        bench.resize(min(bench.slots, end + end // 2 + 8))

    def _island(self, number: int) -> Island:
        bench, size = self.bench, self.bench.core.size
        engine = bench.engine
        people = max(PEOPLE[0], min(PEOPLE[1], CROWD // max(1, size)))
        given = self.orders if number == 0 else self.orders[:1]
        orders = founders(bench.core, bench.ahead, given, people, self.seed, number + 1, engine)
        population = Population(
            engine.column(orders),
            engine.column(np.full(people, WORST)),
            engine.zeros(people),
            engine.column(self.order),
            engine.column(np.full(size, -8)),
            engine.column(seeded(self.seed, 100 + number)),
            engine.column([0, 0, self.best, self.target]),
        )
        return Island(bench.desk(), population)

    @property
    def block(self) -> int:
        """Return the schedules of an island between two exchanges."""
        return max(30, BLOCK // max(1, self.bench.core.size))

    @property
    def done(self) -> bool:
        """Return whether nothing better can be found."""
        return self.best <= self.target

    def run(self, schedules: int, stop: Callable[[], bool], islands: int) -> int:
        """Breed on so many islands until about `schedules` more are generated, or `stop` says so; return how many."""
        made = 0
        with ThreadPoolExecutor(max(1, islands), "levelling") as threads:
            while made < schedules and not self.done and not stop():
                share = max(1, min(self.block, (schedules - made) // islands))
                rounds = [threads.submit(self._breed, self.islands[i], share) for i in range(islands)]
                made += sum(r.result() for r in rounds)
                self._exchange()
        self.schedules += made
        return made

    def _breed(self, island: Island, budget: int) -> int:
        bench = self.bench
        made = bench.engine.run(
            "evolve", bench.tasks, bench.forward, bench.engine.record(bench.core.backward), island.desk, island.people,
            island.founding, bench.weighted, int(bench.core.leads), bench.slots, budget,
        )  # fmt: skip
        island.founding = 0
        return int(made)

    def _exchange(self) -> None:
        """Note the best of all islands and settle it on each in place of the worst."""
        for island in self.islands:
            if island.people.control[2] < self.best:
                self.tell(self.bench.engine.restore(island.people.best), int(island.people.control[2]))

    def tell(self, order: Ints, cost: int) -> None:
        """Make a better order known to all islands."""
        if cost >= self.best:
            return
        self.order, self.best = order, cost
        size = self.bench.core.size
        for island in self.islands:
            people = island.people
            if people.control[2] <= cost:
                continue
            worst = int(np.argmax(np.asarray(people.cost)))
            people.cost[worst] = people.control[2] = cost
            people.fingerprint[worst] = -1
            for place in range(size):
                people.orders[worst * size + place] = people.best[place] = int(order[place])

    def raise_target(self, bound: int) -> None:
        """Note that no cost is less than `bound`."""
        self.target = max(self.target, bound)
        for island in self.islands:
            island.people.control[3] = self.target
