"""Random numbers that are the same interpreted and compiled, on every machine.

Two multiplicative generators combined, after L'Ecuyer (1988): a period of 2.3e18 with products below 2**47.

>>> state = seeded(7)
>>> [draw(state, 6) for _ in range(8)] == [draw(other, 6) for other in [seeded(7)] for _ in range(8)]
True
"""

from planner.worktime.tables import Column

FIRST_MODULUS = 2_147_483_563
SECOND_MODULUS = 2_147_483_399


def draw(state: Column, below: int) -> int:
    """Return an integer from 0 to `below` - 1, all (nearly) equally likely; `below` up to 2**31."""
    state[0] = state[0] * 40_014 % FIRST_MODULUS
    state[1] = state[1] * 40_692 % SECOND_MODULUS
    return (state[0] - state[1]) % (FIRST_MODULUS - 1) % below


def seeded(seed: int, stream: int = 0) -> list[int]:
    """Return the state of a generator; streams of one seed are unlike each other."""
    mixed = (seed * 6_364_136_223_846_793_005 + stream * 1_442_695_040_888_963_407 + 0x9E37_79B9_7F4A_7C15) % (1 << 64)
    mixed = (mixed ^ (mixed >> 31)) * 0xBF58_476D_1CE4_E5B9 % (1 << 64)
    mixed ^= mixed >> 29
    return [1 + (mixed & 0x7FFF_FFFF) % (FIRST_MODULUS - 1), 1 + (mixed >> 33) % (SECOND_MODULUS - 1)]


KERNELS = (draw,)
"""The kernels in the order in which they call each other."""
