"""The network of a schedule made ready for lanes: what each node does with its draw, and in which tables.

Made from the records of a solved network, so that what a simulation knows of links, constraints, calendars, progress
and summaries is what the schedule knows. What is uncertain is told by activity: the spread of its work, the causes
that it shares with others, the risks that may delay it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from planner.risk import records as of_lane
from planner.risk.distributions import ROW, UNIT_BITS, Family, rounded_place, shape_row
from planner.risk.lane_time import DAY_BITS, LANE_CALENDAR, LATEST, day_of, lane_tables, lane_work, packed
from planner.risk.normal_scores import ONE
from planner.risk.program import Program
from planner.risk.random_lanes import name_of
from planner.risk.records import CAUSE, LANE_EDGE, LANE_NODE, RISK, Op
from planner.risk.row_reuse import reused_rows
from planner.risk.uncertainty import Spread, Uncertainty
from planner.schedule import records as of_schedule
from planner.schedule.network import Constraint, LinkKind
from planner.schedule.plan_projects import OUTSIDE
from planner.schedule.records import FAR, NONE, PROJECT_RECORD, Kind, Mode
from planner.schedule.solve import Run
from planner.worktime.ticks import TICKS_PER_DAY

Array = Any
MARGIN_DAYS = 400
"""Days that are tabulated before the first and behind the last date that a simulation can reach."""
MOST_DAYS = 120_000
CERTAIN = 1 << 32
"""What words of random bits are always less than."""
SIMPLE = (int(Constraint.ALAP), int(Constraint.ASAP), int(Constraint.SNET), int(Constraint.START_ON))
"""Constraints that come down to an instant before which work does not start; of a second one all but the first."""
NO_EARLIER = (int(Constraint.SNET), int(Constraint.START_ON))
RISK_COLUMNS = [of_lane.RISK_SHAPE, of_lane.RISK_LOW, of_lane.RISK_SPAN]


def program_of(run: Run, uncertainty: Uncertainty) -> Program:
    """Return the program of a network that has been solved."""
    writer = _Writer(run, uncertainty)
    writer.draws()
    writer.operations()
    first_day, days = writer.window()
    return writer.program(first_day, days)


class _Writer:
    """Writes the records of one program, column by column."""

    def __init__(self, run: Run, uncertainty: Uncertainty) -> None:
        self.run = run
        self.uncertainty = uncertainty
        self.schedule = np.array(run.nodes, np.int64).reshape(-1, of_schedule.NODE)
        self.projects = np.array(run.projects, np.int64).reshape(-1, PROJECT_RECORD)
        self.nodes = np.zeros((len(self.schedule), LANE_NODE), np.int64)
        self.nodes[:, of_lane.SHAPE] = -1
        self.nodes[:, of_lane.OWN] = ONE
        self.rows: dict[tuple[Family, float, bool], int] = {}
        own = np.flatnonzero(self.schedule[:, of_schedule.KIND] < Kind.FINISH_HUB)
        self.row_of = np.full(run.network.size, -1, np.int64)
        self.row_of[self.schedule[own, of_schedule.ACTIVITY]] = own
        self.shares: list[int] = []
        self.hits: list[int] = []
        self.risks = self.events()

    def shape(self, spread: Spread) -> int:
        """Return where the quantile row of a spread will lie."""
        place = rounded_place(spread.optimistic, min(max(spread.likely, spread.optimistic), spread.pessimistic),
                              spread.pessimistic)  # fmt: skip
        key = (spread.family, place, spread.deciles)
        return self.rows.setdefault(key, len(self.rows)) * ROW

    def draws(self) -> None:
        """Write what each node draws, with its causes and risks."""
        n, s, u = self.nodes, self.schedule, self.uncertainty
        mode, kind = s[:, of_schedule.MODE], s[:, of_schedule.KIND]
        goes_on = (mode == Mode.STARTED) & ~self.side_by_side()
        amount = np.where(goes_on, s[:, of_schedule.REMAINING], s[:, of_schedule.DURATION])
        n[:, of_lane.AMOUNT] = np.where(kind < Kind.FINISH_HUB, amount, 0)
        live = (mode == Mode.OPEN) | (mode == Mode.STARTED)
        activities = self.run.network.activities
        for activity, spread in u.spreads.items():
            v = int(self.row_of[activity])
            if v < 0 or not live[v] or spread.certain:
                continue
            given, whole = activities[activity].duration, int(n[v, of_lane.AMOUNT])
            left = whole - activities[activity].split_gap
            if mode[v] == Mode.STARTED:
                left = int(s[v, of_schedule.REMAINING])
            if given and left != given:
                spread = spread.scaled(left, given)
            if spread.certain:
                continue
            gap = whole - spread.likely if given else 0
            n[v, of_lane.SHAPE] = self.shape(spread)
            n[v, of_lane.LOW] = spread.optimistic + gap
            n[v, of_lane.SPAN] = spread.pessimistic - spread.optimistic
            low, high = name_of(u.names[activity])
            n[v, of_lane.NAME] = np.uint64(high << 32 | low).astype(np.int64)
            self._share(v, u.shared.get(activity, ()))
        for activity, risks in u.hits.items():
            v = int(self.row_of[activity])
            if v >= 0 and live[v]:
                n[v, of_lane.RISK_AT] = len(self.hits)
                self.hits += risks
                n[v, of_lane.RISK_END] = len(self.hits)

    def side_by_side(self) -> Array:
        """Return which nodes get their dates from several assignments: not those that resume as one."""
        s = self.schedule
        several = s[:, of_schedule.TRACK_AT] < s[:, of_schedule.TRACK_END]
        return several & ((s[:, of_schedule.MODE] != Mode.STARTED) | (self.resumed() == NONE))

    def resumed(self) -> Array:
        """Return from when on begun work goes on, NONE where it simply does."""
        s = self.schedule
        status = self.projects[s[:, of_schedule.PROJECT] // PROJECT_RECORD, of_schedule.PROJECT_STATUS]
        return np.maximum(s[:, of_schedule.REMAINING_FROM], status)

    def _share(self, v: int, causes: Sequence[tuple[int, float]]) -> None:
        """Write the causes of a node; together they have at most the whole of its variance."""
        if not causes:
            return
        total = sum(share for _, share in causes)
        part = 1 / total if total > 1 else 1.0
        self.nodes[v, of_lane.CAUSE_AT] = len(self.shares)
        for cause, share in causes:
            self.shares += (cause, round(ONE * (share * part) ** 0.5))
        self.nodes[v, of_lane.CAUSE_END] = len(self.shares)
        self.nodes[v, of_lane.OWN] = round(ONE * max(0.0, 1 - total) ** 0.5)

    def longest(self) -> Array:
        """Return the most working ticks that each node can take, delays included."""
        n = self.nodes
        drawn = n[:, of_lane.SHAPE] >= 0
        row = n[:, of_lane.SHAPE]
        tops = np.array([int(shape_row(f, p, deciles=d)[-1]) for f, p, d in self.rows] or [0], np.int64)
        most = n[:, of_lane.AMOUNT].copy()
        most[drawn] = n[drawn, of_lane.LOW] + (n[drawn, of_lane.SPAN] * tops[row[drawn] // ROW] >> UNIT_BITS) + 1
        delays = [
            int(low + (span * tops[at // ROW] >> UNIT_BITS) + 1)
            for at, low, span in self.risks.reshape(-1, RISK)[:, RISK_COLUMNS].tolist()
        ]
        for v in np.flatnonzero(n[:, of_lane.RISK_END] > n[:, of_lane.RISK_AT]).tolist():
            hits = self.hits[n[v, of_lane.RISK_AT] : n[v, of_lane.RISK_END]]
            most[v] += sum(delays[risk] for risk in hits)
        return np.maximum(most, n[:, of_lane.AMOUNT])

    def window(self) -> tuple[int, int]:
        """Return the first day and the number of days that dates can reach: those of the longest draws of all."""
        s, run = self.schedule, self.run
        worst = s.copy()
        more = self.longest() - self.nodes[:, of_lane.AMOUNT]
        worst[:, of_schedule.DURATION] += more
        worst[:, of_schedule.REMAINING] += more
        points = (s[:, of_schedule.KIND] != Kind.WORK) & (more > 0)
        worst[points, of_schedule.KIND] = Kind.WORK
        worst[more > 0, of_schedule.PLAIN] = 0
        records = run.engine.prepare(worst.reshape(-1))
        run.kernels["forward"](run.tables, records, run.edges, run.tracks, run.projects, int(run.has_late), run.length)
        worst = np.array(records, np.int64).reshape(s.shape)
        early = (s[:, of_schedule.EARLY_START], s[:, of_schedule.EARLY_FINISH], worst[:, of_schedule.EARLY_FINISH])
        dates = np.concatenate((*early, self.projects[:, of_schedule.PROJECT_START]))
        dates = dates[(dates < FAR) & (dates > NONE)]
        first = day_of(int(dates.min())) - MARGIN_DAYS
        stretched = int(max((t.duration for a in run.network.activities for t in a.tracks), default=0))
        last = day_of(int(dates.max())) + MARGIN_DAYS + 8 * stretched // 4_800
        return max(first, 1), min(last - first, MOST_DAYS)

    def program(self, first_day: int, days: int) -> Program:
        """Return the program, in lanes that begin with a day."""
        edges = self._edges()
        tables, place = self._calendars(edges, first_day, days)
        listed = tables.tolist()
        self._dates(listed, first_day)
        self._in_work(edges, listed)
        self._ends(edges)
        self._rows(edges)
        degree = (self.nodes[:, of_lane.LAST_IN] - self.nodes[:, of_lane.FIRST_IN]) // LANE_EDGE
        rows = [shape_row(family, place, deciles=deciles) for family, place, deciles in self.rows]
        return Program(
            nodes=self.nodes.reshape(-1),
            edges=np.concatenate((edges.reshape(-1), np.zeros(LANE_EDGE, np.int64))),
            strands=self._strands(place),
            cause_shares=np.array(self.shares or [0] * CAUSE, np.int64),
            cause_names=np.array([w for name in self.uncertainty.causes for w in name_of(name)], np.int64),
            hits=np.array(self.hits or [0], np.int64),
            risks=self.risks,
            shapes=np.concatenate([*rows, np.zeros(2, np.int32)]),
            tables=tables,
            row_of=self.row_of,
            first_day=first_day,
            size=len(self.nodes),
            widest=int(degree.max(initial=0)),
        )

    def operations(self) -> None:
        """Write what gives each node its dates."""
        n, s = self.nodes, self.schedule
        mode, kind = s[:, of_schedule.MODE], s[:, of_schedule.KIND]
        certain = (n[:, of_lane.SHAPE] < 0) & (n[:, of_lane.RISK_AT] == n[:, of_lane.RISK_END])
        single = s[:, of_schedule.TRACK_AT] == s[:, of_schedule.TRACK_END]
        plain = single & np.isin(s[:, of_schedule.CONSTRAINT], SIMPLE) & np.isin(s[:, of_schedule.SECOND], SIMPLE[1:])
        plain &= (s[:, of_schedule.DELAY] == 0) | (s[:, of_schedule.CONSTRAINT] != Constraint.ALAP)
        op = np.full(len(n), int(Op.RULED), np.int64)
        opened = plain & (mode == Mode.OPEN)
        for wanted, kinds in ((Op.WORK, Kind.WORK), (Op.POINT, Kind.RAW)):
            op[opened & (kind == kinds)] = int(wanted)
        op[opened & (op == Op.POINT) & (s[:, of_schedule.DELAY] != 0)] = int(Op.RULED)
        op[mode == Mode.STARTED] = int(Op.BEGUN)
        op[kind == Kind.FINISH_HUB] = int(Op.LATEST_OF)
        op[kind == Kind.START_HUB] = int(Op.EARLIEST_OF)
        fixed = (
            (mode == Mode.COMPLETE) | (mode == Mode.MANUAL) | ((mode == Mode.STARTED) & (certain | (kind != Kind.WORK)))
        )
        op[(fixed & (kind < Kind.FINISH_HUB)) | (s[:, of_schedule.EARLY_FINISH] >= FAR)] = int(Op.FIXED)
        n[:, of_lane.OP] = op

    def _edges(self) -> Array:
        """Return the records of the edges that bind, and write where those of each node lie."""
        n, s = self.nodes, self.schedule
        count = int(s[:, of_schedule.IN_END].max(initial=0)) // of_schedule.EDGE
        given = np.array(self.run.edges[: count * of_schedule.EDGE], np.int64).reshape(count, of_schedule.EDGE)
        target = given[:, of_schedule.TARGET] // of_schedule.NODE
        kept = np.flatnonzero(
            (given[:, of_schedule.TO_SUMMARY] != 2) & ~np.isin(n[target, of_lane.OP], (int(Op.FIXED), int(Op.BEGUN)))
        )
        edges = np.zeros((len(kept), LANE_EDGE), np.int64)
        edges[:, of_lane.EDGE_SOURCE] = given[kept, of_schedule.SOURCE] // of_schedule.NODE
        edges[:, of_lane.EDGE_KIND] = given[kept, of_schedule.LINK_KIND]
        edges[:, of_lane.EDGE_LAG] = given[kept, of_schedule.LAG]
        edges[:, of_lane.EDGE_CALENDAR] = given[kept, of_schedule.LAG_CALENDAR]
        ends = np.searchsorted(target[kept], np.arange(len(n)), side="right") * LANE_EDGE
        n[:, of_lane.LAST_IN] = ends
        n[:, of_lane.FIRST_IN] = np.concatenate(([0], ends[:-1]))
        by_start = np.isin(edges[:, of_lane.EDGE_KIND], (int(LinkKind.SS), int(LinkKind.SF)))
        n[edges[by_start, of_lane.EDGE_SOURCE], of_lane.STARTS] = 1
        return edges

    def _calendars(self, edges: Array, first_day: int, days: int) -> tuple[Array, Array]:
        """Return the tables of the calendars in use and where each lies, and write it into nodes and edges."""
        n, s = self.nodes, self.schedule
        work, lag = s[:, of_schedule.WORK_CALENDAR], edges[:, of_lane.EDGE_CALENDAR]
        tracks = np.array(self.run.tracks, np.int64).reshape(-1, of_schedule.TRACK)[:, of_schedule.TRACK_CALENDAR]
        used = np.unique(np.concatenate((work, lag[lag >= 0], tracks)))
        place = np.zeros(len(self.run.network.calendars), np.int64)
        place[used] = np.arange(len(used)) * LANE_CALENDAR
        n[:, of_lane.WORKED_ON] = place[work]
        edges[:, of_lane.EDGE_CALENDAR] = np.where(lag >= 0, place[np.maximum(lag, 0)], -1)
        chosen = tuple(self.run.network.calendars[i] for i in used.tolist())
        return lane_tables(chosen, first_day=first_day, days=days), place

    def _dates(self, tables: list[int], first_day: int) -> None:
        """Write the fixed dates of nodes, and the instants before which the others never start."""
        n, s = self.nodes, self.schedule
        n[:, of_lane.WAIT] = s[:, of_schedule.DELAY]
        n[:, of_lane.EXPECTED] = s[:, of_schedule.EARLY_FINISH]
        n[:, of_lane.FROM] = _packed(s[:, of_schedule.EARLY_START], first_day)
        n[:, of_lane.TO] = _packed(s[:, of_schedule.EARLY_FINISH], first_day)
        n[:, of_lane.LEAST] = _packed(self._least(), first_day)
        self._rules(first_day)
        begun = np.flatnonzero((n[:, of_lane.OP] == Op.BEGUN) & ~self.side_by_side())
        resumed = self.resumed()[begun]
        # Where it simply goes on, what is left follows what is done.
        done = np.where(resumed == NONE, s[begun, of_schedule.DURATION] - s[begun, of_schedule.REMAINING], 0)
        start = np.where(resumed == NONE, s[begun, of_schedule.FIXED_START], resumed)
        for v, at, worked in zip(begun.tolist(), start.tolist(), done.tolist(), strict=True):
            n[v, of_lane.TO] = lane_work(tables, int(n[v, of_lane.WORKED_ON]), packed(at, first_day)) + worked

    def _rules(self, first_day: int) -> None:
        """Write what is said of few nodes."""
        n, s = self.nodes, self.schedule
        project = s[:, of_schedule.PROJECT] // PROJECT_RECORD
        n[:, of_lane.SIDE] = s[:, of_schedule.KIND]
        several = self.side_by_side()
        for mine, theirs in ((of_lane.FIRST_TRACK, of_schedule.TRACK_AT), (of_lane.LAST_TRACK, of_schedule.TRACK_END)):
            n[several, mine] = s[several, theirs]
        ruled = n[:, of_lane.OP] == Op.RULED
        n[ruled, of_lane.FIRST_RULE] = s[ruled, of_schedule.CONSTRAINT]
        n[ruled, of_lane.SECOND_RULE] = s[ruled, of_schedule.SECOND]
        n[ruled, of_lane.HONOURED] = self.projects[project[ruled], of_schedule.PROJECT_HONOUR]
        n[:, of_lane.FIRST_RULE_AT] = _packed(s[:, of_schedule.CONSTRAINT_AT], first_day)
        n[:, of_lane.SECOND_RULE_AT] = _packed(s[:, of_schedule.SECOND_AT], first_day)
        n[:, of_lane.NOT_BEFORE] = _packed(self.projects[project, of_schedule.PROJECT_STATUS], first_day)
        late = (s[:, of_schedule.CONSTRAINT] == Constraint.ALAP) & self.run.has_late
        n[ruled, of_lane.TO] = _packed(np.where(late, s[:, of_schedule.LATE_START], NONE), first_day)[ruled]
        n[ruled, of_lane.LEAST] = _packed(self._floor(), first_day)[ruled]

    def _strands(self, place: Array) -> Array:
        """Return the records of the tracks of nodes with several."""
        tracks = np.array(self.run.tracks, np.int64).reshape(-1, of_schedule.TRACK)
        columns = [of_schedule.TRACK_CALENDAR, of_schedule.TRACK_DURATION, of_schedule.TRACK_DELAY]
        strands = tracks[:, columns]
        strands[:, 0] = place[strands[:, 0]]
        return strands.reshape(-1)

    def _floor(self) -> Array:
        """Return the instant in ticks that a summary above a node, or its project, gives it."""
        floor = self.schedule[:, of_schedule.FLOOR]
        project = self.schedule[:, of_schedule.PROJECT] // PROJECT_RECORD
        return np.where(floor == NONE, self.projects[project, of_schedule.PROJECT_START], floor)

    def _ends(self, edges: Array) -> None:
        """Mark the nodes whose finish can be that of the whole portfolio: those that nothing in it follows."""
        n, s = self.nodes, self.schedule
        counts = (
            (s[:, of_schedule.KIND] < Kind.FINISH_HUB)
            & (s[:, of_schedule.PROJECT] != OUTSIDE * PROJECT_RECORD)
            & (s[:, of_schedule.EARLY_FINISH] < FAR)
        )
        target = self._targets()
        after = (edges[:, of_lane.EDGE_KIND] == LinkKind.FS) & (edges[:, of_lane.EDGE_LAG] >= 0)
        after &= counts[target] & np.isin(n[target, of_lane.OP], (int(Op.WORK), int(Op.POINT)))
        after &= n[target, of_lane.WAIT] >= 0
        n[:, of_lane.ENDS] = counts
        n[edges[after, of_lane.EDGE_SOURCE], of_lane.ENDS] = 0

    def _rows(self, edges: Array) -> None:
        """Write in which rows dates lie: each is used again behind the last node that reads it."""
        last = np.arange(len(self.nodes))
        np.maximum.at(last, edges[:, of_lane.EDGE_SOURCE], self._targets())
        self.nodes[:, of_lane.ROW] = reused_rows(last.tolist())
        edges[:, of_lane.EDGE_ROW] = self.nodes[edges[:, of_lane.EDGE_SOURCE], of_lane.ROW]

    def _targets(self) -> Array:
        """Return the node that each edge leads to."""
        degree = (self.nodes[:, of_lane.LAST_IN] - self.nodes[:, of_lane.FIRST_IN]) // LANE_EDGE
        return np.repeat(np.arange(len(self.nodes)), degree)

    def _in_work(self, edges: Array, tables: list[int]) -> None:
        """Mark the nodes that wait only for work on their own calendar, and give their least start as a coordinate."""
        n = self.nodes
        op, worked_on = n[:, of_lane.OP], n[:, of_lane.WORKED_ON]
        source = edges[:, of_lane.EDGE_SOURCE]
        target = self._targets()
        alike = np.isin(op[source], (int(Op.WORK), int(Op.BEGUN))) & (worked_on[source] == worked_on[target])
        alike &= edges[:, of_lane.EDGE_KIND] == LinkKind.FS
        alike &= n[source, of_lane.FIRST_TRACK] == n[source, of_lane.LAST_TRACK]
        alike &= (edges[:, of_lane.EDGE_LAG] == 0) | (edges[:, of_lane.EDGE_CALENDAR] == worked_on[target])
        marked = (op == Op.WORK) & (n[:, of_lane.WAIT] == 0)
        marked[target[~alike]] = False
        n[:, of_lane.IN_WORK] = marked
        for v in np.flatnonzero(marked).tolist():
            n[v, of_lane.LEAST] = lane_work(tables, int(worked_on[v]), int(n[v, of_lane.LEAST]))

    def _least(self) -> Array:
        """Return the instant in ticks before which each node never starts, NONE for hubs."""
        n, s = self.nodes, self.schedule
        project = s[:, of_schedule.PROJECT] // PROJECT_RECORD
        least = self._floor()
        linked = n[:, of_lane.LAST_IN] > n[:, of_lane.FIRST_IN]
        at, first = s[:, of_schedule.CONSTRAINT_AT], np.isin(s[:, of_schedule.CONSTRAINT], NO_EARLIER)
        least = np.where(first, np.where(linked, np.maximum(least, at), at), least)
        second = np.isin(s[:, of_schedule.SECOND], NO_EARLIER)
        least = np.where(second, np.maximum(least, s[:, of_schedule.SECOND_AT]), least)
        least = np.maximum(least, self.projects[project, of_schedule.PROJECT_STATUS])
        late = s[:, of_schedule.CONSTRAINT] == Constraint.ALAP
        if self.run.has_late:
            least = np.where(late, np.maximum(least, s[:, of_schedule.LATE_START]), least)
        return np.where(s[:, of_schedule.KIND] < Kind.FINISH_HUB, least, NONE)

    def events(self) -> Array:
        """Return the records of risks."""
        rows: list[int] = []
        for event in self.uncertainty.events:
            delay = event.delay
            happens = name_of(f"{event.name}:happens")
            shape = self.shape(delay) if not delay.certain else self.shape(Spread(0, 1, 2))
            rows += (
                round(min(max(event.probability, 0.0), 1.0) * CERTAIN), shape,
                delay.likely if delay.certain else delay.optimistic, delay.pessimistic - delay.optimistic,
                *happens, *name_of(f"{event.name}:delay"),
            )  # fmt: skip
        return np.array(rows, np.int64)


def _packed(ticks: Array, first_day: int) -> Array:
    """Return instants in ticks as lanes have them."""
    day = ticks // TICKS_PER_DAY
    values = ((day - first_day) << DAY_BITS) + ticks - day * TICKS_PER_DAY
    return np.where(ticks >= FAR, LATEST, np.where(ticks <= NONE, -LATEST, np.clip(values, -LATEST, LATEST)))
