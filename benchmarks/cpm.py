"""Speed of the critical path engine beside plain networkx, in one run.

    python -m benchmarks.cpm [--million] [--json]

Networks of 1k, 10k and 100k activities, wide and chain, with 1.5 links each and 30 minute calendars.
"kernel" is the passes alone on a compiled network, "objects" is from activity and link objects to moments.
networkx does the forward and backward pass on node attributes in hours, without calendars. With `--mpxj` the
schedule of 1k and 10k activities by MPXJ is timed too, where the `mpxj` and `JPype1` packages and Java are there.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import networkx as nx

from planner.schedule.compiled import compile_network
from planner.schedule.engines import Mode, engine_for
from planner.schedule.network import Activity, Link, LinkKind, Network, Project
from planner.schedule.solution import moments
from planner.schedule.solve import Run, solve
from planner.worktime.pattern import DayException, WorkingCalendar, week
from planner.worktime.ticks import minutes, to_ticks

START = datetime(2027, 1, 4, 8)
CALENDARS = 30


@dataclass(frozen=True, slots=True)
class Row:
    """Median milliseconds of one network."""

    shape: str
    activities: int
    links: int
    kernel_ms: float
    objects_ms: float
    networkx_ms: float | None

    @property
    def ratio(self) -> float | None:
        """Return how many times faster the kernel is than networkx."""
        return None if self.networkx_ms is None else self.networkx_ms / self.kernel_ms


def calendars() -> tuple[WorkingCalendar, ...]:
    """Return thirty calendars of different hours, each with some hundred dated exceptions."""
    made = []
    for i in range(CALENDARS):
        begin = 420 + 10 * (i % 7)
        day = ((begin, begin + 240), (begin + 300, begin + 540))
        off = (DayException(date(2027, 1, 1) + timedelta(days=37 * k + i), f"Holiday {k}") for k in range(100))
        made.append(WorkingCalendar(f"Calendar {i}", week(day), tuple(off)))
    return tuple(made)


def network(shape: str, size: int, seed: int = 7) -> Network:
    """Return a network: "wide" links anywhere ahead, "chain" to the next activity and a near one."""
    chance = random.Random(seed)
    hours = [chance.randint(1, 80) for _ in range(size)]
    activities = tuple(Activity(duration=minutes(60 * h), calendar=i % CALENDARS) for i, h in enumerate(hours))
    pairs: dict[tuple[int, int], None] = {}
    for i in range(1, size):
        if shape == "chain":
            pairs[i - 1, i] = None
            if i % 2:
                pairs[max(0, i - chance.randint(2, 20)), i] = None
        else:
            for _ in range(1 + i % 2):
                pairs[chance.randrange(max(0, i - size // 20 - 1), i), i] = None
    links = tuple(Link(a, b, LinkKind.FS) for a, b in pairs if a != b)
    return Network(activities, links, (Project(to_ticks(START)),), calendars())


def by_networkx(net: Network) -> Callable[[], None]:
    """Return a function that does both passes with networkx attributes, in hours without calendars."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from((i, {"duration": a.duration}) for i, a in enumerate(net.activities))
    graph.add_edges_from((link.predecessor, link.successor) for link in net.links)

    def passes() -> None:
        order = list(nx.topological_sort(graph))
        nodes = graph.nodes
        for v in order:
            start = max((nodes[u]["finish"] for u in graph.predecessors(v)), default=0)
            nodes[v]["start"], nodes[v]["finish"] = start, start + nodes[v]["duration"]
        end = max(nodes[v]["finish"] for v in order)
        for v in reversed(order):
            late = min((nodes[w]["late_start"] for w in graph.successors(v)), default=end)
            nodes[v]["late_finish"], nodes[v]["late_start"] = late, late - nodes[v]["duration"]

    return passes


def median_ms(work: Callable[[], object], repeats: int) -> float:
    """Return the median milliseconds of `work`, after one unmeasured run."""
    work()
    taken = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def kernel_run(net: Network) -> Callable[[], None]:
    """Return a function that runs the passes on the compiled network."""
    engine = engine_for(Mode.COMPILED, net.size)
    run = Run(net, compile_network(net, engine), engine)
    return run.passes


def objects_run(net: Network) -> Callable[[], None]:
    """Return a function from objects to moments of early and late dates."""

    def work() -> None:
        solution = solve(net, Mode.COMPILED)
        for column in (solution.early_start, solution.early_finish, solution.late_start, solution.late_finish):
            moments(column)

    return work


def measure(shape: str, size: int) -> Row:
    """Return the times of one network."""
    net = network(shape, size)
    repeats = max(3, min(30, 300_000 // size))
    return Row(
        shape=shape,
        activities=size,
        links=len(net.links),
        kernel_ms=median_ms(kernel_run(net), repeats),
        objects_ms=median_ms(objects_run(net), max(3, repeats // 3)),
        networkx_ms=median_ms(by_networkx(net), max(1, repeats // 6)) if size <= 100_000 else None,
    )


def by_mpxj(net: Network) -> float | None:
    """Return the median milliseconds MPXJ's Microsoft scheduler takes, None with a message where it is not there."""
    try:
        jpype: Any = importlib.import_module("jpype")
        importlib.import_module("mpxj")
        if not jpype.isJVMStarted():
            jpype.startJVM()
    except Exception as error:  # no package, no Java, or one that does not start: all the same to the reader
        print(f"MPXJ is left out: it needs the mpxj and JPype1 packages and a Java runtime ({error})", file=sys.stderr)
        return None
    java = jpype.JPackage("org").mpxj
    file = java.ProjectFile()
    calendar = file.addDefaultBaseCalendar()
    file.getProjectProperties().setDefaultCalendar(calendar)
    start = jpype.JClass("java.time.LocalDateTime").of(START.year, START.month, START.day, START.hour, 0)
    file.getProjectProperties().setStartDate(start)
    zero = java.Duration.getInstance(0, java.TimeUnit.HOURS)
    tasks = []
    for activity in net.activities:
        task = file.addTask()
        length = java.Duration.getInstance(activity.duration / 600, java.TimeUnit.HOURS)
        task.setDuration(length)
        task.setRemainingDuration(length)
        task.setActualDuration(zero)
        tasks.append(task)
    for link in net.links:
        builder = java.Relation.Builder().predecessorTask(tasks[link.predecessor])
        tasks[link.successor].addPredecessor(builder)
    scheduler = java.cpm.MicrosoftScheduler()
    return median_ms(lambda: scheduler.schedule(file, start), 3)


def table(rows: list[Row]) -> str:
    """Return the rows as a table."""
    lines = [
        f"{'shape':>6} {'tasks':>9} {'links':>9} {'kernel ms':>10} {'objects ms':>11} {'networkx ms':>12} {'ratio':>7}"
    ]
    for row in rows:
        peer = "-" if row.networkx_ms is None else f"{row.networkx_ms:.1f}"
        ratio = "-" if row.ratio is None else f"{row.ratio:.0f}x"
        lines.append(
            f"{row.shape:>6} {row.activities:>9,} {row.links:>9,} {row.kernel_ms:>10.2f} {row.objects_ms:>11.1f} "
            f"{peer:>12} {ratio:>7}"
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or the rows as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.cpm", description=__doc__)
    parser.add_argument("--million", action="store_true", help="also a million activities (needs memory and minutes)")
    parser.add_argument("--mpxj", action="store_true", help="compare with MPXJ (needs mpxj, JPype1 and Java)")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    sizes = [1_000, 10_000, 100_000] + ([1_000_000] if chosen.million else [])
    rows = [measure(shape, size) for size in sizes for shape in ("wide", "chain")]
    if chosen.json:
        print(json.dumps([asdict(row) | {"ratio": row.ratio} for row in rows], indent=2))
        return 0
    print(table(rows))
    for size in (1_000, 10_000) if chosen.mpxj else ():
        if (taken := by_mpxj(network("wide", size))) is None:
            break
        print(f"MPXJ, wide, {size:,} tasks: {taken:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
