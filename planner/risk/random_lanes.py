"""Random numbers by counter: what a draw is depends only on seed, name and sample number.

The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).
Because nothing is carried from one draw to the next, any worker can make any sample in any order and gets the same
bits. Samples come in groups of 64, a lane each; one call of the generator gives four words, so a group takes 16.

>>> words = [0] * 64
>>> random_words(words, 0, 0, 0, 0, 0, 0)
>>> [f"{words[lane]:08x}" for lane in (0, 16, 32, 48)]
['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
"""

from __future__ import annotations

from hashlib import blake2b

from planner.worktime.tables import Column

LANES = 64
"""Samples that are worked on side by side; their number and order in a group are part of what a sample is."""
COUNTERS = 16
"""Calls of the generator that make a group."""

FIRST_FACTOR, SECOND_FACTOR = 0xD2511F53, 0xCD9E8D57
FIRST_STEP, SECOND_STEP = 0x9E3779B9, 0xBB67AE85
WORD = 0xFFFFFFFF


def random_words(out: Column, at: int, group: int, name_low: int, name_high: int, key_low: int, key_high: int) -> None:
    """Write the 64 words of 32 bits that a group of samples has under a name, from position `at` of `out` on."""
    for i in range(COUNTERS):
        counter = group * COUNTERS + i
        c0, c1, c2, c3 = counter & WORD, (counter >> 32) & WORD, name_low, name_high
        k0, k1 = key_low, key_high
        for _ in range(10):
            first, second = FIRST_FACTOR * c0, SECOND_FACTOR * c2
            c0 = ((second >> 32) & WORD) ^ c1 ^ k0
            c1 = second & WORD
            c2 = ((first >> 32) & WORD) ^ c3 ^ k1
            c3 = first & WORD
            k0 = (k0 + FIRST_STEP) & WORD
            k1 = (k1 + SECOND_STEP) & WORD
        out[at + i] = c0
        out[at + COUNTERS + i] = c1
        out[at + 2 * COUNTERS + i] = c2
        out[at + 3 * COUNTERS + i] = c3


def name_of(text: str) -> tuple[int, int]:
    """Return the two words under which the draws of something are made: equal in every plan that has it."""
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


def key_of(seed: int) -> tuple[int, int]:
    """Return the two words of the generator's key; of a seed the lowest 64 bits count."""
    return seed & WORD, (seed >> 32) & WORD


KERNELS = (random_words,)
"""The functions in the order in which they call each other."""
