"""Objectives: what work is done for."""

from dataclasses import dataclass
from typing import Annotated

from planner.plan.declare import About, kind
from planner.plan.entities.base import Entity


@kind("objective", code_space="objective")
@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Entity):
    """An aim of the organisation that initiatives serve."""

    code: Annotated[str, About("Short unique code, such as OBJ-1.", max_length=64)]
    name: Annotated[str, About("The aim in one sentence.", max_length=500)]
    description: Annotated[str, About("Why it matters and how one sees that it is reached.", max_length=10_000)] = ""
    owner: Annotated[str, About("Person who answers for it.", max_length=200)] = ""
