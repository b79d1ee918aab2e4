"""Levelling: when work can be done by the teams there are, and what each piece of work waits for.

`level(problem)` takes columns of integers and gives columns of integers: dates, reasons, resource links, floats, and
how good the plan is known to be. `check` verifies a plan from the definition. Nothing heavy is imported before
something is levelled.

>>> plan = level(Problem([2]), budget=Budget.first_plan())
>>> plan.status.value, plan.finish.tolist()
('levelled', [2])
"""

from __future__ import annotations

from collections.abc import Callable

from planner.capacity.levelling.budget import Budget
from planner.capacity.levelling.checking import Breach, check
from planner.capacity.levelling.problem import (
    MOVABLE,
    NO_DUE,
    Capacity,
    Demand,
    Interruption,
    InvalidProblemError,
    Link,
    LinkKind,
    Problem,
)
from planner.capacity.levelling.result import (
    Label,
    Levelling,
    Objective,
    Obstacle,
    Reason,
    Rule,
    Segment,
    Status,
)

__all__ = [
    "MOVABLE",
    "NO_DUE",
    "Breach",
    "Budget",
    "Capacity",
    "Demand",
    "Interruption",
    "InvalidProblemError",
    "Label",
    "Levelling",
    "Link",
    "LinkKind",
    "Objective",
    "Obstacle",
    "Problem",
    "Reason",
    "Rule",
    "Segment",
    "Status",
    "check",
    "level",
    "warm_up",
]


def level(
    problem: Problem,
    objective: Objective = Objective.MAKESPAN,
    budget: Budget | None = None,
    *,
    rule: Rule = Rule.LATEST_FINISH,
    seed: int = 0,
    stop: Callable[[], bool] = lambda: False,
) -> Levelling:
    """Return the best levelled plan found within a budget; without one, 5,000 schedules and a short proof.

    `rule` orders the first plan, which is the only one where the budget is one schedule. `stop` is asked some times a
    second whether to end with the best plan so far.
    """
    from planner.capacity.levelling.levelling import level as levelled

    return levelled(problem, objective, budget, rule=rule, seed=seed, stop=stop)


def warm_up() -> None:
    """Load the machine code, compiling it where it is not cached yet."""
    from planner.capacity.levelling.levelling import warm_up as load

    load()
