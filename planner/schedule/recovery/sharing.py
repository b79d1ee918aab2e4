"""Sharing: the days of a set of moves spread over more of them, where that is cheaper.

Shortening gets dearer with every day, so two days from each of two pieces of work cost less than four from one. From
a set that reaches the date one day at a time is taken off a move, or goes from it to another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import ceil

from planner.schedule.driving import Driver
from planner.schedule.reasons import Cause
from planner.schedule.recovery.moves import MoveType, RemedyMove
from planner.schedule.recovery.proposals import Ask, overlap, shorten

Moves = tuple[RemedyMove, ...]
Key = tuple[str, str]

SIZABLE: Mapping[MoveType, Callable[[Ask, Driver], Iterator[RemedyMove]]] = {
    MoveType.SHORTEN: shorten,
    MoveType.OVERLAP: overlap,
}
"""Sorts of moves that can be made by any number of days."""


def shares(ask: Ask, moves: Moves, known: Iterable[RemedyMove], most: int) -> list[Moves]:
    """Return the sets next to one, cheapest first and all cheaper: a day less of a move, or a day moved to another.

    `known` are the moves that days may go to, `most` is how many moves a set may have. Sets that change one piece of
    work twice have none.
    """
    if len({move.subject_id for move in moves}) < len(moves):
        return []
    cost = sum(move.cost for move in moves)
    found = [tuple(new.values()) for new in _next_to(ask, {move.key: move for move in moves}, tuple(known))]
    cheaper = (new for new in found if 0 < len(new) <= most and sum(move.cost for move in new) < cost)
    return sorted(cheaper, key=lambda new: (sum(move.cost for move in new), [move.key for move in new]))


def _next_to(ask: Ask, moves: Mapping[Key, RemedyMove], known: Moves) -> Iterator[dict[Key, RemedyMove]]:
    for key, move in moves.items():
        if move.type not in SIZABLE:
            continue
        others = {k: m for k, m in moves.items() if k != key}
        left = ceil(move.days) - 1
        less = _sized(ask, move, left) if left else None
        if left and less is None:
            continue
        kept = others if less is None else {**others, key: less}
        if others:
            yield kept
        for other in known:
            taken = other.key not in moves and any(m.subject_id == other.subject_id for m in moves.values())
            if other.key == key or taken:
                continue
            days = moves[other.key].days if other.key in moves else 0.0
            more = _sized(ask, other, int(days) + 1)
            if more is not None:
                yield {**kept, other.key: more}


def _sized(ask: Ask, move: RemedyMove, days: int) -> RemedyMove | None:
    """Return a move of as many days, None where it cannot be."""
    if move.type not in SIZABLE:
        return None
    driver = Driver(move.subject_id, 0, move.subject_id, None, Cause.LINK)
    wanted = Ask(ask.plan, ask.target_id, ask.by, float(days))
    return next((new for new in SIZABLE[move.type](wanted, driver) if new.days == days), None)
