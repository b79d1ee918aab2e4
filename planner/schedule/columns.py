"""Columns of nodes from activities: what the passes need to know of each active leaf.

Most activities of a real plan are plain (a duration, a calendar, links), so the columns start from defaults
and only the others are visited one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np

from planner.schedule.network import Activity, Constraint, Instant, Network
from planner.schedule.records import (
    ACTIVITY,
    CALENDAR_OF,
    CONSTRAINT,
    CONSTRAINT_AT,
    DEADLINE,
    DELAY,
    DURATION,
    FIXED_FINISH,
    FIXED_START,
    FLOOR,
    KIND,
    MODE,
    NONE,
    PLAIN,
    PROJECT,
    REMAINING,
    REMAINING_FROM,
    SECOND,
    SECOND_AT,
    TRACK,
    TRACK_AT,
    TRACK_END,
    WORK_CALENDAR,
    Kind,
    Mode,
)
from planner.worktime import arithmetic
from planner.worktime.tables import listed

Array = Any


@dataclass(frozen=True, slots=True)
class Leaves:
    """The active leaf activities as columns, in the order of the activities.

    `activity` gives the activity of each node, `node` the node of each activity (-1 for none), `parent` the
    parent of each activity (-1), `calendar` the calendar of each activity, its project's where it has none, `summary`
    marks activities with children, `workless` lists activities whose calendar never works. `hammocks` lists the active
    activities that take their dates from others and have no node.
    """

    activity: Array
    node: Array
    parent: Array
    calendar: Array
    summary: Array
    columns: dict[int, Array]
    tracks: Array
    workless: tuple[int, ...]
    hammocks: tuple[int, ...]


SAID = attrgetter(
    "constraint", "actual_start", "deadline", "manual_start", "tracks", "active", "split_gap", "levelling_delay",
    "instant", "second_constraint", "actual_finish", "sort",
)  # fmt: skip
"""What is said about an activity beyond its duration, calendar, project and parent."""

UNSAID = SAID(Activity())
"""What `SAID` gives for an activity about which only those say something."""


def leaves_of(network: Network) -> Leaves:
    """Return the columns of the active leaves of a network."""
    activities = network.activities
    special = [i for i, said in enumerate(map(SAID, activities)) if said != UNSAID]
    parent = np.array([-1 if a.parent is None else a.parent for a in activities], np.int64)
    summary = np.zeros(len(activities), bool)
    summary[parent[parent >= 0]] = True
    active = active_ones(activities, parent, special)
    hammocks = tuple(i for i in special if activities[i].sort and active[i] and not summary[i])
    placed = active & ~summary
    placed[list(hammocks)] = False
    chosen = np.flatnonzero(placed)
    node = np.full(len(activities), -1, np.int64)
    node[chosen] = np.arange(chosen.size)
    default = [p.calendar for p in network.projects]
    project = np.array([a.project for a in activities], np.int64)
    calendar = np.array([default[a.project] if a.calendar is None else a.calendar for a in activities], np.int64)
    duration = np.array([a.duration for a in activities], np.int64)
    columns = plain_columns(calendar[chosen], duration[chosen], project[chosen], chosen)
    rows = [(int(node[i]), activities[i]) for i in special if node[i] >= 0]
    for v, activity in rows:
        specialise(columns, v, activity)
    inherit(network, columns, parent, summary, special, chosen)
    tracks = track_records(columns, rows)
    workless = silence_workless(network, columns, tracks)
    settle_fixed(network, columns, rows)
    columns[PLAIN] = plain_ones(columns)
    never = tuple(int(chosen[v]) for v in workless)
    return Leaves(chosen, node, parent, calendar, summary, columns, tracks, never, hammocks)


def active_ones(activities: Any, parent: Array, special: list[int]) -> Array:
    """Return which activities are active: neither they nor a summary above them is switched off."""
    active = np.ones(len(activities), bool)
    off = [i for i in special if not activities[i].active]
    active[off] = False
    if off:
        above = parent.copy()
        for _ in range(len(activities)):
            inside = above >= 0
            if not inside.any():
                break
            active[inside] &= active[above[inside]]
            above[inside] = parent[above[inside]]
    return active


def plain_columns(calendar: Array, duration: Array, project: Array, chosen: Array) -> dict[int, Array]:
    """Return the columns of nodes about which nothing special is said."""
    size = len(chosen)
    none = np.full(size, NONE, np.int64)
    zero = np.zeros(size, np.int64)
    return {
        KIND: np.where(duration > 0, int(Kind.WORK), int(Kind.RAW)),
        MODE: zero.copy(),
        CALENDAR_OF: calendar,
        WORK_CALENDAR: calendar.copy(),
        DURATION: duration.copy(),
        REMAINING: duration.copy(),
        REMAINING_FROM: none.copy(),
        FIXED_START: none.copy(),
        FIXED_FINISH: none.copy(),
        CONSTRAINT: zero.copy(),
        CONSTRAINT_AT: none.copy(),
        SECOND: zero.copy(),
        SECOND_AT: none.copy(),
        DEADLINE: none.copy(),
        DELAY: zero.copy(),
        FLOOR: none.copy(),
        PROJECT: project,
        ACTIVITY: chosen.astype(np.int64),
        TRACK_AT: zero.copy(),
        TRACK_END: zero.copy(),
    }


def plain_ones(columns: dict[int, Array]) -> Array:
    """Return which nodes are open work on a single track that nothing holds or moves but links, 0 or 1."""
    free = (columns[KIND] == Kind.WORK) & (columns[MODE] == Mode.OPEN) & (columns[TRACK_AT] == columns[TRACK_END])
    free &= (columns[CONSTRAINT] == Constraint.ASAP) & (columns[SECOND] == Constraint.ASAP) & (columns[DELAY] == 0)
    free &= (columns[FLOOR] == NONE) & (columns[DEADLINE] == NONE) & (columns[CALENDAR_OF] == columns[WORK_CALENDAR])
    return free.astype(np.int64)


def specialise(columns: dict[int, Array], v: int, a: Activity) -> None:
    """Write what is said about one activity beyond its duration and calendar."""

    def put(name: int, value: int | None) -> None:
        if value is not None:
            columns[name][v] = value

    put(DURATION, a.duration + a.split_gap)
    put(REMAINING, a.duration if a.remaining is None else a.remaining)
    put(DEADLINE, a.deadline)
    put(DELAY, a.levelling_delay)
    for name, name_at, kind, at in (
        (CONSTRAINT, CONSTRAINT_AT, a.constraint, a.constraint_at),
        (SECOND, SECOND_AT, a.second_constraint, a.second_constraint_at),
    ):
        if at is not None or kind == Constraint.ALAP:
            put(name, int(kind))
            put(name_at, at)
    if a.duration == 0 and a.instant != Instant.RAW:
        put(KIND, int(Kind.BEGIN if a.instant == Instant.BEGIN else Kind.END))
    if a.actual_finish is not None:
        put(MODE, int(Mode.COMPLETE))
        put(FIXED_START, a.actual_start)
        put(FIXED_FINISH, a.actual_finish)
    elif a.manual:
        put(MODE, int(Mode.MANUAL))
        put(FIXED_START, a.manual_start)
        put(FIXED_FINISH, a.manual_finish)
    elif a.actual_start is not None:
        put(MODE, int(Mode.STARTED))
        put(FIXED_START, a.actual_start)
        put(REMAINING_FROM, a.resume)
    if len(a.tracks) == 1 and not a.tracks[0].delay:
        put(WORK_CALENDAR, a.tracks[0].calendar)
        put(DURATION, a.tracks[0].duration + a.split_gap)


def inherit(
    network: Network, columns: dict[int, Array], parent: Array, summary: Array, special: list[int], chosen: Array
) -> None:
    """Hand the dates said about summaries down to their leaves.

    A manual summary's start, or a summary's no-earlier start, is where its leaves start at the earliest; its
    deadline and no-later finish cap theirs.
    """
    speaking = {i: network.activities[i] for i in special if summary[i]}
    if not speaking:
        return
    for v, leaf in enumerate(chosen.tolist()):
        above, steps = int(parent[leaf]), 0
        while above >= 0 and steps < len(parent):
            if above in speaking:
                _hand_down(columns, v, speaking[above])
            above, steps = int(parent[above]), steps + 1


def _hand_down(columns: dict[int, Array], v: int, above: Activity) -> None:
    floors = [above.manual_start] if above.manual else []
    if above.constraint == Constraint.SNET:
        floors.append(above.constraint_at)
    caps = [above.deadline, above.constraint_at if above.constraint == Constraint.FNLT else None]
    for at in floors:
        if at is not None:
            columns[FLOOR][v] = max(int(columns[FLOOR][v]), at)
    for at in caps:
        if at is not None:
            own = int(columns[DEADLINE][v])
            columns[DEADLINE][v] = at if own == NONE else min(own, at)


def track_records(columns: dict[int, Array], rows: list[tuple[int, Activity]]) -> Array:
    """Return the tracks of activities with several, and write where each node's lie."""
    flat: list[int] = []
    for v, activity in rows:
        tracks = activity.tracks
        if len(tracks) > 1 or (tracks and tracks[0].delay):
            columns[WORK_CALENDAR][v] = max(tracks, key=lambda track: track.duration).calendar
            columns[TRACK_AT][v] = len(flat)
            for track in tracks:
                flat += (track.calendar, track.duration, track.delay)
            columns[TRACK_END][v] = len(flat)
    return np.array(flat or [0] * TRACK, np.int64)


def silence_workless(network: Network, columns: dict[int, Array], tracks: Array) -> list[int]:
    """Take the duration from nodes whose calendar never works, and return them.

    Their work can never be done; without duration they keep a place in the order and everything else keeps
    its dates.
    """
    empty = [i for i, c in enumerate(network.calendars) if not c.works()]
    if not empty:
        return []
    first, last = columns[TRACK_AT].tolist(), columns[TRACK_END].tolist()
    found = [
        v
        for v in np.flatnonzero(columns[KIND] == Kind.WORK).tolist()
        if not set(tracks[first[v] : last[v] : TRACK].tolist() or [int(columns[WORK_CALENDAR][v])]).isdisjoint(empty)
    ]
    columns[DURATION][found] = 0
    columns[KIND][found] = int(Kind.RAW)
    columns[TRACK_AT][found] = columns[TRACK_END][found] = 0
    return found


def settle_fixed(network: Network, columns: dict[int, Array], rows: list[tuple[int, Activity]]) -> None:
    """Complete what given dates imply.

    A manual activity lasts as long as its dates say. One with an actual finish but no actual start started
    its duration earlier.
    """
    fixed = [(v, a) for v, a in rows if a.manual or (a.actual_finish is not None and a.actual_start is None)]
    if not fixed:
        return
    tables = listed(network.calendars)
    for v, activity in fixed:
        calendar, finish = int(columns[WORK_CALENDAR][v]), int(columns[FIXED_FINISH][v])
        if activity.actual_finish is not None and activity.actual_start is None:
            start = arithmetic.walk(tables, calendar, finish, -int(columns[DURATION][v]))
            columns[FIXED_START][v] = start
        elif columns[MODE][v] == Mode.MANUAL:
            start = int(columns[FIXED_START][v])
            span = arithmetic.worked(tables, calendar, finish) - arithmetic.worked(tables, calendar, start)
            columns[DURATION][v] = max(span, 0)
            columns[KIND][v] = int(Kind.WORK if span > 0 else Kind.RAW)
