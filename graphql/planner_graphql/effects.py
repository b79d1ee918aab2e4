"""What a change does beyond its own fields: which dates move and by how much, and what new findings there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.plan.changes import Change, Outcome, replay
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan
from planner.schedule import impact_of
from planner.schedule.impacts import Impact
from planner_graphql.definitions import Definitions, Field, Info
from planner_graphql.finding_types import new_findings
from planner_graphql.history_types import Changed, changes_of
from planner_graphql.identity import global_id
from planner_graphql.impact_types import define_impact, moves_of
from planner_graphql.launch_morning import launch_changes
from planner_graphql.rows import Row, row_of
from planner_graphql.user_errors import UserError


@dataclass(frozen=True)
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

    @cached_property
    def impact(self) -> Impact:
        """Return what it does to the schedule; computed when first asked for.

        With the changes that led from one plan to the other most of the schedule need not be computed again.
        """
        return impact_of(self.before, Outcome(self.plan, self.changes, ()))


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


def define_effects(definitions: Definitions) -> None:
    """Define impacts, created references, and previews."""
    define_impact(definitions)
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
        Field("impact", "Impact!", "What it does to the schedule as a whole.", cost=50),
        Field("launchChanges", "[LaunchChange!]!", "What changes on launches: states, days, gates.",
              lambda effect, info: launch_changes(effect.before, effect.plan, info), cost=100),
        Field("newFindings", "[Finding!]!", "Findings that the plan did not have before.", _new_findings, cost=50),
        *outcome_fields(),
    ]  # fmt: skip


def outcome_fields() -> list[Field]:
    """Return the fields that every payload has."""
    return [
        Field("userErrors", "[UserError!]!", "Why it is refused; empty: it is not.", attribute="errors"),
        Field("warnings", "[Finding!]!", "What should be looked at and lets the change pass.", _warnings),
    ]


def _changes(effect: Effect, info: Info) -> list[Changed]:
    return changes_of(effect.plan, effect.changes, lambda: (effect.before,))


def _nodes(effect: Effect, info: Info) -> list[Row]:
    found = (row_of(effect.plan, (change.kind,), change.id) for change in effect.changes)
    return [row for row in found if row is not None]


def _deleted(effect: Effect, info: Info) -> list[str]:
    return [global_id(change.kind, change.id) for change in effect.changes if change.after is None]


def _created(effect: Effect, info: Info) -> list[Reference]:
    return [Reference(ref, global_id(*key)) for ref, key in (effect.created or {}).items()]


def _moves(effect: Effect, info: Info) -> list[Row]:
    return moves_of(effect.impact)


def _new_findings(effect: Effect, info: Info) -> list[Row]:
    return [Row(finding, effect.plan) for finding in new_findings(effect.before, effect.plan)]


def _warnings(effect: Effect, info: Info) -> list[Row]:
    return [Row(finding, effect.plan) for finding in effect.warnings]
