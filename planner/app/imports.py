"""Reading a plan file against a store: dry run, all or nothing, or the sound part. Command line and HTTP share it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from planner.plan.changes import ChangeSet, Outcome
from planner.plan.findings import Finding, Severity, has_errors
from planner.store import Commit, Store, new_id


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file would do to the plan: the change, its effect, every finding, the mapping used (YAML or None)."""

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
) -> Intake:
    """Return what applying this file (or folder of records) would do. Nothing is saved; ``commit`` saves it."""
    from planner_importers import import_file

    plan = store.plan()
    result = import_file(source, file, plan, new_id=new_id, mapping=mapping, partial=partial, today=today)
    change_set = ChangeSet(result.operations, author, message or f"Import {file}", base_revision=plan.revision)
    outcome = store.preview(change_set)
    said = {(finding.code, finding.message) for finding in result.findings}
    findings = (*result.findings, *(f for f in outcome.findings if (f.code, f.message) not in said))
    refused = not outcome.accepted or (not partial and has_errors(findings))
    return Intake(file, result.format, result.mapping, change_set, outcome, findings, refused)


def commit(store: Store, intake: Intake, *, at: datetime) -> Commit:
    """Save what was read as one revision; raises InvalidChangeError if it was refused."""
    from planner.plan.errors import InvalidChangeError

    if intake.refused:
        raise InvalidChangeError([f for f in intake.findings if f.severity is Severity.ERROR])
    return store.commit(intake.change_set, at=at)
