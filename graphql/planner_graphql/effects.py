"""What a change does beyond its own fields: which dates move and by how much, and what new findings there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner.plan.changes import Change, Outcome, replay
from planner.plan.entities import WORK_KINDS
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan
from planner.schedule import impact_of
from planner_graphql.definitions import Definitions, Field, Info
from planner_graphql.finding_types import new_findings
from planner_graphql.history_types import changes_of
from planner_graphql.identity import global_id
from planner_graphql.rows import Row, row_of
from planner_graphql.user_errors import UserError


@dataclass(frozen=True, slots=True)
class Move:
    """Computed dates of one piece of work before and after."""

    id: str
    start_before: datetime
    start_after: datetime
    finish_before: datetime
    finish_after: datetime

    @property
    def start_days(self) -> int:
        """Return by how many days the start moves; negative: earlier."""
        return _days(self.start_before.date(), self.start_after.date())

    @property
    def finish_days(self) -> int:
        """Return by how many days the finish moves; negative: earlier."""
        return _days(self.finish_before.date(), self.finish_after.date())


def _days(before: date, after: date) -> int:
    return (after - before).days


@dataclass(frozen=True, slots=True)
class Effect:
    """What came, or would come, of a change. ``plan`` and ``revision`` are the ones after it; refused: the present."""

    before: Plan
    plan: Plan
    revision: int
    applied: bool = False
    replayed: bool = False
    changes: tuple[Change, ...] = ()
    errors: tuple[UserError, ...] = ()
    warnings: tuple[Finding, ...] = ()
    target: tuple[str, str] | None = None
    created: Mapping[str, tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A ref with the global id it stands for."""

    ref: str
    id: str


def plan_before(present: Plan, after: Plan, changes: Sequence[Change]) -> Plan:
    """Return the plan that ``changes`` led from to ``after``: the present one, unless others were quicker.

    Without changes it is ``after`` itself.
    """
    if not changes:
        return after
    if present.revision == after.revision - 1:
        return present
    return replay(after, [change.inverse() for change in reversed(changes)], after.revision - 1)


def moves(before: Plan, after: Plan, changes: Sequence[Change] = ()) -> list[Move]:
    """Return the work whose computed start or finish differs, in order of its new start.

    With the changes that led from one plan to the other most of the schedule need not be computed again.
    """
    if before is after:
        return []
    found = impact_of(before, Outcome(after, tuple(changes), ()))
    moved = [
        Move(row.id, row.start_before, row.start_after, row.finish_before, row.finish_after) for row in found.moved
    ]
    return sorted(moved, key=lambda move: (move.start_after, move.id))


def define_effects(definitions: Definitions) -> None:
    """Define moves, created references, and previews."""
    definitions.object(
        "Move",
        "Computed dates of one piece of work, before a change and after it.",
        [
            Field("work", "Work!", "The work.", lambda row, info: row_of(row.plan, WORK_KINDS, row.entity.id)),
            Field("startBefore", "Date!", "Start before.", lambda row, info: row.entity.start_before.date()),
            Field("startAfter", "Date!", "Start after.", lambda row, info: row.entity.start_after.date()),
            Field(
                "startDays",
                "Int!",
                "Days by which the start moves; negative: earlier.",
                lambda row, info: row.entity.start_days,
            ),
            Field("finishBefore", "Date!", "Finish before.", lambda row, info: row.entity.finish_before.date()),
            Field("finishAfter", "Date!", "Finish after.", lambda row, info: row.entity.finish_after.date()),
            Field(
                "finishDays",
                "Int!",
                "Days by which the finish moves; negative: earlier.",
                lambda row, info: row.entity.finish_days,
            ),
        ],
    )
    definitions.object(
        "CreatedReference",
        "The id of an entity that was created under a ref.",
        [Field("ref", "String!", "The ref."), Field("id", "ID!", "The id.")],
    )
    accepted = Field(
        "accepted", "Boolean!", "Whether the change would be applied.", lambda effect, info: not effect.errors
    )
    definitions.object("Preview", "What would come of a change.", [accepted, *effect_fields()])


def effect_fields() -> list[Field]:
    """Return the fields that tell the effect of any change."""
    return [
        Field("changes", "[Change!]!", "What changes of each entity.", _changes),
        Field("nodes", "[Node!]!", "The changed entities as they are after the change.", _nodes),
        Field("deletedIds", "[ID!]!", "Ids of the entities that go.", _deleted),
        Field("created", "[CreatedReference!]!", "Ids of the entities that were created under a ref.", _created),
        Field("moves", "[Move!]!", "Work whose computed dates move, by new start.", _moves, cost=50),
        Field("newFindings", "[Finding!]!", "Findings that the plan did not have before.", _new_findings, cost=50),
        *outcome_fields(),
    ]


def outcome_fields() -> list[Field]:
    """Return the fields that every payload has."""
    return [
        Field("userErrors", "[UserError!]!", "Why it is refused; empty: it is not.", attribute="errors"),
        Field("warnings", "[Finding!]!", "What should be looked at and lets the change pass.", _warnings),
    ]


def _changes(effect: Effect, info: Info) -> list[Row]:
    return changes_of(effect.plan, effect.changes)


def _nodes(effect: Effect, info: Info) -> list[Row]:
    found = (row_of(effect.plan, (change.kind,), change.id) for change in effect.changes)
    return [row for row in found if row is not None]


def _deleted(effect: Effect, info: Info) -> list[str]:
    return [global_id(change.kind, change.id) for change in effect.changes if change.after is None]


def _created(effect: Effect, info: Info) -> list[Reference]:
    return [Reference(ref, global_id(*key)) for ref, key in (effect.created or {}).items()]


def _moves(effect: Effect, info: Info) -> list[Row]:
    return [Row(move, effect.plan) for move in moves(effect.before, effect.plan, effect.changes)]


def _new_findings(effect: Effect, info: Info) -> list[Row]:
    return [Row(finding, effect.plan) for finding in new_findings(effect.before, effect.plan)]


def _warnings(effect: Effect, info: Info) -> list[Row]:
    return [Row(finding, effect.plan) for finding in effect.warnings]
