"""Training coverage and proficiency: who is certified on a day, and who among those measured performs.

Coverage counts everybody who must hold a course and is there on the day; a certificate counts if it was passed by then,
has not expired and is not of a version that a newer one outdates. Proficiency is the share that reaches the course's
mark at work among those whose counting certificate says how well they do; the two are never mixed, and in-house people
and vendors never counted together.

>>> from planner.plan.entities import Certificate, Course, Learner, Requirement
>>> plan = Plan.of(
...     Course(id="c", code="C", name="Course", validity_months=12), Requirement(id="r", course_id="c"),
...     Learner(id="a", code="A"), Learner(id="b", code="B", joined_on=date(2026, 5, 1)),
...     Certificate(id="1", learner_id="a", course_id="c", passed_on=date(2026, 1, 15), proficiency=0.8))
>>> [str(coverage(plan, day)[0].coverage) for day in (date(2026, 4, 1), date(2026, 6, 1), date(2027, 1, 16))]
['100 % (1 of 1)', '50 % (1 of 2)', '0 % (0 of 2)']
>>> str(coverage(plan, date(2026, 4, 1))[0].proficiency)
'0 % (0 of 1)'
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Launch, LaunchMarket, Learner, Market, Workforce
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.dating import target_of
from planner.readiness.records import markets_by_launch
from planner.readiness.training.course_versions import proving_versions
from planner.readiness.training.holdings import Holding, Holdings, holdings, present
from planner.readiness.training.required import Group, courses_of, groups_in, needs
from planner.readiness.training.shares import Share


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One course in one group on a day: covered of those required, proficient of those measured."""

    market_id: str | None
    workforce: Workforce
    role: str
    course_id: str
    coverage: Share
    proficiency: Share


@dataclass(frozen=True, slots=True)
class WorkforceCoverage:
    """People of one workforce: those who hold every course required, and those proficient in all that was measured."""

    workforce: Workforce
    coverage: Share
    proficiency: Share


@dataclass(frozen=True, slots=True)
class LaunchCoverage:
    """Training of one launch in one market (None: all markets) on a day.

    ``workforces`` has an entry for each workforce of which anybody is required; it is empty, and ``problem`` says why,
    where nothing can be measured: that must never count as trained.
    """

    launch_id: str
    market_id: str | None
    on: date
    course_ids: tuple[str, ...]
    workforces: tuple[WorkforceCoverage, ...]
    cells: tuple[CoverageCell, ...]
    problem: str

    def of(self, workforce: Workforce) -> WorkforceCoverage | None:
        """Return the part of one workforce; None: nobody of it is required."""
        return next((part for part in self.workforces if part.workforce is workforce), None)


@per_plan
def coverage(
    plan: Plan, on: date, launch_id: str | None = None, market_id: str | None = None
) -> tuple[CoverageCell, ...]:
    """Return a cell for each group and course that it must have, of one launch and one market, or of all.

    Groups of which nobody is there on that day are left out. With a launch only versions of a course count that teach
    the policy as it goes live. Cells are in order of market, workforce, role and course.
    """
    found, held = [], _held(plan, launch_id)
    for group, people in groups_in(plan, market_id).items():
        asked = courses_of(plan, group, launch_id)
        here = [learner for learner in people if present(learner, on.toordinal())] if asked else []
        found += [_cell(group, id_, here, held[id_], on.toordinal()) for id_ in asked if here]
    return tuple(found)


def coverage_at_targets(plan: Plan, launch_id: str, market_id: str | None, today: date) -> tuple[CoverageCell, ...]:
    """Return the cells of a launch as its gates count them: each of its markets on that one's day."""
    found: list[CoverageCell] = []
    for row in markets_by_launch(plan).get(launch_id) or (None,):
        if row is None or market_id in (None, row.market_id):
            on = counted_on(plan, launch_id, row, today)
            found.extend(coverage(plan, on, launch_id, row.market_id if row is not None else market_id))
    return tuple(found)


def counted_on(plan: Plan, launch_id: str, row: LaunchMarket | None, today: date) -> date:
    """Return the day on which gates count the people of a market (None: of a launch): its target, not before today."""
    return max(target_of(plan.all(Launch)[launch_id], row) or today, today)


@per_plan
def _held(plan: Plan, launch_id: str | None) -> Mapping[str, Holdings]:
    """Return who holds what of each course that is required for a launch, or at all."""
    asked = dict.fromkeys(id_ for need in needs(plan, launch_id) for id_ in need.course_ids)
    return {id_: holdings(plan, id_, proving_versions(plan, id_, launch_id)) for id_ in asked}


@per_plan
def coverage_of(plan: Plan, launch_id: str, market_id: str | None, on: date) -> LaunchCoverage:
    """Return the training of a launch in a market (None: all of them) on a day; NotFoundError if either is unknown."""
    if launch_id not in plan.all(Launch):
        raise NotFoundError("launch", launch_id)
    if market_id is not None and market_id not in plan.all(Market):
        raise NotFoundError("market", market_id)
    cells = coverage(plan, on, launch_id, market_id)
    asked = tuple(dict.fromkeys(id_ for need in needs(plan, launch_id) for id_ in need.course_ids))
    problem = "" if cells else _problem(asked)
    parts = tuple(part for workforce in Workforce if (part := _workforce(plan, launch_id, market_id, on, workforce)))
    return LaunchCoverage(launch_id, market_id, on, asked, parts, cells, problem)


def current(held: Iterable[Holding], day: int) -> tuple[bool, bool | None]:
    """Return whether any of these counts on a day, and whether its holder is proficient (None: not measured)."""
    counted, proficient = False, None
    for holding in held:
        if holding.counts(day):
            counted = True
            if holding.proficient is not None:
                proficient = holding.proficient
    return counted, proficient


def _problem(asked: tuple[str, ...]) -> str:
    if not asked:
        return "No requirement asks for training of this launch."
    return "Nobody in the roster is required to be trained."


def _cell(group: Group, course_id: str, here: list[Learner], held: Holdings, day: int) -> CoverageCell:
    states = [current(held.get(learner.id, ()), day) for learner in here]
    measured = [proficient for _, proficient in states if proficient is not None]
    return CoverageCell(
        group.market_id,
        group.workforce,
        group.role,
        course_id,
        Share(sum(covered for covered, _ in states), len(states)),
        Share(sum(measured), len(measured)),
    )


def _workforce(
    plan: Plan, launch_id: str, market_id: str | None, on: date, workforce: Workforce
) -> WorkforceCoverage | None:
    day, required, covered, measured, proficient = on.toordinal(), 0, 0, 0, 0
    tables = _held(plan, launch_id)
    for group, people in groups_in(plan, market_id).items():
        if group.workforce is not workforce:
            continue
        asked = courses_of(plan, group, launch_id)
        held = [tables[id_] for id_ in asked]
        for learner in people if asked else ():
            if not present(learner, day):
                continue
            states = [current(table.get(learner.id, ()), day) for table in held]
            marks = [mark for _, mark in states if mark is not None]
            required += 1
            covered += all(counted for counted, _ in states)
            measured += bool(marks)
            proficient += bool(marks) and all(marks)
    return WorkforceCoverage(workforce, Share(covered, required), Share(proficient, measured)) if required else None
