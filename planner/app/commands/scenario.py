"""Commands about scenarios: keep edits beside the plan, compare what they come to, merge one, drop the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planner.app.commands.made_changes import save_or_tell
from planner.app.output import Cell, json_option, print_findings, print_json, print_table, show_rows
from planner.app.session import author_option, now, open_store
from planner.plan.changes import Operation
from planner.plan.entities import Scenario, ScenarioStatus
from planner.plan.errors import InvalidChangeError, NotFoundError
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from planner.scenarios.conflicts import Choices, Conflict, Keep
    from planner.scenarios.merging import Merge
    from planner.store import Store


@click.group()
def scenario() -> None:
    """Keep edits beside the plan, compare what they come to, merge one and drop the others."""


@scenario.command("list", epilog="Examples: planner scenario list   planner scenario list --all --json")
@click.option("--all", "all_", is_flag=True, help="Also those that were merged or dropped.")
@json_option
@click.pass_obj
def list_scenarios(database: str, all_: bool, as_json: bool) -> None:
    """Show the scenarios that are open: on which revision they were made, and what the plan has changed since."""
    with open_store(database) as store:
        plan = store.plan()
        found = [one for one in plan.all(Scenario).values() if all_ or one.status is ScenarioStatus.OPEN]
        rows = [_listed(store, plan, one) for one in sorted(found, key=lambda one: one.code)]
    show_rows("Scenarios", rows, as_json, right=("base", "edits", "conflicts"))


def _listed(store: Store, plan: Plan, one: Scenario) -> dict[str, Cell]:
    conflicts = len(_merge(store, plan, one).conflicts) if one.status is ScenarioStatus.OPEN else None
    return {"code": one.code, "name": one.name, "owner": one.owner, "status": one.status.value,
            "base": one.base_revision, "edits": len(one.edits), "conflicts": conflicts}  # fmt: skip


def _merge(store: Store, plan: Plan, one: Scenario, choices: Choices | None = None) -> Merge:
    from planner.scenarios.merging import base_of, merged

    return merged(plan, one, base_of(one, plan, lambda number: store.plan_at(revision=number)), choices)


@scenario.command(epilog="Examples: planner scenario show VENDOR-EARLY   planner scenario show VENDOR-EARLY --json")
@click.argument("code")
@json_option
@click.pass_obj
def show(database: str, code: str, as_json: bool) -> None:
    """Show what CODE changes, and which fields the plan has changed since."""
    from planner.scenarios.edits import read
    from planner.scenarios.trial import named, tried

    with open_store(database) as store:
        plan = store.plan()
        one = named(plan, code)
        merge = _merge(store, plan, one) if one.status is ScenarioStatus.OPEN else None
    trial = tried(plan, one.id)
    edits = [_edit_row(trial.plan, plan, operation) for operation in read(one).operations]
    conflicts = [_conflict_row(conflict, merge) for conflict in merge.conflicts] if merge else []
    if as_json:
        print_json({**_about(one), "edits": edits, "conflicts": conflicts})
        return
    about = f"{one.code} {one.name}: {one.status.value}, made on revision {one.base_revision}"
    click.echo(f"{about}{f', {one.owner} answers for it' if one.owner else ''}.")
    if one.description:
        click.echo(one.description)
    print_table("Edits", edits)
    if conflicts:
        print_table("Changed in the plan since", conflicts)
    print_findings([*trial.left_out, *(merge.clashes if merge else ())])


def _about(one: Scenario) -> dict[str, object]:
    return {"code": one.code, "name": one.name, "description": one.description, "owner": one.owner,
            "status": one.status.value, "baseRevision": one.base_revision}  # fmt: skip


def _edit_row(after: Plan, plan: Plan, operation: Operation) -> dict[str, Cell]:
    """Return an edit; items are called as they are in the plan, what values refer to as it is after."""
    from planner.scenarios.wording import item_text, operation_text

    entity = plan.get(operation.kind, operation.id) or after.get(operation.kind, operation.id)
    item = operation.id if entity is None else item_text(entity, (plan, after))
    values = operation_text(operation, (after, plan))
    return {"action": operation.action.value, "kind": operation.kind.replace("_", " "), "item": item, "sets": values}


def _conflict_row(conflict: Conflict, merge: Merge) -> dict[str, Cell]:
    from planner.scenarios.conflicts import text_of
    from planner.scenarios.wording import item_text

    field = conflict.field
    plans = (merge.plan, merge.base)
    entity = next((one for plan in plans if (one := plan.get(conflict.kind, conflict.id)) is not None), None)
    item = conflict.id if entity is None else item_text(entity, plans)
    sides = {side: text_of(conflict, value, merge.base, merge.plan)
             for side, value in (("mine", conflict.mine), ("theirs", conflict.theirs))}  # fmt: skip
    was = text_of(conflict, conflict.was, merge.base, merge.plan) if field else ""
    return {"item": item, "field": field or "", "was": was, **sides}


@scenario.command(
    epilog="Examples: planner scenario keep SLOWER 'Two weeks more' --set POL-101.duration=5w   "
    "planner scenario keep VENDOR-EARLY 'Vendor two weeks earlier' --file edits.json --owner 'Ada'"
)
@click.argument("code")
@click.argument("name")
@click.option("--set", "settings", multiple=True, metavar="CODE.FIELD=VALUE", help="One edit; may be repeated.")
@click.option("--file", "file", type=click.Path(exists=True, dir_okay=False), help="JSON list of edits, as for impact.")
@click.option("--description", default="", help="What it tries, and for whom.")
@click.option("--owner", default="", help="Person who answers for it.")
@click.option("--replace", is_flag=True, help="Put these edits in place of those of the open scenario of this code.")
@author_option
@click.pass_obj
def keep(
    database: str,
    code: str,
    name: str,
    settings: tuple[str, ...],
    file: str | None,
    description: str,
    owner: str,
    replace: bool,
    author: str,
) -> None:
    """Keep edits beside the plan as scenario CODE; the plan itself stays as it is."""
    from planner.app.commands.made_changes import kept_as
    from planner.app.wished_changes import wished
    from planner.scenarios.keeping import Terms

    with open_store(database) as store:
        plan = store.plan()
        operations, findings = wished(plan, file, settings)
        if findings:
            raise InvalidChangeError(findings)
        terms = Terms(code, name, description, owner)
        revision = kept_as(store, plan, terms, operations, author, now(), replace=replace)
    click.echo(f"Kept as scenario {code} in revision {revision}.")


@scenario.command(epilog="Examples: planner scenario compare   planner scenario compare VENDOR-EARLY SPLIT-FR --json")
@click.argument("codes", nargs=-1)
@json_option
@click.pass_obj
def compare(database: str, codes: tuple[str, ...], as_json: bool) -> None:
    """Show what scenarios would change of the plan, side by side; all that are open, unless CODES name some."""
    from planner.app.commands.scenario_comparison import comparison_json, show_comparisons
    from planner.scenarios.comparison import compared
    from planner.scenarios.trial import named, open_ones

    with open_store(database) as store:
        plan = store.plan()
    found = [compared(plan, one.id) for one in ([named(plan, code) for code in codes] or open_ones(plan))]
    if as_json:
        print_json([comparison_json(one) for one in found])
    else:
        show_comparisons(plan, found)


@scenario.command(
    epilog="Examples: planner scenario merge VENDOR-EARLY   planner scenario merge VENDOR-EARLY --keep mine --apply   "
    "planner scenario merge VENDOR-EARLY --decide POL-101.duration=theirs --apply"
)
@click.argument("code")
@click.option("--keep", type=click.Choice(["mine", "theirs"]), help="Whose values hold in all other conflicts.")
@click.option(
    "--decide",
    "decisions",
    multiple=True,
    metavar="ITEM[.FIELD]=mine|theirs",
    help="Whose value holds in one conflict; may be repeated.",
)
@click.option("--accept-clashes", is_flag=True, help="Also where both together miss dates or overload teams.")
@click.option("--apply", "apply_", is_flag=True, help="Save the result; without it nothing is changed.")
@author_option
@json_option
@click.pass_obj
def merge(
    database: str,
    code: str,
    keep: str | None,
    decisions: tuple[str, ...],
    accept_clashes: bool,
    apply_: bool,
    author: str,
    as_json: bool,
) -> None:
    """Bring the edits of CODE into the plan as it is now: mine is the scenario's value, theirs the plan's."""
    from planner.scenarios.conflicts import Choices, Keep
    from planner.scenarios.trial import named

    with open_store(database) as store:
        plan = store.plan()
        one = named(plan, code)
        first = _merge(store, plan, one)
        choices = Choices(Keep(keep) if keep else None, dict(_decision(first, text) for text in decisions))
        found = _merge(store, plan, one, choices)
        found.refuse(despite_clashes=accept_clashes)
        message = f"Merge scenario {one.code}: {one.name}"
        save_or_tell(store, found.operations, message, author, apply_, as_json)
        if not as_json:
            print_findings(found.clashes)


def _decision(merge: Merge, text: str) -> tuple[tuple[str, str, str | None], Keep]:
    from planner.scenarios.conflicts import Keep

    spot, _, side = text.rpartition("=")
    item, _, field = spot.rpartition(".") if "." in spot else (spot, "", "")
    for conflict in merge.conflicts:
        row = _conflict_row(conflict, merge)
        if (row["item"], row["field"]) == (item, field) and side in ("mine", "theirs"):
            return conflict.spot, Keep(side)
    raise NotFoundError("conflict", text, "Write ITEM.FIELD=mine or =theirs as `planner scenario show` has them.")


@scenario.command(epilog="Example: planner scenario drop VENDOR-EARLY --apply")
@click.argument("code")
@click.option("--apply", "apply_", is_flag=True, help="Save the result; without it nothing is changed.")
@author_option
@json_option
@click.pass_obj
def drop(database: str, code: str, apply_: bool, author: str, as_json: bool) -> None:
    """Give CODE up: it stays on the record and is compared no more."""
    from planner.scenarios.trial import dropping, named

    with open_store(database) as store:
        one = named(store.plan(), code)
        save_or_tell(store, dropping(one), f"Drop scenario {one.code}: {one.name}", author, apply_, as_json)
