"""Which initiatives of a plan are done, and from which quarter: a proposal with its reasons.

Duties with a legal date or deadline are constraints by their latest safe start; the rest is chosen by score within what
teams and skills can do, after what runs already. Nothing changes until the proposal's operations are applied.

>>> from planner.plan.entities import Demand, Initiative, Portfolio, Team
>>> from planner.plan.values import Duration
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     Team(id="t", code="T", name="Team", headcount=1, focus_factor=1, reserve=0, leave_days=0),
...     Initiative(id="a", code="A", name="a", duration=Duration.parse("8w")),
...     Initiative(id="b", code="B", name="b", duration=Duration.parse("8w")),
...     Demand(id="d", initiative_id="a", team_id="t", person_days=40),
...     Demand(id="e", initiative_id="b", team_id="t", person_days=45))
>>> proposal = select_quarters(plan, Request(FiscalQuarter(2027, 1), 1))
>>> [(row.initiative_id, row.quarter, row.reason) for row in proposal.rows]
[('a', '2027Q1', ''), ('b', '', 'It lacks 24 person-days of Team in 2027Q1.')]
"""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

import numpy as np

from planner.plan.changes import Action, Operation
from planner.plan.entities import Commitment, ConstraintType, Initiative, Level, Status
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.roadmap.added_capacity import FrontierStep, NextFte, worth_of_more
from planner.roadmap.quarterly import MAX_QUARTERS, RoadmapLengthError
from planner.roadmap.scoring import most_used_model, ranking
from planner.roadmap.selection import Budget, Label, Progress, Selection, select
from planner.roadmap.selection import Status as Known
from planner.roadmap.selection.conflict import conflict
from planner.roadmap.selection.linear import usage
from planner.roadmap.selection.plan_problem import TENTHS, PlanProblem, Wishes, plan_problem
from planner.roadmap.selection.plan_words import conflict_words, obstacle_words, price_words
from planner.roadmap.selection.reasons import Cause, Obstacle, Obstacles, Price, price_in
from planner.roadmap.stretch import stretch_goals
from planner.schedule import schedule
from planner.worktime.fiscal import FiscalQuarter

PRICED = 8
"""Items left out whose price is asked for, the most valuable first."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to select; initiatives by id.

    `seconds` bounds everything by the clock; None: by work alone, the same everywhere. `model` is the code of the
    score model that gives values; empty: the one with most scores, and equal values where there is none.
    """

    first: FiscalQuarter
    quarters: int = 4
    force_in: Mapping[str, FiscalQuarter | None] = field(default_factory=dict)
    force_out: frozenset[str] = frozenset()
    model: str = ""
    seconds: float | None = None
    seed: int = 0
    committed_quarters: int = 1
    """First quarters in which what is chosen is committed, and what fits only with the reserve is stretch; what starts
    later is outlook."""
    most_running: Mapping[str, int] = field(default_factory=dict)
    least_share: Mapping[str, float] = field(default_factory=dict)
    prices: int = PRICED
    next_fte: bool = False
    """Whether to say what more people would be worth: one in each team, and the best ones step by step."""


class State(StrEnum):
    """What a proposal does with an initiative."""

    RUNNING = "running"
    CHOSEN = "chosen"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One initiative: where it goes and why. `binding` names team, skill and quarter where capacity is why it does not.

    What is left out may be a stretch goal of a `quarter` (see `planner.roadmap.stretch`). `value` is its share of the
    value of all; `price` and `price_text` are there for some of those left out.
    """

    initiative_id: str
    state: State
    quarter: str
    before: str
    commitment: Commitment | None
    must: bool
    value: float
    reason: str = ""
    binding: tuple[str, str, str] | None = None
    lacking_days: float = 0.0
    price: Price | None = None
    price_text: str = ""
    leave_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """The selection of a plan. `gap` is by what share the proven limit is above the value; None: nothing is known."""

    rows: tuple[ProposedRow, ...]
    quarters: tuple[FiscalQuarter, ...]
    status: Known
    label: Label
    gap: float | None
    seconds: float
    use: tuple[tuple[str, str, tuple[float, ...], tuple[float, ...]], ...]
    """Team, skill, person-days used and person-days there, by quarter."""
    next_fte: tuple[NextFte, ...]
    frontier: tuple[FrontierStep, ...]
    conflict: tuple[str, ...]
    """Rules that contradict each other, where no selection keeps all musts."""
    findings: tuple[Finding, ...]
    model: str


def select_quarters(
    plan: Plan,
    request: Request,
    *,
    tell: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> Proposal:
    """Return the best selection that is found within the request's limit, with its reasons.

    RoadmapLengthError where it asks for no quarters or more than 80.
    """
    if not 1 <= request.quarters <= MAX_QUARTERS:
        raise RoadmapLengthError(request.quarters)
    began = clock.perf_counter()
    quarters = request.first.series(request.quarters)
    model, values = item_values(plan, request.model)
    forced = {id_: None if q is None else q.since(request.first) for id_, q in request.force_in.items()}
    wishes = Wishes(quarters, values, forced, request.force_out, request.most_running, request.least_share)
    read = plan_problem(plan, wishes)
    left = None if request.seconds is None else max(request.seconds - (clock.perf_counter() - began), 0.05)
    budget = Budget() if left is None else Budget.within(left * 0.6)
    answer = select(read.problem, budget, seed=request.seed, tell=tell, stop=stop)
    end = None if request.seconds is None else began + request.seconds
    told: tuple[str, ...] = ()
    findings = [*read.findings, *_unheard(plan, read, request)]
    if answer.status is Known.INFEASIBLE:
        limit = 5.0 if end is None else max(end - clock.perf_counter(), 0.05)
        told = conflict_words(plan, read, conflict(read.problem, limit))
        findings.append(_contradiction(told))
    more = request.next_fte and answer.status is Known.SELECTED
    priced = end if end is None or not more else (clock.perf_counter() + end) / 2
    rows = tuple(_rows(plan, read, answer, request, quarters, priced, stop))
    gains, path = worth_of_more(plan, read, answer, request.seed, end, stop) if more else ((), ())
    return Proposal(
        rows, quarters, answer.status, answer.label, answer.gap, clock.perf_counter() - began,
        tuple(_use(read, answer, request.quarters)), gains, path, told, tuple(findings), model,
    )  # fmt: skip


def item_values(plan: Plan, code: str) -> tuple[str, dict[str, float]]:
    """Return the model that is used and the value of each initiative: its score, else the lowest that another has.

    Where nothing is scored all are equal, and the model is empty.
    """
    code = code or most_used_model(plan)
    scores = {row.initiative_id: max(row.score, 0.0) for row in ranking(plan, code).rows} if code else {}
    lowest = min((score for score in scores.values() if score > 0), default=1.0)
    return code, {id_: scores.get(id_, lowest) for id_ in plan.all(Initiative)}


def _unheard(plan: Plan, read: PlanProblem, request: Request) -> Iterator[Finding]:
    """Find wishes that cannot be: of what is done, cancelled, undated or a part, and of a quarter that is not asked."""
    known = set(read.items)
    for id_, quarter in request.force_in.items():
        if quarter is not None and not 0 <= quarter.since(request.first) < request.quarters:
            place = Place(kind="initiative", id=id_, code=plan.work(id_).code)
            last = request.first.series(request.quarters)[-1].label
            message = f"{place.code} is forced into {quarter.label}; selected are {request.first.label} to {last}."
            hint = "Name one of these quarters, or select for more."
            yield Finding(Severity.WARNING, "selection-not-selectable", message, place, hint, (id_,))
    for id_ in (*request.force_in, *sorted(request.force_out)):
        if id_ not in known:
            whole = read.unit.get(id_)
            item = plan.work(id_)
            why = f"is a part of {plan.work(whole).code}" if whole not in (None, id_) else "is over or has no dates"
            place = Place(kind="initiative", id=id_, code=item.code)
            hint = "Name the initiative as a whole." if whole not in (None, id_) else "Leave it out of the request."
            yield Finding(Severity.WARNING, "selection-not-selectable", f"{item.code} {why}.", place, hint, (id_,))


def _contradiction(told: tuple[str, ...]) -> Finding:
    message = "No selection keeps all that must be done." + (f" {' '.join(told)}" if told else "")
    return Finding(Severity.ERROR, "selection-impossible", message, Place(), "Take back one of these.")


def _rows(
    plan: Plan, read: PlanProblem, answer: Selection, request: Request, quarters: tuple[FiscalQuarter, ...],
    end: float | None, stop: Callable[[], bool],
) -> Iterator[ProposedRow]:  # fmt: skip
    columns = read.problem.columns
    total = max(int(columns.value.max(axis=1, initial=0).sum()), 1)
    prices = _prices(read, answer, request, end, stop)
    stretch = stretch_goals(plan, read, answer, request.committed_quarters)
    obstacles = Obstacles(read.problem, answer.start)
    for position, id_ in enumerate(read.items):
        item = plan.all(Initiative)[id_]
        at = int(answer.start[position])
        must, value = bool(columns.must[position]), int(columns.value[position].max(initial=0)) / total
        if at >= 0:
            state = State.RUNNING if columns.running[position] else State.CHOSEN
            firm = state is State.RUNNING or must or at < request.committed_quarters
            commitment = Commitment.COMMITTED if firm else Commitment.OUTLOOK
            label = quarters[at].label if state is State.CHOSEN else ""
            yield ProposedRow(id_, state, label, item.planned_quarter, commitment, must, value)
            continue
        goal = stretch.get(position)
        label, tier = ("", None) if goal is None else (quarters[goal].label, Commitment.STRETCH)
        row = ProposedRow(id_, State.LEFT_OUT, label, item.planned_quarter, tier, must, value)
        found = obstacles.of(position)
        if found.cause is Cause.NO_GAIN and answer.status is Known.INFEASIBLE:
            found = found._replace(cause=Cause.NOTHING_CHOSEN)
        yield _explained(plan, read, answer, found, row, prices.get(position))


def _explained(
    plan: Plan, read: PlanProblem, answer: Selection, found: Obstacle, row: ProposedRow, price: Price | None
) -> ProposedRow:
    binding = None
    if found.quarter >= 0 and found.lacking:
        cell = read.cells[found.at]
        binding = cell.team_id, cell.skill, read.quarters[found.quarter].label
    text, leave = "", tuple[str, ...]()
    if price is not None:
        text = price_words(plan, read, price, price.lost / max(answer.value, 1))
        leave = tuple(read.items[item] for item in price.leave)
    reason = obstacle_words(plan, read, found)
    if row.quarter:
        reason += f" With the reserve it fits: a stretch goal of {row.quarter}."
    return ProposedRow(
        row.initiative_id, row.state, row.quarter, row.before, row.commitment, row.must, row.value,
        reason, binding, found.lacking / TENTHS, price, text, leave,
    )  # fmt: skip


def _prices(
    read: PlanProblem, answer: Selection, request: Request, end: float | None, stop: Callable[[], bool]
) -> dict[int, Price]:
    """Return what it costs to force in the most valuable items left out, as long as there is time."""
    if answer.status is not Known.SELECTED:
        return {}
    columns = read.problem.columns
    left = np.flatnonzero((answer.start < 0) & ~columns.out)
    worth = columns.value.max(axis=1, initial=0)
    order = sorted(left.tolist(), key=lambda item: (-int(worth[item]), item))[: request.prices]
    found: dict[int, Price] = {}
    over = 0.02  # seconds that a search takes more than it is given: a large problem is not read in no time
    for number, item in enumerate(order):
        began, budget, share = clock.perf_counter(), None, 0.0
        if end is not None:
            time_left = end - began
            if time_left <= over or stop():
                break
            share = time_left / (len(order) - number + 1)
            budget = Budget(steps=100_000, effort=1e9, seconds=share)
        found[item] = price_in(read.problem, answer, item, budget, seed=request.seed, stop=stop)
        over = max(over, clock.perf_counter() - began - share)
    return found


def _use(
    read: PlanProblem, answer: Selection, quarters: int
) -> Iterator[tuple[str, str, tuple[float, ...], tuple[float, ...]]]:
    used = usage(read.problem, answer.start)[:, :quarters] / TENTHS
    there = read.problem.columns.capacity[:, :quarters] / TENTHS
    for row, cell in enumerate(read.cells):
        yield cell.team_id, cell.skill, tuple(used[row].tolist()), tuple(there[row].tolist())


def as_operations(plan: Plan, proposal: Proposal) -> tuple[Operation, ...]:
    """Return the edits that put a proposal into the plan: quarters, commitments, and no start before its quarter.

    Stretch goals are written like what is chosen. What else is left out loses a quarter that it was planned for within
    the proposal. Empty where nothing was selected.
    """
    if proposal.status is not Known.SELECTED:
        return ()
    by_label = {quarter.label: quarter for quarter in proposal.quarters}
    operations = []
    for row in proposal.rows:
        item = plan.all(Initiative)[row.initiative_id]
        if row.state is State.RUNNING:
            continue
        if row.quarter or item.planned_quarter in by_label:
            values: dict[str, object] = {}
            if item.planned_quarter != row.quarter:
                values["planned_quarter"] = row.quarter
            if item.commitment is not row.commitment:
                values["commitment"] = row.commitment
            if values:
                operations.append(Operation(Action.UPDATE, "initiative", item.id, values))
        if row.quarter:
            operations += _held_back(plan, item, by_label[row.quarter])
    return _merged(operations)


def _held_back(plan: Plan, item: Initiative, quarter: FiscalQuarter) -> Iterator[Operation]:
    """Yield a start-no-earlier-than for each part that nothing else within the item holds and that starts too early."""
    dates = schedule(plan).dates
    parts = list(_leaves(plan, item))
    inside = {part.id for part in parts}
    for part in parts:
        first = part.id in dates and not any(link.predecessor_id in inside for link in plan.predecessors(part.id))
        free = part.constraint in (ConstraintType.ASAP, ConstraintType.SNET) and part.manual_start is None
        if first and free and part.actual_start is None and dates[part.id].start < quarter.first:
            values = {"constraint": ConstraintType.SNET, "constraint_date": datetime.combine(quarter.first, time())}
            yield Operation(Action.UPDATE, "initiative", part.id, values)


def _leaves(plan: Plan, item: Initiative) -> Iterator[Initiative]:
    children = plan.children(item.id)
    if not children and item.level is not Level.MILESTONE and item.status not in (Status.DONE, Status.CANCELLED):
        yield item
    for child in children:
        yield from _leaves(plan, child)


def _merged(operations: list[Operation]) -> tuple[Operation, ...]:
    """Return one operation for each initiative."""
    values: dict[str, dict[str, object]] = {}
    for operation in operations:
        values.setdefault(operation.id, {}).update(operation.values)
    return tuple(Operation(Action.UPDATE, "initiative", id_, given) for id_, given in values.items())
