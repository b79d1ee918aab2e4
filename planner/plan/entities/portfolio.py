"""The portfolio's settings: one entity that the whole plan hangs from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity
from planner.plan.entities.work import Distribution
from planner.plan.values import Edge

PORTFOLIO_ID = "portfolio"
"""The id of the only portfolio entity of a plan."""


class ThreePoint(StrEnum):
    """What optimistic and pessimistic durations mean."""

    EXTREMES = "extremes"
    DECILES = "deciles"


@kind("portfolio", plural="portfolios", singleton=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio(Entity):
    """Settings of the whole plan: fiscal year, time zone, default calendar, units of time."""

    name: Annotated[str, About("Name of the portfolio.", max_length=200)] = "Portfolio"
    fiscal_year_start_month: Annotated[
        int, About("Month in which the fiscal year starts; 1 is January.", unit="month", ge=1, le=12)
    ] = 1
    time_zone: Annotated[str, About("IANA time zone in which the plan's dates are read.", max_length=64)] = "UTC"
    default_calendar_id: Annotated[
        str | None,
        About("Working calendar of whatever names none; empty: Monday to Friday.", refers_to=("calendar",)),
    ] = None
    start: Annotated[
        datetime | None, About("Instant before which nothing starts; empty: the earliest date in the plan.")
    ] = None
    status_date: Annotated[date | None, About("Date up to which progress has been reported.")] = None
    reschedule_unfinished: Annotated[bool, About("Whether unfinished work moves past the status date.")] = False
    minutes_per_day: Annotated[
        int, About("Length of a working day in which durations are said.", unit="minutes", ge=1, le=1440)
    ] = 480
    minutes_per_week: Annotated[
        int, About("Length of a working week in which durations are said.", unit="minutes", ge=1, le=10080)
    ] = 2400
    days_per_month: Annotated[
        int, About("Length of a working month in which durations are said.", unit="working days", ge=1, le=31)
    ] = 20
    critical_float_days: Annotated[
        float,
        About("Work with at most this total float is critical.", unit="working days", ge=-1000, le=1000),
    ] = 0.0
    near_critical_float_days: Annotated[
        float,
        About("Work with at most this total float is near-critical.", unit="working days", ge=-1000, le=1000),
    ] = 5.0
    distribution: Annotated[Distribution, About("How durations are spread between their three points.")] = (
        Distribution.PERT
    )
    three_point: Annotated[
        ThreePoint, About("Whether optimistic and pessimistic are the extremes or the 10th and 90th of a hundred.")
    ] = ThreePoint.EXTREMES


class FloatBasis(StrEnum):
    """Which float of unstarted work is its total float."""

    SMALLEST = "smallest"
    START = "start"
    FINISH = "finish"


@kind("project", unique=(("initiative_id",),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Entity):
    """Scheduling rules of one project within the portfolio: everything under one initiative."""

    initiative_id: Annotated[
        str, About("The initiative that is the project.", refers_to=("initiative",), on_delete=OnDelete.CASCADE)
    ]
    start: Annotated[datetime | None, About("Instant before which nothing starts; empty: the portfolio's.")] = None
    finish: Annotated[
        datetime | None, About("Instant by which all must be done; empty: when it gets done.", edge=Edge.FINISH)
    ] = None
    from_finish: Annotated[bool, About("Whether it is scheduled backward from its finish.")] = False
    calendar_id: Annotated[str | None, About("Working calendar; empty: the portfolio's.", refers_to=("calendar",))] = (
        None
    )
    status_date: Annotated[
        datetime | None, About("Date past which unfinished work is moved; empty: it is not.", edge=Edge.FINISH)
    ] = None
    critical_float_days: Annotated[
        float, About("Work with at most this total float is critical.", unit="working days", ge=-1000, le=1000)
    ] = 0.0
    float_basis: Annotated[FloatBasis, About("Which float of unstarted work is its total float.")] = FloatBasis.SMALLEST
    honours_constraints: Annotated[bool, About("Whether no-later-than constraints override dependencies.")] = True
    retained_logic: Annotated[bool, About("Whether what remains of begun work still waits for its predecessors.")] = (
        False
    )
