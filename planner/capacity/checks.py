"""What capacity shows of a plan: overload, demands nobody can meet, sign-offs that come too late.

>>> capacity_findings(Plan({}))
()
"""

from collections.abc import Iterator

from planner.capacity.overload import overload_findings
from planner.capacity.queues import queue_loads, review_forecasts
from planner.plan.entities import ReviewQueue
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan, per_plan


@per_plan
def capacity_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return every finding about teams and reviewers."""
    return (*overload_findings(plan), *_overloaded_queues(plan), *_late_reviews(plan))


def _overloaded_queues(plan: Plan) -> Iterator[Finding]:
    for load in queue_loads(plan):
        if load.utilisation < 1:
            continue
        queue = plan.all(ReviewQueue)[load.queue_id]
        text = (
            f"{queue.code} is asked for {load.arrivals_per_week:.3g} reviews a week in {load.period.label}, "
            f"{load.utilisation:.0%} of what its reviewers can do; requests pile up."
        )
        place = Place(kind="review_queue", id=queue.id, code=queue.code, field="reviewers", column=load.period.label)
        yield Finding(Severity.WARNING, "queue-overloaded", text, place, "Add reviewers, or ask for less.", (queue.id,))


def _late_reviews(plan: Plan) -> Iterator[Finding]:
    for forecast in review_forecasts(plan):
        if not forecast.late:
            continue
        queue, work = plan.all(ReviewQueue)[forecast.queue_id], plan.works[forecast.initiative_id]
        text = f"The sign-off of {work.code} by {queue.code}, needed by {forecast.needed_by}, {forecast.late}."
        place = Place(kind="review_request", id=forecast.request_id, code=work.code, field="needed_by")
        hint = "Hand in a draft, agree on a faster review, or move what needs it."
        yield Finding(Severity.WARNING, "review-late", text, place, hint, (work.id, queue.id))
