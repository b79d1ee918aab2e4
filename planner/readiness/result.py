"""What readiness is, as data: feeds that prove a gate, gates of one launch in one market, launches.

A *feed* is one thing that a gate waits for (a piece of work, an artefact, a signature, a measure, evidence, a word
given by hand), with the state that it computes for itself and why. A gate is as far as its feeds are:

>>> sorted(state.value for state in GREEN)
['not_applicable', 'passed', 'waived']
>>> combined([GateState.PASSED, GateState.NOT_STARTED])
<GateState.IN_PROGRESS: 'in_progress'>
>>> combined([])
<GateState.NOT_STARTED: 'not_started'>
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from planner.plan.entities.gates import Decision, GateState

GREEN = frozenset({GateState.NOT_APPLICABLE, GateState.PASSED, GateState.WAIVED})
"""States in which a launch need not wait for a gate."""


class Feed(StrEnum):
    """What sort of thing a gate waits for."""

    WORK = "work"
    ARTEFACT = "artefact"
    SIGN_OFF = "sign_off"
    MEASURE = "measure"
    EVIDENCE = "evidence"
    HAND = "hand"


class CellState(StrEnum):
    """How one market of a launch stands; only ``live`` and ``ready`` are good without a doubt.

    ``blocked``: a hard gate has failed; ``drift``: all hard gates are green, but something in use is at another
    version of the policy; ``unknown``: a hard gate has no date; ``late``: predicted after the target; ``at_risk``:
    predicted by the target, but with a chance below one half.
    """

    LIVE = "live"
    READY = "ready"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LATE = "late"
    BLOCKED = "blocked"
    DRIFT = "drift"
    UNKNOWN = "unknown"
    NO_TARGET = "no_target"
    NO_GATES = "no_gates"


@dataclass(frozen=True, slots=True)
class FeedState:
    """What one feed says of a gate.

    ``refers_to`` is the (kind, id) that it reads. ``projected`` is the first day on which nothing but the gate's own
    time is left, None where that is unknown or the feed has passed. ``missing``: the template asks for it and the plan
    has nothing of the sort, so that only a word given by hand can stand for it. ``drift``: another version of the
    policy than the one that goes live. ``by_hand``: it needs no more than somebody's doing, from today on.
    """

    feed: Feed
    state: GateState
    sentence: str
    refers_to: tuple[str, str] | None = None
    projected: date | None = None
    missing: bool = False
    drift: bool = False
    by_hand: bool = False

    @property
    def passed(self) -> bool:
        """Whether it proves its part of the gate."""
        return self.state is GateState.PASSED


@dataclass(frozen=True, slots=True)
class GateStanding:
    """One gate of one launch in one market (None: the launch names none), as of a day.

    ``gate_id`` is the stored row, None where nothing is known beyond the template. ``proved`` is the state before
    waivers. ``projected`` is the day on which it is expected to pass; None: settled already, or unknown.
    ``reasons`` say in order why the state is what it is.
    """

    launch_id: str
    market_id: str | None
    template_id: str
    gate_id: str | None
    owner: str
    hard: bool
    weight: float
    due: date | None
    state: GateState
    proved: GateState
    feeds: tuple[FeedState, ...]
    reasons: tuple[str, ...]
    waiver_id: str | None = None
    projected: date | None = None

    @property
    def green(self) -> bool:
        """Whether the launch need not wait for it: passed, validly waived, or not applicable for a reason."""
        return self.state in GREEN

    @property
    def drift(self) -> bool:
        """Whether something that feeds it is at another version of the policy."""
        return any(feed.drift for feed in self.feeds)

    def overdue(self, today: date) -> bool:
        """Whether its day has gone by and it is not green."""
        return self.due is not None and self.due < today and not self.green


@dataclass(frozen=True, slots=True)
class Cell:
    """One market of one launch: its gates in order, and what follows from them.

    ``scheduled`` is the day that the graph gives for this market, ``predicted`` the later of it and of the hard
    gates that are not green; None: unknown, because a hard gate has no date. ``blocking`` is the gate that decides.
    ``score`` is the weighted share of green soft gates, None without any. ``legal_day`` is the earliest live legal
    date. ``decision`` is the newest go or no-go in force. ``drift`` says what is in use at another version of the
    policy although no gate looks at it. ``chance`` is that of the target, 0 to 1, and ``p50`` the day by which it is
    ready in half of the cases; None where it is not predicted by its target anyway, or nothing is uncertain.
    """

    launch_id: str
    market_id: str | None
    launch_market_id: str | None
    owner: str
    target: date | None
    live_on: date | None
    scheduled: date | None
    predicted: date | None
    state: CellState
    gates: tuple[GateStanding, ...]
    hard_green: int
    hard_total: int
    score: float | None
    blocking: GateStanding | None
    legal_day: date | None
    decision: Decision | None
    drift: tuple[str, ...] = ()
    chance: float | None = None
    p50: date | None = None

    @property
    def ready(self) -> bool:
        """Whether every hard gate is green (every gate where none is hard; there is one), and nothing has drifted."""
        return self.proven and not self.drift

    @property
    def proven(self) -> bool:
        """Whether every hard gate is green; where no gate is hard, every gate, of which there is at least one."""
        if self.hard_total:
            return self.hard_green == self.hard_total
        return bool(self.gates) and all(gate.green for gate in self.gates)

    @property
    def slack_days(self) -> int | None:
        """Calendar days from the predicted day to the target; negative: late; None: one of them is unknown."""
        if self.predicted is None or self.target is None:
            return None
        return (self.target - self.predicted).days

    @property
    def too_late_for_law(self) -> bool:
        """Whether a live legal date comes before the predicted day, or before an unknown one and has gone by."""
        return self.legal_day is not None and self.predicted is not None and self.predicted > self.legal_day


@dataclass(frozen=True, slots=True)
class LaunchReadiness:
    """One launch: the gate templates that are its columns, in order, and a cell per market, first wave first."""

    launch_id: str
    template_ids: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Every launch that is not cancelled, as of a day, by target and code."""

    today: date
    launches: tuple[LaunchReadiness, ...]
    by_launch: Mapping[str, LaunchReadiness] = field(repr=False, compare=False)

    def cells(self) -> tuple[Cell, ...]:
        """Return the cells of all launches."""
        return tuple(cell for launch in self.launches for cell in launch.cells)


def combined(states: Collection[GateState]) -> GateState:
    """Return the state of a gate with feeds in these states: the worst; begun where some are done and some are not."""
    kinds = set(states)
    if GateState.FAILED in kinds:
        return GateState.FAILED
    if kinds == {GateState.PASSED}:
        return GateState.PASSED
    if not kinds or kinds == {GateState.NOT_STARTED}:
        return GateState.NOT_STARTED
    return GateState.IN_PROGRESS
