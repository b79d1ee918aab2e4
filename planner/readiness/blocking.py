"""Why a market is predicted so late: its blocking gate, what feeds that, and the chain of work behind it."""

from __future__ import annotations

from datetime import date
from itertools import islice

from planner.plan.entities import ArtefactVersion, GateTemplate, Launch
from planner.plan.snapshot import Plan
from planner.readiness.likelihood import unlikely
from planner.readiness.result import Cell, FeedState
from planner.schedule import explain, schedule
from planner.schedule.sentences import narrator

MOST = 12
"""Sentences of a chain of work that are given."""


def reasons_for(plan: Plan, cell: Cell) -> tuple[str, ...]:
    """Return why a market is predicted when it is: first what decides, then back to the root; empty once it is live.

    A market at risk begins with its chance.
    """
    if cell.live_on is not None:
        return ()
    gate = cell.blocking
    late = gate is None or (
        gate.projected is not None and cell.scheduled is not None and gate.projected < cell.scheduled
    )
    found = [said] if (said := unlikely(cell)) else []
    if gate is not None:
        template = plan.all(GateTemplate)[gate.template_id]
        when = f", expected on {gate.projected}" if gate.projected is not None else ", and nobody knows when it will be"
        found.append(f"{template.code} {template.name} is {gate.state.value.replace('_', ' ')}{when}.")
        found.extend(gate.reasons)
    work_id = decisive_work(plan, gate.feeds) if gate is not None and not late else cell.launch_id
    if late and gate is not None:
        found.append(f"The work before {plan.all(Launch)[cell.launch_id].code} is done only on {cell.scheduled}.")
    if work_id is not None and work_id in schedule(plan).dates:
        found.extend(islice(narrator(plan).chain(explain(plan, work_id).early_finish), MOST))
    return tuple(dict.fromkeys(found))


def decisive_work(plan: Plan, feeds: tuple[FeedState, ...]) -> str | None:
    """Return the work that an open feed waits for longest, None if it waits for none."""
    found: list[tuple[date, str]] = []
    for feed in feeds:
        if feed.passed or feed.refers_to is None:
            continue
        kind, id_ = feed.refers_to
        version = plan.all(ArtefactVersion).get(id_) if kind == "artefact_version" else None
        work_id = id_ if kind == "initiative" else version.initiative_id if version is not None else None
        if work_id is not None:
            found.append((feed.projected or date.max, work_id))
    return max(found)[1] if found else None
