"""Placing one task in the room that is left, as kernels: in one piece, pausing, or split.

A resource that offers nothing in a slot (a holiday, leave, a team not yet engaged) has no room there. A pausing task
stops where its resources offer its priority class too little even without other work, and nowhere else; a splitting
task works in every slot that has room.
"""

from planner.capacity.levelling.arrays import PAUSING, RIGID, Room, Tasks
from planner.worktime.tables import Column


def whole_start(tasks: Tasks, room: Room, task: int, earliest: int, limit: int) -> int:
    """Return the first slot from `earliest` where a task fits in one piece before `limit`, else -1.

    Slots are tried from the end of the window backwards, so that a clash skips as far as possible; `known` is the
    slot below which the window is known to fit.
    """
    first, last, duration = tasks.use_at[task], tasks.use_at[task + 1], tasks.duration[task]
    start, use, clean = earliest, first, 0
    while clean < last - first and start + duration <= limit:
        word = tasks.use_word[use] * room.slots
        need, guard = tasks.use_need[use], tasks.use_guard[use]
        known, top = start, start + duration
        moved = 0
        slot = top - 1
        while slot >= known:
            if ((room.free[word + slot] | guard) - need) & guard == guard:
                slot -= 1
            else:
                moved = 1
                start = slot + 1
                known = top
                top = start + duration
                if top > limit:
                    return -1
                slot = top - 1
        clean = 1 if moved == 1 else clean + 1
        use += 1
        if use == last:
            use = first
    return start if start + duration <= limit else -1


def has_room(tasks: Tasks, left: Column, slots: int, task: int, slot: int) -> bool:
    """Return whether what is left in a slot covers the needs of a task."""
    for use in range(tasks.use_at[task], tasks.use_at[task + 1]):
        guard = tasks.use_guard[use]
        if ((left[tasks.use_word[use] * slots + slot] | guard) - tasks.use_need[use]) & guard != guard:
            return False
    return True


def broken_start(tasks: Tasks, room: Room, task: int, earliest: int, limit: int) -> int:
    """Return the first slot from `earliest` where a task can begin that may be interrupted, else -1."""
    start, slot, done = earliest, earliest, 0
    pausing = tasks.manner[task] == PAUSING
    while done < tasks.duration[task] and slot < limit:
        if has_room(tasks, room.free, room.slots, task, slot):
            if done == 0:
                start = slot
            done += 1
        elif pausing and done > 0 and has_room(tasks, room.base, room.slots, task, slot):
            done = 0
        slot += 1
    return start if done == tasks.duration[task] and slot <= limit else -1


def take(tasks: Tasks, room: Room, worked: Column, task: int, start: int) -> int:
    """Take the room of a task from its start slot on and return its finish."""
    duration = tasks.duration[task]
    if tasks.manner[task] == RIGID:
        for use in range(tasks.use_at[task], tasks.use_at[task + 1]):
            word, need = tasks.use_word[use] * room.slots, tasks.use_need[use]
            for slot in range(word + start, word + start + duration):
                room.free[slot] -= need
        return start + duration
    slot, done, at = start, 0, tasks.worked_at[task]
    while done < duration:
        if has_room(tasks, room.free, room.slots, task, slot):
            for use in range(tasks.use_at[task], tasks.use_at[task + 1]):
                room.free[tasks.use_word[use] * room.slots + slot] -= tasks.use_need[use]
            worked[at + done] = slot
            done += 1
        slot += 1
    return slot


def place(tasks: Tasks, room: Room, worked: Column, task: int, earliest: int, limit: int) -> int:
    """Return the first start from `earliest` at which a task can be finished by `limit`, else -1."""
    if tasks.duration[task] == 0:
        return earliest if earliest <= limit else -1
    if tasks.manner[task] == RIGID:
        return whole_start(tasks, room, task, earliest, limit)
    return broken_start(tasks, room, task, earliest, limit)


KERNELS = (whole_start, has_room, broken_start, take, place)
"""The kernels in the order in which they call each other."""
