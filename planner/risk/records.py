"""Records of a simulation: where each number about a node, an edge, a cause or a risk lies.

As in `planner.schedule.records`, kernels are handed flat arrays of integers, one record behind another. Nodes lie in
topological order. Draws have a row of lanes for each of them; dates lie in rows that are used again once nobody reads
them any more, so that they stay in a processor's cache.

>>> LANE_NODE > LAST_TRACK, LANE_EDGE > EDGE_ROW
(True, True)
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

OP: Final = 0
FIRST_IN: Final = 1
LAST_IN: Final = 2
LEAST: Final = 3
WORKED_ON: Final = 4
WAIT: Final = 5
AMOUNT: Final = 6
SHAPE: Final = 7
LOW: Final = 8
SPAN: Final = 9
OWN: Final = 10
CAUSE_AT: Final = 11
CAUSE_END: Final = 12
RISK_AT: Final = 13
RISK_END: Final = 14
NAME: Final = 15
ROW: Final = 16
STARTS: Final = 17
FROM: Final = 18
TO: Final = 19
EXPECTED: Final = 20
ENDS: Final = 21
IN_WORK: Final = 22
FIRST_RULE: Final = 23
FIRST_RULE_AT: Final = 24
SECOND_RULE: Final = 25
SECOND_RULE_AT: Final = 26
HONOURED: Final = 27
NOT_BEFORE: Final = 28
SIDE: Final = 29
FIRST_TRACK: Final = 30
LAST_TRACK: Final = 31

LANE_NODE: Final = 32
"""Length of a node's record.

IN positions point to edges; LEAST is the instant before which it never starts, AMOUNT its working ticks on WORKED_ON
as scheduled, WAIT clock ticks before it starts. Its work is drawn where SHAPE (a position of a quantile row) is not
-1: LOW + SPAN times the quantile of what is drawn under NAME, two words in one; with the weight OWN of its own score
and those of the causes between CAUSE positions. RISK positions list the risks whose delay is added. ROW is the row of
its dates; STARTS is 1 where others need its start. FROM and TO are fixed dates, of begun work FROM its start and TO
the work coordinate at which it goes on. EXPECTED is its computed finish in ticks. ENDS is 1 where its finish can be
that of the whole portfolio. IN_WORK is 1 where the node and all it waits for are worked on by one calendar: its bounds
are then work coordinates, LEAST is one too, and nothing has to be looked up before it is placed.

The rest is said of few: two constraints (RULE) with their instants, HONOURED 1 where no-later dates override links,
NOT_BEFORE an instant that overrides constraints, SIDE the kind of a milestone (`planner.schedule.codes`), and where
tracks lie if several assignments date the work; of all these TO is where work as late as possible lies at the
earliest."""

EDGE_SOURCE: Final = 0
EDGE_KIND: Final = 1
EDGE_LAG: Final = 2
EDGE_CALENDAR: Final = 3
EDGE_ROW: Final = 4

LANE_EDGE: Final = 5
"""Length of an edge's record; EDGE_SOURCE is a node's number, EDGE_ROW the row of its dates, EDGE_CALENDAR -1
for the clock."""

STRAND_CALENDAR: Final = 0
STRAND_WORK: Final = 1
STRAND_DELAY: Final = 2

STRAND: Final = 3
"""Length of a track's record: its calendar, its work as scheduled, and how late it begins, in working ticks."""

CAUSE: Final = 2
"""A cause of a node: its row and its weight in parts of `ONE`."""

HAPPENS: Final = 0
RISK_SHAPE: Final = 1
RISK_LOW: Final = 2
RISK_SPAN: Final = 3
RISK_NAMES: Final = 4

RISK: Final = 8
"""Length of a risk's record: it happens to a sample whose word is less than HAPPENS; its delay is LOW + SPAN times the
quantile of its shape. Two names of two words follow: of whether it happens, and of how long it delays."""


class Op(IntEnum):
    """How a node gets its dates in the lanes."""

    FIXED = 0
    BEGUN = 1
    WORK = 2
    POINT = 3
    LATEST_OF = 4
    EARLIEST_OF = 5
    RULED = 6


OP_FIXED: Final = 0
OP_BEGUN: Final = 1
OP_WORK: Final = 2
OP_POINT: Final = 3
OP_LATEST_OF: Final = 4
OP_EARLIEST_OF: Final = 5
OP_RULED: Final = 6
