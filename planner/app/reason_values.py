"""Explanations, paths, impacts and remedies as plain data for JSON, with codes instead of ids."""

from planner.plan.codec import encode
from planner.plan.entities import KINDS
from planner.plan.snapshot import Plan
from planner.schedule.explanation import Explanation
from planner.schedule.impacts import Impact
from planner.schedule.ranked_paths import FloatPath
from planner.schedule.reasons import Chain, DateKind, FloatReason, Move, Step
from planner.schedule.recovery import Candidate, Remedies
from planner.worktime.ticks import TICKS_PER_MINUTE

Json = dict[str, object]


def code_of(plan: Plan, id_: str | None) -> str | None:
    """Return the code of a piece of work, None where there is none."""
    work = plan.works.get(id_ or "")
    return work.code if work is not None else None


def explanation_json(plan: Plan, found: Explanation) -> Json:
    """Return an explanation: sentences, a chain per date, floats."""
    return {
        "code": code_of(plan, found.id),
        "sentences": list(found.sentences),
        **{kind.value: chain_json(plan, found.chain(kind)) for kind in DateKind},
        "total_float": float_json(found.total_float),
        "free_float": float_json(found.free_float),
    }


def chain_json(plan: Plan, chain: Chain) -> list[Json]:
    """Return the steps of a chain."""
    return [step_json(plan, step) for step in chain]


def step_json(plan: Plan, step: Step) -> Json:
    """Return one step with its moves."""
    return {
        "code": code_of(plan, step.id),
        "date": step.date.value,
        "at": step.at.isoformat(),
        "cause": step.cause.value,
        "given": step.given.isoformat(),
        "source": code_of(plan, step.source_id),
        "source_date": step.source_date.value if step.source_date else None,
        "dependency_id": step.dependency_id,
        "constraint": step.constraint or None,
        "moves": [move_json(move) for move in step.moves],
    }


def move_json(move: Move) -> Json:
    """Return one move with the rests it passes over."""
    return {
        "purpose": move.purpose.value,
        "kind": move.kind.value,
        "minutes": move.ticks / TICKS_PER_MINUTE,
        "calendar": move.calendar.name if move.calendar else None,
        "before": move.before.isoformat(),
        "after": move.after.isoformat(),
        "rests": [
            {
                "first": rest.first.isoformat(),
                "last": rest.last.isoformat(),
                "name": rest.label,
                "shorter": rest.shorter,
            }
            for rest in move.rests
        ],
    }


def float_json(reason: FloatReason | None) -> Json | None:
    """Return what a float is measured between."""
    if reason is None:
        return None
    return {
        "minutes": reason.ticks / TICKS_PER_MINUTE,
        "end": reason.end.value,
        "earliest": reason.earliest.isoformat(),
        "latest": reason.latest.isoformat(),
        "calendar": reason.calendar.name,
        "dependency_id": reason.dependency_id,
    }


def path_json(plan: Plan, path: FloatPath) -> Json:
    """Return one float path."""
    return {
        "rank": path.rank,
        "class": path.path_class.value,
        "float_days": round(path.float_days, 4),
        "joins": code_of(plan, path.joins_id),
        "steps": [
            {"code": code_of(plan, s.id), "dependency_id": s.dependency_id, "float_days": round(s.float_days, 4)}
            for s in path.steps
        ],
    }


def impact_json(found: Impact) -> Json:
    """Return what a change moves."""
    plan = found.after
    return {
        "moved": [
            {
                "code": code_of(plan, row.id),
                "start_before": row.start_before.isoformat(),
                "start_after": row.start_after.isoformat(),
                "finish_before": row.finish_before.isoformat(),
                "finish_after": row.finish_after.isoformat(),
                "start_working_days": round(row.start_days, 4),
                "finish_working_days": round(row.finish_days, 4),
                "start_calendar_days": row.start_calendar_days,
                "finish_calendar_days": row.finish_calendar_days,
                "float_before_days": round(row.float_before, 4),
                "float_after_days": round(row.float_after, 4),
            }
            for row in found.moved
        ],
        "newly_critical": [code_of(plan, id_) for id_ in found.newly_critical],
        "no_longer_critical": [code_of(plan, id_) for id_ in found.no_longer_critical],
        "newly_late": [code_of(plan, row.id) for row in found.newly_late],
        "no_longer_late": [code_of(plan, row.id) for row in found.no_longer_late],
        "added": [code_of(plan, id_) for id_ in found.added],
        "removed": [code_of(found.before, id_) for id_ in found.removed],
    }


def remedies_json(plan: Plan, found: Remedies) -> Json:
    """Return what a search for remedies found."""
    return {
        "code": code_of(plan, found.target_id),
        "by": found.by.isoformat(),
        "finish": found.finish.isoformat(),
        "already_met": found.already_met,
        "candidates": [candidate_json(plan, candidate) for candidate in found.candidates],
        "best": candidate_json(plan, found.best) if found.best else None,
        "binding": list(found.binding),
        "schedules": found.schedules,
        "exhausted": found.exhausted,
    }


def candidate_json(plan: Plan, candidate: Candidate) -> Json:
    """Return one set of moves, with the operations that would do it."""
    return {
        "cost": candidate.cost,
        "finish": candidate.finish.isoformat(),
        "moves": [
            {"type": move.type.value, "text": move.text, "days": move.days, "cost": move.cost}
            for move in candidate.moves
        ],
        "later": [code_of(plan, id_) for id_ in candidate.later_ids],
        "newly_critical": [code_of(plan, id_) for id_ in candidate.newly_critical_ids],
        "newly_late": [code_of(plan, row.id) for row in candidate.newly_late],
        "in_time_again": [code_of(plan, row.id) for row in candidate.rescued],
        "operations": [
            {"action": o.action.value, "kind": o.kind, "id": o.id, "values": encode(KINDS[o.kind], o.values)}
            for o in candidate.operations
        ],
    }
