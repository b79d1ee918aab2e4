"""Teams and what initiatives ask of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity


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
