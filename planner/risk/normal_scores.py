"""Normal scores from random words: a standard normal variate z as an integer, by table.

A table over the word itself would be coarse where it matters, in the tails. So words near either end are looked up in
tables of their own, each 64 times finer than the one before. A score is exact to 1e-4 up to 4.6 standard deviations,
and at most 6.34.

>>> table = score_table().tolist()
>>> scores = [0, 0, 0]
>>> normal_scores([0, 1 << 31, 0xFFFFFFFF - (1 << 31) // 10], table, [0, 0, 0], scores, 3)
>>> [round(score / ONE, 3) for score in scores]
[-6.338, 0.0, 1.645]
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import Any, Final

import numpy as np

from planner.risk.lane_sets import lowest
from planner.worktime.tables import POSITION, Column

ONE_BITS: Final = 16
ONE: Final = 1 << ONE_BITS
"""One standard deviation."""

SEGMENT_BITS: Final = 21
SEGMENTS: Final = 2048
SEGMENT_MASK: Final = (1 << SEGMENT_BITS) - 1
TAIL_SEGMENTS: Final = 32
"""Segments at either end of the table that are too coarse for their words."""
LEVEL: Final = SEGMENTS
FINER_BITS: Final = 6
TAIL: Final = TAIL_SEGMENTS << SEGMENT_BITS
"""Words nearer than this to an end are looked up in a finer table."""
LAST_LEVEL: Final = 2 * LEVEL
WORD_MASK: Final = 0xFFFFFFFF
BODY: Final = WORD_MASK + 1 - 2 * TAIL
"""Words that are looked up in the table over the whole."""
RISE_BITS: Final = 32
RISE_MASK: Final = (1 << RISE_BITS) - 1
"""A segment is one number: the score at its begin, and in the low bits how much higher that at its end is."""


@cache
def score_table() -> Any:
    """Return the segments, and those 64 and 4096 times narrower near the lower end."""
    normal = NormalDist()
    words = np.arange(SEGMENTS + 1) << SEGMENT_BITS
    levels = []
    for level in range(3):
        shares = np.minimum((words / (1 << FINER_BITS * level) + 0.5) / 2**32, 1 - 0.5 / 2**32)
        scores = np.array([round(normal.inv_cdf(share) * ONE) for share in shares.tolist()])
        levels.append((scores[:-1] << RISE_BITS) + np.diff(scores))
    return np.concatenate(levels)


def score_within(segment: int, word: int) -> int:
    """Return the score of a word from the segment that it lies in."""
    return (segment >> RISE_BITS) + (((segment & RISE_MASK) * (word & SEGMENT_MASK)) >> SEGMENT_BITS)


def tail_score(word: int, table: Column) -> int:
    """Return the score of a word near either end; the upper end mirrors the lower."""
    tail = min(word, WORD_MASK - word)
    level = 0
    while tail < TAIL and level < LAST_LEVEL:
        tail <<= FINER_BITS
        level += LEVEL
    score = score_within(table[level + (tail >> SEGMENT_BITS)], tail)
    return score if word <= WORD_MASK >> 1 else -score


def normal_scores(words: Column, table: Column, found: Column, out: Column, lanes: int) -> None:
    """Write the scores of so many words, at most 64; `found` is written to.

    Only one loop looks anything up, so that the others are done on many lanes at once.
    """
    tails = 0
    for lane in range(lanes):
        tails |= (((words[lane] - TAIL) & WORD_MASK) >= BODY) << lane
    for lane in range(lanes):
        found[lane] = table[(words[lane] >> SEGMENT_BITS) & POSITION]
    for lane in range(lanes):
        out[lane] = score_within(found[lane], words[lane])
    while tails != 0:
        lane = lowest(tails) & POSITION
        out[lane] = tail_score(words[lane] & WORD_MASK, table)
        tails &= tails - 1


KERNELS = (score_within, tail_score, normal_scores)
"""The functions in the order in which they call each other."""
