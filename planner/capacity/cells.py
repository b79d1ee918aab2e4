"""Cells of capacity: a team and a skill of it; the empty skill is the whole team.

A cell exists for each skill that a team has, is asked for, hires or gets back. A team without declared skills
can do everything, so that its cells all have the supply of the whole team.

>>> from planner.plan.entities import SkillShare
>>> team = Team(id="t", code="T", name="Team", skills=(SkillShare(skill="ML", fte=2),))
>>> cells_of(Plan.of(team)).cells
(Cell(team_id='t', skill=''), Cell(team_id='t', skill='ML'))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.plan.entities import CapacityReturn, Demand, Resource, ResourceType, StaffingChange, Team
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan, per_kinds

ANY = ""
"""The skill of a cell that is the whole team."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a heat map: a team, or those of it who have a skill."""

    team_id: str
    skill: str


@dataclass(frozen=True, slots=True)
class Cells:
    """Every cell, teams in the order of the plan, each with the whole team first and then its skills by name.

    ``at`` is the position of each cell, ``team_at`` the position of each team's first one.
    """

    cells: tuple[Cell, ...]
    at: Mapping[tuple[str, str], int]
    team_at: Mapping[str, int]

    def rows(self, team_id: str) -> range:
        """Return the positions of the cells of one team."""
        first = self.team_at[team_id]
        end = first
        while end < len(self.cells) and self.cells[end].team_id == team_id:
            end += 1
        return range(first, end)


def row_of(plan: Plan, team_id: str, skill: str) -> int:
    """Return the position of a cell; NotFoundError, with the skills there are, if there is no such one."""
    cells = cells_of(plan)
    if team_id not in cells.team_at:
        raise NotFoundError("team", team_id)
    row = cells.at.get((team_id, skill))
    if row is None:
        known = ", ".join(cells.cells[each].skill for each in cells.rows(team_id)[1:])
        code = plan.all(Team)[team_id].code
        raise NotFoundError("skill", skill, f"{code} has {known}." if known else f"No skills of {code} are known.")
    return row


@per_kinds(Team, Resource, StaffingChange, CapacityReturn, Demand)
def cells_of(plan: Plan) -> Cells:
    """Return the cells of a plan."""
    skills: dict[str, set[str]] = {id_: set() for id_ in plan.all(Team)}
    for team_id, skill in _named(plan):
        if team_id in skills and skill:
            skills[team_id].add(skill)
    cells = tuple(Cell(id_, skill) for id_, found in skills.items() for skill in (ANY, *sorted(found)))
    at = {(cell.team_id, cell.skill): row for row, cell in enumerate(cells)}
    return Cells(cells, at, {cell.team_id: row for row, cell in enumerate(cells) if not cell.skill})


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    for team in plan.all(Team).values():
        for share in team.skills:
            yield team.id, share.skill
    for person in people(plan):
        for skill in person.skills:
            yield person.team_id or "", skill
    for asked in plan.all(Demand).values():
        yield asked.team_id, asked.skill
    for change in plan.all(StaffingChange).values():
        yield change.team_id, change.skill
    for back in plan.all(CapacityReturn).values():
        yield back.team_id, back.skill


def people(plan: Plan) -> Iterator[Resource]:
    """Yield the people who belong to a team."""
    for person in plan.all(Resource).values():
        if person.type is ResourceType.PERSON and person.team_id is not None:
            yield person
