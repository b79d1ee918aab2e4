"""Reading a plan file against a store: dry run, all or nothing, or the sound part. Command line and HTTP share it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from planner.plan.changes import Action, ChangeSet, Operation, Outcome
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.errors import InvalidChangeError, PlannerError
from planner.plan.findings import Finding, Place, Severity, has_errors
from planner.plan.snapshot import Plan
from planner.store import Commit, Store, new_id


class Step(StrEnum):
    """What is being done with a file, in this order; the last one only where it is applied."""

    READING = "reading"
    CHECKING = "checking"
    DATING = "dating"
    SAVING = "saving"


Tell = Callable[[Step], None]
"""Hears of each step before it begins; what it raises ends the import before that step."""


class PlanMovedError(PlannerError):
    """An import that was looked at on another revision than the newest."""

    code = "CONFLICT"

    def __init__(self, expected: int, newest: int) -> None:
        super().__init__(
            f"The plan is at revision {newest} and the import was looked at on revision {expected}.",
            "Look at what it would do now, and apply that.",
        )


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file would do to the plan: the change, its effect, every finding, the mapping used (YAML or None).

    ``before`` is the plan that it was read against.
    """

    before: Plan
    file: str
    format: str
    mapping: str | None
    change_set: ChangeSet
    outcome: Outcome
    findings: tuple[Finding, ...]
    refused: bool

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many entities of each kind are created, updated and deleted."""
        counts: dict[str, dict[str, int]] = {}
        for change in self.outcome.changes:
            of_kind = counts.setdefault(change.kind, {})
            of_kind[change.action.value] = of_kind.get(change.action.value, 0) + 1
        return counts


def read(
    store: Store,
    source: Path | bytes,
    file: str,
    *,
    author: str,
    today: date,
    mapping: str | None = None,
    partial: bool = False,
    message: str = "",
    expected_revision: int | None = None,
    tell: Tell = lambda step: None,
    pseudonyms: str | None = None,
) -> Intake:
    """Return what applying this file (or folder of records) would do. Nothing is saved; ``commit`` saves it.

    ``pseudonyms`` is the secret with which learners are made pseudonymous.
    Raises PlanMovedError where the newest revision is not ``expected_revision``.
    """
    from planner_importers import import_file

    plan = store.plan()
    if expected_revision is not None and plan.revision != expected_revision:
        raise PlanMovedError(expected_revision, plan.revision)
    tell(Step.READING)
    result = import_file(
        source, file, plan, new_id=new_id, mapping=mapping, partial=partial, today=today, pseudonyms=pseudonyms
    )
    change_set = ChangeSet(result.operations, author, message or f"Import {file}", base_revision=plan.revision)
    tell(Step.CHECKING)
    outcome = store.preview(change_set)
    moved = _earlier_start(plan, outcome.plan) if outcome.accepted and not plan.works else None
    if moved is not None:
        change_set = replace(change_set, operations=(*change_set.operations, _starting(moved)))
        outcome = store.preview(change_set)
    said = {(finding.code, finding.message) for finding in result.findings}
    findings = (*result.findings, *(f for f in outcome.findings if (f.code, f.message) not in said))
    if moved is not None:
        findings = (*findings, _start_moved(file, moved))
    refused = not outcome.accepted or (not partial and has_errors(findings))
    return Intake(plan, file, result.format, result.mapping, change_set, outcome, findings, refused)


def _earlier_start(before: Plan, after: Plan) -> datetime | None:
    """Return the first date of a first import where it is before the start that the portfolio was created with."""
    from planner.schedule.plan_network import known_dates

    start = before.portfolio.start
    first = min(known_dates(after), default=None)
    return first if start is not None and first is not None and first < start else None


def _starting(start: datetime) -> Operation:
    return Operation(Action.UPDATE, "portfolio", PORTFOLIO_ID, {"start": start})


def _start_moved(file: str, start: datetime) -> Finding:
    message = f"The portfolio starts on {start:%Y-%m-%d}, the first date of its first import."
    hint = "Set the start of the portfolio if nothing may start before a later day."
    return Finding(Severity.INFO, "start-moved", message, Place(file=file), hint)


def commit(store: Store, intake: Intake, *, at: datetime) -> Commit:
    """Save what was read as one revision; raises InvalidChangeError if it was refused.

    The store does not check again what ``read`` has checked, unless the plan has changed in between.
    """
    if intake.refused:
        raise InvalidChangeError([f for f in intake.findings if f.severity is Severity.ERROR])
    return store.commit(intake.change_set, at=at)
