"""Speed of the critical path engine beside other schedulers, over the same networks in one run.

    python -m benchmarks.cpm [--million] [--json]

Networks of 1k, 10k and 100k activities, with `--million` also 1M, wide and chain, with 1.5 links each and thirty
calendars kept to the minute. "kernel" is the passes alone, warm, on a compiled network: early and late dates,
floats and the reason of each. "objects" is from activity and link objects to moments. All figures are medians in
milliseconds after one unmeasured run, with the garbage collector on as it is in a server.

networkx passes over attributes without calendars. MPXJ and trueppm-scheduler take part where they are installed:

    pip install mpxj JPype1 trueppm-scheduler      (MPXJ also needs a Java runtime of version 11 or later)

They are no dependencies of anything here and are left out, with the reason, where they are absent. Each of them is
timed up to the size that it finishes in seconds; "x" is how many times longer it takes than the kernel. The engine
is timed first, before another scheduler shares its process. "same as MPXJ" is the share of activities whose early
start and finish are equal to the minute.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from benchmarks._networks import SHAPES, network
from benchmarks._schedulers import AbsentError, Prepared, by_mpxj, by_networkx, by_trueppm
from planner.schedule.compiled import compile_network
from planner.schedule.engines import Mode, engine_for
from planner.schedule.network import Network
from planner.schedule.solution import moments
from planner.schedule.solve import Run, solve

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Peer:
    """Another scheduler: what it is called, the largest network it is given, and how often it is timed."""

    name: str
    prepare: Callable[[Network], Prepared]
    largest: int
    repeats: int


PEERS = (
    Peer("networkx", by_networkx, MILLION, 3),
    Peer("MPXJ", by_mpxj, 10_000, 7),
    Peer("trueppm", by_trueppm, 10_000, 3),
)


@dataclass(frozen=True, slots=True)
class Row:
    """Median milliseconds of one network; `peers` holds those of the schedulers that took part."""

    shape: str
    activities: int
    links: int
    kernel_ms: float
    objects_ms: float
    peers: dict[str, float] = field(default_factory=dict)
    agreement: dict[str, float] = field(default_factory=dict)

    def ratio(self, peer: str) -> float | None:
        """Return how many times longer a peer takes than the kernel, None where it took no part."""
        return self.peers[peer] / self.kernel_ms if peer in self.peers else None


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
    """Return the engine's times on one network."""
    net = network(shape, size)
    repeats = max(5, min(50, 500_000 // size))
    kernel = median_ms(kernel_run(net), repeats)
    return Row(shape, size, len(net.links), kernel, median_ms(objects_run(net), max(5, repeats // 3)))


def compare(row: Row, left_out: dict[str, str]) -> None:
    """Add the times of the others on the network of a row; note in `left_out` why one takes no part."""
    net = network(row.shape, row.activities)
    for peer in PEERS:
        if row.activities > peer.largest or peer.name in left_out:
            continue
        try:
            prepared = peer.prepare(net)
            row.peers[peer.name] = median_ms(prepared.work, peer.repeats if row.activities < MILLION else 1)
        except AbsentError as error:
            left_out[peer.name] = str(error)
            continue
        if prepared.agrees:
            row.agreement[peer.name] = prepared.agrees()


def table(rows: list[Row]) -> str:
    """Return the rows as a table."""
    heads = "".join(f"{peer.name + ' ms':>12} {'x':>6}" for peer in PEERS)
    lines = [f"{'shape':>5} {'tasks':>9} {'links':>9} {'kernel ms':>10} {'objects ms':>11}{heads}  same as MPXJ"]
    for row in rows:
        line = f"{row.shape:>5} {row.activities:>9,} {row.links:>9,} {row.kernel_ms:>10.2f} {row.objects_ms:>11.1f}"
        for peer in PEERS:
            ratio = row.ratio(peer.name)
            line += f"{'-':>12} {'-':>6}" if ratio is None else f"{row.peers[peer.name]:>12,.1f} {ratio:>6,.0f}"
        lines.append(line + (f"  {row.agreement['MPXJ']:>11.2%}" if "MPXJ" in row.agreement else f"  {'-':>11}"))
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or the rows as JSON."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.cpm", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--million", action="store_true", help="also a million activities (takes gigabytes, minutes)")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    sizes = SIZES + ((MILLION,) if chosen.million else ())
    left_out: dict[str, str] = {}
    rows = [measure(shape, size) for size in sizes for shape in SHAPES]
    for row in rows:
        compare(row, left_out)
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        print(table(rows))
    for name, reason in left_out.items():
        print(f"{name} is left out: {reason}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
