"""Measures that feed a gate: training coverage and proficiency, each workforce apart, and readings taken by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.plan.entities.gates import GateState, Measure, Reading, Threshold
from planner.readiness.ground import Ground, Question
from planner.readiness.result import Feed, FeedState
from planner.readiness.training import LaunchCoverage, WorkforceCoverage, coverage_of
from planner.readiness.training.forecast import reaches as when_reached


def measure_states(ground: Ground, question: Question) -> Iterator[FeedState]:
    """Yield a state for each threshold of the gate, and for each workforce of which people are counted."""
    for threshold in question.template.thresholds:
        if threshold.at_least is None and threshold.at_most is None:
            text = f"{_name(threshold)} has no bound, so nothing can reach it."
            yield FeedState(Feed.MEASURE, GateState.NOT_STARTED, text)
        elif threshold.measure is Measure.READING:
            yield _read(ground, question, threshold)
        else:
            yield from _trained(ground, question, threshold)


def _name(threshold: Threshold) -> str:
    return threshold.name or threshold.measure.value.replace("_", " ").capitalize()


def reaches(threshold: Threshold, value: float) -> bool:
    """Whether a value is within the bounds of a threshold, both included."""
    low, high = threshold.at_least, threshold.at_most
    return (low is None or value >= low) and (high is None or value <= high)


def _bounds(threshold: Threshold, *, share: bool) -> str:
    texts = [
        f"{word} {f'{bound:.4g}' if not share else f'{100 * bound:.4g} %'}"
        for word, bound in (("at least", threshold.at_least), ("at most", threshold.at_most))
        if bound is not None
    ]
    return " and ".join(texts)


def latest(readings: tuple[Reading, ...], name: str, today: date) -> Reading | None:
    """Return the newest reading of a name by a day; of several on that day the last."""
    found = [one for one in readings if one.name.casefold() == name.casefold() and one.measured_on <= today]
    return max(enumerate(found), key=lambda pair: (pair[1].measured_on, pair[0]), default=(0, None))[1]


def _read(ground: Ground, question: Question, threshold: Threshold) -> FeedState:
    gate, days = question.gate, question.template.evidence_days
    reading = latest(gate.readings, threshold.name, ground.today) if gate is not None else None
    place = ("gate", gate.id) if gate is not None else None
    if reading is None:
        text = f"{_name(threshold)} has not been measured; it must be {_bounds(threshold, share=False)}."
        return FeedState(Feed.MEASURE, GateState.NOT_STARTED, text, place, ground.today, by_hand=True)
    sample = f" of {reading.sample}" if reading.sample is not None else ""
    said = f"{_name(threshold)} is {reading.value:.4g}{sample}, measured on {reading.measured_on}"
    if not reaches(threshold, reading.value):
        text = f"{said}; it must be {_bounds(threshold, share=False)}."
        return FeedState(Feed.MEASURE, GateState.FAILED, text, place, ground.today, by_hand=True)
    if days is not None and (ground.today - reading.measured_on).days > days:
        text = f"{said}, more than {days} days ago: it must be measured again."
        return FeedState(Feed.MEASURE, GateState.IN_PROGRESS, text, place, ground.today, by_hand=True)
    return FeedState(Feed.MEASURE, GateState.PASSED, f"{said}.", place)


def _trained(ground: Ground, question: Question, threshold: Threshold) -> Iterator[FeedState]:
    on = max(question.target or ground.today, ground.today)
    found = _coverage(ground, question, on)
    if not found.workforces:
        yield FeedState(
            Feed.MEASURE, GateState.NOT_STARTED, f"{_name(threshold)} cannot be measured: {found.problem}",
            missing=True,
        )  # fmt: skip
    for part in found.workforces:
        if threshold.measure is Measure.COVERAGE:
            yield _covered(ground, question, threshold, part, on)
        else:
            yield _proficient(ground, threshold, part, on)


def _coverage(ground: Ground, question: Question, on: date) -> LaunchCoverage:
    key = (question.launch.id, question.market_id, on)
    if key not in ground.measures:
        ground.measures[key] = coverage_of(ground.plan, question.launch.id, question.market_id, on)
    found = ground.measures[key]
    assert isinstance(found, LaunchCoverage)
    return found


def _who(part: WorkforceCoverage) -> str:
    return part.workforce.value.replace("_", "-")


def _covered(ground: Ground, question: Question, threshold: Threshold, part: WorkforceCoverage, on: date) -> FeedState:
    said = f"Certified {_who(part)} people on {on}: {part.coverage}"
    value = part.coverage.value or 0.0
    if reaches(threshold, value):
        return FeedState(Feed.MEASURE, GateState.PASSED, f"{said}.")
    overdue = question.due is not None and question.due < ground.today
    state = GateState.FAILED if overdue else GateState.IN_PROGRESS if part.coverage.hits else GateState.NOT_STARTED
    day, why = _reached_on(ground, question, threshold, part)
    text = f"{said}; it must be {_bounds(threshold, share=True)}. {why}".rstrip()
    return FeedState(Feed.MEASURE, state, text, projected=day)


def _proficient(ground: Ground, threshold: Threshold, part: WorkforceCoverage, on: date) -> FeedState:
    value = part.proficiency.value
    if value is None:
        text = f"Proficiency of {_who(part)} people has not been measured; it must be {_bounds(threshold, share=True)}."
        return FeedState(Feed.MEASURE, GateState.NOT_STARTED, text, projected=ground.today, by_hand=True)
    said = f"Proficient {_who(part)} people of those measured: {part.proficiency}"
    if reaches(threshold, value):
        return FeedState(Feed.MEASURE, GateState.PASSED, f"{said}.")
    text = f"{said}; it must be {_bounds(threshold, share=True)}."
    return FeedState(Feed.MEASURE, GateState.FAILED, text, projected=ground.today, by_hand=True)


def _reached_on(
    ground: Ground, question: Question, threshold: Threshold, part: WorkforceCoverage
) -> tuple[date | None, str]:
    """Return the day on which enough people are expected to be certified, None where that is not known, and why."""
    if threshold.at_least is None:
        return None, ""
    found = when_reached(
        ground.plan, question.launch.id, question.market_id, part.workforce, threshold.at_least, ground.today
    )
    return max(found.day, ground.today) if found.day is not None else None, found.reason
