"""Levelling: proposed dates that teams and people can keep, with the edits that give them, for `applyChanges`.

Asked as a query it is answered in the end; as a subscription it stops when nobody listens any more.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import date
from typing import Any

from planner.capacity.level_plan import budget_for
from planner.capacity.level_plan_result import LevelledWork, LevelProposal, ResourceLink
from planner.capacity.levelling import Budget, Objective
from planner.plan.entities import WORK_KINDS, Resource, Team
from planner.plan.snapshot import Plan
from planner.roadmap.level_by_score import level_by_score
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.edits import as_edits
from planner_graphql.rows import Row, attribute_of, row_of
from planner_graphql.services import request_of
from planner_graphql.solving import told

MOST_SECONDS = 60.0
MOST_TASKS = 400_000
"""Most tasks that a search without a time limit places here in all its schedules together: some seconds' work."""


_OBJECTIVES = {"delay": Objective.LATENESS, "makespan": Objective.MAKESPAN}


def define_levelling(definitions: Definitions) -> None:
    """Define the proposal, its work and who held whom."""
    objectives = {
        "DELAY": ("delay", "Keep due dates, then delay least."),
        "MAKESPAN": ("makespan", "End the plan soonest."),
    }
    definitions.enum("LevellingObjective", "What makes one levelled plan better than another.", objectives)
    labels = {
        "PROVEN": ("proven", "No better plan exists that starts work with a day."),
        "BOUNDED": ("bounded", "It is at most the gap from the best."),
        "HEURISTIC": ("heuristic", "Nothing is known of how much better another could be."),
    }
    definitions.enum("LevellingLabel", "What is known of how good a levelled plan is.", labels)
    definitions.object("LevelledWork", "One piece of work that asks for capacity.", _work_fields())
    link = [
        Field("waits", "Work!", "What waited.", _work("successor_id")),
        Field("waitsFor", "Work!", "What held the team or person then.", _work("predecessor_id")),
        Field("team", "Team", "The team that was busy; null: a person.", _team),
        Field("skill", "String!", "The skill that was short; empty: any.", attribute_of("skill")),
        Field("person", "Resource", "The person who was busy; null: a team.", _person),
    ]
    definitions.object("ResourceLink", "Work that waits because other work has the people.", link)
    definitions.object("Levelling", "A levelled plan as a proposal; nothing is saved.", _proposal_fields())


_ARGUMENTS = (
    Argument("objective", "LevellingObjective!", "What counts.", "delay"),
    Argument("seed", "Int!", "Another seed searches along other ways.", 0),
    Argument("seconds", "Float", f"How long it may take, at most {MOST_SECONDS:g}; without it a fixed amount of work."),
    Argument("freezeBefore", "Date", "Work that starts before this day stays."),
    Argument("today", "Date", "No work starts before it; the status date, else today, if left out."),
)


def levelling_field() -> Field:
    """Return the field that levels."""
    text = "Dates that teams and people can keep; apply its operations with applyChanges."
    return Field("levelling", "Levelling!", text, _levelling, arguments=_ARGUMENTS, cost=1_000)


def levelling_feed_field() -> Field:
    """Return the field of the subscription root."""
    text = "Dates that teams and people can keep, once they are found. Unsubscribing stops the search."
    return Field("levelling", "Levelling!", text, _feed, arguments=_ARGUMENTS, cost=1_000)


def _levelling(plan: Plan, info: Info, **asked: Any) -> Row:
    return Row(_found(plan, info, **asked), plan)


async def _feed(plan: Plan, info: Info, **asked: Any) -> AsyncGenerator[Row, None]:
    def solve(tell: Callable[[object], None], stop: Callable[[], bool]) -> LevelProposal:
        return _found(plan, info, stop=stop, **asked)

    async with aclosing(told(solve)) as news:
        async for found in news:
            yield Row(found, plan)


def _found(
    plan: Plan,
    info: Info,
    objective: Any,
    seed: int,
    seconds: float | None = None,
    freezeBefore: date | None = None,  # noqa: N803
    today: date | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> LevelProposal:
    day = today or plan.portfolio.status_date or request_of(info).services.clock().date()
    return level_by_score(
        plan,
        today=day,
        objective=_OBJECTIVES[getattr(objective, "value", objective)],
        seed=seed,
        budget=_budget(plan, seconds),
        freeze_before=freezeBefore,
        stop=stop,
    )


def _budget(plan: Plan, seconds: float | None) -> Budget:
    if seconds is not None:
        return budget_for(plan, min(max(seconds, 0.1), MOST_SECONDS))
    return Budget(schedules=max(1, min(1_000, MOST_TASKS // max(1, len(plan.works)))))


def _proposal_fields() -> list[Field]:
    return [
        Field("revision", "Int!", "The revision that was levelled.", lambda row, info: row.plan.revision),
        Field("label", "LevellingLabel!", "What is known of how good it is.", _label),
        Field("value", "Float!", "What it costs: working days of the plan, or weighted working days late.",
              attribute_of("value")),
        Field("bound", "Float!", "No plan costs less.", attribute_of("bound")),
        Field("gap", "Float", "How far it may be from the best, as a share of the bound; null where that is not known.",
              attribute_of("gap")),
        Field("finishBefore", "LocalDateTime!", "When the plan finishes as it is.", attribute_of("finish_before")),
        Field("finishAfter", "LocalDateTime!", "When it finishes levelled.", attribute_of("finish")),
        Field("lateDaysBefore", "Float!", "Working days by which dated work is late as it is, in all.",
              attribute_of("late_days_before")),
        Field("lateDaysAfter", "Float!", "Working days by which it is late levelled.", attribute_of("late_days")),
        Field("work", "[LevelledWork!]!", "Work that asks for capacity and may move.", _rows("work")),
        Field("moved", "[LevelledWork!]!", "The work that gets other dates.", _rows("moved")),
        Field("links", "[ResourceLink!]!", "What waits for what because both need the same people.", _rows("links")),
        Field("operations", "JSON!", "The edits that give these dates, as applyChanges takes them.", _operations),
        Field("findings", "[Finding!]!", "What no capacity will ever meet.", _rows("findings")),
    ]  # fmt: skip


def _work_fields() -> list[Field]:
    return [
        Field("item", "Work!", "The work.", _work("id")),
        Field("startBefore", "LocalDateTime!", "Start as the plan has it.", attribute_of("start_before")),
        Field("finishBefore", "LocalDateTime!", "Finish as the plan has it.", attribute_of("finish_before")),
        Field("startAfter", "LocalDateTime!", "Proposed start.", attribute_of("start")),
        Field("finishAfter", "LocalDateTime!", "Proposed finish.", attribute_of("finish")),
        Field("delayDays", "Float!", "Working days between the start without levelling and this.",
              attribute_of("delay_days")),
        Field("shiftDays", "Float!", "Working days between the present finish and this.", attribute_of("shift_days")),
        Field("waited", "Boolean!", "Whether capacity, not links, held it.", attribute_of("waited")),
        Field("overCapacity", "Boolean!", "Whether it fits nowhere, and lies where its links put it.",
              attribute_of("over_capacity")),
        Field("totalFloatDays", "Float!", "Working days it can slip, over links and resource links.",
              attribute_of("total_float_days")),
        Field("dueAt", "LocalDateTime", "When it is due; null if nothing is said.", attribute_of("due")),
        Field("reason", "String!", "Why it starts then, and why it rests in between.", attribute_of("reason")),
        Field("restReason", "String!", "When it rests in between and why; empty: it does not.",
              attribute_of("rest_reason")),
    ]  # fmt: skip


def _label(row: Row, info: Info) -> str:
    proposal: LevelProposal = row.entity
    return proposal.label.value


def _rows(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        return [Row(item, row.plan) for item in getattr(row.entity, attribute)]

    return read


def _work(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> Row | None:
        item: LevelledWork | ResourceLink = row.entity
        return row_of(row.plan, WORK_KINDS, getattr(item, attribute))

    return read


def _team(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, (Team.KIND.name,), row.entity.team_id) if row.entity.team_id else None


def _person(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, (Resource.KIND.name,), row.entity.person_id) if row.entity.person_id else None


def _operations(row: Row, info: Info) -> list[dict[str, object]]:
    proposal: LevelProposal = row.entity
    return as_edits(proposal.plan, proposal.operations)
