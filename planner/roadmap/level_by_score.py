"""Levelling in which scores decide between equals: regulatory duties first, then score, then latest finish.

A piece of work has the score of the nearest initiative above it that was scored. Scores of any model are brought to
0 to 1,000, so that none outweighs a step of levelling priority:

>>> from planner.plan.entities import Portfolio, Score, ScoreValue
>>> from planner.roadmap.score_models import SHIPPED
>>> items = [Initiative(id="a", code="A", name="a"), Initiative(id="t", code="T", name="t", parent_id="a"),
...          Initiative(id="b", code="B", name="b")]
>>> def given(of, value):
...     values = tuple(ScoreValue(name=each, value=value) for each in ("reach", "impact", "effort"))
...     return Score(id=of, initiative_id=of, model_id="score-model-rice", values=values)
>>> plan = Plan.of(Portfolio(id="portfolio"), SHIPPED[1], *items, given("a", 2), given("b", 1))
>>> levelling_scores(plan)
{'a': 1000.0, 't': 1000.0, 'b': 500.0}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from planner.capacity.level_plan import LevelProposal, level_plan
from planner.capacity.level_plan_problem import HIGHEST_SCORE
from planner.capacity.levelling import Budget, Objective
from planner.plan.entities import Initiative
from planner.plan.snapshot import Plan, per_plan
from planner.roadmap.scoring import most_used_model, ranking


@per_plan
def levelling_scores(plan: Plan, model: str = "") -> Mapping[str, float]:
    """Return the score of each piece of work from 0 to 1,000, those without any left out.

    `model` is the code of a score model; empty: the one with most scores.
    """
    code = model or most_used_model(plan)
    own = {row.initiative_id: max(row.score, 0.0) for row in ranking(plan, code).rows} if code else {}
    highest = max(own.values(), default=0.0)
    if highest <= 0:
        return {}
    found: dict[str, float] = {}
    for id_, item in plan.all(Initiative).items():
        scored = next((each.id for each in (item, *plan.ancestors(item)) if each.id in own), None)
        if scored is not None:
            found[id_] = HIGHEST_SCORE * own[scored] / highest
    return found


def level_by_score(
    plan: Plan,
    *,
    today: date,
    objective: Objective = Objective.LATENESS,
    seed: int = 0,
    budget: Budget | None = None,
    freeze_before: date | None = None,
    model: str = "",
    stop: Callable[[], bool] = lambda: False,
) -> LevelProposal:
    """Return what `level_plan` proposes where the scores of the plan decide between equals."""
    return level_plan(
        plan,
        today=today,
        objective=objective,
        seed=seed,
        budget=budget,
        freeze_before=freeze_before,
        scores=levelling_scores(plan, model),
        stop=stop,
    )
