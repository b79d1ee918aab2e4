"""Sizes of teams: the size they begin with, and changes of staff on the first day of each period that differs.

Rows with a last day are engagements: people come on the first day and have gone after the last.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from planner.plan.changes import Action, Operation
from planner.plan.entities import Resource, SkillShare, StaffingChange, Team
from planner.plan.findings import Finding, Place
from planner_importers.draft import Draft
from planner_importers.tabular.capacity.amounts import Amount
from planner_importers.tabular.capacity.entries import Entry
from planner_importers.tabular.capacity.known_names import Teams
from planner_importers.tabular.capacity.working_time import WorkingTime
from planner_importers.tabular.fields import Field
from planner_importers.tabular.mapping import Measure
from planner_importers.tabular.period_text import Period, Precision
from planner_importers.tabular.record_reading import split_list
from planner_importers.tabular.records import error, note, warning

HOURS_PER_DAY = 8.0
_SMALL = 1e-4

Row = tuple[date | None, float, Place, date | None]
"""First day of some people (None: from the beginning), how many, where it stands, their last day (None: no end)."""


@dataclass
class TeamSizes:
    """What rows say of the size of teams, by team and skill."""

    draft: Draft
    teams: Teams
    time: WorkingTime
    source: str
    findings: list[Finding]
    told: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    engaged: set[str] = field(default_factory=set)

    def add(self, entry: Entry, team: str, *, engaged: bool = False) -> None:
        """Take over one row; ``engaged``: its first day begins an engagement even if it has no last day."""
        skills = split_list(entry.texts.get(Field.SKILL, "")) or ("",)
        start, until = entry.dates.get(Field.START), entry.dates.get(Field.FINISH)
        for amount in entry.amounts:
            whole = Period(start, until, Precision.DAY, "") if start and until else None
            fte = self._fte(amount if amount.period else replace(amount, period=whole), team)
            if fte is None:
                continue
            names = (amount.name,) if amount.name else skills
            for skill in names:
                at = amount.period.first if amount.period else start
                last = None if amount.period else until
                if engaged and start and not amount.period:
                    self.engaged.add(team)
                self.told.setdefault((team, skill), []).append((at, fte / len(names), amount.place, last))

    def _fte(self, amount: Amount, team: str) -> float | None:
        if amount.measure is Measure.FTE:
            return amount.value
        found = in_people(amount, self.teams.of(team), self.time)
        if found is None:
            message = f"{amount.value:g} {amount.measure.value.replace('_', ' ')} do not say for which period."
            hint = "Add a column with the month, or write people (FTE)."
            self.findings.append(error("amount-without-period", message, amount.place, hint))
        return found

    def put(self) -> None:
        """Add what was told to the draft."""
        of_team: dict[str, dict[str, list[tuple[date | None, float]]]] = defaultdict(dict)
        places: dict[str, Place] = {}
        for (team, skill), rows in self.told.items():
            engaged = team in self.engaged or any(until for _, _, _, until in rows)
            of_team[team][skill] = _engaged(rows, self._origin(team)) if engaged else _series(rows)
            places.setdefault(team, rows[0][2])
            dates = [at for at, _, _, _ in rows]
            if len(set(dates)) < len(dates):
                message = "Several rows speak of the same team, skill and period; they are added up."
                self.findings.append(note("amounts-added-up", message, rows[0][2], "Check that none repeats another."))
        for team, by_skill in of_team.items():
            self._put_team(team, by_skill, places[team])

    def _put_team(self, team: str, by_skill: dict[str, list[tuple[date | None, float]]], place: Place) -> None:
        first = {skill: rows[0][1] for skill, rows in by_skill.items()}
        headcount = first.get("", sum(first.values()))
        skills = {skill: fte for skill, fte in first.items() if skill and fte}
        known = self.draft.plan.get("team", team) is not None
        values: dict[str, object] = {"headcount": round(headcount, 4)} if headcount or not known else {}
        if skills:
            there = {share.skill: share.fte for share in self.teams.of(team).skills}
            merged = {**there, **skills}
            values["skills"] = tuple(SkillShare(skill=skill, fte=round(fte, 4)) for skill, fte in merged.items())
        if values:
            self.teams.tell(team, values, place)
        self._report_named(team, place)
        self._put_changes(team, {skill: rows for skill, rows in by_skill.items() if skill or len(by_skill) == 1}, place)

    def _put_changes(self, team: str, by_skill: dict[str, list[tuple[date | None, float]]], place: Place) -> None:
        dated = any(at is not None for rows in by_skill.values() for at, _ in rows)
        known = self._known(team, place, dated=dated)
        for skill, rows in by_skill.items():
            before = rows[0][1]
            for at, fte in rows[1:]:
                delta, before = round(fte - before, 4), fte
                if abs(delta) < _SMALL or at is None:
                    continue
                there = known.pop((skill, at), None)
                if there is not None:
                    self.draft.update(there, {"fte": delta}, place)
                    continue
                values = {"team_id": team, "skill": skill, "fte": delta, "start": at, "note": self._note}
                self.draft.create("staffing_change", values, place)
        for gone in known.values():
            self.draft.operations.append(Operation(Action.DELETE, "staffing_change", gone.id, {}, place))

    def _origin(self, team: str) -> date:
        """Return the day from which engagements are changes: those that run by then are the size of the team."""
        settings = self.draft.plan.portfolio
        start = settings.start.date() if settings.start else date.min
        return start if self.draft.plan.get("team", team) is None else settings.status_date or start

    @property
    def _note(self) -> str:
        return f"Read from {self.source}."

    @cached_property
    def _changes(self) -> dict[str, list[StaffingChange]]:
        found: dict[str, list[StaffingChange]] = defaultdict(list)
        for change in self.draft.plan.all(StaffingChange).values():
            found[change.team_id].append(change)
        return found

    @cached_property
    def _with_people(self) -> frozenset[str | None]:
        return frozenset(person.team_id for person in self.draft.plan.all(Resource).values())

    def _known(self, team: str, place: Place, *, dated: bool) -> dict[tuple[str, date], StaffingChange]:
        """Return the changes that an earlier reading of this source made; warn of others that would count twice."""
        changes = self._changes.get(team, [])
        own = {(change.skill, change.start): change for change in changes if change.note == self._note}
        others = [change for change in changes if change.note != self._note]
        if others and dated:
            name = self.teams.of(team).code
            message = (
                f"{name} has {len(others)} other changes of staff; if the sheet counts them too, they count twice."
            )
            hint = "Delete those changes, or leave them out of the sheet."
            self.findings.append(warning("staffing-counted-twice", message, place, hint))
        return own

    def _report_named(self, team: str, place: Place) -> None:
        if team in self._with_people:
            name = self.teams.of(team).code
            message = f"{name} names its people, so that its size in the sheet is kept and not counted."
            self.findings.append(note("team-names-people", message, place, "Change its people, or delete them."))


def in_people(amount: Amount, team: Team, time: WorkingTime) -> float | None:
    """Return days or hours of a period as people; None without a period, or where nobody works in it."""
    if amount.period is None:
        return None
    if amount.measure is Measure.NET_DAYS:
        whole = time.net_days(team, amount.period.first, amount.period.last)
    else:
        whole = time.days(team, amount.period.first, amount.period.last)
    days = amount.value / HOURS_PER_DAY if amount.measure is Measure.HOURS else amount.value
    return round(days / whole, 4) if whole else None


def in_days(amount: Amount, team: Team, time: WorkingTime) -> float:
    """Return an amount of a period as person-days; days and hours without a period as they are."""
    if amount.measure is Measure.FTE and amount.period is not None:
        return amount.value * time.days(team, amount.period.first, amount.period.last)
    return amount.value / HOURS_PER_DAY if amount.measure is Measure.HOURS else amount.value


def _series(rows: list[Row]) -> list[tuple[date | None, float]]:
    """Return the sums by first day, those without one first."""
    sums: dict[date | None, float] = {}
    for at, fte, _, _ in rows:
        sums[at] = sums.get(at, 0.0) + fte
    return sorted(sums.items(), key=lambda row: row[0] or date.min)


def _engaged(rows: list[Row], origin: date) -> list[tuple[date | None, float]]:
    """Return how many are engaged at first, and from each later day on which that changes."""
    steps: dict[date, float] = defaultdict(float)
    level = 0.0
    for at, fte, _, until in rows:
        after = None if until is None else until + timedelta(days=1)
        if after is not None and after <= origin:
            continue
        if at is None or at <= origin:
            level += fte
        else:
            steps[at] += fte
        if after is not None:
            steps[after] -= fte
    found: list[tuple[date | None, float]] = [(None, level)]
    for day in sorted(steps):
        level += steps[day]
        found.append((day, level))
    return found
