"""The columns that the levelling kernels read: integers in arrays, or in lists where they run interpreted.

Tasks are those that can move, numbered predecessors first. Fixed tasks are no longer there: what they use is taken
from the room, and what they demand of their successors is in the release slots.

Room is packed: each resource has a field of bits in one of a few words, and one word per slot holds what is left of
all its resources. Above each field lies one guard bit, 0 in the room. `((room | guard) - need) & guard == guard`
then says for all resources of a word at once whether a need fits, because a field that is too small borrows its guard.

>>> guard, need = 0b1000_1000, 0b0011_0010   # two resources of three bits: needs 3 and 2
>>> [((room | guard) - need) & guard == guard for room in (0b0011_0010, 0b0111_0001)]
[True, False]
"""

from typing import NamedTuple

from planner.worktime.tables import Column

FAR = 1 << 40
"""The start and finish of a task that found no place."""
WORST = 1 << 62
"""The cost of a schedule in which a task found no place."""
RIGID, PAUSING, SPLITTING = 0, 1, 2
"""How a task may be interrupted: never; only where its resources do not work; at any slot."""


class Tasks(NamedTuple):
    """What each task takes, the same in both directions of time."""

    duration: Column
    manner: Column
    """RIGID, PAUSING or SPLITTING."""
    worked_at: Column
    """Where the worked slots of a task that is not rigid are written; one more entry than tasks."""
    use_at: Column
    use_word: Column
    use_need: Column
    use_guard: Column
    """Guard bits of the resources needed; all fields of other resources are 0."""
    due: Column
    """Slot by which it should be finished."""
    weight: Column
    """Cost of one slot of lateness."""


class Links(NamedTuple):
    """Lower bounds of starts in one direction of time: `start >= (finish or start of source) + lag`."""

    release: Column
    link_at: Column
    link_source: Column
    link_from_start: Column
    """1 where the bound counts from the start of the source, 0 from its finish."""
    link_lag: Column


class Room(NamedTuple):
    """What is left of the resources: `base` before anything is placed, `free` while it is; word by word."""

    base: Column
    free: Column
    words: int
    slots: int


class Dates(NamedTuple):
    """Where tasks were placed; half-open, in slots."""

    start: Column
    finish: Column
    worked: Column
    """Worked slots of tasks that are not rigid."""
