"""Double justification: everything as late as the last finish allows, then as early as possible, as kernels."""

from planner.capacity.levelling.arrays import FAR, Dates, Links, Room, Tasks
from planner.capacity.levelling.generation import serial
from planner.worktime.tables import Column


def clear(room: Room, limit: int) -> None:
    """Put the room of the first `limit` slots back to what it is without any task."""
    for word in range(room.words):
        for slot in range(word * room.slots, word * room.slots + limit):
            room.free[slot] = room.base[slot]


def mirror(room: Room, mirrored: Room, end: int) -> None:
    """Write the room of the slots before `end` in the opposite order of time."""
    for word in range(room.words):
        first = word * room.slots
        for slot in range(end):
            left = room.base[first + end - 1 - slot]
            mirrored.base[first + slot] = left
            mirrored.free[first + slot] = left


def sort_slots(key: Column, order: Column, counts: Column, limit: int, size: int, backward: int) -> None:
    """Write the tasks to `order` by key, 0 to `limit`; equal keys by number, or from the last with `backward` 1."""
    for slot in range(limit + 2):
        counts[slot] = 0
    for task in range(size):
        counts[key[task] + 1] += 1
    for slot in range(limit + 1):
        counts[slot + 1] += counts[slot]
    for position in range(size):
        task = size - 1 - position if backward == 1 else position
        order[counts[key[task]]] = task
        counts[key[task]] += 1


def lift(links: Links, key: Column, size: int, backward: int) -> None:
    """Raise keys to those of predecessors, for links with leads that let a successor begin first."""
    for position in range(size):
        task = size - 1 - position if backward == 1 else position
        for link in range(links.link_at[task], links.link_at[task + 1]):
            key[task] = max(key[task], key[links.link_source[link]])


def justify(
    tasks: Tasks,
    forward: Links,
    backward: Links,
    room: Room,
    mirrored: Room,
    dates: Dates,
    late: Dates,
    order: Column,
    key: Column,
    counts: Column,
    end: int,
    weighted: int,
    leads: int,
) -> int:
    """Move every task late, then early, and return the new last finish; `end` is that of the schedule in `dates`.

    With `weighted` 1 no task with a weight moves past its due slot or, if it is late, past its finish. FAR, with the
    dates unusable, where tasks that may be interrupted found no place on the way back.
    """
    size = len(order)
    for task in range(size):
        key[task] = end - dates.finish[task]
        backward.release[task] = 0
        if weighted == 1 and tasks.weight[task] > 0:
            backward.release[task] = max(0, end - max(dates.finish[task], tasks.due[task]))
    if leads == 1:
        lift(backward, key, size, 1)
    sort_slots(key, order, counts, end, size, 1)
    mirror(room, mirrored, end)
    if serial(tasks, backward, mirrored, late, order, end) == FAR:
        return FAR
    for task in range(size):
        key[task] = end - late.finish[task]
    if leads == 1:
        lift(forward, key, size, 0)
    sort_slots(key, order, counts, end, size, 0)
    clear(room, end)
    return serial(tasks, forward, room, dates, order, end)


KERNELS = (clear, mirror, sort_slots, lift, justify)
"""The kernels in the order in which they call each other."""
