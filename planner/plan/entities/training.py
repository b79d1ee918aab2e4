"""Training: courses and curricula, who must have what, who has it, and the cohorts to come."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity, ExternalId
from planner.plan.entities.capacity import Workforce


@kind("course", code_space="course")
@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Entity):
    """A course that certifies; its versions are those of its artefact."""

    code: Annotated[str, About("Short unique code, such as SII-CERT.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=500)]
    artefact_id: Annotated[
        str | None, About("The artefact that holds its versions; empty: it has none.", refers_to=("artefact",))
    ] = None
    validity_months: Annotated[
        int | None, About("How long a certificate counts; empty: for ever.", unit="months", ge=1, le=1200)
    ] = None
    proficiency_mark: Annotated[
        float,
        About("Share of golden items right from which a person is proficient.", unit="share", ge=0, le=1),
    ] = 0.85
    hours: Annotated[float, About("Time it takes a learner.", unit="hours", ge=0, le=10_000)] = 0.0


@kind("curriculum", plural="curricula", code_space="curriculum")
@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum(Entity):
    """Courses that are required together."""

    code: Annotated[str, About("Short unique code.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=500)]
    course_ids: Annotated[tuple[str, ...], About("Its courses.", refers_to=("course",))] = ()


@kind("requirement")
@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Entity):
    """Who must hold which certificates: role, market and workforce by course or curriculum."""

    role: Annotated[str, About("Role that needs it; empty: every role.", max_length=200)] = ""
    market_ids: Annotated[tuple[str, ...], About("Markets; empty: all.", refers_to=("market",))] = ()
    workforce: Annotated[Workforce | None, About("Who employs them; empty: either, each counted apart.")] = None
    course_id: Annotated[str | None, About("The course.", refers_to=("course",), on_delete=OnDelete.CASCADE)] = None
    curriculum_id: Annotated[
        str | None,
        About("Or the curriculum.", refers_to=("curriculum",), on_delete=OnDelete.CASCADE),
    ] = None
    launch_ids: Annotated[
        tuple[str, ...],
        About("Launches that wait for it; empty: those whose policy the course implements.", refers_to=("launch",)),
    ] = ()


@kind("learner", code_space="learner")
@dataclass(frozen=True, slots=True, kw_only=True)
class Learner(Entity):
    """A person of the roster, by name or by pseudonym."""

    code: Annotated[str, About("Number of the person in the roster, or a pseudonym.", max_length=200)]
    name: Annotated[str, About("Name; empty if pseudonymous.", max_length=200)] = ""
    role: Annotated[str, About("Role.", max_length=200)] = ""
    market_id: Annotated[str | None, About("Market served.", refers_to=("market",))] = None
    workforce: Annotated[Workforce, About("Who employs them.")] = Workforce.IN_HOUSE
    team_id: Annotated[str | None, About("Team they are of.", refers_to=("team",))] = None
    language: Annotated[str, About("Language they work in (BCP 47).", max_length=35)] = ""
    joined_on: Annotated[date | None, About("First day; empty: long ago.")] = None
    left_on: Annotated[date | None, About("Last day; empty: still here.")] = None
    external_ids: Annotated[tuple[ExternalId, ...], About("Identities in other systems.")] = ()


@kind("certificate", unique=(("learner_id", "course_id", "passed_on"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Entity):
    """That a learner passed a course, and how well they do by it."""

    learner_id: Annotated[str, About("Who.", refers_to=("learner",), on_delete=OnDelete.CASCADE)]
    course_id: Annotated[str, About("Which course.", refers_to=("course",), on_delete=OnDelete.CASCADE)]
    version_id: Annotated[
        str | None, About("Version of the course; empty: the one in use on that day.", refers_to=("artefact_version",))
    ] = None
    passed_on: Annotated[date, About("Day on which it was passed.")]
    expires_on: Annotated[date | None, About("Last day on which it counts; empty: by the course's validity.")] = None
    score_before: Annotated[float | None, About("Assessment before the course.", unit="share", ge=0, le=1)] = None
    score: Annotated[float | None, About("Assessment at its end.", unit="share", ge=0, le=1)] = None
    proficiency: Annotated[
        float | None,
        About("Share of golden items right at work since then; empty: not measured.", unit="share", ge=0, le=1),
    ] = None


@kind("cohort", code_space="cohort")
@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort(Entity):
    """A group booked on a course."""

    code: Annotated[str, About("Short unique code.", max_length=64)]
    course_id: Annotated[str, About("The course.", refers_to=("course",), on_delete=OnDelete.CASCADE)]
    market_id: Annotated[str | None, About("Market; empty: any.", refers_to=("market",))] = None
    workforce: Annotated[Workforce | None, About("Who employs them; empty: either.")] = None
    start: Annotated[date, About("First day.")]
    finish: Annotated[date, About("Day on which certificates are given.")]
    seats: Annotated[int, About("Learners booked.", unit="people", ge=0, le=10_000_000)]
    pass_rate: Annotated[float, About("Share that is expected to pass.", unit="share", ge=0, le=1)] = 0.95
    initiative_id: Annotated[
        str | None, About("Work whose finish moves it; empty: its days are fixed.", refers_to=("initiative",))
    ] = None
