"""How one gate stands: its feeds put together, waivers applied, and the day on which it will pass.

The rule is that nothing is ever silently green. A gate has passed only if each thing that feeds it says so; a word
given by hand stands for what the template asks for and the plan does not have, and can otherwise only hold a gate
back; a waiver counts from its day to its end, with an approver and a reason; a gate does not apply only for a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.plan.entities import Waiver
from planner.plan.entities.gates import GateState
from planner.readiness.dating import calendar_of, days_after
from planner.readiness.feeds.artefacts import artefact_states
from planner.readiness.feeds.measures import measure_states
from planner.readiness.feeds.proofs import evidence_states, hand_state, unsaid
from planner.readiness.feeds.sign_offs import sign_off_states
from planner.readiness.feeds.work import work_states
from planner.readiness.ground import Ground, Question
from planner.readiness.records import waivers_by_gate
from planner.readiness.result import Feed, FeedState, GateStanding, combined


def standing(ground: Ground, question: Question, owner: str) -> GateStanding:
    """Return how a gate stands on the day; ``owner`` answers for it where neither it nor its template names anyone."""
    gate, template = question.gate, question.template
    feeds = _feeds(ground, question)
    proved = combined([feed.state for feed in feeds])
    reasons = _reasons(feeds)
    state, waiver = proved, None
    if gate is not None and not gate.applies:
        if gate.note.strip():
            state, reasons = GateState.NOT_APPLICABLE, [f"It does not apply: {gate.note.strip()}"]
        else:
            reasons.insert(0, "It is marked as not applying, but without a reason, so it applies.")
    if state not in (GateState.NOT_APPLICABLE, GateState.PASSED) and gate is not None:
        waiver, said = _waiver(ground, gate.id)
        reasons[:0] = said
        state = GateState.WAIVED if waiver is not None else state
    settled = state in (GateState.NOT_APPLICABLE, GateState.PASSED, GateState.WAIVED)
    return GateStanding(
        launch_id=question.launch.id,
        market_id=question.market_id,
        template_id=template.id,
        gate_id=gate.id if gate is not None else None,
        owner=(gate.owner if gate is not None else "") or template.owner or owner,
        hard=gate.hard if gate is not None and gate.hard is not None else template.hard,
        weight=gate.weight if gate is not None and gate.weight is not None else template.weight,
        due=question.due,
        state=state,
        proved=proved,
        feeds=feeds,
        reasons=tuple(reasons),
        waiver_id=waiver.id if waiver is not None else None,
        projected=None if settled else _projected(ground, question, feeds),
    )


def _reasons(feeds: Sequence[FeedState]) -> list[str]:
    """Return why a gate has its state: what has failed, then what is open; where all has passed, what proves it."""
    open_ = [feed for feed in feeds if not feed.passed]
    open_.sort(key=lambda feed: feed.state is not GateState.FAILED)
    return list(dict.fromkeys(feed.sentence for feed in open_ or feeds))


def _feeds(ground: Ground, question: Question) -> tuple[FeedState, ...]:
    """Return everything that feeds a gate, with what was said by hand last.

    Passed by hand stands for what is missing, and says so; nothing else of a missing feed then remains.
    """
    made = (*work_states(ground, question), *artefact_states(ground, question))
    base = _base(ground, made)
    found = [
        *made,
        *sign_off_states(ground, question, base),
        *measure_states(ground, question),
        *evidence_states(ground, question),
    ]
    said = hand_state(ground, question)
    if said is None:
        return tuple(found) or (unsaid(ground),)
    if said.passed:
        missing = [feed.sentence for feed in found if feed.missing]
        found = [feed for feed in found if not feed.missing]
        text = " ".join((said.sentence, *missing))
        said = FeedState(Feed.HAND, GateState.PASSED, text, said.refers_to)
    return (*found, said)


def _base(ground: Ground, made: Sequence[FeedState]) -> date | None:
    """Return the day on which the work and artefacts of a gate are there, at least today; None: unknown."""
    days = [feed.projected for feed in made if not feed.passed]
    known = [day for day in days if day is not None]
    return None if len(known) < len(days) else max([ground.today, *known])


def _waiver(ground: Ground, gate_id: str) -> tuple[Waiver | None, list[str]]:
    """Return the waiver in force, if any, and what is to be said of waivers; an expired one counts for nothing."""
    said = []
    for waiver in waivers_by_gate(ground.plan).get(gate_id, ()):
        why = void(waiver, ground.today)
        if not why:
            until = f"until {waiver.expires_on}" if waiver.expires_on is not None else "without an end"
            return waiver, [f"Waived {until} by {waiver.approver.strip()}: {waiver.reason.strip()}"]
        said.append(f"A waiver does not count: {why}.")
    return None, said[:1]


def void(waiver: Waiver, today: date) -> str:
    """Return why a waiver does not count on a day; empty: it does."""
    if waiver.granted_on > today:
        return f"it is granted from {waiver.granted_on}"
    if waiver.withdrawn_on is not None and waiver.withdrawn_on <= today:
        return f"it was withdrawn on {waiver.withdrawn_on}"
    if waiver.expires_on is not None and waiver.expires_on < today:
        return f"it expired on {waiver.expires_on}"
    if not waiver.approver.strip():
        return "it names no approver"
    if not waiver.reason.strip():
        return "it gives no reason"
    return ""


def _projected(ground: Ground, question: Question, feeds: Sequence[FeedState]) -> date | None:
    """Return the day on which a gate is expected to pass: the last of its feeds, then its own time; None: unknown.

    What is finished on a day leaves the gate's time to begin on the next; what needs no more than doing begins at once.
    """
    open_ = [feed for feed in feeds if not feed.passed]
    base = _base(ground, open_)
    takes = question.template.takes
    if base is None or (takes is None and any(feed.by_hand for feed in open_)):
        return None
    if takes is None or not takes.amount:
        return base
    at_once = all(feed.by_hand for feed in open_ if feed.projected == base)
    begin = base if at_once else days_after(base, 1)
    return ground.working_time.after(calendar_of(ground.plan, question.market_id), begin, takes)
