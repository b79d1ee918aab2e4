"""Proposals: the moves that could bring a target nearer, read from what drives it now.

Only work and links on the driving chains are looked at: nothing else can help. Each function proposes moves of one
sort for one driver; `need` is how many working days the target is late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

from planner.plan.changes import Action, Operation
from planner.plan.entities import Dependency, Initiative, Launch, LaunchMarket, LinkType, Market
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner.schedule.amounts import day
from planner.schedule.driving import Driver, drivers
from planner.schedule.plan_network import scheduled_duration
from planner.schedule.plan_schedule import schedule_of
from planner.schedule.reasons import Cause
from planner.schedule.recovery import costs
from planner.schedule.recovery.moves import MoveType, RemedyMove
from planner.schedule.recovery.people import add_people

SOFT_WORDS = ("soft", "preferred", "preference", "optional", "nice to have")
"""A dependency is soft, and may be dropped, when its note says so in one of these words."""

SHORTEST_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Ask:
    """What proposals are made for: the plan as it is in the search, the target and date, and the days it is late."""

    plan: Plan
    target_id: str
    by: datetime
    need: float

    def days(self, duration: Duration | None) -> float | None:
        """Return a working duration in days, None where it is none."""
        if duration is None or duration.is_elapsed or duration.is_percent:
            return None
        return duration.working_minutes(self.plan.units) / self.plan.units.minutes_per_day

    def name(self, id_: str) -> str:
        """Return the code of a piece of work."""
        return self.plan.works[id_].code


def proposals(ask: Ask) -> tuple[RemedyMove, ...]:
    """Return the moves that may bring a target nearer, cheapest for its days first."""
    found: dict[tuple[str, str], RemedyMove] = {}
    for driver in drivers(ask.plan, ask.target_id):
        for propose in PROPOSERS:
            for move in propose(ask, driver):
                found.setdefault(move.key, move)
    return tuple(sorted(found.values(), key=lambda move: (move.cost / max(move.days, SHORTEST_STEP), move.key)))


def shorten(ask: Ask, driver: Driver) -> Iterator[RemedyMove]:
    """Propose shorter work, down to its optimistic duration; of begun work what remains."""
    item = ask.plan.works[driver.id]
    if not isinstance(item, Initiative) or item.actual_finish is not None:
        return
    length, least = ask.days(scheduled_duration(item)), ask.days(item.optimistic)
    if length is None or least is None or driver.cause is Cause.MANUAL:
        return
    started = item.actual_start is not None
    left = _remaining_days(ask, item, length) if started else length
    possible = min(left, length - least)
    days = _step(ask.need, possible)
    if days <= 0:
        return
    values = {"remaining" if started else "duration": _duration(left - days)}
    verb = f"Do what is left of {item.code} in {left - days:g} days instead of {left:g}"
    text = verb if started else f"Shorten {item.code} from {length:g} to {length - days:g} days"
    cost = costs.shortening(days, length - least)
    yield RemedyMove(MoveType.SHORTEN, item.id, days, cost, text, (_update(item.id, values),))


def _remaining_days(ask: Ask, item: Initiative, length: float) -> float:
    said = ask.days(item.remaining)
    return length * (1 - item.percent_complete / 100) if said is None else said


def more_people(ask: Ask, driver: Driver) -> Iterator[RemedyMove]:
    """Propose more people on work that they make shorter."""
    item = ask.plan.works[driver.id]
    if isinstance(item, Initiative) and item.actual_start is None and driver.cause is not Cause.MANUAL:
        length = ask.days(scheduled_duration(item))
        if length:
            yield from add_people(ask.plan, item, length, ask.need)


def overlap(ask: Ask, driver: Driver) -> Iterator[RemedyMove]:
    """Propose that the next work begins before this one is done: at most by half of it, and of the next."""
    link = ask.plan.all(Dependency).get(driver.dependency_id or "")
    if link is None or link.type is not LinkType.FS or link.predecessor_id is None:
        return
    before, after = ask.plan.works.get(link.predecessor_id), ask.plan.works.get(link.successor_id)
    if not isinstance(before, Initiative) or not isinstance(after, Initiative) or before.actual_finish is not None:
        return
    lengths = ask.days(scheduled_duration(before)), ask.days(scheduled_duration(after))
    lag = 0.0 if not link.lag.amount else ask.days(link.lag)
    if not lengths[0] or not lengths[1] or lag is None:
        return
    days = _step(ask.need, min(lengths[0] / 2, lengths[1] / 2) + lag)
    if days <= 0:
        return
    lead = lag - days
    text = f"Begin {after.code} {-lead:g} days before {before.code} is done"
    if lead >= 0:
        text = f"Begin {after.code} {lead:g} days after {before.code} instead of {lag:g}"
    operation = Operation(Action.UPDATE, "dependency", link.id, {"lag": _duration(lead)})
    yield RemedyMove(MoveType.OVERLAP, link.id, days, costs.overlapping(days), text, (operation,))


def drop_link(ask: Ask, driver: Driver) -> Iterator[RemedyMove]:
    """Propose to drop a link that its note calls soft."""
    link = ask.plan.all(Dependency).get(driver.dependency_id or "")
    if link is None or link.predecessor_id is None or not any(word in link.note.casefold() for word in SOFT_WORDS):
        return
    text = f"Let {ask.name(link.successor_id)} no longer wait for {ask.name(link.predecessor_id)} ({link.note})"
    operation = Operation(Action.DELETE, "dependency", link.id)
    yield RemedyMove(MoveType.DROP_LINK, link.id, ask.need, costs.DROPPED_LINK, text, (operation,))


def move_constraint(ask: Ask, driver: Driver) -> Iterator[RemedyMove]:
    """Propose an earlier date for a constraint or an embargo that binds."""
    if driver.cause is not Cause.CONSTRAINT:
        return
    work = ask.plan.works[driver.id]
    at = work.not_before if isinstance(work, Launch) else work.constraint_date
    if at is None:
        return
    earlier = _workdays_before(at, ask.need)
    if work.id == ask.target_id and isinstance(work, Launch):
        earlier = min(earlier, datetime.combine(ask.by.date(), at.time()))
    embargo = isinstance(work, Launch)
    field = "not_before" if embargo else "constraint_date"
    what = "the embargo" if embargo else "the constraint"
    text = f"Move {what} of {work.code} from {day(at)} to {day(earlier, at.year)}"
    cost = costs.moving_constraint(ask.need, embargo=embargo)
    operation = Operation(Action.UPDATE, work.KIND.name, work.id, {field: earlier})
    yield RemedyMove(MoveType.MOVE_CONSTRAINT, work.id, ask.need, cost, text, (operation,))


def release(ask: Ask, driver: Driver) -> Iterator[RemedyMove]:
    """Propose to take back what holds work by hand: set dates, a resume date, a levelling delay."""
    item = ask.plan.works[driver.id]
    if not isinstance(item, Initiative) or item.actual_finish is not None:
        return
    values: dict[str, object] = {}
    if driver.cause is Cause.MANUAL:
        values = {"manual_start": None, "manual_finish": None}
        what = f"Let the network date {item.code} instead of the dates set by hand"
    elif item.levelling_delay is not None:
        values = {"levelling_delay": None}
        what = f"Take the levelling delay off {item.code}"
    elif item.actual_start is not None and item.resume is not None:
        values = {"resume": None}
        what = f"Go on with {item.code} at once"
    if values:
        yield RemedyMove(MoveType.RELEASE, item.id, ask.need, costs.RELEASED, what, (_update(item.id, values),))


def expedite(ask: Ask, driver: Driver) -> Iterator[RemedyMove]:
    """Propose that an outside party delivers earlier."""
    if driver.cause is not Cause.EXTERNAL:
        return
    row = schedule_of(ask.plan).dates.get(driver.id)
    link = ask.plan.all(Dependency).get(row.driver or "") if row is not None and row.binding == "external" else None
    if link is None or link.promised_for is None or link.delivered_on is not None:
        return
    earlier = _workdays_before(datetime.combine(link.promised_for, datetime.min.time()), ask.need).date()
    party = link.external_party or "the outside party"
    text = f"Have {party} deliver by {day(earlier)} instead of {day(link.promised_for)}"
    operation = Operation(Action.UPDATE, "dependency", link.id, {"promised_for": earlier})
    yield RemedyMove(MoveType.EXPEDITE, link.id, ask.need, costs.expediting(ask.need), text, (operation,))


def split_markets(ask: Ask, driver: Driver) -> Iterator[RemedyMove]:
    """Propose a later wave for the markets that alone need the work a launch waits for.

    At least one market of the first wave stays.
    """
    plan = ask.plan
    work = plan.works[driver.id]
    launch = plan.works.get(driver.drives_id or "")
    link = plan.all(Dependency).get(driver.dependency_id or "")
    if not isinstance(launch, Launch) or not isinstance(work, Initiative) or link is None or not work.market_ids:
        return
    rows = [row for row in plan.all(LaunchMarket).values() if row.launch_id == launch.id]
    off = [row for row in rows if row.market_id in work.market_ids]
    first = min((row.wave for row in rows), default=1)
    if not off or not any(row.wave == first and row not in off for row in rows):
        return
    wave = max(row.wave for row in rows) + 1
    codes = ", ".join(plan.all(Market)[row.market_id].code for row in off)
    moved = [Operation(Action.UPDATE, "launch_market", row.id, {"wave": min(wave, 100)}) for row in off]
    text = f"Move {codes} to wave {wave} of {launch.code}, which then no longer waits for {work.code}"
    cost = costs.PER_SPLIT_MARKET * len(off)
    operations = (*moved, Operation(Action.DELETE, "dependency", link.id))
    yield RemedyMove(MoveType.SPLIT_MARKETS, link.id, ask.need, cost, text, operations)


PROPOSERS: tuple[Callable[[Ask, Driver], Iterator[RemedyMove]], ...] = (
    shorten, more_people, overlap, drop_link, move_constraint, release, expedite, split_markets,
)  # fmt: skip


def _step(need: float, possible: float) -> float:
    """Return how many days to take off: what is needed in whole days, or half days, or all that is possible."""
    wanted = ceil(need)
    if wanted <= possible:
        return float(wanted)
    return int(possible / SHORTEST_STEP) * SHORTEST_STEP


def _duration(days: float) -> Duration:
    return Duration(Decimal(str(round(days, 2))), DurationUnit.DAY)


def _update(id_: str, values: Mapping[str, object]) -> Operation:
    return Operation(Action.UPDATE, "initiative", id_, values)


def _workdays_before(at: datetime, days: float) -> datetime:
    """Return a moment this many weekdays earlier."""
    left = ceil(days)
    while left > 0:
        at -= timedelta(days=1)
        left -= at.weekday() < 5
    return at
