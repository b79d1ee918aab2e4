"""Every entity kind of the plan, in the order in which they may refer to one another."""

from collections.abc import Mapping
from types import MappingProxyType

from planner.plan.declare import Kind
from planner.plan.entities.base import Entity, ExternalId
from planner.plan.entities.capacity import (
    Assignment,
    CapacityReturn,
    Demand,
    DemandProfile,
    Realised,
    Resource,
    ResourceType,
    SkillShare,
    StaffingChange,
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
from planner.plan.entities.promises import Baseline, BaselineItem, ChoiceGroup, ChoiceRule, Commitment
from planner.plan.entities.reviews import ReviewQueue, ReviewRequest
from planner.plan.entities.scores import Score, ScoreInput, ScoreModel, ScoreValue
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
    StaffingChange,
    CapacityReturn,
    ReviewQueue,
    ReviewRequest,
    ScoreModel,
    Score,
    ChoiceGroup,
    Baseline,
    BaselineItem,
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
    "Baseline",
    "BaselineItem",
    "Calendar",
    "CalendarException",
    "CapacityReturn",
    "ChoiceGroup",
    "ChoiceRule",
    "Commitment",
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
    "Realised",
    "Resource",
    "ResourceType",
    "ReviewQueue",
    "ReviewRequest",
    "Score",
    "ScoreInput",
    "ScoreModel",
    "ScoreValue",
    "SkillShare",
    "StaffingChange",
    "Stage",
    "Status",
    "Team",
    "WorkContour",
    "Workforce",
]
