"""Evidence and words given by hand: the feeds that people keep up themselves."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.entities import Evidence
from planner.plan.entities.gates import GateState
from planner.readiness.ground import Ground, Question
from planner.readiness.records import evidence_by_gate
from planner.readiness.result import Feed, FeedState
from planner.readiness.versions import outdated


def evidence_states(ground: Ground, question: Question) -> Iterator[FeedState]:
    """Yield the state of the evidence, where the template asks for any: one fresh piece is enough."""
    if question.template.evidence_days is None:
        return
    rows = evidence_by_gate(ground.plan).get(question.gate.id if question.gate is not None else "", ())
    first = ""
    for row in rows:
        why = staleness(ground, question, row)
        if not why:
            text = f"Proved by {row.title}, of {row.dated}."
            yield FeedState(Feed.EVIDENCE, GateState.PASSED, text, ("evidence", row.id))
            return
        first = first or f"{row.title} no longer proves it: {why}."
    if first:
        yield FeedState(
            Feed.EVIDENCE, GateState.IN_PROGRESS, first, ("evidence", rows[0].id), ground.today, by_hand=True
        )
    else:
        text = "There is no evidence yet."
        yield FeedState(Feed.EVIDENCE, GateState.NOT_STARTED, text, projected=ground.today, by_hand=True)


def staleness(ground: Ground, question: Question, row: Evidence) -> str:
    """Return why a piece of evidence does not count on the day; empty: it does."""
    today, days = ground.today, question.template.evidence_days
    if row.dated > today:
        return f"it is dated {row.dated}"
    if row.valid_until is not None:
        if row.valid_until < today:
            return f"it counted until {row.valid_until}"
    elif days is not None and (today - row.dated).days > days:
        return f"it is of {row.dated}, more than {days} days ago"
    return outdated(ground.plan, question.launch, row.version_id, today)


def hand_state(ground: Ground, question: Question) -> FeedState | None:
    """Return what was said of the gate by hand, None if nothing was."""
    gate = question.gate
    if gate is None or gate.recorded is None:
        return None
    place, by = ("gate", gate.id), f" by {gate.recorded_by.strip()}" if gate.recorded_by.strip() else ""
    when = f" on {gate.recorded_on}" if gate.recorded_on is not None else ""
    word = gate.recorded.value.replace("_", " ")
    if gate.recorded is GateState.PASSED and gate.recorded_on is not None and gate.recorded_on > ground.today:
        text = f"It is recorded as passed for {gate.recorded_on}, a day to come."
        return FeedState(Feed.HAND, GateState.IN_PROGRESS, text, place, gate.recorded_on, by_hand=True)
    if gate.recorded in (GateState.WAIVED, GateState.NOT_APPLICABLE):
        need = "a waiver that is in force" if gate.recorded is GateState.WAIVED else "a reason why it does not apply"
        text = f"It was set to {word}{by}{when}; that counts only with {need}."
        return FeedState(Feed.HAND, GateState.NOT_STARTED, text, place, ground.today, by_hand=True)
    text = f"Set to {word}{by}{when}."
    if gate.recorded is GateState.PASSED:
        return FeedState(Feed.HAND, GateState.PASSED, text, place)
    return FeedState(Feed.HAND, gate.recorded, text, place, ground.today, by_hand=True)


def unsaid(ground: Ground) -> FeedState:
    """Return the state of a gate that nothing feeds and of which nobody has said anything."""
    text = "Nothing feeds this gate, and nobody has said how it stands."
    return FeedState(Feed.HAND, GateState.NOT_STARTED, text, projected=ground.today, by_hand=True)
