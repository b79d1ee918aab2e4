"""What a target gains when one uncertainty is taken away: the simulation run again without it.

All other draws stay as they are (common random numbers), so small gains show with few samples.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.snapshot import Plan
from planner.risk.extra_nodes import ExtraNode
from planner.risk.forecast import SensitivityKind
from planner.risk.simulation import Question, answer
from planner.worktime.ticks import TICKS_PER_DAY, to_ticks

STRONGEST = 10
"""Pieces of work that are tried where none are named."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What a target gains without one uncertainty: days earlier, and how much likelier it is met.

    A risk never happens, a cause connects nothing, work takes as long as is most likely. `chance` is None where the
    target has no date.
    """

    id: str
    kind: SensitivityKind
    mean_days: float
    p50_days: float
    p80_days: float
    chance: float | None


def removals(
    plan: Plan, target_id: str, ids: tuple[str, ...] | None, samples: int, seed: int, extra: tuple[ExtraNode, ...]
) -> tuple[Removal, ...]:
    """Return what each of some uncertainties costs a target, most at the 80th percentile first."""
    base = answer(plan, Question(samples, seed, (target_id,), (target_id,), extra))
    known = {s.id: s.kind for s in base.sensitivities.get(target_id, ())}
    if ids is None:
        work = [id_ for id_, kind in known.items() if kind in (SensitivityKind.WORK, SensitivityKind.NODE)]
        ids = (*(id_ for id_ in known if id_ not in work), *work[:STRONGEST])
    before, finishes = base.nodes[target_id], base.of(target_id)
    found = []
    for id_ in ids:
        if id_ not in known:
            continue
        other = answer(plan, Question(samples, seed, (target_id,), (), extra, frozenset((id_,))))
        after = other.nodes[target_id]
        p50, p80 = (
            (to_ticks(base.quantile(target_id, share)) - to_ticks(other.quantile(target_id, share))) / TICKS_PER_DAY
            for share in (0.5, 0.8)
        )
        chance = None
        if before.chance is not None and after.chance is not None:
            chance = after.chance.value - before.chance.value
        mean = float(finishes.mean() - other.of(target_id).mean()) / TICKS_PER_DAY
        found.append(Removal(id_, known[id_], mean, p50, p80, chance))
    return tuple(sorted(found, key=lambda removal: (-removal.p80_days, -removal.mean_days, removal.id)))
