"""Sentences about a selection: why something is left out, what forcing it in costs, which rules contradict."""

from __future__ import annotations

import numpy as np

from planner.plan.entities import Team
from planner.plan.snapshot import Plan
from planner.roadmap.selection.conflict import Conflict
from planner.roadmap.selection.forcing import Price
from planner.roadmap.selection.linear import About, RowKind, open_capacity
from planner.roadmap.selection.plan_problem import TENTHS, PlanProblem
from planner.roadmap.selection.problem import LEFT_OUT, Rule
from planner.roadmap.selection.reasons import Cause, Obstacle, Obstacles

_TAKES = {Rule.EITHER_OR: "at most one", Rule.ONE_OF: "exactly one", Rule.ALL_OR_NONE: "all or none"}

NOT_PRICED = "Not priced: time was up."


def code_of(plan: Plan, id_: str) -> str:
    """Return the code of an initiative."""
    return plan.work(id_).code


def cell_name(plan: Plan, read: PlanProblem, row: int) -> str:
    """Return a team, with the skill where it is one of it."""
    cell = read.cells[row]
    team = plan.all(Team).get(cell.team_id)
    name = team.name if team is not None else cell.team_id
    return f"{name} ({cell.skill})" if cell.skill else name


def obstacle_words(plan: Plan, read: PlanProblem, found: Obstacle, it: str = "It") -> str:
    """Return in one sentence what keeps an item out."""
    own = it if found.through == found.item else f"{code_of(plan, read.items[found.through])}, which it needs,"
    if found.cause is Cause.CAPACITY or found.cause is Cause.NEVER_FITS:
        where = f"{cell_name(plan, read, found.at)} in {read.quarters[found.quarter].label}"
        days = f"{found.lacking / TENTHS:.0f}" if found.lacking >= TENTHS else f"{found.lacking / TENTHS:.1f}"
        if found.cause is Cause.CAPACITY:
            return f"{own} lacks {days} person-days of {where}."
        return f"{own} asks for {days} person-days more than {where} has at all."
    if found.cause is Cause.CONTRARY:
        return f"{own} would have to be chosen with {code_of(plan, read.items[found.at])} and excludes it."
    if found.cause is Cause.RIVAL:
        return f"{own} excludes {code_of(plan, read.items[found.at])}, which is chosen."
    if found.cause is Cause.LIMIT:
        lob, quarter = read.limits[found.at] or "the portfolio", read.quarters[found.quarter].label
        return f"{own} would be one more than {lob} may run in {quarter}."
    late = "its own dates come" if found.at < 0 else f"{code_of(plan, read.items[found.at])}, which it waits for, comes"
    return {
        Cause.FORCED_OUT: f"{own} is kept out or on hold.",
        Cause.WINDOW: f"{own} has no quarter left to start in: {late} too late.",
        Cause.NO_GAIN: f"{own} would fit, but adds no value.",
        Cause.NOTHING_CHOSEN: "Nothing is chosen as long as no selection keeps all that must be done.",
    }[found.cause]


def price_words(plan: Plan, read: PlanProblem, price: Price, share: float) -> str:
    """Return in one sentence what forcing an item in costs; `share` of the value is lost."""
    if not price.possible:
        return "No selection with it was found." if not price.proven else "No selection can have it."
    leave = [code_of(plan, read.items[item]) for item in price.leave]
    move = len(price.move)
    parts = []
    if leave:
        parts.append(f"{', '.join(leave[:5])}{f' and {len(leave) - 5} more' if len(leave) > 5 else ''} would leave")
    if move:
        parts.append(f"{move} would change {'its' if move == 1 else 'their'} quarter")
    lost = f"{abs(share):.1%} of the value would be {'lost' if price.lost >= 0 else 'gained: the search was too short'}"
    sure = "" if price.proven else ", as far as the search went"
    return f"Forced into {read.quarters[price.quarter].label}, {'; '.join([*parts, lost])}{sure}."


def conflict_words(plan: Plan, read: PlanProblem, found: Conflict) -> tuple[str, ...]:
    """Return the rules that contradict each other, each as a sentence."""
    musts = [rule.at for rule in found.rules if rule.kind is RowKind.MUST]
    told = [_rule_words(plan, read, rule) for rule in found.rules]
    alone = len(found.rules) == len(musts) == 1
    obstacles = Obstacles(read.problem, np.full(read.problem.size, LEFT_OUT))
    for must in musts:  # what keeps an item out whatever else is chosen is not a rule of its own
        kept = obstacles.of(must) if alone else obstacles.ever(must)
        if kept is not None and (alone or kept.cause in (Cause.FORCED_OUT, Cause.NEVER_FITS)):
            told.append(obstacle_words(plan, read, kept, "It" if alone else code_of(plan, read.items[must])))
    return tuple(told)


def _must_words(plan: Plan, read: PlanProblem, item: int) -> str:
    """Return that an item must be chosen, and by when as far as anything but the end of the horizon says so."""
    code, columns = code_of(plan, read.items[item]), read.problem.columns
    first, last = int(columns.earliest[item]), int(columns.latest[item])
    quarter = read.quarters[last].label if 0 <= last < len(read.quarters) else ""
    if read.items[item] in read.forced:
        if not quarter or (last == read.asked - 1 and read.forced[read.items[item]] is None):
            return f"{code} is forced in."
        return f"{code} is forced in, to start in {quarter}{'' if first == last else ' at the latest'}."
    when = f" by starting in {quarter}{'' if first == last else ' at the latest'}" if quarter else ""
    return f"{code} must be done{when}."


def _rule_words(plan: Plan, read: PlanProblem, rule: About) -> str:
    problem = read.problem
    if rule.kind is RowKind.MUST:
        return _must_words(plan, read, rule.at)
    if rule.kind is RowKind.CAPACITY:
        free = int(open_capacity(problem)[rule.at, rule.quarter]) / TENTHS
        where = f"{cell_name(plan, read, rule.at)} has {free:g} person-days in {read.quarters[rule.quarter].label}"
        return f"{where} beside what runs already."
    if rule.kind is RowKind.LINK:
        before, after, gap = np.asarray(problem.links)[rule.at].tolist()
        ends = f"{code_of(plan, read.items[after])} waits for {code_of(plan, read.items[before])}"
        return (
            f"{ends}{f', {gap} quarters after its start' if gap > 1 else ', a quarter after its start' if gap else ''}."
        )
    if rule.kind is RowKind.GROUP:
        group = problem.groups[rule.at]
        members = ", ".join(code_of(plan, read.items[item]) for item in group.items)
        return f"{read.groups[rule.at]} takes {_TAKES[group.rule]} of {members}."
    if rule.kind is RowKind.LIMIT:
        most = problem.limits[rule.at].most
        lob = read.limits[rule.at] or "The portfolio"
        return f"{lob} runs at most {most} initiatives at a time, also in {read.quarters[rule.quarter].label}."
    least = problem.shares[rule.at].least / TENTHS
    return f"{read.shares[rule.at]} gets at least {least:g} person-days."
