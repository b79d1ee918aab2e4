"""A plan as a selection problem: its initiatives as items, its teams and their skills as resources.

An item is an initiative with all its parts: the topmost one below any programme. What each demand asks for comes from
capacity's own measure; it is laid over quarters as if the item began on the first day of the one it starts in. A link
holds starts as many whole quarters apart as the work between them takes, along chains too: three items of eight weeks
in a row do not fit into one quarter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import floor

import numpy as np

from planner.capacity.cells import ANY, Cell, cells_of
from planner.capacity.heat import summed
from planner.capacity.load import asked
from planner.capacity.periods import Period
from planner.capacity.supply import supply
from planner.plan.entities import (
    ChoiceGroup,
    Demand,
    DemandProfile,
    Dependency,
    Initiative,
    Level,
    LinkType,
    Obligation,
    PriorityClass,
    Status,
)
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.plan.values import END_OF_DAY
from planner.roadmap.selection.chains import chained
from planner.roadmap.selection.problem import Demand as Need
from planner.roadmap.selection.problem import Group, Ints, Limit, Link, Problem, Rule, Share, delayed, in_order
from planner.schedule import WorkDates, latest_start, schedule
from planner.worktime.fiscal import FiscalQuarter

TENTHS = 10
"""Amounts are tenths of person-days."""
DAYS_PER_QUARTER = 91.3125
MOST_TAIL = 8
"""Quarters after the last that are looked at, in which nothing starts but what has started goes on."""
NEARLY = 0.1
"""Share of a quarter by which an item may run into the next without counting there."""
OVER = (Status.DONE, Status.CANCELLED)
BOUND = ("constraint", "external", "manual", "status_date", "as_late_as_possible")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a selection beside what the plan says; items by id."""

    quarters: tuple[FiscalQuarter, ...]
    values: Mapping[str, float]
    force_in: Mapping[str, int | None] = field(default_factory=dict)
    """Items that must be chosen, with the quarter to start in, counted from 0; None: any."""
    force_out: frozenset[str] = frozenset()
    most_running: Mapping[str, int] = field(default_factory=dict)
    """Most items running at a time, by line of business; the empty one is all of them."""
    least_share: Mapping[str, float] = field(default_factory=dict)
    """Least share of all capacity, by line of business."""


@dataclass(frozen=True, slots=True, eq=False)
class PlanProblem:
    """The problem with what its positions mean, and what was found on the way."""

    problem: Problem
    items: tuple[str, ...]
    cells: tuple[Cell, ...]
    quarters: tuple[FiscalQuarter, ...]
    """Those asked for, then those in which what has started goes on."""
    groups: tuple[str, ...]
    limits: tuple[str, ...]
    shares: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    unit: Mapping[str, str]
    """The item that each initiative is part of, by id."""
    forced: Mapping[str, int | None]
    """Items that are forced in, as wished."""
    asked: int
    """How many of the quarters were asked for."""


def unit_of(plan: Plan, item: Initiative) -> Initiative:
    """Return the topmost of an initiative and what it is part of that is no programme."""
    found = item
    for above in plan.ancestors(item):
        if above.level is not Level.PROGRAMME:
            found = above
    return found


def plan_problem(plan: Plan, wishes: Wishes) -> PlanProblem:
    """Return the selection problem of a plan over some quarters."""
    return _Reading(plan, wishes).result()


class _Reading:
    """One reading of a plan; positions of items are those in `items`."""

    def __init__(self, plan: Plan, wishes: Wishes) -> None:
        self.plan, self.wishes = plan, wishes
        self.findings: list[Finding] = []
        self.unit = {item.id: unit_of(plan, item).id for item in _counted(plan)}
        dates = schedule(plan).dates
        table = plan.all(Initiative)
        ids = [id_ for id_ in dict.fromkeys(self.unit.values()) if id_ in dates and id_ in table]
        first = wishes.quarters[0].first
        begun = {self.unit[i.id] for i in _counted(plan) if i.actual_start or i.status is Status.IN_PROGRESS}
        begun |= {id_ for id_ in ids if table[id_].status is Status.APPROVED and dates[id_].start < first}
        over = {id_ for id_ in begun if id_ in dates and dates[id_].finish < first}
        self.items = tuple(id_ for id_ in ids if table[id_].status not in OVER and id_ not in over)
        self.at = {id_: position for position, id_ in enumerate(self.items)}
        self.initiatives = [table[id_] for id_ in self.items]
        self.dates: list[WorkDates] = [dates[id_] for id_ in self.items]
        self.running = [id_ in begun for id_ in self.items]
        lengths = [(dates.early_finish - dates.early_start).total_seconds() / 86_400 for dates in self.dates]
        self.spans = [max(length, 0.0) / DAYS_PER_QUARTER for length in lengths]
        open_ = [span for span, runs in zip(self.spans, self.running, strict=True) if not runs]
        tail = min(max((floor(span - NEARLY) for span in open_), default=0), MOST_TAIL)
        self.horizon = wishes.quarters[0].series(len(wishes.quarters) + max(tail, 0))

    def result(self) -> PlanProblem:
        wishes, quarters = self.wishes, len(self.horizon)
        duration = [self._quarters(position) for position in range(len(self.items))]
        must, earliest, latest = self._windows(duration)
        links, said = self._links()
        highest = max(self.wishes.values.values(), default=0.0)
        scale = 100_000 / highest if highest > 0 else 0.0
        worth = [max(round(wishes.values.get(id_, 0.0) * scale), 0) for id_ in self.items]
        groups = self._groups()
        cells = cells_of(self.plan).cells
        capacity = self._capacity()
        whole = tuple(row for row, cell in enumerate(cells) if cell.skill == ANY)
        total = int(capacity[list(whole)].sum()) if whole else 0
        needs = self._needs(duration)
        held = (Status.ON_HOLD,)
        out = [i.id in wishes.force_out or i.status in held or not i.active for i in self.initiatives]
        shares = self._shares(total, whole, needs)
        problem = Problem(
            quarters=quarters,
            value=delayed(worth, [item.cost_of_delay for item in self.initiatives], quarters),
            capacity=capacity,
            demands=needs,
            duration=duration,
            links=links,
            earliest=earliest,
            latest=latest,
            must=must,
            out=[o and not r for o, r in zip(out, self.running, strict=True)],
            running=self.running,
            groups=[group for _, group in groups],
            limits=[Limit(self._of_lob(lob), most) for lob, most in sorted(wishes.most_running.items())],
            shares=[share for _, share in shares],
        )
        return PlanProblem(
            problem,
            self.items,
            cells,
            self.horizon,
            tuple(code for code, _ in groups),
            tuple(sorted(wishes.most_running)),
            tuple(lob for lob, _ in shares),
            said,
            tuple(self.findings),
            self.unit,
            wishes.force_in,
            len(wishes.quarters),
        )

    def _quarters(self, position: int) -> int:
        """Return the quarters in which an item runs; of running work those still to come."""
        if self.running[position]:
            return max(self._index(self.dates[position].finish) + 1, 1)
        return max(floor(self.spans[position] - NEARLY) + 1, 1)

    def _index(self, day: date) -> int:
        """Return the position of the quarter of a day, below 0 before the first."""
        first = self.horizon[0]
        return FiscalQuarter.containing(day, first.start_month).since(first)

    def _capacity(self) -> Ints:
        """Return tenths of person-days by cell and quarter."""
        columns = tuple(Period(q.first, q.last, q.label) for q in self.horizon)
        years = (columns[0].first.year, columns[-1].last.year)
        days = summed(supply(self.plan, *years).net, columns, years[0])
        tenths: Ints = np.floor(days * TENTHS + 1e-6).astype(np.int64)
        return tenths

    def _windows(self, duration: list[int]) -> tuple[list[bool], list[int], list[int]]:
        must, earliest, latest = [], [], []
        due = self._due()
        for position, item in enumerate(self.initiatives):
            last = len(self.wishes.quarters) - 1
            first = self._index(self.dates[position].start) if self.dates[position].binding in BOUND else 0
            forced = item.id in self.wishes.force_in
            chosen_quarter = self.wishes.force_in.get(item.id)
            needed = forced
            by = due.get(item.id)
            if by is not None and not self.running[position] and item.status is not Status.ON_HOLD:
                safe = latest_start(self.plan, item.id, by)
                if safe is not None and safe < datetime.combine(self.wishes.quarters[-1].next().first, time()):
                    needed = True
                    if self._index(safe.date()) < 0:
                        self._too_late(item, safe.date(), by.date())
                    last = max(min(last, self._index(safe.date())), 0)
                    first = min(first, last)
            if chosen_quarter is not None:
                first = last = chosen_quarter
            must.append(needed and not self.running[position])
            earliest.append(max(first, 0))
            latest.append(last)
        return must, earliest, latest

    def _due(self) -> dict[str, datetime]:
        """Return by when each duty must be done: its deadline and the days of the laws that bind, the first of them."""
        days: dict[str, list[datetime]] = {}
        for duty in self.plan.all(Obligation).values():
            if duty.day is not None and duty.status.is_live:
                for id_ in duty.initiative_ids:
                    days.setdefault(self.unit.get(id_, id_), []).append(datetime.combine(duty.day, END_OF_DAY))
        due = {}
        for item in self.initiatives:
            if self.plan.inherited(item, "priority_class")[0] is PriorityClass.REGULATORY_MUST_DO:
                found = [*days.get(item.id, []), *([item.deadline] if item.deadline else [])]
                if found:
                    due[item.id] = min(found)
        return due

    def _too_late(self, item: Initiative, safe: date, by: date) -> None:
        self.findings.append(
            Finding(
                Severity.WARNING,
                "selection-too-late",
                f"{item.code} should have started by {safe} to be done by {by}; it is put into the first quarter.",
                Place(kind="initiative", id=item.id, code=item.code, field="deadline"),
                "Shorten the work, add people, or agree on a later date.",
                (item.id,),
            )
        )

    def _needs(self, duration: list[int]) -> list[Need]:
        """Return the demands by item, cell and quarter after the start; a skill counts for its whole team too."""
        cells = cells_of(self.plan)
        years = [day.year for dates in self.dates for day in (dates.start, dates.finish)]
        if not years:
            return []
        found = asked(self.plan, min(years), max(years))
        profiles = {id_: demand.profile for id_, demand in self.plan.all(Demand).items()}
        needs: dict[tuple[int, int, int], int] = {}
        rows = zip(found.ids, found.initiatives, found.cell.tolist(), found.amount.tolist(), strict=True)
        for demand, initiative, cell, amount in rows:
            position = self.at.get(self.unit.get(initiative, ""))
            if position is None:
                continue
            whole = cells.team_at[cells.cells[cell].team_id]
            for offset, part in self._parts(position, profiles[demand], duration[position]):
                for row in {cell, whole}:
                    key = position, row, offset
                    needs[key] = needs.get(key, 0) + round(amount * part * TENTHS)
        return [Need(*key, amount) for key, amount in needs.items() if amount > 0]

    def _parts(self, position: int, profile: DemandProfile, duration: int) -> Iterator[tuple[int, float]]:
        """Yield the share of a demand by quarter after the start; of running work by its dates."""
        if self.running[position]:
            dates = self.dates[position]
            span = max((dates.finish - dates.start).days + 1, 1)
            for offset, quarter in enumerate(self.horizon):
                edges = [((day - dates.start).days) / span for day in (quarter.first, quarter.next().first)]
                yield offset, _done(edges[1], profile) - _done(edges[0], profile)
            return
        span_quarters = max(min(self.spans[position], duration), 1e-9)
        for offset in range(duration):
            yield offset, _done((offset + 1) / span_quarters, profile) - _done(offset / span_quarters, profile)

    def _links(self) -> tuple[list[Link], tuple[tuple[str, str], ...]]:
        """Return links between items, along chains too, and the ids that they join."""
        direct: dict[tuple[int, int], float] = {}
        for link in self.plan.all(Dependency).values():
            ends = [self.at.get(self.unit.get(id_ or "", "")) for id_ in (link.predecessor_id, link.successor_id)]
            before, after = ends
            if before is not None and after is not None and before != after:
                direct[before, after] = max(direct.get((before, after), 0.0), self._apart(link, before, after))
        rows = np.array([(a, b, 0) for a, b in direct], np.int64).reshape(-1, 3)
        order = in_order(len(self.items), rows)
        if len(order) < len(self.items):
            inside = set(range(len(self.items))) - set(order)
            direct = {pair: gap for pair, gap in direct.items() if not inside.issuperset(pair)}
            self._circle(inside)
            order = in_order(len(self.items), np.array([(a, b, 0) for a, b in direct], np.int64).reshape(-1, 3))
        found = chained(order, direct, len(self.horizon))
        return [Link(a, b, gap) for a, b, gap in found], tuple((self.items[a], self.items[b]) for a, b, _ in found)

    def _apart(self, link: Dependency, before: int, after: int) -> float:
        """Return how many quarters the start of one item is after that of the other at least."""
        units = self.plan.units
        lag = (
            0.0 if link.lag.is_percent else link.lag.tenths(units) / 10 / units.minutes_per_week * 7 / DAYS_PER_QUARTER
        )
        length = self.spans[before]
        if link.type is LinkType.FS:
            return max(length + lag, 0.0)
        if link.type is LinkType.SS:
            return max(lag, 0.0)
        other = self.spans[after]
        return max((length if link.type is LinkType.FF else 0.0) + lag - other, 0.0)

    def _circle(self, inside: Iterable[int]) -> None:
        codes = sorted(self.initiatives[position].code for position in inside)
        self.findings.append(
            Finding(
                Severity.WARNING,
                "selection-circular-links",
                f"Parts of {', '.join(codes[:6])} wait for each other in a circle; their links are left out.",
                Place(kind="initiative", code=codes[0]),
                "Plan these parts as items of their own.",
                tuple(self.items[position] for position in sorted(inside)),
            )
        )

    def _groups(self) -> list[tuple[str, Group]]:
        found = []
        for group in self.plan.all(ChoiceGroup).values():
            units = (self.unit.get(id_, "") for id_ in group.initiative_ids)
            members = dict.fromkeys(self.at[unit] for unit in units if unit in self.at)
            if len(members) > 1 or (members and group.rule.value == Rule.ONE_OF.value):
                found.append((group.code, Group(Rule(group.rule.value), tuple(members))))
        return found

    def _of_lob(self, lob: str) -> tuple[int, ...]:
        items = enumerate(self.initiatives)
        said = self.plan.inherited
        return tuple(at for at, item in items if not lob or said(item, "line_of_business")[0] == lob)

    def _shares(self, total: int, whole: tuple[int, ...], needs: list[Need]) -> list[tuple[str, Share]]:
        """Return the shares, none of them larger than all that the line of business asks for."""
        found = []
        counts = set(whole)
        for lob, share in sorted(self.wishes.least_share.items()):
            members = self._of_lob(lob)
            inside = set(members)
            wanted = sum(need.amount for need in needs if need.item in inside and need.resource in counts)
            found.append((lob, Share(members, min(floor(share * total), wanted), whole)))
        return found


def _counted(plan: Plan) -> Iterator[Initiative]:
    for item in plan.all(Initiative).values():
        if item.level not in (Level.PROGRAMME, Level.MILESTONE) and item.status not in OVER:
            yield item


def _done(share: float, profile: DemandProfile) -> float:
    """Return how much of a demand is done when a share of the time is over."""
    t = min(max(share, 0.0), 1.0)
    if profile is DemandProfile.FRONT:
        return 1 - (1 - t) ** 2
    return t * t if profile is DemandProfile.BACK else t
