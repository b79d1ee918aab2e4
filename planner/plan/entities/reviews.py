"""Reviewers as a queue: legal, PR, compliance and others whose sign-off work waits for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity
from planner.plan.values import Duration


@kind("review_queue", code_space="review_queue")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueue(Entity):
    """A function that reviews one request after another, with a number of reviewers side by side."""

    code: Annotated[str, About("Short unique code, such as LEGAL-EU.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)]
    function: Annotated[str, About("What it signs off: legal, PR, compliance or another.", max_length=200)] = ""
    team_id: Annotated[str | None, About("The team whose people review.", refers_to=("team",))] = None
    reviewers: Annotated[int, About("How many review at a time.", unit="people", ge=1, le=10_000)] = 1
    service: Annotated[Duration, About("Mean time of one review.", unit="working time")]
    variation: Annotated[float, About("Standard deviation of that time over its mean.", unit="ratio", ge=0, le=10)] = (
        1.0
    )
    other_arrivals: Annotated[
        float, About("Requests that come from outside the plan.", unit="requests per week", ge=0, le=100_000)
    ] = 0.0
    calendar_id: Annotated[
        str | None, About("Working calendar; empty: the team's, else the portfolio's.", refers_to=("calendar",))
    ] = None


@kind("review_request", unique=(("initiative_id", "queue_id"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest(Entity):
    """A sign-off that an initiative needs from a queue."""

    initiative_id: Annotated[
        str, About("What is to be signed off.", refers_to=("initiative",), on_delete=OnDelete.CASCADE)
    ]
    queue_id: Annotated[str, About("Who signs off.", refers_to=("review_queue",))]
    service: Annotated[Duration | None, About("Time of this review; empty: the queue's mean.", unit="working time")] = (
        None
    )
    needed_by: Annotated[
        date | None, About("Day by which the sign-off is needed; empty: the late finish of the initiative.")
    ] = None
    submitted_on: Annotated[date | None, About("Day it was handed in.")] = None
    decided_on: Annotated[date | None, About("Day it was signed off.")] = None
