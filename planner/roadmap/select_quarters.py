"""Which initiatives of a plan are done, and from which quarter: a proposal with its reasons.

Duties with a legal date or deadline are constraints by their latest safe start; the rest is chosen by score within what
teams and skills can do, after what runs already. Nothing changes until the proposal's operations are applied.

>>> from datetime import datetime
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from planner.plan.entities import Commitment, Initiative
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.roadmap.added_capacity import FrontierStep, NextFte, worth_of_more
from planner.roadmap.quarterly import MAX_QUARTERS, RoadmapLengthError
from planner.roadmap.scoring import most_used_model, ranking
from planner.roadmap.selection import Budget, Label, Progress, Selection, select
from planner.roadmap.selection import Status as Known
from planner.roadmap.selection.conflict import conflict
from planner.roadmap.selection.forcing import Price
from planner.roadmap.selection.linear import usage
from planner.roadmap.selection.plan_problem import TENTHS, PlanProblem, Wishes, plan_problem
from planner.roadmap.selection.plan_words import NOT_PRICED, conflict_words, obstacle_words, price_words
from planner.roadmap.selection.prices import prices, wanted
from planner.roadmap.selection.reasons import Cause, Obstacles
from planner.roadmap.stretch import stretch_goals
from planner.schedule import schedule
from planner.worktime.fiscal import FiscalQuarter

SEARCHED, SEARCHED_ALONE = 0.6, 0.85
"""Share of the time for the search itself, where prices are asked for and where they are not."""
LEAST_FOR_CONFLICT = 0.3
"""Seconds in which the rules that contradict each other are looked for even where time is up."""
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
    end = None if request.seconds is None else began + request.seconds
    quarters = request.first.series(request.quarters)
    model, values = item_values(plan, request.model)
    forced = {id_: None if q is None else q.since(request.first) for id_, q in request.force_in.items()}
    wishes = Wishes(quarters, values, forced, request.force_out, request.most_running, request.least_share)
    schedule(plan)
    reading = clock.perf_counter()
    read = plan_problem(plan, wishes)
    budget = _budget(request, end, clock.perf_counter() - reading)
    answer = select(read.problem, budget, seed=request.seed, tell=tell, stop=stop)
    told: tuple[str, ...] = ()
    findings = [*read.findings, *_unheard(plan, read, request)]
    if answer.status is not Known.SELECTED:
        answer, told, found = _explained_failure(plan, read, answer, end, stop)
        findings.append(found)
    more = request.next_fte and answer.status is Known.SELECTED
    items = wanted(read.problem, answer, request.prices)
    until = end if end is None or not more else (clock.perf_counter() + end) / 2
    explained = _Rows(plan, read, answer, request, quarters)
    priced = prices(read.problem, answer, items, until, seed=request.seed, stop=stop)
    gains, path = worth_of_more(plan, read, answer, request.seed, end, stop) if more else ((), ())
    teams = len({cell.team_id for cell in read.cells}) if more else 0
    findings += _out_of_time(len(items) - len(priced), teams - sum(gain.searched for gain in gains))
    return Proposal(
        tuple(explained.rows(priced, items)), quarters, answer.status, answer.label, answer.gap,
        clock.perf_counter() - began, tuple(_use(read, answer, request.quarters)), gains, path, told, tuple(findings),
        model,
    )  # fmt: skip


def _budget(request: Request, end: float | None, reading: float) -> Budget:
    """Return what the search may take so that reasons and prices come in time; ``reading`` is what the problem took.

    Telling the reasons takes about as long as reading the problem did, and so does laying it out for a search.
    """
    if end is None:
        return Budget()
    share = SEARCHED if request.prices or request.next_fte else SEARCHED_ALONE
    seconds = share * (end - clock.perf_counter() - reading)
    return Budget.within(seconds) if seconds > reading else Budget.first_answer()


def _explained_failure(
    plan: Plan, read: PlanProblem, answer: Selection, end: float | None, stop: Callable[[], bool]
) -> tuple[Selection, tuple[str, ...], Finding]:
    """Return the answer with what is known of why nothing is selected: the rules that contradict, and a finding."""
    limit = 5.0 if end is None else max(end - clock.perf_counter(), LEAST_FOR_CONFLICT)
    found = conflict(read.problem, limit, stop)
    told = conflict_words(plan, read, found)
    if told:
        answer = replace(answer, status=Known.INFEASIBLE, label=Label.PROVEN, bound=None)
    if answer.status is Known.UNKNOWN:
        message = "No selection that keeps all that must be done was found in time; there may be one."
        hint = "Give it more time, or take back what is forced in."
        return answer, told, Finding(Severity.WARNING, "selection-time-up", message, Place(), hint)
    message = "No selection keeps all that must be done."
    if not told:
        message += " Which rules contradict each other was not found in time."
    elif not found.minimal:
        message += f" {' '.join(told)} Not all of these may be needed for that: time was up."
    else:
        message += f" {' '.join(told)}"
    return answer, told, Finding(Severity.ERROR, "selection-impossible", message, Place(), "Take back one of these.")


def _out_of_time(prices: int, teams: int) -> Iterator[Finding]:
    """Find how many prices and teams were not looked at, or not to the end, because time was up."""
    parts = []
    if prices > 0:
        parts.append(f"{prices} of the most valuable items left out {'has' if prices == 1 else 'have'} no price")
    if teams > 0:
        parts.append(f"one more FTE was not searched to the end for {teams} team{'' if teams == 1 else 's'}")
    if parts:
        hint = "Give it more time, or ask for less."
        yield Finding(Severity.INFO, "selection-time-up", f"Time was up: {'; '.join(parts)}.", Place(), hint)


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


class _Rows:
    """The rows of a proposal; the reasons are found when it is made, before prices are."""

    def __init__(
        self, plan: Plan, read: PlanProblem, answer: Selection, request: Request, quarters: tuple[FiscalQuarter, ...]
    ) -> None:
        self.plan, self.read, self.answer = plan, read, answer
        self.committed, self.quarters = request.committed_quarters, quarters
        self.stretch = stretch_goals(plan, read, answer, self.committed)
        obstacles = Obstacles(read.problem, answer.start)
        self.why = {item: obstacles.of(item) for item in np.flatnonzero(answer.start < 0).tolist()}

    def rows(self, priced: Mapping[int, Price], wanted: Sequence[int]) -> Iterator[ProposedRow]:
        """Yield a row for each item, with the prices that were found of those wanted."""
        columns = self.read.problem.columns
        worth = columns.value.max(axis=1, initial=0)
        total, values = max(int(worth.sum()), 1), worth.tolist()
        missing = set(wanted) - set(priced)
        rows = zip(self.read.items, self.answer.start.tolist(), columns.must.tolist(), strict=True)
        for position, (id_, at, must) in enumerate(rows):
            row = self._row(position, id_, at, must, values[position] / total)
            if row.state is not State.LEFT_OUT:
                yield row
            elif position in missing:
                yield replace(row, price_text=NOT_PRICED)
            else:
                yield self._with_price(row, priced.get(position))

    def _row(self, position: int, id_: str, at: int, must: bool, value: float) -> ProposedRow:
        item = self.plan.all(Initiative)[id_]
        if at >= 0:
            state = State.RUNNING if self.read.problem.columns.running[position] else State.CHOSEN
            firm = state is State.RUNNING or must or at < self.committed
            commitment = Commitment.COMMITTED if firm else Commitment.OUTLOOK
            label = self.quarters[at].label if state is State.CHOSEN else ""
            return ProposedRow(id_, state, label, item.planned_quarter, commitment, must, value)
        goal = self.stretch.get(position)
        label, tier = ("", None) if goal is None else (self.quarters[goal].label, Commitment.STRETCH)
        found = self.why[position]
        if found.cause is Cause.NO_GAIN and self.answer.status is Known.INFEASIBLE:
            found = found._replace(cause=Cause.NOTHING_CHOSEN)
        reason = obstacle_words(self.plan, self.read, found)
        if label:
            reason += f" With the reserve it fits: a stretch goal of {label}."
        binding = None
        if found.quarter >= 0 and found.lacking:
            cell = self.read.cells[found.at]
            binding = cell.team_id, cell.skill, self.read.quarters[found.quarter].label
        return ProposedRow(
            id_, State.LEFT_OUT, label, item.planned_quarter, tier, must, value, reason, binding,
            found.lacking / TENTHS,
        )  # fmt: skip

    def _with_price(self, row: ProposedRow, price: Price | None) -> ProposedRow:
        if price is None:
            return row
        text = price_words(self.plan, self.read, price, price.lost / max(self.answer.value, 1))
        return replace(
            row, price=price, price_text=text, leave_ids=tuple(self.read.items[item] for item in price.leave)
        )


def _use(
    read: PlanProblem, answer: Selection, quarters: int
) -> Iterator[tuple[str, str, tuple[float, ...], tuple[float, ...]]]:
    used = usage(read.problem, answer.start)[:, :quarters] / TENTHS
    there = read.problem.columns.capacity[:, :quarters] / TENTHS
    for row, cell in enumerate(read.cells):
        yield cell.team_id, cell.skill, tuple(used[row].tolist()), tuple(there[row].tolist())
