"""What every entity has: an opaque id, and the declaration of its kind."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from planner.plan.declare import About, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Anything of a plan that has an identity."""

    KIND: ClassVar[Kind]

    id: Annotated[str, About("Opaque identifier, stable for the entity's life (UUIDv7).", max_length=64)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalId:
    """The identity of an item in another system."""

    system: Annotated[str, About("Name of the other system, such as jira.", max_length=200)]
    key: Annotated[str, About("Key of the item there.", max_length=500)]
    url: Annotated[str, About("Address of the item there.", max_length=2000)] = ""
