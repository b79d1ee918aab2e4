"""Launches, the markets they go to, and markets themselves."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity, ExternalId
from planner.plan.entities.work import Status
from planner.plan.values import Edge


class LaunchTier(StrEnum):
    """How much preparation a launch gets."""

    TIER_1 = "tier_1"
    TIER_2 = "tier_2"
    TIER_3 = "tier_3"


@kind("market", code_space="market")
@dataclass(frozen=True, slots=True, kw_only=True)
class Market(Entity):
    """A country or group of countries that is launched to as one."""

    code: Annotated[str, About("Short unique code, such as DE.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)] = ""
    region: Annotated[str, About("Region it belongs to, such as EMEA.", max_length=100)] = ""
    languages: Annotated[tuple[str, ...], About("Languages served (BCP 47), such as de.", max_length=35)] = ()
    calendar_id: Annotated[str | None, About("Working calendar of the market.", refers_to=("calendar",))] = None


@kind("launch", plural="launches", code_space="work")
@dataclass(frozen=True, slots=True, kw_only=True)
class Launch(Entity):
    """A launch: a milestone of the plan graph that goes to one or more markets."""

    code: Annotated[str, About("Unique code for people, such as LCH-701.", max_length=64)]
    name: Annotated[str, About("Name in a few words.", max_length=500)]
    description: Annotated[str, About("What is launched and why.", max_length=100_000)] = ""
    tier: Annotated[LaunchTier, About("How much preparation it gets.")] = LaunchTier.TIER_2
    status: Annotated[Status, About("Where it is between idea and end.")] = Status.APPROVED
    owner: Annotated[str, About("Person who answers for it.", max_length=200)] = ""
    line_of_business: Annotated[str, About("Line of business (LOB).", max_length=200)] = ""
    policy_area: Annotated[str, About("Policy or harm area.", max_length=200)] = ""
    target_date: Annotated[
        datetime | None, About("Day on which it should be live in all its markets.", edge=Edge.FINISH)
    ] = None
    not_before: Annotated[datetime | None, About("Day before which it must not go live.")] = None
    launched_on: Annotated[datetime | None, About("Day on which it went live.", edge=Edge.FINISH)] = None
    gate_set: Annotated[str, About("Set of gates that it must pass.", max_length=200)] = ""
    policy_version_ids: Annotated[
        tuple[str, ...], About("Versions of the policies that go live.", refers_to=("artefact_version",))
    ] = ()
    rollback_plan: Annotated[str, About("How it is taken back, and when that is decided.", max_length=10_000)] = ""
    rollback_owner: Annotated[str, About("Person who takes it back.", max_length=200)] = ""
    external_ids: Annotated[tuple[ExternalId, ...], About("Identities in other systems.")] = ()


@kind("launch_market", unique=(("launch_id", "market_id"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchMarket(Entity):
    """One market of one launch."""

    launch_id: Annotated[str, About("The launch.", refers_to=("launch",), on_delete=OnDelete.CASCADE)]
    market_id: Annotated[str, About("The market.", refers_to=("market",))]
    target_date: Annotated[datetime | None, About("Day for this market; empty: the launch's.", edge=Edge.FINISH)] = None
    wave: Annotated[int, About("Wave in which the market goes live.", ge=1, le=100)] = 1
    owner: Annotated[str, About("Person who answers for this market.", max_length=200)] = ""
    launched_on: Annotated[
        datetime | None, About("Day on which it went live here; empty: the launch's.", edge=Edge.FINISH)
    ] = None
