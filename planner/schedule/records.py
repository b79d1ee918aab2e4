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

from planner.worktime.ticks import LAST_TICK

NONE: Final = -(1 << 60)
"""No instant: an absent constraint, deadline or required date."""

FAR: Final = LAST_TICK + 1
"""From here on, the year 10000, no instant has a date: work that can never be done, a bound that does not bind."""

# A node. The fields come in the order of use, eight to a line of a processor's cache: what the passes read of a linear
# node, what the forward pass writes, what the backward pass writes, and last what is said only of few nodes.

# PLAIN is above 0 for open work on a single track, about which nothing is said that could hold or move its dates, and 2
# (the node is *linear*) where moreover all its links lead from finish to start without a lag, and to work or milestones
# that have not begun. WORK_CALENDAR and DURATION are of its work where it has a single track. IN positions point to
# edges, OUT positions to a list of edges that lies behind the edges in the same array, and as far behind each entry
# lies the edge's target.
PLAIN: Final = 0
WORK_CALENDAR: Final = 1
DURATION: Final = 2
PROJECT: Final = 3
IN_AT: Final = 4
IN_END: Final = 5
OUT_AT: Final = 6
OUT_END: Final = 7

# What the passes write: dates, the bound each follows from before it is moved into working time, the term and
# edge (-1: none) that bound it, floats in working ticks. EARLY_DEMAND is the bound before a constraint
# overrode it. EARLY_WORK is the work coordinate of the early start, of linear nodes only.
EARLY_START: Final = 8
EARLY_FINISH: Final = 9
LATE_START: Final = 10
EARLY_WORK: Final = 11
EARLY_BOUND: Final = 12
EARLY_DEMAND: Final = 13
EARLY_TERM: Final = 14
EARLY_EDGE: Final = 15
LATE_FINISH: Final = 16
LATE_BOUND: Final = 17
LATE_TERM: Final = 18
LATE_EDGE: Final = 19
TOTAL_FLOAT: Final = 20
FREE_FLOAT: Final = 21
START_FLOAT: Final = 22
FINISH_FLOAT: Final = 23

# What is said of few. CALENDAR_OF measures the float. FIXED dates are actual or manual ones; REMAINING_FROM is where
# the work left of a started node resumes (NONE: it simply goes on); FLOOR the earliest start a summary above it gives
# (NONE: the project start). TRACK positions point to tracks. SLACK is the gap of a hub to its successors.
MODE: Final = 24
KIND: Final = 25
CALENDAR_OF: Final = 26
FLOOR: Final = 27
CONSTRAINT: Final = 28
CONSTRAINT_AT: Final = 29
SECOND: Final = 30
SECOND_AT: Final = 31
DEADLINE: Final = 32
DELAY: Final = 33
TRACK_AT: Final = 34
TRACK_END: Final = 35
REMAINING: Final = 36
REMAINING_FROM: Final = 37
FIXED_START: Final = 38
FIXED_FINISH: Final = 39
ACTIVITY: Final = 40
SLACK: Final = 41

NODE: Final = 48
"""Length of a node's record: whole lines."""

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
    PARTS = 12
