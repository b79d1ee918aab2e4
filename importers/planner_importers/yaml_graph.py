"""Records of a portfolio as a graph: initiatives, their milestones, and who waits for whom."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from planner.plan.entities import Level, LinkType, Status
from planner.plan.entities.work import NO_LAG
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit, Edge, moment
from planner_importers.draft import Draft
from planner_importers.yaml_records import Meaning, Record, flat, is_placeholder
from planner_importers.yaml_references import ReferenceIndex
from planner_importers.yaml_work import OWNED_TAGS, MilestoneValues, RecordReader

_NO_TIME = Duration(Decimal(0), DurationUnit.DAY)


class PortfolioGraph:
    """Operations for the records of one portfolio; ``findings`` are added to."""

    def __init__(self, file: str, plan: Plan, system: str, new_id: Callable[[], str], findings: list[Finding]) -> None:
        self.file = file
        self.draft = Draft(plan, system, new_id)
        self.index = ReferenceIndex()
        self.findings = findings
        self.readers: dict[str, RecordReader] = {}
        self.put: dict[str, dict[str, object]] = {}
        """The values of each record's initiative."""
        self.stages: dict[str, dict[str, str]] = {}
        """The milestones of each record by stage."""
        self._codes: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._related: Counter[str] = Counter()
        self._placeholders = 0

    def build(self, records: list[Record]) -> None:
        """Put initiatives first, then what links them."""
        for record in records:
            self._name(record)
        readers = [RecordReader(self.file, record, self.findings) for record in records]
        for position, reader in enumerate(readers):
            self.readers[reader.record.identity] = reader
            self._put(reader, position)
        for reader in readers:
            self._link(reader)
        self.findings.extend(self._notes())

    def _name(self, record: Record) -> None:
        """Give the record its code, and enter it in the index under all its names."""
        code = _code(record)
        existing = self.draft.known(record.identity, code if code not in self._codes.values() else None)
        if existing is not None:
            self._codes[record.identity] = existing.code
        else:
            self._codes[record.identity] = self.draft.free_code("work", code)
        given = self._codes[record.identity]
        if existing is None and given != code[:64]:
            message = f"The number {record.number or code} is taken already; this record becomes {given}."
            reader = RecordReader(self.file, record, self.findings)
            place = reader.place(Meaning.NUMBER, record.number)
            reader.say(Severity.WARNING, "repeated-number", message, "Give the record a number of its own.", place)
        self.index.add(record.identity, record.number, record.folder, record.prefix)

    def _put(self, reader: RecordReader, position: int) -> None:
        record = reader.record
        status = reader.status()
        values = reader.values(status, self._related_lines(reader))
        values |= {"code": self._codes[record.identity], "position": position}
        link = record.text(Meaning.LINK)
        id_ = self.draft.put_work(
            record.identity,
            values,
            place=reader.place(),
            url=link if link.startswith("http") else "",
            code=self._codes[record.identity],
            owned_tags=OWNED_TAGS,
        )
        self._ids[record.identity] = id_
        self.put[record.identity] = values
        stages = self.stages.setdefault(record.identity, {})
        before: str | None = None
        for order, milestone in enumerate(reader.milestones()):
            current = self._milestone(reader, milestone, id_, order, reader.milestone_status(milestone, status))
            stages.setdefault(milestone.name, current)
            if before is not None and milestone.rank is not None:
                self.depend(before, current, reader.place(Meaning.MILESTONES))
            before = current if milestone.rank is not None else before

    def _milestone(
        self, reader: RecordReader, milestone: MilestoneValues, parent: str, order: int, status: Status
    ) -> str:
        record = reader.record
        key = f"{record.identity}#{milestone.name}"
        known = self.draft.known(key)
        code = known.code if known else f"{self._codes[record.identity][:48]}-{milestone.name[:15].upper()}"
        when = " ".join(milestone.releases) or f"{milestone.day}"
        values: dict[str, object] = {
            "code": code if known else self.draft.free_code("work", code),
            "name": f"{reader.record.text(Meaning.TITLE) or record.slug}: {milestone.name} in {when}"[:500],
            "level": Level.MILESTONE,
            "parent_id": parent,
            "position": order,
            "duration": _NO_TIME,
            "status": status,
            "percent_complete": 100.0 if status is Status.DONE else 0.0,
            "tags": (f"stage:{milestone.name}"[:100], *(f"release:{release}" for release in milestone.releases)),
        }
        if milestone.day is not None:
            values["deadline"] = moment(milestone.day, Edge.FINISH)
        return self.draft.put_work(key, values, place=reader.place(Meaning.MILESTONES), owned_tags=OWNED_TAGS)

    def last(self, identity: str) -> str:
        """Return what ends the work of a record: its last milestone, else its initiative."""
        return next(reversed(self.stages[identity].values()), self._ids[identity])

    def depend(self, predecessor: str, successor: str, place: Place) -> bool:
        """Let one wait for the other; False: this import has that link already."""
        ends = {"predecessor_id": predecessor, "successor_id": successor, "type": LinkType.FS, "lag": NO_LAG}
        return self.draft.link(ends, place)

    def _link(self, reader: RecordReader) -> None:
        """Add the dependencies that a record names, and its parent."""
        own = self._ids[reader.record.identity]
        for meaning in (Meaning.AFTER, Meaning.BEFORE):
            for text in reader.record.texts(meaning):
                other = self._resolved(reader, meaning, text, Severity.ERROR)
                if other is None:
                    continue
                pair = (self._ids[other], own) if meaning is Meaning.AFTER else (own, self._ids[other])
                if not self.depend(*pair, reader.place(meaning, text)):
                    message = f"{self._codes[reader.record.identity]} and {self._codes[other]} are linked already."
                    reader.say(
                        Severity.INFO, "repeated-link", message, "Name it in one record.", reader.place(meaning, text)
                    )
        parent = reader.record.text(Meaning.PARENT)
        if parent:
            found = self._resolved(reader, Meaning.PARENT, parent, Severity.ERROR)
            if found is not None:
                self._adopt(own, self._ids[found])

    def _adopt(self, child: str, parent: str) -> None:
        """Set the parent of an initiative that is created in this import, or was before."""
        for index, operation in enumerate(self.draft.operations):
            if operation.id == child and operation.kind == "initiative":
                values = {**operation.values, "parent_id": parent}
                self.draft.operations[index] = type(operation)(
                    operation.action, operation.kind, child, values, operation.place
                )
                return
        existing = self.draft.plan.get("initiative", child)
        if existing is not None:
            self.draft.update(existing, {"parent_id": parent})

    def _related_lines(self, reader: RecordReader) -> str:
        """Return a line per key that names related records, known ones by their codes."""
        lines = []
        for key in reader.record.keys.get(Meaning.RELATED, ()):
            shown = []
            for text in flat(reader.record.values[key]):
                if is_placeholder(text):
                    self._placeholders += 1
                    continue
                other = self._resolved(reader, Meaning.RELATED, text, Severity.WARNING)
                shown.append(text if other is None else self._codes[other])
                self._related["resolved"] += other is not None
            if shown:
                label = key.replace("-", " ").replace("_", " ")
                lines.append(f"{label[:1].upper()}{label[1:]}: {', '.join(dict.fromkeys(shown))}")
        return "\n".join(lines)

    def _resolved(self, reader: RecordReader, meaning: Meaning, text: str, severity: Severity) -> str | None:
        """Return the record a reference names; a finding where it names none, a note where it is an address."""
        found = self.index.find(text)
        place = reader.place(meaning, text)
        if found == reader.record.identity:
            reader.say(Severity.WARNING, "names-itself", "The record names itself.", "Remove it.", place)
            return None
        if found is not None:
            return found
        code = self._codes[reader.record.identity]
        if severity is Severity.WARNING and self.index.is_elsewhere(text):
            message = f"{code} names {text}, which is outside the portfolio; it stays in the description."
            reader.say(Severity.INFO, "outside-reference", message, "", place)
        else:
            message = f"{code} names {text!r}, which is not a record here."
            reader.say(severity, "unresolved-reference", message, "Correct it, or add the record.", place)
        return None

    def _notes(self) -> Iterator[Finding]:
        place = Place(file=self.file)
        if self._related["resolved"]:
            message = (
                f"{self._related['resolved']} references to related records are resolved; "
                "they stand in descriptions, because they say no order."
            )
            yield Finding(Severity.INFO, "related-records", message, place, "Use depends-on where work waits.")
        if self._placeholders:
            message = f"{self._placeholders} references only hold a place (n/a, none, TBD)."
            yield Finding(Severity.INFO, "placeholder-references", message, place)
        for item in self.draft.absent():
            message = f"{item.code} {item.name!r} came from this portfolio before and is no longer in it."
            hint = "Delete it if it is obsolete."
            yield Finding(Severity.WARNING, "gone-from-file", message, Place(file=self.file, code=item.code), hint)


def _code(record: Record) -> str:
    """Return the record's code: prefix and number, or its written code, or the name of its folder."""
    number, prefix = record.number, record.prefix
    if number.isdigit():
        return f"{prefix}-{number}" if prefix else number
    if number:
        return number[:64]
    name = f"{record.slug}-{record.part.split('/')[-1]}" if record.part else record.slug
    return (f"{prefix}-{name}" if prefix else name)[:64]
