"""Identifiers that come out the same for the same seed, so that two builds of the demo are equal.

>>> first, again = seeded_ids(7), seeded_ids(7)
>>> first() == again(), first() < first()
(True, True)
"""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from random import Random
from uuid import UUID

EPOCH_MS = int(datetime(2026, 11, 16, 9, tzinfo=UTC).timestamp() * 1000)


def seeded_ids(seed: int) -> Callable[[], str]:
    """Return a maker of UUIDv7 texts in rising order, one for each millisecond from a fixed time on."""
    random = Random(seed)  # noqa: S311 - ids of a demo, not secrets
    times = count(EPOCH_MS)

    def next_id() -> str:
        value = next(times) << 80 | 0x7 << 76 | random.getrandbits(12) << 64 | 0b10 << 62 | random.getrandbits(62)
        return str(UUID(int=value))

    return next_id
