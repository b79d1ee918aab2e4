"""Shares with their uncertainty: so many of so many, and the interval that the true share lies in.

Nineteen of twenty certified is 95 %, but with so few people the interval still reaches down to 76 %:

>>> share = Share(19, 20)
>>> share.value, round(share.low, 2), round(share.high, 2)
(0.95, 0.76, 0.99)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""Quantile of the normal distribution for an interval that holds in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``n``. Without anybody to count, the value is None and the interval says nothing (0 to 1)."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """Return the share, 0 to 1; None of nobody."""
        return self.hits / self.n if self.n else None

    @property
    def low(self) -> float:
        """Return the lower end of the 95 % interval."""
        return wilson(self.hits, self.n)[0]

    @property
    def high(self) -> float:
        """Return the upper end of the 95 % interval."""
        return wilson(self.hits, self.n)[1]

    def __str__(self) -> str:
        """Return the share for people, such as ``95 % (19 of 20)``."""
        return f"{100 * self.hits / self.n:.0f} % ({self.hits} of {self.n})" if self.n else "nobody"


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the score interval of a share (E. B. Wilson, 1927); sound for small n and for shares near 0 and 1."""
    if n == 0:
        return 0.0, 1.0
    p, z2 = hits / n, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def total(shares: Iterable[Share]) -> Share:
    """Return the share over several groups of different people."""
    parts = list(shares)
    return Share(sum(part.hits for part in parts), sum(part.n for part in parts))
