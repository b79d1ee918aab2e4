"""The operations that bring any plan to what is wanted, by codes and natural keys.

The same function makes the first revision from an empty plan and completes what came in through imported files:

>>> from planner.app.demo.design import wanted
>>> from planner.app.demo.identity import seeded_ids
>>> from planner.plan.changes import apply
>>> operations = toward(Plan({}), wanted, seeded_ids(7))
>>> plan = apply(Plan({}), operations).plan
>>> toward(plan, wanted, seeded_ids(8))
()
"""

from collections.abc import Callable, Iterator, Mapping

from planner.app.demo.foundations import Values
from planner.app.demo.work_values import Find
from planner.plan.changes import Action, Operation
from planner.plan.entities import KINDS, Dependency, LinkType
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.snapshot import Plan

Wanted = tuple[str, Values]
"""A kind and the values of one entity of it."""

NewId = Callable[[], str]

_Natural = tuple[object, ...]


def toward(
    plan: Plan, design: Callable[[Find], Iterator[Wanted]], new_id: NewId, *, prune: bool = False
) -> tuple[Operation, ...]:
    """Return the operations after which the plan holds what is wanted, in values given there.

    With ``prune`` dependencies that are not wanted are deleted.
    """
    names = _Names(plan, new_id)
    links = {_natural("dependency", _ends(link)): link.id for link in plan.all(Dependency).values()}
    operations: list[Operation] = []
    for kind, values in design(names.find):
        operations.extend(_difference(plan, kind, names.of(kind, values), values))
        if kind == "dependency":
            links.pop(_natural(kind, values), None)
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
    "score": ("initiative_id", "model_id", "scored_on"),
    "artefact_version": ("artefact_id", "version"),
    "gate": ("launch_id", "market_id", "template_id"),
    "sign_off": ("gate_id", "function"),
    "evidence": ("gate_id", "title"),
    "waiver": ("gate_id", "granted_on"),
    "requirement": ("role", "course_id", "curriculum_id"),
    "certificate": ("learner_id", "course_id", "passed_on"),
    "translation": ("version_id", "language_id", "launch_id"),
}
_DEFAULTS: Mapping[str, object] = {"type": LinkType.FS, "external_party": "", "predecessor_id": None}

_PARTS: Mapping[str, tuple[str | None, ...]] = {
    "artefact_version": ("artefact", None),
    "gate": ("work", "market", "gate_template"),
    "launch_market": ("work", "market"),
    "demand": ("work", "team"),
    "dependency": ("work", "work"),
}
"""Code spaces of the words by which an entity without a code is called, in order; None: the word itself.

What else makes it the one it is has its default.
"""


def _natural(kind: str, values: Mapping[str, object]) -> tuple[object, ...]:
    return (kind, *(values.get(name, _DEFAULTS.get(name)) for name in _NATURAL.get(kind, ())))


def _ends(link: Dependency) -> Values:
    """Return what makes a dependency the one it is."""
    return {name: getattr(link, name) for name in _NATURAL["dependency"]}


def _keyed(plan: Plan, kind: str) -> Iterator[tuple[tuple[object, ...], str]]:
    for entity in plan.entities.get(kind, {}).values():
        yield _natural(kind, {name: getattr(entity, name) for name in _NATURAL[kind]}), entity.id


class _Names:
    """Ids by code or natural key: those of the plan, and new ones for what it lacks."""

    def __init__(self, plan: Plan, new_id: NewId) -> None:
        self._plan, self._new_id = plan, new_id
        self._made: dict[tuple[str, str], str] = {}
        self._known = {key: entity_id for kind in _NATURAL for key, entity_id in _keyed(plan, kind)}

    def find(self, space: str, code: str) -> str:
        """Return the id of an entity; one without a code is called by what it joins, a gate's market * for all."""
        if space in _PARTS:
            rest = (_DEFAULTS[name] for name in _NATURAL[space][len(_PARTS[space]) :])
            return self._by_key((space, *self._key(space, code.split()), *rest))
        there = self._plan.by_code(space, code)
        if there is not None:
            return there.id
        if (space, code) not in self._made:
            self._made[space, code] = self._new_id()
        return self._made[space, code]

    def _key(self, space: str, words: list[str]) -> Iterator[str | None]:
        for part, word in zip(_PARTS[space], words, strict=True):
            yield word if part is None else None if word == "*" else self.find(part, word)

    def _by_key(self, key: _Natural) -> str:
        if key not in self._known:
            self._known[key] = self._new_id()
        return self._known[key]

    def of(self, kind: str, values: Values) -> str:
        """Return the id of what has these values."""
        space = KINDS[kind].code_space
        if space is not None:
            return self.find(space, str(values["code"]))
        if KINDS[kind].singleton:
            return PORTFOLIO_ID
        return self._by_key(_natural(kind, values))
