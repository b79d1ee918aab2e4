"""Localisation as work: for a launch, one initiative per text and language, which follows the text and never shrinks.

It takes so many whole days to translate (words over words per day and translators), then proof-reading and lawyers, on
the calendar of the language, its team, or the only market that speaks it. It waits for the work that makes the text, or
for the day on which the text was frozen, and the launch waits for it; so dates follow the text by themselves, and
lateness upstream is passed on, not absorbed. Asking again gives only the difference:

>>> from itertools import count
>>> from planner.plan.changes import apply
>>> from planner.plan.entities import Artefact, ArtefactType, ArtefactVersion, LaunchMarket
>>> ids = map(str, count(1))
>>> plan = Plan.of(
...     Market(id="de", code="DE", languages=("de",)), Language(id="g", code="de", name="German", review_days=1),
...     Artefact(id="a", code="SOP", name="Guideline", type=ArtefactType.POLICY),
...     ArtefactVersion(id="v", artefact_id="a", version="3", words=5000),
...     Launch(id="l", code="LCH", name="Launch", policy_version_ids=("v",), owner="Ada"),
...     LaunchMarket(id="m", launch_id="l", market_id="de"))
>>> after = apply(plan, localise(plan, "l", lambda: next(ids))).plan
>>> made = after.find("LCH-SOP-DE"); made.name, str(made.duration)
('Guideline 3 in German', '4d')
>>> localise(after, "l", lambda: next(ids))
()
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from planner.plan.changes import Action, Operation
from planner.plan.entities import (
    ConstraintType,
    Demand,
    Dependency,
    Initiative,
    InitiativeKind,
    Language,
    Launch,
    LinkType,
    Market,
    Status,
    Team,
    Translation,
)
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit, Edge, moment
from planner.readiness.localisation_needs import SOURCE, TranslationNeed, markets_of, needs_of

NewId = Callable[[], str]


def localise(plan: Plan, launch_id: str, new_id: NewId, source: str = SOURCE) -> tuple[Operation, ...]:
    """Return what brings the translation work of a launch up to date; nothing if it is.

    Work that is done keeps its duration, work that is begun is never deleted, and work that translates several texts
    or languages is left to the people who planned it so; ``localisation_findings`` names what no longer fits.
    ``source`` is the language the texts are written in. NotFoundError if there is no launch.
    """
    launch = plan.all(Launch).get(launch_id)
    if launch is None:
        raise NotFoundError("launch", launch_id)
    draft = _Draft(plan, launch, new_id)
    wanted, rows = texts_and_rows(plan, launch, source)
    for need in wanted:
        draft.bring(need, rows.pop((need.text.version.id, need.language.id), None))
    for row in rows.values():
        draft.drop(row)
    return tuple(draft.operations)


def texts_and_rows(
    plan: Plan, launch: Launch, source: str = SOURCE
) -> tuple[tuple[TranslationNeed, ...], dict[tuple[str, str], Translation]]:
    """Return what a launch needs translated, and what is planned for it by text and language."""
    mine = (row for row in plan.all(Translation).values() if row.launch_id == launch.id)
    return needs_of(plan, launch, source), {(row.version_id, row.language_id): row for row in mine}


def begun(item: Initiative) -> bool:
    """Return whether work on an item has started or ended."""
    return (
        item.actual_start is not None
        or item.percent_complete > 0
        or item.status in (Status.IN_PROGRESS, Status.DONE)
        or item.actual_finish is not None
    )


def finished(item: Initiative) -> bool:
    """Return whether an item is done."""
    return item.status is Status.DONE or item.actual_finish is not None


def planned_by_hand(plan: Plan, id_: str) -> bool:
    """Return whether an initiative translates several texts or languages: people planned it, and keep it up."""
    rows = plan.all(Translation).values()
    return len({(row.version_id, row.language_id) for row in rows if row.initiative_id == id_}) > 1


def expected_values(plan: Plan, launch: Launch, need: TranslationNeed) -> dict[str, object]:
    """Return what the need decides about its initiative: length, calendar, markets, and the day of a frozen text."""
    frozen = need.text.version.frozen_on
    values: dict[str, object] = {
        "duration": Duration(Decimal(str(need.days)).normalize() + 0, DurationUnit.DAY),
        "calendar_id": _calendar(plan, launch, need),
        "market_ids": need.market_ids,
    }
    if frozen is not None:
        values |= {"constraint": ConstraintType.SNET, "constraint_date": moment(frozen, Edge.START)}
    return values


def _calendar(plan: Plan, launch: Launch, need: TranslationNeed) -> str | None:
    """Return the calendar of the language, else of its team, else of the only market that speaks it."""
    team = plan.all(Team).get(need.language.team_id or "")
    own = need.language.calendar_id or (team.calendar_id if team else None)
    if own is not None or len(need.market_ids) != 1:
        return own
    return plan.all(Market)[need.market_ids[0]].calendar_id


@dataclass
class _Draft:
    """Operations for one launch while they are put together."""

    plan: Plan
    launch: Launch
    new_id: NewId
    operations: list[Operation] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    languages: dict[str, Language] = field(default_factory=dict)

    def bring(self, need: TranslationNeed, row: Translation | None) -> None:
        """Create or update the work of one text and language."""
        language = self._language(need)
        item = self.plan.all(Initiative).get(row.initiative_id) if row else self._shared(need)
        by_hand = item is not None and planned_by_hand(self.plan, item.id)
        if row is not None and by_hand:
            return
        values = expected_values(self.plan, self.launch, need)
        if item is None:
            id_ = self._create(need, language, values)
        else:
            id_ = item.id
            if not finished(item) and not by_hand:
                self._update(item, self._ordered(item, self._kept(item, values)) | self._thawed(need, item))
        if row is None:
            named = {"version_id": need.text.version.id, "language_id": language.id, "launch_id": self.launch.id}
            self._new("translation", {**named, "initiative_id": id_, "words": need.text.version.words})
        elif row.words != need.text.version.words and not (item and finished(item)):
            self._update(row, {"words": need.text.version.words})
        self._link(id_, self.launch.id)
        if not by_hand:
            self._link_source(need, id_)
            self._ask_team(need, id_)

    def drop(self, row: Translation) -> None:
        """Take out work that is no longer needed, unless it is begun or another launch uses it."""
        item = self.plan.all(Initiative).get(row.initiative_id)
        if item is None or begun(item):
            return
        others = [other for other in self.plan.all(Translation).values() if other.initiative_id == item.id]
        others = [other for other in others if other.id != row.id]
        if not others:
            self.operations.append(Operation(Action.DELETE, "initiative", item.id))
            return
        self.operations.append(Operation(Action.DELETE, "translation", row.id))
        if all(other.launch_id != self.launch.id for other in others):
            for link in self._links(item.id, self.launch.id):
                self.operations.append(Operation(Action.DELETE, "dependency", link.id))

    def _language(self, need: TranslationNeed) -> Language:
        """Return the language of the plan, or the one that this change makes at the usual pace."""
        if need.known:
            return need.language
        key = need.language.code.casefold()
        if key not in self.languages:
            id_ = self._new("language", {"code": need.language.code})
            self.languages[key] = Language(id=id_, code=need.language.code)
        return self.languages[key]

    def _shared(self, need: TranslationNeed) -> Initiative | None:
        """Return the work of another launch that translates the same text into the same language."""
        for row in self.plan.all(Translation).values():
            if (row.version_id, row.language_id) == (need.text.version.id, need.language.id):
                return self.plan.all(Initiative).get(row.initiative_id)
        return None

    def _kept(self, item: Initiative, values: dict[str, object]) -> dict[str, object]:
        """Return the values without those that other launches need otherwise: shared work is for all their markets."""
        used = {row.launch_id for row in self.plan.all(Translation).values() if row.initiative_id == item.id}
        if used <= {self.launch.id}:
            return values
        theirs = {m.id for id_ in used - {self.launch.id} for m in markets_of(self.plan, id_ or "")}
        mine = values["market_ids"]
        assert isinstance(mine, tuple)
        kept = tuple(id_ for id_ in item.market_ids if id_ in theirs or id_ in mine)
        return {**values, "market_ids": tuple(dict.fromkeys((*kept, *mine))), "calendar_id": item.calendar_id}

    def _thawed(self, need: TranslationNeed, item: Initiative) -> dict[str, object]:
        """Return what takes away the day of a text that is frozen no more: the link stands in its place again."""
        source = self._source(need)
        dated = need.text.version.frozen_on is None and item.constraint is ConstraintType.SNET
        if not dated or source is None or any(self._links(source.id, item.id)):
            return {}
        return {"constraint": ConstraintType.ASAP, "constraint_date": None}

    def _ordered(self, item: Initiative, values: dict[str, object]) -> dict[str, object]:
        """Return the values without estimates that the new length no longer lies between."""
        length = values["duration"]
        assert isinstance(length, Duration)
        minutes = length.working_minutes(self.plan.units)
        low, high = item.optimistic, item.pessimistic
        if low is not None and low.working_minutes(self.plan.units) > minutes:
            values = {**values, "optimistic": None}
        if high is not None and high.working_minutes(self.plan.units) < minutes:
            values = {**values, "pessimistic": None}
        return values

    def _create(self, need: TranslationNeed, language: Language, values: dict[str, object]) -> str:
        text, source = need.text, self._source(need)
        parts = [f"Translate {text.version.words:,} words: {need.translating_days} d"]
        parts += [f"proof-read: {language.review_days:g} d"] if language.review_days else []
        parts += [f"lawyers: {language.legal_days:g} d"] if language.legal_days else []
        name = f"{text.artefact.name} {text.version.version} in {language.name or language.code}"
        given = {
            "code": self._code(f"{self.launch.code}-{text.artefact.code}-{language.code.upper()}"),
            "name": name[:500],
            "description": "; ".join(parts) + ".",
            "parent_id": source.parent_id if source else None,
            "kind": InitiativeKind.LOCALISATION,
            "status": Status.APPROVED,
            "owner": self.launch.owner,
            "line_of_business": self.launch.line_of_business,
            "policy_area": self.launch.policy_area,
        }
        return self._new("initiative", {**given, **values})

    def _code(self, wanted: str) -> str:
        code, number = wanted[:64], 1
        while code.casefold() in self.codes or self.plan.by_code("work", code) is not None:
            number += 1
            code = f"{wanted[: 63 - len(str(number))]}-{number}"
        self.codes.add(code.casefold())
        return code

    def _source(self, need: TranslationNeed) -> Initiative | None:
        return self.plan.all(Initiative).get(need.text.version.initiative_id or "")

    def _link_source(self, need: TranslationNeed, id_: str) -> None:
        """Let it wait for the work that makes the text; a frozen text has its day instead."""
        source = self._source(need)
        if source is None or source.id == id_:
            return
        if need.text.version.frozen_on is None:
            self._link(source.id, id_)
        else:
            for link in self._links(source.id, id_):
                self.operations.append(Operation(Action.DELETE, "dependency", link.id))

    def _link(self, predecessor: str, successor: str) -> None:
        if not any(link.type is LinkType.FS for link in self._links(predecessor, successor)):
            self._new("dependency", {"predecessor_id": predecessor, "successor_id": successor})

    def _links(self, predecessor: str, successor: str) -> Iterator[Dependency]:
        return (link for link in self.plan.predecessors(successor) if link.predecessor_id == predecessor)

    def _ask_team(self, need: TranslationNeed, id_: str) -> None:
        team_id = need.language.team_id
        if team_id is None or any(
            (row.initiative_id, row.team_id) == (id_, team_id) for row in self.plan.all(Demand).values()
        ):
            return
        self._new("demand", {"initiative_id": id_, "team_id": team_id, "fte": float(need.language.translators)})

    def _new(self, kind: str, values: dict[str, object]) -> str:
        id_ = self.new_id()
        self.operations.append(Operation(Action.CREATE, kind, id_, values))
        return id_

    def _update(self, entity: Initiative | Translation, values: dict[str, object]) -> None:
        changed = {name: value for name, value in values.items() if getattr(entity, name) != value}
        if changed:
            self.operations.append(Operation(Action.UPDATE, entity.KIND.name, entity.id, changed))
