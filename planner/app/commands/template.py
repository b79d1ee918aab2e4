"""Commands about plan templates: list them, use one, make one from work that exists."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

import click

from planner.app.commands.made_changes import show_or_apply
from planner.app.output import Cell, json_option, show_rows
from planner.app.session import author_option, open_store
from planner.plan.changes import Operation
from planner.plan.entities import PlanTemplate
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan

NewId = Callable[[], str]


@click.group()
def template() -> None:
    """Make parts of the plan from templates with relative dates, and templates from parts of the plan."""


@template.command("list", epilog="Example: planner template list")
@json_option
@click.pass_obj
def list_templates(database: str, as_json: bool) -> None:
    """Show the templates of the plan."""
    with open_store(database) as store:
        plan = store.plan()
    rows: list[dict[str, Cell]] = [
        {"code": row.code, "name": row.name, "anchor": row.anchor.value, "items": len(row.items),
         "links": len(row.links), "description": row.description}
        for row in sorted(plan.all(PlanTemplate).values(), key=lambda row: row.code)
    ]  # fmt: skip
    show_rows("Templates", rows, as_json, right=("items", "links"))


@template.command("add-shipped", epilog="Example: planner template add-shipped --apply")
@click.option("--apply", "apply_", is_flag=True, help="Save the result; without it nothing is changed.")
@author_option
@json_option
@click.pass_obj
def add_shipped(database: str, apply_: bool, author: str, as_json: bool) -> None:
    """Add the templates that come with the program: policy launch, migration, certification wave, after a launch."""

    def make(plan: Plan, new_id: NewId) -> Sequence[Operation]:
        from planner.roadmap.templates_shipped import add_shipped as added

        return added(plan, new_id)

    show_or_apply(database, make, "Add shipped templates", author, apply_, as_json)


@template.command(
    epilog="Examples: planner template use MIGRATION PMS 'Queue tool' --day 2027-02-01   "
    "planner template use AFTER-LAUNCH LCH-701 'SII v3' --launch LCH-701 --apply"
)
@click.argument("code")
@click.argument("prefix")
@click.argument("name")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the anchor. Default: the launch's own.")
@click.option("--launch", default="", help="Launch that the work leads to or follows. Default: a new one, if need be.")
@click.option("--parent", default="", help="Initiative that the new work becomes part of.")
@click.option("--owner", default="", help="Person who answers for what names nobody.")
@click.option("--apply", "apply_", is_flag=True, help="Save the result; without it nothing is changed.")
@author_option
@json_option
@click.pass_obj
def use(
    database: str,
    code: str,
    prefix: str,
    name: str,
    day: datetime | None,
    launch: str,
    parent: str,
    owner: str,
    apply_: bool,
    author: str,
    as_json: bool,
) -> None:
    """Make the work of template CODE as one change: codes begin with PREFIX, NAME stands for {name}."""

    def make(plan: Plan, new_id: NewId) -> Sequence[Operation]:
        from planner.roadmap.templates import Use, instantiate

        found = plan.by_code("plan_template", code)
        if found is None:
            raise NotFoundError("template", code, "List them with `planner template list`.")
        launch_id, parent_id = (plan.find(text).id if text else None for text in (launch, parent))
        wanted = Use(prefix, name, day.date() if day else None, launch_id, parent_id, owner)
        return instantiate(plan, cast(PlanTemplate, found), wanted, new_id)

    show_or_apply(database, make, f"Use template {code} for {name}", author, apply_, as_json)


@template.command(
    epilog="Example: planner template save SII-PATTERN 'Like SII' POL-101 POL-102 --stands-for SII --apply"
)
@click.argument("code")
@click.argument("name")
@click.argument("initiatives", nargs=-1, required=True)
@click.option("--launch", default="", help="Launch that the dates are relative to. Default: the earliest start.")
@click.option("--stands-for", default="", help="Text in the names that becomes {name}.")
@click.option("--description", default="", help="When to use it.")
@click.option("--apply", "apply_", is_flag=True, help="Save the result; without it nothing is changed.")
@author_option
@json_option
@click.pass_obj
def save(
    database: str,
    code: str,
    name: str,
    initiatives: tuple[str, ...],
    launch: str,
    stands_for: str,
    description: str,
    apply_: bool,
    author: str,
    as_json: bool,
) -> None:
    """Make template CODE from INITIATIVES and all their parts: links within, relative dates, demands."""

    def make(plan: Plan, new_id: NewId) -> Sequence[Operation]:
        from planner.roadmap.templates_from_plan import save_template

        chosen = [plan.find(text).id for text in initiatives]
        named = {"code": code, "name": name, "description": description}
        launch_id = plan.find(launch).id if launch else None
        return save_template(plan, chosen, named, new_id, launch_id=launch_id, stands_for=stands_for)

    show_or_apply(database, make, f"Save template {code}", author, apply_, as_json)
