"""Reviewer queues: how long a sign-off waits, and by when it must be handed in.

A queue of c reviewers with mean service time 1/μ and utilisation ρ = λ/(cμ) is an M/G/c queue; its mean wait follows
from Erlang's delay formula and the variation of service (the Allen–Cunneen approximation: A. O. Allen, *Probability,
Statistics, and Queueing Theory with Computer Science Applications*, 2nd edition 1990; exact for M/M/c and M/G/1):

    wait = C(c, λ/μ) / (cμ − λ) × (1 + variation²) / 2

One reviewer, half busy, service of one day that varies like an exponential: a day of waiting.

>>> allen_cunneen(0.5, 1.0, 1, 1.0), round(allen_cunneen(1.0, 1.0, 2, 0.0), 3)
(1.0, 0.167)

λ differs from quarter to quarter: requests from outside, and the plan's own that are needed in it. Above 95 % no
steady state is reached within a quarter; then the wait is the one at 95 % and what piles up until the quarter ends.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from planner.capacity.periods import Period, PeriodLength, period_of, within_known
from planner.plan.entities import Initiative, ReviewQueue, ReviewRequest, Team
from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import Duration, Edge, moment
from planner.schedule import schedule
from planner.schedule.plan_calendars import PlanCalendars
from planner.schedule.plan_schedule import solved
from planner.worktime import arithmetic
from planner.worktime.tables import WEEK_TOTAL, listed, tabulate
from planner.worktime.ticks import TICKS_PER_MINUTE, to_datetime, to_ticks

STEADY = 0.95
"""Utilisation up to which a queue settles within a quarter."""


def erlang_c(load: float, servers: int) -> float:
    """Return the probability that a request waits: Erlang's delay formula; ``load`` = λ/μ below ``servers``."""
    blocking = 1.0
    for busy in range(1, servers + 1):
        blocking = load * blocking / (busy + load * blocking)
    return blocking / (1 - load / servers * (1 - blocking))


def allen_cunneen(arrivals: float, service: float, servers: int, variation: float) -> float:
    """Return the mean wait of an M/G/c queue, in the unit of ``service``; ``arrivals`` are per that unit.

    The utilisation must be below 1. ``variation`` is the coefficient of variation of service.
    """
    load = arrivals * service
    if load <= 0:
        return 0.0
    return erlang_c(load, servers) * service / (servers - load) * (1 + variation * variation) / 2


def expected_wait(arrivals: float, service: float, servers: int, variation: float, horizon: float) -> float:
    """Return the mean wait at the end of a time of this length in which requests arrive at this rate."""
    busy = arrivals * service / servers
    if busy <= STEADY:
        return allen_cunneen(arrivals, service, servers, variation)
    settled = allen_cunneen(STEADY * servers / service, service, servers, variation)
    return settled + (busy - STEADY) * horizon


@dataclass(frozen=True, slots=True)
class QueueLoad:
    """A queue in one fiscal quarter: requests per week, share of the reviewers' time, mean wait in working minutes."""

    queue_id: str
    period: Period
    own_requests: int
    arrivals_per_week: float
    utilisation: float
    wait_minutes: float


@dataclass(frozen=True, slots=True)
class ReviewForecast:
    """One sign-off: when it is needed, how long it will wait and take (working minutes), by when to hand it in.

    ``expected`` is the decision's day for a request that is handed in or decided, else for one handed in when its work
    is done; of an open one it is not before the status date. ``late`` says why it will not be there in time; empty: it
    will. Dates are None where the initiative has none.
    """

    request_id: str
    queue_id: str
    initiative_id: str
    needed_by: date | None
    wait_minutes: float
    service_minutes: float
    submit_by: date | None
    expected: date | None
    decided: bool
    late: str


@per_plan
def queue_loads(plan: Plan) -> tuple[QueueLoad, ...]:
    """Return every queue in every quarter in which the plan needs something of it, and the one of the status date."""
    own: Counter[tuple[str, Period]] = Counter()
    for request in plan.all(ReviewRequest).values():
        needed = needed_by(plan, request)
        if needed is not None and request.decided_on is None:
            own[request.queue_id, _quarter(plan, needed.date())] += 1
    today = _quarter(plan, _today(plan))
    found = []
    for queue in plan.all(ReviewQueue).values():
        quarters = {today, *(period for id_, period in own if id_ == queue.id)}
        found += [_load(plan, queue, period, own[queue.id, period]) for period in sorted(quarters)]
    return tuple(found)


def _load(plan: Plan, queue: ReviewQueue, period: Period, own: int) -> QueueLoad:
    weeks = ((period.last - period.first).days + 1) / 7
    week = _week_minutes(plan, queue)
    service = _minutes(plan, queue.service) / week
    arrivals = queue.other_arrivals + own / weeks
    wait = expected_wait(arrivals, service, queue.reviewers, queue.variation, weeks) if service > 0 else 0.0
    return QueueLoad(queue.id, period, own, arrivals, arrivals * service / queue.reviewers, wait * week)


@per_plan
def review_forecasts(plan: Plan) -> tuple[ReviewForecast, ...]:
    """Return the forecast of every sign-off, in the order of the plan; dangling ones are left out."""
    waits = {(load.queue_id, load.period): load.wait_minutes for load in queue_loads(plan)}
    known = (plan.all(ReviewQueue), plan.all(Initiative))
    return tuple(
        _forecast(plan, request, waits)
        for request in plan.all(ReviewRequest).values()
        if request.queue_id in known[0] and request.initiative_id in known[1]
    )


def _forecast(plan: Plan, request: ReviewRequest, waits: dict[tuple[str, Period], float]) -> ReviewForecast:
    queue = plan.all(ReviewQueue)[request.queue_id]
    needed = needed_by(plan, request)
    service = _minutes(plan, request.service or queue.service)
    wait = waits.get((queue.id, _quarter(plan, needed.date())), 0.0) if needed else 0.0
    submit = walked(plan, queue, needed, -(wait + service)) if needed else None
    handed_in = _handed_in(plan, request)
    expected = _not_past(plan, walked(plan, queue, handed_in, wait + service) if handed_in else None)
    decided = request.decided_on is not None
    late = "" if decided or needed is None else _lateness(plan, request, needed, submit, expected)
    return ReviewForecast(
        request.id,
        queue.id,
        request.initiative_id,
        needed.date() if needed else None,
        wait,
        service,
        submit.date() if submit else None,
        request.decided_on or (expected.date() if expected else None),
        decided,
        late,
    )


def _handed_in(plan: Plan, request: ReviewRequest) -> datetime | None:
    """Return when a sign-off was handed in, or will be: when its work is done, from the status date on."""
    if request.submitted_on is not None:
        return datetime.combine(request.submitted_on, time())
    work = schedule(plan).dates.get(request.initiative_id)
    return _not_past(plan, work.early_finish if work is not None else None)


def _not_past(plan: Plan, instant: datetime | None) -> datetime | None:
    """Return an instant, the begin of the status date where it lies before it."""
    today = plan.portfolio.status_date
    return instant if instant is None or today is None else max(instant, datetime.combine(today, time()))


def _lateness(
    plan: Plan, request: ReviewRequest, needed: datetime, submit: datetime | None, expected: datetime | None
) -> str:
    """Return why an open sign-off will not be there in time; empty: it will."""
    today = plan.portfolio.status_date
    if request.submitted_on is None and submit is not None and today is not None and submit.date() < today:
        return f"should have been handed in by {submit.date()}"
    if expected is None or expected <= needed:
        return ""
    if request.submitted_on is not None or submit is None:
        return f"is expected on {expected.date()}"
    done = schedule(plan).dates[request.initiative_id].early_finish
    return f"must be handed in by {submit:%Y-%m-%d %H:%M}, before the work is done on {done:%Y-%m-%d %H:%M}"


def needed_by(plan: Plan, request: ReviewRequest) -> datetime | None:
    """Return the moment at which a sign-off is needed; the late finish of its work where no day is given."""
    if request.needed_by is not None:
        return moment(request.needed_by, Edge.FINISH)
    work = schedule(plan).dates.get(request.initiative_id)
    return work.late_finish if work is not None else None


def walked(plan: Plan, queue: ReviewQueue, instant: datetime, minutes: float) -> datetime | None:
    """Return the moment so many working minutes of a queue after an instant (negative: before it).

    None where its calendar never works, or no date exists that far away.
    """
    calendars, position = _calendar(plan, queue)
    if not calendars.values[position].works():
        return None
    ticks = round(minutes * TICKS_PER_MINUTE)
    return to_datetime(arithmetic.walk(listed(calendars.values), position, to_ticks(instant), ticks))


def _calendar(plan: Plan, queue: ReviewQueue) -> tuple[PlanCalendars, int]:
    calendars = solved(plan).calendars
    team = plan.all(Team).get(queue.team_id or "")
    id_ = queue.calendar_id or (team.calendar_id if team else None)
    return calendars, calendars.position.get(id_ or "", 0)


def _week_minutes(plan: Plan, queue: ReviewQueue) -> float:
    """Return the working minutes of a reviewer's ordinary week; a calendar without one counts as the plan's week."""
    calendars, position = _calendar(plan, queue)
    ticks = int(tabulate((calendars.values[position],))[WEEK_TOTAL])
    return ticks / TICKS_PER_MINUTE or float(plan.units.minutes_per_week)


def _minutes(plan: Plan, said: Duration) -> float:
    return 0.0 if said.is_percent else float(max(said.working_minutes(plan.units), 0))


def _quarter(plan: Plan, day: date) -> Period:
    return period_of(PeriodLength.QUARTER, within_known(day), plan.portfolio.fiscal_year_start_month)


def _today(plan: Plan) -> date:
    return plan.portfolio.status_date or schedule(plan).start.date()
