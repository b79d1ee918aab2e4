"""Every entity kind of the plan, in the order in which they may refer to one another."""

from collections.abc import Mapping
from types import MappingProxyType

from planner.plan.declare import Kind
from planner.plan.entities.base import Entity, ExternalId
from planner.plan.entities.capacity import Demand, DemandProfile, Team, Workforce
from planner.plan.entities.launches import Launch, LaunchMarket, LaunchTier, Market
from planner.plan.entities.obligations import (
    Confidence,
    DateEntry,
    DatePrecision,
    LegalStatus,
    Obligation,
)
from planner.plan.entities.portfolio import Portfolio
from planner.plan.entities.work import (
    ConstraintType,
    Dependency,
    Initiative,
    InitiativeKind,
    LagCalendar,
    Level,
    LinkType,
    PriorityClass,
    PromiseState,
    Stage,
    Status,
)
from planner.plan.entities.worktime import Calendar, CalendarException

ENTITIES: tuple[type[Entity], ...] = (
    Calendar,
    Portfolio,
    Market,
    Team,
    Initiative,
    Launch,
    LaunchMarket,
    Dependency,
    Demand,
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
    "Calendar",
    "CalendarException",
    "Confidence",
    "ConstraintType",
    "DateEntry",
    "DatePrecision",
    "Demand",
    "DemandProfile",
    "Dependency",
    "Entity",
    "ExternalId",
    "Initiative",
    "InitiativeKind",
    "LagCalendar",
    "Launch",
    "LaunchMarket",
    "LaunchTier",
    "LegalStatus",
    "Level",
    "LinkType",
    "Market",
    "Obligation",
    "Portfolio",
    "PriorityClass",
    "PromiseState",
    "Stage",
    "Status",
    "Team",
    "Workforce",
]
