"""Where all tasks of a problem lie, fixed and moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.capacity.levelling.compiling import Fixed, added_up
from planner.capacity.levelling.problem import Ints, Problem
from planner.capacity.levelling.result import Objective


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Dates by task, -1 for those without; the stretches worked; and the demands added up, by task."""

    start: Ints
    finish: Ints
    stretches: Ints
    """Columns task, start, finish, of tasks with a duration."""
    fixed: Fixed
    demands: Ints

    @property
    def end(self) -> int:
        """Return the latest finish, 0 without tasks."""
        return max(0, int(self.finish.max(initial=0)))

    def lateness(self, problem: Problem) -> int:
        """Return the weighted slots after due."""
        c = problem.columns
        late = np.where((self.start >= 0) & (c.weight > 0), np.maximum(self.finish - c.due, 0), 0)
        return int((late * c.weight).sum())

    def value(self, problem: Problem, objective: Objective) -> int:
        """Return the value of an objective."""
        return self.end if objective is Objective.MAKESPAN else self.lateness(problem)

    def as_fixed(self) -> Fixed:
        """Return all placed tasks as fixed ones."""
        return Fixed(self.start, self.finish, self.stretches)


def nothing_moved(problem: Problem, fixed: Fixed) -> Placed:
    """Return the fixed tasks alone."""
    stretches = fixed.stretches[fixed.stretches[:, 2] > fixed.stretches[:, 1]]
    demands = added_up(problem.columns.demands, max(1, len(problem.capacities)))
    return Placed(fixed.start.copy(), fixed.finish.copy(), stretches, fixed, demands)


def worked_stretches(tasks: Ints, start: Ints, finish: Ints, worked_at: Ints, worked: Ints, manner: Ints) -> Ints:
    """Return the stretches of placed tasks; worked slots of those that were interrupted are joined."""
    whole = (manner == 0) & (finish > start)
    rows = [np.column_stack((tasks[whole], start[whole], finish[whole]))]
    for position in np.flatnonzero((manner > 0) & (finish > start)):
        slots = worked[worked_at[position] : worked_at[position + 1]]
        breaks = np.flatnonzero(np.diff(slots) > 1) + 1
        first = slots[np.concatenate(([0], breaks))]
        last = slots[np.concatenate((breaks - 1, [len(slots) - 1]))] + 1
        rows.append(np.column_stack((np.full(len(first), tasks[position]), first, last)))
    return np.concatenate(rows).astype(np.int64)
