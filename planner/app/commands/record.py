"""Commands about history: what changed, taking it back, and proving that the record is whole."""

import click

from planner.app.output import Cell, finding_json, json_option, print_findings, print_json, show_rows
from planner.app.session import author_option, now, open_store
from planner.plan.changes import Change
from planner.plan.codec import encode
from planner.plan.entities import KINDS
from planner.plan.rules.place import name_of
from planner.plan.snapshot import Plan


@click.command(epilog="Examples: planner history   planner history POL-101 --limit 5   planner history --changes 12")
@click.argument("code", required=False)
@click.option("--limit", default=20, show_default=True, help="How many revisions, newest first.")
@click.option("--changes", "number", type=int, help="Show what one revision changed, field by field.")
@json_option
@click.pass_obj
def history(database: str, code: str | None, limit: int, number: int | None, as_json: bool) -> None:
    """Show who changed what, when and why; of one initiative or launch if CODE is given."""
    with open_store(database) as store:
        if number is not None:
            plan = store.plan()
            fields = [row for change in store.changes(number) for row in change_rows(plan, change)]
            show_rows(f"Revision {number}", fields, as_json)
            return
        work = store.plan().find(code) if code else None
        revisions = store.history(first=limit, kind=work.KIND.name if work else None, id=work.id if work else None)
        shown: list[dict[str, Cell]] = [
            {
                "revision": item.number,
                "at": item.at.isoformat(timespec="seconds"),
                "author": item.author,
                "changes": item.size,
                "message": item.message,
                "undoes": item.undoes,
            }
            for item in revisions
        ]
        show_rows("History", shown, as_json, right=("revision", "changes", "undoes"))


def change_rows(plan: Plan, change: Change) -> list[dict[str, str | None]]:
    """Return one row per changed field, with values as the API shows them."""
    kind = KINDS[change.kind]
    entity = plan.get(change.kind, change.id)
    before, after = (encode(kind, values or {}) for values in (change.before, change.after))
    fields = [name for name in kind.by_name if name in before or name in after]
    return [
        {
            "item": name_of(entity) if entity else f"{kind.label} {change.id}",
            "action": change.action.value,
            "field": name,
            "before": _shown(before.get(name)),
            "after": _shown(after.get(name)),
        }
        for name in fields
        if (change.before is not None and change.after is not None) or _shown(before.get(name) or after.get(name))
    ]


def _shown(value: object) -> str | None:
    return None if value in (None, "", []) else str(value)


@click.command(epilog="Example: planner undo 12 --message 'Imported the wrong file'")
@click.argument("revision", type=int)
@click.option("-m", "--message", default="", help="Why it is taken back.")
@author_option
@json_option
@click.pass_obj
def undo(database: str, revision: int, message: str, author: str, as_json: bool) -> None:
    """Take REVISION back as a new revision; refused where the same fields changed since."""
    with open_store(database) as store:
        done = store.undo(revision, author=author, at=now(), message=message)
    summary = {"revision": done.revision.number, "undoes": revision, "changes": done.revision.size}
    if as_json:
        print_json(summary)
    elif not done.outcome.changes:
        click.echo(f"Nothing of revision {revision} is left to undo.")
    else:
        click.echo(f"Revision {revision} is undone by revision {done.revision.number}: {done.revision.size} change(s).")


@click.group()
def audit() -> None:
    """Check that history has not been tampered with."""


@audit.command(epilog="Example: planner audit verify --json   (exit code 1 if anything does not match)")
@json_option
@click.pass_obj
@click.pass_context
def verify(ctx: click.Context, database: str, as_json: bool) -> None:
    """Recompute the hash chain of every revision and compare history with the present tables."""
    from planner.app.output import working

    with open_store(database) as store, working("Verifying the record"):
        result = store.verify()
    if as_json:
        findings = [finding_json(finding) for finding in result.findings]
        print_json({"revisions": result.revisions, "headHash": result.head_hash, "findings": findings})
    else:
        print_findings(result.findings)
        state = "does not verify" if result.findings else "verifies"
        click.echo(f"The record of {result.revisions} revision(s) {state}; its head is {result.head_hash[:16]}.")
    ctx.exit(1 if result.findings else 0)
