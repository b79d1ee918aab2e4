"""From a plan to a levelling problem: working days as slots, thousandths of a person as units.

A slot is a day on which any calendar of the work works: weekends and common holidays drop out, so that durations in
days are exact on one calendar, and every start that people would name is a slot. The solver's answer is read as an
order only; `planner.capacity.level_plan_dating` gives the dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from planner.capacity.level_plan_demand import FLAT, Asks, DayLoads
from planner.capacity.level_plan_ground import Ground
from planner.capacity.level_plan_shortage import Shortages, may_rest
from planner.capacity.level_plan_splitting import may_split
from planner.capacity.levelling import NO_DUE, Capacity, Demand, Interruption, Link, LinkKind, Problem
from planner.capacity.working_days import Array
from planner.plan.entities import Obligation
from planner.plan.snapshot import Plan, per_kinds
from planner.plan.values import END_OF_DAY
from planner.schedule import records as at_
from planner.schedule.codes import FNLT, OPEN, SNLT, START_HUB, WORK
from planner.schedule.forward import bound_by_edge, earliest, restrained
from planner.schedule.placement import lagged
from planner.schedule.plan_calendars import CLOCK
from planner.schedule.records import FAR, NONE
from planner.worktime.ticks import TICKS_PER_DAY, to_ticks

UNITS = 1000
"""Units of a person."""
DUE_WEIGHT, DELAY_WEIGHT = 20, 1
"""What a day costs that work is late by, and one that it is merely delayed by."""
MIDDLE_PRIORITY = 500
HIGHEST_SCORE = 1000.0
"""Score with which a day of delay counts twice as much as without any."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The days that are slots: ``of`` gives for each day the slots before it, (days + 1,)."""

    of: Array
    origin: int

    def start(self, tick: int) -> int:
        """Return the slot in which an instant lies, the next one where its day is none."""
        return int(self.of[min(max(tick // TICKS_PER_DAY - self.origin, 0), len(self.of) - 1)])

    def finish(self, tick: int) -> int:
        """Return the end of the slot in which an instant ends."""
        return int(self.of[min(max((tick - 1) // TICKS_PER_DAY - self.origin + 1, 0), len(self.of) - 1)])


@dataclass(frozen=True, slots=True)
class Model:
    """A problem with the node of each task and the row of each resource.

    ``whole`` says that the problem is the plan and no approximation: whole days on one calendar throughout. ``unmet``
    are nodes with rows that never offer enough; what they ask there is left out.
    """

    problem: Problem
    task_of: Mapping[int, int]
    rows: tuple[int, ...]
    slots: Slots
    whole: bool
    unmet: tuple[tuple[int, int, float, float], ...]


def due_ticks(ground: Ground, v: int) -> int | None:
    """Return the instant by which a node is due: deadline, target, no-later constraint, live duty; None without.

    A duty that asked before today is in force whatever is moved: work for it is not due in the past.
    """
    n = ground.n
    found = [n[v + at_.DEADLINE]] if n[v + at_.DEADLINE] != NONE else []
    for kind, at in ((at_.CONSTRAINT, at_.CONSTRAINT_AT), (at_.SECOND, at_.SECOND_AT)):
        if n[v + kind] == FNLT:
            found.append(n[v + at])
        elif n[v + kind] == SNLT:
            found.append(n[v + at] + n[v + at_.EARLY_FINISH] - n[v + at_.EARLY_START])
    duty = _duties(ground.base).get(ground.id_of(v)) if n[v + at_.KIND] < at_.Kind.FINISH_HUB else None
    return min([*found, *([duty] if duty is not None and duty >= ground.today else [])], default=None)


@per_kinds(Obligation)
def _duties(plan: Plan) -> dict[str, int]:
    """Return the end of the first day on which a live duty asks for each work."""
    first: dict[str, int] = {}
    for duty in plan.all(Obligation).values():
        if duty.day is None or not duty.status.is_live:
            continue
        at = to_ticks(datetime.combine(duty.day, END_OF_DAY))
        for id_ in (*duty.initiative_ids, *duty.launch_ids):
            first[id_] = min(first.get(id_, at), at)
    return first


def model_of(ground: Ground, free: Array, loads: DayLoads, scores: Mapping[str, float], *, delays: bool) -> Model:
    """Return the problem; `free` is what fixed work leaves, `delays` gives undated work its present finish as due."""
    slots = _slots(ground)
    nodes = _moved(ground)
    task_of = {v: i for i, v in enumerate(nodes)}
    columns = _Columns(ground, slots, nodes, scores, delays)
    columns.let_rest(loads)
    demands, rows, unmet, capacities = _demands(ground, free, loads, slots, task_of)
    problem = Problem(
        duration=columns.duration,
        links=_links(ground, slots, task_of),
        demands=demands,
        capacities=capacities,
        release=columns.release,
        due=columns.due,
        weight=columns.weight,
        priority_class=[ground.class_of[v] for v in nodes],
        score=columns.score,
        interruption=columns.interruption,
    )
    return Model(problem, task_of, rows, slots, _is_whole(ground), unmet)


def _moved(ground: Ground) -> list[int]:
    """Return the nodes that may move, and those that follow them; the others keep their dates, also before slot 0."""
    n, found = ground.n, dict[int, None]()
    for v in ground.nodes:
        if n[v + at_.MODE] != OPEN or n[v + at_.EARLY_FINISH] >= FAR:
            continue
        if v in ground.movable or any(ground.e[edge + at_.SOURCE] in found for edge in ground.edges_into(v)):
            found[v] = None
    return list(found)


def _slots(ground: Ground) -> Slots:
    """Return the working days from the first on which anything may still move."""
    days, n = ground.rows.days, ground.n
    used = {n[v + at_.WORK_CALENDAR] for v in ground.movable if n[v + at_.KIND] == WORK} - {CLOCK}
    working = np.zeros(days.size, bool)
    for position in used or {0}:
        working |= days.ticks(position) > 0
    origin = days.first.toordinal()
    begins = (n[v + at_.EARLY_START] if v in ground.never else max(n[v + at_.EARLY_START], ground.today)
              for v in ground.movable)  # fmt: skip
    working[: max(0, min(begins, default=ground.today) // TICKS_PER_DAY - origin)] = False
    return Slots(np.concatenate(([0], np.cumsum(working))), origin)


class _Columns:
    """The columns of a problem, one entry per task."""

    def __init__(
        self, ground: Ground, slots: Slots, nodes: list[int], scores: Mapping[str, float], delays: bool
    ) -> None:
        self._ground, self._slots, self._nodes, self._scratch = ground, slots, nodes, list(ground.n)
        self._moved = frozenset(nodes)
        size = len(nodes)
        self.duration = [self._length(v) for v in nodes]
        self.release = [slots.start(self._release(v)) for v in nodes]
        self.due, self.weight, self.score = [NO_DUE] * size, [0] * size, [0] * size
        self.interruption = [int(Interruption.NEVER)] * size
        for i, v in enumerate(nodes):
            due = due_ticks(ground, v)
            movable = v in ground.movable
            if due is not None:
                self.due[i], self.weight[i] = max(0, slots.finish(due)), DUE_WEIGHT
            elif movable and delays:
                self.due[i], self.weight[i] = slots.finish(ground.n[v + at_.EARLY_FINISH]), DELAY_WEIGHT
            if movable:
                item = ground.item(v)
                score = min(max(scores.get(item.id, 0.0), 0.0), HIGHEST_SCORE)
                share = 1.0 + score / HIGHEST_SCORE
                self.weight[i] *= max(1, int(item.levelling_priority * 10 * share / MIDDLE_PRIORITY))
                self.score[i] = item.levelling_priority * 1_000_000 + round(900 * score)
                if may_split(ground, v):
                    self.interruption[i] = int(Interruption.ANYWHERE)

    def let_rest(self, loads: DayLoads) -> None:
        """Let work that may not be split pause at least where its people are away."""
        ground, n = self._ground, self._ground.n
        shortages = Shortages(ground.rows, loads, ground.today // TICKS_PER_DAY - self._slots.origin)
        for i, v in enumerate(self._nodes):
            if v in ground.movable and self.interruption[i] == Interruption.NEVER and may_rest(n, ground.e, v):
                asks = ground.asks[v]
                if shortages.of(asks, n[v + at_.EARLY_START], n[v + at_.EARLY_FINISH], asks[0].rests) is not None:
                    self.interruption[i] = int(Interruption.WHERE_NO_CAPACITY)

    def _length(self, v: int) -> int:
        n, ground = self._ground.n, self._ground
        if n[v + at_.EARLY_FINISH] <= n[v + at_.EARLY_START] or n[v + at_.KIND] != WORK:
            return 0
        if n[v + at_.TRACK_AT] == n[v + at_.TRACK_END] and n[v + at_.WORK_CALENDAR] != CLOCK:
            return max(1, -(-n[v + at_.DURATION] // ground.rows.days.day_ticks(n[v + at_.WORK_CALENDAR])))
        return max(1, self._slots.finish(n[v + at_.EARLY_FINISH]) - self._slots.start(n[v + at_.EARLY_START]))

    def _release(self, v: int) -> int:
        """Return the instant before which a node does not start whatever waits for what movable work."""
        ground, n = self._ground, self._scratch
        project = n[v + at_.PROJECT]
        bound = max(earliest(n, ground.p, v), ground.p[project + at_.PROJECT_STATUS])
        if v in ground.pinned:
            bound = max(bound, ground.pinned[v])
        elif not n[v + at_.PLAIN]:
            bound = restrained(ground.t, n, ground.k, v, bound, ground.p[project + at_.PROJECT_HONOUR], True)
        for edge in ground.edges_into(v):
            if ground.e[edge + at_.SOURCE] not in self._moved:
                bound = max(bound, bound_by_edge(ground.t, n, ground.e, ground.k, v, edge))
        return max(bound, ground.today) if v in ground.movable and v not in ground.never else bound


def _links(ground: Ground, slots: Slots, task_of: Mapping[int, int]) -> list[Link]:
    """Return the edges between open nodes; a summary starts with the part that starts it now."""
    n, e, found = ground.n, ground.e, []
    for v, i in task_of.items():
        first = n[v + at_.KIND] == START_HUB
        for edge in ground.edges_into(v):
            source, lag = e[edge + at_.SOURCE], 0
            if source not in task_of or e[edge + at_.TO_SUMMARY] == 2:
                continue
            if first and n[source + at_.EARLY_START] > n[v + at_.EARLY_START]:
                continue
            if e[edge + at_.LAG]:
                by_finish = e[edge + at_.LINK_KIND] in (0, 2)
                instant = n[source + (at_.EARLY_FINISH if by_finish else at_.EARLY_START)]
                later = lagged(ground.t, e[edge + at_.LAG_CALENDAR], instant, e[edge + at_.LAG])
                lag = slots.finish(later) - slots.finish(instant)
            found.append(Link(task_of[source], i, lag, LinkKind(e[edge + at_.LINK_KIND])))
    return found


def _demands(
    ground: Ground, free: Array, loads: DayLoads, slots: Slots, task_of: Mapping[int, int]
) -> tuple[list[Demand], tuple[int, ...], tuple[tuple[int, int, float, float], ...], list[Capacity]]:
    """Return demands, the row of each resource, what is never met (node, row, asked, most) and capacities."""
    resource: dict[int, int] = {}
    steps: dict[int, Array] = {}
    demands, unmet = [], []
    for v in sorted(ground.movable):
        start, finish = ground.n[v + at_.EARLY_START], ground.n[v + at_.EARLY_FINISH]
        wanted: dict[int, float] = {}
        for one in ground.asks[v]:
            for row in one.rows:
                wanted[row] = wanted.get(row, 0.0) + loads.rate(one, start, finish)
        for row, rate in wanted.items():
            if row not in steps:
                steps[row] = _units(ground, free, slots, row)
            units, most = int(np.ceil(rate * UNITS - 1e-3)), int(steps[row].max(initial=0))
            if units > most:
                unmet.append((v, row, rate, most / UNITS))
            elif units:
                demands.append(Demand(task_of[v], resource.setdefault(row, len(resource)), units))
    return demands, tuple(resource), tuple(unmet), [_capacity(steps[row]) for row in resource]


def _units(ground: Ground, free: Array, slots: Slots, row: int) -> Array:
    """Return the units of a row by slot: what is left of its people; the most where they do not work."""
    days = ground.rows.days
    chosen = np.flatnonzero(np.diff(slots.of))
    calendar = ground.rows.calendar[row]
    share = days.ticks(calendar)[chosen] / days.day_ticks(calendar)
    left = np.maximum(free[row, chosen], 0.0)
    people = np.divide(left, share, out=np.zeros(len(chosen)), where=share > 0)
    units: Array = np.floor(people * UNITS + 1e-3).astype(np.int64)
    units[share <= 0] = units.max(initial=0)
    return units


def _capacity(units: Array) -> Capacity:
    """Return units by slot as a capacity; after the last known slot the largest of its last year holds."""
    changes = np.flatnonzero(np.diff(units, prepend=-1))
    since, values = changes.tolist(), units[changes].tolist()
    return Capacity((*since, len(units)), (*values, int(units[-260:].max(initial=0))))


def _is_whole(ground: Ground) -> bool:
    """Whether all work that moves takes whole days on one calendar and asks for the same on each."""
    n, days = ground.n, ground.rows.days
    calendars = {n[v + at_.WORK_CALENDAR] for v in ground.movable}
    asks: list[Asks] = [one for v in ground.movable for one in ground.asks[v]]
    if len(calendars | {one.calendar for one in asks}) > 1 or any(one.profile != FLAT for one in asks):
        return False
    position = next(iter(calendars), 0)
    whole = days.day_ticks(position)
    even = set(np.unique(days.ticks(position)).tolist()) <= {0.0, float(whole)}
    return even and all(
        n[v + at_.DURATION] % whole == 0 and n[v + at_.TRACK_AT] == n[v + at_.TRACK_END] for v in ground.movable
    )
