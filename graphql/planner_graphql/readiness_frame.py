"""The readiness matrix as a frame: columns of launches, of cells, and of the gates of each cell."""

from datetime import date
from typing import Any

import orjson

from planner.plan.entities import GateTemplate, Launch, Market
from planner.plan.snapshot import Plan, per_plan
from planner.readiness import Cell, GateStanding, readiness
from planner_graphql.columnar import coded, coded_enum, days_of
from planner_graphql.definitions import Field, Info
from planner_graphql.identity import global_id
from planner_graphql.readiness_types import ON, day_of
from planner_graphql.scalars import frame

DESCRIPTION = (
    "The readiness matrix as columns: templates, launches, cells (a launch in a market), and per cell a list over all "
    "templates with the state, days and first reason of its gate; -1 and null where the launch has no such gate."
)


def readiness_frame_field() -> Field:
    """Return the field of the query root."""
    return Field("readinessFrame", "JSON!", DESCRIPTION, _frame, arguments=(ON,), cost=200)


def _frame(plan: Plan, info: Info, on: date | None = None) -> orjson.Fragment:
    return encoded(plan, day_of(plan, info, on))


@per_plan
def encoded(plan: Plan, on: date) -> orjson.Fragment:
    """Return the frame, encoded."""
    return frame(columns(plan, on))


def columns(plan: Plan, on: date) -> dict[str, Any]:
    """Return the columns of the frame."""
    found = readiness(plan, on)
    used = {id_ for launch in found.launches for id_ in launch.template_ids}
    templates = sorted(
        (plan.all(GateTemplate)[id_] for id_ in used), key=lambda one: (one.gate_set, one.position, one.code)
    )
    launches = [plan.all(Launch)[launch.launch_id] for launch in found.launches]
    cells = found.cells()
    at = {template.id: i for i, template in enumerate(templates)}
    return {
        "revision": plan.revision,
        "on": on.isoformat(),
        "templates": {
            "ids": [global_id("gate_template", one.id) for one in templates],
            "codes": [one.code for one in templates],
            "names": [one.name for one in templates],
            "sets": [one.gate_set for one in templates],
            "hard": [one.hard for one in templates],
            "offsetWeeks": [one.offset_weeks for one in templates],
        },
        "launches": {
            "ids": [global_id("launch", one.id) for one in launches],
            "codes": [one.code for one in launches],
            "names": [one.name for one in launches],
            "tiers": [one.tier.name for one in launches],
            "owners": [one.owner for one in launches],
            "targets": days_of(one.target_date for one in launches),
        },
        "cells": _cells(plan, cells, {one.id: i for i, one in enumerate(launches)}, at),
        "gates": _gates(cells, at),
    }


def _cells(plan: Plan, cells: tuple[Cell, ...], launches: dict[str, int], at: dict[str, int]) -> dict[str, Any]:
    markets = plan.all(Market)
    market_ids = list(dict.fromkeys(cell.market_id for cell in cells if cell.market_id is not None))
    place = {id_: i for i, id_ in enumerate(market_ids)}
    return {
        "launches": [launches[cell.launch_id] for cell in cells],
        "markets": {
            "ids": [global_id("market", id_) for id_ in market_ids],
            "codes": [markets[id_].code for id_ in market_ids],
            "names": [markets[id_].name for id_ in market_ids],
            "index": [place.get(cell.market_id or "", -1) for cell in cells],
        },
        "owners": coded(cell.owner for cell in cells),
        "targets": days_of(cell.target for cell in cells),
        "scheduled": days_of(cell.scheduled for cell in cells),
        "predicted": days_of(cell.predicted for cell in cells),
        "liveOn": days_of(cell.live_on for cell in cells),
        "legalDays": days_of(cell.legal_day for cell in cells),
        "slackDays": [cell.slack_days for cell in cells],
        "states": coded_enum([cell.state for cell in cells]),
        "chances": [round(cell.chance, 4) if cell.chance is not None else None for cell in cells],
        "p50": days_of(cell.p50 for cell in cells),
        "ready": [cell.ready for cell in cells],
        "hardGreen": [cell.hard_green for cell in cells],
        "hardTotal": [cell.hard_total for cell in cells],
        "scores": [round(cell.score, 4) if cell.score is not None else None for cell in cells],
        "blocking": [at[cell.blocking.template_id] if cell.blocking is not None else -1 for cell in cells],
        "decisions": coded_enum([cell.decision.verdict if cell.decision is not None else None for cell in cells]),
    }


def _gates(cells: tuple[Cell, ...], at: dict[str, int]) -> dict[str, Any]:
    """Return a list per cell over all templates for each column."""
    grid = [_row(cell, at) for cell in cells]
    flat = [gate for row in grid for gate in row]
    width = len(at)

    def split(values: list[Any]) -> list[list[Any]]:
        return [values[i : i + width] for i in range(0, len(values), width)] if width else [[] for _ in grid]

    states = coded_enum([gate.state if gate is not None else None for gate in flat])
    owners = coded(gate.owner if gate is not None else "" for gate in flat)
    return {
        "states": {"names": states["names"], "index": split(list(states["index"]))},
        "owners": {"names": owners["names"], "index": split(list(owners["index"]))},
        "hard": split([gate.hard if gate is not None else None for gate in flat]),
        "due": split(days_of(gate.due if gate is not None else None for gate in flat)),
        "projected": split(days_of(gate.projected if gate is not None else None for gate in flat)),
        "drift": split([gate.drift if gate is not None else None for gate in flat]),
        "reasons": split([gate.reasons[0] if gate is not None and gate.reasons else "" for gate in flat]),
    }


def _row(cell: Cell, at: dict[str, int]) -> list[GateStanding | None]:
    row: list[GateStanding | None] = [None] * len(at)
    for gate in cell.gates:
        row[at[gate.template_id]] = gate
    return row
