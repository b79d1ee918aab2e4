"""Add training, localisation, risk and templates.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LIST_OR_RECORD = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    add_common_cause()
    add_curriculum()
    add_plan_template()
    add_risk()
    add_course()
    add_cohort()
    add_language()
    add_learner()
    add_requirement()
    add_certificate()
    add_translation()
    alter_initiative()
    alter_portfolio()


def add_common_cause() -> None:
    op.create_table(
        "common_cause",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("correlation", sa.Double(), nullable=False),
        sa.Column("initiative_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("team_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common_cause")),
    )


def add_curriculum() -> None:
    op.create_table(
        "curriculum",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("course_ids", LIST_OR_RECORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curriculum")),
    )


def add_plan_template() -> None:
    op.create_table(
        "plan_template",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("items", LIST_OR_RECORD, nullable=False),
        sa.Column("links", LIST_OR_RECORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_template")),
    )


def add_risk() -> None:
    op.create_table(
        "risk",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("delay_optimistic", sa.Text(), nullable=True),
        sa.Column("delay", sa.Text(), nullable=True),
        sa.Column("delay_pessimistic", sa.Text(), nullable=True),
        sa.Column("work_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("market_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("response_plan", sa.Text(), nullable=False),
        sa.Column("response_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk")),
    )


def add_course() -> None:
    op.create_table(
        "course",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("artefact_id", sa.Text(), nullable=True),
        sa.Column("validity_months", sa.BigInteger(), nullable=True),
        sa.Column("proficiency_mark", sa.Double(), nullable=False),
        sa.Column("hours", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["artefact_id"], ["artefact.id"], name=op.f("fk_course_artefact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_artefact_id"), ["artefact_id"], unique=False)


def add_cohort() -> None:
    op.create_table(
        "cohort",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("course_id", sa.Text(), nullable=False),
        sa.Column("market_id", sa.Text(), nullable=True),
        sa.Column("workforce", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("finish", sa.Date(), nullable=False),
        sa.Column("seats", sa.BigInteger(), nullable=False),
        sa.Column("pass_rate", sa.Double(), nullable=False),
        sa.Column("initiative_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_cohort_course_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_cohort_initiative_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_cohort_market_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
    )
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_market_id"), ["market_id"], unique=False)


def add_language() -> None:
    op.create_table(
        "language",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words_per_day", sa.Double(), nullable=False),
        sa.Column("translators", sa.BigInteger(), nullable=False),
        sa.Column("review_days", sa.Double(), nullable=False),
        sa.Column("legal_days", sa.Double(), nullable=False),
        sa.Column("calendar_id", sa.Text(), nullable=True),
        sa.Column("team_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["calendar_id"],
            ["calendar.id"],
            name=op.f("fk_language_calendar_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_language_team_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language")),
    )
    with op.batch_alter_table("language", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_calendar_id"), ["calendar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_language_team_id"), ["team_id"], unique=False)


def add_learner() -> None:
    op.create_table(
        "learner",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("market_id", sa.Text(), nullable=True),
        sa.Column("workforce", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("external_ids", LIST_OR_RECORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_learner_market_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_learner_team_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner")),
    )
    with op.batch_alter_table("learner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learner_market_id"), ["market_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_learner_team_id"), ["team_id"], unique=False)


def add_requirement() -> None:
    op.create_table(
        "requirement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("market_ids", LIST_OR_RECORD, nullable=False),
        sa.Column("workforce", sa.Text(), nullable=True),
        sa.Column("course_id", sa.Text(), nullable=True),
        sa.Column("curriculum_id", sa.Text(), nullable=True),
        sa.Column("launch_ids", LIST_OR_RECORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_requirement_course_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["curriculum_id"],
            ["curriculum.id"],
            name=op.f("fk_requirement_curriculum_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
    )
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirement_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requirement_curriculum_id"), ["curriculum_id"], unique=False)


def add_certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("learner_id", sa.Text(), nullable=False),
        sa.Column("course_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=True),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("score_before", sa.Double(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("proficiency", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_certificate_course_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learner.id"],
            name=op.f("fk_certificate_learner_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["artefact_version.id"],
            name=op.f("fk_certificate_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_learner_id"), ["learner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_version_id"), ["version_id"], unique=False)


def add_translation() -> None:
    op.create_table(
        "translation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("language_id", sa.Text(), nullable=False),
        sa.Column("launch_id", sa.Text(), nullable=True),
        sa.Column("initiative_id", sa.Text(), nullable=False),
        sa.Column("words", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_translation_initiative_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["language_id"],
            ["language.id"],
            name=op.f("fk_translation_language_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launch.id"], name=op.f("fk_translation_launch_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["artefact_version.id"],
            name=op.f("fk_translation_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
    )
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_translation_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translation_language_id"), ["language_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translation_launch_id"), ["launch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translation_version_id"), ["version_id"], unique=False)


def alter_initiative() -> None:
    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.add_column(sa.Column("distribution", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("activity_type", sa.Text(), nullable=False, server_default="task"))


def alter_portfolio() -> None:
    with op.batch_alter_table("portfolio", schema=None) as batch_op:
        batch_op.add_column(sa.Column("distribution", sa.Text(), nullable=False, server_default="pert"))
        batch_op.add_column(sa.Column("three_point", sa.Text(), nullable=False, server_default="extremes"))
