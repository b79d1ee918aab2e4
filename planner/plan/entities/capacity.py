"""Teams, how their size changes, and what initiatives ask of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity, ExternalId
from planner.plan.values import Duration


class Workforce(StrEnum):
    """Who employs the team."""

    IN_HOUSE = "in_house"
    VENDOR = "vendor"


class DemandProfile(StrEnum):
    """How a demand spreads over the working days of the initiative."""

    FLAT = "flat"
    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillShare:
    """How much of a team has a skill."""

    skill: Annotated[str, About("The skill.", max_length=200)]
    fte: Annotated[float, About("People who have it.", unit="FTE", ge=0, le=100_000)]


@kind("team", code_space="team")
@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Entity):
    """A group of people with one calendar and one focus."""

    code: Annotated[str, About("Short unique code.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)]
    line_of_business: Annotated[str, About("Line of business (LOB).", max_length=200)] = ""
    subteam: Annotated[str, About("Part of a larger team.", max_length=200)] = ""
    workforce: Annotated[Workforce, About("Who employs the team.")] = Workforce.IN_HOUSE
    site: Annotated[str, About("Where the team works.", max_length=200)] = ""
    lead: Annotated[str, About("Person who leads the team.", max_length=200)] = ""
    calendar_id: Annotated[str | None, About("Working calendar; empty: the portfolio's.", refers_to=("calendar",))] = (
        None
    )
    headcount: Annotated[
        float, About("Size of the team where no people of it are named.", unit="FTE", ge=0, le=100_000)
    ] = 0.0
    skills: Annotated[
        tuple[SkillShare, ...], About("How many have which skill; empty: everybody can do everything.")
    ] = ()
    focus_factor: Annotated[
        float, About("Share of present time that goes to project work.", unit="share", ge=0, le=1)
    ] = 0.8
    reserve: Annotated[
        float, About("Share of project time kept for what nobody planned.", unit="share", ge=0, le=1)
    ] = 0.1
    leave_days: Annotated[float, About("Leave of a person.", unit="working days per year", ge=0, le=366)] = 17.0
    unplanned_absence: Annotated[
        float,
        About(
            "Share of working time lost to sickness and the like; 0.04 is ten of 250 days.", unit="share", ge=0, le=1
        ),
    ] = 0.04
    attrition: Annotated[
        float, About("Share of the team that leaves in a year and is not replaced.", unit="share", ge=0, le=1)
    ] = 0.0
    wellbeing_hours: Annotated[
        float, About("Protected wellbeing time of a person.", unit="hours per week", ge=0, le=60)
    ] = 0.0
    sensitive_limit: Annotated[
        float, About("Most of a person's project time that may go to sensitive content.", unit="share", ge=0, le=1)
    ] = 1.0


@kind("staffing_change")
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingChange(Entity):
    """A change of a team's size: a hire, a departure, temporary workers, a loan from another team."""

    team_id: Annotated[str, About("The team that grows or shrinks.", refers_to=("team",), on_delete=OnDelete.CASCADE)]
    from_team_id: Annotated[
        str | None, About("The team that lends them; empty: it is no loan.", refers_to=("team",))
    ] = None
    skill: Annotated[str, About("Their skill; empty: any of the team's.", max_length=200)] = ""
    fte: Annotated[float, About("How many; negative: they leave.", unit="FTE", ge=-100_000, le=100_000)]
    start: Annotated[date, About("First day.")]
    finish: Annotated[date | None, About("Last day; empty: they stay.")] = None
    ramp_weeks: Annotated[
        float, About("Time to full work, in thirds of 0, 50 and 100 %; 0: at once.", unit="weeks", ge=0, le=260)
    ] = 0.0
    probability: Annotated[float, About("How likely it is.", unit="share", ge=0, le=1)] = 1.0
    note: Annotated[str, About("Why, and what is known of it.", max_length=10_000)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Realised:
    """What an automation was found to save."""

    on: Annotated[date, About("Day of the observation.")]
    hours_per_week: Annotated[float, About("Time saved.", unit="hours per week", ge=0, le=10_000_000)]


@kind("capacity_return")
@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityReturn(Entity):
    """Time that an automation gives back to a team once it is in use."""

    initiative_id: Annotated[
        str,
        About(
            "The automation; the time comes back after its finish.",
            refers_to=("initiative",),
            on_delete=OnDelete.CASCADE,
        ),
    ]
    team_id: Annotated[str, About("The team that gets the time.", refers_to=("team",), on_delete=OnDelete.CASCADE)]
    skill: Annotated[str, About("Skill of the time; empty: any.", max_length=200)] = ""
    hours_per_week: Annotated[float, About("Time promised.", unit="hours per week", ge=0, le=10_000_000)]
    ramp_weeks: Annotated[float, About("Time from finish to all of it.", unit="weeks", ge=0, le=260)] = 0.0
    realised: Annotated[tuple[Realised, ...], About("What was found, in order of days.")] = ()


@kind("demand", unique=(("initiative_id", "team_id", "skill"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Entity):
    """What one initiative asks of one team: people at a time, or days of work in all."""

    initiative_id: Annotated[
        str, About("The initiative that asks.", refers_to=("initiative",), on_delete=OnDelete.CASCADE)
    ]
    team_id: Annotated[str, About("The team that is asked.", refers_to=("team",))]
    skill: Annotated[str, About("Skill asked for; empty: any.", max_length=200)] = ""
    fte: Annotated[float | None, About("People at a time while it runs.", unit="FTE", ge=0, le=100_000)] = None
    person_days: Annotated[
        float | None,
        About("Work in all, instead of people at a time.", unit="person-days", ge=0, le=10_000_000),
    ] = None
    profile: Annotated[DemandProfile, About("How it spreads over the initiative's days.")] = DemandProfile.FLAT
    sensitive: Annotated[bool, About("Whether the work exposes people to sensitive content.")] = False


class ResourceType(StrEnum):
    """What a resource is; only people and equipment decide dates."""

    PERSON = "person"
    MATERIAL = "material"
    COST = "cost"


class WorkContour(StrEnum):
    """How an assignment spreads its work; all but flat stretch it."""

    FLAT = "flat"
    BACK_LOADED = "back_loaded"
    FRONT_LOADED = "front_loaded"
    DOUBLE_PEAK = "double_peak"
    EARLY_PEAK = "early_peak"
    LATE_PEAK = "late_peak"
    BELL = "bell"
    TURTLE = "turtle"


@kind("resource", code_space="resource")
@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Entity):
    """A person (or machine, material, cost) that is assigned to work."""

    code: Annotated[str, About("Short unique code.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)]
    type: Annotated[ResourceType, About("What it is.")] = ResourceType.PERSON
    team_id: Annotated[str | None, About("Team it belongs to.", refers_to=("team",))] = None
    calendar_id: Annotated[str | None, About("Working calendar; empty: the project's.", refers_to=("calendar",))] = None
    max_units: Annotated[float, About("Most of it that can work at a time.", unit="%", ge=0, le=1_000_000)] = 100.0
    skills: Annotated[tuple[str, ...], About("What one can do; empty: all that the team does.", max_length=200)] = ()
    engaged_from: Annotated[date | None, About("First day of the engagement; empty: always.")] = None
    engaged_until: Annotated[date | None, About("Last day of the engagement; empty: no end.")] = None
    external_ids: Annotated[tuple[ExternalId, ...], About("Identities in other systems.")] = ()


@kind("assignment")
@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Entity):
    """One resource at work on one initiative; its calendar and amount of work decide the dates."""

    initiative_id: Annotated[str, About("What is worked on.", refers_to=("initiative",), on_delete=OnDelete.CASCADE)]
    resource_id: Annotated[str, About("Who works.", refers_to=("resource",), on_delete=OnDelete.CASCADE)]
    units: Annotated[float, About("Share of full time that it works.", unit="%", ge=0, le=1_000_000)] = 100.0
    work: Annotated[Duration | None, About("Work in all; empty: units over the duration.", unit="working time")] = None
    delay: Annotated[Duration | None, About("How long after the start it begins.", unit="working time")] = None
    contour: Annotated[WorkContour, About("How it spreads its work.")] = WorkContour.FLAT
