"""Reading a plan file against a store: dry run, all or nothing, or the sound part. Command line and HTTP share it."""

from dataclasses import dataclass
from datetime import date, datetime

from planner.plan.changes import ChangeSet, Outcome
from planner.plan.findings import Finding, Severity, has_errors
from planner.plan.partial import sound_part
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
    data: bytes,
    file: str,
    *,
    author: str,
    today: date,
    mapping: str | None = None,
    partial: bool = False,
    message: str = "",
) -> Intake:
    """Return what applying this file would do. Nothing is saved; ``commit`` saves it."""
    from planner_importers import import_file

    plan = store.plan()
    result = import_file(data, file, plan, new_id=new_id, mapping=mapping, partial=partial, today=today)
    operations, left_out = result.operations, ()
    if partial:
        sound = sound_part(plan, operations)
        operations, outcome, left_out = sound.operations, sound.outcome, sound.left_out
    else:
        outcome = store.preview(ChangeSet(operations, author))
    said = {(finding.code, finding.message) for finding in result.findings}
    later = [f for f in (*left_out, *outcome.findings) if (f.code, f.message) not in said]
    findings = (*result.findings, *later)
    refused = not outcome.accepted or (not partial and has_errors(findings))
    change_set = ChangeSet(operations, author, message or f"Import {file}", base_revision=plan.revision)
    return Intake(file, result.format, result.mapping, change_set, outcome, findings, refused)


def commit(store: Store, intake: Intake, *, at: datetime) -> Commit:
    """Save what was read as one revision; raises InvalidChangeError if it was refused."""
    from planner.plan.errors import InvalidChangeError

    if intake.refused:
        raise InvalidChangeError([f for f in intake.findings if f.severity is Severity.ERROR])
    return store.commit(intake.change_set, at=at)
