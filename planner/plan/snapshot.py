"""The plan as one immutable snapshot: a mapping per kind, and the adjacency that questions need.

Snapshots are made from their predecessor by copy-on-write, so that a change costs what it touches. Analyses
hang off a snapshot through ``per_plan`` and are computed at most once:

>>> from planner.plan.entities import Initiative
>>> plan = Plan.of(Initiative(id="a", code="POL-101", name="Policy"))
>>> plan.work("a").code, plan.find("pol-101").id, plan.predecessors("a")
('POL-101', 'a', ())
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from planner.plan.entities import KINDS, Dependency, Entity, Initiative, Launch, Portfolio
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.errors import NotFoundError
from planner.plan.values import WorkingUnits

E = TypeVar("E", bound=Entity)
P = ParamSpec("P")
R = TypeVar("R")

Work = Initiative | Launch
"""A node of the dependency graph."""


_FEW = 200
"""Up to this many changed links the adjacency is patched, not made anew."""
_SHARED: set[frozenset[str]] = set()
"""Groups of kinds of which something is computed that later plans share until one of them changes."""


class Plan:
    """One revision of a plan. ``revision`` 0 is the empty plan; treat every part as read-only."""

    def __init__(self, entities: Mapping[str, Mapping[str, Entity]], revision: int = 0) -> None:
        self.entities = entities
        self.revision = revision
        self._analyses: dict[object, Any] = {}
        self._shared: dict[frozenset[str], dict[object, Any]] = {}

    @classmethod
    def of(cls, *entities: Entity, revision: int = 0) -> "Plan":
        """Return a plan of these entities, unchecked."""
        tables: dict[str, dict[str, Entity]] = {}
        for entity in entities:
            tables.setdefault(entity.KIND.name, {})[entity.id] = entity
        return cls(tables, revision)

    def with_entities(self, touched: Iterable[tuple[str, str, Entity | None]], revision: int) -> "Plan":
        """Return the plan in which each (kind, id) has this entity, or is gone if None."""
        tables: dict[str, Mapping[str, Entity]] = dict(self.entities)
        copied: dict[str, dict[str, Entity]] = {}
        links: list[tuple[Entity | None, Entity | None]] = []
        for kind, id_, entity in touched:
            if kind not in copied:
                copied[kind] = dict(tables.get(kind, {}))
            if kind == "dependency":
                links.append((copied[kind].get(id_), entity))
            if entity is None:
                copied[kind].pop(id_, None)
            else:
                copied[kind][id_] = entity
        after = Plan(tables | copied, revision)
        for kinds in _SHARED:
            if kinds.isdisjoint(copied):
                after._shared[kinds] = self._shared.setdefault(kinds, {})
        if 0 < len(links) <= _FEW:
            after._links_in = _regrouped(self._links_in, links, _successor)
            after._links_out = _regrouped(self._links_out, links, _predecessor)
        return after

    def analysis(self, key: object, compute: Callable[[], object], kinds: frozenset[str] | None = None) -> object:
        """Return what ``compute`` gave the first time it was asked for under this key.

        ``kinds``: those of which alone it is computed, so that plans share it; None: all of them.
        """
        kept = self._analyses if kinds is None else self._shared.setdefault(kinds, {})
        if key not in kept:
            kept[key] = compute()
        return kept[key]

    def all(self, cls: type[E]) -> Mapping[str, E]:
        """Return the entities of one kind by id."""
        return cast(Mapping[str, E], self.entities.get(cls.KIND.name, {}))

    def get(self, kind: str, id_: str | None) -> Entity | None:
        """Return the entity of this kind and id, or None."""
        return self.entities.get(kind, {}).get(id_) if id_ is not None else None

    def __iter__(self) -> Iterator[Entity]:
        """Yield every entity, kind by kind in the order in which they refer to one another."""
        for kind in KINDS:
            yield from self.entities.get(kind, {}).values()

    def __len__(self) -> int:
        """Return the number of entities of all kinds."""
        return sum(len(table) for table in self.entities.values())

    @cached_property
    def portfolio(self) -> Portfolio:
        """Return the settings; the defaults where none were made."""
        return self.all(Portfolio).get(PORTFOLIO_ID) or Portfolio(id=PORTFOLIO_ID)

    @property
    def units(self) -> WorkingUnits:
        """Return how long a working day, week and month are."""
        settings = self.portfolio
        return WorkingUnits(settings.minutes_per_day, settings.minutes_per_week, settings.days_per_month)

    def work(self, id_: str) -> Work:
        """Return the initiative or launch of this id; NotFoundError if there is none."""
        found = self.all(Initiative).get(id_) or self.all(Launch).get(id_)
        if found is None:
            raise NotFoundError("initiative or launch", id_)
        return found

    @cached_property
    def works(self) -> Mapping[str, Work]:
        """Return initiatives, then launches, by id: the nodes of the dependency graph."""
        return _works(self)

    @cached_property
    def _by_code(self) -> Mapping[tuple[str, str], Entity]:
        coded = (entity for entity in self if entity.KIND.code_space)
        return {(str(e.KIND.code_space), getattr(e, "code").casefold()): e for e in coded}  # noqa: B009

    def by_code(self, space: str, code: str) -> Entity | None:
        """Return the entity of a code space ("work", "team", "calendar", ...) with this code, any case."""
        return self._by_code.get((space, code.casefold()))

    def find(self, code_or_id: str) -> Work:
        """Return the initiative or launch with this code or id; NotFoundError if there is none."""
        found = self.by_code("work", code_or_id) or self.works.get(code_or_id)
        if found is None:
            raise NotFoundError("initiative or launch", code_or_id, "Give the code of an initiative or launch.")
        return cast(Work, found)

    @cached_property
    def _links_in(self) -> Mapping[str | None, tuple[Dependency, ...]]:
        return _links_by_successor(self)

    @cached_property
    def _links_out(self) -> Mapping[str | None, tuple[Dependency, ...]]:
        return _links_by_predecessor(self)

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Initiative, ...]]:
        return _parts(self)

    def predecessors(self, id_: str) -> tuple[Dependency, ...]:
        """Return the dependencies in which this work is the successor."""
        return self._links_in.get(id_, ())

    def successors(self, id_: str) -> tuple[Dependency, ...]:
        """Return the dependencies in which this work is the predecessor."""
        return self._links_out.get(id_, ())

    def children(self, id_: str | None) -> tuple[Initiative, ...]:
        """Return the initiatives directly under this one (None: the top), by position, then code."""
        return self._children.get(id_, ())

    def ancestors(self, item: Initiative) -> Iterator[Initiative]:
        """Yield parent, grandparent and so on; stops where the hierarchy loops or dangles."""
        table = self.all(Initiative)
        seen = {item.id}
        while item.parent_id is not None and item.parent_id not in seen and item.parent_id in table:
            item = table[item.parent_id]
            seen.add(item.id)
            yield item

    def inherited(self, item: Initiative, field: str) -> tuple[Any, Initiative | None]:
        """Return the value in force for an inherited field, and who gave it (None: nobody).

        >>> from planner.plan.entities import Initiative
        >>> top = Initiative(id="p", code="P", name="Programme", owner="Ada")
        >>> part = Initiative(id="c", code="C", name="Part", parent_id="p")
        >>> Plan.of(top, part).inherited(part, "owner")[0]
        'Ada'
        """
        for holder in (item, *self.ancestors(item)):
            value = getattr(holder, field)
            if value is not None and value != "":
                return value, holder
        return getattr(item, field), None


def _successor(link: Dependency) -> str | None:
    return link.successor_id


def _predecessor(link: Dependency) -> str | None:
    return link.predecessor_id


def _regrouped(
    groups: Mapping[str | None, tuple[Dependency, ...]],
    changed: Iterable[tuple[Entity | None, Entity | None]],
    end: Callable[[Dependency], str | None],
) -> dict[str | None, tuple[Dependency, ...]]:
    """Return the links by one end after some changed from one to another; None: there was or is none."""
    after = dict(groups)
    for old, new in cast(Iterable[tuple[Dependency | None, Dependency | None]], changed):
        if old is not None and new is not None and end(old) == end(new):
            after[end(new)] = tuple(new if link is old else link for link in after[end(new)])
            continue
        if old is not None:
            after[end(old)] = tuple(link for link in after[end(old)] if link is not old)
        if new is not None:
            after[end(new)] = (*after.get(end(new), ()), new)
    return after


def _grouped(items: Iterable[E], key: Callable[[E], str | None]) -> dict[str | None, tuple[E, ...]]:
    groups: dict[str | None, list[E]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(members) for name, members in groups.items()}


def per_plan(function: Callable[Concatenate[Plan, P], R]) -> Callable[Concatenate[Plan, P], R]:
    """Make a pure function of a plan and hashable arguments compute at most once per snapshot."""

    @wraps(function)
    def once(plan: Plan, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return cast(
            R, plan.analysis((function, args, *sorted(kwargs.items())), lambda: function(plan, *args, **kwargs))
        )

    return once


def per_kinds(*classes: type[Entity]) -> Callable[[Callable[[Plan], R]], Callable[[Plan], R]]:
    """Make a pure function of the entities of some kinds compute once for all plans in which these are the same."""
    kinds = frozenset(cls.KIND.name for cls in classes)
    _SHARED.add(kinds)

    def decorate(function: Callable[[Plan], R]) -> Callable[[Plan], R]:
        @wraps(function)
        def once(plan: Plan, /) -> R:
            return cast(R, plan.analysis(function, lambda: function(plan), kinds))

        return once

    return decorate


@per_kinds(Initiative, Launch)
def _works(plan: Plan) -> Mapping[str, Work]:
    return {**plan.all(Initiative), **plan.all(Launch)}


@per_kinds(Initiative)
def _parts(plan: Plan) -> Mapping[str | None, tuple[Initiative, ...]]:
    ordered = sorted(plan.all(Initiative).values(), key=lambda item: (item.position, item.code))
    return _grouped(ordered, lambda item: item.parent_id)


@per_kinds(Dependency)
def _links_by_successor(plan: Plan) -> Mapping[str | None, tuple[Dependency, ...]]:
    return _grouped(plan.all(Dependency).values(), _successor)


@per_kinds(Dependency)
def _links_by_predecessor(plan: Plan) -> Mapping[str | None, tuple[Dependency, ...]]:
    return _grouped(plan.all(Dependency).values(), _predecessor)
