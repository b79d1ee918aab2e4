"""Schedule generation: tasks are placed in an order, each at the first slot where links and resources allow it.

Serial generation (Kelley 1963) takes the tasks one after the other; parallel generation (Brooks and White 1965)
walks through time and starts what fits. Double justification (Valls, Ballestín and Quintanilla 2005) is serial
generation on the mirrored schedule, last finish first, then serial generation again, first start first; with tasks
in one piece it never makes a schedule longer.
"""

from planner.capacity.levelling.arrays import FAR, RIGID, Dates, Links, Room, Tasks
from planner.capacity.levelling.placing import has_room, place, take
from planner.worktime.tables import Column


def earliest_start(links: Links, dates: Dates, task: int) -> int:
    """Return the first slot that links and release allow a task, given where its predecessors are."""
    earliest = links.release[task]
    for link in range(links.link_at[task], links.link_at[task + 1]):
        source = links.link_source[link]
        bound = dates.start[source] if links.link_from_start[link] == 1 else dates.finish[source]
        if bound + links.link_lag[link] > earliest:
            earliest = bound + links.link_lag[link]
    return earliest


def serial(tasks: Tasks, links: Links, room: Room, dates: Dates, order: Column, limit: int) -> int:
    """Place tasks in an order that has predecessors first; return the latest finish, FAR if one found no place."""
    latest = 0
    for position in range(len(order)):
        task = order[position]
        start = place(tasks, room, dates.worked, task, earliest_start(links, dates, task), limit)
        if start < 0:
            dates.start[task] = FAR
            dates.finish[task] = FAR
            latest = FAR
        else:
            dates.start[task] = start
            dates.finish[task] = take(tasks, room, dates.worked, task, start)
            if dates.finish[task] > latest:
                latest = dates.finish[task]
    return latest


def begins_at(tasks: Tasks, room: Room, dates: Dates, task: int, slot: int, limit: int) -> bool:
    """Return whether a task can begin in a slot and be finished by `limit`."""
    duration = tasks.duration[task]
    if tasks.manner[task] == RIGID or duration == 0:
        return slot + duration <= limit and place(tasks, room, dates.worked, task, slot, slot + duration) == slot
    if not has_room(tasks, room.free, room.slots, task, slot):
        return False
    return place(tasks, room, dates.worked, task, slot, limit) == slot


def parallel(
    tasks: Tasks, links: Links, onward: Links, room: Room, dates: Dates, waiting: Column, missing: Column, limit: int
) -> int:
    """Walk through time and start the waiting tasks, in order, that are ready and fit; return the latest finish.

    `waiting` holds the order and is used up; `onward` are the links mirrored, `missing` is scratch. FAR if a task
    found no place.
    """
    count = len(waiting)
    for task in range(count):
        missing[task] = links.link_at[task + 1] - links.link_at[task]
        dates.start[task] = FAR
        dates.finish[task] = FAR
    slot, latest = 0, 0
    while count > 0 and slot < limit:
        kept, opened = 0, 0
        for position in range(count):
            task = waiting[position]
            ready = missing[task] == 0 and earliest_start(links, dates, task) <= slot
            if ready and begins_at(tasks, room, dates, task, slot, limit):
                dates.start[task] = slot
                dates.finish[task] = take(tasks, room, dates.worked, task, slot)
                latest = max(latest, dates.finish[task])
                for link in range(onward.link_at[task], onward.link_at[task + 1]):
                    missing[onward.link_source[link]] -= 1
                    opened = 1
            else:
                waiting[kept] = task
                kept += 1
        count = kept
        if opened == 0:
            slot += 1
    return FAR if count > 0 else latest


KERNELS = (earliest_start, serial, begins_at, parallel)
"""The kernels in the order in which they call each other."""
