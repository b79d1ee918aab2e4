"""Add projects resources and assignments.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LIST_OR_RECORD = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    add_project()
    add_resource()
    add_assignment()
    alter_calendar()
    alter_initiative()
    alter_portfolio()


def add_project() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("initiative_id", sa.Text(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=True),
        sa.Column("finish", sa.DateTime(), nullable=True),
        sa.Column("from_finish", sa.Boolean(), nullable=False),
        sa.Column("calendar_id", sa.Text(), nullable=True),
        sa.Column("status_date", sa.DateTime(), nullable=True),
        sa.Column("critical_float_days", sa.Double(), nullable=False),
        sa.Column("float_basis", sa.Text(), nullable=False),
        sa.Column("honours_constraints", sa.Boolean(), nullable=False),
        sa.Column("retained_logic", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar_id"], ["calendar.id"], name=op.f("fk_project_calendar_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_project_initiative_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_calendar_id"), ["calendar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_initiative_id"), ["initiative_id"], unique=False)


def add_resource() -> None:
    op.create_table(
        "resource",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=True),
        sa.Column("calendar_id", sa.Text(), nullable=True),
        sa.Column("max_units", sa.Double(), nullable=False),
        sa.Column("external_ids", LIST_OR_RECORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar_id"],
            ["calendar.id"],
            name=op.f("fk_resource_calendar_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_resource_team_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
    )
    with op.batch_alter_table("resource", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resource_calendar_id"), ["calendar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resource_team_id"), ["team_id"], unique=False)


def add_assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("initiative_id", sa.Text(), nullable=False),
        sa.Column("resource_id", sa.Text(), nullable=False),
        sa.Column("units", sa.Double(), nullable=False),
        sa.Column("work", sa.Text(), nullable=True),
        sa.Column("delay", sa.Text(), nullable=True),
        sa.Column("contour", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_assignment_initiative_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resource.id"],
            name=op.f("fk_assignment_resource_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_resource_id"), ["resource_id"], unique=False)


def alter_calendar() -> None:
    with op.batch_alter_table("calendar", schema=None) as batch_op:
        batch_op.add_column(sa.Column("other_weeks", LIST_OR_RECORD, nullable=False, server_default="[]"))


def alter_initiative() -> None:
    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.add_column(sa.Column("active", sa.Boolean(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column("second_constraint", sa.Text(), nullable=False, server_default="as_soon_as_possible")
        )
        batch_op.add_column(sa.Column("second_constraint_date", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("milestone_instant", sa.Text(), nullable=False, server_default="raw"))
        batch_op.add_column(sa.Column("interruptions", LIST_OR_RECORD, nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("resume", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("levelling_delay", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("levelling_priority", sa.BigInteger(), nullable=False, server_default="500"))
        batch_op.add_column(sa.Column("effort_rule", sa.Text(), nullable=False, server_default="fixed_units"))
        batch_op.add_column(sa.Column("ignores_resource_calendars", sa.Boolean(), nullable=False, server_default="0"))


def alter_portfolio() -> None:
    with op.batch_alter_table("portfolio", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reschedule_unfinished", sa.Boolean(), nullable=False, server_default="0"))
