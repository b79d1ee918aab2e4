"""Capacity as a matrix over slots, and its packing into one word per slot for several resources.

>>> fields = Fields.of([3, 5])
>>> [bin(int(word)) for word in fields.packed(np.array([[2], [5]]))]
['0b101010']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.capacity.levelling.problem import Capacity, Ints

WORD_BITS = 62
"""Bits of a word that fields and guards fill; the sign stays clear."""


def capacity_matrix(capacities: Sequence[Capacity], slots: int) -> Ints:
    """Return the units by resource and slot."""
    matrix = np.zeros((len(capacities), slots), np.int64)
    for row, capacity in enumerate(capacities):
        for since, units in zip(capacity.since, capacity.units, strict=True):
            matrix[row, max(0, since) :] = units
    return matrix


@dataclass(frozen=True, slots=True)
class Fields:
    """Where each resource lies: its word, its lowest bit, its width without the guard bit."""

    word: Ints
    shift: Ints
    width: Ints
    words: int

    @classmethod
    def of(cls, largest: Sequence[int]) -> Fields:
        """Return fields for resources with these largest capacities, in as few words as first fit takes."""
        word, shift, used = [], [], [0]
        widths = [int(units).bit_length() for units in largest]
        for width in widths:
            place = next((w for w, bits in enumerate(used) if bits + width + 1 <= WORD_BITS), len(used))
            if place == len(used):
                used.append(0)
            word.append(place)
            shift.append(used[place])
            used[place] += width + 1
        return cls(np.array(word, np.int64), np.array(shift, np.int64), np.array(widths, np.int64), len(used))

    def packed(self, matrix: Ints) -> Ints:
        """Return the words of all slots, word after word, from units by resource and slot."""
        words = np.zeros((self.words, matrix.shape[1]), np.int64)
        for row in range(len(self.word)):
            words[self.word[row]] += matrix[row] << self.shift[row]
        return words.ravel()

    def needs(self, resource: Ints, units: Ints) -> tuple[Ints, Ints, Ints]:
        """Return word, need and guard bits of demands, one entry each."""
        shift = self.shift[resource]
        return self.word[resource], units << shift, np.int64(1) << (shift + self.width[resource])
