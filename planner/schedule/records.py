"""Records of the compiled network: where each number of a node, edge, track or project lies.

A kernel is handed flat arrays of integers, one record behind another, and a node is the position of its
record: `n[v + EARLY_START]` is the early start of node `v`. Edges name their nodes by position too. Nodes lie
in topological order, edges grouped by successor.

Nodes are the active leaf activities and *hubs*. A hub stands for one end of a summary that others depend
on: its finish is the latest of its leaves' finishes, its start the earliest of their starts. With hubs, a
link out of a summary costs one edge per leaf once, not once per link.

>>> NODE > SLACK, EDGE > LINK
(True, True)
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

NONE: Final = -(1 << 60)
"""No instant: an absent constraint, deadline or required date."""

FAR: Final = 1 << 56
"""At or after this no instant has a date: work that can never be done, a bound that does not bind."""

POSITION: Final = (1 << 48) - 1
"""Mask over positions that hot loops read. It changes none; it shows the compiler that they are not negative, so
that no access has to provide for Python's counting from the end."""

# What is known of a node. WORK_CALENDAR and DURATION are of its work where it has a single track,
# CALENDAR_OF measures its float. FIXED dates are actual or manual ones; REMAINING_FROM is where the work left
# of a started node resumes (NONE: it simply goes on); FLOOR the earliest start a summary above it gives
# (NONE: the project start). IN positions point to edges, TRACK positions to tracks, OUT
# positions to a list of edges that lies behind the edges in the same array.
KIND: Final = 0
MODE: Final = 1
WORK_CALENDAR: Final = 2
DURATION: Final = 3
PROJECT: Final = 4
FLOOR: Final = 5
CONSTRAINT: Final = 6
IN_AT: Final = 7
IN_END: Final = 8
OUT_AT: Final = 9
OUT_END: Final = 10
TRACK_AT: Final = 11
TRACK_END: Final = 12
CALENDAR_OF: Final = 13
REMAINING: Final = 14
REMAINING_FROM: Final = 15
FIXED_START: Final = 16
FIXED_FINISH: Final = 17
CONSTRAINT_AT: Final = 18
SECOND: Final = 19
SECOND_AT: Final = 20
DEADLINE: Final = 21
DELAY: Final = 22
ACTIVITY: Final = 23

# What the passes write: dates, the bound each follows from before it is moved into working time, the term and
# edge (-1: none) that bound it, floats in working ticks. EARLY_DEMAND is the bound before a constraint
# overrode it. EARLY_WORK and LATE_WORK are the work coordinates of the early and late start of a node that is
# placed by its network on the calendar that measures its float, else NONE. SLACK is scratch space.
EARLY_START: Final = 24
EARLY_FINISH: Final = 25
LATE_START: Final = 26
LATE_FINISH: Final = 27
EARLY_BOUND: Final = 28
EARLY_DEMAND: Final = 29
EARLY_TERM: Final = 30
EARLY_EDGE: Final = 31
LATE_BOUND: Final = 32
LATE_TERM: Final = 33
LATE_EDGE: Final = 34
START_FLOAT: Final = 35
FINISH_FLOAT: Final = 36
TOTAL_FLOAT: Final = 37
FREE_FLOAT: Final = 38
EARLY_WORK: Final = 39
LATE_WORK: Final = 40
SLACK: Final = 41

NODE: Final = 42
"""Length of a node's record."""

# An edge. LAG is ticks on LAG_CALENDAR, by the clock where that is -1. TO_SUMMARY is 1 where the link is drawn
# to a summary above the node, 2 where that summary is manual and does not move. LINK is -1 into a hub.
SOURCE: Final = 0
TARGET: Final = 1
LINK_KIND: Final = 2
LAG: Final = 3
LAG_CALENDAR: Final = 4
TO_SUMMARY: Final = 5
LINK: Final = 6

EDGE: Final = 7
"""Length of an edge's record."""

TRACK_CALENDAR: Final = 0
TRACK_DURATION: Final = 1
TRACK_DELAY: Final = 2

TRACK: Final = 3
"""Length of a track's record."""

PROJECT_START: Final = 0
PROJECT_FINISH: Final = 1
PROJECT_STATUS: Final = 2
PROJECT_LIMIT: Final = 3
PROJECT_HONOUR: Final = 4
PROJECT_BASIS: Final = 5

PROJECT_RECORD: Final = 6
"""Length of a project's record."""


class Kind(IntEnum):
    """What a node is, and for one without duration where it lies."""

    WORK = 0
    RAW = 1
    BEGIN = 2
    END = 3
    FINISH_HUB = 4
    START_HUB = 5


class Mode(IntEnum):
    """What decides the dates of a node: the network, its actual start, its actual dates, or a planner."""

    OPEN = 0
    STARTED = 1
    COMPLETE = 2
    MANUAL = 3


class Term(IntEnum):
    """What a computed date follows from: the term that was binding in the pass."""

    NONE = 0
    PROJECT_START = 1
    PROJECT_FINISH = 2
    LINK = 3
    CONSTRAINT = 4
    SECOND_CONSTRAINT = 5
    DEADLINE = 6
    MANUAL = 7
    ACTUAL = 8
    STATUS_DATE = 9
    LATE_AS_POSSIBLE = 10
    TARGET = 11
