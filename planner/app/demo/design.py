"""The whole demo as what should be there, and the operations that bring any plan to it.

``toward`` compares a plan with what is wanted by codes and natural keys: the same function makes the first
revision from an empty plan and completes what came in through imported files.

>>> from planner.app.demo.identity import seeded_ids
>>> from planner.plan.changes import apply
>>> operations = toward(Plan({}), wanted, seeded_ids(7))
>>> plan = apply(Plan({}), operations).plan
>>> toward(plan, wanted, seeded_ids(8))
()
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planner.app.demo.capacity_values import leave_calendar, people, queues, returns, sign_offs, staffing
from planner.app.demo.foundations import SETTINGS, Values, calendars, markets, programmes, teams
from planner.app.demo.launch_values import (
    demands,
    dependency,
    external_dependencies,
    launch,
    launch_cells,
    obligation,
    team,
)
from planner.app.demo.linking import all_links
from planner.app.demo.tables import launch_rows, records, work_rows
from planner.app.demo.work_values import Find, initiative
from planner.plan.changes import Action, Operation
from planner.plan.entities import KINDS, Dependency, LinkType, Stage, Status
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.snapshot import Plan

Wanted = tuple[str, Values]
"""A kind and the values of one entity of it."""

NewId = Callable[[], str]

IMPORTED = ("REG", "CS")
"""Letters of the codes that come in through the two files."""


def wanted(find: Find) -> Iterator[Wanted]:
    """Yield the whole demo."""
    yield from setting(find)
    yield from work(find, imported=True)
    yield from law(find)


def setting(find: Find) -> Iterator[Wanted]:
    """Yield settings, calendars, markets, teams, people, reviewers and programmes."""
    for _, values in calendars():
        yield "calendar", values
    yield "portfolio", {**SETTINGS, "default_calendar_id": find("calendar", "US-CA")}
    calendar_ids = {code: find("calendar", code) for code, _ in calendars()}
    for _, values in markets(calendar_ids):
        yield "market", values
    for code in teams():
        yield "team", team(code, find)
    yield "calendar", leave_calendar(find)
    for kind, entities in (("resource", people), ("staffing_change", staffing), ("review_queue", queues)):
        for values in entities(find):
            yield kind, values
    for _, values in programmes():
        yield "initiative", values


EARLIER: Mapping[str, Values] = {
    "POL-102": {
        "status": Status.IN_PROGRESS,
        "stage": Stage.TESTING,
        "percent_complete": 80.0,
    },
    "TRN-301": {
        "status": Status.IN_PROGRESS,
        "stage": Stage.TRAINING,
        "percent_complete": 90.0,
        "actual_finish": None,
    },
    "INF-204": {
        "status": Status.IN_PROGRESS,
        "stage": Stage.DEPLOYMENT,
        "percent_complete": 85.0,
        "actual_finish": None,
    },
    "REG-520": {"status": Status.APPROVED, "percent_complete": 0.0, "actual_start": None},
}
"""What was known of some work before the last report of progress."""


def as_first_told(find: Find) -> Iterator[Wanted]:
    """Yield settings and all work as it was known before the last report of progress."""
    yield from setting(find)
    yield from _as_first_told(work(find, imported=True))


def base(find: Find) -> Iterator[Wanted]:
    """Yield what is there before the files are imported."""
    yield from setting(find)
    yield from _as_first_told(work(find, imported=False))


def _as_first_told(entities: Iterator[Wanted]) -> Iterator[Wanted]:
    for kind, values in entities:
        yield kind, {**values, **EARLIER.get(str(values.get("code")), {})}


def work(find: Find, *, imported: bool) -> Iterator[Wanted]:
    """Yield initiatives, demands, launches and dependencies; without ``imported`` what the files do not bring."""
    rows = [row for row in work_rows() if imported or row.prefix not in IMPORTED]
    there = {row.code for row in rows} | {row.code for row in launch_rows()}
    for row in rows:
        yield "initiative", initiative(row, find)
    for row in rows:
        for values in demands(row, find):
            yield "demand", values
    for each in launch_rows():
        yield "launch", launch(each)
        for values in launch_cells(each, find):
            yield "launch_market", values
    for values in returns(there, find):
        yield "capacity_return", values
    for values in sign_offs(there, find):
        yield "review_request", values
    for link in all_links():
        if link.predecessor in there and link.successor in there:
            yield "dependency", dependency(link, find)
    if imported:
        for values in external_dependencies(find):
            yield "dependency", values


def law(find: Find) -> Iterator[Wanted]:
    """Yield the obligations."""
    for line in records("obligations"):
        yield "obligation", obligation(line, find)


def toward(
    plan: Plan, design: Callable[[Find], Iterator[Wanted]], new_id: NewId, *, prune: bool = False
) -> tuple[Operation, ...]:
    """Return the operations after which the plan holds what is wanted, in values given there.

    With ``prune`` dependencies that are not wanted are deleted.
    """
    names = _Names(plan, new_id)
    links = {_natural("dependency", _ends(link)): link.id for link in plan.all(Dependency).values()}
    known = {key: entity_id for kind in _NATURAL for key, entity_id in _keyed(plan, kind)}
    operations: list[Operation] = []
    for kind, values in design(names.find):
        id_ = names.of(kind, values, known)
        links.pop(_natural(kind, values), None)
        operations.extend(_difference(plan, kind, id_, values))
    if prune:
        operations.extend(Operation(Action.DELETE, "dependency", id_) for id_ in links.values())
    return tuple(operations)


def _difference(plan: Plan, kind: str, id_: str, values: Values) -> Iterator[Operation]:
    there = plan.get(kind, id_)
    if there is None:
        yield Operation(Action.CREATE, kind, id_, values)
        return
    changed = {name: value for name, value in values.items() if getattr(there, name) != value}
    if kind == "initiative":
        changed.pop("external_ids", None)
    if changed:
        yield Operation(Action.UPDATE, kind, id_, changed)


_NATURAL: Mapping[str, tuple[str, ...]] = {
    "dependency": ("predecessor_id", "successor_id", "type", "external_party"),
    "demand": ("initiative_id", "team_id"),
    "launch_market": ("launch_id", "market_id"),
    "staffing_change": ("team_id", "from_team_id", "start"),
    "capacity_return": ("initiative_id", "team_id"),
    "review_request": ("initiative_id", "queue_id"),
}
_DEFAULTS: Mapping[str, object] = {"type": LinkType.FS, "external_party": "", "predecessor_id": None}


def _natural(kind: str, values: Mapping[str, object]) -> tuple[object, ...]:
    return (kind, *(values.get(name, _DEFAULTS.get(name)) for name in _NATURAL.get(kind, ())))


def _ends(link: Dependency) -> Values:
    """Return what makes a dependency the one it is."""
    return {name: getattr(link, name) for name in _NATURAL["dependency"]}


def _keyed(plan: Plan, kind: str) -> Iterator[tuple[tuple[object, ...], str]]:
    for entity in plan.entities.get(kind, {}).values():
        yield _natural(kind, {name: getattr(entity, name) for name in _NATURAL[kind]}), entity.id


@dataclass(slots=True)
class _Names:
    """Ids by code: those of the plan, and new ones for what it lacks."""

    plan: Plan
    new_id: NewId
    made: dict[tuple[str, str], str]

    def __init__(self, plan: Plan, new_id: NewId) -> None:
        self.plan, self.new_id, self.made = plan, new_id, {}

    def find(self, space: str, code: str) -> str:
        there = self.plan.by_code(space, code)
        if there is not None:
            return there.id
        key = (space, code)
        if key not in self.made:
            self.made[key] = self.new_id()
        return self.made[key]

    def of(self, kind: str, values: Values, known: Mapping[tuple[object, ...], str]) -> str:
        space = KINDS[kind].code_space
        if space is not None:
            return self.find(space, str(values["code"]))
        if KINDS[kind].singleton:
            return PORTFOLIO_ID
        return known.get(_natural(kind, values)) or self.new_id()
