"""Add artefacts and gates.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIST_OR_RECORD = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    add_artefact()
    add_gate_template()
    add_decision()
    add_artefact_version()
    add_gate()
    add_evidence()
    add_sign_off()
    add_waiver()
    alter_launch()
    alter_launch_market()


def add_artefact() -> None:
    op.create_table(
        "artefact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("implements_id", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("market_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("release_set", sa.Text(), nullable=False),
        sa.Column("external_ids", LIST_OR_RECORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["implements_id"],
            ["artefact.id"],
            name=op.f("fk_artefact_implements_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artefact")),
    )
    with op.batch_alter_table("artefact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_artefact_implements_id"), ["implements_id"], unique=False)


def add_gate_template() -> None:
    op.create_table(
        "gate_template",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("gate_set", sa.Text(), nullable=False),
        sa.Column("tiers", LIST_OR_RECORD, nullable=False),
        sa.Column("offset_weeks", sa.Double(), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("work_kinds", LIST_OR_RECORD, nullable=False),
        sa.Column("artefact_types", LIST_OR_RECORD, nullable=False),
        sa.Column("sign_offs", LIST_OR_RECORD, nullable=False),
        sa.Column("thresholds", LIST_OR_RECORD, nullable=False),
        sa.Column("evidence_days", sa.BigInteger(), nullable=True),
        sa.Column("takes", sa.Text(), nullable=True),
        sa.Column("takes_optimistic", sa.Text(), nullable=True),
        sa.Column("takes_pessimistic", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_template")),
    )


def add_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("launch_id", sa.Text(), nullable=False),
        sa.Column("market_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("forum", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("signatures", LIST_OR_RECORD, nullable=False),
        sa.Column("conditions", LIST_OR_RECORD, nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launch.id"], name=op.f("fk_decision_launch_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_launch_id"), ["launch_id"], unique=False)


def add_artefact_version() -> None:
    op.create_table(
        "artefact_version",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("artefact_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("implements_version_id", sa.Text(), nullable=True),
        sa.Column("initiative_id", sa.Text(), nullable=True),
        sa.Column("frozen_on", sa.Date(), nullable=True),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("words", sa.BigInteger(), nullable=False),
        sa.Column("outdates", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["artefact_id"],
            ["artefact.id"],
            name=op.f("fk_artefact_version_artefact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["implements_version_id"],
            ["artefact_version.id"],
            name=op.f("fk_artefact_version_implements_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_artefact_version_initiative_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artefact_version")),
    )
    with op.batch_alter_table("artefact_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_artefact_version_artefact_id"), ["artefact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_artefact_version_implements_version_id"), ["implements_version_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_artefact_version_initiative_id"), ["initiative_id"], unique=False)


def add_gate() -> None:
    op.create_table(
        "gate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("launch_id", sa.Text(), nullable=False),
        sa.Column("market_id", sa.Text(), nullable=True),
        sa.Column("template_id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("hard", sa.Boolean(), nullable=True),
        sa.Column("weight", sa.Double(), nullable=True),
        sa.Column("applies", sa.Boolean(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("initiative_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("artefact_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("readings", LIST_OR_RECORD, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launch.id"], name=op.f("fk_gate_launch_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_gate_market_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["gate_template.id"],
            name=op.f("fk_gate_template_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate")),
    )
    with op.batch_alter_table("gate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_launch_id"), ["launch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gate_market_id"), ["market_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gate_template_id"), ["template_id"], unique=False)


def add_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("gate_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gate_id"], ["gate.id"], name=op.f("fk_evidence_gate_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["artefact_version.id"],
            name=op.f("fk_evidence_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_gate_id"), ["gate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_version_id"), ["version_id"], unique=False)


def add_sign_off() -> None:
    op.create_table(
        "sign_off",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("gate_id", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("approver", sa.Text(), nullable=False),
        sa.Column("delegate", sa.Text(), nullable=False),
        sa.Column("queue_id", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gate_id"], ["gate.id"], name=op.f("fk_sign_off_gate_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["queue_id"], ["review_queue.id"], name=op.f("fk_sign_off_queue_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["artefact_version.id"],
            name=op.f("fk_sign_off_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_off_gate_id"), ["gate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_off_queue_id"), ["queue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_off_version_id"), ["version_id"], unique=False)


def add_waiver() -> None:
    op.create_table(
        "waiver",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("gate_id", sa.Text(), nullable=False),
        sa.Column("approver", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gate_id"], ["gate.id"], name=op.f("fk_waiver_gate_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
    )
    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiver_gate_id"), ["gate_id"], unique=False)


def alter_launch() -> None:
    with op.batch_alter_table("launch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gate_set", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("policy_version_ids", LIST_OR_RECORD, nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("rollback_plan", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("rollback_owner", sa.Text(), nullable=False, server_default=""))


def alter_launch_market() -> None:
    with op.batch_alter_table("launch_market", schema=None) as batch_op:
        batch_op.add_column(sa.Column("launched_on", sa.DateTime(), nullable=True))
