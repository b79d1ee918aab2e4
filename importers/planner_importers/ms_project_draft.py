"""Operations of a Microsoft Project import: entities known by their own id, by what the plan remembers, or new.

Files that Planner wrote name each entity's own id, so that what went out comes back to the same place. Other
files are known again by GUIDs and UIDs under the project's own GUID, else the file's name.
"""

import re
from collections.abc import Callable, Mapping

from planner.plan.changes import Action, Operation
from planner.plan.entities import Assignment, Entity, ExternalId, Resource
from planner.plan.findings import Place
from planner.plan.snapshot import Plan
from planner_importers.draft import Draft, with_identity

FORMAT = "ms-project"


class ProjectDraft(Draft):
    """Collected operations; `key` is the source that the plan remembers, `label` its short mark in codes."""

    def __init__(self, plan: Plan, key: str, label: str, new_id: Callable[[], str]) -> None:
        super().__init__(plan, key, new_id)
        self.label = label
        self._resources = {
            identity.key: item
            for item in plan.all(Resource).values()
            for identity in item.external_ids
            if identity.system == self.system
        }
        self._assignments: dict[tuple[str, str], list[Assignment]] = {}
        for row in plan.all(Assignment).values():
            self._assignments.setdefault((row.initiative_id, row.resource_id), []).append(row)

    def put_own(self, kind: str, id_: str, values: Mapping[str, object], place: Place | None = None) -> str:
        """Create or update the entity of this very id and return the id."""
        existing = self.plan.get(kind, id_)
        if existing is not None:
            self._seen.add(id_)
            return self.update(existing, values, place)
        self.operations.append(Operation(Action.CREATE, kind, id_, dict(values), place))
        return id_

    def put_coded(self, kind: str, code: str, values: Mapping[str, object], place: Place | None = None) -> str:
        """Create or update the entity of this code, which is this project's own, and return its id."""
        existing = self.plan.by_code(kind, code)
        if isinstance(existing, Entity) and existing.KIND.name == kind:
            return self.update(existing, values, place)
        return self.create(kind, {**values, "code": self.free_code(kind, code)}, place)

    def put_resource(self, key: str, values: Mapping[str, object], place: Place | None = None) -> str:
        """Create or update the resource of this key and return its id; codes count only for new ones."""
        identity = ExternalId(system=self.system, key=key)
        existing = self._resources.get(key)
        if existing is None:
            code = self.free_code("resource", str(values["code"]))
            return self.create("resource", {**values, "code": code, "external_ids": (identity,)}, place)
        wanted = {name: value for name, value in values.items() if name != "code"}
        wanted["external_ids"] = with_identity(existing.external_ids, identity)
        return self.update(existing, wanted, place)

    def put_assignment(self, values: Mapping[str, object], place: Place | None = None) -> str:
        """Create the assignment or update the next one of the same initiative and resource."""
        known = self._assignments.get((str(values["initiative_id"]), str(values["resource_id"])))
        return self.update(known.pop(0), values, place) if known else self.create("assignment", values, place)


def slug(text: str, longest: int = 40) -> str:
    """Return a text as a code: capitals, digits and hyphens.

    >>> slug("Legal review (EMEA)")
    'LEGAL-REVIEW-EMEA'
    """
    return re.sub(r"\W+", "-", text.upper()).strip("-")[:longest].strip("-")
