"""Invariants of capacity on random teams, people, changes and demands."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.capacity.cells import cells_of
from planner.capacity.load import asked, load
from planner.capacity.supply import supply
from planner.plan.entities import Demand, DemandProfile, Initiative, Resource, SkillShare, StaffingChange, Team
from planner.plan.snapshot import Plan

YEAR = 2027
DAYS = st.dates(date(YEAR - 1, 6, 1), date(YEAR + 1, 6, 1))
SHARES = st.floats(0, 1)
FEW = settings(max_examples=40, deadline=None)


@st.composite
def teams(draw: st.DrawFn, id_: str = "t") -> Team:
    return Team(
        id=id_,
        code=id_,
        name=id_,
        headcount=draw(st.floats(0, 30)),
        focus_factor=draw(SHARES),
        reserve=draw(SHARES),
        leave_days=draw(st.floats(0, 366)),
        unplanned_absence=draw(SHARES),
        attrition=draw(SHARES),
        wellbeing_hours=draw(st.floats(0, 60)),
        skills=tuple(SkillShare(skill=skill, fte=draw(st.floats(0, 40))) for skill in draw(st.sets(SKILLS))),
    )


SKILLS = st.sampled_from(["ML", "SQL"])


@st.composite
def changes(draw: st.DrawFn) -> list[StaffingChange]:
    return [
        StaffingChange(
            id=f"c{number}",
            team_id="t",
            from_team_id=draw(st.sampled_from([None, "u"])),
            skill=draw(st.sampled_from(["", "ML"])),
            fte=draw(st.floats(-20, 20)),
            start=draw(DAYS),
            finish=draw(st.none() | DAYS),
            ramp_weeks=draw(st.floats(0, 30)),
            probability=draw(SHARES),
        )
        for number in range(draw(st.integers(0, 4)))
    ]


@st.composite
def people(draw: st.DrawFn) -> list[Resource]:
    return [
        Resource(
            id=f"p{number}",
            code=f"P{number}",
            name="P",
            team_id="t",
            max_units=draw(st.floats(0, 200)),
            skills=tuple(draw(st.sets(SKILLS))),
            engaged_from=draw(st.none() | DAYS),
            engaged_until=draw(st.none() | DAYS),
        )
        for number in range(draw(st.integers(0, 3)))
    ]


def net(*entities: object) -> np.ndarray:
    return supply(Plan.of(*entities), YEAR, YEAR).net  # type: ignore[arg-type, no-any-return]


@FEW
@given(teams(), teams("u"), changes(), people())
def test_supply_is_never_negative_and_a_skill_never_above_its_team(
    team: Team, other: Team, moves: list[StaffingChange], staff: list[Resource]
) -> None:
    found = net(team, other, *moves, *staff)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    if not moves:
        cells = cells_of(Plan.of(team, other, *staff))
        own = cells.rows("t")
        assert (found[own.start : own.stop] <= found[own.start] + 1e-9).all()


@FEW
@given(teams(), people(), people(), changes())
def test_another_person_never_lowers_supply(
    team: Team, staff: list[Resource], more: list[Resource], moves: list[StaffingChange]
) -> None:
    first = Resource(id="p", code="P", name="P", team_id="t", skills=("ML", "SQL"))
    own = [move for move in moves if move.from_team_id is None]
    fewer = [first, *staff]
    others = [replace(person, id=f"m{person.id}", code=f"M{person.id}") for person in more]
    before, after = net(team, *fewer, *own), net(team, *fewer, *others, *own)
    assert (after[0] >= before[0] - 1e-9).all()


@FEW
@given(st.floats(0, 20), st.floats(20, 40), DAYS, st.none() | DAYS, SHARES)
def test_loans_conserve_the_total(
    fte: float, heads: float, start: date, finish: date | None, probability: float
) -> None:
    pair = [Team(id=id_, code=id_, name=id_, headcount=heads) for id_ in ("t", "u")]
    loan = StaffingChange(
        id="l", team_id="t", from_team_id="u", fte=fte, start=start, finish=finish, probability=probability
    )
    assert np.allclose(net(*pair, loan).sum(axis=0), net(*pair).sum(axis=0))


@st.composite
def work(draw: st.DrawFn) -> list[Initiative | Demand]:
    found: list[Initiative | Demand] = []
    for number in range(draw(st.integers(1, 6))):
        begin = datetime.combine(draw(DAYS), time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 7, 30]))))
        end = begin + timedelta(minutes=draw(st.integers(0, 200_000)))
        found.append(Initiative(id=f"i{number}", code=f"I{number}", name="I", manual_start=begin, manual_finish=end))
        amount = draw(st.floats(0.1, 500))
        people_at_a_time = draw(st.booleans())
        found.append(
            Demand(
                id=f"d{number}",
                initiative_id=f"i{number}",
                team_id=draw(st.sampled_from(["t", "u"])),
                skill=draw(st.sampled_from(["", "ML"])),
                fte=amount if people_at_a_time else None,
                person_days=None if people_at_a_time else amount,
                profile=draw(st.sampled_from(DemandProfile)),
            )
        )
    return found


@FEW
@given(teams(), teams("u"), work())
def test_load_sums_to_what_is_asked(team: Team, other: Team, wanted: list[Initiative | Demand]) -> None:
    plan = Plan.of(team, other, *wanted)
    by_day = load(plan, YEAR - 1, YEAR + 2)
    said = {each.id: each.person_days for each in wanted if isinstance(each, Demand) and each.person_days is not None}
    found = asked(plan, YEAR - 1, YEAR + 2)
    amounts = dict(zip(found.ids, found.amount.tolist(), strict=True))
    assert {id_: amounts[id_] for id_ in said} == said
    assert (by_day >= 0).all()
    cells = supply(plan, YEAR, YEAR).cells
    teams_of = [cells.cells[row].team_id for row in found.cell.tolist()]
    for id_, row in cells.team_at.items():
        total = sum(amount for amount, owner in zip(found.amount.tolist(), teams_of, strict=True) if owner == id_)
        assert np.isclose(by_day[row].sum(), total, rtol=1e-6, atol=1e-4)
