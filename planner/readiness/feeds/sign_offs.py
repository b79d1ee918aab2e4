"""Sign-offs that feed a gate: each function's approval, by whom it was asked for, of the text that goes live."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from planner.capacity.queues import queue_loads, walked
from planner.plan.entities import ReviewQueue, SignOff
from planner.plan.entities.gates import GateState, SignOffState
from planner.readiness.ground import Ground, Question
from planner.readiness.records import sign_offs_by_gate
from planner.readiness.result import Feed, FeedState
from planner.readiness.versions import outdated


def sign_off_states(ground: Ground, question: Question, base: date | None) -> Iterator[FeedState]:
    """Yield a state for each function that must sign or was asked to.

    ``base`` is the day on which the work that feeds the gate is done, from which a sign-off can be handed in; None:
    unknown.
    """
    gate_id = question.gate.id if question.gate is not None else ""
    stored = sign_offs_by_gate(ground.plan).get(gate_id, ())
    asked = {row.function.casefold() for row in stored}
    for function in question.template.sign_offs:
        if function.casefold() not in asked:
            text = f"{function} has not been asked to sign."
            yield FeedState(Feed.SIGN_OFF, GateState.NOT_STARTED, text, projected=base, by_hand=True)
    for row in stored:
        yield _state(ground, question, row, base)


def _state(ground: Ground, question: Question, row: SignOff, base: date | None) -> FeedState:
    place = ("sign_off", row.id)
    if row.state is SignOffState.REJECTED and not _ahead(row.decided_on, ground.today):
        note = f": {row.note.strip().rstrip('.')}" if row.note.strip() else ""
        return FeedState(Feed.SIGN_OFF, GateState.FAILED, f"{row.function} refused to sign{note}.", place)
    if row.state is SignOffState.APPROVED:
        why = refusal(ground, question, row)
        if not why:
            when = f" on {row.decided_on}" if row.decided_on else ""
            text = f"{row.function} signed{when} ({_signer(row)})."
            return FeedState(Feed.SIGN_OFF, GateState.PASSED, text, place)
        text = f"The signature of {row.function} does not count: {why}."
        return _waiting(ground, row, GateState.IN_PROGRESS, text, base)
    if row.state is SignOffState.SUBMITTED or row.submitted_on is not None:
        who = row.approver or row.delegate
        since = f" since {row.submitted_on}" if row.submitted_on else ""
        text = f"{row.function} has had it for signature{since}{f', with {who}' if who else ''}."
        return _waiting(ground, row, GateState.IN_PROGRESS, text, base)
    return _waiting(ground, row, GateState.NOT_STARTED, f"{row.function} has yet to sign; it is not handed in.", base)


def refusal(ground: Ground, question: Question, row: SignOff) -> str:
    """Return why an approval does not count on the day; empty: it does."""
    today = ground.today
    named = {name.strip().casefold() for name in (row.approver, row.delegate) if name.strip()}
    signer = _signer(row)
    if _ahead(row.decided_on, today):
        return f"it is dated {row.decided_on}"
    if not signer:
        return "nobody is named who signed"
    if named and signer.casefold() not in named:
        return f"{signer} is neither its approver nor the delegate"
    if row.expires_on is not None and row.expires_on < today:
        return f"it expired on {row.expires_on}"
    return outdated(ground.plan, question.launch, row.version_id, today)


def _signer(row: SignOff) -> str:
    return row.decided_by.strip() or row.approver.strip()


def _ahead(day: date | None, today: date) -> bool:
    return day is not None and day > today


def _waiting(ground: Ground, row: SignOff, state: GateState, text: str, base: date | None) -> FeedState:
    """Return a state that says when the reviewers' queue will have decided; without a queue it takes the gate's time.

    What is handed in has waited since then, and is not expected before today.
    """
    place = ("sign_off", row.id)
    queue = ground.plan.all(ReviewQueue).get(row.queue_id or "")
    if queue is None:
        return FeedState(Feed.SIGN_OFF, state, text, place, base, by_hand=True)
    handed_in = row.submitted_on if row.state is SignOffState.SUBMITTED and row.submitted_on else base
    if handed_in is None:
        return FeedState(Feed.SIGN_OFF, state, text, place)
    minutes = queue_minutes(ground, queue)
    moment = walked(ground.plan, queue, datetime.combine(handed_in, time()), minutes)
    if moment is None:
        return FeedState(Feed.SIGN_OFF, state, f"{text} {queue.code} never works.", place)
    expected = max(moment.date(), ground.today)
    return FeedState(Feed.SIGN_OFF, state, f"{text} {queue.code} is expected to decide by {expected}.", place, expected)


def queue_minutes(ground: Ground, queue: ReviewQueue) -> float:
    """Return working minutes that a request waits and takes, as the queue stands on the day."""
    wait, service = wait_and_service(ground, queue)
    return wait + service


def wait_and_service(ground: Ground, queue: ReviewQueue) -> tuple[float, float]:
    """Return the mean wait and service of a request in working minutes, as the queue stands on the day."""
    if ground.waits is None:
        ground.waits = {}
        for load in queue_loads(ground.plan):
            if load.period.first <= ground.today <= load.period.last or load.queue_id not in ground.waits:
                ground.waits[load.queue_id] = load.wait_minutes
    service = 0 if queue.service.is_percent else queue.service.working_minutes(ground.plan.units)
    return ground.waits.get(queue.id, 0.0), float(max(service, 0))
