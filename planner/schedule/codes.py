"""Codes that kernels compare with: the enumerations of a network as plain integers.

>>> from planner.schedule.network import Constraint, LinkKind
>>> (FF, MFO) == (LinkKind.FF, Constraint.MFO)
True
"""

from typing import Final

# Kinds of node.
WORK: Final = 0
RAW: Final = 1
BEGIN: Final = 2
END: Final = 3
FINISH_HUB: Final = 4
START_HUB: Final = 5

# Modes of node.
OPEN: Final = 0
STARTED: Final = 1
COMPLETE: Final = 2
MANUAL: Final = 3

# Kinds of link.
FS: Final = 0
SS: Final = 1
FF: Final = 2
SF: Final = 3

# Constraints.
ALAP: Final = 1
SNET: Final = 2
SNLT: Final = 3
FNET: Final = 4
FNLT: Final = 5
MSO: Final = 6
MFO: Final = 7
START_ON: Final = 8
FINISH_ON: Final = 9

# Binding terms.
BY_START: Final = 1
BY_FINISH: Final = 2
BY_LINK: Final = 3
BY_CONSTRAINT: Final = 4
BY_SECOND: Final = 5
BY_DEADLINE: Final = 6
BY_MANUAL: Final = 7
BY_ACTUAL: Final = 8
BY_STATUS: Final = 9
BY_LATENESS: Final = 10
BY_TARGET: Final = 11
