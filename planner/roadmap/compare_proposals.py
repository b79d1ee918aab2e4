"""Two selections of quarters side by side: what joins, what leaves, what moves, and what that is worth.

>>> first = {"a": Placement("2027Q1", 0.5), "b": Placement("2027Q2", 0.3), "c": Placement("", 0.2)}
>>> second = {"a": Placement("2027Q2", 0.5), "b": Placement("", 0.3), "c": Placement("2027Q1", 0.2)}
>>> found = compare(first, second)
>>> found.join, found.leave, found.move, round(found.gain, 3)
(('c',), ('b',), (('a', '2027Q1', '2027Q2'),), -0.1)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.plan.entities import Commitment, Initiative
from planner.plan.snapshot import Plan
from planner.roadmap.select_quarters import Proposal, State

RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a selection puts an initiative: its quarter, "running" for what goes on, empty where it is left out.

    ``value`` is its share of the value of all. A stretch goal counts as left out until there is time for it.
    """

    quarter: str
    value: float = 0.0
    stretch: bool = False

    @property
    def chosen(self) -> bool:
        """Whether it is done for certain."""
        return bool(self.quarter) and not self.stretch


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the second of two selections does otherwise, ids in the order of the first.

    ``gain`` is the value it has more, as a share of the value of all; negative: less. ``stretch_before`` and
    ``stretch_after`` are the stretch goals of each.
    """

    join: tuple[str, ...]
    leave: tuple[str, ...]
    move: tuple[tuple[str, str, str], ...]
    same: int
    gain: float
    stretch_before: tuple[str, ...]
    stretch_after: tuple[str, ...]


def placements(proposal: Proposal) -> Mapping[str, Placement]:
    """Return where a proposal puts each initiative."""
    return {
        row.initiative_id: Placement(
            RUNNING if row.state is State.RUNNING else row.quarter, row.value, row.commitment is Commitment.STRETCH
        )
        for row in proposal.rows
    }


def planned_placements(plan: Plan, proposal: Proposal) -> Mapping[str, Placement]:
    """Return where the plan itself has the initiatives of a proposal, by their planned quarters."""
    table = plan.all(Initiative)
    return {
        row.initiative_id: Placement(
            RUNNING if row.state is State.RUNNING else row.before,
            row.value,
            bool(row.before) and table[row.initiative_id].commitment is Commitment.STRETCH,
        )
        for row in proposal.rows
    }


def compare(first: Mapping[str, Placement], second: Mapping[str, Placement]) -> Comparison:
    """Return what the second does otherwise; values are the second's where both have one."""
    ids = list(dict.fromkeys((*first, *second)))
    nowhere = Placement("")
    join, leave, move, same, gain = [], [], [], 0, 0.0
    for id_ in ids:
        before, after = first.get(id_, nowhere), second.get(id_, nowhere)
        worth = after.value or before.value
        if after.chosen and not before.chosen:
            join.append(id_)
            gain += worth
        elif before.chosen and not after.chosen:
            leave.append(id_)
            gain -= worth
        elif after.chosen and before.quarter != after.quarter:
            move.append((id_, before.quarter, after.quarter))
        else:
            same += after.chosen
    goals = [tuple(id_ for id_, row in rows.items() if row.stretch) for rows in (first, second)]
    return Comparison(tuple(join), tuple(leave), tuple(move), same, gain, goals[0], goals[1])
