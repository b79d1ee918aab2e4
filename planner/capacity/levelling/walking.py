"""Who hands capacity on to whom, and how far each task can slip along links and hand-overs, as kernels.

A resource's units are passed from one piece of work to the next like tools from hand to hand (the resource flow of
Artigues, Michelon and Reusser 2003). If each hand-over is kept as a link, every shift that respects all links also
respects all capacities, so a float computed along both kinds of links is a float that can be used.

Where a resource offers less than its most, or fixed tasks use it, the difference is held by a *gap*: it begins and
ends with that stretch of time and does not move. A task that pauses while a gap lasts keeps its units through it.
"""

from typing import NamedTuple

from planner.capacity.levelling.arrays import PAUSING, Dates, Links, Room, Tasks
from planner.capacity.levelling.placing import has_room
from planner.worktime.tables import Column

GAP = -1
"""The owner of a piece that holds units back because the resource offers less."""
UNUSED = -1
"""The piece that units come from which nobody has used yet."""


class Pieces(NamedTuple):
    """Stretches on one resource, by start: work of movable tasks, and gaps."""

    owner: Column
    """The task, or GAP."""
    start: Column
    finish: Column
    units: Column
    pauses_below: Column
    """Units of a pausing task, which stops where the capacity is less; else 0."""
    least: Column
    """Of a gap: the capacity while it lasts."""
    ending: Column
    """The pieces by finish."""


class Pool(NamedTuple):
    """Units put down, in order of time, and units held by gaps that go back to their owners."""

    piece: Column
    units: Column
    held_piece: Column
    held_units: Column
    held_at: Column
    """By piece: where what it holds begins; one more entry than pieces."""
    control: Column
    """First and past-the-last entry of the pool; entries held; hand-overs written."""


def put_down(pool: Pool, piece: int, units: int) -> None:
    """Add units to the end of the pool."""
    last = pool.control[1]
    pool.piece[last] = piece
    pool.units[last] = units
    pool.control[1] = last + 1


def take_up(pieces: Pieces, pool: Pool, taker: int, wanted: int, own: int, giver_of: Column, taker_of: Column) -> int:
    """Let a piece take units from the pool, longest lying first, and note from whom; return what is still wanted.

    With `own` 1 it takes only what its own task put down. A gap keeps apart what it takes from pausing tasks.
    """
    own_task = pieces.owner[taker]
    for at in range(pool.control[0], pool.control[1]):
        if wanted == 0:
            break
        giver = pool.piece[at]
        mine = giver != UNUSED and own_task >= 0 and pieces.owner[giver] == own_task
        if pool.units[at] == 0 or (own == 1 and not mine):
            continue
        taken = min(wanted, pool.units[at])
        pool.units[at] -= taken
        wanted -= taken
        if own_task == GAP and giver != UNUSED and pieces.pauses_below[giver] > pieces.least[taker]:
            pool.held_piece[pool.control[2]] = giver
            pool.held_units[pool.control[2]] = taken
            pool.control[2] += 1
        elif giver != UNUSED and not mine:
            giver_of[pool.control[3]] = giver
            taker_of[pool.control[3]] = taker
            pool.control[3] += 1
    while pool.control[0] < pool.control[1] and pool.units[pool.control[0]] == 0:
        pool.control[0] += 1
    return wanted


def hand_over(pieces: Pieces, pool: Pool, giver_of: Column, taker_of: Column, most: int) -> int:
    """Write who takes units from whom on a resource of at most `most` units; return how many hand-overs.

    -1 if a column is too short for all of them.
    """
    size, ended = len(pieces.start), 0
    put_down(pool, UNUSED, most)
    for piece in range(size):
        while ended < size and pieces.finish[pieces.ending[ended]] <= pieces.start[piece]:
            over = pieces.ending[ended]
            ended += 1
            back = 0
            if pool.control[1] + 1 + pool.held_at[over + 1] - pool.held_at[over] >= len(pool.piece):
                return -1
            for held in range(pool.held_at[over], pool.held_at[over + 1]):
                put_down(pool, pool.held_piece[held], pool.held_units[held])
                back += pool.held_units[held]
            if pieces.units[over] > back:
                put_down(pool, over, pieces.units[over] - back)
        reach = pool.control[1] - pool.control[0]
        if max(pool.control[2], pool.control[3]) + 2 * reach >= len(giver_of):
            return -1
        pool.held_at[piece] = pool.control[2]
        wanted = take_up(pieces, pool, piece, pieces.units[piece], 1, giver_of, taker_of)
        wanted = take_up(pieces, pool, piece, wanted, 0, giver_of, taker_of)
        pool.held_at[piece + 1] = pool.control[2]
        pieces.units[piece] -= wanted
    return pool.control[3]


def begun_by(tasks: Tasks, room: Room, task: int, by: int, amount: int) -> int:
    """Return the latest start of a task at which `amount` slots of it are worked before slot `by`."""
    if tasks.manner[task] != PAUSING:
        return by - amount
    slot = min(by, room.slots)
    while amount > 0 and slot > 0:
        slot -= 1
        if has_room(tasks, room.base, room.slots, task, slot):
            amount -= 1
    return slot - amount


def reached_at(tasks: Tasks, room: Room, task: int, start: int, amount: int) -> int:
    """Return where `amount` slots of a task are over that starts in a slot."""
    if tasks.manner[task] != PAUSING:
        return start + amount
    slot = start
    while amount > 0 and slot < room.slots:
        if has_room(tasks, room.base, room.slots, task, slot):
            amount -= 1
        slot += 1
    return slot + amount


class Slips(NamedTuple):
    """What keeps a task from slipping, besides links: its pieces that hand units on, by task."""

    row_at: Column
    done: Column
    """Slots of work over when the piece is."""
    finish: Column
    taker: Column
    """The task that takes over, -1 where the moment is fixed."""
    taker_done: Column
    """Slots worked before the piece that takes over."""
    taker_start: Column


def slip(
    tasks: Tasks, onward: Links, room: Room, dates: Dates, late: Dates, slips: Slips, by: Column, order: Column
) -> int:
    """Lower the late dates of tasks to what links and hand-overs allow; return 1 if any changed.

    `onward` lists the links by predecessor with the lag of the forward direction; `by` is when each task must be over;
    `order` has those that start last first. Split tasks slip as they are.
    """
    changed = 0
    for position in range(len(order)):
        task = order[position]
        span = dates.finish[task] - dates.start[task]
        split = tasks.manner[task] > PAUSING
        amount = span if split else tasks.duration[task]
        end = by[task]
        start = late.start[task]
        for link in range(onward.link_at[task], onward.link_at[task + 1]):
            bound = late.start[onward.link_source[link]] - onward.link_lag[link]
            if onward.link_from_start[link] == 1:
                start = min(start, bound)
            else:
                end = min(end, bound)
        start = min(start, begun_by(tasks, room, task, end, amount))
        for row in range(slips.row_at[task], slips.row_at[task + 1]):
            taker = slips.taker[row]
            bound = slips.taker_start[row]
            if taker >= 0 and tasks.manner[taker] == PAUSING:
                bound = max(bound, reached_at(tasks, room, taker, late.start[taker], slips.taker_done[row]))
            elif taker >= 0:
                bound += late.start[taker] - dates.start[taker]
            if split:
                start = min(start, dates.start[task] + bound - slips.finish[row])
            else:
                start = min(start, begun_by(tasks, room, task, bound, slips.done[row]))
        start = max(start, dates.start[task])
        if start < late.start[task]:
            late.start[task] = start
            late.finish[task] = start + span if split else reached_at(tasks, room, task, start, amount)
            changed = 1
    return changed


KERNELS = (put_down, take_up, hand_over, begun_by, reached_at, slip)
"""The kernels in the order in which they call each other."""
