"""How firmly a roadmap holds work: committed, stretch or outlook.

What was said of the work, or of the nearest of what it is part of, holds; of done work it no longer matters. Where
nothing was said, approved and running work is committed, the rest is outlook.

>>> [tier(status, None).value for status in (Status.PROPOSED, Status.APPROVED)]
['outlook', 'committed']
>>> [tier(status, Commitment.STRETCH).value for status in (Status.APPROVED, Status.DONE)]
['stretch', 'committed']
"""

from planner.plan.entities import Commitment, Initiative, Status
from planner.plan.snapshot import Plan

PROMISED = (Status.APPROVED, Status.IN_PROGRESS, Status.DONE)


def tier(status: Status, said: Commitment | None) -> Commitment:
    """Return the tier of work of a status of which this was said."""
    if said is not None and status is not Status.DONE:
        return said
    return Commitment.COMMITTED if status in PROMISED else Commitment.OUTLOOK


def commitment_said(plan: Plan, item: Initiative) -> Commitment | None:
    """Return the commitment of an initiative, else that of the nearest one above it that has one."""
    return next((each.commitment for each in (item, *plan.ancestors(item)) if each.commitment is not None), None)


def tier_of(plan: Plan, item: Initiative) -> Commitment:
    """Return the tier of an initiative."""
    return tier(item.status, commitment_said(plan, item))
