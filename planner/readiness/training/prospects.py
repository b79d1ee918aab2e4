"""The chance that each person holds a course on a day to come.

Who holds it that day by what is already known has it for certain. Everybody else has been asked since the day on which
the right version came out, they joined, or their last certificate lapsed; the completion curve says how likely they
pass from now on. A cohort's seats go to those who are then still missing, wherever they are, as far as they reach: with
seats for half of them and a pass rate of 90 %, each has 45 % more chance. Certificates gained on the way are taken to
last until the day that is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from planner.plan.entities import Workforce
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.training.bookings import Booking, bookings
from planner.readiness.training.completions import CourseCurve, curve_of, start_of
from planner.readiness.training.course_versions import FAR, LONG_AGO, Line, line_of, proving_versions
from planner.readiness.training.holdings import Holding, first_day, holdings, last_day
from planner.readiness.training.required import courses_of, groups

Array = Any
"""A numpy array; its shape and unit are said where it is used."""
Place = tuple[str | None, Workforce]
"""A market (None: none) and who employs people there."""


@dataclass(frozen=True, slots=True)
class Uptake:
    """A cohort with the chance that somebody whom it is for, and who is then missing, passes in it."""

    booking: Booking
    chance: float


@dataclass(frozen=True, slots=True)
class Prospects:
    """Everybody who must hold one course, as columns: people (n,), days as ordinals, spans of certificates (n, m).

    ``employed`` (n,) says for each in which of the ``places``, markets and workforces, they are. ``uptakes`` are the
    cohorts that somebody of them can have seats in.
    """

    course_id: str
    learner_ids: tuple[str, ...]
    places: tuple[Place, ...]
    employed: Array
    joined: Array
    left: Array
    first: Array
    last: Array
    start: int
    line: Line
    proving: frozenset[str] | None
    curve: CourseCurve | None
    uptakes: tuple[Uptake, ...] = ()

    def within(self, market_id: str | None, workforce: Workforce | None) -> Prospects:
        """Return those of a market and a workforce; None: all."""
        asked = [market_id in (None, place[0]) and workforce in (None, place[1]) for place in self.places]
        kept = np.flatnonzero(np.array(asked, dtype=bool)[self.employed])
        there = [place for place, wanted in zip(self.places, asked, strict=True) if wanted]
        return replace(
            self,
            learner_ids=tuple(self.learner_ids[i] for i in kept.tolist()),
            employed=self.employed[kept],
            joined=self.joined[kept],
            left=self.left[kept],
            first=self.first[kept],
            last=self.last[kept],
            uptakes=tuple(one for one in self.uptakes if any(one.booking.is_for(*place) for place in there)),
        )

    def available(self, day: int) -> int:
        """Return the day from which a version can be passed that counts on ``day``; FAR: none is known."""
        if not self.line.versions:
            return self.start if self.proving is None else FAR
        good = (v for v in self.line.versions if self.proving is None or v.id in self.proving)
        return min((v.release for v in good if self.line.outdated(v.id) > day), default=FAR)

    def here(self, days: Array) -> Array:
        """Return who is there on some days (d,), (d, n) of bool."""
        return (self.joined <= days[:, None]) & (days[:, None] <= self.left)

    def known(self, days: Array) -> Array:
        """Return who holds the course on some days (d,) by certificates that exist, (d, n) of bool."""
        return ((self.first <= days[:, None, None]) & (days[:, None, None] <= self.last)).any(axis=2)

    def chance(self, days: Array, today: int) -> Array:
        """Return the chance that each holds the course on some days (d,), (d, n) from 0 to 1."""
        day, available = days[:, None], np.array([[self.available(at)] for at in days.tolist()])
        gone = (self.last < days[:, None, None]) & (self.first <= self.last)
        lapsed = np.where(gone, self.last + 1, 0).max(axis=2, initial=0)
        since = np.where(available > LONG_AGO, available, self.start)
        asked = np.maximum(np.maximum(self.joined, since), lapsed)
        missing = np.ones(asked.shape)
        if self.curve is not None:
            passes = _passes(self.curve, np.maximum(today - asked, 0), np.maximum(day - asked, 0))
            missing -= np.where(available < FAR, passes, 0.0)
        for uptake in self.uptakes:
            held = uptake.booking.finish.toordinal()
            can = self.seated(uptake.booking) & (asked <= held) & self.here(np.array([held]))
            missing *= np.where(can & (held <= day) & (available <= held), 1 - uptake.chance, 1.0)
        return np.where(self.known(days), 1.0, 1.0 - missing)

    def seated(self, booking: Booking) -> Array:
        """Return for whom of them a cohort is, (n,) of bool."""
        return np.array([booking.is_for(*place) for place in self.places], dtype=bool)[self.employed]


@per_plan
def prospects(plan: Plan, course_id: str, launch_id: str | None, today: date) -> Prospects:
    """Return everybody who must hold a course, for a launch or at all (None), with the cohorts booked on it."""
    asked = [
        (learner, group)
        for group, people in groups(plan).items()
        if course_id in courses_of(plan, group, launch_id)
        for learner in people
    ]
    proving = proving_versions(plan, course_id, launch_id)
    held = holdings(plan, course_id, proving)
    places = tuple(dict.fromkeys((group.market_id, group.workforce) for _, group in asked))
    number = {place: i for i, place in enumerate(places)}
    spans = [[row for row in held.get(learner.id, ()) if row.proves] for learner, _ in asked]
    found = Prospects(
        course_id,
        tuple(learner.id for learner, _ in asked),
        places,
        np.array([number[group.market_id, group.workforce] for _, group in asked], dtype=np.int64),
        np.array([first_day(learner) for learner, _ in asked], dtype=np.int64),
        np.array([last_day(learner) for learner, _ in asked], dtype=np.int64),
        *_spans(spans),
        start_of(plan, course_id, held),
        line_of(plan, course_id),
        proving,
        curve_of(plan, course_id, today),
    )
    for booking in bookings(plan, today):
        if booking.course_id == course_id and any(booking.is_for(*place) for place in places):
            found = replace(found, uptakes=(*found.uptakes, _uptake(found, booking, today.toordinal())))
    return found


def _spans(spans: list[list[Holding]]) -> tuple[Array, Array]:
    widest = max((len(rows) for rows in spans), default=0) or 1
    first, last = np.full((len(spans), widest), FAR), np.zeros((len(spans), widest), dtype=np.int64)
    for i, rows in enumerate(spans):
        for j, row in enumerate(rows):
            first[i, j], last[i, j] = row.first, row.last
    return first, last


def _uptake(people: Prospects, booking: Booking, today: int) -> Uptake:
    """Return the chance of those whom a cohort is for, when earlier cohorts and the curve have had theirs."""
    day = booking.finish.toordinal()
    can = people.seated(booking) & people.here(np.array([day]))[0]
    missing = float((1 - people.chance(np.array([day]), today)[0])[can].sum())
    return Uptake(booking, booking.pass_rate * min(1.0, booking.seats / missing) if missing > 0 else 0.0)


def _passes(found: CourseCurve, age: Array, later: Array) -> Array:
    shape, scale = found.curve.shape, found.curve.scale
    return 1 - np.exp((age / scale) ** shape - (np.maximum(later, age) / scale) ** shape)
