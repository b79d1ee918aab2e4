"""What ``POST /imports`` answers: what a file would do, the mapping as data, rows of the file, and what would move."""

from typing import Any

from planner.app.commands.intake import intake_json
from planner.app.imports import Intake
from planner.app.sheet_samples import sheet_samples
from planner.plan.snapshot import Plan
from planner.schedule.impact_rows import MovedWork

SHOWN_MOVES = 200


def import_answer(intake: Intake, data: bytes) -> dict[str, object]:
    """Return the answer to an import, without the revision that was made.

    ``base`` is the revision it was read against; ``tables`` the mapping as data, ``samples`` rows of each of them (both
    None where the format has no columns); ``effect`` is None where the import is refused.
    """
    tables = _tables(intake.mapping)
    samples = None if tables is None else sheet_samples(data, intake.file, tables["tables"], intake.findings)
    effect = None if intake.refused else _effect(intake)
    return intake_json(intake) | {
        "base": intake.before.revision,
        "tables": tables,
        "samples": samples,
        "effect": effect,
    }


def _tables(mapping: str | None) -> dict[str, Any] | None:
    """Return the text of a mapping as data."""
    import yaml

    parsed: dict[str, Any] | None = None if mapping is None else yaml.safe_load(mapping)
    return parsed


def _effect(intake: Intake) -> dict[str, object]:
    """Return how many dates move and which of them, launches first and then by how far they finish from before."""
    from planner.schedule import impact_of

    impact = impact_of(intake.before, intake.outcome)
    launches = intake.outcome.plan.entities.get("launch", {})
    moved = sorted(
        impact.moved,
        key=lambda row: (row.id not in launches, -abs(row.finish_days), row.start_after, row.id),
    )
    return {
        "moved": len(moved),
        "launches": sum(row.id in launches for row in moved),
        "moves": [_move(impact.after, row) for row in moved[:SHOWN_MOVES]],
        "newly_late": [
            {
                "code": impact.after.work(late.id).code,
                "due": late.due.isoformat(),
                "finish": late.finish_after.isoformat(),
            }
            for late in impact.newly_late[:SHOWN_MOVES]
        ],
    }


def _move(plan: Plan, row: MovedWork) -> dict[str, object]:
    work = plan.work(row.id)
    return {
        "code": work.code,
        "name": work.name,
        "kind": work.KIND.name,
        "start_before": row.start_before.date().isoformat(),
        "start_after": row.start_after.date().isoformat(),
        "finish_before": row.finish_before.date().isoformat(),
        "finish_after": row.finish_after.date().isoformat(),
        "finish_days": row.finish_days,
    }
