"""The Launch calendar sheet: each market of each launch with the date that the graph predicts and its target."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from planner.plan.entities import GateTemplate, Initiative, Launch, LaunchMarket, Market, Status
from planner.plan.snapshot import Plan, Work
from planner.readiness import CellState, readiness
from planner.readiness.dating import scheduled_for, target_of
from planner.readiness.law import obligations_of
from planner.readiness.market_chances import market_chances
from planner.schedule.result import CriticalPath
from planner_exports.phrases import label, owner_of
from planner_exports.workbook import health
from planner_exports.workbook.styles import ALERT, FINE, NEGATIVE, QUIET, WATCH, Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table
from planner_exports.workbook.tables.initiatives import HEALTH_COLOURS


@dataclass(frozen=True, slots=True)
class LaunchRow:
    """One market of one launch (market empty: the launch names none). Slack in calendar days, negative: late.

    ``ready_on`` is the later of the graph's day and of the hard gates to come; None: nobody knows. ``p50`` and ``p80``
    are the days by which it is ready in half and in four fifths of the simulated cases; ``chance`` is that
    of the target in per cent. None: live, no target, or nobody knows.
    """

    id: str
    code: str
    name: str
    tier: str
    market: str
    wave: int | None
    predicted: date | None
    target: date | None
    slack: int | None
    state: str
    blocker: str
    blocker_finish: date | None
    blocker_owner: str
    open_steps: int
    legal_date: date | None
    legal_slack: int | None
    obligation: str
    live_since: date | None
    owner: str
    readiness: str = ""
    gates: str = ""
    ready_on: date | None = None
    p50: date | None = None
    p80: date | None = None
    chance: float | None = None
    blocking_gate: str = ""
    gate_owner: str = ""
    decision: str = ""


def launch_rows(subject: Subject) -> list[LaunchRow]:
    """Return the launches that are not cancelled by earliest target, each with its markets by wave and code."""
    plan = subject.plan
    found: list[LaunchRow] = []
    for launch in plan.all(Launch).values():
        if launch.status is not Status.CANCELLED:
            chain = open_chain(plan, subject.paths.get(launch.id))
            cells: list[LaunchMarket | None] = [c for c in plan.all(LaunchMarket).values() if c.launch_id == launch.id]
            found.extend(_row(subject, launch, cell, chain) for cell in cells or [None])
    earliest: dict[str, date] = {}
    for row in found:
        earliest[row.code] = min(earliest.get(row.code, date.max), row.target or date.max)
    return sorted(found, key=lambda row: (earliest[row.code], row.code, row.wave or 0, row.market))


def open_chain(plan: Plan, path: CriticalPath | None) -> list[Work]:
    """Return the unfinished work on a path, the target itself left out; the first one is the blocker."""
    if path is None:
        return []
    works = [plan.works[step.id] for step in path.steps if step.id in plan.works and step.id != path.target_id]
    return [work for work in works if not _finished(work)]


def _finished(work: Work) -> bool:
    actual = work.actual_finish if isinstance(work, Initiative) else work.launched_on
    return work.status is Status.DONE or actual is not None


def _row(subject: Subject, launch: Launch, cell: LaunchMarket | None, chain: list[Work]) -> LaunchRow:
    plan = subject.plan
    market = plan.all(Market).get(cell.market_id) if cell else None
    market_id = market.id if market is not None else None
    live_since = _day((cell.launched_on if cell else None) or launch.launched_on)
    predicted = live_since or scheduled_for(plan, launch, market_id)
    target = target_of(launch, cell)
    blocker = chain[0] if chain and live_since is None else None
    blocker_dates = subject.dates.get(blocker.id) if blocker else None
    laws = obligations_of(plan, launch.id, market_id)
    duty = next((duty for duty in laws if duty.day is not None and duty.status.is_live), None)
    legal_date = duty.day if duty else None
    return LaunchRow(
        id=cell.id if cell else launch.id,
        code=launch.code,
        name=launch.name,
        tier=label(launch.tier),
        market=market.code if market else "",
        wave=cell.wave if cell else None,
        predicted=predicted,
        target=target,
        slack=health.days_between(predicted, target),
        state=health.launch_state(live_since, predicted, target, subject.status_date, subject.margin),
        blocker=f"{blocker.code} {blocker.name}" if blocker else "",
        blocker_finish=blocker_dates.finish if blocker_dates else None,
        blocker_owner=owner_of(plan, blocker) if blocker else "",
        open_steps=len(chain) if live_since is None else 0,
        legal_date=legal_date,
        legal_slack=health.days_between(predicted, legal_date),
        obligation=duty.code if duty else "",
        live_since=live_since,
        owner=(cell.owner if cell else "") or launch.owner,
        **_readiness(subject, launch, market),
    )


class _Chances(TypedDict):
    p50: date | None
    p80: date | None
    chance: float | None


class _Standing(_Chances):
    readiness: str
    gates: str
    ready_on: date | None
    blocking_gate: str
    gate_owner: str
    decision: str


def _readiness(subject: Subject, launch: Launch, market: Market | None) -> _Standing:
    """Return what the gates say of one market; empty where the launch has no gates."""
    plan = subject.plan
    found = readiness(plan, subject.status_date).by_launch.get(launch.id)
    market_id = market.id if market is not None else None
    likely = market_chances(plan, subject.status_date).get((launch.id, market_id))
    chances = _Chances(
        p50=_day(likely.p50) if likely is not None else None,
        p80=_day(likely.p80) if likely is not None else None,
        chance=100 * likely.chance.value if likely is not None and likely.chance is not None else None,
    )
    cell = next((one for one in found.cells if one.market_id == market_id), None) if found is not None else None
    if cell is None or cell.state is CellState.NO_GATES:
        return _Standing(readiness="", gates="", ready_on=None, blocking_gate="", gate_owner="", decision="", **chances)
    gate = cell.blocking if cell.live_on is None else None
    template = plan.all(GateTemplate)[gate.template_id] if gate is not None else None
    return _Standing(
        readiness=label(cell.state),
        gates=f"{cell.hard_green} of {cell.hard_total}",
        ready_on=cell.predicted,
        blocking_gate=f"{template.code} {template.name}" if template is not None else "",
        gate_owner=gate.owner if gate is not None else "",
        decision=label(cell.decision.verdict) if cell.decision is not None else "",
        **chances,
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


READINESS_COLOURS = {
    "Blocked": ALERT,
    "Late": ALERT,
    "Drift": ALERT,
    "Unknown": WATCH,
    "At risk": WATCH,
    "On track": FINE,
    "Ready": FINE,
    "Live": QUIET,
}
"""Colours of the words for how the gates of a market stand."""

LAUNCH_CALENDAR: Table[LaunchRow] = Table(
    name="LaunchCalendar",
    sheet="Launch calendar",
    about="Each launch in each market: the date that the graph predicts, its target, and what stands in the way.",
    empty="The plan has no launches yet.",
    tab="#2F6DB5",
    frozen=2,
    rule_above="Launch",
    columns=(
        Column("Launch", "Code of the launch.", lambda r: r.code, Style.STRONG, least=9, most=14),
        Column("Name", "Name of the launch.", lambda r: r.name, Style.WRAP, least=20, most=34),
        Column("Tier", "How much preparation it gets.", lambda r: r.tier, most=9),
        Column(
            "Market", "Code of the market; empty: the launch names none.", lambda r: r.market, Style.STRONG, least=8
        ),
        Column("Wave", "Wave in which the market goes live.", lambda r: r.wave, Style.INTEGER),
        Column(
            "Predicted",
            "Day on which it goes live, computed from the work it waits for; the real day once live.",
            lambda r: r.predicted,
            Style.DAY,
            least=12,
        ),
        Column("Target", "Day on which it should be live in this market.", lambda r: r.target, Style.DAY, least=12),
        Column(
            "Slack",
            "Calendar days from predicted to target; negative: too late.",
            lambda r: r.slack,
            Style.SIGNED,
            formula=health.days_formula("[@Predicted]", "[@Target]"),
            least=8,
            low=NEGATIVE,
        ),
        Column(
            "State",
            "By the dates of the work alone; Readiness counts gates and chances too. Live: launched. Overdue: the "
            "target is before the status date. Late: predicted after the target. At risk: within the at-risk margin of "
            "it. No target, No date: one of the two is missing.",
            lambda r: r.state,
            formula=health.LAUNCH_STATE,
            least=10,
            words=HEALTH_COLOURS,
        ),
        Column(
            "First blocker",
            "The first unfinished work on the chain that sets the predicted date.",
            lambda r: r.blocker,
            Style.WRAP,
            least=16,
            most=48,
        ),
        Column(
            "Blocker ends", "Computed finish of the first blocker.", lambda r: r.blocker_finish, Style.DAY, least=12
        ),
        Column("Blocker owner", "Who answers for the first blocker.", lambda r: r.blocker_owner, most=18),
        Column("Open steps", "Unfinished work on that chain.", lambda r: r.open_steps, Style.INTEGER, least=7),
        Column(
            "Legal date",
            "Last day of the earliest live, dated obligation that the launch must respect in this market.",
            lambda r: r.legal_date,
            Style.DAY,
            least=12,
        ),
        Column(
            "Legal slack",
            "Calendar days from predicted to the legal date; negative: the law binds first.",
            lambda r: r.legal_slack,
            Style.SIGNED,
            formula=health.days_formula("[@Predicted]", "[@[Legal date]]"),
            least=8,
            low=NEGATIVE,
        ),
        Column(
            "Readiness",
            "How the gates stand. Ready: every hard gate passed or validly waived. At risk: predicted by the target, "
            "but with a chance below 50 %. Unknown: a hard gate has no date.",
            lambda r: r.readiness,
            least=10,
            words=READINESS_COLOURS,
        ),
        Column("Hard gates", "Hard gates that are green, of all.", lambda r: r.gates, least=9),
        Column(
            "Ready on",
            "Later of the predicted day and of the hard gates to come; empty: nobody knows.",
            lambda r: r.ready_on,
            Style.DAY,
            least=12,
        ),
        Column(
            "P50",
            "Day by which it is ready in half of the simulated cases; empty: live, or nobody knows.",
            lambda r: r.p50,
            Style.DAY,
            least=12,
        ),
        Column(
            "P80", "Day by which it is ready in four of five simulated cases.", lambda r: r.p80, Style.DAY, least=12
        ),
        Column(
            "Chance",
            "Share of the simulated cases, in per cent, in which it is ready by its target; red below 50.",
            lambda r: r.chance,
            Style.PERCENT,
            low=NEGATIVE,
            low_below=50,
            least=8,
            most=9,
        ),
        Column(
            "Blocking gate", "The hard gate that decides.", lambda r: r.blocking_gate, Style.WRAP, least=14, most=34
        ),
        Column("Gate owner", "Who answers for it.", lambda r: r.gate_owner, most=18),
        Column("Decision", "The newest go or no-go in force.", lambda r: r.decision, most=14),
        Column("Obligation", "Code of that obligation.", lambda r: r.obligation, most=14),
        Column("Live since", "Day on which it went live.", lambda r: r.live_since, Style.DAY, least=12),
        Column("Owner", "Who answers for the market, else for the launch.", lambda r: r.owner, most=20),
        Column("Id", "Opaque id that never changes; do not edit.", lambda r: r.id, Style.FAINT, hidden=True),
    ),
)
