"""Who must hold which certificates: requirements laid on the groups of a roster.

A group is everybody of one role, market and workforce; a requirement holds for a group or does not, so that nothing
is decided person by person. A launch waits for the requirements that name it, and for those that name no launch and
whose course implements a policy that it brings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.plan.entities import (
    Artefact,
    ArtefactVersion,
    Course,
    Curriculum,
    Launch,
    Learner,
    Requirement,
    Workforce,
)
from planner.plan.snapshot import Plan, per_kinds, per_plan
from planner.readiness.records import markets_by_launch


@dataclass(frozen=True, slots=True)
class Group:
    """Everybody of one market (None: of none), workforce and role."""

    market_id: str | None
    workforce: Workforce
    role: str


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement with the courses that it asks for."""

    requirement: Requirement
    course_ids: tuple[str, ...]

    def holds_for(self, group: Group) -> bool:
        """Return whether it is asked of a group."""
        asked = self.requirement
        return (
            (not asked.role or asked.role.casefold() == group.role.casefold())
            and (not asked.market_ids or group.market_id in asked.market_ids)
            and asked.workforce in (None, group.workforce)
        )


@per_kinds(Learner)
def groups(plan: Plan) -> Mapping[Group, tuple[Learner, ...]]:
    """Return the roster by group, in order of market, workforce and role; people in order of their codes."""
    spelt: dict[str, str] = {}
    found: dict[Group, list[Learner]] = {}
    for learner in sorted(plan.all(Learner).values(), key=lambda row: row.code):
        role = spelt.setdefault(learner.role.casefold(), learner.role)
        found.setdefault(Group(learner.market_id, learner.workforce, role), []).append(learner)
    ordered = sorted(found, key=lambda group: (group.market_id or "", group.workforce, group.role))
    return {group: tuple(found[group]) for group in ordered}


def groups_in(plan: Plan, market_id: str | None) -> Mapping[Group, tuple[Learner, ...]]:
    """Return the roster of one market by group; None: of all."""
    return groups(plan) if market_id is None else _by_market(plan).get(market_id, {})


@per_kinds(Learner)
def _by_market(plan: Plan) -> Mapping[str | None, Mapping[Group, tuple[Learner, ...]]]:
    found: dict[str | None, dict[Group, tuple[Learner, ...]]] = {}
    for group, people in groups(plan).items():
        found.setdefault(group.market_id, {})[group] = people
    return found


@per_plan
def needs(plan: Plan, launch_id: str | None = None) -> tuple[Need, ...]:
    """Return what is required for a launch; None: all that is required."""
    launch = plan.all(Launch).get(launch_id or "")
    found = []
    for requirement in plan.all(Requirement).values():
        asked = tuple(dict.fromkeys(_courses(plan, requirement)))
        if launch_id is not None:
            asked = tuple(id_ for id_ in asked if launch is not None and _waits(plan, launch, requirement, id_))
        if asked:
            found.append(Need(requirement, asked))
    return tuple(found)


def courses_of(plan: Plan, group: Group, launch_id: str | None = None) -> tuple[str, ...]:
    """Return the courses that a group must have, each once, in the order of the requirements.

    For a launch none are asked of people of markets that it does not go to.
    """
    goes = {cell.market_id for cell in markets_by_launch(plan).get(launch_id or "", ())}
    if goes and group.market_id is not None and group.market_id not in goes:
        return ()
    asked = (id_ for need in needs(plan, launch_id) if need.holds_for(group) for id_ in need.course_ids)
    return tuple(dict.fromkeys(asked))


def _courses(plan: Plan, requirement: Requirement) -> Iterator[str]:
    curriculum = plan.all(Curriculum).get(requirement.curriculum_id or "")
    asked = (requirement.course_id, *(curriculum.course_ids if curriculum else ()))
    yield from (id_ for id_ in asked if id_ is not None and id_ in plan.all(Course))


def _waits(plan: Plan, launch: Launch, requirement: Requirement, course_id: str) -> bool:
    """Return whether a launch waits for a required course."""
    if requirement.launch_ids:
        return launch.id in requirement.launch_ids
    artefact = plan.all(Artefact).get(plan.all(Course)[course_id].artefact_id or "")
    versions = plan.all(ArtefactVersion)
    brought = {versions[id_].artefact_id for id_ in launch.policy_version_ids if id_ in versions}
    return artefact is not None and artefact.implements_id in brought
