"""What the law asks and when. A legal date is an object: precision, status, confidence and history."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, kind
from planner.plan.entities.base import Entity


class DatePrecision(StrEnum):
    """How exactly a date is known; the stored day is the last of the period."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RELATIVE = "relative"


class LegalStatus(StrEnum):
    """Standing of the law; only a law in force or adopted is live."""

    IN_FORCE = "in_force"
    ADOPTED = "adopted"
    PROVISIONAL = "provisional"
    TENTATIVE = "tentative"
    EXPECTED = "expected"
    UNDER_REVIEW = "under_review"
    TO_VERIFY = "to_verify"
    ENJOINED = "enjoined"
    REPEALED = "repealed"

    @property
    def is_live(self) -> bool:
        """Whether the duty binds: an enjoined or merely expected law does not."""
        return self in (LegalStatus.IN_FORCE, LegalStatus.ADOPTED)


class Confidence(StrEnum):
    """How sure the date is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEntry:
    """What was once said of a date, and when it was so."""

    day: Annotated[date | None, About("Last day of the period meant; empty if relative.")] = None
    precision: Annotated[DatePrecision, About("How exactly it was known.")] = DatePrecision.DAY
    status: Annotated[LegalStatus, About("Standing of the law then.")] = LegalStatus.IN_FORCE
    as_of: Annotated[date | None, About("Day on which this was so.")] = None
    source: Annotated[str, About("Where it was read.", max_length=1000)] = ""


@kind("obligation", code_space="obligation")
@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation(Entity):
    """A duty in law, with its date as an object."""

    code: Annotated[str, About("Short unique code, such as EU-AI5.", max_length=64)]
    instrument: Annotated[str, About("Law or rule, such as AI Act Art 5.", max_length=500)]
    duty: Annotated[str, About("What it asks.", max_length=10_000)] = ""
    jurisdiction: Annotated[str, About("Where it applies, such as EU or US-VT.", max_length=100)] = ""
    market_ids: Annotated[tuple[str, ...], About("Markets concerned.", refers_to=("market",))] = ()
    day: Annotated[date | None, About("Last day of the period in which it falls; empty if relative.")] = None
    precision: Annotated[DatePrecision, About("How exactly the date is known.")] = DatePrecision.DAY
    status: Annotated[LegalStatus, About("Standing of the law.")] = LegalStatus.IN_FORCE
    status_note: Annotated[str, About("The standing in the source's own words.", max_length=1000)] = ""
    confidence: Annotated[Confidence, About("How sure the date is.")] = Confidence.HIGH
    history: Annotated[tuple[DateEntry, ...], About("What was said of the date before, oldest first.")] = ()
    grace_end: Annotated[date | None, About("Last day of grace; empty: none known.")] = None
    recurrence: Annotated[str, About("How often the duty returns.", max_length=200)] = ""
    clock_hours: Annotated[
        tuple[int, ...], About("Hours within which each case must be handled.", unit="hours", ge=0, le=87_600)
    ] = ()
    source: Annotated[str, About("Where it was read.", max_length=1000)] = ""
    as_of: Annotated[date | None, About("Day on which this was checked.")] = None
    note: Annotated[str, About("Remarks, conflicts between sources.", max_length=10_000)] = ""
    initiative_ids: Annotated[tuple[str, ...], About("Initiatives that meet the duty.", refers_to=("initiative",))] = ()
    launch_ids: Annotated[tuple[str, ...], About("Launches that must respect it.", refers_to=("launch",))] = ()
