"""The nodes that a simulation needs for one launch: each open gate in each market, and each market going live.

A gate waits for its open work, for what reviewers still have, and for days that are known; then it takes its own time,
which is uncertain by its template. A market goes live after the graph and its open hard gates. A sign-off in a queue
takes at least half its mean service and at most thrice the mean wait (the 95th percentile of an exponential wait) with
service two deviations long; its most likely time keeps the mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from planner.plan.entities import ArtefactVersion, Launch, ReviewQueue, SignOff
from planner.plan.entities.gates import SignOffState
from planner.plan.entities.work import LinkType
from planner.plan.snapshot import Plan
from planner.plan.values import END_OF_DAY, Duration, DurationUnit
from planner.readiness.dating import calendar_of, concerns
from planner.readiness.feeds.sign_offs import wait_and_service
from planner.readiness.feeds.work import open_work
from planner.readiness.ground import Ground, Question, question_of
from planner.readiness.result import Cell, Feed, FeedState, GateStanding
from planner.risk.estimates import market_risks, open_risks
from planner.risk.extra_nodes import After, ExtraNode
from planner.schedule import schedule

_EARLIEST = date(1970, 1, 1)
STEADY_WAITS = 3.0
"""Mean waits within which nineteen of twenty requests are taken up."""


@dataclass(slots=True)
class LaunchNodes:
    """Nodes of launches by id; of one launch with the node of each market and of each open hard gate in it."""

    ground: Ground
    nodes: dict[str, ExtraNode] = field(default_factory=dict)
    cells: dict[str | None, str] = field(default_factory=dict)
    gates: dict[tuple[str | None, str], str] = field(default_factory=dict)
    graph: dict[str | None, str] = field(default_factory=dict)
    together: dict[tuple[str, ...], str] = field(default_factory=dict)

    def add(self, node: ExtraNode) -> str:
        """Keep a node once and return its id."""
        self.nodes.setdefault(node.id, node)
        return node.id


def nodes_of(ground: Ground, cells: tuple[Cell, ...]) -> LaunchNodes:
    """Return the nodes of the markets of launches that are neither live nor without a date."""
    made = LaunchNodes(ground)
    for cell in cells:
        if cell.live_on is not None or cell.predicted is None:
            continue
        graph = _graph(made, cell)
        made.graph[cell.market_id] = graph
        after = [After(graph)]
        for gate in cell.gates:
            if gate.hard and not gate.green:
                made.gates[cell.market_id, gate.template_id] = node = _gate(made, cell, gate)
                after.append(After(node))
        target = datetime.combine(cell.target, END_OF_DAY) if cell.target is not None else None
        made.cells[cell.market_id] = made.add(
            ExtraNode(cell_node(cell), tuple(after), target=target, not_before=_begin(ground.today),
                      calendar_id=calendar_of(ground.plan, cell.market_id))
        )  # fmt: skip
    return made


def cell_node(cell: Cell) -> str:
    """Return the id of the node at which a market goes live."""
    return f"cell:{cell.launch_id}:{cell.market_id or ''}"


def _begin(day: date) -> datetime:
    """Return the begin of a day; what lies far before any plan is taken later: simulated time has no room for it."""
    return datetime.combine(max(day, _EARLIEST), time())


def _graph(made: LaunchNodes, cell: Cell) -> str:
    """Return the node at which the graph lets a market go: the launch itself, or what concerns this market."""
    plan = made.ground.plan
    launch = plan.all(Launch)[cell.launch_id]
    risks = market_risks(plan, launch.id, cell.market_id) if cell.market_id is not None else ()
    links = list(plan.predecessors(launch.id))
    kept = [link for link in links if concerns(plan, link, cell.market_id)]
    plain = all(link.type in (LinkType.FS, LinkType.FF) and link.predecessor_id in plan.works for link in kept)
    if not kept or len(kept) == len(links) or not plain:
        after: tuple[After, ...] = (After(launch.id),)
    else:
        after = tuple(After(link.predecessor_id or "", link.lag if link.lag.amount else None) for link in kept)
        risks += tuple(one.id for one in open_risks(plan) if launch.id in one.work_ids and not one.market_ids)
    id_ = f"graph:{launch.id}:{cell.market_id or ''}"
    calendar = calendar_of(plan, cell.market_id)
    return made.add(ExtraNode(id_, after, not_before=launch.not_before, calendar_id=calendar, risk_ids=risks))


def _gate(made: LaunchNodes, cell: Cell, gate: GateStanding) -> str:
    plan, today = made.ground.plan, made.ground.today
    question = question_of(plan, cell, gate)
    work = dict.fromkeys([*open_work(made.ground, question), *_makers(plan, gate, today)])
    dated = schedule(plan).dates
    before = [After(_together(made, tuple(id_ for id_ in work if id_ in dated)))] if work else []
    days = [today]
    for feed in gate.feeds:
        if feed.passed or feed.projected is None:
            continue
        queued = _queued(made, question, feed, before)
        if queued is not None:
            before = [*before, After(queued)]
        elif not _rests_on_work(plan, feed, today):
            days.append(feed.projected)
    template = question.template
    market = cell.market_id or ""
    return made.add(
        ExtraNode(
            f"gate:{cell.launch_id}:{market}:{template.id}",
            tuple(before),
            template.takes,
            template.takes_optimistic,
            template.takes_pessimistic,
            not_before=_begin(max(days)),
            target=datetime.combine(gate.due, END_OF_DAY) if gate.due is not None else None,
            calendar_id=calendar_of(plan, cell.market_id),
        )
    )


def _rests_on_work(plan: Plan, feed: FeedState, today: date) -> bool:
    """Whether the day of a feed is that of work, which is simulated, or of handing in after it."""
    if feed.feed is Feed.WORK or (feed.feed is Feed.SIGN_OFF and feed.by_hand):
        return True
    return feed.feed is Feed.ARTEFACT and _maker(plan, feed, today) is not None


def _maker(plan: Plan, feed: FeedState, today: date) -> str | None:
    """Return the work that makes the version that a feed waits for, None where its day of release is set."""
    kind, id_ = feed.refers_to or ("", "")
    version = plan.all(ArtefactVersion).get(id_) if kind == ArtefactVersion.KIND.name else None
    if version is None or (version.released_on is not None and version.released_on > today):
        return None
    return version.initiative_id


def _makers(plan: Plan, gate: GateStanding, today: date) -> list[str]:
    found = [_maker(plan, feed, today) for feed in gate.feeds if not feed.passed]
    return [id_ for id_ in found if id_ is not None]


def _together(made: LaunchNodes, ids: tuple[str, ...]) -> str:
    """Return the node at which all of some work is done, the same for the same work."""
    if ids not in made.together:
        id_ = f"work:{len(made.together)}"
        made.together[ids] = made.add(ExtraNode(id_, tuple(After(one) for one in ids)))
    return made.together[ids]


def _queued(made: LaunchNodes, question: Question, feed: FeedState, before: list[After]) -> str | None:
    """Return the node of a sign-off that waits in a queue, None for any other feed."""
    plan, ground = made.ground.plan, made.ground
    row = plan.all(SignOff).get(feed.refers_to[1]) if feed.feed is Feed.SIGN_OFF and feed.refers_to else None
    queue = plan.all(ReviewQueue).get(row.queue_id or "") if row is not None else None
    if row is None or queue is None:
        return None
    wait, service = wait_and_service(ground, queue)
    low, high = service / 2, STEADY_WAITS * wait + service * (1 + 2 * queue.variation)
    likely = min(max((6 * (wait + service) - low - high) / 4, low), high)
    handed_in = row.state is SignOffState.SUBMITTED and row.submitted_on is not None
    begun = row.submitted_on if handed_in and row.submitted_on is not None else ground.today
    return made.add(
        ExtraNode(
            f"sign:{row.id}:{question.launch.id}:{question.market_id or ''}",
            () if handed_in else tuple(before),
            _minutes(likely),
            _minutes(low),
            _minutes(high),
            not_before=_begin(begun),
            calendar_id=queue.calendar_id or calendar_of(plan, question.market_id),
        )
    )


def _minutes(amount: float) -> Duration:
    return Duration(Decimal(round(amount)), DurationUnit.MINUTE)
