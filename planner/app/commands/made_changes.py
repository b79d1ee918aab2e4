"""Changes that the program works out: shown first, saved with --apply."""

from collections import Counter
from collections.abc import Callable, Sequence

import click

from planner.app.output import print_findings, print_json
from planner.app.session import now, open_store
from planner.plan.changes import ChangeSet, Operation
from planner.plan.entities import KINDS
from planner.plan.errors import InvalidChangeError
from planner.plan.findings import has_errors
from planner.plan.snapshot import Plan

Make = Callable[[Plan, Callable[[], str]], Sequence[Operation]]


def show_or_apply(database: str, make: Make, message: str, author: str, apply_: bool, as_json: bool) -> None:
    """Print what operations would change, and save them as one revision if asked to.

    Raises InvalidChangeError where rules refuse them.
    """
    from planner.store import new_id

    with open_store(database) as store:
        plan = store.plan()
        change_set = ChangeSet(tuple(make(plan, new_id)), author, message, plan.revision)
        outcome = store.preview(change_set)
        if has_errors(outcome.findings):
            raise InvalidChangeError(outcome.findings)
        saved = apply_ and bool(outcome.changes)
        revision = store.commit(change_set, at=now()).revision.number if saved else None
    counts = Counter((change.action.value, change.kind) for change in outcome.changes)
    if as_json:
        told = [{"action": action, "kind": kind, "count": n} for (action, kind), n in counts.items()]
        print_json({"changes": told, "revision": revision})
        return
    print_findings(outcome.findings)
    said = [f"{n} {_noun(kind, n)} {action}d" for (action, kind), n in counts.items()]
    click.echo(f"{', '.join(said) or 'Nothing to do'}.")
    if revision is not None:
        click.echo(f"Saved as revision {revision}.")
    elif said:
        click.echo("Nothing was saved. Repeat with --apply to save it.")


def _noun(kind: str, count: int) -> str:
    return (kind if count == 1 else KINDS[kind].plural).replace("_", " ")
