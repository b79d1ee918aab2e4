"""A template made from a part of the plan: its work, the links within it, and its dates relative to an anchor.

The anchor is the day on which the earliest of the work starts, or a launch. Work whose start a link within the part
decides keeps only the link; everything else keeps its distance from the anchor. What a template cannot hold is said:
links to what was not chosen, all but the largest demand of an item.

>>> from planner.plan.entities import Initiative
>>> plan = Plan.of(Initiative(id="a", code="SII-DRAFT", name="Draft SII", duration=Duration.parse("2w")),
...                Initiative(id="b", code="SII-PILOT", name="Pilot SII"),
...                Dependency(id="d", predecessor_id="a", successor_id="b"))
>>> made = template_of(plan, ["a", "b"], stands_for="SII")
>>> [(item.key, item.name, item.offset and str(item.offset)) for item in made.items]
[('DRAFT', 'Draft {name}', '8eh'), ('PILOT', 'Pilot {name}', None)]
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from planner.plan.changes import Action, Operation
from planner.plan.entities import (
    Anchor,
    Calendar,
    ConstraintType,
    Demand,
    Dependency,
    Initiative,
    Launch,
    LinkType,
    Team,
    TemplateItem,
    TemplateLink,
)
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner.roadmap.templates import TemplateError
from planner.schedule import WorkDates, schedule

_UNITS = ((10080, DurationUnit.ELAPSED_WEEK), (1440, DurationUnit.ELAPSED_DAY), (60, DurationUnit.ELAPSED_HOUR))
_LONGEST_KEY = 32


@dataclass(frozen=True, slots=True)
class MadeTemplate:
    """Items and links of a template, the day of its anchor in the plan it was made from, and what was left out."""

    anchor: Anchor
    day: date
    items: tuple[TemplateItem, ...]
    links: tuple[TemplateLink, ...]
    left_out: tuple[str, ...]


def template_of(
    plan: Plan, chosen: Iterable[str], *, launch_id: str | None = None, stands_for: str = ""
) -> MadeTemplate:
    """Return a template of some initiatives, given by id, and everything that is part of them.

    With a launch the dates are relative to it, and links to it are kept. ``stands_for`` is the text in names that is
    replaced by {name}. NotFoundError for unknown work, TemplateError if nothing of it has dates.
    """
    part = _Part(plan, _with_parts(plan, chosen), launch_id)
    items = tuple(part.item(row, stands_for) for row in part.rows)
    links = tuple(part.links())
    anchor = Anchor.START if launch_id is None else Anchor.LAUNCH
    return MadeTemplate(anchor, part.day.date(), items, links, tuple(part.left_out))


def _with_parts(plan: Plan, chosen: Iterable[str]) -> list[Initiative]:
    """Return the chosen work with all its parts, parents first, in the order of the plan's hierarchy."""
    wanted: dict[str, Initiative] = {}

    def add(item: Initiative) -> None:
        if item.id not in wanted:
            wanted[item.id] = item
            for child in plan.children(item.id):
                add(child)

    for id_ in chosen:
        if id_ not in plan.all(Initiative):
            raise NotFoundError("initiative", id_)
        add(plan.all(Initiative)[id_])
    return sorted(wanted.values(), key=lambda row: len(list(plan.ancestors(row))))


class _Part:
    """The chosen part of a plan, and what it turns into."""

    def __init__(self, plan: Plan, rows: Sequence[Initiative], launch_id: str | None) -> None:
        self.plan, self.rows, self.launch_id = plan, rows, launch_id
        self.dates = schedule(plan).dates
        self.keys = _keys([row.code for row in rows])
        self.by_id = {row.id: key for row, key in zip(rows, self.keys, strict=True)}
        if launch_id is not None:
            if launch_id not in plan.all(Launch):
                raise NotFoundError("launch", launch_id)
            self.by_id[launch_id] = ""
        self.left_out: list[str] = []
        self.day = datetime.combine(self._anchor().date(), time())

    def _anchor(self) -> datetime:
        if self.launch_id is not None and self.launch_id in self.dates:
            return self.dates[self.launch_id].early_finish
        starts = [self.dates[row.id].early_start for row in self.rows if row.id in self.dates]
        if not starts or self.launch_id is not None:
            raise TemplateError("Nothing that was chosen has dates.", "Choose work that is scheduled.")
        return min(starts)

    def item(self, row: Initiative, stands_for: str) -> TemplateItem:
        """Return one piece of work as an item of the template."""
        dates = self.dates.get(row.id)
        team, fte = self._demand(row)
        name = row.name.replace(stands_for, "{name}") if stands_for else row.name
        return TemplateItem(
            key=self.by_id[row.id],
            name=name[:500],
            level=row.level,
            parent=self.by_id.get(row.parent_id or "none", ""),
            kind=row.kind,
            priority_class=row.priority_class,
            duration=self._duration(row, dates),
            optimistic=row.optimistic,
            pessimistic=row.pessimistic,
            offset=self._offset(row, dates),
            calendar=self.plan.all(Calendar)[row.calendar_id].code if row.calendar_id is not None else "",
            owner=row.owner,
            team=team,
            fte=fte,
        )

    def _duration(self, row: Initiative, dates: WorkDates | None) -> Duration | None:
        """Return the duration as it was said; that of the schedule where begun or manual work has another one."""
        said = row.actual_start is None and row.manual_start is None and not row.interruptions
        if said or dates is None or self.plan.children(row.id):
            return row.duration
        unit = row.duration.unit if row.duration is not None else DurationUnit.DAY
        return Duration.of_tenths(dates.duration_minutes * 10, unit, self.plan.units)

    def _offset(self, row: Initiative, dates: WorkDates | None) -> Duration | None:
        if dates is None or self.plan.children(row.id) or self._follows(row, dates) or self._after(row, dates):
            return None
        return _elapsed(dates.early_start - self.day)

    def _after(self, row: Initiative, dates: WorkDates) -> bool:
        """Return whether work begins on the launch's day or later, and is then linked to it."""
        if self.launch_id is None or row.id in self._leading:
            return False
        return dates.early_start >= self.day

    @cached_property
    def _leading(self) -> frozenset[str | None]:
        """Return the work within the part that the launch waits for, directly or not."""
        found: set[str | None] = {self.launch_id}
        fresh = set(found)
        while fresh:
            links = (link for id_ in fresh if id_ is not None for link in self.plan.predecessors(id_))
            before: set[str | None] = {link.predecessor_id for link in links if link.predecessor_id in self.by_id}
            fresh = before - found
            found |= fresh
        return frozenset(found)

    def _follows(self, row: Initiative, dates: WorkDates) -> bool:
        """Return whether a link within the part alone decides when work starts."""
        link = self.plan.all(Dependency).get(dates.driver or "")
        free = row.constraint in (ConstraintType.ASAP, ConstraintType.SNET) and row.levelling_delay is None
        return free and link is not None and link.predecessor_id in self.by_id and link.predecessor_id != self.launch_id

    def _demand(self, row: Initiative) -> tuple[str, float | None]:
        """Return the team that is asked for most, and for how many people."""
        asked = [
            (self._people(row, demand), self.plan.all(Team)[demand.team_id].code)
            for demand in self.plan.all(Demand).values()
            if demand.initiative_id == row.id
        ]
        if not asked:
            return "", None
        asked.sort(key=lambda pair: (-pair[0], pair[1]))
        for fte, code in asked[1:]:
            self.left_out.append(f"{row.code} also asks {code} for {fte:g} FTE; a template keeps one team.")
        return asked[0][1], asked[0][0]

    def _people(self, row: Initiative, demand: Demand) -> float:
        if demand.fte is not None:
            return demand.fte
        dates = self.dates.get(row.id)
        days = dates.duration_minutes / self.plan.units.minutes_per_day if dates else 0.0
        return round((demand.person_days or 0.0) / days, 4) if days else 0.0

    def links(self) -> Iterable[TemplateLink]:
        """Yield the links within the part, and those that tie what comes after the launch to it."""
        tied = set()
        for row in self.rows:
            for link in self.plan.predecessors(row.id):
                if link.predecessor_id in self.by_id:
                    if link.predecessor_id == self.launch_id:
                        tied.add(row.id)
                    yield self._kept(link)
                else:
                    self.left_out.append(f"{row.code} waits for something that was not chosen.")
        for link in self.plan.predecessors(self.launch_id) if self.launch_id is not None else ():
            if link.predecessor_id in self.by_id:
                yield self._kept(link)
        for row in self.rows:
            dates = self.dates.get(row.id)
            free = dates is not None and self._after(row, dates) and not self._follows(row, dates)
            if dates is not None and free and row.id not in tied and not self.plan.children(row.id):
                assert self.launch_id is not None
                lag = _elapsed(dates.early_start - self.dates[self.launch_id].early_finish)
                yield TemplateLink(predecessor="", successor=self.by_id[row.id], lag=lag)

    def _kept(self, link: Dependency) -> TemplateLink:
        ends = self.by_id[link.predecessor_id or ""], self.by_id[link.successor_id]
        return TemplateLink(predecessor=ends[0], successor=ends[1], type=LinkType(link.type), lag=link.lag)


def _elapsed(distance: timedelta) -> Duration:
    """Return a distance in the longest unit in which it is whole."""
    minutes = round(distance.total_seconds() / 60)
    for size, unit in _UNITS:
        if minutes and minutes % size == 0:
            return Duration(Decimal(minutes // size), unit)
    unit = DurationUnit.ELAPSED_MINUTE if minutes else DurationUnit.ELAPSED_DAY
    return Duration(Decimal(minutes), unit)


def _keys(codes: Sequence[str]) -> list[str]:
    """Return the codes without the beginning they share up to a dash, each once and short enough.

    >>> _keys(["SII-DRAFT", "SII-PILOT"]), _keys(["POL-101", "TRN-302"]), _keys(["SII-DRAFT"])
    (['DRAFT', 'PILOT'], ['POL-101', 'TRN-302'], ['DRAFT'])
    """
    heads = [code.rpartition("-")[0].split("-") if "-" in code else [] for code in codes]
    shared = list(takewhile(lambda words: len(set(words)) == 1, zip(*heads, strict=False)))
    start = sum(len(words[0]) + 1 for words in shared)
    keys: list[str] = []
    for code in codes:
        key, number = (code[start:] or code)[:_LONGEST_KEY], 1
        while key in keys:
            number += 1
            key = f"{code[start:][: _LONGEST_KEY - len(str(number)) - 1]}-{number}"
        keys.append(key)
    return keys


def save_template(
    plan: Plan,
    chosen: Iterable[str],
    named: Mapping[str, str],
    new_id: Callable[[], str],
    *,
    launch_id: str | None = None,
    stands_for: str = "",
) -> tuple[Operation, ...]:
    """Return what keeps a part of the plan as a template; ``named`` has its code, name and description.

    A template of the same code is replaced.
    """
    made = template_of(plan, chosen, launch_id=launch_id, stands_for=stands_for)
    values = {**named, "anchor": made.anchor, "items": made.items, "links": made.links}
    if made.left_out:
        values["description"] = "\n".join([named.get("description", ""), *made.left_out]).strip()[:10_000]
    known = plan.by_code("plan_template", named["code"])
    if known is None:
        return (Operation(Action.CREATE, "plan_template", new_id(), values),)
    return (Operation(Action.UPDATE, "plan_template", known.id, values),)
