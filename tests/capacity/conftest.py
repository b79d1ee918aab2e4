"""Small plans of capacity: one team and what asks for it."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest

from planner.plan.entities import Demand, Initiative, Team

Item = Callable[..., Initiative]


@pytest.fixture
def item() -> Item:
    """Return a maker of initiatives dated by hand, from the morning of one day to the evening of another."""

    def made(id_: str, first: date, last: date) -> Initiative:
        begin, end = datetime.combine(first, time(8)), datetime.combine(last, time(17))
        return Initiative(id=id_, code=id_.upper(), name=f"Work {id_}", manual_start=begin, manual_finish=end)

    return made


@pytest.fixture
def plain() -> Callable[..., Team]:
    """Return a maker of teams of which everything is plain: all time is project time, nobody is ever away."""

    def made(id_: str = "t", headcount: float = 1, **said: Any) -> Team:
        usual = {"focus_factor": 1, "reserve": 0, "leave_days": 0, "unplanned_absence": 0}
        return Team(id=id_, code=id_.upper(), name=f"Team {id_}", headcount=headcount, **{**usual, **said})

    return made


@pytest.fixture
def asks() -> Callable[..., Demand]:
    """Return a maker of demands for team t."""

    def made(initiative_id: str, team_id: str = "t", **said: Any) -> Demand:
        return Demand(id=f"{initiative_id}-{team_id}", initiative_id=initiative_id, team_id=team_id, **said)

    return made
