"""Chains in plain English: who waits for whom, over which rest days, back to what somebody said.

Each sentence takes one step back. Dates leave out the year where it is the year of the sentence's subject, and
starts their time where work begins with the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from planner.plan.entities import Dependency, Initiative, Launch
from planner.plan.snapshot import Plan, per_plan
from planner.schedule.amounts import day, elapsed, moment, working
from planner.schedule.explanation import Explanation
from planner.schedule.plan_schedule import schedule_of, solved
from planner.schedule.reasons import Cause, Chain, DateKind, End, FloatReason, Move, MoveKind, Purpose, Step
from planner.schedule.rests import said
from planner.worktime.pattern import WorkingCalendar

LONGEST = 60
"""Sentences of one chain at most; the data goes on."""


class Narrator:
    """Tells the chains of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.done = solved(plan)
        self.per_day = plan.portfolio.minutes_per_day
        self.summaries = {a.parent for a in self.done.network.activities if a.parent is not None}
        self.summaries |= set(self.done.run.compiled.leaves.hammocks)

    def all_of(self, explanation: Explanation) -> Iterator[str]:
        """Yield what there is to say of one piece of work: its dates, what it must meet, its float."""
        if not explanation.early_start or explanation.id not in schedule_of(self.plan).dates:
            yield f"{self.name(explanation.id)} has no dates: {self._undated(explanation.id)}."
            return
        whole = self._is_leading(explanation.early_finish, explanation.early_start)
        yield from self.chain(explanation.early_finish if whole else explanation.early_start)
        if not whole:
            yield from self.chain(explanation.early_finish)
        if not self._fixed(explanation.late_finish):
            yield from self.chain(explanation.late_finish)
        yield from self.floats(explanation)

    def chain(self, chain: Chain) -> Iterator[str]:
        """Yield a sentence per piece of work on a chain, from the date back to its root."""
        place = 0
        told = 0
        while place < len(chain) and told < LONGEST:
            step = chain[place]
            onward = chain[place + 1] if place + 1 < len(chain) else None
            passing = step.cause is Cause.DURATION and onward is not None and onward.id == step.id
            if passing and onward is not None and (place > 0 or not step.moves):
                yield self._with_duration(step, onward)
                place += 2
            else:
                yield f"{self.sentence(step)}."
                place += 1
            told += 1
        if place < len(chain):
            yield f"The chain goes on for {len(chain) - place} more dates."

    def start(self, chain: Chain) -> str:
        """Return the first sentence of a chain."""
        return f"{self.sentence(chain[0])}."

    def sentence(self, step: Step) -> str:
        """Return one step as a sentence without its full stop."""
        verb = self.verb(step.id, step.date)
        name = self.name(step.id)
        if step.cause is Cause.DURATION:
            took = next((move for move in step.moves if move.purpose is Purpose.DURATION), None)
            takes = f"takes {self._took(took)} and " if took else ""
            return f"{name} {takes}{verb} {self.at(step)}"
        if step.cause is Cause.ACTUAL:
            return f"{name} really {'started' if step.date.is_start else 'finished'} {self.at(step)}"
        return f"{name} {verb} {self.at(step)} because {self.because(step)}"

    def verb(self, id_: str, date: DateKind) -> str:
        """Return what a piece of work does on one of its dates."""
        work = self.plan.works.get(id_)
        position = self.done.plan_network.position.get(id_)
        activity = self.done.network.activities[position] if position is not None else None
        whole = activity is not None and position in self.summaries
        if isinstance(work, Launch):
            return "must go live by" if date.is_late else "goes live"
        if activity is not None and activity.duration == 0 and not activity.manual and not whole:
            return "must be reached by" if date.is_late else "is reached"
        ends = "start" if date.is_start else "finish"
        return f"must {ends} by" if date.is_late else f"{ends}{'s' if date.is_start else 'es'}"

    def _with_duration(self, step: Step, onward: Step) -> str:
        """Return the sentence of work that a chain passes through: how long it takes, and why it lies there."""
        took = next((move for move in step.moves if move.purpose is Purpose.DURATION), None)
        if took is None:
            return f"{self.sentence(onward)}."
        verb = self.verb(onward.id, onward.date)
        takes = f"{self.name(step.id)} takes {self._took(took)}"
        if onward.cause is Cause.ACTUAL:
            return f"{takes} and really started {self.at(onward)}."
        because = self.because(onward)
        again = f"it takes {self._took(took)} and "
        because = f"it {because.removeprefix(again)}" if because.startswith(again) else because
        return f"{takes} and {verb} {self.at(onward)} because {because}."

    def _took(self, move: Move) -> str:
        rests = said([rest for rest in move.rests if rest.name not in ("weekend", "day off")])
        return f"{self._amount(move)}{f' (with {rests})' if rests else ''}"

    def because(self, step: Step) -> str:
        """Return why a date is what it is, as a clause."""
        match step.cause:
            case Cause.LINK:
                return self._linked(step)
            case Cause.PARTS:
                return self._by_part(step)
            case Cause.EXTERNAL:
                return self._delivered(step)
            case Cause.CONSTRAINT:
                return self._constrained(step)
            case Cause.DEADLINE:
                return f"{self._whose(step)} is due {self._given(step).removeprefix('the end of ')}"
            case Cause.PARENT:
                return f"{self._whose(step)} starts {self._given_start(step)}{self._moved(step)}"
            case _:
                return f"{self._other(step)}{self._moved(step)}"

    def _other(self, step: Step) -> str:
        given = self._given(step)
        match step.cause:
            case Cause.PROJECT_START:
                return f"nothing before it binds it and the plan starts {self._given_start(step)}"
            case Cause.STATUS_DATE:
                return f"unfinished work is moved past the status date, {given}"
            case Cause.AS_LATE_AS_POSSIBLE:
                return "it is to be done as late as possible"
            case Cause.RESUME:
                return f"what is left of it goes on {self._given_start(step)}"
            case Cause.MANUAL:
                return "its dates were set by hand"
            case Cause.ACTUAL:
                done = "finished" if step.date in (DateKind.EARLY_FINISH, DateKind.LATE_FINISH) else "started"
                return f"it really {done} then"
            case Cause.PROJECT_FINISH:
                last = step.source_id if step.source_id and step.source_id in self.plan.works else None
                by = f" with {self.name(last)}" if last and last != step.id else ""
                return f"the plan ends {given}{by}"
            case _:
                return f"it is itself the target, finishing {given}"

    def _linked(self, step: Step) -> str:
        other = self.name(step.source_id or "")
        if not step.date.is_late:
            clause = f"{other} {self.verb(step.source_id or '', step.source_date or step.date)} {self._given(step)}"
            if any(move.purpose is Purpose.DURATION for move in step.moves):
                took = next(move for move in step.moves if move.purpose is Purpose.DURATION)
                return f"it takes {self._took(took)} and must not finish before {clause}{self._moved(step)}"
            return f"{clause}{self._moved(step)}"
        if step.source_date is DateKind.EARLY_FINISH:
            return f"{other} is under way and finishes {self._given(step)}{self._moved(step)}"
        verb = self.verb(step.source_id or "", step.source_date or step.date)
        return f"{other} {verb} {self._given(step)}{self._moved(step)}"

    def _by_part(self, step: Step) -> str:
        verb = self.verb(step.source_id or "", step.source_date or step.date)
        sort = "the whole" if self._is_whole(step) else "its part"
        when = f"{self._given(step)}{self._moved(step)}" if step.moves else "then"
        return f"{sort} {self.name(step.source_id or '')} {verb} {when}"

    def _is_whole(self, step: Step) -> bool:
        work = self.plan.works.get(step.id)
        above = {item.id for item in self.plan.ancestors(work)} if isinstance(work, Initiative) else set()
        return step.source_id in above

    def _delivered(self, step: Step) -> str:
        link = self.plan.all(Dependency).get(step.dependency_id or "")
        party = link.external_party if link and link.external_party else "an outside party"
        verb = "delivered" if link and link.delivered_on else "delivers"
        return f"{party} {verb} by {self._given(step)}{self._moved(step)}"

    def _constrained(self, step: Step) -> str:
        work = self.plan.works.get(step.id)
        on = self._given(step)
        start = self._given_start(step)
        if isinstance(work, Launch):
            return f"it must not go live before {start}"
        if work is not None and work.actual_start is not None and step.constraint == "SNET":
            return f"what is left of it goes on {start}{self._moved(step)}"
        clause = {
            "SNET": f"it must not start before {start}",
            "START_ON": f"it is to start on {start}",
            "SNLT": f"it must start no later than {start}",
            "FNET": f"it must not finish before {on}",
            "FINISH_ON": f"it is to finish on {on.removeprefix('the end of ')}",
            "FNLT": f"it must finish no later than {on}",
            "MSO": f"it must start on {start}",
            "MFO": f"it must finish on {on.removeprefix('the end of ')}",
        }[step.constraint]
        return f"{clause}{self._moved(step)}"

    def _moved(self, step: Step) -> str:
        """Return the moves of a step that are not its duration, as the end of a clause."""
        parts = []
        for move in step.moves:
            if move.purpose is Purpose.LAG:
                word = ("plus a lag of" if move.ticks > 0 else "less a lead of") if not step.date.is_late else (
                    "less a lag of" if move.ticks < 0 else "plus a lead of"
                )  # fmt: skip
                parts.append(f", {word} {self._amount(move)}{self._on(move, step)}{_over(move)}")
            elif move.purpose is Purpose.LEVELLING:
                parts.append(f", delayed by levelling for {self._amount(move)}")
            elif move.purpose is Purpose.REMAINING:
                parts.append(f", with {self._amount(move)} to go")
            elif move.purpose is Purpose.ASSIGNMENT:
                parts.append(f", with the first assignment {self._amount(move)} later")
            elif move.kind in (MoveKind.BEGIN, MoveKind.END) and (rests := said(move.rests)):
                parts.append(f", before {rests}" if step.date.is_late else f", then {rests}")
        return "".join(parts)

    def _on(self, move: Move, step: Step) -> str:
        """Return whose calendar measures a lag where it is not the work's own."""
        if move.calendar is None or move.calendar is self._calendar(step.id):
            return ""
        return f" on the calendar {move.calendar.name!r}"

    def _amount(self, move: Move) -> str:
        if move.calendar is None or all(day == ((0, 1440),) for day in move.calendar.week):
            return elapsed(move.ticks)
        return working(move.ticks, self.per_day)

    def floats(self, explanation: Explanation) -> Iterator[str]:
        """Yield what the float is and between which dates it lies."""
        total, free = explanation.total_float, explanation.first_moved
        if total is None or self._fixed(explanation.late_finish):
            return
        name = self.name(explanation.id)
        yield f"{name} {self._float(explanation, total)}."
        if free is not None and free.dependency_id and total.ticks > 0 and free.ticks < total.ticks:
            link = self.plan.all(Dependency).get(free.dependency_id)
            other = self.name(link.successor_id) if link else "what follows"
            slack = f"After {working(free.ticks, self.per_day)} of delay" if free.ticks else "Any delay of it"
            moves = f"{other} moves too" if free.ticks else f"moves {other} too"
            yield f"{slack} {moves}."

    def _float(self, explanation: Explanation, total: FloatReason) -> str:
        amount = working(total.ticks, self.per_day)
        starts = total.end is End.START
        early = self.verb(explanation.id, DateKind.EARLY_START if starts else DateKind.EARLY_FINISH)
        late = self.verb(explanation.id, DateKind.LATE_START if starts else DateKind.LATE_FINISH)
        year = total.earliest.year
        if starts and total.earliest > explanation.early_start[0].at:
            early = "may, by its links, not start before"
        between = f"{early} {moment(total.earliest)} and {late} {moment(total.latest, year)}"
        if total.ticks > 0:
            return f"has {amount} of float: it {between}"
        if total.ticks == 0:
            return f"has no float: it {between}"
        return f"is {amount} late: it {between}"

    # Names and moments.

    def name(self, id_: str) -> str:
        """Return name and code of a piece of work."""
        work = self.plan.works.get(id_)
        if work is None:
            return id_
        return work.name if work.name == work.code else f"{work.name} ({work.code})"

    def at(self, step: Step) -> str:
        """Return the date of a step, with its year."""
        return self._start_day(step.at, step.id, None) if step.date.is_start else moment(step.at)

    def _given(self, step: Step) -> str:
        starts = step.source_date is not None and step.source_date.is_start
        year = step.at.year
        return self._start_day(step.given, step.source_id or step.id, year) if starts else moment(step.given, year)

    def _given_start(self, step: Step) -> str:
        return self._start_day(step.given, step.id, step.at.year)

    def _start_day(self, when: datetime, id_: str, year: int | None) -> str:
        """Return a start: only its day where it is midnight or where work begins with it."""
        calendar = self._calendar(id_)
        periods = calendar.periods_on(when.date()) if calendar else ()
        first = periods[0][0] if periods else 0
        if when.time() == time() or when.hour * 60 + when.minute == first:
            return day(when, year)
        return f"{day(when, year)} {when:%H:%M}"

    def _calendar(self, id_: str) -> WorkingCalendar | None:
        position = self.done.plan_network.position.get(id_)
        activity = self.done.network.activities[position] if position is not None else None
        if activity is None:
            return None
        number = (
            self.done.network.projects[activity.project].calendar if activity.calendar is None else activity.calendar
        )
        return self.done.network.calendars[number]

    def _whose(self, step: Step) -> str:
        return "it" if step.source_id in (None, step.id) else self.name(step.source_id or "")

    def _fixed(self, chain: Chain) -> bool:
        return not chain or chain[0].cause is Cause.ACTUAL

    def _is_leading(self, finish: Chain, start: Chain) -> bool:
        """Whether the chain of the finish runs through the start."""
        return len(finish) == len(start) + 1 and finish[1:] == start

    def _undated(self, id_: str) -> str:
        work = self.plan.work(id_)
        if work.status.value == "cancelled":
            return "it is cancelled"
        return "it takes no part in the schedule" if not getattr(work, "active", True) else "no calendar can hold it"


@per_plan
def narrator(plan: Plan) -> Narrator:
    """Return the narrator of a plan."""
    return Narrator(plan)


def _over(move: Move) -> str:
    rests = said(move.rests)
    return f" (over {rests})" if rests else ""
