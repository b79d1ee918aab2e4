"""Refusals: one exception class per cause, each building its own message."""

from collections.abc import Sequence
from typing import ClassVar

from planner.plan.findings import Finding


class PlannerError(Exception):
    """A request that cannot be met, with a sentence for the person who made it."""

    code: ClassVar[str] = "REFUSED"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the message followed by the remedy."""
        return f"{self.message} {self.hint}".rstrip()


class NotFoundError(PlannerError):
    """Something named that does not exist."""

    code = "NOT_FOUND"

    def __init__(self, what: str, name: str, hint: str = "") -> None:
        super().__init__(f"There is no {what} {name!r}.", hint)


class InvalidChangeError(PlannerError):
    """A change set that breaks rules; nothing of it was applied."""

    code = "INVALID"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"The change was refused: {len(findings)} finding(s). {findings[0] if findings else ''}")
        self.findings = tuple(findings)


class ConflictError(PlannerError):
    """A change to fields that someone else changed since the revision it was made on."""

    code = "CONFLICT"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            "Someone changed the same fields since: " + "; ".join(finding.message for finding in findings),
            "Reload, look at the current values, and decide again.",
        )
        self.findings = tuple(findings)
