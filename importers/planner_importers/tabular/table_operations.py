"""The records of a file as operations on a plan: work, hierarchy, dependencies, teams and what is asked of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from planner.plan.entities import Demand, ExternalId, Initiative, Level
from planner.plan.findings import Finding, Place
from planner_importers.draft import Draft
from planner_importers.tabular.capacity.demand_rows import only_demands
from planner_importers.tabular.fields import Field
from planner_importers.tabular.hierarchy import Parents, find_parents
from planner_importers.tabular.initiative_values import Neighbours, Values, initiative_values, unknown_words
from planner_importers.tabular.link_resolution import Resolved, Target, by_code_and_name, resolve_links
from planner_importers.tabular.named_entities import Directory, objective_ids, slug
from planner_importers.tabular.planned_dates import Bound
from planner_importers.tabular.records import Record, Records, note, warning
from planner_importers.tabular.row_identity import asked_teams, row_code, row_keys
from planner_importers.tabular.row_keys import canonical
from planner_importers.tabular.wording import normalised

_POSITION_STEP = 10
_NOTES = 20
"""Notes of one kind about one table before the rest is only counted."""


@dataclass
class Assembly:
    """Operations of one file while they are put together; ``partial`` leaves out rows that have an error."""

    draft: Draft
    tables: Sequence[Records]
    partial: bool = False
    findings: list[Finding] = field(default_factory=list)
    ids: dict[tuple[int, int], str] = field(default_factory=dict)
    linked: dict[tuple[object, ...], int | None] = field(default_factory=dict)

    @cached_property
    def directory(self) -> Directory:
        """Return the teams, markets, calendars and objectives of the plan and of this file."""
        return Directory.of(self.draft)

    @cached_property
    def _demands(self) -> dict[tuple[str, str, str], Demand]:
        known = self.draft.plan.all(Demand).values()
        return {(demand.initiative_id, demand.team_id, demand.skill): demand for demand in known}

    @cached_property
    def _alone(self) -> dict[tuple[str, str], Demand]:
        return only_demands(self._demands.values())

    def assemble(self) -> None:
        """Add every table's operations to the draft, and all findings."""
        directory = self.directory
        parents = [find_parents(records) for records in self.tables]
        links = self._links()
        for number, records in enumerate(self.tables):
            self.findings.extend((*records.findings, *parents[number].findings))
            self._put_table(number, records, parents[number], links, directory)
        for link in links:
            self._put_link(link)
        for records in self.tables:
            self._shorten("repeated-dependency", records)
        self._report_absent()

    def _links(self) -> list[Resolved]:
        shared = by_code_and_name(self.tables)

        def elsewhere(text: str) -> Target | None:
            found = shared.get(canonical(text)) or shared.get(" ".join(text.split()).casefold())
            planned = self.draft.plan.by_code("work", text) if found is None and not text.isdecimal() else None
            return found or (planned.id if planned else None)

        links = []
        for number, records in enumerate(self.tables):
            resolved, findings = resolve_links(number, records, elsewhere)
            links.extend(resolved)
            self.findings.extend(findings)
        return links

    def _put_table(
        self, number: int, records: Records, parents: Parents, links: Sequence[Resolved], directory: Directory
    ) -> None:
        keys = row_keys(records, self.findings)
        bounds = self._bounds(number, links)
        summaries = {parent for parent in parents.of if parent is not None}
        groups = self._put_groups(records, parents)
        unknown: dict[tuple[Field, str], list[int]] = {}
        dropped: set[int] = set()
        for i in _parents_first(parents.of):
            record, parent = records.rows[i], parents.of[i]
            near = Neighbours(
                i in summaries, parent is not None or bool(parents.groups[i]), parent is None, tuple(bounds.get(i, ()))
            )
            values = initiative_values(record, records, near)
            self.findings.extend(values.findings)
            for word in values.unknown:
                unknown.setdefault(word, []).append(record.row)
            if self.partial and (record.unsound or values.unsound or keys[i] == "" or parent in dropped):
                dropped.add(i)
                self._report_dropped(record, records, because_of_parent=parent in dropped)
                continue
            if parent is not None:
                values.stated["parent_id"] = self.ids[number, parent]
            elif parents.groups[i]:
                values.stated["parent_id"] = groups[parents.groups[i].casefold()]
            self._put_row(number, i, records, keys[i], values, directory)
        self.findings.extend(unknown_words(records, unknown))
        self._shorten("finish-differs", records)
        self._report_people_without_team(records)

    def _put_groups(self, records: Records, parents: Parents) -> dict[str, str]:
        """Create the programmes that only a column names; return their ids by name in small letters."""
        ids: dict[str, str] = {}
        existing = {
            item.name.casefold(): item
            for item in self.draft.plan.all(Initiative).values()
            if item.level is Level.PROGRAMME
        }
        for name in dict.fromkeys(group for group in parents.groups if group):
            if name.casefold() in ids:
                continue
            key = f"{records.map.sheet}/group/{normalised(name)}"
            place = records.place(records.map.first_row, value=name)
            known = self.draft.known(key) or existing.get(name.casefold())
            values: dict[str, object] = {"name": name, "level": Level.PROGRAMME}
            if known is None:
                values["code"] = self.draft.free_code("work", slug(name)[:40])
                ids[name.casefold()] = self.draft.put_work(key, values, place=place)
            else:
                ids[name.casefold()] = known.id
        return ids

    def _put_row(self, number: int, i: int, records: Records, key: str, values: Values, directory: Directory) -> None:
        record = records.rows[i]
        place = records.place(record.row)
        code, own = row_code(record, records, i)
        known_key = f"{records.map.sheet}/{key}"
        existing = self.draft.known(known_key, code if own else None) or self._same(code, record)
        stated = dict(values.stated)
        if record.markets:
            stated["market_ids"] = tuple(directory.markets.id_of(name, place) for name in record.markets)
        if objective := record.texts.get(Field.OBJECTIVE):
            stated["objective_ids"] = objective_ids(directory.objectives, objective, place)
        if calendar := record.texts.get(Field.CALENDAR):
            stated["calendar_id"] = directory.calendars.id_of(calendar, place)
        teams, untold = asked_teams(record)
        if untold:
            tags = tuple(f"Team: {name}" for name in untold)
            given = stated.get("tags", ())
            stated["tags"] = (*(given if isinstance(given, tuple) else ()), *tags)
            for name in untold:
                directory.teams.id_of(name, place)
        if existing is None:
            position = {"position": (i + 1) * _POSITION_STEP}
            stated = {"code": self._new_code(code, own), **values.derived, **position, **stated}
        else:
            stated = {name: value for name, value in stated.items() if not _same_day(value, getattr(existing, name))}
        id_ = self.draft.put_work(known_key, stated, place=place, code=existing.code if existing else None)
        self.ids[number, i] = id_
        self._remember(id_, record, existing)
        for name, fte, days in teams:
            self._put_demand(id_, directory.teams.id_of(name, place), record, fte, days, place)

    def _same(self, code: str, record: Record) -> Initiative | None:
        """Return work of this very code and name that came in from a file of another name."""
        found = self.draft.known("", code)
        return found if found is not None and found.name.casefold() == record.name.casefold() else None

    def _new_code(self, code: str, own: bool) -> str:
        return code if own else self.draft.free_code("work", code)

    def _remember(self, id_: str, record: Record, existing: Initiative | None) -> None:
        """Add the ids that the file gives beside the code, once."""
        if not record.external:
            return
        last = self.draft.operations[-1] if self.draft.operations else None
        operation = last if last is not None and last.id == id_ else None
        held = existing.external_ids if existing else ()
        if operation is not None and "external_ids" in operation.values:
            current = operation.values["external_ids"]
            held = current if isinstance(current, tuple) else held
        wanted = tuple(ExternalId(system=system[:200], key=key[:500]) for system, key in record.external)
        fresh = tuple(item for item in wanted if item not in held)
        if not fresh:
            return
        if operation is not None:
            operation.values["external_ids"] = (*held, *fresh)  # type: ignore[index]
        elif existing is not None:
            self.draft.update(existing, {"external_ids": (*held, *fresh)})

    def _put_demand(
        self, initiative: str, team: str, record: Record, fte: float | None, days: float | None, place: Place
    ) -> None:
        skill = record.texts.get(Field.SKILL, "")
        values: dict[str, object] = {"fte": fte} if fte is not None else {"person_days": days}
        alone = None if skill else self._alone.get((initiative, team))
        demand = self._demands.get((initiative, team, skill), alone)
        if demand is not None:
            self.draft.update(demand, {"fte": None, "person_days": None, **values}, place)
            return
        named = {"initiative_id": initiative, "team_id": team, "skill": skill, **values}
        self.draft.create("demand", named, place)

    def _put_link(self, link: Resolved) -> None:
        ends = [self._id(link.predecessor), self._id(link.successor)]
        if None in ends:
            self.findings.append(
                note(
                    "dependency-left-out",
                    "One end of the dependency was left out.",
                    link.place,
                    "Mend the row at its other end.",
                )
            )
            return
        values = {"predecessor_id": ends[0], "successor_id": ends[1], "type": link.type, "lag": link.lag}
        before = self.linked.get((*ends, link.type))
        self.linked.setdefault((*ends, link.type), link.place.row)
        if before is not None and before != link.place.row:
            return  # said from both ends, as predecessor and as successor
        if before is not None or not self.draft.link(values, link.place):
            self.findings.append(
                note(
                    "repeated-dependency", "The same dependency is written twice.", link.place, "Remove one of the two."
                )
            )

    def _id(self, target: Target) -> str | None:
        return target if isinstance(target, str) else self.ids.get(target)

    def _bounds(self, number: int, links: Sequence[Resolved]) -> dict[int, list[Bound]]:
        """Return, per row of a table, the dated predecessors it waits for."""
        bounds: dict[int, list[Bound]] = {}
        for link in links:
            if isinstance(link.successor, str) or link.successor[0] != number or isinstance(link.predecessor, str):
                continue
            record = self.tables[link.predecessor[0]].rows[link.predecessor[1]]
            start, finish = record.dates.get(Field.START), record.dates.get(Field.FINISH)
            if start and finish:
                bound = Bound(record.name, start.first, finish.last, link.type, link.lag)
                bounds.setdefault(link.successor[1], []).append(bound)
        return bounds

    def _report_people_without_team(self, records: Records) -> None:
        people = records.map.column_of(Field.FTE)
        if people is None or records.map.column_of(Field.TEAM) is not None:
            return
        place = records.place(
            max(records.map.header_rows, default=records.map.first_row), people.letter, people.heading
        )
        message = f"{people.heading!r} counts people, but no column says of which team; no demand is made of it."
        self.findings.append(note("people-without-team", message, place, "Add a team column, or map it."))

    def _shorten(self, code: str, records: Records) -> None:
        """Replace many notes of one code by the first ones and one that counts the others."""
        at = [i for i, f in enumerate(self.findings) if f.code == code and f.place.sheet == records.map.sheet]
        if len(at) <= _NOTES:
            return
        rest = set(at[_NOTES:])
        rows = ", ".join(str(self.findings[i].place.row) for i in at[_NOTES : _NOTES + 50])
        first = self.findings[at[_NOTES]]
        self.findings = [finding for i, finding in enumerate(self.findings) if i not in rest]
        message = f"The same holds for {len(rest)} more rows: {rows}{', …' if len(rest) > 50 else ''}."
        self.findings.append(replace(first, message=message))

    def _report_dropped(self, record: Record, records: Records, *, because_of_parent: bool) -> None:
        why = "the row it is part of is left out" if because_of_parent else "it has an error"
        self.findings.append(
            warning(
                "row-left-out",
                f"{record.name!r} is left out because {why}.",
                records.place(record.row),
                "Mend the error and import again.",
            )
        )

    def _report_absent(self) -> None:
        for item in self.draft.absent():
            place = Place(
                file=self.tables[0].file if self.tables else None, code=item.code, kind="initiative", id=item.id
            )
            self.findings.append(
                note(
                    "absent-row",
                    f"{item.code} came from this file before and is not in it now.",
                    place,
                    "It is kept; delete it if it is no longer planned.",
                )
            )


def _same_day(said: object, known: object) -> bool:
    """Return whether a cell, which says a day, agrees with a moment that is known more precisely."""
    return isinstance(said, datetime) and isinstance(known, datetime) and said.date() == known.date()


def _parents_first(parents: Sequence[int | None]) -> Iterator[int]:
    """Yield row indexes so that each comes after its parent, else in order."""
    done: set[int] = set()
    for start in range(len(parents)):
        trail: list[int] = []
        current: int | None = start
        while current is not None and current not in done:
            trail.append(current)
            done.add(current)
            current = parents[current]
        yield from reversed(trail)
