"""One run of a command: the database it works on, who runs it, and what time it is.

The clock and the user's name are read here and nowhere below.
"""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import click

from planner.plan.errors import PlannerError
from planner.store import Store

F = TypeVar("F", bound=Callable[..., object])


class MissingDatabaseError(PlannerError):
    """A command that needs a plan where there is none."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"There is no plan at {url}.", "Create one with `planner init`, or name another with --database."
        )


def author_option(command: F) -> F:
    """Add ``--author`` to a command that changes the plan."""
    return click.option("--author", default=user_name, show_default="your login", help="Who makes the change.")(command)


def user_name() -> str:
    """Return the login name of whoever runs the program."""
    try:
        return getpass.getuser()
    except OSError:
        return "unknown"


def now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)


def open_store(url: str, *, create: bool = False, follow: bool = False) -> Store:
    """Open the plan's database; unless ``create``, one that does not exist is refused instead of made."""
    from sqlalchemy.engine import make_url

    path = make_url(url).database if url.startswith("sqlite") else None
    if path and not create:
        from pathlib import Path

        if not Path(path).exists():
            raise MissingDatabaseError(url)
    return Store.open(url, follow=follow)
