"""Plan templates: work with relative dates, made into a part of the plan by one change set.

A template has an anchor: the day on which its work starts, or the launch that it leads to or follows. An item with an
offset starts no earlier than so long after the anchor's day. Around a launch that is a link, so that work moves along:
what comes after is linked to the launch; what comes before to a milestone that holds the launch's planned day, because
the launch itself waits for it. Items without an offset follow their links, or start on the anchor's day.

>>> from itertools import count
>>> from planner.plan.changes import apply
>>> from planner.plan.entities import TemplateItem, TemplateLink
>>> ids = map(str, count(1))
>>> template = PlanTemplate(id="t", code="WAVE", name="Wave", items=(
...     TemplateItem(key="DRAFT", name="Draft {name}", duration=Duration.parse("2w")),
...     TemplateItem(key="PILOT", name="Pilot {name}")), links=(TemplateLink(predecessor="DRAFT", successor="PILOT"),))
>>> operations = instantiate(Plan({}), template, Use("SII", "SII v3", date(2027, 1, 4)), lambda: next(ids))
>>> [(row.code, row.name, str(row.constraint_date)) for row in apply(Plan({}), operations).plan.works.values()]
[('SII-DRAFT', 'Draft SII v3', '2027-01-04 00:00:00'), ('SII-PILOT', 'Pilot SII v3', 'None')]
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import ClassVar

from planner.plan.changes import Action, Operation
from planner.plan.entities import (
    Anchor,
    ConstraintType,
    Initiative,
    Launch,
    Level,
    LinkType,
    PlanTemplate,
    Status,
    Team,
    TemplateItem,
    TemplateLink,
)
from planner.plan.errors import NotFoundError, PlannerError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, Edge, WorkingUnits, moment
from planner.schedule import schedule
from planner.schedule.plan_network import known_dates

NewId = Callable[[], str]
_STEP = 10


class TemplateError(PlannerError):
    """A template, or the use of one, that cannot be made into work."""

    code: ClassVar[str] = "TEMPLATE"


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a template.

    ``prefix`` begins the codes, ``name`` stands for {name}, ``day`` is the anchor's (None: the launch's own). A launch
    is made where the anchor is one and ``launch_id`` names none. ``parent_id`` is what the work becomes part of,
    ``owner`` answers for whatever names nobody.
    """

    prefix: str
    name: str
    day: date | None = None
    launch_id: str | None = None
    parent_id: str | None = None
    owner: str = ""
    market_ids: tuple[str, ...] = ()


def instantiate(plan: Plan, template: PlanTemplate, use: Use, new_id: NewId) -> tuple[Operation, ...]:
    """Return the operations that make a template's work; TemplateError where it cannot be made."""
    problems = tuple(template_problems(template))
    if problems:
        raise TemplateError(f"Template {template.code} is not sound: {problems[0]}", "Correct the template.")
    if not use.prefix.strip():
        raise TemplateError("The codes of the new work need a prefix.", "Give one, such as SII.")
    making = _Making(plan, template, use, new_id)
    making.make()
    return tuple(making.operations)


def template_problems(template: PlanTemplate) -> Iterator[str]:
    """Yield what makes a template unusable: repeated keys, unknown parents or ends of links, an anchor nobody sets."""
    times = Counter(item.key for item in template.items)
    if not template.items:
        yield "it has no items."
    yield from (f"key {key!r} occurs {n} times." for key, n in times.items() if n > 1)
    yield from (f"item {i + 1} has no key." for i, item in enumerate(template.items) if not item.key)
    seen: set[str] = set()
    for item in template.items:
        if item.parent and item.parent not in seen:
            yield f"{item.key} is part of {item.parent!r}, which does not stand before it."
        seen.add(item.key)
        if item.offset is not None and not item.offset.is_elapsed:
            yield f"the offset of {item.key} is not in elapsed time, such as 6ew."
    for link in template.links:
        yield from (f"a link names {key!r}, which is no item." for key in (link.predecessor, link.successor)
                    if key and key not in times)  # fmt: skip
        if not link.predecessor and not link.successor:
            yield "a link has no ends."
        elif template.anchor is Anchor.START and not (link.predecessor and link.successor):
            yield "a link goes to the launch, and the anchor is none."


@dataclass
class _Making:
    """The work of one template while it is made."""

    plan: Plan
    template: PlanTemplate
    use: Use
    new_id: NewId
    operations: list[Operation] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def make(self) -> None:
        """Make the launch and the milestone of its day if there are none, items, links and demands."""
        if self.template.anchor is Anchor.LAUNCH:
            self.ids[""] = self._launch()
        day = self._day()
        for position, item in enumerate(self.template.items):
            self.ids[item.key] = self._item(item, position * _STEP, day)
        before = self._launch_day(day)
        for item in self.template.items:
            if item.offset is not None and self._after_launch(item):
                self._link(TemplateLink(predecessor="", successor=item.key, lag=item.offset))
            elif item.offset is not None and before is not None and self._bound(item):
                self._new("dependency", {"predecessor_id": before, "successor_id": self.ids[item.key],
                                         "type": LinkType.SS, "lag": item.offset})  # fmt: skip
            self._ask(item)
        for link in self.template.links:
            self._link(link)

    def _launch(self) -> str:
        if self.use.launch_id is not None:
            if self.use.launch_id not in self.plan.all(Launch):
                raise NotFoundError("launch", self.use.launch_id)
            return self.use.launch_id
        target = moment(self.use.day, Edge.FINISH) if self.use.day else None
        named = {"code": f"{self.use.prefix}-LAUNCH"[:64], "name": self.use.name[:500], "target_date": target}
        return self._new("launch", {**named, "owner": self.use.owner, "status": Status.APPROVED})

    def _day(self) -> date | None:
        """Return the anchor's day; None where nothing of the template needs one."""
        if self.use.day is not None:
            return self.use.day
        launch = self.plan.all(Launch).get(self.use.launch_id or "")
        if launch is not None and launch.target_date is not None:
            return launch.target_date.date()
        if launch is not None and launch.id in schedule(self.plan).dates:
            return schedule(self.plan).dates[launch.id].finish
        if any(self._bound(item) for item in self.template.items):
            raise TemplateError(f"Template {self.template.code} needs the day of its anchor.", "Give a day.")
        return None

    def _launch_day(self, day: date | None) -> str | None:
        """Return the milestone that work before the launch is linked to; None where there is no such work."""
        bound = [item.offset for item in self.template.items if item.offset is not None and self._bound(item)]
        if self.template.anchor is not Anchor.LAUNCH or day is None or not bound:
            return None
        key = "DAY" if "DAY" not in self.ids else "LAUNCH-DAY"
        code, at = f"{self.use.prefix}-{key}"[:64], moment(day, Edge.START)
        known = self.plan.by_code("work", code)
        if isinstance(known, Initiative) and known.level is Level.MILESTONE and known.constraint_date == at:
            return known.id
        values: dict[str, object] = {
            "code": code,
            "name": f"{self.use.name}: planned day of the launch"[:500],
            "level": Level.MILESTONE,
            "parent_id": self.use.parent_id,
            "status": Status.APPROVED,
            "constraint": ConstraintType.SNET,
            "constraint_date": at,
            "owner": self.use.owner,
            "market_ids": self.use.market_ids,
        }
        first = min(_shifted(day, offset) for offset in bound)
        if self.plan.portfolio.start is None and first < min(known_dates(self.plan), default=at):
            # A plan that says no start begins with the first day that it names, and links name none.
            values |= {"second_constraint": ConstraintType.SNET, "second_constraint_date": first}
        return self._new("initiative", values)

    def _item(self, item: TemplateItem, position: int, day: date | None) -> str:
        dated = self.template.anchor is Anchor.START and day is not None and self._bound(item)
        starts = _shifted(day, item.offset) if dated and day is not None else None
        parent = self.ids[item.parent] if item.parent else self.use.parent_id
        values: dict[str, object] = {
            "code": f"{self.use.prefix}-{item.key}"[:64],
            "name": item.name.replace("{name}", self.use.name)[:500],
            "level": item.level,
            "parent_id": parent,
            "position": position,
            "kind": item.kind,
            "priority_class": item.priority_class,
            "status": Status.APPROVED,
            "optimistic": item.optimistic,
            "duration": item.duration,
            "pessimistic": item.pessimistic,
            "calendar_id": self._calendar(item),
            "owner": item.owner or ("" if item.parent else self.use.owner),
            "market_ids": self.use.market_ids,
        }
        if starts is not None:
            values |= {"constraint": ConstraintType.SNET, "constraint_date": starts}
        return self._new("initiative", values)

    def _bound(self, item: TemplateItem) -> bool:
        """Return whether an item begins with the anchor's day rather than by its links; summaries do by their parts."""
        if self._parts(item):
            return False
        if item.offset is not None:
            return not self._after_launch(item)
        linked = any(link.successor == item.key for link in self.template.links)
        return not linked and self.template.anchor is Anchor.START

    def _parts(self, item: TemplateItem) -> bool:
        return any(other.parent == item.key for other in self.template.items)

    def _calendar(self, item: TemplateItem) -> str | None:
        if not item.calendar:
            return None
        found = self.plan.by_code("calendar", item.calendar)
        if found is None:
            raise NotFoundError("calendar", item.calendar, f"Template {self.template.code} names it for {item.key}.")
        return found.id

    def _after_launch(self, item: TemplateItem) -> bool:
        if self.template.anchor is not Anchor.LAUNCH or item.offset is None or item.offset.amount < 0:
            return False
        return item.key not in self._leading

    @cached_property
    def _leading(self) -> frozenset[str]:
        """Return the keys of what the launch waits for, directly or not."""
        found, fresh = {""}, {""}
        while fresh:
            fresh = {link.predecessor for link in self.template.links if link.successor in fresh} - found
            found |= fresh
        return frozenset(found - {""})

    def _link(self, link: TemplateLink) -> None:
        ends = {"predecessor_id": self.ids[link.predecessor], "successor_id": self.ids[link.successor]}
        self._new("dependency", {**ends, "type": LinkType(link.type), "lag": link.lag})

    def _ask(self, item: TemplateItem) -> None:
        if not item.team or item.fte is None:
            return
        team = self.plan.by_code("team", item.team)
        if not isinstance(team, Team):
            raise NotFoundError("team", item.team, f"Template {self.template.code} asks it for {item.key}.")
        self._new("demand", {"initiative_id": self.ids[item.key], "team_id": team.id, "fte": item.fte})

    def _new(self, kind: str, values: dict[str, object]) -> str:
        id_ = self.new_id()
        self.operations.append(Operation(Action.CREATE, kind, id_, values))
        return id_


def _shifted(day: date, offset: Duration | None) -> datetime:
    minutes = offset.working_minutes(WorkingUnits()) if offset is not None else 0
    return moment(day, Edge.START) + timedelta(minutes=minutes)
