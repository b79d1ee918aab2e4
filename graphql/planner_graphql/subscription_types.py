"""The root of subscriptions: what a client hears of as it happens."""

from collections.abc import AsyncGenerator

from planner.plan.snapshot import Plan
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.levelling_types import levelling_feed_field
from planner_graphql.revision_feed import revisions
from planner_graphql.rows import Row
from planner_graphql.selection_feed import define_selection_feed, selection_feed_field
from planner_graphql.services import request_of

_REVISIONS = (
    "Each new revision, whoever made it and wherever, in order. A client that is slow to take them hears of the "
    "newest only: where the numbers have a gap, history has the rest."
)


def define_subscriptions(definitions: Definitions) -> None:
    """Define the root; its fields resolve to the streams of events that they answer with."""
    define_selection_feed(definitions)
    after = Argument("after", "Int", "Newest revision that the client has: later ones are sent first. Left out: none.")
    field = Field("revisions", "Revision!", _REVISIONS, _revisions, arguments=(after,))
    text = "What is told as it happens, over a WebSocket at the same address, in the protocol graphql-transport-ws."
    definitions.object("Subscription", text, [field, selection_feed_field(), levelling_feed_field()])


async def _revisions(plan: Plan, info: Info, after: int | None = None) -> AsyncGenerator[Row, None]:
    store = request_of(info).services.store
    feed = revisions(store, after)
    try:
        async for revision in feed:
            yield Row(revision, store.plan())
    finally:
        await feed.aclose()
