"""Links seen from the dates they allow: which drive, and how much slack the others have.

The slack of a link (relationship float) is the working time, on the successor's calendar, between the start that
this link alone would allow and the start that all links together demand. A link without slack drives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.schedule import records as field
from planner.schedule.codes import COMPLETE, FINISH_HUB, OPEN
from planner.schedule.records import EDGE, FAR, NODE, Term
from planner.schedule.tracing import Trace
from planner.worktime import arithmetic


@dataclass(frozen=True, slots=True)
class LeafLink:
    """A link between two leaves: nodes of both, position of the link, slack in ticks, and whether it drives.

    `drives` also asks that nothing else overrides the links: a constraint, given dates, the project start.
    """

    before: int
    after: int
    link: int
    slack: int
    drives: bool


def links_into(trace: Trace, v: int) -> Iterator[LeafLink]:
    """Yield the links into a leaf from leaves; one out of a summary comes from every leaf that counts for its end."""
    n, e = trace.n, trace.e
    if v in trace.bounds:
        yield from _into_hammock(trace, v)
        return
    if n[v + field.EARLY_FINISH] >= FAR:
        return
    for edge in range(n[v + field.IN_AT], n[v + field.IN_END], EDGE):
        source = e[edge + field.SOURCE]
        if n[source + field.EARLY_FINISH] >= FAR or e[edge + field.TO_SUMMARY] == 2:
            continue
        slack, drives = _slack(trace, v, edge)
        if n[source + field.KIND] < FINISH_HUB:
            yield LeafLink(source, v, e[edge + field.LINK], slack, drives)
        else:
            yield from _through_hub(trace, v, edge, slack, drives)


def _into_hammock(trace: Trace, v: int) -> Iterator[LeafLink]:
    """Yield the links that begin and end a hammock; no other bears on it."""
    for end in (field.EARLY_START, field.EARLY_FINISH):
        bound = trace.bounds[v][end]
        if bound.link >= 0:
            yield LeafLink(trace.node[bound.source], v, bound.link, 0, True)


def _through_hub(trace: Trace, v: int, edge: int, slack: int, drives: bool) -> Iterator[LeafLink]:
    """Yield a link out of a summary as links from its leaves.

    The latest to finish decide its end, the earliest to start its begin; others may slip so much more, and others
    that start later count for nothing.
    """
    n, e = trace.n, trace.e
    hub = e[edge + field.SOURCE]
    by_finish = n[hub + field.KIND] == FINISH_HUB
    date = field.EARLY_FINISH if by_finish else field.EARLY_START
    calendar = n[v + field.WORK_CALENDAR]
    for inner in range(n[hub + field.IN_AT], n[hub + field.IN_END], EDGE):
        leaf = e[inner + field.SOURCE]
        if n[leaf + date] == n[hub + date]:
            yield LeafLink(leaf, v, e[edge + field.LINK], slack, drives)
        elif by_finish:
            more = arithmetic.worked(trace.t, calendar, n[hub + date]) - arithmetic.worked(
                trace.t, calendar, n[leaf + date]
            )
            yield LeafLink(leaf, v, e[edge + field.LINK], slack + more, False)


def _slack(trace: Trace, v: int, edge: int) -> tuple[int, bool]:
    n = trace.n
    allowed = trace.early_link(v, edge).at
    calendar = n[v + field.WORK_CALENDAR]
    if n[v + field.MODE] == OPEN:
        demanded = n[v + field.EARLY_DEMAND]
        drives = allowed == demanded and n[v + field.EARLY_TERM] == Term.LINK
    else:
        demanded = n[v + field.EARLY_START]
        drives = False
    if drives:
        return 0, True
    return arithmetic.worked(trace.t, calendar, demanded) - arithmetic.worked(trace.t, calendar, allowed), False


def all_links(trace: Trace) -> Iterator[LeafLink]:
    """Yield every link between unfinished leaves, in topological order of the successors."""
    n = trace.n
    for v in range(0, trace.size * NODE, NODE):
        if n[v + field.KIND] < FINISH_HUB and n[v + field.MODE] != COMPLETE:
            yield from links_into(trace, v)


def nodes_of(trace: Trace, activity: int) -> list[int]:
    """Return the nodes of an activity: its own, or those of its active leaves."""
    own = trace.node.get(activity)
    return trace.below.get(activity, []) if own is None else [own]
