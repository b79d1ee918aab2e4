"""The command that reads plans from files."""

import gc
from pathlib import Path

import click

from planner.app.commands.outlet import write_file
from planner.app.imports import Intake, commit, read
from planner.app.output import count_line, finding_json, json_option, print_findings, print_json, print_table, working
from planner.app.session import author_option, now, open_store
from planner.plan.entities import KINDS
from planner.plan.errors import PlannerError


class UnreadableMappingError(PlannerError):
    """A file given with --map that is not text."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a mapping: it is not text in UTF-8.", "Save one with --save-map.")


@click.command(
    "import",
    epilog="Examples: planner import plan.xlsx   planner import plan.xlsx --save-map plan.map.yaml   "
    "planner import plan.xlsx --map plan.map.yaml --apply   planner import keps.tar.gz --apply --partial",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--apply", "apply_", is_flag=True, help="Save the result; without it the import is a dry run.")
@click.option("--partial", is_flag=True, help="Apply what is sound and list the rest, instead of all or nothing.")
@click.option("--map", "map_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Mapping to use.")
@click.option("--save-map", type=click.Path(dir_okay=False, path_type=Path), help="Write the mapping here to edit it.")
@click.option(
    "--pseudonyms",
    metavar="SECRET",
    envvar="PLANNER_PSEUDONYMS",
    help="Make the people of a roster pseudonymous with this secret; the same secret gives the same pseudonyms.",
)
@click.option("-m", "--message", default="", help="Why; kept in the history.")
@author_option
@json_option
@click.pass_obj
@click.pass_context
def import_plan(
    ctx: click.Context,
    database: str,
    files: tuple[Path, ...],
    apply_: bool,
    partial: bool,
    map_file: Path | None,
    save_map: Path | None,
    pseudonyms: str | None,
    message: str,
    author: str,
    as_json: bool,
) -> None:
    """Read plans and rosters from FILES: any spreadsheet or csv, Microsoft Project XML, Primavera, GanttProject, YAML.

    Without --apply nothing is saved: the recognised columns, the findings and the effect are shown.
    """
    gc.disable()  # the process ends soon, and collecting costs a third of a large import
    mapping = _mapping_text(map_file) if map_file else None
    reports = []
    with open_store(database) as store:
        for file in files:
            with working(f"Reading {file.name}"):
                intake = read(
                    store,
                    file,
                    file.name,
                    author=author,
                    today=now().date(),
                    mapping=mapping,
                    partial=partial,
                    message=message,
                    pseudonyms=pseudonyms,
                )
            if save_map and intake.mapping:
                write_file(save_map, intake.mapping.encode())
            revision = None
            if apply_ and not intake.refused:
                with working(f"Saving {file.name}"):
                    revision = commit(store, intake, at=now()).revision.number
            reports.append(intake_json(intake) | {"revision": revision})
            if not as_json:
                _print(intake, revision, apply_)
                if save_map and intake.mapping:
                    click.echo(f"The mapping is in {save_map}: edit it and give it back with --map {save_map}.")
    if as_json:
        print_json(reports)
    ctx.exit(1 if any(report["refused"] for report in reports) else 0)


def intake_json(intake: Intake) -> dict[str, object]:
    """Return what a file would do as plain data."""
    return {
        "file": intake.file,
        "format": intake.format,
        "changes": intake.counts(),
        "findings": [finding_json(finding) for finding in intake.findings],
        "refused": intake.refused,
        "mapping": intake.mapping,
    }


def _mapping_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise UnreadableMappingError(path) from None


def _print_mapping(mapping: str) -> None:
    """Print how the columns of each recognised table are read."""
    import yaml

    for table in yaml.safe_load(mapping)["tables"]:
        rows = [
            {"column": c["column"], "heading": c["heading"], "field": _field(c)}
            | {"confidence": f"{c['confidence']:.0%}", "why": c["why"]}
            for c in table.get("columns", ())
        ]
        said = ", ".join(part for part in ("read" if table["plan"] else "not read", table["why"]) if part)
        if rows:
            print_table(f"Sheet {table['sheet']}: {said}", rows)
        else:
            click.echo(f"Sheet {table['sheet']}: {said}.")


def _field(column: dict[str, str]) -> str:
    """Return the field of a column, with what its amounts are of and what they count."""
    of, measure = column.get("of"), column.get("measure")
    return f"{column['field']}{f' of {of}' if of else ''}{f' in {measure}' if measure else ''}"


def _print(intake: Intake, revision: int | None, apply_: bool) -> None:
    click.secho(f"{intake.file} ({intake.format})", bold=True)
    if intake.mapping:
        _print_mapping(intake.mapping)
    print_findings(intake.findings)
    said = [
        f"{count} {_noun(kind, count)} {action}d"
        for kind, actions in intake.counts().items()
        for action, count in actions.items()
    ]
    click.echo(f"{count_line(intake.findings)}; {', '.join(said) or 'no changes'}.")
    if intake.refused:
        click.echo("Nothing can be applied: mend the errors, or take what is sound with --partial.", err=True)
    elif not said:
        click.echo("Nothing to save.")
    elif revision is not None:
        click.echo(f"Saved as revision {revision}.")
    elif not apply_:
        click.echo("Dry run: nothing was saved. Repeat with --apply to save it.")


def _noun(kind: str, count: int) -> str:
    return (kind if count == 1 else KINDS[kind].plural).replace("_", " ")
