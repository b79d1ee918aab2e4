"""Plan templates: parts of a plan with relative dates, made into work by one change set."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, kind
from planner.plan.entities.base import Entity
from planner.plan.entities.work import NO_LAG, InitiativeKind, Level, LinkType, PriorityClass
from planner.plan.values import Duration


class Anchor(StrEnum):
    """What the day of a template means: when its work starts, or the launch that it leads to or follows."""

    START = "start"
    LAUNCH = "launch"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateItem:
    """One piece of work of a template."""

    key: Annotated[str, About("Key within the template; it ends the new item's code.", max_length=32)]
    name: Annotated[str, About("Name; {name} stands for that of what is made.", max_length=500)]
    level: Annotated[Level, About("Place in the hierarchy.")] = Level.INITIATIVE
    parent: Annotated[str, About("Key of the item that it is part of.", max_length=32)] = ""
    kind: Annotated[InitiativeKind | None, About("What sort of work it is.")] = None
    priority_class: Annotated[PriorityClass | None, About("Why it is done.")] = None
    duration: Annotated[Duration | None, About("Most likely duration.", unit="working time")] = None
    optimistic: Annotated[Duration | None, About("Duration if all goes well.", unit="working time")] = None
    pessimistic: Annotated[Duration | None, About("Duration if much goes wrong.", unit="working time")] = None
    offset: Annotated[
        Duration | None, About("Start from the anchor's day; negative: before it; empty: by its links.", unit="elapsed")
    ] = None
    calendar: Annotated[str, About("Code of its calendar; empty: the portfolio's.", max_length=64)] = ""
    owner: Annotated[str, About("Person who answers for it.", max_length=200)] = ""
    team: Annotated[str, About("Code of the team that does it.", max_length=64)] = ""
    fte: Annotated[float | None, About("People at a time.", unit="FTE", ge=0, le=100_000)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLink:
    """A dependency within a template; an empty key is the anchor's launch."""

    predecessor: Annotated[str, About("Key of what comes first.", max_length=32)] = ""
    successor: Annotated[str, About("Key of what waits.", max_length=32)] = ""
    type: Annotated[LinkType, About("Which ends it binds.")] = LinkType.FS
    lag: Annotated[Duration, About("Delay.", unit="working, elapsed or percent")] = NO_LAG


@kind("plan_template", code_space="plan_template")
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTemplate(Entity):
    """A part of a plan that is made again and again, such as a policy launch."""

    code: Annotated[str, About("Short unique code, such as POLICY-LAUNCH.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)]
    description: Annotated[str, About("When to use it.", max_length=10_000)] = ""
    anchor: Annotated[Anchor, About("What its day means.")] = Anchor.START
    items: Annotated[tuple[TemplateItem, ...], About("Its work, parents first.")] = ()
    links: Annotated[tuple[TemplateLink, ...], About("Its dependencies.")] = ()
