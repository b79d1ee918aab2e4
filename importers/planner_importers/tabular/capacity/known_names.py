"""Work and teams that rows of capacity name: those of the plan, and those that the same file brings."""

from dataclasses import dataclass, field

from planner.plan.changes import Operation
from planner.plan.entities import Initiative, Team
from planner.plan.findings import Place
from planner_importers.draft import Draft
from planner_importers.tabular.named_entities import Named
from planner_importers.tabular.wording import normalised


@dataclass
class Works:
    """Initiatives by code and name, whatever the case of letters."""

    draft: Draft
    _ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        items = [(item.id, item.code, item.name) for item in self.draft.plan.all(Initiative).values()]
        items += [
            (made.id, str(made.values.get("code", "")), str(made.values.get("name", "")))
            for made in self.draft.operations
            if made.kind == "initiative" and made.id not in self.draft.plan.all(Initiative)
        ]
        for id_, _, name in items:
            self._ids.setdefault(normalised(name), id_)
        for id_, code, _ in items:
            self._ids[normalised(code)] = id_

    def find(self, *texts: str) -> str | None:
        """Return the initiative that one of the texts names: its code, its name, or its code before its name."""
        for text in texts:
            plain = normalised(text)
            if plain and plain in self._ids:
                return self._ids[plain]
        for text in texts:
            words = text.split(maxsplit=1)
            code = normalised(words[0].strip(":,;–—")) if words else ""
            if any(letter.isdecimal() for letter in code) and code in self._ids:
                return self._ids[code]
        return None


@dataclass
class Teams:
    """Teams by code and name; what is told of one is put on it once."""

    draft: Draft
    named: Named

    _made: dict[str, Operation] = field(default_factory=dict)
    _read: int = 0

    def __post_init__(self) -> None:
        for team in self.draft.plan.all(Team).values():
            self.named.known.setdefault(normalised(team.name), team.id)
            self.named.known.setdefault(normalised(team.code), team.id)

    def known(self, name: str) -> str | None:
        """Return a team of the plan or of this file by its code or name, None if there is none."""
        return self.named.known.get(name.casefold()) or self.named.known.get(normalised(name))

    def id_of(self, name: str, place: Place) -> str:
        """Return the id of a team, which is created if there is none of this code or name."""
        return self.known(name) or self.named.id_of(name, place)

    def of(self, id_: str) -> Team:
        """Return a team as it is in the plan, or as it will be created."""
        there = self.draft.plan.all(Team).get(id_)
        if there is not None:
            return there
        return Team(id=id_, **self._creation(id_).values)  # type: ignore[arg-type]

    def tell(self, id_: str, values: dict[str, object], place: Place) -> None:
        """Put values on a team, those that differ."""
        there = self.draft.plan.all(Team).get(id_)
        if there is not None:
            self.draft.update(there, values, place)
            return
        self._creation(id_).values.update(values)  # type: ignore[attr-defined]

    def _creation(self, id_: str) -> Operation:
        """Return the operation that creates a team of this file."""
        fresh, self._read = self.draft.operations[self._read :], len(self.draft.operations)
        self._made |= {each.id: each for each in fresh if each.kind == Team.KIND.name}
        return self._made[id_]
