"""Explanations: why a piece of work has the dates and floats that it has.

Each date comes with its chain, back to something that somebody said, as data that recomputes exactly and as
sentences for people:

>>> from datetime import datetime
>>> from planner.plan.entities import Dependency, Initiative, Portfolio
>>> from planner.plan.values import Duration
>>> week = Duration.parse("1w")
>>> plan = Plan.of(
...     Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     Initiative(id="a", code="POL-1", name="Guideline", duration=week),
...     Initiative(id="b", code="TRN-1", name="Training", duration=week),
...     Dependency(id="d", predecessor_id="a", successor_id="b"),
... )
>>> for sentence in explain(plan, "b").sentences[:3]:
...     print(sentence)
Training (TRN-1) takes 5 working days and finishes Fri 15 Jan 2027 17:00.
Training (TRN-1) starts Mon 11 Jan 2027 because Guideline (POL-1) finishes Fri 8 Jan 17:00, then a weekend.
Guideline (POL-1) takes 5 working days and starts Mon 4 Jan 2027 because nothing before it binds it and the plan \
starts Mon 4 Jan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.plan.snapshot import Plan, per_plan
from planner.schedule.float_tracing import first_moved, free_float_reason, total_float_reason
from planner.schedule.plan_schedule import schedule_of, solved
from planner.schedule.reasons import Cause, Chain, DateKind, FloatReason, recompute, recompute_float
from planner.schedule.tracing import LONGEST_CHAIN, Trace

__all__ = ["Explanation", "explain", "reason", "recompute", "recompute_float", "trace_of_plan"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one initiative or launch has its dates: a chain for each, and what its floats are measured between.

    A chain is empty and a float None where there is no such date: of cancelled work, or of work that no calendar
    can hold. `sentences` say the same in words: finish and start back to the root, then what it must meet and why,
    then its float.
    """

    id: str
    early_start: Chain
    early_finish: Chain
    late_start: Chain
    late_finish: Chain
    total_float: FloatReason | None
    free_float: FloatReason | None
    first_moved: FloatReason | None
    sentences: tuple[str, ...]

    def chain(self, date: DateKind) -> Chain:
        """Return the chain of one date."""
        chain: Chain = getattr(self, date.value)
        return chain


@per_plan
def explain(plan: Plan, id_: str) -> Explanation:
    """Return why an initiative or launch has its dates; NotFoundError if there is none of this id."""
    from planner.schedule.sentences import narrator

    plan.work(id_)
    trace = trace_of_plan(plan)
    i = solved(plan).plan_network.position[id_]
    chains = {date: chain_of(plan, id_, date) for date in DateKind}
    bare = Explanation(
        id=id_,
        early_start=chains[DateKind.EARLY_START],
        early_finish=chains[DateKind.EARLY_FINISH],
        late_start=chains[DateKind.LATE_START],
        late_finish=chains[DateKind.LATE_FINISH],
        total_float=total_float_reason(trace, i),
        free_float=free_float_reason(trace, i),
        first_moved=first_moved(trace, i),
        sentences=(),
    )
    return replace(bare, sentences=tuple(narrator(plan).all_of(bare)))


def reason(plan: Plan, id_: str) -> str:
    """Return in one sentence why a piece of work starts when it does; empty where it has no dates."""
    from planner.schedule.sentences import narrator

    chain = chain_of(plan, id_, DateKind.EARLY_START, most=1)
    return narrator(plan).start(chain) if chain and id_ in schedule_of(plan).dates else ""


@per_plan
def trace_of_plan(plan: Plan) -> Trace:
    """Return the trace of a plan's network, named by the ids of its work and dependencies."""
    done = solved(plan)
    return Trace(done.run, done.plan_network.ids, done.plan_network.dependencies)


def chain_of(plan: Plan, id_: str, date: DateKind, most: int = LONGEST_CHAIN) -> Chain:
    """Return the chain of one date, at most so many steps; it ends at what an outside party delivers."""
    chain = trace_of_plan(plan).chain(solved(plan).plan_network.position[id_], date, most)
    for place, step in enumerate(chain):
        if step.cause is Cause.LINK and step.source_id not in plan.works:
            ended = replace(step, cause=Cause.EXTERNAL, source_id=None, source_date=None)
            return (*chain[:place], ended)
    return chain
