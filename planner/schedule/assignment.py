"""Resource-driven work: how the assignments of an activity become the tracks that date it.

An activity whose work is done by people runs on their calendars: each assignment takes its work divided by
its units, stretched where the work is contoured, and the latest one ends the activity. Where the activity
has a calendar of its own, work happens only when both calendars work.

>>> tracks_of((Assignment(calendar=3, work=4800, units=50.0),), duration=9600)
(Track(calendar=3, duration=9600, delay=0),)
"""

from dataclasses import dataclass
from typing import Final

from planner.schedule.network import Track

CONTOUR_AVERAGE: Final = {
    "FLAT": 1.0, "BACK_LOADED": 0.6, "FRONT_LOADED": 0.6, "DOUBLE_PEAK": 0.5,
    "EARLY_PEAK": 0.5, "LATE_PEAK": 0.5, "BELL": 0.5, "TURTLE": 0.7,
}  # fmt: skip
"""Average share of full units that each work contour of Microsoft Project spends."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person's work on an activity: ticks of work at `units` percent, begun `delay` working ticks late."""

    calendar: int
    work: int
    units: float = 100.0
    delay: int = 0
    contour: str = "FLAT"

    def length(self) -> int:
        """Return the working ticks the assignment takes, 0 where it has no work or units."""
        average = CONTOUR_AVERAGE.get(self.contour, 1.0)
        rate = self.units / 100 * average
        return round(self.work / rate) if rate > 0 else 0


def tracks_of(assignments: tuple[Assignment, ...], duration: int) -> tuple[Track, ...]:
    """Return the tracks of an activity of `duration` working ticks.

    Assignments on one calendar share a track as long as the activity; only where calendars differ does each
    keep its own length. An assignment without work says nothing about dates.
    """
    working = [a for a in assignments if a.length() > 0]
    calendars = {a.calendar for a in working}
    if len(calendars) == 1 and not any(a.delay for a in working):
        return (Track(calendars.pop(), duration),)
    longest: dict[tuple[int, int], int] = {}
    for a in working:
        key = (a.calendar, a.delay)
        longest[key] = max(longest.get(key, 0), a.length())
    return tuple(Track(calendar, length, delay) for (calendar, delay), length in longest.items())
