"""Courses and their versions as rosters name them: found in the plan by code or name, else created."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.plan.entities import ArtefactVersion, Course
from planner.plan.findings import Finding, Place
from planner_importers.draft import Draft
from planner_importers.tabular.named_entities import slug
from planner_importers.tabular.records import error, note
from planner_importers.tabular.wording import normalised

_CODE = re.compile(r"[\w.-]{2,40}")
_VERSION = re.compile(r"^(?:version|v|ver|rev|r)\.?\s*(?=\d)", re.IGNORECASE)


@dataclass(slots=True)
class Courses:
    """The courses found or created so far."""

    draft: Draft
    findings: list[Finding] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)
    _versions: dict[tuple[str, str], str] = field(default_factory=dict)
    _artefacts: dict[str, str | None] = field(default_factory=dict)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        rows = self.draft.plan.all(Course).values()
        for course in rows:
            self._known.setdefault(normalised(course.name), course.id)
        for course in rows:
            self._known[normalised(course.code)] = course.id
            self._artefacts[course.id] = course.artefact_id
        for version in self.draft.plan.all(ArtefactVersion).values():
            self._versions[version.artefact_id, plain_version(version.version)] = version.id

    def id_of(self, said: Sequence[str], place: Place) -> str:
        """Return the id of the course that any of these words names, created if the plan has none."""
        found = next((self._known[key] for text in said if (key := normalised(text)) in self._known), None)
        if found is not None:
            return found
        code = next((text for text in said if _CODE.fullmatch(text)), None) or slug(said[-1])
        code = self.draft.free_code("course", code)
        name = max(said, key=len)
        id_ = self.draft.create("course", {"code": code, "name": name[:500]}, place)
        self._known |= {normalised(text): id_ for text in (*said, code)}
        message = f"The course {name!r} is new and is created as {code}."
        hint = "Correct its name if the plan has it under another; give it its validity and its versions."
        self.findings.append(note("new-course", message, place, hint))
        return id_

    def version_of(self, course_id: str, text: str, place: Place) -> tuple[str | None, bool]:
        """Return the version that a text names (None: the course has none), and whether it is sound."""
        artefact_id = self._artefacts.get(course_id)
        if not text:
            return None, True
        if artefact_id is None:
            self._once(course_id, text, note(
                "course-without-versions", f"The course has no versions in the plan; {text!r} is not kept.", place,
                "Give the course its artefact, with its versions."))  # fmt: skip
            return None, True
        found = self._versions.get((artefact_id, plain_version(text)))
        if found is None:
            self.findings.append(error(
                "unknown-course-version", f"The course has no version {text!r}.", place,
                "Add the version to its artefact, or correct it."))  # fmt: skip
        return found, found is not None

    def _once(self, course_id: str, text: str, finding: Finding) -> None:
        if (course_id, text) not in self._told:
            self._told.add((course_id, text))
            self.findings.append(finding)


def plain_version(text: str) -> str:
    """Return a version as it is compared: ``v 3.0`` and ``3.0`` are one.

    >>> plain_version("V3.0"), plain_version("version 2"), plain_version("2026-11")
    ('3.0', '2', '2026-11')
    """
    return _VERSION.sub("", text.strip()).casefold()
