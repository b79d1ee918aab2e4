"""The rows of training rosters as operations on a plan: learners, courses and certificates.

People are known again by their number, or by the pseudonym that it gives; a certificate by person, course and day. So
a second reading changes nothing, and a newer export adds what is new.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.plan.entities import Certificate, Course, Learner, Workforce
from planner.plan.findings import Finding, Place
from planner_importers.draft import Draft
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import shown
from planner_importers.tabular.named_entities import Directory
from planner_importers.tabular.pseudonyms import Pseudonyms, is_pseudonym
from planner_importers.tabular.records import cell_place, error, note, warning
from planner_importers.tabular.roster_courses import Courses
from planner_importers.tabular.roster_rows import Completion, Roster, RosterRow, first_market
from planner_importers.tabular.roster_words import State
from planner_importers.tabular.row_keys import canonical

_NOTES = 20


@dataclass(slots=True)
class _Person:
    """A learner while the rows are gathered; ``values`` only hold what was said."""

    code: str
    place: Place
    known: Learner | None
    values: dict[str, object] = field(default_factory=dict)
    held: dict[tuple[str, date], tuple[dict[str, object], Place]] = field(default_factory=dict)


@dataclass
class RosterImport:
    """Operations of the rosters of one file while they are put together."""

    draft: Draft
    directory: Directory
    rosters: Sequence[Roster]
    partial: bool = False
    pseudonyms: Pseudonyms | None = None
    today: date | None = None
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        plan = self.draft.plan
        self._courses = Courses(self.draft)
        self._people: dict[str, _Person] = {}
        self._learners = {canonical(row.code): row for row in plan.all(Learner).values()}
        self._teams = {text.casefold(): id_ for text, id_ in self.directory.teams.known.items()}
        self._held: dict[str, dict[tuple[str, date], Certificate]] = {}
        for row in plan.all(Certificate).values():
            self._held.setdefault(row.learner_id, {})[row.course_id, row.passed_on] = row
        self._unknown_teams: Counter[str] = Counter()
        self._undated: dict[str, list[Place]] = {}
        self._differing: list[Finding] = []

    def assemble(self) -> None:
        """Add the operations of all rosters to the draft, and what was found to the findings."""
        if not self.rosters:
            return
        self._refuse_names()
        for roster in self.rosters:
            self.findings.extend(roster.findings)
            if not roster.map.columns_of(Field.WORKFORCE) and all(row.workforce is None for row in roster.rows):
                self._report_workforce(roster)
            for row in roster.rows:
                if row.unsound and self.partial:
                    hint = "Mend the error and import again."
                    self.findings.append(warning("row-left-out", "It has an error.", row.place, hint))
                else:
                    self._row(roster, row)
        self._put()
        self._report()

    def _refuse_names(self) -> None:
        """Refuse to mix people by number into a roster of pseudonyms: each would be counted twice."""
        if self.pseudonyms is None and any(is_pseudonym(row.code) for row in self._learners.values()):
            place = cell_place(self.rosters[0].file, self.rosters[0].map.sheet, None)
            self.findings.append(error(
                "pseudonymous-roster", "The people of this plan are pseudonymous; this would add them by number too.",
                place, "Import with the secret that their pseudonyms were made with."))  # fmt: skip

    def _row(self, roster: Roster, row: RosterRow) -> None:
        person = self._person(row)
        said = dict(self._values(row))
        for name, value in said.items():
            before = person.values.setdefault(name, value)
            if before != value:
                self._differs(row, name)
        for completion in row.completions if not row.unsound else ():
            self._complete(roster, person, completion)

    def _person(self, row: RosterRow) -> _Person:
        key = canonical(row.number)
        if key not in self._people:
            code = self.pseudonyms.of(row.number) if self.pseudonyms else shown(row.number)[:200]
            known = self._learners.get(canonical(code)) or self._learners.get(key)
            self._people[key] = _Person(code, self._safe(row.place), known)
        return self._people[key]

    def _safe(self, place: Place) -> Place:
        """Return a place without what the cell holds, where people are pseudonymous."""
        return replace(place, value=None) if self.pseudonyms else place

    def _values(self, row: RosterRow) -> Iterable[tuple[str, object]]:
        texts = row.texts
        if row.name and self.pseudonyms is None:
            yield "name", row.name[:200]
        if Field.ROLE in texts:
            yield "role", texts[Field.ROLE][:200]
        if Field.MARKET in texts:
            market = first_market(texts[Field.MARKET])
            if market != texts[Field.MARKET]:
                message = f"A person serves one market; of {texts[Field.MARKET]!r} the first is kept."
                self.findings.append(note("several-markets", message, row.place))
            yield "market_id", self.directory.markets.id_of(market, row.place)
        if row.workforce is not None:
            yield "workforce", row.workforce
        if Field.TEAM in texts:
            team = self._teams.get(texts[Field.TEAM].casefold())
            if team is not None:
                yield "team_id", team
            else:
                self._unknown_teams[texts[Field.TEAM]] += 1
        if Field.LANGUAGE in texts:
            yield "language", texts[Field.LANGUAGE][:35]
        if row.joined is not None:
            yield "joined_on", row.joined
        if row.left is not None:
            yield "left_on", row.left

    def _differs(self, row: RosterRow, name: str) -> None:
        label = Learner.KIND.field(name).label.casefold()
        self._differing.append(warning(
            "contradicting-rows", f"An earlier row of the same person gives another {label}; the earlier one is kept.",
            self._safe(row.place), "Correct one of the rows."))  # fmt: skip

    def _complete(self, roster: Roster, person: _Person, said: Completion) -> None:
        if said.state is State.NOT_PASSED or (said.state is None and said.day is None):
            return
        course_id = self._courses.id_of(said.courses, said.place)
        version_id, sound = self._courses.version_of(course_id, said.version, said.place)
        day = said.day or self._assumed(roster, person, course_id, said)
        if day is None or not sound:
            return
        shares = {"score_before": said.before, "score": said.score, "proficiency": said.proficiency}
        values = {"version_id": version_id, "expires_on": self._expiry(course_id, said, day), **shares}
        given = {name: value for name, value in values.items() if value is not None}
        person.held.setdefault((course_id, day), ({}, said.place))[0].update(given)

    def _assumed(self, roster: Roster, person: _Person, course_id: str, said: Completion) -> date | None:
        """Return the day to take where a roster only says who passed; None: nothing is to be done."""
        if said.state is not State.PASSED:
            return None
        held = self._held.get(person.known.id, {}) if person.known else {}
        if any(course == course_id for course, _ in (*held, *person.held)):
            return None
        if roster.as_of is None:
            self._undated.setdefault(said.place.column or "", []).append(said.place)
        return roster.as_of or self.today

    def _expiry(self, course_id: str, said: Completion, day: date) -> date | None:
        """Return the last day: as said, or at once where it has expired and nothing says when."""
        if said.expires is not None or said.state is not State.EXPIRED:
            return said.expires
        course = self.draft.plan.all(Course).get(course_id)
        return None if course is not None and course.validity_months is not None else day

    def _put(self) -> None:
        """Create and update learners, then their certificates."""
        for person in self._people.values():
            if person.known is None:
                given = {"workforce": Workforce.IN_HOUSE, **person.values, "code": person.code}
                id_ = self.draft.create("learner", given, person.place)
            else:
                changed = dict(person.values)
                if self.pseudonyms is not None:
                    changed |= {"code": person.code, "name": ""}
                id_ = self.draft.update(person.known, changed, person.place)
            held = self._held.get(id_, {})
            for (course_id, day), (values, place) in person.held.items():
                row = held.get((course_id, day))
                if row is not None:
                    self.draft.update(row, values, place)
                else:
                    named = {"learner_id": id_, "course_id": course_id, "passed_on": day}
                    self.draft.create("certificate", {**named, **values}, place)

    def _report_workforce(self, roster: Roster) -> None:
        place = cell_place(roster.file, roster.map.sheet, max(roster.map.header_rows, default=None))
        message = "Nothing says who employs the people; new ones are taken to be in-house."
        hint = "Add a column that says in-house or vendor: the two are counted apart."
        self.findings.append(warning("workforce-assumed", message, place, hint))

    def _report(self) -> None:
        self.findings.extend((*self._courses.findings, *self._differing[:_NOTES]))
        if len(self._differing) > _NOTES:
            rest = self._differing[_NOTES]
            message = f"The same holds for {len(self._differing) - _NOTES} more rows."
            self.findings.append(replace(rest, message=message))
        for column, places in self._undated.items():
            day = self.today or "no day"
            self.findings.append(warning(
                "assumed-completion-day",
                f"{column or 'The column'} says of {len(places)} who passed, but not when; {day} is taken.",
                replace(places[0], value=None),
                "Add the days, or a title that says of which day the list is."))  # fmt: skip
        for team, count in self._unknown_teams.items():
            place = cell_place(self.rosters[0].file, self.rosters[0].map.sheet, None)
            message = f"There is no team {team!r}; {count} of its people have none."
            self.findings.append(note("unknown-team", message, place, "Add the team, or correct its name."))
