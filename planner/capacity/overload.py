"""Overload: who is asked for more than they can give, in which fiscal quarter, by which work.

>>> from datetime import datetime
>>> from planner.plan.entities import Demand, Initiative, Portfolio
>>> team = Team(id="t", code="IAI", name="Infra AI", headcount=2)
>>> item = Initiative(id="i", code="INF-1", name="Bench", manual_start=datetime(2027, 1, 1, 8),
...                   manual_finish=datetime(2027, 3, 31, 17))
>>> plan = Plan.of(team, item, Demand(id="d", initiative_id="i", team_id="t", fte=2))
>>> [finding.message for finding in overload_findings(plan)]
['IAI is asked for 128 person-days in 2027Q1 and has 82: 155 %. By INF-1 (100 %).']
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.capacity.cells import cells_of
from planner.capacity.heat import TINY, HeatMap, grid_years, heat_over, items, plan_range, sensitive_over
from planner.capacity.load import asked
from planner.capacity.periods import Period, PeriodLength, periods
from planner.capacity.supply import supply
from planner.plan.entities import Team
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan, per_plan

NAMED = 4
"""Items that a message names; the finding holds the ids of all of them."""


@per_plan
def overload_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return who is overloaded from the quarter of the status date on, and demands that nobody can meet."""
    columns = _quarters(plan)
    if not columns or not cells_of(plan).cells:
        return ()
    shown = heat_over(plan, columns)
    return (
        *_asked_of_nobody(plan, shown),
        *_overloaded(plan, shown),
        *_sensitive(plan, shown),
        *_off_work(plan, columns),
        *_below_zero(plan, columns),
    )


def _quarters(plan: Plan) -> tuple[Period, ...]:
    """Return the quarters of the plan that are not over."""
    first, last = plan_range(plan)
    found = periods(PeriodLength.QUARTER, first, last, plan.portfolio.fiscal_year_start_month)
    status = plan.portfolio.status_date
    return tuple(period for period in found if status is None or period.last >= status)


def _asked_of_nobody(plan: Plan, shown: HeatMap) -> Iterator[Finding]:
    """Find teams of unknown size, and skills that nobody of a team has: once each, not per quarter."""
    cells = cells_of(plan)
    for row, cell in enumerate(shown.cells):
        asked_for = float(shown.demand[row].sum())
        if asked_for <= TINY or shown.supply[row].sum() > TINY:
            continue
        team, empty = plan.all(Team)[cell.team_id], shown.supply[cells.team_at[cell.team_id]].sum() <= TINY
        if cell.skill and empty:
            continue
        who = f"nobody in {team.code} has the skill {cell.skill}" if cell.skill else f"{team.code} has no capacity"
        yield Finding(
            Severity.WARNING if cell.skill else Severity.INFO,
            "no-capacity",
            f"{asked_for:.4g} person-days are asked for, and {who}.",
            Place(kind="team", id=team.id, code=team.code, field="skills" if cell.skill else "headcount"),
            "Say who has the skill, or ask for another." if cell.skill else "Say how large the team is.",
            (team.id,),
        )


def _overloaded(plan: Plan, shown: HeatMap) -> Iterator[Finding]:
    """Find overloaded cells; a skill whose figures are those of its whole team is told with the team.

    What is asked of nobody in every quarter is told once, by ``no-capacity``.
    """
    whole = np.array([cells_of(plan).team_at[cell.team_id] for cell in shown.cells])
    alike = np.isclose(shown.supply, shown.supply[whole]) & np.isclose(shown.demand, shown.demand[whole])
    alike[whole] = False
    somebody = shown.supply.sum(axis=1, keepdims=True) > TINY
    over = (np.round(shown.percents) > 100) & somebody & ~alike
    for row, column in np.argwhere(over).tolist():
        yield _overload(plan, shown, row, column, shown.periods[column])


def _overload(plan: Plan, shown: HeatMap, row: int, column: int, period: Period) -> Finding:
    cell = shown.cells[row]
    team = plan.all(Team)[cell.team_id]
    demand, has = float(shown.demand[row, column]), float(shown.supply[row, column])
    who = f"{team.code} ({cell.skill})" if cell.skill else team.code
    there = f"has {has:.0f}: {100 * demand / has:.0f} %" if has > TINY else "has nobody then"
    message = (
        f"{who} is asked for {demand:.0f} person-days in {period.label} and {there}. "
        f"{_by(plan, cell.team_id, cell.skill, period)}"
    )
    place = Place(kind="team", id=team.id, code=team.code, column=period.label)
    return Finding(
        Severity.WARNING,
        "team-overloaded",
        message,
        place,
        "Move or cut some of it, lend people, or hire.",
        (team.id, *_initiatives(plan, cell.team_id, cell.skill, period)),
    )


def _by(plan: Plan, team_id: str, skill: str, period: Period, sensitive: bool = False) -> str:
    found = items(plan, team_id, skill, period.first, period.last, sensitive)
    named = [f"{plan.works[item.initiative_id].code} ({100 * item.share:.0f} %)" for item in found[:NAMED]]
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return f"By {', '.join(named)}{more}."


def _initiatives(plan: Plan, team_id: str, skill: str, period: Period, sensitive: bool = False) -> tuple[str, ...]:
    found = items(plan, team_id, skill, period.first, period.last, sensitive)
    return tuple(dict.fromkeys(item.initiative_id for item in found))


def _sensitive(plan: Plan, shown: HeatMap) -> Iterator[Finding]:
    """Find quarters in which a team's work on sensitive content goes over its limit."""
    load = sensitive_over(plan, shown.periods)
    if load is None:
        return
    for team_id, row in cells_of(plan).team_at.items():
        team = plan.all(Team)[team_id]
        for column, period in enumerate(shown.periods):
            has = float(shown.supply[row, column])
            if team.sensitive_limit >= 1 or has <= TINY or load[row, column] <= has * team.sensitive_limit + TINY:
                continue
            share = float(load[row, column]) / has
            yield Finding(
                Severity.WARNING,
                "sensitive-load",
                f"Sensitive content takes {share:.0%} of the project time of {team.code} in {period.label}; "
                f"its limit is {team.sensitive_limit:.0%}. {_by(plan, team_id, '', period, True)}",
                Place(kind="team", id=team.id, code=team.code, field="sensitive_limit", column=period.label),
                "Spread the work over more people or more time.",
                (team.id, *_initiatives(plan, team_id, "", period, True)),
            )


def _off_work(plan: Plan, columns: tuple[Period, ...]) -> Iterator[Finding]:
    """Find demands in person-days that fall on no working day of their team."""
    found = asked(plan, *grid_years(plan, columns))
    cells = cells_of(plan).cells
    for i in np.flatnonzero((found.end <= found.begin) & (found.amount > 0)).tolist():
        team, work = plan.all(Team)[cells[int(found.cell[i])].team_id], plan.works[found.initiatives[i]]
        yield Finding(
            Severity.WARNING,
            "demand-off-work",
            f"{work.code} asks {team.code} for {found.amount[i]:.4g} person-days while {team.code} never works.",
            Place(kind="demand", id=found.ids[i], code=work.code, field="person_days"),
            "Give the work a duration, or look at the team's calendar.",
            (work.id, team.id),
        )


def _below_zero(plan: Plan, columns: tuple[Period, ...]) -> Iterator[Finding]:
    """Find teams, or else skills of them, that more people leave than there are."""
    found = supply(plan, *grid_years(plan, columns))
    within = found.days.slice(columns[0].first, columns[-1].last)
    for team_id, parts in found.teams.items():
        short = parts.staff[:, within] < -TINY if parts.changes else np.zeros((0, 1), bool)
        if not short.any():
            continue
        team = plan.all(Team)[team_id]
        for row in [0] if short[0].any() else np.flatnonzero(short.any(axis=1)).tolist():
            skill, day = parts.cells[row].skill, np.datetime64(columns[0].first) + np.argmax(short[row])
            who = f"people with the skill {skill}" if skill else "people"
            yield Finding(
                Severity.WARNING,
                "staff-below-zero",
                f"From {day} more {who} leave {team.code} than are in it.",
                Place(kind="team", id=team.id, code=team.code, field="skills" if skill else None),
                "Correct the size of the team, or what leaves it.",
                (team.id,),
            )
