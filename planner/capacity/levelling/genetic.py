"""A genetic algorithm over orders of tasks, as kernels.

An individual is an order of all tasks, predecessors first; its schedule is generated serially and justified twice
(after Valls, Ballestín and Quintanilla 2008), and the order of the starts is what is passed on. Children come from a
two-point crossover of orders (Hartmann 1998) or keep a block of the mother's together within the father's order, and
always mutate. A child replaces its mother if it is no worse and not there already, so the population stays varied.
"""

from typing import NamedTuple

from planner.capacity.levelling.arrays import FAR, Dates, Links, Room, Tasks
from planner.capacity.levelling.chance import draw
from planner.capacity.levelling.generation import serial
from planner.capacity.levelling.justification import clear, justify, lift, sort_slots
from planner.worktime.tables import Column

MIXED = 1_000_000_007
"""Modulus of the fingerprint of a schedule."""
REACH = 8
"""Most places by which a mutation moves a task."""
LATE = 1 << 20
"""What one unit of lateness weighs against slots of makespan."""


class Population(NamedTuple):
    """Orders of tasks, one after the other, with what they cost."""

    orders: Column
    cost: Column
    fingerprint: Column
    best: Column
    """The order that the best schedule so far was generated in."""
    mark: Column
    """Scratch: one entry per task."""
    chance: Column
    """State of the random numbers."""
    control: Column
    """Last mark used, schedules generated, best cost, cost at which to stop."""


class Desk(NamedTuple):
    """Where one thread generates schedules: room, dates and scratch columns, each for both directions of time."""

    room: Room
    mirrored: Room
    dates: Dates
    late: Dates
    order: Column
    key: Column
    counts: Column


def cost_of(tasks: Tasks, dates: Dates, end: int, weighted: int) -> int:
    """Return what a schedule costs: its last finish or, weighted, its lateness and then its last finish."""
    if weighted == 0:
        return end
    total = 0
    for task in range(len(tasks.weight)):
        if tasks.weight[task] > 0 and dates.finish[task] > tasks.due[task]:
            total += tasks.weight[task] * (dates.finish[task] - tasks.due[task])
    return total * LATE + min(end, LATE - 1)


def cross(
    orders: Column, mother: int, father: int, child: Column, mark: Column, stamp: int, low: int, high: int
) -> None:
    """Write the mother's order to `child`, with the places from `low` to `high` filled in the father's order.

    `mother` and `father` are where their orders begin.
    """
    size = len(child)
    for place in range(low):
        child[place] = orders[mother + place]
        mark[child[place]] = stamp
    at, place = low, 0
    while at < high:
        task = orders[father + place]
        place += 1
        if mark[task] != stamp:
            mark[task] = stamp
            child[at] = task
            at += 1
    place = low
    while at < size:
        task = orders[mother + place]
        place += 1
        if mark[task] != stamp:
            child[at] = task
            at += 1


def mark_kin(
    orders: Column,
    mother: int,
    size: int,
    mark: Column,
    stamp: int,
    low: int,
    high: int,
    forward: Links,
    backward: Links,
) -> None:
    """Mark the tasks of a block with `stamp`, those that must come before with 1 more, after with 2 more."""
    for place in range(low, high):
        mark[orders[mother + place]] = stamp
    for place in range(high - 1, -1, -1):
        task = orders[mother + place]
        if mark[task] == stamp or mark[task] == stamp + 1:
            for link in range(forward.link_at[task], forward.link_at[task + 1]):
                if mark[forward.link_source[link]] != stamp:
                    mark[forward.link_source[link]] = stamp + 1
    for place in range(low, size):
        task = orders[mother + place]
        if mark[task] == stamp or mark[task] == stamp + 2:
            for link in range(backward.link_at[task], backward.link_at[task + 1]):
                if mark[backward.link_source[link]] != stamp:
                    mark[backward.link_source[link]] = stamp + 2


def may_lead(mark: Column, stamp: int, task: int, forward: Links) -> bool:
    """Return whether a task may come before the block: all its predecessors do."""
    for link in range(forward.link_at[task], forward.link_at[task + 1]):
        at = mark[forward.link_source[link]]
        if at != stamp + 1 and at != stamp + 3:
            return False
    return True


def keep_block(
    orders: Column, mother: int, father: int, child: Column, mark: Column, stamp: int, low: int, high: int,
    forward: Links, backward: Links,
) -> None:  # fmt: skip
    """Write the father's order to `child`, with the mother's block from `low` to `high` together in its middle."""
    size = len(child)
    mark_kin(orders, mother, size, mark, stamp, low, high, forward, backward)
    total = 0
    for place in range(size):
        if mark[orders[father + place]] == stamp:
            total += place
    middle = total // max(1, high - low)
    at = 0
    for place in range(size):
        task = orders[father + place]
        if mark[task] < stamp and place < middle and may_lead(mark, stamp, task, forward):
            mark[task] = stamp + 3
        if mark[task] == stamp + 1 or mark[task] == stamp + 3:
            child[at] = task
            at += 1
    for place in range(low, high):
        child[at] = orders[mother + place]
        at += 1
    for place in range(size):
        task = orders[father + place]
        if mark[task] < stamp or mark[task] == stamp + 2:
            child[at] = task
            at += 1


def leads_to(links: Links, source: int, target: int) -> bool:
    """Return whether a link runs from one task to the other."""
    found = False
    for link in range(links.link_at[target], links.link_at[target + 1]):
        found = found or links.link_source[link] == source
    return found


def mutate(child: Column, links: Links, chance: Column) -> None:
    """Move one to three tasks some places forward or back, as far as links allow."""
    size = len(child)
    for _ in range(1 + draw(chance, 3)):
        place, reach = draw(chance, size), 1 + draw(chance, REACH)
        step = 1 if draw(chance, 2) == 0 else -1
        while reach > 0 and 0 <= place + step < size:
            first, second = min(place, place + step), max(place, place + step)
            if leads_to(links, child[first], child[second]):
                break
            task = child[first]
            child[first] = child[second]
            child[second] = task
            place += step
            reach -= 1


def conceive(people: Population, child: Column, forward: Links, backward: Links) -> int:
    """Write the order of a child of two parents that won their duels; return which is the mother."""
    size, count = len(child), len(people.cost)
    first, second = draw(people.chance, count), draw(people.chance, count)
    mother = first if people.cost[first] <= people.cost[second] else second
    first, second = draw(people.chance, count), draw(people.chance, count)
    father = first if people.cost[first] <= people.cost[second] else second
    people.control[0] += 4
    stamp = people.control[0]
    one, other = draw(people.chance, size + 1), draw(people.chance, size + 1)
    low, high = min(one, other), max(one, other)
    if draw(people.chance, 2) == 0:
        cross(people.orders, mother * size, father * size, child, people.mark, stamp, low, high)
    else:
        high = min(high, low + size // 2)
        keep_block(people.orders, mother * size, father * size, child, people.mark, stamp, low, high, forward, backward)
    mutate(child, forward, people.chance)
    return mother


def adopt(people: Population, desk: Desk, place: int, cost: int) -> int:
    """Put the order on the desk into a place if it is no worse and not there yet; return 1 if so."""
    size = len(desk.order)
    fingerprint = 0
    for task in range(size):
        fingerprint = (fingerprint * 31 + desk.dates.start[task]) % MIXED
    if cost > people.cost[place]:
        return 0
    for other in range(len(people.cost)):
        if people.fingerprint[other] == fingerprint and people.cost[other] == cost:
            return 0
    people.cost[place] = cost
    people.fingerprint[place] = fingerprint
    for position in range(size):
        people.orders[place * size + position] = desk.order[position]
    return 1


def evaluate(
    tasks: Tasks, forward: Links, backward: Links, desk: Desk, people: Population, place: int, weighted: int,
    leads: int, limit: int,
) -> int:  # fmt: skip
    """Generate the schedule of the order on the desk and adopt it at a place; return the schedules this took."""
    size = len(desk.order)
    clear(desk.room, limit)
    end = serial(tasks, forward, desk.room, desk.dates, desk.order, limit)
    if end >= FAR:
        return 1
    end = justify(
        tasks, forward, backward, desk.room, desk.mirrored, desk.dates, desk.late, desk.order, desk.key, desk.counts,
        end, weighted, leads,
    )  # fmt: skip
    if end < FAR:
        cost = cost_of(tasks, desk.dates, end, weighted)
        if cost < people.control[2]:
            people.control[2] = cost
            for position in range(size):
                people.best[position] = desk.order[position]
        for task in range(size):
            desk.key[task] = desk.dates.start[task]
        if leads == 1:
            lift(forward, desk.key, size, 0)
        sort_slots(desk.key, desk.order, desk.counts, end, size, 0)
        adopt(people, desk, place, cost)
    return 3


def evolve(
    tasks: Tasks, forward: Links, backward: Links, desk: Desk, people: Population, founding: int, weighted: int,
    leads: int, limit: int, budget: int,
) -> int:  # fmt: skip
    """Breed until `budget` schedules are generated or the best cost is the wanted one; return how many were.

    With `founding` 1 the orders of the population are given and each is only evaluated, once.
    """
    size = len(desk.order)
    made, founders = 0, 0
    while made < budget and people.control[2] > people.control[3]:
        if founding == 0:
            place = conceive(people, desk.order, forward, backward)
        elif founders == len(people.cost):
            break
        else:
            place = founders
            founders += 1
            for position in range(size):
                desk.order[position] = people.orders[place * size + position]
        made += evaluate(tasks, forward, backward, desk, people, place, weighted, leads, limit)
    people.control[1] += made
    return made


KERNELS = (
    cost_of, cross, mark_kin, may_lead, keep_block, leads_to, mutate, conceive, adopt, evaluate, evolve,
)  # fmt: skip
"""The kernels in the order in which they call each other."""
