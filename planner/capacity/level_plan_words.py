"""What levelling says in words: why work starts when it does, and what no capacity will ever meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.capacity.level_plan_dating import Dating, Placed
from planner.capacity.level_plan_demand import TINY
from planner.capacity.level_plan_ground import Ground
from planner.capacity.level_plan_problem import Model
from planner.plan.entities import Team
from planner.plan.findings import Finding, Place, Severity
from planner.schedule import records as at_
from planner.schedule.rests import listed
from planner.worktime.ticks import TICKS_PER_DAY

NAMED = 3
"""Pieces of work that a sentence names."""


def start_reason(ground: Ground, v: int, placed: Placed, driver_id: str | None) -> str:
    """Return in a sentence why work starts when the proposal says; ``driver_id`` is what a link has it follow."""
    code = ground.item(v).code
    if v in ground.never:
        return f"{code} starts as its links allow: its levelling priority lets nothing delay it."
    if placed.over:
        return f"{code} starts as its links allow: no later day has enough capacity for it."
    if placed.row < 0:
        if placed.ready == ground.today:
            return f"{code} has not begun and starts today at the earliest; there is capacity for it then."
        driver = ground.plan.works.get(driver_id or "")
        cause = f"as its link from {driver.code} allows" if driver is not None else "as early as its dates allow"
        return f"{code} starts {cause}; there is capacity for it then."
    who = ground.rows.name(ground.plan, placed.row)
    until = date.fromordinal(placed.day + ground.rows.days.first.toordinal())
    if not placed.behind:
        return f"{code} waits until {until:%d %b %Y} is over, because {who} has too little capacity before."
    works = ground.plan.works
    named = [works[id_].code for id_ in placed.behind[:NAMED]]
    more = f" and {len(placed.behind) - NAMED} more" if len(placed.behind) > NAMED else ""
    verb = "holds" if len(placed.behind) == 1 else "hold"
    return f"{code} waits for {who}, whom {', '.join(named)}{more} {verb} until {until:%d %b %Y}."


def rest_reason(dated: Dating, v: int, placed: Placed) -> str:
    """Return when work rests, and whose leave or other work it is for, in as many rests as a sentence holds.

    Empty where it does not rest.
    """
    if not placed.rests:
        return ""
    spans = [_span(dated.ground, v, begin, end) for begin, end in placed.rests[:NAMED]]
    if len(placed.rests) > NAMED:
        spans.append(f"{len(placed.rests) - NAMED} more times")
    when = f"It rests {listed(spans)}"
    ground, day = dated.ground, placed.rests[0][0] // TICKS_PER_DAY - dated.ground.rows.days.first.toordinal()
    wanted: dict[int, float] = {}
    for one in dated.asks(v, placed.rests):
        share = dated.loads.coordinate(one.calendar)[day + 1] - dated.loads.coordinate(one.calendar)[day]
        for row in one.rows:
            wanted[row] = wanted.get(row, 0.0) + dated.loads.rate(one, placed.start, placed.finish) * share
    away = [row for row, asked in wanted.items() if asked > ground.rows.free[row, day] + TINY]
    if not away:
        return f"{when}, while others have its people."
    least = min(away, key=lambda row: float(ground.rows.free[row, day]))
    who = ground.rows.name(ground.plan, least)
    few = "nobody" if ground.rows.free[least, day] <= TINY else "too few"
    return f"{when}, when {few} of {who} {'is' if few == 'nobody' else 'are'} there."


def _span(ground: Ground, v: int, begin: int, end: int) -> str:
    """Return the days of a rest from its first to its last working day."""
    first, origin = begin // TICKS_PER_DAY, ground.rows.days.first.toordinal()
    works = ground.rows.days.ticks(ground.n[v + at_.WORK_CALENDAR])[first - origin : end // TICKS_PER_DAY - origin] > 0
    last = first + int(works.nonzero()[0][-1])
    one, other = date.fromordinal(first), date.fromordinal(last)
    return f"on {one:%d %b %Y}" if one == other else f"from {one:%d %b %Y} to {other:%d %b %Y}"


def obstacles(model: Model, dated: Dating) -> Iterator[Finding]:
    """Return what no capacity will ever meet: teams without any, and demands beyond what a team or person has."""
    ground = dated.ground
    for row in sorted(ground.without):
        yield _without(ground, row)
    unmet = {v: (row, asked, most) for v, row, asked, most in model.unmet}
    for v, placed in dated.placed.items():
        if not placed.over:
            continue
        item, text = ground.item(v), "It fits on no days that are known."
        if v in unmet:
            row, asked, most = unmet[v]
            who = ground.rows.name(ground.plan, row)
            text = f"It asks for {asked:.3g} people of {who}, who {_offer(ground, row)} at most {most:.3g} a day."
        yield _beyond(item.id, item.code, text)


def _offer(ground: Ground, row: int) -> str:
    return "offers" if ground.rows.people[row] else "offer"


def _without(ground: Ground, row: int) -> Finding:
    who = ground.rows.name(ground.plan, row)
    team = ground.plan.all(Team)[ground.rows.teams[row]]
    return Finding(
        Severity.WARNING,
        "team-without-capacity",
        f"Work asks for {who}, of whom nobody is there; it is dated as if it did not.",
        Place(kind="team", id=team.id, code=team.code, field="skills" if ground.rows.skills[row] else "headcount"),
        "Say how large the team is and who has the skill, or ask another team.",
        (team.id,),
    )


def _beyond(id_: str, code: str, text: str) -> Finding:
    return Finding(
        Severity.WARNING,
        "demand-over-capacity",
        f"{code} cannot be levelled. {text} It stays where its links put it, over capacity.",
        Place(kind="initiative", id=id_, code=code),
        "Ask for fewer people for longer, lend people, or hire.",
        (id_,),
    )
