"""Cohorts as they will really be held: moved by the schedule of the work that they hang on."""

from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Cohort, Workforce
from planner.plan.snapshot import Plan, per_plan
from planner.schedule import schedule


@dataclass(frozen=True, slots=True)
class Booking:
    """A cohort still to come: ``finish`` is the day by the schedule, ``booked`` the one that was written down."""

    cohort_id: str
    code: str
    course_id: str
    market_id: str | None
    workforce: Workforce | None
    finish: date
    booked: date
    seats: int
    pass_rate: float

    @property
    def moved_days(self) -> int:
        """Return by how many days the schedule has moved it; negative: earlier."""
        return (self.finish - self.booked).days

    def is_for(self, market_id: str | None, workforce: Workforce) -> bool:
        """Return whether people of a market and workforce can have its seats."""
        return self.market_id in (None, market_id) and self.workforce in (None, workforce)


@per_plan
def bookings(plan: Plan, today: date) -> tuple[Booking, ...]:
    """Return the cohorts that end after a day, in order of their ends; those of cancelled work are not held."""
    found = []
    for cohort in plan.all(Cohort).values():
        finish = finish_of(plan, cohort)
        if finish is not None and finish > today:
            found.append(
                Booking(
                    cohort.id,
                    cohort.code,
                    cohort.course_id,
                    cohort.market_id,
                    cohort.workforce,
                    finish,
                    cohort.finish,
                    cohort.seats,
                    cohort.pass_rate,
                )
            )
    return tuple(sorted(found, key=lambda row: (row.finish, row.code)))


def finish_of(plan: Plan, cohort: Cohort) -> date | None:
    """Return the day on which a cohort gets its certificates; None: its work is not scheduled."""
    if cohort.initiative_id is None:
        return cohort.finish
    work = schedule(plan).dates.get(cohort.initiative_id)
    return work.finish if work is not None else None
