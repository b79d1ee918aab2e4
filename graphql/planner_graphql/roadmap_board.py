"""The roadmap board as a frame: initiatives as cards, quarters as columns, and what each card asks of each team.

A card is an initiative with all its parts: the topmost one below any programme, as quarter selection counts them. With
the demand of each card by quarter a client can move cards and see each team's load at once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from planner.capacity.heat import heat_map, items, plan_range
from planner.capacity.periods import PeriodLength
from planner.plan.entities import Demand, Initiative, Level, Market, Objective, PriorityClass, Status, Team
from planner.plan.snapshot import Plan, per_plan
from planner.roadmap import FiscalQuarter, UnreadableQuarterError
from planner.roadmap.grouping import objectives_served
from planner.schedule import WorkDates, schedule
from planner_graphql.columnar import coded, coded_enum, coded_lists, days_of, named
from planner_graphql.definitions import Argument, Field, Info
from planner_graphql.identity import global_id
from planner_graphql.inheritance import in_force, programmes, work_in_order
from planner_graphql.scalars import frame

DESCRIPTION = (
    "Initiatives as cards over fiscal quarters, as columns: quarters has labels, first and last; planned, start and "
    "finish are quarters from the first shown (negative: before it; null: none), so is now, of the status date; "
    "plannedQuarter is as it was said. "
    "cells has teams and their skills with supply and demand by quarter, from computed dates; needs has the "
    "person-days that a card asks of a cell, so many quarters after the one it starts in."
)
MOST_QUARTERS = 24
BEFORE, AFTER = 8, 16
"""Quarters outside of those shown whose demand is known: cards come in from there."""


def board_field() -> Field:
    """Return the field of the query root."""
    arguments = (
        Argument("fromQuarter", "String", "First quarter, such as 2027Q1 or FY27 Q1; the one of the status date."),
        Argument("quarters", "Int!", f"How many quarters, at most {MOST_QUARTERS}.", 4),
    )
    return Field("roadmapBoard", "JSON!", DESCRIPTION, _board, arguments=arguments, cost=200)


def _board(plan: Plan, info: Info, quarters: int, **given: Any) -> orjson.Fragment:
    month = plan.portfolio.fiscal_year_start_month
    text = given.get("fromQuarter")
    first = FiscalQuarter.containing(_now(plan), month) if text is None else FiscalQuarter.parse(text, month)
    return board_frame(plan, first, min(max(quarters, 1), MOST_QUARTERS))


@per_plan
def board_frame(plan: Plan, first: FiscalQuarter, quarters: int) -> orjson.Fragment:
    """Return the frame, encoded."""
    return frame(board_columns(plan, first.series(quarters)))


def _now(plan: Plan) -> date:
    """Return the status date, else the start of the plan."""
    return plan.portfolio.status_date or schedule(plan).start.date()


@dataclass(frozen=True, slots=True)
class _Cards:
    """Cards in the order of the plan with their dates; `of` is the card of each initiative, by id."""

    items: tuple[Initiative, ...]
    dates: tuple[WorkDates | None, ...]
    of: Mapping[str, int]


@per_plan
def _cards(plan: Plan) -> _Cards:
    parts = [
        item
        for item in work_in_order(plan)
        if isinstance(item, Initiative)
        and item.level not in (Level.PROGRAMME, Level.MILESTONE)
        and item.status is not Status.CANCELLED
    ]
    units = {item.id: _unit(plan, item) for item in parts}
    cards = tuple({unit.id: unit for unit in units.values()}.values())
    at = {card.id: row for row, card in enumerate(cards)}
    known = schedule(plan).dates
    return _Cards(cards, tuple(known.get(card.id) for card in cards), {id_: at[u.id] for id_, u in units.items()})


def _unit(plan: Plan, item: Initiative) -> Initiative:
    """Return the topmost of an initiative and what it is part of that is no programme."""
    found = item
    for above in plan.ancestors(item):
        if above.level is not Level.PROGRAMME:
            found = above
    return found


def board_columns(plan: Plan, quarters: Sequence[FiscalQuarter]) -> dict[str, Any]:
    """Return the frame's columns."""
    cards = _cards(plan)
    return {
        "revision": plan.revision,
        "fiscalYearStartMonth": plan.portfolio.fiscal_year_start_month,
        "quarters": {
            "labels": [quarter.label for quarter in quarters],
            "first": [quarter.first.isoformat() for quarter in quarters],
            "last": [quarter.last.isoformat() for quarter in quarters],
        },
        "now": FiscalQuarter.containing(_now(plan), quarters[0].start_month).since(quarters[0]),
        "count": len(cards.items),
        "ids": [global_id("initiative", card.id) for card in cards.items],
        "codes": [card.code for card in cards.items],
        "names": [card.name for card in cards.items],
        **_placed(cards, quarters[0]),
        **_said(plan, cards),
        **_lanes(plan, cards),
        **_capacity(plan, cards, quarters),
    }


def _placed(cards: _Cards, first: FiscalQuarter) -> dict[str, Any]:
    def since(when: Any) -> int | None:
        return None if when is None else FiscalQuarter.containing(when, first.start_month).since(first)

    return {
        "plannedQuarter": [card.planned_quarter for card in cards.items],
        "planned": [_position(card.planned_quarter, first) for card in cards.items],
        "start": [since(None if when is None else when.start) for when in cards.dates],
        "finish": [since(None if when is None else when.finish) for when in cards.dates],
        "startDay": days_of(None if when is None else when.start for when in cards.dates),
        "finishDay": days_of(None if when is None else when.finish for when in cards.dates),
        "critical": [when is not None and when.critical for when in cards.dates],
        "late": [
            when is not None and card.deadline is not None and when.early_finish > card.deadline
            for card, when in zip(cards.items, cards.dates, strict=True)
        ],
    }


def _position(text: str, first: FiscalQuarter) -> int | None:
    """Return a quarter as it was said, counted from the first; None where none was, or it cannot be read."""
    try:
        return FiscalQuarter.parse(text, first.start_month).since(first) if text.strip() else None
    except UnreadableQuarterError:
        return None


def _said(plan: Plan, cards: _Cards) -> dict[str, Any]:
    classes = in_force(plan, "priority_class")
    begun = {cards.of[id_] for id_ in cards.of if _begun(plan.all(Initiative)[id_])}
    return {
        "status": coded_enum([card.status for card in cards.items]),
        "commitment": coded_enum([card.commitment for card in cards.items]),
        "percent": [card.percent_complete for card in cards.items],
        "begun": [row in begun for row in range(len(cards.items))],
        "must": [classes.get(card.id) is PriorityClass.REGULATORY_MUST_DO for card in cards.items],
    }


def _begun(item: Initiative) -> bool:
    return item.actual_start is not None or item.status in (Status.IN_PROGRESS, Status.DONE)


def _lanes(plan: Plan, cards: _Cards) -> dict[str, Any]:
    """Return what cards can be grouped by; teams, objectives and markets may be several."""
    top, lines, areas, owners = (
        programmes(plan),
        *(in_force(plan, f) for f in ("line_of_business", "policy_area", "owner")),
    )
    served = objectives_served(plan)
    teams: dict[int, dict[str, None]] = defaultdict(dict)
    for demand in sorted(plan.all(Demand).values(), key=lambda item: item.id):
        if demand.initiative_id in cards.of and demand.team_id in plan.all(Team):
            teams[cards.of[demand.initiative_id]][demand.team_id] = None
    return {
        "lineOfBusiness": coded(lines[card.id] for card in cards.items),
        "policyArea": coded(areas[card.id] for card in cards.items),
        "owner": coded(owners[card.id] for card in cards.items),
        "programme": _entities(plan, Initiative, coded(top.get(card.id, "") for card in cards.items)),
        "team": _entities(plan, Team, coded_lists(tuple(teams[row]) for row in range(len(cards.items)))),
        "objective": _entities(plan, Objective, coded_lists(served.get(card.id, ()) for card in cards.items)),
        "market": _entities(plan, Market, coded_lists(card.market_ids for card in cards.items)),
    }


def _entities(plan: Plan, cls: type[Any], column: dict[str, Any]) -> dict[str, Any]:
    found = {id_: plan.get(cls.KIND.name, id_) for id_ in column["names"]}
    labels = {id_: getattr(entity, "name", "") or getattr(entity, "code", id_) for id_, entity in found.items()}
    return named(column, labels, {id_: global_id(cls.KIND.name, id_) for id_ in found})


def _capacity(plan: Plan, cards: _Cards, quarters: Sequence[FiscalQuarter]) -> dict[str, Any]:
    shown = heat_map(plan, PeriodLength.QUARTER, quarters[0].first, quarters[-1].last)
    teams = [plan.all(Team)[cell.team_id] for cell in shown.cells]
    rows = {(cell.team_id, cell.skill): row for row, cell in enumerate(shown.cells)}
    return {
        "cells": {
            "teamIds": [global_id("team", team.id) for team in teams],
            "codes": [team.code for team in teams],
            "names": [team.name for team in teams],
            "skills": [cell.skill for cell in shown.cells],
            "supply": shown.supply.round(2).tolist(),
            "demand": shown.demand.round(2).tolist(),
        },
        "needs": _needs(plan, cards, quarters, rows),
    }


def _needs(
    plan: Plan, cards: _Cards, quarters: Sequence[FiscalQuarter], rows: Mapping[tuple[str, str], int]
) -> dict[str, list[Any]]:
    """Return the demand of each card of each cell by quarter after its start; a skill counts for the whole team too."""
    first, last = plan_range(plan)
    month = quarters[0].start_month
    begin = max(FiscalQuarter.containing(first, month), quarters[0].plus(-BEFORE))
    end = min(FiscalQuarter.containing(last, month), quarters[-1].plus(AFTER))
    starts = [None if when is None else FiscalQuarter.containing(when.start, month) for when in cards.dates]
    found: dict[tuple[int, int, int], float] = defaultdict(float)
    for quarter in begin.series(max(end.since(begin) + 1, 0)):
        for team_id in plan.all(Team):
            for item in items(plan, team_id, "", quarter.first, quarter.last):
                card = cards.of.get(item.initiative_id)
                start = None if card is None else starts[card]
                if card is None or start is None:
                    continue
                offset = max(quarter.since(start), 0)
                for skill in {"", item.skill}:
                    found[card, rows[team_id, skill], offset] += item.person_days
    keys = sorted(found)
    return {
        "card": [key[0] for key in keys],
        "cell": [key[1] for key in keys],
        "offset": [key[2] for key in keys],
        "days": [round(found[key], 2) for key in keys],
    }
