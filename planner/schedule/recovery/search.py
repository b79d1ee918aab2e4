"""The search: sets of up to four moves, best first, each tried by scheduling the whole plan.

A set is as good as its cost plus what it would at least cost to win the days still missing. The set that looks
best is extended by every move that could help from there, and every extension is scheduled. The search ends when
nothing is left, or when the budget of schedules is spent: so the same question always has the same answer, on a
fast machine and a slow one. What reaches the date is then shared out: days go to where they are cheaper.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from planner.plan.changes import Operation, apply
from planner.plan.snapshot import Plan
from planner.schedule.driving import drivers
from planner.schedule.explanation import explain
from planner.schedule.impacts import Impact, compare, finish_of, impact
from planner.schedule.plan_schedule import schedule_of, solved
from planner.schedule.reasons import DateKind
from planner.schedule.recovery import costs
from planner.schedule.recovery.moves import Candidate, Remedies, RemedyMove, in_time
from planner.schedule.recovery.proposals import Ask, proposals
from planner.schedule.recovery.sharing import shares
from planner.worktime import arithmetic
from planner.worktime.tables import listed
from planner.worktime.ticks import TICKS_PER_MINUTE, to_ticks

MOST_MOVES = 4
LEAST_COST_PER_DAY = 0.75
"""What a missing day is taken to cost at least; it steers the search and no rank."""


@dataclass(frozen=True, slots=True)
class State:
    """A set of moves that was tried: the plan with it, where the target finishes, how many days are missing."""

    moves: tuple[RemedyMove, ...]
    plan: Plan
    finish: datetime
    missing: float
    driving: frozenset[str]

    @property
    def keys(self) -> frozenset[tuple[str, str]]:
        """Return what the moves are, whatever their days."""
        return frozenset(move.key for move in self.moves)

    @property
    def sizes(self) -> frozenset[tuple[object, float]]:
        """Return what the moves are, with their days."""
        return sizes_of(self.moves)

    @property
    def cost(self) -> float:
        """Return the cost of the moves themselves."""
        return sum(move.cost for move in self.moves)

    @property
    def promise(self) -> float:
        """Return what the set would cost at least once the target is in time."""
        return self.cost + LEAST_COST_PER_DAY * max(self.missing, 0.0)


def sizes_of(moves: tuple[RemedyMove, ...]) -> frozenset[tuple[object, float]]:
    """Return what makes two sets of moves the same: what each is, and by how many days."""
    return frozenset((move.key, move.days) for move in moves)


class Search:
    """One search for one target and date."""

    def __init__(self, plan: Plan, target_id: str, by: datetime, budget: int) -> None:
        self.plan = plan
        self.target_id = target_id
        self.by = by
        self.budget = budget
        self.schedules = 0
        self.seen: set[frozenset[tuple[str, str]]] = set()
        self.weighed: set[frozenset[tuple[object, float]]] = set()
        self.known: dict[tuple[str, str], RemedyMove] = {}
        self.found: list[State] = []
        self.nearest: State | None = None

    def run(self, start: State) -> bool:
        """Search until nothing is left or the budget is spent; return whether it is spent."""
        waiting: list[tuple[float, int, State]] = [(start.promise, 0, start)]
        order = 0
        while waiting:
            _, _, state = heapq.heappop(waiting)
            if len(state.moves) >= MOST_MOVES:
                continue
            for move in proposals(Ask(state.plan, self.target_id, self.by, state.missing)):
                self.known.setdefault(move.key, move)
                keys = frozenset((*(m.key for m in state.moves), move.key))
                covered = self._is_covered(keys, state.cost + move.cost)
                if len(keys) <= len(state.moves) or keys in self.seen or covered:
                    continue
                if self.schedules >= self.budget:
                    return True
                self.seen.add(keys)
                child = self.tried(state, move)
                if child is None:
                    continue
                if child.missing <= 0:
                    self.found.append(child)
                else:
                    order += 1
                    heapq.heappush(waiting, (child.promise, order, child))
        return False

    def _is_covered(self, keys: frozenset[tuple[str, str]], cost: float) -> bool:
        """Whether a part of the set does it already for no more."""
        return any(state.cost <= cost and keys > state.keys for state in self.found)

    def share(self) -> bool:
        """Spread the days of what was found where that is cheaper; return whether the budget is spent."""
        ask = Ask(self.plan, self.target_id, self.by, 0.0)
        self.weighed = {state.sizes for state in self.found}
        for found in sorted(self.found, key=lambda state: state.cost):
            current: State | None = found
            while current is not None:
                better = None
                for moves in shares(ask, current.moves, self.known.values(), MOST_MOVES):
                    sizes = sizes_of(moves)
                    if sizes in self.weighed:
                        continue
                    if self.schedules >= self.budget:
                        return True
                    self.weighed.add(sizes)
                    better = self.reached(moves)
                    if better is not None:
                        self.found.append(better)
                        break
                current = better
        return False

    def reached(self, moves: tuple[RemedyMove, ...]) -> State | None:
        """Return the state with a set of moves, None where it is refused or late."""
        self.schedules += 1
        effect = impact(self.plan, tuple(operation for move in moves for operation in move.operations))
        finish = finish_of(effect.after, effect.after.work(self.target_id)) if effect.accepted else None
        if finish is None or not in_time(finish, self.by) or self._is_past(effect):
            return None
        return State(moves, effect.after, finish, 0.0, frozenset())

    def tried(self, state: State, move: RemedyMove) -> State | None:
        """Return the state with one more move; None where it is refused, impossible or no help."""
        self.schedules += 1
        effect = impact(state.plan, move.operations)
        finish = finish_of(effect.after, effect.after.work(self.target_id)) if effect.accepted else None
        if finish is None or finish > state.finish or self._is_past(effect):
            return None
        driving = frozenset(driver.id for driver in drivers(effect.after, self.target_id))
        if finish == state.finish and driving == state.driving:
            return None
        missing = days_between(effect.after, self.target_id, self.by, finish)
        child = State((*state.moves, move), effect.after, finish, missing, driving)
        if self.nearest is None or (child.finish, child.cost) < (self.nearest.finish, self.nearest.cost):
            self.nearest = child
        return child

    def _is_past(self, effect: Impact) -> bool:
        """Whether work that has not begun would have had to begin before the status date."""
        status = self.plan.portfolio.status_date
        if status is None:
            return False
        works = effect.after.works
        return any(
            row.start_after < row.start_before
            and row.start_after < datetime.combine(status, time())
            and getattr(works[row.id], "actual_start", None) is None
            for row in effect.moved
        )


def days_between(plan: Plan, target_id: str, by: datetime, finish: datetime) -> float:
    """Return the working days from a date to a finish, on the target's calendar; 0 or less: in time."""
    if in_time(finish, by):
        return 0.0
    done = solved(plan)
    activity = done.network.activities[done.plan_network.position[target_id]]
    tables = listed(done.network.calendars)
    calendar = done.network.projects[activity.project].calendar if activity.calendar is None else activity.calendar
    ticks = arithmetic.worked(tables, calendar, to_ticks(finish)) - arithmetic.worked(tables, calendar, to_ticks(by))
    return max(ticks / TICKS_PER_MINUTE / plan.portfolio.minutes_per_day, 0.01)


def candidate_of(plan: Plan, target_id: str, moves: tuple[RemedyMove, ...]) -> Candidate | None:
    """Return moves with what they do to the target and to others, scheduled anew; None where refused."""
    operations: tuple[Operation, ...] = tuple(operation for move in moves for operation in move.operations)
    outcome = apply(plan, operations)
    effect = compare(plan, outcome)
    finish = finish_of(effect.after, effect.after.work(target_id)) if outcome.accepted else None
    if finish is None:
        return None
    own = {move.subject_id for move in moves} | {target_id}
    late = tuple(row for row in effect.newly_late if row.id != target_id)
    critical = tuple(id_ for id_ in effect.newly_critical if id_ not in own)
    cost = (
        sum(move.cost for move in moves) + costs.PER_OTHER_LATE * len(late) + costs.PER_NEWLY_CRITICAL * len(critical)
    )
    return Candidate(
        moves=moves,
        cost=round(cost, 2),
        finish=finish,
        later_ids=tuple(row.id for row in effect.moved if row.finish_after > row.finish_before and row.id not in own),
        newly_critical_ids=critical,
        newly_late=late,
        rescued=tuple(row for row in effect.no_longer_late if row.id != target_id),
    )


def remedies_of(plan: Plan, target_id: str, by: datetime, budget: int, limit: int) -> Remedies:
    """Return what it would take to have a target done by a date; see `planner.schedule.recovery`."""
    target = plan.work(target_id)
    finish = finish_of(plan, target)
    if finish is None:
        return Remedies(target_id, by, by, (), None, explain(plan, target_id).sentences, 0, False)
    if in_time(finish, by):
        return Remedies(target_id, by, finish, (), None, (), 0, False)
    search = Search(plan, target_id, by, budget)
    driving = frozenset(driver.id for driver in drivers(plan, target_id))
    start = State((), plan, finish, days_between(plan, target_id, by, finish), driving)
    exhausted = search.run(start) or search.share()
    cheapest: dict[frozenset[tuple[str, str]], State] = {}
    for state in sorted(search.found, key=lambda s: s.cost):
        cheapest.setdefault(state.keys, state)
    minimal = [state for state in cheapest.values() if not _has_part(state, cheapest.values())]
    reached: list[Candidate] = []
    schedules = search.schedules
    for state in minimal:
        if len(reached) >= limit and state.cost > sorted(c.cost for c in reached)[limit - 1]:
            break  # what it does to others only adds to the cost of its moves
        schedules += 1
        candidate = candidate_of(plan, target_id, state.moves)
        if candidate is not None and in_time(candidate.finish, by):
            reached.append(candidate)
    ranked = tuple(sorted(reached, key=lambda c: (c.cost, len(c.moves), [move.key for move in c.moves])))[:limit]
    if ranked or search.nearest is None:
        return Remedies(
            target_id, by, finish, ranked, None, () if ranked else binding(plan, target_id), schedules, exhausted
        )
    nearest = search.nearest
    best = candidate_of(plan, target_id, nearest.moves)
    return Remedies(target_id, by, finish, (), best, binding(nearest.plan, target_id), schedules + 1, exhausted)


def _has_part(state: State, found: Iterable[State]) -> bool:
    """Whether a part of a set does it for no more."""
    return any(other.cost <= state.cost and state.keys > other.keys for other in found)


def binding(plan: Plan, target_id: str) -> tuple[str, ...]:
    """Return what holds a target where it is, as sentences back to the root."""
    from planner.schedule.sentences import narrator

    if target_id not in schedule_of(plan).dates:
        return ()
    return tuple(narrator(plan).chain(explain(plan, target_id).chain(DateKind.EARLY_FINISH)))
