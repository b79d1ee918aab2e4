"""The command that writes files."""

import sys
from pathlib import Path

import click

from planner.app.commands.reports import GROUPINGS
from planner.app.output import json_option, print_json, working
from planner.app.session import now, open_store
from planner.plan.errors import PlannerError


class UnwritableFileError(PlannerError):
    """A file that cannot be written where it was asked for."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be written: {why}.", "Name a file in a folder that exists and is yours.")


def write_file(path: Path, data: bytes) -> None:
    """Write a file, or raise UnwritableFileError."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnwritableFileError(path, error.strerror or str(error)) from error


@click.command(
    epilog="Examples: planner export planner.xlsx   planner export initiative.csv -o -   "
    "planner export graph.mmd --focus LCH-701 --depth 2   planner export planner.xlsx --revision 3 -o old.xlsx   "
    "planner export planner.xlsx --group-by objective"
)
@click.argument("name")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write; - is standard output. Default: NAME."
)
@click.option("--revision", type=int, help="Revision to export; without it, the latest.")
@click.option("--focus", help="Code at the centre of a graph; without it, the whole graph.")
@click.option("--depth", type=click.IntRange(1, 50), default=3, show_default=True, help="Links away from the focus.")
@click.option(
    "--group-by",
    type=click.Choice(GROUPINGS),
    default="line_of_business",
    show_default=True,
    help="What the roadmap of the workbook is grouped by.",
)
@json_option
@click.pass_obj
def export(
    database: str,
    name: str,
    output: Path | None,
    revision: int | None,
    focus: str | None,
    depth: int,
    group_by: str,
    as_json: bool,
) -> None:
    """Write NAME: planner.xlsx, planner.xml (Microsoft Project), planner.zip, KIND.csv, graph.mmd or graph.dot.

    planner.xlsx is the workbook, planner.zip holds the csv of every kind.
    """
    from planner.app.exporting import export as make
    from planner.roadmap import GroupBy

    with open_store(database) as store, working(f"Writing {name}"):
        grouping = GroupBy(group_by)
        made = make(store, name, at=now(), revision=revision, focus=focus, depth=depth, group_by=grouping)
    if str(output) == "-":
        sys.stdout.buffer.write(made.data)
        return
    target = output or Path(made.name)
    write_file(target, made.data)
    if as_json:
        print_json({"file": str(target), "bytes": len(made.data), "mediaType": made.media_type})
    else:
        click.echo(f"Wrote {target} ({len(made.data):,} bytes).")
