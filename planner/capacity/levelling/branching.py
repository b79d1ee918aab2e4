"""Branch and bound over time, as kernels: whether any schedule ends by a deadline.

At each moment at which something ends or may begin, a choice of the tasks that fit is started; the last choice is to
start none. A moment is given up where a task would still have fitted before it (some schedule with that task earlier
is as good), where heads, tails or prices show that the deadline cannot be kept, and where the same tasks were begun
before in a way that left no less (cutsets, after Demeulemeester and Herroelen 1992, 1997). Prices are weights of which
no tasks that can run together have more than one unit: the weighted work that remains is a bound (Brucker and Knust
2000).

Tasks are numbered predecessors first and are at most `MOST_TASKS`, so that a set of them is one word; what the
resources have left in a slot is one word too (see `arrays`), and never changes but by tasks. A search may be continued
call by call, and with an earlier deadline.
"""

from typing import NamedTuple

from planner.worktime.tables import Column

MOST_TASKS = 62
MASK, DEPTH, TIME, MOVED, RETREAT, NODES = 0, 1, 2, 3, 4, 5
"""Entries of `Trail.now`: the tasks begun, the present choice, its moment, whether the last choice began something,
whether to take back first, and the moments looked at."""
NEVER = 1 << 40
NONE_EXISTS, FOUND, GIVEN_UP = 0, 1, 2
WIDTH = 12
"""Entries of a remembered state: its moment, how many tasks of it still count, and these."""
LATEST = 1 << 24
"""Bound of the slots, so that a remembered start fits into an entry."""
PROBES = 16
TASK_BITS = 6
TASK_MASK = 63
HALF_BITS = 31
HALF = (1 << 31) - 1
FIRST_FACTOR, SECOND_FACTOR = 1_103_515_245 >> 1, 1_013_904_223 >> 1


class Network(NamedTuple):
    """The tasks with work, in one direction of time."""

    duration: Column
    need: Column
    guard: Column
    head: Column
    """Earliest start."""
    tail: Column
    """Slots from the start to the end of everything that follows, at least."""
    link_at: Column
    link_source: Column
    link_delay: Column
    """Slots from the start of the source to that of the task, at least 1."""
    influence: Column
    """Slots from the start during which a task takes capacity or keeps others waiting."""


class Prices(NamedTuple):
    """Several prices of each task, one after the other."""

    price: Column
    behind: Column
    """Slots that follow on each of the tasks that have a price, at least."""
    unit: int


class Memory(NamedTuple):
    """States seen, by the tasks begun; 0 is an empty place."""

    keys: Column
    rows: Column


class Trail(NamedTuple):
    """Where a search is."""

    start: Column
    early: Column
    free: Column
    rest: Column
    """Priced work that has not begun, by price."""
    time: Column
    offers: Column
    chosen: Column
    """Of the tasks offered at a moment the ones started, as bits; -1 before the first choice."""
    offered: Column
    now: Column


def room_for(left: int, guard: int, need: int) -> bool:
    """Return whether a need fits."""
    return ((left | guard) - need) & guard == guard


def waits(net: Network, start: Column, task: int) -> bool:
    """Return whether something that the task follows has not begun."""
    waiting = False
    for link in range(net.link_at[task], net.link_at[task + 1]):
        waiting = waiting or start[net.link_source[link]] < 0
    return waiting


def linked_start(net: Network, trail: Trail, task: int) -> int:
    """Return the earliest start by links; of tasks not begun `early` is taken."""
    begin = net.head[task]
    for link in range(net.link_at[task], net.link_at[task + 1]):
        source = net.link_source[link]
        before = trail.start[source] if trail.start[source] >= 0 else trail.early[source]
        begin = max(begin, before + net.link_delay[link])
    return begin


def next_moment(net: Network, trail: Trail, time: int) -> int:
    """Return the first moment after `time` at which a task ends or may begin."""
    moment = NEVER
    for task in range(len(net.duration)):
        if trail.start[task] >= 0:
            at = trail.start[task] + net.duration[task]
        elif waits(net, trail.start, task):
            at = NEVER
        else:
            at = linked_start(net, trail, task)
        if time < at < moment:
            moment = at
    return moment


def gap_before(net: Network, trail: Trail, task: int, begin: int, time: int) -> int:
    """Return in how many slots up to `time` the task would have fitted at the end; -1 if wholly, then or earlier."""
    run = 0
    for slot in range(begin, time):
        if room_for(trail.free[slot], net.guard[task], net.need[task]):
            run += 1
            if run >= net.duration[task]:
                return -1
        else:
            run = 0
    return run


def offer(net: Network, trail: Trail, time: int, deadline: int, place: int) -> int:
    """Write the tasks that may start now from `place` on; return how many, -1 if the deadline cannot be kept."""
    count = 0
    for task in range(len(net.duration)):
        if trail.start[task] >= 0:
            continue
        begin = linked_start(net, trail, task)
        early = max(begin, time)
        if not waits(net, trail.start, task):
            run = gap_before(net, trail, task, begin, time)
            if run < 0:
                return -1
            while early <= deadline and not room_for(trail.free[early], net.guard[task], net.need[task]):
                early += 1
            if early == time and run == 0:
                trail.offered[place + count] = task
                count += 1
        trail.early[task] = early
        if early + net.tail[task] > deadline:
            return -1
    return count


def overpriced(net: Network, prices: Prices, trail: Trail, time: int, deadline: int) -> bool:
    """Return whether more priced work remains than there is time for, by any price."""
    size = len(net.duration)
    for number in range(len(prices.behind)):
        work = trail.rest[number]
        for task in range(size):
            if trail.start[task] >= 0 and trail.start[task] + net.duration[task] > time:
                work += prices.price[number * size + task] * (trail.start[task] + net.duration[task] - time)
        if work > 0 and work > (deadline - prices.behind[number] - time) * prices.unit:
            return True
    return False


def bits_of(mask: int) -> int:
    """Return how many tasks a set has."""
    count = 0
    while mask != 0:
        mask &= mask - 1
        count += 1
    return count


def no_better(net: Network, memory: Memory, trail: Trail, place: int, time: int) -> bool:
    """Return whether the present state leaves no more than the one remembered at a place."""
    row = place * WIDTH
    if memory.rows[row] > time:
        return False
    for at in range(row + 2, row + 2 + memory.rows[row + 1]):
        task, start = memory.rows[at] & TASK_MASK, memory.rows[at] >> TASK_BITS
        if start + net.influence[task] > time and start > trail.start[task]:
            return False
    return True


def known(net: Network, memory: Memory, trail: Trail, mask: int, time: int) -> bool:
    """Return whether a state no worse was seen; else remember this one, perhaps in place of one with more begun."""
    places = len(memory.keys)
    first = (mask & HALF) * FIRST_FACTOR + (mask >> HALF_BITS) * SECOND_FACTOR
    first = first ^ (first >> 29)
    place, most = -1, -1
    for probe in range(PROBES):
        at = (first + probe) & (places - 1)
        if memory.keys[at] == 0:
            place = at
            break
        if memory.keys[at] == mask and no_better(net, memory, trail, at, time):
            return True
        begun = bits_of(memory.keys[at])
        if begun > most:
            place, most = at, begun
    remember(net, memory, trail, mask, time, place)
    return False


def remember(net: Network, memory: Memory, trail: Trail, mask: int, time: int, place: int) -> None:
    """Write the present state to a place; one of which too many tasks still count is left out."""
    row, count = place * WIDTH, 0
    for task in range(len(net.duration)):
        if trail.start[task] >= 0 and trail.start[task] + net.influence[task] > time:
            count += 1
    if count > WIDTH - 2:
        return
    memory.keys[place] = mask
    memory.rows[row] = time
    memory.rows[row + 1] = count
    at = row + 2
    for task in range(len(net.duration)):
        if trail.start[task] >= 0 and trail.start[task] + net.influence[task] > time:
            memory.rows[at] = trail.start[task] << TASK_BITS | task
            at += 1


def put(net: Network, prices: Prices, trail: Trail, task: int, time: int, sign: int) -> None:
    """Start a task at a moment (`sign` 1), or take it back (-1)."""
    size = len(net.duration)
    trail.start[task] = time if sign == 1 else -1
    trail.now[MASK] ^= 1 << task
    for slot in range(time, time + net.duration[task]):
        trail.free[slot] -= sign * net.need[task]
    for number in range(len(prices.behind)):
        trail.rest[number] -= sign * prices.price[number * size + task] * net.duration[task]


def by_tail(net: Network, trail: Trail, place: int, count: int) -> None:
    """Sort the tasks offered by what follows on them, most first."""
    for at in range(place + 1, place + count):
        task, low = trail.offered[at], at
        while low > place and net.tail[trail.offered[low - 1]] < net.tail[task]:
            trail.offered[low] = trail.offered[low - 1]
            low -= 1
        trail.offered[low] = task


def arrive(net: Network, prices: Prices, memory: Memory, trail: Trail, deadline: int) -> None:
    """Go to the next moment with a choice and open it, unless nothing can come of it."""
    now, size = trail.now, len(net.duration)
    place, count, time = (now[DEPTH] + 1) * size, 0, now[TIME]
    while count == 0:
        time = next_moment(net, trail, time)
        if time > deadline:
            return
        count = offer(net, trail, time, deadline, place)
    if count < 0 or overpriced(net, prices, trail, time, deadline):
        return
    if now[MOVED] == 1 and known(net, memory, trail, now[MASK], time):
        return
    by_tail(net, trail, place, count)
    now[DEPTH] += 1
    trail.time[now[DEPTH]] = time
    trail.offers[now[DEPTH]] = count
    trail.chosen[now[DEPTH]] = -1


def choose(net: Network, prices: Prices, trail: Trail) -> bool:
    """Make the next choice of the latest moment that has one left; return whether there is one."""
    now, size = trail.now, len(net.duration)
    while now[DEPTH] >= 0 and trail.chosen[now[DEPTH]] == 0:
        now[DEPTH] -= 1
    if now[DEPTH] < 0:
        return False
    depth = now[DEPTH]
    place, time, chosen, at = depth * size, trail.time[depth], trail.chosen[depth], 0
    if chosen < 0:
        chosen = 0
    else:
        at = trail.offers[depth] - 1
        while chosen >> at & 1 == 0:
            at -= 1
        chosen ^= 1 << at
        put(net, prices, trail, trail.offered[place + at], time, -1)
        at += 1
    while at < trail.offers[depth]:
        task = trail.offered[place + at]
        if room_for(trail.free[time], net.guard[task], net.need[task]):
            chosen |= 1 << at
            put(net, prices, trail, task, time, 1)
        at += 1
    trail.chosen[depth] = chosen
    now[TIME] = time
    now[MOVED] = 1 if chosen != 0 else 0
    return True


def explore(net: Network, prices: Prices, memory: Memory, trail: Trail, deadline: int, nodes: int) -> int:
    """Go on for so many moments; return FOUND with the starts in the trail, NONE_EXISTS, or GIVEN_UP."""
    now, everything = trail.now, (1 << len(net.duration)) - 1
    until = now[NODES] + nodes
    while True:
        if now[RETREAT] == 1 and not choose(net, prices, trail):
            return NONE_EXISTS
        now[RETREAT] = 0
        if now[MASK] == everything:
            now[RETREAT] = 1
            return FOUND
        if now[NODES] >= until:
            return GIVEN_UP
        now[NODES] += 1
        arrive(net, prices, memory, trail, deadline)
        now[RETREAT] = 1


KERNELS = (
    room_for, waits, linked_start, next_moment, gap_before, offer, overpriced, bits_of, no_better, remember, known, put,
    by_tail, arrive, choose, explore,
)  # fmt: skip
"""The kernels in the order in which they call each other."""
