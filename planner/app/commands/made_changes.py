"""Changes that the program works out: shown first, saved with --apply."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import click

from planner.app.output import print_findings, print_json
from planner.app.session import now, open_store
from planner.plan.changes import ChangeSet, Operation
from planner.plan.entities import KINDS
from planner.plan.errors import InvalidChangeError
from planner.plan.findings import has_errors
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from planner.scenarios.keeping import Terms
    from planner.store import Store

F = TypeVar("F", bound=Callable[..., object])
Make = Callable[[Plan, Callable[[], str]], Sequence[Operation]]


def show_or_apply(database: str, make: Make, message: str, author: str, apply_: bool, as_json: bool) -> None:
    """Print what operations on the newest plan would change, and save them as one revision if asked to.

    Raises InvalidChangeError where rules refuse them.
    """
    from planner.store import new_id

    with open_store(database) as store:
        save_or_tell(store, make(store.plan(), new_id), message, author, apply_, as_json)


def save_or_tell(
    store: "Store", operations: Sequence[Operation], message: str, author: str, apply_: bool, as_json: bool
) -> None:
    """Print what operations would change, and save them as one revision if asked to; raises InvalidChangeError."""
    change_set = ChangeSet(tuple(operations), author, message, store.plan().revision)
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


def keep_as_option(command: F) -> F:
    """Add ``--keep-as`` to a command that proposes changes."""
    text = "Keep the proposal as a scenario beside the plan, in place of what an open one of this code holds."
    return click.option("--keep-as", metavar="CODE", help=text)(command)


def refuse_both(apply_: bool, keep_as: str | None) -> None:
    """Raise UsageError where a proposal should be both saved and kept beside the plan."""
    if apply_ and keep_as:
        raise click.UsageError("Give --apply or --keep-as, not both.")


def save_or_keep(
    store: "Store",
    plan: Plan,
    operations: Sequence[Operation],
    message: str,
    author: str,
    at: datetime,
    *,
    keep_as: str | None,
) -> int:
    """Save operations made on a plan, or keep them as the scenario of a code; return the revision's number."""
    from planner.scenarios.keeping import Terms

    if keep_as:
        return kept_as(store, plan, Terms(keep_as, message), operations, author, at, replace=True)
    return store.commit(ChangeSet(tuple(operations), author, message, plan.revision), at=at).revision.number


def kept_as(
    store: "Store",
    plan: Plan,
    terms: "Terms",
    operations: Sequence[Operation],
    author: str,
    at: datetime,
    *,
    replace: bool = False,
) -> int:
    """Keep operations made on a plan as a scenario, and return the number of the revision that holds it."""
    from planner.scenarios.keeping import keeping
    from planner.store import new_id

    made = keeping(plan, plan, terms, operations, new_id, replace=replace)
    message = f"Keep scenario {terms.code}: {terms.name}"
    return store.commit(ChangeSet(made, author, message, plan.revision), at=at).revision.number


def _noun(kind: str, count: int) -> str:
    return (kind if count == 1 else KINDS[kind].plural).replace("_", " ")
