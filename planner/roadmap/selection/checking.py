"""What is wrong with a selection, from the definition: shares nothing with the searches.

>>> from planner.roadmap.selection.problem import Demand
>>> problem = Problem(quarters=1, value=[[1], [1]], capacity=[[3]], demands=[Demand(0, 0, 0, 2), Demand(1, 0, 0, 2)])
>>> check(problem, [0, 0])
(Breach(rule='capacity', at=0, quarter=0, by=1),)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planner.roadmap.selection.problem import Ints, Problem, Rule


class Breach(NamedTuple):
    """A rule that a selection breaks: which item, resource, link, group, limit or share, when, and by how much."""

    rule: str
    at: int
    quarter: int = -1
    by: int = 1


def check(problem: Problem, start: Ints | Sequence[int]) -> tuple[Breach, ...]:
    """Return every breach; running work may overload what there is, but then nothing else may be added there."""
    at = [int(quarter) for quarter in start]
    return (
        *_of_items(problem, at),
        *_of_capacity(problem, at),
        *_of_links(problem, at),
        *_of_groups(problem, at),
        *_of_limits(problem, at),
        *_of_shares(problem, at),
    )


def _of_items(problem: Problem, at: list[int]) -> Iterator[Breach]:
    columns = problem.columns
    rows = zip(
        at, columns.running.tolist(), columns.must.tolist(), columns.out.tolist(),
        columns.earliest.tolist(), columns.latest.tolist(), strict=True,
    )  # fmt: skip
    for item, (quarter, runs, must, out, earliest, latest) in enumerate(rows):
        if runs:
            if quarter != 0:
                yield Breach("running", item)
        elif quarter < 0:
            if must:
                yield Breach("must", item)
        elif out:
            yield Breach("out", item)
        elif not earliest <= quarter <= latest:
            yield Breach("window", item, quarter)


def _of_capacity(problem: Problem, at: list[int]) -> Iterator[Breach]:
    running = problem.columns.running.tolist()
    carried: Counter[tuple[int, int]] = Counter()
    added: Counter[tuple[int, int]] = Counter()
    for item, resource, offset, amount in problem.columns.demands.tolist():
        if at[item] >= 0 and at[item] + offset < problem.quarters:
            (carried if running[item] else added)[resource, at[item] + offset] += amount
    capacity = problem.columns.capacity.tolist()
    for (resource, quarter), amount in sorted(added.items()):
        over = amount - max(capacity[resource][quarter] - carried[resource, quarter], 0)
        if over > 0:
            yield Breach("capacity", resource, quarter, over)


def _of_links(problem: Problem, at: list[int]) -> Iterator[Breach]:
    running = problem.columns.running.tolist()
    for link, (before, after, gap) in enumerate(problem.columns.links.tolist()):
        if at[after] >= 0 and not running[after] and (at[before] < 0 or at[after] < at[before] + gap):
            yield Breach("link", link)


def _of_groups(problem: Problem, at: list[int]) -> Iterator[Breach]:
    running = problem.columns.running.tolist()
    for number, group in enumerate(problem.groups):
        members = set(group.items)
        count = sum(at[item] >= 0 for item in members)
        if group.rule is Rule.ALL_OR_NONE:
            broken = 0 < count < len(members)
        else:
            most = max(1, sum(running[item] for item in members))
            broken = count > most or (group.rule is Rule.ONE_OF and count < 1)
        if broken:
            yield Breach("group", number)


def _of_limits(problem: Problem, at: list[int]) -> Iterator[Breach]:
    duration, running = problem.columns.duration.tolist(), problem.columns.running.tolist()
    for number, limit in enumerate(problem.limits):
        for quarter in range(problem.quarters):
            runs = [i for i in set(limit.items) if at[i] >= 0 and at[i] <= quarter < at[i] + duration[i]]
            carried = sum(running[item] for item in runs)
            if len(runs) > max(limit.most, carried):
                yield Breach("limit", number, quarter, len(runs) - limit.most)


def _of_shares(problem: Problem, at: list[int]) -> Iterator[Breach]:
    for number, share in enumerate(problem.shares):
        chosen = {item for item in share.items if at[item] >= 0}
        work = sum(
            amount
            for item, resource, _, amount in problem.columns.demands.tolist()
            if item in chosen and (share.resources is None or resource in share.resources)
        )
        if work < share.least:
            yield Breach("share", number, by=share.least - work)
