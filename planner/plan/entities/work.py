"""Initiatives and the dependencies between them: the nodes and links of the plan graph."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity, ExternalId
from planner.plan.entities.promises import Commitment
from planner.plan.values import Duration, DurationUnit, Edge

NO_LAG = Duration(Decimal(0), DurationUnit.DAY)


class Level(StrEnum):
    """Place in the hierarchy; a milestone takes no time."""

    PROGRAMME = "programme"
    INITIATIVE = "initiative"
    WORK_ITEM = "work_item"
    MILESTONE = "milestone"


class InitiativeKind(StrEnum):
    """What sort of work it is."""

    POLICY = "policy"
    PROCESS = "process"
    TRAINING = "training"
    INFRASTRUCTURE = "infrastructure"
    MIGRATION = "migration"
    LOCALISATION = "localisation"
    REGULATORY = "regulatory"
    LAUNCH = "launch"
    RESEARCH = "research"
    PLANNING = "planning"
    KEEP_THE_LIGHTS_ON = "keep_the_lights_on"


class Stage(StrEnum):
    """Stage of the policy lifecycle."""

    DEVELOPMENT = "development"
    TESTING = "testing"
    TRAINING = "training"
    DEPLOYMENT = "deployment"
    ENFORCEMENT = "enforcement"
    REVIEW = "review"


class Status(StrEnum):
    """Where it is between idea and end."""

    IDEA = "idea"
    PROPOSED = "proposed"
    APPROVED = "approved"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    ON_HOLD = "on_hold"
    CANCELLED = "cancelled"


class PriorityClass(StrEnum):
    """Why it is done; regulatory must-dos are constraints, never scored."""

    REGULATORY_MUST_DO = "regulatory_must_do"
    RISK_REDUCTION = "risk_reduction"
    ENABLER = "enabler"
    IMPROVEMENT = "improvement"
    KEEP_THE_LIGHTS_ON = "keep_the_lights_on"


class ConstraintType(StrEnum):
    """Constraint on the dates of one piece of work."""

    ASAP = "as_soon_as_possible"
    ALAP = "as_late_as_possible"
    SNET = "start_no_earlier_than"
    SNLT = "start_no_later_than"
    FNET = "finish_no_earlier_than"
    FNLT = "finish_no_later_than"
    MSO = "must_start_on"
    MFO = "must_finish_on"
    START_ON = "start_on"
    FINISH_ON = "finish_on"


class MilestoneInstant(StrEnum):
    """Where a milestone lies: at the very instant that its links give, or at an edge of working time."""

    RAW = "raw"
    START_OF_WORK = "start_of_work"
    END_OF_WORK = "end_of_work"


class LinkType(StrEnum):
    """Which end of the predecessor binds which end of the successor."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class LagCalendar(StrEnum):
    """Whose calendar measures a working lag."""

    SUCCESSOR = "successor"
    PREDECESSOR = "predecessor"
    PROJECT = "project"
    ALWAYS = "always"


class PromiseState(StrEnum):
    """State of a cross-team dependency: request, then promise, then delivery."""

    NONE = "none"
    REQUESTED = "requested"
    PROMISED = "promised"
    DECLINED = "declined"
    DELIVERED = "delivered"


class EffortRule(StrEnum):
    """What stays fixed when work, people and duration of an item disagree."""

    FIXED_UNITS = "fixed_units"
    FIXED_DURATION = "fixed_duration"
    FIXED_WORK = "fixed_work"


class ActivityType(StrEnum):
    """Where the dates of an item come from: its own duration, what it is linked to, or the branch it sums up."""

    TASK = "task"
    LEVEL_OF_EFFORT = "level_of_effort"
    WBS_SUMMARY = "wbs_summary"


class Distribution(StrEnum):
    """How a duration is spread between its three points."""

    PERT = "pert"
    TRIANGULAR = "triangular"
    LOGNORMAL = "lognormal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """A time in which begun work rests."""

    start: Annotated[datetime, About("When work stops.")]
    finish: Annotated[datetime, About("When work goes on.")]


@kind("initiative", code_space="work")
@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Entity):
    """A piece of work: a programme, an initiative, a work item or a milestone."""

    code: Annotated[str, About("Unique code for people, such as POL-101.", max_length=64)]
    name: Annotated[str, About("Name in a few words.", max_length=500)]
    description: Annotated[str, About("What it is and why.", max_length=100_000)] = ""
    level: Annotated[Level, About("Place in the hierarchy.")] = Level.INITIATIVE
    parent_id: Annotated[
        str | None, About("The programme or initiative that it is part of.", refers_to=("initiative",))
    ] = None
    position: Annotated[
        int, About("Order among the children of one parent, and of the top.", ge=0, le=1_000_000_000)
    ] = 0
    kind: Annotated[InitiativeKind | None, About("What sort of work it is.", inherited=True)] = None
    stage: Annotated[Stage | None, About("Stage of the policy lifecycle.")] = None
    status: Annotated[Status, About("Where it is between idea and end.")] = Status.PROPOSED
    priority_class: Annotated[PriorityClass | None, About("Why it is done.", inherited=True)] = None
    owner: Annotated[
        str, About("Person who answers for it: name or e-mail address.", max_length=200, inherited=True)
    ] = ""
    line_of_business: Annotated[str, About("Line of business (LOB).", max_length=200, inherited=True)] = ""
    policy_area: Annotated[str, About("Policy or harm area.", max_length=200, inherited=True)] = ""
    regions: Annotated[tuple[str, ...], About("Regions concerned.", max_length=100)] = ()
    market_ids: Annotated[tuple[str, ...], About("Markets concerned.", refers_to=("market",))] = ()
    objective_ids: Annotated[tuple[str, ...], About("Objectives that it serves.", refers_to=("objective",))] = ()
    tags: Annotated[tuple[str, ...], About("Free labels.", max_length=100)] = ()
    external_ids: Annotated[tuple[ExternalId, ...], About("Identities in other systems.")] = ()
    calendar_id: Annotated[
        str | None,
        About(
            "Working calendar; empty: its parent's, else the portfolio's.",
            refers_to=("calendar",),
            inherited=True,
        ),
    ] = None
    optimistic: Annotated[Duration | None, About("Duration if all goes well.", unit="working time")] = None
    duration: Annotated[
        Duration | None, About("Most likely duration, the one that is scheduled.", unit="working time")
    ] = None
    pessimistic: Annotated[
        Duration | None,
        About("Duration if much goes wrong.", unit="working time"),
    ] = None
    distribution: Annotated[
        Distribution | None, About("How the duration is spread between its points; empty: as in the portfolio.")
    ] = None
    percent_complete: Annotated[float, About("Share of the duration that is done.", unit="%", ge=0, le=100)] = 0.0
    actual_start: Annotated[datetime | None, About("When it really started.")] = None
    actual_finish: Annotated[datetime | None, About("When it really finished.", edge=Edge.FINISH)] = None
    remaining: Annotated[
        Duration | None,
        About("Work time still to go; empty: the share not done of the duration.", unit="working time"),
    ] = None
    constraint: Annotated[ConstraintType, About("Constraint on its dates.")] = ConstraintType.ASAP
    constraint_date: Annotated[datetime | None, About("Date of the constraint, for those that have one.")] = None
    second_constraint: Annotated[ConstraintType, About("Further constraint on its dates.")] = ConstraintType.ASAP
    second_constraint_date: Annotated[datetime | None, About("Date of the further constraint.")] = None
    milestone_instant: Annotated[MilestoneInstant, About("Where it lies if it takes no time.")] = MilestoneInstant.RAW
    deadline: Annotated[
        datetime | None,
        About("Date it should be finished by; it warns and does not move work.", edge=Edge.FINISH),
    ] = None
    active: Annotated[
        bool, About("Whether it takes part in the schedule; what does not keeps its data and binds nothing.")
    ] = True
    manual_start: Annotated[datetime | None, About("Start set by hand; with it the engine moves nothing.")] = None
    manual_finish: Annotated[datetime | None, About("Finish set by hand.", edge=Edge.FINISH)] = None
    interruptions: Annotated[tuple[Interruption, ...], About("Times in which the work rests, in order.")] = ()
    resume: Annotated[datetime | None, About("When work that was begun goes on; empty: at once.")] = None
    levelling_delay: Annotated[
        Duration | None, About("Delay that levelling has put before it.", unit="elapsed or working time")
    ] = None
    levelling_priority: Annotated[int, About("Priority when levelling; 1000 is never delayed.", ge=0, le=1000)] = 500
    activity_type: Annotated[ActivityType, About("Where its dates come from.")] = ActivityType.TASK
    effort_rule: Annotated[EffortRule, About("What stays fixed when work, people and duration disagree.")] = (
        EffortRule.FIXED_UNITS
    )
    ignores_resource_calendars: Annotated[
        bool, About("Whether its own calendar alone dates it, whoever works on it.")
    ] = False
    splittable: Annotated[bool, About("Whether levelling may interrupt it.")] = False
    planned_quarter: Annotated[
        str, About("Fiscal quarter that it is planned for, as it was said, such as 2027Q2.", max_length=16)
    ] = ""
    commitment: Annotated[Commitment | None, About("How firmly the roadmap holds it; empty: not said.")] = None
    cost_of_delay: Annotated[
        float, About("Share of its value that is lost by each quarter of delay.", unit="share", ge=0, le=1)
    ] = 0.0


@kind(
    "dependency",
    plural="dependencies",
    unique=(("predecessor_id", "successor_id", "type", "external_party"),),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Entity):
    """A link: the successor waits for the predecessor, or for what someone outside has promised."""

    predecessor_id: Annotated[
        str | None,
        About(
            "What must come first; empty only for an external party's delivery.",
            refers_to=("initiative", "launch"),
            on_delete=OnDelete.CASCADE,
        ),
    ] = None
    successor_id: Annotated[str, About("What waits.", refers_to=("initiative", "launch"), on_delete=OnDelete.CASCADE)]
    type: Annotated[LinkType, About("Which ends it binds.")] = LinkType.FS
    lag: Annotated[
        Duration,
        About("Delay after the binding end; negative is a lead.", unit="working, elapsed or percent"),
    ] = NO_LAG
    lag_calendar: Annotated[LagCalendar, About("Whose calendar measures a working lag.")] = LagCalendar.SUCCESSOR
    external_party: Annotated[
        str,
        About("Who outside the plan delivers: a vendor, a regulator, another organisation.", max_length=200),
    ] = ""
    promise: Annotated[PromiseState, About("State of the request between teams.")] = PromiseState.NONE
    promised_by: Annotated[str, About("Who made the promise.", max_length=200)] = ""
    requested_on: Annotated[date | None, About("Day of the request.")] = None
    needed_by: Annotated[date | None, About("Day by which the successor needs it.")] = None
    promised_for: Annotated[
        date | None, About("Day promised; an external party's delivery binds the successor from its end.")
    ] = None
    delivered_on: Annotated[date | None, About("Day of the delivery.")] = None
    note: Annotated[str, About("Why it is there.", max_length=10_000)] = ""
