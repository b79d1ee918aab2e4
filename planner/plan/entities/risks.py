"""Risk: what several durations have in common, and what may happen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, kind
from planner.plan.entities.base import Entity
from planner.plan.values import Duration


@kind("common_cause", code_space="common_cause")
@dataclass(frozen=True, slots=True, kw_only=True)
class CommonCause(Entity):
    """Something that makes several durations long or short together: one legal review, one vendor."""

    code: Annotated[str, About("Short unique code, such as VENDOR-A.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)]
    correlation: Annotated[float, About("Correlation between any two of its items.", unit="share", ge=0, le=1)] = 0.3
    initiative_ids: Annotated[tuple[str, ...], About("Work that it acts on.", refers_to=("initiative",))] = ()
    team_ids: Annotated[tuple[str, ...], About("Teams on all of whose work it acts.", refers_to=("team",))] = ()
    note: Annotated[str, About("Why.", max_length=10_000)] = ""


class RiskResponse(StrEnum):
    """What is done about a risk."""

    AVOID = "avoid"
    MITIGATE = "mitigate"
    TRANSFER = "transfer"
    ACCEPT = "accept"


class RiskStatus(StrEnum):
    """Whether a risk may still happen; only an open one is drawn."""

    OPEN = "open"
    OCCURRED = "occurred"
    CLOSED = "closed"


@kind("risk", code_space="risk")
@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Entity):
    """An event that may delay work, with its owner and response: one row of the risk register."""

    code: Annotated[str, About("Unique code, such as RSK-7.", max_length=64)]
    name: Annotated[str, About("What may happen.", max_length=500)]
    description: Annotated[str, About("Cause, event, effect.", max_length=100_000)] = ""
    category: Annotated[str, About("Sort of risk, such as vendor.", max_length=200)] = ""
    owner: Annotated[str, About("Person who answers for it.", max_length=200)] = ""
    status: Annotated[RiskStatus, About("Whether it may still happen.")] = RiskStatus.OPEN
    probability: Annotated[float, About("How likely it is.", unit="share", ge=0, le=1)]
    delay_optimistic: Annotated[Duration | None, About("Delay if it is mild.", unit="working time")] = None
    delay: Annotated[Duration | None, About("Most likely delay of each item it hits.", unit="working time")] = None
    delay_pessimistic: Annotated[Duration | None, About("Delay if it is bad.", unit="working time")] = None
    work_ids: Annotated[
        tuple[str, ...], About("Work and launches that it delays.", refers_to=("initiative", "launch"))
    ] = ()
    market_ids: Annotated[
        tuple[str, ...], About("Markets in which it delays those launches; empty: all.", refers_to=("market",))
    ] = ()
    response: Annotated[RiskResponse, About("What is done about it.")] = RiskResponse.ACCEPT
    response_plan: Annotated[str, About("How.", max_length=10_000)] = ""
    response_ids: Annotated[tuple[str, ...], About("Work that answers it.", refers_to=("initiative",))] = ()
    review_on: Annotated[date | None, About("Day on which it is looked at again.")] = None
