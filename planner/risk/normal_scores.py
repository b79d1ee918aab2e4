"""Normal scores from random words: a standard normal variate z as an integer, by table.

A table over the word itself would be coarse where it matters, in the tails. So words near either end are looked up in
tables of their own, each 64 times finer than the one before. A score is exact to 1e-4 up to 4.6 standard deviations,
and at most 6.34.

>>> table = score_table().tolist()
>>> scores = [0, 0, 0]
>>> normal_scores([0, 1 << 31, 0xFFFFFFFF - (1 << 31) // 10], 0, table, scores, 3)
>>> [round(score / ONE, 3) for score in scores]
[-6.338, 0.0, 1.645]
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import Any, Final

import numpy as np

from planner.worktime.tables import Column

ONE_BITS: Final = 16
ONE: Final = 1 << ONE_BITS
"""One standard deviation."""

SEGMENT_BITS: Final = 21
SEGMENTS: Final = 2048
SEGMENT_MASK: Final = (1 << SEGMENT_BITS) - 1
TAIL_SEGMENTS: Final = 32
"""Segments at either end of the table that are too coarse for their words."""
LEVEL: Final = SEGMENTS + 1
FINER_BITS: Final = 6
TAIL: Final = TAIL_SEGMENTS << SEGMENT_BITS
"""Words nearer than this to an end are looked up in a finer table."""
LAST_LEVEL: Final = 2 * LEVEL
SCORE_MASK: Final = (1 << 13) - 1
WORD_MASK: Final = 0xFFFFFFFF


@cache
def score_table() -> Any:
    """Return the score at each segment's begin, and that of segments 64 and 4096 times narrower near the lower end."""
    normal = NormalDist()
    rows = []
    for level in range(3):
        for i in range(LEVEL):
            share = ((i << SEGMENT_BITS) / (1 << FINER_BITS * level) + 0.5) / 2**32
            rows.append(round(normal.inv_cdf(min(share, 1 - 0.5 / 2**32)) * ONE))
    return np.array(rows + [0] * (SCORE_MASK + 1 - len(rows)), np.int32)


def tail_score(word: int, table: Column) -> int:
    """Return the score of a word near either end; the upper end mirrors the lower."""
    tail = min(word, WORD_MASK - word)
    level = 0
    while tail < TAIL and level < LAST_LEVEL:
        tail <<= FINER_BITS
        level += LEVEL
    at = level + (tail >> SEGMENT_BITS)
    score = table[at] + (((table[at + 1] - table[at]) * (tail & SEGMENT_MASK)) >> SEGMENT_BITS)
    return score if word <= WORD_MASK >> 1 else -score


def normal_scores(words: Column, at: int, table: Column, out: Column, lanes: int) -> None:
    """Write the scores of the words from position `at` on into the beginning of `out`."""
    for lane in range(lanes):
        word = words[at + lane] & WORD_MASK
        segment = word >> SEGMENT_BITS
        if TAIL_SEGMENTS <= segment < SEGMENTS - TAIL_SEGMENTS:
            low = table[segment]
            out[lane] = low + (((table[segment + 1] - low) * (word & SEGMENT_MASK)) >> SEGMENT_BITS)
        else:
            out[lane] = tail_score(word, table)


KERNELS = (tail_score, normal_scores)
"""The functions in the order in which they call each other."""
