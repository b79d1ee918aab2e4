"""The Selection sheets: what a proposal does in which quarter, what it leaves out and why, and what teams then have."""

from dataclasses import dataclass

from planner.plan.entities import Commitment, Initiative, Team
from planner.plan.snapshot import Plan
from planner.roadmap.select_quarters import Proposal, ProposedRow, State
from planner_exports.phrases import codes, line_of_business
from planner_exports.workbook.styles import ALERT, FINE, NEGATIVE, QUIET, WATCH, Style
from planner_exports.workbook.table import Column, Table

RUNNING, CHOSEN, STRETCH, LEFT_OUT = "Running", "Chosen", "Stretch", "Left out"
ORDER = (RUNNING, CHOSEN, STRETCH, LEFT_OUT)


@dataclass(frozen=True, slots=True)
class SelectionRow:
    """One initiative of a proposal. ``value`` is its share of the value of all, in per cent."""

    id: str
    code: str
    name: str
    line_of_business: str
    decision: str
    quarter: str
    before: str
    must: str
    value: float
    reason: str
    team: str
    skill: str
    lacking_in: str
    lacking_days: float | None
    price: str
    leave: str


def selection_rows(plan: Plan, found: Proposal) -> list[SelectionRow]:
    """Return what a proposal says of each initiative: running, chosen by quarter, stretch, then the rest by value."""
    rows = [_row(plan, row) for row in found.rows]
    at = {quarter.label: place for place, quarter in enumerate(found.quarters)}
    return sorted(rows, key=lambda r: (ORDER.index(r.decision), at.get(r.quarter, -1), -r.value, r.code))


def _row(plan: Plan, row: ProposedRow) -> SelectionRow:
    item = plan.all(Initiative)[row.initiative_id]
    team, skill, quarter = row.binding or ("", "", "")
    return SelectionRow(
        id=item.id,
        code=item.code,
        name=item.name,
        line_of_business=line_of_business(plan, item),
        decision=_decision(row),
        quarter=row.quarter,
        before=row.before,
        must="Yes" if row.must else "",
        value=round(100 * row.value, 2),
        reason=row.reason,
        team=plan.all(Team)[team].name if team else "",
        skill=skill,
        lacking_in=quarter,
        lacking_days=round(row.lacking_days, 1) if row.binding else None,
        price=row.price_text,
        leave=codes(plan.all(Initiative), row.leave_ids),
    )


def _decision(row: ProposedRow) -> str:
    if row.state is State.LEFT_OUT:
        return STRETCH if row.commitment is Commitment.STRETCH else LEFT_OUT
    return RUNNING if row.state is State.RUNNING else CHOSEN


@dataclass(frozen=True, slots=True)
class LoadRow:
    """What a proposal uses of a team, or of those of it with a skill, in a quarter, in person-days and per cent."""

    team: str
    name: str
    skill: str
    quarter: str
    there: float
    used: float
    load: float | str
    left: float


def load_rows(plan: Plan, found: Proposal) -> list[LoadRow]:
    """Return what a proposal uses, by team, skill and quarter."""
    teams = plan.all(Team)
    rows = []
    for team, skill, used, there in found.use:
        amounts = ((round(asked, 1), round(has, 1)) for asked, has in zip(used, there, strict=True))
        for quarter, (asked, has) in zip(found.quarters, amounts, strict=False):
            load: float | str = 100 * asked / has if has > 0 else "nobody" if asked > 0 else 0.0
            rows.append(
                LoadRow(teams[team].code, teams[team].name, skill, quarter.label, has, asked, load, has - asked)
            )
    return rows


@dataclass(frozen=True, slots=True)
class MorePeopleRow:
    """A step of the frontier of more people: FTE in all, who gets them, value gained in per cent, by it and in all."""

    fte: int
    team: str
    name: str
    more: int
    gain: float
    total: float
    join: str
    known: str


def more_people_rows(plan: Plan, found: Proposal) -> list[MorePeopleRow]:
    """Return what more people would be worth, the best next one first."""
    teams = plan.all(Team)
    return [
        MorePeopleRow(
            step.fte, teams[step.team_id].code, teams[step.team_id].name, step.more, round(100 * step.gain, 2),
            round(100 * step.total, 2), codes(plan.all(Initiative), step.join_ids),
            "Proven" if step.proven else "Best found",
        )
        for step in found.frontier
    ]  # fmt: skip


SELECTION: Table[SelectionRow] = Table(
    name="Selection",
    sheet="Selection",
    about="A proposal: what is done in which quarter, what is left out, and why. Nothing is in the plan yet.",
    empty="There is nothing to select.",
    tab="#7030A0",
    frozen=2,
    large=True,
    rule_above="Decision",
    columns=(
        Column("Code", "Unique code of the work.", lambda r: r.code, Style.STRONG, least=9, most=16),
        Column("Name", "Name of the work.", lambda r: r.name, Style.WRAP, least=24, most=44),
        Column("LOB", "Line of business.", lambda r: r.line_of_business, most=18),
        Column(
            "Decision",
            f"{RUNNING}: goes on. {CHOSEN}: starts in its quarter. {STRETCH}: next best, fits only with the reserve. "
            f"{LEFT_OUT}: not in these quarters.",
            lambda r: r.decision,
            least=10,
            words={RUNNING: QUIET, CHOSEN: FINE, STRETCH: WATCH, LEFT_OUT: ALERT},
        ),
        Column("Quarter", "Fiscal quarter in which it starts.", lambda r: r.quarter, least=9),
        Column("Before", "Fiscal quarter that it was planned for.", lambda r: r.before, least=9),
        Column("Must", "Yes: a duty, or forced in.", lambda r: r.must, least=6),
        Column("Value", "Its share of the value of all, in per cent.", lambda r: r.value, Style.NUMBER, least=8),
        Column("Why", "What keeps it out.", lambda r: r.reason, Style.WRAP, least=30, most=52),
        Column("Team", "The team that lacks time for it, if one does.", lambda r: r.team, most=22),
        Column("Skill", "The skill that is lacking; empty: any.", lambda r: r.skill, most=18),
        Column("Lacking in", "The quarter in which least is lacking.", lambda r: r.lacking_in, least=9),
        Column("Lacking", "Person-days that are lacking there.", lambda r: r.lacking_days, Style.NUMBER, least=8),
        Column("Price", "What forcing it in would cost.", lambda r: r.price, Style.WRAP, least=24, most=44),
        Column("Leaves", "Codes of what would then leave.", lambda r: r.leave, Style.WRAP, most=24),
        Column("Id", "Opaque id that never changes; do not edit.", lambda r: r.id, Style.FAINT, hidden=True),
    ),
)

SELECTION_LOAD: Table[LoadRow] = Table(
    name="SelectionLoad",
    sheet="Selection load",
    about="Person-days that the proposal uses by team, skill and quarter; change them to see what is left.",
    empty="The plan has no teams yet.",
    tab="#7030A0",
    frozen=2,
    rule_above="Team",
    columns=(
        Column("Team", "Code of the team.", lambda r: r.team, Style.STRONG, least=8, most=16),
        Column("Name", "Name of the team.", lambda r: r.name, least=18, most=34),
        Column("Skill", "Those of the team who have it; empty: all.", lambda r: r.skill, least=8, most=22),
        Column("Quarter", "Fiscal quarter.", lambda r: r.quarter, least=9),
        Column(
            "Supply", "Person-days for project work, without the reserve.", lambda r: r.there, Style.NUMBER, least=9
        ),
        Column("Used", "Person-days of what runs and what is chosen.", lambda r: r.used, Style.NUMBER, least=9),
        Column(
            "Load",
            "Used in per cent of supply.",
            lambda r: r.load,
            Style.PERCENT,
            formula='IF([@Supply]>0,100*[@Used]/[@Supply],IF([@Used]>0,"nobody",0))',
            least=12,
            most=12,
            bar=True,
        ),
        Column(
            "Left",
            "Person-days that are left; negative: missing.",
            lambda r: r.left,
            Style.NUMBER,
            formula="[@Supply]-[@Used]",
            least=10,
            most=10,
            low=NEGATIVE,
        ),
    ),
)

MORE_PEOPLE: Table[MorePeopleRow] = Table(
    name="MorePeople",
    sheet="Selection people",
    about="What more people would be worth to the proposal: the best team for each next FTE, after those before.",
    empty="No FTE more in a single team adds value.",
    tab="#7030A0",
    frozen=1,
    columns=(
        Column("FTE", "FTE more in all, this step included.", lambda r: r.fte, Style.NUMBER, least=8),
        Column("Team", "Code of the team that gets the last.", lambda r: r.team, Style.STRONG, least=8, most=16),
        Column("Name", "Name of the team.", lambda r: r.name, least=18, most=34),
        Column("More", "How many it gets; fewer in one team gain nothing.", lambda r: r.more, Style.NUMBER, least=8),
        Column("Gain", "Value gained by this step, in per cent.", lambda r: r.gain, Style.NUMBER, least=8),
        Column("In all", "Value gained by all steps so far, in per cent.", lambda r: r.total, Style.NUMBER, least=8),
        Column("Joins", "Codes of what then joins.", lambda r: r.join, Style.WRAP, least=20, most=44),
        Column("Known", "Proven: no single team makes more of them.", lambda r: r.known, least=12),
    ),
)
