"""Demands: what initiatives ask of teams, in people or days, at all or by period."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.plan.changes import Operation
from planner.plan.entities import Demand, DemandProfile
from planner.plan.findings import Finding, Place
from planner_importers.draft import Draft
from planner_importers.tabular.capacity.amounts import Amount
from planner_importers.tabular.capacity.entries import Entry
from planner_importers.tabular.capacity.heads import means
from planner_importers.tabular.capacity.known_names import Teams, Works
from planner_importers.tabular.capacity.team_sizes import in_days
from planner_importers.tabular.capacity.working_time import WorkingTime
from planner_importers.tabular.fields import Field
from planner_importers.tabular.mapping import Measure
from planner_importers.tabular.period_text import Period
from planner_importers.tabular.records import error, note

FRONT_BELOW, BACK_ABOVE = 0.42, 0.58
"""Share of the time in which half of the work is done, below and above which a demand counts as loaded to one side."""


@dataclass
class Demands:
    """The demands of a file, by initiative, team and skill."""

    draft: Draft
    teams: Teams
    works: Works
    time: WorkingTime
    findings: list[Finding]
    asked: dict[tuple[str, str, str], list[Amount]] = field(default_factory=dict)
    teamless: set[Place] = field(default_factory=set)
    profiles: dict[tuple[str, str, str], DemandProfile] = field(default_factory=dict)

    def add(self, entry: Entry, around: tuple[str, ...]) -> None:
        """Take over one row; ``around`` are the titles above the table and the sheet's name."""
        row_work, profile = self._work(entry), self._profile(entry)
        for amount in entry.amounts:
            named_team = entry.texts.get(Field.TEAM, "")
            work = row_work
            team: str | None
            if not _names_work(entry) and not (amount.name and named_team):
                self._nameless(amount)
                continue
            if not _names_work(entry):
                work, team = self._named_work(amount), self.teams.id_of(named_team, entry.place)
            elif amount.name or named_team:
                team = self.teams.id_of(amount.name or named_team, amount.place)
            else:
                team = self._team_around(entry, around)
            if work and team:
                skill = entry.texts.get(Field.SKILL, "")[:200]
                self.asked.setdefault((work, team, skill), []).append(amount)
                if profile is not None:
                    self.profiles[work, team, skill] = profile

    def _work(self, entry: Entry) -> str | None:
        if not _names_work(entry):
            return None
        texts = [entry.texts[key] for key in (Field.CODE, Field.NAME) if key in entry.texts]
        found = self.works.find(*texts)
        if found is None and entry.amounts:
            self._unknown(" ".join(texts), entry.place)
        return found

    def _profile(self, entry: Entry) -> DemandProfile | None:
        text = entry.texts.get(Field.PROFILE, "")
        found = next((each for each in DemandProfile if means(each.value, text)), None)
        if found is None and text:
            message = f"{text!r} does not say how the work is loaded."
            self.findings.append(error("unknown-profile", message, entry.place, "Write flat, front or back."))
        return found

    def _named_work(self, amount: Amount) -> str | None:
        found = self.works.find(amount.name)
        if found is None:
            self._unknown(amount.name, amount.place)
        return found

    def _nameless(self, amount: Amount) -> None:
        message = "The row does not say which initiative asks."
        self.findings.append(error("missing-name", message, amount.place, "Name the initiative, or clear the row."))

    def _unknown(self, name: str, place: Place) -> None:
        message = f"There is no initiative {name!r} that could ask for anybody."
        hint = "Write its code or name as the plan has it, or import the plan first."
        self.findings.append(error("unknown-initiative", message, place, hint))

    def _team_around(self, entry: Entry, around: tuple[str, ...]) -> str | None:
        """Return the team that a title or the sheet's name tells."""
        for text in around:
            for part in (text, *text.replace("–", ":").replace("-", ":").split(":")):
                found = self.teams.known(part.strip())
                if found is not None:
                    return found
        if entry.place in self.teamless:
            return None
        self.teamless.add(entry.place)
        message = "Nothing says which team is asked."
        hint = "Add a column with the team, or name the sheet after it."
        self.findings.append(error("demand-without-team", message, entry.place, hint))
        return None

    def put(self) -> None:
        """Add all demands to the draft."""
        there = {(d.initiative_id, d.team_id, d.skill): d for d in self.draft.plan.all(Demand).values()}
        alone = only_demands(there.values())
        made = {_key(each): each for each in self.draft.operations if each.kind == "demand"}
        for key, amounts in self.asked.items():
            work, team, skill = key
            values = {"fte": None, "person_days": None, **self._values(amounts, team)}
            if key in self.profiles:
                values["profile"] = self.profiles[key]
            if key in made:
                made[key].values.update(values)  # type: ignore[attr-defined]
            elif (demand := there.get(key) or (None if skill else alone.get((work, team)))) is not None:
                self.draft.update(demand, values, amounts[0].place)
            elif any(amount.value for amount in amounts):
                named = {"initiative_id": work, "team_id": team, "skill": skill}
                self.draft.create("demand", {**named, **values}, amounts[0].place)

    def _values(self, amounts: list[Amount], team: str) -> dict[str, object]:
        if all(amount.measure is Measure.FTE and amount.period is None for amount in amounts):
            return {"fte": round(sum(amount.value for amount in amounts), 4)}
        whole = self.teams.of(team)
        days = [in_days(amount, whole, self.time) for amount in amounts]
        values: dict[str, object] = {"person_days": round(sum(days), 2)}
        dated = [(a.period, part) for a, part in zip(amounts, days, strict=True) if a.period is not None and part]
        if dated:
            message = "What is asked by period is added up and spread over the initiative's own dates."
            hint = "Check that its dates fit the sheet."
            self.findings.append(note("demand-by-period", message, amounts[0].place, hint))
        profile = _profile(dated)
        return values | ({"profile": profile} if profile else {})


def _profile(dated: list[tuple[Period, float]]) -> DemandProfile | None:
    """Return how days by period are loaded, by the middle of the work; None for fewer than three periods."""
    if len({period.first for period, _ in dated}) < 3:
        return None
    origin = min(period.first for period, _ in dated).toordinal()
    span = max(period.last for period, _ in dated).toordinal() + 1 - origin
    middles = [((period.first.toordinal() + period.last.toordinal() + 1) / 2 - origin, part) for period, part in dated]
    centre = sum(at * part for at, part in middles) / sum(part for _, part in middles) / span
    return (
        DemandProfile.FRONT
        if centre < FRONT_BELOW
        else DemandProfile.BACK
        if centre > BACK_ABOVE
        else DemandProfile.FLAT
    )


def only_demands(demands: Iterable[Demand]) -> dict[tuple[str, str], Demand]:
    """Return demands by initiative and team where there is one only: rows without a skill speak of it."""
    found: dict[tuple[str, str], list[Demand]] = {}
    for demand in demands:
        found.setdefault((demand.initiative_id, demand.team_id), []).append(demand)
    return {key: some[0] for key, some in found.items() if len(some) == 1}


def _key(made: Operation) -> tuple[str, str, str]:
    """Return what the creation of a demand is of; an update is of none."""
    initiative, team, skill = (str(made.values.get(name, "")) for name in ("initiative_id", "team_id", "skill"))
    return initiative, team, skill


def _names_work(entry: Entry) -> bool:
    return Field.NAME in entry.texts or Field.CODE in entry.texts
