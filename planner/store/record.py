"""What the store says about revisions: the entry of one in the record, the result of a write, the audit's verdict."""

from dataclasses import dataclass
from datetime import UTC, datetime

from planner.plan.changes import Outcome
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan

MAIN = "main"
"""The branch that everyone sees."""

NO_HASH = "0" * 64
"""What the first revision names as the hash of the one before it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of the record. ``number`` counts from 1; ``at`` is in UTC; ``size`` is its number of changes.

    ``hash`` is SHA-256 over the entry, its changes and ``previous_hash``; ``undoes`` names the revision taken back.
    """

    number: int
    author: str
    message: str
    at: datetime
    hash: str
    previous_hash: str
    undoes: int | None = None
    idempotency_key: str | None = None
    size: int = 0


NOTHING = Revision(0, "", "", datetime(1970, 1, 1, tzinfo=UTC), NO_HASH, NO_HASH)
"""Revision 0: the empty plan before the first write; it is in no table."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest revision of a branch and the plan it made; replaced as one, so that readers never see half."""

    revision: Revision
    plan: Plan


@dataclass(frozen=True, slots=True)
class Commit:
    """Result of a write. ``replayed``: the idempotency key was seen before, and this is what came of it then.

    ``plan`` is the plan as of ``revision``. A change set that changes nothing makes no revision: ``revision``
    is then the current one and ``outcome.changes`` is empty.
    """

    revision: Revision
    plan: Plan
    outcome: Outcome
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """What the audit found: revisions read, findings (none: all is well), and the head's hash to note elsewhere."""

    revisions: int
    findings: tuple[Finding, ...]
    head_hash: str
