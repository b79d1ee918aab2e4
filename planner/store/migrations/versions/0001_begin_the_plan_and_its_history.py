"""Begin the plan and its history.

Revision 0001, after nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LIST_OR_RECORD = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    add_calendar()
    add_dependency()
    add_launch()
    add_obligation()
    add_revision()
    add_change()
    add_initiative()
    add_market()
    add_portfolio()
    add_team()
    add_demand()
    add_launch_market()


def add_calendar() -> None:
    op.create_table(
        "calendar",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("week", LIST_OR_RECORD, nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("subdivision", sa.Text(), nullable=False),
        sa.Column("half_days", LIST_OR_RECORD, nullable=False),
        sa.Column("exceptions", LIST_OR_RECORD, nullable=False),
        sa.Column("base_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["base_id"], ["calendar.id"], name=op.f("fk_calendar_base_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar")),
    )
    with op.batch_alter_table("calendar", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_base_id"), ["base_id"], unique=False)


def add_dependency() -> None:
    op.create_table(
        "dependency",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("predecessor_id", sa.Text(), nullable=True),
        sa.Column("successor_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("lag", sa.Text(), nullable=False),
        sa.Column("lag_calendar", sa.Text(), nullable=False),
        sa.Column("external_party", sa.Text(), nullable=False),
        sa.Column("promise", sa.Text(), nullable=False),
        sa.Column("promised_by", sa.Text(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("promised_for", sa.Date(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dependency")),
    )


def add_launch() -> None:
    op.create_table(
        "launch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("line_of_business", sa.Text(), nullable=False),
        sa.Column("policy_area", sa.Text(), nullable=False),
        sa.Column("target_date", sa.DateTime(), nullable=True),
        sa.Column("not_before", sa.DateTime(), nullable=True),
        sa.Column("launched_on", sa.DateTime(), nullable=True),
        sa.Column("external_ids", LIST_OR_RECORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch")),
    )


def add_obligation() -> None:
    op.create_table(
        "obligation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("market_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_note", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("history", LIST_OR_RECORD, nullable=False),
        sa.Column("grace_end", sa.Date(), nullable=True),
        sa.Column("recurrence", sa.Text(), nullable=False),
        sa.Column("clock_hours", LIST_OR_RECORD, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("initiative_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("launch_ids", LIST_OR_RECORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
    )


def add_revision() -> None:
    op.create_table(
        "revision",
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.Column("idempotency_key", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("branch", "number", name=op.f("pk_revision")),
        sa.UniqueConstraint("branch", "idempotency_key", name=op.f("uq_revision_branch_idempotency_key")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_branch_at"), ["branch", "at"], unique=False)


def add_change() -> None:
    op.create_table(
        "change",
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("place", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["branch", "revision"], ["revision.branch", "revision.number"], name=op.f("fk_change_branch_revision")
        ),
        sa.PrimaryKeyConstraint("branch", "revision", "ordinal", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_change_branch_kind_entity_id"), ["branch", "kind", "entity_id"], unique=False
        )


def add_initiative() -> None:
    op.create_table(
        "initiative",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("priority_class", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("line_of_business", sa.Text(), nullable=False),
        sa.Column("policy_area", sa.Text(), nullable=False),
        sa.Column("regions", LIST_OR_RECORD, nullable=False),
        sa.Column("market_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("tags", LIST_OR_RECORD, nullable=False),
        sa.Column("external_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("calendar_id", sa.Text(), nullable=True),
        sa.Column("optimistic", sa.Text(), nullable=True),
        sa.Column("duration", sa.Text(), nullable=True),
        sa.Column("pessimistic", sa.Text(), nullable=True),
        sa.Column("percent_complete", sa.Double(), nullable=False),
        sa.Column("actual_start", sa.DateTime(), nullable=True),
        sa.Column("actual_finish", sa.DateTime(), nullable=True),
        sa.Column("remaining", sa.Text(), nullable=True),
        sa.Column("constraint", sa.Text(), nullable=False),
        sa.Column("constraint_date", sa.DateTime(), nullable=True),
        sa.Column("deadline", sa.DateTime(), nullable=True),
        sa.Column("manual_start", sa.DateTime(), nullable=True),
        sa.Column("manual_finish", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["calendar_id"],
            ["calendar.id"],
            name=op.f("fk_initiative_calendar_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative")),
    )
    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_calendar_id"), ["calendar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_initiative_parent_id"), ["parent_id"], unique=False)


def add_market() -> None:
    op.create_table(
        "market",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("languages", LIST_OR_RECORD, nullable=False),
        sa.Column("calendar_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["calendar_id"], ["calendar.id"], name=op.f("fk_market_calendar_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market")),
    )
    with op.batch_alter_table("market", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_market_calendar_id"), ["calendar_id"], unique=False)


def add_portfolio() -> None:
    op.create_table(
        "portfolio",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fiscal_year_start_month", sa.BigInteger(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("default_calendar_id", sa.Text(), nullable=True),
        sa.Column("start", sa.DateTime(), nullable=True),
        sa.Column("status_date", sa.Date(), nullable=True),
        sa.Column("minutes_per_day", sa.BigInteger(), nullable=False),
        sa.Column("minutes_per_week", sa.BigInteger(), nullable=False),
        sa.Column("days_per_month", sa.BigInteger(), nullable=False),
        sa.Column("critical_float_days", sa.Double(), nullable=False),
        sa.Column("near_critical_float_days", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["default_calendar_id"],
            ["calendar.id"],
            name=op.f("fk_portfolio_default_calendar_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio")),
    )
    with op.batch_alter_table("portfolio", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_portfolio_default_calendar_id"), ["default_calendar_id"], unique=False)


def add_team() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("line_of_business", sa.Text(), nullable=False),
        sa.Column("subteam", sa.Text(), nullable=False),
        sa.Column("workforce", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("calendar_id", sa.Text(), nullable=True),
        sa.Column("headcount", sa.Double(), nullable=False),
        sa.Column("focus_factor", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar_id"], ["calendar.id"], name=op.f("fk_team_calendar_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_calendar_id"), ["calendar_id"], unique=False)


def add_demand() -> None:
    op.create_table(
        "demand",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("initiative_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("fte", sa.Double(), nullable=True),
        sa.Column("person_days", sa.Double(), nullable=True),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_demand_initiative_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_demand_team_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand")),
    )
    with op.batch_alter_table("demand", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demand_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demand_team_id"), ["team_id"], unique=False)


def add_launch_market() -> None:
    op.create_table(
        "launch_market",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("launch_id", sa.Text(), nullable=False),
        sa.Column("market_id", sa.Text(), nullable=False),
        sa.Column("target_date", sa.DateTime(), nullable=True),
        sa.Column("wave", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launch.id"], name=op.f("fk_launch_market_launch_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_launch_market_market_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch_market")),
    )
    with op.batch_alter_table("launch_market", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_launch_market_launch_id"), ["launch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_launch_market_market_id"), ["market_id"], unique=False)
