"""People of teams: rows with name, team, share of full time, engagement and skills as resources.

Whose share changes between periods counts with the largest; the team has less, by a change of staff, while it is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from planner.plan.changes import Action, Operation
from planner.plan.entities import ExternalId, Resource, StaffingChange
from planner.plan.findings import Finding, Place
from planner_importers.draft import Draft, with_identity
from planner_importers.tabular.capacity.amounts import Amount
from planner_importers.tabular.capacity.entries import Entry
from planner_importers.tabular.capacity.known_names import Teams
from planner_importers.tabular.capacity.team_sizes import HOURS_PER_DAY, in_people
from planner_importers.tabular.capacity.working_time import WorkingTime
from planner_importers.tabular.fields import Field
from planner_importers.tabular.mapping import Measure
from planner_importers.tabular.named_entities import slug
from planner_importers.tabular.period_text import Period
from planner_importers.tabular.record_reading import split_list
from planner_importers.tabular.records import error, note, warning
from planner_importers.tabular.wording import normalised

_DAYS_PER_WEEK = 5.0


@dataclass
class People:
    """The people of a file; each is known by name, a second of the same name by its number too."""

    draft: Draft
    teams: Teams
    time: WorkingTime
    findings: list[Finding]
    source: str
    rows: list[tuple[Entry, str | None]] = field(default_factory=list)
    shortfalls: list[tuple[dict[str, object], Place]] = field(default_factory=list)

    def add(self, entry: Entry, team: str | None) -> None:
        """Take over one row."""
        self.rows.append((entry, team))

    def put(self) -> None:
        """Add all people to the draft."""
        known = {
            identity.key: person
            for person in self.draft.plan.all(Resource).values()
            for identity in person.external_ids
            if identity.system == self.draft.system
        }
        by_name = {normalised(person.name): person for person in self.draft.plan.all(Resource).values()}
        seen: dict[str, int] = {}
        told: dict[tuple[str, str | None], list[tuple[date, date, int]]] = {}
        for entry, team in self.rows:
            name = entry.texts.get(Field.PERSON, "")
            if not name:
                continue
            plain = normalised(name)
            seen[plain] = seen.get(plain, 0) + 1
            self._report_twice(entry, told.setdefault((plain, team), []))
            key = f"person/{plain}" + (f"#{seen[plain]}" if seen[plain] > 1 else "")
            there = known.get(key) or (by_name.get(plain) if seen[plain] == 1 else None)
            self._put(entry, team, name, key, there)
        self._put_shortfalls()

    def _report_twice(self, entry: Entry, before: list[tuple[date, date, int]]) -> None:
        """Say where somebody of this name is in the same team at the same time by an earlier row too."""
        first, last = entry.dates.get(Field.START, date.min), entry.dates.get(Field.FINISH, date.max)
        row = next((row for start, end, row in before if start <= last and first <= end), None)
        before.append((first, last, entry.row))
        if row is not None:
            message = f"Row {row} names {entry.texts[Field.PERSON]} in the same team and time; both count."
            self.findings.append(note("person-twice", message, entry.place, "Delete one of them if it is one person."))

    def _put(self, entry: Entry, team: str | None, name: str, key: str, there: Resource | None) -> None:
        values = {"name": name[:200], "team_id": team, **self._time(entry, team)}
        if Field.SKILL in entry.texts:
            values["skills"] = tuple(skill[:200] for skill in split_list(entry.texts[Field.SKILL]))
        if team is None:
            message = f"{name} is of no team, and counts for nobody's capacity."
            self.findings.append(warning("person-without-team", message, entry.place, "Add a column with the team."))
            del values["team_id"]
        start, finish = values.get("engaged_from"), values.get("engaged_until")
        if isinstance(start, date) and isinstance(finish, date) and finish < start:
            message = f"{name} ends on {finish}, before {start}."
            self.findings.append(error("person-ends-early", message, entry.place, "Correct one of the two days."))
            return
        identity = ExternalId(system=self.draft.system, key=key)
        if there is None:
            code = self.draft.free_code("resource", slug(name))
            self.draft.create("resource", {"code": code, **values, "external_ids": (identity,)}, entry.place)
            return
        self.draft.update(there, {**values, "external_ids": with_identity(there.external_ids, identity)}, entry.place)

    def _time(self, entry: Entry, team: str | None) -> dict[str, object]:
        """Return units and engagement: of single amounts as they are, of periods the most and the time it is not 0."""
        values: dict[str, object] = {
            "engaged_from": entry.dates.get(Field.START),
            "engaged_until": entry.dates.get(Field.FINISH),
        }
        parts = [(amount.period, self._fte(amount, team)) for amount in entry.amounts]
        shares = [(period, fte) for period, fte in parts if fte is not None]
        if not shares:
            return values
        values["max_units"] = round(100 * max(fte for _, fte in shares), 2)
        there = [period for period, fte in shares if period is not None and fte > 0]
        absent = [period for period, fte in shares if period is not None and fte <= 0]
        if there:
            first, last = min(p.first for p in there), max(p.last for p in there)
            if values["engaged_from"] is None and any(period.last < first for period in absent):
                values["engaged_from"] = first
            if values["engaged_until"] is None and any(period.first > last for period in absent):
                values["engaged_until"] = last
            spans = sorted(((p, fte) for p, fte in shares if p is not None), key=lambda each: each[0].first)
            lacks = [(p, fte) for p, fte in spans if first <= p.first <= last and fte < max(each for _, each in shares)]
            if lacks and team is not None:
                self._fall_short(entry, team, lacks, values)
        return values

    def _fall_short(
        self, entry: Entry, team: str, lacks: list[tuple[Period, float]], values: Mapping[str, object]
    ) -> None:
        """Remember by how much the team has less of somebody in which stretches of time."""
        message = "The share of full time changes between periods; the team gets changes of staff for the smaller ones."
        hint = "Where the person alone matters, give one row for each stretch of time, with start and end."
        self.findings.append(note("varying-availability", message, entry.place, hint))
        most = float(str(values["max_units"])) / 100
        before: dict[str, object] = {}
        for period, fte in lacks:
            lack = round(fte - most, 4)
            if before and before["fte"] == lack and before["finish"] == period.first - timedelta(days=1):
                before["finish"] = period.last
                continue
            said = f"Read from {self.source}: {entry.texts[Field.PERSON]}, who works less then."
            before = {"team_id": team, "fte": lack, "start": period.first, "finish": period.last, "note": said[:10_000]}
            self.shortfalls.append((before, entry.place))

    def _put_shortfalls(self) -> None:
        """Add the changes of staff, and take out those that an earlier reading of this source made in vain."""
        there = {
            (change.team_id, change.start, change.note): change
            for change in self.draft.plan.all(StaffingChange).values()
            if change.note.startswith(f"Read from {self.source}: ")
        }
        for values, place in self.shortfalls:
            known = there.pop((values["team_id"], values["start"], values["note"]), None)  # type: ignore[arg-type]
            if known is None:
                self.draft.create("staffing_change", values, place)
            else:
                self.draft.update(known, {"fte": values["fte"], "finish": values["finish"]}, place)
        if self.rows:
            place = self.rows[0][0].place
            for gone in there.values():
                self.draft.operations.append(Operation(Action.DELETE, "staffing_change", gone.id, {}, place))

    def _fte(self, amount: Amount, team: str | None) -> float | None:
        if amount.measure is Measure.FTE:
            return amount.value
        if amount.period is not None and team is not None:
            return in_people(amount, self.teams.of(team), self.time)
        weekly = HOURS_PER_DAY * _DAYS_PER_WEEK if amount.measure is Measure.HOURS else _DAYS_PER_WEEK
        return round(amount.value / weekly, 4)
