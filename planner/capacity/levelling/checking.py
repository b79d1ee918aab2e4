"""An independent check of a levelled plan, written from the definition; it shares no code with the search.

A plan is right if every movable task has all its work in slots from its release on, in one piece unless it may be
interrupted; every link into a movable task holds; fixed tasks have not moved; and in no slot do the tasks use more
of a resource than there is, unless fixed tasks alone already do: then no movable task uses it there.

>>> from planner.capacity.levelling.problem import Capacity, Demand, Problem
>>> problem = Problem([3, 2], demands=[Demand(0, 0, 1), Demand(1, 0, 1)], capacities=[Capacity.constant(1)])
>>> [str(breach) for breach in breaches(problem, [0, 2], [3, 4])]
['capacity of resource 0 in slot 2: 2 used of 1']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from planner.capacity.levelling.problem import Interruption, Ints, LinkKind, Problem
from planner.capacity.levelling.result import Levelling, Segment


class Rule(Enum):
    """What was broken."""

    WORK = "work"
    RELEASE = "release"
    LINK = "link"
    FIXED = "fixed"
    CAPACITY = "capacity"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken in one place."""

    rule: Rule
    place: str
    detail: str

    def __str__(self) -> str:
        """Return the breach as a line of text."""
        return f"{self.rule.value} of {self.place}: {self.detail}"


def check(problem: Problem, plan: Levelling) -> tuple[Breach, ...]:
    """Return everything that is wrong with a levelled plan; nothing if it is right. Unplaced tasks are left out."""
    return breaches(problem, plan.start, plan.finish, plan.segments)


def breaches(
    problem: Problem, start: Sequence[int] | Ints, finish: Sequence[int] | Ints, segments: Iterable[Segment] = ()
) -> tuple[Breach, ...]:
    """Return everything that is wrong with dates; `segments` are the stretches of tasks that may be interrupted."""
    begin, end = [int(s) for s in start], [int(f) for f in finish]
    pieces: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for task, first, last in segments:
        pieces[task].append((first, last))
    for task in range(problem.size):
        if task not in pieces and begin[task] >= 0 and end[task] > begin[task]:
            pieces[task] = [(begin[task], end[task])]
    return (
        *_work(problem, begin, end, pieces),
        *_links(problem, begin, end),
        *_capacity(problem, pieces),
        *_pauses(problem, pieces),
    )


def _work(
    problem: Problem, begin: list[int], end: list[int], pieces: Mapping[int, list[tuple[int, int]]]
) -> Iterator[Breach]:
    c = problem.columns
    for task in range(problem.size):
        name = f"task {task}"
        if c.fixed_start[task] >= 0:
            if begin[task] != c.fixed_start[task]:
                yield Breach(Rule.FIXED, name, f"starts in {begin[task]}, not {c.fixed_start[task]}")
            continue
        if begin[task] < 0:
            continue
        if begin[task] < c.release[task]:
            yield Breach(Rule.RELEASE, name, f"starts in {begin[task]}, before {c.release[task]}")
        parts = pieces.get(task, [])
        worked = sum(last - first for first, last in parts)
        whole = c.interruption[task] != Interruption.NEVER or end[task] - begin[task] == c.duration[task]
        apart = all(a[1] < b[0] for a, b in pairwise(parts))
        ends = not parts or (parts[0][0] == begin[task] and parts[-1][1] == end[task])
        if worked != c.duration[task] or not (whole and apart and ends):
            yield Breach(Rule.WORK, name, f"{worked} slots from {begin[task]} to {end[task]} for {c.duration[task]}")


def _links(problem: Problem, begin: list[int], end: list[int]) -> Iterator[Breach]:
    for row, (source, target, lag, kind) in enumerate(problem.columns.links.tolist()):
        if problem.columns.fixed_start[target] >= 0 or begin[source] < 0 or begin[target] < 0:
            continue
        left = begin[source] if kind in (LinkKind.SS, LinkKind.SF) else end[source]
        right = end[target] if kind in (LinkKind.FF, LinkKind.SF) else begin[target]
        if right < left + lag:
            yield Breach(Rule.LINK, f"row {row}", f"{right} comes before {left} + {lag}")


def _capacity(problem: Problem, pieces: Mapping[int, list[tuple[int, int]]]) -> Iterator[Breach]:
    """Sweep over the moments at which use or capacity change, resource by resource."""
    c = problem.columns
    change: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for task, resource, units in c.demands.tolist():
        moved = int(c.fixed_start[task] < 0)
        for first, last in pieces.get(task, ()):
            change[resource][first][moved] += units
            change[resource][last][moved] -= units
    for resource, moments in change.items():
        capacity = problem.capacities[resource]
        fixed = moving = 0
        for slot in sorted({*moments, *(s for s in capacity.since if s > 0)}):
            if slot in moments:
                fixed += moments[slot][0]
                moving += moments[slot][1]
            if moving > 0 and fixed + moving > capacity.at(slot):
                detail = f"{fixed + moving} used of {capacity.at(slot)}"
                yield Breach(Rule.CAPACITY, f"resource {resource} in slot {slot}", detail)


def _pauses(problem: Problem, pieces: Mapping[int, list[tuple[int, int]]]) -> Iterator[Breach]:
    """Yield the slots in which a pausing task stands still though what is offered to its class is enough for it."""
    c = problem.columns
    for task, parts in pieces.items():
        if c.interruption[task] != Interruption.WHERE_NO_CAPACITY or c.fixed_start[task] >= 0:
            continue
        needs: dict[int, int] = defaultdict(int)
        for _, resource, units in c.demands[c.demands[:, 0] == task].tolist():
            needs[resource] += units
        still = [slot for (_, last), (first, _) in pairwise(parts) for slot in range(last, first)]
        for slot in still:
            if all(_left(problem, pieces, resource, slot, task) >= units for resource, units in needs.items()):
                yield Breach(Rule.PAUSE, f"task {task}", f"stands still in slot {slot}, where it could go on")


def _left(problem: Problem, pieces: Mapping[int, list[tuple[int, int]]], resource: int, slot: int, pausing: int) -> int:
    """Return what fixed work and the work of classes before a task's leave of a resource."""
    c = problem.columns
    used = 0
    for task, _, units in c.demands[c.demands[:, 1] == resource].tolist():
        before = c.fixed_start[task] >= 0 or c.priority_class[task] < c.priority_class[pausing]
        if before and any(first <= slot < last for first, last in pieces.get(task, ())):
            used += units
    return max(0, problem.capacities[resource].at(slot) - used)
