"""Add staffing, reviews, scores, choices and baselines.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LIST_OR_RECORD = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    add_baseline()
    add_choice_group()
    add_score_model()
    add_baseline_item()
    add_capacity_return()
    add_review_queue()
    add_score()
    add_staffing_change()
    add_review_request()
    alter_demand()
    alter_initiative()
    alter_resource()
    alter_team()


def add_baseline() -> None:
    op.create_table(
        "baseline",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locked_on", sa.Date(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("first_quarter", sa.Text(), nullable=False),
        sa.Column("last_quarter", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
    )


def add_choice_group() -> None:
    op.create_table(
        "choice_group",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("initiative_ids", LIST_OR_RECORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice_group")),
    )


def add_score_model() -> None:
    op.create_table(
        "score_model",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("inputs", LIST_OR_RECORD, nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_model")),
    )


def add_baseline_item() -> None:
    op.create_table(
        "baseline_item",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("baseline_id", sa.Text(), nullable=False),
        sa.Column("work_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("finish", sa.Date(), nullable=False),
        sa.Column("quarter", sa.Text(), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["baseline_id"],
            ["baseline.id"],
            name=op.f("fk_baseline_item_baseline_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline_item")),
    )
    with op.batch_alter_table("baseline_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_baseline_item_baseline_id"), ["baseline_id"], unique=False)


def add_capacity_return() -> None:
    op.create_table(
        "capacity_return",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("initiative_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("hours_per_week", sa.Double(), nullable=False),
        sa.Column("ramp_weeks", sa.Double(), nullable=False),
        sa.Column("realised", LIST_OR_RECORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_capacity_return_initiative_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_capacity_return_team_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_return")),
    )
    with op.batch_alter_table("capacity_return", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_capacity_return_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_capacity_return_team_id"), ["team_id"], unique=False)


def add_review_queue() -> None:
    op.create_table(
        "review_queue",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=True),
        sa.Column("reviewers", sa.BigInteger(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("variation", sa.Double(), nullable=False),
        sa.Column("other_arrivals", sa.Double(), nullable=False),
        sa.Column("calendar_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["calendar_id"],
            ["calendar.id"],
            name=op.f("fk_review_queue_calendar_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_review_queue_team_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_queue")),
    )
    with op.batch_alter_table("review_queue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_queue_calendar_id"), ["calendar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_queue_team_id"), ["team_id"], unique=False)


def add_score() -> None:
    op.create_table(
        "score",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("initiative_id", sa.Text(), nullable=False),
        sa.Column("model_id", sa.Text(), nullable=False),
        sa.Column("values", LIST_OR_RECORD, nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("scored_by", sa.Text(), nullable=False),
        sa.Column("scored_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_score_initiative_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["score_model.id"], name=op.f("fk_score_model_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_model_id"), ["model_id"], unique=False)


def add_staffing_change() -> None:
    op.create_table(
        "staffing_change",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("from_team_id", sa.Text(), nullable=True),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("fte", sa.Double(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("finish", sa.Date(), nullable=True),
        sa.Column("ramp_weeks", sa.Double(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_team_id"],
            ["team.id"],
            name=op.f("fk_staffing_change_from_team_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_staffing_change_team_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staffing_change")),
    )
    with op.batch_alter_table("staffing_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staffing_change_from_team_id"), ["from_team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_staffing_change_team_id"), ["team_id"], unique=False)


def add_review_request() -> None:
    op.create_table(
        "review_request",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("initiative_id", sa.Text(), nullable=False),
        sa.Column("queue_id", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=True),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_review_request_initiative_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["queue_id"],
            ["review_queue.id"],
            name=op.f("fk_review_request_queue_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_request")),
    )
    with op.batch_alter_table("review_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_request_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_request_queue_id"), ["queue_id"], unique=False)


def alter_demand() -> None:
    with op.batch_alter_table("demand", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sensitive", sa.Boolean(), nullable=False, server_default="0"))


def alter_initiative() -> None:
    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.add_column(sa.Column("splittable", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("planned_quarter", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("commitment", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("cost_of_delay", sa.Double(), nullable=False, server_default="0"))


def alter_resource() -> None:
    with op.batch_alter_table("resource", schema=None) as batch_op:
        batch_op.add_column(sa.Column("skills", LIST_OR_RECORD, nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("engaged_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("engaged_until", sa.Date(), nullable=True))


def alter_team() -> None:
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("skills", LIST_OR_RECORD, nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("reserve", sa.Double(), nullable=False, server_default="0.1"))
        batch_op.add_column(sa.Column("leave_days", sa.Double(), nullable=False, server_default="17"))
        batch_op.add_column(sa.Column("unplanned_absence", sa.Double(), nullable=False, server_default="0.04"))
        batch_op.add_column(sa.Column("attrition", sa.Double(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("wellbeing_hours", sa.Double(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("sensitive_limit", sa.Double(), nullable=False, server_default="1"))
