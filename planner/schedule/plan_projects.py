"""The projects of a plan: which rules each piece of work is scheduled under.

Work belongs to the project of its nearest ancestor that is one, else to the portfolio. The first two projects
of a network are always there: the portfolio, and what others promised.

>>> from planner.plan.entities import Initiative, Project
>>> top, part = Initiative(id="t", code="T", name="Top"), Initiative(id="p", code="P", name="Part", parent_id="t")
>>> plan = Plan.of(top, part, Project(id="x", initiative_id="t"))
>>> Membership(plan).of(part), Membership(plan).of(None)
(2, 0)
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from planner.plan.entities import FloatBasis as PlanFloatBasis
from planner.plan.entities import Initiative
from planner.plan.entities import Project as PlanProject
from planner.plan.snapshot import Plan
from planner.plan.values import END_OF_DAY
from planner.schedule.network import FloatBasis, Project
from planner.schedule.plan_calendars import PlanCalendars
from planner.worktime.ticks import TICKS_PER_DAY, day_start, minutes, to_ticks

PORTFOLIO, OUTSIDE = 0, 1
"""Positions of the two projects that every network has."""

_BASES = {
    PlanFloatBasis.SMALLEST: FloatBasis.SMALLEST,
    PlanFloatBasis.START: FloatBasis.START,
    PlanFloatBasis.FINISH: FloatBasis.FINISH,
}


class Membership:
    """The project that each initiative belongs to, by position in the network."""

    def __init__(self, plan: Plan) -> None:
        self.projects = tuple(plan.all(PlanProject).values())
        self.of_root = {project.initiative_id: OUTSIDE + 1 + i for i, project in enumerate(self.projects)}
        self._table = plan.all(Initiative)
        self._known: dict[str, int] = dict(self.of_root)

    def of(self, item: Initiative | None) -> int:
        """Return the position of the project; the portfolio's where there is none above."""
        if not self.projects:
            return PORTFOLIO
        chain: list[str] = []
        found = PORTFOLIO
        while item is not None and item.id not in chain:
            if item.id in self._known:
                found = self._known[item.id]
                break
            chain.append(item.id)
            item = self._table.get(item.parent_id) if item.parent_id else None
        self._known.update(dict.fromkeys(chain, found))
        return found

    def project(self, position: int) -> PlanProject | None:
        """Return the project at a position, None for the portfolio."""
        return self.projects[position - OUTSIDE - 1] if position > OUTSIDE else None


def network_projects(plan: Plan, calendars: PlanCalendars, start: datetime) -> tuple[Project, ...]:
    """Return the projects of a network; `start` is the portfolio's."""
    per_day = plan.units.minutes_per_day
    settings = plan.portfolio
    status = settings.status_date if settings.reschedule_unfinished else None
    portfolio = Project(
        to_ticks(start),
        status_date=None if status is None else day_start(status) + TICKS_PER_DAY,
        critical_limit=minutes(settings.critical_float_days * per_day),
    )
    return (portfolio, Project(portfolio.start), *(_project(p, portfolio, calendars, per_day) for p in _all(plan)))


def _all(plan: Plan) -> tuple[PlanProject, ...]:
    return tuple(plan.all(PlanProject).values())


def _project(given: PlanProject, portfolio: Project, calendars: PlanCalendars, per_day: int) -> Project:
    status = portfolio.status_date if given.status_date is None else end_ticks(given.status_date)
    return Project(
        portfolio.start if given.start is None else to_ticks(given.start),
        calendar=calendars.position.get(given.calendar_id or "", 0),
        finish=None if given.finish is None else end_ticks(given.finish),
        from_finish=given.from_finish,
        status_date=status,
        critical_limit=minutes(given.critical_float_days * per_day),
        honour_constraints=given.honours_constraints,
        float_basis=_BASES[given.float_basis],
    )


def end_ticks(moment: datetime) -> int:
    """Return the tick of a finish; the last minute of a day that was named whole counts in full."""
    whole = moment.time() == END_OF_DAY and moment.date() < date.max
    return to_ticks(moment + timedelta(minutes=1) if whole else moment)
