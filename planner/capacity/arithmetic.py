"""The arithmetic of one cell: its supply in a period as named factors whose product, with what is added, is it.

>>> from datetime import date
>>> from planner.capacity.periods import PeriodLength, period_of
>>> from planner.plan.entities import Team
>>> team = Team(id="t", code="T", name="Team", headcount=9, focus_factor=0.75, leave_days=0, unplanned_absence=0.07)
>>> quarter = period_of(PeriodLength.QUARTER, date(2027, 1, 1), 1)
>>> said = arithmetic(Plan.of(team), "t", "", quarter)
>>> [(term.name, round(term.value, 3)) for term in said.factors]
[('FTE', 9.0), ('working days', 64.0), ('presence', 0.93), ('focus', 0.75), ('1 − reserve', 0.9)]
>>> round(said.total, 2), said.text
(361.58, '9 FTE × 64 working days × 0.93 presence × 0.75 focus × 0.9 (1 − reserve) = 361.6 person-days')
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.capacity.cells import row_of
from planner.capacity.periods import Period
from planner.capacity.supply import TeamSupply, supply
from planner.capacity.working_days import Array
from planner.plan.snapshot import Plan

_ALWAYS = ("FTE", "working days", "presence", "focus", "1 − reserve")


@dataclass(frozen=True, slots=True)
class Term:
    """One factor, or one amount of person-days that is added, with its name."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Person-days of a cell in a period: the product of ``factors`` plus the sum of ``added`` is ``total``."""

    factors: tuple[Term, ...]
    added: tuple[Term, ...]
    total: float

    @property
    def text(self) -> str:
        """Return the sum in one line."""
        product = " × ".join(f"{term.value:.4g} {_words(term.name)}" for term in self.factors)
        rest = "".join(f" {'−' if term.value < 0 else '+'} {abs(term.value):.4g} {term.name}" for term in self.added)
        return f"{product}{rest} = {self.total:.4g} person-days"


def _words(name: str) -> str:
    return f"({name})" if name.startswith("1 −") else name


def arithmetic(plan: Plan, team_id: str, skill: str, period: Period) -> Arithmetic:
    """Return how the supply of a team, or of those of it with a skill, comes about in a period.

    Factors that change during the period are given as their mean. NotFoundError if there is no such cell.
    """
    found = supply(plan, period.first.year, period.last.year)
    row = row_of(plan, team_id, skill)
    within = found.days.slice(period.first, period.last)
    return of_cell(found.teams[team_id], row - found.cells.team_at[team_id], within)


def of_cell(team: TeamSupply, row: int, within: slice) -> Arithmetic:
    """Return the arithmetic of one row of a team over some of its days."""
    whole = float(team.whole[within].sum())
    there = float(team.there[row, within].sum())
    present = float(team.present[row, within].sum())
    staying = float((team.present[row] * team.stays)[within].sum())
    factors = (
        Term("FTE", there / whole if whole else 0.0),
        Term("working days", whole),
        Term("presence", present / there if there else 1.0),
        Term("1 − attrition", staying / present if present else 1.0),
        Term("focus", team.focus),
        Term("1 − wellbeing time", team.unprotected),
        Term("1 − reserve", team.unreserved),
    )
    shown = tuple(term for term in factors if term.name in _ALWAYS or round(term.value, 6) != 1)
    added = [Term(name, _sum(days[row], within) * team.factor) for name, days in team.changes]
    short = -_sum(np.minimum(team.staff[row], 0.0), within) * team.factor
    added += [Term("no fewer than nobody", short)]
    added += [Term(name, _sum(days[row], within)) for name, days in team.returns]
    return Arithmetic(shown, tuple(term for term in added if abs(term.value) > 1e-9), _sum(team.net[row], within))


def _sum(days: Array, within: slice) -> float:
    return float(days[within].sum())
