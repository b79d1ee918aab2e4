"""Random networks for property tests: every feature the reference knows, on half-hour slots."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from planner.schedule.network import Activity, Constraint, LagUnit, Link, LinkKind, Network, Project, Sort
from planner.worktime.pattern import OFFICE, DayException, WorkingCalendar, week
from planner.worktime.ticks import day_start
from tests.schedule.reference import SLOT

MONDAY: Final = date(2027, 1, 4)
START: Final = day_start(MONDAY) + 16 * SLOT
NIGHTS: Final = WorkingCalendar("Nights", week(((1320, 1740),)))
SHORT: Final = WorkingCalendar(
    "Short", week(((540, 720), (750, 900))), (DayException(MONDAY + timedelta(days=2), "Fair"),)
)
CALENDARS: Final = (OFFICE, NIGHTS, SHORT)

instants = st.integers(-48, 480).map(lambda slots: START + slots * SLOT)
durations = st.sampled_from([0, 0, 1, 2, 8, 16, 17, 40]).map(lambda slots: slots * SLOT)


@st.composite
def activities(draw: st.DrawFn) -> Activity:
    plain = Activity(duration=draw(durations), calendar=draw(st.integers(0, 2)))
    sort = draw(st.integers(0, 11))
    if sort <= 4:
        return plain
    if sort >= 10:
        begun = draw(st.sampled_from([None, None, None, START + 8 * SLOT]))
        finished = draw(st.none() | st.just(START + 20 * SLOT)) if begun else None
        level = Sort.LEVEL_OF_EFFORT if sort == 10 else draw(st.sampled_from([Sort.LEVEL_OF_EFFORT, Sort.WBS_SUMMARY]))
        if level is Sort.WBS_SUMMARY:
            begun = finished = None
        return replace(plain, sort=level, actual_start=begun, actual_finish=finished)
    if sort <= 6:
        kind = draw(st.sampled_from([k for k in Constraint if k not in {Constraint.START_ON, Constraint.FINISH_ON}]))
        at = None if kind in {Constraint.ASAP, Constraint.ALAP} else draw(instants)
        deadline = draw(st.none() | instants)
        delay = draw(st.sampled_from([0, 0, 96])) * SLOT
        return replace(plain, constraint=kind, constraint_at=at, deadline=deadline, levelling_delay=delay)
    begin = draw(instants)
    if sort == 7:
        return replace(plain, manual_start=begin, manual_finish=begin + draw(st.integers(0, 100)) * SLOT)
    if sort == 8:
        left = draw(st.integers(0, plain.duration // SLOT)) * SLOT
        return replace(plain, actual_start=begin, remaining=left)
    return replace(plain, actual_start=begin, actual_finish=begin + draw(st.integers(0, 100)) * SLOT)


@st.composite
def links(draw: st.DrawFn, count: int, blocks: list[range], first: int) -> Link:
    """A link from earlier to later leaves; either end may be the summary of a whole block (numbered from `first`)."""
    a, b = sorted(draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True)))
    kind = draw(st.sampled_from(list(LinkKind)))
    unit = draw(st.sampled_from([LagUnit.WORKING, LagUnit.WORKING, LagUnit.ELAPSED, LagUnit.PERCENT]))
    lag: int = draw(st.sampled_from([0, 0, 0, 100, -100])) if unit is LagUnit.PERCENT else (
        draw(st.sampled_from([0, 0, 0, 1, 16, 20, -1, -16])) * SLOT
    )  # fmt: skip
    ends = [a, b]
    for place, end in enumerate((a, b)):
        for number, block in enumerate(blocks):
            other = ends[1 - place] if ends[1 - place] < count else -1
            beside = block.stop <= b if place == 0 else block.start > a
            if end in block and other not in block and beside and draw(st.booleans()):
                ends[place] = first + number
    if unit is LagUnit.PERCENT and ends[0] >= count:
        unit, lag = LagUnit.WORKING, 0
    return Link(ends[0], ends[1], kind, lag, unit)


@st.composite
def networks(draw: st.DrawFn, largest: int = 8) -> Network:
    count = draw(st.integers(1, largest))
    leaves = [draw(activities()) for _ in range(count)]
    blocks: list[range] = []
    if count >= 3 and draw(st.booleans()):
        middle = draw(st.integers(1, count - 1))
        blocks = [range(middle), range(middle, count)]
        leaves = [replace(a, parent=count + (i >= middle)) for i, a in enumerate(leaves)]
    if draw(st.integers(0, 5)) == 0:
        gone = draw(st.integers(0, count - 1))
        if count > 1:
            leaves[gone] = replace(leaves[gone], active=False)
    summaries = [Activity() for _ in blocks]
    size = draw(st.integers(0, 2 * count)) if count > 1 else 0
    chosen = tuple(draw(links(count, blocks, count)) for _ in range(size))
    status = draw(st.sampled_from([None, None, None, START + 40 * SLOT]))
    return Network((*leaves, *summaries), chosen, (Project(START, status_date=status),), CALENDARS)
