"""Quarter selection as it goes: a first proposal at once, how far the search is, and the final proposal.

Whoever stops listening stops the search.
"""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from planner.plan.snapshot import Plan
from planner_graphql.definitions import Definitions, Field, Info
from planner_graphql.rows import Row, attribute_of
from planner_graphql.selection_types import LEAST_SECONDS, REQUEST, USUAL_SECONDS, wanted
from planner_graphql.solving import told

if TYPE_CHECKING:
    from planner.roadmap.select_quarters import Proposal
    from planner.roadmap.selection import Progress

FIRST_SECONDS = 0.5
"""Limit of the search for the first proposal, which has no prices."""


@dataclass(frozen=True, slots=True)
class SelectionNews:
    """How far a selection is; the gap is the share by which more value may exist, None: unknown."""

    seconds: float
    gap: float | None
    by: str
    proposal: "Proposal | None" = None
    final: bool = False


def define_selection_feed(definitions: Definitions) -> None:
    """Define the news."""
    proposal = "The proposal: first a quick one, at last the final one; null: only progress is told."
    fields = [
        Field("seconds", "Float!", "Time since the search began.", attribute_of("seconds")),
        Field("gap", "Float", "Share by which more value may exist; null: nothing is known.", attribute_of("gap")),
        Field("by", "String!", "Which part of the search found this.", attribute_of("by")),
        Field("proposal", "QuarterSelection", proposal, _proposal),
        Field("final", "Boolean!", "Whether this is the end.", attribute_of("final")),
    ]
    definitions.object("QuarterSelectionNews", "How far a quarter selection is.", fields)


def selection_feed_field() -> Field:
    """Return the field of the subscription root."""
    text = (
        "A quarter selection as it goes: a quick proposal at once, then the gap as it closes, then the final proposal. "
        "Unsubscribing stops the search."
    )
    return Field("quarterSelection", "QuarterSelectionNews!", text, _news, arguments=(REQUEST,), cost=2_000)


def _proposal(row: Row, info: Info) -> Row | None:
    news: SelectionNews = row.entity
    return None if news.proposal is None else Row(news.proposal, row.plan)


async def _news(plan: Plan, info: Info, request: Mapping[str, Any]) -> AsyncGenerator[Row, None]:
    from planner.roadmap.select_quarters import select_quarters

    asked = wanted(plan, request)
    quick = replace(asked, seconds=min(FIRST_SECONDS, asked.seconds or FIRST_SECONDS), prices=0, next_fte=False)

    def first(tell: Callable[[object], None], stop: Callable[[], bool]) -> SelectionNews:
        found = select_quarters(plan, quick, stop=stop)
        return SelectionNews(found.seconds, found.gap, "first", found)

    def final(tell: Callable[[object], None], stop: Callable[[], bool]) -> SelectionNews:
        rest = replace(asked, seconds=max((asked.seconds or USUAL_SECONDS) - spent, LEAST_SECONDS))
        found = select_quarters(plan, rest, tell=lambda progress: tell(_progress(progress)), stop=stop)
        return SelectionNews(found.seconds, found.gap, "final", found, final=True)

    spent = 0.0
    for solve in (first, final):
        async with aclosing(told(solve)) as news:
            async for item in news:
                yield Row(item, plan)
                if isinstance(item, SelectionNews):
                    spent = item.seconds


def _progress(progress: "Progress") -> SelectionNews:
    return SelectionNews(progress.seconds, progress.gap, progress.by)
