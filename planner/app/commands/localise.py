"""The command that makes and keeps up the translation work of a launch."""

from collections.abc import Callable, Sequence

import click

from planner.app.commands.made_changes import show_or_apply
from planner.app.output import json_option
from planner.app.session import author_option
from planner.plan.changes import Operation
from planner.plan.snapshot import Plan


@click.command(epilog="Examples: planner localise LCH-701   planner localise LCH-701 --apply")
@click.argument("launch")
@click.option("--source", default="en", show_default=True, help="Language that the texts are written in.")
@click.option("--apply", "apply_", is_flag=True, help="Save the result; without it nothing is changed.")
@author_option
@json_option
@click.pass_obj
def localise(database: str, launch: str, source: str, apply_: bool, author: str, as_json: bool) -> None:
    """Make the translation work of LAUNCH: one initiative per text and language; again, only the difference."""

    def make(plan: Plan, new_id: Callable[[], str]) -> Sequence[Operation]:
        from planner.readiness.localisation import localise as made

        return made(plan, plan.find(launch).id, new_id, source)

    show_or_apply(database, make, f"Localise {launch}", author, apply_, as_json)
