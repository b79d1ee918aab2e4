"""Operations of an import while it is being read: create what is new, update what differs, repeat nothing.

A record is known again by its external id, else by a natural key the caller looked up. Reading the same file
twice gives no operation:

>>> from itertools import count
>>> from planner.plan.changes import apply
>>> from planner.plan.snapshot import Plan
>>> ids = map(str, count(1))
>>> draft = Draft(Plan({}), "demo:plan", lambda: next(ids))
>>> draft.put_work("42", {"code": "POL-42", "name": "Policy"})
'1'
>>> again = Draft(apply(Plan({}), draft.operations).plan, "demo:plan", lambda: next(ids))
>>> again.put_work("42", {"code": "POL-42", "name": "Policy"}), again.operations
('1', [])
"""

from collections.abc import Callable, Iterable, Mapping

from planner.plan.changes import Action, Operation
from planner.plan.entities import Dependency, Entity, ExternalId, Initiative
from planner.plan.findings import Place
from planner.plan.snapshot import Plan


class Draft:
    """Collected operations against a plan; ``system`` is how the plan remembers this source of records."""

    def __init__(self, plan: Plan, system: str, new_id: Callable[[], str]) -> None:
        self.plan = plan
        self.system = system
        self.operations: list[Operation] = []
        self._new_id = new_id
        self._seen: set[str] = set()
        self._known = {
            identity.key: item
            for item in plan.all(Initiative).values()
            for identity in item.external_ids
            if identity.system == system
        }
        self._codes: set[tuple[str, str]] = set()
        self._links = {_ends(link): link for link in plan.all(Dependency).values()}
        self._linked: set[tuple[object, ...]] = set()

    def known(self, key: str, code: str | None = None) -> Initiative | None:
        """Return the initiative imported under this key before, else the one with this code that came from here."""
        return self._known.get(key) or self._unclaimed(code)

    def _unclaimed(self, code: str | None) -> Initiative | None:
        found = self.plan.by_code("work", code) if code else None
        return found if isinstance(found, Initiative) and found.id not in self._seen else None

    def free_code(self, space: str, wanted: str) -> str:
        """Return this code, with a number behind it where the plan or this import has it already; at most 64 long."""
        code, number = wanted[:64], 1
        while (space, code.casefold()) in self._codes or self.plan.by_code(space, code) is not None:
            number += 1
            code = f"{wanted[: 64 - len(str(number)) - 1]}-{number}"
        self._codes.add((space, code.casefold()))
        return code

    def put_work(
        self,
        key: str,
        values: Mapping[str, object],
        *,
        place: Place | None = None,
        url: str = "",
        code: str | None = None,
        owned_tags: Iterable[str] = (),
    ) -> str:
        """Create or update the initiative of this key and return its id.

        ``code`` finds one that came in another way; a code in ``values`` counts only for a new one. Tags that
        people added stay, those that begin with one of ``owned_tags`` are replaced.
        """
        identity = ExternalId(system=self.system, key=key, url=url)
        existing = self.known(key, code)
        if existing is None:
            return self.create("initiative", {**values, "external_ids": (identity,)}, place)
        self._seen.add(existing.id)
        wanted = {name: value for name, value in values.items() if name != "code"}
        wanted["external_ids"] = with_identity(existing.external_ids, identity)
        if "tags" in wanted:
            wanted["tags"] = _merged_tags(existing.tags, values["tags"], tuple(owned_tags))
        return self.update(existing, wanted, place)

    def create(self, kind: str, values: Mapping[str, object], place: Place | None = None) -> str:
        """Add the creation of an entity and return its new id."""
        id_ = self._new_id()
        self.operations.append(Operation(Action.CREATE, kind, id_, dict(values), place))
        return id_

    def update(self, entity: Entity, values: Mapping[str, object], place: Place | None = None) -> str:
        """Add an update of the fields that differ, if any, and return the entity's id."""
        changed = {name: value for name, value in values.items() if getattr(entity, name) != value}
        if changed:
            self.operations.append(Operation(Action.UPDATE, entity.KIND.name, entity.id, changed, place))
        return entity.id

    def link(self, values: Mapping[str, object], place: Place | None = None) -> bool:
        """Create the dependency or update the one with the same ends and type; False: this import has it already."""
        ends = _ends(Dependency(id="new", **values))  # type: ignore[arg-type]
        if ends in self._linked:
            return False
        self._linked.add(ends)
        known = self._links.get(ends)
        if known is None:
            self.create("dependency", values, place)
        else:
            self.update(known, values, place)
        return True

    def absent(self) -> tuple[Initiative, ...]:
        """Return what an earlier import of this source made and this one did not name, in order of code."""
        gone = {item.id: item for item in self._known.values() if item.id not in self._seen}
        return tuple(sorted(gone.values(), key=lambda item: item.code))


def _ends(link: Dependency) -> tuple[object, ...]:
    return (link.predecessor_id, link.successor_id, link.type, link.external_party)


def with_identity(given: tuple[ExternalId, ...], identity: ExternalId) -> tuple[ExternalId, ...]:
    """Return the identities with this one in place of its former self, or behind the others."""
    same = [item for item in given if (item.system, item.key) == (identity.system, identity.key)]
    if not same:
        return (*given, identity)
    return tuple(identity if item is same[0] else item for item in given)


def _merged_tags(given: tuple[str, ...], wanted: object, owned: tuple[str, ...]) -> tuple[str, ...]:
    fresh = [str(tag) for tag in wanted] if isinstance(wanted, tuple) else []
    kept = [tag for tag in given if tag in fresh or not (owned and tag.startswith(owned))]
    return tuple(dict.fromkeys([*kept, *fresh]))
