"""Work that feeds a gate: the initiatives that it names, else those before the launch of the template's kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from planner.plan.entities import Initiative, Status
from planner.plan.entities.gates import GateState
from planner.plan.snapshot import Plan
from planner.readiness.feeding import feeding_bits, positions, sources
from planner.readiness.ground import Ground, Question
from planner.readiness.result import Feed, FeedState
from planner.schedule import schedule

MOST = 12
"""Pieces of open work that are named one by one; the rest are counted."""
FEW = 8
"""Pieces of finished or cancelled work that are named one by one."""
UNDATED = date.max.toordinal()
OFF, DONE, IDLE, BEGUN = range(4)
"""How a piece of work stands: never to be done, finished, not begun, begun."""


@dataclass(slots=True)
class WorkTable:
    """How every initiative without parts stands on a day, by position: a code, and the day it finishes (ordinal)."""

    plan: Plan
    today: date
    codes: npt.NDArray[np.int8]
    finish: npt.NDArray[np.int64]
    sentences: dict[str, FeedState] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, today: date) -> WorkTable:
        """Return the table of a plan on a day."""
        table, ids = plan.all(Initiative), sources(plan).ids
        codes = np.fromiter((code_of(table[id_], today) for id_ in ids), np.int8, len(ids))
        dates = schedule(plan).dates
        days = (max(found.finish, today).toordinal() if (found := dates.get(id_)) else UNDATED for id_ in ids)
        return cls(plan, today, codes, np.fromiter(days, np.int64, len(ids)))

    def state(self, id_: str) -> FeedState:
        """Return what one piece of work says of a gate, made once."""
        if id_ not in self.sentences:
            self.sentences[id_] = _state(self.plan, self.plan.all(Initiative)[id_], self.today)
        return self.sentences[id_]


def work_states(ground: Ground, question: Question) -> tuple[FeedState, ...]:
    """Return the states of the work that feeds a gate, what finishes last first; empty: work does not feed it."""
    gate, template = question.gate, question.template
    if gate is not None and gate.initiative_ids:
        key: object = gate.initiative_ids
        if key not in ground.work:
            ground.work[key] = _named(ground, gate.initiative_ids)
        return ground.work[key]
    if not template.work_kinds:
        return ()
    bits = feeding_bits(sources(ground.plan), question.launch.id, template.work_kinds, question.market_id)
    if not bits:
        kinds = " or ".join(kind.value.replace("_", " ") for kind in template.work_kinds)
        text = f"No {kinds} work leads to {question.launch.code} for this market."
        return (FeedState(Feed.WORK, GateState.NOT_STARTED, text, missing=True),)
    if bits not in ground.work:
        ground.work[bits] = _derived(ground, bits)
    return ground.work[bits]


def open_work(ground: Ground, question: Question) -> tuple[str, ...]:
    """Return the ids of all open work that feeds a gate."""
    table, known = ground.plan.all(Initiative), sources(ground.plan)
    if question.gate is not None and question.gate.initiative_ids:
        named = [table[id_] for id_ in question.gate.initiative_ids if id_ in table]
        return tuple(item.id for item in named if code_of(item, ground.today) >= IDLE)
    if not question.template.work_kinds:
        return ()
    bits = feeding_bits(known, question.launch.id, question.template.work_kinds, question.market_id)
    at = positions(known, bits)
    return tuple(known.ids[i] for i in at[table_of(ground).codes[at] >= IDLE].tolist())


def is_off(item: Initiative) -> bool:
    """Whether a piece of work will never be done: cancelled, or taking no part in the schedule."""
    return item.status is Status.CANCELLED or not item.active


def is_done(item: Initiative, today: date) -> bool:
    """Whether a piece of work is finished by a day."""
    if item.actual_finish is not None:
        return item.actual_finish.date() <= today
    return item.status is Status.DONE


def code_of(item: Initiative, today: date) -> int:
    """Return how a piece of work stands on a day."""
    if is_off(item):
        return OFF
    if is_done(item, today):
        return DONE
    begun = item.actual_start is not None or item.status is Status.IN_PROGRESS or item.percent_complete > 0
    return BEGUN if begun else IDLE


def _named(ground: Ground, ids: tuple[str, ...]) -> tuple[FeedState, ...]:
    """Return the state of each piece of work that a gate names; cancelled work holds the gate back."""
    known = ground.plan.all(Initiative)
    found = [table_of(ground).state(id_) for id_ in ids if id_ in known]
    found.sort(key=lambda state: (state.passed, -(state.projected or date.max).toordinal()))
    if len(found) < len(ids):
        found.append(FeedState(Feed.WORK, GateState.NOT_STARTED, "Work that should feed it is gone from the plan."))
    return tuple(found)


def _derived(ground: Ground, bits: int) -> tuple[FeedState, ...]:
    """Return the states of the work that leads to a launch: the open one by one, the finished together.

    Cancelled work is not waited for, which is said; where nothing else is left, it holds the gate back.
    """
    known, table = sources(ground.plan), table_of(ground)
    at = positions(known, bits)
    codes = table.codes[at]
    open_, done, gone = at[codes >= IDLE], at[codes == DONE], at[codes == OFF]
    found = [*_open(table, known.ids, open_), *_done(table, [known.ids[i] for i in done.tolist()])]
    holds = not found
    return (*found, *_gone(ground.plan, [known.ids[i] for i in gone.tolist()], holds=holds))


def _open(table: WorkTable, ids: Sequence[str], at: npt.NDArray[np.int64]) -> list[FeedState]:
    latest = at[np.argsort(-table.finish[at], kind="stable")]
    found = [table.state(ids[i]) for i in latest[:MOST].tolist()]
    rest = latest[MOST:]
    if len(rest):
        last = int(table.finish[rest[0]])
        state = GateState.IN_PROGRESS if (table.codes[rest] == BEGUN).any() else GateState.NOT_STARTED
        until = None if last == UNDATED else date.fromordinal(last)
        text = f"{len(rest)} more pieces of work are open" + (f", the last until {until}." if until else ".")
        found.append(FeedState(Feed.WORK, state, text, projected=until))
    return found


def _done(table: WorkTable, ids: Sequence[str]) -> list[FeedState]:
    if len(ids) <= FEW:
        return [table.state(id_) for id_ in ids]
    first = ", ".join(table.plan.works[id_].code for id_ in ids[:FEW])
    return [FeedState(Feed.WORK, GateState.PASSED, f"{len(ids)} pieces of work are done: {first} and others.")]


def _gone(plan: Plan, ids: Sequence[str], *, holds: bool) -> list[FeedState]:
    if not ids:
        return []
    codes = ", ".join(plan.works[id_].code for id_ in ids[:FEW]) + (" and others" if len(ids) > FEW else "")
    be = "is" if len(ids) == 1 else "are"
    if holds:
        text = f"{codes} {be} cancelled or inactive, and nothing else feeds it: name other work, or waive the gate."
        return [FeedState(Feed.WORK, GateState.NOT_STARTED, text, ("initiative", ids[0]))]
    text = f"{codes} {be} cancelled or inactive and not waited for."
    return [FeedState(Feed.WORK, GateState.PASSED, text, ("initiative", ids[0]))]


def table_of(ground: Ground) -> WorkTable:
    """Return the table of the ground, made when first asked for."""
    if not isinstance(ground.table, WorkTable):
        ground.table = WorkTable.of(ground.plan, ground.today)
    return ground.table


def _state(plan: Plan, item: Initiative, today: date) -> FeedState:
    place = ("initiative", item.id)
    code = code_of(item, today)
    if code == OFF:
        what = "was cancelled" if item.status is Status.CANCELLED else "takes no part in the schedule"
        text = f"{item.code} {item.name} {what}: name other work, or waive the gate."
        return FeedState(Feed.WORK, GateState.NOT_STARTED, text, place)
    if code == DONE:
        return FeedState(Feed.WORK, GateState.PASSED, f"{item.code} {item.name} is done.", place)
    dates = schedule(plan).dates.get(item.id)
    finish = max(dates.finish, today) if dates is not None else None
    until = f"finishes on {finish}" if finish is not None else "has no date"
    how = "is under way" if code == BEGUN else "has not begun"
    if item.status is Status.ON_HOLD:
        how = "is on hold"
    share = f" ({item.percent_complete:.0f} %)" if code == BEGUN else ""
    state = GateState.IN_PROGRESS if code == BEGUN else GateState.NOT_STARTED
    return FeedState(Feed.WORK, state, f"{item.code} {item.name} {how}{share} and {until}.", place, finish)
