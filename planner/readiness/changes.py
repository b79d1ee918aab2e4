"""What changed on launches between two revisions and days, and why: the view of every morning.

Both sides are readiness as it was and as it is; nothing is logged, so any two revisions can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.plan.entities import Decision, GateTemplate, Launch, Market, Obligation
from planner.plan.snapshot import Plan
from planner.readiness.law import obligations_of
from planner.readiness.likelihood import readiness, unlikely
from planner.readiness.result import Cell, CellState, FeedState, GateStanding

_STATES = {
    CellState.NO_TARGET: "without a target",
    CellState.NO_GATES: "without gates",
    CellState.DRIFT: "at odds in versions",
}
"""States whose own words do not follow ``is``."""


class Topic(StrEnum):
    """What a change is about."""

    GATE = "gate"
    CELL = "cell"
    PREDICTED = "predicted"
    TARGET = "target"
    DECISION = "decision"
    OBLIGATION = "obligation"
    DRIFT = "drift"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class LaunchChange:
    """One thing that is different for a launch in a market; ``before`` and ``after`` are states or days as text.

    ``better``: None where neither. ``why`` says in order what it follows from. ``subjects`` are the (kind, id) whose
    changes explain it. ``by_time``: nothing was changed, the day alone did it.
    """

    topic: Topic
    launch_id: str
    market_id: str | None
    template_id: str | None
    before: str
    after: str
    better: bool | None
    sentence: str
    why: tuple[str, ...] = ()
    subjects: tuple[tuple[str, str], ...] = ()
    by_time: bool = False


def what_changed(before: Plan, before_on: date, after: Plan, after_on: date) -> tuple[LaunchChange, ...]:
    """Return what changed on launches from one plan and day to another: by launch, market, then gate."""
    was, now = readiness(before, before_on), readiness(after, after_on)
    aged = readiness(before, after_on) if before_on != after_on else was
    found: list[LaunchChange] = []
    for launch_id in dict.fromkeys([*now.by_launch, *was.by_launch]):
        old = {cell.market_id: cell for cell in was.by_launch[launch_id].cells} if launch_id in was.by_launch else {}
        new = {cell.market_id: cell for cell in now.by_launch[launch_id].cells} if launch_id in now.by_launch else {}
        then = {cell.market_id: cell for cell in aged.by_launch[launch_id].cells} if launch_id in aged.by_launch else {}
        for market_id in dict.fromkeys([*new, *old]):
            sides = _Sides(before, after, old.get(market_id), new.get(market_id), then.get(market_id))
            found.extend(_cell_changes(sides, launch_id, market_id))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Sides:
    """A cell before and after, and as the plan before would have it on the day after."""

    before: Plan
    after: Plan
    old: Cell | None
    new: Cell | None
    aged: Cell | None

    def name(self, launch_id: str, market_id: str | None) -> str:
        """Return launch and market for people."""
        launch = self.after.all(Launch).get(launch_id) or self.before.all(Launch)[launch_id]
        market = self.after.all(Market).get(market_id or "") or self.before.all(Market).get(market_id or "")
        return f"{launch.code} {market.code}" if market is not None else launch.code


def _cell_changes(sides: _Sides, launch_id: str, market_id: str | None) -> Iterator[LaunchChange]:
    name, old, new = sides.name(launch_id, market_id), sides.old, sides.new
    if old is None or new is None:
        come = old is None
        text = f"{name} is {'new' if come else 'no longer planned'}."
        yield LaunchChange(
            Topic.SCOPE, launch_id, market_id, None, "" if come else "planned", "planned" if come else "", None, text,
            subjects=(("launch", launch_id),),
        )  # fmt: skip
        return
    yield from _states(sides, name, old, new)
    yield from _days(name, old, new)
    yield from _gates(sides, name, old, new)
    yield from _decisions(sides, name, old, new)
    yield from _law(sides, name, new)


def _states(sides: _Sides, name: str, old: Cell, new: Cell) -> Iterator[LaunchChange]:
    if old.state is not new.state:
        order = ("live", "ready", "on_track", "no_target", "at_risk", "late", "drift", "unknown", "blocked", "no_gates")
        better = order.index(new.state.value) < order.index(old.state.value)
        was, now = (_STATES.get(cell.state, cell.state.value.replace("_", " ")) for cell in (old, new))
        yield LaunchChange(
            Topic.CELL, new.launch_id, new.market_id, None, old.state.value, new.state.value, better,
            f"{name} is {now}; it was {was}.", _blocking_why(new), (("launch", new.launch_id),),
            _by_time(sides, lambda cell: cell.state),
        )  # fmt: skip
    for text in new.drift:
        if text not in old.drift:
            yield LaunchChange(
                Topic.DRIFT, new.launch_id, new.market_id, None, "", "drift", False, f"{name}: {text}",
                subjects=(("launch", new.launch_id),),
            )  # fmt: skip


def _by_time(sides: _Sides, part: object) -> bool:
    """Whether the day alone would have changed a part of the cell as it is now."""
    assert callable(part)
    return sides.aged is not None and sides.aged is not sides.old and part(sides.aged) == part(sides.new)


def _blocking_why(cell: Cell) -> tuple[str, ...]:
    said = (text,) if (text := unlikely(cell)) else ()
    return (*said, *(cell.blocking.reasons if cell.blocking is not None else ()))


def _days(name: str, old: Cell, new: Cell) -> Iterator[LaunchChange]:
    for topic, was, now in (
        (Topic.TARGET, old.target, new.target),
        (Topic.PREDICTED, old.predicted, new.predicted),
    ):
        if was == now or (topic is Topic.PREDICTED and old.blocking is None and new.blocking is None):
            continue  # what only waits to be launched moves with every day
        better = was is None if was is None or now is None else now < was
        text = f"{name}: {topic.value} {_shown(now)}, was {_shown(was)}."
        if was is not None and now is not None:
            days = (now - was).days
            text = f"{name}: {topic.value} {now}, {abs(days)} days {'later' if days > 0 else 'earlier'} than {was}."
        why = _blocking_why(new) if topic is Topic.PREDICTED else ()
        yield LaunchChange(
            topic, new.launch_id, new.market_id, None, _shown(was), _shown(now),
            better if topic is Topic.PREDICTED else None, text, why, _subjects(new.blocking),
        )  # fmt: skip


def _shown(day: date | None) -> str:
    return str(day) if day is not None else "unknown"


def _subjects(gate: GateStanding | None) -> tuple[tuple[str, str], ...]:
    if gate is None:
        return ()
    own = (("gate", gate.gate_id),) if gate.gate_id is not None else ()
    return (*own, *_referred(gate.feeds))


def _referred(feeds: tuple[FeedState, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(feed.refers_to for feed in feeds if feed.refers_to is not None))


_ORDER = ("not_applicable", "passed", "waived", "in_progress", "not_started", "failed")


def _gates(sides: _Sides, name: str, old: Cell, new: Cell) -> Iterator[LaunchChange]:
    known = {gate.template_id: gate for gate in old.gates}
    aged = {gate.template_id: gate for gate in sides.aged.gates} if sides.aged is not None else {}
    for gate in new.gates:
        was = known.get(gate.template_id)
        if was is None or was.state is gate.state:
            continue
        template = sides.after.all(GateTemplate)[gate.template_id]
        texts = [one.state.value.replace("_", " ") for one in (was, gate)]
        fresh = tuple(text for text in gate.reasons if text not in was.reasons) or gate.reasons
        before = {feed.sentence for feed in was.feeds}
        moved = tuple(feed for feed in gate.feeds if feed.sentence not in before)
        then = aged.get(gate.template_id)
        subjects = _subjects(gate) if not moved else tuple(dict.fromkeys((*_own(gate), *_referred(moved))))
        yield LaunchChange(
            Topic.GATE, new.launch_id, new.market_id, gate.template_id, was.state.value, gate.state.value,
            _ORDER.index(gate.state.value) < _ORDER.index(was.state.value),
            f"{name} {template.code} {template.name}: {texts[1]}, was {texts[0]}.", fresh, subjects,
            then is not None and then is not was and then.state is gate.state,
        )  # fmt: skip


def _own(gate: GateStanding) -> tuple[tuple[str, str], ...]:
    found = []
    if gate.gate_id is not None:
        found.append(("gate", gate.gate_id))
    if gate.waiver_id is not None:
        found.append(("waiver", gate.waiver_id))
    return tuple(found)


def _decisions(sides: _Sides, name: str, old: Cell, new: Cell) -> Iterator[LaunchChange]:
    was, now = old.decision, new.decision
    if was == now:
        return
    if now is None and was is not None:
        text = f"{name}: {_verdict(was)} no longer counts."
    elif now is not None:
        text = f"{name}: {_verdict(now)}" + (f", before {_verdict(was)}." if was is not None else ".")
    else:
        return
    shown = [decision.verdict.value if decision is not None else "" for decision in (was, now)]
    subjects = tuple(("decision", one.id) for one in (now, was) if one is not None)
    why = (now.rationale,) if now is not None and now.rationale else ()
    yield LaunchChange(
        Topic.DECISION, new.launch_id, new.market_id, None, shown[0], shown[1], None, text, why, subjects,
        _by_time(sides, lambda cell: cell.decision),
    )  # fmt: skip


def _verdict(decision: Decision) -> str:
    return f"{decision.verdict.value.replace('_', ' ')} ({decision.code}, {decision.decided_on})"


def _law(sides: _Sides, name: str, new: Cell) -> Iterator[LaunchChange]:
    for duty in obligations_of(sides.after, new.launch_id, new.market_id):
        was = sides.before.all(Obligation).get(duty.id)
        if was is None or (was.day, was.status, was.grace_end) == (duty.day, duty.status, duty.grace_end):
            continue
        states = [one.status.value.replace("_", " ") for one in (was, duty)]
        text = f"{name}: {duty.code} {duty.instrument} is {states[1]} with {_shown(duty.day)}"
        text += f", was {states[0]} with {_shown(was.day)}."
        later = was.day is not None and duty.day is not None and duty.day > was.day
        better = None if was.day == duty.day else later
        yield LaunchChange(
            Topic.OBLIGATION, new.launch_id, new.market_id, None, _shown(was.day), _shown(duty.day), better, text,
            (duty.status_note,) if duty.status_note else (), (("obligation", duty.id),),
        )  # fmt: skip
