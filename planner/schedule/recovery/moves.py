"""Typed moves and candidates: what somebody could do, what it costs, and what came of trying it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from planner.plan.changes import Operation
from planner.plan.values import END_OF_DAY
from planner.schedule.impact_rows import LateWork


class MoveType(StrEnum):
    """Sorts of moves that the search tries."""

    SHORTEN = "shorten"
    ADD_PEOPLE = "add_people"
    OVERLAP = "overlap"
    DROP_LINK = "drop_link"
    MOVE_CONSTRAINT = "move_constraint"
    EXPEDITE = "expedite"
    SPLIT_MARKETS = "split_markets"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class RemedyMove:
    """One move: `subject_id` is the work or dependency that it changes, `days` what it takes off there at most.

    `text` says it as an instruction; `operations` do it; `cost` is in points of the cost model.
    """

    type: MoveType
    subject_id: str
    days: float
    cost: float
    text: str
    operations: tuple[Operation, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Return what makes two moves the same: sort and subject."""
        return self.type.value, self.subject_id


@dataclass(frozen=True, slots=True)
class Candidate:
    """A set of moves that was tried by scheduling the whole plan with it.

    `cost` is that of the moves and of what they do to others. `finish` is the target's. `later_ids` are other work
    that moves later, `newly_critical_ids` other work that loses its float, `newly_late` other launches and
    deadlines that are missed because of it, `rescued` those that are met because of it.
    """

    moves: tuple[RemedyMove, ...]
    cost: float
    finish: datetime
    later_ids: tuple[str, ...]
    newly_critical_ids: tuple[str, ...]
    newly_late: tuple[LateWork, ...]
    rescued: tuple[LateWork, ...]

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Return what does all moves, in order."""
        return tuple(operation for move in self.moves for operation in move.operations)


@dataclass(frozen=True, slots=True)
class Remedies:
    """What it would take to have a target done by a date.

    `candidates` all reach it, cheapest first. Where none does, `best` is the one that comes nearest (None: no move
    helps) and `binding` says what holds the target then. `finish` is where it is scheduled now, `schedules` how
    many were computed, `exhausted` that there was more to try.
    """

    target_id: str
    by: datetime
    finish: datetime
    candidates: tuple[Candidate, ...]
    best: Candidate | None
    binding: tuple[str, ...]
    schedules: int
    exhausted: bool

    @property
    def already_met(self) -> bool:
        """Whether the target is in time as things are."""
        return in_time(self.finish, self.by)


def in_time(finish: datetime, by: datetime) -> bool:
    """Whether a finish is in time: the midnight that ends a day belongs to it, where a whole day is meant."""
    return finish <= by or (by.time() == END_OF_DAY and finish <= by + timedelta(minutes=1))
