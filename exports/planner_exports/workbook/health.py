"""Judgements that depend on the status date: each as words here, and as the formula that gives the same in Excel.

A reader who changes the status date or the margin on the Summary sheet sees the formulas follow; viewers that do
not calculate show the words computed here. ``{x}`` in a formula is the cell of the row's column x.

>>> launch_state(None, date(2027, 1, 8), date(2026, 12, 18), date(2026, 11, 22), 10)
'Late'
"""

from datetime import date

FIRST_DAY = date(1900, 3, 1)
"""Earliest day that all spreadsheets count alike; earlier ones are written as text."""

DEFAULT_MARGIN = 10
"""Days of slack up to which something is at risk, unless the reader changes it."""


def days_between(first: date | None, last: date | None) -> int | None:
    """Return calendar days from ``first`` to ``last``, negative if it is earlier.

    None where one is unknown, or so early that spreadsheets hold it as text.
    """
    if first is None or last is None or min(first, last) < FIRST_DAY:
        return None
    return (last - first).days


def days_formula(first: str, last: str) -> str:
    """Return the formula of ``days_between`` for two cells: empty unless both are numbers."""
    return f'IF(COUNT({first},{last})<2,"",{last}-{first})'


WORK_HEALTH = (
    'IF(OR([@Status]="Done",[@[Actual finish]]<>""),"Done",'
    'IF(OR([@Status]="Cancelled",[@Status]="On hold"),[@Status],'
    'IF([@Finish]="","No dates",'
    'IF(AND(OR([@Status]="Approved",[@Status]="In progress"),[@Finish]<=StatusDate),"Overdue",'
    'IF([@Deadline]="","On track",'
    'IF([@Finish]>[@Deadline],"Late",'
    'IF([@Deadline]-[@Finish]<=AtRiskDays,"At risk","On track")))))))'
)


def work_health(
    status: str,
    actual_finish: date | None,
    finish: date | None,
    deadline: date | None,
    status_date: date,
    margin: int,
) -> str:
    """Return how an initiative stands: Done, Cancelled, On hold, No dates, Overdue, Late, At risk or On track.

    ``status`` is the label of the status. Overdue: promised, computed to finish by the status date, not done.
    Late: computed to finish after its deadline. At risk: at most ``margin`` days before it.
    """
    if status == "Done" or actual_finish is not None:
        return "Done"
    if status in ("Cancelled", "On hold"):
        return status
    if finish is None:
        return "No dates"
    if status in ("Approved", "In progress") and finish <= status_date:
        return "Overdue"
    return _against(finish, deadline, margin, "On track")


def _against(day: date, target: date | None, margin: int, without: str) -> str:
    if target is None:
        return without
    if day > target:
        return "Late"
    return "At risk" if (target - day).days <= margin else "On track"


def open_launch_state(predicted: str, target: str) -> str:
    """Return the formula for the state of a launch that is not live, from the cells of its two dates."""
    return (
        f'IF({predicted}="","No date",IF({target}="","No target",IF({target}<StatusDate,"Overdue",'
        f'IF({predicted}>{target},"Late",IF({target}-{predicted}<=AtRiskDays,"At risk","On track")))))'
    )


LAUNCH_STATE = f'IF([@[Live since]]<>"","Live",{open_launch_state("[@Predicted]", "[@Target]")})'


def launch_state(
    live_since: date | None, predicted: date | None, target: date | None, status_date: date, margin: int
) -> str:
    """Return how a launch stands in a market: Live, No date, No target, Overdue, Late, At risk or On track."""
    if live_since is not None:
        return "Live"
    if predicted is None:
        return "No date"
    if target is not None and target < status_date:
        return "Overdue"
    return _against(predicted, target, margin, "No target")


URGENCIES = ("Within 90 days", "Within a year", "Later", "Relative", "In force", "Not live")
"""Words for how soon a duty binds, in the order in which they ask for attention."""

LEGAL_URGENCY = (
    'IF([@Live]<>"Yes","Not live",IF([@[Days left]]="","Relative",IF([@[Days left]]<=0,"In force",'
    'IF([@[Days left]]<=90,"Within 90 days",IF([@[Days left]]<=365,"Within a year","Later")))))'
)


def legal_urgency(live: bool, days_left: int | None) -> str:
    """Return how soon a duty binds: Not live, Relative, In force, Within 90 days, Within a year or Later."""
    if not live:
        return "Not live"
    if days_left is None:
        return "Relative"
    if days_left <= 0:
        return "In force"
    if days_left <= 90:
        return "Within 90 days"
    return "Within a year" if days_left <= 365 else "Later"


PROMISE_STANDING = (
    'IF(OR([@Delivered]<>"",[@Promise]="Delivered"),"Delivered",IF([@Promise]="","",IF([@Promise]="Declined","Declined",'
    'IF(AND([@[Promised for]]<>"",[@[Promised for]]<StatusDate),"Overdue",'
    'IF(AND([@[Promised for]]<>"",[@[Needed by]]<>"",[@[Promised for]]>[@[Needed by]]),"Too late",'
    'IF([@Promise]="Requested","Unanswered","Open"))))))'
)


def promise_standing(
    promise: str, delivered: date | None, promised_for: date | None, needed_by: date | None, status_date: date
) -> str:
    """Return how a promise stands: Delivered, Declined, Overdue, Too late, Unanswered, Open, or empty without one."""
    if delivered is not None or promise == "Delivered":
        return "Delivered"
    if promise in ("", "Declined"):
        return promise
    if promised_for is not None and promised_for < status_date:
        return "Overdue"
    if promised_for is not None and needed_by is not None and promised_for > needed_by:
        return "Too late"
    return "Unanswered" if promise == "Requested" else "Open"
