"""What is chosen together, and what was promised when a roadmap was locked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity


class Commitment(StrEnum):
    """How firmly a roadmap holds an initiative."""

    COMMITTED = "committed"
    STRETCH = "stretch"
    OUTLOOK = "outlook"


class ChoiceRule(StrEnum):
    """How many of a group are done."""

    EITHER_OR = "either_or"
    ONE_OF = "one_of"
    ALL_OR_NONE = "all_or_none"


@kind("choice_group", code_space="choice_group")
@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceGroup(Entity):
    """Initiatives that are chosen together: at most one of them, exactly one, or all or none."""

    code: Annotated[str, About("Short unique code.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)] = ""
    rule: Annotated[ChoiceRule, About("How many of them are done.")] = ChoiceRule.EITHER_OR
    initiative_ids: Annotated[tuple[str, ...], About("The initiatives.", refers_to=("initiative",))] = ()


@kind("baseline", code_space="baseline")
@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Entity):
    """The dates that were promised when a roadmap was locked."""

    code: Annotated[str, About("Short unique code, such as 2027Q1.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)] = ""
    locked_on: Annotated[date, About("Day on which it was locked.")]
    revision: Annotated[int, About("Revision of the plan that it was taken from.", ge=0, le=10**12)] = 0
    first_quarter: Annotated[str, About("First fiscal quarter that it holds, such as 2027Q1.", max_length=16)] = ""
    last_quarter: Annotated[str, About("Last fiscal quarter that it holds.", max_length=16)] = ""
    note: Annotated[str, About("What was agreed, and with whom.", max_length=10_000)] = ""


@kind("baseline_item", unique=(("baseline_id", "work_id"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineItem(Entity):
    """The promise of one piece of work, kept as it was said."""

    baseline_id: Annotated[str, About("The baseline.", refers_to=("baseline",), on_delete=OnDelete.CASCADE)]
    work_id: Annotated[str, About("The work.", refers_to=("initiative", "launch"), on_delete=OnDelete.CASCADE)]
    start: Annotated[date, About("First day promised.")]
    finish: Annotated[date, About("Last day promised.")]
    quarter: Annotated[str, About("Fiscal quarter promised, such as 2027Q1; empty: none.", max_length=16)] = ""
    commitment: Annotated[Commitment, About("How firmly it was promised.")] = Commitment.COMMITTED
    confidence: Annotated[
        float | None, About("Probability of the finish as it was said; empty: none was said.", unit="share", ge=0, le=1)
    ] = None
