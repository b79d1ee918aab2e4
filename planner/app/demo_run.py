"""The whole product once through: build the demo portfolio, compute, write the workbook, serve."""

from pathlib import Path

import click

from planner.app.demo import build, seeded_ids
from planner.app.exporting import export
from planner.app.output import count_line, counting, working
from planner.app.session import now
from planner.plan.entities import Dependency, Initiative, Launch
from planner.plan.snapshot import Plan
from planner.review import review
from planner.schedule import critical_path, schedule
from planner.store import Store

DATABASE = "northstar.db"
WORKBOOK = "northstar.xlsx"
SEED = 2026
SHOWN_LAUNCH = "LCH-701"


def run_demo(folder: Path, *, port: int, serve: bool) -> None:
    """Build the portfolio in ``folder`` unless it is there, write the workbook, then serve until Ctrl-C."""
    from planner.app.serving import bind, run_server

    listener = bind("127.0.0.1", port) if serve else None
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / DATABASE
    if not database.exists():
        _build(folder, database)
    with Store.open(f"sqlite:///{database}", follow=serve) as store:
        _summarise(store.plan())
        with working("Writing the workbook"):
            (folder / WORKBOOK).write_bytes(export(store, "planner.xlsx", at=now()).data)
        click.echo(f"The workbook is {folder / WORKBOOK}, the imported files are in {folder / 'inputs'}.")
        if listener is not None:
            run_server(store, listener, author="demo", development=True)


def _build(folder: Path, database: Path) -> None:
    """Build under another name first, so that a demo that was interrupted is built again."""
    unfinished = database.with_suffix(".unfinished")
    for leftover in folder.glob(unfinished.name + "*"):
        leftover.unlink()
    with counting("Building Northstar") as tell, Store.open(f"sqlite:///{unfinished}") as store:
        report = build(store, at=now(), new_id=seeded_ids(SEED), folder=folder / "inputs", progress=tell)
    unfinished.rename(database)
    click.echo(
        f"Built Northstar: {report.revision} revisions; importing its files: {count_line(report.import_findings)}."
    )


def _summarise(plan: Plan) -> None:
    """Print what a planner would look at first."""
    dates = schedule(plan)
    counts = [(len(plan.all(cls)), cls.KIND.plural) for cls in (Initiative, Dependency, Launch)]
    said = ", ".join(f"{count} {name}" for count, name in counts)
    critical = sum(item.critical for item in dates.dates.values())
    click.echo(f"Revision {plan.revision}: {said}; {critical} critical, finishing {dates.finish:%d %b %Y}.")
    click.echo(f"Review: {count_line(review(plan))}; list them with `planner findings`.")
    launch = plan.find(SHOWN_LAUNCH)
    path = critical_path(plan, launch.id)
    chain = " → ".join(plan.work(step.id).code for step in path.steps)
    click.echo(f"{launch.code} {launch.name}: {path.finish:%a %d %b %Y}, decided by {chain}.")
