"""Teams and what initiatives ask of them."""

from dataclasses import dataclass
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
    headcount: Annotated[float, About("Size of the team.", unit="FTE", ge=0, le=100_000)] = 0.0
    focus_factor: Annotated[
        float, About("Share of present time that goes to project work.", unit="share", ge=0, le=1)
    ] = 0.8


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
