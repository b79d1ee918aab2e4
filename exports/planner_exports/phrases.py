"""Values in the words that a reader expects: choices, dates as they were said, links, names of work.

>>> from planner.plan.entities import DatePrecision
>>> as_said(date(2028, 3, 31), DatePrecision.QUARTER), as_said(date(2026, 6, 30), DatePrecision.HALF)
('Q1 2028', 'H1 2026')
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from planner.plan.entities import DatePrecision, Dependency, Entity, Initiative, LinkType
from planner.plan.snapshot import Plan, Work

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def label(choice: StrEnum | None) -> str:
    """Return a choice for people: ``in_progress`` is "In progress"; None is empty."""
    return choice.value.replace("_", " ").capitalize() if choice is not None else ""


def day_text(day: date) -> str:
    """Return a day without doubt about its order, in any locale: 2 Dec 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def as_said(day: date | None, precision: DatePrecision) -> str:
    """Return a legal date as exactly as it is known; quarters and halves are of the calendar year."""
    if precision is DatePrecision.RELATIVE:
        return "relative"
    if day is None:
        return "no date"
    match precision:
        case DatePrecision.MONTH:
            return f"{MONTHS[day.month - 1]} {day.year}"
        case DatePrecision.QUARTER:
            return f"Q{(day.month + 2) // 3} {day.year}"
        case DatePrecision.HALF:
            return f"H{(day.month + 5) // 6} {day.year}"
        case DatePrecision.YEAR:
            return str(day.year)
        case _:
            return day_text(day)


def link_text(link: Dependency) -> str:
    """Return type and lag of a dependency: ``FS``, ``SS + 2w``, ``FF - 1d``."""
    if link.lag.amount == 0:
        return link.type.value
    amount = str(link.lag).removeprefix("-")
    return f"{link.type.value} {'-' if link.lag.amount < 0 else '+'} {amount}"


_VERBS: Mapping[LinkType, tuple[str, str]] = {
    LinkType.FS: ("Starts", "finishes"),
    LinkType.SS: ("Starts", "starts"),
    LinkType.FF: ("Finishes", "finishes"),
    LinkType.SF: ("Finishes", "starts"),
}


def link_sentence(plan: Plan, link: Dependency) -> str:
    """Return what a dependency makes its successor do, such as "Starts 2w after POL-101 finishes"."""
    own, other = _VERBS[link.type]
    lag = str(link.lag).removeprefix("-")
    when = "when" if link.lag.amount == 0 else f"{lag} {'before' if link.lag.amount < 0 else 'after'}"
    work = plan.works.get(link.predecessor_id or "")
    if work is not None:
        return f"{own} {when} {work.code} {other}"
    promised = f", promised for {day_text(link.promised_for)}" if link.promised_for else ""
    return f"{own} {when} {link.external_party or 'an external party'} delivers{promised}"


def codes(table: Mapping[str, Entity], ids: Iterable[str]) -> str:
    """Return the codes of these entities, separated by commas; what has no code or is gone shows its id."""
    return ", ".join(str(getattr(table.get(id_), "code", id_)) for id_ in ids)


def owner_of(plan: Plan, work: Work) -> str:
    """Return who answers for the work, itself or through its parents."""
    return str(plan.inherited(work, "owner")[0]).strip() if isinstance(work, Initiative) else work.owner.strip()


def line_of_business(plan: Plan, work: Work) -> str:
    """Return the work's line of business, its own or inherited."""
    if isinstance(work, Initiative):
        return str(plan.inherited(work, "line_of_business")[0]).strip()
    return work.line_of_business.strip()
