"""Builders that the roadmap's tests share."""

from collections.abc import Callable
from datetime import datetime

import pytest

from planner.schedule.result import Schedule, WorkDates


def _dates(id_: str, first: str, last: str) -> WorkDates:
    start, finish = datetime.fromisoformat(f"{first}T08:00"), datetime.fromisoformat(f"{last}T17:00")
    return WorkDates(
        id=id_,
        early_start=start,
        early_finish=finish,
        late_start=start,
        late_finish=finish,
        total_float_minutes=0,
        free_float_minutes=0,
        total_float_days=0.0,
        free_float_days=0.0,
        duration_minutes=480,
        critical=True,
        near_critical=True,
        driver=None,
        binding="manual",
    )


@pytest.fixture(scope="session")
def dated() -> Callable[..., Schedule]:
    """Return a maker of schedules from ids and their first and last days."""

    def make(**days: tuple[str, str]) -> Schedule:
        found = {id_: _dates(id_, *pair) for id_, pair in days.items()}
        starts = [when.early_start for when in found.values()]
        return Schedule(found, min(starts), max(when.early_finish for when in found.values()))

    return make
