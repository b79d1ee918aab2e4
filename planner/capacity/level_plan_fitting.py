"""Fitting: the first place at which every day has enough, as kernels that try one window after the other.

A window is where the schedule engine puts work from some bound. Where a day of it has too little, no window over that
day fits, so that the next one begins behind it; work that asks for more and more may fit over the same day if it
begins later, so that its next window begins a day later. Where work may rest (`planner.capacity.level_plan_shortage`),
its window is what the first days that have enough people for it, were there no other work, make of it.

Loads are those of `planner.capacity.level_plan_demand.DayLoads`, number for number and in the same order of
operations, so that both say the same of every day; `planner.capacity.level_plan_dating` takes what is found here.
"""

from __future__ import annotations

from typing import NamedTuple

from planner.capacity.level_plan_demand import FRONT
from planner.capacity.level_plan_splitting import first_pieces
from planner.capacity.working_days import Array
from planner.schedule.forward import place_early
from planner.schedule.records import DURATION, EARLY_FINISH, EARLY_START, FAR, NONE, WORK_CALENDAR
from planner.worktime.arithmetic import worked
from planner.worktime.tables import Column
from planner.worktime.ticks import TICKS_PER_DAY

MEASURED_ON, PROFILE, COLUMN, ZERO, WHOLE = 0, 1, 2, 3, 4
"""Entries of `Wanted.asks`: MEASURED_ON is a calendar, ZERO the work coordinate of its first day, WHOLE the ticks of a
working day. No name is one of the tables or records that kernels read."""
FTE, AMOUNT = 0, 1
"""Entries of `Wanted.said`."""
SPAN, ALL, HIGH, BEND = 0, 1, 2, 3
"""Entries of `Window.rates`: working days, person-days, and the rate HIGH + 2 × BEND × day at a working day."""


class Wanted(NamedTuple):
    """What one piece of work asks, an entry for each demand: (asks, 5), (asks, 2); its own rests, first and last ticks.

    ``rows`` are the rows of capacity in the order in which they are looked at, ``takes`` says which demands load each,
    (rows, asks); ``columns`` are the working days before each midnight by calendar, (calendars, days + 1), ``t`` the
    tables of these calendars.
    """

    t: Column
    asks: Array
    said: Array
    rests: Array
    rows: Array
    takes: Array
    columns: Array


class Window(NamedTuple):
    """What demands ask in the window at hand: (asks, 4), their working time in pieces, (asks, pieces, 2), how many.

    ``rests`` are all within it in order, own and found, (rests, 2).
    """

    rates: Array
    pieces: Array
    counts: Array
    rests: Array


class Pauses(NamedTuple):
    """Where work may rest, as `first_pieces` wants it: what a day asks of rows of the supply, and room for the answer.

    Without days in ``asked`` it rests nowhere.
    """

    asked: Array
    rows: Array
    supply: Array
    longest: int
    rests: Array
    days: Array
    shares: Array
    found: Array


def join_rests(own: Array, found: Array, count: int, joined: Array) -> int:
    """Write the own rests of work and the first `count` found ones in order; return how many."""
    i, j = 0, 0
    while i < len(own) or j < count:
        if j == count or (i < len(own) and own[i, 0] < found[j, 0]):
            joined[i + j, 0], joined[i + j, 1] = own[i, 0], own[i, 1]
            i += 1
        else:
            joined[i + j, 0], joined[i + j, 1] = found[j, 0], found[j, 1]
            j += 1
    return i + j


def open_window(wanted: Wanted, window: Window, rests: int, start: int, finish: int) -> None:
    """Write what each demand asks between two instants, but for so many rests."""
    for a in range(len(wanted.asks)):
        window.counts[a] = 0
        begin = start
        for i in range(rests):
            stops, goes_on = window.rests[i, 0], window.rests[i, 1]
            if begin < stops < finish:
                add_piece(wanted, window, a, begin, stops)
            begin = max(begin, min(goes_on, finish))
        if begin < finish:
            add_piece(wanted, window, a, begin, finish)
        elif window.counts[a] == 0:
            add_piece(wanted, window, a, start, finish)
        set_rate(wanted, window, a)


def add_piece(wanted: Wanted, window: Window, a: int, begin: int, end: int) -> None:
    """Write a piece of working time as coordinates in days."""
    at, calendar = window.counts[a], wanted.asks[a, MEASURED_ON]
    zero, whole = wanted.asks[a, ZERO], wanted.asks[a, WHOLE]
    window.pieces[a, at, 0] = (worked(wanted.t, calendar, begin) - zero) / whole
    window.pieces[a, at, 1] = (worked(wanted.t, calendar, end) - zero) / whole
    window.counts[a] = at + 1


def set_rate(wanted: Wanted, window: Window, a: int) -> None:
    """Write the rate of a demand from its pieces."""
    span, rates = 0.0, window.rates
    for i in range(window.counts[a]):
        span += window.pieces[a, i, 1] - window.pieces[a, i, 0]
    asked = wanted.said[a, AMOUNT]
    if asked == 0.0:
        asked = wanted.said[a, FTE] * span
    rates[a, SPAN], rates[a, ALL] = span, asked
    if span <= 0:
        return
    profile, mean = wanted.asks[a, PROFILE], asked / span
    rates[a, HIGH], rates[a, BEND] = mean, 0.0
    if profile != 0:
        rates[a, HIGH] = 2 * mean if profile == FRONT else 0.0
        rates[a, BEND] = 2 * mean / span * profile / 2


def done_by(window: Window, a: int, coordinate: float) -> float:
    """Return the working days of a demand that lie before a coordinate."""
    done = 0.0
    for i in range(window.counts[a]):
        begin = window.pieces[a, i, 0]
        done += min(max(coordinate, begin), window.pieces[a, i, 1]) - begin
    return done


def asked_on(wanted: Wanted, window: Window, a: int, day: int, first: int) -> float:
    """Return the person-days that a demand asks on a day; without working time all on the first."""
    rates = window.rates
    if rates[a, SPAN] <= 0:
        return float(rates[a, ALL]) if day == first else 0.0
    column = wanted.asks[a, COLUMN]
    before = done_by(window, a, wanted.columns[column, day])
    after = done_by(window, a, wanted.columns[column, day + 1])
    asked = rates[a, HIGH] * (after - before)
    if rates[a, BEND] != 0.0:
        asked += rates[a, BEND] * (after * after - before * before)
    return float(asked)


def last_short(
    wanted: Wanted, window: Window, free: Array, tiny: float, r: int, behind: int, first: int, last: int
) -> int:
    """Return the last day after `behind` on which a row has too little, -1 if none; the window's days from `first`."""
    row = wanted.rows[r]
    for day in range(last, behind, -1):
        asked = 0.0
        for a in range(len(wanted.asks)):
            if wanted.takes[r, a]:
                asked += asked_on(wanted, window, a, day, first)
        if asked > tiny and asked > free[row, day] + tiny:
            return day
    return -1


def first_fit(
    t: Column,
    node: Column,
    k: Column,
    wanted: Wanted,
    window: Window,
    pauses: Pauses,
    free: Array,
    tiny: float,
    origin: int,
    ready: int,
    daily: bool,
) -> tuple[int, int, int, int]:
    """Return the bound from which work fits, the row and the day it waited for last (-1: none), how many rests it has.

    Dates are written to `node`, rests to `window`. The bound is NONE where the known days have no place. `origin` is
    the first of them; `daily` tries every day.
    """
    size = free.shape[1]
    bound, row, day, count = ready, -1, -1, 0
    while True:
        place_early(t, node, k, 0, bound)
        if pauses.asked.shape[1] > 0 and NONE < node[EARLY_START] < FAR:
            if not first_pieces(
                t, node[WORK_CALENDAR], node[EARLY_START], node[DURATION], origin, pauses.asked, pauses.rows,
                pauses.supply, tiny, pauses.longest, pauses.rests, pauses.days, pauses.shares, pauses.found,
            ):  # fmt: skip
                return NONE, row, day, 0
            node[EARLY_START], node[EARLY_FINISH] = pauses.found[0], pauses.found[1]
            row, day = (pauses.found[2], pauses.found[3]) if pauses.found[2] >= 0 else (row, day)
            count = pauses.found[4]
        start, finish = node[EARLY_START], node[EARLY_FINISH]
        if finish >= FAR or start <= NONE or (finish - 1) // TICKS_PER_DAY - origin >= size:
            return NONE, row, day, 0
        rests = join_rests(wanted.rests, pauses.rests, count, window.rests)
        open_window(wanted, window, rests, start, finish)
        first = start // TICKS_PER_DAY - origin
        last = min(max(start, finish - 1) // TICKS_PER_DAY - origin, size - 1)
        held, short = -1, max(first, 0) - 1
        for r in range(len(wanted.rows)):
            found = last_short(wanted, window, free, tiny, r, short, first, last)
            if found >= 0:
                held, short = wanted.rows[r], found
        if held < 0:
            return bound, row, day, count
        row, day = held, short
        bound = ((first if daily else day) + origin + 1) * TICKS_PER_DAY


KERNELS = (
    join_rests,
    add_piece,
    set_rate,
    open_window,
    done_by,
    asked_on,
    last_short,
    first_fit,
)
"""The kernels in the order in which they call each other."""
