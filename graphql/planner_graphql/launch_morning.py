"""The morning view: what changed on launches since a revision or an instant, by whom and why, and whom to tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner.plan.entities import Launch
from planner.plan.snapshot import Plan
from planner.readiness.changes import LaunchChange, Topic, what_changed
from planner.readiness.notifications import Cause, Notification, notifications
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.identity import referred
from planner_graphql.readiness_types import ON, day_of, of, referred_rows
from planner_graphql.refusals import TimeTravelArgumentsError
from planner_graphql.rows import Row, attribute_of, row_of
from planner_graphql.services import request_of

MOST_REVISIONS = 200
"""Revisions among which those behind a change are looked for."""

_TOPICS = {
    Topic.GATE: "A gate has another state.",
    Topic.CELL: "A market stands otherwise.",
    Topic.PREDICTED: "The predicted day moved.",
    Topic.TARGET: "The target moved.",
    Topic.DECISION: "A decision was taken, replaced or has lapsed.",
    Topic.OBLIGATION: "A legal date or its standing changed.",
    Topic.DRIFT: "A version has drifted.",
    Topic.SCOPE: "A launch or market was added or taken away.",
}
_CAUSES = {
    Cause.CHANGED: "Something changed.",
    Cause.GATE_DUE: "A gate falls due and is not green.",
    Cause.GATE_OVERDUE: "A gate was due and is not green.",
    Cause.SIGN_OFF_ASKED: "A signature is waited for.",
    Cause.WAIVER_ENDS: "A waiver ends.",
    Cause.EVIDENCE_ENDS: "Evidence goes stale.",
    Cause.DECISION_ENDS: "A decision lapses.",
    Cause.CONDITION_DUE: "A condition of a decision falls due.",
}


@dataclass(frozen=True, slots=True)
class Morning:
    """Two states of the plan and the days on which they are looked at."""

    before: Plan
    before_on: date
    after: Plan
    after_on: date


@dataclass(frozen=True, slots=True)
class Explained:
    """A change with the numbers of the revisions behind it."""

    change: LaunchChange
    revisions: tuple[int, ...]


def define_morning(definitions: Definitions) -> None:
    """Define changes of launches and notifications."""
    for name, text, values in (
        ("LaunchChangeTopic", "What a change of a launch is about.", _TOPICS),
        ("NotificationCause", "Why somebody is told something.", _CAUSES),
    ):
        definitions.enum(name, text, {one.name: (one.value, said) for one, said in values.items()})
    definitions.object("LaunchChange", "One thing that is different for a launch in a market.", _change_fields())
    whole = [
        Field("fromRevision", "Int!", "The revision compared with.", lambda row, info: row.entity.before.revision),
        Field("toRevision", "Int!", "The revision that was asked.", lambda row, info: row.entity.after.revision),
        Field("fromDay", "Date!", "The day on which the former is looked at.", attribute_of("before_on")),
        Field("toDay", "Date!", "The day on which the latter is looked at.", attribute_of("after_on")),
        Field("changes", "[LaunchChange!]!", "What changed: by launch, market, then gate.", _changes,
              arguments=(Argument("launches", "[ID!]", "Ids or codes of the launches; all if left out."),), cost=200),
    ]  # fmt: skip
    definitions.object("LaunchChangeReport", "What changed on launches, and why.", whole)
    definitions.object("Notification", "One thing to tell some people; sending it is up to the caller.", _told_fields())


def morning_fields() -> list[Field]:
    """Return the fields of the query root."""
    since = (
        Argument("since", "DateTime", "As things were at this instant."),
        Argument("sinceRevision", "Int", "Or as of this revision."),
        ON,
    )
    people = (
        *since,
        Argument("to", "String", "Only what concerns this person, by name."),
        Argument("soonDays", "Int!", "How many days ahead falls due soon.", 7),
    )
    return [
        Field("launchChanges", "LaunchChangeReport!", "What changed on launches since then, by whom and why.", _morning,
              arguments=since, cost=200),
        Field("notifications", "[Notification!]!", "Whom to tell what changed since then, and what falls due.", _told,
              arguments=people, cost=300),
    ]  # fmt: skip


def _sides(plan: Plan, info: Info, since: datetime | None, since_revision: int | None, on: date | None) -> Morning:
    """Return both sides; each is looked at on its own status date, else on the days that were asked about."""
    if (since is None) == (since_revision is None):
        raise TimeTravelArgumentsError
    store = request_of(info).services.store
    before = store.plan_at(revision=since_revision) if since is None else store.plan_at(at=since)
    after_on = day_of(plan, info, on)
    then = before.portfolio.status_date or (since.date() if since is not None else after_on)
    return Morning(before, min(then, after_on), plan, after_on)


def _morning(
    plan: Plan,
    info: Info,
    since: datetime | None = None,
    sinceRevision: int | None = None,  # noqa: N803
    on: date | None = None,
) -> Row:
    return Row(_sides(plan, info, since, sinceRevision, on), plan)


def _changes(row: Row, info: Info, launches: Sequence[str] | None = None) -> list[Row]:
    sides: Morning = row.entity
    found = what_changed(sides.before, sides.before_on, sides.after, sides.after_on)
    if launches is not None:
        wanted = {referred(row.plan, (Launch.KIND.name,), text).id for text in launches}
        found = tuple(change for change in found if change.launch_id in wanted)
    made = _made(info, sides)
    return [Row(Explained(change, _behind(change, made)), row.plan) for change in found]


def launch_changes(before: Plan, after: Plan, info: Info) -> list[Row]:
    """Return what one plan changes on launches beside another, on the status date, else today."""
    day = day_of(before, info, None)
    found = what_changed(before, day, after, day_of(after, info, None))
    return [Row(Explained(change, ()), after) for change in found]


def _made(info: Info, sides: Morning) -> Mapping[tuple[str, str], tuple[int, ...]]:
    """Return the newest revisions in between by what they touched."""
    first = max(sides.before.revision, sides.after.revision - MOST_REVISIONS) + 1
    numbers = list(range(first, sides.after.revision + 1))
    found: dict[tuple[str, str], list[int]] = {}
    if numbers:
        for number, changes in sorted(request_of(info).services.store.changes_of(numbers).items()):
            for change in changes:
                found.setdefault((change.kind, change.id), []).append(number)
    return {key: tuple(some) for key, some in found.items()}


def _behind(change: LaunchChange, made: Mapping[tuple[str, str], tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({number for subject in change.subjects for number in made.get(subject, ())}))


def _revisions(row: Row, info: Info) -> list[Row]:
    store = request_of(info).services.store
    found = (store.history(first=1, before=number + 1) for number in row.entity.revisions[-10:])
    return [Row(page[0], row.plan) for page in found if page]


def _inner(kind: str, attribute: str) -> Resolve:
    """Return the resolver of an entity that the change names; null if it is gone."""

    def resolve(row: Row, info: Info) -> Row | None:
        return row_of(row.plan, (kind,), getattr(row.entity.change, attribute))

    return resolve


def _attribute(name: str) -> Resolve:
    def resolve(row: Row, info: Info) -> object:
        return getattr(row.entity.change, name)

    return resolve


def _change_fields() -> list[Field]:
    return [
        Field("topic", "LaunchChangeTopic!", "What it is about.", _attribute("topic")),
        Field("launch", "Launch", "The launch; null: it is gone.", _inner("launch", "launch_id")),
        Field("market", "Market", "The market; null: the launch names none.", _inner("market", "market_id")),
        Field("template", "GateTemplate", "Which gate, if it is about one.", _inner("gate_template", "template_id")),
        Field("before", "String!", "State or day before; empty: there was none.", _attribute("before")),
        Field("after", "String!", "State or day now; empty: there is none.", _attribute("after")),
        Field("better", "Boolean", "Whether that is good; null: neither.", _attribute("better")),
        Field("sentence", "String!", "The same in words.", _attribute("sentence")),
        Field("why", "[String!]!", "What it follows from, in order.", _attribute("why")),
        Field("byTime", "Boolean!", "Whether nobody did anything and the day alone did it.", _attribute("by_time")),
        Field("nodes", "[Node!]!", "What it follows from, where that is still there.", _nodes),
        Field("revisions", "[Revision!]!", "Who changed that, when and why; oldest first.", _revisions, cost=5),
    ]


def _nodes(row: Row, info: Info) -> list[Row]:
    return referred_rows(row.plan, row.entity.change.subjects)


def _subject(row: Row, info: Info) -> Row | None:
    place = row.entity.subject
    return row_of(row.plan, (place[0],), place[1]) if place is not None else None


def _told_fields() -> list[Field]:
    return [
        Field("to", "[String!]!", "Names of the people.", attribute_of("to")),
        Field("cause", "NotificationCause!", "Why they are told.", attribute_of("cause")),
        Field("launch", "Launch", "The launch; null: it is gone.", of("launch", "launch_id")),
        Field("market", "Market", "The market; null: the launch names none.", of("market", "market_id")),
        Field("template", "GateTemplate", "Which gate, if it is about one.", of("gate_template", "template_id")),
        Field("node", "Node", "What it is about, where that is still there.", _subject),
        Field("due", "Date", "The day that it is about.", attribute_of("due")),
        Field("sentence", "String!", "What to tell.", attribute_of("sentence")),
        Field("why", "[String!]!", "What it follows from.", attribute_of("why")),
    ]


def _told(
    plan: Plan,
    info: Info,
    since: datetime | None = None,
    sinceRevision: int | None = None,  # noqa: N803
    on: date | None = None,
    to: str | None = None,
    soonDays: int = 7,  # noqa: N803
) -> list[Row]:
    sides = _sides(plan, info, since, sinceRevision, on)
    found: Sequence[Notification] = notifications(sides.before, sides.before_on, sides.after, sides.after_on, soonDays)
    if to is not None:
        found = [one for one in found if to.casefold() in {name.casefold() for name in one.to}]
    return [Row(one, plan) for one in found]
