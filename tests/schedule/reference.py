"""A slow scheduler that is obviously right: the rules one by one, time counted in half-hour slots.

Nothing of the engine is used but the values it is given. Time is walked slot by slot, links between summaries
are written out leaf by leaf, and every rule names its number in the list of rules of the engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.schedule.network import Activity, Constraint, LagUnit, Link, LinkKind, Network, Sort
from planner.worktime.pattern import WorkingCalendar

SLOT = 300
"""Ticks of a slot: everything in a network given to the reference is a multiple of it."""

PER_DAY = 48


@dataclass
class Dates:
    es: int = 0
    ef: int = 0
    ls: int = 0
    lf: int = 0
    demand: int = 0
    total: int = 0
    free: int = 0
    by_status: bool = False
    done: bool = False


class Clock:
    """Working time of one calendar, walked slot by slot."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar
        self.days: dict[int, list[bool]] = {}

    def works(self, slot: int) -> bool:
        day, part = divmod(slot, PER_DAY)
        if day not in self.days:
            periods = self.calendar.periods_on(date.fromordinal(day))
            self.days[day] = [any(a <= 30 * i < b for a, b in periods) for i in range(PER_DAY)]
        return self.days[day][part]

    def begin(self, t: int) -> int:
        while not self.works(t):
            t += 1
        return t

    def end(self, t: int) -> int:
        while not self.works(t - 1):
            t -= 1
        return t

    def walk(self, t: int, amount: int) -> int:
        while amount > 0:
            amount -= self.works(t)
            t += 1
        while amount < 0:
            t -= 1
            amount += self.works(t)
        return t

    def between(self, a: int, b: int) -> int:
        if b < a:
            return -self.between(b, a)
        return sum(self.works(t) for t in range(a, b))


class Reference:
    """The schedule of a network with one project."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.acts: list[Activity] = list(network.activities)
        self.clocks = [Clock(c) for c in network.calendars]
        self.start = network.projects[0].start // SLOT
        given = network.projects[0].status_date
        self.status = None if given is None else given // SLOT
        parents = {a.parent for a in self.acts}
        active = [i for i in range(len(self.acts)) if i not in parents and self.active(i)]
        self.leaves = [i for i in active if self.acts[i].sort is Sort.TASK]
        self.dates = {i: Dates() for i in self.leaves}
        self.order = self.sorted_leaves()
        for i in self.order:
            self.early(i)
        self.finish = max((self.dates[i].ef for i in self.leaves), default=self.start)
        for i in reversed(self.order):
            self.late(i)
        if any(a.constraint is Constraint.ALAP for a in self.acts):
            for i in self.order:  # rule 5: a second forward pass
                self.early(i, second=True)
        for i in self.leaves:
            self.floats(i)
        self.hammocks = [i for i in active if self.acts[i].sort is Sort.LEVEL_OF_EFFORT]
        for i in self.hammocks:  # links lead from earlier to later activities
            self.hammock(i)
        self.spans = [i for i in active if self.acts[i].sort is Sort.WBS_SUMMARY]
        for i in self.spans:
            self.span(i)

    def active(self, i: int | None) -> bool:
        while i is not None:
            if not self.acts[i].active:
                return False
            i = self.acts[i].parent
        return True

    def leaves_of(self, i: int) -> list[int]:
        """Rule 1: a link at a summary stands for its active leaves."""
        return [leaf for leaf in self.leaves if i in self.line(leaf)]

    def line(self, i: int | None) -> Iterator[int]:
        while i is not None:
            yield i
            i = self.acts[i].parent

    def into(self, i: int) -> list[Link]:
        return [k for k in self.network.links if k.successor in self.line(i) and self.leaves_of(k.predecessor)]

    def out_of(self, i: int) -> list[tuple[Link, int]]:
        return [
            (k, w) for k in self.network.links if k.predecessor in self.line(i) for w in self.leaves_of(k.successor)
        ]  # fmt: skip

    def sorted_leaves(self) -> list[int]:
        done: list[int] = []
        while len(done) < len(self.leaves):
            for i in self.leaves:
                before = {u for k in self.into(i) for u in self.leaves_of(k.predecessor)}
                if i not in done and before <= set(done):
                    done.append(i)
        return done

    def clock(self, i: int) -> Clock:
        return self.clocks[self.acts[i].calendar or 0]

    def length(self, i: int) -> int:
        a = self.acts[i]
        if a.manual and a.actual_finish is None:
            return self.clock(i).between(a.manual_start // SLOT, a.manual_finish // SLOT)  # type: ignore[operator]
        return a.duration // SLOT

    def lagged(self, k: Link, w: int, t: int, sign: int) -> int:
        """Rule 4: lag runs on the successor's calendar, elapsed lag by the clock."""
        lag = round(k.lag)
        if k.lag_unit is LagUnit.PERCENT:
            lag = round(self.acts[k.predecessor].duration * k.lag / 100)
        if k.lag_unit is LagUnit.ELAPSED:
            return t + sign * lag // SLOT
        return self.clock(w).walk(t, sign * lag // SLOT)

    def back(self, i: int, t: int) -> int:
        return self.clock(i).walk(t, -self.length(i))

    def early(self, i: int, second: bool = False) -> None:
        a, d = self.acts[i], self.dates[i]
        if a.actual_finish is not None:  # rule 13
            d.es = d.demand = (a.actual_start or 0) // SLOT
            d.ef = a.actual_finish // SLOT
            return
        if a.manual:  # rule 18
            assert a.manual_start is not None
            assert a.manual_finish is not None
            d.es, d.ef = a.manual_start // SLOT, a.manual_finish // SLOT
            d.demand = d.es
            return
        if a.actual_start is not None:  # rule 13
            d.es = d.demand = a.actual_start // SLOT
            d.ef = self.clock(i).walk(d.es, self.length(i))
            if self.status is not None:  # rule 15
                d.ef = self.clock(i).walk(self.clock(i).begin(self.status), (a.remaining or 0) // SLOT)
            return
        bounds = []
        for k in self.into(i):
            sources = [self.dates[u] for u in self.leaves_of(k.predecessor)]
            by_finish = k.kind in {LinkKind.FS, LinkKind.FF}
            t = max(s.ef for s in sources) if by_finish else min(s.es for s in sources)
            t = self.lagged(k, i, t, 1)
            if k.kind in {LinkKind.FF, LinkKind.SF}:
                t = self.back(i, t)
            bounds.append(max(t, self.start))
        bound = max(bounds, default=self.start)
        d.demand = bound
        at = None if a.constraint_at is None else a.constraint_at // SLOT
        if at is not None:
            given = {  # rules 3 and 5
                Constraint.SNET: max(at, bound) if bounds else at,
                Constraint.FNET: max(self.back(i, at), bound) if bounds else self.back(i, at),
                Constraint.SNLT: min(at, bound),
                Constraint.FNLT: min(self.back(i, at), bound),
                Constraint.MSO: at,
                Constraint.MFO: self.back(i, at),
            }
            bound = given.get(a.constraint, bound)
            if not bounds:
                d.demand = min(d.demand, bound)
        d.by_status = self.status is not None and self.status > bound  # rule 15
        bound = max(bound, self.status or bound) + a.levelling_delay // SLOT
        if second and a.constraint is Constraint.ALAP:
            d.by_status = d.by_status and d.ls <= bound
            bound = max(bound, d.ls)
        if self.length(i) == 0:  # rule 7
            d.es = d.ef = bound
        else:  # rule 6
            d.es = self.clock(i).begin(bound)
            d.ef = self.clock(i).walk(d.es, self.length(i))

    def bounds_after(self, i: int) -> Iterator[int]:
        """Rule 9: the latest finishes that unfinished successors allow."""
        fixed = self.acts[i].actual_start is not None or self.acts[i].manual
        for k, w in self.out_of(i):
            then = self.dates[w]
            by_start = k.kind in {LinkKind.SS, LinkKind.SF}
            if self.acts[w].actual_finish is not None or (by_start and (fixed or not self.starts_first(k, i))):
                continue
            t = then.ls if k.kind in {LinkKind.FS, LinkKind.SS} else then.lf
            if k.kind is LinkKind.FS and self.is_started(w) and k.successor == w:  # rule 14
                t = self.clock(w).walk(then.ef, -(self.acts[w].remaining or 0) // SLOT)
                t = t if self.length(w) else then.lf
            t = self.lagged(k, w, t, -1)
            yield self.clock(i).walk(t, self.length(i)) if by_start else t

    def late(self, i: int) -> None:
        a, d = self.acts[i], self.dates[i]
        if a.actual_finish is not None:
            d.ls, d.lf = d.es, d.ef
            return
        bound = min([self.finish, *self.bounds_after(i)])  # rule 8
        at = None if a.constraint_at is None else a.constraint_at // SLOT
        if at is not None:  # rule 12
            forth = self.clock(i).walk(at, self.length(i))
            if a.constraint is Constraint.FNLT:
                bound = min(bound, at)
            elif a.constraint is Constraint.MFO:
                bound = at
            elif a.constraint is Constraint.SNLT and a.actual_start is None:
                bound = min(bound, forth)
            elif a.constraint is Constraint.MSO and a.actual_start is None:
                bound = forth
        if a.deadline is not None:  # rule 12
            bound = min(bound, a.deadline // SLOT)
        rounds = self.length(i) > 0 and not a.manual
        d.lf = self.clock(i).end(bound) if rounds else bound  # rules 10 and 11
        d.ls = d.es if a.actual_start is not None and not a.manual else self.back(i, bound)

    def is_started(self, i: int) -> bool:
        a = self.acts[i]
        return a.actual_start is not None and a.actual_finish is None and not a.manual

    def starts_first(self, k: Link, i: int) -> bool:
        """Rule 1: a summary predecessor in SS or SF counts through its earliest leaf."""
        return self.dates[i].es == min(self.dates[u].es for u in self.leaves_of(k.predecessor))

    def floats(self, i: int) -> None:
        a, d = self.acts[i], self.dates[i]
        if a.actual_finish is not None:
            return
        clock = self.clock(i)
        by_start = clock.between(max(d.es, d.demand), d.ls)
        by_finish = clock.between(d.ef, d.lf)
        d.total = by_finish if self.is_started(i) else min(by_start, by_finish)  # rule 16
        d.free = self.free(i, clock, d)

    def free(self, i: int, clock: Clock, d: Dates) -> int:
        """Rule 16: no more than total float and the gaps to successors of its own, no less than nothing."""
        gaps = [d.total]
        for k in self.network.links:
            for w in self.leaves_of(k.successor) if k.predecessor == i else []:
                if self.acts[w].actual_finish is None:
                    then = self.dates[w]
                    t = self.lagged(k, w, then.es if k.kind in {LinkKind.FS, LinkKind.SS} else then.ef, -1)
                    gaps.append(clock.between(d.ef if k.kind in {LinkKind.FS, LinkKind.FF} else d.es, t))
        return max(0, min(gaps))

    # Hammocks: what a level of effort is linked to begins and ends it, whichever way the link runs.

    def ends(self, i: int, end: str) -> Iterator[tuple[int, Dates, str, Link, int]]:
        """What is linked to the start ("S") or finish ("F") of an activity: which of its ends, the link, a sign."""
        for k in self.network.links:
            for own, other, sign in ((1, k.predecessor, 1), (0, k.successor, -1)):
                both = own == 0 and other in self.hammocks  # binds the later one
                if (k.successor, k.predecessor)[1 - own] == i and k.kind.name[own] == end and not both:
                    letter = k.kind.name[1 - own]
                    known = [other] if other in self.dates else self.leaves_of(other)
                    if known:
                        yield self.foremost(known, letter), self.merged(known), letter, k, sign

    def foremost(self, known: list[int], letter: str) -> int:
        pick = min if letter == "S" else max
        return pick(known, key=lambda x: self.dates[x].es if letter == "S" else self.dates[x].ef)

    def merged(self, known: list[int]) -> Dates:
        found = [self.dates[x] for x in known]
        return Dates(
            min(d.es for d in found), max(d.ef for d in found), min(d.ls for d in found), max(d.lf for d in found)
        )

    def is_done(self, i: int) -> bool:
        return self.acts[i].actual_finish is not None or self.dates[i].done

    def hammock(self, i: int) -> None:
        d = self.dates[i] = Dates()
        a, clock = self.acts[i], self.clock(i)
        if a.actual_finish is not None:
            d.es = d.ls = (a.actual_start or 0) // SLOT
            d.ef = d.lf = a.actual_finish // SLOT
            return
        del self.dates[i]  # it does not wait for itself
        starts, finishes = list(self.ends(i, "S")), list(self.ends(i, "F"))
        self.dates[i] = d
        early = {"S": lambda x: x.es, "F": lambda x: x.ef}
        late = {"S": lambda x: x.ls, "F": lambda x: x.lf}
        first = min((self.lagged(k, k.successor, early[at](x), s) for _, x, at, k, s in starts), default=self.start)
        lasts = [self.lagged(k, k.successor, early[at](x), s) for _, x, at, k, s in finishes]
        status = self.status
        d.done = bool(lasts) and all(self.is_done(w) for w, *_ in finishes)
        d.done = d.done and (status is None or max(lasts) <= status)
        if d.done:
            d.es = d.ls = first
            d.ef = d.lf = max(first, *lasts)
            return
        begun = a.actual_start is not None
        if begun:
            d.es = (a.actual_start or 0) // SLOT
        else:
            begins = [(self.lagged(k, k.successor, early[at](x), s), w) for w, x, at, k, s in starts]
            under_way = any(self.is_started(w) for at, w in begins if at == first)
            if status is not None and status > first and not under_way:
                first = status
            d.es = clock.begin(first)
        d.ef = max(d.es, clock.end(max(lasts))) if lasts else d.es
        ahead = [self.lagged(k, k.successor, late[at](x), s) for w, x, at, k, s in finishes if not self.is_done(w)]
        d.lf = clock.end(max(ahead, default=self.finish))
        ahead = [self.lagged(k, k.successor, late[at](x), s) for w, x, at, k, s in starts if not self.is_done(w)]
        d.ls = d.es if begun else min(d.lf, clock.begin(min(ahead, default=d.lf)))
        d.ls = d.ls if ahead or begun else d.lf
        by_start, by_finish = clock.between(d.es, d.ls), clock.between(d.ef, d.lf)
        d.total = by_finish if begun else min(by_start, by_finish)
        d.free = max(0, d.total)

    def span(self, i: int) -> None:
        """A summary of the branch that it lies in; with a status date, of what is left of it."""
        above = self.acts[i].parent
        parts = [x for x in [*self.leaves, *self.hammocks] if above is None or above in self.line(x)]
        left = [x for x in parts if not self.is_done(x)]
        if not parts:
            return
        d, clock = self.merged(left if left and self.status is not None else parts), self.clock(i)
        self.dates[i] = d
        d.done = not left
        if left:
            ahead = self.merged(left)
            d.es, d.lf = clock.begin(d.es), clock.end(ahead.lf)
            d.ef = max(d.es, clock.end(d.ef))
            d.ls = min(d.lf, clock.begin(ahead.ls))
            d.total = min(clock.between(d.es, d.ls), clock.between(d.ef, d.lf))
            d.free = max(0, d.total)
        else:
            d.ls, d.lf = d.es, d.ef
