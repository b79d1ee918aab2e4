"""Sets of lanes as the bits of one number, so that they are joined and counted all at once.

>>> lanes = 0b101000
>>> bits(lanes), lowest(lanes)
(2, 3)
"""

from __future__ import annotations

from planner.risk.random_lanes import LANES
from planner.worktime.tables import POSITION, Column


def bits(lanes: int) -> int:
    """Return the number of lanes in a set (Knuth, "The Art of Computer Programming", 7.1.3)."""
    lanes -= (lanes >> 1) & 0x5555555555555555
    lanes = (lanes & 0x3333333333333333) + ((lanes >> 2) & 0x3333333333333333)
    lanes = (lanes + (lanes >> 4)) & 0x0F0F0F0F0F0F0F0F
    return ((lanes * 0x0101010101010101) >> 56) & 0xFF


def lowest(lanes: int) -> int:
    """Return the lowest lane of a set that is not empty."""
    return bits((lanes & -lanes) - 1)


def meeting(x: Column, row: int, lag: int, y: Column, at: int) -> int:
    """Return the lanes in which the row of `x` is by a lag less than that of `y`."""
    row, at, lanes = row & POSITION, at & POSITION, 0
    for lane in range(LANES):
        lanes |= (x[row + lane] + lag == y[at + lane]) << lane
    return lanes


KERNELS = (bits, lowest, meeting)
"""The functions in the order in which they call each other."""
