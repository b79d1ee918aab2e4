"""Running a program: groups of samples on this thread, on others, or wherever an executor runs them.

The result of a range of groups is sums of integers and the finishes of the targets, so that any way of cutting the
groups into ranges gives the same bits. Kernels run compiled; with `interpreted` the same source runs in plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise
from os import cpu_count
from statistics import NormalDist
from threading import Lock, local
from typing import Any

import numpy as np

from planner.risk import (
    correlation,
    criticality,
    draws,
    lane_sets,
    lane_time,
    lanes,
    normal_scores,
    random_lanes,
    ruled,
)
from planner.risk.draws import DRAW_BITS
from planner.risk.normal_scores import ONE, score_table
from planner.risk.program import Program
from planner.risk.random_lanes import LANES, key_of
from planner.risk.records import LANE_EDGE
from planner.worktime.compilation import Kernel, compiled

Array = Any
Progress = Callable[[int, int], None]

_KERNELS: tuple[Kernel, ...] = (
    *lane_time.KERNELS,
    *random_lanes.KERNELS,
    *lane_sets.KERNELS,
    *normal_scores.KERNELS,
    *draws.KERNELS,
    *ruled.KERNELS,
    *lanes.KERNELS,
    *criticality.KERNELS,
    *correlation.KERNELS,
)
_INTERPRETED: dict[str, Kernel] = {kernel.__name__: kernel for kernel in _KERNELS}


_LOADING = Lock()


def machine_code() -> Mapping[str, Kernel]:
    """Return the compiled kernels by name; each is compiled, or read from the cache, at its first call."""
    with _LOADING:
        return _machine_code()


@cache
def _machine_code() -> Mapping[str, Kernel]:
    return compiled(_KERNELS)


LINE = 64
"""Bytes of a line of a processor's cache; rows of lanes that begin with one are read and written fastest."""
PILOT_GROUPS = 8
PILOT = 1 << 40
"""The first group of the pilot: samples of its own, that never are part of a result."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to keep of a run: finishes of the nodes `kept`, criticality and correlations to those of `traced`.

    Node -1 is the whole portfolio. `pilot` has the sorted finishes of the pilot, a row for each node traced; without
    it nothing is correlated.
    """

    samples: int
    seed: int
    kept: tuple[int, ...]
    traced: tuple[int, ...] = ()
    pilot: Array | None = None

    @property
    def nodes(self) -> tuple[int, ...]:
        """Return the nodes whose finishes are read."""
        return (*self.kept, *self.traced)

    @property
    def groups(self) -> int:
        """Return the number of groups of 64 samples."""
        return -(-self.samples // LANES)

    def used(self, group: int) -> int:
        """Return how many lanes of a group count."""
        return LANES if group >= PILOT else min(LANES, self.samples - group * LANES)


@dataclass(frozen=True, slots=True)
class Partial:
    """What a range of groups gave.

    `finishes` is a row per node kept, in lanes' instants; `sums` and `squares` are of each node's deviation from its
    computed finish, in ticks and in sixteens of ticks; `critical` is a row of counts per node traced. `drawn` has sums
    and squares of what each row of draws drew, `ranks` the same of each traced node's rank scores, `products` a row of
    their products for each node traced.
    """

    first: int
    finishes: Array
    sums: Array
    squares: Array
    critical: Array
    drawn: Array
    ranks: Array
    products: Array


class Workspace:
    """The lanes of one worker, in the form that the kernels want; `kept` are the nodes whose finishes it keeps."""

    def __init__(self, program: Program, kept: tuple[int, ...] = (), *, interpreted: bool) -> None:
        self.interpreted = interpreted
        self.program = program
        rows = program.date_rows * LANES
        self.kernels = _INTERPRETED if interpreted else machine_code()
        self.size = len(program.nodes)
        given = self.given
        self.nodes, self.edges, self.tables = given(program.nodes), given(program.edges), given(program.tables)
        self.strands = given(program.strands)
        self.shares, self.names = given(program.cause_shares), given(program.cause_names)
        self.hits, self.risks = given(program.hits), given(program.risks)
        self.shapes, self.scores = given(program.shapes), given(score_table())
        blank = self.blank
        self.causes = blank(max(1, program.causes) * LANES, np.int32)
        self.delays = blank(max(1, program.events) * LANES, np.int32)
        self.finish = blank(rows + program.widest * LANES, np.int32)
        self.start, self.worked = blank(rows, np.int32), blank(rows, np.int32)
        self.driving = blank(len(program.edges) // LANE_EDGE)
        self.critical = blank(program.size)
        self.draws = blank(program.rows * LANES, np.int16)
        self.words, self.found, self.slots = blank(LANES, np.uint32), blank(LANES), blank(LANES)
        self.z, self.work, self.bound, self.ranks = (blank(LANES, np.int32) for _ in range(4))
        places, self.whole = program.places(kept)
        self.places, self.ends = given(places), blank((self.whole + 1) * LANES, np.int32)
        self.lanes = (
            self.nodes, self.size, self.edges, self.strands, self.shares, self.causes, self.hits, self.delays,
            self.shapes, self.scores, self.tables, self.finish, self.start, self.worked, self.driving, self.draws,
            self.words, self.found, self.slots, self.z, self.work, self.bound, rows, self.places, self.ends,
            self.whole * LANES, program.first_day,
        )  # fmt: skip

    def given(self, column: Array) -> Any:
        """Return an array as the kernels read it."""
        return column.tolist() if self.interpreted else column

    def blank(self, size: int, kind: Any = np.int64) -> Any:
        """Return zeros for the kernels to write."""
        if self.interpreted:
            return [0] * size
        room = np.zeros(size * np.dtype(kind).itemsize + LINE, np.uint8)
        first = -room.ctypes.data % LINE
        return room[first : first + room.size - LINE].view(kind)

    def place(self, node: int) -> int:
        """Return the row of a node kept among the finishes."""
        return self.whole if node < 0 else int(self.places[node])

    def forward(self, group: int, key: Any, used: int, sums: Any, squares: Any) -> None:
        """Make the draws of a group and write its dates; add their moments in the lanes used."""
        program, kernels = self.program, self.kernels
        tools = (self.words, self.scores, self.found, self.z, group, key)
        kernels["cause_scores"](self.names, len(self.names), *tools, self.causes, self.draws, program.size)
        kernels["risk_delays"](
            self.risks,
            self.shapes,
            *tools,
            self.work,
            len(self.risks),
            self.delays,
            self.draws,
            program.size + program.causes,
        )
        kernels["forward_lanes"](*self.lanes, group, key, used, sums, squares)


class _Sums:
    """What one worker adds up."""

    def __init__(self, space: Workspace, wanted: Wanted) -> None:
        program, blank = space.program, space.blank
        self.space, self.wanted = space, wanted
        self.sums, self.squares = blank(program.size), blank(program.size)
        self.drawn, self.drawn_squares = blank(program.rows), blank(program.rows)
        self.rows = space.given(program.drawn)
        self.critical = [blank(program.size) for _ in wanted.traced]
        self.products = [blank(program.rows) for _ in wanted.traced]
        self.ranks = [blank(2) for _ in wanted.traced]
        self.upstream = [space.given(program.upstream(node)) for node in wanted.traced]
        self.pilot = [] if wanted.pilot is None else [space.given(row) for row in wanted.pilot]
        self.table = space.given(rank_table())

    def add(self, group: int, key: Any) -> None:
        """Add what a group gives."""
        space, kernels, used = self.space, self.space.kernels, self.wanted.used(group)
        space.forward(group, key, used, self.sums, self.squares)
        ends = (space.places, space.ends, space.whole * LANES)
        for node, row in zip(self.wanted.traced, self.critical, strict=True):
            kernels["add_criticality"](
                space.nodes, space.size, space.edges, *ends, space.driving, node, used, space.critical, row
            )
        if not self.pilot:
            return
        kernels["add_own_moments"](self.rows, len(self.rows), space.draws, used, self.drawn, self.drawn_squares)
        for i, node in enumerate(self.wanted.traced):
            pilot, upstream = self.pilot[i], self.upstream[i]
            row = space.place(node) * LANES
            kernels["rank_scores"](pilot, len(pilot), self.table, space.ends, row, used, space.ranks)
            kernels["add_rank_moments"](space.ranks, self.ranks[i], 0)
            kernels["add_products"](upstream, len(upstream), space.draws, space.ranks, self.products[i])


@cache
def rank_table() -> Array:
    """Return the rank scores, in parts of 1/4096, of sums of two ranks in the pilot."""
    count, normal = PILOT_GROUPS * LANES, NormalDist()
    scores = [normal.inv_cdf((pair / 2 + 0.5) / (count + 1)) for pair in range(2 * count + 1)]
    return np.array([round(score * (ONE >> DRAW_BITS)) for score in scores], np.int32)


class _Own(local):
    """The workspace of a thread that works for one run only."""

    space: Workspace | None = None

    def prepare(self, program: Program, kept: tuple[int, ...]) -> None:
        """Make the workspace of this thread."""
        self.space = Workspace(program, kept, interpreted=False)


_OWN = _Own()


def run_groups(program: Program, wanted: Wanted, first: int, last: int, *, interpreted: bool = False) -> Partial:
    """Return what the groups from `first` up to but not including `last` give."""
    space = _OWN.space or Workspace(program, wanted.nodes, interpreted=interpreted)
    sums = _Sums(space, wanted)
    key = space.given(np.array(key_of(wanted.seed), np.int64))
    finishes = np.empty((len(wanted.kept), sum(wanted.used(group) for group in range(first, last))), np.int32)
    rows = np.array([space.place(node) for node in wanted.kept], np.int64)
    for group in range(first, last):
        sums.add(group, key)
        at, used = (group - first) * LANES, wanted.used(group)
        finishes[:, at : at + used] = np.asarray(space.ends).reshape(-1, LANES)[rows, :used]
    traced = len(wanted.traced)
    return Partial(
        first,
        finishes,
        np.array(sums.sums),
        np.array(sums.squares),
        np.array(sums.critical, np.int64).reshape(traced, program.size),
        np.array([sums.drawn, sums.drawn_squares]),
        np.array(sums.ranks, np.int64).reshape(traced, 2),
        np.array(sums.products, np.int64).reshape(traced, program.rows),
    )


def run(
    program: Program, wanted: Wanted, *, executor: Executor | None = None, workers: int | None = None,
    progress: Progress | None = None, interpreted: bool = False,
) -> Partial:  # fmt: skip
    """Return what all groups give, run in ranges on `executor`, or on `workers` threads of this process.

    `progress` is told how many ranges of how many are done; what it raises stops the run.
    """
    count = workers or cpu_count() or 1
    alone = interpreted or (executor is None and (count == 1 or wanted.groups <= FEWEST))
    threads = partial(ThreadPoolExecutor, count, initializer=_OWN.prepare, initargs=(program, wanted.nodes))
    with _Alone(interpreted) if alone else nullcontext(executor) if executor else threads() as pool:
        if wanted.traced:
            pilot = Wanted(PILOT_GROUPS * LANES, wanted.seed, wanted.traced)
            made = _gather(pool, program, pilot, [(PILOT + a, PILOT + b) for a, b in cut(PILOT_GROUPS, count)], None)
            wanted = replace(wanted, pilot=np.sort(made.finishes, axis=1))
        return _gather(pool, program, wanted, cut(wanted.groups, count * RANGES_EACH), progress)


class _Alone(Executor):
    """Runs everything at once on this thread."""

    def __init__(self, interpreted: bool) -> None:
        self.interpreted = interpreted

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a future that is done."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs, interpreted=self.interpreted))
        return future


def _gather(
    pool: Executor, program: Program, wanted: Wanted, ranges: list[tuple[int, int]], progress: Progress | None
) -> Partial:
    """Return what some ranges of groups give, put together."""
    futures = [pool.submit(run_groups, program, wanted, first, last) for first, last in ranges]
    try:
        for done, future in enumerate(as_completed(futures), 1):
            future.result()
            if progress is not None:
                progress(done, len(futures))
        return merged([future.result() for future in futures])
    finally:
        for future in futures:
            future.cancel()


RANGES_EACH = 4
FEWEST = 16
"""Groups up to which threads are not worth their start."""
FEWEST_EACH = 2
"""Groups below which a range is not worth a worker."""


def cut(groups: int, parts: int) -> list[tuple[int, int]]:
    """Return ranges of groups: so many parts, or fewer where they would be too small."""
    parts = max(1, min(parts, groups // FEWEST_EACH))
    ends = [groups * i // parts for i in range(parts + 1)]
    return list(pairwise(ends))


def merged(parts: list[Partial]) -> Partial:
    """Return ranges put together in the order of their samples."""
    parts = sorted(parts, key=lambda part: part.first)

    def total(name: str) -> Array:
        return np.sum([getattr(part, name) for part in parts], axis=0)

    finishes = np.concatenate([part.finishes for part in parts], axis=1)
    added = (total(name) for name in ("sums", "squares", "critical", "drawn", "ranks", "products"))
    return Partial(parts[0].first, finishes, *added)
