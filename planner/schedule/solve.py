"""Solving a network: compile it, run the passes, and bring the results back to the activities."""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.schedule import records as field
from planner.schedule.compiled import CompiledNetwork, compile_network
from planner.schedule.engines import Engine, Mode, engine_for
from planner.schedule.hammocks import hammocks_of
from planner.schedule.network import Constraint, Network
from planner.schedule.records import FAR, NODE, NONE, PROJECT_RECORD, Kind
from planner.schedule.records import Mode as NodeMode
from planner.schedule.solution import Bindings, Problem, Solution, Trouble
from planner.schedule.summaries import rolled_up

Array = Any


def solve(network: Network, mode: Mode = Mode.AUTOMATIC) -> Solution:
    """Return the schedule of a network by the critical path method, with the reason of every date.

    Never raises for what a plan can contain: loops and impossible calendars come back as data.
    """
    return solution_of(run_of(network, mode))


def run_of(network: Network, mode: Mode = Mode.AUTOMATIC) -> Run:
    """Return the passes over a network, done; their records say what each date follows from."""
    engine = engine_for(mode, network.size)
    run = Run(network, compile_network(network, engine), engine)
    run.passes()
    return run


class Run:
    """The passes over one compiled network; the records are in the form that the engine wants."""

    def __init__(self, network: Network, compiled: CompiledNetwork, engine: Engine) -> None:
        self.network = network
        self.compiled = compiled
        self.engine = engine
        self.kernels = engine.kernels
        self.tables = engine.tables(network.calendars)
        self.nodes = engine.prepare(compiled.nodes)
        self.edges = engine.prepare(compiled.edges)
        self.tracks = engine.prepare(compiled.tracks)
        self.projects = engine.prepare(compiled.projects)
        self.length = compiled.size * NODE
        self.has_late = bool((compiled.nodes[field.CONSTRAINT :: NODE] == Constraint.ALAP).any())

    def passes(self) -> None:
        """Run the passes that the network needs."""
        if any(p.from_finish and p.finish is not None for p in self.network.projects):
            self._forward(late=0)
            self._backward()
            self._start_from_finish()
        self._forward(late=0)
        self._backward()
        if self.has_late:
            self._forward(late=1)
            self.kernels["floats"](self.tables, self.nodes, self.edges, self.projects, self.length)

    def _forward(self, *, late: int) -> None:
        self.kernels["forward"](self.tables, self.nodes, self.edges, self.tracks, self.projects, late, self.length)

    def _backward(self) -> None:
        self._finish_projects()
        self.kernels["backward"](
            self.tables, self.nodes, self.edges, self.tracks, self.projects, self.compiled.target, self.length
        )

    def _finish_projects(self) -> None:
        """Write where each project finishes: where it must, else its latest early finish."""
        length = len(self.network.projects) * PROJECT_RECORD
        self.kernels["finish_projects"](self.nodes, self.projects, self.length, length)
        for i, project in enumerate(self.network.projects):
            if project.finish is not None:
                self.projects[i * PROJECT_RECORD + field.PROJECT_FINISH] = project.finish

    def _start_from_finish(self) -> None:
        """Start projects that are scheduled from their finish where their earliest late start lies."""
        nodes = np.asarray(self.nodes).reshape(-1, NODE)
        for i, project in enumerate(self.network.projects):
            record = i * PROJECT_RECORD
            own = (nodes[:, field.PROJECT] == record) & (nodes[:, field.MODE] == NodeMode.OPEN)
            if project.from_finish and project.finish is not None and own.any():
                self.projects[record + field.PROJECT_START] = int(nodes[own, field.LATE_START].min())


def solution_of(run: Run) -> Solution:
    """Return the results per activity of passes that are done."""
    network, compiled = run.network, run.compiled
    nodes = run.engine.restore(run.nodes).reshape(-1, NODE)
    projects = run.engine.restore(run.projects).reshape(-1, PROJECT_RECORD)
    hammocks = hammocks_of(run)
    problems = _problems(compiled, nodes)
    if hammocks:
        nodes = np.concatenate((nodes, np.array([h.record for h in hammocks], np.int64)))
    own = np.flatnonzero(nodes[:, field.KIND] < Kind.FINISH_HUB)
    owner = nodes[own, field.ACTIVITY]

    def spread(column: Array, fill: int = NONE) -> Array:
        whole = np.full(network.size, fill, np.int64)
        whole[owner] = column[own]
        return whole

    values = rolled_up(run, nodes, projects, spread)
    early = _bindings(
        nodes, compiled.edges, field.EARLY_TERM, field.EARLY_BOUND, field.EARLY_EDGE, field.SOURCE, spread
    )
    late = _bindings(nodes, compiled.edges, field.LATE_TERM, field.LATE_BOUND, field.LATE_EDGE, field.TARGET, spread)
    for h in hammocks:
        for bindings, of in ((early, field.EARLY_START), (late, field.LATE_FINISH)):
            if of in h.bounds:
                bindings.link[h.activity], bindings.activity[h.activity] = h.bounds[of].link, h.bounds[of].source
    start, finish = values.early_start, values.early_finish
    shifted = _late_scheduled(network)
    if shifted:
        start, finish = start.copy(), finish.copy()
        start[shifted], finish[shifted] = values.late_start[shifted], values.late_finish[shifted]
    return Solution(
        start=start,
        finish=finish,
        early_start=values.early_start,
        early_finish=values.early_finish,
        late_start=values.late_start,
        late_finish=values.late_finish,
        start_float=values.start_float,
        finish_float=values.finish_float,
        total_float=values.total_float,
        free_float=values.free_float,
        critical=values.critical == 1,
        early=early,
        late=late,
        project_start=projects[:, field.PROJECT_START].copy(),
        project_finish=projects[:, field.PROJECT_FINISH].copy(),
        loops=compiled.loops,
        problems=problems,
    )


def _late_scheduled(network: Network) -> list[int]:
    backward = {i for i, p in enumerate(network.projects) if p.from_finish}
    if not backward:
        return []
    return [
        i
        for i, a in enumerate(network.activities)
        if a.project in backward and a.constraint == Constraint.ALAP and a.actual_start is None and a.active
    ]


def _problems(compiled: CompiledNetwork, nodes: Array) -> tuple[Problem, ...]:
    never = tuple(Problem(i, Trouble.CALENDAR_NEVER_WORKS) for i in compiled.leaves.workless)
    out_of_time = (nodes[:, field.EARLY_FINISH] >= FAR) & (nodes[:, field.KIND] < Kind.FINISH_HUB)
    owners = sorted(nodes[out_of_time, field.ACTIVITY].tolist())
    return never + tuple(Problem(i, Trouble.OUT_OF_TIME) for i in owners)


def _bindings(nodes: Array, edges: Array, term: int, bound: int, edge: int, end: int, spread: Any) -> Bindings:
    """Return the bindings per activity; a hub on the way is replaced by the leaf and link behind it."""
    link = np.full(len(nodes), -1, np.int64)
    other = np.full(len(nodes), -1, np.int64)
    bound_by = np.flatnonzero((nodes[:, edge] >= 0) & (nodes[:, term] == field.Term.LINK))
    if bound_by.size:
        at = nodes[bound_by, edge]
        links, ends = edges[at + field.LINK], edges[at + end] // NODE
        hubs = np.flatnonzero(nodes[ends, field.KIND] >= Kind.FINISH_HUB)
        if hubs.size:
            onward = nodes[ends[hubs], edge]
            known = onward >= 0
            hubs, onward = hubs[known], onward[known]
            links[hubs] = np.maximum(links[hubs], edges[onward + field.LINK])
            ends[hubs] = edges[onward + end] // NODE
        link[bound_by], other[bound_by] = links, nodes[ends, field.ACTIVITY]
    demand = nodes[:, field.EARLY_DEMAND if end == field.SOURCE else bound]
    return Bindings(
        spread(nodes[:, term], 0), spread(nodes[:, bound]), spread(demand), spread(link, -1), spread(other, -1)
    )
