"""What levelling answers: dates, what each task waited for, floats, and how good the answer is known to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NamedTuple

from planner.capacity.levelling.problem import Ints

UNPLACED = -1
"""The start and finish of a task without a place."""


class Objective(Enum):
    """What makes one levelled plan better than another."""

    MAKESPAN = "makespan"
    LATENESS = "lateness"
    """Sum over tasks of weight times slots after due, then the makespan."""


class Rule(Enum):
    """Which task goes first where two want the same capacity, after their class."""

    LATEST_FINISH = "latest_finish"
    MINIMUM_SLACK = "minimum_slack"
    SCORE = "score"
    WEIGHT_PER_WORK = "weight_per_work"
    """The weight of a project by its work, largest first: best for weighted lateness (Smith 1956)."""


class Status(Enum):
    """Whether there is an answer."""

    LEVELLED = "levelled"
    INCOMPLETE = "incomplete"
    """Some tasks found no place after all the others, though each would alone; see `unplaced`."""
    IMPOSSIBLE = "impossible"
    """Some tasks fit in no slot ever; see `obstacles`. Nothing is dated."""
    CIRCULAR = "circular"
    """Links run in a circle through the tasks in `unplaced`. Nothing is dated."""


class Label(Enum):
    """What is known about the value of an answer."""

    PROVEN = "proven"
    """No better one exists."""
    BOUNDED = "bounded"
    """`bound` is a proven limit that the value has not reached."""
    HEURISTIC = "heuristic"
    """Nothing useful is known."""


class Reason(IntEnum):
    """What decides the start of a task."""

    RELEASE = 0
    LINK = 1
    RESOURCE = 2
    """Other work held a resource until the start; see the resource links into the task."""
    CAPACITY = 3
    """A resource did not offer enough before, whatever the other work."""
    FIXED = 4
    NONE = 5
    """The task has no place."""


class Obstacle(NamedTuple):
    """A task needs more of a resource than it ever offers for long enough; resource -1: of several together."""

    task: int
    resource: int
    units: int
    """Needed per slot."""
    most: int
    """The most that the resource offers in any slot from the task's release on."""


class Segment(NamedTuple):
    """A stretch of work on a task, in slots."""

    task: int
    start: int
    finish: int


@dataclass(frozen=True, slots=True, eq=False)
class Levelling:
    """A levelled plan; columns hold one entry per task of the problem, in slots."""

    status: Status
    label: Label
    value: int
    """Of the objective."""
    bound: int
    """Lower bound of the objective, proven."""
    makespan: int
    lateness: int
    start: Ints
    finish: Ints
    segments: tuple[Segment, ...]
    """The stretches of tasks that are interrupted, in order; other tasks run from start to finish."""
    ready: Ints
    """First slot that release and links allow, given where the predecessors are."""
    reason: Ints
    """`Reason` of each start."""
    driver: Ints
    """Row of the link, or number of the resource, that decides the start; -1 for neither."""
    resource_links: Ints
    """Columns predecessor, successor, resource, binding: who hands capacity on to whom; binding is 1 where the
    successor starts the moment the predecessor ends and waited for it."""
    late_start: Ints
    late_finish: Ints
    total_float: Ints
    """Slots by which a task can slip before a value gets worse, along links and resource links together."""
    obstacles: tuple[Obstacle, ...] = ()
    unplaced: tuple[int, ...] = ()
    schedules: int = 0
    """Schedules generated to find this one."""

    @property
    def waited(self) -> Ints:
        """Return the slots that each task waited for capacity after it was ready."""
        return self.start - self.ready

    @property
    def gap(self) -> float | None:
        """Return how far the value may be from the best, as a share of the bound; None without a bound."""
        return (self.value - self.bound) / self.bound if self.bound > 0 else None

    def waited_for(self, task: int) -> tuple[tuple[int, int], ...]:
        """Return the tasks and resources that a task waited for: (earlier task, resource) in order."""
        rows = self.resource_links
        chosen = rows[(rows[:, 1] == task) & (rows[:, 3] == 1)]
        return tuple((int(row[0]), int(row[2])) for row in chosen)
