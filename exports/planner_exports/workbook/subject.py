"""What a workbook is about: one revision of a plan with everything computed from it, and the words of its edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner.capacity.heat import HeatMap
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan
from planner.roadmap import Roadmap
from planner.roadmap.select_quarters import Proposal
from planner.schedule.result import CriticalPath, WorkDates


@dataclass(frozen=True, slots=True)
class RevisionStamp:
    """The revision that a workbook shows: its number, who made it, when (UTC), why, and its hash in the chain."""

    number: int
    author: str
    at: datetime
    message: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A plan with its dates, roadmap and findings, as of the status date.

    ``paths`` holds the critical path to each launch by its id, and under None the one to the end of the plan.

    ``margin`` is the number of days of slack up to which something is at risk. ``revision`` is None for a plan
    that was never saved. ``capacity`` is by the quarters of the roadmap; None: nothing is said of it.
    ``selection`` is a proposal of what is done in which quarter; None: the workbook has no sheets about one.
    """

    plan: Plan
    dates: Mapping[str, WorkDates]
    paths: Mapping[str | None, CriticalPath]
    roadmap: Roadmap
    findings: Sequence[Finding]
    status_date: date
    generated_at: datetime
    revision: RevisionStamp | None
    margin: int
    capacity: HeatMap | None = None
    selection: Proposal | None = None

    @property
    def edition(self) -> str:
        """Return which edition of the plan this is, such as ``Revision 12``."""
        return f"Revision {self.revision.number}" if self.revision else "Unsaved plan"
