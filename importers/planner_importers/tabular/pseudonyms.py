"""Pseudonyms of people: the same person has the same one in every import, and only the secret leads to it.

A pseudonym is a keyed BLAKE2 hash (RFC 7693) of the person's number in the roster. Numbers are few and easily tried, so
the secret must not be guessable; whoever has it can tell which pseudonym is whose by trying.

>>> people = Pseudonyms("a long and well kept secret")
>>> people.of("E-1007"), people.of(" e-1007 ") == people.of("E-1007"), people.of("0042") == people.of(42.0)
('P-COL2ELDM2SA55A7K', True, True)
"""

import re
from base64 import b32encode
from hashlib import blake2b
from typing import ClassVar

from planner.plan.errors import PlannerError
from planner_importers.tabular.grid import Value
from planner_importers.tabular.row_keys import canonical

SHORTEST = 12
_SHAPE = re.compile(r"P-[A-Z2-7]{16}")


class WeakSecretError(PlannerError):
    """A secret for pseudonyms that could be guessed."""

    code: ClassVar[str] = "WEAK_SECRET"

    def __init__(self) -> None:
        super().__init__(
            f"The secret for pseudonyms has less than {SHORTEST} characters.", "Take a long one, and keep it."
        )


class Pseudonyms:
    """Makes pseudonyms with one secret; WeakSecretError for one that is too short."""

    def __init__(self, secret: str) -> None:
        if len(secret.strip()) < SHORTEST:
            raise WeakSecretError
        self._key = blake2b(secret.strip().encode(), digest_size=64).digest()

    def of(self, number: Value) -> str:
        """Return the pseudonym of the person with this number; how it is written does not matter."""
        plain = canonical(number).strip().encode()
        return f"P-{b32encode(blake2b(plain, key=self._key, digest_size=10).digest()).decode()}"


def is_pseudonym(code: str) -> bool:
    """Return whether a code has the form of a pseudonym."""
    return _SHAPE.fullmatch(code) is not None
