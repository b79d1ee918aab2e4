"""Teams, markets, calendars and objectives that a table mentions: found in the plan by code or name, else created.

>>> slug("Policy Minor Safety"), slug("SIG-Auth"), slug("政策团队")
('POLICY-MINOR-SAFETY', 'SIG-AUTH', '政策团队')
"""

import re
from dataclasses import dataclass, field

from planner.plan.entities import Calendar, Entity, Market, Objective, Team
from planner.plan.findings import Finding, Place
from planner_importers.draft import Draft
from planner_importers.tabular.records import note

_APART = re.compile(r"[\W_]+")
_TEAM_AMOUNT = re.compile(r"(?P<team>.*[^\W\d].*?)[\s:(x×*]+(?P<fte>\d+(?:[.,]\d+)?)\s*(?:fte)?\)?", re.IGNORECASE)
_SEVERAL = re.compile(r"[;\n|；]")
_OBJECTIVE = re.compile(r"[^\W\d_]{0,6}[-. ]?\d{1,4}")
_OBJECTIVE_NAMED = re.compile(rf"(?P<code>{_OBJECTIVE.pattern})\s*(?:[:–—]|\s-)\s*(?P<name>\S.*)")


def slug(name: str) -> str:
    """Return a code made of a name's words, at most 64 characters long."""
    return _APART.sub("-", name).strip("-").upper()[:64] or "X"


@dataclass(slots=True)
class Named:
    """What was found or created so far of one kind, by code and name in small letters."""

    draft: Draft
    cls: type[Entity]
    known: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        for entity in self.draft.plan.all(self.cls).values():
            self.known.setdefault(getattr(entity, "name", "").casefold(), entity.id)
        for entity in self.draft.plan.all(self.cls).values():
            self.known[getattr(entity, "code", "").casefold()] = entity.id

    def find(self, name: str) -> str | None:
        """Return the id of the entity of this code or name."""
        return self.known.get(name.casefold()) or self.known.get(slug(name).casefold())

    def id_of(self, name: str, place: Place, code: str = "") -> str:
        """Return the id of the entity of this code or name, created if the plan has none."""
        found = self.find(code or name)
        if found is not None:
            return found
        kind = self.cls.KIND
        code = self.draft.free_code(kind.code_space or kind.name, slug(code or name))
        id_ = self.draft.create(kind.name, {"code": code, "name": name[:200]}, place)
        self.known |= {name.casefold(): id_, code.casefold(): id_}
        self.findings.append(
            note(
                f"new-{kind.name}",
                f"The {kind.name} {name!r} is new and is created as {code}.",
                place,
                "Correct its spelling if the plan has it under another name.",
            )
        )
        return id_


def objective_ids(objectives: Named, text: str, place: Place) -> tuple[str, ...]:
    """Return the ids of the objectives that a cell names, each by code, by name or by both (``O1: Safer teens``).

    Several stand in lines or between semicolons; between commas only codes or known names, for names have commas too.
    """
    found: dict[str, None] = {}
    for part in filter(None, map(str.strip, _SEVERAL.split(text))):
        listed = [word.strip() for word in part.split(",")]
        known = all(objectives.find(word) or _OBJECTIVE.fullmatch(word) for word in listed)
        for one in listed if known and not objectives.find(part) else [part]:
            both = _OBJECTIVE_NAMED.fullmatch(one)
            id_ = objectives.id_of(both["name"], place, both["code"]) if both else objectives.id_of(one, place)
            found[id_] = None
    return tuple(found)


@dataclass(slots=True)
class Directory:
    """The entities that rows of a file may mention."""

    teams: Named
    markets: Named
    calendars: Named
    objectives: Named

    @classmethod
    def of(cls, draft: Draft) -> "Directory":
        """Return the directory of a draft's plan."""
        return cls(Named(draft, Team), Named(draft, Market), Named(draft, Calendar), Named(draft, Objective))

    def _all(self) -> tuple[Named, ...]:
        return self.teams, self.markets, self.calendars, self.objectives

    def findings(self) -> tuple[Finding, ...]:
        """Return what had to be created."""
        return tuple(finding for named in self._all() for finding in named.findings)


def team_amount(text: str) -> tuple[str, float | None]:
    """Return a team and the people asked of it where both stand in one text.

    >>> team_amount("Policy S&V 1.5"), team_amount("Team 7"), team_amount("EMEA (0,5 FTE)"), team_amount("Legal")
    (('Policy S&V', 1.5), ('Team 7', None), ('EMEA', 0.5), ('Legal', None))
    """
    found = _TEAM_AMOUNT.fullmatch(text.strip())
    if found is None or found["team"].strip().casefold() in ("team", "squad", "group", "gruppe", "equipe", "équipe"):
        return text.strip(), None
    return found["team"].strip(" ("), float(found["fte"].replace(",", "."))
