"""Markers of a roadmap: milestones, launches and obligations, each on the day that is known of it.

A date keeps the precision in which it was said; its marker stands on the last day of the period.

>>> when_said(date(2028, 3, 31), DatePrecision.QUARTER), when_said(date(2026, 6, 30), DatePrecision.HALF)
('2028Q1', '2026H1')
"""

from collections.abc import Iterator, Sequence
from datetime import date

from planner.plan.entities import DatePrecision, Initiative, Launch, Level, Obligation, Status
from planner.plan.snapshot import Plan
from planner.roadmap.result import Marker, MarkerKind
from planner.schedule.result import Schedule
from planner.worktime.fiscal import WEEKS_PER_QUARTER, FiscalQuarter


def markers(plan: Plan, dates: Schedule, quarters: Sequence[FiscalQuarter]) -> tuple[Marker, ...]:
    """Return what happens on one day within the quarters, by day, then code; relative dates have no day."""
    found = [*_milestones(plan, dates, quarters), *_launches(plan, dates, quarters), *_obligations(plan, quarters)]
    return tuple(sorted(found, key=lambda marker: (marker.day, marker.code)))


def when_said(day: date, precision: DatePrecision) -> str:
    """Return a date as precisely as it is known; quarters and halves of law are of the calendar year."""
    match precision:
        case DatePrecision.MONTH:
            return f"{day:%b %Y}"
        case DatePrecision.QUARTER:
            return f"{day.year}Q{(day.month + 2) // 3}"
        case DatePrecision.HALF:
            return f"{day.year}H{(day.month + 5) // 6}"
        case DatePrecision.YEAR:
            return f"{day.year}"
        case _:
            return day.isoformat()


def _position(day: date, quarters: Sequence[FiscalQuarter]) -> tuple[int, int] | None:
    position = FiscalQuarter.containing(day, quarters[0].start_month).since(quarters[0])
    if not 0 <= position < len(quarters):
        return None
    return position, position * WEEKS_PER_QUARTER + quarters[position].week_of(day) - 1


def _milestones(plan: Plan, dates: Schedule, quarters: Sequence[FiscalQuarter]) -> Iterator[Marker]:
    for item in plan.all(Initiative).values():
        if item.level is Level.MILESTONE:
            target = item.deadline.date() if item.deadline else None
            yield from _computed(MarkerKind.MILESTONE, item, target, dates, quarters)


def _launches(plan: Plan, dates: Schedule, quarters: Sequence[FiscalQuarter]) -> Iterator[Marker]:
    for launch in plan.all(Launch).values():
        target = launch.target_date.date() if launch.target_date else None
        yield from _computed(MarkerKind.LAUNCH, launch, target, dates, quarters)


def _computed(
    kind: MarkerKind,
    item: Initiative | Launch,
    target: date | None,
    dates: Schedule,
    quarters: Sequence[FiscalQuarter],
) -> Iterator[Marker]:
    when = dates.dates.get(item.id)
    at = _position(when.finish, quarters) if when is not None else None
    if when is None or at is None or item.status is Status.CANCELLED:
        return
    yield Marker(
        kind=kind,
        id=item.id,
        code=item.code,
        name=item.name,
        day=when.finish,
        when=when.finish.isoformat(),
        precision=DatePrecision.DAY,
        quarter=at[0],
        week=at[1],
        target=target,
        late=target is not None and when.finish > target,
        done=item.status is Status.DONE,
        critical=when.critical,
        live=True,
    )


def _obligations(plan: Plan, quarters: Sequence[FiscalQuarter]) -> Iterator[Marker]:
    for duty in plan.all(Obligation).values():
        at = _position(duty.day, quarters) if duty.day is not None else None
        if duty.day is None or at is None:
            continue
        yield Marker(
            kind=MarkerKind.OBLIGATION,
            id=duty.id,
            code=duty.code,
            name=f"{duty.instrument}: {duty.duty}" if duty.duty else duty.instrument,
            day=duty.day,
            when=when_said(duty.day, duty.precision),
            precision=duty.precision,
            quarter=at[0],
            week=at[1],
            target=None,
            late=False,
            done=False,
            critical=False,
            live=duty.status.is_live,
        )
