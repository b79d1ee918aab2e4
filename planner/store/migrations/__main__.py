"""Writes the migration that changed declarations need: ``python -m planner.store.migrations "Add person"``."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config

from planner.store.database import Database
from planner.store.migration import MIGRATIONS, configuration, migrate, newest_version
from planner.store.migration_steps import in_steps


def write_migration(message: str) -> Path:
    """Return the new file: the steps from the newest migration to today's declarations, to be read and completed."""
    number = f"{int(newest_version()) + 1:04d}"
    with TemporaryDirectory() as scratch:
        database = Database(f"sqlite:///{scratch}/scratch.db")
        migrate(database)
        with database.writing() as connection:
            command.revision(_with_template(configuration(connection)), message, autogenerate=True, rev_id=number)
        database.close()
    path = next((MIGRATIONS / "versions").glob(f"{number}_*.py"))
    path.write_text(in_steps(path.read_text("utf-8")), "utf-8")
    return path


def _with_template(config: Config) -> Config:
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


if __name__ == "__main__":
    print(write_migration(" ".join(sys.argv[1:]) or "Change the layout"))  # noqa: T201
