"""Quality of quarter selection beside greedy by density, plain CP-SAT and plain HiGHS, in one run.

    python -m benchmarks.selection [--seconds S] [--sizes N ...] [--seed N] [--folder DIR] [--json]

Portfolios are drawn from a seed: 50, 200, 1,000 and 5,000 initiatives, 8 quarters, 20 teams, with precedence, musts by
deadline, groups, limits, shares and running work. With --folder, next release problems in Xuan's format are read
instead: one budget, requirements that cost, customers that pay if they get all they ask for, at 30 % and 50 % of all
costs.

Each way of solving gets S seconds of wall clock and both threads, one after the other; the plain solvers get the same
rows without a start. An independent checker verifies every answer; a breach ends the run with exit code 1.
"value" is what each found, "gap" the distance of ours to the lowest bound that anyone proved, "first" the time to our
first answer, "proved" the time to our proof.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks._selection_problems import drawn, next_releases
from planner.roadmap.selection import Budget, Label, Problem, check, select
from planner.roadmap.selection.cp_sat import Limits, Solver
from planner.roadmap.selection.greedy import by_density
from planner.roadmap.selection.highs import Highs
from planner.roadmap.selection.linear import UNBOUNDED, linear
from planner.roadmap.selection.problem import Ints
from planner.roadmap.selection.solving import value_of

SIZES = (50, 200, 1_000, 5_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One problem; values of the four ways, None where one found nothing; gaps in per cent."""

    name: str
    items: int
    greedy: int | None
    cp_sat: int | None
    highs: int | None
    ours: int | None
    bound: int | None
    gap: float | None
    own_gap: float | None
    label: str
    first_seconds: float
    seconds: float
    invalid: tuple[str, ...]


def plain_cp_sat(problem: Problem, seconds: float) -> tuple[Ints | None, int]:
    """Return the starts and the bound of CP-SAT on two threads, without a start."""
    began = time.perf_counter()
    model = linear(problem)
    answer = Solver(Limits(seconds - (time.perf_counter() - began), workers=2, linearization=1)).run(model)
    if answer.chosen is None:
        return None, answer.bound
    return _whole(problem, model.starts(answer.chosen, problem.size)), answer.bound


def plain_highs(problem: Problem, seconds: float) -> tuple[Ints | None, int]:
    """Return the starts and the bound of HiGHS, without a start."""
    began = time.perf_counter()
    model = linear(problem)
    with Highs(model, seconds - (time.perf_counter() - began), relax=False) as highs:
        highs.ended.wait(max(seconds - (time.perf_counter() - began), 0) + 0.2)
        choices, bound = list(highs.choices), highs.bound
    starts = [_whole(problem, model.starts(chosen, problem.size)) for chosen in choices]
    return max(starts, key=lambda start: value_of(problem, start), default=None), bound


def _whole(problem: Problem, start: Ints) -> Ints:
    return np.where(problem.columns.running, 0, start)


def measured(name: str, problem: Problem, seconds: float) -> Row:
    """Solve one problem in all four ways and verify the answers."""
    base = int(problem.columns.value[problem.columns.running, 0].sum())
    gc.collect()
    gc.freeze()  # what the solvers of problems before left behind is not looked through while this one is solved
    answer = select(problem, Budget.within(seconds))
    greedy = by_density(problem)
    cp_sat, cp_bound = plain_cp_sat(problem, seconds)
    highs, highs_bound = plain_highs(problem, seconds)
    starts = {"greedy": greedy, "cp_sat": cp_sat, "highs": highs, "ours": answer.start}
    breaches = {way: check(problem, start) for way, start in starts.items() if start is not None}
    values = {way: None if start is None else value_of(problem, start) for way, start in starts.items()}
    if breaches["greedy"]:
        values["greedy"] = None  # musts that it left out; it claims nothing else
    bounds = [b + base for b in (cp_bound, highs_bound) if b < UNBOUNDED]
    bounds += [answer.bound] if answer.bound is not None else []
    bound = min(bounds, default=None)
    return Row(
        name=name, items=problem.size, **values, bound=bound,
        gap=None if bound is None else 100 * max(bound - answer.value, 0) / max(answer.value, 1),
        own_gap=None if answer.gap is None else 100 * answer.gap,
        label=answer.label.value, first_seconds=answer.first_seconds, seconds=answer.seconds,
        invalid=tuple(way for way, found in breaches.items() if found and way != "greedy"),
    )  # fmt: skip


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table."""
    head = (
        "problem",
        "items",
        "greedy",
        "CP-SAT",
        "HiGHS",
        "ours",
        "bound",
        "gap %",
        "label",
        "first s",
        "s",
        "invalid",
    )
    lines = ["{:>14} {:>6} {:>10} {:>10} {:>10} {:>10} {:>10} {:>7} {:>9} {:>8} {:>6} {}".format(*head)]
    for row in rows:
        values = [_shown(v) for v in (row.greedy, row.cp_sat, row.highs, row.ours, row.bound)]
        gap = "-" if row.gap is None else f"{row.gap:.2f}"
        lines.append(
            f"{row.name:>14} {row.items:>6} {' '.join(f'{v:>10}' for v in values)} {gap:>7} {row.label:>9} "
            f"{row.first_seconds:>8.3f} {row.seconds:>6.2f} {', '.join(row.invalid) or '-'}"
        )
    return "\n".join(lines)


def _shown(value: int | None) -> str:
    return "-" if value is None else str(value)


def problems(options: argparse.Namespace) -> Iterable[tuple[str, Problem]]:
    """Yield the problems to solve, by name."""
    if options.folder is not None:
        yield from next_releases(options.folder)
        return
    for size in options.sizes:
        yield f"drawn {size}", drawn(size, options.seed)


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or the rows as JSON."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.selection", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=10.0, help="wall clock for each way of solving")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="initiatives of drawn portfolios")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="next release problems in Xuan's format, as .txt")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    select(drawn(30), Budget.within(1))
    select(drawn(100), Budget(steps=1, effort=0.0))  # both load libraries and machine code
    rows: list[Row] = []
    for name, problem in problems(options):
        rows.append(measured(name, problem, options.seconds))
        if not options.json:
            shown = table(rows[-1:])
            print(shown if len(rows) == 1 else shown.splitlines()[1], flush=True)
    if not rows:
        print(f"There are no next release problems in {options.folder}.", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
    return int(any(row.invalid for row in rows) or any(row.label == Label.PROVEN.value and row.gap for row in rows))


if __name__ == "__main__":
    sys.exit(main())
