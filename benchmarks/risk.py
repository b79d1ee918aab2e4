"""Speed of the simulation beside its own sampling, and beside numpy over blocks of samples, in one run.

    python -m benchmarks.risk [--json]

Portfolios of 1,000 and 10,000 tasks, each with a PERT estimate, thirty calendars kept to the minute, a cause that all
durations have in common, ten risks, criticality and rank correlations; 10,000 samples. "crossing" is the worst case
for calendars: no two tasks that follow each other have the same.

"seconds" is the wall clock of a whole run on all processors, the median of seven after an unmeasured one, "cpu" the
time of all processors together. "sampling" is the cpu time of the draws alone, in turns with the run and on as many
processors: random words, normal scores, blends with the cause, quantiles. "numpy" runs the same model with whole-array
operations over blocks of 500 samples on one processor; its figure is for all samples, from as many blocks as take a few
seconds. "memory" is what a run of its own process takes at most beyond what the process had before it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from benchmarks._numpy_simulation import NumpySimulation
from benchmarks._risk_networks import portfolio, uncertainty
from planner.risk.compiling import program_of
from planner.risk.engine import Wanted, Workspace, machine_code, run
from planner.risk.program import Program
from planner.risk.random_lanes import LANES
from planner.risk.records import LANE_NODE, LOW, SHAPE, SPAN
from planner.schedule.engines import Mode
from planner.schedule.solve import run_of

SAMPLES = 10_000
WHOLE = (-1,)


@dataclass(frozen=True, slots=True)
class Row:
    """One portfolio: seconds of wall clock and of processors, megabytes, and how much longer numpy takes."""

    tasks: int
    calendars: str
    seconds: float
    cpu: float
    sampling: float
    numpy: float
    memory_mb: float

    @property
    def of_sampling(self) -> float:
        """Return how many times the sampling alone the whole run takes."""
        return self.cpu / self.sampling

    @property
    def beside_numpy(self) -> float:
        """Return how many times longer numpy takes, processor for processor."""
        return self.numpy / self.cpu


def program(tasks: int, *, crossing: bool) -> Program:
    """Return the program of a portfolio."""
    network = portfolio(tasks, crossing=crossing)
    return program_of(run_of(network, Mode.COMPILED), uncertainty(network))


def wanted(samples: int = SAMPLES) -> Wanted:
    """Return what is asked of a run: dates, criticality and correlations of the whole portfolio."""
    return Wanted(samples, 1, WHOLE, WHOLE)


def timed(repeats: int, *works: Callable[[], object]) -> list[tuple[float, float]]:
    """Return the median seconds of wall clock and of processors of each, in turns, after one unmeasured run."""
    taken: list[list[tuple[float, float]]] = [[] for _ in works]
    for _ in range(repeats + 1):
        for work, times in zip(works, taken, strict=True):
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            times.append((time.perf_counter() - wall, time.process_time() - cpu))
    return [(statistics.median(w for w, _ in times[1:]), statistics.median(c for _, c in times[1:])) for times in taken]


def sampling(given: Program) -> Callable[[], None]:
    """Return a function that makes the draws of every task and sample on all processors, and nothing else."""
    import numba

    kernels = machine_code()
    node_scores: Any = kernels["node_scores"]
    stretch: Any = kernels["stretch"]

    def draw(
        n: Any, size: int, c: Any, causes: Any, words: Any, scores: Any, x: Any, z: Any, q: Any, d: Any, g: int, k: Any
    ) -> None:
        for v in range(0, size, LANE_NODE):
            node_scores(n, v, c, causes, words, scores, x, z, g, k)
            stretch(q, n[v + SHAPE], n[v + LOW], n[v + SPAN], z, words, d)

    compiled: Any = numba.njit(nogil=True, error_model="numpy")(draw)
    processors = os.cpu_count() or 1
    spaces = [Workspace(given, interpreted=False) for _ in range(processors)]
    key = np.array([1, 0], np.int64)

    def share(number: int) -> None:
        space = spaces[number]
        tools = (space.words, space.scores, space.found, space.z)
        for group in range(number, -(-SAMPLES // LANES), processors):
            kernels["cause_scores"](
                space.names, len(space.names), *tools, group, key, space.causes, space.draws, given.size
            )
            compiled(space.nodes, space.size, space.shares, space.causes, *tools, space.shapes, space.work, group, key)

    def work() -> None:
        with ThreadPoolExecutor(processors) as threads:
            list(threads.map(share, range(processors)))

    return work


def memory(tasks: int, *, crossing: bool) -> float:
    """Return the megabytes that a run takes at most in a process of its own, beyond what it had before."""
    command = [sys.executable, "-m", "benchmarks.risk", "--memory", str(tasks), *(["--crossing"] if crossing else [])]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def measured_memory(tasks: int, *, crossing: bool) -> float:
    """Return what the runs of this process have added to its largest size, in megabytes."""
    given = program(tasks, crossing=crossing)
    run(program(100, crossing=crossing), wanted(1_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run(given, wanted())
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 + size_of(given)


def size_of(given: Program) -> float:
    """Return the megabytes of a program."""
    columns = (getattr(given, name) for name in Program.__slots__)
    return sum(column.nbytes for column in columns if isinstance(column, np.ndarray)) / 1e6


def measure(tasks: int, *, crossing: bool) -> Row:
    """Return the figures of one portfolio."""
    given = program(tasks, crossing=crossing)
    (wall, cpu), (_, alone) = timed(7, lambda: run(given, wanted()), sampling(given))
    network = portfolio(tasks, crossing=crossing)
    simulation = NumpySimulation(network, uncertainty(network), given)
    blocks = max(1, 5_000 // tasks)
    [(_, block)] = timed(1, lambda: simulation.run(blocks))
    whole = block / (blocks * simulation.block) * SAMPLES
    name = "crossing" if crossing else "by project"
    return Row(tasks, name, wall, cpu, alone, whole, memory(tasks, crossing=crossing))


def table(rows: list[Row]) -> str:
    """Return the rows as a table."""
    heads = {"tasks": 7, "calendars": 11, "seconds": 8, "cpu": 6, "sampling": 9, "x sampling": 11, "numpy": 7}
    lines = [" ".join(f"{name:>{width}}" for name, width in (heads | {"numpy / cpu": 12, "memory MB": 10}).items())]
    lines += [
        f"{row.tasks:>7,} {row.calendars:>11} {row.seconds:>8.3f} {row.cpu:>6.2f} {row.sampling:>9.2f} "
        f"{row.of_sampling:>11.2f} {row.numpy:>7.1f} {row.beside_numpy:>12.1f} {row.memory_mb:>10.0f}"
        for row in rows
    ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or the rows as JSON."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.risk", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--memory", type=int, metavar="TASKS", help="only measure the memory of this process")
    parser.add_argument("--crossing", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.memory:
        print(measured_memory(chosen.memory, crossing=chosen.crossing))
        return 0
    rows = [measure(tasks, crossing=crossing) for tasks in (1_000, 10_000) for crossing in (False, True)]
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
