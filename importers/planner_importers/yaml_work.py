"""One record of a portfolio as the values of an initiative, and of the milestones it names.

What has no field of its own is said in the description or a tag: reviewers, dates of writing, names of related
records, keys nobody knows. The stages alpha, beta and stable are milestones, each after the one before.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import TypeVar

from planner.plan.entities import ConstraintType, Level, Stage, Status
from planner.plan.findings import Finding, Place, Severity
from planner.plan.values import Duration, Edge, moment
from planner_importers.yaml_records import Meaning, Record, flat, is_placeholder, normal
from planner_importers.yaml_text import YamlValue
from planner_importers.yaml_values import (
    day_of,
    kind_of,
    release_order,
    releases_in,
    stage_of,
    stage_rank,
    status_of,
)

T = TypeVar("T")

OWNED_TAGS = ("stage:", "release:", "with:")
_NAME_LENGTH, _OWNER_LENGTH, _TAG_LENGTH, _TEXT_LENGTH = 500, 200, 100, 100_000
_LISTED = (Meaning.CREATED, Meaning.UPDATED)


@dataclass(frozen=True, slots=True)
class MilestoneValues:
    """One milestone of a record: the stage or name that identifies it, its place in the order, its releases."""

    name: str
    rank: int | None
    releases: tuple[str, ...]
    day: date | None


@dataclass(slots=True)
class RecordReader:
    """Reads one record; collects findings that name its file and line."""

    file: str
    record: Record
    findings: list[Finding]

    def place(self, meaning: Meaning | None = None, value: str | None = None) -> Place:
        """Return the place of the record or of one of its keys."""
        line = self.record.line if meaning is None else self.record.line_of(meaning)
        key = None if meaning is None else (self.record.keys.get(meaning) or (None,))[0]
        return Place(file=self.file, sheet=self.record.path, row=line, column=key, value=value)

    def say(self, severity: Severity, code: str, message: str, hint: str, place: Place) -> None:
        """Add a finding about this record."""
        self.findings.append(Finding(severity, code, message, place, hint))

    def name(self) -> str:
        """Return the title; the words of the folder's name where it was left from the template."""
        title = self.record.text(Meaning.TITLE)
        if title:
            return title[:_NAME_LENGTH]
        words = self.record.slug.lstrip("0123456789-").replace("-", " ") or self.record.slug
        message = f"The title was never filled in; the name is taken from the folder: {words!r}."
        given = next(iter(flat(self.record.values[self.record.keys[Meaning.TITLE][0]])), "")
        place = self.place(Meaning.TITLE, given)
        self.say(Severity.WARNING, "placeholder-title", message, "Give the record its title.", place)
        return words[:1].upper() + words[1:]

    def values(self, status: Status, related: str) -> dict[str, object]:
        """Return the initiative's values, given its status; ``related`` are the lines that name other records."""
        record = self.record
        values: dict[str, object] = {
            "name": self.name(),
            "description": self._description(related),
            "level": Level.INITIATIVE,
            "status": status,
            "stage": self.stage(),
            "owner": record.text(Meaning.OWNER)[:_OWNER_LENGTH],
            "line_of_business": record.text(Meaning.LINE_OF_BUSINESS)[:_OWNER_LENGTH],
            "policy_area": record.text(Meaning.POLICY_AREA)[:_OWNER_LENGTH],
            "regions": tuple(text[:_TAG_LENGTH] for text in record.texts(Meaning.REGIONS)),
            "tags": self._tags(),
        }
        kind = kind_of(record.text(Meaning.KIND))
        if kind is not None:
            values["kind"] = kind
        values.update(self._dates())
        values.update(self._amounts())
        if status is Status.DONE:
            values["percent_complete"] = 100.0
        return values

    def status(self) -> Status:
        """Return the status; proposed where the record says nothing that is known."""
        return self._guessed(Meaning.STATUS, status_of) or Status.PROPOSED

    def stage(self) -> Stage | None:
        """Return the lifecycle stage, or None."""
        return self._guessed(Meaning.STAGE, stage_of)

    def _guessed(self, meaning: Meaning, read: Callable[[str], tuple[T | None, bool]]) -> T | None:
        text = self.record.text(meaning)
        if not text:
            return None
        found, certain = read(text)
        if found is None:
            message = f"The {meaning} {text!r} is not known."
            self.say(Severity.WARNING, f"unknown-{meaning}", message, "Correct it.", self.place(meaning, text))
        elif not certain:
            message = f"The {meaning} {text!r} is read as {getattr(found, 'value', found)}."
            self.say(Severity.WARNING, f"guessed-{meaning}", message, "Correct it.", self.place(meaning, text))
        return found

    def _dates(self) -> Iterator[tuple[str, object]]:
        start, deadline = self._day(Meaning.START), self._day(Meaning.DEADLINE)
        if start is not None:
            yield "constraint", ConstraintType.SNET
            yield "constraint_date", datetime.combine(start, time())
        if deadline is not None:
            yield "deadline", moment(deadline, Edge.FINISH)
        for meaning in _LISTED:
            self._day(meaning)

    def _day(self, meaning: Meaning) -> date | None:
        text = self.record.text(meaning)
        found = day_of(text)
        if text and found is None:
            message = f"The {meaning} date {text!r} is not a date."
            self.say(Severity.WARNING, "unreadable-date", message, "Write 2026-02-16.", self.place(meaning, text))
        return found

    def _amounts(self) -> Iterator[tuple[str, object]]:
        duration, progress = self.record.text(Meaning.DURATION), self.record.text(Meaning.PROGRESS)
        if duration:
            try:
                yield "duration", Duration.parse(duration)
            except ValueError as error:
                place = self.place(Meaning.DURATION, duration)
                self.say(Severity.WARNING, "unreadable-value", f"{error}.", "Write 3w or 10d.", place)
        if progress:
            try:
                yield "percent_complete", float(progress.rstrip("% "))
            except ValueError:
                message = f"The progress {progress!r} is not a percentage."
                place = self.place(Meaning.PROGRESS, progress)
                self.say(Severity.WARNING, "unreadable-value", message, "Write 40 or 40%.", place)

    def _tags(self) -> tuple[str, ...]:
        record = self.record
        tags = list(record.texts(Meaning.TAGS))
        tags += [f"stage:{text}" for text in record.texts(Meaning.STAGE)]
        tags += [f"release:{release}" for text in self._release_texts() for release in releases_in(text)]
        tags += [f"with:{text}" for text in record.texts(Meaning.PARTICIPANTS)]
        return tuple(dict.fromkeys(tag[:_TAG_LENGTH] for tag in tags))

    def _release_texts(self) -> Iterator[str]:
        """Yield releases of the record itself: the latest, and a milestone that is no list of stages."""
        yield from self.record.texts(Meaning.RELEASE)
        for key in self.record.keys.get(Meaning.MILESTONES, ()):
            value = self.record.values[key]
            if isinstance(value, str):
                yield value

    def _description(self, related: str) -> str:
        record = self.record
        parts = [*record.texts(Meaning.DESCRIPTION), record.body]
        lines = []
        for meaning in (Meaning.OWNER, Meaning.KIND, *_LISTED):
            texts = record.texts(meaning)
            if len(texts) > 1 or (texts and meaning is not Meaning.OWNER):
                lines.append(f"{_label(record.keys[meaning][0])}: {', '.join(texts)}")
        for key, value in record.unknown:
            texts = tuple(text for text in flat(value) if not is_placeholder(text))
            if texts:
                lines.append(f"{_label(key)}: {', '.join(texts)}")
        whole = "\n\n".join(part for part in (*parts, "\n".join(lines), related) if part)
        if len(whole) > _TEXT_LENGTH:
            message = f"The description has {len(whole)} characters; the first {_TEXT_LENGTH} are kept."
            self.say(Severity.WARNING, "shortened", message, "Keep the whole text elsewhere.", self.place())
        return whole[:_TEXT_LENGTH]

    def milestones(self) -> list[MilestoneValues]:
        """Return the milestones in the order of their stages; those that only hold a place are left out."""
        found: list[MilestoneValues] = []
        for key in self.record.keys.get(Meaning.MILESTONES, ()):
            for name, text in _named(self.record.values[key]):
                if is_placeholder(text):
                    continue
                releases, day = releases_in(text), day_of(text)
                if day is not None:
                    releases = ()
                if (not releases and day is None) or len(releases) > 1:
                    message = f"The milestone {name} says {text!r}, which is not one release or date."
                    place = self.place(Meaning.MILESTONES, text)
                    self.say(Severity.WARNING, "unreadable-milestone", message, "Write v1.37 or 2026-02-16.", place)
                if releases or day:
                    found.append(MilestoneValues(name, stage_rank(name), releases, day))
        staged = sorted((item for item in found if item.rank is not None), key=lambda item: item.rank or 0)
        self._check_order(staged)
        return staged + [item for item in found if item.rank is None]

    def _check_order(self, staged: list[MilestoneValues]) -> None:
        for before, after in pairwise(staged):
            if not before.releases or not after.releases:
                continue
            if release_order(after.releases[-1]) < release_order(before.releases[-1]):
                message = (
                    f"{after.name} is planned for {after.releases[-1]}, before {before.name} in {before.releases[-1]}."
                )
                place = self.place(Meaning.MILESTONES)
                self.say(Severity.WARNING, "milestone-order", message, "Correct one of the two releases.", place)

    def milestone_status(self, milestone: MilestoneValues, status: Status) -> Status:
        """Return the status of a milestone from that of its record and the stage the record is in."""
        current = stage_rank(self.record.text(Meaning.STAGE))
        if milestone.rank is None or current is None:
            return status
        if milestone.rank < current or (milestone.rank == current and status is Status.DONE):
            return Status.DONE
        if status in (Status.CANCELLED, Status.ON_HOLD, Status.PROPOSED, Status.IDEA):
            return status
        return Status.IN_PROGRESS if milestone.rank == current else Status.APPROVED


def _named(value: YamlValue) -> Iterator[tuple[str, str]]:
    """Yield milestones as (name, text) from a mapping, or from a list of mappings with a name and one more value."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield normal(name), ", ".join(flat(item))
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict) and len(item) > 1:
                title, *rest = item.values()
                yield ", ".join(flat(title)), ", ".join(text for part in rest for text in flat(part))


def _label(key: str) -> str:
    words = normal(key).replace("-", " ")
    return words[:1].upper() + words[1:]
