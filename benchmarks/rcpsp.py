"""Quality of levelling on instances of others, against the best known and against Microsoft Project.

    python -m benchmarks.rcpsp DIR --seconds S [--sample N] [--family NAME] [--json]

DIR holds PSPLIB `.sm` files, loose or in tar archives, with a csv of best known bounds beside them (columns
`instance` and `best_upper_bound`), and MPSPLIB portfolios as JSON (by name: d durations, r demands, cap, succ, rel
releases, msp the makespan and seconds of Microsoft Project); a single file does too. Each instance gets S seconds of
wall clock on two threads, after the machine code and CP-SAT are loaded. `--sample` takes N instances of each family,
evenly spread.

Every plan is verified by a checker that shares nothing with the search; a breach ends the run with exit code 1.
"proven" is the share proven optimal, "matched" that of best known makespans reached, "gap" the mean distance to the
best known, "over path" the mean distance to the critical path without capacity. For portfolios, "of MS Project" is
the mean ratio of makespans, "worst" the largest, "worse" how many are over 1.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from statistics import mean

from benchmarks._rcpsp_files import Instance, instances
from planner.capacity.levelling.budget import Budget
from planner.capacity.levelling.checking import check
from planner.capacity.levelling.levelling import level, warm_up
from planner.capacity.levelling.result import Label, Status


@dataclass(frozen=True, slots=True)
class Score:
    """One instance levelled."""

    name: str
    makespan: int
    bound: int
    critical_path: int
    label: str
    seconds: float
    best_known: int | None
    other_makespan: int | None
    valid: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One family; shares and gaps in per cent, None where nothing is known to compare with."""

    family: str
    instances: int
    proven: float
    matched: float | None
    gap: float | None
    over_path: float
    of_ms_project: float | None
    worst_of_ms_project: float | None
    worse_than_ms_project: int | None
    seconds: float
    slowest_seconds: float
    invalid: tuple[str, ...]


def critical_path(instance: Instance) -> int:
    """Return the longest path through the links, by relaxing them until nothing moves."""
    c = instance.problem.columns
    finish = (c.release + c.duration).tolist()
    duration = c.duration.tolist()
    moved = True
    while moved:
        moved = False
        for source, target, lag, _ in c.links.tolist():
            bound = finish[source] + lag + duration[target]
            if bound > finish[target]:
                finish[target], moved = bound, True
    return int(max(finish, default=0))


def score(instance: Instance, seconds: float) -> Score:
    """Level one instance and verify the plan."""
    begin = time.perf_counter()
    plan = level(instance.problem, budget=Budget.within(seconds))
    taken = time.perf_counter() - begin
    valid = plan.status is Status.LEVELLED and not check(instance.problem, plan)
    return Score(
        instance.name, plan.makespan, plan.bound, critical_path(instance), plan.label.value, taken,
        instance.best_known, instance.other_makespan, valid,
    )  # fmt: skip


def summary(family: str, scores: Sequence[Score]) -> Row:
    """Return the figures of a family."""
    known = [(s.makespan, s.best_known) for s in scores if s.best_known]
    ratios = [s.makespan / s.other_makespan for s in scores if s.other_makespan]
    return Row(
        family=family,
        instances=len(scores),
        proven=100 * mean(s.label == Label.PROVEN.value for s in scores),
        matched=100 * mean(a <= b for a, b in known) if known else None,
        gap=100 * mean(a / b - 1 for a, b in known) if known else None,
        over_path=100 * mean(s.makespan / s.critical_path - 1 for s in scores if s.critical_path),
        of_ms_project=mean(ratios) if ratios else None,
        worst_of_ms_project=max(ratios) if ratios else None,
        worse_than_ms_project=sum(r > 1 for r in ratios) if ratios else None,
        seconds=mean(s.seconds for s in scores),
        slowest_seconds=max(s.seconds for s in scores),
        invalid=tuple(s.name for s in scores if not s.valid),
    )


def spread(found: list[Instance], sample: int | None) -> list[Instance]:
    """Return `sample` of some instances, evenly spread; all without one."""
    if not sample or sample >= len(found):
        return found
    return [found[i * len(found) // sample] for i in range(sample)]


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table."""
    head = f"{'family':>10} {'n':>5} {'proven %':>9} {'matched %':>10} {'gap %':>7} {'over path %':>12}"
    lines = [head + f" {'of MS Project':>14} {'worst':>7} {'worse':>6} {'s mean':>7} {'s max':>7} {'invalid':>8}"]
    for row in rows:
        cells = [
            f"{row.family:>10} {row.instances:>5} {row.proven:>9.1f}",
            _cell(row.matched, 10, 1), _cell(row.gap, 7, 3), f"{row.over_path:>12.2f}",
            _cell(row.of_ms_project, 14, 4), _cell(row.worst_of_ms_project, 7, 3),
            _cell(row.worse_than_ms_project, 6, 0),
            f"{row.seconds:>7.2f} {row.slowest_seconds:>7.2f} {len(row.invalid):>8}",
        ]  # fmt: skip
        lines.append(" ".join(cells))
    return "\n".join(lines)


def _cell(value: float | None, width: int, digits: int) -> str:
    return f"{'-':>{width}}" if value is None else f"{value:>{width}.{digits}f}"


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or the rows and scores as JSON."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.rcpsp", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("place", type=Path, metavar="DIR")
    parser.add_argument("--seconds", type=float, default=1.0, help="wall clock per instance")
    parser.add_argument("--sample", type=int, help="instances of each family")
    parser.add_argument("--family", help="only this family, for example j60 or mpsplib")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    families = {k: list(v) for k, v in groupby(instances(options.place), key=lambda i: i.family)}
    if not families:
        print(f"There are no instances in {options.place}: .sm files, tar archives of them, or portfolios as .json.")
        return 2
    warm_up(exact=True)
    rows, scores = [], {}
    for family, found in families.items():
        if options.family in (None, family):
            scores[family] = [score(i, options.seconds) for i in spread(found, options.sample)]
            rows.append(summary(family, scores[family]))
            if not options.json:
                print(table(rows[-1:]) if len(rows) == 1 else table(rows[-1:]).splitlines()[1], flush=True)
    if options.json:
        print(json.dumps([asdict(r) | {"scores": [asdict(s) for s in scores[r.family]]} for r in rows], indent=1))
    return int(any(row.invalid for row in rows))


if __name__ == "__main__":
    sys.exit(main())
