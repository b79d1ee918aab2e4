"""Tables of teams, people and demands as operations: what the file brings beside its plans.

Teams and people get what the sheet says of them; how a team's size changes by period becomes changes of staff, each
remembered by its note, so that reading the sheet again changes nothing and an edited one only what differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.plan.entities import Calendar, Workforce
from planner.plan.findings import Finding, Place
from planner_importers.draft import Draft
from planner_importers.tabular.capacity.amounts import Amount
from planner_importers.tabular.capacity.demand_rows import Demands
from planner_importers.tabular.capacity.entries import Entries, Entry
from planner_importers.tabular.capacity.heads import means
from planner_importers.tabular.capacity.known_names import Teams, Works
from planner_importers.tabular.capacity.people_rows import People
from planner_importers.tabular.capacity.team_sizes import TeamSizes
from planner_importers.tabular.capacity.working_time import WorkingTime
from planner_importers.tabular.fields import TEAM_NUMBERS, Field
from planner_importers.tabular.mapping import Holds
from planner_importers.tabular.named_entities import Named
from planner_importers.tabular.records import error, note
from planner_importers.tabular.wording import normalised


@dataclass
class CapacityImport:
    """The capacity of one file; ``source`` is the name under which it is remembered.

    ``partial`` leaves out rows that have an error.
    """

    draft: Draft
    named: Named
    source: str
    tables: Sequence[Entries]
    partial: bool = False
    findings: list[Finding] = field(default_factory=list)

    def assemble(self) -> None:
        """Add the operations of every table to the draft, and all findings."""
        self.findings += [finding for table in self.tables for finding in table.findings]
        if not self.tables:
            return
        teams = Teams(self.draft, self.named)
        time = WorkingTime(self.draft.plan, *self._range())
        sizes = TeamSizes(self.draft, teams, time, self.source, self.findings)
        people = People(self.draft, teams, time, self.findings, self.source)
        demands = Demands(self.draft, teams, Works(self.draft), time, self.findings)
        told = _Told(teams, self.findings)
        for table in self.tables:
            for entry in table.rows:
                if self.partial and not entry.sound:
                    continue
                if table.holds is Holds.DEMAND:
                    demands.add(entry, (*table.titles, table.sheet))
                    continue
                team = self._team(teams, entry)
                if team is not None:
                    told.add(team, entry)
                if table.holds is Holds.SUPPLY and team is None:
                    self._of_columns(teams, sizes, table, entry)
                elif table.holds is Holds.PEOPLE:
                    people.add(entry, team)
                elif team is not None:
                    sizes.add(entry, team, engaged=table.engaged)
        told.put()
        sizes.put()
        people.put()
        demands.put()

    def _team(self, teams: Teams, entry: Entry) -> str | None:
        name = entry.texts.get(Field.TEAM)
        return teams.id_of(name, entry.place) if name else None

    def _of_columns(self, teams: Teams, sizes: TeamSizes, table: Entries, entry: Entry) -> None:
        """Add the amounts of a row that is a period: its columns, or what stands above them, name the teams."""
        for amount in entry.amounts:
            name = amount.name or _team_above(teams, table)
            if name:
                one = replace(entry, amounts=(replace(amount, name=""),))
                sizes.add(one, teams.id_of(name, amount.place))
            else:
                message = "Nothing says of which team the amount is."
                self.findings.append(
                    error("missing-name", message, amount.place, "Add a column or a title with the team.")
                )

    def _range(self) -> tuple[date, date]:
        days = [day for a in self._amounts() if a.period for day in (a.period.first, a.period.last)]
        today = self.draft.plan.portfolio.start.date() if self.draft.plan.portfolio.start else date(2026, 1, 1)
        return min(days, default=today), max(days, default=today)

    def _amounts(self) -> list[Amount]:
        return [amount for table in self.tables for entry in table.rows for amount in entry.amounts]


def _team_above(teams: Teams, table: Entries) -> str:
    """Return the team that the nearest title above a table, or the name of its sheet, names; empty: none does."""
    for text in (*reversed(table.titles), table.sheet):
        first, _, rest = text.strip(" :").partition(" ")
        if rest and means("team", first.strip(" :")):
            return rest.strip(" :–-")
        if teams.known(text.strip(" :")) is not None:
            return text.strip(" :")
    return ""


_TOLD = (Field.LINE_OF_BUSINESS, Field.SITE, Field.WORKFORCE, Field.OWNER, Field.CALENDAR)


@dataclass
class _Told:
    """What rows say of teams beside their size: line of business, site, who employs them, focus, leave and the like."""

    teams: Teams
    findings: list[Finding]
    said: dict[str, dict[Field, dict[str, Place]]] = field(default_factory=dict)

    def add(self, team: str, entry: Entry) -> None:
        """Take over what one row says."""
        known = self.said.setdefault(team, {})
        for wanted in _TOLD:
            if wanted in entry.texts:
                known.setdefault(wanted, {}).setdefault(entry.texts[wanted], entry.place)
        for wanted, number in entry.numbers.items():
            known.setdefault(wanted, {}).setdefault(repr(number), entry.place)

    def put(self) -> None:
        """Put on each team what all of its rows agree on; report the rest."""
        for team, said in self.said.items():
            values: dict[str, object] = {}
            for wanted, texts in said.items():
                place = next(iter(texts.values()))
                kinds = {employer(text) for text in texts} if wanted is Field.WORKFORCE else set(texts)
                if len(kinds) > 1:
                    self._mixed(wanted, texts, place)
                elif wanted is Field.WORKFORCE:
                    values["workforce"] = kinds.pop()
                elif wanted in TEAM_NUMBERS:
                    values[wanted.value] = float(next(iter(texts)))
                elif wanted is Field.CALENDAR:
                    values |= self._calendar(next(iter(texts)), place)
                else:
                    values["lead" if wanted is Field.OWNER else wanted.value] = next(iter(texts))[:200]
            if values:
                self.teams.tell(team, values, next(iter(next(iter(said.values())).values())))

    def _calendar(self, text: str, place: Place) -> dict[str, object]:
        """Return the calendar of the plan that a text names by its code or name, if there is one."""
        known = self.teams.draft.plan.all(Calendar).values()
        found = next((c for c in known if normalised(text) in (normalised(c.code), normalised(c.name))), None)
        if found is not None:
            return {"calendar_id": found.id}
        message = f"The plan has no calendar {text!r}; the team keeps the one it has."
        self.findings.append(
            note("unknown-calendar", message, place, "Create the calendar first, or correct the name.")
        )
        return {}

    def _mixed(self, wanted: Field, texts: dict[str, Place], place: Place) -> None:
        listed = ", ".join(repr(text) for text in list(texts)[:5])
        what = wanted.value.replace("_", " ")
        message = f"Rows of one team say different things of its {what}: {listed}. None is taken."
        self.findings.append(note("mixed-team", message, place, "Make teams of their own of them if they differ."))


def employer(text: str) -> Workforce:
    """Return who employs somebody: words for their own people, else a vendor, perhaps by its name."""
    return Workforce.IN_HOUSE if means("in_house", text) and not means("vendor", text) else Workforce.VENDOR
