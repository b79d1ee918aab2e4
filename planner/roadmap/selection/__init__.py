"""Selecting quarters: which initiatives are done, from which quarter, within what the teams can do.

`select(problem)` takes columns of integers and gives the start of each item, its value and how good it is known to be;
`check` verifies a selection from the definition. Nothing heavy is imported before something is selected.

>>> answer = select(Problem(quarters=1, value=[[3], [4]], capacity=[[3]],
...     demands=[Demand(0, 0, 0, 2), Demand(1, 0, 0, 3)]))
>>> answer.start.tolist(), answer.value, answer.label.value
([-1, 0], 4, 'proven')
"""

from __future__ import annotations

from collections.abc import Callable

from planner.roadmap.selection.checking import Breach, check
from planner.roadmap.selection.problem import (
    LEFT_OUT,
    Demand,
    Group,
    InvalidSelectionError,
    Limit,
    Link,
    Problem,
    Rule,
    Share,
    delayed,
)
from planner.roadmap.selection.result import Budget, Label, Progress, Selection, Status

__all__ = [
    "LEFT_OUT",
    "Breach",
    "Budget",
    "Demand",
    "Group",
    "InvalidSelectionError",
    "Label",
    "Limit",
    "Link",
    "Problem",
    "Progress",
    "Rule",
    "Selection",
    "Share",
    "Status",
    "check",
    "delayed",
    "select",
    "warm_up",
]


def select(
    problem: Problem,
    budget: Budget | None = None,
    *,
    seed: int = 0,
    tell: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> Selection:
    """Return the best selection found within a budget.

    `tell` hears of each better value and bound, perhaps from another thread; `stop` is asked some times a second
    whether to end with the best so far. Running work is always in it; where nothing keeps all musts it is alone.
    """
    from planner.roadmap.selection.solving import Search

    return Search(problem, budget or Budget(), seed, tell, stop).run()


def warm_up() -> None:
    """Load the machine code, compiling it where it is not cached yet."""
    from planner.roadmap.selection.machine import warm_up as load

    load()
