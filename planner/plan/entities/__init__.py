"""Every entity kind of the plan, in the order in which they may refer to one another."""

from collections.abc import Mapping
from types import MappingProxyType

from planner.plan.declare import Kind
from planner.plan.entities.base import Entity, ExternalId
from planner.plan.entities.capacity import (
    Assignment,
    Demand,
    DemandProfile,
    Resource,
    ResourceType,
    Team,
    WorkContour,
    Workforce,
)
from planner.plan.entities.launches import Launch, LaunchMarket, LaunchTier, Market
from planner.plan.entities.obligations import (
    Confidence,
    DateEntry,
    DatePrecision,
    LegalStatus,
    Obligation,
)
from planner.plan.entities.portfolio import FloatBasis, Portfolio, Project
from planner.plan.entities.work import (
    ConstraintType,
    Dependency,
    EffortRule,
    Initiative,
    InitiativeKind,
    Interruption,
    LagCalendar,
    Level,
    LinkType,
    MilestoneInstant,
    PriorityClass,
    PromiseState,
    Stage,
    Status,
)
from planner.plan.entities.worktime import Calendar, CalendarException, OtherWeek

ENTITIES: tuple[type[Entity], ...] = (
    Calendar,
    Portfolio,
    Market,
    Team,
    Resource,
    Initiative,
    Project,
    Launch,
    LaunchMarket,
    Dependency,
    Demand,
    Assignment,
    Obligation,
)

KINDS: Mapping[str, Kind] = MappingProxyType({cls.KIND.name: cls.KIND for cls in ENTITIES})
"""Every declared kind by name."""

WORK_KINDS = ("initiative", "launch")
"""The kinds that are nodes of the dependency graph."""

__all__ = [
    "ENTITIES",
    "KINDS",
    "WORK_KINDS",
    "Assignment",
    "Calendar",
    "CalendarException",
    "Confidence",
    "ConstraintType",
    "DateEntry",
    "DatePrecision",
    "Demand",
    "DemandProfile",
    "Dependency",
    "EffortRule",
    "Entity",
    "ExternalId",
    "FloatBasis",
    "Initiative",
    "InitiativeKind",
    "Interruption",
    "LagCalendar",
    "Launch",
    "LaunchMarket",
    "LaunchTier",
    "LegalStatus",
    "Level",
    "LinkType",
    "Market",
    "MilestoneInstant",
    "Obligation",
    "OtherWeek",
    "Portfolio",
    "PriorityClass",
    "Project",
    "PromiseState",
    "Resource",
    "ResourceType",
    "Stage",
    "Status",
    "Team",
    "WorkContour",
    "Workforce",
]
