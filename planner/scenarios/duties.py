"""What a plan misses: launches after their target date, and work after the day of a duty in law that binds.

>>> from datetime import datetime
>>> from planner.plan.entities import Portfolio
>>> start = Portfolio(id="portfolio", start=datetime(2027, 1, 4))
>>> late = Launch(id="l", code="LCH-1", name="Pilot", target_date=datetime(2026, 12, 18))
>>> [(one.duty_id, one.work_id, one.due.date().isoformat()) for one in missed(Plan.of(start, late))]
[(None, 'l', '2026-12-18')]
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from planner.plan.entities import Launch, Obligation
from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import END_OF_DAY
from planner.schedule.impacts import finish_of


@dataclass(frozen=True, slots=True)
class Missed:
    """A date that work does not meet; ``duty_id`` None: the launch's own target date."""

    duty_id: str | None
    work_id: str
    due: datetime
    finish: datetime

    @property
    def key(self) -> tuple[str | None, str]:
        """Return what makes it the same one in another plan."""
        return self.duty_id, self.work_id


@per_plan
def missed(plan: Plan) -> tuple[Missed, ...]:
    """Return the target dates of launches, then the duties that bind, which computed dates miss."""
    return tuple(one for one in (*_targets(plan), *_duties(plan)) if one.finish > one.due)


def _targets(plan: Plan) -> Iterator[Missed]:
    for launch in plan.all(Launch).values():
        finish = finish_of(plan, launch)
        if launch.target_date is not None and finish is not None:
            yield Missed(None, launch.id, launch.target_date, finish)


def _duties(plan: Plan) -> Iterator[Missed]:
    for duty in plan.all(Obligation).values():
        if duty.day is None or not duty.status.is_live:
            continue
        for work_id in (*duty.initiative_ids, *duty.launch_ids):
            finish = finish_of(plan, plan.works[work_id]) if work_id in plan.works else None
            if finish is not None:
                yield Missed(duty.id, work_id, datetime.combine(duty.day, END_OF_DAY), finish)
