"""Alembic's entry: runs on the connection, and in the transaction, that ``planner.store.migration`` hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from planner.store.migration import VERSION_TABLE
from planner.store.tables import LIST_OR_RECORD, METADATA, UtcMoment


def render_item(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Return how a migration writes our own column types, so that it does not depend on today's classes."""
    if kind == "type" and isinstance(item, UtcMoment):
        return "sa.DateTime(timezone=True)"
    return "LIST_OR_RECORD" if kind == "type" and item is LIST_OR_RECORD else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_item=render_item,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
