"""Scenarios: edits that are kept beside the plan until they are merged or dropped."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, kind
from planner.plan.entities.base import Entity
from planner.plan.values import Action


class ScenarioStatus(StrEnum):
    """Whether a scenario is still worked on, has become part of the plan, or was given up."""

    OPEN = "open"
    MERGED = "merged"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioEdit:
    """One edit of a scenario."""

    action: Annotated[Action, About("What it does.")]
    kind: Annotated[str, About("Kind of what it edits, such as initiative.", max_length=64)]
    item: Annotated[str, About("Id of what it edits or makes.", max_length=200)]
    values: Annotated[str, About("The fields that it sets, as a JSON object by field name.", max_length=1_000_000)] = ""


@kind("scenario", code_space="scenario")
@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Entity):
    """What the plan would be after some edits: a proposal to compare, to merge or to drop."""

    code: Annotated[str, About("Short unique code, such as VENDOR-EARLY.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)]
    description: Annotated[str, About("What it tries, and for whom.", max_length=10_000)] = ""
    owner: Annotated[str, About("Person who answers for it.", max_length=200)] = ""
    status: Annotated[ScenarioStatus, About("What became of it.")] = ScenarioStatus.OPEN
    base_revision: Annotated[int, About("Revision of the plan that its edits were made on.", ge=0, le=10**12)] = 0
    edits: Annotated[tuple[ScenarioEdit, ...], About("What it changes, in order.")] = ()
